// PyTorch without PyTorch: types go as far as a parse needs, and launches inside of a dispatch are seen.
// RUN: %clang_cuda -std=c++17 %s
// RUN: %clang_cuda -std=c++20 %s
// RUN: not %clang_cuda -std=c++17 -DWRONG %s 2>&1 | %filecheck --implicit-check-not=error: %s
#include <torch/extension.h>
#include <ATen/cuda/CUDAContext.h>
#include <c10/cuda/CUDAGuard.h>
template <typename T> __global__ void k(T *p, int n) { p[0] = p[1] + p[2]; }
torch::Tensor f(torch::Tensor x, std::optional<at::Tensor> o) {
  TORCH_CHECK(x.is_cuda(), "x must be ", 3);
  at::cuda::CUDAGuard g(x.device());
  auto y = torch::empty({x.size(0), 4}, x.options().dtype(torch::kFloat));
  auto z = torch::zeros_like(x); auto w = x.view({-1, 2}).sum(0) + 1.0;
  cudaStream_t s = at::cuda::getCurrentCUDAStream();
  AT_DISPATCH_FLOATING_TYPES_AND_HALF(x.scalar_type(), "f", ([&] { k<scalar_t><<<1, 2, 0, s>>>(x.data_ptr<scalar_t>(), int(x.numel())); }));
  AT_DISPATCH_ALL_TYPES_AND2(at::ScalarType::Half, at::ScalarType::BFloat16, x.scalar_type(), "g", [&] { k<scalar_t><<<1, 2>>>(x.data_ptr<scalar_t>(), 1); });
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  if (x.dtype() == torch::kHalf) return y * 2;
  return y;
}
PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) { m.def("f", &f, "doc", py::arg("x"), py::arg("o") = py::none()); }
TORCH_LIBRARY(foo, m) { m.def("f", &f); }
#ifdef WRONG
void wrong(at::Tensor x) {
  // CHECK: error: no member named 'no_such_operation' in 'at::Tensor'
  x.no_such_operation();
  // CHECK: error: cannot initialize a variable of type 'int *' with an rvalue of type 'float *'
  int *p = x.data_ptr<float>();
  // CHECK: error: cannot initialize a parameter of type 'DeviceIndex'
  at::cuda::getCurrentCUDAStream("no device");
  // CHECK: errors generated
}
#endif
__global__ void small(c10::Half *h, c10::BFloat16 *b) {
  __half x = h[0].operator __half(); float y = b[0];
  bool less = h[0] < h[1] || b[0] == b[1] || h[0] < 1.f;
  h[0] = __shfl_down_sync(~0u, x, 1); h[1] = __ldg(h); h[2] = h[0] + h[1]; h[3] = less ? h[2] * y : y;
}
