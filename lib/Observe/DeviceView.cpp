//===- DeviceView.cpp - a unit seen as device code too --------------------===//
#include "Observe/DeviceView.h"
#include "Observe/Clang.h"
#include "Observe/TextRanges.h"
#include "clang/Lex/Lexer.h"
#include <map>
#include <set>
#include <tuple>

namespace ascendify {

bool holdsCode(llvm::StringRef text) {
  // The lexer reads a zero behind its text.
  std::string bytes = text.str();
  clang::LangOptions options;
  options.CPlusPlus = options.CPlusPlus11 = options.LineComment = options.RawStringLiterals = true;
  clang::Lexer lexer(clang::SourceLocation(), options, bytes.data(), bytes.data(),
                     bytes.data() + bytes.size());
  clang::Token token;
  bool directive = false, named = false;
  for (;;) {
    lexer.LexFromRawLexer(token);
    if (token.is(clang::tok::eof))
      return false;
    if (token.isAtStartOfLine()) {
      directive = token.is(clang::tok::hash);
      named = false;
      if (directive)
        continue;
    }
    if (!directive)
      return true;
    if (named)
      continue;
    named = true;
    if (token.is(clang::tok::raw_identifier)) {
      llvm::StringRef name = token.getRawIdentifier();
      if (name == "define" || name == "undef" || name.starts_with("include"))
        return true;
    }
  }
}

namespace {

using Place = std::pair<std::string, uint32_t>;

std::map<std::string, TextRanges> byFile(const std::vector<FileRange> &ranges) {
  std::map<std::string, TextRanges> out;
  for (const FileRange &r : ranges)
    out[r.File].push_back(r.Range);
  for (auto &[file, list] : out)
    list = normalized(std::move(list));
  return out;
}

auto keyOf(const Body &b) { return std::tie(b.Usr, b.Place, b.Instance, b.TemplateArguments); }

} // namespace

void addDeviceView(UnitFacts &host, UnitFacts device) {
  std::map<std::string, TextRanges> hidden = byFile(host.Skipped);
  std::map<std::string, TextRanges> still = byFile(device.Skipped);
  std::set<std::string> files, both;
  for (const ObservedFile &file : host.Files)
    files.insert(file.Path);
  for (ObservedFile &file : device.Files)
    if (files.count(file.Path))
      both.insert(file.Path);
    else
      host.Files.push_back(std::move(file));

  std::set<Place> known;
  for (const Fact &f : host.Facts)
    known.insert({f.Place.File, f.Place.Offset});
  for (const FileRange &f : host.Foreign)
    known.insert({f.File, f.Range.Begin});
  for (Fact &f : device.Facts) {
    if (known.count({f.Place.File, f.Place.Offset}))
      continue;
    // A branch for the device in a function of both sides runs on the device.
    if (inside(hidden[f.Place.File], f.Place.Offset))
      for (Variant &v : f.Variants)
        if (v.Where == Side::Both)
          v.Where = Side::Device;
    host.Facts.push_back(std::move(f));
  }
  for (FileRange &f : device.Foreign)
    if (!known.count({f.File, f.Range.Begin}))
      host.Foreign.push_back(std::move(f));

  std::map<std::tuple<std::string, Location, std::string, std::vector<std::string>>, size_t> bodies;
  for (size_t i = 0; i < host.Bodies.size(); ++i)
    bodies.emplace(keyOf(host.Bodies[i]), i);
  for (Body &b : device.Bodies) {
    if (b.Where == Side::Host)
      continue;
    if (auto it = bodies.find(keyOf(b)); it != bodies.end())
      host.Bodies[it->second] = std::move(b);
    else
      host.Bodies.push_back(std::move(b));
  }

  std::set<std::pair<Location, std::string>> includes;
  for (const IncludeEdge &e : host.Includes)
    includes.insert({e.Place, e.Written});
  for (IncludeEdge &e : device.Includes)
    if (includes.insert({e.Place, e.Written}).second)
      host.Includes.push_back(std::move(e));

  // What a file hides is what both views did not see, if both looked at it.
  for (auto &[file, ranges] : still)
    if (!files.count(file))
      hidden[file] = ranges;
  host.Skipped.clear();
  for (auto &[file, ranges] : hidden)
    for (SourceRange r : both.count(file) ? intersection(ranges, still[file]) : ranges)
      host.Skipped.push_back({file, r});
}

} // namespace ascendify
