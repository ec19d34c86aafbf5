// What a call fact says: ranges, arguments, use of the result, the statement around it.
#define CHECK(x) do { cudaError_t e_ = (x); if (e_ != cudaSuccess) report(cudaGetErrorString(e_)); } while (0)
#define ALLOC(p, n) cudaMalloc(&(p), n)
void report(const char *);
int next();
int main() {
  float *p = nullptr, *q;
  int n = 100;
  CHECK(cudaMalloc(&p, n * sizeof(float)));
  cudaMalloc((void **)&q, 256);
  if (cudaMemcpy(q, p + 1, next(), cudaMemcpyDeviceToDevice) != cudaSuccess)
    cudaFree(0);
  ALLOC(p, 64);
  for (int i = 0; i < 2 && cudaDeviceSynchronize() == cudaSuccess; ++i)
    cudaMemset(p, 0, n ? 4 : 8);
  cudaError_t e = cudaStreamSynchronize(nullptr);
  auto get = [&] { return cudaGetLastError(); };
  n > 0 && cudaDeviceReset();
  (void)cudaFree(p), cudaFree(q);
  switch (n) { case 1: cudaFree(q); }
  return e == cudaSuccess ? cudaPeekAtLastError() : get();
}

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/facts.py %s --calls | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:calls.cu:2:23 cudaError_t type parsed body-of-CHECK @main
// CHECK-NEXT:calls.cu:2:55 cudaSuccess enumerator parsed body-of-CHECK @main
// CHECK-NEXT:calls.cu:2:75 cudaGetErrorString function parsed body-of-CHECK @main
// CHECK-NEXT:  call host <cudaGetErrorString(e_)> callee <cudaGetErrorString> passed statement <report(cudaGetErrorString(e_));>
// CHECK-NEXT:    signature const char *(cudaError)
// CHECK-NEXT:    [e_ reference=e_ type=cudaError macro=body]
// CHECK-NEXT:calls.cu:3:21 cudaMalloc function parsed body-of-ALLOC @main
// CHECK-NEXT:  call host <cudaMalloc(&(p), n)> callee <cudaMalloc> discarded statement <cudaMalloc(&(p), n)>
// CHECK-NEXT:    signature cudaError (float **, unsigned long)
// CHECK-NEXT:    template float
// CHECK-NEXT:    [&(p) pointeeOf=float * type=float ** unary macro=body]
// CHECK-NEXT:    [n value=64 type=int macro=argument]
// CHECK-NEXT:calls.cu:9:9 cudaMalloc function parsed argument-of-CHECK @main
// CHECK-NEXT:  call host <cudaMalloc(&p, n * sizeof(float))> callee <cudaMalloc> passed statement <CHECK(cudaMalloc(&p, n * sizeof(float)));> insert
// CHECK-NEXT:    signature cudaError (float **, unsigned long)
// CHECK-NEXT:    template float
// CHECK-NEXT:    [&p pointeeOf=float * type=float ** unary macro=argument]
// CHECK-NEXT:    [n * sizeof(float) type=unsigned long multiplicative macro=argument]
// CHECK-NEXT:calls.cu:10:3 cudaMalloc function parsed @main
// CHECK-NEXT:  call host <cudaMalloc((void **)&q, 256)> callee <cudaMalloc> discarded statement <cudaMalloc((void **)&q, 256);> insert
// CHECK-NEXT:    signature cudaError (void **, unsigned long)
// CHECK-NEXT:    [(void **)&q pointeeOf=float * type=void ** unary]
// CHECK-NEXT:    [256 value=256 type=int]
// CHECK-NEXT:calls.cu:11:7 cudaMemcpy function parsed @main
// CHECK-NEXT:  call host <cudaMemcpy(q, p + 1, next(), cudaMemcpyDeviceToDevice)> callee <cudaMemcpy> tested statement <if (cudaMemcpy(q, p + 1, next(), cudaMemcpyDeviceToDevice) != cudaSuccess) cudaFree(0);> insert
// CHECK-NEXT:    signature cudaError (void *, const void *, unsigned long, cudaMemcpyKind)
// CHECK-NEXT:    [q reference=q type=float *]
// CHECK-NEXT:    [p + 1 type=float * additive]
// CHECK-NEXT:    [next() type=int postfix effects]
// CHECK-NEXT:    [cudaMemcpyDeviceToDevice value=3 reference=cudaMemcpyDeviceToDevice type=cudaMemcpyKind]
// CHECK-NEXT:calls.cu:11:36 cudaMemcpyDeviceToDevice enumerator parsed @main
// CHECK-NEXT:calls.cu:11:65 cudaSuccess enumerator parsed @main
// CHECK-NEXT:calls.cu:12:5 cudaFree function parsed @main
// CHECK-NEXT:  call host <cudaFree(0)> callee <cudaFree> discarded statement <cudaFree(0);>
// CHECK-NEXT:    signature cudaError (void *)
// CHECK-NEXT:    [0 value=0 type=int]
// CHECK-NEXT:calls.cu:14:28 cudaDeviceSynchronize function parsed @main
// CHECK-NEXT:  call host <cudaDeviceSynchronize()> callee <cudaDeviceSynchronize> tested statement <for (int i = 0; i < 2 && cudaDeviceSynchronize() == cudaSuccess; ++i) cudaMemset(p, 0, n ? 4 : 8);>
// CHECK-NEXT:    signature cudaError ()
// CHECK-NEXT:calls.cu:14:55 cudaSuccess enumerator parsed @main
// CHECK-NEXT:calls.cu:15:5 cudaMemset function parsed @main
// CHECK-NEXT:  call host <cudaMemset(p, 0, n ? 4 : 8)> callee <cudaMemset> discarded statement <cudaMemset(p, 0, n ? 4 : 8);>
// CHECK-NEXT:    signature cudaError (void *, int, unsigned long)
// CHECK-NEXT:    [p reference=p type=float *]
// CHECK-NEXT:    [0 value=0 type=int]
// CHECK-NEXT:    [n ? 4 : 8 type=int conditional]
// CHECK-NEXT:calls.cu:16:3 cudaError_t type parsed @main
// CHECK-NEXT:calls.cu:16:19 cudaStreamSynchronize function parsed @main
// CHECK-NEXT:  call host <cudaStreamSynchronize(nullptr)> callee <cudaStreamSynchronize> assigned statement <cudaError_t e = cudaStreamSynchronize(nullptr);> insert
// CHECK-NEXT:    signature cudaError (CUstream_st *)
// CHECK-NEXT:    [nullptr value=nullptr type=std::nullptr_t]
// CHECK-NEXT:calls.cu:17:27 cudaGetLastError function parsed @main
// CHECK-NEXT:  call host <cudaGetLastError()> callee <cudaGetLastError> returned statement <return cudaGetLastError();> insert
// CHECK-NEXT:    signature cudaError ()
// CHECK-NEXT:calls.cu:18:12 cudaDeviceReset function parsed @main
// CHECK-NEXT:  call host <cudaDeviceReset()> callee <cudaDeviceReset> tested statement <n > 0 && cudaDeviceReset();>
// CHECK-NEXT:    signature cudaError ()
// CHECK-NEXT:calls.cu:19:9 cudaFree function parsed @main
// CHECK-NEXT:  call host <cudaFree(p)> callee <cudaFree> discarded statement <(void)cudaFree(p), cudaFree(q);> insert
// CHECK-NEXT:    signature cudaError (void *)
// CHECK-NEXT:    [p reference=p type=float *]
// CHECK-NEXT:calls.cu:19:22 cudaFree function parsed @main
// CHECK-NEXT:  call host <cudaFree(q)> callee <cudaFree> discarded statement <(void)cudaFree(p), cudaFree(q);> insert
// CHECK-NEXT:    signature cudaError (void *)
// CHECK-NEXT:    [q reference=q type=float *]
// CHECK-NEXT:calls.cu:20:24 cudaFree function parsed @main
// CHECK-NEXT:  call host <cudaFree(q)> callee <cudaFree> discarded statement <cudaFree(q);> insert
// CHECK-NEXT:    signature cudaError (void *)
// CHECK-NEXT:    [q reference=q type=float *]
// CHECK-NEXT:calls.cu:21:15 cudaSuccess enumerator parsed @main
// CHECK-NEXT:calls.cu:21:29 cudaPeekAtLastError function parsed @main
// CHECK-NEXT:  call host <cudaPeekAtLastError()> callee <cudaPeekAtLastError> returned statement <return e == cudaSuccess ? cudaPeekAtLastError() : get();>
// CHECK-NEXT:    signature cudaError ()
