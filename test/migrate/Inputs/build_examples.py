"""Runs the examples of the build tables: build_examples.py ASCENDIFY MAPPINGS WORK.

Every example is the build file of a folder of its own; all of them are migrated at once in both styles.
"""
import json
import pathlib
import subprocess
import sys

ascendify, mappings, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
examples, without = [], []
for table in sorted([*mappings.glob("build/*.json"), *mappings.glob("python/*.json")]):
    data = json.loads(table.read_text(encoding="utf-8"))
    if data["schema"] != "ascendify-build-rules":
        continue
    keys = [(e["kind"], e["symbol"]) for e in data["entries"]]
    if len(set(keys)) != len(keys):
        print(f"{table.name}: an entry stands twice: {sorted(k for k in keys if keys.count(k) > 1)}")
    for entry in data["entries"]:
        for example in entry.get("examples", []):
            examples.append((f"{table.stem}: {entry['kind']} {entry['symbol']}", data["language"], example))

source = work / "in"
for i, (_, language, example) in enumerate(examples):
    folder = source / f"e{i}"
    folder.mkdir(parents=True)
    (folder / ("setup.py" if language == "python" else "CMakeLists.txt")).write_text(example["in"], encoding="utf-8")
    if "a.cu" in example["in"]:
        (folder / "a.cu").write_text("int a;\n", encoding="utf-8")
(source / "b.cpp").write_text("int b;\n", encoding="utf-8")

wrong = 0
for style in ("native", "portable"):
    out = work / style
    done = subprocess.run([ascendify, "migrate", source, "--style", style, "--out-root", out], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr + done.stdout)
    for i, (name, language, example) in enumerate(examples):
        got = (out / f"e{i}" / ("setup.py" if language == "python" else "CMakeLists.txt")).read_text(encoding="utf-8")
        if got != example[style]:
            wrong += 1
            print(f"{name} ({style})\n--- expected\n{example[style]}--- got\n{got}---")
print(f"{len(examples)} examples, {wrong} wrong")
