"""Compares two surfaces, without what declarations leave open: bodies, and whether a record that is
named by its typedef has a tag of the same name, too."""
import json
import sys

DROPPED = ("inline", "static", "extern", "header", "typedef")


def clean(value):
    if isinstance(value, dict):
        return {k: clean(v) for k, v in value.items() if k not in DROPPED}
    return [clean(v) for v in value] if isinstance(value, list) else value


def order(members):
    """Types, then the rest: the order of declgen."""
    return sorted(members, key=lambda m: m["kind"] == "function")


def load(path):
    out = {}
    with open(path) as f:
        for s in json.load(f)["symbols"]:
            if s["kind"] == "typedef" and s["type"].partition(" ")[2] == s["name"]:
                continue
            s = clean(s)
            if "members" in s:
                s["members"] = order(s["members"])
            out.setdefault((s["name"], s["kind"]), []).append(json.dumps(s, sort_keys=True))
    return {k: sorted(v) for k, v in out.items()
            if not k[0].startswith(("ASCENDIFY_", "__")) and not (k[1] == "macro")}


a, b = load(sys.argv[1]), load(sys.argv[2])
subset = "--subset" in sys.argv
failed = False
for key in sorted(set(a) if subset else set(a) | set(b)):
    if "--not" in sys.argv and key[0].startswith(sys.argv[sys.argv.index("--not") + 1]):
        continue
    if a.get(key) != b.get(key):
        failed = True
        print(*key, a.get(key), b.get(key), sep="\n  ")
print(len(a), "symbols,", len(b), "symbols")
sys.exit(failed)
