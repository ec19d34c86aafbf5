#!/usr/bin/env python3
"""Migrates a tree and says how good the result is: migrated_trees.py ASCENDIFY TREE WORK [STYLE] [-- verify arguments].

Shares of places, files and kernels come from the plan; type errors from `verify`; that no byte outside of the edits changed
from `--dump=edits`. With a `.clang-format` in the tree whole statements are formatted, so bytes are compared on a copy
without it.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys

arguments = sys.argv[1:]
extra = arguments[arguments.index("--") + 1:] if "--" in arguments else []
ascendify, tree, work, *rest = arguments[:arguments.index("--")] if "--" in arguments else arguments
style = rest[0] if rest else "native"
work = pathlib.Path(work)
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
copy, out = work / "in", work / "out"
shutil.copytree(tree, copy, symlinks=True, ignore=shutil.ignore_patterns(".git", ".clang-format"))


def run(*command):
    return subprocess.run([str(c) for c in command], capture_output=True)


done = run(ascendify, "migrate", copy, "--style", style, "--out-root", out)
print(done.stdout.decode().split("findings\n")[0], f"exit {done.returncode}", sep="")
edits = {}
for edit in json.loads(run(ascendify, "migrate", copy, "--style", style, "--dump=edits").stdout):
    edits.setdefault(edit["file"], []).append(edit["range"])
names = dict(re.findall(r"^\| (\S+) \| (\S*) \|", (out / "MIGRATION.md").read_text(), re.M))
back = {old.replace("\\", ""): new.replace("\\", "") for new, old in names.items() if old and old != "new"}
changed = 0
for file, ranges in edits.items():
    old = (copy / file).read_bytes()
    new = (out / back.get(file, file)).read_bytes()
    end = at = 0
    for begin, stop in sorted(ranges) + [[len(old), len(old)]]:
        if begin < end:
            continue  # in another edit
        gap = old[end:begin]
        found = new.find(gap, at)
        if found < 0 or (end == 0 and found != 0 and begin):
            changed += 1
            print(f"bytes outside of the edits changed: {file} at {end}")
            break
        at, end = found + len(gap), max(end, stop)
print(f"files with a change outside of the edits: {changed} of {len(edits)}")
verify = run(ascendify, "verify", out, *extra).stdout.decode(errors="replace")
(work / "verify.txt").write_text(verify)
lines = verify.splitlines()
print("\n".join(lines[-2:]))
sources = [l for l in lines if re.match(r"\S+\.(asc|cpp|cc|cu|c): ", l)]
print(f"sources: {len(sources)}, without a type error: {sum('error' not in l for l in sources)}, "
      f"errors not explained: {sum('does not explain' in l for l in sources)}")
# The name itself has to be of the target: a CUDA name that is left gets one as clang's suggestion.
wrong = [l for l in lines if re.search(r"error: (use of undeclared identifier|no member named|no matching function for call to|"
                                       r"too (few|many) arguments to function call.*) ?'?(acl|asc_|hccl|Hccl|ACL_)", l)]
print(f"errors about symbols of the target: {len(wrong)}")
print("\n".join(wrong[:10]))
