// Patterns have structure too; instantiations have their types and constants; lambdas and functions
// made by macros have bodies of their own.
template <typename T, int N> __device__ T sum(T *p) {
  T s = 0;
  for (int i = 0; i < N; ++i)
    if (p[i] > T(1) && i)
      s += p[i];
  return s;
}
template <typename T> __global__ void never(T *p) {
  if (threadIdx.x < 4 && p[0] > T(0))
    __syncthreads();
  p->method(helper(p));
}
template <typename F> __global__ void apply(float *p, F f) { p[threadIdx.x] = f(p[0]); }
template <typename T> struct Box {
  T held;
  __device__ T get() const { return held; }
};
#define DEFINE(name, value) __global__ void name(float *p) { p[0] = value; }
DEFINE(ones, 1.0f)
__global__ void use(float *p, double *d) { p[0] = sum<float, 4>(p) + sum<double, 2>(d) + Box<float>{p[1]}.get(); }
void host(float *p, float by) {
  apply<<<1, 32>>>(p, [=] __device__(float x) { return x * by; });
  auto generic = [=] __host__ __device__(auto x) { return x + by; };
  apply<<<1, 32>>>(p, generic);
}

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/bodies.py | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:function sum<double, 2> instantiation device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (decl s (~(double)=0 0))
// CHECK-NEXT:    (decl i 0)
// CHECK-NEXT:  2: for -> 3 7
// CHECK-NEXT:   ?(< i 2{N})
// CHECK-NEXT:  3: && -> 4 6
// CHECK-NEXT:   ?(> ([] p i) ((double)=1 (~(double)=1 1)))
// CHECK-NEXT:  4: if -> 5 6
// CHECK-NEXT:   ?(~(bool) i)
// CHECK-NEXT:  5: -> 6
// CHECK-NEXT:    (+= s ([] p i))
// CHECK-NEXT:  6: -> 2
// CHECK-NEXT:    (++ i)
// CHECK-NEXT:  7: -> 8
// CHECK-NEXT:    (return s)
// CHECK-NEXT:  8:
// CHECK-NEXT:function sum<float, 4> instantiation device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (decl s (~(float)=0 0))
// CHECK-NEXT:    (decl i 0)
// CHECK-NEXT:  2: for -> 3 7
// CHECK-NEXT:   ?(< i 4{N})
// CHECK-NEXT:  3: && -> 4 6
// CHECK-NEXT:   ?(> ([] p i) ((float)=1 (~(float)=1 1)))
// CHECK-NEXT:  4: if -> 5 6
// CHECK-NEXT:   ?(~(bool) i)
// CHECK-NEXT:  5: -> 6
// CHECK-NEXT:    (+= s ([] p i))
// CHECK-NEXT:  6: -> 2
// CHECK-NEXT:    (++ i)
// CHECK-NEXT:  7: -> 8
// CHECK-NEXT:    (return s)
// CHECK-NEXT:  8:
// CHECK-NEXT:function sum template device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (decl s 0)
// CHECK-NEXT:    (decl i 0)
// CHECK-NEXT:  2: for -> 3 7
// CHECK-NEXT:   ?(< i N)
// CHECK-NEXT:  3: && -> 4 6
// CHECK-NEXT:   ?(> ([] p i) (new T!unresolved 1))
// CHECK-NEXT:  4: if -> 5 6
// CHECK-NEXT:   ?i
// CHECK-NEXT:  5: -> 6
// CHECK-NEXT:    (+= s ([] p i))
// CHECK-NEXT:  6: -> 2
// CHECK-NEXT:    (++ i)
// CHECK-NEXT:  7: -> 8
// CHECK-NEXT:    (return s)
// CHECK-NEXT:  8:
// CHECK-NEXT:function never kernel template device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: && -> 2 4
// CHECK-NEXT:   ?(< (.x threadIdx) (~(unsigned int)=4 4))
// CHECK-NEXT:  2: if -> 3 4
// CHECK-NEXT:   ?(> ([] p 0) (new T!unresolved 0))
// CHECK-NEXT:  3: -> 4
// CHECK-NEXT:    call __syncthreads
// CHECK-NEXT:  4: -> 5
// CHECK-NEXT:    (call method!unresolved on p (call helper!unresolved p))
// CHECK-NEXT:  5:
// CHECK-NEXT:function apply<(lambda)> kernel instantiation device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (= ([] p (.x threadIdx)) (call host(float *, float)::(lambda)::operator() f ([] p 0)))
// CHECK-NEXT:  2:
// CHECK-NEXT:function apply<(lambda)> kernel instantiation device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (= ([] p (.x threadIdx)) (call host(float *, float)::(lambda)::operator() f ([] p 0)))
// CHECK-NEXT:  2:
// CHECK-NEXT:function apply kernel template device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (= ([] p (.x threadIdx)) (call !unresolved on f ([] p 0)))
// CHECK-NEXT:  2:
// CHECK-NEXT:function Box<float>::get instantiation device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (return (.held ~this))
// CHECK-NEXT:  2:
// CHECK-NEXT:function Box::get template device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (return (.held ~this))
// CHECK-NEXT:  2:
// CHECK-NEXT:function ones kernel device macro-argument
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (=@body ([]@body p@body 0@body) 1{1.0f}@argument)
// CHECK-NEXT:  2:
// CHECK-NEXT:function use kernel device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (= ([] p 0) (~(float) (+ (+ (~(double) (call sum p)) (call sum d)) (~(double) (call Box<float>::get on ((Box<float>) (list ([] p 1))))))))
// CHECK-NEXT:  2:
// CHECK-NEXT:function host host
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (launch apply (new dim3 (~(unsigned int)=1 1) (~(unsigned int)=1 ~1) (~(unsigned int)=1 ~1)) (new dim3 (~(unsigned int)=32 32) (~(unsigned int)=1 ~1) (~(unsigned int)=1 ~1)) (~(unsigned long)=0 ~0) (~(CUstream_st *) ~0) p (lambda by))
// CHECK-NEXT:    (decl generic (lambda by))
// CHECK-NEXT:    (launch apply (new dim3 (~(unsigned int)=1 1) (~(unsigned int)=1 ~1) (~(unsigned int)=1 ~1)) (new dim3 (~(unsigned int)=32 32) (~(unsigned int)=1 ~1) (~(unsigned int)=1 ~1)) (~(unsigned long)=0 ~0) (~(CUstream_st *) ~0) p generic)
// CHECK-NEXT:  2:
// CHECK-NEXT:function host(float *, float)::(lambda)::operator() device
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (return (* x by))
// CHECK-NEXT:  2:
// CHECK-NEXT:function host(float *, float)::(lambda)::operator()<float> instantiation both
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (return (+ x by))
// CHECK-NEXT:  2:
// CHECK-NEXT:function host(float *, float)::(lambda)::operator() template both
// CHECK-NEXT:  0: -> 1
// CHECK-NEXT:  1: -> 2
// CHECK-NEXT:    (return (+ x by))
// CHECK-NEXT:  2:
