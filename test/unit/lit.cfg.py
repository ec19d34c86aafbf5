import os

import lit.formats

config.name = "ascendify-unit"
config.suffixes = []
config.test_format = lit.formats.GoogleTest("", "Tests")
config.test_source_root = config.ascendify_build_dir + "/test/unit"
config.test_exec_root = config.test_source_root
for name in ("HOME", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LLVM_PROFILE_FILE"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
config.environment["ASCENDIFY_SHARE"] = config.ascendify_build_dir + "/share/ascendify"
# As for the other tests: Debian's LLVM is not instrumented.
config.environment.setdefault("ASAN_OPTIONS", "allow_user_poisoning=0:detect_container_overflow=0")
