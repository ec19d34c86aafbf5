// One fact a written place; instantiations are its variants, the pattern counts only without them.
template <typename T> __device__ T add(T *p, T v) { return atomicAdd(p, v); }
template <typename T> __device__ T never(T *p, T v) { return atomicSub(p, v); }
template <typename T> __device__ void byName(T v) { atomicMax(v, v); T::unknown(v); }
template <int N> void host(void *p) { cudaMemset(p, 0, N * 4); }
struct Custom { int x; };
__device__ int atomicMax(Custom a, Custom b) { return a.x; }
__global__ void k(int *p, float *q) { add(p, 1); add(q, 2.0f); byName(Custom{}); }
void use(void *p) { host<4>(p); host<8>(p); }

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/facts.py %s --calls | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:templates.cu:2:23 __device__ qualifier parsed @add
// CHECK-NEXT:templates.cu:2:60 atomicAdd function parsed @add
// CHECK-NEXT:  call device <atomicAdd(p, v)> callee <atomicAdd> returned statement <return atomicAdd(p, v);> insert
// CHECK-NEXT:    signature int (int *, int)
// CHECK-NEXT:    [p reference=p type=int *]
// CHECK-NEXT:    [v reference=v type=int]
// CHECK-NEXT:  call device <atomicAdd(p, v)> callee <atomicAdd> returned statement <return atomicAdd(p, v);> insert
// CHECK-NEXT:    signature float (float *, float)
// CHECK-NEXT:    [p reference=p type=float *]
// CHECK-NEXT:    [v reference=v type=float]
// CHECK-NEXT:templates.cu:3:23 __device__ qualifier parsed @never
// CHECK-NEXT:templates.cu:3:62 atomicSub function parsed @never
// CHECK-NEXT:  call device dependent <atomicSub(p, v)> callee <atomicSub> returned statement <return atomicSub(p, v);> insert
// CHECK-NEXT:    [p reference=p]
// CHECK-NEXT:    [v reference=v]
// CHECK-NEXT:templates.cu:4:23 __device__ qualifier parsed @byName
// CHECK-NEXT:templates.cu:4:53 atomicMax function parsed @byName
// CHECK-NEXT:  call device dependent <atomicMax(v, v)> callee <atomicMax> discarded statement <atomicMax(v, v);> insert
// CHECK-NEXT:    [v reference=v]
// CHECK-NEXT:    [v reference=v]
// CHECK-NEXT:templates.cu:5:39 cudaMemset function parsed @host
// CHECK-NEXT:  call host <cudaMemset(p, 0, N * 4)> callee <cudaMemset> discarded statement <cudaMemset(p, 0, N * 4);> insert
// CHECK-NEXT:    signature cudaError (void *, int, unsigned long)
// CHECK-NEXT:    [p reference=p type=void *]
// CHECK-NEXT:    [0 value=0 type=int]
// CHECK-NEXT:    [N * 4 value=16 type=int multiplicative]
// CHECK-NEXT:  call host <cudaMemset(p, 0, N * 4)> callee <cudaMemset> discarded statement <cudaMemset(p, 0, N * 4);> insert
// CHECK-NEXT:    signature cudaError (void *, int, unsigned long)
// CHECK-NEXT:    [p reference=p type=void *]
// CHECK-NEXT:    [0 value=0 type=int]
// CHECK-NEXT:    [N * 4 value=32 type=int multiplicative]
// CHECK-NEXT:templates.cu:7:1 __device__ qualifier parsed @atomicMax
// CHECK-NEXT:templates.cu:8:1 __global__ qualifier parsed @k
