// Forced include for extracting the CUDA surface: nvcc sees libc's functions as callable from both
// sides, clang only below this pragma; without it CUDA's redeclarations of them are refused.
#pragma clang force_cuda_host_device begin
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <assert.h>
#include <cmath>
#include <cstdlib>
#pragma clang force_cuda_host_device end
