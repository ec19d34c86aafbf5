//===- Build.h - migrated sources as a program for the CPU -------*- C++ -*-===//
//
// Compiles migrated sources with the compiler of the machine against the shipped CPU execution.
//
// The trap: lowering also concerns the headers that a native source includes, so a
// source is compiled as a copy in a mirror of its folders, together with copies of the
// headers it reaches; `#line` keeps the original names in messages.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Mapping/Profile.h"
#include "llvm/Support/Error.h"
#include <set>
#include <string>
#include <vector>

namespace ascendify {

/// In which style a migrated source is written.
enum class SourceStyle { Native, Portable };

/// `.asc`, or includes of ACL or Ascend C, are native; `xpu/xpu.h` is portable. A source with
/// neither follows \p otherwise. Looks at the source's own text.
SourceStyle styleOf(llvm::StringRef path, llvm::StringRef text, SourceStyle otherwise);

struct BuildOptions {
  std::string Share;                  ///< the program's data folder
  std::vector<std::string> Arguments; ///< `-I…`, `-D…` as for the compiler, one string each
  const Profile *Device = nullptr;    ///< whose limits hold; null: none
  bool Check = false; ///< with the sanitiser (lib/Runtime/check)
};

/// What the target has and the CPU execution does not.
struct UnsupportedCall {
  std::string Name;
  std::string Place; ///< `file:line`, empty when the linker did not say
};

/// How building ended.
struct BuildResult {
  enum State { Built, Failed, Unsupported } Ended = Built;
  std::string Program;  ///< the executable
  std::string Messages; ///< of the compiler, or why it could not be asked; ends in a newline
  std::vector<UnsupportedCall> Calls; ///< by place; then it ended as Unsupported
};

/// The names in a compiler's and linker's \p messages that are declared nowhere or defined nowhere, and that the
/// headers below \p declarations know.
std::vector<UnsupportedCall> findUnsupported(llvm::StringRef messages, llvm::StringRef declarations);

/// The limits of \p profile as macros for the CPU execution.
std::vector<std::string> limitMacros(const Profile &profile);

/// The C++ compiler of the machine: `CXX`, else c++, g++, clang++ of the PATH; empty when none.
std::string systemCompiler();

/// Builds \p files into \p folder, which exists. An error is a file that cannot be read.
llvm::Expected<BuildResult> buildForCpu(const std::vector<std::string> &files,
                                        llvm::StringRef folder, const BuildOptions &);

/// A source and every header that it reaches through its folder and `-I`, lowered.
struct LoweredTree {
  std::string Main;                     ///< the copy of the source
  std::vector<std::string> Problems;    ///< `file:line: …`, what cannot be lowered
  std::vector<std::string> SearchPaths; ///< compiler arguments that find the copies, in order
  std::set<std::string> Includes;       ///< what they include, as it is written
};

/// Writes the lowered copies of \p file below \p folder.
llvm::Expected<LoweredTree> lowerTree(llvm::StringRef file, llvm::StringRef folder,
                                      const std::vector<std::string> &arguments);

} // namespace ascendify
