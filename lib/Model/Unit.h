//===- Unit.h - what observing one translation unit yields -------*- C++ -*-===//
#pragma once

#include "Model/Body.h"
#include "Model/Fact.h"

namespace ascendify {

/// How far a file was really seen.
enum class Tier {
  Unread,    ///< could not be read; the reason is kept
  Lexed,     ///< tokens only
  Recovered, ///< parsed, with errors
  Parsed,    ///< parsed without an error
};

/// A diagnostic of the parse.
struct ParseError {
  Location Place;
  std::string Message;
};

/// A file as one unit saw it.
struct ObservedFile {
  std::string Path;
  Tier Seen = Tier::Lexed;
  uint32_t Errors = 0;
};

/// An `#include` and what it found.
struct IncludeEdge {
  Location Place;
  std::string Written; ///< between the quotes or brackets
  bool Angled = false;
  std::string Resolved; ///< path of the file found; empty when missing
};

/// A range of one file.
struct FileRange {
  std::string File; ///< as in Location
  SourceRange Range;

  friend bool operator==(const FileRange &, const FileRange &) = default;
  friend auto operator<=>(const FileRange &, const FileRange &) = default;
};

/// Result of observing one unit; what workers send and the cache keeps.
struct UnitFacts {
  std::string Unit; ///< main file
  std::vector<Fact> Facts;
  std::vector<Body> Bodies;
  std::vector<ObservedFile> Files;
  std::vector<IncludeEdge> Includes;
  std::vector<FileRange> Skipped; ///< text in preprocessor branches this unit does not take
  std::vector<FileRange> Foreign; ///< tokens with a platform's name that mean something else here
  std::vector<ParseError> Errors; ///< the first 20
  uint32_t ErrorCount = 0;
  std::string Failure; ///< why the unit was not parsed at all; empty when it was
  double Seconds = 0;  ///< wall time; never part of a reproducible report
};

/// What one file is, and how it was seen by all units together.
struct AuditedFile {
  std::string Path;
  std::string Language; ///< cuda, c++, c, header, python, cmake, make, other
  uint32_t Lines = 0;
  Tier Seen = Tier::Lexed;
  uint32_t Errors = 0;
  std::string Reason; ///< why unread or vendored, else empty
};

} // namespace ascendify
