#!/usr/bin/env python3
"""Checks that every library under lib/ includes only what the layering allows.

usage: check_layering.py SOURCE_DIR; exit 1 when there is a violation.
"""
import pathlib
import re
import sys

# Direct dependencies; what those may include is allowed too, except clang, which is listed where it may appear.
DEPENDS = {
    "Support": [],
    "Model": ["Support"],
    "Flow": ["Model"],
    "Mapping": ["Model"],
    "Project": ["Model"],
    "Observe": ["Model", "Project"],
    "Classify": ["Model", "Mapping", "Flow"],
    "Checks": ["Model", "Mapping", "Flow"],
    "Score": ["Model", "Mapping", "Flow"],
    "Rewrite": ["Model", "Mapping"],
    "Report": ["Model", "Score"],
    "Verify": ["Observe", "Classify", "Rewrite"],
    "Driver": None,  # everything
    "Headers": [],
    "Runtime": [],
}
CLANG = {
    "Observe": "clang/",
    "Project": "clang/Tooling/",
    "Rewrite": ("clang/Tooling/", "clang/Format/", "clang/Basic/"),
    "Verify": (),
    "Driver": (),
}
# Shipped to users or parsed as data: not ours to layer.
SKIP = {"Headers", "Runtime"}


def closure(library):
    if DEPENDS[library] is None:
        return set(DEPENDS)
    seen, todo = set(), [library]
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += DEPENDS[name]
    return seen


def main(source):
    root = pathlib.Path(source)
    files, violations = 0, 0
    for path in sorted((root / "lib").rglob("*")):
        library = path.relative_to(root / "lib").parts[0]
        if path.suffix not in (".cpp", ".h", ".def") or library in SKIP:
            continue
        files += 1
        if library not in DEPENDS:
            print(f"{path.relative_to(root)}:1: {library} is not a library of the design")
            violations += 1
            continue
        allowed = closure(library)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = re.match(r'\s*#\s*include\s+["<]([^">]+)[">]', line)
            if not found:
                continue
            name = found.group(1)
            first = name.split("/")[0]
            bad = first in DEPENDS and first not in allowed
            bad |= name.startswith("clang/") and not name.startswith(CLANG.get(library, ()) or ("\0",))
            if bad:
                print(f"{path.relative_to(root)}:{number}: {library} may not include {name}")
                violations += 1
    print(f"layering: {files} files, {violations} violations")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
