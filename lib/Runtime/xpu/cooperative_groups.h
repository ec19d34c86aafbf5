// Cooperative groups of a block and of tiles of a warp: the same names on every backend.
//
// The namespace is the platform's own (cooperative_groups), so nothing depends on which one it is. Portable are this_thread_block,
// thread_block, thread_group, tiled_partition, thread_block_tile of up to a warp, and their ranks, sizes, shuffles, votes and sync.
#ifndef XPU_COOPERATIVE_GROUPS_H
#define XPU_COOPERATIVE_GROUPS_H

#include "xpu.h"

#if defined(XPU_BACKEND_CUDA)
#include <cooperative_groups.h>
#elif defined(XPU_BACKEND_ASCEND)
#include "simt_api/cooperative_groups.h"
#else
#include "detail/groups.h"
#endif

#endif
