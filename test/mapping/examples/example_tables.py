"""A lit format: one test for every table of mappings/cuda, which runs the examples embedded in it.

A module of its own, since lit's worker processes have to be able to import the class.
"""
import pathlib

import lit.formats
import lit.Test
import lit.util


class ExampleTables(lit.formats.FileBasedTest):
    """Finds the tables below `folder`, so that a new one is tested without being listed anywhere."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = pathlib.Path(folder)

    def getTestsInDirectory(self, suite, path_in_suite, lit_config, local_config):
        tables = sorted(self.folder.glob("*.json"))
        if not tables:
            lit_config.error(f"no mapping table below {self.folder}")
        for table in tables:
            yield lit.Test.Test(suite, path_in_suite + (table.name,), local_config, file_path=str(table))

    def execute(self, test, lit_config):
        table = self.folder / test.path_in_suite[-1]
        command = [self.program, "mappings", "test", "-j1", str(table)]
        out, err, code = lit.util.executeCommand(command, env=test.config.environment)
        if code == 0 and "not type-checked" not in out:
            return lit.Test.PASS, out
        return lit.Test.FAIL, f"$ {' '.join(command)}\n{out}{err}exit code: {code}"
