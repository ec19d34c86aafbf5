"""usage: bad_files.py FOLDER  Files that are hard to read, and two that are not."""
import os
import sys

root = os.fsencode(sys.argv[1])


def write(name, data):
    with open(os.path.join(root, name), "wb") as out:
        out.write(data)


use = b"void f(void *p) { cudaFree(p); }\n"
write(b"binary.cu", b"\x7fELF\x02\x01\x01\0\0\0\0")
write(b"wide.cu", ("\ufeff" + use.decode()).encode("utf-16-le"))
write(b"latin.cu", b"// \xe9\xff\n/* \xc3 */ " + use)
write(b"n\xe9me.cu", use)
with open(os.path.join(root, b"huge.cu"), "wb") as out:
    out.truncate((16 << 20) + 1)
os.symlink(b"loop.cu", os.path.join(root, b"loop.cu"))
os.mkdir(os.path.join(root, b"deep"))
write(b"deep/a.cu", use)
os.symlink(b"..", os.path.join(root, b"deep/self"))
os.symlink(b".", os.path.join(root, b"self"))
