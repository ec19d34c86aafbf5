//===- Shard.cpp - a part of an audit, to be joined later -----------------===//
//
// The packed part is a list of records: a letter, the number of texts, and the texts with
// their lengths; compressed and in base 64.
//
//===----------------------------------------------------------------------===//
#include "Driver/Shard.h"
#include "Model/Serialize.h"
#include "Observe/Dependency.h"
#include "Project/Configuration.h"
#include "Support/BuildId.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/Compression.h"
#include <map>
#include <set>

namespace ascendify {
namespace {

/// Stands where the digest will be, as long as it.
constexpr llvm::StringLiteral NoDigest = "00000000000000000000000000000000";

std::string hexOf(llvm::StringRef bytes) { return hexText(contentDigest(bytes)); }

/// Distributes \p n things of \p weight over the parts, the heaviest first, each to the
/// part that has the least; \returns the part of each, from 1.
std::vector<unsigned> distribute(size_t n, unsigned parts,
                                 llvm::function_ref<uint64_t(size_t)> weight) {
  std::vector<size_t> order(n);
  for (size_t i = 0; i < n; ++i)
    order[i] = i;
  llvm::sort(order, [&](size_t a, size_t b) {
    return std::pair(weight(b), a) < std::pair(weight(a), b);
  });
  std::set<std::pair<uint64_t, unsigned>> loads;
  for (unsigned part = 1; part <= parts; ++part)
    loads.insert({0, part});
  std::vector<unsigned> out(n);
  for (size_t i : order) {
    auto [load, part] = *loads.begin();
    loads.erase(loads.begin());
    loads.insert({load + weight(i) + 1, part});
    out[i] = part;
  }
  return out;
}

/// What all shards of a run must agree on: the tree and how it is to be parsed. The place of the
/// checkout may differ.
std::string treeDigest(const Project &whole) {
  Hasher out;
  FileStates files;
  for (const SourceFile &file : whole.Files) {
    out.add(file.Path).add(file.Language).add(file.Reason);
    if (file.observed())
      out.add(files.content(absolutePath(file.Path, whole.Root)).value_or(ContentDigest{}));
  }
  auto relocated = [&](llvm::StringRef text) {
    std::string result;
    for (size_t at; (at = text.find(whole.Root)) != llvm::StringRef::npos;) {
      result += text.take_front(at).str() + "${root}";
      text = text.drop_front(at + whole.Root.size());
    }
    return result + text.str();
  };
  for (const Unit &unit : whole.Units) {
    out.add(unit.File).add(unit.Standard).add(unit.Cuda ? "cuda" : "");
    for (const std::string &flag : unit.Flags)
      out.add(relocated(flag));
  }
  return hexText(out.finish());
}

void putSize(std::string &out, size_t n) {
  uint32_t size = uint32_t(n);
  out.append(reinterpret_cast<const char *>(&size), sizeof size);
}

void putRecord(std::string &out, char kind, std::initializer_list<llvm::StringRef> texts) {
  out.push_back(kind);
  putSize(out, texts.size());
  for (llvm::StringRef text : texts) {
    putSize(out, text.size());
    out += text;
  }
}

bool takeSize(llvm::StringRef &in, uint32_t &size) {
  if (in.size() < sizeof size)
    return false;
  memcpy(&size, in.data(), sizeof size);
  in = in.drop_front(sizeof size);
  return true;
}

bool takeRecord(llvm::StringRef &in, char &kind, std::vector<llvm::StringRef> &texts) {
  uint32_t count = 0;
  texts.clear();
  if (in.empty())
    return false;
  kind = in.front();
  in = in.drop_front();
  if (!takeSize(in, count))
    return false;
  for (uint32_t i = 0, size = 0; i < count; ++i) {
    if (!takeSize(in, size) || in.size() < size)
      return false;
    texts.push_back(in.take_front(size));
    in = in.drop_front(size);
  }
  return true;
}

Json toJson(const SourceFile &file, const AuditedFile &seen) {
  return {{"path", file.Path},         {"language", file.Language}, {"lines", file.Lines},
          {"vendored", file.Vendored}, {"ignored", file.Ignored},   {"readable", file.Readable},
          {"reason", file.Reason},     {"link", file.LinkTo},       {"seen", int(seen.Seen)},
          {"seenReason", seen.Reason}};
}

void fromJson(const Json &in, SourceFile &file, AuditedFile &seen) {
  file.Path = seen.Path = getString(in, "path");
  file.Language = seen.Language = getString(in, "language");
  file.Lines = seen.Lines = uint32_t(getInt(in, "lines"));
  file.Vendored = getBool(in, "vendored");
  file.Ignored = getBool(in, "ignored");
  file.Readable = getBool(in, "readable");
  file.Reason = getString(in, "reason");
  file.LinkTo = getString(in, "link");
  seen.Seen = Tier(getInt(in, "seen"));
  seen.Reason = getString(in, "seenReason");
}

} // namespace

Project partOf(const Project &whole, Shard part) {
  Project out = whole;
  out.Files.clear();
  out.Units.clear();
  std::vector<unsigned> files = distribute(whole.Files.size(), part.Count,
                                           [&](size_t i) { return whole.Files[i].Bytes; });
  for (size_t i = 0; i < files.size(); ++i)
    if (files[i] == part.Index)
      out.Files.push_back(whole.Files[i]);
  std::vector<unsigned> units = distribute(whole.Units.size(), part.Count,
                                           [&](size_t i) { return whole.Units[i].Bytes; });
  for (size_t i = 0; i < units.size(); ++i)
    if (units[i] == part.Index)
      out.Units.push_back(whole.Units[i]);
  return out;
}

ShardFacts packShard(const Project &part, const Project &whole, Shard which,
                     const ObserveTape &tape, llvm::ArrayRef<std::string> notes) {
  std::string records;
  FileTexts texts(whole.Root);
  for (const std::string &note : notes)
    putRecord(records, 'N', {note});
  if (const std::string &settings = whole.Settings.File; !settings.empty())
    putRecord(records, 'S', {settings, texts.text(settings)});
  std::map<std::string, const SourceFile *> own;
  for (const SourceFile &file : part.Files)
    own[file.Path] = &file;
  std::set<std::string> wanted;
  for (const auto &[seen, packed] : tape.Lexed) {
    const SourceFile *file = own[seen.Path];
    if (!file)
      continue;
    putRecord(records, 'F', {dumpJsonLine(toJson(*file, seen)), packed});
    if (file->observed() && seen.Seen != Tier::Unread)
      wanted.insert(file->Path);
  }
  // A file that no shard reads as its own can still hold what a unit saw.
  std::set<std::string> others;
  for (const SourceFile &file : whole.Files)
    if (file.observed())
      others.insert(file.Path);
  for (const std::string &packed : tape.Units) {
    putRecord(records, 'U', {packed});
    UnitFacts facts;
    if (!fromBytes(packed, facts))
      continue;
    auto want = [&](const std::string &file) {
      if (!others.count(file))
        wanted.insert(file);
    };
    for (const Fact &fact : facts.Facts)
      want(fact.Place.File);
    for (const Body &body : facts.Bodies)
      want(body.Place.File);
  }
  for (const std::string &file : wanted)
    putRecord(records, 'T', {file, texts.text(file)});

  ShardFacts out;
  out.Part = which;
  out.Tree = treeDigest(whole);
  llvm::SmallVector<uint8_t, 0> small;
  if (llvm::compression::zstd::isAvailable())
    llvm::compression::zstd::compress(llvm::arrayRefFromStringRef(records), small);
  else
    small.assign(records.begin(), records.end());
  out.Bytes = records.size();
  out.Packed = llvm::encodeBase64(llvm::toStringRef(small));
  return out;
}

std::string withShard(std::string json, const ShardFacts &facts) {
  llvm::StringRef head = llvm::StringRef(json).rtrim();
  head.consume_back("}");
  std::string out = head.rtrim().str();
  out += fmt::format(",\n  \"shard\": {{\n    \"index\": {},\n    \"count\": {},\n    \"build\": \"{}\",\n"
                     "    \"tree\": \"{}\",\n    \"bytes\": {},\n    \"facts\": \"{}\",\n"
                     "    \"digest\": \"{}\"\n  }}\n}}\n",
                     facts.Part.Index, facts.Part.Count, hexOf(buildIdentity()), facts.Tree,
                     facts.Bytes, facts.Packed, NoDigest.str());
  size_t at = out.rfind(NoDigest);
  return out.replace(at, NoDigest.size(), hexOf(out));
}

namespace {

/// A shard's file as far as it is not packed.
struct ReadShard {
  std::string Path;
  Json Head; ///< the audit without its long lists
  Shard Part;
  std::string Tree;
  std::string Packed; ///< base 64
  uint64_t Bytes = 0;
  uint64_t OtherFiles = 0;
};

llvm::Expected<ReadShard> readShard(const std::string &path) {
  llvm::Expected<std::string> text = readFile(path, /*limit=*/4ull << 30);
  if (!text)
    return text.takeError();
  llvm::Expected<Json> json = parseJson(*text, path);
  if (!json)
    return makeError("{}\n'{}' is no whole audit; was it cut off?", llvm::toString(json.takeError()), path);
  const Json *shard = getMember(*json, "shard");
  if (getString(*json, "schema") != "ascendify-audit")
    return makeError("'{}' is no audit of ascendify", path);
  if (!shard)
    return makeError("'{}' is an audit, but not of a shard; expected what 'ascendify audit --shard K/N "
                     "--format json' writes", path);
  ReadShard out;
  out.Path = path;
  out.Part.Index = unsigned(getInt(*shard, "index"));
  out.Part.Count = unsigned(getInt(*shard, "count"));
  out.Tree = getString(*shard, "tree");
  out.Packed = getString(*shard, "facts");
  out.Bytes = uint64_t(getInt(*shard, "bytes"));
  if (std::string build = getString(*shard, "build"); build != hexOf(buildIdentity()))
    return makeError("'{}' was made by another build of ascendify; expected the same program for all "
                     "shards and for merge", path);
  // The digest is over the text with zeros in its own place.
  std::string digest = getString(*shard, "digest");
  size_t at = text->rfind(digest);
  if (digest.size() != NoDigest.size() || at == std::string::npos)
    return makeError("'{}': the shard has no digest; it was changed after it was written", path);
  text->replace(at, digest.size(), NoDigest.str());
  if (hexOf(*text) != digest)
    return makeError("'{}' was changed after it was written (its digest is another one); audit the shard again", path);
  if (getBool(*json, "interrupted"))
    return makeError("'{}' is the partial result of a run that was interrupted; audit shard {}/{} again",
                     path, out.Part.Index, out.Part.Count);
  for (const char *key : {"tool", "invocation", "profiles", "missing_headers"})
    if (const Json *value = getMember(*json, key))
      out.Head[key] = *value;
  // Judging adds notes of its own; those of before it are packed.
  if (auto invocation = out.Head.find("invocation"); invocation != out.Head.end())
    invocation->erase("notes");
  if (const Json *coverage = getMember(*json, "coverage"))
    out.OtherFiles = uint64_t(getInt(*coverage, "other_files"));
  return out;
}

/// Whether the shards are the parts of one run.
llvm::Error checkTogether(const std::vector<ReadShard> &shards, const std::string &data) {
  const ReadShard &first = shards.front();
  std::map<unsigned, const ReadShard *> seen;
  for (const ReadShard &s : shards) {
    if (s.Part.Count != first.Part.Count)
      return makeError("'{}' is shard {}/{}, but '{}' is {}/{}; expected shards of one run", s.Path,
                       s.Part.Index, s.Part.Count, first.Path, first.Part.Index, first.Part.Count);
    if (auto [it, fresh] = seen.try_emplace(s.Part.Index, &s); !fresh)
      return makeError("'{}' and '{}' are both shard {}/{}", it->second->Path, s.Path, s.Part.Index,
                       s.Part.Count);
    if (s.Tree != first.Tree)
      return makeError("'{}' and '{}' are of different sources, or of different flags; expected shards of "
                       "one tree", first.Path, s.Path);
    for (const auto &[key, value] : first.Head.items())
      if (s.Head.value(key, Json()) != value)
        return makeError("'{}' and '{}' differ in '{}'; expected shards of audits with the same options",
                         first.Path, s.Path, key);
  }
  std::string missing;
  for (unsigned i = 1; i <= first.Part.Count; ++i)
    if (!seen.count(i))
      missing += fmt::format("{}{}/{}", missing.empty() ? "" : ", ", i, first.Part.Count);
  if (!missing.empty())
    return makeError("not all shards are there; missing: {}", missing);
  const Json *tool = getMember(first.Head, "tool");
  if (std::string made = tool ? getString(*tool, "data") : ""; made != data)
    return makeError("'{}' was judged with other mappings ({}) than those here ({}); expected the same "
                     "'--mappings'", first.Path, made, data);
  return llvm::Error::success();
}

Setting settingOf(const Json &invocation, llvm::StringRef key) {
  const Json *member = getMember(invocation, key);
  return member ? Setting{getString(*member, "value"), getString(*member, "source")} : Setting();
}

/// What discovery said, the same in every shard.
void takeHead(const Json &head, PipelineResult &out) {
  Audit &audit = out.Found;
  audit.Profiles = getStrings(head, "profiles");
  if (const Json *tool = getMember(head, "tool")) {
    audit.Tool = getString(*tool, "version");
    audit.Data = getString(*tool, "data");
  }
  if (const Json *invocation = getMember(head, "invocation")) {
    audit.RootName = getString(*invocation, "root");
    audit.CudaVersion = settingOf(*invocation, "cuda_version");
    audit.Architecture = settingOf(*invocation, "gpu_arch");
    audit.Cann = getString(*invocation, "cann");
    audit.Overridden = getStrings(*invocation, "overridden");
  }
  if (const Json *missing = getMember(head, "missing_headers"))
    for (const Json &one : *missing) {
      MissingHeader &header = audit.Missing.emplace_back();
      header.Name = getString(one, "name");
      header.Count = uint64_t(getInt(one, "count"));
      if (const Json *place = getMember(one, "first")) {
        header.First.File = getString(*place, "file");
        header.First.Line = uint32_t(getInt(*place, "line"));
        header.First.Column = uint32_t(getInt(*place, "column"));
      }
    }
}

/// Unpacks one shard into the merger, the tree and the texts.
llvm::Error unpack(ReadShard &shard, Merger &merger, PipelineResult &out, FileTexts &texts, SharedTexts &shared) {
  out.Found.Notes.clear(); // the same in every shard
  auto damaged = [&] { return makeError("'{}': the facts of the shard cannot be unpacked", shard.Path); };
  std::vector<char> small;
  if (llvm::Error error = llvm::decodeBase64(shard.Packed, small)) {
    llvm::consumeError(std::move(error));
    return damaged();
  }
  shard.Packed.clear();
  llvm::SmallVector<uint8_t, 0> bytes;
  llvm::StringRef records(small.data(), small.size());
  if (llvm::compression::zstd::isAvailable()) {
    if (llvm::Error error = llvm::compression::zstd::decompress(
            llvm::arrayRefFromStringRef(records), bytes, shard.Bytes)) {
      llvm::consumeError(std::move(error));
      return damaged();
    }
    records = llvm::toStringRef(bytes);
  }
  char kind = 0;
  for (std::vector<llvm::StringRef> parts; !records.empty();) {
    if (!takeRecord(records, kind, parts))
      return damaged();
    UnitFacts facts;
    if (kind == 'U' && parts.size() == 1 && fromBytes(parts[0], facts, &shared)) {
      merger.addUnit(std::move(facts));
    } else if (kind == 'T' && parts.size() == 2) {
      texts.set(parts[0], parts[1].str());
    } else if (kind == 'N' && parts.size() == 1) {
      out.Found.Notes.push_back(parts[0].str());
    } else if (kind == 'S' && parts.size() == 2) {
      llvm::Expected<Configuration> settings = parseConfiguration(parts[1], parts[0]);
      if (!settings)
        return settings.takeError();
      out.Tree.Settings = std::move(*settings);
    } else if (kind == 'F' && parts.size() == 2 && fromBytes(parts[1], facts)) {
      llvm::Expected<Json> json = parseJson(parts[0], shard.Path);
      if (!json)
        return json.takeError();
      AuditedFile seen;
      fromJson(*json, out.Tree.Files.emplace_back(), seen);
      merger.addLexed(std::move(seen), std::move(facts));
    } else {
      return damaged();
    }
  }
  return llvm::Error::success();
}

} // namespace

llvm::Expected<PipelineResult> mergeShards(const PipelineOptions &options,
                                           llvm::ArrayRef<std::string> paths) {
  PipelineResult out;
  llvm::Expected<std::unique_ptr<Database>> data = Database::open(options.Share, options.Overlays);
  if (!data)
    return data.takeError();
  out.Data = std::move(*data);
  std::vector<ReadShard> shards;
  for (const std::string &path : paths) {
    llvm::Expected<ReadShard> shard = readShard(path);
    if (!shard)
      return shard.takeError();
    shards.push_back(std::move(*shard));
  }
  if (llvm::Error error = checkTogether(shards, out.Data->version()))
    return std::move(error);
  takeHead(shards.front().Head, out);
  // Files of no language are only counted; the results of earlier shards may lie among them.
  out.Tree.OtherFiles = shards.front().OtherFiles;
  for (const ReadShard &shard : shards)
    out.Tree.OtherFiles = std::min(out.Tree.OtherFiles, shard.OtherFiles);
  Merger merger;
  FileTexts texts("");
  SharedTexts shared;
  for (ReadShard &shard : shards)
    if (llvm::Error error = unpack(shard, merger, out, texts, shared))
      return std::move(error);
  llvm::sort(out.Tree.Files, [](const SourceFile &a, const SourceFile &b) { return a.Path < b.Path; });
  out.Seen = merger.finish();
  judge(options, out, texts, Stage::Classified);
  return out;
}

} // namespace ascendify
