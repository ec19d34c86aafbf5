"""Validates every table and profile below a folder with an independent implementation of JSON Schema.

usage: validate.py MAPPINGS [FILE...]; FILEs are output of the program instead.
"""
import json
import pathlib
import sys

import jsonschema

root = pathlib.Path(sys.argv[1])
schemas = {"ascendify-mappings": "mapping", "ascendify-profile": "profile", "ascendify-surface": "surface",
           "ascendify-mappings-test": "mappings-test", "ascendify-usage": "usage",
           "ascendify-mappings-coverage": "mappings-coverage", "ascendify-comparison": "compare", "ascendify-style": "style", "ascendify-source": "source"}
validators = {}
for name, file in schemas.items():
    schema = json.loads((root / "schema" / f"{file}.schema.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    validators[name] = jsonschema.Draft7Validator(schema)
count = failed = 0
files = [pathlib.Path(name) for name in sys.argv[2:]]
for path in files or sorted(root.rglob("*.json")):
    if path.parent == root / "schema" or (root / "surface") in path.parents:
        continue
    data = json.loads(path.read_text())
    if data.get("schema") not in validators:
        continue
    count += 1
    for error in validators[data["schema"]].iter_errors(data):
        failed += 1
        print(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message}")
sys.exit(failed != 0 or count == 0)
