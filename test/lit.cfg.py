# The tests of ascendify: shell lines with FileCheck. None needs a network, a CUDA toolkit or CANN; what
# a toolkit would add hangs on the features `nvcc` and `cuda-toolkit`.
import os
import shutil
import subprocess

import lit.formats

config.name = "ascendify"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".test", ".cu", ".cpp", ".asc", ".py", ".json"]
config.excludes = ["Inputs", "unit", "bench", "lit.cfg.py", "CMakeLists.txt"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.ascendify_build_dir, "test")

build, source = config.ascendify_build_dir, config.ascendify_source_dir
share = os.path.join(build, "share", "ascendify")
config.environment["PATH"] = os.pathsep.join(
    [os.path.join(build, "bin"), config.ascendify_llvm_tools, os.environ["PATH"]])
config.environment["LC_ALL"] = "C.UTF-8"
# Reports depend on neither the terminal nor the caller's settings.
config.environment["COLUMNS"] = "100"
config.environment["NO_COLOR"] = "1"
# Facts are cached beside the tests, not in the user's home.
config.environment["XDG_CACHE_HOME"] = os.path.join(config.test_exec_root, "cache")
for name in ("HOME", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LLVM_PROFILE_FILE"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
# Debian's LLVM is not instrumented: memory that our inlined copies of its allocators and of std::vector mark is used by its code
# without asking.
config.environment.setdefault("ASAN_OPTIONS", "allow_user_poisoning=0:detect_container_overflow=0")

clang = os.path.join(config.ascendify_llvm_tools, "clang++")
cxx = shutil.which("c++") or clang
config.substitutions += [
    ("%ascendify", os.path.join(build, "bin", "ascendify")),
    ("%share", share),
    ("%source", source),
    ("%build", build),
    ("%python", config.ascendify_python),
    ("%clangxx", clang),
    # The compiler of the system: what a user's machine has.
    ("%cxx", cxx),
    ("%filecheck", "FileCheck --dump-input-filter=error --enable-var-scope"),
]

# What is there of a real toolkit.
nvcc = shutil.which("nvcc")
if nvcc:
    config.available_features.add("nvcc")
    config.substitutions.append(("%nvcc", nvcc))
    root = os.path.dirname(os.path.dirname(os.path.realpath(nvcc)))
    if os.path.exists(os.path.join(root, "include", "cuda_runtime.h")):
        config.available_features.add("cuda-toolkit")
        config.substitutions.append(("%cuda_root", root))
# The official schema of SARIF 2.1.0 is not ours to ship: `LIT_OPTS=-Dsarif_schema=FILE ./dev test` uses one.
if lit_config.params.get("sarif_schema"):
    config.available_features.add("sarif-schema")
    config.substitutions.append(("%sarif_schema", os.path.abspath(lit_config.params["sarif_schema"])))
# A file system that fills needs the right to mount one.
small_disk = [config.ascendify_python, os.path.join(config.test_source_root, "driver", "Inputs", "small_disk.py")]
if subprocess.call([*small_disk, config.test_source_root, "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
    config.available_features.add("small-disk")
    config.substitutions.append(("%small_disk", " ".join(small_disk)))
if os.geteuid() != 0:
    config.available_features.add("not-root")
if not config.ascendify_sanitize:
    config.available_features.add("not-sanitized")
if config.ascendify_fuzz:
    config.available_features.add("fuzz")
# Slow tests run only with `./dev test --long`.
if lit_config.params.get("long"):
    config.available_features.add("long")
