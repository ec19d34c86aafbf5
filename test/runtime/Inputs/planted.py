"""planted.py ASCENDIFY FILE [ARGUMENT...]: runs FILE under `run --check` and compares what is reported with
what is planted. A line with a mistake ends in `// BUG id` (several: `// BUG id id`); exactly these
places must be reported, each at least once, and no other."""
import re
import subprocess
import sys

program, source = sys.argv[1], sys.argv[2]
planted = set()
for number, line in enumerate(open(source), 1):
    if mark := re.search(r"// BUG ([a-z -]+)$", line):
        planted |= {(number, id_) for id_ in mark[1].split()}
run = subprocess.run([program, "run", "--check", source, *sys.argv[3:]], capture_output=True, text=True)
found = set()
place = re.compile(r"^(.*?):(\d+): (?:error|warning): \[([a-z-]+)\]")
for line in run.stderr.splitlines():
    if m := place.match(line):
        if m[1].rsplit("/", 1)[-1] == source.rsplit("/", 1)[-1]:
            found.add((int(m[2]), m[3]))
        else:
            found.add((0, line))
    elif re.match(r"ascendify: (error|warning): \[", line):
        found.add((0, line))
for missing in sorted(planted - found):
    print("not found:", *missing)
for extra in sorted(found - planted):
    print("reported without being planted:", *extra)
print(f"{len(planted)} planted, {len(planted & found)} found, exit {run.returncode}")
if planted != found:
    print(run.stdout + run.stderr)
    sys.exit(1)
