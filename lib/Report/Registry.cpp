//===- Registry.cpp - all report formats ----------------------------------===//
#include "Report/Report.h"

namespace ascendify {

llvm::ArrayRef<Format> formats() {
  static constexpr Format all[] = {
      {"text", "txt", renderText},
      {"json", "json", renderJson},
  };
  return all;
}

const Format *findFormat(llvm::StringRef name) {
  for (const Format &format : formats())
    if (format.Name == name)
      return &format;
  return nullptr;
}

} // namespace ascendify
