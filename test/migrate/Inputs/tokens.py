"""Compares what a CUDA build sees of two trees: tokens.py CLANG SHARE OLD NEW [-I…].

Every CUDA and C++ source of OLD is preprocessed in both trees, against the bundled declarations, and the tokens are
compared. Line numbers (__LINE__) are set to 0: a guard above moves lines, and nothing else.
"""
import pathlib
import re
import subprocess
import sys

clang, share, old, new = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]).resolve(), pathlib.Path(sys.argv[4]).resolve()
extra = sys.argv[5:]


def tokens(root, name):
    cuda = ["-x", "cuda", "--cuda-host-only", "-nocudainc", "-nocudalib"] if name.suffix == ".cu" else []
    command = [clang, *cuda, "-std=c++17", "-E", "-P", "-w", "-D__LINE__=0", "-Wno-builtin-macro-redefined", f"-I{share}/cuda", f"-I{root}",
               *[e.replace("@", str(root)) for e in extra], str(root / name)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    # What cannot be preprocessed wholly is compared as far as it goes; messages name no root.
    text = re.sub(re.escape(str(root)), "ROOT", done.stdout)
    errors = re.sub(re.escape(str(root)), "ROOT", done.stderr)
    return text.split(), re.findall(r"fatal error: .*", errors)


same = differ = broken = 0
for path in sorted(old.rglob("*")):
    if path.suffix not in (".cu", ".cpp", ".cc", ".c") or not path.is_file():
        continue
    name = path.relative_to(old)
    (a, wrong), (b, _) = tokens(old, name), tokens(new, name)
    broken += bool(wrong)
    if a == b:
        same += 1
    else:
        differ += 1
        at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        print(f"{name}: differs at token {at}: {' '.join(a[at:at + 8])!r} and {' '.join(b[at:at + 8])!r}")
print(f"{same} units with equal tokens ({broken} of them or others with a header that is not there), {differ} that differ")
sys.exit(1 if differ else 0)
