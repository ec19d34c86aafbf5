"""usage: expect.py CODE PROGRAM ARGUMENTS...  Runs the program; fails when its exit code is another one."""
import subprocess
import sys

code = subprocess.call(sys.argv[2:])
if code != int(sys.argv[1]):
    sys.exit(f"expected exit code {sys.argv[1]}, got {code}")
