// Vectors made in host code: the make_ functions of the device headers are for kernels only.
#ifndef ASCENDIFY_VECTORS_H
#define ASCENDIFY_VECTORS_H

#include "simt_api/asc_simt.h"

namespace ascendify {

#define ASCENDIFY_MAKE_VECTOR(name, element)                                                       \
  inline name##2 make_##name##2(element x, element y) {                                            \
    name##2 v;                                                                                     \
    v.x = x, v.y = y;                                                                              \
    return v;                                                                                      \
  }                                                                                                \
  inline name##3 make_##name##3(element x, element y, element z) {                                 \
    name##3 v;                                                                                     \
    v.x = x, v.y = y, v.z = z;                                                                     \
    return v;                                                                                      \
  }                                                                                                \
  inline name##4 make_##name##4(element x, element y, element z, element w) {                      \
    name##4 v;                                                                                     \
    v.x = x, v.y = y, v.z = z, v.w = w;                                                            \
    return v;                                                                                      \
  }
ASCENDIFY_MAKE_VECTOR(char, signed char)
ASCENDIFY_MAKE_VECTOR(uchar, unsigned char)
ASCENDIFY_MAKE_VECTOR(short, short)
ASCENDIFY_MAKE_VECTOR(ushort, unsigned short)
ASCENDIFY_MAKE_VECTOR(int, int)
ASCENDIFY_MAKE_VECTOR(uint, unsigned int)
ASCENDIFY_MAKE_VECTOR(longlong, long long)
ASCENDIFY_MAKE_VECTOR(ulonglong, unsigned long long)
ASCENDIFY_MAKE_VECTOR(float, float)
#undef ASCENDIFY_MAKE_VECTOR

} // namespace ascendify

#endif
