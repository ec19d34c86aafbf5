"""Every page's code: `before` yields the finding, `after` compiles against the declarations of the target.

usage: all_pages.py ASCENDIFY PAGES WORK CLANG SIMT_FLAG...

Findings that only rewriting yields are looked for in `migrate`. One audit for all pages; the afters are compiled one
by one. Pages whose block is not SIMT or AscendCL code (another language than asc) have no `after` to compile.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

ascendify, pages, work, clang, *flags = sys.argv[1:]
work = pathlib.Path(work)
(work / "before").mkdir(parents=True)
(work / "after").mkdir()
ids, builds, wrong = [], [], []
NO_BEFORE = {"edit-conflict"}  # no two built-in entries change one place differently; tests of the rewriter make one
TARGET = {"kernel-route": "ascend910b"}  # findings that only other device families yield
for page in sorted(pathlib.Path(pages).glob("*.md")):
    text = page.read_text(encoding="utf-8")
    before = re.findall(r"^```cuda\n(.*?)^```", text, re.M | re.S)
    build = re.findall(r"^```(cmake|make)\n(.*?)^```", text, re.M | re.S)
    if len(build) == 1 and not before:
        # Of a build file: migrating its folder yields the finding.
        folder = work / "build" / page.stem
        folder.mkdir(parents=True)
        (folder / ("CMakeLists.txt" if build[0][0] == "cmake" else "Makefile")).write_text(build[0][1], encoding="utf-8")
        (folder / "a.cu").write_text("int a;\n", encoding="utf-8")
        builds.append(page.stem)
        continue
    if len(before) != 1:
        wrong.append(f"{page.name}: {len(before)} blocks of cuda, expected one")
        continue
    (work / "before" / f"{page.stem}.cu").write_text(before[0], encoding="utf-8")
    ids.append(page.stem)
    for code in re.findall(r"^```asc\n(.*?)^```", text, re.M | re.S):
        (work / "after" / f"{page.stem}.asc").write_text(code, encoding="utf-8")


def found(findings):
    out = {}
    for finding in findings:
        place = finding.get("file") or finding["place"]["file"]
        out.setdefault(pathlib.Path(place).stem, set()).add(finding["id"])
    return out


def run(*arguments):
    return subprocess.run([ascendify, *arguments], stdout=subprocess.PIPE, check=True).stdout


seen = found(json.loads(run("audit", str(work / "before"), "--format", "json"))["findings"])
for i in builds:
    out = run("migrate", str(work / "build" / i), "--style", "native", "--out-root", str(work / "out" / i)).decode()
    if not re.search(rf"^ +{i} ", out, re.M):
        wrong.append(f"{i}.md: before does not yield it")
for i in ids:
    if i in NO_BEFORE or i in seen.get(i, ()):
        continue
    # Some findings are made by rewriting, a few in one style only.
    target = TARGET.get(i, "ascend950pr")
    if not any(re.search(rf"^ +{i} ", run("migrate", str(work / "before" / f"{i}.cu"), "--style", style, "--target", target,
                                          "--out-root", str(work / style / i)).decode(), re.M)
               for style in ("native", "portable")):
        wrong.append(f"{i}.md: before yields {sorted(seen.get(i, set()))}")


def compiles(path):
    done = subprocess.run([clang, *flags, str(path)], stderr=subprocess.PIPE, text=True)
    return None if done.returncode == 0 else f"{path.stem}.md: after does not compile: {done.stderr.splitlines()[0]}"


with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    wrong += filter(None, pool.map(compiles, sorted((work / "after").iterdir())))
print("\n".join(wrong + [f"{len(ids)} pages, {len(wrong)} wrong"]))
sys.exit(1 if wrong or len(ids) < 60 else 0)
