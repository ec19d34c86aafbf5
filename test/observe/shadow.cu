// Names of the platform that mean something else here are not the platform's.
namespace mine { struct dim3 { int x; }; int atomicAdd(int *p, int n) { return *p + n; } }
struct Box { int warpSize; void cudaFree() {} };
enum class Kind { cudaSuccess };
int use(mine::dim3 d) {
  int threadIdx = 3, cudaMalloc = 4;
  Box box;
  box.cudaFree();
  int v = mine::atomicAdd(&threadIdx, cudaMalloc) + box.warpSize + d.x;
  // cudaMemcpy in a comment, and "cudaMemcpy" in a string
  const char *s = "cudaMemcpy";
  return v + int(Kind::cudaSuccess) + s[0];
}
__device__ float device(float x) { return sqrt(x) + sinf(x); }
float host(float x);
#include <cmath>
float host(float x) { return sqrt(x) + std::sin(x); }

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/facts.py %s | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:shadow.cu:14:1 __device__ qualifier parsed @device
// CHECK-NEXT:shadow.cu:14:43 sqrt function parsed @device
// CHECK-NEXT:shadow.cu:14:53 sinf function parsed @device
