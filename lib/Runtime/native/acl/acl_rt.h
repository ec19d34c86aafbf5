// The generated ACL declarations, without their own dim3: the one of the built-in
// variables serves both sides.
#ifndef ASCENDIFY_CPU_ACL_RT_H
#define ASCENDIFY_CPU_ACL_RT_H
#include "../ascendify_cpu.h"
// Declared, so that both declarations with and without a dim3 of their own will do.
struct ascendify_cpu_acl_dim3;
#define dim3 ascendify_cpu_acl_dim3
#include_next "acl/acl_rt.h"
#undef dim3
#endif
