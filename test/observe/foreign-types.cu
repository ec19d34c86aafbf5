// A type of OpenGL that the declarations of interop need is no use of the platform.
// RUN: %ascendify audit %s --format json | %filecheck %s --implicit-check-not='"symbol": "GLuint"'
// CHECK: "symbol": "cudaGraphicsGLRegisterBuffer"
#include <cuda_gl_interop.h>
void share(cudaGraphicsResource **r, GLuint buffer) { cudaGraphicsGLRegisterBuffer(r, buffer, 0); }
