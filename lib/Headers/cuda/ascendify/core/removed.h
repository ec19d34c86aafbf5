//===- removed.h - What older releases had ---------------------------------===//
//
// Texture references (gone in 12.0) and the forms of functions that need templates.
// Plain functions that went away are data in older.json.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_CORE_REMOVED_H
#define ASCENDIFY_CORE_REMOVED_H

#if CUDA_VERSION < 13000
struct cudaLaunchParams {
  void *func;
  dim3 gridDim;
  dim3 blockDim;
  void **args;
  size_t sharedMem;
  cudaStream_t stream;
};
extern "C" cudaError_t cudaLaunchCooperativeKernelMultiDevice(cudaLaunchParams *launchParamsList,
                                                              unsigned int numDevices,
                                                              unsigned int flags = 0);
#endif

#if CUDA_VERSION < 12000
struct textureReference {
  int normalized;
  enum cudaTextureFilterMode filterMode;
  enum cudaTextureAddressMode addressMode[3];
  struct cudaChannelFormatDesc channelDesc;
  int sRGB;
  unsigned int maxAnisotropy;
  enum cudaTextureFilterMode mipmapFilterMode;
  float mipmapLevelBias, minMipmapLevelClamp, maxMipmapLevelClamp;
  int disableTrilinearOptimization;
  int __cudaReserved[14];
};
struct surfaceReference {
  struct cudaChannelFormatDesc channelDesc;
};
template <class T, int texType = cudaTextureType1D,
          enum cudaTextureReadMode mode = cudaReadModeElementType>
struct texture : textureReference {
  texture(int norm = 0, enum cudaTextureFilterMode fMode = cudaFilterModePoint,
          enum cudaTextureAddressMode aMode = cudaAddressModeClamp);
};
template <class T, int dim = 1> struct surface : surfaceReference {};

template <class T, enum cudaTextureReadMode mode> struct __ascendify_fetch { typedef T type; };
template <> struct __ascendify_fetch<unsigned char, cudaReadModeNormalizedFloat> { typedef float type; };
template <> struct __ascendify_fetch<unsigned short, cudaReadModeNormalizedFloat> { typedef float type; };
template <> struct __ascendify_fetch<uchar4, cudaReadModeNormalizedFloat> { typedef float4 type; };
template <> struct __ascendify_fetch<ushort4, cudaReadModeNormalizedFloat> { typedef float4 type; };
#define __ASCENDIFY_FETCH(F, D, ...)                                                               \
  template <class T, enum cudaTextureReadMode mode>                                                \
  __device__ typename __ascendify_fetch<T, mode>::type F(texture<T, D, mode> t, __VA_ARGS__);
__ASCENDIFY_FETCH(tex1Dfetch, cudaTextureType1D, int x)
__ASCENDIFY_FETCH(tex1D, cudaTextureType1D, float x)
__ASCENDIFY_FETCH(tex2D, cudaTextureType2D, float x, float y)
__ASCENDIFY_FETCH(tex3D, cudaTextureType3D, float x, float y, float z)
__ASCENDIFY_FETCH(tex1DLayered, cudaTextureType1DLayered, float x, int layer)
__ASCENDIFY_FETCH(tex2DLayered, cudaTextureType2DLayered, float x, float y, int layer)
__ASCENDIFY_FETCH(texCubemap, cudaTextureTypeCubemap, float x, float y, float z)
#undef __ASCENDIFY_FETCH

template <class T, int dim, enum cudaTextureReadMode mode>
cudaError_t cudaBindTexture(size_t *offset, const texture<T, dim, mode> &tex, const void *devPtr,
                            const cudaChannelFormatDesc &desc, size_t size = 0xffffffffu);
template <class T, int dim, enum cudaTextureReadMode mode>
cudaError_t cudaBindTexture(size_t *offset, const texture<T, dim, mode> &tex, const void *devPtr,
                            size_t size = 0xffffffffu);
template <class T, int dim, enum cudaTextureReadMode mode>
cudaError_t cudaBindTexture2D(size_t *offset, const texture<T, dim, mode> &tex, const void *devPtr,
                              const cudaChannelFormatDesc &desc, size_t width, size_t height,
                              size_t pitch);
template <class T, int dim, enum cudaTextureReadMode mode>
cudaError_t cudaBindTexture2D(size_t *offset, const texture<T, dim, mode> &tex, const void *devPtr,
                              size_t width, size_t height, size_t pitch);
template <class T, int dim, enum cudaTextureReadMode mode>
cudaError_t cudaBindTextureToArray(const texture<T, dim, mode> &tex, cudaArray_const_t array,
                                   const cudaChannelFormatDesc &desc);
template <class T, int dim, enum cudaTextureReadMode mode>
cudaError_t cudaBindTextureToArray(const texture<T, dim, mode> &tex, cudaArray_const_t array);
template <class T, int dim, enum cudaTextureReadMode mode>
cudaError_t cudaUnbindTexture(const texture<T, dim, mode> &tex);
template <class T, int dim>
cudaError_t cudaBindSurfaceToArray(const surface<T, dim> &surf, cudaArray_const_t array);
#endif

#endif
