// Control flow as blocks: early exits, jumps, switch labels, operands with blocks of their own.
__global__ void guard(float *p, int n) {
  int i = threadIdx.x + blockIdx.x * blockDim.x;
  if (i >= n || p == nullptr)
    return;
  p[i] = i < 3 ? sqrt(p[i]) : p[0];
}
__device__ int choose(int n) {
  switch (n) {
  case 1:
    n += 1;
    break;
  case 2 ... 5:
    n++;
  default:
    n = -n;
  }
  return n;
}
__device__ void loops(int n, unsigned mask) {
  while (true) {
    if (n > 2)
      break;
    if (n)
      continue;
    n *= 2;
  }
  do {
    --n;
  } while (n > 0 && __any_sync(mask, n));
  for (;;)
    if (n--)
      return;
}
__device__ int jumps(int n) {
again:
  int list[2] = {1, 2};
  for (int x : list)
    if (x == n)
      goto again;
  return 0;
}

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/bodies.py | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:function guard kernel device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: || -> 3 2
// CHECK-NEXT:    (decl i (~(int) (+ (.x threadIdx) (* (.x blockIdx) (.x blockDim)))))
// CHECK-NEXT:   ?(>= i n)
// CHECK-NEXT:  2: if -> 3 4
// CHECK-NEXT:   ?(== p (~(float *) nullptr))
// CHECK-NEXT:  3: -> 8
// CHECK-NEXT:    return
// CHECK-NEXT:  4: ? -> 6 5
// CHECK-NEXT:   ?(< i 3)
// CHECK-NEXT:  5: -> 7
// CHECK-NEXT:    ([] p 0)
// CHECK-NEXT:  6: -> 7
// CHECK-NEXT:    (call sqrt ([] p i))
// CHECK-NEXT:  7: -> 8
// CHECK-NEXT:    (= ([] p i) (?: ^4 ^6 ^5))
// CHECK-NEXT:  8:
// CHECK-NEXT:function choose device
// CHECK-NEXT:  0: -> 4
// CHECK-NEXT:  1 case 1: break -> 5
// CHECK-NEXT:    (+= n 1)
// CHECK-NEXT:  2 case 2..5: -> 3
// CHECK-NEXT:    (++post n)
// CHECK-NEXT:  3 default: -> 5
// CHECK-NEXT:    (= n (- n))
// CHECK-NEXT:  4: switch -> 2 1 3
// CHECK-NEXT:   ?n
// CHECK-NEXT:  5: -> 6
// CHECK-NEXT:    (return n)
// CHECK-NEXT:  6:
// CHECK-NEXT:function loops device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: while -> 2 9
// CHECK-NEXT:   ?1
// CHECK-NEXT:  2: if -> 3 4
// CHECK-NEXT:   ?(> n 2)
// CHECK-NEXT:  3: break -> 9
// CHECK-NEXT:  4: if -> 5 6
// CHECK-NEXT:   ?(~(bool) n)
// CHECK-NEXT:  5: continue -> 7
// CHECK-NEXT:  6: -> 7
// CHECK-NEXT:    (*= n 2)
// CHECK-NEXT:  7: -> 1
// CHECK-NEXT:  8: -> 9
// CHECK-NEXT:  9: -> 10
// CHECK-NEXT:    (-- n)
// CHECK-NEXT:  10: && -> 11 12
// CHECK-NEXT:   ?(> n 0)
// CHECK-NEXT:  11: -> 12
// CHECK-NEXT:    (~(bool) (call __any_sync mask n))
// CHECK-NEXT:  12: do -> 8 13
// CHECK-NEXT:   ?(&& ^10 ^11)
// CHECK-NEXT:  13: for -> 14 -
// CHECK-NEXT:  14: if -> 15 16
// CHECK-NEXT:   ?(~(bool) (--post n))
// CHECK-NEXT:  15: -> 17
// CHECK-NEXT:    return
// CHECK-NEXT:  16: -> 13
// CHECK-NEXT:  17:
// CHECK-NEXT:function jumps device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1 again: -> 5
// CHECK-NEXT:    (decl list (list 1 2))
// CHECK-NEXT:    (decl __range1 list)
// CHECK-NEXT:    (decl __end1 (+ __range1 2{list}))
// CHECK-NEXT:    (decl __begin1 __range1)
// CHECK-NEXT:  2: if -> 3 4
// CHECK-NEXT:    (decl x (* __begin1))
// CHECK-NEXT:   ?(== x n)
// CHECK-NEXT:  3: goto -> 1
// CHECK-NEXT:  4: -> 5
// CHECK-NEXT:    (++ __begin1)
// CHECK-NEXT:  5: for -> 2 6
// CHECK-NEXT:   ?(!= __begin1 __end1)
// CHECK-NEXT:  6: -> 7
// CHECK-NEXT:    (return 0)
// CHECK-NEXT:  7:
