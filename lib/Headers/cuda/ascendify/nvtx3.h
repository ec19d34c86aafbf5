//===- nvtx3.h - The C++ layer of NVTX ---------------------------------------===//
#ifndef ASCENDIFY_NVTX3_H
#define ASCENDIFY_NVTX3_H
#include "ascendify/gen/nvtx.h"
namespace nvtx3 {
struct domain { static constexpr char const *name = ""; struct global {}; };
struct rgb { rgb(unsigned char, unsigned char, unsigned char); };
struct event_attributes { template <typename... A> explicit event_attributes(const A &...); };
template <typename D = domain::global> struct scoped_range_in { template <typename... A> explicit scoped_range_in(const A &...); scoped_range_in(); ~scoped_range_in(); };
typedef scoped_range_in<> scoped_range;
struct unique_range { template <typename... A> explicit unique_range(const A &...); ~unique_range(); };
template <typename... A> void mark(const A &...);
} // namespace nvtx3
#define NVTX3_FUNC_RANGE() ::nvtx3::scoped_range __ascendify_range(__func__)
#endif
