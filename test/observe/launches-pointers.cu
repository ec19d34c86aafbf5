// Kernels that a launch names through pointers, tables, conditions and functions.
__global__ void one(float *p) {}
__global__ void two(float *p) {}
__global__ void three(float *p) {}
template <typename T> __global__ void shaped(T *p) {}
using Kernel = void (*)(float *);
Kernel pick(int n) {
  if (n)
    return one;
  return &two;
}
void pointers(float *p, int n) {
  Kernel fixed = one;
  fixed<<<1, 1>>>(p);
  Kernel late;
  late = &two;
  late<<<2, 2>>>(p);
  (n ? one : three)<<<3, 3>>>(p);
  auto instance = shaped<float>;
  instance<<<4, 4>>>(p);
  Kernel table[] = {one, two};
  for (int i = 0; i < 2; ++i)
    table[i]<<<5, 5>>>(p);
  Kernel chosen = pick(n);
  chosen<<<6, 6>>>(p);
  Kernel swapped = nullptr;
  switch (n) {
  case 0:
    swapped = two;
    break;
  default:
    swapped = three;
  }
  swapped<<<7, 7>>>(p);
}
// What is handed over is launched where it is handed over.
template <typename F> void launch_it(F kernel, float *p) { kernel<<<8, 8>>>(p); }
void plain_wrapper(Kernel kernel, float *p, int blocks) { kernel<<<blocks, 9>>>(p); }
void outer_wrapper(Kernel kernel, float *p) { plain_wrapper(kernel, p, 10); }
void hands(float *p) {
  launch_it(one, p);
  plain_wrapper(two, p, 1);
  outer_wrapper(three, p);
}
template <Kernel K> void by_argument(float *p) { K<<<11, 11>>>(p); }
void argument(float *p) { by_argument<three>(p); }
// A launcher that nothing is known of may launch it; the runtime's own functions do not.
bool foreign_launcher(int, const void *kernel);
void unknown(float *p) {
  cudaFuncSetAttribute(three, cudaFuncAttributeMaxDynamicSharedMemorySize, 1024);
  foreign_launcher(12, (const void *)three);
}

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/kernels.py --launches | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:kernel 2 one(float *)
// CHECK-NEXT:  launch 14:8 chevron @pointers grid [1] 1x1x1 block [1] 1x1x1
// CHECK-NEXT:  launch 18:20 chevron @pointers grid [3] 3x1x1 block [3] 3x1x1 possible
// CHECK-NEXT:  launch 23:13 chevron @pointers grid [5] 5x1x1 block [5] 5x1x1 possible
// CHECK-NEXT:  launch 25:9 chevron @pointers grid [6] 6x1x1 block [6] 6x1x1 possible
// CHECK-NEXT:  launch 41:3 chevron @hands grid [8] 8x1x1 block [8] 8x1x1 through launch_it
// CHECK-NEXT:kernel 3 two(float *)
// CHECK-NEXT:  launch 17:7 chevron @pointers grid [2] 2x1x1 block [2] 2x1x1
// CHECK-NEXT:  launch 23:13 chevron @pointers grid [5] 5x1x1 block [5] 5x1x1 possible
// CHECK-NEXT:  launch 25:9 chevron @pointers grid [6] 6x1x1 block [6] 6x1x1 possible
// CHECK-NEXT:  launch 34:10 chevron @pointers grid [7] 7x1x1 block [7] 7x1x1 possible
// CHECK-NEXT:  launch 42:3 chevron @hands grid [blocks] ?x1x1 block [9] 9x1x1 through plain_wrapper
// CHECK-NEXT:kernel 4 three(float *)
// CHECK-NEXT:  launch 18:20 chevron @pointers grid [3] 3x1x1 block [3] 3x1x1 possible
// CHECK-NEXT:  launch 34:10 chevron @pointers grid [7] 7x1x1 block [7] 7x1x1 possible
// CHECK-NEXT:  launch 43:3 chevron @hands grid [blocks] ?x1x1 block [9] 9x1x1 through outer_wrapper
// CHECK-NEXT:  launch 45:51 chevron @by_argument grid [11] 11x1x1 block [11] 11x1x1
// CHECK-NEXT:  launch 51:3 other @unknown grid [] ? block [] ? through foreign_launcher possible
// CHECK-NEXT:kernel 5 shaped() template
// CHECK-NEXT:  launch 20:11 chevron @pointers grid [4] 4x1x1 block [4] 4x1x1
