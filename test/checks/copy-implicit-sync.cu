// Copies and frees that the code relies on to wait for kernels, and those that it does not.
// RUN: %ascendify audit %s --format json | %python %S/Inputs/expected.py %s copy-implicit-sync
#include <cuda_runtime.h>
#include <stdio.h>
#include <stdlib.h>
#define CHECK(call)                                                                                \
  do {                                                                                             \
    cudaError_t e_ = (call);                                                                       \
    if (e_ != cudaSuccess) {                                                                       \
      printf("%s\n", cudaGetErrorString(e_));                                                      \
      exit(1);                                                                                     \
    }                                                                                              \
  } while (0)

__global__ void k(float *out, const float *in) { out[0] = in[0]; }
__device__ float result;
__global__ void global() { result = 1; }

void reads(float *d, float *in, float *h) {
  k<<<1, 1>>>(d, in);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain: 'cudaMemcpy' reads what the kernel 'k' (line 20) writes
}
void checked(float *d, float *in, float *h) {
  k<<<1, 1>>>(d, in);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost)); // certain
}
void slices(float *d, float *in, const float *h, int n) {
  for (int i = 0; i < 4; ++i) {
    float *slice = in + i * n;
    cudaMemcpy(slice, h, n, cudaMemcpyHostToDevice); // possible: writes behind the start of memory that the kernel 'k' (line
    k<<<1, 1>>>(d, slice);
  }
}
void onePath(float *d, float *in, float *h, bool run) {
  if (run)
    k<<<1, 1>>>(d, in);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain
}
static void launch(float *d, const float *in) { k<<<1, 1>>>(d, in); }
void throughWrapper(float *a, float *b, float *h) {
  launch(a, b);
  cudaMemcpy(h, a, 4, cudaMemcpyDeviceToHost); // certain
}
static void fetch(float *h, const float *from) {
  cudaMemcpy(h, from, 4, cudaMemcpyDeviceToHost); // certain
}
void throughFetch(float *d, float *in, float *h) {
  k<<<1, 1>>>(d, in);
  fetch(h, d);
}
void symbol(float *h) {
  global<<<1, 1>>>();
  cudaMemcpyFromSymbol(h, result, 4); // certain
}
void overwrites(float *d, float *in, float *h) {
  k<<<1, 1>>>(d, in);
  cudaMemcpy(in, h, 4, cudaMemcpyHostToDevice); // likely: overwrites memory that the kernel 'k'
}
void inLoop(float *d, float *in, float *h) {
  for (int i = 0; i < 4; ++i) {
    cudaMemcpy(in, h, 4, cudaMemcpyHostToDevice); // likely: overwrites
    k<<<1, 1>>>(d, in);
  }
}
void clears(float *d, float *in) {
  k<<<1, 1>>>(d, in);
  cudaMemset(d, 0, 4); // likely
}
void frees(float *in) {
  float *d;
  cudaMalloc(&d, 4);
  k<<<1, 1>>>(d, in);
  cudaFree(d); // likely: 'cudaFree' frees memory that the kernel 'k'
}
void alias(float *d, float *in, float *h) {
  float *last = d + 10;
  k<<<1, 1>>>(d, in);
  cudaMemcpy(h, last, 4, cudaMemcpyDeviceToHost); // certain
}

//===--- none of these -----------------------------------------------------------===//

void waits(float *d, float *in, float *h, cudaStream_t s, cudaEvent_t e) {
  k<<<1, 1>>>(d, in);
  cudaDeviceSynchronize();
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
  k<<<1, 1, 0, s>>>(d, in);
  CHECK(cudaStreamSynchronize(s));
  CHECK(cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost));
  k<<<1, 1, 0, s>>>(d, in);
  cudaEventRecord(e, s);
  cudaEventSynchronize(e);
  cudaMemset(d, 0, 4);
}
void before(float *d, float *in, float *h) {
  cudaMemcpy(in, h, 4, cudaMemcpyHostToDevice);
  k<<<1, 1>>>(d, in);
}
void other(float *d, float *in, float *h) {
  float *fresh;
  k<<<1, 1>>>(d, in);
  cudaMalloc(&fresh, 4);
  cudaMemcpy(fresh, h, 4, cudaMemcpyHostToDevice);
  cudaDeviceSynchronize();
  cudaFree(fresh);
}
static void finish() { CHECK(cudaDeviceSynchronize()); }
void throughFinish(float *d, float *in, float *h) {
  k<<<1, 1>>>(d, in);
  finish();
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
}
static void launchAndWait(float *d, float *in) {
  k<<<1, 1>>>(d, in);
  cudaDeviceSynchronize();
}
void throughBoth(float *d, float *in, float *h) {
  launchAndWait(d, in);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
}
void queued(float *d, float *in, float *h, cudaStream_t s) {
  k<<<1, 1, 0, s>>>(d, in);
  cudaMemcpyAsync(h, d, 4, cudaMemcpyDeviceToHost, s);
  cudaStreamSynchronize(s);
  cudaFree(d);
}
void onHost(float *a, float *b, float *d, float *in) {
  k<<<1, 1>>>(d, in);
  cudaMemcpy(a, b, 4, cudaMemcpyHostToHost);
  cudaDeviceSynchronize();
}
static void compare(float *h, const float *from) {
  cudaMemcpy(h, from, 4, cudaMemcpyDeviceToHost); // certain
}
void copiedInHelper(float *d, float *in, float *h) {
  k<<<1, 1>>>(d, in);
  compare(h, d);
  cudaFree(d);
}
struct Model {
  float *moments;
};
void firstTime(Model *m, const float *in) {
  for (int i = 0; i < 4; ++i) {
    if (!m->moments) {
      cudaMalloc(&m->moments, 4);
      cudaMemset(m->moments, 0, 4);
    }
    k<<<1, 1>>>(m->moments, in);
  }
  cudaDeviceSynchronize();
}
void afterCopy(float *d, float *in, float *h) {
  k<<<1, 1>>>(d, in);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain
  cudaFree(d);
  cudaFree(in);
}

//===--- what waits on the ways that were taken ------------------------------------===//

void everyStream(float *d, float *in, float *h, cudaStream_t *streams, int n) {
  for (int i = 0; i < n; ++i)
    k<<<1, 1, 0, streams[i]>>>(d, in);
  for (int i = 0; i < n; ++i)
    cudaStreamSynchronize(streams[i]);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
  cudaFree(d);
}
void rounds(float *d, float *in, float *h, int n) {
  k<<<1, 1>>>(d, in);
  for (int i = 0; i < n; ++i) {
    k<<<1, 1>>>(d, in);
    cudaDeviceSynchronize();
  }
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
}
void lastRound(float *d, float *in, float *h, int n) {
  for (int i = 0; i < n; ++i) {
    cudaDeviceSynchronize();
    k<<<1, 1>>>(d, in);
  }
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain
}
void modes(float *d, float *in, float *h, bool async, cudaStream_t s) {
  k<<<1, 1, 0, s>>>(d, in);
  if (!async)
    cudaStreamSynchronize(s);
  if (async)
    cudaMemcpyAsync(h, d, 4, cudaMemcpyDeviceToHost, s);
  else
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
  if (async)
    cudaStreamSynchronize(s);
  cudaFree(d);
}
void otherMode(float *d, float *in, float *h, bool async, cudaStream_t s) {
  k<<<1, 1, 0, s>>>(d, in);
  if (async)
    cudaStreamSynchronize(s);
  if (!async)
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain
}
void changedMode(float *d, float *in, float *h, bool async, cudaStream_t s, bool again) {
  k<<<1, 1, 0, s>>>(d, in);
  if (async)
    cudaStreamSynchronize(s);
  async = again;
  if (async)
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain
}
struct Memory {
  float *P;
  float *get() const { return P; }
};
struct Pool {
  Memory get();
};
void fromPool(Pool pool, float *in) {
  Memory one = pool.get(), other = pool.get();
  k<<<1, 1>>>(one.get(), in);
  cudaMemset(other.get(), 0, 4);
  cudaMemset(one.get(), 0, 4); // likely
}

//===--- conditions on the way ------------------------------------------------------===//

__global__ void hold(volatile unsigned *latch, float *d) { d[0] = *latch; }
void bothModes(float *d, float *h, unsigned *latch, bool async, bool hints, cudaStream_t s) {
  if (async && hints)
    hold<<<1, 1, 0, s>>>(latch, d);
  if (!async)
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
  if (async || hints)
    cudaStreamSynchronize(s);
  cudaFree(latch);
}
void eitherMode(float *d, float *h, unsigned *latch, bool async, bool hints, cudaStream_t s) {
  if (async && hints)
    hold<<<1, 1, 0, s>>>(latch, d);
  if (hints)
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain
}
enum Kind { Blocking, Streamed, Mapped };
void chain(float *d, float *in, float *h, Kind kind, cudaStream_t s) {
  if (kind == Streamed)
    k<<<1, 1, 0, s>>>(d, in);
  else if (kind == Blocking)
    cudaMemset(d, 0, 4);
  if (kind == Blocking)
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
  if (kind != Streamed)
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
  if (kind != Mapped)
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain
}
struct Config {
  bool Async;
  int Level;
};
void inMember(float *d, float *in, float *h, Config config, cudaStream_t s) {
  k<<<1, 1, 0, s>>>(d, in);
  if (!config.Async)
    cudaStreamSynchronize(s);
  if (!config.Async)
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
  config.Async = false;
  if (!config.Async)
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain
}
void decide(bool &mode);
void changedByReference(float *d, float *in, float *h, bool async, cudaStream_t s) {
  k<<<1, 1, 0, s>>>(d, in);
  if (async)
    cudaStreamSynchronize(s);
  decide(async);
  if (async)
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain
}
void levels(float *d, float *in, float *h, int level, cudaStream_t s) {
  k<<<1, 1, 0, s>>>(d, in);
  if (level >= 2)
    cudaStreamSynchronize(s);
  if (!(level < 2))
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
  ++level;
  if (level >= 2)
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain
}

//===--- captured by a lambda --------------------------------------------------------===//

void captured(float *d, float *in, float *h) {
  auto launch = [&] { k<<<1, 1>>>(d, in); };
  launch();
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain
}
void capturedTwice(float *d, float *in, float *h) {
  auto outer = [=] {
    auto inner = [=] { k<<<1, 1>>>(d, in); };
    inner();
  };
  outer();
  cudaMemset(in, 0, 4); // likely
}
void capturedOther(float *d, float *in, float *other) {
  auto launch = [&] { k<<<1, 1>>>(d, in); };
  launch();
  cudaMemset(other, 0, 4);
}

//===--- graphs ----------------------------------------------------------------------------===//

void runsGraph(float *d, float *h, cudaStream_t s, cudaGraphExec_t graph) {
  cudaGraphLaunch(graph, s);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // likely: may read what queued work writes
}

//===--- what is really written ----------------------------------------------------------===//

__device__ float first(float *p) { return p[0]; }
__device__ void put(float *p, float v) { *p = v; }
__global__ void onlyReads(float *out, float *in) {
  float *from = in + threadIdx.x;
  out[threadIdx.x] = first(in) + from[1] + __ldg(in);
}
__global__ void writesBoth(float *out, float *in) {
  float *to = in + threadIdx.x;
  put(to, 1);
  atomicAdd(out, 1.0f);
}
void readsOnly(float *d, float *in, float *h) {
  onlyReads<<<1, 32>>>(d, in);
  cudaMemcpy(h, in, 4, cudaMemcpyDeviceToHost);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain
  onlyReads<<<1, 32>>>(d, in);
  cudaMemset(in, 0, 4); // likely
}
void throughAlias(float *d, float *in, float *h) {
  writesBoth<<<1, 32>>>(d, in);
  cudaMemcpy(h, in, 4, cudaMemcpyDeviceToHost); // certain
  writesBoth<<<1, 32>>>(d, in);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain
}
void threeWays(float *d, float *in, float *h, int method, cudaStream_t s) {
  k<<<1, 1, 0, s>>>(d, in);
  if (method == 0)
    cudaDeviceSynchronize();
  else if (method == 1)
    cudaStreamSynchronize(s);
  else if (method == 2)
    throughFinish(d, in, h);
  cudaFree(d);
}
void oneWay(float *d, float *in, int method) {
  k<<<1, 1>>>(d, in);
  if (method == 0)
    cudaDeviceSynchronize();
  cudaFree(d); // likely
}
void assigned(float *d, float *in, float *h, int n, cudaStream_t s) {
  bool waited = false;
  k<<<1, 1, 0, s>>>(d, in);
  if (n > 4) {
    cudaStreamSynchronize(s);
    waited = true;
  }
  if (waited)
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
  if (!waited)
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain
}
void freesTarget(float *d, float *h, cudaStream_t s) {
  cudaMemcpyAsync(d, h, 4, cudaMemcpyHostToDevice, s);
  cudaFree(d); // likely: frees memory that the work of 'cudaMemcpyAsync'
}
__global__ void onDevice(float *out, int n) {
#if __CUDA_ARCH__ >= 700
  out[threadIdx.x] = n;
#endif
}
void notSeen(float *d, float *h) {
  onDevice<<<1, 32>>>(d, 4);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // certain
}
