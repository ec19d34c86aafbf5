// Device functions, host functions that use the platform, and those that call them; no others.
struct Guard {
  void *p;
  Guard() { cudaMalloc(&p, 4); }
  ~Guard() { cudaFree(p); }
};
void leaf(int &a) { a++; }
void calls_leaf(int &a) { leaf(a); }
void allocates(void **p) { cudaMalloc(p, 4); }
void caller(void **p) { allocates(p); }
void caller_of_caller(void **p) { caller(p); }
template <typename T> void pattern(T *p) { cudaFree(p); }
void uses_pattern(float *p) { pattern(p); }
void declares() { dim3 grid(1); }
void constructs() { Guard g; }
template <typename F> void run(F f) { f(); }
void dispatches(void *p) { run([&] { cudaFree(p); }); }
constexpr int shared_code(int x) { return x; }
__device__ int device_code() { return shared_code(1); }
int main() { return 0; }

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/bodies.py --names | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:function Guard::Guard host
// CHECK-NEXT:function Guard::~Guard host
// CHECK-NEXT:function allocates host
// CHECK-NEXT:function caller host
// CHECK-NEXT:function caller_of_caller host
// CHECK-NEXT:function pattern<float> instantiation host
// CHECK-NEXT:function pattern template host
// CHECK-NEXT:function uses_pattern host
// CHECK-NEXT:function declares host
// CHECK-NEXT:function constructs host
// CHECK-NEXT:function run<(lambda)> instantiation host
// CHECK-NEXT:function dispatches host
// CHECK-NEXT:function dispatches(void *)::(lambda)::operator() host
// CHECK-NEXT:function shared_code both
// CHECK-NEXT:function device_code device
// CHECK-NEXT:function main host
