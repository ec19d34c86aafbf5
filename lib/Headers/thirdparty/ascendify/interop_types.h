//===- interop_types.h - The few OpenGL and EGL names interop needs --------===//
//
// The same types as in the Khronos headers, so that both may be included.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_INTEROP_TYPES_H
#define ASCENDIFY_INTEROP_TYPES_H
typedef unsigned int GLuint;
typedef unsigned int GLenum;
typedef int EGLint;
typedef void *EGLStreamKHR;
typedef void *EGLSyncKHR;
typedef void *EGLImageKHR;
#endif
