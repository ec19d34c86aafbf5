"""Compiles every header of a folder by itself, twice included, for the host and as SIMT code.

usage: every_helper.py CLANG HELPERS DECLARATIONS
"""
import pathlib
import subprocess
import sys

compiler, helpers, declarations = sys.argv[1:]
simt = ["-x", "cuda", "--cuda-host-only", "-nocudainc", "-nocudalib", "-Wno-unknown-cuda-version", "-std=c++17",
        "-include", "ascendify/simt_core.h"]
headers = sorted(pathlib.Path(helpers).glob("*.h"))
failed = not headers
for header in headers:
    # What needs the headers of SIMT code is never host code alone.
    for mode in ([] if '"simt_api/' in header.read_text() else [["-x", "c++", "-std=c++14"]]) + [simt]:
        done = subprocess.run([compiler, *mode, "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-I" + declarations, "-"],
                              input=f'#include "{header}"\n' * 2, text=True, capture_output=True)
        if done.returncode:
            failed = True
            print(header.name, done.stderr[:2000])
sys.exit(failed)
