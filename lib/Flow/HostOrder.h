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

/// What a branch tests, as far as it stays what it is: see HostConditions.cpp.
struct HostCondition {
  std::string Subject;   ///< as text; of an equality with a constant, what is compared
  std::string Equals;    ///< the constant
  std::string Variables; ///< that it reads, each between line ends
  bool mentions(llvm::StringRef variable) const;
  /// Whether both cannot be true.
  bool excludes(const HostCondition &) const;
  friend auto operator<=>(const HostCondition &, const HostCondition &) = default;
};
/// The condition \p expr of a branch, and what it is where the branch is taken; none when others may change it.
std::optional<std::pair<HostCondition, bool>> hostCondition(const Body &, uint32_t expr);

/// The condition that a local variable is true; none when \p expr is nothing of the kind.
std::optional<HostCondition> hostVariable(const Body &, uint32_t expr);
std::optional<HostCondition> hostLocal(const Body &, uint32_t local);

/// How a synchronous call meets what is queued, the surer the greater.
enum class Reliance : uint8_t {
  None,
  Elsewhere,  ///< copies to the host what nothing queued writes, as far as is seen
  Part,       ///< writes behind the start of memory that is in use; it may be another part
  Unknown,    ///< copies to the host, and what is written is not known
  Overwrites, ///< writes or frees memory that is in use
  Reads,      ///< reads what is written
};

/// A synchronous call with work before it that nothing waited for.
struct UnorderedCall {
  const Body *In = nullptr;
  uint32_t At = 0;
  Queued Work;
  Reliance How = Reliance::None;
};

/// Whether the pointer \p expr leads behind the start of what it is made of: to a part that others need not touch.
bool isPart(const Body &, uint32_t expr, unsigned depth = 0);

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
    /// Whether what is queued is only recorded for a graph; Unchanged: as before the function.
    enum : uint8_t { Unchanged, Captures, Runs } Capture = Unchanged;
    /// Variables that were allocated since, with nothing queued between: nobody uses their memory yet.
    std::set<std::string> Fresh;
    std::map<HostCondition, bool> Known; ///< what was tested on every path from the start
    /// Work that is left only where all of that holds: on other ways nothing was queued, or something waited.
    std::map<Queued, std::map<HostCondition, bool>> Only;
    void waited() { Work.clear(), Only.clear(), Fresh.clear(), Waited = true; }
    void forget(const std::string &variable);
    bool assume(const HostCondition &, bool value);
    /// How many constants the subject of \p condition is known not to be.
    unsigned denied(const HostCondition &condition) const;
    void merge(const State &);
    friend bool operator==(const State &, const State &) = default;
  };
  struct Graph {
    std::vector<std::vector<std::pair<uint32_t, uint32_t>>> In; ///< block and which of its ways leads here
    std::vector<std::optional<std::pair<HostCondition, bool>>> Tests; ///< what a block decides, see hostCondition
    std::vector<std::vector<bool>> Back; ///< of the head of a loop: the blocks of it
  };
  /// What a run is for: what a function leaves queued; what is queued when others start; findings.
  enum class Pass { Summary, Entry, Report };
  struct Accesses {
    Objects Reads, Writes;
  };
  State run(const Body &, const Pending &entry, Pass);
  void visit(const Body &, uint32_t expr, State &, Pass);
  const Graph &graph(const Body &);
  const Objects &objects(const Body &, uint32_t expr);
  Objects objectsAt(const Body &, uint32_t expr, unsigned depth) const;
  Objects variableObjects(const Body &, uint32_t local, uint32_t use, unsigned depth) const;
  const Accesses &accesses(const Queued &);
  Reliance reliance(const Body &, uint32_t expr, const Roles &, const Queued &);

  const Program &Code;
  std::map<const Body *, State> Summary;
  std::map<const Body *, Pending> Entry;
  std::map<const Body *, bool> Waits; ///< with what is queued when it starts: a copy in it may wait then
  std::map<Queued, Accesses> Known;
  std::map<std::pair<const Body *, uint32_t>, Objects> Pointers;
  std::vector<UnorderedCall> Found;
  std::map<const Body *, Graph> Graphs;
  const std::set<uint32_t> *Waiting = nullptr; ///< calls that count as waiting; null: those that rely on it
  std::set<uint32_t> *Relying = nullptr;       ///< takes them
  bool Changed = false;

  /// What a run of a function reads and writes, apart from its own: see HostOrder's constructor.
  struct Links {
    std::vector<std::vector<uint32_t>> Events; ///< by block: the expressions that visit looks at, in order
    std::vector<const Body *> Callees;         ///< host functions that it may call
    bool Reports = false;                      ///< calls what a finding may stand at
  };
  const Links &links(const Body &);
  /// Whether \p body has to run once more: it has not yet, or something it reads changed since.
  bool isStale(const Body &body, const std::map<const Body *, unsigned> &changed, const std::map<const Body *, unsigned> &ran);

  std::map<const Body *, Links> Linked;
  unsigned Tick = 0; ///< counts runs
};

} // namespace ascendify
