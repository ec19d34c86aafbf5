"""usage: findings.py AUDIT.json  One line per finding: place, id, and how it is silenced."""
import json
import sys

audit = json.load(open(sys.argv[1]))
for f in audit["findings"]:
    silenced = f"{f['suppressed_by']}: {f['suppressed']}" if "suppressed" in f else "counts"
    print(f"{f['file']}:{f['line']} {f['id']} {f['symbol']} | {silenced}")
for note in audit["invocation"]["notes"]:
    print("note:", note)
assert audit["summary"]["suppressed"] == sum("suppressed" in f for f in audit["findings"])
