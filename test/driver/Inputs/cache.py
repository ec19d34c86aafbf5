"""Runs audits with a cache over a tree that changes, and says what was parsed: cache.py ASCENDIFY TREE WORK"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

ascendify, tree, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
cache = work / "cache"
(tree / "first").mkdir()


def commands(extra=()):
    entries = [{"directory": str(tree), "file": name,
                "arguments": ["nvcc", "-Ifirst", "-Iinc", *extra, "-c", name]} for name in ("a.cu", "b.cu", "c.cu")]
    (tree / "compile_commands.json").write_text(json.dumps(entries))


def run(*options):
    done = subprocess.run([ascendify, "audit", str(tree), "--format", "json", "-j2", "--time-report", *options],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = re.search(r"units from the cache: (\d+), parsed: (\d+)", done.stderr)
    return done.stdout, f"{found[1]} from the cache, {found[2]} parsed" if found else "none"


def cached():
    return run("--cache-dir", str(cache))


def same(what, expected):
    report, count = cached()
    print(f"{what}: {count}; {'same report' if report == expected else 'ANOTHER REPORT'}")


def fresh(what):
    report, count = cached()
    plain, none = run("--no-cache")
    assert none == "none"
    print(f"{what}: {count}; {'as' if report == plain else 'NOT AS'} without a cache")
    return report


def each(pattern, change):
    files = [p for p in cache.glob(pattern) if p.is_file()]
    assert files, pattern
    for path in files:
        path.write_bytes(change(path.read_bytes()))


commands()
report, count = cached()
print(f"cold: {count}")
same("warm", report)
print("no cache:", "same report" if run("--no-cache")[0] == report else "ANOTHER REPORT")
for name in tree.rglob("*.*"):
    os.utime(name, (1, 1))
same("touched, not changed", report)
unit = (tree / "b.cu").read_text()
(tree / "b.cu").write_text(unit.replace("cudaFree(p)", "cudaMemset(p, 1, 4)"))
fresh("one unit changed")
(tree / "b.cu").write_text(unit)
same("changed back", report)
(tree / "shared.h").write_text("#define SIZE 64\n")
fresh("header changed")
(tree / "first/found").mkdir()
(tree / "first/found/late.h").write_text("#define LATE 1.0\n")
fresh("header appears earlier in the search")
shutil.rmtree(tree / "first/found")
fresh("header is gone again")
(tree / "optional.h").write_text("")
report = fresh("__has_include becomes true")
commands(["-DOTHER"])
report = fresh("other flags")
each("facts/*/*", lambda data: data[:len(data) // 2])
same("truncated", report)
same("rewritten", report)
each("facts/*/*", lambda data: b"garbage")
same("garbage", report)
each("facts/*/*", lambda data: data[:-3] + bytes([data[-3] ^ 1]) + data[-2:])
same("bits flipped", report)
for path in cache.glob("preambles/*/*.pch"):
    path.unlink()
same("preamble deleted", report)
each("preambles/*/made-of", lambda data: data[:-1])
same("list of the preamble damaged", report)
shutil.rmtree(cache)
runs = [subprocess.Popen([ascendify, "audit", str(tree), "--format", "json", "--cache-dir", str(cache)],
                         stdout=subprocess.PIPE, text=True) for _ in range(4)]
texts = [r.communicate()[0] for r in runs]
print("four runs at once:", "same report" if set(texts) == {report} else "ANOTHER REPORT")
left = [str(p) for p in cache.rglob("*.tmp*")]
print("no temporary files left" if not left else left)
