// Mistakes of portable programs, one a kernel or a function of the host, and beside each the
// right form. Run by check.test. What ends the program runs in a child process.
#include "xpu/xpu.h"
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <numeric>
#include <sys/wait.h>
#include <unistd.h>

constexpr int N = 64;
XPU_CONSTANT int table[8];

// --- bounds and lifetime --------------------------------------------------------
XPU_GLOBAL void writeBehind(int *out) { out[threadIdx.x + 1] = 1; } // BUG out-of-bounds
XPU_GLOBAL void readBefore(int *out) {
  int i = int(threadIdx.x);
  out[i] = out[i - 1]; // BUG out-of-bounds
}
XPU_GLOBAL void noTest(int *out, int n) {
  int i = int(blockIdx.x * blockDim.x + threadIdx.x);
  (void)n;
  out[i] += n; // BUG out-of-bounds
}
XPU_GLOBAL void test(int *out, int n) {
  int i = int(blockIdx.x * blockDim.x + threadIdx.x);
  if (i < n)
    out[i] += n;
}
XPU_DEVICE XPU_NOINLINE void store(int *p, int v) { *p = v; } // BUG out-of-bounds
XPU_GLOBAL void inCallee(int *out) { store(out + threadIdx.x * 2, 1); }
struct Pair {
  int a;
  char b[60];
};
XPU_GLOBAL void structEnd(Pair *out, const Pair *in) {
  out[threadIdx.x] = in[threadIdx.x]; // BUG out-of-bounds
}
XPU_GLOBAL void atomicBehind(int *out) { xpuAtomicAdd(&out[threadIdx.x * 2], 1); } // BUG out-of-bounds
XPU_GLOBAL void nullPointer(int *out) { out[threadIdx.x] = 1; } // BUG out-of-bounds
XPU_GLOBAL void freed(int *out) { out[threadIdx.x] = 1; } // BUG use-after-free
XPU_GLOBAL void dynamicEnd(int *out) {
  XPU_DYNAMIC_SHARED(int, s);
  s[threadIdx.x] = 1; // BUG out-of-bounds
  out[threadIdx.x] = s[threadIdx.x];
}
XPU_GLOBAL void staticEnd(int *out) {
  XPU_SHARED int s[32];
  if (threadIdx.x < 33)
    s[threadIdx.x] = 1; // BUG out-of-bounds
  xpuSyncThreads();
  out[threadIdx.x] = s[0];
}
XPU_GLOBAL void localEnd(int *out) {
  int local[4] = {1, 2, 3, 4};
  out[threadIdx.x] = local[threadIdx.x % 5]; // BUG out-of-bounds
}
XPU_GLOBAL void constantEnd(int *out) { out[threadIdx.x] = table[threadIdx.x / 7]; } // BUG out-of-bounds

// --- memory of the other side -----------------------------------------------------
XPU_GLOBAL void hostHeap(const int *in, int *out) { out[threadIdx.x] = in[threadIdx.x]; } // BUG host-memory-in-kernel
XPU_GLOBAL void hostStack(const int *in, int *out) { out[threadIdx.x] = *in; } // BUG host-memory-in-kernel
XPU_GLOBAL void hostPinned(const int *in, int *out) { out[threadIdx.x] = in[threadIdx.x]; } // BUG host-memory-in-kernel
struct Holder {
  int *p;
};
XPU_GLOBAL void throughStruct(Holder h) { h.p[threadIdx.x] = 1; } // BUG host-memory-in-kernel

// --- races ------------------------------------------------------------------------
XPU_GLOBAL void noBarrier(int *out) {
  XPU_SHARED int s[N];
  s[threadIdx.x] = int(threadIdx.x); // BUG shared-race
  out[threadIdx.x] = s[N - 1 - threadIdx.x]; // BUG shared-race
}
XPU_GLOBAL void withBarrier(int *out) {
  XPU_SHARED int s[N];
  s[threadIdx.x] = int(threadIdx.x);
  xpuSyncThreads();
  out[threadIdx.x] = s[N - 1 - threadIdx.x];
}
XPU_GLOBAL void sameCell(int *out) {
  XPU_SHARED int s;
  s = int(threadIdx.x); // BUG shared-race
  xpuSyncThreads();
  out[threadIdx.x] = s;
}
XPU_GLOBAL void sameValue(int *out) {
  XPU_SHARED int s;
  s = 1; // everyone writes the same
  xpuSyncThreads();
  out[threadIdx.x] = s;
}
XPU_GLOBAL void treeNoBarrier(int *out) {
  XPU_SHARED int s[N];
  s[threadIdx.x] = 1;
  xpuSyncThreads();
  for (unsigned o = N / 2; o; o /= 2)
    if (threadIdx.x < o)
      s[threadIdx.x] += s[threadIdx.x + o]; // BUG shared-race
  out[threadIdx.x] = s[0]; // BUG shared-race
}
XPU_GLOBAL void tree(int *out) {
  XPU_SHARED int s[N];
  s[threadIdx.x] = 1;
  xpuSyncThreads();
  for (unsigned o = N / 2; o; o /= 2) {
    if (threadIdx.x < o)
      s[threadIdx.x] += s[threadIdx.x + o];
    xpuSyncThreads();
  }
  out[threadIdx.x] = s[0];
}
XPU_GLOBAL void reuse(int *out) {
  XPU_SHARED int s[N];
  int sum = 0;
  for (int round = 0; round < 2; ++round) {
    s[threadIdx.x] = round + int(threadIdx.x); // BUG shared-race
    xpuSyncThreads();
    sum += s[(threadIdx.x + 1) % N]; // BUG shared-race
    // no barrier before the next round writes
  }
  out[threadIdx.x] = sum;
}
XPU_GLOBAL void inWarp(int *out) {
  XPU_SHARED int s[32];
  s[threadIdx.x] = int(threadIdx.x); // BUG shared-race
  out[threadIdx.x] = s[31 - threadIdx.x]; // BUG shared-race
}
XPU_GLOBAL void inWarpOrdered(int *out) {
  XPU_SHARED int s[32];
  s[threadIdx.x] = int(threadIdx.x);
  xpuSyncWarp();
  out[threadIdx.x] = s[31 - threadIdx.x];
}
XPU_GLOBAL void warpsNotOrdered(int *out) {
  XPU_SHARED int s[N];
  s[threadIdx.x] = int(threadIdx.x); // BUG shared-race
  xpuSyncWarp();
  out[threadIdx.x] = s[N - 1 - threadIdx.x]; // BUG shared-race
}
XPU_GLOBAL void atomicAndPlain(int *out) {
  XPU_SHARED int count;
  if (threadIdx.x == 0)
    count = 0;
  xpuSyncThreads();
  xpuAtomicAdd(&count, 1); // BUG shared-race
  out[threadIdx.x] = count;
}
XPU_GLOBAL void atomicOnly(int *out) {
  XPU_SHARED int count;
  if (threadIdx.x == 0)
    count = 0;
  xpuSyncThreads();
  xpuAtomicAdd(&count, 1);
  xpuSyncThreads();
  out[threadIdx.x] = count;
}
XPU_GLOBAL void dynamicRace(int *out) {
  XPU_DYNAMIC_SHARED(short, s);
  s[threadIdx.x] = short(threadIdx.x);
  out[threadIdx.x] = s[threadIdx.x ? threadIdx.x - 1 : 0]; // BUG shared-race
}
XPU_GLOBAL void bytes(int *out) {
  XPU_DYNAMIC_SHARED(char, s);
  s[threadIdx.x] = char(threadIdx.x); // neighbours in a word are no race
  xpuSyncThreads();
  out[threadIdx.x] = s[0];
}

// --- barriers, collectives, waits -----------------------------------------------------
XPU_GLOBAL void branches(int *out) {
  if (threadIdx.x < 5)
    xpuSyncThreads(); // BUG barrier-divergent
  else
    xpuSyncThreads();
  out[threadIdx.x] = 1;
}
XPU_GLOBAL void barrierAndShuffle(int *out) {
  if (threadIdx.x < 16)
    xpuSyncThreads();
  out[threadIdx.x] = xpuShflDown(1, 1); // BUG warp-collective-divergent
}
XPU_GLOBAL void half(int *out) {
  int v = 1;
  if (threadIdx.x < 16)
    v = xpuShflDown(v, 8); // BUG warp-collective-divergent
  xpuSyncWarp();
  out[threadIdx.x] = v;
}
XPU_GLOBAL void voteInBranch(int *out) {
  if (threadIdx.x % 2)
    out[threadIdx.x] = int(xpuBallot(true)); // BUG warp-collective-divergent
  xpuSyncThreads();
}
XPU_GLOBAL void lockInWarp(int *lock) {
  while (xpuAtomicCAS(lock, 0, 1) != 0) // BUG endless-wait
    ;
  lock[1] += 1;
  xpuSyncWarp();
  xpuAtomicExch(lock, 0);
}
XPU_GLOBAL void lockLaneByLane(int *lock) {
  bool done = false;
  while (!done)
    if (xpuAtomicCAS(lock, 0, 1) == 0) {
      lock[1] += 1;
      xpuAtomicExch(lock, 0);
      done = true;
    }
}
XPU_GLOBAL void flagFromOwnWarp(volatile int *flag) {
  if (threadIdx.x == 0)
    while (*flag == 0) // BUG endless-wait
      ;
  if (threadIdx.x == 1)
    *flag = 1;
}
XPU_GLOBAL void flagFromOtherWarp(volatile int *flag) {
  if (threadIdx.x < 32)
    while (*flag == 0)
      ;
  if (threadIdx.x == 32)
    *flag = 1;
}
XPU_GLOBAL void nobody(volatile int *flag) {
  while (*flag == 0) // BUG endless-wait
    ;
}
XPU_GLOBAL void laterBlock(int *count) {
  if (threadIdx.x == 0) {
    xpuAtomicAdd(count, 1);
    while (xpuAtomicAdd(count, 0) < int(gridDim.x)) // BUG endless-wait
      ;
  }
  xpuSyncThreads();
}
XPU_GLOBAL void trap(int *out) {
  if (threadIdx.x == 7)
    xpuTrap(); // BUG device-trap
  out[threadIdx.x] = 1;
}
XPU_DEVICE XPU_NOINLINE int deeper(int n, volatile int *p) { return n == 0 ? *p : deeper(n + 1, p) + n % 64; } // BUG device-stack
XPU_GLOBAL void recursion(int *out) { out[threadIdx.x] = deeper(1, out); }

// --- limits --------------------------------------------------------------------------
XPU_GLOBAL void nothing(int *) {}
XPU_GLOBAL void muchStatic(int *out) {
  XPU_SHARED int s[50000];
  s[threadIdx.x] = 1;
  xpuSyncThreads();
  out[threadIdx.x] = s[blockDim.x - 1 - threadIdx.x];
}
XPU_GLOBAL XPU_LAUNCH_BOUNDS(32) void bounded(int *out) { out[threadIdx.x] = 1; } // BUG launch-grid-limit

static int *fresh(int n = N) {
  int *p = nullptr;
  xpuMalloc(&p, std::size_t(n) * sizeof(int));
  xpuMemset(p, 0, std::size_t(n) * sizeof(int));
  return p;
}
/// Runs a kernel on fresh memory; `right` says whether it must succeed.
template <class K> static void run(K kernel, bool right, int grid = 1, int block = N, int shared = 0, int size = N) {
  int *p = fresh(size);
  xpuLaunch(kernel, dim3(unsigned(grid)), dim3(unsigned(block)), std::size_t(shared), nullptr, p);
  xpuError_t e = xpuDeviceSynchronize();
  if (right && e != xpuSuccess)
    std::printf("failed, and should not\n");
  xpuDeviceReset();
  xpuFree(p);
}
/// Runs what ends the program.
template <class F> static void apart(F f) {
  std::fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    f();
    _exit(0);
  }
  int status;
  waitpid(child, &status, 0);
}
#define SETTLE (xpuDeviceSynchronize(), xpuDeviceReset())

int main() {
  run(writeBehind, false);
  run(readBefore, false);
  int *p = fresh(50), *q = nullptr, *h = nullptr;
  xpuLaunch(noTest, 2, 32, 0, nullptr, p, 50);
  SETTLE;
  xpuLaunch(test, 2, 32, 0, nullptr, p, 50);
  SETTLE;
  run(inCallee, false);
  xpuLaunch(structEnd, 1, 32, 0, nullptr, (Pair *)p, (const Pair *)p);
  SETTLE;
  run(atomicBehind, false);
  xpuLaunch(nullPointer, 1, 32, 0, nullptr, nullptr);
  SETTLE;
  q = fresh();
  xpuFree(q);
  xpuLaunch(freed, 1, 32, 0, nullptr, q);
  SETTLE;
  run(dynamicEnd, false, 1, N, (N - 1) * 4);
  run(staticEnd, false);
  run(localEnd, false);
  run(constantEnd, false);

  volatile int seen = 0;
  int onStack[N] = {};
  int *heap = (int *)std::malloc(N * sizeof(int));
  xpuMallocHost(&h, N * sizeof(int));
  xpuLaunch(hostHeap, 1, 32, 0, nullptr, (const int *)heap, p);
  SETTLE;
  xpuLaunch(hostStack, 1, 32, 0, nullptr, (const int *)onStack, p);
  SETTLE;
  xpuLaunch(hostPinned, 1, 32, 0, nullptr, (const int *)h, p);
  SETTLE;
  xpuLaunch(throughStruct, 1, 32, 0, nullptr, Holder{heap});
  SETTLE;
  apart([&] {
    int sum = p[0]; // BUG host-access
    std::printf("%d\n", sum);
  });
  apart([&] {
    p[1] = 7; // BUG host-access
  });
  apart([&] {
    std::memcpy(onStack, p, sizeof(int) * 40); // BUG host-access
  });
  apart([&] {
    int sum = std::accumulate(p, p + 8, 0); // BUG host-access
    std::printf("%d\n", sum);
  });
  apart([&] {
    std::printf("%zu\n", std::strlen((char *)p)); // BUG host-access
  });

  run(noBarrier, false);
  run(withBarrier, true);
  run(sameCell, false);
  run(sameValue, true);
  run(treeNoBarrier, false);
  run(tree, true);
  run(reuse, false);
  run(inWarp, false, 1, 32);
  run(inWarpOrdered, true, 1, 32);
  run(warpsNotOrdered, false);
  run(atomicAndPlain, false);
  run(atomicOnly, true);
  run(dynamicRace, false, 1, N, N * 2);
  run(bytes, true, 1, N, N);

  run(branches, false);
  run(barrierAndShuffle, false);
  run(half, false, 1, 32);
  run(voteInBranch, false);
  run(lockInWarp, false, 1, 32);
  run(lockLaneByLane, true, 2, 64);
  run(flagFromOwnWarp, false, 1, 32);
  run(flagFromOtherWarp, true);
  run(nobody, false, 1, 64);
  run(laterBlock, false, 4, 32);
  run(trap, false);
  apart([&] { run(recursion, false); });

  xpuLaunch(nothing, dim3(300, 300), 32, 0, nullptr, p); // BUG launch-grid-limit
  xpuLaunch(nothing, 1, 4096, 0, nullptr, p); // BUG launch-grid-limit
  xpuLaunch(nothing, 1, 32, 250000, nullptr, p); // BUG shared-memory-limit
  xpuLaunch(muchStatic, 1, 32, 30000, nullptr, p); // BUG shared-memory-limit
  run(muchStatic, true);
  run(bounded, false);
  run(bounded, true, 1, 32);
  xpuMalloc(&q, std::size_t(1) << 50); // BUG device-memory

  xpuMemset(p, 0, 51 * sizeof(int)); // BUG out-of-bounds
  xpuMemcpy(p, onStack, 60 * sizeof(int), xpuMemcpyHostToDevice); // BUG out-of-bounds
  xpuMemcpy(onStack, p, 50 * sizeof(int), xpuMemcpyDeviceToHost);
  q = fresh();
  xpuFree(q);
  xpuMemcpy(onStack, q, 4, xpuMemcpyDeviceToHost); // BUG use-after-free
  xpuFree(q); // BUG bad-free
  xpuFree(p + 2); // BUG bad-free
  xpuFree(heap); // BUG bad-free
  xpuFree(h); // BUG bad-free

  xpuStream_t s;
  xpuStreamCreate(&s);
  std::memset(h, 0, 16);
  xpuMemcpyAsync(h, p, 16, xpuMemcpyDeviceToHost, s);
  seen = h[0]; // BUG copy-implicit-sync
  xpuStreamSynchronize(s);
  seen = h[0];
  xpuMemcpyAsync(p, h, 16, xpuMemcpyHostToDevice, s);
  seen = h[1]; // reading beside a copy that reads is allowed
  h[0] = 8; // BUG copy-implicit-sync
  xpuStreamSynchronize(s);
  xpuStreamDestroy(s);
  apart([&] {
    h[N] = 1; // BUG out-of-bounds
  });

  int *lost = nullptr;
  xpuEvent_t event;
  xpuMalloc(&lost, 40); // BUG memory-leak
  xpuMallocHost(&lost, 40); // BUG memory-leak
  xpuStreamCreate(&s); // BUG memory-leak
  xpuEventCreate(&event); // BUG memory-leak
  xpuFree(p);
  xpuFreeHost(h);
  std::free(heap);
}
