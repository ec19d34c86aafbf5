// xpu host functions on the CUDA runtime.
#ifndef XPU_CUDA_XPU_CUDA_HOST_H
#define XPU_CUDA_XPU_CUDA_HOST_H

inline xpuError_t xpuGetLastError() { return cudaGetLastError(); }
inline xpuError_t xpuPeekAtLastError() { return cudaPeekAtLastError(); }
inline const char *xpuGetErrorName(xpuError_t error) { return cudaGetErrorName(error); }
inline const char *xpuGetErrorString(xpuError_t error) { return cudaGetErrorString(error); }

inline xpuError_t xpuGetDeviceCount(int *count) { return cudaGetDeviceCount(count); }
inline xpuError_t xpuSetDevice(int device) { return cudaSetDevice(device); }
inline xpuError_t xpuGetDevice(int *device) { return cudaGetDevice(device); }
inline xpuError_t xpuDeviceSynchronize() { return cudaDeviceSynchronize(); }
inline xpuError_t xpuDeviceReset() { return cudaDeviceReset(); }
inline xpuError_t xpuGetDeviceProperties(xpuDeviceProp *prop, int device) {
  return cudaGetDeviceProperties(prop, device);
}
inline xpuError_t xpuDeviceGetAttribute(int *value, xpuDeviceAttr attr, int device) {
  return cudaDeviceGetAttribute(value, attr, device);
}
inline xpuError_t xpuMemGetInfo(std::size_t *free, std::size_t *total) {
  return cudaMemGetInfo(free, total);
}

template <class T> xpuError_t xpuMalloc(T **pointer, std::size_t bytes) {
  return cudaMalloc(reinterpret_cast<void **>(pointer), bytes);
}
inline xpuError_t xpuFree(void *pointer) { return cudaFree(pointer); }
template <class T> xpuError_t xpuMallocHost(T **pointer, std::size_t bytes) {
  return cudaMallocHost(reinterpret_cast<void **>(pointer), bytes);
}
inline xpuError_t xpuFreeHost(void *pointer) { return cudaFreeHost(pointer); }
inline xpuError_t xpuMemcpy(void *dst, const void *src, std::size_t bytes, xpuMemcpyKind kind) {
  return cudaMemcpy(dst, src, bytes, kind);
}
inline xpuError_t xpuMemcpyAsync(void *dst, const void *src, std::size_t bytes, xpuMemcpyKind kind,
                                 xpuStream_t stream = nullptr) {
  return cudaMemcpyAsync(dst, src, bytes, kind, stream);
}
inline xpuError_t xpuMemcpy2D(void *dst, std::size_t dpitch, const void *src, std::size_t spitch,
                              std::size_t width, std::size_t height, xpuMemcpyKind kind) {
  return cudaMemcpy2D(dst, dpitch, src, spitch, width, height, kind);
}
inline xpuError_t xpuMemcpy2DAsync(void *dst, std::size_t dpitch, const void *src,
                                   std::size_t spitch, std::size_t width, std::size_t height,
                                   xpuMemcpyKind kind, xpuStream_t stream = nullptr) {
  return cudaMemcpy2DAsync(dst, dpitch, src, spitch, width, height, kind, stream);
}
inline xpuError_t xpuMemset(void *dst, int value, std::size_t bytes) {
  return cudaMemset(dst, value, bytes);
}
inline xpuError_t xpuMemsetAsync(void *dst, int value, std::size_t bytes,
                                 xpuStream_t stream = nullptr) {
  return cudaMemsetAsync(dst, value, bytes, stream);
}
template <class T>
xpuError_t xpuMemcpyToSymbol(const T &symbol, const void *src, std::size_t bytes,
                             std::size_t offset = 0, xpuMemcpyKind kind = xpuMemcpyHostToDevice) {
  return cudaMemcpyToSymbol(symbol, src, bytes, offset, kind);
}
template <class T>
xpuError_t xpuMemcpyFromSymbol(void *dst, const T &symbol, std::size_t bytes,
                               std::size_t offset = 0, xpuMemcpyKind kind = xpuMemcpyDeviceToHost) {
  return cudaMemcpyFromSymbol(dst, symbol, bytes, offset, kind);
}

inline xpuError_t xpuStreamCreate(xpuStream_t *stream) { return cudaStreamCreate(stream); }
inline xpuError_t xpuStreamCreateWithFlags(xpuStream_t *stream, unsigned flags) {
  return cudaStreamCreateWithFlags(stream, flags);
}
inline xpuError_t xpuStreamDestroy(xpuStream_t stream) { return cudaStreamDestroy(stream); }
inline xpuError_t xpuStreamSynchronize(xpuStream_t stream) {
  return cudaStreamSynchronize(stream);
}
inline xpuError_t xpuStreamQuery(xpuStream_t stream) { return cudaStreamQuery(stream); }
inline xpuError_t xpuStreamWaitEvent(xpuStream_t stream, xpuEvent_t event, unsigned flags = 0) {
  return cudaStreamWaitEvent(stream, event, flags);
}
inline xpuError_t xpuEventCreate(xpuEvent_t *event) { return cudaEventCreate(event); }
inline xpuError_t xpuEventCreateWithFlags(xpuEvent_t *event, unsigned flags) {
  return cudaEventCreateWithFlags(event, flags);
}
inline xpuError_t xpuEventDestroy(xpuEvent_t event) { return cudaEventDestroy(event); }
inline xpuError_t xpuEventRecord(xpuEvent_t event, xpuStream_t stream = nullptr) {
  return cudaEventRecord(event, stream);
}
inline xpuError_t xpuEventSynchronize(xpuEvent_t event) { return cudaEventSynchronize(event); }
inline xpuError_t xpuEventQuery(xpuEvent_t event) { return cudaEventQuery(event); }
inline xpuError_t xpuEventElapsedTime(float *milliseconds, xpuEvent_t start, xpuEvent_t stop) {
  return cudaEventElapsedTime(milliseconds, start, stop);
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
  kernel<<<grid, block, shared, stream>>>(std::move(arguments)...);
  return cudaPeekAtLastError();
}

/// xpuLaunch of a kernel template whose arguments are deduced; the stream and the arguments stand last.
#define XPU_LAUNCH(kernel, grid, block, shared, stream, ...)                                       \
  ((kernel)<<<grid, block, shared, stream>>>(__VA_ARGS__), cudaPeekAtLastError())

#endif
