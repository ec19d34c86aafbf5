// mstx, the marks and ranges of a profiler, on the CPU: nothing records them. Ranges get numbers, so that a
// program can tell them apart; 0 is the one of a range that could not be started.
#include "mstx/ms_tools_ext.h"

#include <atomic>
#include <string>

struct mstxDomainRegistration_st {
  std::string name;
};

namespace {
std::atomic<mstxRangeId> ranges{0};
}

extern "C" {

mstxDomainHandle_t mstxDomainCreateA(const char *name) {
  return name ? new mstxDomainRegistration_st{name} : nullptr;
}
void mstxDomainDestroy(mstxDomainHandle_t domain) { delete domain; }
void mstxDomainMarkA(mstxDomainHandle_t, const char *, aclrtStream) {}
mstxRangeId mstxDomainRangeStartA(mstxDomainHandle_t domain, const char *message, aclrtStream) {
  return domain && message ? ++ranges : 0;
}
void mstxDomainRangeEnd(mstxDomainHandle_t, mstxRangeId) {}
void mstxGetToolId(uint64_t *id) {
  if (id)
    *id = MSTX_TOOL_INVALID_ID;
}
void mstxMarkA(const char *, aclrtStream) {}
mstxRangeId mstxRangeStartA(const char *message, aclrtStream) { return message ? ++ranges : 0; }
void mstxRangeEnd(mstxRangeId) {}

} // extern "C"
