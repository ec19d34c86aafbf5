// Memory of the device under the sanitiser: bounds, lifetime, who may touch it.
//
// Idea: device memory comes from one range of addresses that is never used twice,
// with a wide margin between allocations. So an address says by itself whether it is
// the device's, and what it belonged to when it was freed. While only the host runs,
// the range is protected: functions of the C library, which no hook sees, fault.
//
// A missing wait is seen by its consequence: the engine runs the work of a stream when somebody waits
// for it, so work that runs after a copy of the host, although it was given to the
// stream before, and touches the same bytes, was not waited for.
#include "internal.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace ascendify_cpu {
namespace check {

Range deviceRange, pinnedRange;

namespace {

/// A copy of the host that did not wait for the work of streams.
struct Early {
  std::uintptr_t begin, end;
  bool writes;
  std::uint64_t last; ///< work up to this number was given to streams before it
  Stack place;
};
/// A copy that a stream has not yet done.
struct Later {
  std::uintptr_t begin, end;
  bool writes;
  std::uint64_t number;
  Stack place;
};

struct Region {
  std::uintptr_t begin = 0;
  std::size_t size = 0;
  bool pinned = false, freed = false, forgotten = false;
  Stack allocated, released;
  std::vector<Early> early;
  std::vector<Later> later;
};

struct Object {
  const char *what;
  Stack place;
};

constexpr std::size_t Gap = 64 * 1024;          // between allocations
constexpr std::size_t Span = std::size_t(1) << 38; // addresses of one kind
constexpr std::size_t Page = 4096;

struct Arena {
  std::uintptr_t used = 0; ///< addresses given away so far
  std::vector<std::unique_ptr<Region>> regions; ///< by address
  Region *last = nullptr;
};

// Reached by hooks before and after anybody's constructors.
struct Memory {
  std::recursive_mutex mutex;
  Arena device, pinned;
  std::map<const void *, Object> objects;
  unsigned open = 0;
};
Memory &memory() {
  static Memory *m = new Memory();
  return *m;
}

void protect(int protection) {
  if (std::size_t used = memory().device.used)
    mprotect(reinterpret_cast<void *>(deviceRange.begin), used, protection);
}

/// The allocation whose addresses, with the margins, hold `a`.
Region *find(std::uintptr_t a) {
  Arena &arena = deviceRange.has(a) ? memory().device : memory().pinned;
  if (arena.last && a - arena.last->begin < arena.last->size)
    return arena.last;
  auto it = std::upper_bound(arena.regions.begin(), arena.regions.end(), a,
                             [](std::uintptr_t v, const auto &r) { return v < r->begin; });
  if (it == arena.regions.begin())
    return arena.regions.empty() ? nullptr : arena.regions.front().get();
  Region *before = std::prev(it)->get();
  // In the margin: what lies nearer.
  if (it != arena.regions.end() && a >= before->begin + before->size &&
      (*it)->begin - a < a - (before->begin + before->size))
    before = it->get();
  return arena.last = before;
}

const char *spaceOf(const Region &r) { return r.pinned ? "pinned" : "device"; }

/// Fills in what is wrong with the range, when something is.
bool problem(const Region &r, std::uintptr_t begin, std::size_t size, const char *who, bool write,
             Report &out) {
  const char *does = write ? "writes" : "reads";
  if (r.freed) {
    out.id = "use-after-free";
    out.say("%s %s %zu bytes at offset %lld of %s memory of %zu bytes that was freed", who, does,
            size, (long long)(begin - r.begin), spaceOf(r), r.size);
    std::snprintf(out.note, sizeof out.note, "it was freed here");
    out.noteStack = r.released;
    return true;
  }
  if (begin >= r.begin && begin + size <= r.begin + r.size)
    return false;
  out.id = "out-of-bounds";
  out.say("%s %s %zu bytes at offset %lld of %s memory of %zu bytes", who, does, size,
          (long long)(begin - r.begin), spaceOf(r), r.size);
  std::snprintf(out.note, sizeof out.note, "it was allocated here");
  out.noteStack = r.allocated;
  return true;
}

/// Work that was given to a stream before a copy of the host and runs after it.
void checkEarly(Region &r, std::uintptr_t begin, std::uintptr_t end, bool writes,
                const Stack &stack, const char *who) {
  for (std::size_t i = 0; i < r.early.size(); ++i) {
    Early &e = r.early[i];
    if (e.last < state.operation || end <= e.begin || begin >= e.end || !(writes || e.writes))
      continue;
    Report report("error", "copy-implicit-sync");
    report.stack = e.place;
    report.say("the copy %s device memory that work of a stream %s afterwards: nothing waits for that work",
               e.writes ? "writes" : "reads", writes ? "writes" : "reads");
    std::snprintf(report.note, sizeof report.note, "%s does so here", who);
    report.noteStack = stack;
    r.early.erase(r.early.begin() + std::ptrdiff_t(i));
    report.send();
    return;
  }
}

struct AtExit {
  ~AtExit();
} atExit;

AtExit::~AtExit() {
  Memory &m = memory();
  state.busy = true;
  unsigned count = 0;
  for (Arena *arena : {&m.device, &m.pinned})
    for (auto &r : arena->regions) {
      if (r->freed || r->forgotten || ++count > 20)
        continue;
      Report report("warning", "memory-leak");
      report.stack = r->allocated;
      report.say("%zu bytes of %s memory are never freed", r->size, spaceOf(*r));
      report.send();
    }
  for (auto &[address, object] : m.objects) {
    if (++count > 20)
      break;
    Report report("warning", "memory-leak");
    report.stack = object.place;
    report.say("a %s is never destroyed", object.what);
    report.send();
  }
}

} // namespace

void stop() {
  state.busy = false;
  if (BlockRunner *runner = BlockRunner::current())
    runner->abandon();
  std::fflush(stdout);
  _exit(123); // as ExitRunFindings of the tool
}

// --- what the engine says ---------------------------------------------------------

void *allocate(std::size_t size, bool pinned) {
  Memory &m = memory();
  std::lock_guard<std::recursive_mutex> lock(m.mutex);
  Range &range = pinned ? pinnedRange : deviceRange;
  Arena &arena = pinned ? m.pinned : m.device;
  if (!range.bytes) {
    void *p = mmap(nullptr, Span, pinned ? PROT_READ | PROT_WRITE : PROT_NONE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED)
      return nullptr;
    range = {reinterpret_cast<std::uintptr_t>(p), Span};
    arena.used = Gap;
  }
  std::size_t room = (size + Page - 1) / Page * Page + Gap;
  if (size > Span || room > Span - arena.used)
    return nullptr;
  auto region = std::make_unique<Region>();
  region->begin = range.begin + arena.used;
  region->size = size;
  region->pinned = pinned;
  region->allocated = callers();
  arena.used += room;
  void *p = reinterpret_cast<void *>(region->begin);
  arena.regions.push_back(std::move(region));
  // What nobody has written is nothing to rely on.
  if (size <= (std::size_t(64) << 20)) {
    OpenDevice open;
    std::memset(p, 0xa5, size);
  }
  return p;
}

void release(void *pointer) {
  Memory &m = memory();
  std::lock_guard<std::recursive_mutex> lock(m.mutex);
  Region *r = find(reinterpret_cast<std::uintptr_t>(pointer));
  r->freed = true;
  r->released = callers();
  madvise(pointer, (r->size + Page - 1) / Page * Page, MADV_DONTNEED);
}

void badRelease(const void *pointer) {
  Memory &m = memory();
  std::lock_guard<std::recursive_mutex> lock(m.mutex);
  auto a = reinterpret_cast<std::uintptr_t>(pointer);
  Report report("error", "bad-free");
  report.stack = callers();
  Region *r = deviceRange.has(a) || pinnedRange.has(a) ? find(a) : nullptr;
  if (!r)
    report.say("frees an address that is no memory of the device");
  else if (r->freed)
    report.say("frees %s memory of %zu bytes a second time", spaceOf(*r), r->size);
  else if (a != r->begin)
    report.say("frees an address %lld bytes behind the start of %s memory", (long long)(a - r->begin),
               spaceOf(*r));
  else
    report.say("frees %s memory with the function for the other kind", spaceOf(*r));
  if (r) {
    std::snprintf(report.note, sizeof report.note, r->freed ? "it was freed here" : "it was allocated here");
    report.noteStack = r->freed ? r->released : r->allocated;
  }
  report.send();
}

void resetMemory() {
  Memory &m = memory();
  std::lock_guard<std::recursive_mutex> lock(m.mutex);
  for (Arena *arena : {&m.device, &m.pinned})
    for (auto &r : arena->regions)
      r->forgotten = true;
  m.objects.clear();
}

bool validRange(const void *pointer, std::size_t size, const char *what) {
  auto a = reinterpret_cast<std::uintptr_t>(pointer);
  if (!deviceRange.has(a) && !pinnedRange.has(a))
    return true;
  std::lock_guard<std::recursive_mutex> lock(memory().mutex);
  Region *r = find(a);
  if (!r->freed && a - r->begin < r->size)
    return true; // whether it ends in time, the device says
  Report report("error", "");
  if (!problem(*r, a, size, what, false, report))
    return true;
  report.say("%s at offset %lld of %s memory of %zu bytes%s", what, (long long)(a - r->begin),
             spaceOf(*r), r->size, r->freed ? " that was freed" : "");
  report.stack = callers();
  report.send();
  return false;
}

void openDevice() {
  Memory &m = memory();
  std::lock_guard<std::recursive_mutex> lock(m.mutex);
  if (m.open++ == 0)
    protect(PROT_READ | PROT_WRITE);
}
void closeDevice() {
  Memory &m = memory();
  std::lock_guard<std::recursive_mutex> lock(m.mutex);
  if (--m.open == 0)
    protect(PROT_NONE);
}

void hostCopies(const void *pointer, std::size_t size, bool writes, std::uint64_t last) {
  auto a = reinterpret_cast<std::uintptr_t>(pointer);
  if (!deviceRange.has(a))
    return;
  std::lock_guard<std::recursive_mutex> lock(memory().mutex);
  std::vector<Early> &early = find(a)->early;
  if (early.size() >= 64)
    early.erase(early.begin());
  early.push_back({a, a + size, writes, last, callers()});
}

void deviceTouches(const void *pointer, std::size_t size, bool writes) {
  auto a = reinterpret_cast<std::uintptr_t>(pointer);
  if (!deviceRange.has(a))
    return;
  std::lock_guard<std::recursive_mutex> lock(memory().mutex);
  Region *r = find(a);
  Report report("error", "");
  if (problem(*r, a, size, "a copy or fill that a stream does now", writes, report)) {
    report.stack = callers();
    report.send();
    return;
  }
  checkEarly(*r, a, a + size, writes, callers(), "a copy or fill");
}

void copyPending(const void *pointer, std::size_t size, bool writes, std::uint64_t number) {
  auto a = reinterpret_cast<std::uintptr_t>(pointer);
  if (!pinnedRange.has(a))
    return;
  std::lock_guard<std::recursive_mutex> lock(memory().mutex);
  find(a)->later.push_back({a, a + size, writes, number, callers()});
}

void operationDone(std::uint64_t number) {
  std::lock_guard<std::recursive_mutex> lock(memory().mutex);
  for (auto &r : memory().pinned.regions)
    if (!r->later.empty())
      r->later.erase(std::remove_if(r->later.begin(), r->later.end(),
                                    [&](const Later &l) { return l.number == number; }),
                     r->later.end());
}

void created(const void *object, const char *what) {
  std::lock_guard<std::recursive_mutex> lock(memory().mutex);
  memory().objects[object] = {what, callers()};
}
void destroyed(const void *object) {
  std::lock_guard<std::recursive_mutex> lock(memory().mutex);
  memory().objects.erase(object);
}

// --- what hooks see ---------------------------------------------------------------

void deviceAccess(const Access &access) {
  Region *r = find(access.address);
  Report report("error", "");
  if (problem(*r, access.address, access.size, Who().text, access.write, report)) {
    report.stack = access.stack();
    report.send();
    stop();
  }
  if (r->pinned) {
    report.id = "host-memory-in-kernel";
    report.say("%s %s pinned memory of the host, which a device does not reach", Who().text,
               access.write ? "writes" : "reads");
    report.stack = access.stack();
    std::snprintf(report.note, sizeof report.note, "it was allocated here");
    report.noteStack = r->allocated;
    report.send();
    stop();
  }
  if (!r->early.empty())
    checkEarly(*r, access.address, access.address + access.size, access.write, access.stack(),
               Who().text);
}

void strangeAccess(const Access &access) {
  // Variables and constants of the program are the device's as well; which of them, nobody says.
  static const std::vector<Range> images = [] {
    std::vector<Range> out;
    dl_iterate_phdr(
        [](dl_phdr_info *info, std::size_t, void *to) {
          for (int i = 0; i < info->dlpi_phnum; ++i)
            if (info->dlpi_phdr[i].p_type == PT_LOAD)
              static_cast<std::vector<Range> *>(to)->push_back(
                  {info->dlpi_addr + info->dlpi_phdr[i].p_vaddr, info->dlpi_phdr[i].p_memsz});
          return 0;
        },
        &out);
    return out;
  }();
  for (const Range &image : images)
    if (image.has(access.address))
      return;
  Report report("error", "host-memory-in-kernel");
  report.stack = access.stack();
  if (access.address < Page) {
    report.id = "out-of-bounds";
    report.say("%s %s through a null pointer (address 0x%llx)", Who().text,
               access.write ? "writes" : "reads", (unsigned long long)access.address);
  } else {
    report.say("%s %s %zu bytes at 0x%llx, which is no memory of the device", Who().text,
               access.write ? "writes" : "reads", access.size, (unsigned long long)access.address);
  }
  report.send();
  stop();
}

void hostAccess(const Access &access) {
  if (memory().open)
    return; // the engine copies
  std::lock_guard<std::recursive_mutex> lock(memory().mutex);
  Region *r = find(access.address);
  Report report("error", "");
  report.stack = access.stack();
  if (deviceRange.has(access.address)) {
    report.id = "host-access";
    report.say("the host %s device memory (offset %lld of %zu bytes%s)",
               access.write ? "writes" : "reads", (long long)(access.address - r->begin), r->size,
               r->freed ? ", which were freed" : "");
    std::snprintf(report.note, sizeof report.note, "it was allocated here");
    report.noteStack = r->allocated;
    report.send();
    stop();
  }
  if (problem(*r, access.address, access.size, "the host", access.write, report)) {
    report.send();
    stop();
  }
  for (std::size_t i = 0; i < r->later.size(); ++i) {
    Later &l = r->later[i];
    if (access.address + access.size <= l.begin || access.address >= l.end ||
        !(access.write || l.writes))
      continue;
    report.id = "copy-implicit-sync";
    report.say("the host %s memory that a copy of a stream still has to %s: nothing waits for it",
               access.write ? "writes" : "reads", l.writes ? "write" : "read");
    std::snprintf(report.note, sizeof report.note, "the copy");
    report.noteStack = l.place;
    r->later.erase(r->later.begin() + std::ptrdiff_t(i));
    report.send();
    return;
  }
}

bool explainFault(std::uintptr_t address, bool device, const Stack &stack) {
  if (!deviceRange.has(address) || device)
    return false;
  Region *r = find(address);
  if (!r)
    return false;
  Report report("error", "host-access");
  report.stack = stack;
  report.say("a function of the host touches device memory (offset %lld of %zu bytes)",
             (long long)(address - r->begin), r->size);
  std::snprintf(report.note, sizeof report.note, "it was allocated here");
  report.noteStack = r->allocated;
  report.send();
  std::fflush(stdout);
  _exit(123);
}

} // namespace check
} // namespace ascendify_cpu
