//===- Invocation.cpp - how clang is asked to parse a unit ----------------===//
//
// The driver finds the standard library and spells the target; a unit adds only what
// changes its preprocessing, so that one precompiled preamble fits all units of a
// language standard. The trap: any other flag would make clang refuse the preamble.
//
//===----------------------------------------------------------------------===//
#include "Observe/Invocation.h"
#include "Observe/FileCache.h"
#include "Support/Error.h"
#include "Support/File.h"
#include "Support/Path.h"
#include "clang/Basic/OffloadArch.h"
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Sema/Sema.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/TargetParser/Host.h"

namespace ascendify {

using namespace clang;

static std::string bundledInclude(const ObserveOptions &options) {
  return options.Share + "/cuda/include";
}

/// Declarations of libraries beside CUDA (PyTorch, CUTLASS …): after everything the code names
/// itself, so that a repository which has the real ones uses them.
static std::string thirdPartyInclude(const ObserveOptions &options) {
  return options.Share + "/cuda/thirdparty";
}

std::vector<std::string> platformFolders(const ObserveOptions &options) {
  std::vector<std::string> out;
  if (!options.CudaPath.empty()) {
    std::string path = absolutePath(options.CudaPath);
    out.push_back(path);
    llvm::SmallString<256> real;
    if (!llvm::sys::fs::real_path(path, real))
      out.push_back(std::string(real));
  }
  out.push_back(absolutePath(bundledInclude(options)));
  return out;
}

/// CUDA_VERSION of `12.9`: 12090.
static unsigned versionNumber(llvm::StringRef text) {
  auto [major, rest] = text.split('.');
  unsigned a = 0, b = 0;
  if (major.getAsInteger(10, a))
    return 12090;
  rest.split('.').first.getAsInteger(10, b);
  return a * 1000 + b * 10;
}

/// The bundled headers need C++14; older standards are parsed as that.
static std::string standardOf(const Unit &unit) {
  llvm::StringRef s = unit.Standard;
  s.consume_front("gnu++") || s.consume_front("c++");
  if (s == "14" || s == "17" || s == "20" || s == "23" || s == "26")
    return "gnu++" + s.str();
  if (s == "98" || s == "03" || s == "11")
    return "gnu++14";
  return "gnu++17";
}

static bool isC(const Unit &unit) {
  return !unit.Cuda && llvm::sys::path::extension(unit.File) == ".c";
}

/// Flags that decide whether a preamble fits.
static std::vector<std::string> baseFlags(const Unit &unit, const ObserveOptions &options) {
  std::vector<std::string> out;
  if (isC(unit)) {
    out = {"-x", "c", "-std=gnu17"};
  } else {
    if (unit.Cuda) {
      // Launches from device code need -fgpu-rdc.
      out = {"-x", "cuda", "-nocudalib", "-fgpu-rdc"};
      if (options.AsDevice) {
        bool known = StringToOffloadArch(options.Architecture) != OffloadArch::UNKNOWN;
        out.push_back("--cuda-device-only");
        out.push_back("--offload-arch=" + (known ? options.Architecture : "sm_80"));
      } else {
        out.push_back("--cuda-host-only");
      }
      if (options.CudaPath.empty())
        out.push_back("-nocudainc");
      else
        out.push_back("--cuda-path=" + options.CudaPath);
    } else {
      out = {"-x", "c++"};
    }
    out.push_back("-std=" + standardOf(unit));
  }
  out.insert(out.end(),
             {"-fsyntax-only", "-Wno-everything", "-ferror-limit=0", "-fno-spell-checking",
              "-Wno-unknown-cuda-version", std::string("-resource-dir=") + ASCENDIFY_RESOURCE_DIR});
  return out;
}

static std::vector<std::string> declarationFlags(const Unit &unit, const ObserveOptions &options) {
  std::vector<std::string> out;
  if (options.CudaPath.empty()) {
    out.push_back("-DASCENDIFY_CUDA_VERSION=" + std::to_string(versionNumber(options.CudaVersion)));
    out.push_back("-isystem" + bundledInclude(options));
  } else if (!unit.Cuda) {
    out.push_back("-isystem" + options.CudaPath + "/include");
  }
  return out;
}

static llvm::Expected<std::shared_ptr<CompilerInvocation>>
fromDriver(const std::vector<std::string> &flags, const std::string &input) {
  std::vector<const char *> arguments = {"clang++"};
  for (const std::string &flag : flags)
    arguments.push_back(flag.c_str());
  arguments.push_back(input.c_str());
  DiagnosticOptions diagnosticOptions;
  auto diagnostics = llvm::makeIntrusiveRefCnt<DiagnosticsEngine>(
      DiagnosticIDs::create(), diagnosticOptions, new IgnoringDiagConsumer());
  CreateInvocationOptions how;
  how.Diags = diagnostics;
  how.RecoverOnError = true;
  std::unique_ptr<CompilerInvocation> made = createInvocation(arguments, how);
  if (!made)
    return makeError("clang does not accept the flags for {}", input);
  return std::shared_ptr<CompilerInvocation>(std::move(made));
}

/// Whether a source of another language includes a header of the platform itself. Those get a
/// preamble with the runtime's declarations; others must not see names they did not ask for.
static bool includesPlatform(const std::string &root, const Unit &unit,
                             const ObserveOptions &options) {
  llvm::Expected<std::string> text = readFile(absolutePath(unit.File, root));
  if (!text) {
    llvm::consumeError(text.takeError());
    return false;
  }
  llvm::StringRef rest = *text;
  while (!rest.empty()) {
    auto [line, next] = rest.split('\n');
    rest = next;
    line = line.ltrim();
    if (!line.consume_front("#"))
      continue;
    line = line.ltrim();
    if (!line.consume_front("include"))
      continue;
    line = line.ltrim();
    if (!line.consume_front("<") && !line.consume_front("\""))
      continue;
    llvm::StringRef name = line.take_until([](char c) { return c == '>' || c == '"'; });
    if (!name.empty() &&
        llvm::sys::fs::exists(bundledInclude(options) + "/" + name.str()))
      return true;
  }
  return false;
}

std::string preambleName(const std::string &root, const Unit &unit, const ObserveOptions &options) {
  if (isC(unit) || !options.UsePreamble)
    return "";
  bool both = !unit.Cuda && options.CudaPath.empty() && includesPlatform(root, unit, options);
  return (unit.Cuda ? "cuda-" : both ? "both-" : "cxx-") + standardOf(unit) + "-" +
         std::to_string(versionNumber(options.CudaVersion)) +
         (options.CudaPath.empty() ? "" : "-toolkit") + ".pch";
}

llvm::Expected<std::shared_ptr<CompilerInvocation>>
makeInvocation(const Unit &unit, const std::string &root, const ObserveOptions &options) {
  std::vector<std::string> flags = baseFlags(unit, options);
  for (const std::string &flag : unit.Flags) {
    llvm::StringRef f = flag;
    if (f.starts_with("-D") || f.starts_with("-U") || f.starts_with("-I") ||
        f.starts_with("-isystem") || f.starts_with("-iquote") || f.starts_with("-idirafter") ||
        f.starts_with("-include") || f.starts_with("-imacros"))
      flags.push_back(flag);
  }
  for (std::string &flag : declarationFlags(unit, options))
    flags.push_back(std::move(flag));
  flags.push_back("-idirafter" + thirdPartyInclude(options));
  const std::string &pch = options.Preamble;
  if (pch.empty() && unit.Cuda && options.CudaPath.empty()) {
    flags.push_back("-include");
    flags.push_back("ascendify_cuda.h");
  }
  llvm::Expected<std::shared_ptr<CompilerInvocation>> made =
      fromDriver(flags, absolutePath(unit.File, root));
  if (!made)
    return made;
  CompilerInvocation &invocation = **made;
  invocation.getFrontendOpts().DisableFree = false;
  invocation.getFrontendOpts().SkipFunctionBodies = true; // the consumer decides which
  invocation.getPreprocessorOpts().AllowPCHWithCompilerErrors = true;
  invocation.getLangOpts().RecoveryAST = true;
  invocation.getLangOpts().RecoveryASTType = true;
  if (!pch.empty()) {
    invocation.getPreprocessorOpts().ImplicitPCHInclude = pch;
    invocation.getPreprocessorOpts().DisablePCHOrModuleValidation =
        DisableValidationForModuleKind::PCH;
  }
  return made;
}

namespace {

/// Writes the preamble without the list of its own functions that wait for a diagnosis of device
/// code: nobody is told of errors in the platform's headers, and each unit would read them all.
class PreambleAction : public GeneratePCHAction {
  class Forget : public ASTConsumer {
  public:
    explicit Forget(CompilerInstance &ci) : CI(ci) {}
    void HandleTranslationUnit(ASTContext &) override {
      CI.getSema().DeclsToCheckForDeferredDiags.clear();
    }

  private:
    CompilerInstance &CI;
  };

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &ci,
                                                 llvm::StringRef file) override {
    std::vector<std::unique_ptr<ASTConsumer>> consumers;
    consumers.push_back(std::make_unique<Forget>(ci));
    consumers.push_back(GeneratePCHAction::CreateASTConsumer(ci, file));
    if (!consumers.back())
      return nullptr;
    return std::make_unique<MultiplexConsumer>(std::move(consumers));
  }
};

} // namespace

std::string preambleText(const std::string &name, const ObserveOptions &options) {
  std::string text;
  if (options.CudaPath.empty() && !llvm::StringRef(name).starts_with("cxx-"))
    text += "#include <ascendify_cuda.h>\n";
  if (llvm::Expected<Json> prelude = readJsonFile(options.Share + "/cuda/prelude.json")) {
    for (const std::string &header : getStrings(*prelude, "precompile"))
      text += "#include <" + header + ">\n";
  } else {
    llvm::consumeError(prelude.takeError());
  }
  return text;
}

std::string driverText(const Unit &unit, const ObserveOptions &options) {
  std::vector<std::string> flags = baseFlags(unit, options);
  for (std::string &flag : declarationFlags(unit, options))
    flags.push_back(std::move(flag));
  llvm::Expected<std::shared_ptr<CompilerInvocation>> made = fromDriver(flags, "input");
  if (!made)
    return llvm::toString(made.takeError());
  std::string out;
  for (const std::string &argument : (*made)->getCC1CommandLine())
    out += argument + '\0';
  return out;
}

bool buildPreamble(const std::string &root, const Unit &unit, const ObserveOptions &options,
                   std::vector<Dependency> &read) {
  std::string name = preambleName(root, unit, options);
  if (name.empty() || options.Preamble.empty())
    return false;
  // It stays: the preamble names it as its main file.
  llvm::StringRef folder = llvm::sys::path::parent_path(options.Preamble);
  std::string source = folder.str() + "/preamble.h";
  if (llvm::Error error = writeFile(source, preambleText(name, options))) {
    llvm::consumeError(std::move(error));
    return false;
  }
  std::vector<std::string> flags = baseFlags(unit, options);
  for (std::string &flag : declarationFlags(unit, options))
    flags.push_back(std::move(flag));
  llvm::Expected<std::shared_ptr<CompilerInvocation>> made = fromDriver(flags, source);
  if (!made) {
    llvm::consumeError(made.takeError());
    return false;
  }
  CompilerInvocation &invocation = **made;
  invocation.getFrontendOpts().OutputFile = options.Preamble;
  invocation.getFrontendOpts().ProgramAction = frontend::GeneratePCH;
  // Nobody looks into the standard library, and what has no body is not instantiated.
  invocation.getFrontendOpts().SkipFunctionBodies = true;
  invocation.getLangOpts().RecoveryAST = true;
  invocation.getLangOpts().RecoveryASTType = true;
  invocation.getPreprocessorOpts().AllowPCHWithCompilerErrors = true;
  CompilerInstance ci(*made);
  FileCache files;
  auto view = llvm::makeIntrusiveRefCnt<FileView>(files, root, folder.str());
  ci.setVirtualFileSystem(view);
  IgnoringDiagConsumer ignore;
  ci.createDiagnostics(&ignore, /*ShouldOwnClient=*/false);
  PreambleAction action;
  ci.ExecuteAction(action);
  read = view->dependencies();
  return llvm::sys::fs::exists(options.Preamble);
}

} // namespace ascendify
