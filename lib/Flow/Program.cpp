//===- Program.cpp - all bodies of a code base, linked --------------------===//
#include "Flow/Program.h"

namespace ascendify {

Program::Program(llvm::ArrayRef<Body> bodies) : All(bodies) {
  for (const Body &body : All)
    ByUsr[body.Usr].push_back(&body);
}

llvm::ArrayRef<const Body *> Program::definitions(llvm::StringRef usr) const {
  auto it = ByUsr.find(usr);
  if (it == ByUsr.end())
    return {};
  return it->second;
}

} // namespace ascendify
