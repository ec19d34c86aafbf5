//===- dim3.h - dim3 of the host, in place of a plain declaration ---------===//
//
// acl/acl_rt.h gives it a constexpr constructor with a body and a default of 1
// for every extent. Hidden where the compiler's own (simt_core.h) is known.
//
//===----------------------------------------------------------------------===//
#if defined(__cplusplus) && !defined(ASCENDIFY_HAVE_DIM3)
#define ASCENDIFY_HAVE_DIM3
struct dim3 {
  uint32_t x, y, z;
  constexpr dim3(uint32_t vx = 1, uint32_t vy = 1, uint32_t vz = 1) : x(vx), y(vy), z(vz) {}
};
#elif !defined(__cplusplus)
typedef struct dim3 {
  uint32_t x, y, z;
} dim3;
#endif
