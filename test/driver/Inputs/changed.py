"""usage: changed.py SCHEMA AUDIT.json REVISION  Checks an audit of changed lines."""
import json
import sys

import jsonschema

schema, audit = json.load(open(sys.argv[1])), json.load(open(sys.argv[2]))
jsonschema.Draft7Validator(schema).validate(audit)
changed = audit["changed_since"]
assert changed["revision"] == sys.argv[3] and len(changed["commit"]) == 40, changed
assert changed["findings"] == len(audit["findings"]) > 0 and changed["elsewhere"] > 0, changed
