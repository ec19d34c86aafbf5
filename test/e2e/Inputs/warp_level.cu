// Shuffles, votes and warp reductions.
//% prints: warp level: PASS
#include <cstdio>
#include <cuda_runtime.h>

const unsigned FULL = 0xffffffffu;

__global__ void operate(const int *in, int *out) {
  int lane = threadIdx.x % warpSize, warp = threadIdx.x / 32;
  int v = in[threadIdx.x];
  int sum = v;
  for (int d = 16; d > 0; d >>= 1)
    sum += __shfl_xor_sync(FULL, sum, d);
  int prefix = v;
  for (int d = 1; d < 32; d *= 2) {
    int up = __shfl_up_sync(FULL, prefix, d);
    if (lane >= d)
      prefix += up;
  }
  int first = __shfl_sync(FULL, v, 0);
  unsigned odd = __ballot_sync(FULL, v & 1);
  int all = __all_sync(FULL, v >= 0), any = __any_sync(FULL, v == 77);
  int *o = out + warp * 8;
  if (lane == 31) {
    o[0] = sum;
    o[1] = prefix;
    o[2] = first;
    o[3] = __popc(odd);
    o[4] = all;
    o[5] = any;
    o[6] = __clz(odd | 1);
    o[7] = __ffs(odd);
  }
  __syncwarp();
}

int main() {
  const int n = 128;
  int host[n], result[n / 32 * 8];
  for (int i = 0; i < n; ++i)
    host[i] = (i * 37) % 101;
  int *in, *out;
  cudaMalloc(&in, sizeof(host));
  cudaMalloc(&out, sizeof(result));
  cudaMemcpy(in, host, sizeof(host), cudaMemcpyHostToDevice);
  operate<<<1, n>>>(in, out);
  cudaMemcpy(result, out, sizeof(result), cudaMemcpyDeviceToHost);
  bool ok = true;
  for (int w = 0; w < n / 32; ++w) {
    const int *h = host + w * 32, *r = result + w * 8;
    int sum = 0, odd = 0, any = 0, leading = 32, lowest = 0;
    for (int i = 0; i < 32; ++i) {
      sum += h[i];
      odd += h[i] & 1;
      any |= h[i] == 77;
      if (h[i] & 1 || i == 0)
        leading = 31 - i;
      if ((h[i] & 1) && !lowest)
        lowest = i + 1;
    }
    ok = ok && r[0] == sum && r[1] == sum && r[2] == h[0] && r[3] == odd && r[4] == 1 && r[5] == any &&
         r[6] == leading && r[7] == lowest;
  }
  cudaFree(in);
  cudaFree(out);
  printf("warp level: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
