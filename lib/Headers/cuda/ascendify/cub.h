//===- cub.h - CUB, as far as names and shapes go ---------------------------===//
//
// Idea: collective classes take their template parameters and a TempStorage; their
// functions are declared with the number of leading arguments that matter and a
// pack for the rest. Device-wide algorithms follow one shape: temporary storage,
// its size, arguments.
// Trap: shapes are wider than CUB's: a wrong argument list is not diagnosed here.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_CUB_H
#define ASCENDIFY_CUB_H

#include "ascendify_cuda.h"

#include <cstddef>
#include <iterator>
#include <limits>

#define CUB_VERSION 200800
#define CUB_NS_QUALIFIER ::cub
#define CUB_PTX_WARP_THREADS 32
#define CUB_MAX(a, b) (((b) > (a)) ? (b) : (a))
#define CUB_MIN(a, b) (((b) < (a)) ? (b) : (a))
#define CUB_QUOTIENT_CEILING(x, y) (((x) + (y) - 1) / (y))
#define CUB_ROUND_UP_NEAREST(x, y) (CUB_QUOTIENT_CEILING(x, y) * (y))
#define CUB_RUNTIME_FUNCTION __host__ __device__
#define CubDebug(e) (e)
#define CubDebugExit(e) (e)

namespace cub {

enum BlockReduceAlgorithm {
  BLOCK_REDUCE_RAKING_COMMUTATIVE_ONLY, BLOCK_REDUCE_RAKING, BLOCK_REDUCE_WARP_REDUCTIONS
};
enum BlockScanAlgorithm { BLOCK_SCAN_RAKING, BLOCK_SCAN_RAKING_MEMOIZE, BLOCK_SCAN_WARP_SCANS };
enum BlockLoadAlgorithm {
  BLOCK_LOAD_DIRECT, BLOCK_LOAD_STRIPED, BLOCK_LOAD_VECTORIZE, BLOCK_LOAD_TRANSPOSE,
  BLOCK_LOAD_WARP_TRANSPOSE, BLOCK_LOAD_WARP_TRANSPOSE_TIMESLICED
};
enum BlockStoreAlgorithm {
  BLOCK_STORE_DIRECT, BLOCK_STORE_STRIPED, BLOCK_STORE_VECTORIZE, BLOCK_STORE_TRANSPOSE,
  BLOCK_STORE_WARP_TRANSPOSE, BLOCK_STORE_WARP_TRANSPOSE_TIMESLICED
};
enum BlockHistogramAlgorithm { BLOCK_HISTO_SORT, BLOCK_HISTO_ATOMIC };
enum CacheLoadModifier { LOAD_DEFAULT, LOAD_CA, LOAD_CG, LOAD_CS, LOAD_CV, LOAD_LDG, LOAD_VOLATILE };
enum CacheStoreModifier { STORE_DEFAULT, STORE_WB, STORE_CG, STORE_CS, STORE_WT, STORE_VOLATILE };

struct NullType {};
template <typename K, typename V> struct KeyValuePair {
  typedef K Key; typedef V Value;
  K key; V value;
  KeyValuePair() = default;
  __host__ __device__ KeyValuePair(K k, V v) : key(k), value(v) {}
};
template <typename T> struct DoubleBuffer {
  T *d_buffers[2]; int selector;
  __host__ __device__ DoubleBuffer() __ASCENDIFY_BODY
  __host__ __device__ DoubleBuffer(T *current, T *alternate) __ASCENDIFY_BODY
  __host__ __device__ T *Current() __ASCENDIFY_BODY
  __host__ __device__ T *Alternate() __ASCENDIFY_BODY
};
template <typename T> struct Uninitialized { char __ascendify_bytes[sizeof(T)]; __device__ T &Alias() __ASCENDIFY_BODY };
template <int N> struct Log2 { enum { VALUE = N <= 1 ? 0 : 1 + Log2<(N >> 1)>::VALUE }; };
template <> struct Log2<0> { enum { VALUE = 0 }; };
template <typename A, typename B> struct Equals { enum { VALUE = 0, NEGATE = 1 }; };
template <typename A> struct Equals<A, A> { enum { VALUE = 1, NEGATE = 0 }; };
template <bool B, typename T, typename F> struct If { typedef T Type; };
template <typename T, typename F> struct If<false, T, F> { typedef F Type; };
template <typename T> struct Traits {
  typedef unsigned long long UnsignedBits;
  static __host__ __device__ UnsignedBits TwiddleIn(UnsignedBits) __ASCENDIFY_BODY
  static __host__ __device__ UnsignedBits TwiddleOut(UnsignedBits) __ASCENDIFY_BODY
};
template <> struct Traits<float> {
  typedef unsigned int UnsignedBits;
  static __host__ __device__ UnsignedBits TwiddleIn(UnsignedBits) __ASCENDIFY_BODY
  static __host__ __device__ UnsignedBits TwiddleOut(UnsignedBits) __ASCENDIFY_BODY
};
template <typename T> struct FpLimits { static __host__ __device__ T Max() __ASCENDIFY_BODY static __host__ __device__ T Lowest() __ASCENDIFY_BODY };

#define __ASCENDIFY_OPERATION(N, R)                                                                \
  struct N { template <typename T, typename U> __host__ __device__ R operator()(T &&, U &&) const __ASCENDIFY_BODY };
__ASCENDIFY_OPERATION(Equality, bool) __ASCENDIFY_OPERATION(Inequality, bool)
#undef __ASCENDIFY_OPERATION
#define __ASCENDIFY_OPERATION(N)                                                                   \
  struct N { template <typename T> __host__ __device__ T operator()(const T &, const T &) const __ASCENDIFY_BODY };
__ASCENDIFY_OPERATION(Sum) __ASCENDIFY_OPERATION(Difference) __ASCENDIFY_OPERATION(Division)
__ASCENDIFY_OPERATION(Max) __ASCENDIFY_OPERATION(Min) __ASCENDIFY_OPERATION(ArgMax)
__ASCENDIFY_OPERATION(ArgMin)
#undef __ASCENDIFY_OPERATION

struct __ascendify_storage { unsigned int __ascendify_words[256]; };
#define __ASCENDIFY_COLLECTIVE(N)                                                                  \
  struct TempStorage : Uninitialized<__ascendify_storage> {};                                      \
  __device__ N() __ASCENDIFY_BODY                                                                                  \
  __device__ N(TempStorage &) __ASCENDIFY_BODY                                                                     \
  template <typename... A> __device__ N(TempStorage &, A &&...) __ASCENDIFY_BODY
#define __ASCENDIFY_VOID(F) template <typename... A> __device__ void F(A &&...) __ASCENDIFY_BODY
#define __ASCENDIFY_REDUCE(F) template <typename... A> __device__ T F(T input, A...) __ASCENDIFY_BODY              \
  template <int N, typename... A> __device__ T F(T (&inputs)[N], A...) __ASCENDIFY_BODY

template <typename T, int BlockX, BlockReduceAlgorithm = BLOCK_REDUCE_WARP_REDUCTIONS,
          int BlockY = 1, int BlockZ = 1, int Arch = 0>
class BlockReduce {
public:
  __ASCENDIFY_COLLECTIVE(BlockReduce) __ASCENDIFY_REDUCE(Reduce) __ASCENDIFY_REDUCE(Sum)
};
template <typename T, int LogicalWarp = 32, int Arch = 0> class WarpReduce {
public:
  __ASCENDIFY_COLLECTIVE(WarpReduce) __ASCENDIFY_REDUCE(Reduce) __ASCENDIFY_REDUCE(Sum)
  __ASCENDIFY_REDUCE(Max) __ASCENDIFY_REDUCE(Min)
  template <typename... A> __device__ T HeadSegmentedSum(T, A &&...) __ASCENDIFY_BODY
  template <typename... A> __device__ T TailSegmentedSum(T, A &&...) __ASCENDIFY_BODY
  template <typename... A> __device__ T HeadSegmentedReduce(T, A &&...) __ASCENDIFY_BODY
  template <typename... A> __device__ T TailSegmentedReduce(T, A &&...) __ASCENDIFY_BODY
};
#define __ASCENDIFY_SCANS                                                                          \
  __ASCENDIFY_VOID(ExclusiveSum) __ASCENDIFY_VOID(InclusiveSum) __ASCENDIFY_VOID(ExclusiveScan)    \
  __ASCENDIFY_VOID(InclusiveScan) __ASCENDIFY_VOID(Scan)
template <typename T, int BlockX, BlockScanAlgorithm = BLOCK_SCAN_RAKING, int BlockY = 1,
          int BlockZ = 1, int Arch = 0>
class BlockScan {
public:
  __ASCENDIFY_COLLECTIVE(BlockScan) __ASCENDIFY_SCANS
};
template <typename T, int LogicalWarp = 32, int Arch = 0> class WarpScan {
public:
  __ASCENDIFY_COLLECTIVE(WarpScan) __ASCENDIFY_SCANS
  __device__ T Broadcast(T, unsigned) __ASCENDIFY_BODY
};
template <typename T, int BlockX, int Items, BlockLoadAlgorithm = BLOCK_LOAD_DIRECT, int BlockY = 1,
          int BlockZ = 1, int Arch = 0>
class BlockLoad {
public:
  __ASCENDIFY_COLLECTIVE(BlockLoad) __ASCENDIFY_VOID(Load)
};
template <typename T, int BlockX, int Items, BlockStoreAlgorithm = BLOCK_STORE_DIRECT,
          int BlockY = 1, int BlockZ = 1, int Arch = 0>
class BlockStore {
public:
  __ASCENDIFY_COLLECTIVE(BlockStore) __ASCENDIFY_VOID(Store)
};
template <typename K, int BlockX, int Items, typename V = NullType, int Bits = 4, bool Memoize = true,
          BlockScanAlgorithm = BLOCK_SCAN_WARP_SCANS, int Bank = 4, int BlockY = 1, int BlockZ = 1>
class BlockRadixSort {
public:
  __ASCENDIFY_COLLECTIVE(BlockRadixSort) __ASCENDIFY_VOID(Sort) __ASCENDIFY_VOID(SortDescending)
  __ASCENDIFY_VOID(SortBlockedToStriped) __ASCENDIFY_VOID(SortDescendingBlockedToStriped)
};
template <typename K, int BlockX, int Items, typename V = NullType, int BlockY = 1, int BlockZ = 1>
class BlockMergeSort {
public:
  __ASCENDIFY_COLLECTIVE(BlockMergeSort) __ASCENDIFY_VOID(Sort) __ASCENDIFY_VOID(StableSort)
};
template <typename K, int Items, int LogicalWarp = 32, typename V = NullType> class WarpMergeSort {
public:
  __ASCENDIFY_COLLECTIVE(WarpMergeSort) __ASCENDIFY_VOID(Sort) __ASCENDIFY_VOID(StableSort)
};
template <typename T, int BlockX, int Items, bool TimeSlice = false, int BlockY = 1, int BlockZ = 1>
class BlockExchange {
public:
  __ASCENDIFY_COLLECTIVE(BlockExchange) __ASCENDIFY_VOID(BlockedToStriped)
  __ASCENDIFY_VOID(StripedToBlocked) __ASCENDIFY_VOID(ScatterToBlocked)
  __ASCENDIFY_VOID(ScatterToStriped) __ASCENDIFY_VOID(BlockedToWarpStriped)
  __ASCENDIFY_VOID(WarpStripedToBlocked)
};
template <typename T, int BlockX, int BlockY = 1, int BlockZ = 1> class BlockDiscontinuity {
public:
  __ASCENDIFY_COLLECTIVE(BlockDiscontinuity) __ASCENDIFY_VOID(FlagHeads)
  __ASCENDIFY_VOID(FlagTails) __ASCENDIFY_VOID(FlagHeadsAndTails)
};
template <typename T, int BlockX, int BlockY = 1, int BlockZ = 1> class BlockAdjacentDifference {
public:
  __ASCENDIFY_COLLECTIVE(BlockAdjacentDifference) __ASCENDIFY_VOID(SubtractLeft)
  __ASCENDIFY_VOID(SubtractRight)
};
template <typename T, int BlockX, int Items, int Bins,
          BlockHistogramAlgorithm = BLOCK_HISTO_SORT, int BlockY = 1, int BlockZ = 1>
class BlockHistogram {
public:
  __ASCENDIFY_COLLECTIVE(BlockHistogram) __ASCENDIFY_VOID(Histogram) __ASCENDIFY_VOID(Composite)
  __ASCENDIFY_VOID(InitHistogram)
};
template <typename T, int BlockX, int BlockY = 1, int BlockZ = 1> class BlockShuffle {
public:
  __ASCENDIFY_COLLECTIVE(BlockShuffle) __ASCENDIFY_VOID(Offset) __ASCENDIFY_VOID(Rotate)
  __ASCENDIFY_VOID(Up) __ASCENDIFY_VOID(Down)
};
template <typename T, int BlockX, int Arch = 0> struct BlockRakingLayout {
  struct TempStorage : Uninitialized<__ascendify_storage> {};
  enum { RAKING_THREADS = 32, SEGMENT_LENGTH = (BlockX + 31) / 32 };
  static __device__ T *PlacementPtr(TempStorage &, unsigned) __ASCENDIFY_BODY
  static __device__ T *RakingPtr(TempStorage &, unsigned) __ASCENDIFY_BODY
};
#undef __ASCENDIFY_COLLECTIVE
#undef __ASCENDIFY_VOID
#undef __ASCENDIFY_REDUCE
#undef __ASCENDIFY_SCANS

template <typename K> struct BFEDigitExtractor {
  __device__ BFEDigitExtractor(unsigned bit, unsigned bits) __ASCENDIFY_BODY
  template <typename T> __device__ unsigned Digit(T key) const __ASCENDIFY_BODY
};
__device__ int RowMajorTid(int x, int y, int z) __ASCENDIFY_BODY
__device__ unsigned int LaneId() __ASCENDIFY_BODY
__device__ unsigned int WarpId() __ASCENDIFY_BODY
template <int Threads> __device__ unsigned int WarpMask(unsigned int warp) __ASCENDIFY_BODY
template <int Threads, typename T>
__device__ T ShuffleIndex(T input, int lane, unsigned int mask) __ASCENDIFY_BODY
template <int Threads, typename T>
__device__ T ShuffleDown(T input, int offset, int last, unsigned int mask) __ASCENDIFY_BODY
template <int Threads, typename T>
__device__ T ShuffleUp(T input, int offset, int first, unsigned int mask) __ASCENDIFY_BODY
template <CacheLoadModifier M, typename It>
__device__ typename ::std::iterator_traits<It>::value_type ThreadLoad(It) __ASCENDIFY_BODY
template <CacheStoreModifier M, typename It, typename T> __device__ void ThreadStore(It, T) __ASCENDIFY_BODY
#define __ASCENDIFY_BLOCK(F) template <typename... A> __device__ void F(A &&...) __ASCENDIFY_BODY                  \
  template <int BlockX, typename... A> __device__ void F(A &&...) __ASCENDIFY_BODY
__ASCENDIFY_BLOCK(LoadDirectBlocked) __ASCENDIFY_BLOCK(LoadDirectStriped)
__ASCENDIFY_BLOCK(LoadDirectWarpStriped) __ASCENDIFY_BLOCK(StoreDirectBlocked)
__ASCENDIFY_BLOCK(StoreDirectStriped) __ASCENDIFY_BLOCK(StoreDirectWarpStriped)
#undef __ASCENDIFY_BLOCK

#define __ASCENDIFY_DEVICE(F)                                                                      \
  template <typename... A>                                                                         \
  static CUB_RUNTIME_FUNCTION cudaError_t F(void *d_temp_storage, size_t &temp_storage_bytes,      \
                                            A &&...) __ASCENDIFY_BODY
struct DeviceReduce {
  __ASCENDIFY_DEVICE(Reduce) __ASCENDIFY_DEVICE(Sum) __ASCENDIFY_DEVICE(Min)
  __ASCENDIFY_DEVICE(Max) __ASCENDIFY_DEVICE(ArgMin) __ASCENDIFY_DEVICE(ArgMax)
  __ASCENDIFY_DEVICE(ReduceByKey) __ASCENDIFY_DEVICE(TransformReduce)
};
struct DeviceSegmentedReduce {
  __ASCENDIFY_DEVICE(Reduce) __ASCENDIFY_DEVICE(Sum) __ASCENDIFY_DEVICE(Min)
  __ASCENDIFY_DEVICE(Max) __ASCENDIFY_DEVICE(ArgMin) __ASCENDIFY_DEVICE(ArgMax)
};
struct DeviceScan {
  __ASCENDIFY_DEVICE(ExclusiveSum) __ASCENDIFY_DEVICE(InclusiveSum)
  __ASCENDIFY_DEVICE(ExclusiveScan) __ASCENDIFY_DEVICE(InclusiveScan)
  __ASCENDIFY_DEVICE(InclusiveScanInit) __ASCENDIFY_DEVICE(ExclusiveSumByKey)
  __ASCENDIFY_DEVICE(InclusiveSumByKey) __ASCENDIFY_DEVICE(ExclusiveScanByKey)
  __ASCENDIFY_DEVICE(InclusiveScanByKey)
};
#define __ASCENDIFY_SORTS                                                                          \
  __ASCENDIFY_DEVICE(SortPairs) __ASCENDIFY_DEVICE(SortPairsDescending)                            \
  __ASCENDIFY_DEVICE(SortKeys) __ASCENDIFY_DEVICE(SortKeysDescending)
struct DeviceRadixSort { __ASCENDIFY_SORTS };
struct DeviceSegmentedRadixSort { __ASCENDIFY_SORTS };
struct DeviceSegmentedSort {
  __ASCENDIFY_SORTS __ASCENDIFY_DEVICE(StableSortPairs) __ASCENDIFY_DEVICE(StableSortKeys)
  __ASCENDIFY_DEVICE(StableSortPairsDescending) __ASCENDIFY_DEVICE(StableSortKeysDescending)
};
struct DeviceMergeSort {
  __ASCENDIFY_DEVICE(SortPairs) __ASCENDIFY_DEVICE(SortPairsCopy) __ASCENDIFY_DEVICE(SortKeys)
  __ASCENDIFY_DEVICE(SortKeysCopy) __ASCENDIFY_DEVICE(StableSortPairs)
  __ASCENDIFY_DEVICE(StableSortKeys)
};
struct DeviceSelect {
  __ASCENDIFY_DEVICE(Flagged) __ASCENDIFY_DEVICE(If) __ASCENDIFY_DEVICE(Unique)
  __ASCENDIFY_DEVICE(UniqueByKey) __ASCENDIFY_DEVICE(FlaggedIf)
};
struct DevicePartition { __ASCENDIFY_DEVICE(Flagged) __ASCENDIFY_DEVICE(If) };
struct DeviceHistogram {
  __ASCENDIFY_DEVICE(HistogramEven) __ASCENDIFY_DEVICE(HistogramRange)
  __ASCENDIFY_DEVICE(MultiHistogramEven) __ASCENDIFY_DEVICE(MultiHistogramRange)
};
struct DeviceRunLengthEncode {
  __ASCENDIFY_DEVICE(Encode) __ASCENDIFY_DEVICE(NonTrivialRuns)
};
struct DeviceAdjacentDifference {
  __ASCENDIFY_DEVICE(SubtractLeft) __ASCENDIFY_DEVICE(SubtractLeftCopy)
  __ASCENDIFY_DEVICE(SubtractRight) __ASCENDIFY_DEVICE(SubtractRightCopy)
};
struct DeviceMemcpy { __ASCENDIFY_DEVICE(Batched) };
struct DeviceMerge { __ASCENDIFY_DEVICE(MergeKeys) __ASCENDIFY_DEVICE(MergePairs) };
#undef __ASCENDIFY_SORTS
#undef __ASCENDIFY_DEVICE

template <typename T> struct __ascendify_iterator {
  typedef T value_type; typedef T reference; typedef T *pointer; typedef ptrdiff_t difference_type;
  typedef ::std::random_access_iterator_tag iterator_category;
  __host__ __device__ T operator*() const __ASCENDIFY_BODY
  __host__ __device__ T operator[](difference_type) const __ASCENDIFY_BODY
};
#define __ASCENDIFY_STEPS(N)                                                                       \
  __host__ __device__ N operator+(ptrdiff_t) const __ASCENDIFY_BODY __host__ __device__ N operator-(ptrdiff_t) const __ASCENDIFY_BODY \
  __host__ __device__ N &operator++() __ASCENDIFY_BODY __host__ __device__ N operator++(int) __ASCENDIFY_BODY                      \
  __host__ __device__ N &operator+=(ptrdiff_t) __ASCENDIFY_BODY __host__ __device__ ptrdiff_t operator-(const N &) const __ASCENDIFY_BODY \
  __host__ __device__ bool operator==(const N &) const __ASCENDIFY_BODY __host__ __device__ bool operator!=(const N &) const __ASCENDIFY_BODY
template <typename T, typename Offset = ptrdiff_t>
struct CountingInputIterator : __ascendify_iterator<T> {
  __host__ __device__ CountingInputIterator(const T &) __ASCENDIFY_BODY
  __ASCENDIFY_STEPS(CountingInputIterator)
};
template <typename T, typename Offset = ptrdiff_t>
struct ConstantInputIterator : __ascendify_iterator<T> {
  __host__ __device__ ConstantInputIterator(const T &, Offset = 0) __ASCENDIFY_BODY
  __ASCENDIFY_STEPS(ConstantInputIterator)
};
template <typename T, typename Op, typename It, typename Offset = ptrdiff_t>
struct TransformInputIterator : __ascendify_iterator<T> {
  __host__ __device__ TransformInputIterator(It, Op) __ASCENDIFY_BODY
  __ASCENDIFY_STEPS(TransformInputIterator)
};
template <typename It, typename Offset = ptrdiff_t,
          typename T = typename ::std::iterator_traits<It>::value_type>
struct ArgIndexInputIterator : __ascendify_iterator<KeyValuePair<Offset, T>> {
  __host__ __device__ ArgIndexInputIterator(It, ptrdiff_t = 0) __ASCENDIFY_BODY
  __ASCENDIFY_STEPS(ArgIndexInputIterator)
};
template <CacheLoadModifier M, typename T, typename Offset = ptrdiff_t>
struct CacheModifiedInputIterator : __ascendify_iterator<T> {
  template <typename U> __host__ __device__ CacheModifiedInputIterator(U *) __ASCENDIFY_BODY
  __ASCENDIFY_STEPS(CacheModifiedInputIterator)
};
#undef __ASCENDIFY_STEPS

struct CachingDeviceAllocator {
  CachingDeviceAllocator(unsigned growth = 8, unsigned minimum = 3, unsigned maximum = 7,
                         size_t cached = 0, bool skip = false, bool debug = false);
  explicit CachingDeviceAllocator(bool skip, bool debug = false);
  template <typename T>
  cudaError_t DeviceAllocate(T **p, size_t bytes, cudaStream_t stream = 0);
  cudaError_t DeviceFree(void *p);
  cudaError_t FreeAllCached();
};

} // namespace cub

#endif
