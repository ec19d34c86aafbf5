//===- Subcommands.cpp - the registry -------------------------------------===//
#include "Driver/Subcommand.h"

namespace ascendify {

llvm::ArrayRef<Subcommand> subcommands() {
  static const Subcommand all[] = {
      {"audit", "[PATH...]", "What is in a code base, what is automatic, what is not, and where", AuditVis, runAudit},
      {"migrate", "PATH... --style native|portable (--out-root DIR | --in-place | --diff)", "Rewrite what can be rewritten", MigrateVis, runMigrate},
      {"run", "FILE... [-- ARGS]", "Build migrated sources for the CPU and run them", RunVis, runRun},
      {"verify", "DIR", "What is left, does it parse, does it run as before", VerifyVis, runVerify},
      {"compare", "OLD.json NEW.json", "What changed between two audits", CompareVis, runCompare},
      {"cost", "AUDIT.json", "Effort and cost of the migration as a range", CostVis, runCost},
      {"calibrate", "PORTS.json | BEFORE AFTER | --range A..B [REPOSITORY]", "Fit the hours to finished ports, and say how well they fit", CalibrateVis, runCalibrate},
      {"explain", "FINDING-ID | CUDA-SYMBOL", "Why something was reported, and what to do about it", ExplainVis, runExplain},
      {"mappings", "list | check | coverage | test FILE", "What the mapping tables hold, and whether they are right", MappingsVis, runMappings},
      {"merge", "SHARD.json...", "Join the audits of shards", MergeVis, runMerge},
  };
  return all;
}

} // namespace ascendify
