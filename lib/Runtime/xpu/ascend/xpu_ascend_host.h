// xpu host functions on AscendCL.
#ifndef XPU_ASCEND_XPU_ASCEND_HOST_H
#define XPU_ASCEND_XPU_ASCEND_HOST_H

using xpuError_t = aclError;
constexpr xpuError_t xpuSuccess = 0;
constexpr xpuError_t xpuErrorInvalidValue = ACL_ERROR_INVALID_PARAM;
constexpr xpuError_t xpuErrorMemoryAllocation = ACL_ERROR_RT_MEMORY_ALLOCATION;
constexpr xpuError_t xpuErrorInvalidConfiguration = ACL_ERROR_RT_PARAM_INVALID;
constexpr xpuError_t xpuErrorInvalidResourceHandle = ACL_ERROR_RT_INVALID_HANDLE;
constexpr xpuError_t xpuErrorInvalidDevice = ACL_ERROR_RT_INVALID_DEVICEID;
constexpr xpuError_t xpuErrorNotReady = ACL_ERROR_RT_EVENT_NOT_COMPLETE;
constexpr xpuError_t xpuErrorLaunchFailure = ACL_ERROR_RT_VECTOR_CORE_EXCEPTION;
constexpr xpuError_t xpuErrorNotSupported = ACL_ERROR_RT_FEATURE_NOT_SUPPORT;
constexpr xpuError_t xpuErrorUnknown = ACL_ERROR_RT_INTERNAL_ERROR;

using xpuMemcpyKind = aclrtMemcpyKind;
constexpr xpuMemcpyKind xpuMemcpyHostToHost = ACL_MEMCPY_HOST_TO_HOST;
constexpr xpuMemcpyKind xpuMemcpyHostToDevice = ACL_MEMCPY_HOST_TO_DEVICE;
constexpr xpuMemcpyKind xpuMemcpyDeviceToHost = ACL_MEMCPY_DEVICE_TO_HOST;
constexpr xpuMemcpyKind xpuMemcpyDeviceToDevice = ACL_MEMCPY_DEVICE_TO_DEVICE;
constexpr xpuMemcpyKind xpuMemcpyDefault = ACL_MEMCPY_DEFAULT;

enum xpuDeviceAttr {
  xpuDevAttrWarpSize = ACL_DEV_ATTR_WARP_SIZE,
  xpuDevAttrMaxThreadsPerBlock = ACL_DEV_ATTR_MAX_THREADS_PER_BLOCK,
  xpuDevAttrMaxSharedMemoryPerBlock = ACL_DEV_ATTR_UBUF_PER_VECTOR_CORE,
  xpuDevAttrMultiProcessorCount = ACL_DEV_ATTR_VECTOR_CORE_NUM,
  // What only CUDA has, below all numbers of AscendCL: 0 here.
  xpuDevAttrComputeMode = -16,
  xpuDevAttrComputeCapabilityMajor,
  xpuDevAttrComputeCapabilityMinor,
  xpuDevAttrClockRate,
  xpuDevAttrIntegrated
};
constexpr int xpuComputeModeDefault = 0;
constexpr int xpuComputeModeProhibited = 2;

using xpuStream_t = aclrtStream;
using xpuEvent_t = aclrtEvent;
constexpr unsigned xpuStreamDefault = 0;
constexpr unsigned xpuStreamNonBlocking = 1;
constexpr unsigned xpuEventDefault = 0;
constexpr unsigned xpuEventDisableTiming = 2;

struct xpuDeviceProp {
  char name[256];
  std::size_t totalGlobalMem;
  std::size_t sharedMemPerBlock;
  int warpSize;
  int maxThreadsPerBlock;
  int multiProcessorCount;
  int major;
  int minor;
};

namespace xpu_detail {

/// Streams, so that the null stream can be ordered with them.
struct State {
  std::mutex mutex;
  std::set<aclrtStream> blocking, nonBlocking;
  bool nullPending = false;
  aclError initialized = ACL_SUCCESS;
  State() { initialized = aclInit(nullptr); }
};
inline State &state() {
  static State *s = new State();
  return *s;
}
inline int &currentDevice() {
  static thread_local int device = -1;
  return device;
}
inline aclError &lastError() {
  static thread_local aclError error = ACL_SUCCESS;
  return error;
}
inline aclError done(aclError error) {
  if (error != ACL_SUCCESS)
    lastError() = error;
  return error;
}
/// Initialises ACL and selects device 0 in a thread that has selected none.
inline aclError ready() {
  if (aclError e = state().initialized)
    return e;
  if (currentDevice() >= 0)
    return ACL_SUCCESS;
  aclError e = aclrtSetDevice(0);
  if (e == ACL_SUCCESS)
    currentDevice() = 0;
  return e;
}
/// Waits for what work on this stream has to come after.
inline aclError order(aclrtStream stream) {
  if (aclError e = ready())
    return e;
  State &s = state();
  std::lock_guard<std::mutex> lock(s.mutex);
  if (!stream) {
    s.nullPending = true;
    for (aclrtStream other : s.blocking)
      if (aclError e = aclrtSynchronizeStream(other))
        return e;
  } else if (s.nullPending && s.blocking.count(stream)) {
    s.nullPending = false;
    return aclrtSynchronizeStream(nullptr);
  }
  return ACL_SUCCESS;
}

} // namespace xpu_detail

inline xpuError_t xpuGetLastError() {
  aclError mine = xpu_detail::lastError();
  xpu_detail::lastError() = ACL_SUCCESS;
  aclError theirs = aclrtGetLastError(ACL_RT_THREAD_LEVEL);
  return mine != ACL_SUCCESS ? mine : theirs;
}
inline xpuError_t xpuPeekAtLastError() {
  aclError mine = xpu_detail::lastError();
  return mine != ACL_SUCCESS ? mine : aclrtPeekAtLastError(ACL_RT_THREAD_LEVEL);
}
inline const char *xpuGetErrorName(xpuError_t error) {
  switch (error) {
  case xpuSuccess:
    return "xpuSuccess";
  case xpuErrorInvalidValue:
    return "xpuErrorInvalidValue";
  case xpuErrorMemoryAllocation:
    return "xpuErrorMemoryAllocation";
  case xpuErrorInvalidConfiguration:
    return "xpuErrorInvalidConfiguration";
  case xpuErrorInvalidResourceHandle:
    return "xpuErrorInvalidResourceHandle";
  case xpuErrorInvalidDevice:
    return "xpuErrorInvalidDevice";
  case xpuErrorNotReady:
    return "xpuErrorNotReady";
  case xpuErrorLaunchFailure:
    return "xpuErrorLaunchFailure";
  case xpuErrorNotSupported:
    return "xpuErrorNotSupported";
  default:
    return "xpuErrorUnknown";
  }
}
inline const char *xpuGetErrorString(xpuError_t error) {
  if (error == xpuSuccess)
    return "no error";
  static thread_local char text[64];
  std::snprintf(text, sizeof text, "%s (ACL error %d)", xpuGetErrorName(error), int(error));
  return text;
}

inline xpuError_t xpuGetDeviceCount(int *count) {
  if (!count)
    return xpu_detail::done(xpuErrorInvalidValue);
  if (aclError e = xpu_detail::state().initialized)
    return xpu_detail::done(e);
  uint32_t n = 0;
  aclError e = aclrtGetDeviceCount(&n);
  *count = int(n);
  return xpu_detail::done(e);
}
inline xpuError_t xpuSetDevice(int device) {
  if (aclError e = xpu_detail::state().initialized)
    return xpu_detail::done(e);
  aclError e = aclrtSetDevice(device);
  if (e == ACL_SUCCESS)
    xpu_detail::currentDevice() = device;
  return xpu_detail::done(e);
}
inline xpuError_t xpuGetDevice(int *device) {
  if (!device)
    return xpu_detail::done(xpuErrorInvalidValue);
  if (aclError e = xpu_detail::ready())
    return xpu_detail::done(e);
  *device = xpu_detail::currentDevice();
  return xpuSuccess;
}
inline xpuError_t xpuDeviceSynchronize() {
  if (aclError e = xpu_detail::ready())
    return xpu_detail::done(e);
  return xpu_detail::done(aclrtSynchronizeDevice());
}
inline xpuError_t xpuDeviceReset() {
  if (xpu_detail::currentDevice() < 0)
    return xpuSuccess;
  aclError e = aclrtResetDevice(xpu_detail::currentDevice());
  xpu_detail::currentDevice() = -1;
  xpu_detail::lastError() = ACL_SUCCESS;
  return e;
}
inline xpuError_t xpuDeviceGetAttribute(int *value, xpuDeviceAttr attr, int device) {
  if (!value)
    return xpu_detail::done(xpuErrorInvalidValue);
  if (aclError e = xpu_detail::ready())
    return xpu_detail::done(e);
  int64_t wide = 0;
  aclError e = attr < 0 ? ACL_SUCCESS : aclrtGetDeviceInfo(uint32_t(device), static_cast<aclrtDevAttr>(attr), &wide);
  *value = int(wide);
  return xpu_detail::done(e);
}
inline xpuError_t xpuMemGetInfo(std::size_t *free, std::size_t *total) {
  if (aclError e = xpu_detail::ready())
    return xpu_detail::done(e);
  return xpu_detail::done(aclrtGetMemInfo(ACL_HBM_MEM, free, total));
}
inline xpuError_t xpuGetDeviceProperties(xpuDeviceProp *prop, int device) {
  if (!prop)
    return xpu_detail::done(xpuErrorInvalidValue);
  std::memset(prop, 0, sizeof *prop);
  int shared = 0;
  std::size_t free = 0;
  const char *name = aclrtGetSocName();
  std::snprintf(prop->name, sizeof prop->name, "%s", name ? name : "");
  xpuError_t e = xpuDeviceGetAttribute(&prop->warpSize, xpuDevAttrWarpSize, device);
  if (e == xpuSuccess)
    e = xpuDeviceGetAttribute(&prop->maxThreadsPerBlock, xpuDevAttrMaxThreadsPerBlock, device);
  if (e == xpuSuccess)
    e = xpuDeviceGetAttribute(&prop->multiProcessorCount, xpuDevAttrMultiProcessorCount, device);
  if (e == xpuSuccess)
    e = xpuDeviceGetAttribute(&shared, xpuDevAttrMaxSharedMemoryPerBlock, device);
  prop->sharedMemPerBlock = std::size_t(shared);
  return e == xpuSuccess ? xpuMemGetInfo(&free, &prop->totalGlobalMem) : e;
}

template <class T> xpuError_t xpuMalloc(T **pointer, std::size_t bytes) {
  if (!pointer)
    return xpu_detail::done(xpuErrorInvalidValue);
  *pointer = nullptr;
  if (aclError e = xpu_detail::ready())
    return xpu_detail::done(e);
  if (!bytes)
    return xpuSuccess;
  return xpu_detail::done(
      aclrtMalloc(reinterpret_cast<void **>(pointer), bytes, ACL_MEM_MALLOC_HUGE_FIRST));
}
inline xpuError_t xpuFree(void *pointer) {
  return pointer ? xpu_detail::done(aclrtFreeWithDevSync(pointer)) : xpuSuccess;
}
template <class T> xpuError_t xpuMallocHost(T **pointer, std::size_t bytes) {
  if (!pointer)
    return xpu_detail::done(xpuErrorInvalidValue);
  *pointer = nullptr;
  if (aclError e = xpu_detail::ready())
    return xpu_detail::done(e);
  if (!bytes)
    return xpuSuccess;
  return xpu_detail::done(aclrtMallocHost(reinterpret_cast<void **>(pointer), bytes));
}
inline xpuError_t xpuFreeHost(void *pointer) {
  if (!pointer)
    return xpuSuccess;
  aclError e = aclrtSynchronizeDevice();
  aclError f = aclrtFreeHost(pointer);
  return xpu_detail::done(e != ACL_SUCCESS ? e : f);
}
inline xpuError_t xpuMemcpy(void *dst, const void *src, std::size_t bytes, xpuMemcpyKind kind) {
  if (!bytes)
    return xpuSuccess;
  // ACL's copy waits for nothing: first the null stream and what it is ordered with.
  if (aclError e = xpu_detail::order(nullptr))
    return xpu_detail::done(e);
  if (aclError e = aclrtSynchronizeStream(nullptr))
    return xpu_detail::done(e);
  return xpu_detail::done(aclrtMemcpy(dst, bytes, src, bytes, kind));
}
inline xpuError_t xpuMemcpyAsync(void *dst, const void *src, std::size_t bytes, xpuMemcpyKind kind,
                                 xpuStream_t stream = nullptr) {
  if (!bytes)
    return xpuSuccess;
  if (aclError e = xpu_detail::order(stream))
    return xpu_detail::done(e);
  if (kind == ACL_MEMCPY_HOST_TO_HOST) { // refused by ACL in a stream
    if (aclError e = aclrtSynchronizeStream(stream))
      return xpu_detail::done(e);
    return xpu_detail::done(aclrtMemcpy(dst, bytes, src, bytes, kind));
  }
  return xpu_detail::done(aclrtMemcpyAsync(dst, bytes, src, bytes, kind, stream));
}
inline xpuError_t xpuMemcpy2D(void *dst, std::size_t dpitch, const void *src, std::size_t spitch,
                              std::size_t width, std::size_t height, xpuMemcpyKind kind) {
  // Row by row: ACL's 2D copy takes two of the directions only.
  xpuError_t e = xpuSuccess;
  for (std::size_t y = 0; y < height && e == xpuSuccess; ++y)
    e = xpuMemcpy(static_cast<char *>(dst) + y * dpitch,
                  static_cast<const char *>(src) + y * spitch, width, kind);
  return e;
}
inline xpuError_t xpuMemcpy2DAsync(void *dst, std::size_t dpitch, const void *src,
                                   std::size_t spitch, std::size_t width, std::size_t height,
                                   xpuMemcpyKind kind, xpuStream_t stream = nullptr) {
  xpuError_t e = xpuSuccess;
  for (std::size_t y = 0; y < height && e == xpuSuccess; ++y)
    e = xpuMemcpyAsync(static_cast<char *>(dst) + y * dpitch,
                       static_cast<const char *>(src) + y * spitch, width, kind, stream);
  return e;
}
inline xpuError_t xpuMemsetAsync(void *dst, int value, std::size_t bytes,
                                 xpuStream_t stream = nullptr) {
  if (!bytes)
    return xpuSuccess;
  if (aclError e = xpu_detail::order(stream))
    return xpu_detail::done(e);
  return xpu_detail::done(aclrtMemsetAsync(dst, bytes, value, bytes, stream));
}
inline xpuError_t xpuMemset(void *dst, int value, std::size_t bytes) {
  return xpuMemsetAsync(dst, value, bytes, nullptr);
}
template <class T>
xpuError_t xpuMemcpyToSymbol(const T &symbol, const void *src, std::size_t bytes,
                             std::size_t offset = 0, xpuMemcpyKind kind = xpuMemcpyHostToDevice) {
  if (offset > sizeof(T) || bytes > sizeof(T) - offset)
    return xpu_detail::done(xpuErrorInvalidValue);
  if (xpuError_t e = xpuDeviceSynchronize())
    return e;
  return xpu_detail::done(aclrtMemcpyToSymbol(&symbol, src, bytes, offset, kind));
}
template <class T>
xpuError_t xpuMemcpyFromSymbol(void *dst, const T &symbol, std::size_t bytes,
                               std::size_t offset = 0, xpuMemcpyKind kind = xpuMemcpyDeviceToHost) {
  if (offset > sizeof(T) || bytes > sizeof(T) - offset)
    return xpu_detail::done(xpuErrorInvalidValue);
  if (xpuError_t e = xpuDeviceSynchronize())
    return e;
  return xpu_detail::done(aclrtMemcpyFromSymbol(dst, bytes, &symbol, bytes, offset, kind));
}

inline xpuError_t xpuStreamCreateWithFlags(xpuStream_t *stream, unsigned flags) {
  if (!stream || flags > xpuStreamNonBlocking)
    return xpu_detail::done(xpuErrorInvalidValue);
  if (aclError e = xpu_detail::ready())
    return xpu_detail::done(e);
  if (aclError e = aclrtCreateStream(stream))
    return xpu_detail::done(e);
  xpu_detail::State &s = xpu_detail::state();
  std::lock_guard<std::mutex> lock(s.mutex);
  (flags == xpuStreamNonBlocking ? s.nonBlocking : s.blocking).insert(*stream);
  return xpuSuccess;
}
inline xpuError_t xpuStreamCreate(xpuStream_t *stream) {
  return xpuStreamCreateWithFlags(stream, xpuStreamDefault);
}
inline xpuError_t xpuStreamDestroy(xpuStream_t stream) {
  {
    xpu_detail::State &s = xpu_detail::state();
    std::lock_guard<std::mutex> lock(s.mutex);
    if (!s.blocking.erase(stream) && !s.nonBlocking.erase(stream))
      return xpu_detail::done(xpuErrorInvalidResourceHandle);
  }
  if (aclError e = aclrtSynchronizeStream(stream))
    return xpu_detail::done(e);
  return xpu_detail::done(aclrtDestroyStream(stream));
}
inline xpuError_t xpuStreamSynchronize(xpuStream_t stream) {
  if (aclError e = xpu_detail::ready())
    return xpu_detail::done(e);
  if (!stream)
    if (aclError e = xpu_detail::order(nullptr))
      return xpu_detail::done(e);
  return xpu_detail::done(aclrtSynchronizeStream(stream));
}
inline xpuError_t xpuStreamQuery(xpuStream_t stream) {
  aclrtStreamStatus status = ACL_STREAM_STATUS_COMPLETE;
  if (aclError e = xpu_detail::ready())
    return xpu_detail::done(e);
  if (aclError e = aclrtStreamQuery(stream, &status))
    return xpu_detail::done(e);
  return status == ACL_STREAM_STATUS_COMPLETE ? xpuSuccess : xpuErrorNotReady;
}
inline xpuError_t xpuStreamWaitEvent(xpuStream_t stream, xpuEvent_t event, unsigned flags = 0) {
  if (!event || flags)
    return xpu_detail::done(xpuErrorInvalidValue);
  if (aclError e = xpu_detail::order(stream))
    return xpu_detail::done(e);
  return xpu_detail::done(aclrtStreamWaitEvent(stream, event));
}
inline xpuError_t xpuEventCreateWithFlags(xpuEvent_t *event, unsigned flags) {
  if (!event || (flags != xpuEventDefault && flags != xpuEventDisableTiming))
    return xpu_detail::done(xpuErrorInvalidValue);
  if (aclError e = xpu_detail::ready())
    return xpu_detail::done(e);
  return xpu_detail::done(aclrtCreateEventExWithFlag(
      event, flags == xpuEventDefault ? ACL_EVENT_TIME_LINE | ACL_EVENT_SYNC : ACL_EVENT_SYNC));
}
inline xpuError_t xpuEventCreate(xpuEvent_t *event) {
  return xpuEventCreateWithFlags(event, xpuEventDefault);
}
inline xpuError_t xpuEventDestroy(xpuEvent_t event) {
  return xpu_detail::done(event ? aclrtDestroyEvent(event) : xpuErrorInvalidResourceHandle);
}
inline xpuError_t xpuEventRecord(xpuEvent_t event, xpuStream_t stream = nullptr) {
  if (aclError e = xpu_detail::order(stream))
    return xpu_detail::done(e);
  return xpu_detail::done(aclrtRecordEvent(event, stream));
}
inline xpuError_t xpuEventSynchronize(xpuEvent_t event) {
  return xpu_detail::done(aclrtSynchronizeEvent(event));
}
inline xpuError_t xpuEventQuery(xpuEvent_t event) {
  aclrtEventRecordedStatus status = ACL_EVENT_RECORDED_STATUS_COMPLETE;
  if (aclError e = aclrtQueryEventStatus(event, &status))
    return xpu_detail::done(e);
  return status == ACL_EVENT_RECORDED_STATUS_COMPLETE ? xpuSuccess : xpuErrorNotReady;
}
inline xpuError_t xpuEventElapsedTime(float *milliseconds, xpuEvent_t start, xpuEvent_t stop) {
  return xpu_detail::done(aclrtEventElapsedTime(milliseconds, start, stop));
}

namespace xpu_detail {
/// A parameter's type that takes no part in deduction: NULL and 0 stay null pointers.
template <class T> struct ParameterOf {
  using type = std::decay_t<T>;
};
template <class T> using Parameter = typename ParameterOf<T>::type;
} // namespace xpu_detail

template <class... P>
xpuError_t xpuLaunch(void (*kernel)(P...), dim3 grid, dim3 block, std::size_t shared,
                     xpuStream_t stream, xpu_detail::Parameter<P>... arguments) {
  if (aclError e = xpu_detail::order(stream))
    return xpu_detail::done(e);
#ifdef ASCENDIFY_CPU
  ascendify_cpu::launch(kernel, grid, block, shared, stream, std::move(arguments)...);
#else
  kernel<<<grid, block, shared, stream>>>(std::move(arguments)...);
#endif
  return aclrtPeekAtLastError(ACL_RT_THREAD_LEVEL);
}

/// xpuLaunch of a kernel template whose arguments are deduced; the stream and the arguments stand last.
#ifdef ASCENDIFY_CPU
#define XPU_DETAIL_LAUNCHED(kernel, grid, block, shared, stream, ...)                              \
  ascendify_cpu::launch([](auto... xpuArguments) { kernel(xpuArguments...); }, grid, block, shared, stream, __VA_ARGS__)
#else
#define XPU_DETAIL_LAUNCHED(kernel, grid, block, shared, stream, ...)                              \
  kernel<<<grid, block, shared, stream>>>(__VA_ARGS__)
#endif
#define XPU_LAUNCH(kernel, grid, block, shared, stream, ...)                                       \
  [&]() -> xpuError_t {                                                                            \
    if (aclError xpuOrder = xpu_detail::order(stream))                                             \
      return xpu_detail::done(xpuOrder);                                                           \
    XPU_DETAIL_LAUNCHED(kernel, grid, block, shared, stream, __VA_ARGS__);                         \
    return aclrtPeekAtLastError(ACL_RT_THREAD_LEVEL);                                              \
  }()

#endif
