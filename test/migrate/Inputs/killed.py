"""killed.py ASCENDIFY IN WORK: a run in place is killed while it writes; every file is old or new, and the next run completes.

Nothing of a run can be seen before its folder of pending files is there; it is killed at once and a little later than that.
"""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

ascendify, source, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])


def contents(root):
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


old = contents(source)
shutil.copytree(source, work / "whole")
subprocess.run([ascendify, "migrate", work / "whole", "--style", "native", "--in-place"], check=True, stdout=subprocess.DEVNULL)
new = contents(work / "whole")
half = 0
for i, delay in enumerate([0, 0, 0.0005, 0.001, 0.002, 0.004]):
    root = work / f"run{i}"
    shutil.copytree(source, root)
    pending = root / ".ascendify-pending"
    run = subprocess.Popen([ascendify, "migrate", root, "--style", "native", "--in-place"], stdout=subprocess.DEVNULL)
    while run.poll() is None and not pending.exists():
        pass
    time.sleep(delay)
    run.send_signal(signal.SIGKILL)
    run.wait()
    now = {k: v for k, v in contents(root).items() if not k.startswith(".ascendify-pending")}
    for name, text in now.items():
        assert text in (old.get(name), new.get(name)), f"{name} is neither old nor new"
    for name in set(old) & set(new):
        assert name in now, f"{name} is gone"
    half += now not in (old, new)
    subprocess.run([ascendify, "migrate", root, "--style", "native", "--in-place", "--force"], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    assert not pending.exists()
    after = contents(root)
    assert after == new, f"run {i}: {[n for n in set(after) | set(new) if after.get(n) != new.get(n)]}"
print(f"completed; {half} of 6 runs were ended half-way")
