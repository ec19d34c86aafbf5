"""usage: fingerprints.py BEFORE.json AFTER.json  Compares the fingerprints of two audits."""
import json
import sys

before, after = ({f["fingerprint"] for f in json.load(open(name))["findings"]} for name in sys.argv[1:3])
print(f"{len(before)} before, {len(after)} after, {len(before & after)} in common")
