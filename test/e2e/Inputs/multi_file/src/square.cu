#include "../include/vec.cuh"

static __global__ void kernel(Span<int> a) {
  int i = globalIndex();
  if (i < a.size)
    a[i] *= a[i];
}

void launchSquare(Span<int> a, cudaStream_t stream) {
  kernel<<<(a.size + 127) / 128, 128, 0, stream>>>(a);
}
