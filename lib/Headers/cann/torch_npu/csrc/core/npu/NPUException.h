// Facts of Ascend/pytorch torch_npu/csrc/core/npu/NPUException.h: the macros, which throw (CHECK) or warn.
#pragma once
#include "acl/acl.h"

namespace c10_npu {
const char *c10_npu_get_error_message();
}

#define NPU_CHECK_ERROR(err_code)                                                                  \
  do {                                                                                             \
    auto Error = err_code;                                                                         \
    if ((Error) != ACL_SUCCESS)                                                                    \
      c10_npu::c10_npu_get_error_message();                                                        \
  } while (0)
#define NPU_CHECK_WARN(err_code) NPU_CHECK_ERROR(err_code)
