// Launches in every form, and what is known of each.
__global__ void plain(float *p, int n) {}
template <typename T, int N> __global__ void typed(T *p) {}
#define LAUNCH(k, n, ...) k<<<(n + 255) / 256, 256>>>(__VA_ARGS__)
template <typename T> void wrapper(T *p, cudaStream_t s) {
  typed<T, 4><<<1, 32, 16, s>>>(p);
}
template <typename F> void dispatch(F f) { f(); }
int main() {
  float *p = nullptr;
  int n = 1000;
  dim3 grid(n / 32, 2), block{32, 1, 1};
  cudaStream_t s = 0;
  plain<<<grid, block>>>(p, n);
  plain <<< n / 2, dim3(64), n * sizeof(float), s >>> (p, n);
  typed<float, 8><<<1, 1>>>(p);
  wrapper(p, s);
  wrapper((int *)p, s);
  LAUNCH(plain, n, p, n);
  dispatch([&] { plain<<<2, 3>>>(p, n); });
  auto pointer = plain;
  pointer<<<4, 5>>>(p, n);
  void *arguments[] = {&p, &n};
  cudaLaunchKernel((const void *)plain, grid, block, arguments, 0, s);
  cudaLaunchKernel((const void *)typed<float, 8>, grid, block, arguments, 0, s);
  if (n) plain<<<6, 7>>>(p, n); else plain<<<8, 9>>>(p, n);
}

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/facts.py %s --launches | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:launches.cu:2:1 __global__ qualifier parsed @plain
// CHECK-NEXT:launches.cu:3:30 __global__ qualifier parsed @typed
// CHECK-NEXT:launches.cu:4:28 <<< launch parsed body-of-LAUNCH @main
// CHECK-NEXT:  launch host chevron <k<<<(n + 255) / 256, 256>>>(__VA_ARGS__)> kernel plain <k>
// CHECK-NEXT:    grid [(n + 255) / 256 type=int multiplicative macro=body]
// CHECK-NEXT:    block [256 value=256 type=int macro=body]
// CHECK-NEXT:    [__VA_ARGS__ reference=p type=float * macro=argument]
// CHECK-NEXT:    [__VA_ARGS__ reference=n type=int macro=argument]
// CHECK-NEXT:launches.cu:5:42 cudaStream_t type parsed @wrapper
// CHECK-NEXT:launches.cu:6:14 <<< launch parsed @wrapper
// CHECK-NEXT:  launch host chevron <typed<T, 4><<<1, 32, 16, s>>>(p)> kernel typed <typed<T, 4>> insert
// CHECK-NEXT:    grid [1 value=1 type=int]
// CHECK-NEXT:    block [32 value=32 type=int]
// CHECK-NEXT:    sharedBytes [16 value=16 type=int]
// CHECK-NEXT:    stream [s reference=s type=CUstream_st *]
// CHECK-NEXT:    [p reference=p type=int *]
// CHECK-NEXT:  launch host chevron <typed<T, 4><<<1, 32, 16, s>>>(p)> kernel typed <typed<T, 4>> insert
// CHECK-NEXT:    grid [1 value=1 type=int]
// CHECK-NEXT:    block [32 value=32 type=int]
// CHECK-NEXT:    sharedBytes [16 value=16 type=int]
// CHECK-NEXT:    stream [s reference=s type=CUstream_st *]
// CHECK-NEXT:    [p reference=p type=float *]
// CHECK-NEXT:launches.cu:12:3 dim3 type parsed @main
// CHECK-NEXT:launches.cu:13:3 cudaStream_t type parsed @main
// CHECK-NEXT:launches.cu:14:8 <<< launch parsed @main
// CHECK-NEXT:  launch host chevron <plain<<<grid, block>>>(p, n)> kernel plain <plain> insert
// CHECK-NEXT:    grid [grid reference=grid type=dim3]
// CHECK-NEXT:    block [block reference=block type=dim3]
// CHECK-NEXT:    [p reference=p type=float *]
// CHECK-NEXT:    [n reference=n type=int]
// CHECK-NEXT:launches.cu:15:9 <<< launch parsed @main
// CHECK-NEXT:  launch host chevron <plain <<< n / 2, dim3(64), n * sizeof(float), s >>> (p, n)> kernel plain <plain> insert
// CHECK-NEXT:    grid [n / 2 type=int multiplicative]
// CHECK-NEXT:    block [dim3(64) type=dim3 postfix]
// CHECK-NEXT:    sharedBytes [n * sizeof(float) type=unsigned long multiplicative]
// CHECK-NEXT:    stream [s reference=s type=CUstream_st *]
// CHECK-NEXT:    [p reference=p type=float *]
// CHECK-NEXT:    [n reference=n type=int]
// CHECK-NEXT:launches.cu:15:20 dim3 type parsed @main
// CHECK-NEXT:launches.cu:16:18 <<< launch parsed @main
// CHECK-NEXT:  launch host chevron <typed<float, 8><<<1, 1>>>(p)> kernel typed <typed<float, 8>> insert
// CHECK-NEXT:    grid [1 value=1 type=int]
// CHECK-NEXT:    block [1 value=1 type=int]
// CHECK-NEXT:    [p reference=p type=float *]
// CHECK-NEXT:launches.cu:20:23 <<< launch parsed @main
// CHECK-NEXT:  launch host chevron <plain<<<2, 3>>>(p, n)> kernel plain <plain> insert
// CHECK-NEXT:    grid [2 value=2 type=int]
// CHECK-NEXT:    block [3 value=3 type=int]
// CHECK-NEXT:    [p reference=p type=float *]
// CHECK-NEXT:    [n reference=n type=int]
// CHECK-NEXT:launches.cu:22:10 <<< launch parsed @main
// CHECK-NEXT:  launch host chevron <pointer<<<4, 5>>>(p, n)> kernel plain <pointer> insert
// CHECK-NEXT:    grid [4 value=4 type=int]
// CHECK-NEXT:    block [5 value=5 type=int]
// CHECK-NEXT:    [p reference=p type=float *]
// CHECK-NEXT:    [n reference=n type=int]
// CHECK-NEXT:launches.cu:24:3 cudaLaunchKernel function parsed @main
// CHECK-NEXT:  launch host launch-kernel <cudaLaunchKernel((const void *)plain, grid, block, arguments, 0, s)> kernel plain <(const void *)plain> insert
// CHECK-NEXT:    grid [grid reference=grid type=dim3]
// CHECK-NEXT:    block [block reference=block type=dim3]
// CHECK-NEXT:    sharedBytes [0 value=0 type=int]
// CHECK-NEXT:    stream [s reference=s type=CUstream_st *]
// CHECK-NEXT:    [p reference=p type=float *]
// CHECK-NEXT:    [n reference=n type=int]
// CHECK-NEXT:launches.cu:25:3 cudaLaunchKernel function parsed @main
// CHECK-NEXT:  launch host launch-kernel <cudaLaunchKernel((const void *)typed<float, 8>, grid, block, arguments, 0, s)> kernel typed <(const void *)typed<float, 8>> insert
// CHECK-NEXT:    grid [grid reference=grid type=dim3]
// CHECK-NEXT:    block [block reference=block type=dim3]
// CHECK-NEXT:    sharedBytes [0 value=0 type=int]
// CHECK-NEXT:    stream [s reference=s type=CUstream_st *]
// CHECK-NEXT:    [p reference=p type=float *]
// CHECK-NEXT:    [n reference=n type=int]
// CHECK-NEXT:launches.cu:26:15 <<< launch parsed @main
// CHECK-NEXT:  launch host chevron <plain<<<6, 7>>>(p, n)> kernel plain <plain>
// CHECK-NEXT:    grid [6 value=6 type=int]
// CHECK-NEXT:    block [7 value=7 type=int]
// CHECK-NEXT:    [p reference=p type=float *]
// CHECK-NEXT:    [n reference=n type=int]
// CHECK-NEXT:launches.cu:26:43 <<< launch parsed @main
// CHECK-NEXT:  launch host chevron <plain<<<8, 9>>>(p, n)> kernel plain <plain>
// CHECK-NEXT:    grid [8 value=8 type=int]
// CHECK-NEXT:    block [9 value=9 type=int]
// CHECK-NEXT:    [p reference=p type=float *]
// CHECK-NEXT:    [n reference=n type=int]
