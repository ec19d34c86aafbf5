// Sizes are known through variables that never change, part by part; not through those that may.
__global__ void k(float *p) {}
constexpr int Threads = 256;
const dim3 Fixed(4, 4);
void change(dim3 &d);
void sizes(float *p, int n) {
  dim3 grid(2, 3), block{Threads};
  k<<<grid, block>>>(p);
  int threads = 128;
  int blocks = (1000 + threads - 1) / threads;
  k<<<blocks, threads, threads * sizeof(float)>>>(p);
  dim3 partly((n + 255) / 256, 2);
  k<<<partly, dim3(16, 16)>>>(p);
  dim3 late;
  late = dim3(7, 8, 9);
  k<<<late, Fixed>>>(p);
  dim3 member;
  member.x = 5;
  member.y = n;
  k<<<member, 32>>>(p);
  k<<<grid.y, grid.x * 32>>>(p);
}
void unknown(float *p, int n) {
  dim3 changed(2, 3);
  change(changed);
  k<<<changed, 1>>>(p);
  int counted = 1;
  counted *= n;
  k<<<counted, 2>>>(p);
  dim3 twice(1);
  if (n)
    twice = dim3(2);
  k<<<twice, 3>>>(p);
  dim3 sometimes;
  if (n)
    sometimes.x = 2;
  k<<<sometimes, 8>>>(p);
  int address = 4;
  int *alias = &address;
  *alias = n;
  k<<<address, 4>>>(p);
  k<<<n, 5>>>(p);
}
template <int N> void instances(float *p) { k<<<N, 6>>>(p); }
void made(float *p) {
  instances<1>(p);
  instances<2>(p);
}

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/kernels.py --launches | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:kernel 2 k(float *)
// CHECK-NEXT:  launch 8:4 chevron @sizes grid [grid] 2x3x1 block [block] 256x1x1
// CHECK-NEXT:  launch 11:4 chevron @sizes grid [blocks] 8x1x1 block [threads] 128x1x1 shared [threads * sizeof(float)] 512
// CHECK-NEXT:  launch 13:4 chevron @sizes grid [partly] ?x2x1 block [dim3(16, 16)] 16x16x1
// CHECK-NEXT:  launch 16:4 chevron @sizes grid [late] 7x8x9 block [Fixed] 4x4x1
// CHECK-NEXT:  launch 20:4 chevron @sizes grid [member] 5x?x1 block [32] 32x1x1
// CHECK-NEXT:  launch 21:4 chevron @sizes grid [grid.y] 3x1x1 block [grid.x * 32] 64x1x1
// CHECK-NEXT:  launch 26:4 chevron @unknown grid [changed] ? block [1] 1x1x1
// CHECK-NEXT:  launch 29:4 chevron @unknown grid [counted] ?x1x1 block [2] 2x1x1
// CHECK-NEXT:  launch 33:4 chevron @unknown grid [twice] ? block [3] 3x1x1
// CHECK-NEXT:  launch 37:4 chevron @unknown grid [sometimes] ?x1x1 block [8] 8x1x1
// CHECK-NEXT:  launch 41:4 chevron @unknown grid [address] ?x1x1 block [4] 4x1x1
// CHECK-NEXT:  launch 42:4 chevron @unknown grid [n] ?x1x1 block [5] 5x1x1
// CHECK-NEXT:  launch 44:46 chevron @instances grid [N] ?x1x1 block [6] 6x1x1
