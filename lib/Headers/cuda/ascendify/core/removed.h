//===- removed.h - What older releases had ---------------------------------===//
//
// Names and signatures of features that are gone from the current surface:
// texture references (to 11.x), cudaThread* (to 12.x), and others.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_CORE_REMOVED_H
#define ASCENDIFY_CORE_REMOVED_H

#if CUDA_VERSION < 13000
extern "C" {
cudaError_t cudaThreadSynchronize();
cudaError_t cudaThreadExit();
}
#endif

#endif
