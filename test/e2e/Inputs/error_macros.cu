// The usual macro around every call, with the line of the failure; and errors that are expected.
//% prints: invalid launch is refused
//% prints: error macros: PASS
//% long
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

#define CHECK(call)                                                                                \
  do {                                                                                             \
    cudaError_t status = (call);                                                                   \
    if (status != cudaSuccess) {                                                                   \
      fprintf(stderr, "%s:%d: %s (%s)\n", __FILE__, __LINE__, cudaGetErrorString(status),          \
              cudaGetErrorName(status));                                                           \
      exit(EXIT_FAILURE);                                                                          \
    }                                                                                              \
  } while (0)

#define CHECK_LAUNCH() CHECK(cudaGetLastError())

static inline void gpuAssert(cudaError_t code, const char *file, int line, bool stop = true) {
  if (code != cudaSuccess) {
    fprintf(stderr, "GPUassert: %s %s %d\n", cudaGetErrorString(code), file, line);
    if (stop)
      exit(code);
  }
}
#define gpuErrchk(ans) { gpuAssert((ans), __FILE__, __LINE__); }

__global__ void twice(int *p) { p[threadIdx.x] *= 2; }

int main() {
  int host[32], *device;
  for (int i = 0; i < 32; ++i)
    host[i] = i;
  CHECK(cudaMalloc(&device, sizeof(host)));
  gpuErrchk(cudaMemcpy(device, host, sizeof(host), cudaMemcpyHostToDevice));
  twice<<<1, 32>>>(device);
  CHECK_LAUNCH();
  gpuErrchk(cudaPeekAtLastError());
  gpuErrchk(cudaDeviceSynchronize());
  CHECK(cudaMemcpy(host, device, sizeof(host), cudaMemcpyDeviceToHost));

  twice<<<1, 1 << 20>>>(device);
  if (cudaGetLastError() != cudaSuccess)
    printf("invalid launch is refused\n");
  if (cudaError_t again = cudaGetLastError(); again != cudaSuccess)
    return 1;
  CHECK(cudaFree(device));
  bool ok = true;
  for (int i = 0; i < 32; ++i)
    ok = ok && host[i] == 2 * i;
  printf("error macros: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
