"""usage: sarif.py LOG.sarif AUDIT.json [--schema FILE]

Checks a SARIF log: the structure that SARIF 2.1.0 asks for (section numbers are those of the standard), what code
scanning services ask for beyond it, and that it says what the audit's JSON says. With --schema also the official schema.
"""
import json
import re
import sys
import urllib.parse

log = json.load(open(sys.argv[1]))
audit = json.load(open(sys.argv[2]))
errors = []


def check(condition, text):
    if not condition:
        errors.append(text)


def members(value, where, required, optional=()):
    missing, extra = set(required) - set(value), set(value) - set(required) - set(optional)
    check(not missing, f"{where}: missing {sorted(missing)}")
    check(not extra, f"{where}: unexpected {sorted(extra)}")


def text(value, where, arguments=False):
    members(value, where, ["text"], ["markdown"])
    for key in value:
        check(isinstance(value[key], str) and value[key].strip(), f"{where}: empty {key}")
        # 3.11.5: a message may take arguments, and these have none.
        check(not arguments or not re.search(r"[{}]", value[key].replace("{{", "").replace("}}", "")), f"{where}: single brace")


members(log, "log", ["$schema", "version", "runs"])
check(log["version"] == "2.1.0", "version")
check(len(log["runs"]) == 1, "one run")
run = log["runs"][0]
members(run, "run", ["tool", "invocations", "automationDetails", "originalUriBaseIds", "artifacts", "results", "columnKind",
                     "defaultEncoding", "language", "properties"])
check(run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints"), "columnKind")

driver = run["tool"]["driver"]
members(driver, "driver", ["name", "fullName", "version", "semanticVersion", "rules", "notifications", "properties"])
check(re.fullmatch(r"\d+\.\d+\.\d+.*", driver["semanticVersion"]), "semanticVersion")
levels = ("none", "note", "warning", "error")
ids = [rule["id"] for rule in driver["rules"]]
check(ids == sorted(set(ids)), "rules are sorted and distinct")
for rule in driver["rules"]:
    where = f"rule {rule['id']}"
    members(rule, where, ["id", "name", "shortDescription", "fullDescription", "defaultConfiguration", "properties"],
            ["help", "helpUri"])
    text(rule["shortDescription"], where)
    text(rule["fullDescription"], where)
    check(len(rule["fullDescription"]["text"]) <= 1024, f"{where}: fullDescription longer than 1024")
    check("\n" not in rule["shortDescription"]["text"], f"{where}: shortDescription of several lines")
    if "help" in rule:
        text(rule["help"], where)
        check(rule["shortDescription"]["text"] != rule["id"], f"{where}: the page has no sentence below its heading")
        check(rule["fullDescription"]["text"] != rule["shortDescription"]["text"], f"{where}: the page has no **Flags**")
        check({"text", "markdown"} == set(rule["help"]), f"{where}: help")
        check("**" not in rule["help"]["text"], f"{where}: markup in help.text")
    check(rule["defaultConfiguration"]["level"] in levels, f"{where}: level")
    tags = rule["properties"]["tags"]
    check(len(tags) == len(set(tags)) <= 10, f"{where}: tags")
    if "helpUri" in rule:
        check(urllib.parse.urlsplit(rule["helpUri"]).scheme == "https", f"{where}: helpUri")

paths = []
for artifact in run["artifacts"]:
    members(artifact, "artifact", ["location", "roles", "properties"], ["sourceLanguage"])
    check(artifact["roles"] == ["analysisTarget"], "roles")
    paths.append(artifact["location"]["uri"])
check(len(paths) == len(set(paths)), "artifacts are distinct")


def physical(value, where):
    members(value, where, ["artifactLocation"], ["region"])
    artifact = value["artifactLocation"]
    members(artifact, where, ["uri"], ["uriBaseId", "index"])
    uri = urllib.parse.urlsplit(artifact["uri"])
    check(re.fullmatch(r"[A-Za-z0-9/._~%:-]+", artifact["uri"]), f"{where}: uri {artifact['uri']}")
    check(not uri.path.startswith("/") or uri.scheme == "file", f"{where}: absolute uri")
    # 3.4.4: a base for relative references and only for them.
    check(("uriBaseId" in artifact) == (uri.scheme == ""), f"{where}: uriBaseId")
    if "uriBaseId" in artifact:
        check(artifact["uriBaseId"] in run["originalUriBaseIds"], f"{where}: unknown base")
    if "index" in artifact:
        check(paths[artifact["index"]] == artifact["uri"], f"{where}: index")
    region = value.get("region", {"startLine": 1})
    members(region, where, ["startLine"], ["startColumn", "endColumn"])
    check(region["startLine"] >= 1 and region.get("startColumn", 1) >= 1, f"{where}: place")
    check(region.get("endColumn", 1 << 30) > region.get("startColumn", 1), f"{where}: empty region")
    return urllib.parse.unquote(artifact["uri"]), region["startLine"]


def same(result, finding, where):
    for a, b in ((result["ruleId"], finding["id"]), (result["level"], finding["severity"]),
                 (result["properties"]["axis"], finding["axis"]), (result["properties"].get("symbol", ""), finding["symbol"]),
                 (result["properties"].get("profile"), finding.get("profile")),
                 (result["properties"].get("evidence"), finding.get("evidence")),
                 (result["properties"]["confidence"], finding["confidence"]),
                 (result["partialFingerprints"]["ascendify/v1"].split("/")[0], finding["fingerprint"]),
                 (len(result["suppressions"]), int("suppressed" in finding)),
                 (len(result.get("relatedLocations", [])), len(finding.get("related", [])))):
        check(a == b, f"{where}: {a!r} but the audit says {b!r}")


prints = []
check(len(run["results"]) == len(audit["findings"]), "every finding is a result")
for number, (result, finding) in enumerate(zip(run["results"], audit["findings"])):
    where = f"result {number}"
    members(result, where, ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "suppressions",
                            "properties"], ["relatedLocations"])
    check(ids[result["ruleIndex"]] == result["ruleId"], f"{where}: ruleIndex")
    check(result["level"] in levels, f"{where}: level")
    text(result["message"], where, True)
    check(len(result["locations"]) == 1, f"{where}: one location")
    place = physical(result["locations"][0]["physicalLocation"], where)
    check(place == (finding["file"], finding["line"]), f"{where}: place {place}")
    for logical in result["locations"][0].get("logicalLocations", []):
        members(logical, where, ["fullyQualifiedName", "kind"])
    numbers = [related["id"] for related in result.get("relatedLocations", [])]
    check(len(numbers) == len(set(numbers)), f"{where}: related ids")
    for related in result.get("relatedLocations", []):
        physical(related["physicalLocation"], where)
    for suppression in result["suppressions"]:
        members(suppression, where, ["kind", "status", "justification"])
        check(suppression["kind"] in ("inSource", "external"), f"{where}: suppression kind")
    for key in result["partialFingerprints"]:
        check(re.fullmatch(r".+/v\d+", key), f"{where}: fingerprint key")
    prints.append(result["partialFingerprints"]["ascendify/v1"])
    same(result, finding, where)
check(len(prints) == len(set(prints)), "fingerprints are distinct")

check(len(run["invocations"]) == 1, "one invocation")
invocation = run["invocations"][0]
members(invocation, "invocation", ["executionSuccessful", "toolExecutionNotifications", "toolConfigurationNotifications"])
notices = [notification["id"] for notification in driver["notifications"]]
for key in ("toolExecutionNotifications", "toolConfigurationNotifications"):
    for notification in invocation[key]:
        members(notification, key, ["descriptor", "level", "message"], ["locations"])
        check(notices[notification["descriptor"]["index"]] == notification["descriptor"]["id"], f"{key}: descriptor")
        text(notification["message"], key, True)
        for location in notification.get("locations", []):
            physical(location["physicalLocation"], key)
unread = [n for n in invocation["toolExecutionNotifications"] if n["descriptor"]["id"] == "file-not-read"]
check(len(unread) == len(audit["coverage"]["unread"]), "every unread file is a notification")
for key in ("files", "lines", "parsed", "recovered", "lexed"):
    check(run["properties"]["coverage"][key] == audit["coverage"][key], f"coverage.{key}")
for key in ("uses", "automatic", "manual", "unsupported", "unknown", "kernels", "launches", "suppressed"):
    check(run["properties"]["summary"][key] == audit["summary"][key], f"summary.{key}")

if "--schema" in sys.argv:
    import jsonschema

    schema = json.load(open(sys.argv[sys.argv.index("--schema") + 1]))
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    for error in validator.iter_errors(log):
        errors.append(f"schema: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")

for error in errors[:20]:
    print(f"error: {error}")
print(f"{sys.argv[1].rsplit('/', 1)[-1]}: {'invalid' if errors else 'valid'}")
sys.exit(bool(errors))
