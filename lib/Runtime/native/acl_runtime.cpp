// The ACL runtime calls on the CPU device; compiled together with the program.
//
// They behave as the reference says where that differs from CUDA: nothing works
// before aclInit and aclrtSetDevice, sizes of 0 and null pointers are errors, a
// copy without a stream waits for nothing, streams are never ordered with each
// other, and a copy checks the capacity of its destination.
//
// Not modelled: more than one device, stream priorities, hardware limits on streams
// and events, events that carry a capture from one stream to another.
#include "ascendify_cpu.h"

// Angle brackets: from the include path, where the wrapper precedes the declarations.
#include <acl/acl.h>

#include <atomic>
#include <string>

using namespace ascendify_cpu;

namespace {

std::atomic<std::uint64_t> initialized{0};
thread_local std::uint64_t deviceReferences = 0;
thread_local aclError lastError = ACL_SUCCESS;
thread_local aclError launchResult = ACL_SUCCESS;
thread_local std::string message;
thread_local aclrtContext currentContext = nullptr;
char defaultContext;
using Captured = std::vector<std::function<void()>>;

aclError fail(aclError code, const char *format, ...) {
  char text[512];
  std::va_list args;
  va_start(args, format);
  std::vsnprintf(text, sizeof text, format, args);
  va_end(args);
  message = text;
  report("error", "acl", "%s (%d)", text, code);
  return lastError = code;
}

aclError code(Status status, const char *what) {
  switch (status) {
  case Status::Success:
    return ACL_SUCCESS;
  case Status::OutOfMemory:
    return fail(ACL_ERROR_RT_MEMORY_ALLOCATION, "%s: not enough memory", what);
  case Status::InvalidConfiguration:
  case Status::InvalidValue:
    return fail(ACL_ERROR_RT_PARAM_INVALID, "%s: invalid argument", what);
  case Status::InvalidHandle:
    return fail(ACL_ERROR_RT_INVALID_HANDLE, "%s: not a living stream or event", what);
  case Status::InvalidDevice:
    return fail(ACL_ERROR_RT_INVALID_DEVICEID, "%s: no such device", what);
  case Status::NotReady:
    return fail(ACL_ERROR_RT_EVENT_NOT_COMPLETE, "%s: not complete yet", what);
  case Status::LaunchFailure:
    message = "a kernel failed";
    return lastError = ACL_ERROR_RT_VECTOR_CORE_EXCEPTION;
  }
  return fail(ACL_ERROR_RT_INTERNAL_ERROR, "%s: unexpected state", what);
}

aclError ready(const char *what) {
  if (!initialized)
    return fail(ACL_ERROR_UNINITIALIZE, "%s before aclInit", what);
  if (!deviceReferences)
    return fail(ACL_ERROR_RT_CONTEXT_NULL, "%s before aclrtSetDevice in this thread", what);
  return ACL_SUCCESS;
}

Device &device() { return Device::instance(); }
Stream *stream(aclrtStream handle) { return static_cast<Stream *>(handle); }
Event *event(aclrtEvent handle) { return static_cast<Event *>(handle); }

aclError copy(void *dst, size_t dstPitch, size_t capacity, const void *src, size_t srcPitch,
              size_t width, size_t height, aclrtStream *async, const char *what) {
  if (aclError e = ready(what))
    return e;
  if (!dst || !src)
    return fail(ACL_ERROR_INVALID_PARAM, "%s with a null pointer", what);
  if (!width || !height)
    return fail(ACL_ERROR_INVALID_PARAM, "%s of 0 bytes", what);
  if (width * height > capacity)
    return fail(ACL_ERROR_INVALID_PARAM, "%s of %zu bytes into a destination of %zu", what,
                width * height, capacity);
  if (height > 1 && (dstPitch < width || srcPitch < width))
    return fail(ACL_ERROR_INVALID_PARAM, "%s with a pitch smaller than the width", what);
  if (async)
    return code(device().copyAsync2D(dst, dstPitch, src, srcPitch, width, height, stream(*async)),
                what);
  // At once: work of the streams is not waited for.
  if (device().copyNow(dst, dstPitch, src, srcPitch, width, height) != Status::Success)
    return fail(ACL_ERROR_INVALID_PARAM, "%s out of bounds", what);
  return ACL_SUCCESS;
}

aclError allocate(void **pointer, size_t size, Space space, const char *what) {
  if (aclError e = ready(what))
    return e;
  if (!pointer || !size)
    return fail(ACL_ERROR_INVALID_PARAM, size ? "%s with a null pointer" : "%s of 0 bytes", what);
  return code(device().allocate(pointer, size, space), what);
}

aclError release(void *pointer, Space space, bool wait, const char *what) {
  if (aclError e = ready(what))
    return e;
  if (!pointer)
    return fail(ACL_ERROR_INVALID_PARAM, "%s with a null pointer", what);
  if (wait)
    device().synchronize();
  return code(device().release(pointer, space), what);
}

} // namespace

bool ascendify_cpu::aclReady(const char *what) { return ready(what) == ACL_SUCCESS; }
void ascendify_cpu::aclLaunched(Status status) { launchResult = code(status, "a kernel launch"); }
int ascendify_cpu::aclLaunchResult() { return ready("a kernel launch") ? int(lastError) : int(launchResult); }
int ascendify_cpu::launchArray(const void *, dim3, dim3, std::size_t, void *, const void *, void **) {
  return fail(ACL_ERROR_RT_FEATURE_NOT_SUPPORT,
              "a launch of a kernel through a pointer without its type has no body in the CPU execution");
}

extern "C" {

// --- start and end ------------------------------------------------------------

aclError aclInit(const char *) {
  device().legacyNullStream = false;
  ++initialized;
  return ACL_SUCCESS;
}
aclError aclFinalize() {
  if (!initialized)
    return fail(ACL_ERROR_REPEAT_FINALIZE, "aclFinalize without aclInit");
  initialized = 0;
  return ACL_SUCCESS;
}
aclError aclrtSetDevice(int32_t id) {
  if (!initialized)
    return fail(ACL_ERROR_UNINITIALIZE, "aclrtSetDevice before aclInit");
  if (id != 0)
    return fail(ACL_ERROR_RT_INVALID_DEVICEID, "aclrtSetDevice(%d): there is device 0 only", id);
  ++deviceReferences;
  return ACL_SUCCESS;
}
aclError aclrtResetDevice(int32_t id) {
  if (id != 0)
    return fail(ACL_ERROR_RT_INVALID_DEVICEID, "aclrtResetDevice(%d): there is device 0 only", id);
  if (aclError e = ready("aclrtResetDevice"))
    return e;
  if (--deviceReferences == 0)
    device().reset();
  return ACL_SUCCESS;
}
aclError aclrtGetDevice(int32_t *id) {
  if (aclError e = ready("aclrtGetDevice"))
    return e;
  if (!id)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtGetDevice with a null pointer");
  *id = 0;
  return ACL_SUCCESS;
}
aclError aclrtGetDeviceCount(uint32_t *count) {
  if (!initialized)
    return fail(ACL_ERROR_UNINITIALIZE, "aclrtGetDeviceCount before aclInit");
  if (!count)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtGetDeviceCount with a null pointer");
  *count = 1;
  return ACL_SUCCESS;
}
aclError aclrtSynchronizeDevice() {
  if (aclError e = ready("aclrtSynchronizeDevice"))
    return e;
  return code(device().synchronize(), "aclrtSynchronizeDevice");
}
aclError aclrtSynchronizeDeviceWithTimeout(int32_t) { return aclrtSynchronizeDevice(); }
const char *aclrtGetSocName() {
#ifdef ASCENDIFY_SOC_NAME
  return ASCENDIFY_SOC_NAME;
#else
  return "CPU";
#endif
}

// --- errors -------------------------------------------------------------------

aclError aclrtGetLastError(aclrtLastErrLevel) {
  aclError e = lastError;
  lastError = ACL_SUCCESS;
  return e;
}
aclError aclrtPeekAtLastError(aclrtLastErrLevel) { return lastError; }
const char *aclGetRecentErrMsg() {
  static thread_local std::string shown;
  shown.swap(message);
  message.clear();
  return shown.empty() ? nullptr : shown.c_str();
}

// --- queries ------------------------------------------------------------------

aclError aclrtGetDeviceInfo(uint32_t id, aclrtDevAttr attribute, int64_t *value) {
  if (!initialized)
    return fail(ACL_ERROR_UNINITIALIZE, "aclrtGetDeviceInfo before aclInit");
  if (id != 0 || !value)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtGetDeviceInfo: invalid argument");
  switch (attribute) {
  case ACL_DEV_ATTR_WARP_SIZE:
    *value = warpSize;
    return ACL_SUCCESS;
  case ACL_DEV_ATTR_VECTOR_CORE_NUM:
  case ACL_DEV_ATTR_AICORE_CORE_NUM:
    *value = std::thread::hardware_concurrency();
    return ACL_SUCCESS;
#ifdef ASCENDIFY_MAX_THREADS
  case ACL_DEV_ATTR_MAX_THREADS_PER_BLOCK:
  case ACL_DEV_ATTR_MAX_THREAD_PER_VECTOR_CORE:
  case ACL_DEV_ATTR_MAX_BLOCK_DIM_X:
  case ACL_DEV_ATTR_MAX_BLOCK_DIM_Y:
  case ACL_DEV_ATTR_MAX_BLOCK_DIM_Z:
    *value = ASCENDIFY_MAX_THREADS;
    return ACL_SUCCESS;
#endif
#ifdef ASCENDIFY_MAX_BLOCKS
  case ACL_DEV_ATTR_MAX_BLOCK_PER_GRID:
  case ACL_DEV_ATTR_MAX_GRID_DIM_X:
  case ACL_DEV_ATTR_MAX_GRID_DIM_Y:
  case ACL_DEV_ATTR_MAX_GRID_DIM_Z:
    *value = ASCENDIFY_MAX_BLOCKS;
    return ACL_SUCCESS;
#endif
#ifdef ASCENDIFY_MAX_SHARED_BYTES
  case ACL_DEV_ATTR_UBUF_PER_VECTOR_CORE:
    *value = ASCENDIFY_MAX_SHARED_BYTES;
    return ACL_SUCCESS;
#endif
#ifdef ASCENDIFY_DEVICE_MEMORY_BYTES
  case ACL_DEV_ATTR_TOTAL_GLOBAL_MEM_SIZE:
    *value = ASCENDIFY_DEVICE_MEMORY_BYTES;
    return ACL_SUCCESS;
#endif
  default:
    return fail(ACL_ERROR_RT_FEATURE_NOT_SUPPORT, "aclrtGetDeviceInfo: attribute %d is not known here",
                int(attribute));
  }
}
aclError aclrtGetMemInfo(aclrtMemAttr, size_t *free, size_t *total) {
  if (aclError e = ready("aclrtGetMemInfo"))
    return e;
  if (!free || !total)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtGetMemInfo with a null pointer");
#ifdef ASCENDIFY_DEVICE_MEMORY_BYTES
  *total = ASCENDIFY_DEVICE_MEMORY_BYTES;
#else
  *total = size_t(sysconf(_SC_PHYS_PAGES)) * size_t(sysconf(_SC_PAGESIZE));
#endif
  *free = device().used() < *total ? *total - device().used() : 0;
  return ACL_SUCCESS;
}

// --- memory -------------------------------------------------------------------

aclError aclrtMalloc(void **pointer, size_t size, aclrtMemMallocPolicy) {
  return allocate(pointer, size, Space::Device, "aclrtMalloc");
}
aclError aclrtFree(void *pointer) { return release(pointer, Space::Device, false, "aclrtFree"); }
aclError aclrtFreeWithDevSync(void *pointer) {
  return release(pointer, Space::Device, true, "aclrtFreeWithDevSync");
}
aclError aclrtMallocHost(void **pointer, size_t size) {
  return allocate(pointer, size, Space::Pinned, "aclrtMallocHost");
}
aclError aclrtFreeHost(void *pointer) {
  return release(pointer, Space::Pinned, false, "aclrtFreeHost");
}
aclError aclrtFreeHostWithDevSync(void *pointer) {
  return release(pointer, Space::Pinned, true, "aclrtFreeHostWithDevSync");
}
aclError aclrtMemcpy(void *dst, size_t capacity, const void *src, size_t count, aclrtMemcpyKind) {
  return copy(dst, count, capacity, src, count, count, 1, nullptr, "aclrtMemcpy");
}
aclError aclrtMemcpyAsync(void *dst, size_t capacity, const void *src, size_t count,
                          aclrtMemcpyKind kind, aclrtStream s) {
  if (kind == ACL_MEMCPY_HOST_TO_HOST)
    return fail(ACL_ERROR_RT_FEATURE_NOT_SUPPORT, "aclrtMemcpyAsync from host to host");
  return copy(dst, count, capacity, src, count, count, 1, &s, "aclrtMemcpyAsync");
}
aclError aclrtMemcpy2d(void *dst, size_t dpitch, const void *src, size_t spitch, size_t width,
                       size_t height, aclrtMemcpyKind kind) {
  if (kind != ACL_MEMCPY_HOST_TO_DEVICE && kind != ACL_MEMCPY_DEVICE_TO_HOST)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtMemcpy2d copies between host and device only");
  return copy(dst, dpitch, SIZE_MAX, src, spitch, width, height, nullptr, "aclrtMemcpy2d");
}
aclError aclrtMemcpy2dAsync(void *dst, size_t dpitch, const void *src, size_t spitch, size_t width,
                            size_t height, aclrtMemcpyKind, aclrtStream s) {
  return copy(dst, dpitch, SIZE_MAX, src, spitch, width, height, &s, "aclrtMemcpy2dAsync");
}
aclError aclrtMemset(void *pointer, size_t capacity, int32_t value, size_t count) {
  if (aclError e = ready("aclrtMemset"))
    return e;
  if (!pointer || count > capacity ||
      device().fillNow(pointer, value, count, "aclrtMemset") != Status::Success)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtMemset: invalid argument");
  return ACL_SUCCESS;
}
aclError aclrtMemsetAsync(void *pointer, size_t capacity, int32_t value, size_t count,
                          aclrtStream s) {
  if (aclError e = ready("aclrtMemsetAsync"))
    return e;
  if (!pointer || count > capacity)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtMemsetAsync: invalid argument");
  return code(device().fillAsync(pointer, value, count, stream(s), "aclrtMemsetAsync"),
              "aclrtMemsetAsync");
}

// On the CPU the symbol is the variable itself.
aclError aclrtMemcpyToSymbol(const void *symbol, const void *src, size_t count, size_t offset,
                             aclrtMemcpyKind) {
  char *to = static_cast<char *>(const_cast<void *>(symbol)) + offset;
  return copy(to, count, count, src, count, count, 1, nullptr, "aclrtMemcpyToSymbol");
}
aclError aclrtMemcpyFromSymbol(void *dst, size_t capacity, const void *symbol, size_t count,
                               size_t offset, aclrtMemcpyKind) {
  const char *from = static_cast<const char *>(symbol) + offset;
  return copy(dst, count, capacity, from, count, count, 1, nullptr, "aclrtMemcpyFromSymbol");
}

aclError aclrtMemcpyToSymbolAsync(const void *symbol, const void *src, size_t count, size_t offset,
                                  aclrtMemcpyKind, aclrtStream s) {
  char *to = static_cast<char *>(const_cast<void *>(symbol)) + offset;
  return copy(to, count, count, src, count, count, 1, &s, "aclrtMemcpyToSymbolAsync");
}
aclError aclrtMemcpyFromSymbolAsync(void *dst, size_t capacity, const void *symbol, size_t count,
                                    size_t offset, aclrtMemcpyKind, aclrtStream s) {
  const char *from = static_cast<const char *>(symbol) + offset;
  return copy(dst, count, capacity, from, count, count, 1, &s, "aclrtMemcpyFromSymbolAsync");
}
aclError aclrtGetSymbolAddress(const void *symbol, void **pointer) {
  if (aclError e = ready("aclrtGetSymbolAddress"))
    return e;
  if (!symbol || !pointer)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtGetSymbolAddress with a null pointer");
  *pointer = const_cast<void *>(symbol);
  return ACL_SUCCESS;
}
aclError aclrtMemsetD32(void *pointer, size_t capacity, uint32_t value, size_t n) {
  if (aclError e = ready("aclrtMemsetD32"))
    return e;
  if (!pointer || n > capacity / 4)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtMemsetD32: invalid argument");
  std::vector<uint32_t> words(n, value);
  return copy(pointer, n * 4, capacity, words.data(), n * 4, n * 4, 1, nullptr, "aclrtMemsetD32");
}
aclError aclrtMemsetD32Async(void *pointer, size_t capacity, uint32_t value, size_t n, aclrtStream s) {
  if (aclError e = ready("aclrtMemsetD32Async"))
    return e;
  if (!pointer || n > capacity / 4)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtMemsetD32Async: invalid argument");
  std::vector<uint32_t> words(n, value);
  return copy(pointer, n * 4, capacity, words.data(), n * 4, n * 4, 1, &s, "aclrtMemsetD32Async");
}
// Pinning costs nothing here and changes nothing: such memory stays memory of the host.
aclError aclrtHostRegisterV2(void *pointer, uint64_t size, uint32_t) {
  if (aclError e = ready("aclrtHostRegisterV2"))
    return e;
  if (!pointer || !size)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtHostRegisterV2: invalid argument");
  return ACL_SUCCESS;
}
aclError aclrtHostUnregister(void *pointer) {
  if (aclError e = ready("aclrtHostUnregister"))
    return e;
  return pointer ? ACL_SUCCESS
                 : fail(ACL_ERROR_INVALID_PARAM, "aclrtHostUnregister with a null pointer");
}
aclError aclrtMemGetAddressRange(void *pointer, void **base, size_t *size) {
  if (aclError e = ready("aclrtMemGetAddressRange"))
    return e;
  if (!device().range(pointer, base, size))
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtMemGetAddressRange of an address that is no memory of the device");
  return ACL_SUCCESS;
}

// --- contexts: one device, so a context is no more than a handle -------------------

aclError aclrtCreateContext(aclrtContext *context, int32_t id) {
  if (!context)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtCreateContext with a null pointer");
  if (aclError e = aclrtSetDevice(id))
    return e;
  *context = currentContext = new char(0);
  return ACL_SUCCESS;
}
aclError aclrtDestroyContext(aclrtContext context) {
  if (!context)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtDestroyContext with a null context");
  if (context == currentContext)
    currentContext = nullptr;
  if (context != &defaultContext)
    delete static_cast<char *>(context);
  return ACL_SUCCESS;
}
aclError aclrtSetCurrentContext(aclrtContext context) {
  if (!context)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtSetCurrentContext with a null context");
  currentContext = context;
  if (!deviceReferences)
    ++deviceReferences; // a context brings its device along into this thread
  return ACL_SUCCESS;
}
aclError aclrtGetCurrentContext(aclrtContext *context) {
  if (aclError e = ready("aclrtGetCurrentContext"))
    return e;
  if (!context)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtGetCurrentContext with a null pointer");
  *context = currentContext ? currentContext : &defaultContext;
  return ACL_SUCCESS;
}
aclError aclrtDeviceCanAccessPeer(int32_t *can, int32_t, int32_t) {
  if (!can)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtDeviceCanAccessPeer with a null pointer");
  *can = 0;
  return ACL_SUCCESS;
}
aclError aclrtDeviceGetStreamPriorityRange(int32_t *least, int32_t *greatest) {
  if (!least || !greatest)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtDeviceGetStreamPriorityRange with a null pointer");
  *least = *greatest = 0; // every stream is as good as the next
  return ACL_SUCCESS;
}

// --- captured streams: work that is kept and given to a stream as often as asked -----

aclError aclmdlRICaptureBegin(aclrtStream s, aclmdlRICaptureMode) {
  if (aclError e = ready("aclmdlRICaptureBegin"))
    return e;
  if (!s || !device().valid(stream(s)) || stream(s)->capturing)
    return fail(ACL_ERROR_INVALID_PARAM, "aclmdlRICaptureBegin: no stream that could be captured");
  stream(s)->capturing = true;
  stream(s)->captured.clear();
  return ACL_SUCCESS;
}
aclError aclmdlRICaptureEnd(aclrtStream s, aclmdlRI *graph) {
  if (aclError e = ready("aclmdlRICaptureEnd"))
    return e;
  if (!s || !graph || !device().valid(stream(s)) || !stream(s)->capturing)
    return fail(ACL_ERROR_INVALID_PARAM, "aclmdlRICaptureEnd: the stream is not being captured");
  stream(s)->capturing = false;
  *graph = new Captured(std::move(stream(s)->captured));
  return ACL_SUCCESS;
}
aclError aclmdlRICaptureGetInfo(aclrtStream s, aclmdlRICaptureStatus *status, aclmdlRI *graph) {
  if (aclError e = ready("aclmdlRICaptureGetInfo"))
    return e;
  if (!status)
    return fail(ACL_ERROR_INVALID_PARAM, "aclmdlRICaptureGetInfo with a null pointer");
  *status = s && stream(s)->capturing ? ACL_MODEL_RI_CAPTURE_STATUS_ACTIVE
                                      : ACL_MODEL_RI_CAPTURE_STATUS_NONE;
  if (graph)
    *graph = nullptr;
  return ACL_SUCCESS;
}
aclError aclmdlRICaptureThreadExchangeMode(aclmdlRICaptureMode *mode) {
  static thread_local aclmdlRICaptureMode now = ACL_MODEL_RI_CAPTURE_MODE_GLOBAL;
  if (!mode)
    return fail(ACL_ERROR_INVALID_PARAM, "aclmdlRICaptureThreadExchangeMode with a null pointer");
  std::swap(now, *mode);
  return ACL_SUCCESS;
}
aclError aclmdlRIExecuteAsync(aclmdlRI graph, aclrtStream s) {
  if (aclError e = ready("aclmdlRIExecuteAsync"))
    return e;
  if (!graph)
    return fail(ACL_ERROR_INVALID_PARAM, "aclmdlRIExecuteAsync with a null graph");
  for (const std::function<void()> &work : *static_cast<Captured *>(graph))
    if (aclError e = code(device().enqueue(stream(s), work), "aclmdlRIExecuteAsync"))
      return e;
  return ACL_SUCCESS;
}
aclError aclmdlRIDestroy(aclmdlRI graph) {
  if (!graph)
    return fail(ACL_ERROR_INVALID_PARAM, "aclmdlRIDestroy with a null graph");
  delete static_cast<Captured *>(graph);
  return ACL_SUCCESS;
}

// --- streams ------------------------------------------------------------------

aclError aclrtCreateStreamWithConfig(aclrtStream *s, uint32_t, uint32_t) {
  if (aclError e = ready("aclrtCreateStream"))
    return e;
  if (!s)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtCreateStream with a null pointer");
  *s = device().createStream(false);
  return ACL_SUCCESS;
}
aclError aclrtCreateStream(aclrtStream *s) { return aclrtCreateStreamWithConfig(s, 0, 0); }
aclError aclrtDestroyStream(aclrtStream s) {
  if (aclError e = ready("aclrtDestroyStream"))
    return e;
  return code(device().destroyStream(stream(s)), "aclrtDestroyStream");
}
aclError aclrtDestroyStreamForce(aclrtStream s) { return aclrtDestroyStream(s); }
aclError aclrtSynchronizeStream(aclrtStream s) {
  if (aclError e = ready("aclrtSynchronizeStream"))
    return e;
  return code(device().synchronize(stream(s)), "aclrtSynchronizeStream");
}
aclError aclrtSynchronizeStreamWithTimeout(aclrtStream s, int32_t) {
  return aclrtSynchronizeStream(s);
}
aclError aclrtStreamQuery(aclrtStream s, aclrtStreamStatus *status) {
  if (aclError e = ready("aclrtStreamQuery"))
    return e;
  if (!status)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtStreamQuery with a null pointer");
  Status now = device().query(stream(s));
  *status = now == Status::NotReady ? ACL_STREAM_STATUS_NOT_READY : ACL_STREAM_STATUS_COMPLETE;
  return now == Status::NotReady ? ACL_SUCCESS : code(now, "aclrtStreamQuery");
}
aclError aclrtStreamWaitEvent(aclrtStream s, aclrtEvent e) {
  if (aclError error = ready("aclrtStreamWaitEvent"))
    return error;
  if (!e)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtStreamWaitEvent with a null event");
  return code(device().wait(stream(s), *event(e)), "aclrtStreamWaitEvent");
}
aclError aclrtStreamWaitEventWithFlag(aclrtStream s, aclrtEvent e, uint32_t, uint32_t) {
  return aclrtStreamWaitEvent(s, e);
}
aclError aclrtStreamGetPriority(aclrtStream, uint32_t *priority) {
  if (!priority)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtStreamGetPriority with a null pointer");
  *priority = 0;
  return ACL_SUCCESS;
}
aclError aclrtValueWrite(void *address, uint64_t value, uint32_t, aclrtStream s) {
  if (aclError e = ready("aclrtValueWrite"))
    return e;
  if (!address || !device().inBounds(address, sizeof value, "aclrtValueWrite"))
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtValueWrite: invalid argument");
  return code(device().enqueue(stream(s), [=] { std::memcpy(address, &value, sizeof value); }),
              "aclrtValueWrite");
}
aclError aclrtLaunchHostFunc(aclrtStream s, aclrtHostFunc function, void *argument) {
  if (aclError e = ready("aclrtLaunchHostFunc"))
    return e;
  if (!function)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtLaunchHostFunc with a null function");
  return code(device().enqueue(stream(s), [=] { function(argument); }), "aclrtLaunchHostFunc");
}

// --- events -------------------------------------------------------------------

aclError aclrtCreateEvent(aclrtEvent *e) {
  if (aclError error = ready("aclrtCreateEvent"))
    return error;
  if (!e)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtCreateEvent with a null pointer");
  *e = new Event();
  check::created(*e, "event");
  return ACL_SUCCESS;
}
aclError aclrtCreateEventWithFlag(aclrtEvent *e, uint32_t) { return aclrtCreateEvent(e); }
aclError aclrtCreateEventExWithFlag(aclrtEvent *e, uint32_t) { return aclrtCreateEvent(e); }
aclError aclrtDestroyEvent(aclrtEvent e) {
  if (aclError error = ready("aclrtDestroyEvent"))
    return error;
  if (!e)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtDestroyEvent with a null event");
  check::destroyed(e);
  delete event(e);
  return ACL_SUCCESS;
}
aclError aclrtRecordEvent(aclrtEvent e, aclrtStream s) {
  if (aclError error = ready("aclrtRecordEvent"))
    return error;
  if (!e)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtRecordEvent with a null event");
  return code(device().record(*event(e), stream(s)), "aclrtRecordEvent");
}
aclError aclrtRecordEventWithFlag(aclrtEvent e, aclrtStream s, uint32_t) {
  return aclrtRecordEvent(e, s);
}
aclError aclrtQueryEventStatus(aclrtEvent e, aclrtEventRecordedStatus *status) {
  if (aclError error = ready("aclrtQueryEventStatus"))
    return error;
  if (!e || !status)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtQueryEventStatus with a null pointer");
  Status now = device().query(*event(e));
  *status = now == Status::NotReady ? ACL_EVENT_RECORDED_STATUS_NOT_READY
                                    : ACL_EVENT_RECORDED_STATUS_COMPLETE;
  return now == Status::NotReady ? ACL_SUCCESS : code(now, "aclrtQueryEventStatus");
}
aclError aclrtSynchronizeEvent(aclrtEvent e) {
  if (aclError error = ready("aclrtSynchronizeEvent"))
    return error;
  if (!e)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtSynchronizeEvent with a null event");
  return code(device().synchronize(*event(e)), "aclrtSynchronizeEvent");
}
aclError aclrtEventElapsedTime(float *ms, aclrtEvent start, aclrtEvent end) {
  if (aclError error = ready("aclrtEventElapsedTime"))
    return error;
  if (!ms || !start || !end)
    return fail(ACL_ERROR_INVALID_PARAM, "aclrtEventElapsedTime with a null pointer");
  return code(device().elapsed(ms, *event(start), *event(end)), "aclrtEventElapsedTime");
}

} // extern "C"
