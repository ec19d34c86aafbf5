// Masks that leave out lanes, and masks that do not.
// RUN: %ascendify audit %s --format json | %python %S/Inputs/expected.py %s warp-partial-mask
#define FULL 0xffffffff

__global__ void constants(int *p) {
  int v = p[threadIdx.x];
  v += __shfl_down_sync(0xffff, v, 8); // certain: the mask '0xffff' of '__shfl_down_sync' is 0xffff, not all 32 lanes
  v += __shfl_xor_sync(0x0000000f, v, 1); // certain
  v += __any_sync(1u << 3, v); // certain
  const unsigned low = 0xff;
  v += __all_sync(low, v); // certain
  __syncwarp(0x3); // certain
  v += __reduce_add_sync(FULL >> 16, v); // certain
  p[threadIdx.x] = v;
}
__global__ void ballot(int *p, int n) {
  unsigned mask = __ballot_sync(FULL, threadIdx.x < n);
  p[0] = __shfl_sync(mask, p[threadIdx.x], 0); // certain: comes from a ballot
  unsigned rest = mask & ~1u;
  p[1] = __popc(__ballot_sync(rest, 1)); // certain: comes from a ballot
}
__global__ void match(int *p) {
  unsigned peers = __match_any_sync(FULL, p[threadIdx.x]);
  p[0] = __reduce_max_sync(peers, p[threadIdx.x]); // certain: comes from a match
}
__global__ void active(int *p) {
  unsigned now = __activemask();
  p[0] = __shfl_sync(now, p[threadIdx.x], 0); // likely: the lanes that were active at another call
  p[1] = __any_sync(__activemask(), p[threadIdx.x]); // likely
}
__device__ int passed(unsigned mask, int v) {
  return __shfl_up_sync(mask, v, 1); // certain: is 0xff
}
__global__ void passes(int *p) {
  p[0] = passed(0xff, p[threadIdx.x]);
  p[1] = passed(FULL, p[threadIdx.x]);
}
__global__ void computed(int *p, unsigned n) {
  p[0] = __shfl_sync((1u << n) - 1, p[threadIdx.x], 0); // possible: known at run time only
}
__global__ void parameter(int *p, unsigned mask) {
  __syncwarp(mask); // possible
}

//===--- none of these -----------------------------------------------------------===//

constexpr unsigned kAll = 0xffffffffu;
__device__ int whole(unsigned mask, int v) { return __shfl_down_sync(mask, v, 1); }
template <unsigned Mask> __device__ int withMask(int v) { return __shfl_sync(Mask, v, 0); }
template <int Lanes> __device__ int lanes(int v) {
  constexpr unsigned mask = Lanes == 32 ? 0xffffffffu : (1u << (Lanes % 32)) - 1;
  return __shfl_sync(mask, v, 0);
}
__global__ void full(int *p) {
  int v = p[threadIdx.x];
  v += __shfl_sync(0xffffffff, v, 0);
  v += __shfl_sync(~0u, v, 0);
  v += __shfl_sync(-1, v, 0);
  v += __shfl_sync(kAll, v, 0);
  v += __shfl_sync(FULL, v, 0);
  const unsigned all = 0xffffffffu;
  v += __shfl_xor_sync(all, v, 4);
  unsigned mask = 0xffffffff;
  v += __shfl_xor_sync(mask, v, 2);
  v += whole(FULL, v);
  v += withMask<0xffffffff>(v);
  v += lanes<32>(v);
  __syncwarp();
  unsigned everyone = __ballot_sync(FULL, 1);
  v += __shfl_sync(everyone, v, 0);
  p[threadIdx.x] = v + __activemask();
}
__global__ void tail(int *p, bool last, int n) {
  unsigned mask = FULL;
  if (last)
    mask = 0xffff;
  p[0] = __shfl_sync(mask, p[1], 0); // certain: is a constant that leaves out lanes, on one of the ways here
  unsigned same = FULL;
  if (last)
    same = ~0u;
  p[1] = __shfl_sync(same, p[1], 0);
}
