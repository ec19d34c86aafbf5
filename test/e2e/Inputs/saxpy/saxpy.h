// Shared by host code and kernels.
#pragma once

#include <cuda_runtime.h>

struct Scale {
  float a;
  __host__ __device__ float apply(float x, float y) const { return a * x + y; }
};

// y = a x + y, in the stream.
void saxpy(Scale scale, const float *x, float *y, int n, cudaStream_t stream);
