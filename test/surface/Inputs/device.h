#define __host__ __attribute__((host))
#define __device__ __attribute__((device))
#define __global__ __attribute__((global))
__device__ int laneOf(int i);
__host__ __device__ inline float both(float v) { return v; }
__device__ inline double broken(double v) { return noSuchBuiltin(v); }
__global__ void kernel(int *p);
extern __device__ const int counter;
