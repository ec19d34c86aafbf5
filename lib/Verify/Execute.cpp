//===- Execute.cpp --------------------------------------------------------===//
#include "Verify/Execute.h"
#include "Support/File.h"
#include "Verify/Places.h"
#include "llvm/ADT/StringExtras.h"
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <optional>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ascendify {
namespace {

std::vector<uint64_t> addresses(llvm::StringRef text) {
  std::vector<uint64_t> out;
  llvm::SmallVector<llvm::StringRef> words;
  text.split(words, ' ', -1, false);
  for (llvm::StringRef w : words) {
    uint64_t value = 0;
    if (!w.getAsInteger(16, value))
      out.push_back(value);
  }
  return out;
}

std::string prefix(const ProgramPlace &place) {
  return place.File.empty() ? "ascendify" : fmt::format("{}:{}", place.File, place.Line);
}

/// Prints one report of the CPU execution (lib/Runtime/xpu/detail/report.h writes it). True for an
/// error.
bool printReport(llvm::StringRef record, ProgramPlaces &places, llvm::raw_ostream &err) {
  llvm::StringRef severity = "error", id, text, note;
  std::vector<uint64_t> stack, noteStack;
  std::optional<uint64_t> kernel;
  ProgramPlace place;
  while (!record.empty()) {
    auto [line, rest] = record.split('\n');
    record = rest;
    if (line.size() < 2)
      continue;
    llvm::StringRef value = line.drop_front(2);
    switch (line.front()) {
    case 'S':
      severity = value;
      break;
    case 'I':
      id = value;
      break;
    case 'T':
      text = value;
      break;
    case 'N':
      note = value;
      break;
    case 'P':
      stack = addresses(value);
      break;
    case 'Q':
      noteStack = addresses(value);
      break;
    case 'K':
      if (std::vector<uint64_t> a = addresses(value); !a.empty())
        kernel = a.front();
      break;
    case 'L': {
      auto [number, file] = value.split(' ');
      number.getAsInteger(10, place.Line);
      place.File = file.str();
      break;
    }
    default:
      break;
    }
  }
  if (place.File.empty())
    place = places.place(stack);
  std::string name = kernel ? places.function(*kernel) : places.kernel(stack);
  err << prefix(place) << ": " << severity << ": [" << id << "] " << text;
  if (!name.empty())
    err << " (kernel '" << name << "')";
  err << "\n";
  if (!note.empty())
    err << prefix(places.place(noteStack)) << ": note: " << note << "\n";
  err.flush();
  return severity == "error";
}

/// Sent to the program when its time is over: its CPU execution says where it is
/// (lib/Runtime/xpu/detail/fault.h).
constexpr int TimeLimitSignal = SIGUSR2;

} // namespace

ExecuteResult executeProgram(const ExecuteOptions &options, llvm::raw_ostream &err) {
  ExecuteResult result;
  std::vector<char *> argv = {const_cast<char *>(options.Name.c_str())};
  for (const std::string &a : options.Arguments)
    argv.push_back(const_cast<char *>(a.c_str()));
  argv.push_back(nullptr);
  std::string table = options.Folder + "/shared";
  if (llvm::Error error = writeFile(table, staticSharedTable(options.Program))) {
    llvm::consumeError(std::move(error)); // then static memory is not counted
    table.clear();
  }
  // A datagram for each report; the answer of one byte lets the program go on.
  int sockets[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
    sockets[0] = sockets[1] = -1;

  llvm::outs().flush();
  pid_t child = fork();
  if (child == 0) {
    // What the driver ignores or catches is the program's own business again.
    for (int s : {SIGPIPE, SIGINT, SIGTERM})
      std::signal(s, SIG_DFL);
    if (int fd = sockets[1] < 0 ? -1 : dup(sockets[1]); fd >= 0)
      setenv("ASCENDIFY_REPORT_FD", std::to_string(fd).c_str(), 1);
    else
      unsetenv("ASCENDIFY_REPORT_FD");
    if (!table.empty())
      setenv("ASCENDIFY_STATIC_SHARED", table.c_str(), 1);
    if (options.Seed)
      setenv("ASCENDIFY_CPU_SEED", std::to_string(options.Seed).c_str(), 1);
    execv(options.Program.c_str(), argv.data());
    _exit(ExitRunBuild);
  }
  if (sockets[1] >= 0)
    close(sockets[1]);
  if (child < 0) {
    err << "ascendify: error: cannot start the program: " << std::strerror(errno) << "\n";
    if (sockets[0] >= 0)
      close(sockets[0]);
    result.Code = ExitRunBuild;
    return result;
  }

  ProgramPlaces places(options.Program, options.Runtime);
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  bool over = false; // its time; it may still say where it is
  int fd = int(syscall(SYS_pidfd_open, child, 0));
  bool open = sockets[0] >= 0;
  for (;;) {
    int wait = -1;
    if (options.Seconds) {
      auto limit = std::chrono::milliseconds(std::min(options.Seconds, 2000000u) * 1000ull);
      auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
          limit + std::chrono::seconds(over ? 1 : 0) - (Clock::now() - start));
      wait = int(std::max<int64_t>(0, left.count()));
    }
    pollfd polled[2] = {{fd, POLLIN, 0}, {open ? sockets[0] : -1, POLLIN, 0}};
    int ready = poll(polled, 2, wait);
    if (ready < 0 && errno == EINTR)
      continue;
    if (ready == 0 && options.Seconds) {
      if (!over) {
        over = true;
        kill(child, TimeLimitSignal);
        continue;
      }
      kill(child, SIGKILL);
      break;
    }
    if (polled[1].revents) {
      char record[8192];
      ssize_t size = recv(sockets[0], record, sizeof record, 0);
      if (size <= 0) {
        open = false;
      } else {
        result.Errors += printReport({record, size_t(size)}, places, err);
        char answer = 0;
        (void)!send(sockets[0], &answer, 1, MSG_NOSIGNAL);
        if (over) {
          kill(child, SIGKILL);
          break;
        }
      }
      continue; // what it said before it ended comes first
    }
    if (polled[0].revents || fd < 0)
      break;
  }
  if (fd >= 0)
    close(fd);
  if (sockets[0] >= 0)
    close(sockets[0]);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  if (over) {
    err << "ascendify: error: the program ran for more than " << options.Seconds
        << " s and was ended (--timeout)\n";
    result.Code = ExitRunTimeout;
  } else if (WIFEXITED(status)) {
    result.Code = WEXITSTATUS(status);
  } else {
    int signal = WTERMSIG(status);
    err << "ascendify: the program was ended by a signal: " << strsignal(signal) << "\n";
    result.Code = 128 + signal;
  }
  return result;
}

} // namespace ascendify
