"""usage: plan.py AUDIT.json  Checks what a schema cannot say of plan and score."""
import json
import math
import sys

audit = json.load(open(sys.argv[1]))
places = {(u["file"], u["line"]) for u in audit["uses"]} | {(f["file"], f["line"]) for f in audit["findings"]} | {
    (k["file"], k["line"]) for k in audit["kernels"]}
for profile, score in audit["score"].items():
    items = {(c["item"], c["class"], c["axis"]) for c in score["contributions"]}
    plan = audit["plan"][profile]
    steps = [(s["item"], s["class"], s["axis"]) for s in plan["steps"]]
    assert sorted(items) == sorted(steps), "the plan has other items than the score"
    kernels, files = plan["kernels_now"], plan["files_now"]
    for step in plan["steps"]:
        assert step["kernels_then"] >= kernels and step["files_then"] >= files, step
        kernels, files = step["kernels_then"], step["files_then"]
    assert (kernels, files) == (plan["kernels"], plan["files"]), "something waits at the end"
    # Every number leads to a place of the same report.
    for item in score["contributions"] + plan["steps"]:
        assert (item["first"]["file"], item["first"]["line"]) in places, item
    assert math.isclose(sum(c["weight"] for c in score["contributions"]), score["weight"], abs_tol=0.01)
    for split in ("by_file", "by_folder", "by_kernel", "by_library", "by_category"):
        assert math.isclose(sum(p["weight"] for p in score[split]), score["weight"], abs_tol=0.01), split
    assert math.isclose(score["friction"], 100 * (1 - math.exp(-score["weight"] / 150)), abs_tol=0.01)
