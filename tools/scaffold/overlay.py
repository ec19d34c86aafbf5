"""Writes the beginning of an overlay: an entry per symbol that still needs a decision of yours.

usage: overlay.py SHARE [--audit AUDIT.json] [--status unknown,manual,unsupported] [SYMBOL]... > tables/mine.json

SHARE is ascendify's data folder. With --audit the symbols are those whose uses in that audit have one of the statuses (default:
unknown) natively on its first profile, the most used first in the note of each; SYMBOLs named are added. A symbol that the
built-in tables have an entry of its own for is copied from there with all its overloads, since an overlay replaces them together;
any other starts as `manual`, with the parameters of the CUDA surface where they are known. Nothing that is written claims anything: what
is to be decided says so in its reason.
"""
import argparse
import collections
import json
import pathlib
import sys


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("share", type=pathlib.Path)
    parser.add_argument("--audit", type=pathlib.Path)
    parser.add_argument("--status", default="unknown")
    parser.add_argument("--library", default="mine", help="library of symbols that no table knows")
    parser.add_argument("symbols", nargs="*")
    options = parser.parse_intermixed_args()
    statuses = set(options.status.split(","))
    wrong = statuses - {"unknown", "manual", "unsupported"}
    if wrong:
        sys.exit(f"unknown status '{sorted(wrong)[0]}'; allowed: unknown, manual, unsupported")

    uses, seen = collections.Counter(), {}
    for name in options.symbols:
        seen[name] = {"kind": "function", "library": ""}
    if options.audit:
        try:
            audit = json.loads(options.audit.read_text())
        except (OSError, ValueError) as error:
            sys.exit(f"{options.audit}: {error}")
        if audit.get("schema") != "ascendify-audit":
            sys.exit(f"{options.audit}: schema is '{audit.get('schema')}', expected 'ascendify-audit'")
        profile = audit["profiles"][0]
        for use in audit["uses"]:
            status = use.get("disposition", {}).get(profile, {}).get("native", "unknown")
            if status in statuses and use["kind"] not in ("include", "flag", "string"):
                uses[use["symbol"]] += 1
                seen.setdefault(use["symbol"], use)

    built_in, params = collections.defaultdict(list), {}
    for file in sorted((options.share / "mappings/cuda").glob("*.json")):
        table = json.loads(file.read_text())
        for entry in table["entries"]:
            if "family" in entry:
                continue
            for name in [entry["symbol"], *entry.get("also", [])]:
                copy = {k: v for k, v in entry.items() if k != "also" and (k != "examples" or name == entry["symbol"])}
                built_in[name].append({**copy, "symbol": name, "library": entry.get("library", table["library"])})
    for file in sorted((options.share / "mappings/surface/cuda").glob("*.json")):
        for symbol in json.loads(file.read_text())["symbols"]:
            if symbol["kind"] == "function":
                # Without names in the header there is nothing that a template could say.
                names = [p.get("name", "") for p in symbol.get("params", [])]
                if all(names) and len(set(names)) == len(names):
                    params.setdefault(symbol["name"], names)

    entries = []
    for name in sorted(seen):
        if built_in.get(name):
            entries += built_in[name]
            continue
        entry = {"symbol": name, "library": seen[name].get("library") or options.library, "kind": seen[name]["kind"]}
        if params.get(name):
            entry["params"] = params[name]
        if uses[name]:
            entry["note"] = f"{uses[name]} uses in {options.audit.name}"
        entry["targets"] = {style: {"status": "manual", "reason": "not decided yet",
                                    "evidence": {"level": "inferred", "source": "nobody has looked"}}
                            for style in ("native", "portable")}
        entries.append(entry)
    if not entries:
        sys.exit("no such symbol: nothing to write")
    json.dump({"schema": "ascendify-mappings", "version": 1, "library": options.library, "entries": entries}, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
