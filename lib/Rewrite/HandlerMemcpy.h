//===- HandlerMemcpy.h - synchronous copies ----------------------*- C++ -*-===//
#pragma once

#include "Rewrite/Handler.h"

namespace ascendify {

/// The handler `memcpy-sync` of docs/handlers.md.
HandlerAnswer memcpySync(const HandlerRequest &);

} // namespace ascendify
