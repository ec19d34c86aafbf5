//===- Worker.cpp - the hidden `--worker` mode ----------------------------===//
#include "Driver/Worker.h"
#include "Mapping/Database.h"
#include "Observe/Observe.h"
#include "Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>

namespace ascendify {

std::vector<std::string> workerArguments(llvm::ArrayRef<std::string> overlays) {
  return overlays.vec();
}

int runWorkerMode(llvm::ArrayRef<const char *> arguments, llvm::StringRef share) {
  // A Ctrl-C reaches the whole group; the parent ends its workers when it has what they know.
  signal(SIGINT, SIG_IGN);
  std::vector<std::string> overlays(arguments.begin(), arguments.end());
  llvm::Expected<std::unique_ptr<Database>> data = Database::open(share, overlays);
  if (!data) {
    llvm::errs() << "ascendify: worker: " << llvm::toString(data.takeError()) << "\n";
    return ExitUsage;
  }
  return runWorker(**data);
}

} // namespace ascendify
