//===- Names.cpp - words of the model in reports --------------------------===//
#include "Model/Names.h"
#include "Model/SymbolTable.h"
#include "llvm/ADT/ArrayRef.h"

namespace ascendify {

SymbolTable::~SymbolTable() = default;

bool operator<(const Fact &a, const Fact &b) {
  return std::tie(a.Place, a.Symbol, a.Kind) < std::tie(b.Place, b.Symbol, b.Kind);
}

bool operator<(const Finding &a, const Finding &b) {
  return std::tie(a.Place, a.Id, a.Symbol, a.Profile, a.Message) <
         std::tie(b.Place, b.Id, b.Symbol, b.Profile, b.Message);
}

namespace {
/// The names of Enum's values in their order.
template <typename Enum> llvm::ArrayRef<llvm::StringRef> namesOf();
} // namespace

#define ASCENDIFY_NAMES(Enum, ...)                                                                 \
  namespace {                                                                                      \
  template <> llvm::ArrayRef<llvm::StringRef> namesOf<Enum>() {                                    \
    static constexpr llvm::StringRef names[] = {__VA_ARGS__};                                      \
    return names;                                                                                  \
  }                                                                                                \
  }                                                                                                \
  llvm::StringRef nameOf(Enum value) { return namesOf<Enum>()[size_t(value)]; }                    \
  template <> std::optional<Enum> parseName<Enum>(llvm::StringRef name) {                          \
    llvm::ArrayRef<llvm::StringRef> names = namesOf<Enum>();                                       \
    for (size_t i = 0; i < names.size(); ++i)                                                      \
      if (names[i] == name)                                                                        \
        return Enum(i);                                                                            \
    return std::nullopt;                                                                           \
  }

ASCENDIFY_NAMES(UseKind, "function", "type", "enumerator", "macro", "qualifier", "builtin",
                "launch", "include", "flag", "string")
ASCENDIFY_NAMES(Confidence, "parsed", "recovered", "lexed")
ASCENDIFY_NAMES(MacroOrigin, "none", "argument", "body")
ASCENDIFY_NAMES(Precedence, "primary", "postfix", "unary", "multiplicative", "additive", "shift",
                "relational", "equality", "bit-and", "bit-xor", "bit-or", "logical-and",
                "logical-or", "conditional", "assignment", "comma")
ASCENDIFY_NAMES(ResultUse, "discarded", "assigned", "tested", "returned", "passed", "other")
ASCENDIFY_NAMES(Side, "host", "device", "both")
ASCENDIFY_NAMES(LaunchFact::Form, "chevron", "launch-kernel", "driver", "other")
ASCENDIFY_NAMES(Disposition, "direct", "rename", "template", "helper", "manual", "unsupported",
                "unknown")
ASCENDIFY_NAMES(Severity, "note", "warning", "error")
ASCENDIFY_NAMES(Axis, "volume", "blocker", "hazard")
ASCENDIFY_NAMES(Likelihood, "certain", "likely", "possible")
ASCENDIFY_NAMES(Silenced, "no", "source", "configuration")
ASCENDIFY_NAMES(Phase, "build", "check", "test", "review")
ASCENDIFY_NAMES(Tier, "unread", "lexed", "recovered", "parsed")
ASCENDIFY_NAMES(MemorySpace, "unknown", "private", "shared", "global", "constant", "host")
ASCENDIFY_NAMES(Role, "block-barrier", "grid-barrier", "warp-barrier", "group-barrier",
                "warp-collective", "active-mask", "fence", "atomic", "load", "no-return",
                "block-group", "warp-group", "grid-group", "thread-index",
                "thread-rank", "lane-index", "warp-index", "block-index", "block-size", "grid-size",
                "grid-rank", "warp-size", "warp-uniform", "block-uniform", "thread-variant",
                "sync-device", "sync-stream", "sync-event", "query-stream", "query-event",
                "event-record", "stream-wait", "copy-sync", "copy-async", "copy-to-host",
                "copy-to-device", "set-sync", "set-async", "alloc", "alloc-async", "alloc-host",
                "alloc-managed", "free", "free-async", "free-host", "launch", "launch-graph",
                "host-callback", "kernel-limit", "dynamic-shared-limit")
ASCENDIFY_NAMES(Operand, "group", "mask", "lane", "width", "predicate", "value", "address", "destination",
                "source", "bytes", "direction", "pointer", "stream", "event", "function", "grid",
                "block", "arguments", "shared-bytes")
ASCENDIFY_NAMES(ExprKind, "literal", "variable", "unary", "binary", "conditional", "call",
                "construct", "launch", "member", "subscript", "cast", "declaration", "return",
                "this", "list", "lambda", "asm", "other")
ASCENDIFY_NAMES(Callee, "direct", "virtual", "pointer", "unresolved")

} // namespace ascendify
