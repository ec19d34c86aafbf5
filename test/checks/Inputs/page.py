"""Writes the code blocks of a finding's page: page.py PAGE DIR makes DIR/before.cu and DIR/after.asc."""
import pathlib
import re
import sys

page, folder = map(pathlib.Path, sys.argv[1:])
folder.mkdir(parents=True, exist_ok=True)
text = page.read_text(encoding="utf-8")
for language, name in (("cuda", "before.cu"), ("asc", "after.asc")):
    code = re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)
    if len(code) != 1:
        sys.exit(f"{page}: {len(code)} blocks of {language}, expected one")
    (folder / name).write_text(code[0], encoding="utf-8")
