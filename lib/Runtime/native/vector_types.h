// Vector types of Ascend C: as on the device, three elements take the room of four.
#ifndef ASCENDIFY_CPU_VECTOR_TYPES_H
#define ASCENDIFY_CPU_VECTOR_TYPES_H

// The indices are dim3 here; uint3 is the padded vector type.
#define XPU_DETAIL_NO_UINT3 1
#include "../xpu/detail/vector_types.h"

#define ASCENDIFY_CPU_VECTOR3(name, type)                                                          \
  struct alignas(4 * sizeof(type)) name##3 {                                                       \
    type x, y, z;                                                                                  \
  };                                                                                               \
  inline name##3 make_##name##3(type x, type y, type z) { return {x, y, z}; }
ASCENDIFY_CPU_VECTOR3(char, signed char)
ASCENDIFY_CPU_VECTOR3(uchar, unsigned char)
ASCENDIFY_CPU_VECTOR3(short, short)
ASCENDIFY_CPU_VECTOR3(ushort, unsigned short)
ASCENDIFY_CPU_VECTOR3(int, int)
ASCENDIFY_CPU_VECTOR3(uint, unsigned int)
ASCENDIFY_CPU_VECTOR3(float, float)
#undef ASCENDIFY_CPU_VECTOR3

#define ASCENDIFY_CPU_LONG(name, type)                                                             \
  struct alignas(16) name##2 {                                                                     \
    type x, y;                                                                                     \
  };                                                                                               \
  struct alignas(32) name##4 {                                                                     \
    type x, y, z, w;                                                                               \
  };                                                                                               \
  inline name##2 make_##name##2(type x, type y) { return {x, y}; }                                 \
  inline name##4 make_##name##4(type x, type y, type z, type w) { return {x, y, z, w}; }
ASCENDIFY_CPU_LONG(long, long)
ASCENDIFY_CPU_LONG(ulong, unsigned long)
#undef ASCENDIFY_CPU_LONG

#define ASCENDIFY_CPU_LONG34(name, type, four)                                                     \
  struct alignas(32) name##3 {                                                                     \
    type x, y, z;                                                                                  \
  };                                                                                               \
  inline name##3 make_##name##3(type x, type y, type z) { return {x, y, z}; }                      \
  four
#define ASCENDIFY_CPU_FOUR(name, type)                                                             \
  struct alignas(32) name##4 {                                                                     \
    type x, y, z, w;                                                                               \
  };                                                                                               \
  inline name##4 make_##name##4(type x, type y, type z, type w) { return {x, y, z, w}; }
ASCENDIFY_CPU_LONG34(long, long, )
ASCENDIFY_CPU_LONG34(ulong, unsigned long, )
ASCENDIFY_CPU_LONG34(longlong, long long, ASCENDIFY_CPU_FOUR(longlong, long long))
ASCENDIFY_CPU_LONG34(ulonglong, unsigned long long, ASCENDIFY_CPU_FOUR(ulonglong, unsigned long long))
#undef ASCENDIFY_CPU_LONG34
#undef ASCENDIFY_CPU_FOUR

#endif
