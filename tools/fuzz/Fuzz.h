//===- Fuzz.h - what the fuzz targets share ----------------------*- C++ -*-===//
#pragma once

#include <cstdio>
#include <cstdlib>

/// An invariant of a fuzz target: ends the process with the place, whatever the build type.
#define ALWAYS(condition, ...)                                                                     \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      std::fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                 \
      std::abort();                                                                                \
    }                                                                                              \
  } while (false)
