"""usage: interrupt.py PROGRAM FOLDER

Audits a big tree and interrupts it. How long to wait depends on the machine, so a run that ended
before the signal is repeated with a shorter wait.
"""
import json
import os
import signal
import subprocess
import sys
import time

program, folder = sys.argv[1:3]
os.makedirs(folder)
body = "".join(f"void f{i}(float *p) {{ cudaMalloc(&p, {i}); cudaFree(p); }}\n" for i in range(400))
for i in range(600):
    with open(f"{folder}/unit{i}.cu", "w") as out:
        out.write("#include <cuda_runtime.h>\n" + body)


def run(options, wait):
    child = subprocess.Popen([program, "audit", folder] + options, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(wait)
    child.send_signal(signal.SIGINT)
    out, _ = child.communicate(timeout=60)
    return child.returncode, out.decode()


wait = 0.4
while wait > 0.01:
    code, text = run([], wait)
    if code != 0:
        break
    wait /= 2
print("exit", code)
print(text)
code, text = run(["--format", "json"], wait)
print("json interrupted:", json.loads(text)["interrupted"])
