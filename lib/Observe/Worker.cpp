//===- Worker.cpp - a process that parses units ---------------------------===//
//
// Frames are a 32-bit length and that many bytes: requests are packed JSON, answers the length of
// the packed dependencies, those, and packed UnitFacts. The trap: between fork and exec only async-signal-safe calls are
// allowed, since the parent has threads.
//
//===----------------------------------------------------------------------===//
#include "Observe/Worker.h"
#include "Model/Serialize.h"
#include "Observe/FileCache.h"
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

/// CPU seconds that process \p pid has used; 0 when that cannot be told.
double cpuSeconds(pid_t pid) {
  clockid_t clock;
  timespec used;
  if (clock_getcpuclockid(pid, &clock) || clock_gettime(clock, &used))
    return 0;
  return double(used.tv_sec) + double(used.tv_nsec) / 1e9;
}

/// A worker that waits instead of working is ended after this many times the limit.
constexpr unsigned Patience = 10;

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

std::string Worker::end(unsigned milliseconds) {
  if (Process <= 0)
    return "the parser could not be started";
  int status = 0;
  close(In), close(Out);
  In = Out = -1;
  // Closing its input ends a worker that waits; one that is busy is killed.
  pid_t done = waitpid(Process, &status, WNOHANG);
  for (unsigned i = 0; done == 0 && i < milliseconds; ++i) {
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
  // What counts is the time that the parser works: whether a unit is parsed must not depend on what
  // else the machine does.
  Clock::time_point limit = Clock::now() + std::chrono::seconds(Options.TimeLimit);
  Clock::time_point last = Clock::now() + std::chrono::seconds(Options.TimeLimit) * Patience;
  double used = cpuSeconds(Process);
  bool late = false;
  auto stop = [&] {
    Clock::time_point now = Clock::now();
    late = Options.TimeLimit && now > limit &&
           (now > last || cpuSeconds(Process) - used > Options.TimeLimit);
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
  // Its pipe is closed, so it is dying; on a busy machine that takes a while, and the reason is
  // part of the report.
  failure = end(/*milliseconds=*/30000);
  return false;
}

Json Worker::request(const std::string &root, const Unit &unit,
                     const std::string &preamble) const {
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
  r["device"] = unsigned(Options.Device);
  r["architecture"] = Options.Architecture;
  r["preamble"] = preamble;
  r["memory"] = Options.MemoryLimit;
  return r;
}

/// Takes the dependencies from the front of \p answer; the rest stays.
static bool takeDependencies(llvm::StringRef &answer, std::vector<Dependency> &out) {
  uint32_t size = 0;
  if (answer.size() < sizeof size)
    return false;
  memcpy(&size, answer.data(), sizeof size);
  answer = answer.drop_front(sizeof size);
  if (answer.size() < size || !fromBytes(answer.take_front(size), out))
    return false;
  answer = answer.drop_front(size);
  return true;
}

static std::string withDependencies(llvm::ArrayRef<Dependency> read, llvm::StringRef rest) {
  std::string list = toBytes(read);
  uint32_t size = uint32_t(list.size());
  std::string out(reinterpret_cast<const char *>(&size), sizeof size);
  out += list;
  out += rest;
  return out;
}

Worker::Answer Worker::observe(const std::string &root, const Unit &unit,
                               const std::string &preamble, const std::atomic<bool> &cancel) {
  Answer out;
  std::string answer, failure;
  if (exchange(request(root, unit, preamble), answer, failure, cancel)) {
    llvm::StringRef rest = answer;
    if (takeDependencies(rest, out.Read) && fromBytes(rest, out.Facts, &Texts)) {
      answer.erase(0, answer.size() - rest.size());
      out.Packed = std::move(answer);
      return out;
    }
    out = Answer();
    failure = "the parser's answer was damaged";
  } else if (cancel) {
    return out;
  }
  out.Facts.Unit = unit.File;
  out.Facts.Failure = failure;
  return out;
}

std::optional<std::vector<Dependency>> Worker::preamble(const std::string &root, const Unit &unit,
                                                        const std::string &preamble,
                                                        const std::atomic<bool> &cancel) {
  Json r = request(root, unit, preamble);
  r["build"] = true;
  std::string answer, failure;
  std::vector<Dependency> read;
  llvm::StringRef rest;
  if (exchange(r, answer, failure, cancel))
    if (rest = answer; takeDependencies(rest, read) && rest == "built")
      return read;
  return std::nullopt;
}

int runWorker(const SymbolTable &symbols) {
  bool limited = false;
  std::string text;
  FileCache files;
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
    options.Device = DeviceView(getInt(*request, "device"));
    options.Architecture = getString(*request, "architecture");
    options.Preamble = getString(*request, "preamble");
    if (!limited)
      limitMemory(getInt(*request, "memory"));
    limited = true;
    std::string rest;
    std::vector<Dependency> read;
    if (getBool(*request, "build")) {
      rest = buildPreamble(project.Root, unit, options, read) ? "built" : "";
    } else {
      llvm::Expected<UnitFacts> facts =
          observeUnit(project, unit, symbols, options, &files, &read);
      if (!facts) {
        UnitFacts failed;
        failed.Unit = unit.File;
        failed.Failure = llvm::toString(facts.takeError());
        rest = toBytes(failed);
      } else {
        rest = toBytes(*facts);
      }
      files.trim();
    }
    if (!writeFrame(1, withDependencies(read, rest)))
      return ExitDone;
  }
  return ExitDone;
}

} // namespace ascendify
