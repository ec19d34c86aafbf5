//===- lexical.cpp - the lexical tier on any bytes ------------------------===//
//
// The first byte chooses the language, the rest is the file. Whatever it holds: facts lie
// inside it, in order, with the line and column of their offset, and spell their symbol.
//
//===----------------------------------------------------------------------===//
#include "Fuzz.h"
#include "Observe/Observe.h"
#include "Support/Text.h"

using namespace ascendify;

namespace {

/// A few names of every kind, and what looks like one.
class Names final : public SymbolTable {
public:
  std::optional<SymbolInfo> find(llvm::StringRef name) const override {
    struct Known {
      llvm::StringLiteral Name;
      UseKind Kind;
    };
    static constexpr Known all[] = {
        {"cudaMalloc", UseKind::Function},       {"cudaStream_t", UseKind::Type},
        {"cudaSuccess", UseKind::Enumerator},    {"__global__", UseKind::Qualifier},
        {"__shared__", UseKind::Qualifier},      {"threadIdx", UseKind::Builtin},
        {"threadIdx.x", UseKind::Builtin},       {"CUDART_VERSION", UseKind::Macro},
        {"cuda_runtime.h", UseKind::Include},    {"<<<>>>", UseKind::Launch},
        {"cub::BlockReduce", UseKind::Type},     {"sqrtf", UseKind::Function},
        {"-arch", UseKind::Flag},                {"find_package(CUDA)", UseKind::Flag},
        {"CUDA_ARCHITECTURES", UseKind::Flag},   {"std::min", UseKind::Function},
    };
    for (const Known &known : all)
      if (known.Name == name)
        return SymbolInfo{"fuzz", known.Kind};
    return std::nullopt;
  }
  std::optional<SymbolInfo> guess(llvm::StringRef name) const override {
    if (name.starts_with("cuda") && name.size() > 4 && name[4] >= 'A' && name[4] <= 'Z')
      return SymbolInfo{"fuzz", UseKind::Function};
    return std::nullopt;
  }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static constexpr llvm::StringLiteral languages[] = {"cuda", "c++", "header", "c", "python", "cmake", "make"};
  if (!size)
    return 0;
  llvm::StringRef language = languages[data[0] % std::size(languages)];
  // A copy of exact size, so that reading past its end is seen.
  std::string bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
  UnitFacts seen = observeLexically(bytes, "file", language, Names());
  uint32_t line = 1, lineStart = 0, counted = 0;
  const Fact *before = nullptr;
  for (const Fact &f : seen.Facts) {
    uint32_t begin = f.Range.Begin, end = f.Range.End;
    ALWAYS(begin <= end && end <= bytes.size());
    ALWAYS(f.Place.Offset >= begin && f.Place.Offset <= end && f.Place.Offset < bytes.size());
    if (before)
      ALWAYS(before->Place.Offset <= f.Place.Offset);
    before = &f;
    for (; counted < f.Place.Offset; ++counted)
      if (bytes[counted] == '\n')
        ++line, lineStart = counted + 1;
    ALWAYS(f.Place.Line == line && f.Place.Column == f.Place.Offset - lineStart + 1);
    ALWAYS(f.Sureness == Confidence::Lexed && f.Variants.empty() && !f.Symbol.empty());
    // A name may be written without its namespace; line ends behind a backslash may part it.
    llvm::StringRef spelled = llvm::StringRef(bytes).slice(begin, end);
    if (f.Kind != UseKind::Launch && !spelled.contains('\\') && !spelled.contains("??"))
      ALWAYS(spelled.contains(llvm::StringRef(f.Symbol).rsplit("::").second) ||
             spelled.contains(f.Symbol) || llvm::StringRef(f.Symbol).contains(spelled));
  }
  // Twice the same.
  UnitFacts again = observeLexically(bytes, "file", language, Names());
  ALWAYS(again.Facts.size() == seen.Facts.size());
  return 0;
}
