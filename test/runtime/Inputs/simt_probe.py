"""Writes a C++ program that calls every device function of the Ascend C surface with the types the surface
gives. Headers named on the command line are left out."""
import json
import sys

surface = json.load(open(sys.argv[1]))
print('#include "acl/acl.h"\n#include "simt_api/asc_simt.h"\n#include "simt_api/device_functions.h"\n#include <type_traits>\n#include <utility>')
for s in surface["symbols"]:
    header, name = s.get("header", ""), s["name"].split("::")[-1]
    if s["kind"] != "function" or header in sys.argv[2:] or "&&" in str(s["params"]):
        continue
    arguments = ", ".join(f"std::declval<{p['type']}>()" for p in s["params"])
    returns = s["returns"]
    # The classification functions of the C++ library yield bool.
    if name in ("signbit", "isnan", "isinf", "isfinite"):
        returns = "bool"
    print(f'static_assert(std::is_same_v<std::remove_cv_t<decltype({name}({arguments}))>, {returns}>, "{name}");')
print("int main() {}")
