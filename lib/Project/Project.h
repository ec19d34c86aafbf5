//===- Project.h - a code base as discovery sees it --------------*- C++ -*-===//
#pragma once

#include "Model/Unit.h"
#include "Support/Json.h"

namespace ascendify {

/// One file under the root that may matter.
struct SourceFile {
  std::string Path;      ///< relative to the root, with '/'
  std::string Language;  ///< cuda, c++, c, header, python, cmake, make, other
  uint64_t Bytes = 0;
  bool Vendored = false; ///< third-party folder or submodule: seen, listed, not part of the work
  bool Ignored = false;  ///< by git: not observed unless named by the user
  std::string Reason;    ///< why vendored, ignored or unreadable
  bool Readable = true;
};

/// How a unit is to be parsed.
struct Unit {
  std::string File;               ///< relative to the root
  std::string Directory;          ///< working folder of the command, absolute
  std::vector<std::string> Flags; ///< -D, -I, -idirafter, -std …; no driver, no input, no output
  std::string Standard;           ///< c++11 … c++23, c11 …
  bool FromDatabase = false;
  bool Cuda = true;               ///< parse as CUDA
};

/// A value with where it was found.
struct Provenance {
  std::string Value;
  std::string Source; ///< `CMakeLists.txt:12`, `--cuda-version`, `default`
};

struct Project {
  std::string Root; ///< absolute
  std::vector<SourceFile> Files; ///< sorted by path
  std::vector<Unit> Units;       ///< sorted by file
  Provenance CudaVersion, Architecture;
  std::vector<std::string> Notes; ///< what discovery wants the user to know, one line each
};

/// As `--dump=project` prints it.
Json toJson(const Project &);

} // namespace ascendify
