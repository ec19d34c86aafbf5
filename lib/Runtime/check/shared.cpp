// Races on the memory of a block, and waits that do not end.
//
// Idea: two accesses of different threads to a byte, one of them a write, are a race
// unless something stands between them: a barrier, or a warp operation when both are
// lanes of one warp. The engine numbers the stretches between these (State), so a
// mark of the last write and of two reads per byte suffices, whatever order the
// threads happen to run in.
//
// Traps:
// - Threads that write the value that is there already (a flag that everyone sets) are no race that
//   anybody minds; whether a store does so is known only when it is done (settleRace).
// - A thread that waits by reading would never let the others run. After so many
//   volatile or atomic reads of the same few places it does, and who then writes them tells
//   whether the wait could end on a device, where the lanes of a warp run in step.
#include "internal.h"

#include <set>
#include <vector>

namespace ascendify_cpu {
namespace check {

namespace {

struct Mark {
  std::uint32_t block = 0, warp = 0, place = 0;
  std::uint16_t thread = 0;
  bool atomic = false, used = false;

  /// Nothing stands between it and the running thread.
  bool unordered() const {
    return used && block == state.blockEpoch && thread != state.thread &&
           ((thread >> 5) != (state.thread >> 5) ||
            warp == state.warpEpoch[(state.thread >> 5) & 63u]);
  }
};
struct Cell {
  Mark write, read[2];
};

/// Cells of one kind of memory, which the system provides as they are touched.
struct Shadow {
  Cell *cells = nullptr;
  std::size_t count = 0;
  Cell *at(std::uintptr_t offset, std::size_t most) {
    if (!cells) {
      count = most;
      void *p = mmap(nullptr, count * sizeof(Cell), PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
      cells = p == MAP_FAILED ? nullptr : static_cast<Cell *>(p);
    }
    return cells && offset < count ? cells + offset : nullptr;
  }
};
constexpr std::size_t MostShared = std::size_t(4) << 20;
Shadow staticShadow, dynamicShadow;

/// A store that conflicts with what another thread did, not yet done.
struct Undecided {
  bool waits = false;
  std::uintptr_t address;
  std::size_t size;
  unsigned char before[16];
  std::uint32_t place, otherPlace;
  std::uint16_t other;
  bool otherWrote;
  Stack stack;
  Who who;
};
Undecided undecided;

std::set<std::pair<std::uint32_t, std::uint32_t>> &reported() {
  static auto *set = new std::set<std::pair<std::uint32_t, std::uint32_t>>();
  return *set;
}

void reportRace(const Stack &stack, const char *who, bool writes, std::uint32_t place,
                std::uint32_t otherPlace, unsigned other, bool otherWrote) {
  if (!reported().insert({place, otherPlace}).second || reported().size() > 50)
    return;
  Report r("error", "shared-race");
  r.stack = stack;
  unsigned x = other % blockDim.x, y = other / blockDim.x % blockDim.y,
           z = other / blockDim.x / blockDim.y;
  r.say("%s %s shared memory that thread (%u,%u,%u) %s, with no barrier in between", who,
        writes ? "writes" : "reads", x, y, z, otherWrote ? "writes" : "reads");
  std::snprintf(r.note, sizeof r.note, "the other access");
  r.noteStack.add(otherPlace + imageBase());
  r.send();
}

void conflict(const Access &a, const Mark &other, bool otherWrote) {
  if (!a.write)
    return reportRace(a.stack(), Who().text, false, a.place(), other.place, other.thread, otherWrote);
  if (undecided.waits || a.size > sizeof undecided.before)
    return;
  undecided.waits = true;
  undecided.address = a.address;
  undecided.size = a.size;
  std::memcpy(undecided.before, reinterpret_cast<const void *>(a.address), a.size);
  undecided.place = a.place();
  undecided.otherPlace = other.place;
  undecided.other = other.thread;
  undecided.otherWrote = otherWrote;
  undecided.stack = a.stack();
  undecided.who = Who();
}

// --- waits --------------------------------------------------------------------------

/// What the running thread has looked at lately.
struct Watch {
  static constexpr unsigned Places = 16;
  static constexpr unsigned Enough = 1u << 12; ///< reads of these places that change nothing
  std::uintptr_t recent[Places] = {};
  unsigned count = 0, thread = ~0u;
  std::uint32_t epoch = 0;
};
Watch watch;

/// A thread that lets others run because it waits.
struct Waiter {
  unsigned thread;
  dim3 index;
  std::uintptr_t places[Watch::Places];
  Stack stack;
};
std::vector<Waiter> waiters;
std::uint64_t changes = 0;      ///< of any place, by any thread of the device
std::uint64_t changesBefore = 0; ///< when a thread last had to wait
unsigned vain = 0;              ///< waits since then

void waits(const Access &access) {
  BlockRunner *runner = BlockRunner::current();
  vain = changes == changesBefore ? vain + 1 : 0;
  changesBefore = changes;
  std::size_t most = std::size_t(blockDim.x) * blockDim.y * blockDim.z;
  if (vain < 4 * most + 256) {
    Waiter w{state.thread, threadIdx, {}, access.stack()};
    std::memcpy(w.places, watch.recent, sizeof w.places);
    waiters.push_back(w);
    unsigned self = state.thread;
    state.busy = state.device = false;
    runner->yield();
    state.busy = state.device = true;
    for (std::size_t i = 0; i < waiters.size(); ++i)
      if (waiters[i].thread == self) {
        waiters.erase(waiters.begin() + std::ptrdiff_t(i));
        break;
      }
    watch = Watch();
    return;
  }
  waiters.clear();
  vain = 0;
  Report r("error", "endless-wait");
  r.stack = access.stack();
  r.say("%s waits for a value that no thread of the block will write (blocks run one after the other here, "
        "and a device promises no order either)",
        Who().text);
  r.send();
  stop();
}

} // namespace

void settleRace() {
  if (!undecided.waits)
    return;
  undecided.waits = false;
  if (std::memcmp(undecided.before, reinterpret_cast<const void *>(undecided.address),
                  undecided.size) == 0)
    return;
  reportRace(undecided.stack, undecided.who.text, true, undecided.place, undecided.otherPlace,
             undecided.other, undecided.otherWrote);
}

void sharedAccess(const Access &access, bool dynamic, std::uintptr_t offset) {
  if (dynamic && (offset >= state.sharedBytes || access.size > state.sharedBytes - offset)) {
    Report r("error", "out-of-bounds");
    r.stack = access.stack();
    r.say("%s %s %zu bytes at offset %lld of dynamic shared memory of %zu bytes", Who().text,
          access.write ? "writes" : "reads", access.size, (long long)(std::intptr_t)offset,
          std::size_t(state.sharedBytes));
    r.send();
    stop();
  }
  Shadow &shadow = dynamic ? dynamicShadow : staticShadow;
  Mark now;
  now.block = state.blockEpoch;
  now.warp = state.warpEpoch[(state.thread >> 5) & 63u];
  now.place = access.place();
  now.thread = std::uint16_t(state.thread);
  now.atomic = access.atomic;
  now.used = true;
  bool said = false;
  for (std::size_t i = 0; i < access.size; ++i) {
    Cell *cell = shadow.at(offset + i, MostShared);
    if (!cell)
      return;
    auto races = [&](const Mark &m) { return m.unordered() && !(m.atomic && now.atomic); };
    if (!said && races(cell->write)) {
      conflict(access, cell->write, true);
      said = true;
    }
    if (access.write) {
      for (Mark &m : cell->read)
        if (!said && races(m)) {
          conflict(access, m, false);
          said = true;
        }
      cell->write = now;
      continue;
    }
    // Keep two reads of different threads: one of them is another thread's than a later writer.
    Mark *slot = nullptr;
    for (Mark &m : cell->read)
      if (!slot && (!m.unordered() || m.thread == now.thread))
        slot = &m;
    if (slot)
      *slot = now;
  }
}

void noteChange(const Access &access) {
  ++changes;
  watch.count = 0;
  if (waiters.empty())
    return;
  for (const Waiter &w : waiters) {
    if (w.thread == state.thread || w.thread >> 5 != state.thread >> 5)
      continue;
    for (std::uintptr_t place : w.places)
      if (place && place >= access.address && place < access.address + access.size) {
        Report r("error", "endless-wait");
        r.stack = w.stack;
        r.say("thread (%u,%u,%u) of block (%u,%u,%u) waits for a value that %s writes, a lane of its own "
              "warp: the lanes of a warp run in step on the device, so this never ends there",
              w.index.x, w.index.y, w.index.z, blockIdx.x, blockIdx.y, blockIdx.z, Who().text);
        std::snprintf(r.note, sizeof r.note, "the value is written here");
        r.noteStack = access.stack();
        waiters.clear();
        r.send();
        stop();
      }
  }
}

void noteRead(const Access &access) {
  if (watch.thread != state.thread || watch.epoch != state.blockEpoch) {
    watch = Watch();
    watch.thread = state.thread;
    watch.epoch = state.blockEpoch;
  }
  std::uintptr_t &slot = watch.recent[(access.address >> 2) % Watch::Places];
  if (slot != access.address) {
    slot = access.address;
    watch.count = 0;
  } else if (++watch.count >= Watch::Enough) {
    watch.count = 0;
    waits(access);
  }
}

void kernelBegins(const void *, std::size_t) {
  waiters.clear();
  watch = Watch();
  vain = 0;
}
void kernelEnds() { settleRace(); }

} // namespace check
} // namespace ascendify_cpu
