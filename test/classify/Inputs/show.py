"""usage: show.py AUDIT.json PREFIX [--suppressed]

Prints the uses, findings and summary of an audit, a line each, for symbols that begin with PREFIX.
"""
import json
import sys

audit = json.load(open(sys.argv[1]))
prefix = sys.argv[2]
findings = [f for f in audit["findings"] if f["symbol"].startswith(prefix)]
if "--suppressed" in sys.argv:
    findings = [f for f in findings if f["id"] == "api-unsupported" and f["line"] > 1]
    for f in findings:
        print(f"{f['line']} {f['id']}: {f.get('suppressed', '-')}")
    print(f"suppressed {sum('suppressed' in f for f in findings)} of {len(findings)}")
    sys.exit()
for use in audit["uses"]:
    if use["symbol"].startswith(prefix):
        outcomes = " ".join(profile.removeprefix("ascend") + "".join(f" {k}={v}" for k, v in styles.items())
                            for profile, styles in use["disposition"].items())
        print("use", use["symbol"], outcomes)
for f in findings:
    print("finding", f["symbol"], f["id"], f["severity"], f["axis"], f.get("profile", "-"), f["message"])
s = audit["summary"]
print("summary", s["uses"], *(f"{k} {s[k]}" for k in ("automatic", "manual", "unsupported", "unknown")))
