// Vector types and dim3 for compilers that have none built in.
//
// Layout is the one that CUDA and Ascend C share: 2-element types are aligned
// to their size, 4-element types of up to 4-byte elements as well. Types of
// three elements are absent on purpose, except uint3 for indices: CUDA packs
// them (float3: 12 bytes), Ascend C pads them (16 bytes), so data would change
// layout without a word.
#ifndef XPU_DETAIL_VECTOR_TYPES_H
#define XPU_DETAIL_VECTOR_TYPES_H

#define XPU_DETAIL_VECTOR2(name, type)                                                             \
  struct alignas(2 * sizeof(type)) name##2 {                                                       \
    type x, y;                                                                                     \
  };                                                                                               \
  inline name##2 make_##name##2(type x, type y) { return {x, y}; }

#define XPU_DETAIL_VECTOR4(name, type, alignment)                                                  \
  struct alignas(alignment) name##4 {                                                              \
    type x, y, z, w;                                                                               \
  };                                                                                               \
  inline name##4 make_##name##4(type x, type y, type z, type w) { return {x, y, z, w}; }

XPU_DETAIL_VECTOR2(char, signed char)
XPU_DETAIL_VECTOR4(char, signed char, 4)
XPU_DETAIL_VECTOR2(uchar, unsigned char)
XPU_DETAIL_VECTOR4(uchar, unsigned char, 4)
XPU_DETAIL_VECTOR2(short, short)
XPU_DETAIL_VECTOR4(short, short, 8)
XPU_DETAIL_VECTOR2(ushort, unsigned short)
XPU_DETAIL_VECTOR4(ushort, unsigned short, 8)
XPU_DETAIL_VECTOR2(int, int)
XPU_DETAIL_VECTOR4(int, int, 16)
XPU_DETAIL_VECTOR2(uint, unsigned int)
XPU_DETAIL_VECTOR4(uint, unsigned int, 16)
XPU_DETAIL_VECTOR2(float, float)
XPU_DETAIL_VECTOR4(float, float, 16)
XPU_DETAIL_VECTOR2(longlong, long long)
XPU_DETAIL_VECTOR2(ulonglong, unsigned long long)

#undef XPU_DETAIL_VECTOR2
#undef XPU_DETAIL_VECTOR4

#ifndef XPU_DETAIL_NO_UINT3
struct uint3 {
  unsigned int x, y, z;
};
#endif

/// Extents of a grid or a block, and the type of the built-in index variables.
struct dim3 {
  unsigned int x, y, z;
  constexpr dim3(unsigned int vx = 1, unsigned int vy = 1, unsigned int vz = 1)
      : x(vx), y(vy), z(vz) {}
#ifndef XPU_DETAIL_NO_UINT3
  constexpr dim3(uint3 v) : x(v.x), y(v.y), z(v.z) {}
  constexpr operator uint3() const { return {x, y, z}; }
#endif
};

#endif
