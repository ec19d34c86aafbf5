//===- SharedText.h - a short text that many values hold ---------*- C++ -*-===//
//
// A body has thousands of expressions and few distinct types and names. The text is kept once and
// counted; a value is one pointer, so the bodies of a code base stay small. Nothing is looked up
// globally: who makes many equal texts shares them through a TextPool.
// Between units that are read on several threads, a SharedTexts does it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <atomic>
#include <cstring>
#include <mutex>
#include <new>
#include <string>

namespace ascendify {

/// An immutable text; copying it copies a pointer. Reads like a `const std::string`.
class SharedText {
public:
  SharedText() = default;
  SharedText(llvm::StringRef text) {
    if (!text.empty())
      Held = Holder::make(text);
  }
  SharedText(const std::string &text) : SharedText(llvm::StringRef(text)) {}
  SharedText(const char *text) : SharedText(llvm::StringRef(text)) {}

  llvm::StringRef ref() const { return Held ? Held->text() : llvm::StringRef(); }
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
  /// The characters stand behind it in the same piece of memory.
  class Holder {
  public:
    static const Holder *make(llvm::StringRef text) {
      auto *out = new (::operator new(sizeof(Holder) + text.size())) Holder(uint32_t(text.size()));
      std::memcpy(static_cast<void *>(out + 1), text.data(), text.size());
      return out;
    }
    llvm::StringRef text() const { return {reinterpret_cast<const char *>(this + 1), Size}; }
    void Retain() const { Count.fetch_add(1, std::memory_order_relaxed); }
    void Release() const {
      if (Count.fetch_sub(1, std::memory_order_acq_rel) == 1)
        ::operator delete(const_cast<Holder *>(this));
    }

  private:
    explicit Holder(uint32_t size) : Size(size) {}
    mutable std::atomic<uint32_t> Count{0};
    uint32_t Size;
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

/// The same for many threads, without a copy of the text as a key.
class SharedTexts {
public:
  SharedText share(llvm::StringRef text) {
    if (text.empty())
      return {};
    std::lock_guard lock(Guard);
    auto it = Known.find(text);
    if (it != Known.end())
      return it->second;
    SharedText fresh(text);
    Known.try_emplace(fresh.ref(), fresh);
    return fresh;
  }

private:
  std::mutex Guard;
  llvm::DenseMap<llvm::StringRef, SharedText> Known; ///< the key is the text of the value
};

} // namespace ascendify
