"""The programs of Inputs as tests of lit: each is given to programs.py, which knows what it expects."""
import os
import subprocess
import sys

import lit.formats
import lit.Test


class Programs(lit.formats.ShTest):
    """Shell tests of the folder, and one test for each program."""

    def getTestsInDirectory(self, testSuite, path_in_suite, litConfig, localConfig):
        yield from super().getTestsInDirectory(testSuite, path_in_suite, litConfig, localConfig)
        folder = os.path.join(testSuite.getSourcePath(path_in_suite), "Inputs")
        if os.path.isdir(folder):
            for name in sorted(os.listdir(folder)):
                yield lit.Test.Test(testSuite, path_in_suite + ("Inputs", name), localConfig)

    def execute(self, test, litConfig):
        if "Inputs" not in test.path_in_suite:
            return super().execute(test, litConfig)
        here = os.path.dirname(os.path.abspath(__file__))
        command = [sys.executable, os.path.join(here, "programs.py"),
                   "--ascendify", os.path.join(test.config.ascendify_build_dir, "bin", "ascendify"),
                   "--keep", os.path.join(test.config.test_exec_root, "e2e", "programs")]
        if litConfig.params.get("long"):
            command.append("--long")
        done = subprocess.run([*command, test.getSourcePath()], env=dict(test.config.environment), capture_output=True, text=True)
        return lit.Test.Result(lit.Test.PASS if done.returncode == 0 else lit.Test.FAIL, done.stdout + done.stderr)
