// cudaEGL.h is not among the bundled declarations; its names are seen all the same.
#include <cuda.h>
#include <cudaEGL.h>
void f(CUeglStreamConnection *c, CUgraphicsResource *r, CUstream *s) {
  CUeglFrame frame;
  cuEGLStreamConsumerAcquireFrame(c, r, s, 16000);
  cuGraphicsResourceGetMappedEglFrame(&frame, *r, 0, 0);
  frame.frameType = CU_EGL_FRAME_TYPE_PITCH;
  int CU_EGLX = 0, cuEgl = CU_EGLX;
}

// RUN: %ascendify audit %s --no-cache --dump=facts | %python %S/Inputs/facts.py %s | %filecheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.+}}
//      CHECK:driver-egl.cu:2:10 cuda.h include parsed
// CHECK-NEXT:driver-egl.cu:4:8 CUeglStreamConnection type lexed
// CHECK-NEXT:driver-egl.cu:4:34 CUgraphicsResource type parsed @f
// CHECK-NEXT:driver-egl.cu:4:57 CUstream type parsed @f
// CHECK-NEXT:driver-egl.cu:5:3 CUeglFrame type lexed
// CHECK-NEXT:driver-egl.cu:6:3 cuEGLStreamConsumerAcquireFrame function recovered @f
// CHECK-NEXT:driver-egl.cu:7:3 cuGraphicsResourceGetMappedEglFrame function recovered @f
// CHECK-NEXT:driver-egl.cu:8:21 CU_EGL_FRAME_TYPE_PITCH enumerator lexed
