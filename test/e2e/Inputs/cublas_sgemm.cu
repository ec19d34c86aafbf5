// Level 1 and 3 of cuBLAS: column-major product, axpy, dot product.
//% prints: gemm: PASS
//% native not run: aclblas
//% portable left: CUBLAS_OP_N CUBLAS_STATUS_SUCCESS cublasCreate cublasDestroy cublasHandle_t cublasSgemm cublas_v2.h
#include <cstdio>
#include <cublas_v2.h>
#include <cuda_runtime.h>
#include <vector>

int main() {
  const int m = 5, n = 4, k = 3;
  std::vector<float> a(m * k), b(k * n), c(m * n, 1.0f);
  for (int i = 0; i < m * k; ++i)
    a[i] = float(i % 4);
  for (int i = 0; i < k * n; ++i)
    b[i] = float(i % 3) - 1;
  float *da, *db, *dc;
  cudaMalloc(&da, a.size() * sizeof(float));
  cudaMalloc(&db, b.size() * sizeof(float));
  cudaMalloc(&dc, c.size() * sizeof(float));
  cudaMemcpy(da, a.data(), a.size() * sizeof(float), cudaMemcpyHostToDevice);
  cudaMemcpy(db, b.data(), b.size() * sizeof(float), cudaMemcpyHostToDevice);
  cudaMemcpy(dc, c.data(), c.size() * sizeof(float), cudaMemcpyHostToDevice);

  cublasHandle_t handle;
  if (cublasCreate(&handle) != CUBLAS_STATUS_SUCCESS)
    return 1;
  const float alpha = 2.0f, beta = 0.5f;
  cublasSgemm(handle, CUBLAS_OP_N, CUBLAS_OP_N, m, n, k, &alpha, da, m, db, k, &beta, dc, m);
  cublasDestroy(handle);

  std::vector<float> result(m * n);
  cudaMemcpy(result.data(), dc, result.size() * sizeof(float), cudaMemcpyDeviceToHost);
  bool ok = true;
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < m; ++i) {
      float sum = 0;
      for (int l = 0; l < k; ++l)
        sum += a[l * m + i] * b[j * k + l];
      ok = ok && result[j * m + i] == alpha * sum + beta * 1.0f;
    }
  cudaFree(da);
  cudaFree(db);
  cudaFree(dc);
  printf("gemm: %s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
