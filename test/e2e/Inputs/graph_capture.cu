// A stream captured into a graph that is launched several times.
//% prints: graph: PASS
//% portable left: cudaGraphDestroy cudaGraphExecDestroy cudaGraphExec_t cudaGraphInstantiate cudaGraphLaunch cudaGraph_t cudaStreamBeginCapture cudaStreamCaptureModeGlobal cudaStreamEndCapture
#include <cstdio>
#include <cuda_runtime.h>

__global__ void increment(int *p) { p[threadIdx.x] += 1; }

int main() {
  int host[64], *p;
  cudaMalloc(&p, sizeof(host));
  cudaMemset(p, 0, sizeof(host));
  cudaStream_t stream;
  cudaStreamCreate(&stream);
  cudaGraph_t graph;
  cudaGraphExec_t instance;
  cudaStreamBeginCapture(stream, cudaStreamCaptureModeGlobal);
  for (int i = 0; i < 5; ++i)
    increment<<<1, 64, 0, stream>>>(p);
  cudaStreamEndCapture(stream, &graph);
  cudaGraphInstantiate(&instance, graph, NULL, NULL, 0);
  for (int i = 0; i < 3; ++i)
    cudaGraphLaunch(instance, stream);
  cudaStreamSynchronize(stream);
  cudaGraphExecDestroy(instance);
  cudaGraphDestroy(graph);
  cudaMemcpy(host, p, sizeof(host), cudaMemcpyDeviceToHost);
  cudaStreamDestroy(stream);
  cudaFree(p);
  bool ok = true;
  for (int v : host)
    ok = ok && v == 15;
  printf("graph: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
