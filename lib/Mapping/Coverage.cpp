//===- Coverage.cpp - what the tables cover -------------------------------===//
#include "Mapping/Coverage.h"
#include "Mapping/Decode.h"
#include "Model/Names.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include <fmt/format.h>

namespace ascendify {

namespace {

constexpr llvm::StringRef Styles[] = {"native", "portable"};

/// Where a symbol stands when nothing is known of the place: on the side of its examples.
Side usualSide(llvm::ArrayRef<const Entry *> entries) {
  bool device = llvm::any_of(entries, [](const Entry *entry) {
    return llvm::any_of(entry->Examples, [](const Example &e) { return e.Side == "device"; });
  });
  return device ? Side::Device : Side::Host;
}

void count(CoverageCount &to, const Resolved &found, uint64_t uses) {
  ++to.Total;
  to.Uses += uses;
  switch (found.Status) {
  case Disposition::Direct:
    ++to.Direct;
    break;
  case Disposition::Rename:
  case Disposition::Template:
  case Disposition::Helper:
    ++to.Rewritten;
    break;
  case Disposition::Manual:
    ++to.Manual;
    break;
  case Disposition::Unsupported:
    ++to.Unsupported;
    to.UnsupportedUses += uses;
    break;
  case Disposition::Unknown:
    ++to.Unknown;
    break;
  }
  if (isAutomatic(found.Status)) {
    to.AutomaticUses += uses;
    to.Review += !found.Finding.empty();
  }
}

std::string share(uint64_t part, uint64_t of) {
  return of ? fmt::format("{:.1f}%", 100.0 * double(part) / double(of)) : "-";
}

std::string line(llvm::StringRef library, llvm::StringRef kind, const CoverageCount &c) {
  return fmt::format("{:<20} {:<10} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>9} {:>7} {:>7}\n",
                     library.str(), kind.str(), c.Total, c.automatic(), c.Review, c.Manual,
                     c.Unsupported, c.Unknown, c.Uses, share(c.AutomaticUses, c.Uses),
                     share(c.AutomaticUses, c.Uses - c.UnsupportedUses));
}

Json jsonOf(const CoverageCount &c) {
  return {{"total", c.Total},     {"direct", c.Direct}, {"rewritten", c.Rewritten},
          {"review", c.Review},   {"manual", c.Manual}, {"unsupported", c.Unsupported},
          {"unknown", c.Unknown}, {"uses", c.Uses},     {"automatic_uses", c.AutomaticUses},
          {"unsupported_uses", c.UnsupportedUses}};
}

} // namespace

CoverageCount &CoverageCount::operator+=(const CoverageCount &b) {
  Total += b.Total, Direct += b.Direct, Rewritten += b.Rewritten, Review += b.Review;
  Manual += b.Manual, Unsupported += b.Unsupported, Unknown += b.Unknown;
  Uses += b.Uses, AutomaticUses += b.AutomaticUses, UnsupportedUses += b.UnsupportedUses;
  return *this;
}

llvm::Expected<UsageCounts> readUsage(llvm::StringRef share) {
  llvm::Expected<Json> file = readJsonFile((share + "/mappings/usage.json").str());
  if (!file)
    return file.takeError();
  UsageCounts out;
  if (const Json *counts = getMember(*file, "counts"))
    for (const auto &[name, number] : counts->items())
      if (number.is_number_unsigned())
        out[name] = number.get<uint64_t>();
  return out;
}

MappingCoverage coverageOf(const Database &data, const UsageCounts &usage, const Profile &profile,
                           llvm::StringRef cann) {
  MappingCoverage out{profile.Name, cann.str(), {}};
  std::map<std::pair<std::string, UseKind>, CoverageRow> rows;
  auto add = [&](const std::string &name, const SymbolInfo &info) {
    Variant seen;
    seen.Where = usualSide(data.entries(name));
    Fact use;
    use.Symbol = name;
    use.Library = info.Library;
    use.Kind = info.Kind;
    CoverageRow &row =
        rows.try_emplace({use.Library, use.Kind}, CoverageRow{use.Library, use.Kind, {}})
            .first->second;
    for (llvm::StringRef style : Styles)
      count(row.Styles[style.str()], data.resolve({&use, &seen, &profile, style.str(), cann.str()}),
            usage.lookup(name));
  };
  for (const std::string &name : data.names())
    if (std::optional<SymbolInfo> info = data.find(name))
      add(name, *info);
  // Libraries without a list of names: what is used of them.
  for (const auto &used : usage)
    if (!data.find(used.first()))
      if (std::optional<SymbolInfo> info = data.guess(used.first()))
        add(used.first().str(), *info);
  for (auto &[key, row] : rows)
    out.Rows.push_back(std::move(row));
  return out;
}

std::string coverageText(const MappingCoverage &coverage, bool byKind) {
  std::string out;
  for (llvm::StringRef style : Styles) {
    out += fmt::format("{}{} on {}\n", out.empty() ? "" : "\n", style.str(), coverage.Profile);
    out += fmt::format("{:<20} {:<10} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>9} {:>7} {:>7}\n", "library",
                       byKind ? "kind" : "", "names", "auto", "review", "manual", "unsupp.",
                       "unknown", "uses", "auto", "of poss.");
    CoverageCount all;
    for (size_t i = 0; i < coverage.Rows.size();) {
      const std::string &library = coverage.Rows[i].Library;
      CoverageCount sum;
      for (; i < coverage.Rows.size() && coverage.Rows[i].Library == library; ++i) {
        const CoverageCount &one = coverage.Rows[i].Styles.at(style.str());
        if (byKind)
          out += line(library, nameOf(coverage.Rows[i].Kind), one);
        sum += one;
      }
      if (!byKind)
        out += line(library, "", sum);
      all += sum;
    }
    out += line("all", "", all);
  }
  return out;
}

Json coverageJson(const MappingCoverage &coverage) {
  Json rows = Json::array();
  for (const CoverageRow &row : coverage.Rows) {
    Json styles = Json::object();
    for (const auto &[style, counts] : row.Styles)
      styles[style] = jsonOf(counts);
    rows.push_back({{"library", row.Library},
                    {"kind", nameOf(row.Kind).str()},
                    {"styles", std::move(styles)}});
  }
  return {{"schema", "ascendify-mappings-coverage"},
          {"version", 1},
          {"profile", coverage.Profile},
          {"cann", coverage.Cann.empty() ? Json(nullptr) : Json(coverage.Cann)},
          {"rows", std::move(rows)}};
}

} // namespace ascendify
