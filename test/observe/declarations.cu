// Types, qualifiers, built-in variables and enumerators, wherever they are written.
#define KERNEL __global__ void
struct State { cudaStream_t stream; cudaEvent_t events[2]; const dim3 *shape; };
__constant__ float table[4];
__device__ int counter;
__device__ __host__ inline float4 twice(float4 v) { return make_float4(v.x, v.y, v.z, v.w); }
KERNEL first(int *p) { p[0] = threadIdx.x; }
__global__ void __launch_bounds__(128, 2) second(int *p) {
  __shared__ float tile[32][33];
  extern __shared__ double dynamic[];
  p[blockIdx.x] = warpSize;
}
int main() {
  cudaStream_t a, b = nullptr, *c = &a;
  dim3 g(1, 2), h = 3, i{4}, j;
  auto size = sizeof(cudaDeviceProp);
  auto *k = new float2[3];
  auto m = static_cast<cudaMemcpyKind>(0);
  cudaMemcpyKind kinds[] = {cudaMemcpyHostToDevice};
  return size + (dim3(2, 3).x == 2);
}

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/facts.py %s --decls | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:declarations.cu:2:16 __global__ qualifier parsed body-of-KERNEL @first
// CHECK-NEXT:  decl device first : void (int *) <-> specifier <void> initializer <-> function
// CHECK-NEXT:declarations.cu:3:16 cudaStream_t type parsed
// CHECK-NEXT:  decl host stream : CUstream_st * <cudaStream_t stream> specifier <cudaStream_t> initializer <-> field
// CHECK-NEXT:declarations.cu:3:37 cudaEvent_t type parsed
// CHECK-NEXT:  decl host events : CUevent_st *[2] <cudaEvent_t events[2]> specifier <cudaEvent_t> initializer <-> array field
// CHECK-NEXT:declarations.cu:3:66 dim3 type parsed
// CHECK-NEXT:  decl host shape : const dim3 * <const dim3 *shape> specifier <dim3> initializer <-> field
// CHECK-NEXT:declarations.cu:4:1 __constant__ qualifier parsed
// CHECK-NEXT:  decl host table : float[4] <__constant__ float table[4]> specifier <float> initializer <-> array
// CHECK-NEXT:declarations.cu:5:1 __device__ qualifier parsed
// CHECK-NEXT:  decl host counter : int <__device__ int counter> specifier <int> initializer <->
// CHECK-NEXT:declarations.cu:6:1 __device__ qualifier parsed @twice
// CHECK-NEXT:  decl both twice : float4 (float4) <__device__ __host__ inline float4 twice(float4 v) { return make_float4(v.x, v.y, v.z, v.w); }> specifier <float4> initializer <-> function
// CHECK-NEXT:declarations.cu:6:12 __host__ qualifier parsed @twice
// CHECK-NEXT:  decl both twice : float4 (float4) <__device__ __host__ inline float4 twice(float4 v) { return make_float4(v.x, v.y, v.z, v.w); }> specifier <float4> initializer <-> function
// CHECK-NEXT:declarations.cu:6:28 float4 type parsed @twice
// CHECK-NEXT:  decl both twice : float4 (float4) <__device__ __host__ inline float4 twice(float4 v) { return make_float4(v.x, v.y, v.z, v.w); }> specifier <float4> initializer <-> function
// CHECK-NEXT:declarations.cu:6:41 float4 type parsed @twice
// CHECK-NEXT:  decl both v : float4 <float4 v> specifier <float4> initializer <-> parameter
// CHECK-NEXT:declarations.cu:6:60 make_float4 function parsed @twice
// CHECK-NEXT:declarations.cu:7:31 threadIdx builtin parsed @first
// CHECK-NEXT:declarations.cu:8:1 __global__ qualifier parsed @second
// CHECK-NEXT:  decl device second : void (int *) <__global__ void __launch_bounds__(128, 2) second(int *p) { __shared__ float tile[32][33]; extern __shared__ double dynamic[]; p[blockIdx.x] = warpSize; }> specifier <void> initializer <-> function
// CHECK-NEXT:declarations.cu:8:17 __launch_bounds__ qualifier parsed @second
// CHECK-NEXT:  decl device second : void (int *) <__global__ void __launch_bounds__(128, 2) second(int *p) { __shared__ float tile[32][33]; extern __shared__ double dynamic[]; p[blockIdx.x] = warpSize; }> specifier <void> initializer <-> function
// CHECK-NEXT:declarations.cu:9:3 __shared__ qualifier parsed @second
// CHECK-NEXT:  decl device tile : float[32][33] <__shared__ float tile[32][33]> specifier <float> initializer <-> array
// CHECK-NEXT:declarations.cu:10:10 __shared__ qualifier parsed @second
// CHECK-NEXT:  decl device dynamic : double[] <extern __shared__ double dynamic[]> specifier <double> initializer <-> array unsizedArray
// CHECK-NEXT:declarations.cu:11:5 blockIdx builtin parsed @second
// CHECK-NEXT:declarations.cu:11:19 warpSize builtin parsed @second
// CHECK-NEXT:declarations.cu:14:3 cudaStream_t type parsed @main
// CHECK-NEXT:  decl host a : CUstream_st * <cudaStream_t a> specifier <cudaStream_t> initializer <->
// CHECK-NEXT:  decl host b : CUstream_st * <cudaStream_t a, b = nullptr> specifier <cudaStream_t> initializer <nullptr>
// CHECK-NEXT:  decl host c : CUstream_st ** <cudaStream_t a, b = nullptr, *c = &a> specifier <cudaStream_t> initializer <&a>
// CHECK-NEXT:declarations.cu:15:3 dim3 type parsed @main
// CHECK-NEXT:  decl host h : dim3 <dim3 g(1, 2), h = 3> specifier <dim3> initializer <3>
// CHECK-NEXT:  decl host j : dim3 <dim3 g(1, 2), h = 3, i{4}, j> specifier <dim3> initializer <->
// CHECK-NEXT:  decl host g : dim3 <dim3 g(1, 2)> specifier <dim3> initializer <(1, 2)>
// CHECK-NEXT:  decl host i : dim3 <dim3 g(1, 2), h = 3, i{4}> specifier <dim3> initializer <{4}>
// CHECK-NEXT:declarations.cu:16:22 cudaDeviceProp type parsed @main
// CHECK-NEXT:declarations.cu:17:17 float2 type parsed @main
// CHECK-NEXT:declarations.cu:18:24 cudaMemcpyKind type parsed @main
// CHECK-NEXT:declarations.cu:19:3 cudaMemcpyKind type parsed @main
// CHECK-NEXT:  decl host kinds : cudaMemcpyKind[1] <cudaMemcpyKind kinds[] = {cudaMemcpyHostToDevice}> specifier <cudaMemcpyKind> initializer <{cudaMemcpyHostToDevice}> array
// CHECK-NEXT:declarations.cu:19:29 cudaMemcpyHostToDevice enumerator parsed @main
// CHECK-NEXT:declarations.cu:20:18 dim3 type parsed @main
