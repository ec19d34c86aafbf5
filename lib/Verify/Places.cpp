//===- Places.cpp ---------------------------------------------------------===//
#include "Verify/Places.h"
#include "llvm/DebugInfo/Symbolize/Symbolize.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <fmt/format.h>
#include <map>

namespace ascendify {
namespace {

namespace path = llvm::sys::path;

llvm::symbolize::LLVMSymbolizer::Options symbolizerOptions() {
  llvm::symbolize::LLVMSymbolizer::Options out;
  out.PrintFunctions = llvm::DILineInfoSpecifier::FunctionNameKind::ShortName;
  out.Demangle = true;
  return out;
}

/// `k<int>(int*)` without what a call would repeat.
std::string withoutParameters(std::string name) {
  unsigned angles = 0;
  for (size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '<')
      ++angles;
    else if (name[i] == '>' && angles)
      --angles;
    else if (name[i] == '(' && !angles && i &&
             !llvm::StringRef(name).substr(i).starts_with("(anonymous"))
      return name.substr(0, i);
  }
  return name;
}

} // namespace

struct ProgramPlaces::Symbols {
  llvm::symbolize::LLVMSymbolizer Symbolizer{symbolizerOptions()};
  std::string Program, Runtime, Current;

  bool isOurs(llvm::StringRef file) const {
    // Helper headers beside migrated sources stand in a folder of that name.
    return file.starts_with(Runtime) || file.starts_with("/usr/include/") ||
           file.starts_with("/usr/lib/") ||
           (path::filename(path::parent_path(file)) == "ascendify" &&
            path::extension(file) == ".h");
  }

  /// The frames of a call stack with known lines, innermost first.
  std::vector<llvm::DILineInfo> frames(llvm::ArrayRef<uint64_t> stack) {
    std::vector<llvm::DILineInfo> out;
    for (uint64_t address : stack) {
      if (!address)
        continue;
      llvm::Expected<llvm::DIInliningInfo> found = Symbolizer.symbolizeInlinedCode(
          Program, {address - 1, llvm::object::SectionedAddress::UndefSection});
      if (!found) {
        llvm::consumeError(found.takeError());
        continue;
      }
      for (unsigned i = 0; i < found->getNumberOfFrames(); ++i) {
        llvm::DILineInfo frame = found->getFrame(i);
        if (frame.FileName != llvm::DILineInfo::BadString && frame.Line) {
          llvm::SmallString<256> clean(frame.FileName);
          path::remove_dots(clean, true);
          frame.FileName = clean.str().str();
          out.push_back(std::move(frame));
        }
      }
    }
    return out;
  }

  std::string shown(llvm::StringRef file) const {
    if (!Current.empty() && file.starts_with(Current + "/"))
      return file.substr(Current.size() + 1).str();
    return file.str();
  }
};

ProgramPlaces::ProgramPlaces(std::string program, std::string runtime)
    : Impl(std::make_unique<Symbols>()) {
  Impl->Program = std::move(program);
  llvm::SmallString<256> real;
  if (!llvm::sys::fs::real_path(runtime, real))
    runtime = real.str().str();
  Impl->Runtime = runtime + "/";
  llvm::SmallString<256> current;
  if (!llvm::sys::fs::current_path(current))
    Impl->Current = current.str().str();
}
ProgramPlaces::~ProgramPlaces() = default;

ProgramPlace ProgramPlaces::place(llvm::ArrayRef<uint64_t> stack) {
  for (const llvm::DILineInfo &frame : Impl->frames(stack))
    if (!Impl->isOurs(frame.FileName))
      return {Impl->shown(frame.FileName), frame.Line};
  return {};
}

std::string ProgramPlaces::kernel(llvm::ArrayRef<uint64_t> stack) {
  std::string last;
  bool own = false;
  for (const llvm::DILineInfo &frame : Impl->frames(stack)) {
    if (!Impl->isOurs(frame.FileName)) {
      own = true;
      // A kernel whose template arguments are deduced is called by a lambda at the launch.
      if (!llvm::StringRef(frame.FunctionName).contains("operator()"))
        last = frame.FunctionName;
    } else if (own && path::filename(frame.FileName) == "launch.h") {
      return withoutParameters(last);
    }
  }
  return "";
}

std::string ProgramPlaces::function(uint64_t address) {
  llvm::Expected<llvm::DIInliningInfo> found = Impl->Symbolizer.symbolizeInlinedCode(
      Impl->Program, {address, llvm::object::SectionedAddress::UndefSection});
  if (!found) {
    llvm::consumeError(found.takeError());
    return "";
  }
  if (!found->getNumberOfFrames())
    return "";
  std::string name = found->getFrame(found->getNumberOfFrames() - 1).FunctionName;
  return name == llvm::DILineInfo::BadString ? "" : withoutParameters(name);
}

std::string staticSharedTable(const std::string &program) {
  auto file = llvm::object::ObjectFile::createObjectFile(program);
  if (!file) {
    llvm::consumeError(file.takeError());
    return "";
  }
  auto *elf = llvm::dyn_cast<llvm::object::ELFObjectFileBase>(file->getBinary());
  if (!elf)
    return "";
  std::map<std::string, uint64_t> functions; // address by mangled name
  std::map<std::string, uint64_t> locals;    // size of thread-local variables, by mangled name
  for (const llvm::object::ELFSymbolRef &symbol : elf->symbols()) {
    llvm::Expected<llvm::StringRef> name = symbol.getName();
    if (!name) {
      llvm::consumeError(name.takeError());
      continue;
    }
    if (symbol.getELFType() == llvm::ELF::STT_TLS && name->starts_with("_ZZ"))
      locals[name->str()] = symbol.getSize();
    else if (symbol.getELFType() == llvm::ELF::STT_FUNC) {
      llvm::Expected<uint64_t> address = symbol.getAddress();
      if (address)
        functions[name->str()] = *address;
      else
        llvm::consumeError(address.takeError());
    }
  }
  // `_ZZ<function>E<variable>`; the function of C linkage is `<length><name>`.
  std::map<uint64_t, uint64_t> bytes;
  for (const auto &[name, size] : locals)
    for (size_t end = name.rfind('E'); end != std::string::npos && end > 3;
         end = name.rfind('E', end - 1)) {
      std::string function = name.substr(3, end - 3);
      auto it = functions.find("_Z" + function);
      if (it == functions.end())
        it = functions.find(llvm::StringRef(function).ltrim("L0123456789").str());
      if (it == functions.end())
        continue;
      bytes[it->second] += size;
      break;
    }
  std::string out;
  for (auto [address, size] : bytes)
    out += fmt::format("{:x} {}\n", address, size);
  return out;
}

} // namespace ascendify
