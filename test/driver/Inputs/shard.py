"""Audits a tree in shards, joins them and compares with the whole: shard.py ASCENDIFY TREE WORK"""
import json
import os
import pathlib
import shutil
import subprocess
import sys

ascendify, tree, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
os.chdir(work)


def run(*arguments):
    return subprocess.run([ascendify, *map(str, arguments)], capture_output=True, check=False)


def audit(*options, where=tree):
    return run("audit", where, "-j2", "--format", "json", *options)


def shards(count):
    names = []
    for index in range(1, count + 1):
        name = f"{index}of{count}.json"
        done = audit("--shard", f"{index}/{count}", "-o", name)
        assert done.returncode in (0, 3), done.stderr
        names.append(name)
    return names


def failing(what, *arguments, command="merge"):
    done = run(command, *arguments, *(["--format", "json"] if command == "merge" else []))
    first = done.stderr.decode().removeprefix("ascendify: ").splitlines()
    print(f"{what}: {done.returncode}: {first[0] if first else ''}")
    assert not done.stdout


whole = {kind: run("audit", tree, "--format", kind).stdout for kind in ("json", "csv", "sarif")}
code = run("audit", tree).returncode
files = []
for count in (1, 2, 3, 20):
    names = shards(count)
    results = []
    for kind, expected in whole.items():
        done = run("merge", "--format", kind, *reversed(names))
        assert done.returncode == code, done.stderr
        results.append(f"{kind} {'same' if done.stdout == expected else 'DIFFERS'}")
        if done.stdout != expected:
            pathlib.Path(f"merged{count}.{kind}").write_bytes(done.stdout)
            pathlib.Path(f"whole.{kind}").write_bytes(expected)
    print(f"{count} shard{'s' if count > 1 else ''}: {', '.join(results)}")
again = pathlib.Path("again.json")
audit("--shard", "2/3", "-o", again, "--no-cache", "-j1")
print("a shard is reproducible:", "yes" if again.read_bytes() == pathlib.Path("2of3.json").read_bytes() else "NO")
for index in (1, 2, 3):
    files += [f["path"] for f in json.loads(pathlib.Path(f"{index}of3.json").read_text())["files"]]
expected = [f["path"] for f in json.loads(whole["json"])["files"]]
print("parts:", "every file in one" if sorted(files) == expected else "FILES LOST OR TWICE")
for index in (1, 2, 3):
    shutil.copy(f"{index}of3.json", f"{index}.json")
aside = work / "aside"
tree.rename(aside)
done = run("merge", "1.json", "2.json", "3.json", "--format", "json")
print("sources gone, other folder: json", "same" if done.stdout == whole["json"] else "DIFFERS")
aside.rename(tree)

text = pathlib.Path("2.json").read_text()


def changed(name, new):
    assert new != text
    pathlib.Path(name).write_text(new)
    return name


failing("missing", "1.json", "3.json")
shutil.copy("1.json", "copy.json")
failing("twice", "1.json", "2.json", "copy.json", "3.json")
failing("other count", "1.json", "1of2.json")
failing("truncated", "1.json", changed("cut.json", text[:len(text) // 2]), "3.json")
failing("edited", "1.json", changed("edited.json", text.replace('"column": ', '"column": 1', 1)), "3.json")
at = text.index('"facts": "') + 60
failing("facts edited", "1.json", changed("facts.json", text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1:]),
        "3.json")
pathlib.Path("whole.json").write_bytes(whole["json"])
failing("no shard", "whole.json", "1.json")
pathlib.Path("other.json").write_text("{}")
failing("other JSON", "other.json")
failing("not there", "none.json")
audit("--shard", "2/3", "-o", "b.json", "--target", "ascend310p")
failing("other options", "1.json", "b.json", "3.json")
unit = tree / "a/one.cu"
before = unit.read_text()
unit.write_text(before.replace("clear(p)", "clear(0)"))
audit("--shard", "2/3", "-o", "changed.json")
unit.write_text(before)
failing("other sources", "1.json", "changed.json", "3.json")
start = text.index('"build": "') + len('"build": "')
other = text[:start] + "0" * 32 + text[start + 32:]
failing("other build", "1.json", changed("build.json", other), "3.json")
failing("no file")
for given in ("4/3", "0/3", "x"):
    failing(f"--shard {given}", tree, "--format", "json", "--shard", given, command="audit")
failing("--shard as text", tree, "--shard", "1/3", command="audit")
