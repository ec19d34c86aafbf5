#!/usr/bin/env python3
"""Compares the codes of errors.h with those of the CANN surfaces.

usage: error_names.py HEADER SURFACES
"""
import json
import pathlib
import re
import sys

header = {name: int(code) for code, name in
          re.findall(r"ASCENDIFY_ERROR_NAME\((\d+), (\w+)\)", pathlib.Path(sys.argv[1]).read_text())}
surface = {}
for file in sorted(pathlib.Path(sys.argv[2]).glob("*/acl.json")):
    for symbol in json.loads(file.read_text())["symbols"]:
        name = symbol["name"]
        # The graph engine's codes are no results of the runtime; ACL_ERROR_NONE is ACL_SUCCESS.
        if (re.match(r"ACL_(ERROR_|SUCCESS$)", name) and name != "ACL_ERROR_NONE" and "value" in symbol
                and not symbol["header"].endswith("ge_error_codes.h")):
            surface[name] = int(symbol["value"].rstrip("UuLl"), 0)
failed = False
for name in sorted(header.keys() | surface.keys()):
    if header.get(name) != surface.get(name):
        failed = True
        print(f"{name} is {surface.get(name)}, the header says {header.get(name)}")
sys.exit(failed or len(surface) < 200)
