//===- Report.h - the formats an audit can be written in ---------*- C++ -*-===//
//
// A format is one file with one function from an Audit to text, and one line in
// Registry.cpp. Formats read nothing else, so equal audits give equal bytes.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Audit.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace ascendify {

/// What a format for people may depend on beside the audit. Formats for machines ignore it.
struct ReportOptions {
  unsigned Width = 80;  ///< terminal columns
  bool Color = false;
  bool Verbose = false; ///< every work item, file and finding instead of the top ones
  std::string Command;  ///< how the program and the paths were named, for the advice what to run next
};

struct Format {
  llvm::StringRef Name;      ///< as `--format` names it
  llvm::StringRef Extension; ///< of the file that `-o DIR` writes
  std::string (*Render)(const Audit &, const ReportOptions &);
};

/// All formats, in the order they are listed to users.
llvm::ArrayRef<Format> formats();

/// The format \p name, or null.
const Format *findFormat(llvm::StringRef name);


} // namespace ascendify
