#!/usr/bin/env python3
"""Counts the CUDA units of a code base that parse without an error.

  measure_parse.py --share BUILD/share/ascendify/cuda CORPUS          the bundled declarations, precompiled
  measure_parse.py --share … --no-pch CORPUS                          the same without a precompiled header
  measure_parse.py --cuda-path DIR CORPUS                             clang's own way, with a real toolkit

Include roots are guessed as a user without a build would: the unit's folder, its
parents up to the corpus, and Common, include, inc, common, src below each of them.
"""
import argparse
import collections
import concurrent.futures
import json
import pathlib
import re
import subprocess
import tempfile
import time


def roots(unit, corpus):
    folder = unit.parent
    while True:
        yield folder
        for name in ("Common", "include", "inc", "common", "src", "csrc"):
            if (folder / name).is_dir():
                yield folder / name
        if folder == corpus or folder.parent == folder:
            return
        folder = folder.parent


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--share", type=pathlib.Path)
    parser.add_argument("--cuda-path")
    parser.add_argument("--clang", default="clang++-22")
    parser.add_argument("--std", default="c++17")
    parser.add_argument("--version", default="12090")
    parser.add_argument("--no-pch", action="store_true")
    parser.add_argument("--list", action="store_true", help="each failing unit with its first error")
    parser.add_argument("-j", type=int, default=2)
    args = parser.parse_args()
    args.corpus = args.corpus.resolve()
    units = sorted(args.corpus.rglob("*.cu"))
    with tempfile.TemporaryDirectory() as scratch:
        if args.cuda_path:
            flags = ["-x", "cuda", "--cuda-host-only", f"--cuda-path={args.cuda_path}",
                     "-Wno-everything", "-Wno-error", "-fsyntax-only"]
        else:
            manifest = json.loads((args.share / "prelude.json").read_text())
            prelude = args.share / manifest["prelude"]
            flags = manifest["flags"] + ["-isystem", str(args.share / manifest["include"]),
                                         f"-D{manifest['versionMacro']}={args.version}"]
            if args.no_pch:
                flags += ["-include", str(prelude)]
            else:
                source, pch = pathlib.Path(scratch) / "prelude.h", f"{scratch}/prelude.pch"
                source.write_text(f'#include "{prelude}"\n' + "".join(
                    f"#include <{h}>\n" for h in manifest["precompile"]))
                make = [f for f in flags if f not in ("-fsyntax-only", "-x", "cuda")]
                begin = time.monotonic()
                # cc1 writes the file: the driver refuses -emit-pch with a single offload target.
                line = subprocess.run(
                    [args.clang, "-###", "-x", "cuda", *make, f"-std={args.std}", "-fsyntax-only",
                     str(source)], capture_output=True, text=True).stderr.splitlines()[-1]
                words = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
                words = ["-emit-pch" if w == "-fsyntax-only" else w for w in words]
                subprocess.run([*words, "-o", pch], check=True)
                print(f"precompiled header: {time.monotonic() - begin:.2f} s, "
                      f"{pathlib.Path(pch).stat().st_size / 1e6:.1f} MB")
                flags += ["-Xclang", "-include-pch", "-Xclang", pch]

        def parse(unit):
            begin = time.monotonic()
            includes = [w for r in roots(unit, args.corpus) for w in ("-idirafter", str(r))]
            done = subprocess.run(
                [args.clang, *flags, f"-std={args.std}", "-ferror-limit=0", *includes, str(unit)],
                capture_output=True, text=True, errors="replace")
            errors = [m for m in re.findall(r"(?:fatal )?error: (.*)", done.stderr)]
            return unit, errors, time.monotonic() - begin

        begin = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(args.j) as pool:
            results = list(pool.map(parse, units))
        wall = time.monotonic() - begin
    clean = sum(not errors for _, errors, _ in results)
    times = sorted(seconds for _, _, seconds in results)
    print(f"units without an error: {clean} of {len(units)} ({100 * clean / max(1, len(units)):.1f}%)")
    print(f"wall {wall:.1f} s with {args.j} jobs, sum {sum(times):.1f} s, "
          f"median {times[len(times) // 2]:.2f} s, max {times[-1]:.2f} s")
    first = collections.Counter(errors[0] for _, errors, _ in results if errors)
    for message, count in first.most_common(40):
        print(f"{count:4}  {message[:150]}")
    if args.list:
        for unit, errors, _ in results:
            if errors:
                print(f"{unit.relative_to(args.corpus)}: {len(errors)}: {errors[0][:150]}")


if __name__ == "__main__":
    main()
