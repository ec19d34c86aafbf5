//===- Driver.h - the whole program behind main ------------------*- C++ -*-===//
#pragma once

namespace ascendify {

/// Runs the program. \returns the exit code.
int drive(int argc, const char **argv);

} // namespace ascendify
