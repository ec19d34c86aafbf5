//===- MigrationPlan.cpp - MIGRATION.md: what was done, what is left ------===//
//
// The order: take the piece of work that alone keeps most files from being done; then it is gone, and again.
// Ties fall to what stands in more files, in more places, then to the name, so that equal input gives
// equal bytes.
//
//===----------------------------------------------------------------------===//
#include "Driver/MigrationPlan.h"
#include "Support/Error.h"
#include "Support/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace ascendify {

const char MigrationPlanMark[] = "<!-- ascendify migration plan -->";

bool isLeft(const Finding &f) { return f.Kind != Axis::Hazard; }

size_t MigrationRecord::filesDone() const {
  std::set<std::string> open;
  for (const Finding &f : Findings)
    if (isLeft(f))
      open.insert(f.Place.File);
  return size_t(llvm::count_if(CudaFiles, [&](const std::string &file) { return !open.count(file); }));
}

namespace {

/// One piece of work.
struct Item {
  std::string Id, Symbol;
  std::vector<const Finding *> Places;
  std::set<std::string> Files;
  size_t Frees = 0;
};

std::vector<Item> items(const MigrationRecord &record, bool left) {
  std::map<std::pair<std::string, std::string>, Item> byKey;
  for (const Finding &f : record.Findings) {
    if (isLeft(f) != left)
      continue;
    // Of a hazard one item for each kind: the work is to look.
    Item &item = byKey[{f.Id, left ? f.Symbol : ""}];
    item.Id = f.Id;
    item.Symbol = left ? f.Symbol : "";
    item.Places.push_back(&f);
    item.Files.insert(f.Place.File);
  }
  std::vector<Item> out;
  for (auto &[key, item] : byKey)
    out.push_back(std::move(item));
  return out;
}

/// Sorts by what unblocks most.
std::vector<Item> ordered(std::vector<Item> all) {
  std::map<std::string, size_t> open; // file -> items that are left in it
  for (const Item &item : all)
    for (const std::string &file : item.Files)
      ++open[file];
  std::vector<Item> out;
  while (!all.empty()) {
    auto frees = [&](const Item &item) {
      return size_t(llvm::count_if(item.Files, [&](const std::string &file) { return open[file] == 1; }));
    };
    size_t best = 0, most = 0;
    for (size_t i = 0; i < all.size(); ++i) {
      size_t now = frees(all[i]);
      const Item &a = all[i], &b = all[best];
      bool better = i == 0 || std::make_tuple(now, a.Files.size(), a.Places.size()) >
                                  std::make_tuple(most, b.Files.size(), b.Places.size());
      if (better)
        best = i, most = now; // equal ones keep the order of their names
    }
    all[best].Frees = most;
    for (const std::string &file : all[best].Files)
      --open[file];
    out.push_back(std::move(all[best]));
    all.erase(all.begin() + ptrdiff_t(best));
  }
  return out;
}

/// Text that Markdown takes as it is.
std::string escaped(llvm::StringRef text) {
  std::string out;
  for (char c : text) {
    if (c == '<' || c == '*' || c == '_' || c == '|' || c == '`' || c == '\\')
      out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

void places(std::string &out, const MigrationRecord &record, const Item &item) {
  constexpr size_t Shown = 20;
  std::set<std::pair<std::string, uint32_t>> lines;
  for (const Finding *f : item.Places) {
    Location now = record.Now(f->Place);
    lines.insert({now.File, now.Line});
  }
  size_t n = 0;
  std::set<std::string> files;
  for (const auto &[file, line] : lines) {
    // Every file is named, places only up to a point.
    if (n < Shown || files.insert(file).second)
      out += fmt::format("- {}:{}\n", file, line), ++n;
    files.insert(file);
  }
  if (n < lines.size())
    out += fmt::format("- and {} more in these files\n", lines.size() - n);
}

} // namespace

std::string migrationPlan(const MigrationRecord &record) {
  std::string out = fmt::format("{}\n# Migration plan\n\nTo {} for {}. Written by `ascendify migrate`; a new run replaces it.\n\n",
                                MigrationPlanMark, record.Style, record.Profile);
  out += "## Done\n\n| | |\n|---|--:|\n";
  auto row = [&](llvm::StringRef name, const std::string &value) { out += fmt::format("| {} | {} |\n", name.str(), value); };
  row("places rewritten", grouped(record.Rewritten));
  row("places left", grouped(record.Left));
  if (record.Tokens)
    row("places seen as tokens only, left as they are", grouped(record.Tokens));
  row("CUDA files with nothing left", fmt::format("{} of {}", record.filesDone(), record.CudaFiles.size()));
  if (record.Kernels)
    row("kernels with nothing left", fmt::format("{} of {}", record.KernelsDone, record.Kernels));
  out += "\n| file | was | edits |\n|---|---|--:|\n";
  for (const MigrationRecord::File &file : record.Files)
    out += fmt::format("| {} | {} | {} |\n", escaped(file.To),
                       file.From.empty() ? "new" : file.From == file.To ? "" : escaped(file.From),
                       file.Edits ? std::to_string(file.Edits) : "");

  std::vector<Item> left = ordered(items(record, true));
  out += "\n## Left\n\n";
  if (left.empty())
    out += "Nothing.\n";
  else
    out += "In the order that unblocks most: first what alone keeps most files from being done.\n";
  unsigned number = 0;
  for (const Item &item : left) {
    out += fmt::format("\n### {}. {}{} ({} in {}", ++number,
                       item.Symbol.empty() ? "" : fmt::format("`{}`: ", item.Symbol), item.Id,
                       countOf(item.Places.size(), "place"), countOf(item.Files.size(), "file"));
    if (item.Frees)
      out += fmt::format("; completes {}", countOf(item.Frees, "file"));
    out += fmt::format(")\n\n{}.\n", escaped(item.Places.front()->Message));
    if (!item.Places.front()->Advice.empty())
      out += fmt::format("{}\n", escaped(item.Places.front()->Advice));
    out += "\n";
    places(out, record, item);
  }
  std::vector<Item> check = items(record, false);
  if (!check.empty())
    out += "\n## To check\n\nWhat compiles and may be wrong or slow.\n";
  for (const Item &item : check) {
    out += fmt::format("\n### {} ({} in {})\n\nFirst: {}.\n\n", item.Id, countOf(item.Places.size(), "place"),
                       countOf(item.Files.size(), "file"), escaped(item.Places.front()->Message));
    places(out, record, item);
  }
  if (!record.Notes.empty()) {
    out += "\n## Notes\n\n";
    for (const std::string &note : record.Notes)
      out += fmt::format("- {}\n", escaped(note));
  }
  return out;
}

std::set<std::string> filesLeft(llvm::StringRef plan) {
  std::set<std::string> out;
  bool left = false;
  for (llvm::StringRef line : llvm::split(plan, '\n')) {
    if (line.starts_with("## "))
      left = line == "## Left";
    if (left && line.consume_front("- "))
      out.insert(line.rsplit(':').first.str());
  }
  return out;
}

} // namespace ascendify
