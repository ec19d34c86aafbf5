//===- ascendify_cuda.h - What nvcc includes before every unit ------------===//
//
// Idea: force-included (and precompiled) before every CUDA unit, in place of
// the toolkit. It impersonates nvcc and one CUDA release, declares the language
// and the runtime, and pulls in the usual standard headers in the right order.
// Trap: device overloads of libm functions must be declared before <cmath>, or
// its constexpr functions become host-device and the overloads clash.
//
// ASCENDIFY_CUDA_VERSION (as CUDA_VERSION: 12090 is 12.9) selects the release.
// The code is only ever parsed: nothing here has a body unless a constant needs one.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_CUDA_H
#define ASCENDIFY_CUDA_H

#include "ascendify/core/version.h"
#include "ascendify/core/language.h"
#ifdef __CUDA__ // a host compiler has the C library only
#include "ascendify/core/math.h"
#endif

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmath>
#include <cstdlib>
#include <new>
#include <utility>

#include "ascendify/core/vector_types.h"
#include "ascendify/core/runtime.h"

// Include guards of the toolkit that code tests to learn what is declared.
#define __CUDA_RUNTIME_H__
#define __CUDA_RUNTIME_API_H__
#define __DRIVER_TYPES_H__
#define __VECTOR_TYPES_H__
#define __VECTOR_FUNCTIONS_H__
#define __HOST_DEFINES_H__
#define __CUDA_INCLUDE_COMPILER_INTERNAL_HEADERS__

#endif
