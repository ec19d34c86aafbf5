//===- Worker.cpp - a process that parses units ---------------------------===//
//
// Frames are a 32-bit length and that many bytes: requests are packed JSON, answers packed
// UnitFacts. The trap: between fork and exec only async-signal-safe calls are
// allowed, since the parent has threads.
//
//===----------------------------------------------------------------------===//
#include "Observe/Worker.h"
#include "Model/Serialize.h"
#include "Support/Error.h"
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ascendify {
namespace {

using Clock = std::chrono::steady_clock;

/// What a frame may hold at most: more is damage.
constexpr uint32_t FrameLimit = 1u << 30;

bool writeAll(int fd, const char *data, size_t size) {
  while (size) {
    ssize_t n = write(fd, data, size);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return false;
    data += n, size -= n;
  }
  return true;
}

bool writeFrame(int fd, llvm::StringRef bytes) {
  uint32_t size = bytes.size();
  return writeAll(fd, reinterpret_cast<const char *>(&size), sizeof size) &&
         writeAll(fd, bytes.data(), bytes.size());
}

/// Reads \p size bytes; \p stop is asked now and then and ends the wait.
bool readAll(int fd, char *data, size_t size, llvm::function_ref<bool()> stop) {
  while (size) {
    if (stop) {
      pollfd p{fd, POLLIN, 0};
      int ready = poll(&p, 1, 50);
      if (stop())
        return false;
      if (ready <= 0)
        continue;
    }
    ssize_t n = read(fd, data, size);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return false;
    data += n, size -= n;
  }
  return true;
}

bool readFrame(int fd, std::string &out, llvm::function_ref<bool()> stop) {
  uint32_t size = 0;
  if (!readAll(fd, reinterpret_cast<char *>(&size), sizeof size, stop) || size > FrameLimit)
    return false;
  out.resize(size);
  return readAll(fd, out.data(), size, stop);
}

void limitMemory(uint64_t bytes) {
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
  if (bytes) {
    rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_AS, &limit);
  }
#endif
  // A crash is reported by the parent; a core file helps nobody here.
  rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

} // namespace

bool Worker::start() {
  int request[2], answer[2];
  if (pipe2(request, O_CLOEXEC))
    return false;
  if (pipe2(answer, O_CLOEXEC)) {
    close(request[0]), close(request[1]);
    return false;
  }
  std::vector<char *> argv = {const_cast<char *>("ascendify"), const_cast<char *>("--worker")};
  for (const std::string &a : Arguments)
    argv.push_back(const_cast<char *>(a.c_str()));
  argv.push_back(nullptr);
  Process = fork();
  if (Process == 0) {
    int null = open("/dev/null", O_WRONLY);
    dup2(request[0], 0);
    dup2(answer[1], 1);
    dup2(null, 2);
    execv("/proc/self/exe", argv.data());
    _exit(127);
  }
  close(request[0]), close(answer[1]);
  In = request[1], Out = answer[0];
  return Process > 0;
}

std::string Worker::end() {
  if (Process <= 0)
    return "the parser could not be started";
  int status = 0;
  close(In), close(Out);
  In = Out = -1;
  // Closing its input ends a worker that waits; one that is busy is killed.
  pid_t done = waitpid(Process, &status, WNOHANG);
  for (int i = 0; done == 0 && i < 20; ++i) {
    usleep(1000);
    done = waitpid(Process, &status, WNOHANG);
  }
  bool killed = done == 0;
  if (killed) {
    kill(Process, SIGKILL);
    waitpid(Process, &status, 0);
  }
  Process = -1;
  if (killed)
    return "the parser did not answer";
  if (WIFSIGNALED(status)) {
    int signal = WTERMSIG(status);
    return fmt::format("the parser crashed ({})", signal == SIGSEGV   ? "invalid memory access"
                                                  : signal == SIGABRT ? "out of memory or aborted"
                                                  : signal == SIGILL || signal == SIGTRAP
                                                      ? "illegal instruction"
                                                      : "signal " + std::to_string(signal));
  }
  return fmt::format("the parser ended with exit code {}", WEXITSTATUS(status));
}

bool Worker::exchange(const Json &request, std::string &answer, std::string &failure,
                      const std::atomic<bool> &cancel) {
  if (Process <= 0 && !start()) {
    failure = "the parser could not be started";
    return false;
  }
  Clock::time_point limit = Clock::now() + std::chrono::seconds(Options.TimeLimit);
  bool late = false;
  auto stop = [&] {
    late = Options.TimeLimit && Clock::now() > limit;
    return late || cancel.load();
  };
  // Packed, not as text: the name of a file may be any bytes.
  std::vector<uint8_t> packed = Json::to_msgpack(request);
  if (writeFrame(In, {reinterpret_cast<const char *>(packed.data()), packed.size()}) && readFrame(Out, answer, stop))
    return true;
  if (late || cancel) {
    kill(Process, SIGKILL);
    end();
    failure = late ? fmt::format("parsing took more than {} seconds", Options.TimeLimit) : "";
    return false;
  }
  failure = end();
  return false;
}

Json Worker::request(const std::string &root, const Unit &unit) const {
  Json r = Json::object();
  r["root"] = root;
  r["file"] = unit.File;
  r["directory"] = unit.Directory;
  r["flags"] = unit.Flags;
  r["standard"] = unit.Standard;
  r["cuda"] = unit.Cuda;
  r["share"] = Options.Share;
  r["cudaPath"] = Options.CudaPath;
  r["cudaVersion"] = Options.CudaVersion;
  r["preamble"] = Options.Preamble;
  r["usePreamble"] = Options.UsePreamble;
  r["memory"] = Options.MemoryLimit;
  return r;
}

UnitFacts Worker::observe(const std::string &root, const Unit &unit,
                          const std::atomic<bool> &cancel) {
  UnitFacts out;
  std::string answer, failure;
  if (exchange(request(root, unit), answer, failure, cancel)) {
    if (fromBytes(answer, out))
      return out;
    out = UnitFacts();
    failure = "the parser's answer was damaged";
  } else if (cancel) {
    return out;
  }
  out.Unit = unit.File;
  out.Failure = failure;
  return out;
}

void Worker::preamble(const std::string &root, const Unit &unit, const std::atomic<bool> &cancel) {
  Json r = request(root, unit);
  r["build"] = true;
  std::string answer, failure;
  exchange(r, answer, failure, cancel); // units parse without it, only slower
}

int runWorker(const SymbolTable &symbols) {
  bool limited = false;
  std::string text;
  // A closed pipe is an ordinary end.
  signal(SIGPIPE, SIG_IGN);
  while (readFrame(0, text, nullptr)) {
    Json message = Json::from_msgpack(text.begin(), text.end(), true, /*allow_exceptions=*/false);
    if (message.is_discarded())
      return ExitInternal;
    const Json *request = &message;
    Project project;
    Unit unit;
    ObserveOptions options;
    project.Root = getString(*request, "root");
    unit.File = getString(*request, "file");
    unit.Directory = getString(*request, "directory");
    unit.Flags = getStrings(*request, "flags");
    unit.Standard = getString(*request, "standard");
    unit.Cuda = getBool(*request, "cuda");
    options.Share = getString(*request, "share");
    options.CudaPath = getString(*request, "cudaPath");
    options.CudaVersion = getString(*request, "cudaVersion");
    options.Preamble = getString(*request, "preamble");
    options.UsePreamble = getBool(*request, "usePreamble");
    if (!limited)
      limitMemory(getInt(*request, "memory"));
    limited = true;
    std::string answer;
    if (getBool(*request, "build")) {
      answer = buildPreamble(project.Root, unit, options);
    } else {
      llvm::Expected<UnitFacts> facts = observeUnit(project, unit, symbols, options);
      if (!facts) {
        UnitFacts failed;
        failed.Unit = unit.File;
        failed.Failure = llvm::toString(facts.takeError());
        answer = toBytes(failed);
      } else {
        answer = toBytes(*facts);
      }
    }
    if (!writeFrame(1, answer))
      return ExitDone;
  }
  return ExitDone;
}

} // namespace ascendify
