// Softmax of rows: warp and block reductions of a maximum and a sum.
//% prints: softmax: PASS
#include <cfloat>
#include <cmath>
#include <cstdio>
#include <cuda_runtime.h>
#include <vector>

__device__ float warpMax(float v) {
  for (int offset = 16; offset > 0; offset /= 2)
    v = fmaxf(v, __shfl_down_sync(0xFFFFFFFF, v, offset));
  return v;
}
__device__ float warpSum(float v) {
  for (int offset = 16; offset > 0; offset /= 2)
    v += __shfl_down_sync(0xFFFFFFFF, v, offset);
  return v;
}

__global__ void softmax(float *out, const float *in, int columns) {
  extern __shared__ float shared[];
  int row = blockIdx.x, tid = threadIdx.x, warp = tid / 32, lane = tid % 32, warps = blockDim.x / 32;
  float *maxima = shared, *sums = &shared[warps];
  const float *x = in + row * columns;
  float top = -FLT_MAX;
  for (int i = tid; i < columns; i += blockDim.x)
    top = fmaxf(top, x[i]);
  top = warpMax(top);
  if (lane == 0)
    maxima[warp] = top;
  __syncthreads();
  if (tid == 0) {
    float v = maxima[0];
    for (int i = 1; i < warps; i++)
      v = fmaxf(v, maxima[i]);
    maxima[0] = v;
  }
  __syncthreads();
  float offset = maxima[0], sum = 0.0f;
  for (int i = tid; i < columns; i += blockDim.x) {
    float e = expf(x[i] - offset);
    out[row * columns + i] = e;
    sum += e;
  }
  sum = warpSum(sum);
  if (lane == 0)
    sums[warp] = sum;
  __syncthreads();
  if (tid == 0) {
    float v = sums[0];
    for (int i = 1; i < warps; ++i)
      v += sums[i];
    sums[0] = v;
  }
  __syncthreads();
  for (int i = tid; i < columns; i += blockDim.x)
    out[row * columns + i] /= sums[0];
}

int main() {
  const int rows = 17, columns = 203, threads = 128;
  std::vector<float> in(rows * columns), out(rows * columns);
  for (size_t i = 0; i < in.size(); ++i)
    in[i] = float((i * 31) % 67) / 10;
  float *din, *dout;
  cudaMalloc(&din, in.size() * sizeof(float));
  cudaMalloc(&dout, out.size() * sizeof(float));
  cudaMemcpy(din, in.data(), in.size() * sizeof(float), cudaMemcpyHostToDevice);
  softmax<<<rows, threads, 2 * threads / 32 * sizeof(float)>>>(dout, din, columns);
  cudaMemcpy(out.data(), dout, out.size() * sizeof(float), cudaMemcpyDeviceToHost);
  cudaFree(din);
  cudaFree(dout);
  bool ok = true;
  for (int r = 0; r < rows; ++r) {
    float top = -FLT_MAX, sum = 0;
    for (int c = 0; c < columns; ++c)
      top = std::fmax(top, in[r * columns + c]);
    for (int c = 0; c < columns; ++c)
      sum += std::exp(in[r * columns + c] - top);
    for (int c = 0; c < columns; ++c)
      ok = ok && std::fabs(out[r * columns + c] - std::exp(in[r * columns + c] - top) / sum) < 1e-5f;
  }
  printf("softmax: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
