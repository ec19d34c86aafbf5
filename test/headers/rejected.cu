// What is wrong stays wrong: permissive declarations would hide it.
// RUN: not %clang_cuda -std=c++17 %s 2>&1 | %filecheck --implicit-check-not=error: %s
// RUN: not %clang_cuda -std=c++17 -DHOST %s 2>&1 \
// RUN:   | %filecheck --check-prefix=HOST --implicit-check-not=error: %s

#ifndef HOST
__global__ void kernel(float *p) {
  // CHECK: error: use of undeclared identifier '__no_such_intrinsic'
  p[0] = __no_such_intrinsic(p[0]);
  // CHECK: error: no matching function for call to '__shfl_sync'
  p[0] = __shfl_sync(p[0]);
  // CHECK: error: no matching function for call to 'atomicAdd'
  atomicAdd(p, "one");
  // CHECK: error: no matching function for call to '__clz'
  p[0] = __clz(1, 2);
  // CHECK: error: no member named 'q' in 'uint3'
  p[0] = threadIdx.q;
}
int main() {
  // CHECK: error: no matching function for call to 'cudaMemcpy'
  cudaMemcpy(nullptr, nullptr, 4);
  // CHECK: error: no matching function for call to 'cudaStreamSynchronize'
  cudaStreamSynchronize(1.5);
  // CHECK: error: no member named 'noSuchField' in 'cudaDeviceProp'
  cudaDeviceProp().noSuchField = 1;
  // CHECK: error: use of undeclared identifier 'cublasCreate'
  cublasCreate(nullptr);
  // CHECK: errors generated
}
#else
int main() {
  // HOST: error: reference to __device__ function '__syncthreads' in __host__ function
  __syncthreads();
}
#endif
