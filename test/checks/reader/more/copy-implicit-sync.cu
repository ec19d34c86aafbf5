// Harder cases, from docs/findings/copy-implicit-sync.md and from what real code does.
// RUN: %ascendify audit %s --format json -o %t.json
// RUN: %python %S/../Inputs/expect.py %s copy-implicit-sync %t.json
#include <assert.h>
#include <cuda_runtime.h>
#include <stdio.h>
#include <utility>
#include <vector>

#define CHECK(x)                                                                                                       \
  if ((x) != cudaSuccess)                                                                                              \
  fprintf(stderr, "failed\n")

__global__ void fill(float *out) { out[threadIdx.x] = 1; }
__global__ void map(const float *__restrict__ in, float *__restrict__ out) { out[threadIdx.x] = in[threadIdx.x]; }

//===- Positives ------------------------------------------------------------===//

void in_lambda(float *host, float *d) {
  auto launch = [&] { fill<<<1, 32>>>(d); };
  launch();
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
}

cudaError_t returned(float *host, float *d) {
  fill<<<1, 32>>>(d);
  return cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
}

bool in_condition(float *host, float *d) {
  fill<<<1, 32>>>(d);
  if (cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost) != cudaSuccess) // expect: copy-implicit-sync certain
    return false;
  return true;
}

void several_devices(float **host, float **d, int devices) {
  for (int i = 0; i < devices; ++i) {
    cudaSetDevice(i);
    fill<<<1, 32>>>(d[i]);
  }
  for (int i = 0; i < devices; ++i) {
    cudaSetDevice(i);
    cudaMemcpy(host[i], d[i], 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain|likely
  }
}

void between_devices(float *there, float *d) {
  fill<<<1, 32>>>(d);
  cudaMemcpyPeer(there, 1, d, 0, 128); // expect: copy-implicit-sync certain
}

struct Context {
  float *a, *b;
};
void of_context(Context *ctx, float *host) {
  map<<<1, 32>>>(ctx->a, ctx->b);
  CHECK(cudaMemcpy(host, ctx->b, 128, cudaMemcpyDeviceToHost)); // expect: copy-implicit-sync certain
}

static float *buffer;
void init() { cudaMalloc(&buffer, 128); }
void step() { fill<<<1, 32>>>(buffer); }
void read(float *host) {
  cudaMemcpy(host, buffer, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
}
int main() {
  std::vector<float> host(32);
  init();
  step();
  read(host.data());
  cudaFree(buffer); // expect: none
}

int cleanup(float *host) {
  float *d = nullptr;
  int rc = -1;
  if (cudaMalloc(&d, 128) != cudaSuccess)
    goto out;
  fill<<<1, 32>>>(d);
  if (cudaGetLastError() != cudaSuccess)
    goto out;
  rc = 0;
out:
  cudaFree(d); // expect: copy-implicit-sync likely
  return rc;
}

void swapped(float *host, float *a, float *b) {
  map<<<1, 32>>>(a, b);
  std::swap(a, b);
  cudaMemcpy(host, a, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain|likely
}

void waits_for_upload(float *host, float *back, float *d, cudaStream_t s) {
  cudaMemcpyAsync(d, host, 128, cudaMemcpyHostToDevice, s);
  cudaMemcpy(back, d, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain|likely
}

template <typename K, typename... A> void launch(K kernel, A... args) { kernel<<<1, 32>>>(args...); }
void by_template(float *host, float *d) {
  launch(fill, d);
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain|likely
}

struct DeviceBuffer {
  float *p;
  explicit DeviceBuffer(size_t n) { cudaMalloc(&p, n); }
  ~DeviceBuffer() {
    cudaFree(p); // expect: copy-implicit-sync likely
  }
};
void scope() {
  DeviceBuffer b(128);
  fill<<<1, 32>>>(b.p);
}

void synced_before_the_loop(float *host, float *d, int n) {
  cudaDeviceSynchronize();
  for (int i = 0; i < n; ++i) {
    fill<<<1, 32>>>(d + i * 32);
    cudaMemcpy(host + i * 32, d + i * 32, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
  }
}

void one_branch_waits(float *host, float *d, int mode) {
  fill<<<1, 32>>>(d);
  switch (mode) {
  case 0:
    cudaDeviceSynchronize();
    break;
  default:
    break;
  }
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
}

float sum(float *d, float *partial) {
  float h[32], s = 0;
  map<<<1, 32>>>(d, partial);
  cudaMemcpy(h, partial, sizeof(h), cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
  for (float x : h)
    s += x;
  return s;
}

void reuse(float *host, float *in, float *out) {
  map<<<1, 32>>>(in, out);
  cudaMemset(in, 0, 128); // expect: copy-implicit-sync likely
  cudaMemcpy(out, host, 128, cudaMemcpyHostToDevice); // expect: none
}

//===- Negatives ------------------------------------------------------------===//

float timed(float *host, float *d) {
  cudaEvent_t start, stop;
  cudaEventCreate(&start);
  cudaEventCreate(&stop);
  cudaEventRecord(start);
  fill<<<1, 32>>>(d);
  cudaEventRecord(stop);
  cudaEventSynchronize(stop);
  float ms;
  cudaEventElapsedTime(&ms, start, stop);
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
  return ms;
}

void warm_up(float *host, float *d) {
  for (int i = 0; i < 10; ++i)
    fill<<<1, 32>>>(d);
  CHECK(cudaDeviceSynchronize());
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
  cudaFree(d);                                      // expect: none
}

void either_waits(float *host, float *d, cudaStream_t s) {
  fill<<<1, 32, 0, s>>>(d);
  if (s)
    cudaStreamSynchronize(s);
  else
    cudaDeviceSynchronize();
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
}

// Each by itself: nothing here calls one after the other.
extern "C" void api_step(float *d) { fill<<<1, 32>>>(d); }
extern "C" void api_read(float *host, const float *d) {
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
}

void first_call(float *d) {
  cudaFree(0);                // expect: none
  cudaMemset(d, 0, 128);      // expect: none
  fill<<<1, 32>>>(d);
}

class Stream {
  cudaStream_t s_;

public:
  Stream() { cudaStreamCreate(&s_); }
  void wait() { cudaStreamSynchronize(s_); }
  operator cudaStream_t() const { return s_; }
};
void by_class(float *host, float *d) {
  Stream s;
  fill<<<1, 32, 0, s>>>(d);
  s.wait();
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
}

void waits_in_lambda(float *host, float *d) {
  auto sync = [] { return cudaDeviceSynchronize(); };
  fill<<<1, 32>>>(d);
  sync();
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
}

void loop_waits(float *host, float *d, int n) {
  for (int i = 0; i < n; ++i) {
    cudaMemcpy(d, host, 128, cudaMemcpyHostToDevice); // expect: none
    fill<<<1, 32>>>(d);
    if (cudaDeviceSynchronize() != cudaSuccess)
      break;
  }
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
}

void uploads(const std::vector<std::vector<float>> &parts, std::vector<float *> &d) {
  for (size_t i = 0; i < parts.size(); ++i) {
    cudaMalloc(&d[i], parts[i].size() * 4);
    cudaMemcpy(d[i], parts[i].data(), parts[i].size() * 4, cudaMemcpyHostToDevice); // expect: none
  }
  for (float *p : d)
    fill<<<1, 32>>>(p);
}

void other_weights(float *in, float *out, float *next, const float *host) {
  map<<<1, 32>>>(in, out);
  cudaMemcpy(next, host, 128, cudaMemcpyHostToDevice); // expect: none
  cudaMemset(next + 32, 0, 64);                        // expect: none
  cudaDeviceSynchronize();
}

void finished_in_callee(float *host, float *d) {
  warm_up(host, d);
  cudaMemset(d, 0, 128); // expect: none
}

//===- Third round ----------------------------------------------------------===//

template <typename T> class Array {
  T *data_ = nullptr;
  size_t n_ = 0;

public:
  explicit Array(size_t n) : n_(n) { cudaMalloc(&data_, n * sizeof(T)); }
  T *get() { return data_; }
  void upload(const T *host) {
    cudaMemcpy(data_, host, n_ * sizeof(T), cudaMemcpyHostToDevice); // expect: none
  }
  void download(T *host) const {
    cudaMemcpy(host, data_, n_ * sizeof(T), cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain|likely
  }
};
void by_array(float *host) {
  Array<float> a(32), b(32);
  a.upload(host);
  map<<<1, 32>>>(a.get(), b.get());
  b.download(host);
}

void early_exit(float *host, float *d, int n) {
  if (n == 0)
    return;
  fill<<<1, 32>>>(d);
  if (n < 0) {
    cudaDeviceSynchronize();
    return;
  }
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
}

void ping(float *host, float *a, float *b) {
  for (int i = 0; i < 8; ++i) {
    map<<<1, 32>>>(a, b);
    map<<<1, 32>>>(b, a);
    if (i % 4 == 3)
      cudaMemcpy(host, a, 128, cudaMemcpyDeviceToHost); // expect: copy-implicit-sync certain
  }
}

void in_thread_order(float *host, float *d, cudaStream_t s1, cudaStream_t s2) {
  fill<<<1, 32, 0, s1>>>(d);
  cudaStreamSynchronize(s2); // of any stream: by the page it waits
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
}

void device_to_device(float *d, float *e, float *f) {
  fill<<<1, 32>>>(d);
  cudaMemcpy(f, e, 128, cudaMemcpyDeviceToDevice); // expect: none
  cudaMemcpy(d, e, 128, cudaMemcpyDeviceToDevice); // expect: copy-implicit-sync likely
}

struct Timer {
  cudaEvent_t a, b;
  void start() { cudaEventRecord(a); }
  float stop() {
    cudaEventRecord(b);
    cudaEventSynchronize(b);
    float ms;
    cudaEventElapsedTime(&ms, a, b);
    return ms;
  }
};
float with_timer(float *host, float *d, Timer &t) {
  t.start();
  fill<<<1, 32>>>(d);
  float ms = t.stop();
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
  return ms;
}

void frees_workspace(float *host, float *d) {
  float *tmp;
  cudaMalloc(&tmp, 128);
  map<<<1, 32>>>(d, tmp);
  map<<<1, 32>>>(tmp, d);
  cudaFree(tmp); // expect: copy-implicit-sync likely
  cudaMemcpy(host, d, 128, cudaMemcpyDeviceToHost); // expect: none
}
