#!/usr/bin/env python3
"""How well the volume of the score ranks what real ports changed, against lines of code.

usage: port_pairs.py --ascendify PROGRAM --repository DIR [--commit REV] [--to sycl|hip|omp] [--every N] [-o EFFORT.json]

DIR is a git repository (bare or not) laid out as HeCBench (github.com/zjin-lcf/HeCBench): programs src/NAME-cuda beside
src/NAME-sycl, -hip and -omp, most of them ported by hand. Every N-th pair is taken, and 'ascendify calibrate' does the rest. Prints
the pairs' number and Spearman's rank correlations with the changed lines; with -o the fitted parameters are written.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile


def git(repository, *arguments):
    return subprocess.run(["git", "-C", repository, *arguments], check=True, stdout=subprocess.PIPE).stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ascendify", required=True)
    parser.add_argument("--repository", required=True)
    parser.add_argument("--commit", default="HEAD")
    parser.add_argument("--to", default="sycl")
    parser.add_argument("--every", type=int, default=6)
    parser.add_argument("-o", dest="output")
    options = parser.parse_args()
    folders = set(git(options.repository, "ls-tree", "-d", "--name-only", f"{options.commit}:src").decode().split())
    names = sorted(f[:-5] for f in folders if f.endswith("-cuda") and f"{f[:-5]}-{options.to}" in folders)
    names = names[:: options.every]
    with tempfile.TemporaryDirectory() as temporary:
        root = pathlib.Path(temporary)
        paths = [f"src/{name}-{side}" for name in names for side in ("cuda", options.to)]
        archive = subprocess.Popen(["git", "-C", options.repository, "archive", options.commit, *paths], stdout=subprocess.PIPE)
        subprocess.run(["tar", "-x", "-C", temporary], stdin=archive.stdout, check=True)
        ports = [{"name": n, "before": f"src/{n}-cuda", "after": f"src/{n}-{options.to}"} for n in names]
        (root / "ports.json").write_text(json.dumps({"schema": "ascendify-ports", "version": 1, "ports": ports}))
        command = [options.ascendify, "calibrate", str(root / "ports.json"), "--format", "json"]
        if options.output:
            command += ["-o", options.output]
        fit = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    rank, cover = fit["rank_correlation"], fit["coverage"]
    print(f"{len(fit['ports'])} of {len(names)} pairs cuda -> {options.to}, by {fit['measured']}")
    print("Spearman: " + ", ".join(f"{name} {value:.3f}" if value is not None else f"{name} none" for name, value in rank.items()))
    print(f"volume above lines of code: {rank['volume'] - rank['lines']:+.3f}; between p10 and p90: "
          f"{100 * cover['before']:.0f}% before, {100 * cover['after']:.0f}% after (each from the others)")


if __name__ == "__main__":
    main()
