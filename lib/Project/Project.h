//===- Project.h - a code base as discovery sees it --------------*- C++ -*-===//
//
// The idea: look at a tree as it lies there and say which files matter, which
// are units, and with which flags each can be parsed, without running its build.
// The trap: nothing a tree contains may stop the run, and nothing that is left out may go
// unsaid, so every file that is not observed carries the reason.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Configuration.h"
#include "Model/Unit.h"
#include "Support/Json.h"
#include <functional>

namespace ascendify {

/// One file under the root that may matter, or a folder or special file that could not be read.
struct SourceFile {
  std::string Path;     ///< relative to the root, with '/'; a folder ends in '/'
  std::string Language; ///< cuda, c++, c, header, python, cmake, make, other
  uint64_t Bytes = 0;
  uint32_t Lines = 0;
  bool Vendored = false; ///< third-party folder or submodule: seen, listed, not part of the work
  bool Ignored = false;  ///< by git, or build output: not observed unless named by the user
  std::string Reason;    ///< why vendored, ignored, unreadable or not a unit; empty otherwise
  bool Readable = true;
  bool Named = false;    ///< a PATH of the command line
  bool UsesCuda = false; ///< includes a CUDA header, or holds a CUDA name or device code
  bool Template = false; ///< a template of a source (`.cu.in`): has holes, so it is never a unit
  std::string LinkTo;    ///< of a symbolic link to a file under the root: that file, observed there
  std::string IncludedBy; ///< of a source that is part of other units only: the first includer

  /// Whether the file is part of the work.
  bool observed() const { return Readable && !Ignored && !Vendored && LinkTo.empty(); }
};

/// How a unit is to be parsed.
struct Unit {
  std::string File;               ///< relative to the root
  std::string Directory;          ///< working folder of the command, absolute
  std::vector<std::string> Flags; ///< -D, -I, -idirafter, -std …; no driver, no input, no output;
                                  ///< flag and value are one string, paths are absolute
  std::string Standard;           ///< c++11 … c++23, c11 …
  bool FromDatabase = false;
  bool Cuda = true; ///< parse as CUDA
  uint64_t Bytes = 0; ///< of the file and of what it includes under the root: how long it may take
};

/// A value with where it was found.
struct Provenance {
  std::string Value;
  std::string Source; ///< `CMakeLists.txt:12`, `--cuda-version`, `default`
};

/// An include that no flag could resolve, and that is no standard or toolkit header.
struct MissingInclude {
  std::string Spelling;
  Location Place;     ///< the first, by path; Offset is not set
  uint32_t Count = 0; ///< written places under the root
};

struct Project {
  std::string Root;              ///< absolute
  std::vector<SourceFile> Files; ///< sorted by path
  std::vector<Unit> Units;       ///< sorted by file
  Provenance CudaVersion, Architecture;
  std::string Database; ///< the compile database used, relative to the root if below it
  std::vector<MissingInclude> Missing; ///< sorted by spelling
  uint64_t OtherFiles = 0;             ///< files of no language that matters: counted only
  Configuration Settings;              ///< of `.ascendify.yaml` at the root
  std::vector<std::string> Notes;      ///< what discovery wants the user to know, one line each
};

/// What `discover` is asked for.
struct DiscoverOptions {
  std::vector<std::string> Paths; ///< files and folders; at least one
  std::string WorkingDirectory;   ///< what relative paths refer to; empty: the process's
  std::string DatabaseDirectory;  ///< `-p`: the folder of compile_commands.json; empty: looked for
  std::string CudaVersion;        ///< `--cuda-version`; empty: from the build files
  std::string Architecture;       ///< `--gpu-arch`, `sm_NN`; empty: from the build files
  std::string Tables; ///< path of discovery.json (<share>/mappings/build/discovery.json)
  uint64_t SizeLimit = 16u << 20; ///< a larger file is named as unread, in bytes
  unsigned Jobs = 0;              ///< threads; 0: as many as cores
  /// Whether a name is of the CUDA platform, beyond the prefixes in the tables. Called from
  /// several threads; may be empty.
  std::function<bool(llvm::StringRef)> IsCudaName;
};

/// Looks at the paths. An error only for wrong usage: no such PATH, an unreadable table, a
/// `-p` folder without a readable database. All else is in Files or Notes.
llvm::Expected<Project> discover(const DiscoverOptions &options);

/// As `--dump=project` prints it. Paths below the root are written relative to it.
Json toJson(const Project &);

} // namespace ascendify
