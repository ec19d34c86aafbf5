"""Writes the reference pages: what becomes of every symbol, one page per library, and a searchable index.

usage: reference.py ASCENDIFY SHARE OUT [--mappings DIR]...

ASCENDIFY is the program; what it lists (`mappings list`) is the only source of what is said of a symbol. SHARE is its data
folder, for signatures (mappings/surface/cuda) and for how often a name is used (mappings/usage.json). OUT is made, and files of
an earlier run are replaced. The pages need no server and no network.
"""
import collections
import html
import json
import pathlib
import re
import subprocess
import sys

STYLE = """body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#222}
code,pre{font:13px/1.45 ui-monospace,monospace}pre{background:#f6f6f6;padding:.5rem;overflow-x:auto;margin:.3rem 0}
h2{border-top:1px solid #ddd;padding-top:.8rem;font-size:1rem}table{border-collapse:collapse}td,th{padding:.15rem .8rem .15rem 0;text-align:left}
td.n,th.n{text-align:right}.status{font-weight:600}.direct,.rename,.template,.helper{color:#176e2b}.manual{color:#8a5a00}.unsupported,.unknown{color:#a11}
dl{margin:.2rem 0 .2rem 1rem}dt{float:left;clear:left;width:6.5rem;color:#666}dd{margin-left:7rem}input{font-size:1rem;width:100%;padding:.4rem}"""
ORDER = ["direct", "rename", "template", "helper", "manual", "unsupported", "unknown"]
# Matches in the order of a reader's expectation: the whole name, its beginning, any part.
SEARCH = """const box=document.getElementById('q'),out=document.getElementById('r');
box.addEventListener('input',()=>{const q=box.value.trim().toLowerCase();out.textContent='';if(q.length<2)return;
const rank=n=>{n=n.toLowerCase();return n===q?0:n.startsWith(q)?1:n.includes(q)?2:3};
const hits=NAMES.map(e=>[rank(e[0]),e]).filter(e=>e[0]<3).sort((a,b)=>a[0]-b[0]||a[1][0].localeCompare(b[1][0]));
for(const [,e] of hits.slice(0,200)){const li=document.createElement('li'),a=document.createElement('a');a.href=e[1]+'.html#'+encodeURIComponent(e[0]);
a.textContent=e[0];li.append(a,' '+e[1]+', '+e[2]);out.append(li)}
if(hits.length>200){const li=document.createElement('li');li.textContent='and '+(hits.length-200)+' more';out.append(li)}});"""


def esc(text):
    return html.escape(str(text), quote=True)


def code(text):
    return f"<code>{esc(text)}</code>"


def page(title, body):
    return (f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{esc(title)}</title><style>{STYLE}</style>\n'
            f"<body>{body}</body></html>\n")


def signature(symbol):
    """A declaration in one line, from a symbol of the surface; empty for what has none."""
    kind = symbol["kind"]
    params = symbol.get("params")
    if kind == "function":
        inside = ", ".join((p.get("type", "") + " " + p.get("name", "")).strip() + (f' = {p["default"]}' if "default" in p else "")
                           for p in params or [])
        return f'{symbol.get("returns", "")} {symbol["name"]}({inside})'.strip()
    if kind == "macro":
        if params is not None:
            return f'#define {symbol["name"]}({", ".join(p["name"] for p in params)})'
        return f'#define {symbol["name"]} {symbol.get("value", "")}'.strip()
    if kind == "typedef":
        return f'typedef {symbol.get("type", "")} {symbol["name"]}'
    return ""


class Surface:
    """Signatures and headers of the CUDA surface by name."""

    def __init__(self, folder):
        self.signatures = collections.defaultdict(list)
        self.headers = {}
        for file in sorted(folder.glob("*.json")):
            for symbol in json.loads(file.read_text())["symbols"]:
                name = symbol["name"]
                self.headers.setdefault(name, symbol.get("header", ""))
                text = signature(symbol)
                if text and text not in self.signatures[name]:
                    self.signatures[name].append(text)
                for value in symbol.get("enumerators", []):
                    self.headers.setdefault(value["name"], symbol.get("header", ""))


def condition(case):
    """The conditions of a case, as words."""
    words = []
    about = case.get("arg", "")
    for key, joiner in (("is", "is"), ("type", "has the type")):
        if key in case:
            words.append(f'{code(about)} {joiner} ' + " or ".join(code(x) for x in case[key]))
    if "constant" in case:
        words.append(f'{code(about)} is {"" if case["constant"] else "not "}constant')
    if "templateArg" in case:
        words.append("the template argument is " + " or ".join(code(x) for x in case["templateArg"]))
    if "result" in case:
        words.append(f'the result is {esc(case["result"])}')
    if "side" in case:
        words.append(f'in {esc(case["side"])} code')
    if "profile" in case:
        words.append("on " + " or ".join(esc(x) for x in case["profile"]))
    if "lacks" in case:
        words.append("where there is no " + " or ".join(esc(x) for x in case["lacks"]))
    if "cannBefore" in case:
        words.append(f'before CANN {esc(case["cannBefore"])}')
    if "arguments" in case:
        words.append(f'with {case["arguments"]} arguments written')
    return " and ".join(words)


def outcome(target):
    """Rows (label, HTML) of what a target or a case says."""
    rows = []
    for key, label in (("rewrite", "becomes"), ("handler", "handler")):
        if key in target:
            rows.append((label, code(target[key])))
    for key, label in (("reason", "why"), ("advice", "instead")):
        if key in target:
            rows.append((label, esc(target[key])))
    if "finding" in target:
        rows.append(("finding", code(target["finding"])))
    for key, label in (("requires", "requires"), ("includes", "includes"), ("libraries", "links"), ("helpers", "helpers")):
        if key in target:
            rows.append((label, ", ".join(code(x) for x in target[key])))
    for key, label in (("since", "since CANN"), ("removed", "gone in CANN")):
        if key in target:
            rows.append((label, esc(target[key])))
    return rows


def target_html(style, target):
    rows = outcome(target)
    for difference in target.get("differences", []):
        rows.append(("differs", f'{esc(difference["text"])} ({code(difference["id"])})'))
    for case in target.get("when", []):
        inner = "".join(f"<br>{label}: {text}" for label, text in outcome(case))
        status = f', <span class="status {case["status"]}">{case["status"]}</span>' if "status" in case else ""
        rows.append(("when", condition(case) + status + inner))
    if "evidence" in target:
        rows.append(("evidence", f'{esc(target["evidence"]["level"])}: {esc(target["evidence"]["source"])}'))
    listed = "".join(f"<dt>{label}</dt><dd>{text}</dd>" for label, text in rows)
    return f'<div>{style}: <span class="status {target["status"]}">{target["status"]}</span><dl>{listed}</dl></div>'


def entry_html(entry, surface, uses):
    name = entry["symbol"]
    family = {"prefix": "every name that begins so", "namespace": "every name in it",
              "mnemonic": "the name itself or followed by a dot"}.get(entry.get("family", ""), "")
    out = [f'<h2 id="{esc(name)}">{code(name)} <small>{esc(entry["kind"])}{": " + family if family else ""}</small></h2>']
    facts = []
    if name in surface.headers and surface.headers[name]:
        facts.append(code(surface.headers[name]))
    if uses.get(name):
        facts.append(f"{uses[name]:,} uses in public code")
    facts += [f"{word} CUDA {esc(entry[key])}" for key, word in
              (("since", "since"), ("deprecated", "deprecated in"), ("removed", "removed in")) if key in entry]
    if "paramTypes" in entry:
        facts.append("for " + code("(" + ", ".join(entry["paramTypes"]) + ")"))
    if facts:
        out.append(f'<p>{", ".join(facts)}</p>')
    if surface.signatures.get(name):
        out.append("<pre>" + "\n".join(esc(s) for s in surface.signatures[name]) + "</pre>")
    if "alias" in entry:
        out.append(f'<p>treated as {code(entry["alias"])}</p>')
    out += [target_html(style, target) for style, target in sorted(entry["targets"].items())]
    for example in entry.get("examples", []):
        lines = [f'<pre>{esc(example["in"])}</pre>']
        lines += [f"{style}<pre>{esc(example[style])}</pre>" for style in ("native", "portable") if style in example]
        if "finding" in example:
            lines.append(f'finding {code(example["finding"])}')
        out.append("<div>example" + "".join(lines) + "</div>")
    return "\n".join(out)


def summary(entries):
    """A table: style and status to number of entries."""
    counts = collections.Counter((style, target["status"]) for e in entries for style, target in e["targets"].items())
    styles = sorted({style for style, _ in counts})
    used = [s for s in ORDER if any((style, s) in counts for style in styles)]
    head = "".join(f'<th class="n">{s}</th>' for s in used)
    rows = "".join(f"<tr><td>{style}</td>" + "".join(f'<td class="n">{counts[style, s]}</td>' for s in used) + "</tr>"
                   for style in styles)
    return f"<table><tr><th>style</th>{head}</tr>{rows}</table>"


def main():
    arguments = sys.argv[1:]
    if len(arguments) < 3:
        sys.exit(__doc__)
    program, share, out = arguments[0], pathlib.Path(arguments[1]), pathlib.Path(arguments[2])
    listing = subprocess.run([program, "mappings", "list", "--format", "json", *arguments[3:]], stdout=subprocess.PIPE)
    if listing.returncode:
        sys.exit(listing.returncode)
    libraries = collections.defaultdict(list)
    for entry in json.loads(listing.stdout):
        libraries[entry["library"]].append(entry)
    surface = Surface(share / "mappings/surface/cuda")
    uses = json.loads((share / "mappings/usage.json").read_text())["counts"]
    out.mkdir(parents=True, exist_ok=True)
    names, rows = [], []
    for library, entries in sorted(libraries.items()):
        if not re.fullmatch(r"[A-Za-z0-9+._-]+", library):
            sys.exit(f"library '{library}' is no file name")
        body = f'<p><a href="index.html">all libraries</a></p><h1>{esc(library)}</h1>{summary(entries)}'
        body += "\n".join(entry_html(e, surface, uses) for e in entries)
        (out / f"{library}.html").write_text(page(library, body))
        names += [[e["symbol"], library, e["kind"]] for e in entries]
        rows.append(f'<tr><td><a href="{library}.html">{esc(library)}</a></td><td class="n">{len(entries):,}</td></tr>')
    data = json.dumps(names, separators=(",", ":")).replace("</", "<\\/")
    body = ('<h1>From CUDA to Ascend: every symbol</h1><input id="q" placeholder="a name or a part of it" autofocus><ul id="r"></ul>'
            f'<table><tr><th>library</th><th class="n">entries</th></tr>{"".join(rows)}</table>'
            f"<script>const NAMES={data};{SEARCH}</script>")
    (out / "index.html").write_text(page("From CUDA to Ascend", body))


if __name__ == "__main__":
    main()
