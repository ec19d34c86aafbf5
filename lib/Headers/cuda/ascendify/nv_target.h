//===- nv_target.h - <nv/target> --------------------------------------------===//
//
// Trap: the host view takes the host branch; what the other branch holds is seen
// by the lexical tier.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_NV_TARGET_H
#define ASCENDIFY_NV_TARGET_H
#define __ASCENDIFY_TARGET_BODY(...) __VA_ARGS__
#define __ASCENDIFY_TARGET_STRIP(x) __ASCENDIFY_TARGET_BODY x
#define NV_IF_TARGET(condition, ...)
#define NV_IF_ELSE_TARGET(condition, yes, no) { __ASCENDIFY_TARGET_STRIP(no) }
#define NV_DISPATCH_TARGET(...)
#endif
