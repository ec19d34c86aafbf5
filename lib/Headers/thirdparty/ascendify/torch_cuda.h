//===- torch_cuda.h - PyTorch's CUDA side: streams, guards, generators ------===//
#ifndef ASCENDIFY_TORCH_CUDA_H
#define ASCENDIFY_TORCH_CUDA_H

#include "ascendify/torch_core.h"
#include <cublas_v2.h>
#include <cuda_runtime_api.h>

namespace c10 {
namespace cuda {
class CUDAStream {
public:
  explicit CUDAStream(Stream); CUDAStream(Stream, int);
  operator cudaStream_t() const; operator Stream() const; cudaStream_t stream() const; Stream unwrap() const;
  DeviceIndex device_index() const; Device device() const; StreamId id() const; bool query() const; void synchronize() const; int priority() const;
  bool operator==(const CUDAStream &) const; bool operator!=(const CUDAStream &) const;
};
CUDAStream getStreamFromPool(const bool = false, DeviceIndex = -1); CUDAStream getStreamFromPool(const int, DeviceIndex = -1);
CUDAStream getStreamFromExternal(cudaStream_t, DeviceIndex); CUDAStream getDefaultCUDAStream(DeviceIndex = -1);
CUDAStream getCurrentCUDAStream(DeviceIndex = -1); void setCurrentCUDAStream(CUDAStream);
struct CUDAGuard { explicit CUDAGuard(DeviceIndex); explicit CUDAGuard(Device); void set_device(Device); void reset_device(Device); void set_index(DeviceIndex); Device current_device() const; Device original_device() const; };
struct OptionalCUDAGuard { OptionalCUDAGuard(); explicit OptionalCUDAGuard(optional<Device>); explicit OptionalCUDAGuard(optional<DeviceIndex>); explicit OptionalCUDAGuard(Device); void set_device(Device); void set_index(DeviceIndex); void reset(); };
struct CUDAStreamGuard { explicit CUDAStreamGuard(Stream); void reset_stream(Stream); CUDAStream current_stream() const; CUDAStream original_stream() const; };
struct OptionalCUDAStreamGuard { OptionalCUDAStreamGuard(); explicit OptionalCUDAStreamGuard(Stream); };
struct CUDAMultiStreamGuard { explicit CUDAMultiStreamGuard(ArrayRef<CUDAStream>); };
DeviceIndex device_count() noexcept; DeviceIndex device_count_ensure_non_zero(); DeviceIndex current_device(); void set_device(DeviceIndex);
void device_synchronize(); int MaybeExchangeDevice(int); int ExchangeDevice(int); cudaError_t GetDevice(DeviceIndex *); cudaError_t SetDevice(DeviceIndex); cudaError_t MaybeSetDevice(DeviceIndex);
void c10_cuda_check_implementation(const int32_t, const char *, const char *, const int, const bool);
namespace CUDACachingAllocator {
Allocator *get(); void *raw_alloc(size_t); void *raw_alloc_with_stream(size_t, cudaStream_t); void raw_delete(void *); void emptyCache();
void recordStream(const DataPtr &, CUDAStream);
} // namespace CUDACachingAllocator
enum class CaptureStatus : int { None, Active, Invalidated };
CaptureStatus currentStreamCaptureStatusMayInitCtx();
} // namespace cuda
} // namespace c10

namespace at {
namespace cuda {
using namespace ::c10::cuda;
using ::c10::cuda::CUDAStream; using ::c10::cuda::CUDAGuard; using ::c10::cuda::getCurrentCUDAStream; using ::c10::cuda::OptionalCUDAGuard;
struct CUDAEvent {
  CUDAEvent(); explicit CUDAEvent(unsigned); void record(); void record(const CUDAStream &); void recordOnce(const CUDAStream &); void block(const CUDAStream &);
  bool query() const; bool isCreated() const; void synchronize() const; float elapsed_time(const CUDAEvent &) const; cudaEvent_t event() const; operator cudaEvent_t() const;
};
struct CUDAGraph { CUDAGraph(bool = false); void capture_begin(); void capture_end(); void replay(); void reset(); };
cudaDeviceProp *getCurrentDeviceProperties(); cudaDeviceProp *getDeviceProperties(DeviceIndex); int warp_size(); int64_t getNumGPUs(); bool is_available();
bool canDeviceAccessPeer(DeviceIndex, DeviceIndex); Allocator *getCUDADeviceAllocator();
cublasHandle_t getCurrentCUDABlasHandle(); cudaDataType ScalarTypeToCudaDataType(const ScalarType &);
namespace blas { template <typename T, typename... A> void gemm(A...); template <typename T, typename... A> void bgemm(A...); }
namespace philox { C10_HOST_DEVICE ::std::tuple<uint64_t, uint64_t> unpack(PhiloxCudaState); }
template <typename F> void ATenCeilDiv(F);
namespace detail {
const Generator &getDefaultCUDAGenerator(DeviceIndex = -1); Generator createCUDAGenerator(DeviceIndex = -1);
constexpr int MAX_TENSORINFO_DIMS = 25;
template <typename T, typename I> struct TensorInfo {
  C10_HOST_DEVICE TensorInfo(); TensorInfo(T *, int, I[25], I[25]);
  T *data; I sizes[25]; I strides[25]; int dims;
  void reduceDim(int); int collapseDims(const int = -1); C10_HOST_DEVICE bool isContiguous() const;
};
template <typename T, typename I> TensorInfo<T, I> getTensorInfo(const TensorBase &);
template <typename T, typename I, int Dims> struct IndexToOffset { static C10_HOST_DEVICE I get(I, const TensorInfo<T, I> &); };
bool canUse32BitIndexMath(const TensorBase &, int64_t = 0x7fffffff); bool maybeOverlappingIndices(const TensorBase &);
constexpr int CUDA_NUM_THREADS = 1024; int GET_BLOCKS(const int64_t, const int64_t = 1024);
} // namespace detail
} // namespace cuda
#ifdef __CUDACC__
template <typename T> __device__ T WARP_SHFL(T, int, int = 32, unsigned = 0xffffffff);
template <typename T> __device__ T WARP_SHFL_DOWN(T, unsigned, int = 32, unsigned = 0xffffffff);
template <typename T> __device__ T WARP_SHFL_UP(T, unsigned, int = 32, unsigned = 0xffffffff);
template <typename T> __device__ T WARP_SHFL_XOR(T, int, int = 32, unsigned = 0xffffffff);
__device__ unsigned WARP_BALLOT(int, unsigned = 0xffffffff);
template <typename T> __device__ void gpuAtomicAdd(T *, T);
template <typename T> __device__ void gpuAtomicAddNoReturn(T *, T);
#endif
} // namespace at
#ifdef __CUDACC__
template <typename T> __device__ T gpuAtomicAdd(T *, T);
template <typename T> __device__ void gpuAtomicAddNoReturn(T *, T);
__device__ c10::Half atomicAdd(c10::Half *, c10::Half); __device__ c10::BFloat16 atomicAdd(c10::BFloat16 *, c10::BFloat16);
#endif

#define C10_CUDA_ERROR_HANDLED(e) (e)
#define C10_CUDA_CHECK(e) do { const cudaError_t __err = e; ::c10::cuda::c10_cuda_check_implementation(int32_t(__err), __FILE__, __func__, __LINE__, true); } while (0)
#define AT_CUDA_CHECK(e) C10_CUDA_CHECK(e)
#define C10_CUDA_CHECK_WARN(e) C10_CUDA_CHECK(e)
#define C10_CUDA_IGNORE_ERROR(e) (void)(e)
#define C10_CUDA_KERNEL_LAUNCH_CHECK() C10_CUDA_CHECK(cudaGetLastError())
#define TORCH_CUDABLAS_CHECK(e) do { cublasStatus_t __err = e; ::c10::__ascendify_note(__err); } while (0)
#define C10_LAUNCH_BOUNDS_0 __launch_bounds__(256, 4)
#define C10_LAUNCH_BOUNDS_1(n) __launch_bounds__(n)
#define C10_LAUNCH_BOUNDS_2(n, m) __launch_bounds__(n, m)
#define C10_MAX_THREADS_PER_BLOCK(n) (n)
#define C10_MIN_BLOCKS_PER_SM(n, m) (m)
#define C10_WARP_SIZE 32
#define CUDA_KERNEL_LOOP_TYPE(i, n, T)                                                             \
  int64_t _i_n_d_e_x = ((int64_t)blockIdx.x) * blockDim.x + threadIdx.x;                           \
  for (T i = _i_n_d_e_x; _i_n_d_e_x < (n); _i_n_d_e_x += blockDim.x * gridDim.x, i = _i_n_d_e_x)
#define CUDA_KERNEL_LOOP(i, n) CUDA_KERNEL_LOOP_TYPE(i, n, int)
#define CUDA_KERNEL_ASSERT(c) assert(c)

#endif
