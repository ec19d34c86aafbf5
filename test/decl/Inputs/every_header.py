"""One unit per header, and one with all of them: each must compile without a warning."""
import os
import subprocess
import sys

compiler, root = sys.argv[1:]
names = sorted(os.path.relpath(os.path.join(d, f), root) for d, _, fs in os.walk(root) for f in fs)
if len(names) < 40:
    sys.exit(f"only {len(names)} headers")
failed = False
for group in [[n] for n in names] + [names]:
    code = "".join(f'#include "{n}"\n' for n in group * 2)
    simt = ["-x", "cuda", "--cuda-host-only", "-nocudainc", "-nocudalib", "-Wno-unknown-cuda-version",
            "-include", "ascendify/simt_core.h"]
    device = any(n.startswith(("simt_api", "utils", "ascendify")) for n in group)
    command = [compiler, *(simt if device else ["-x", "c++"]), "-std=c++17", "-fsyntax-only", "-Wall",
               "-Werror", "-Wno-deprecated-declarations", "-I" + root, "-"]
    result = subprocess.run(command, input=code, text=True, capture_output=True)
    if result.returncode:
        failed = True
        print(group[0] if len(group) == 1 else "all", result.stderr[:2000])
sys.exit(failed)
