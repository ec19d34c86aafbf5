// Signals that end a program, and what they are about: a kernel that leaves its
// stack, an address that is not there, a time limit.
//
// Idea: the handlers only work out the place (kernel, block, thread, call stack) and
// report; then the signal does what it would have done. `ascendify run --timeout`
// sends TimeLimit before it ends a program.
//
// Trap: an overflow has no stack left to report on, so every OS thread that runs
// blocks needs a signal stack. Formatting is not safe in a handler in general; here
// the alternative is to say nothing.
#ifndef XPU_DETAIL_FAULT_H
#define XPU_DETAIL_FAULT_H

#include "engine.h"

namespace ascendify_cpu {

/// Sent by the tool when the time is over.
inline constexpr int TimeLimitSignal = SIGUSR2;

/// The call stack that a signal interrupted.
inline Stack interruptedStack(void *context) {
  Stack stack;
  const mcontext_t &m = static_cast<ucontext_t *>(context)->uc_mcontext;
#if defined(__x86_64__)
  auto at = std::uintptr_t(m.gregs[REG_RIP]);
  stack.add(at + 1); // addresses are those behind a call
  // A function of the C library may have no frame yet: its caller stands on the stack.
  std::uintptr_t caller = 0;
  iovec to = {&caller, sizeof caller}, from = {reinterpret_cast<void *>(m.gregs[REG_RSP]), sizeof caller};
  if (!inProgram(at) && process_vm_readv(getpid(), &to, 1, &from, 1, 0) == sizeof caller &&
      inProgram(caller))
    stack.add(caller);
  addCallers(stack, std::uintptr_t(m.gregs[REG_RBP]));
#elif defined(__aarch64__)
  stack.add(m.pc + 4);
  addCallers(stack, m.regs[29]);
#else
  (void)m;
#endif
  return stack;
}

/// "thread (x,y,z) of block (x,y,z)" of the running kernel, "the host" outside.
struct Who {
  char text[128];
  Who() {
    if (BlockRunner::current())
      std::snprintf(text, sizeof text, "thread (%u,%u,%u) of block (%u,%u,%u)", threadIdx.x,
                    threadIdx.y, threadIdx.z, blockIdx.x, blockIdx.y, blockIdx.z);
    else
      std::snprintf(text, sizeof text, "the host");
  }
};

#ifdef ASCENDIFY_CHECK
namespace check {
/// Says what a fault of the host or of a kernel at this address is about, when the sanitiser knows. False otherwise.
bool explainFault(std::uintptr_t address, bool device, const Stack &stack);
} // namespace check
#endif

inline void onFault(int signal, siginfo_t *info, void *context) {
  check::EngineScope scope;
  Who who;
  Stack stack = interruptedStack(context);
  auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
  BlockRunner *runner = BlockRunner::current();
  if (signal == TimeLimitSignal) {
    Report r("error", "time-limit");
    r.stack = stack;
    r.say("the time limit ends the program in %s", who.text);
    r.send();
    return;
  }
  bool said = false;
#ifdef ASCENDIFY_CHECK
  said = check::explainFault(address, scope.before, stack);
#endif
  if (!said && runner) {
    bool overflow = signal == SIGSEGV && runner->isStackEnd(address);
    Report r("error", overflow ? "device-stack" : signal == SIGFPE ? "division-by-zero" : "out-of-bounds");
    r.stack = stack;
    if (overflow)
      r.say("%s used up its stack of %zu KB: recursion without end, or arrays that are too large",
            who.text, std::size_t(ASCENDIFY_CPU_STACK_BYTES) / 1024);
    else if (signal == SIGFPE)
      r.say("%s divides by zero", who.text);
    else
      r.say("%s touches the address 0x%llx, where there is no memory", who.text,
            (unsigned long long)address);
    r.send();
  }
  std::signal(signal, SIG_DFL);
  raise(signal);
}

/// Makes faults of the calling OS thread be reported, and installs the handlers once.
/// A handler of the program itself is left alone.
inline void watchFaults() {
  constexpr std::size_t bytes = 64 * 1024;
  static thread_local bool watched = false;
  if (watched)
    return;
  watched = true;
  stack_t own = {}, old = {};
  if (sigaltstack(nullptr, &old) == 0 && (old.ss_flags & SS_DISABLE)) {
    own.ss_sp = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    own.ss_size = bytes;
    if (own.ss_sp != MAP_FAILED)
      sigaltstack(&own, nullptr);
  }
  static const bool installed = [] {
    for (int signal : {SIGSEGV, SIGBUS, SIGFPE, TimeLimitSignal}) {
      struct sigaction action = {}, before = {};
      if (signal == TimeLimitSignal && reportSocket() < 0)
        continue;
      if (sigaction(signal, nullptr, &before) != 0 || before.sa_handler != SIG_DFL)
        continue;
      action.sa_sigaction = onFault;
      action.sa_flags = SA_SIGINFO | SA_ONSTACK;
      sigaction(signal, &action, nullptr);
    }
    return true;
  }();
  (void)installed;
}

} // namespace ascendify_cpu

#endif
