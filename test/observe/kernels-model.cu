// What the model knows of a kernel: bounds, shared memory, operations of everything that it reaches.
__device__ int total;
__device__ int even(int n);
__device__ int odd(int n) { return n == 0 ? 0 : even(n - 1); }
__device__ int even(int n) { return n == 0 ? 1 : odd(n - 1); }
__device__ int itself(int n) { return n ? itself(n - 1) : 0; }
struct Shape {
  __device__ virtual float area() const { return 0; }
};
struct Square : Shape {
  __device__ float area() const override { return float(sqrt(2.0)); }
};
__device__ float warp_sum(float v) {
  for (int i = 16; i; i /= 2)
    v += __shfl_down_sync(0xffffffff, v, i);
  return v;
}
__global__ void __launch_bounds__(256, 2) busy(int *p, float *f) {
  __shared__ int tile[64];
  extern __shared__ float dynamic[];
  tile[threadIdx.x] = 1;
  __syncthreads();
  atomicAdd(&tile[0], 1);
  atomicAdd(p + 1, 2);
  atomicMax(&total, 3);
  dynamic[0] = warp_sum(f[0]);
}
__global__ void mutual(int *p) { p[0] = odd(p[1]); }
__global__ void direct(int *p) { p[0] = itself(3); }
__global__ void calls(float *p, const Shape *shape, float (*fp)(float)) { p[0] = shape->area() + fp(1.0f); }
__global__ void quiet(float *p) { p[0] = 1; }
template <int N> __global__ void __launch_bounds__(N) sized(float *p) {
  __shared__ float tile[N];
  tile[0] = p[0];
}
void host(float *p) {
  sized<32><<<1, 32>>>(p);
  sized<64><<<1, 64>>>(p);
}

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/kernels.py | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:kernel 18 busy(int *, float *)
// CHECK-NEXT:  bounds 256 2
// CHECK-NEXT:  shared 256 dynamic
// CHECK-NEXT:  barriers 22 __syncthreads []
// CHECK-NEXT:  warpOperations 15 __shfl_down_sync [4294967295]
// CHECK-NEXT:  atomics 23 atomicAdd [int * shared]
// CHECK-NEXT:  atomics 24 atomicAdd [int * global]
// CHECK-NEXT:  atomics 25 atomicMax [int * global]
// CHECK-NEXT:  callees warp_sum
// CHECK-NEXT:kernel 28 mutual(int *)
// CHECK-NEXT:  shared 0
// CHECK-NEXT:  callees even, odd
// CHECK-NEXT:  features recursion
// CHECK-NEXT:kernel 29 direct(int *)
// CHECK-NEXT:  shared 0
// CHECK-NEXT:  callees itself
// CHECK-NEXT:  features recursion
// CHECK-NEXT:kernel 30 calls(float *, const Shape *, float (*)(float))
// CHECK-NEXT:  shared 0
// CHECK-NEXT:  callees Shape::area, Square::area
// CHECK-NEXT:  precisions double
// CHECK-NEXT:  features indirect-call, virtual-call
// CHECK-NEXT:kernel 31 quiet(float *)
// CHECK-NEXT:  shared 0
// CHECK-NEXT:kernel 32 sized(float *) template
// CHECK-NEXT:  launch 37:12 chevron @host grid [1] 1x1x1 block [32] 32x1x1
// CHECK-NEXT:  launch 38:12 chevron @host grid [1] 1x1x1 block [64] 64x1x1
// CHECK-NEXT:  shared 256 unknown
