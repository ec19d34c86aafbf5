// Structures with vector types and alignment, copied as bytes; arrays of structures.
//% prints: layouts: PASS
//% long
#include <cstdio>
#include <cuda_runtime.h>

struct __align__(16) Particle {
  float4 position;
  float2 velocity;
  int id;
};

__global__ void move(Particle *p, float dt, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  Particle q = p[i];
  q.position.x += q.velocity.x * dt;
  q.position.y += q.velocity.y * dt;
  q.position.w = float(q.id);
  p[i] = q;
}

int main() {
  static_assert(sizeof(Particle) == 32, "layout");
  const int n = 77;
  Particle host[n], *p;
  for (int i = 0; i < n; ++i) {
    host[i].position = make_float4(float(i), 0.0f, 1.0f, 0.0f);
    host[i].velocity = make_float2(2.0f, float(i));
    host[i].id = i;
  }
  cudaMalloc((void **)&p, sizeof(host));
  cudaMemcpy(p, host, sizeof(host), cudaMemcpyHostToDevice);
  move<<<2, 64>>>(p, 0.5f, n);
  cudaMemcpy(host, p, sizeof(host), cudaMemcpyDeviceToHost);
  cudaFree(p);
  bool ok = true;
  for (int i = 0; i < n; ++i)
    ok = ok && host[i].position.x == i + 1.0f && host[i].position.y == 0.5f * i && host[i].position.w == float(i);
  printf("layouts: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
