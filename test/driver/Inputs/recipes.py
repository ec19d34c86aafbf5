"""Runs the commands of the recipes in a document: recipes.py DOCUMENT ASCENDIFY TREE"""
import glob
import os
import pathlib
import re
import subprocess
import sys

text = pathlib.Path(sys.argv[1]).read_text()
program, tree = sys.argv[2], sys.argv[3]
os.chdir(tree)
path = os.path.dirname(program) + os.pathsep + os.environ["PATH"]
expected = subprocess.run([program, "audit", ".", "--format", "json"], capture_output=True, check=True).stdout


def section(title):
    return re.search(rf"^#+ {title}\n(.*?)(?=^#+ |\Z)", text.replace("\n#!", "\n #!").replace("\n#SB", "\n #SB"),
                     re.M | re.S)[1]


def blocks(title, language):
    return re.findall(rf"```{language}\n(.*?)```", section(title), re.S)


def run(command, **variables):
    subprocess.run(["sh", "-ec", command], env={**os.environ, "PATH": path, **variables}, check=True)


def report(name, commands):
    same = pathlib.Path("audit.json").read_bytes() == expected
    print(f"{name}: {commands} commands, {'same' if same else 'DIFFERS'}")
    for file in ["audit.json", *glob.glob("shard-*.json")]:
        os.unlink(file)


lines = blocks("Shards", "")[0].splitlines()
for line in lines:
    run(line)
report("by hand", len(lines))

(recipe,) = blocks("GitHub Actions", "yaml")
shard, merge = re.findall(r"- run: (.*)", recipe)
for index in "123":
    run(shard.replace("${{ matrix.shard }}", index))
run(merge)
report("GitHub Actions", 4)

(recipe,) = blocks("GitLab", "yaml")
shard, merge = re.findall(r"- (ascendify .*)", recipe)
count = re.search(r"parallel: (\d+)", recipe)[1]
for index in range(1, int(count) + 1):
    run(shard, CI_NODE_INDEX=str(index), CI_NODE_TOTAL=count)
run(merge)
report("GitLab", 4)

shard, merge = blocks("Slurm", "sh")
for index in "123":
    run(shard, SLURM_ARRAY_TASK_ID=index, SLURM_ARRAY_TASK_COUNT="3", SLURM_CPUS_PER_TASK="1")
run(merge)
report("Slurm", 4)
