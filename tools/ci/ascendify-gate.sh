#!/usr/bin/env bash
# What a pull or merge request adds: audits its target branch and itself, compares them, and ends with the exit code of the gates.
#
# usage: ascendify-gate.sh [--base REVISION] [--out DIR] [--path DIR] [-- OPTIONS OF COMPARE]
#
#   --base   where the change is to go (default: the target branch that GitHub or GitLab names, else origin/HEAD)
#   --out    folder for base.json, head.json, comment.md, audit.sarif, audit.md and badge.svg (default: ascendify-report)
#   --path   folder to audit, below the root of the repository (default: all of it)
#   --       for example: -- --fail-on new-blockers --fail-on 'friction-delta>2'
#
# ASCENDIFY names the program (default: ascendify). Exit codes are those of 'ascendify compare': 0 the gates hold, 1 one failed, 2 wrong
# usage or a clone that is too shallow.
set -uo pipefail

fail() {
  printf 'ascendify-gate: %s\n' "$*" >&2
  exit 2
}

base=
out=ascendify-report
path=.
while [ $# -gt 0 ]; do
  case $1 in
  --base) base=${2-} && shift 2 || fail "--base needs a revision" ;;
  --out) out=${2-} && shift 2 || fail "--out needs a folder" ;;
  --path) path=${2-} && shift 2 || fail "--path needs a folder" ;;
  --) shift && break ;;
  *) fail "unknown argument '$1'; allowed: --base, --out, --path, --" ;;
  esac
done
program=${ASCENDIFY:-ascendify}
command -v "$program" >/dev/null || fail "'$program' was not found; install it or set ASCENDIFY"
top=$(git rev-parse --show-toplevel 2>/dev/null) || fail "this is no git repository"
if [ -z "$base" ]; then
  if [ -n "${GITHUB_BASE_REF-}" ]; then
    base=origin/$GITHUB_BASE_REF
  elif [ -n "${CI_MERGE_REQUEST_DIFF_BASE_SHA-}" ]; then
    base=$CI_MERGE_REQUEST_DIFF_BASE_SHA
  else
    base=origin/HEAD
  fi
fi
git -C "$top" rev-parse --verify --quiet --end-of-options "$base^{commit}" >/dev/null ||
  fail "git knows no '$base' here; fetch it (GitHub: 'fetch-depth: 0', GitLab: 'GIT_DEPTH: 0')"
fork=$(git -C "$top" merge-base "$base" HEAD) ||
  fail "'$base' and HEAD have no commit in common; the clone is too shallow (GitHub: 'fetch-depth: 0', GitLab: 'GIT_DEPTH: 0')"
mkdir -p "$out" || fail "cannot make the folder '$out'"
out=$(cd "$out" && pwd)

tree=$(mktemp -d) || fail "cannot make a temporary folder"
clean() {
  git -C "$top" worktree remove --force "$tree/base" >/dev/null 2>&1
  rm -rf "$tree"
}
trap clean EXIT
git -C "$top" worktree add --quiet --detach "$tree/base" "$fork" || fail "cannot check out $fork beside the work tree"

# 3: part of the input could not be read; the report says what, and the gate 'coverage<N' is there to judge it.
audit() {
  "$program" audit "$@"
  local code=$?
  [ $code -eq 0 ] || [ $code -eq 3 ] || exit $code
}
if [ -e "$tree/base/$path" ]; then
  audit "$tree/base/$path" --format json -o "$out/base.json"
else
  # A folder that the change brings has nothing before: an empty one stands for it.
  mkdir -p "$tree/none/$path" && printf 'int ascendify_nothing_before;\n' >"$tree/none/$path/nothing.cpp"
  audit "$tree/none/$path" --format json -o "$out/base.json"
fi
audit "$top/$path" --format json,sarif,markdown,badge -o "$out/"
mv "$out/audit.json" "$out/head.json" && mv "$out/audit.svg" "$out/badge.svg"
"$program" compare "$out/base.json" "$out/head.json" --format markdown -o "$out/comment.md" "$@"
