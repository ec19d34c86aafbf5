// A missing header is not the end; what an error touches says so; inactive code is seen as tokens.
#include "not_there.h"
#include <cuda_runtime.h>
void f(float *p) {
  cudaMalloc(&p, undeclared);
  cudaFree(p);
  Missing m = make(cudaGetLastError());
}
#if defined(NOT_DEFINED) && 1
void g(float *p) { cudaHostUnregister(p); }
#else
void h(float *p) { cudaHostGetFlags(nullptr, p); }
#endif
__global__ void k() {
#if __CUDA_ARCH__ >= 800
  __nanosleep(1);
#endif
}

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/facts.py %s --calls | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:recovery.cu:3:10 cuda_runtime.h include parsed
// CHECK-NEXT:recovery.cu:5:3 cudaMalloc function recovered @f
// CHECK-NEXT:  call host <cudaMalloc(&p, undeclared)> callee <cudaMalloc> discarded statement <cudaMalloc(&p, undeclared);> insert
// CHECK-NEXT:    [&p pointeeOf=float * type=float ** unary]
// CHECK-NEXT:    [undeclared comma effects]
// CHECK-NEXT:recovery.cu:6:3 cudaFree function parsed @f
// CHECK-NEXT:  call host <cudaFree(p)> callee <cudaFree> discarded statement <cudaFree(p);> insert
// CHECK-NEXT:    signature cudaError (void *)
// CHECK-NEXT:    [p reference=p type=float *]
// CHECK-NEXT:recovery.cu:7:20 cudaGetLastError function parsed @f
// CHECK-NEXT:  call host <cudaGetLastError()> callee <cudaGetLastError> other statement <Missing m = make(cudaGetLastError());> insert
// CHECK-NEXT:    signature cudaError ()
// CHECK-NEXT:recovery.cu:10:20 cudaHostUnregister function lexed inactive<#if defined(NOT_DEFINED) && 1>
// CHECK-NEXT:recovery.cu:12:20 cudaHostGetFlags function parsed @h
// CHECK-NEXT:  call host <cudaHostGetFlags(nullptr, p)> callee <cudaHostGetFlags> discarded statement <cudaHostGetFlags(nullptr, p);> insert
// CHECK-NEXT:    signature cudaError (unsigned int *, void *)
// CHECK-NEXT:    [nullptr value=nullptr type=std::nullptr_t]
// CHECK-NEXT:    [p reference=p type=float *]
// CHECK-NEXT:recovery.cu:14:1 __global__ qualifier parsed @k
// CHECK-NEXT:recovery.cu:16:3 __nanosleep function lexed inactive<#if __CUDA_ARCH__ >= 800>
