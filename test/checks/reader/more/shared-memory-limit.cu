// Harder cases, from docs/findings/shared-memory-limit.md and from what real code does.
// RUN: %ascendify audit %s --format json -o %t.json
// RUN: %python %S/../Inputs/expect.py %s shared-memory-limit %t.json
#include <algorithm>
#include <cuda_fp16.h>
#include <cuda_runtime.h>

//===- Positives ------------------------------------------------------------===//

template <int HeadDim, int BlockM, int BlockN, typename T> struct Traits {
  static constexpr int kSmemQ = BlockM * HeadDim * sizeof(T);
  static constexpr int kSmemKV = 2 * BlockN * HeadDim * sizeof(T);
  static constexpr int kSmem = kSmemQ + kSmemKV;
};
template <typename Tr> __global__ void attention(const half *q, half *o) {
  extern __shared__ char smem_[];
  o[threadIdx.x] = q[threadIdx.x];
}
template <typename Tr> void run_attention(const half *q, half *o, cudaStream_t stream) {
  auto kernel = &attention<Tr>;
  constexpr int smem = Tr::kSmem;
  if (smem >= 48 * 1024)
    cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, smem); // expect: shared-memory-limit likely
  kernel<<<128, 256, smem, stream>>>(q, o); // expect: shared-memory-limit certain
}
void attention_256(const half *q, half *o) { run_attention<Traits<256, 192, 128, half>>(q, o, nullptr); }

__global__ void odd_padding(float *p) { // expect: shared-memory-limit certain
  __shared__ float s[128][433];
  s[threadIdx.x][0] = p[threadIdx.x];
}

__global__ void larger_of_two(float *p) {
  extern __shared__ float dyn[];
  p[0] = dyn[0];
}
void run_larger(float *p) {
  constexpr int load = 3 * 128 * 128 * 4, store = 256 * 256 * 4;
  const int smem = std::max(load, store);
  larger_of_two<<<1, 128, smem>>>(p); // expect: shared-memory-limit certain
}

__global__ void raised_elsewhere(float *p, int n) {
  extern __shared__ float dyn[];
  p[0] = dyn[n];
}
void prepare() {
  cudaFuncSetAttribute(raised_elsewhere, cudaFuncAttributeMaxDynamicSharedMemorySize, 1 << 18); // expect: shared-memory-limit likely
}
void run_raised_elsewhere(float *p, int n) {
  raised_elsewhere<<<1, 64, n * n * sizeof(float)>>>(p, n); // expect: shared-memory-limit possible
}

template <typename T> __global__ void by_type(T *p) { // expect: shared-memory-limit likely
  __shared__ T s[32 * 1024];
  s[threadIdx.x] = p[threadIdx.x];
}
void run_by_type(float *f, double *d) {
  by_type<<<1, 32>>>(f);
  by_type<<<1, 32>>>(d);
}

__global__ void two_callers(float *p) {
  extern __shared__ float dyn[];
  p[0] = dyn[0];
}
static void launch_two(float *p, int tile) {
  const size_t bytes = tile * tile * sizeof(float);
  two_callers<<<1, 256, bytes>>>(p); // expect: shared-memory-limit likely
}
void call_small(float *p) { launch_two(p, 64); }
void call_large(float *p) {
  cudaFuncSetAttribute(two_callers, cudaFuncAttributeMaxDynamicSharedMemorySize, 1 << 18); // expect: shared-memory-limit likely
  launch_two(p, 256);
}

struct Stage {
  half a[128][64 + 8];
  half b[64][256 + 8];
};
template <int Stages> struct Pipeline {
  Stage stages[Stages];
  unsigned long long barriers[2 * Stages];
};
template <int Stages> __global__ void pipelined(half *p) {
  extern __shared__ __align__(128) unsigned char raw[];
  p[0] = reinterpret_cast<Pipeline<Stages> *>(raw)->stages[0].a[0][0];
}
void run_pipelined(half *p) {
  cudaFuncSetAttribute(pipelined<5>, cudaFuncAttributeMaxDynamicSharedMemorySize, sizeof(Pipeline<5>)); // expect: shared-memory-limit likely
  pipelined<5><<<1, 256, sizeof(Pipeline<5>)>>>(p); // expect: shared-memory-limit certain
  cudaFuncSetAttribute(pipelined<3>, cudaFuncAttributeMaxDynamicSharedMemorySize, sizeof(Pipeline<3>)); // expect: none
  pipelined<3><<<1, 256, sizeof(Pipeline<3>)>>>(p); // expect: none
}

__global__ void static_and_raised(float *p) {
  __shared__ float fixed[10000];
  extern __shared__ float dyn[];
  p[0] = dyn[0] + fixed[1];
}
void run_static_and_raised(float *p) {
  // 40,000 static and 184,320 dynamic.
  cudaFuncSetAttribute(static_and_raised, cudaFuncAttributeMaxDynamicSharedMemorySize, 180 * 1024); // expect: shared-memory-limit likely
  static_and_raised<<<1, 64, 180 * 1024>>>(p); // expect: shared-memory-limit certain
}

__global__ void shifted(float *p) {
  extern __shared__ float dyn[];
  p[0] = dyn[0];
}
void run_shifted(float *p) {
  shifted<<<1, 32, 2u << 17>>>(p); // expect: shared-memory-limit certain
}

//===- Negatives ------------------------------------------------------------===//

__global__ void exactly(char *p) { // expect: none
  __shared__ alignas(1024) char buffer[216 * 1024];
  buffer[threadIdx.x] = p[threadIdx.x];
}

template <bool Big> __global__ void by_branch(float *p) { // expect: none
  if constexpr (Big) {
    __shared__ float s[65536];
    s[threadIdx.x] = p[0];
  } else {
    __shared__ float s[1024];
    s[threadIdx.x] = p[0];
  }
}
template __global__ void by_branch<false>(float *);

void attention_64(const half *q, half *o) {
  constexpr int smem = Traits<64, 128, 128, half>::kSmem;
  auto kernel = &attention<Traits<64, 128, 128, half>>;
  cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, smem); // expect: none
  kernel<<<1, 128, smem>>>(q, o); // expect: none
}

__global__ void softmax(float *p, int columns) { // expect: none
  extern __shared__ float dyn[];
  dyn[threadIdx.x] = p[threadIdx.x];
}
void run_softmax(float *p, int rows, int columns) {
  size_t smem = columns * sizeof(float);
  softmax<<<rows, 256, smem>>>(p, columns); // expect: none
  const int threads = 256;
  softmax<<<rows, threads, threads * sizeof(float)>>>(p, columns); // expect: none
  softmax<<<rows, 256, std::min<size_t>(smem, 48 << 10)>>>(p, columns); // expect: none
}

__global__ void volta(float *p) { // expect: none
  extern __shared__ float dyn[];
  p[0] = dyn[0];
}
void run_volta(float *p, int n, bool big) {
  const int bytes = big ? 96 * 1024 : 32 * 1024;
  cudaFuncSetAttribute(volta, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes); // expect: none
  volta<<<1, 32, bytes>>>(p); // expect: none
  volta<<<1, 32, n>>>(p);     // expect: none
}

__global__ void limit_of_device(float *p, int n) {
  extern __shared__ float dyn[];
  p[0] = dyn[n];
}
bool run_limit_of_device(float *p, int n) {
  cudaDeviceProp prop;
  cudaGetDeviceProperties(&prop, 0);
  if (n * sizeof(float) > prop.sharedMemPerBlock)
    return false;
  limit_of_device<<<1, 32, n * sizeof(float)>>>(p, n); // expect: none
  return true;
}

// A host array and an array in global memory are not shared memory.
static float host_table[1 << 20];
__device__ float device_table[1 << 20];
__global__ void tables(float *p) { // expect: none
  p[threadIdx.x] = device_table[threadIdx.x];
}
void run_tables(float *p) {
  host_table[0] = 1;
  tables<<<1, 32, 0>>>(p); // expect: none
}

//===- Third round ----------------------------------------------------------===//

template <int M, int N, int K> struct Tile {
  union {
    struct {
      float a[M][K], b[K][N];
    } load;
    float c[M][N];
  };
};
template <int M, int N, int K> __global__ void tiled(float *p) { // expect: shared-memory-limit likely
  __shared__ Tile<M, N, K> t;
  t.c[0][threadIdx.x] = p[threadIdx.x];
}
void run_tiled(float *p) {
  tiled<64, 64, 16><<<1, 64>>>(p);
  tiled<256, 256, 16><<<1, 64>>>(p);
}

__global__ void sum_of_parts(float *p, int a, int b) {
  extern __shared__ float dyn[];
  p[0] = dyn[a + b];
}
void run_parts(float *p, int heads, int dim) {
  const int q = heads * dim * sizeof(float), kv = 2 * 64 * dim * sizeof(float);
  cudaFuncSetAttribute(sum_of_parts, cudaFuncAttributeMaxDynamicSharedMemorySize, q + kv); // expect: none
  sum_of_parts<<<1, 128, q + kv>>>(p, heads, dim); // expect: shared-memory-limit possible
}

__global__ void bounded_parts(float *p, int a) {
  extern __shared__ float dyn[];
  p[0] = dyn[a];
}
void run_bounded_parts(float *p, int dim) {
  if (dim > 128)
    return;
  const int bytes = 3 * 64 * dim * sizeof(float);
  cudaFuncSetAttribute(bounded_parts, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes); // expect: none
  bounded_parts<<<1, 128, bytes>>>(p, dim); // expect: none
}
