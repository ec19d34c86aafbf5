// A member of a template that is initialised by a list in parentheses: the expression has no type yet.
// RUN: %ascendify audit %s --dump=facts | %python -c "import json, sys; d = json.load(sys.stdin); print(d['errors'], *sorted({b['name'] for b in d['bodies']}), sep='\n')" | %filecheck %s --match-full-lines --implicit-check-not={{.+}}
// CHECK: []
// CHECK-NEXT: Both::Both
// CHECK-NEXT: Pair::Pair<T>
// CHECK-NEXT: Pair::free
// CHECK-NEXT: use
struct Both {
  __host__ __device__ Both(int a, int b) {}
  __host__ __device__ Both(int a) {}
};
template <typename T> struct Pair {
  Both both;
  T *data;
  Pair(T a, T b) : both(a, b), data(nullptr) { cudaMalloc(&data, sizeof(T)); }
  void free() { cudaFree(data); }
};
__global__ void use(int *p) { *p = 1; }
