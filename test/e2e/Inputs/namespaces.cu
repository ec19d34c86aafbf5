// Kernels and device functions in nested, inline and unnamed namespaces; using declarations.
//% prints: namespaces: PASS
//% long
#include <cstdio>
#include <cuda_runtime.h>

namespace math {
namespace detail {
__device__ int square(int x) { return x * x; }
} // namespace detail
inline namespace v2 {
__host__ __device__ constexpr int half(int x) { return x / 2; }
} // namespace v2
__global__ void squares(int *p) { p[threadIdx.x] = detail::square(int(threadIdx.x)); }
} // namespace math

namespace {
__device__ int offset = 3;
__global__ void halves(int *p) { p[threadIdx.x] = math::half(p[threadIdx.x]) + offset; }
} // namespace

int main() {
  using math::squares;
  int host[96], *p;
  cudaMalloc(&p, sizeof(host));
  squares<<<1, 96>>>(p);
  ::halves<<<1, 96>>>(p);
  cudaError_t error = ::cudaMemcpy(host, p, sizeof(host), ::cudaMemcpyDeviceToHost);
  bool ok = error == ::cudaSuccess;
  for (int i = 0; i < 96; ++i)
    ok = ok && host[i] == i * i / 2 + 3;
  ::cudaFree(p);
  printf("namespaces: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
