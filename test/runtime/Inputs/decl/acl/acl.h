// Facts of ACL that the tests need (names, signatures, values from acl/acl_rt.h 9.x), so that they stand
// alone; real runs use the generated declarations.
#pragma once
#include <stddef.h>
#include <stdint.h>
typedef int aclError;
typedef void *aclrtStream;
typedef void *aclrtEvent;
typedef void (*aclrtHostFunc)(void *);
static const int ACL_SUCCESS = 0;
static const int ACL_ERROR_INVALID_PARAM = 100000;
static const int ACL_ERROR_UNINITIALIZE = 100001;
static const int ACL_ERROR_REPEAT_FINALIZE = 100037;
static const int ACL_ERROR_RT_PARAM_INVALID = 107000;
static const int ACL_ERROR_RT_CONTEXT_NULL = 107002;
static const int ACL_ERROR_RT_INVALID_HANDLE = 107017;
static const int ACL_ERROR_RT_EVENT_NOT_COMPLETE = 507006;
static const int ACL_ERROR_RT_INVALID_DEVICEID = 107001;
static const int ACL_ERROR_RT_VECTOR_CORE_EXCEPTION = 507035;
static const int ACL_ERROR_RT_MEMORY_ALLOCATION = 207001;
static const int ACL_ERROR_RT_INTERNAL_ERROR = 507000;
static const int ACL_ERROR_RT_FEATURE_NOT_SUPPORT = 207000;
typedef enum aclrtMemcpyKind { ACL_MEMCPY_HOST_TO_HOST = 0, ACL_MEMCPY_HOST_TO_DEVICE = 1,
ACL_MEMCPY_DEVICE_TO_HOST = 2, ACL_MEMCPY_DEVICE_TO_DEVICE = 3, ACL_MEMCPY_DEFAULT = 4,
ACL_MEMCPY_HOST_TO_BUF_TO_DEVICE = 5, ACL_MEMCPY_INNER_DEVICE_TO_DEVICE = 6,
ACL_MEMCPY_INTER_DEVICE_TO_DEVICE = 7 } aclrtMemcpyKind;
typedef enum aclrtMemMallocPolicy { ACL_MEM_MALLOC_HUGE_FIRST = 0, ACL_MEM_MALLOC_HUGE_ONLY = 1,
ACL_MEM_MALLOC_NORMAL_ONLY = 2, ACL_MEM_MALLOC_HUGE_FIRST_P2P = 3, ACL_MEM_MALLOC_HUGE_ONLY_P2P = 4,
ACL_MEM_MALLOC_NORMAL_ONLY_P2P = 5, ACL_MEM_MALLOC_HUGE1G_ONLY = 6, ACL_MEM_MALLOC_HUGE1G_ONLY_P2P =
7, ACL_MEM_TYPE_LOW_BAND_WIDTH = 256, ACL_MEM_TYPE_HIGH_BAND_WIDTH = 4096,
ACL_MEM_ACCESS_USER_SPACE_READONLY = 1048576 } aclrtMemMallocPolicy;
typedef enum aclrtEventRecordedStatus { ACL_EVENT_RECORDED_STATUS_NOT_READY = 0,
ACL_EVENT_RECORDED_STATUS_COMPLETE = 1 } aclrtEventRecordedStatus;
typedef enum aclrtStreamStatus { ACL_STREAM_STATUS_COMPLETE = 0, ACL_STREAM_STATUS_NOT_READY = 1,
ACL_STREAM_STATUS_RESERVED = 65535 } aclrtStreamStatus;
typedef enum aclrtDevAttr { ACL_DEV_ATTR_AICPU_CORE_NUM = 1, ACL_DEV_ATTR_AICORE_CORE_NUM = 101,
ACL_DEV_ATTR_CUBE_CORE_NUM = 102, ACL_DEV_ATTR_VECTOR_CORE_NUM = 201, ACL_DEV_ATTR_WARP_SIZE = 202,
ACL_DEV_ATTR_MAX_THREAD_PER_VECTOR_CORE = 203, ACL_DEV_ATTR_LOCAL_MEM_PER_VECTOR_CORE = 204,
ACL_DEV_ATTR_UBUF_PER_VECTOR_CORE = 204, ACL_DEV_ATTR_MAX_GRID_DIM_X = 205,
ACL_DEV_ATTR_MAX_GRID_DIM_Y = 206, ACL_DEV_ATTR_MAX_GRID_DIM_Z = 207,
ACL_DEV_ATTR_MAX_BLOCK_PER_GRID = 208, ACL_DEV_ATTR_MAX_THREADS_PER_BLOCK = 209,
ACL_DEV_ATTR_MAX_BLOCK_DIM_X = 210, ACL_DEV_ATTR_MAX_BLOCK_DIM_Y = 211, ACL_DEV_ATTR_MAX_BLOCK_DIM_Z
= 212, ACL_DEV_ATTR_TOTAL_GLOBAL_MEM_SIZE = 301, ACL_DEV_ATTR_L2_CACHE_SIZE = 302,
ACL_DEV_ATTR_SMP_ID = 401, ACL_DEV_ATTR_PHY_CHIP_ID = 402, ACL_DEV_ATTR_SUPER_POD_DEVIDE_ID = 403,
ACL_DEV_ATTR_SUPER_POD_DEVICE_ID = 403, ACL_DEV_ATTR_SUPER_POD_SERVER_ID = 404,
ACL_DEV_ATTR_SUPER_POD_ID = 405, ACL_DEV_ATTR_CUST_OP_PRIVILEGE = 406, ACL_DEV_ATTR_MAINBOARD_ID =
407, ACL_DEV_ATTR_HD_CONNECT_TYPE = 408, ACL_DEV_ATTR_DEVICE_FORM_FACTOR = 409,
ACL_DEV_ATTR_IS_VIRTUAL = 501, ACL_DEV_ATTR_NPU_ARCH = 601 } aclrtDevAttr;
typedef enum aclrtMemAttr { ACL_DDR_MEM = 0, ACL_HBM_MEM = 1, ACL_DDR_MEM_HUGE = 2,
ACL_DDR_MEM_NORMAL = 3, ACL_HBM_MEM_HUGE = 4, ACL_HBM_MEM_NORMAL = 5, ACL_DDR_MEM_P2P_HUGE = 6,
ACL_DDR_MEM_P2P_NORMAL = 7, ACL_HBM_MEM_P2P_HUGE = 8, ACL_HBM_MEM_P2P_NORMAL = 9, ACL_HBM_MEM_HUGE1G
= 10, ACL_HBM_MEM_P2P_HUGE1G = 11, ACL_MEM_NORMAL = 12, ACL_MEM_HUGE = 13, ACL_MEM_HUGE1G = 14,
ACL_MEM_P2P_NORMAL = 15, ACL_MEM_P2P_HUGE = 16, ACL_MEM_P2P_HUGE1G = 17 } aclrtMemAttr;
typedef enum aclrtLastErrLevel { ACL_RT_THREAD_LEVEL = 0 } aclrtLastErrLevel;
static const int ACL_EVENT_TIME_LINE = 8;
static const int ACL_EVENT_SYNC = 1;
extern "C" {
aclError aclInit(const char * configPath);
aclError aclFinalize();
aclError aclrtSetDevice(int32_t deviceId);
aclError aclrtResetDevice(int32_t deviceId);
aclError aclrtGetDevice(int32_t * deviceId);
aclError aclrtGetDeviceCount(uint32_t * count);
aclError aclrtSynchronizeDevice();
aclError aclrtSynchronizeDeviceWithTimeout(int32_t timeout);
const char * aclrtGetSocName();
aclError aclrtGetLastError(aclrtLastErrLevel level);
aclError aclrtPeekAtLastError(aclrtLastErrLevel level);
const char * aclGetRecentErrMsg();
aclError aclrtGetDeviceInfo(uint32_t deviceId, aclrtDevAttr attr, int64_t * value);
aclError aclrtGetMemInfo(aclrtMemAttr attr, size_t * free, size_t * total);
aclError aclrtMalloc(void ** devPtr, size_t size, aclrtMemMallocPolicy policy);
aclError aclrtFree(void * devPtr);
aclError aclrtFreeWithDevSync(void * devPtr);
aclError aclrtMallocHost(void ** hostPtr, size_t size);
aclError aclrtFreeHost(void * hostPtr);
aclError aclrtFreeHostWithDevSync(void * hostPtr);
aclError aclrtMemcpy(void * dst, size_t destMax, const void * src, size_t count, aclrtMemcpyKind
kind);
aclError aclrtMemcpyAsync(void * dst, size_t destMax, const void * src, size_t count,
aclrtMemcpyKind kind, aclrtStream stream);
aclError aclrtMemcpy2d(void * dst, size_t dpitch, const void * src, size_t spitch, size_t width,
size_t height, aclrtMemcpyKind kind);
aclError aclrtMemcpy2dAsync(void * dst, size_t dpitch, const void * src, size_t spitch, size_t
width, size_t height, aclrtMemcpyKind kind, aclrtStream stream);
aclError aclrtMemset(void * devPtr, size_t maxCount, int32_t value, size_t count);
aclError aclrtMemsetAsync(void * devPtr, size_t maxCount, int32_t value, size_t count, aclrtStream
stream);
aclError aclrtCreateStreamWithConfig(aclrtStream * stream, uint32_t priority, uint32_t flag);
aclError aclrtCreateStream(aclrtStream * stream);
aclError aclrtDestroyStream(aclrtStream stream);
aclError aclrtDestroyStreamForce(aclrtStream stream);
aclError aclrtSynchronizeStream(aclrtStream stream);
aclError aclrtSynchronizeStreamWithTimeout(aclrtStream stream, int32_t timeout);
aclError aclrtStreamQuery(aclrtStream stream, aclrtStreamStatus * status);
aclError aclrtStreamWaitEvent(aclrtStream stream, aclrtEvent event);
aclError aclrtLaunchHostFunc(aclrtStream stream, aclrtHostFunc fn, void * args);
aclError aclrtCreateEvent(aclrtEvent * event);
aclError aclrtCreateEventWithFlag(aclrtEvent * event, uint32_t flag);
aclError aclrtCreateEventExWithFlag(aclrtEvent * event, uint32_t flag);
aclError aclrtDestroyEvent(aclrtEvent event);
aclError aclrtRecordEvent(aclrtEvent event, aclrtStream stream);
aclError aclrtQueryEventStatus(aclrtEvent event, aclrtEventRecordedStatus * status);
aclError aclrtSynchronizeEvent(aclrtEvent event);
aclError aclrtEventElapsedTime(float * ms, aclrtEvent startEvent, aclrtEvent endEvent);
aclError aclrtMemcpyToSymbol(const void * symbol, const void * src, size_t count, size_t offset,
aclrtMemcpyKind kind);
aclError aclrtMemcpyFromSymbol(void * dst, size_t dstMax, const void * symbol, size_t count, size_t
offset, aclrtMemcpyKind kind);
}
