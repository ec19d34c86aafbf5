//===- SharedText.h - a short text that many values hold ---------*- C++ -*-===//
//
// A body has thousands of expressions and few distinct types and names. The text is kept once and
// counted; a value is one pointer, so the bodies of a code base stay small. Nothing is looked up
// globally: who makes many equal texts shares them through a TextPool.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace ascendify {

/// An immutable text; copying it copies a pointer. Reads like a `const std::string`.
class SharedText {
public:
  SharedText() = default;
  SharedText(llvm::StringRef text) {
    if (!text.empty())
      Held = new Holder(text);
  }
  SharedText(const std::string &text) : SharedText(llvm::StringRef(text)) {}
  SharedText(const char *text) : SharedText(llvm::StringRef(text)) {}

  llvm::StringRef ref() const { return Held ? llvm::StringRef(Held->Value) : llvm::StringRef(); }
  std::string str() const { return ref().str(); }
  operator llvm::StringRef() const { return ref(); }
  explicit operator std::string() const { return str(); }

  bool empty() const { return !Held; }
  size_t size() const { return ref().size(); }
  bool starts_with(llvm::StringRef s) const { return ref().starts_with(s); }
  bool ends_with(llvm::StringRef s) const { return ref().ends_with(s); }
  bool contains(llvm::StringRef s) const { return ref().contains(s); }

  friend bool operator==(const SharedText &a, const SharedText &b) {
    return a.Held == b.Held || a.ref() == b.ref();
  }
  friend bool operator==(const SharedText &a, llvm::StringRef b) { return a.ref() == b; }
  friend bool operator==(const SharedText &a, const std::string &b) { return a.ref() == b; }
  friend bool operator==(const SharedText &a, const char *b) { return a.ref() == b; }
  friend bool operator<(const SharedText &a, const SharedText &b) { return a.ref() < b.ref(); }

private:
  struct Holder : llvm::ThreadSafeRefCountedBase<Holder> {
    explicit Holder(llvm::StringRef text) : Value(text) {}
    std::string Value;
  };
  llvm::IntrusiveRefCntPtr<const Holder> Held; ///< none when the text is empty
};

/// Gives equal texts one holder while it lives.
class TextPool {
public:
  SharedText share(llvm::StringRef text) {
    if (text.empty())
      return {};
    auto [it, fresh] = Known.try_emplace(text);
    if (fresh)
      it->second = SharedText(text);
    return it->second;
  }

private:
  llvm::StringMap<SharedText> Known;
};

} // namespace ascendify
