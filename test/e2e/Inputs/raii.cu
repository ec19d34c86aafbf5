// Resources in classes: a buffer and a stream that free themselves, exceptions for errors, a type alias of a CUDA type.
//% prints: raii: PASS
//% long
#include <cstdio>
#include <cuda_runtime.h>
#include <stdexcept>
#include <utility>
#include <vector>

using Error = cudaError_t;

inline void check(Error e) {
  if (e != cudaSuccess)
    throw std::runtime_error(cudaGetErrorString(e));
}

class Stream {
public:
  Stream() { check(cudaStreamCreate(&handle_)); }
  ~Stream() { cudaStreamDestroy(handle_); }
  Stream(const Stream &) = delete;
  operator cudaStream_t() const { return handle_; }
  void wait() const { check(cudaStreamSynchronize(handle_)); }

private:
  cudaStream_t handle_ = nullptr;
};

template <typename T> class Buffer {
public:
  explicit Buffer(size_t n) : size_(n) { check(cudaMalloc(reinterpret_cast<void **>(&data_), n * sizeof(T))); }
  Buffer(Buffer &&o) noexcept : data_(std::exchange(o.data_, nullptr)), size_(o.size_) {}
  ~Buffer() {
    if (data_)
      cudaFree(data_);
  }
  T *data() { return data_; }
  void upload(const std::vector<T> &from, cudaStream_t s = 0) {
    check(cudaMemcpyAsync(data_, from.data(), size_ * sizeof(T), cudaMemcpyHostToDevice, s));
  }
  std::vector<T> download(cudaStream_t s = 0) {
    std::vector<T> out(size_);
    check(cudaMemcpyAsync(out.data(), data_, size_ * sizeof(T), cudaMemcpyDeviceToHost, s));
    check(cudaStreamSynchronize(s));
    return out;
  }

private:
  T *data_ = nullptr;
  size_t size_;
};

__global__ void negate(float *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    p[i] = -p[i];
}

int main() {
  std::vector<float> host(300);
  for (size_t i = 0; i < host.size(); ++i)
    host[i] = float(i);
  bool ok = true;
  try {
    Stream stream;
    Buffer<float> first(host.size());
    first.upload(host, stream);
    Buffer<float> buffer = std::move(first);
    negate<<<3, 100, 0, stream>>>(buffer.data(), int(host.size()));
    check(cudaGetLastError());
    stream.wait();
    std::vector<float> back = buffer.download(stream);
    for (size_t i = 0; i < host.size(); ++i)
      ok = ok && back[i] == -host[i];
  } catch (const std::exception &e) {
    printf("%s\n", e.what());
    ok = false;
  }
  printf("raii: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
