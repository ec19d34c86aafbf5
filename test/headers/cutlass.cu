// CUTLASS without CUTLASS: static shapes are computed, the rest of the algebra is names.
// RUN: %clang_cuda -std=c++17 %s
// RUN: not %clang_cuda -std=c++17 -DWRONG %s 2>&1 | %filecheck --implicit-check-not=error: %s
#include <cutlass/cutlass.h>
#include <cute/tensor.hpp>
#include <cutlass/numeric_types.h>
#include <cutlass/arch/barrier.h>
using namespace cute;
template <int M, int N, typename E> struct Traits {
  using Atom = decltype(composition(Swizzle<3,3,3>{}, Layout<Shape<_8, Int<64>>, Stride<Int<64>, _1>>{}));
  using LayoutQ = decltype(tile_to_shape(Atom{}, Shape<Int<M>, Int<N>>{}));
  static constexpr int size_q = size(LayoutQ{}) * sizeof(E);
  using Mma = TiledMMA<MMA_Atom<SM80_16x8x16_F32F16F16F32_TN>, Layout<Shape<Int<4>,_1,_1>>, Tile<Int<64>, _16, _16>>;
};
static_assert(Traits<64,128,cutlass::half_t>::size_q == 64*128*2);
template <typename T> __global__ void k(cutlass::half_t *p) {
  extern __shared__ char smem[];
  Tensor mQ = make_tensor(make_gmem_ptr(p), make_shape(4, 5), make_stride(5, _1{}));
  Tensor gQ = local_tile(mQ(0, _), Shape<Int<64>, Int<128>>{}, make_coord(0, 0));
  Tensor sQ = make_tensor(make_smem_ptr(reinterpret_cast<cutlass::half_t *>(smem)), typename T::LayoutQ{});
  typename T::Mma mma; auto thr = mma.get_thread_slice(threadIdx.x);
  Tensor a = thr.partition_fragment_A(sQ);
  Tensor acc = partition_fragment_C(mma, Shape<Int<64>, Int<64>>{});
  clear(acc);
  for (int i = 0; i < size<2>(a); ++i) cute::gemm(mma, a(_, _, i), a(_, _, i), acc);
  auto tile = Shape<Int<64>, Int<128>>{}; constexpr int m = get<0>(decltype(tile){}); static_assert(m == 64); cp_async_wait<0>();
  __syncthreads();
}
void f() { k<Traits<64,128,cutlass::half_t>><<<1, 2>>>(nullptr); }
__global__ void barriers() {
  __shared__ cutlass::arch::ClusterTransactionBarrier barrier;
  if (cute::elect_one_sync()) barrier.init(1);
  cutlass::arch::fence_barrier_init();
  barrier.wait(0);
  cutlass::arch::NamedBarrier::sync(128, cutlass::arch::ReservedNamedBarriers::EpilogueBarrier);
  static_assert(is_same_v<decltype(_2{} * Int<3>{}), Int<6>> && cutlass::sizeof_bits_v<cutlass::half_t> == 16, "");
}
#ifdef WRONG
// CHECK: error: no type named 'no_such_type' in namespace 'cutlass'
cutlass::no_such_type wrong;
// CHECK: error: no member named 'no_such_barrier' in namespace 'cutlass::arch'
__global__ void w() { cutlass::arch::no_such_barrier(); }
// CHECK: error: static assertion failed due to requirement
static_assert(size(Shape<Int<3>, Int<5>>{}) == 16, "");
// CHECK: errors generated
#endif
