//===- Error.cpp - errors a user can cause --------------------------------===//
#include "Support/Error.h"

namespace ascendify {

static int rank(int code) {
  switch (code) {
  case ExitInternal:
    return 5;
  case ExitInterrupted:
    return 4;
  case ExitUsage:
    return 3;
  case ExitGateFailed:
    return 2;
  case ExitIncomplete:
    return 1;
  default:
    return 0;
  }
}

int worseExit(int a, int b) { return rank(a) >= rank(b) ? a : b; }

llvm::Error errorText(std::string text) {
  return llvm::createStringError(std::error_code(EINVAL, std::generic_category()), "%s",
                                 text.c_str());
}

} // namespace ascendify
