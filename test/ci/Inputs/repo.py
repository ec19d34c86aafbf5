"""usage: repo.py make DIR | repo.py shallow FROM TO  A repository with branches as pull requests have them."""
import os
import pathlib
import subprocess
import sys


def git(folder, *arguments):
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null"}
    for who in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{who}_NAME": "t", f"GIT_{who}_EMAIL": "t@t", f"GIT_{who}_DATE": "2020-01-01T00:00:00Z"}
    subprocess.run(["git", "-C", folder, *arguments], check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def write(name, text):
    path = pathlib.Path(sys.argv[2], name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def branch(name):
    git(folder, "checkout", "-q", "-b", name, "main")


def commit(message):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


what, folder = sys.argv[1:3]
if what == "shallow":
    git(".", "clone", "-q", "--depth=1", "--branch", "worse", "file://" + os.path.abspath(folder), sys.argv[3])
    sys.exit()
os.makedirs(folder)
git(folder, "init", "-q", "-b", "main")
CODE = "#include <cuda_runtime.h>\nvoid f(float **p) {\n  cudaMallocManaged(p, 64);\n}\n"
write("src/a.cu", CODE)
commit("one")
git(folder, "update-ref", "refs/remotes/origin/main", "main")
branch("moved")
git(folder, "mv", "src/a.cu", "src/b.cu")
write("src/b.cu", "// A comment that moves all lines.\n\n" + CODE.replace("(p, 64)", "(p,\n      64)"))
commit("moved")
branch("worse")
write("src/a.cu", CODE + "void g(cudaTextureObject_t t) {}\n")
commit("worse")
branch("folder")
write("new/c.cu", "#include <cuda_runtime.h>\nvoid h(cudaTextureObject_t t) {}\n")
commit("folder")
