"""Compares the .text.* sections of two ELF files byte for byte."""
import struct
import sys


def sections(path):
    data = open(path, "rb").read()
    offset, = struct.unpack_from("<Q", data, 0x28)
    size, count, names = struct.unpack_from("<HHH", data, 0x3A)
    headers = [struct.unpack_from("<IIQQQQ", data, offset + i * size) for i in range(count)]
    strings = headers[names]
    found = {}
    for h in headers:
        start = strings[4] + h[0]
        name = data[start:data.index(b"\0", start)].decode()
        if name.startswith(".text."):
            found[name] = data[h[4]:h[4] + h[5]]
    return found


a, b = sections(sys.argv[1]), sections(sys.argv[2])
different = [n for n in sorted(set(a) | set(b)) if a.get(n) != b.get(n)]
for name in different:
    print("differs:", name)
print(f"{len(set(a) | set(b))} kernels, {len(set(a) | set(b)) - len(different)} equal")
sys.exit(bool(different))
