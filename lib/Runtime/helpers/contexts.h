// The stack of current contexts that the driver API of CUDA has.
//
// AscendCL knows the one current context of a thread. The trap: a thread cannot be
// left without one, so the last context popped stays current.
#ifndef ASCENDIFY_CONTEXTS_H
#define ASCENDIFY_CONTEXTS_H

#include "acl/acl.h"
#include <vector>

namespace ascendify {

/// What was current in the calling thread before each pushed context; null for nothing.
inline std::vector<aclrtContext> &pushedContexts() {
  static thread_local std::vector<aclrtContext> contexts;
  return contexts;
}

/// Makes \p context current and remembers what was.
inline aclError contextPush(aclrtContext context) {
  aclrtContext before = nullptr;
  if (aclrtGetCurrentContext(&before) != ACL_SUCCESS)
    before = nullptr;
  aclError error = aclrtSetCurrentContext(context);
  if (error == ACL_SUCCESS)
    pushedContexts().push_back(before);
  return error;
}

/// Tells the current context, if \p context is not null, and makes the one current that was so
/// before the latest push. Where there is none, the current one stays.
inline aclError contextPop(aclrtContext *context) {
  aclrtContext current = nullptr;
  aclError error = aclrtGetCurrentContext(&current);
  if (error != ACL_SUCCESS)
    return error;
  std::vector<aclrtContext> &contexts = pushedContexts();
  if (!contexts.empty()) {
    if (contexts.back())
      error = aclrtSetCurrentContext(contexts.back());
    if (error != ACL_SUCCESS)
      return error;
    contexts.pop_back();
  }
  if (context)
    *context = current;
  return ACL_SUCCESS;
}

} // namespace ascendify

#endif
