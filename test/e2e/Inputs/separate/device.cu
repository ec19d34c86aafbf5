#include "shared.cuh"
__device__ int factor = 1;
__constant__ int table[4];
__device__ int weighted(int value, int index) { return value * table[index % 4] * factor; }
void setTable(const int *values, int by) {
  cudaMemcpyToSymbol(table, values, 4 * sizeof(int));
  cudaMemcpyToSymbol(factor, &by, sizeof(by));
}
