#!/usr/bin/env python3
"""Migrates programs of ours in both styles, runs them on the CPU and says of each what is missing.

usage: programs.py --ascendify BINARY [--no-run] [--keep DIR] [--table] [PROGRAM ...]

A program is a `.cu` file or a folder of `Inputs`. Its comments `//% …` are what it expects:

  //% prints: LINE            a line of its output; all of them, in order
  //% long                    is run on the CPU with `./dev test --long` only
  //% arguments: A B …        of the program
  //% STYLE left: NAME …      CUDA that stays in the migrated code, all of it
  //% STYLE errors: TEXT      the type check has errors, and TEXT is in one of them
  //% STYLE not run: TEXT     it cannot run on the CPU, and TEXT is in the message
  //% STYLE wrong: TEXT       it runs and fails its own check, and TEXT is in its output: a fault that is known
  //% STYLE has: TEXT         TEXT is in the migrated sources
  //% STYLE has not: TEXT     it is not

STYLE is native or portable; without it a line holds for both. What a program says to be missing has to be missing: the day it is
there, the program fails until the line is taken away. Besides, in each style: a second run changes nothing, no byte outside
the edits changed, and each changed line held CUDA.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

STYLES = ("native", "portable")
SUFFIXES = (".cu", ".cuh", ".cpp", ".h", ".hpp", ".c", ".asc")


class Mismatch(Exception):
    pass


class Expectation:
    """What the comments of a program ask for, per style."""

    def __init__(self, sources):
        self.prints, self.arguments, self.long = [], [], False
        self.style = {s: {"left": set(), "errors": [], "not run": [], "wrong": [], "has": [], "has not": []} for s in STYLES}
        for source in sources:
            for line in source.read_text(encoding="utf-8").splitlines():
                if line.startswith("//%"):
                    self.read(source, line[3:].strip())

    def read(self, source, text):
        key, colon, value = (part.strip() if part != ":" else part for part in text.partition(":"))
        styles = STYLES
        if key.split(" ")[0] in STYLES:
            word, _, key = key.partition(" ")
            styles = (word,)
        if key == "long" and not colon:
            self.long = True
        elif key == "prints":
            self.prints.append(value)
        elif key == "arguments":
            self.arguments = value.split()
        elif key in self.style[STYLES[0]] and value:
            for style in styles:
                wanted = self.style[style][key]
                wanted.update(value.split()) if key == "left" else wanted.append(value)
        else:
            raise Mismatch(f"{source.name}: no expectation is called '{text}'")


def check(condition, message):
    if not condition:
        raise Mismatch(message)


class Runner:
    def __init__(self, binary, work, run, long):
        self.binary, self.work, self.run, self.long = binary, work, run, long
        self._names = None

    def call(self, *arguments, codes=(0,)):
        done = subprocess.run([self.binary, *map(str, arguments)], capture_output=True, text=True)
        check(codes is None or done.returncode in codes,
              f"ascendify {' '.join(map(str, arguments))}\nended with {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def names(self):
        """Every name that a table knows."""
        if self._names is None:
            listed = json.loads(self.call("mappings", "list", "--format", "json").stdout)
            self._names = {part for e in listed for part in re.findall(r"\w+", e["symbol"])} | {"<<<"}
        return self._names

    def program(self, path):
        """The state of a program in each style: 'runs', or what is missing."""
        sources = sorted(p for p in path.rglob("*") if p.suffix in SUFFIXES) if path.is_dir() else [path]
        expected = Expectation(sources)
        check(expected.prints, f"{path.name}: no line '//% prints: …'")
        return {style: self.migrated(path, style, expected) for style in STYLES}

    def migrated(self, path, style, expected):
        wanted = expected.style[style]
        out = self.work / f"{path.stem}.{style}"
        summary = self.call("migrate", path, "--style", style, "--out-root", out).stdout
        sources = sorted(p for p in out.rglob("*") if p.suffix in SUFFIXES and "ascendify" not in p.relative_to(out).parts)
        text = "\n".join(p.read_text(encoding="utf-8") for p in sources)

        verified = self.call("verify", out, codes=(0, 1)).stdout
        left = set(re.findall(r"'([^']+)' is CUDA", verified))
        check(left == wanted["left"], f"{style}: expected to be left: {sorted(wanted['left'])}; is left: {sorted(left)}\n{summary}{verified}")
        places = int(re.search(r"^  left +([\d,]+)", summary, re.M).group(1).replace(",", ""))
        check(bool(places) == bool(left), f"{style}: {places} places left, and these names: {sorted(left)}\n{summary}")
        errors = re.search(r"(\d+) with errors", verified).group(1) != "0"
        # Where CUDA is left, errors follow from it, and which ones depends on the headers of the machine.
        check(errors == bool(wanted["errors"] or (left and errors)) and all(e in verified for e in wanted["errors"]),
              f"{style}: errors expected: {wanted['errors']}; found:\n{verified}")
        for fragment in wanted["has"]:
            check(fragment in text, f"{style}: '{fragment}' is not in the output:\n{text}")
        for fragment in wanted["has not"]:
            check(fragment not in text, f"{style}: '{fragment}' is in the output:\n{text}")

        self.second_run(out, style)
        self.confined(path, out, style)
        return self.executed(out, sources, style, expected, left or errors)

    def second_run(self, out, style):
        again = out.with_name(out.name + ".again")
        self.call("migrate", out, "--style", style, "--out-root", again)
        done = subprocess.run(["diff", "-r", str(out), str(again)], capture_output=True, text=True)
        check(done.returncode == 0, f"{style}: a second run changes something:\n{done.stdout}")

    def confined(self, path, out, style):
        """What stands between two edits is in the output, byte for byte; a line that changed held CUDA."""
        edits = json.loads(self.call("migrate", path, "--style", style, "--dump=edits").stdout)
        root = path if path.is_dir() else path.parent
        by_file = {}
        for edit in edits:
            by_file.setdefault(edit["file"], []).append(edit)
        for name in [p.relative_to(root).as_posix() for p in (path.rglob("*") if path.is_dir() else [path]) if p.is_file()]:
            before = (root / name).read_bytes()
            candidates = [out / name, out / re.sub(r"\.cu$", ".asc", name), out / re.sub(r"\.cu$", ".cpp", name)]
            target = next((c for c in candidates if c.exists()), None)
            check(target, f"{style}: '{name}' is not in the output")
            after = target.read_bytes()
            at, place = 0, 0
            for begin, end in sorted({tuple(e["range"]) for e in by_file.get(name, [])}):
                if begin < at:
                    continue
                kept = before[at:begin]
                found = after.find(kept, place) if at else (0 if after.startswith(kept) else -1)
                check(found >= 0, f"{style}: {name}: bytes {at} to {begin} were outside the edits and are gone")
                place, at = found + len(kept), end
            check(after.endswith(before[at:]), f"{style}: {name}: the end was outside the edits and is gone")
            for begin, end in {tuple(e["range"]) for e in by_file.get(name, []) if e["range"][0] < e["range"][1]}:
                first, last = before.rfind(b"\n", 0, begin) + 1, before.find(b"\n", end)
                words = set(re.findall(r"\w+|<<<", before[first:last].decode()))
                check(words & self.names() or words & {"return", "include", "dim3"},
                      f"{style}: {name}: this was changed, and nothing in it is CUDA: {before[first:last].decode()}")

    def executed(self, out, sources, style, expected, stopped):
        wanted = expected.style[style]["not run"]
        if stopped:
            return "migrated in part"
        if not self.run or (expected.long and not self.long):
            return "not tried"
        mains = [p for p in sources if p.suffix in (".asc", ".cpp", ".c")]
        done = self.call("run", *mains, *(["--", *expected.arguments] if expected.arguments else []), codes=None)
        result = done.stdout + done.stderr
        if wanted:
            check(done.returncode != 0, f"{style}: runs now; take the line '{style} not run: {wanted[0]}' away")
            check(all(w in result for w in wanted), f"{style}: expected {wanted} in:\n{result}")
            return "not run: " + "; ".join(wanted)
        if expected.style[style]["wrong"]:
            check(done.returncode != 0 or done.stdout.splitlines() != expected.prints, f"{style}: passes now; take the line '{style} wrong: …' away")
            check(all(w in result for w in expected.style[style]["wrong"]), f"{style}: expected {expected.style[style]['wrong']} in:\n{result}")
            return "runs, wrong: " + "; ".join(expected.style[style]["wrong"])
        check(done.returncode == 0, f"{style}: the program ended with {done.returncode}\n{result}")
        check(done.stdout.splitlines() == expected.prints, f"{style}: expected {expected.prints}, printed {done.stdout.splitlines()}")
        return "runs"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ascendify", default="ascendify")
    parser.add_argument("--no-run", action="store_true", help="do not run on the CPU")
    parser.add_argument("--long", action="store_true", help="run the programs marked 'long' as well")
    parser.add_argument("--keep", type=pathlib.Path, help="folder for the migrated programs")
    parser.add_argument("--table", action="store_true", help="print the table of all programs")
    parser.add_argument("programs", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    inputs = pathlib.Path(__file__).resolve().parent / "Inputs"
    programs = options.programs or sorted(p for p in inputs.iterdir() if p.is_dir() or p.suffix == ".cu")
    temporary = None if options.keep else tempfile.mkdtemp(prefix="ascendify-e2e")
    work = options.keep or pathlib.Path(temporary)
    work.mkdir(parents=True, exist_ok=True)
    runner = Runner(options.ascendify, work, not options.no_run, options.long)
    failed, rows = 0, []
    for path in programs:
        for old in work.glob(path.stem + ".*"):
            shutil.rmtree(old)
        start = time.monotonic()
        try:
            states = runner.program(path)
            rows.append((path.stem, states["native"], states["portable"]))
        except Mismatch as mismatch:
            failed += 1
            rows.append((path.stem, "FAILS", str(mismatch).splitlines()[0][:100]))
            print(f"{path.stem}: {mismatch}", file=sys.stderr)
        if options.table:
            print(f"{rows[-1][0]:<24}{rows[-1][1]:<40}{rows[-1][2]}", flush=True)
    if options.table:
        for index, style in ((1, "native"), (2, "portable")):
            print(f"{style}: {sum(r[index] == 'runs' for r in rows)} of {len(rows)} run")
    if temporary:
        shutil.rmtree(temporary)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
