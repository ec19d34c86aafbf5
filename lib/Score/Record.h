//===- Record.h - an audit as it was written, and what changed since ------*- C++ -*-===//
//
// What comparing needs of an audit file: its findings by fingerprint, and a few totals. Records
// are made from files of any version of the format that this program knows, and from an audit
// in memory, so that both compare alike.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Model/Audit.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>

namespace ascendify {

struct AuditRecord {
  std::string Name;       ///< how messages call it: the file as given
  std::string Tool, Data; ///< version of the program, digest of the mapping data
  std::vector<std::string> Profiles;
  bool Interrupted = false;
  uint64_t CudaFiles = 0, CudaSeen = 0; ///< CUDA files; those of them with a syntax tree
  std::vector<Finding> Findings;        ///< those that count: not silenced; sorted
  struct Figures {
    double Friction = 0, PerformanceRisk = 0; ///< 0 to 100
    EffortRange Hours;
    uint64_t Kernels = 0;
    bool Calibrated = false;
  };
  std::map<std::string, Figures> Scores; ///< by profile; empty in an audit without scores
  /// What was assumed, and the figures by profile; their risk is not reckoned anew.
  std::vector<std::pair<std::string, std::map<std::string, Figures>>> WhatIfs;

  /// Percent of the CUDA files that have a syntax tree; 100 without CUDA files.
  double coverage() const {
    return CudaFiles ? 100.0 * double(CudaSeen) / double(CudaFiles) : 100.0;
  }
};

AuditRecord recordOf(const Audit &);

/// Reads a file that `ascendify audit --format json` wrote. Errors name the file and what is wrong
/// with it: no such file, no JSON (truncated), another schema or version, a finding without what it
/// must have.
llvm::Expected<AuditRecord> readRecord(llvm::StringRef path);

/// What changed between two audits. A finding is the same when fingerprint and profile are: moved
/// lines and renamed files change nothing.
struct Comparison {
  std::vector<const Finding *> New, Gone; ///< point into the records; sorted by place
  uint64_t Same = 0;
  std::vector<std::string> Notes; ///< why the numbers may mislead: other program, other data
};

/// An error when the audits cannot be compared: \p old lacks a profile of \p now.
/// Findings of profiles that only \p old has are left out.
llvm::Expected<Comparison> compareRecords(const AuditRecord &old, const AuditRecord &now);

} // namespace ascendify
