//===- Merge.cpp - `ascendify merge` --------------------------------------===//
#include "Driver/Shard.h"
#include "Support/Error.h"
#include "Support/Path.h"

namespace ascendify {

llvm::Expected<int> runMerge(const Invocation &in) {
  if (in.Inputs.empty())
    return makeError("no shard given: name the files that 'ascendify audit --shard K/N --format json' wrote");
  PipelineOptions options;
  options.Share = in.Share;
  options.Overlays = in.Options.getAllArgValues(OPT_mappings);
  for (std::string &overlay : options.Overlays)
    overlay = absolutePath(overlay);
  return runReported(in, [&] { return mergeShards(options, in.Inputs); });
}

} // namespace ascendify
