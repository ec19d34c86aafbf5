"""usage: validate.py SCHEMA AUDIT.json...

Validates audits against the schema, with members that the schema does not describe as an error, and checks what a
schema cannot say: order, sums, and that every use that needs a person has its finding.
"""
import json
import sys

import jsonschema


def strict(node):
    """The same schema, refusing unknown members."""
    if isinstance(node, dict):
        node = {key: strict(value) for key, value in node.items()}
        if "properties" in node and node.get("type") == "object":
            node.setdefault("additionalProperties", False)
    elif isinstance(node, list):
        node = [strict(value) for value in node]
    return node


def place(value):
    return value["file"], value["line"], value["column"]


schema = json.load(open(sys.argv[1]))
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(strict(schema))
bad = 0
for name in sys.argv[2:]:
    audit = json.load(open(name))
    errors = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in validator.iter_errors(audit)]
    summary, coverage = audit["summary"], audit["coverage"]
    counted = [use for use in audit["uses"] if use["kind"] not in ("include", "flag")]
    if summary["uses"] != len(counted):
        errors.append(f"summary.uses {summary['uses']} but {len(counted)} uses")
    if summary["uses"] != sum(summary[k] for k in ("automatic", "manual", "unsupported", "unknown")):
        errors.append("summary does not add up")
    if coverage["files"] != sum(coverage[k] for k in ("parsed", "recovered", "lexed")):
        errors.append("coverage does not add up")
    for key, order in (("uses", place), ("findings", place), ("kernels", place), ("files", lambda f: f["path"])):
        if audit[key] != sorted(audit[key], key=order):
            errors.append(f"{key} are not sorted")
    prints = [(f["fingerprint"], f.get("profile")) for f in audit["findings"]]
    if len(prints) != len(set(prints)):
        errors.append("fingerprints are not distinct")
    found = {(f["id"].startswith("api-"), place(f), f["symbol"]) for f in audit["findings"]}
    for use in [] if "baseline" in audit else audit["uses"]:  # then the findings are the new ones only
        statuses = {s for styles in use["disposition"].values() for s in styles.values()}
        if statuses & {"manual", "unsupported", "unknown"} and (True, place(use), use["symbol"]) not in found:
            errors.append(f"no api- finding for {use['symbol']} at {place(use)}")
    for error in errors[:20]:
        print(f"{name}: {error}")
    bad += bool(errors)
    print(f"{name.rsplit('/', 1)[-1]}: {'invalid' if errors else 'valid'}")
sys.exit(bool(bad))
