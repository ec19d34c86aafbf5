#!/usr/bin/env python3
"""Time of a whole audit against `clang++ -fsyntax-only --cuda-host-only` with real headers over the same units.

usage: audit_vs_clang.py --ascendify BIN --clang CLANGXX --cuda-path DIR [-j N] [--suffix .cu] CODEBASE

Both see the same units with the same include folders and definitions, those that the audit inferred, and
as many run at once; the ratio is of one run. Nothing is cached between units on either side.
"""
import argparse
import concurrent.futures
import json
import os
import subprocess
import time


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ascendify", required=True)
    parser.add_argument("--clang", required=True)
    parser.add_argument("--cuda-path", required=True)
    parser.add_argument("-j", type=int, default=os.cpu_count())
    parser.add_argument("--suffix", default=".cu")
    parser.add_argument("codebase")
    options = parser.parse_args()

    start = time.monotonic()
    audit = subprocess.run(
        [options.ascendify, "audit", options.codebase, f"-j{options.j}", "--no-cache", "--format", "json"],
        capture_output=True, check=False)
    audit_seconds = time.monotonic() - start
    report = json.loads(audit.stdout)
    seen = {f["path"]: f["tier"] for f in report["files"]}

    dump = subprocess.run([options.ascendify, "audit", options.codebase, "--dump=project"],
                          capture_output=True, check=True)
    project = json.loads(dump.stdout)
    root = os.path.abspath(options.codebase)
    units = [u for u in project["units"] if u["file"].endswith(options.suffix)]

    def parse(unit):
        flags = [f.replace("${root}", root) for f in unit.get("flags", [])]
        # Paths of the dump are relative to the root.
        fixed = []
        for flag in flags:
            for option in ("-idirafter", "-isystem", "-I"):
                path = flag[len(option):]
                if flag.startswith(option) and not os.path.isabs(path):
                    flag = option + os.path.join(root, path)
                    break
            fixed.append(flag)
        command = [options.clang, "-x", "cuda", "--cuda-host-only", "-fsyntax-only", "-w",
                   "-ferror-limit=0", "-Wno-unknown-cuda-version", "--cuda-path=" + options.cuda_path,
                   "-isystem", os.path.join(options.cuda_path, "include", "cccl"),
                   "-std=" + unit.get("standard", "c++17"), *fixed, os.path.join(root, unit["file"])]
        return subprocess.run(command, capture_output=True, cwd=root, check=False).returncode

    start = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(options.j) as pool:
        codes = list(pool.map(parse, units))
    clang_seconds = time.monotonic() - start

    clean = sum(seen.get(u["file"]) == "parsed" for u in units)
    tree = sum(seen.get(u["file"]) in ("parsed", "recovered") for u in units)
    print(f"units: {len(units)} ({options.suffix}), -j{options.j}")
    print(f"audit: {audit_seconds:.1f} s for all {len(seen)} files, exit {audit.returncode}; "
          f"{clean} units parsed without an error, {tree} with a syntax tree")
    print(f"clang: {clang_seconds:.1f} s, {sum(c == 0 for c in codes)} units parsed without an error")
    print(f"ratio: clang / audit = {clang_seconds / audit_seconds:.1f}")


if __name__ == "__main__":
    main()
