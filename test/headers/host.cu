// Host code against the runtime, its C++ templates, and the libraries.
// RUN: %clang_cuda -std=c++17 %s
// RUN: %clang_cuda -std=c++17 -DASCENDIFY_CUDA_VERSION=13000 %s
#include <cublasLt.h>
#include <cublas_v2.h>
#include <cub/cub.cuh>
#include <cuda.h>
#include <cuda/atomic>
#include <cuda_profiler_api.h>
#include <cuda_runtime.h>
#include <cudnn.h>
#include <cufft.h>
#include <curand.h>
#include <cusolverDn.h>
#include <cusparse.h>
#include <nccl.h>
#include <nvrtc.h>
#include <nvtx3/nvToolsExt.h>
#include <thrust/device_vector.h>
#include <thrust/iterator/zip_iterator.h>
#include <thrust/sort.h>

__global__ void scale(float *p, int n, float f) { p[threadIdx.x] *= f; }
__device__ int counter;
template <typename T> __global__ void fill(T *p, T v) { *p = v; }

int main() {
  float *p;
  int n = 4;
  cudaStream_t stream;
  if (cudaMalloc(&p, 16) != cudaSuccess || cudaStreamCreate(&stream)) return 1;
  constexpr dim3 grid(4, 2);
  static_assert(grid.x == 4 && grid.y == 2 && grid.z == 1, "launch configurations fold");
  scale<<<grid, 256, 0, stream>>>(p, n, 2.f);
  fill<float><<<1, 1>>>(p, 1.f);
  void *args[] = {&p, &n, &n};
  cudaLaunchKernel(scale, dim3(1), dim3(1), args, 0, stream);
  cudaMemcpyToSymbol(counter, &n, sizeof(n));
  cudaFuncSetAttribute(scale, cudaFuncAttributeMaxDynamicSharedMemorySize, 1 << 16);
  cudaOccupancyMaxActiveBlocksPerMultiprocessor(&n, scale, 256, 0);
  cudaMemcpyAsync(p, &n, 4, cudaMemcpyHostToDevice, stream);
  cudaDeviceProp prop;
  cudaGetDeviceProperties(&prop, 0);
  int smaller = min(n, prop.warpSize);
  cublasHandle_t blas;
  cublasCreate(&blas);
  const float one = 1;
  cublasSgemm(blas, CUBLAS_OP_N, CUBLAS_OP_T, n, n, n, &one, p, n, p, n, &one, p, n);
  cufftHandle plan;
  cufftPlan1d(&plan, 64, CUFFT_C2C, 1);
  CUdeviceptr raw;
  cuMemAlloc(&raw, 16);
  ncclComm_t comm;
  ncclAllReduce(p, p, 4, ncclFloat, ncclSum, comm, stream);
  size_t bytes = 0;
  cub::DeviceReduce::Sum(nullptr, bytes, p, p, n, stream);
  thrust::device_vector<int> v(10, 1);
  thrust::host_vector<int> h = v;
  thrust::sort(thrust::cuda::par.on(stream), v.begin(), v.end(), thrust::greater<int>());
  int total = thrust::reduce(v.begin(), v.end(), 0, thrust::plus<int>()) + v[0];
  auto end = thrust::copy_if(v.begin(), v.end(), v.begin(), [] __device__(int x) { return x > 0; });
  int *device = thrust::raw_pointer_cast(v.data());
  return smaller + total + int(end - v.begin()) + (device != nullptr);
}
