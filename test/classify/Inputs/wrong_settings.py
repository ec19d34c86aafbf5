"""usage: wrong_settings.py FOLDER ASCENDIFY  Audits a file beside each *.yaml of FOLDER: name, exit code, message."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.yaml")):
    with tempfile.TemporaryDirectory() as root:
        shutil.copy(path, pathlib.Path(root, ".ascendify.yaml"))
        pathlib.Path(root, "a.cu").write_text("void f(void *p) { cudaFree(p); }\n")
        run = subprocess.run([sys.argv[2], "audit", root, "--format", "json"], capture_output=True, text=True)
        print(f"{path.name}: {run.returncode}: {run.stderr.strip().removeprefix('ascendify: error: ')}".rstrip())
