#!/usr/bin/env python3
"""Kendall's tau between the friction of the score and the orders of two readers who saw only sources.

usage: difficulty.py --ascendify PROGRAM --corpora DIR [--skip NAME]...

DIR holds the seven corpora as folders; the orders are in difficulty/a.json and b.json, and were written before any score was
known. The friction of a whole corpus is near 100 for most, so they are ordered by the weight that it is made of.
"""
import argparse
import itertools
import json
import pathlib
import subprocess


def weight(program, path):
    out = subprocess.run([program, "audit", str(path), "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    score = json.loads(out.stdout).get("score", {})
    return next(iter(score.values()))["weight"] if score else 0.0


def tau(order, values):
    """Kendall's tau-b of a strict order (easiest first) and values; ties of the values count half."""
    pairs = list(itertools.combinations([n for n in order if n in values], 2))
    agree = sum((values[a] < values[b]) - (values[a] > values[b]) for a, b in pairs)
    untied = sum(values[a] != values[b] for a, b in pairs)
    return agree / (len(pairs) * untied) ** 0.5 if untied else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ascendify", required=True)
    parser.add_argument("--corpora", required=True, type=pathlib.Path)
    parser.add_argument("--skip", action="append", default=[])
    options = parser.parse_args()
    orders = [json.loads((pathlib.Path(__file__).parent / "difficulty" / f"{r}.json").read_text()) for r in "ab"]
    for kind, root in (("samples", options.corpora / "cuda-samples"), ("corpora", options.corpora)):
        names = [[e["name"] for e in order[kind] if e["name"] not in options.skip] for order in orders]
        values = {name: weight(options.ascendify, root / name) for name in names[0]}
        for name in sorted(values, key=values.get):
            print(f"{values[name]:10.1f}  a {names[0].index(name) + 1:2}  b {names[1].index(name) + 1:2}  {name}")
        print(f"{kind}: tau with a {tau(names[0], values):.2f}, with b {tau(names[1], values):.2f}, "
              f"of a with b {tau(names[0], {n: i for i, n in enumerate(names[1])}):.2f}\n")


if __name__ == "__main__":
    main()
