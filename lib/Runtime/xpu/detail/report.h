// Diagnostics of the CPU execution, and where they are about.
//
// Idea: a program that `ascendify run` starts has a socket to it (its number in
// ASCENDIFY_REPORT_FD). A report goes there as addresses of the call stack, and the
// tool, which can read debug information, prints file and line. Without the tool
// the text goes to the standard error output, without a place.
//
// Traps:
// - Stacks are walked by frame pointers (the tool compiles with them). A frame that
//   is none is read through the kernel, so that a wrong one ends the walk and not
//   the program; a fiber's stack ends nowhere in particular.
// - Signals are reported from the handler, on a stack of their own: the program is
//   lost already, and a text that is cut off is better than none.
#ifndef XPU_DETAIL_REPORT_H
#define XPU_DETAIL_REPORT_H

#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <link.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <ucontext.h>
#include <unistd.h>

namespace ascendify_cpu {

/// Place in the source of the program, for messages and to tell apart the
/// waits of diverged lanes.
struct Site {
  const char *file;
  unsigned line;
  static constexpr Site here(const char *f = __builtin_FILE(), unsigned l = __builtin_LINE()) {
    return Site{f, l};
  }
  bool operator==(const Site &o) const {
    return line == o.line && (file == o.file || std::strcmp(file, o.file) == 0);
  }
  bool operator<(const Site &o) const {
    return line != o.line ? line < o.line : std::strcmp(file, o.file) < 0;
  }
};

/// Return addresses of a call stack, innermost first.
struct Stack {
  static constexpr unsigned Most = 24;
  std::uintptr_t address[Most];
  unsigned size = 0;
  void add(std::uintptr_t a) {
    if (size < Most)
      address[size++] = a;
  }
};

/// The function that the OS thread runs as a kernel; null on the host.
inline thread_local const void *runningKernel = nullptr;

/// Adds the callers of the function whose frame is at `frame`.
inline void addCallers(Stack &stack, std::uintptr_t frame) {
  while (stack.size < Stack::Most) {
    std::uintptr_t pair[2] = {0, 0};
    iovec to = {pair, sizeof pair}, from = {reinterpret_cast<void *>(frame), sizeof pair};
    if (frame % sizeof(void *) || process_vm_readv(getpid(), &to, 1, &from, 1, 0) != sizeof pair ||
        !pair[1])
      return;
    stack.add(pair[1]);
    if (pair[0] <= frame)
      return;
    frame = pair[0];
  }
}

/// The stack of the caller of the function that this is inlined into.
[[gnu::always_inline]] inline Stack callers() {
  Stack stack;
  addCallers(stack, reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)));
  return stack;
}

/// Distance between the addresses of the running program and those in its file.
inline std::uintptr_t imageBase() {
  static const std::uintptr_t base = [] {
    std::uintptr_t found = 0;
    dl_iterate_phdr(
        [](dl_phdr_info *info, std::size_t, void *out) {
          *static_cast<std::uintptr_t *>(out) = info->dlpi_addr;
          return 1; // the first one is the program
        },
        &found);
    return found;
  }();
  return base;
}

/// Whether the address lies in the program itself and not in a library.
inline bool inProgram(std::uintptr_t address) {
  struct Search {
    std::uintptr_t address;
    bool found;
  } search{address, false};
  dl_iterate_phdr(
      [](dl_phdr_info *info, std::size_t, void *data) {
        auto *s = static_cast<Search *>(data);
        for (int i = 0; i < info->dlpi_phnum; ++i)
          if (info->dlpi_phdr[i].p_type == PT_LOAD &&
              s->address - (info->dlpi_addr + info->dlpi_phdr[i].p_vaddr) < info->dlpi_phdr[i].p_memsz)
            s->found = true;
        return 1; // the first one is the program
      },
      &search);
  return search.found;
}

/// A range of addresses that are compared against often.
struct Range {
  std::uintptr_t begin = 0, bytes = 0;
  bool has(std::uintptr_t a) const { return a - begin < bytes; }
};

/// The thread-local memory of the program on this OS thread, where the static memory of a block lives.
inline const Range &threadLocalMemory() {
  static thread_local Range range;
  if (!range.bytes) {
    dl_iterate_phdr(
        [](dl_phdr_info *info, std::size_t, void *) {
          for (int i = 0; i < info->dlpi_phnum; ++i)
            if (info->dlpi_phdr[i].p_type == PT_TLS)
              range = {reinterpret_cast<std::uintptr_t>(info->dlpi_tls_data),
                       info->dlpi_phdr[i].p_memsz};
          return 1;
        },
        nullptr);
    if (!range.bytes)
      range.bytes = 1;
  }
  return range;
}

/// The socket to the tool, -1 when it did not start the program.
inline int reportSocket() {
  static const int fd = [] {
    const char *text = std::getenv("ASCENDIFY_REPORT_FD");
    return text ? std::atoi(text) : -1;
  }();
  return fd;
}

/// One message about one place, and perhaps a second place.
struct Report {
  const char *severity; ///< error, warning
  const char *id;
  char text[1024] = "";
  Stack stack;                ///< the place; empty when `site` says it
  Site site{nullptr, 0};      ///< the place; null when the stack says it
  char note[256] = "";        ///< about `noteStack`; empty: there is none
  Stack noteStack;

  Report(const char *severity, const char *id) : severity(severity), id(id) {}

  [[gnu::format(printf, 2, 3)]] void say(const char *format, ...) {
    std::va_list args;
    va_start(args, format);
    std::vsnprintf(text, sizeof text, format, args);
    va_end(args);
  }

  /// Prints it, or hands it to the tool and waits until that has printed it, so that
  /// reports and the output of the program keep their order.
  void send() {
    std::fflush(stdout);
    int fd = reportSocket();
    if (fd < 0) {
      std::fprintf(stderr, "ascendify: %s: [%s] %s\n", severity, id, text);
      if (*note)
        std::fprintf(stderr, "ascendify: note: %s\n", note);
      return;
    }
    // Lines of a letter and what it announces; lib/Driver/RunReports.cpp reads them.
    char record[4096];
    std::size_t n = 0;
    auto add = [&](const char *format, auto value) {
      int written = std::snprintf(record + n, sizeof record - n, format, value);
      n += std::size_t(written) < sizeof record - n ? std::size_t(written) : sizeof record - n - 1;
    };
    auto addStack = [&](char letter, const Stack &s) {
      add("%c", letter);
      for (unsigned i = 0; i < s.size; ++i)
        add(" %llx", (unsigned long long)(s.address[i] - imageBase()));
      add("%c", '\n');
    };
    add("S %s\n", severity);
    add("I %s\n", id);
    add("T %s\n", text);
    if (site.file) {
      add("L %u ", site.line);
      add("%s\n", site.file);
    }
    if (stack.size)
      addStack('P', stack);
    if (runningKernel)
      add("K %llx\n", (unsigned long long)(reinterpret_cast<std::uintptr_t>(runningKernel) - imageBase()));
    if (*note) {
      add("N %s\n", note);
      addStack('Q', noteStack);
    }
    char answer;
    ::send(fd, record, n, MSG_NOSIGNAL);
    while (::recv(fd, &answer, 1, 0) < 0 && errno == EINTR)
      ;
  }
};

/// Writes one diagnostic about the place of the call: "ascendify: SEVERITY: [ID] TEXT".
[[gnu::format(printf, 3, 4), gnu::noinline]] inline void
report(const char *severity, const char *id, const char *format, ...) {
  Report r(severity, id);
  std::va_list args;
  va_start(args, format);
  std::vsnprintf(r.text, sizeof r.text, format, args);
  va_end(args);
  r.stack = callers();
  r.send();
}

} // namespace ascendify_cpu

#endif
