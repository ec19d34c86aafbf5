// What an expression carries: conversions, literals as written, constants, overloads, calls of every kind.
#define HALF 0.5
#define SHIFTED(x) __shfl_down_sync(0xffffffffu, x, 1)
#define SWAP(a, b) { auto t = a; a = b; b = t; }
__constant__ float table[4][8];
__device__ int counter;
constexpr int Width = 32;
struct Base {
  __device__ virtual int value() const { return 1; }
};
struct Derived : Base {
  int scale, shift = 4;
  __device__ Derived(int n) : scale(n) {}
  __device__ ~Derived() { counter = 0; }
  __device__ float operator()(float x) const { return x * scale; }
  __device__ int value() const override { return scale + this->shift; }
};
__device__ constexpr int twice(int x) { return 2 * x; }
__device__ float scaled(float x, float by = 2.0f) { return x * by; }
__global__ void precision(float *p, double *d) {
  __shared__ float tile[twice(Width)][Width + 1];
  float a = p[0] * HALF + 1.0f;
  a += 0.1;
  tile[threadIdx.x][1] = sqrt(a) + sqrt(*d);
  int bits = 0x10u + sizeof(tile) / sizeof(float);
  a = SHIFTED(a);
  SWAP(p[0], p[1]);
}
__global__ void calls(float *p, int (*fp)(int), const Base &b) {
  Derived op(3);
  p[0] = op(p[1]) + fp(1) + b.value() + b.Base::value() + scaled(p[2]);
  auto only = scaled;
  only(p[0], table[1][Width - 30]);
  atomicAdd(&counter, p[0] > 1.0f ? 1 : 2);
  asm volatile("mov.u32 %0, %%laneid;" : "=r"(counter));
}

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/bodies.py --signatures --variables | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:function Base::value virtual device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (return 1)
// CHECK-NEXT:  2:
// CHECK-NEXT:function Derived::Derived device
// CHECK-NEXT:  var n: int bytes 4 parameter
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    new Base 'void () noexcept'
// CHECK-NEXT:    (= (~.scale ~this) n)
// CHECK-NEXT:    (~= (~.shift ~this) ~4)
// CHECK-NEXT:  2:
// CHECK-NEXT:function Derived::~Derived device
// CHECK-NEXT:  outer counter: int global bytes 4
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (= counter:global 0)
// CHECK-NEXT:  2:
// CHECK-NEXT:function Derived::operator() device
// CHECK-NEXT:  var x: float bytes 4 parameter
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (return (* x (~(float) (.scale ~this))))
// CHECK-NEXT:  2:
// CHECK-NEXT:function Derived::value virtual device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (return (+ (.scale ~this) (.shift this)))
// CHECK-NEXT:  2:
// CHECK-NEXT:function twice device
// CHECK-NEXT:  var x: int bytes 4 parameter
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (return (* 2 x))
// CHECK-NEXT:  2:
// CHECK-NEXT:function scaled device
// CHECK-NEXT:  var x: float bytes 4 parameter
// CHECK-NEXT:  var by: float bytes 4 parameter
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (return (* x by))
// CHECK-NEXT:  2:
// CHECK-NEXT:function precision kernel device
// CHECK-NEXT:  var p: float * bytes 8 parameter
// CHECK-NEXT:  var d: double * bytes 8 parameter
// CHECK-NEXT:  var tile: float[64][33] shared extents 64x33 bytes 8448 static
// CHECK-NEXT:  var a: float bytes 4
// CHECK-NEXT:  var bits: int bytes 4
// CHECK-NEXT:  var t: float bytes 4
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    decl tile:shared
// CHECK-NEXT:    (decl a (~(float) (+ (* (~(double) ([] p 0)) 0.5@body) (~(double)=1 1{1.0f}))))
// CHECK-NEXT:    (+= a 0.10000000000000001{0.1})
// CHECK-NEXT:    (= ([] ([] tile:shared (.x threadIdx)) 1) (~(float) (+ (~(double) (call sqrt 'float (float)' a)) (call sqrt 'double (double)' (* d)))))
// CHECK-NEXT:    (decl bits (~(int)=2128 (+=2128 (~(unsigned long)=16 16{0x10u}) (/=2112 <UnaryExprOrTypeTraitExpr>=8448 <UnaryExprOrTypeTraitExpr>=4))))
// CHECK-NEXT:    (= a (call __shfl_down_sync@body 'float (unsigned int, float, unsigned int, int)' 4294967295{0xffffffffu}@body a@argument (~(unsigned int)=1@body 1@body) ~warpSize=32))
// CHECK-NEXT:    (decl t@body ([]@argument p@argument 0@argument))
// CHECK-NEXT:    (=@body ([]@argument p@argument 0@argument) ([]@argument p@argument 1@argument))
// CHECK-NEXT:    (=@body ([]@argument p@argument 1@argument) t@body)
// CHECK-NEXT:  2:
// CHECK-NEXT:function calls kernel device
// CHECK-NEXT:  var p: float * bytes 8 parameter
// CHECK-NEXT:  var fp: int (*)(int) bytes 8 parameter
// CHECK-NEXT:  var b: const Base & parameter
// CHECK-NEXT:  var op: Derived bytes 16
// CHECK-NEXT:  var only: float (*)(float, float) bytes 8
// CHECK-NEXT:  outer counter: int global bytes 4
// CHECK-NEXT:  outer table: float[4][8] constant extents 4x8 bytes 128
// CHECK-NEXT:  outer Width: const int bytes 4 = 32
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: ? -> 3 2
// CHECK-NEXT:    (decl op (new Derived 'void (int)' 3))
// CHECK-NEXT:    (= ([] p 0) (+ (+ (+ (+ (call Derived::operator() 'float (float) const' op ([] p 1)) (~(float) (call !pointer 'int (int)' on fp 1))) (~(float) (call Base::value!virtual 'int () const' on b))) (~(float) (call Base::value 'int () const' on b))) (call scaled 'float (float, float)' ([] p 2) ~2{2.0f})))
// CHECK-NEXT:    (decl only scaled)
// CHECK-NEXT:    (call scaled!pointer 'float (float, float)' on only ([] p 0) ([] ([] table:constant 1) (-=2 Width=32 30)))
// CHECK-NEXT:   ?(> ([] p 0) 1{1.0f})
// CHECK-NEXT:  2: -> 4
// CHECK-NEXT:    2
// CHECK-NEXT:  3: -> 4
// CHECK-NEXT:    1
// CHECK-NEXT:  4: -> 5
// CHECK-NEXT:    (call atomicAdd 'int (int *, int)' (& counter:global) (?: ^1 ^3 ^2))
// CHECK-NEXT:    (asm counter:global)
// CHECK-NEXT:    (~call Derived::~Derived 'void () noexcept' on ~op)
// CHECK-NEXT:  5:
