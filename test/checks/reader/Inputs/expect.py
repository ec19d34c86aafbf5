"""Compares the findings of one id with the marks a source carries.

usage: expect.py SOURCE ID REPORT.json
       expect.py --known FOLDER

A line that ends in `// expect: ID certain` wants one finding of ID there; `certain|likely` allows either, and
what follows after `: ` must be part of the message. Lines without a mark, and those marked `// expect: none`, want no
finding of ID. `// known: TEXT` behind a mark says what is wrong with the tool there: such a difference is reported and
does not fail, and one that no longer differs fails, so that it is taken away. At most one in twenty of all marks may carry it:
that is what --known looks at.
"""
import json
import pathlib
import re
import sys

MARK = re.compile(
    r"// expect: (none|(?P<id>[\w-]+) (?P<how>[a-z|]+)(?:: (?P<text>.*?))?)(?: // known: (?P<known>.*))?$")
SURE = {"certain", "likely"}

if sys.argv[1] == "--known":
    lines = [line for path in pathlib.Path(sys.argv[2]).rglob("*.cu")
             for line in path.read_text(encoding="utf-8").splitlines() if "// expect:" in line]
    known = sum("// known:" in line for line in lines)
    print(f"{known} of {len(lines)} marks are known to differ")
    sys.exit(not lines or known * 20 > len(lines))

path, check, report = sys.argv[1:]
marks = {}
for number, line in enumerate(open(path, encoding="utf-8"), 1):
    if "// expect:" not in line:
        continue
    mark = MARK.search(line.rstrip())
    how = set(mark["how"].split("|")) if mark and mark["how"] else set()
    if not mark or (mark["id"] or check) != check or how - SURE - {"possible"}:
        sys.exit(f"{path}:{number}: not a mark for {check}")
    marks[number] = mark
wanted = {number for number, mark in marks.items() if mark["id"]}
if len(wanted) < 10 or len(marks) - len(wanted) < 10:
    sys.exit(f"{path}: {len(wanted)} findings and {len(marks) - len(wanted)} lines without one are marked, "
             "expected 10 of each")

found = {}
for finding in json.load(open(report, encoding="utf-8"))["findings"]:
    if finding["id"] == check:
        found.setdefault(finding["line"], []).append(finding)

failed = known = 0
for number in sorted(marks.keys() | found.keys()):
    mark, have = marks.get(number), found.get(number, [])
    said = "; ".join(f"{f['confidence']}: {f['message']}" for f in have) or "nothing"
    if number not in wanted:
        problem = f"surplus: {said}" if have else ""
    elif not have:
        problem = f"missing: {mark['how']}"
    elif len(have) > 1:
        problem = f"surplus: one expected, found {said}"
    elif have[0]["confidence"] not in mark["how"].split("|"):
        problem = f"confidence: {mark['how']} expected, found {said}"
    elif (mark["text"] or "") not in have[0]["message"]:
        problem = f"message: {mark['text']!r} expected, found {said}"
    else:
        problem = ""
    note = mark and mark["known"]
    if problem:
        print(f"{path}:{number}: {problem}" + (f" (known: {note})" if note else ""))
    elif note:
        print(f"{path}:{number}: known, and no longer so: {note}")
    known += bool(problem and note)
    failed += bool(problem) != bool(note)

# The same as numbers: what is certain or likely, as people count it.
want = {n for n in wanted if set(marks[n]["how"].split("|")) & SURE}
either = {n for n in wanted if "possible" in marks[n]["how"]}
have = {n for n, findings in found.items() if any(f["confidence"] in SURE for f in findings)}
want -= either - have
print(f"{check}: {len(wanted)} findings and {len(marks) - len(wanted)} lines without one; certain and likely: "
      f"recall {len(want & have)}/{len(want)}, precision {len(want & have)}/{len(have)}; "
      f"{known} known, {failed} failed")
sys.exit(bool(failed))
