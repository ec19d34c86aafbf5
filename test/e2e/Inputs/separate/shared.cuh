#pragma once
#include <cuda_runtime.h>
// Device functions and variables of one unit that another one uses (relocatable device code).
extern __device__ int factor;
extern __constant__ int table[4];
__device__ int weighted(int value, int index);
void setTable(const int *values, int by);
