// Ranges for profilers that are closed in the reverse order, as NVTX has them.
//
// A range of mstx has a number, by which it is ended; the numbers of the open ranges
// are kept here, for each thread. Marks stand on the host: no stream is named.
#ifndef ASCENDIFY_RANGES_H
#define ASCENDIFY_RANGES_H

#include "mstx/ms_tools_ext.h"
#include <vector>

namespace ascendify {

/// The open ranges of the calling thread, the latest last.
inline std::vector<mstxRangeId> &openRanges() {
  static thread_local std::vector<mstxRangeId> ranges;
  return ranges;
}

/// Opens a range. \returns how many were open before, as nvtxRangePushA does.
inline int rangePush(const char *message) {
  std::vector<mstxRangeId> &ranges = openRanges();
  ranges.push_back(mstxRangeStartA(message, nullptr));
  return static_cast<int>(ranges.size()) - 1;
}

/// Ends the latest range. \returns how many stay open, or a negative number when there was none.
inline int rangePop() {
  std::vector<mstxRangeId> &ranges = openRanges();
  if (ranges.empty())
    return -1;
  mstxRangeEnd(ranges.back());
  ranges.pop_back();
  return static_cast<int>(ranges.size());
}

} // namespace ascendify

#endif
