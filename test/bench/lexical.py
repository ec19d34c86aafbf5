#!/usr/bin/env python3
"""Lines per second and core of the lexical inventory with its facts.

usage: lexical.py --ascendify BIN [--copies N] [--runs N] CODEBASE

All C, C++ and CUDA files are copied as headers, so that nothing is parsed, and audited with one job. Printed is the best
run's phase `lex` of the time report, and what the whole audit took in processor time: discovery, facts, dispositions and
report included. On a busy machine only the latter means anything.
"""
import argparse
import os
import pathlib
import re
import subprocess
import tempfile


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ascendify", required=True)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("codebase")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = 0
        for number, path in enumerate(sorted(pathlib.Path(options.codebase).rglob("*"))):
            if path.suffix in (".cu", ".cuh", ".h", ".hpp", ".cpp", ".cc", ".c") and path.is_file():
                data = path.read_bytes()
                lines += data.count(b"\n") * options.copies
                for copy in range(options.copies):
                    pathlib.Path(folder, f"{number}-{copy}.h").write_bytes(data)
        best, cpu = float("inf"), float("inf")
        for _ in range(options.runs):
            before = os.times()
            done = subprocess.run([options.ascendify, "audit", folder, "-j1", "--no-cache", "--time-report", "-o", "/dev/null"],
                                  capture_output=True, text=True, check=True)
            after = os.times()
            cpu = min(cpu, after.children_user + after.children_system - before.children_user - before.children_system)
            best = min(best, float(re.search(r"  lex +([\d.]+)", done.stderr)[1]))
    print(f"{lines} lines; lex: {best:.2f} s of wall time, {lines / max(best, 0.005) / 1e6:.1f} M lines/s; "
          f"whole audit: {cpu:.2f} s of processor time, {lines / cpu / 1e6:.1f} M lines/s")


if __name__ == "__main__":
    main()
