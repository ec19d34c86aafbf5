"""usage: templates.py TEMPLATES ASCENDIFY REPOSITORY  Reads the CI templates as YAML and runs what they would run."""
import os
import pathlib
import re
import subprocess
import sys

import yaml

templates, program, repository = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
github = yaml.safe_load((templates / "github-actions.yml").read_text())
gitlab = yaml.safe_load((templates / "gitlab-ci.yml").read_text())
hooks = yaml.safe_load((templates / "pre-commit-config.yaml").read_text())

# What YAML makes of `on:` is the truth value.
assert "pull_request" in github[True] and github["jobs"]["gate"]["steps"][0]["with"]["fetch-depth"] == 0
steps = [s["run"] for s in github["jobs"]["gate"]["steps"] if s.get("id") == "gate"]
hook = hooks["repos"][0]["hooks"][0]
assert len(steps) == 1 and hook["pass_filenames"] is False and gitlab["ascendify"]["variables"]["GIT_DEPTH"] == "0"

# Every option of every call is one that the program has.
known = {}
for text in (*(p.read_text() for p in templates.iterdir()),):
    for line in re.findall(r"(?:ascendify|\"\$program\") (audit|compare) ([^\n]*)", text):
        name = line[0]
        known.setdefault(name, subprocess.run([program, name, "--help"], check=True, stdout=subprocess.PIPE, text=True).stdout)
        for option in re.findall(r"(?:^|\s)(--?[a-z][a-z-]*)", line[1].split("||")[0]):
            assert re.search(rf"^  {re.escape(option)}\b", known[name], re.M), (name, option)
for expression in re.findall(r"--fail-on '?([^'\s]+)", "".join(p.read_text() for p in templates.iterdir())):
    code = subprocess.run([program, "compare", "none.json", "none.json", "--fail-on", expression], stderr=subprocess.PIPE, text=True)
    assert "--fail-on" not in code.stderr, code.stderr

environment = {**os.environ, "PATH": os.path.dirname(program) + os.pathsep + os.environ["PATH"]}
environment.pop("CI_MERGE_REQUEST_DIFF_BASE_SHA", None)


def run(script, branch, expected, **more):
    subprocess.run(["git", "-C", repository, "checkout", "-q", branch], check=True)
    tools = pathlib.Path(repository, "tools/ci")
    tools.mkdir(parents=True, exist_ok=True)
    gate = tools / "ascendify-gate.sh"
    gate.write_bytes((templates / "ascendify-gate.sh").read_bytes())
    gate.chmod(0o755)
    done = subprocess.run(["bash", "-e", "-c", script], cwd=repository, env={**environment, **more}, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    assert done.returncode == expected, (script, branch, done.returncode, done.stdout)
    return done.stdout


summary = os.path.join(repository, "..", "summary.md")
for branch, code in (("moved", 0), ("worse", 1)):
    run(steps[0], branch, code, GITHUB_BASE_REF="main", GITHUB_STEP_SUMMARY=summary)
    assert "### CUDA to Ascend:" in open(summary).read()
    base = subprocess.run(["git", "-C", repository, "rev-parse", "main"], stdout=subprocess.PIPE, text=True).stdout.strip()
    run("\n".join(gitlab["ascendify"]["script"]), branch, code, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert open(os.path.join(repository, "gl-code-quality-report.json")).read().startswith("[")
# Nothing is uncommitted but the reports; then somebody writes a blocker.
run(hook["entry"], "moved", 0)
pathlib.Path(repository, "src/fresh.cu").write_text("#include <cuda_runtime.h>\nvoid g(cudaTextureObject_t t) {}\n")
assert "new-blockers" in run(hook["entry"], "moved", 1)
