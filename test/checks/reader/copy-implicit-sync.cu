// Written from docs/findings/copy-implicit-sync.md alone, by someone who did not write the check.
// RUN: %ascendify audit %s --format json -o %t.json
// RUN: %python %S/Inputs/expect.py %s copy-implicit-sync %t.json
#include <cuda.h>
#include <cuda_runtime.h>
#include <stdio.h>
#include <vector>

#define CHECK(call)                                                                                                    \
  do {                                                                                                                 \
    cudaError_t e_ = (call);                                                                                           \
    if (e_ != cudaSuccess)                                                                                             \
      fprintf(stderr, "%s\n", cudaGetErrorString(e_));                                                                 \
  } while (0)
#define SYNC() CHECK(cudaDeviceSynchronize())

__global__ void fill(float *out) { out[threadIdx.x] = 1; }
__global__ void map(const float *in, float *out) { out[threadIdx.x] = in[threadIdx.x]; }
template <typename T> __global__ void scale(T *data, T f) { data[threadIdx.x] *= f; }
__device__ int hits;
__device__ int untouched;
__constant__ float filter[16];
__global__ void counts(const float *in) {
  if (in[threadIdx.x] > 0)
    atomicAdd(&hits, 1);
}
__global__ void convolve(const float *in, float *out) { out[threadIdx.x] = in[threadIdx.x] * filter[threadIdx.x & 15]; }

//===- Positives ------------------------------------------------------------===//

void fetch(float *host, float *dev, size_t n) {
  fill<<<1, 32>>>(dev);
  cudaMemcpy(host, dev, n, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
}

int main() {
  std::vector<float> a(32), b(32);
  float *da, *db;
  CHECK(cudaMalloc(&da, 128));
  CHECK(cudaMalloc((void **)&db, 128));
  CHECK(cudaMemcpy(da, a.data(), 128, cudaMemcpyHostToDevice)); // expect: none
  map<<<1, 32>>>(da, db);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(b.data(), db, 128, cudaMemcpyDeviceToHost)); // expect: copy-implicit-sync certain
  CHECK(cudaFree(da)); // expect: none
  CHECK(cudaFree(db)); // expect: none
  return 0;
}

void iterations(float *host, float *in, float *out, int rounds) {
  for (int r = 0; r < rounds; ++r) {
    cudaMemcpy(in, host, 128, cudaMemcpyHostToDevice); // expect: copy-implicit-sync likely
    map<<<1, 32>>>(in, out);
  }
  cudaMemcpy(host, out, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
}

static void step(float *d) { scale<float><<<1, 32>>>(d, 2.0f); }
void through_launcher(float *host, float *d) {
  step(d);
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
}

static void download(float *host, const float *d, size_t bytes) {
  CHECK(cudaMemcpy(host, d, bytes, cudaMemcpyDeviceToHost)); // expect: copy-implicit-sync certain
}
void through_copier(float *host, float *d) {
  fill<<<1, 32>>>(d);
  download(host, d, 128);
}

void clears(float *d) {
  fill<<<1, 32>>>(d);
  cudaMemset(d, 0, 128); // expect: copy-implicit-sync likely
}

void frees(const float *in, float *d) {
  map<<<1, 32>>>(in, d);
  cudaFree(d); // expect: copy-implicit-sync likely
}

int from_symbol(const float *in) {
  int h = 0;
  counts<<<1, 32>>>(in);
  cudaMemcpyFromSymbol(&h, hits, sizeof(h)); // expect: copy-implicit-sync certain
  return h;
}

void to_symbol(const float *in, float *out, const float *weights) {
  convolve<<<1, 32>>>(in, out);
  cudaMemcpyToSymbol(filter, weights, sizeof(filter)); // expect: copy-implicit-sync likely
  convolve<<<1, 32>>>(out, out);
}

void upload_and_free(float *host, float *d, cudaStream_t s) {
  cudaMemcpyAsync(d, host, 128, cudaMemcpyHostToDevice, s); // expect: none
  cudaFreeHost(host); // expect: copy-implicit-sync likely
}

void on_stream(float *host, float *d) {
  cudaStream_t s;
  cudaStreamCreate(&s);
  fill<<<1, 32, 0, s>>>(d);
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
  cudaStreamDestroy(s);
}

void only_sometimes(float *host, float *d, bool debug) {
  fill<<<1, 32>>>(d);
  if (debug)
    cudaDeviceSynchronize();
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
}

void rows(float *host, float *d, size_t pitch) {
  fill<<<1, 32>>>(d);
  cudaMemcpy2D(host, 64, d, pitch, 64, 8, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
}

void between_devices(float *d, float *other) {
  fill<<<1, 32>>>(d);
  cudaMemcpy(other, d, 128, cudaMemcpyDeviceToDevice); // expect: copy-implicit-sync certain
}

class Simulation {
  float *state_ = nullptr;

public:
  void advance() { scale<<<1, 32>>>(state_, 0.5f); }
  void read(float *host) const {
    cudaMemcpy(host, state_, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
  }
  void run(float *host) {
    for (int i = 0; i < 10; ++i)
      advance();
    read(host);
  }
};

void offset(float *host, float *d, int skip) {
  fill<<<1, 32>>>(d);
  cudaMemcpy(host, d + skip, 64, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
}

void alias(float *host, float *d) {
  float *p = d + 32;
  fill<<<1, 32>>>(p);
  cudaMemcpy(host, d, 256, cudaMemcpyDefault); // expect: copy-implicit-sync certain
}

void no_argument(float *host, float *d, const float *other) {
  fill<<<1, 32>>>(d);
  cudaMemcpy(host, other, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync possible
}

struct Params {
  float *out;
  int n;
};
__global__ void with_params(Params p) { p.out[threadIdx.x] = p.n; }
void by_struct(float *host, float *d) {
  Params params{d, 3};
  with_params<<<1, 32>>>(params);
  cudaMemcpy(host, params.out, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain|likely
}

void recorded_only(float *host, float *d, cudaEvent_t done, cudaStream_t other) {
  fill<<<1, 32>>>(d);
  cudaEventRecord(done);
  cudaStreamWaitEvent(other, done, 0);
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
}

void by_api(float *host, float *d) {
  void *args[] = {&d};
  cudaLaunchKernel((const void *)fill, dim3(1), dim3(32), args, 0, nullptr);
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain|likely
}

void by_driver(float *host, CUdeviceptr d) {
  fill<<<1, 32>>>(reinterpret_cast<float *>(d));
  cuMemcpyDtoH(host, d, 128); // expect: copy-implicit-sync certain|likely
}

// What was not flagged does not wait.
void harmless_between(float *host, float *d, float *unused) {
  fill<<<1, 32>>>(d);
  cudaMemcpy(unused, host, 128, cudaMemcpyHostToDevice); // expect: none
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost);      // expect: copy-implicit-sync certain
}

float residual(float *d_sum, float *d) {
  float h = 1e9f;
  while (h > 1e-3f) {
    cudaMemset(d_sum, 0, sizeof(float)); // expect: none
    map<<<1, 32>>>(d, d_sum);
    cudaMemcpy(&h, d_sum, sizeof(float), cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
  }
  return h;
}

struct Buffer {
  float *p = nullptr;
  explicit Buffer(size_t n) { cudaMalloc(&p, n); }
  ~Buffer() { cudaFree(p); }
};
void double_buffer(float *host, float *a, float *b, int n) {
  for (int i = 0; i < n; ++i) {
    map<<<1, 32>>>(a, b);
    float *t = a;
    a = b;
    b = t;
  }
  cudaMemcpy(host, a, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain|likely
}

//===- Negatives ------------------------------------------------------------===//

void waits(float *host, float *d, cudaStream_t s, cudaEvent_t e) {
  fill<<<1, 32>>>(d);
  cudaDeviceSynchronize();
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
  fill<<<1, 32, 0, s>>>(d);
  CHECK(cudaStreamSynchronize(s));
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
  fill<<<1, 32, 0, s>>>(d);
  cudaEventRecord(e, s);
  cudaEventSynchronize(e);
  cudaMemset(d, 0, 128); // expect: none
  fill<<<1, 32, 0, s>>>(d);
  while (cudaStreamQuery(s) == cudaErrorNotReady) {
  }
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
  fill<<<1, 32>>>(d);
  SYNC();
  cudaFree(d); // expect: none
}

static void finish(const char *what) {
  cudaError_t e = cudaDeviceSynchronize();
  if (e != cudaSuccess)
    printf("%s: %s\n", what, cudaGetErrorString(e));
}
void waits_in_helper(float *host, float *d) {
  fill<<<1, 32>>>(d);
  finish("fill");
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
}

void before_launch(float *host, float *d) {
  cudaMemset(d, 0, 128);                            // expect: none
  cudaMemcpy(d, host, 128, cudaMemcpyHostToDevice); // expect: none
  fill<<<1, 32>>>(d);
}

void other_memory(float *host, float *d, float *x, float *y) {
  fill<<<1, 32>>>(d);
  cudaMemcpy(x, host, 128, cudaMemcpyHostToDevice); // expect: none
  cudaMemset(y, 0, 128);                            // expect: none
  cudaFree(x);                                      // expect: none
}

void asynchronous(float *host, float *d, cudaStream_t s) {
  fill<<<1, 32, 0, s>>>(d);
  cudaMemcpyAsync(host, d, 128, cudaMemcpyDeviceToHost, s); // expect: none
  cudaMemsetAsync(d, 0, 128, s);                            // expect: none
  cudaFreeAsync(d, s);                                      // expect: none
}

void no_kernel(float *host, float *d) {
  cudaMemcpy(d, host, 128, cudaMemcpyHostToDevice); // expect: none
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
  cudaFree(d);                                      // expect: none
}

void host_to_host(float *a, const float *b, float *d) {
  fill<<<1, 32>>>(d);
  cudaMemcpy(a, b, 128, cudaMemcpyHostToHost); // expect: none
}

void after_flagged(float *host, float *d, float *e) {
  fill<<<1, 32>>>(d);
  fill<<<1, 32>>>(e);
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost);      // expect: copy-implicit-sync certain
  cudaMemcpy(host + 32, e, 128, cudaMemcpyDeviceToHost); // expect: none
}

void constant_source(float *host, float *in, float *out) {
  map<<<1, 32>>>(in, out);
  cudaMemcpy(host, in, 128, cudaMemcpyDeviceToHost); // expect: none
}

void early_out(float *host, float *d, bool cached) {
  if (cached) {
    cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
    return;
  }
  fill<<<1, 32>>>(d);
}

void fresh(float *host) {
  float *d, *tmp;
  cudaMalloc(&d, 128);
  fill<<<1, 32>>>(d);
  cudaMalloc(&tmp, 128);
  cudaMemset(tmp, 0, 128);                            // expect: none
  cudaMemcpy(tmp, host, 64, cudaMemcpyHostToDevice);  // expect: none
}

void other_symbol(const float *in, int *h) {
  counts<<<1, 32>>>(in);
  cudaMemcpyToSymbol(untouched, h, sizeof(int)); // expect: none
}

void vendor_sort(float *d, int n);
void of_library(float *host, float *d) {
  vendor_sort(d, 32);
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
}

void in_branches(float *host, float *d, int mode) {
  switch (mode) {
  case 0:
    fill<<<1, 32>>>(d);
    break;
  case 1:
    cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
    break;
  }
}

int main2() {
  float *d, h[32] = {};
  cudaMalloc(&d, sizeof(h));
  for (int i = 0; i < 4; ++i) {
    cudaMemcpy(d, h, sizeof(h), cudaMemcpyHostToDevice); // expect: none
    fill<<<1, 32>>>(d);
    cudaDeviceSynchronize();
    cudaMemcpy(h, d, sizeof(h), cudaMemcpyDeviceToHost); // expect: none
  }
  cudaFree(d); // expect: none
  return 0;
}
