"""Writes a C++ program that uses every name of the portable surface as the surface says:
calls with all and with only the required arguments, and the type of the result."""
import json
import sys

surface = json.load(open(sys.argv[1]))
print('#include "xpu/xpu.h"\n#include <cstddef>\n#include <type_traits>\n#include <utility>')
number = 0


def declval(type_):
    if type_.startswith("void (*)"):
        return "std::declval<void (*)(int)>()"
    if type_ == "A &&...":
        return "1"
    return f"std::declval<{type_.replace('T ', 'float ') if template else type_}>()"


for s in surface["symbols"]:
    name, kind, template = s["name"], s["kind"], s.get("template")
    number += 1
    if kind == "macro":
        print(f"#ifndef {name}\n#error {name}\n#endif")
    elif kind in ("struct", "typedef", "enum"):
        print(f"using type{number} = ::{name};")
        for f in s.get("fields", []):
            type_ = f["type"]
            print(f"static_assert(sizeof(::{name}::{f['name']}) == sizeof({type_}), \"{name}\");")
        for e in s.get("enumerators", []):
            print(f"static_assert(std::is_same_v<std::decay_t<decltype({e['name']})>, ::{name}> || "
                  f"std::is_convertible_v<decltype({e['name']}), ::{name}>, \"{e['name']}\");")
    elif kind == "variable":
        print(f"using type{number} = decltype({name});")
    elif kind == "function":
        params = s["params"]
        required = [p for p in params if "default" not in p]
        for chosen in ([params] if required == params else [params, required]):
            call = f"{name}({', '.join(declval(p['type']) for p in chosen)})"
            returns = s["returns"].replace("T", "float") if template and s["returns"] == "T" else s["returns"]
            print(f'static_assert(std::is_same_v<decltype({call}), {returns}>, "{name}");')
print("int main() {}")
