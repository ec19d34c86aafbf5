"""Takes the worked example out of the guide. usage: guide.py GUIDE OUT"""
import pathlib
import re
import sys

text, out = pathlib.Path(sys.argv[1]).read_text(), pathlib.Path(sys.argv[2])
for language, name in (("json", "tables/acme.json"), ("cuda", "solve.cu"), ("cpp", "expected")):
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)
    assert len(blocks) == 1, f"{len(blocks)} blocks of {language}"
    (out / name).write_text(blocks[0])
