//===- HostOrder.h - what the host has queued and not waited for -*- C++ -*-===//
//
// Which launches and asynchronous copies may still run when a host function reaches a place: on some
// path they were queued and nothing waited since. Followed through calls in both directions, so a
// wrapper that launches or waits is what it wraps.
//
// The trap: streams are not told apart. Waiting for any stream or event counts as waiting for all; so
// does asking in a loop. What is reported is then certain, what is not may still be wrong.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Flow/Program.h"
#include <map>
#include <set>
#include <string>

namespace ascendify {

/// A launch or an asynchronous copy.
struct Queued {
  const Body *In = nullptr;
  uint32_t At = 0;
  friend bool operator==(const Queued &, const Queued &) = default;
  friend bool operator<(const Queued &a, const Queued &b) {
    return std::tie(a.In->Place, a.At, a.In->Usr) < std::tie(b.In->Place, b.At, b.In->Usr);
  }
};

/// Objects by key that a pointer may lead to.
struct Objects {
  std::set<std::string> Keys;
  bool Complete = true; ///< false: or anything else
  bool meets(const Objects &other) const;
};

/// How a synchronous call meets what is queued, the surer the greater.
enum class Reliance : uint8_t { None, Elsewhere, Unknown, Overwrites, Reads };

/// A synchronous call with work before it that nothing waited for.
struct UnorderedCall {
  const Body *In = nullptr;
  uint32_t At = 0;
  Queued Work;
  Reliance How = Reliance::None;
};

class HostOrder {
public:
  explicit HostOrder(const Program &);
  /// Sorted by place.
  const std::vector<UnorderedCall> &calls() const { return Found; }

private:
  using Pending = std::set<Queued>;
  struct State {
    Pending Work;
    bool Waited = false; ///< on every path from the start
    /// Variables that were allocated since, with nothing queued between: nobody uses their memory yet.
    std::set<std::string> Fresh;
    friend bool operator==(const State &a, const State &b) {
      return a.Waited == b.Waited && a.Work == b.Work && a.Fresh == b.Fresh;
    }
  };
  struct Accesses {
    Objects Reads, Writes;
  };
  State run(const Body &, const Pending &entry, bool report);
  void visit(const Body &, uint32_t expr, State &, bool report);
  const Objects &objects(const Body &, uint32_t expr);
  Objects objectsAt(const Body &, uint32_t expr, unsigned depth) const;
  const Accesses &accesses(const Queued &);
  Reliance reliance(const Body &, uint32_t expr, const Roles &, const Queued &);

  const Program &Code;
  std::map<const Body *, State> Summary;
  std::map<const Body *, Pending> Entry;
  std::map<const Body *, bool> Waits; ///< with what is queued when it starts: a copy in it may wait then
  std::map<Queued, Accesses> Known;
  std::map<std::pair<const Body *, uint32_t>, Objects> Pointers;
  std::vector<UnorderedCall> Found;
  bool Changed = false;
};

} // namespace ascendify
