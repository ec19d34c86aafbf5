//===- Index.cpp - all tables as one file that is mapped in ---------------===//
#include "Mapping/Index.h"
#include "Mapping/Decode.h"
#include "Support/Error.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/xxhash.h"
#include <bit>
#include <map>

namespace ascendify {

static_assert(std::endian::native == std::endian::little, "the index is little-endian");

namespace {

constexpr char Magic[8] = {'A', 'S', 'C', 'M', 'A', 'P', 'S', '\n'};
constexpr uint32_t FormatVersion = 4;

/// An entry with what its file says of it.
Json withOrigin(const Json &raw, const Entry &entry) {
  return Json::array({raw, entry.Library, entry.File, entry.Line});
}

Entry entryOf(const Json &in) {
  Entry entry = decodeEntry(in[0], in[1].get_ref<const std::string &>());
  entry.File = in[2].get<std::string>();
  entry.Line = in[3].get<unsigned>();
  return entry;
}

bool isOrigin(const Json &in) {
  return in.is_array() && in.size() == 4 && in[0].is_object() && in[1].is_string() &&
         in[2].is_string() && in[3].is_number_unsigned();
}

/// `[bits, position of every operand or -1]`; the build that wrote it reads it.
Json encode(const Roles &roles) {
  Json out = Json::array();
  uint64_t bits = 0;
  for (size_t i = 0; i < RoleCount; ++i)
    bits |= uint64_t(roles.has(Role(i))) << i;
  out.push_back(bits);
  for (size_t i = 0; i < OperandCount; ++i) {
    std::optional<unsigned> at = roles.position(Operand(i));
    out.push_back(at ? int(*at) : -1);
  }
  return out;
}

std::optional<Roles> decodeRoles(const Json &in) {
  if (!in.is_array() || in.size() != OperandCount + 1)
    return std::nullopt;
  for (const Json &number : in)
    if (!number.is_number_integer())
      return std::nullopt;
  Roles out;
  for (size_t i = 0; i < RoleCount; ++i)
    if (in[0].get<uint64_t>() >> i & 1)
      out.add(Role(i));
  for (size_t i = 0; i < OperandCount; ++i)
    if (int at = in[i + 1].get<int>(); at >= 0)
      out.set(Operand(i), unsigned(at));
  return out;
}

void pad(std::string &out) { out.resize(llvm::alignTo(out.size(), 8), '\0'); }

} // namespace

std::string writeIndex(const MappingTables &tables) {
  struct Named {
    std::string Library;
    UseKind Kind;
    Json Entries = Json::array();
    std::string Alias;
    Roles Does;
  };
  std::map<std::string, Named> names;
  std::vector<size_t> families;
  for (size_t i = 0; i < tables.Entries.size(); ++i) {
    const Entry &entry = tables.Entries[i];
    if (entry.Family != FamilyKind::None) {
      families.push_back(i);
      continue;
    }
    Named &named = names.try_emplace(entry.Symbol, Named{entry.Library, entry.Kind, Json::array(), "", {}}).first->second;
    named.Entries.push_back(withOrigin(tables.Raw[i], entry));
    named.Alias = entry.Alias;
    named.Does.join(entry.Does);
  }
  for (const SurfaceName &name : tables.Surface)
    names.try_emplace(name.Name, Named{name.Library, name.Kind, Json::array(), "", {}});

  // An alias does what it stands for. Loading made sure that aliases end.
  for (auto &[name, named] : names) {
    const Named *meant = &named;
    for (auto it = names.find(meant->Alias); !meant->Alias.empty() && it != names.end();
         it = names.find(meant->Alias))
      meant = &it->second;
    if (meant != &named)
      named.Does = meant->Does;
  }

  Json roleSets = Json::array({encode(Roles())});
  std::vector<Roles> distinct = {Roles()};
  Json libraries = Json::array();
  std::map<std::string, uint16_t> libraryNumbers;
  std::vector<IndexFile::Record> records;
  std::string bytes;
  auto libraryNumber = [&](const std::string &library) {
    auto [it, isNew] = libraryNumbers.try_emplace(library, libraryNumbers.size());
    if (isNew)
      libraries.push_back(library);
    return it->second;
  };
  auto roleNumber = [&](const Roles &roles) {
    auto does = llvm::find(distinct, roles);
    uint8_t number = uint8_t(does - distinct.begin());
    if (does == distinct.end()) {
      assert(distinct.size() < 256 && "a record has one byte for its roles");
      distinct.push_back(roles);
      roleSets.push_back(encode(roles));
    }
    return number;
  };
  for (const auto &[name, named] : names) {
    IndexFile::Record record{};
    record.Name = bytes.size(), record.NameSize = name.size();
    bytes += name;
    record.Blob = bytes.size();
    if (!named.Entries.empty()) {
      std::vector<uint8_t> blob = Json::to_msgpack(named.Entries);
      bytes.append(blob.begin(), blob.end());
      record.BlobSize = blob.size();
    }
    record.Library = libraryNumber(named.Library);
    record.Kind = uint8_t(named.Kind);
    record.Roles = roleNumber(named.Does);
    records.push_back(record);
  }
  // `[symbol, family, next, has targets, library, kind, roles, place, size]`
  Json heads = Json::array();
  for (size_t i : families) {
    const Entry &entry = tables.Entries[i];
    std::vector<uint8_t> blob = Json::to_msgpack(withOrigin(tables.Raw[i], entry));
    heads.push_back({entry.Symbol, unsigned(entry.Family), unsigned(entry.Next), !entry.Targets.empty(),
                     libraryNumber(entry.Library), unsigned(entry.Kind), roleNumber(entry.Does), bytes.size(),
                     blob.size()});
    bytes.append(blob.begin(), blob.end());
  }

  uint32_t slotCount = llvm::PowerOf2Ceil(std::max<size_t>(16, records.size() * 2));
  std::vector<uint64_t> slots(slotCount);
  for (uint32_t i = 0; i < records.size(); ++i) {
    uint64_t hash =
        llvm::xxh3_64bits(llvm::StringRef(bytes).substr(records[i].Name, records[i].NameSize));
    uint32_t at = hash & (slotCount - 1);
    while (slots[at])
      at = (at + 1) & (slotCount - 1);
    slots[at] = (hash & 0xffffffff00000000u) | (i + 1);
  }

  Json meta = {{"digest", tables.Digest},
               {"libraries", libraries},
               {"roles", roleSets},
               {"families", heads},
               {"profiles", Json(tables.RawProfiles)},
               {"styles", Json(tables.RawStyles)},
               {"sources", Json(tables.RawSources)}};
  std::vector<uint8_t> metaBytes = Json::to_msgpack(meta);

  IndexFile::Header head{};
  std::copy(std::begin(Magic), std::end(Magic), head.Magic);
  head.Version = FormatVersion, head.Slots = slotCount, head.Records = records.size();
  std::string body(reinterpret_cast<const char *>(slots.data()), slots.size() * sizeof(uint64_t));
  body.append(reinterpret_cast<const char *>(records.data()),
              records.size() * sizeof(IndexFile::Record));
  pad(body);
  head.Bytes = sizeof(head) + body.size();
  body += bytes;
  pad(body);
  head.Meta = sizeof(head) + body.size();
  body.append(metaBytes.begin(), metaBytes.end());
  head.Size = sizeof(head) + body.size();
  head.Hash = llvm::xxh3_64bits(body);
  return std::string(reinterpret_cast<const char *>(&head), sizeof(head)) + body;
}

llvm::Expected<std::unique_ptr<IndexFile>> IndexFile::open(llvm::StringRef path) {
  auto bad = [&](std::string why) { return makeError("mapping index '{}': {}", path.str(), why); };
  auto buffer =
      llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return bad(buffer.getError().message());
  auto out = std::make_unique<IndexFile>();
  out->Buffer = std::move(*buffer);
  llvm::StringRef all = out->Buffer->getBuffer();
  if (all.size() < sizeof(Header))
    return bad(fmt::format("{} bytes, too short for an index", all.size()));
  const auto *head = reinterpret_cast<const Header *>(all.data());
  if (llvm::StringRef(head->Magic, 8) != llvm::StringRef(Magic, 8))
    return bad("not a mapping index");
  if (head->Version != FormatVersion)
    return bad(fmt::format("version {}, expected {}", head->Version, FormatVersion));
  if (head->Size != all.size())
    return bad(fmt::format("{} bytes, expected {}", all.size(), head->Size));
  if (head->Hash != llvm::xxh3_64bits(all.drop_front(sizeof(Header))))
    return bad("its content hash does not match");
  uint64_t slotBytes = uint64_t(head->Slots) * sizeof(uint64_t);
  uint64_t recordBytes = uint64_t(head->Records) * sizeof(Record);
  if (!llvm::isPowerOf2_32(head->Slots) || head->Records >= head->Slots ||
      sizeof(Header) + slotBytes + recordBytes > head->Bytes || head->Bytes > head->Meta ||
      head->Meta > all.size())
    return bad("its sections do not fit");
  out->Head = head;
  out->Slots = reinterpret_cast<const uint64_t *>(all.data() + sizeof(Header));
  out->Records = reinterpret_cast<const Record *>(all.data() + sizeof(Header) + slotBytes);
  out->Bytes = all.slice(head->Bytes, head->Meta);

  llvm::StringRef metaBytes = all.drop_front(head->Meta);
  Json meta = Json::from_msgpack(metaBytes.begin(), metaBytes.end(), true, false);
  out->Digest = getString(meta, "digest");
  out->Libraries = getStrings(meta, "libraries");
  const Json *families = getMember(meta, "families"), *profiles = getMember(meta, "profiles"),
             *styles = getMember(meta, "styles"), *sources = getMember(meta, "sources"), *roles = getMember(meta, "roles");
  if (!families || !profiles || !styles || !sources || !roles || !roles->is_array())
    return bad("its description cannot be read");
  for (const Json &set : *roles) {
    std::optional<Roles> decoded = decodeRoles(set);
    if (!decoded)
      return bad("its description cannot be read");
    out->RoleSets.push_back(*decoded);
  }
  for (const Json &family : *families) {
    bool fits = family.is_array() && family.size() == 9 && family[0].is_string() && family[3].is_boolean();
    for (size_t i = 1; fits && i < 9; ++i)
      fits = i == 3 || family[i].is_number_unsigned();
    uint64_t number[9] = {};
    for (size_t i = 1; fits && i < 9; ++i)
      number[i] = i == 3 ? 0 : family[i].get<uint64_t>();
    if (!fits || number[1] > uint64_t(FamilyKind::Mnemonic) || number[2] > uint64_t(NextChar::Word) ||
        number[4] >= out->Libraries.size() || number[5] > uint64_t(UseKind::String) ||
        number[6] >= out->RoleSets.size() || number[7] > out->Bytes.size() ||
        number[8] > out->Bytes.size() - number[7])
      return bad("a family leads nowhere");
    out->Families.push_back({family[0].get<std::string>(), FamilyKind(number[1]), NextChar(number[2]),
                             family[3].get<bool>(),
                             {out->Libraries[number[4]], UseKind(number[5]), out->RoleSets[number[6]]}});
    out->FamilyBlobs.push_back({uint32_t(number[7]), uint32_t(number[8])});
  }
  for (const Json &profile : *profiles)
    out->Profiles.push_back(decodeProfile(profile));
  for (const Json &style : *styles)
    out->Styles.push_back(decodeStyle(style));
  for (const Json &source : *sources)
    out->Sources.push_back(decodeProfile(source));

  uint32_t used = 0;
  for (uint32_t i = 0; i < head->Slots; ++i) {
    uint32_t record = uint32_t(out->Slots[i]);
    used += record != 0;
    if (record > head->Records)
      return bad("a slot leads nowhere");
  }
  if (used == head->Slots)
    return bad("its table is full");
  for (uint32_t i = 0; i < head->Records; ++i) {
    const Record &r = out->Records[i];
    if (uint64_t(r.Name) + r.NameSize > out->Bytes.size() ||
        uint64_t(r.Blob) + r.BlobSize > out->Bytes.size() || r.Library >= out->Libraries.size() ||
        r.Roles >= out->RoleSets.size() ||
        r.Kind > uint8_t(UseKind::String))
      return bad("a record leads nowhere");
  }
  return out;
}

std::optional<uint32_t> IndexFile::find(llvm::StringRef name) const {
  uint64_t hash = llvm::xxh3_64bits(name);
  uint32_t mask = Head->Slots - 1;
  for (uint32_t at = hash & mask; Slots[at]; at = (at + 1) & mask) {
    if ((Slots[at] ^ hash) >> 32)
      continue;
    uint32_t record = uint32_t(Slots[at]) - 1;
    if (this->name(record) == name)
      return record;
  }
  return std::nullopt;
}

llvm::StringRef IndexFile::name(uint32_t record) const {
  return Bytes.substr(Records[record].Name, Records[record].NameSize);
}

SymbolInfo IndexFile::info(uint32_t record) const {
  return {Libraries[Records[record].Library], UseKind(Records[record].Kind),
          RoleSets[Records[record].Roles]};
}

std::vector<Entry> IndexFile::entries(uint32_t record) const {
  std::vector<Entry> out;
  llvm::StringRef blob = Bytes.substr(Records[record].Blob, Records[record].BlobSize);
  if (blob.empty())
    return out;
  Json list = Json::from_msgpack(blob.begin(), blob.end(), true, /*allow_exceptions=*/false);
  if (list.is_array())
    for (const Json &entry : list)
      if (isOrigin(entry))
        out.push_back(entryOf(entry));
  return out;
}

Entry IndexFile::familyEntry(size_t family) const {
  auto [place, size] = FamilyBlobs[family];
  llvm::StringRef blob = Bytes.substr(place, size);
  Json entry = Json::from_msgpack(blob.begin(), blob.end(), true, /*allow_exceptions=*/false);
  return isOrigin(entry) ? entryOf(entry) : Entry();
}

} // namespace ascendify
