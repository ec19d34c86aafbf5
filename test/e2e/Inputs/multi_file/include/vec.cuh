#ifndef VEC_CUH
#define VEC_CUH
#include <cuda_runtime.h>

// Used by both kernels' files.
__device__ __forceinline__ int globalIndex() { return blockIdx.x * blockDim.x + threadIdx.x; }

template <typename T> struct Span {
  T *data;
  int size;
  __device__ T &operator[](int i) const { return data[i]; }
};

void launchAdd(Span<int> a, Span<int> b, cudaStream_t stream);
void launchSquare(Span<int> a, cudaStream_t stream);
#endif
