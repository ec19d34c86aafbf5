// Device code resolves as under nvcc: math overloads, intrinsics, atomics, groups, matrices.
// RUN: %clang_cuda -std=c++14 %s
// RUN: %clang_cuda -std=c++17 %s
// RUN: %clang_cuda -std=c++20 -DASCENDIFY_CUDA_VERSION=13000 %s
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_fp8.h>
#include <curand_kernel.h>
#include <mma.h>

#if !__CUDACC__ || !defined(__NVCC__) || __CUDACC_VER_MAJOR__ < 12
#error not nvcc
#endif

namespace cg = cooperative_groups;
template <typename A, typename B> struct same { static const bool value = false; };
template <typename A> struct same<A, A> { static const bool value = true; };
#define IS(T, E) static_assert(same<T, decltype(E)>::value, #E)

__constant__ float coefficients[16];
extern __shared__ int dynamic[];

__global__ void __launch_bounds__(256, 2) math(float *p, double *q, const int *__restrict__ n) {
  float f = p[threadIdx.x + blockIdx.x * blockDim.x];
  double d = q[0];
  IS(float, sqrt(f)); IS(double, sqrt(d)); IS(double, sqrt(2));
  IS(float, std::sqrt(f)); IS(float, sqrtf(f)); IS(float, fabs(f)); IS(float, pow(f, f));
  IS(float, rsqrtf(f)); IS(float, rsqrt(f)); IS(float, __expf(f)); IS(float, __fdividef(f, f));
  IS(unsigned, min(1, 2u)); IS(double, max(f, d)); IS(float, max(f, f)); IS(int, min(1, 2));
  IS(long long, __shfl_xor_sync(~0u, 1ll, 16)); IS(int, __popc(1u)); IS(unsigned, __ballot_sync(~0u, 1));
  IS(float4, __ldg((const float4 *)p)); IS(int, __ldg(n)); IS(dim3, (dim3(blockDim)));
  int lane = threadIdx.x % warpSize;
  if (isnan(f) || std::isinf(d)) printf("%d %f\n", lane, f);
  assert(lane < 32);
  p[0] = __saturatef(fmaf(f, f, coefficients[1])) + copysignf(f, 1) + fminf(f, 1.f);
  __stcs(p, f); __stcg(p, f); f = __ldca(p);
  atomicAdd(p, 1.f); atomicAdd(q, 1.); atomicCAS(dynamic, 1, 2); atomicMax((unsigned *)n, 3u);
  __syncthreads(); __syncwarp(); __threadfence_system();
}

__global__ void halves(__half *h, __nv_bfloat16 *b, half2 *v, __nv_fp8_e4m3 *e) {
  half x = h[0] * h[1] + half(2.f);
  h[0] = __hfma(x, x, __float2half(1.f));
  v[0] = __hadd2(v[0], __floats2half2_rn(1.f, 2.f));
  b[0] = __float2bfloat16(__bfloat162float(b[1]) + float(b[2]));
  e[0] = __nv_fp8_e4m3(float(x));
  float f = x;
  if (x > h[1] && __hgt(x, h[2])) atomicAdd(h, x);
  static_assert(sizeof(half) == 2 && sizeof(half2) == 4 && alignof(half2) == 4 && sizeof(*e) == 1, "");
}

__global__ void groups(float *p, half *h) {
  cg::thread_block block = cg::this_thread_block();
  auto tile = cg::tiled_partition<32>(block);
  float sum = cg::reduce(tile, p[tile.thread_rank()], cg::plus<float>());
  sum += tile.shfl_down(sum, 16) + tile.shfl_xor(sum, 1);
  if (tile.any(sum > 0)) cg::sync(block);
  cg::this_grid().sync();
  using namespace nvcuda;
  wmma::fragment<wmma::matrix_a, 16, 16, 16, half, wmma::row_major> a;
  wmma::fragment<wmma::matrix_b, 16, 16, 16, half, wmma::col_major> b;
  wmma::fragment<wmma::accumulator, 16, 16, 16, float> c;
  wmma::fill_fragment(c, 0.f);
  wmma::load_matrix_sync(a, h, 16);
  wmma::mma_sync(c, a, b, c);
  for (int i = 0; i < c.num_elements; ++i) c.x[i] *= 2;
  wmma::store_matrix_sync(p, c, 16, wmma::mem_row_major);
  curandState state;
  curand_init(1, 2, 3, &state);
  p[0] = curand_uniform(&state) + curand_normal(&state);
}

__global__ void textures(cudaTextureObject_t t, cudaSurfaceObject_t s, float4 *out) {
  IS(float4, tex2D<float4>(t, 1.f, 2.f));
  *out = tex3D<float4>(t, 1, 2, 3);
  surf2Dwrite(1.f, s, 0, 0);
  float v;
  surf2Dread(&v, s, 0, 0);
}

__global__ void child() {}
__global__ void parent() { child<<<1, 32>>>(); }
