"""Compares the findings of one id with what a source says it wants.

usage: ascendify audit FILE --format json | expected.py FILE ID

A line that ends in `// certain`, `// likely` or `// possible` wants one finding of the id there, with
that confidence; what follows after `: ` must be part of its message. Every other line wants none.
"""
import json
import re
import sys

path, wanted_id = sys.argv[1:]
wanted = {}
for number, line in enumerate(open(path, encoding="utf-8"), 1):
    if m := re.search(r"// (certain|likely|possible)(?:: (.*))?$", line.rstrip()):
        wanted[number] = (m[1], m[2] or "")
if not wanted:
    sys.exit(f"{path} wants nothing")
found = {}
for finding in json.load(sys.stdin)["findings"]:
    if finding["id"] == wanted_id:
        found.setdefault(finding["line"], []).append(finding)
wrong = []
for line in sorted(wanted.keys() | found.keys()):
    have = [(f["confidence"], f["message"]) for f in found.get(line, [])]
    want = wanted.get(line)
    if want and len(have) == 1 and have[0][0] == want[0] and want[1] in have[0][1]:
        continue
    wrong.append(f"line {line}: wanted {want or 'nothing'}, found {have or 'nothing'}")
print("\n".join(wrong) or f"{len(wanted)} findings as wanted")
sys.exit(bool(wrong))
