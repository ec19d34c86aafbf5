//===- BuildId.h - which program this is -------------------------*- C++ -*-===//
//
// What one build wrote, only the same build may read: caches, and the packed part of a shard. The
// linker's build id is a digest of the program, and so are those of the libraries it loaded.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <string>

namespace ascendify {

/// A text that differs between any two builds of the program or of a library it uses; equal for
/// equal files on any machine.
std::string buildIdentity();

} // namespace ascendify
