//===- Interrupt.cpp - Ctrl-C and broken pipes ----------------------------===//
//
// The one mutable global of the program: a signal handler has nothing else.
//
//===----------------------------------------------------------------------===//
#include "Driver/Interrupt.h"
#include "Support/Error.h"
#include <csignal>
#include <unistd.h>

namespace ascendify {
namespace {

std::atomic<bool> Asked{false};
static_assert(std::atomic<bool>::is_always_lock_free, "used in a signal handler");

void onInterrupt(int) {
  if (Asked.exchange(true))
    _exit(ExitInterrupted);
}

} // namespace

void installSignalHandlers() {
  struct sigaction action = {};
  action.sa_handler = onInterrupt;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

const std::atomic<bool> &interrupted() { return Asked; }

} // namespace ascendify
