//===- Worker.h - a process that parses units --------------------*- C++ -*-===//
//
// One worker at a time parses one unit. When it dies or takes too long it is
// ended, and the next unit gets a new one.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Observe/Dependency.h"
#include "Observe/Observe.h"

namespace ascendify {

class Worker {
public:
  /// \p arguments follow `--worker` on the command line. Answers share their texts through \p texts. Nothing
  /// is started yet.
  Worker(llvm::ArrayRef<std::string> arguments, const ObserveOptions &options, SharedTexts &texts)
      : Arguments(arguments), Options(options), Texts(texts) {}
  Worker(const Worker &) = delete;
  ~Worker() { end(); }

  /// What a worker sent.
  struct Answer {
    UnitFacts Facts;              ///< an empty Unit means that the run was cancelled
    std::string Packed;           ///< Facts as they came; empty when the process failed
    std::vector<Dependency> Read; ///< what the parse took from the file system
  };
  /// Parses \p unit with \p preamble (a file, or empty); what goes wrong with the process is in
  /// UnitFacts::Failure.
  Answer observe(const std::string &root, const Unit &unit, const std::string &preamble,
                 const std::atomic<bool> &cancel);
  /// Builds the preamble that fits \p unit as the file \p preamble and says what it was made of.
  /// None when it could not be built: units parse without it, only slower.
  std::optional<std::vector<Dependency>> preamble(const std::string &root, const Unit &unit,
                                                  const std::string &preamble,
                                                  const std::atomic<bool> &cancel);

private:
  bool start();
  /// Ends the process and says how it had ended, if it had within \p milliseconds.
  std::string end(unsigned milliseconds = 20);
  /// One request and its answer; on failure the reason is in \p failure.
  bool exchange(const Json &request, std::string &answer, std::string &failure,
                const std::atomic<bool> &cancel);
  Json request(const std::string &root, const Unit &unit, const std::string &preamble) const;

  llvm::ArrayRef<std::string> Arguments;
  const ObserveOptions &Options;
  SharedTexts &Texts;
  int Process = -1, In = -1, Out = -1;
};

} // namespace ascendify
