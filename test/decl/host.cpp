// The host part is plain C++17 for any compiler; calls that the release does not have are errors.
// RUN: %cxx -std=c++17 -fsyntax-only -Wall -Wextra -Werror -I%share/decl/cann %s
// RUN: not %cxx -std=c++17 -fsyntax-only -DWRONG -I%share/decl/cann %s 2>&1 | %filecheck %s
#include "acl/acl.h"
#include "acl/acl_prof.h"
#include "acl/acl_rt_compile.h"
#include "aclnn/acl_meta.h"
#include "cann_ops_blas.h"
#include "cann_ops_fft.h"
#include "cann_ops_solver.h"
#include "cann_ops_sparse.h"
#include "hccl/hccl.h"

static_assert(ACL_FLOAT == 0 && ACL_MEMCPY_DEVICE_TO_HOST == 2 && ACL_ERROR_RT_PARAM_INVALID == 107000, "");
static_assert(HCCL_SUCCESS == 0 && sizeof(HcclRootInfo) == 4108, "");

int main() {
  aclrtStream stream = nullptr;
  void *p = nullptr;
  dim3 grid;
  if (aclrtMalloc(&p, 16, ACL_MEM_MALLOC_HUGE_FIRST) != ACL_SUCCESS)
    return static_cast<int>(grid.x);
#ifdef WRONG
  // CHECK: cudaMalloc
  cudaMalloc(&p, 16);
  // CHECK: aclrtMemcpy
  aclrtMemcpy(p, p, 16, ACL_MEMCPY_HOST_TO_DEVICE);
#endif
  return aclrtSynchronizeStream(stream);
}
