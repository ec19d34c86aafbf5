// Captured graphs with the lifetimes that CUDA programs expect.
//
// A captured instance of AscendCL is graph and executable in one. CUDA makes executables from a graph and destroys each
// of them: here they all name the instance, and the last one that goes destroys it.
#ifndef ASCENDIFY_GRAPH_H
#define ASCENDIFY_GRAPH_H

#include "acl/acl.h"
#include <map>
#include <mutex>

namespace ascendify {

/// Handles of each instance beyond the first.
struct GraphHandles {
  std::mutex mutex;
  std::map<aclmdlRI, unsigned> more;

  static GraphHandles &instance() {
    static GraphHandles handles;
    return handles;
  }
};

/// An executable of a captured graph: one more handle of it.
inline aclError graphInstantiate(aclmdlRI *executable, aclmdlRI graph) {
  if (!executable || !graph)
    return ACL_ERROR_INVALID_PARAM;
  GraphHandles &handles = GraphHandles::instance();
  std::lock_guard<std::mutex> lock(handles.mutex);
  ++handles.more[graph];
  *executable = graph;
  return ACL_SUCCESS;
}

/// Gives up a graph or an executable.
inline aclError graphDestroy(aclmdlRI handle) {
  {
    GraphHandles &handles = GraphHandles::instance();
    std::lock_guard<std::mutex> lock(handles.mutex);
    auto at = handles.more.find(handle);
    if (at != handles.more.end()) {
      if (--at->second == 0)
        handles.more.erase(at);
      return ACL_SUCCESS;
    }
  }
  return aclmdlRIDestroy(handle);
}

} // namespace ascendify

#endif
