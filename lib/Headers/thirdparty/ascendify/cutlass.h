//===- cutlass.h - CUTLASS, as far as names and shapes go -------------------===//
#ifndef ASCENDIFY_CUTLASS_H
#define ASCENDIFY_CUTLASS_H

#include "ascendify/cute.h"
#include <cuda.h>

#define CUTLASS_HOST_DEVICE __forceinline__ __device__ __host__
#define CUTLASS_DEVICE __forceinline__ __device__
#define CUTLASS_HOST __host__
#define CUTLASS_GLOBAL __global__ static
#define CUTLASS_PRAGMA_UNROLL _Pragma("unroll")
#define CUTLASS_PRAGMA_NO_UNROLL _Pragma("unroll 1")
#define CUTLASS_GEMM_LOOP CUTLASS_PRAGMA_NO_UNROLL
#define CUTLASS_ASSERT(x) assert(x)
#define CUTLASS_UNUSED(x) ((void)(x))
#define CUTLASS_NOT_IMPLEMENTED() assert(0)
#define CUTLASS_TRACE_HOST(...)
#define CUTLASS_GRID_CONSTANT __grid_constant__
#define CUTLASS_STL_NAMESPACE std
#define CUTLASS_ALIGNAS(n) __align__(n)
#define CUTLASS_CUDA_DRIVER_WRAPPER_CALL(f) f
#define CUTLASS_CHECK(s) do { ::cutlass::Status error = s; if (error != ::cutlass::Status::kSuccess) exit(1); } while (0)
#define CUDA_CHECK_CUTLASS(s) (void)(s)
#define CUTLASS_MAJOR 4
#define CUTLASS_MINOR 0
#define CUTLASS_VERSION 400

namespace cutlass {

enum class Status { kSuccess, kErrorMisalignedOperand, kErrorInvalidDataType, kErrorInvalidLayout, kErrorInvalidProblem, kErrorNotSupported, kErrorWorkspaceNull, kErrorInternal, kErrorArchMismatch, kErrorInsufficientDriver, kErrorMemoryAllocation, kInvalid };
const char *cutlassGetStatusString(Status);
static constexpr int NumThreadsPerWarp = 32, NumThreadsPerWarpGroup = 128, NumWarpsPerWarpGroup = 4, NumThreadsPerHalfWarp = 16, NumThreadsPerQuad = 4, NumThreadsPerQuadPair = 8;
CUTLASS_HOST_DEVICE int canonical_thread_idx(); CUTLASS_HOST_DEVICE int canonical_lane_idx(); CUTLASS_HOST_DEVICE int canonical_warp_idx_sync(); CUTLASS_HOST_DEVICE int canonical_warp_idx(); CUTLASS_HOST_DEVICE int canonical_warp_group_idx();
struct alignas(16) uint128_t { uint64_t lo, hi; }; struct complex_tag {}; using ::cute::uint4b_t;
template <typename T, int N, bool P = true> struct alignas(sizeof(T)) Array {
  typedef T value_type; typedef T Element; typedef T *iterator; static constexpr int kElements = N; T storage[N > 0 ? N : 1];
  CUTLASS_HOST_DEVICE T &operator[](size_t); CUTLASS_HOST_DEVICE T const &operator[](size_t) const; CUTLASS_HOST_DEVICE T *data(); CUTLASS_HOST_DEVICE T const *data() const; CUTLASS_HOST_DEVICE void clear(); CUTLASS_HOST_DEVICE void fill(T const &); CUTLASS_HOST_DEVICE static constexpr size_t size() { return N; } CUTLASS_HOST_DEVICE T *begin(); CUTLASS_HOST_DEVICE T *end();
};
template <typename T, int N, int A = int(sizeof(T)) * N> struct alignas(A) AlignedArray : Array<T, N> {}; template <typename T, int N, int A = 16> struct alignas(A) AlignedBuffer { T storage[N]; CUTLASS_HOST_DEVICE T *data(); };
enum class FloatRoundStyle { round_indeterminate, round_toward_zero, round_to_nearest, round_to_nearest_satfinite, round_toward_infinity, round_toward_neg_infinity, round_half_ulp_truncate, round_half_ulp_trunc_dntz };
template <typename T, typename S, FloatRoundStyle R = FloatRoundStyle::round_to_nearest> struct NumericConverter { typedef T result_type; typedef S source_type; CUTLASS_HOST_DEVICE static T convert(S const &); CUTLASS_HOST_DEVICE T operator()(S const &) const; };
template <typename T, typename S, int N, FloatRoundStyle R = FloatRoundStyle::round_to_nearest, typename X = void> struct NumericArrayConverter { typedef Array<T, N> result_type; typedef Array<S, N> source_type; CUTLASS_HOST_DEVICE static result_type convert(source_type const &); CUTLASS_HOST_DEVICE result_type operator()(source_type const &) const; };
#define __ASCENDIFY_OPERATION(N) template <typename T> struct N { template <typename... A> CUTLASS_HOST_DEVICE T operator()(T const &, A const &...) const; };
__ASCENDIFY_OPERATION(plus) __ASCENDIFY_OPERATION(minus) __ASCENDIFY_OPERATION(multiplies) __ASCENDIFY_OPERATION(divides) __ASCENDIFY_OPERATION(maximum) __ASCENDIFY_OPERATION(minimum) __ASCENDIFY_OPERATION(multiply_add) __ASCENDIFY_OPERATION(negate) __ASCENDIFY_OPERATION(scale) __ASCENDIFY_OPERATION(absolute_value_op)
#undef __ASCENDIFY_OPERATION
struct FastDivmod { int divisor; unsigned int multiplier, shift_right; FastDivmod() = default; CUTLASS_HOST_DEVICE FastDivmod(int); CUTLASS_HOST_DEVICE void operator()(int &, int &, int) const; CUTLASS_HOST_DEVICE int div(int) const; CUTLASS_HOST_DEVICE int divmod(int &, int) const; CUTLASS_HOST_DEVICE int rem(int) const; CUTLASS_HOST_DEVICE operator int() const; };
struct FastDivmodU64 { FastDivmodU64() = default; CUTLASS_HOST_DEVICE FastDivmodU64(uint64_t); CUTLASS_HOST_DEVICE uint64_t divmod(uint64_t &, uint64_t) const; CUTLASS_HOST_DEVICE uint64_t divide(uint64_t) const; };
template <typename T, typename U> CUTLASS_HOST_DEVICE constexpr auto ceil_div(T a, U b) { return (a + b - 1) / b; } template <typename T, typename U> CUTLASS_HOST_DEVICE constexpr auto round_up(T a, U b) { return (a + b - 1) / b * b; } template <typename T> CUTLASS_HOST_DEVICE constexpr T gcd(T a, T b) { return b ? gcd(b, a % b) : a; } CUTLASS_HOST_DEVICE constexpr int round_nearest(int a, int b) { return (a + b / 2) / b * b; }
template <typename T> CUTLASS_HOST_DEVICE constexpr T bits_to_bytes(T b) { return (b + 7) / 8; } CUTLASS_HOST_DEVICE int clz(int); CUTLASS_HOST_DEVICE int find_log2(int); template <typename T> CUTLASS_HOST_DEVICE void swap(T &, T &); template <typename T> CUTLASS_HOST_DEVICE T fast_max(T, T); template <typename T> CUTLASS_HOST_DEVICE T fast_min(T, T);
CUTLASS_HOST_DEVICE float fast_tanh(float); CUTLASS_HOST_DEVICE float fast_exp(float); CUTLASS_HOST_DEVICE float fast_log(float); CUTLASS_HOST_DEVICE float fast_sqrt(float); CUTLASS_HOST_DEVICE float fast_rsqrt(float); template <int N> CUTLASS_HOST_DEVICE constexpr bool is_pow2();
namespace platform { using namespace ::std; }
template <typename T, typename U> using is_same = ::std::is_same<T, U>;
struct KernelHardwareInfo { int device_id = 0, sm_count = 0, max_active_clusters = 0; dim3 cluster_shape, cluster_shape_fallback; static int query_device_multiprocessor_count(int = 0); };
struct ClusterLaunchParams { dim3 grid_dims, block_dims, cluster_dims; int dynamic_smem_size_in_bytes; cudaStream_t cuda_stream; };
template <typename... A> Status launch_kernel_on_cluster(ClusterLaunchParams const &, void const *, A &&...); template <typename K, typename... A> Status kernel_launch(dim3, dim3, size_t, cudaStream_t, K *, A const &...);
struct ClusterLauncher { template <typename... A> static Status launch(A &&...); }; struct CudaHostAdapter { template <typename... A> Status launch(A &&...) const; };
template <typename K> __global__ void device_kernel(typename K::Params const __grid_constant__ params); template <typename K> __global__ void Kernel(typename K::Params params); template <typename K> __global__ void Kernel2(typename K::Params params);
struct MatrixCoord {}; template <typename T, typename L> struct TensorRef {}; enum class ComplexTransform { kNone, kConjugate }; template <typename T> struct complex { T re, im; };
namespace layout { struct RowMajor {}; struct ColumnMajor {}; struct PackedVectorLayout {}; template <int N> struct ColumnMajorInterleaved {}; struct TensorNHWC {}; }
namespace arch {
struct Sm50 {}; struct Sm60 {}; struct Sm61 {}; struct Sm70 {}; struct Sm75 {}; struct Sm80 {}; struct Sm86 {}; struct Sm89 {}; struct Sm90 {}; struct Sm100 {}; struct Sm120 {}; struct OpClassSimt {}; struct OpClassTensorOp {}; struct OpClassSparseTensorOp {}; struct OpClassWmmaTensorOp {}; struct OpMultiplyAdd {}; struct OpMultiplyAddSaturate {};
static constexpr int sm100_smem_capacity_bytes = 232448, sm90_smem_capacity_bytes = 232448;
enum class ReservedNamedBarriers { EpilogueBarrier = 1, TransposeBarrier, TransformBarrier, StreamkBarrier0, StreamkBarrier1, TmemAllocBarrier, Sm120MainloopBarrier, FirstUserBarrier }; 
class NamedBarrier { public: NamedBarrier() = default; static constexpr uint32_t ReservedNamedBarrierCount = 8, HardwareMaxNumNamedBarriers = 16; template <typename T> CUTLASS_DEVICE NamedBarrier(uint32_t, T); CUTLASS_DEVICE void arrive_and_wait() const; CUTLASS_DEVICE void arrive() const; CUTLASS_DEVICE void sync() const; template <typename T> CUTLASS_DEVICE static void sync(uint32_t, T); template <typename T> CUTLASS_DEVICE static void arrive(uint32_t, T); template <typename T> CUTLASS_DEVICE static void arrive_and_wait(uint32_t, T); };
struct ClusterBarrier { typedef uint64_t ValueType; ValueType barrier_; CUTLASS_DEVICE void init(uint32_t) const; CUTLASS_DEVICE bool test_wait(uint32_t, uint32_t = 1) const; CUTLASS_DEVICE bool try_wait(uint32_t) const; CUTLASS_DEVICE void wait(uint32_t) const; CUTLASS_DEVICE void arrive() const; CUTLASS_DEVICE void arrive(uint32_t, uint32_t = 1) const; CUTLASS_DEVICE void invalidate() const; template <typename... A> CUTLASS_DEVICE static void init(ValueType const *, uint32_t); CUTLASS_DEVICE static void wait(ValueType const *, uint32_t); CUTLASS_DEVICE static void arrive(ValueType const *); CUTLASS_DEVICE static void arrive(ValueType const *, uint32_t, uint32_t); };
struct ClusterTransactionBarrier : ClusterBarrier { CUTLASS_DEVICE void arrive_and_expect_tx(uint32_t) const; CUTLASS_DEVICE void arrive_and_expect_tx(uint32_t, uint32_t, uint32_t = 1) const; CUTLASS_DEVICE void expect_transaction(uint32_t) const; CUTLASS_DEVICE void complete_transaction(uint32_t, uint32_t = 1) const; CUTLASS_DEVICE static void arrive_and_expect_tx(ValueType const *, uint32_t); CUTLASS_DEVICE static void expect_transaction(ValueType const *, uint32_t); };
CUTLASS_DEVICE void fence_barrier_init(); CUTLASS_DEVICE void fence_view_async_shared(); CUTLASS_DEVICE void fence_view_async_tmem_load(); CUTLASS_DEVICE void fence_view_async_tmem_store(); CUTLASS_DEVICE void cpasync_barrier_arrive(uint64_t const *); CUTLASS_DEVICE void cpasync_barrier_arrive_noinc(uint64_t const *); CUTLASS_DEVICE void launch_dependent_grids(); CUTLASS_DEVICE void wait_on_dependent_grids(); template <uint32_t N> CUTLASS_DEVICE void warpgroup_reg_alloc(); template <uint32_t N> CUTLASS_DEVICE void warpgroup_reg_dealloc();
CUTLASS_DEVICE void umma_arrive(uint64_t const *); CUTLASS_DEVICE void umma_arrive_multicast(uint64_t const *, uint16_t); CUTLASS_DEVICE void umma_arrive_multicast_2x1SM(uint64_t const *, uint16_t); CUTLASS_DEVICE void umma_arrive_2x1SM(uint64_t const *); template <typename... A> CUTLASS_DEVICE void synclog_emit_named_barrier_arrive_and_wait(A...); template <typename... A> CUTLASS_DEVICE void synclog_emit_named_barrier_arrive(A...);
namespace CacheOperation { enum Kind { Always, Global, Streaming, LastUse, Volatile, WriteBack, WriteThrough }; }
template <int S, CacheOperation::Kind K = CacheOperation::Always> CUTLASS_DEVICE void cp_async(void *, void const *, bool = true); template <int S, CacheOperation::Kind K = CacheOperation::Always> CUTLASS_DEVICE void cp_async_zfill(void *, void const *, bool = true); CUTLASS_DEVICE void cp_async_fence(); template <int N> CUTLASS_DEVICE void cp_async_wait(); template <typename T, int B, CacheOperation::Kind K = CacheOperation::Always> struct global_load { template <typename... A> CUTLASS_DEVICE global_load(A &&...); };
namespace detail { template <typename... A, int N = 0> CUTLASS_DEVICE void initialize_barrier_array_pair_aligned(A &&...); }
} // namespace arch
enum class BarrierStatus : uint32_t { WaitAgain, WaitDone, WaitOnly }; struct ArrivalToken { CUTLASS_HOST_DEVICE ArrivalToken(BarrierStatus); CUTLASS_HOST_DEVICE BarrierStatus get() const; }; struct ConsumerToken : ArrivalToken { using ArrivalToken::ArrivalToken; }; struct ProducerToken : ArrivalToken { using ArrivalToken::ArrivalToken; };
template <uint32_t N> struct PipelineState { int index_; uint32_t phase_, count_; CUTLASS_DEVICE PipelineState(); CUTLASS_DEVICE PipelineState(int, uint32_t, uint32_t); CUTLASS_DEVICE int index() const; CUTLASS_DEVICE uint32_t phase() const; CUTLASS_DEVICE uint32_t count() const; CUTLASS_DEVICE void operator++(); CUTLASS_DEVICE PipelineState advance(uint32_t) const; };
struct __ascendify_role { enum class ThreadCategory { NonParticipant, Producer, Consumer, ProducerConsumer }; };
#define __ASCENDIFY_PIPELINE(N)                                                                    \
  { public: typedef uint64_t ProducerBarrierType, ConsumerBarrierType; typedef ::cutlass::PipelineState<S> PipelineState; struct SharedStorage { uint64_t full_barrier_[S], empty_barrier_[S]; }; enum class ThreadCategory { NonParticipant, Producer, Consumer, ProducerConsumer }; \
    struct Params { uint32_t transaction_bytes = 0, is_leader = 0, num_consumers = 0, num_producers = 0, producer_arv_count = 1, consumer_arv_count = 1, dst_blockid = 0, initializing_warp = 0, group_id = 0, group_size = 0; ThreadCategory role = ThreadCategory::NonParticipant; }; \
    template <typename... A> CUTLASS_DEVICE N(A &&...); template <typename T> CUTLASS_DEVICE void producer_acquire(T, ProducerToken = {BarrierStatus::WaitAgain}); template <typename T> CUTLASS_DEVICE void producer_commit(T); template <typename T> CUTLASS_DEVICE void producer_commit(T, uint32_t); template <typename T> CUTLASS_DEVICE void producer_tail(T); template <typename T> CUTLASS_DEVICE uint64_t *producer_get_barrier(T); template <typename T> CUTLASS_DEVICE ProducerToken producer_try_acquire(T, uint32_t = 0); template <typename T> CUTLASS_DEVICE void producer_expect_transaction(T, uint32_t = 0); \
    template <typename T> CUTLASS_DEVICE void consumer_wait(T, ConsumerToken = {BarrierStatus::WaitAgain}); template <typename T> CUTLASS_DEVICE void consumer_wait(T, ConsumerToken, T); template <typename T> CUTLASS_DEVICE void consumer_release(T); template <typename T> CUTLASS_DEVICE ConsumerToken consumer_try_wait(T, uint32_t = 0); template <typename T> CUTLASS_DEVICE ConsumerToken consumer_test_wait(T, uint32_t = 0); CUTLASS_DEVICE void wait(); CUTLASS_DEVICE void arrive(); CUTLASS_DEVICE void producer_commit_end(); template <typename... A> CUTLASS_DEVICE static void init_barriers(A &&...); template <typename... A> CUTLASS_DEVICE void init_masks(A &&...); };
template <int S, typename... X> class PipelineTmaAsync __ASCENDIFY_PIPELINE(PipelineTmaAsync)
template <int S> class PipelineTransactionAsync __ASCENDIFY_PIPELINE(PipelineTransactionAsync)
template <int S> class PipelineAsync __ASCENDIFY_PIPELINE(PipelineAsync)
template <int S, typename... X> class PipelineTmaUmmaAsync __ASCENDIFY_PIPELINE(PipelineTmaUmmaAsync)
template <int S, typename... X> class PipelineUmmaAsync __ASCENDIFY_PIPELINE(PipelineUmmaAsync)
template <int S, typename... X> class PipelineUmmaConsumerAsync __ASCENDIFY_PIPELINE(PipelineUmmaConsumerAsync)
template <int S> class PipelineTmaStore __ASCENDIFY_PIPELINE(PipelineTmaStore)
template <int S, typename... X> class PipelineCLCFetchAsync __ASCENDIFY_PIPELINE(PipelineCLCFetchAsync)
template <int S, int L> class OrderedSequenceBarrier __ASCENDIFY_PIPELINE(OrderedSequenceBarrier)
#undef __ASCENDIFY_PIPELINE
template <typename P> CUTLASS_DEVICE PipelineState<1> make_producer_start_state(); 
namespace detail { struct SyncwarpSync { CUTLASS_DEVICE static void sync(); }; struct SyncthreadsSync { CUTLASS_DEVICE static void sync(); }; template <typename L> CUTLASS_HOST_DEVICE constexpr size_t alignment_for_swizzle(L) { return 128; } template <typename... A> struct TagToStrideA { typedef ::cute::tuple<int64_t, ::cute::_1, int64_t> type; }; template <typename... A> using TagToStrideA_t = typename TagToStrideA<A...>::type; template <typename... A> using TagToStrideB_t = typename TagToStrideA<A...>::type; template <typename... A> using TagToStrideC_t = typename TagToStrideA<A...>::type; }
template <typename S, typename T = int> struct GenericBarrier { CUTLASS_DEVICE static void wait_eq(void *, int, int, uint32_t); CUTLASS_DEVICE static void wait_lt(void *, int, int, uint32_t); CUTLASS_DEVICE static void arrive_inc(void *, int, int, uint32_t = 1); CUTLASS_DEVICE static void wait_eq_reset(void *, int, int, uint32_t); }; typedef GenericBarrier<detail::SyncthreadsSync> Barrier; template <typename S, uint32_t... N> struct NamedBarrierManager { template <typename... A> CUTLASS_DEVICE static void wait_eq(A &&...); template <typename... A> CUTLASS_DEVICE static void arrive_inc(A &&...); };
namespace gemm {
template <int M, int N, int K> struct GemmShape { static constexpr int kM = M, kN = N, kK = K; }; struct GemmCoord { GemmCoord(int = 0, int = 0, int = 0); int m() const; int n() const; int k() const; }; enum class GemmUniversalMode { kGemm, kGemmSplitKParallel, kBatched, kArray, kGrouped };
struct KernelTma {}; struct KernelTmaWarpSpecialized {}; struct KernelTmaWarpSpecializedPingpong {}; struct KernelTmaWarpSpecializedCooperative {}; struct KernelCpAsyncWarpSpecialized {}; struct KernelTmaWarpSpecialized1SmSm100 {}; struct KernelTmaWarpSpecialized2SmSm100 {}; struct KernelMultistage {}; struct PersistentScheduler {}; struct StreamKScheduler {};
namespace collective { template <typename... A> struct CollectiveBuilder { typedef ::cute::__ascendify_any CollectiveOp; }; template <int N> struct StageCount : ::cute::Int<N> {}; template <int N> struct StageCountAutoCarveout {}; struct StageCountAuto {}; struct KernelScheduleAuto {}; template <typename... A> struct CollectiveMma {};
namespace detail { template <auto M, typename... A> CUTLASS_HOST_DEVICE constexpr ::cute::Layout<::cute::Shape<::cute::_8, ::cute::_64>> ss_smem_selector() { return {}; } template <auto M, typename... A> CUTLASS_HOST_DEVICE constexpr ::cute::Layout<::cute::Shape<::cute::_8, ::cute::_64>> rs_smem_selector() { return {}; } template <auto M, typename... A> CUTLASS_HOST_DEVICE constexpr ::cute::Layout<::cute::Shape<::cute::_8, ::cute::_64>> sm100_smem_selector() { return {}; } template <typename... A> CUTLASS_HOST_DEVICE constexpr ::cute::SM90_TMA_LOAD sm90_cluster_shape_to_tma_atom(A &&...) { return {}; } } }
namespace kernel { template <typename... A> class GemmUniversal { public: struct Params {}; struct Arguments {}; }; namespace detail { template <typename... A> struct PersistentTileSchedulerSm90 {}; } }
namespace device { template <typename... A> class Gemm { public: struct Arguments { template <typename... B> Arguments(B &&...); }; Status operator()(Arguments const &, void * = nullptr, cudaStream_t = nullptr); static size_t get_workspace_size(Arguments const &); Status initialize(Arguments const &, void * = nullptr, cudaStream_t = nullptr); Status run(cudaStream_t = nullptr); static Status can_implement(Arguments const &); Status operator()(cudaStream_t = nullptr); }; template <typename K> class GemmUniversalAdapter : public Gemm<K> {}; }
} // namespace gemm
namespace epilogue { namespace collective { template <typename... A> struct CollectiveBuilder { typedef ::cute::__ascendify_any CollectiveOp; }; struct EpilogueScheduleAuto {}; template <typename... A> class DefaultEpilogue {}; namespace detail { template <typename... A> CUTLASS_HOST_DEVICE constexpr ::cute::SM90_U32x4_STSM_N sm90_get_smem_store_op_for_accumulator() { return {}; } } } struct TmaWarpSpecialized {}; struct NoSmemWarpSpecialized {}; namespace thread { template <typename... A> struct LinearCombination {}; template <typename T> struct SiLu {}; template <typename T> struct GELU {}; template <typename T> struct ReLu {}; } namespace fusion { template <typename... A> struct LinearCombination {}; } }
namespace device_memory { template <typename T> struct allocation { allocation(size_t = 0); T *get() const; void reset(size_t = 0); size_t size() const; }; }
template <typename T> struct DeviceAllocation : device_memory::allocation<T> { using device_memory::allocation<T>::allocation; template <typename... A> void copy_from_host(A &&...); template <typename... A> void copy_to_host(A &&...) const; };
struct CommandLine { CommandLine(int, const char **); template <typename T> void get_cmd_line_argument(const char *, T &, T = T()) const; bool check_cmd_line_flag(const char *) const; }; struct Distribution { enum Kind { Invalid, Uniform, Gaussian, Identity, Sequential }; };
} // namespace cutlass

#endif
