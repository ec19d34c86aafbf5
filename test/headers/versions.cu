// Declarations follow the stated release.
// RUN: %clang_cuda -std=c++17 -DASCENDIFY_CUDA_VERSION=12090 %s
// RUN: %clang_cuda -std=c++17 -DASCENDIFY_CUDA_VERSION=11080 -DTEXTURE_REFERENCES %s
// RUN: not %clang_cuda -std=c++17 -DASCENDIFY_CUDA_VERSION=12090 -DTEXTURE_REFERENCES %s 2>&1 \
// RUN:   | %filecheck --check-prefix=TEXTURE %s
// RUN: not %clang_cuda -std=c++17 -DASCENDIFY_CUDA_VERSION=13000 %s 2>&1 \
// RUN:   | %filecheck --check-prefix=GONE --implicit-check-not=error: %s
static_assert(CUDART_VERSION / 1000 == __CUDACC_VER_MAJOR__, "");
#ifdef TEXTURE_REFERENCES
// TEXTURE: error: no template named 'texture'
texture<float, cudaTextureType2D, cudaReadModeElementType> image;
__global__ void sample(float *p) { *p = tex2D(image, 1.f, 2.f); }
void bind(cudaArray_t a) { cudaBindTextureToArray(image, a); cudaUnbindTexture(image); }
#endif
int main() {
  // GONE: error: use of undeclared identifier 'cudaThreadSynchronize'
  cudaThreadSynchronize();
  cudaDeviceProp prop;
  // GONE: error: no member named 'clockRate'
  prop.clockRate = 1;
  void *p = nullptr;
  // GONE: error: no matching function for call to 'cudaMemAdvise'
  cudaMemAdvise(p, 1, cudaMemAdviseSetReadMostly, 0);
  // GONE: error: no matching function for call to 'cudaMemPrefetchAsync'
  cudaMemPrefetchAsync(p, 1, 0);
  // GONE: errors generated
}
#if CUDA_VERSION < 13000
// A newer signature is taken, too: the release is often only a guess.
void newer(void *p, cudaMemLocation where, cudaStream_t stream) {
  cudaMemPrefetchAsync(p, 1, where, 0, stream);
  cudaMemAdvise(p, 1, cudaMemAdviseSetReadMostly, where);
}
#endif
