// Launches that clang's parser does not take: braces for a grid, blanks within the chevrons.
__global__ void k(int *p) {}
template <typename T> __global__ void t(T *p) {}
#define LAUNCH(f, n) f<<<{n, 2}, {32, 1, 1}>>>(nullptr)
#define CHECK(x) do { (x); } while (0)
void host(int *p, int n, cudaStream_t s) {
  k<<<n, {16, 16, 1}>>>(p); cudaFree(p);
  k<<<{unsigned(n), 2}, 64>>>(p); cudaFree(p + 1);
  k<< <n, 128>> >(p); cudaFree(p + 2);
  t<int> <<  <1, {8, 8}, 0, s>> > (p);
  LAUNCH(k, 3u); cudaFree(p + 3);
  k<<<n,
      {n > 1 ? 2u : 1u, 1}>>>(p); cudaFree(p + 4);
  CHECK(cudaFree(p + 5)); n = n << 1 >> 1;
  const char *text = "k<<<n, {1}>>>(p)"; // k<<<n, {1}>>>(p) k<< <1, 2>> >(p)
}

// RUN: %ascendify audit %s --dump=facts | %python %S/Inputs/facts.py %s --launches | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:chevrons.cu:2:1 __global__ qualifier parsed @k
// CHECK-NEXT:chevrons.cu:3:23 __global__ qualifier parsed @t
// CHECK-NEXT:chevrons.cu:4:23 <<< launch parsed body-of-LAUNCH @host
// CHECK-NEXT:  launch host chevron <f<<<{n, 2}, {32, 1, 1}>>>(nullptr)> kernel k <f>
// CHECK-NEXT:    grid [{n, 2} type=dim3 postfix macro=body]
// CHECK-NEXT:    block [{32, 1, 1} type=dim3 postfix macro=body]
// CHECK-NEXT:    [nullptr value=nullptr type=std::nullptr_t macro=body]
// CHECK-NEXT:chevrons.cu:6:26 cudaStream_t type parsed @host
// CHECK-NEXT:chevrons.cu:7:4 <<< launch parsed @host
// CHECK-NEXT:  launch host chevron <k<<<n, {16, 16, 1}>>>(p)> kernel k <k> insert
// CHECK-NEXT:    grid [n reference=n type=int]
// CHECK-NEXT:    block [{16, 16, 1} type=dim3 postfix]
// CHECK-NEXT:    [p reference=p type=int *]
// CHECK-NEXT:chevrons.cu:7:29 cudaFree function parsed @host
// CHECK-NEXT:chevrons.cu:8:4 <<< launch parsed @host
// CHECK-NEXT:  launch host chevron <k<<<{unsigned(n), 2}, 64>>>(p)> kernel k <k> insert
// CHECK-NEXT:    grid [{unsigned(n), 2} type=dim3 postfix]
// CHECK-NEXT:    block [64 value=64 type=int]
// CHECK-NEXT:    [p reference=p type=int *]
// CHECK-NEXT:chevrons.cu:8:35 cudaFree function parsed @host
// CHECK-NEXT:chevrons.cu:9:4 <<< launch parsed @host
// CHECK-NEXT:  launch host chevron <k<< <n, 128>> >(p)> kernel k <k> insert
// CHECK-NEXT:    grid [n reference=n type=int]
// CHECK-NEXT:    block [128 value=128 type=int]
// CHECK-NEXT:    [p reference=p type=int *]
// CHECK-NEXT:chevrons.cu:9:23 cudaFree function parsed @host
// CHECK-NEXT:chevrons.cu:10:10 <<< launch parsed @host
// CHECK-NEXT:  launch host chevron <t<int> << <1, {8, 8}, 0, s>> > (p)> kernel t <t<int>> insert
// CHECK-NEXT:    grid [1 value=1 type=int]
// CHECK-NEXT:    block [{8, 8} type=dim3 postfix]
// CHECK-NEXT:    sharedBytes [0 value=0 type=int]
// CHECK-NEXT:    stream [s reference=s type=CUstream_st *]
// CHECK-NEXT:    [p reference=p type=int *]
// CHECK-NEXT:chevrons.cu:11:18 cudaFree function parsed @host
// CHECK-NEXT:chevrons.cu:12:4 <<< launch parsed @host
// CHECK-NEXT:  launch host chevron <k<<<n, {n > 1 ? 2u : 1u, 1}>>>(p)> kernel k <k> insert
// CHECK-NEXT:    grid [n reference=n type=int]
// CHECK-NEXT:    block [{n > 1 ? 2u : 1u, 1} type=dim3 postfix]
// CHECK-NEXT:    [p reference=p type=int *]
// CHECK-NEXT:chevrons.cu:13:35 cudaFree function parsed @host
// CHECK-NEXT:chevrons.cu:14:9 cudaFree function parsed argument-of-CHECK @host
