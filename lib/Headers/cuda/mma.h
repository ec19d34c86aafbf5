//===- mma.h - Warp matrix functions ---------------------------------------===//
//
// Idea: a fragment of any shape and type exists; those of legal shapes have the
// layout of the toolkit's specializations, which are generated from the surface.
// Whether a shape is legal on a target is a question for the profile.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_MMA_H
#define ASCENDIFY_MMA_H

#include "ascendify/gen/bf16.h"
#include "ascendify/gen/fp16.h"

namespace nvcuda {
namespace wmma {

struct row_major;
struct col_major;
struct matrix_a;
struct matrix_b;
struct accumulator;
enum layout_t { mem_row_major, mem_col_major };

namespace precision {
struct u4;
struct s4;
struct b1;
struct tf32;
} // namespace precision
namespace experimental {
namespace precision {
struct u4;
struct s4;
struct b1;
} // namespace precision
enum bmmaBitOp { bmmaBitOpXOR = 1, bmmaBitOpAND = 2 };
enum bmmaAccumulateOp { bmmaAccumulateOpPOPC = 1 };
} // namespace experimental

template <typename T> struct __ascendify_element { typedef T type; };
template <> struct __ascendify_element<precision::tf32> { typedef float type; };
template <> struct __ascendify_element<experimental::precision::u4> { typedef unsigned type; };
template <> struct __ascendify_element<experimental::precision::s4> { typedef int type; };
template <> struct __ascendify_element<experimental::precision::b1> { typedef unsigned type; };

template <typename T, int size, int packed_size = size> struct __align__(8) __frag_base {
  typedef T element_type;
  typedef typename __ascendify_element<T>::type storage_element_type;
  enum { num_elements = size };
  enum { num_storage_elements = packed_size };
  storage_element_type x[num_storage_elements];
};
template <typename Use, int m, int n, int k, typename T, typename Layout = void>
class fragment : public __frag_base<T, 16> {};
#include "ascendify/gen/wmma-fragments.h"

template <typename Use, int m, int n, int k, typename T, typename Layout, typename U>
__device__ void fill_fragment(fragment<Use, m, n, k, T, Layout> &f, const U &value);
template <typename Use, int m, int n, int k, typename T, typename Layout, typename U>
__device__ void load_matrix_sync(fragment<Use, m, n, k, T, Layout> &f, const U *p, unsigned ldm);
template <int m, int n, int k, typename T, typename U>
__device__ void load_matrix_sync(fragment<accumulator, m, n, k, T> &f, const U *p, unsigned ldm,
                                 layout_t layout);
template <int m, int n, int k, typename T, typename U>
__device__ void store_matrix_sync(U *p, const fragment<accumulator, m, n, k, T> &f, unsigned ldm,
                                  layout_t layout);
template <int m, int n, int k, typename A, typename LA, typename B, typename LB, typename C,
          typename D>
__device__ void mma_sync(fragment<accumulator, m, n, k, D> &d,
                         const fragment<matrix_a, m, n, k, A, LA> &a,
                         const fragment<matrix_b, m, n, k, B, LB> &b,
                         const fragment<accumulator, m, n, k, C> &c, bool satf = false);
template <int m, int n, int k, typename A, typename LA, typename B, typename LB, typename C>
__device__ void bmma_sync(fragment<accumulator, m, n, k, C> &d,
                          const fragment<matrix_a, m, n, k, A, LA> &a,
                          const fragment<matrix_b, m, n, k, B, LB> &b,
                          const fragment<accumulator, m, n, k, C> &c,
                          experimental::bmmaBitOp = experimental::bmmaBitOpXOR,
                          experimental::bmmaAccumulateOp = experimental::bmmaAccumulateOpPOPC);
__device__ float __float_to_tf32(float in);

namespace experimental {
using wmma::bmma_sync;
} // namespace experimental

} // namespace wmma
} // namespace nvcuda

#endif
