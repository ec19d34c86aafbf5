// Libraries of which the names are known, not the parameters, and what is no part of CUDA but meets it.
// RUN: %clang_cuda -std=c++17 %s
// RUN: not %clang_cuda -std=c++17 -DWRONG %s 2>&1 | %filecheck --implicit-check-not=error: %s
#include <npp.h>
#include <nppi_filtering_functions.h>
#include <nvml.h>
#include <nvjpeg.h>
#include <nvshmem.h>
#include <nvshmemx.h>
#include <cusparseLt.h>
#include <cutensor.h>
#include <omp.h>
#include <mpi.h>
__global__ void k(float *p) { nvshmem_float_p(p, 1.f, 2); }
int main() { NppiSize s = {1, 2}; NppStatus r = nppiFilterBoxBorder_8u_C1R_Ctx(nullptr, 3, s); Npp8u *p = nppiMalloc_8u_C1(1, 2, nullptr); nppiFree(p);
 nvmlDevice_t d; if (nvmlDeviceGetHandleByIndex(0, &d) != NVML_SUCCESS) return 1; nvjpegHandle_t h; nvjpegStatus_t st = nvjpegCreateSimple(&h); float *q = (float *)nvshmem_malloc(4);
 int rank; MPI_Comm_rank(MPI_COMM_WORLD, &rank); MPI_Init(nullptr, nullptr); return omp_get_num_threads() + r; }
#ifdef WRONG
// CHECK: error: use of undeclared identifier 'nppiNoSuchFunction'
void wrong() { nppiNoSuchFunction(1);
// CHECK: error: use of undeclared identifier 'NVML_NO_SUCH_ERROR'
  nvmlReturn_t r = NVML_NO_SUCH_ERROR; }
// CHECK: errors generated
#endif
