// One process, all of its devices: a sum over ranks.
//% prints: all-reduce: PASS
//% native not run: Hccl
//% portable left: nccl.h ncclAllReduce ncclCommDestroy ncclCommInitAll ncclComm_t ncclFloat ncclGetErrorString ncclGroupEnd ncclGroupStart ncclResult_t ncclSuccess ncclSum
#include <cstdio>
#include <cuda_runtime.h>
#include <nccl.h>
#include <vector>

#define NCCLCHECK(call)                                                                            \
  do {                                                                                             \
    ncclResult_t r = (call);                                                                       \
    if (r != ncclSuccess) {                                                                        \
      printf("%s\n", ncclGetErrorString(r));                                                       \
      return 1;                                                                                    \
    }                                                                                              \
  } while (0)

int main() {
  int devices = 0;
  cudaGetDeviceCount(&devices);
  const int n = 100;
  std::vector<ncclComm_t> comms(devices);
  std::vector<cudaStream_t> streams(devices);
  std::vector<float *> in(devices), out(devices);
  NCCLCHECK(ncclCommInitAll(comms.data(), devices, nullptr));
  for (int d = 0; d < devices; ++d) {
    cudaSetDevice(d);
    cudaStreamCreate(&streams[d]);
    cudaMalloc(&in[d], n * sizeof(float));
    cudaMalloc(&out[d], n * sizeof(float));
    std::vector<float> host(n, float(d + 1));
    cudaMemcpy(in[d], host.data(), n * sizeof(float), cudaMemcpyHostToDevice);
  }
  NCCLCHECK(ncclGroupStart());
  for (int d = 0; d < devices; ++d)
    NCCLCHECK(ncclAllReduce(in[d], out[d], n, ncclFloat, ncclSum, comms[d], streams[d]));
  NCCLCHECK(ncclGroupEnd());
  bool ok = true;
  for (int d = 0; d < devices; ++d) {
    cudaSetDevice(d);
    cudaStreamSynchronize(streams[d]);
    std::vector<float> host(n);
    cudaMemcpy(host.data(), out[d], n * sizeof(float), cudaMemcpyDeviceToHost);
    for (float v : host)
      ok = ok && v == float(devices * (devices + 1) / 2);
    cudaFree(in[d]);
    cudaFree(out[d]);
    ncclCommDestroy(comms[d]);
  }
  printf("all-reduce: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
