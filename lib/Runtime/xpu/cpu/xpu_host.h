// xpu host functions on the CPU device.
#ifndef XPU_CPU_XPU_HOST_H
#define XPU_CPU_XPU_HOST_H

enum xpuError_t {
  xpuSuccess = 0,
  xpuErrorInvalidValue,
  xpuErrorMemoryAllocation,
  xpuErrorInvalidConfiguration,
  xpuErrorInvalidResourceHandle,
  xpuErrorInvalidDevice,
  xpuErrorNotReady,
  xpuErrorLaunchFailure,
  xpuErrorNotSupported,
  xpuErrorUnknown
};

enum xpuMemcpyKind {
  xpuMemcpyHostToHost,
  xpuMemcpyHostToDevice,
  xpuMemcpyDeviceToHost,
  xpuMemcpyDeviceToDevice,
  xpuMemcpyDefault
};

enum xpuDeviceAttr {
  xpuDevAttrWarpSize,
  xpuDevAttrMaxThreadsPerBlock,
  xpuDevAttrMaxSharedMemoryPerBlock,
  xpuDevAttrMultiProcessorCount,
  // What only CUDA has: 0 here.
  xpuDevAttrComputeMode,
  xpuDevAttrComputeCapabilityMajor,
  xpuDevAttrComputeCapabilityMinor,
  xpuDevAttrClockRate,
  xpuDevAttrIntegrated
};
constexpr int xpuComputeModeDefault = 0;
constexpr int xpuComputeModeProhibited = 2;

using xpuStream_t = ::ascendify_cpu::Stream *;
using xpuEvent_t = ::ascendify_cpu::Event *;

inline constexpr unsigned xpuStreamDefault = 0;
inline constexpr unsigned xpuStreamNonBlocking = 1;
inline constexpr unsigned xpuEventDefault = 0;
inline constexpr unsigned xpuEventDisableTiming = 2;

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

namespace ascendify_cpu {

inline xpuError_t &lastError() {
  static thread_local xpuError_t error = xpuSuccess;
  return error;
}

/// Translates and remembers. NotReady is an answer, not an error to remember.
inline xpuError_t result(Status status) {
  xpuError_t e = xpuErrorUnknown;
  switch (status) {
  case Status::Success:
    return xpuSuccess;
  case Status::NotReady:
    return xpuErrorNotReady;
  case Status::InvalidValue:
    e = xpuErrorInvalidValue;
    break;
  case Status::OutOfMemory:
    e = xpuErrorMemoryAllocation;
    break;
  case Status::InvalidConfiguration:
    e = xpuErrorInvalidConfiguration;
    break;
  case Status::InvalidHandle:
    e = xpuErrorInvalidResourceHandle;
    break;
  case Status::InvalidDevice:
    e = xpuErrorInvalidDevice;
    break;
  case Status::LaunchFailure:
    e = xpuErrorLaunchFailure;
    break;
  }
  return lastError() = e;
}

inline Device &device() { return Device::instance(); }

} // namespace ascendify_cpu

// --- errors -----------------------------------------------------------------

/// The last error of this host thread, which is forgotten by that. A failed
/// kernel stays.
inline xpuError_t xpuGetLastError() {
  xpuError_t e = ascendify_cpu::lastError();
  ascendify_cpu::lastError() = xpuSuccess;
  return e == xpuSuccess ? ascendify_cpu::result(ascendify_cpu::device().failure()) : e;
}
inline xpuError_t xpuPeekAtLastError() {
  xpuError_t e = ascendify_cpu::lastError();
  return e == xpuSuccess ? ascendify_cpu::result(ascendify_cpu::device().failure()) : e;
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
  case xpuErrorUnknown:
    break;
  }
  return "xpuErrorUnknown";
}
inline const char *xpuGetErrorString(xpuError_t error) {
  switch (error) {
  case xpuSuccess:
    return "no error";
  case xpuErrorInvalidValue:
    return "invalid argument";
  case xpuErrorMemoryAllocation:
    return "out of memory";
  case xpuErrorInvalidConfiguration:
    return "launch beyond the limits of the device";
  case xpuErrorInvalidResourceHandle:
    return "invalid stream or event";
  case xpuErrorInvalidDevice:
    return "invalid device number";
  case xpuErrorNotReady:
    return "work is not complete yet";
  case xpuErrorLaunchFailure:
    return "kernel failed";
  case xpuErrorNotSupported:
    return "not supported";
  case xpuErrorUnknown:
    break;
  }
  return "unknown error";
}

// --- device -----------------------------------------------------------------

inline xpuError_t xpuGetDeviceCount(int *count) {
  if (!count)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidValue);
  *count = 1;
  return xpuSuccess;
}
inline xpuError_t xpuSetDevice(int device) {
  return device == 0 ? xpuSuccess : ascendify_cpu::result(ascendify_cpu::Status::InvalidDevice);
}
inline xpuError_t xpuGetDevice(int *device) {
  if (!device)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidValue);
  *device = 0;
  return xpuSuccess;
}
inline xpuError_t xpuDeviceSynchronize() {
  return ascendify_cpu::result(ascendify_cpu::device().synchronize());
}
inline xpuError_t xpuDeviceReset() {
  ascendify_cpu::device().reset();
  ascendify_cpu::lastError() = xpuSuccess;
  return xpuSuccess;
}

namespace ascendify_cpu {
inline constexpr int maxThreads() {
#ifdef ASCENDIFY_MAX_THREADS
  return ASCENDIFY_MAX_THREADS;
#else
  return 1024;
#endif
}
inline constexpr std::size_t maxShared() {
#ifdef ASCENDIFY_MAX_SHARED_BYTES
  return ASCENDIFY_MAX_SHARED_BYTES;
#else
  return 48 * 1024;
#endif
}
inline std::size_t totalMemory() {
#ifdef ASCENDIFY_DEVICE_MEMORY_BYTES
  return ASCENDIFY_DEVICE_MEMORY_BYTES;
#else
  return std::size_t(sysconf(_SC_PHYS_PAGES)) * std::size_t(sysconf(_SC_PAGESIZE));
#endif
}
inline int processors() {
  unsigned n = std::thread::hardware_concurrency();
  return n ? int(n) : 1;
}
} // namespace ascendify_cpu

inline xpuError_t xpuGetDeviceProperties(xpuDeviceProp *prop, int device) {
  if (!prop)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidValue);
  if (device != 0)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidDevice);
  std::memset(prop, 0, sizeof *prop);
  std::strcpy(prop->name, "xpu CPU engine");
  prop->totalGlobalMem = ascendify_cpu::totalMemory();
  prop->sharedMemPerBlock = ascendify_cpu::maxShared();
  prop->warpSize = 32;
  prop->maxThreadsPerBlock = ascendify_cpu::maxThreads();
  prop->multiProcessorCount = ascendify_cpu::processors();
  return xpuSuccess;
}
inline xpuError_t xpuDeviceGetAttribute(int *value, xpuDeviceAttr attr, int device) {
  if (!value)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidValue);
  if (device != 0)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidDevice);
  switch (attr) {
  case xpuDevAttrWarpSize:
    *value = 32;
    return xpuSuccess;
  case xpuDevAttrMaxThreadsPerBlock:
    *value = ascendify_cpu::maxThreads();
    return xpuSuccess;
  case xpuDevAttrMaxSharedMemoryPerBlock:
    *value = int(ascendify_cpu::maxShared());
    return xpuSuccess;
  case xpuDevAttrMultiProcessorCount:
    *value = ascendify_cpu::processors();
    return xpuSuccess;
  case xpuDevAttrComputeMode:
  case xpuDevAttrComputeCapabilityMajor:
  case xpuDevAttrComputeCapabilityMinor:
  case xpuDevAttrClockRate:
  case xpuDevAttrIntegrated:
    *value = 0;
    return xpuSuccess;
  }
  return ascendify_cpu::result(ascendify_cpu::Status::InvalidValue);
}
inline xpuError_t xpuMemGetInfo(std::size_t *free, std::size_t *total) {
  if (!free || !total)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidValue);
  *total = ascendify_cpu::totalMemory();
  std::size_t used = ascendify_cpu::device().used();
  *free = used < *total ? *total - used : 0;
  return xpuSuccess;
}

// --- memory -----------------------------------------------------------------

template <class T> xpuError_t xpuMalloc(T **pointer, std::size_t bytes) {
  if (!pointer)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidValue);
  void *p = nullptr;
  ascendify_cpu::Status status =
      bytes ? ascendify_cpu::device().allocate(&p, bytes, ascendify_cpu::Space::Device)
            : ascendify_cpu::Status::Success;
  *pointer = static_cast<T *>(p);
  return ascendify_cpu::result(status);
}
inline xpuError_t xpuFree(void *pointer) {
  if (!pointer)
    return xpuSuccess;
  ascendify_cpu::device().synchronize();
  return ascendify_cpu::result(
      ascendify_cpu::device().release(pointer, ascendify_cpu::Space::Device));
}
template <class T> xpuError_t xpuMallocHost(T **pointer, std::size_t bytes) {
  if (!pointer)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidValue);
  void *p = nullptr;
  ascendify_cpu::Status status =
      bytes ? ascendify_cpu::device().allocate(&p, bytes, ascendify_cpu::Space::Pinned)
            : ascendify_cpu::Status::Success;
  *pointer = static_cast<T *>(p);
  return ascendify_cpu::result(status);
}
inline xpuError_t xpuFreeHost(void *pointer) {
  if (!pointer)
    return xpuSuccess;
  ascendify_cpu::device().synchronize();
  return ascendify_cpu::result(
      ascendify_cpu::device().release(pointer, ascendify_cpu::Space::Pinned));
}
inline xpuError_t xpuMemcpy2DAsync(void *dst, std::size_t dpitch, const void *src,
                                   std::size_t spitch, std::size_t width, std::size_t height,
                                   xpuMemcpyKind, xpuStream_t stream = nullptr) {
  if (height > 1 && (dpitch < width || spitch < width))
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidValue);
  return ascendify_cpu::result(
      ascendify_cpu::device().copyAsync2D(dst, dpitch, src, spitch, width, height, stream));
}
inline xpuError_t xpuMemcpyAsync(void *dst, const void *src, std::size_t bytes, xpuMemcpyKind kind,
                                 xpuStream_t stream = nullptr) {
  return xpuMemcpy2DAsync(dst, bytes, src, bytes, bytes, 1, kind, stream);
}
inline xpuError_t xpuMemcpy2D(void *dst, std::size_t dpitch, const void *src, std::size_t spitch,
                              std::size_t width, std::size_t height, xpuMemcpyKind kind) {
  xpuError_t e = xpuMemcpy2DAsync(dst, dpitch, src, spitch, width, height, kind, nullptr);
  ascendify_cpu::Status s = ascendify_cpu::device().synchronize(nullptr);
  return e == xpuSuccess ? ascendify_cpu::result(s) : e;
}
inline xpuError_t xpuMemcpy(void *dst, const void *src, std::size_t bytes, xpuMemcpyKind kind) {
  return xpuMemcpy2D(dst, bytes, src, bytes, bytes, 1, kind);
}
inline xpuError_t xpuMemsetAsync(void *dst, int value, std::size_t bytes,
                                 xpuStream_t stream = nullptr) {
  if (!bytes)
    return xpuSuccess;
  return ascendify_cpu::result(
      ascendify_cpu::device().fillAsync(dst, value, bytes, stream, "memset"));
}
inline xpuError_t xpuMemset(void *dst, int value, std::size_t bytes) {
  return xpuMemsetAsync(dst, value, bytes, nullptr);
}
template <class T>
xpuError_t xpuMemcpyToSymbol(const T &symbol, const void *src, std::size_t bytes,
                             std::size_t offset = 0, xpuMemcpyKind kind = xpuMemcpyHostToDevice) {
  if (offset > sizeof(T) || bytes > sizeof(T) - offset)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidValue);
  char *to = const_cast<char *>(reinterpret_cast<const char *>(&symbol));
  return xpuMemcpy(to + offset, src, bytes, kind);
}
template <class T>
xpuError_t xpuMemcpyFromSymbol(void *dst, const T &symbol, std::size_t bytes,
                               std::size_t offset = 0, xpuMemcpyKind kind = xpuMemcpyDeviceToHost) {
  if (offset > sizeof(T) || bytes > sizeof(T) - offset)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidValue);
  return xpuMemcpy(dst, reinterpret_cast<const char *>(&symbol) + offset, bytes, kind);
}

// --- streams and events -----------------------------------------------------

inline xpuError_t xpuStreamCreateWithFlags(xpuStream_t *stream, unsigned flags) {
  if (!stream || flags > xpuStreamNonBlocking)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidValue);
  *stream = ascendify_cpu::device().createStream(flags == xpuStreamDefault);
  return xpuSuccess;
}
inline xpuError_t xpuStreamCreate(xpuStream_t *stream) {
  return xpuStreamCreateWithFlags(stream, xpuStreamDefault);
}
inline xpuError_t xpuStreamDestroy(xpuStream_t stream) {
  return ascendify_cpu::result(ascendify_cpu::device().destroyStream(stream));
}
inline xpuError_t xpuStreamSynchronize(xpuStream_t stream) {
  return ascendify_cpu::result(ascendify_cpu::device().synchronize(stream));
}
inline xpuError_t xpuStreamQuery(xpuStream_t stream) {
  return ascendify_cpu::result(ascendify_cpu::device().query(stream));
}
inline xpuError_t xpuStreamWaitEvent(xpuStream_t stream, xpuEvent_t event, unsigned flags = 0) {
  if (!event || flags)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidValue);
  return ascendify_cpu::result(ascendify_cpu::device().wait(stream, *event));
}
inline xpuError_t xpuEventCreateWithFlags(xpuEvent_t *event, unsigned flags) {
  if (!event || (flags != xpuEventDefault && flags != xpuEventDisableTiming))
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidValue);
  *event = new ascendify_cpu::Event();
  ascendify_cpu::check::created(*event, "event");
  return xpuSuccess;
}
inline xpuError_t xpuEventCreate(xpuEvent_t *event) {
  return xpuEventCreateWithFlags(event, xpuEventDefault);
}
inline xpuError_t xpuEventDestroy(xpuEvent_t event) {
  if (!event)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidHandle);
  ascendify_cpu::check::destroyed(event);
  delete event;
  return xpuSuccess;
}
inline xpuError_t xpuEventRecord(xpuEvent_t event, xpuStream_t stream = nullptr) {
  if (!event)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidHandle);
  return ascendify_cpu::result(ascendify_cpu::device().record(*event, stream));
}
inline xpuError_t xpuEventSynchronize(xpuEvent_t event) {
  if (!event)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidHandle);
  return ascendify_cpu::result(ascendify_cpu::device().synchronize(*event));
}
inline xpuError_t xpuEventQuery(xpuEvent_t event) {
  if (!event)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidHandle);
  return ascendify_cpu::result(ascendify_cpu::device().query(*event));
}
inline xpuError_t xpuEventElapsedTime(float *milliseconds, xpuEvent_t start, xpuEvent_t stop) {
  if (!milliseconds || !start || !stop)
    return ascendify_cpu::result(ascendify_cpu::Status::InvalidValue);
  return ascendify_cpu::result(ascendify_cpu::device().elapsed(milliseconds, *start, *stop));
}

// --- launch -----------------------------------------------------------------

template <class... P>
xpuError_t xpuLaunch(void (*kernel)(P...), dim3 grid, dim3 block, std::size_t shared,
                     xpuStream_t stream, ascendify_cpu::Parameter<P>... arguments) {
  return ascendify_cpu::result(ascendify_cpu::device().launch(
      ascendify_cpu::bind(kernel, std::move(arguments)...), grid, block, shared, stream,
      true));
}

namespace xpu_detail {
/// A launch of something that can be called with the arguments.
template <class Callable, class... A>
xpuError_t launchCallable(Callable callable, dim3 grid, dim3 block, std::size_t shared, xpuStream_t stream,
                          A &&...arguments) {
  return ascendify_cpu::result(ascendify_cpu::device().launch(
      ascendify_cpu::bind(std::move(callable), std::forward<A>(arguments)...), grid, block, shared, stream, true));
}
} // namespace xpu_detail

/// xpuLaunch of a kernel template whose arguments are deduced; the stream and the arguments stand last.
#define XPU_LAUNCH(kernel, grid, block, shared, ...)                                               \
  xpu_detail::launchCallable([](auto... xpuArguments) { kernel(xpuArguments...); }, grid, block, shared, __VA_ARGS__)

#endif
