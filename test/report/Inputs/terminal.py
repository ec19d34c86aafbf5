"""usage: terminal.py PROGRAM ARGUMENTS...  Runs the program on a pseudo terminal and prints what it shows."""
import os
import pty
import sys

sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], lambda fd: os.read(fd, 65536), lambda fd: b"")))
