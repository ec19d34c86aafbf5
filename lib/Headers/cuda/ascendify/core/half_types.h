//===- half_types.h - Types that the half headers need of each other -------===//
#ifndef ASCENDIFY_CORE_HALF_TYPES_H
#define ASCENDIFY_CORE_HALF_TYPES_H
struct __half;
struct __half2;
struct __nv_bfloat16;
struct __nv_bfloat162;
struct __half_raw;
struct __half2_raw;
struct __nv_bfloat16_raw;
struct __nv_bfloat162_raw;
#endif
