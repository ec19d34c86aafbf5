// The calls that -fsanitize=thread puts before loads and stores, and
// -fsanitize=bounds before an index that is too large.
//
// Their names and arguments are the interface between the compilers (GCC, Clang)
// and their own run-time libraries, which are not linked. So any compiler will do,
// and the program keeps its speed on the host: there, a hook is two comparisons.
//
// Traps:
// - GCC does not announce memcpy and its kin; they are wrapped by the linker.
// - An atomic operation comes as a call instead of the operation and has to do it.
// - `busy` keeps a hook from being entered from within the sanitiser: instances of
//   the standard library that both use are instrumented.
#include "internal.h"

using namespace ascendify_cpu;
using namespace ascendify_cpu::check;

namespace {

struct Busy {
  Busy() { state.busy = true; }
  ~Busy() { state.busy = false; }
};

/// `waiting`: the kind of access that somebody who waits for a change has to make.
void ofKernel(const Access &a, bool waiting) {
  if (a.address - state.stack < state.stackBytes ||
      a.address - reinterpret_cast<std::uintptr_t>(&state) < sizeof state)
    return;
  Busy busy;
  settleRace();
  const Range &local = threadLocalMemory();
  if (local.has(a.address))
    sharedAccess(a, false, a.address - local.begin);
  else if (a.address - (state.shared - Margin) < state.sharedBytes + 2 * Margin)
    sharedAccess(a, true, a.address - state.shared);
  else if (deviceRange.has(a.address) || pinnedRange.has(a.address))
    deviceAccess(a);
  else
    strangeAccess(a);
  if (waiting && (!a.write || a.atomic))
    noteRead(a);
  else if (a.write)
    noteChange(a);
}

[[gnu::always_inline]] inline void touch(std::uintptr_t address, std::size_t size, bool write,
                                         bool atomic, void *frame, bool waiting = false) {
  State &s = state;
  if (s.busy)
    return;
  if (s.device) {
    ofKernel({address, size, write, atomic, reinterpret_cast<std::uintptr_t>(frame)}, waiting);
  } else if (deviceRange.has(address) || pinnedRange.has(address)) {
    Busy busy;
    hostAccess({address, size, write, atomic, reinterpret_cast<std::uintptr_t>(frame)});
  }
}

void touchRange(const void *address, std::size_t size, bool write, void *frame) {
  if (size)
    touch(reinterpret_cast<std::uintptr_t>(address), size, write, false, frame);
}

/// An atomic operation changed its place.
void changed(const volatile void *address, std::size_t size, void *frame) {
  if (!state.busy && state.device) {
    Busy busy;
    noteChange({reinterpret_cast<std::uintptr_t>(address), size, true, true,
                reinterpret_cast<std::uintptr_t>(frame)});
  }
}

} // namespace

#define FRAME __builtin_frame_address(0)
#define TOUCH_VOLATILE(size, write)                                                                \
  touch(reinterpret_cast<std::uintptr_t>(p), size, write, false, FRAME, true)
#define TOUCH(size, write) touch(reinterpret_cast<std::uintptr_t>(p), size, write, false, FRAME)

extern "C" {

void __tsan_init() {}
void __tsan_func_entry(void *) {}
void __tsan_func_exit() {}
void __tsan_vptr_read(void **p) { TOUCH(8, false); }
void __tsan_vptr_update(void **p, void *) { TOUCH(8, true); }
void __tsan_read_range(void *p, unsigned long size) { touchRange(p, size, false, FRAME); }
void __tsan_write_range(void *p, unsigned long size) { touchRange(p, size, true, FRAME); }

#define ACCESS(size)                                                                               \
  void __tsan_read##size(void *p) { TOUCH(size, false); }                                          \
  void __tsan_write##size(void *p) { TOUCH(size, true); }                                          \
  void __tsan_unaligned_read##size(void *p) { TOUCH(size, false); }                                \
  void __tsan_unaligned_write##size(void *p) { TOUCH(size, true); }                                \
  void __tsan_read_write##size(void *p) {                                                          \
    TOUCH(size, false);                                                                            \
    TOUCH(size, true);                                                                             \
  }                                                                                                \
  void __tsan_unaligned_read_write##size(void *p) {                                                \
    TOUCH(size, false);                                                                            \
    TOUCH(size, true);                                                                             \
  }                                                                                                \
  void __tsan_volatile_read##size(void *p) { TOUCH_VOLATILE(size, false); }                                 \
  void __tsan_volatile_write##size(void *p) { TOUCH(size, true); }                                 \
  void __tsan_unaligned_volatile_read##size(void *p) { TOUCH_VOLATILE(size, false); }                       \
  void __tsan_unaligned_volatile_write##size(void *p) { TOUCH(size, true); }
ACCESS(1)
ACCESS(2)
ACCESS(4)
ACCESS(8)
ACCESS(16)
#undef ACCESS

void __tsan_atomic_thread_fence(int) { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
void __tsan_atomic_signal_fence(int) { __atomic_signal_fence(__ATOMIC_SEQ_CST); }

#define ATOMIC_TOUCH(write)                                                                        \
  touch(reinterpret_cast<std::uintptr_t>(p), sizeof *p, write, true, FRAME, true)
#define FETCH(bits, name)                                                                          \
  Word##bits __tsan_atomic##bits##_fetch_##name(volatile Word##bits *p, Word##bits v, int) {       \
    ATOMIC_TOUCH(true);                                                                            \
    Word##bits old = __atomic_fetch_##name(p, v, __ATOMIC_SEQ_CST);                                \
    if (__atomic_load_n(p, __ATOMIC_RELAXED) != old)                                               \
      changed(p, sizeof *p, FRAME);                                                                \
    return old;                                                                                    \
  }
#define ATOMIC(bits)                                                                               \
  using Word##bits = std::uint##bits##_t;                                                          \
  Word##bits __tsan_atomic##bits##_load(const volatile Word##bits *p, int) {                       \
    ATOMIC_TOUCH(false);                                                                           \
    return __atomic_load_n(p, __ATOMIC_SEQ_CST);                                                   \
  }                                                                                                \
  void __tsan_atomic##bits##_store(volatile Word##bits *p, Word##bits v, int) {                    \
    ATOMIC_TOUCH(true);                                                                            \
    __atomic_store_n(p, v, __ATOMIC_SEQ_CST);                                                      \
    changed(p, sizeof *p, FRAME);                                                                  \
  }                                                                                                \
  Word##bits __tsan_atomic##bits##_exchange(volatile Word##bits *p, Word##bits v, int) {           \
    ATOMIC_TOUCH(true);                                                                            \
    Word##bits old = __atomic_exchange_n(p, v, __ATOMIC_SEQ_CST);                                  \
    if (old != v)                                                                                  \
      changed(p, sizeof *p, FRAME);                                                                \
    return old;                                                                                    \
  }                                                                                                \
  int __tsan_atomic##bits##_compare_exchange_strong(volatile Word##bits *p, Word##bits *e,         \
                                                    Word##bits v, int, int) {                      \
    ATOMIC_TOUCH(true);                                                                            \
    bool done = __atomic_compare_exchange_n(p, e, v, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);   \
    if (done && *e != v)                                                                           \
      changed(p, sizeof *p, FRAME);                                                                \
    return done;                                                                                   \
  }                                                                                                \
  int __tsan_atomic##bits##_compare_exchange_weak(volatile Word##bits *p, Word##bits *e,           \
                                                  Word##bits v, int, int) {                        \
    ATOMIC_TOUCH(true);                                                                            \
    bool done = __atomic_compare_exchange_n(p, e, v, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);   \
    if (done && *e != v)                                                                           \
      changed(p, sizeof *p, FRAME);                                                                \
    return done;                                                                                   \
  }                                                                                                \
  Word##bits __tsan_atomic##bits##_compare_exchange_val(volatile Word##bits *p, Word##bits e,      \
                                                        Word##bits v, int, int) {                  \
    ATOMIC_TOUCH(true);                                                                            \
    Word##bits expected = e;                                                                       \
    if (__atomic_compare_exchange_n(p, &expected, v, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST) && \
        e != v)                                                                                    \
      changed(p, sizeof *p, FRAME);                                                                \
    return expected;                                                                               \
  }                                                                                                \
  FETCH(bits, add)                                                                                 \
  FETCH(bits, sub)                                                                                 \
  FETCH(bits, and)                                                                                 \
  FETCH(bits, or)                                                                                  \
  FETCH(bits, xor)                                                                                 \
  FETCH(bits, nand)
ATOMIC(8)
ATOMIC(16)
ATOMIC(32)
ATOMIC(64)
#undef ATOMIC
#undef FETCH

// --- blocks of memory -----------------------------------------------------------

void *__real_memcpy(void *, const void *, std::size_t);
void *__real_memmove(void *, const void *, std::size_t);
void *__real_memset(void *, int, std::size_t);
void *__wrap_memcpy(void *to, const void *from, std::size_t size) {
  touchRange(from, size, false, FRAME);
  touchRange(to, size, true, FRAME);
  return __real_memcpy(to, from, size);
}
void *__wrap_memmove(void *to, const void *from, std::size_t size) {
  touchRange(from, size, false, FRAME);
  touchRange(to, size, true, FRAME);
  return __real_memmove(to, from, size);
}
void *__wrap_memset(void *to, int value, std::size_t size) {
  touchRange(to, size, true, FRAME);
  return __real_memset(to, value, size);
}
// Clang announces them under names of their own.
void *__tsan_memcpy(void *to, const void *from, std::size_t size) {
  touchRange(from, size, false, FRAME);
  touchRange(to, size, true, FRAME);
  return __real_memcpy(to, from, size);
}
void *__tsan_memmove(void *to, const void *from, std::size_t size) {
  touchRange(from, size, false, FRAME);
  touchRange(to, size, true, FRAME);
  return __real_memmove(to, from, size);
}
void *__tsan_memset(void *to, int value, std::size_t size) {
  touchRange(to, size, true, FRAME);
  return __real_memset(to, value, size);
}

// --- indices --------------------------------------------------------------------

struct IndexType {
  std::uint16_t kind, info;
  char name[1];
};
struct IndexPlace {
  const char *file;
  std::uint32_t line, column;
  const IndexType *array, *index;
};

/// An index that does not fit the array's declared extent.
void __ubsan_handle_out_of_bounds(IndexPlace *place, std::uintptr_t index) {
  bool kernel = state.device;
  state.device = false;
  Report r("error", "out-of-bounds");
  Stack own;
  addCallers(own, reinterpret_cast<std::uintptr_t>(FRAME));
  r.stack = own;
  r.site = {place->file, place->line};
  r.say("%s uses index %lld of an array of type %s", Who().text, (long long)(std::intptr_t)index,
        place->array->name);
  r.send();
  state.device = kernel;
  stop();
}
void __ubsan_handle_out_of_bounds_abort(IndexPlace *place, std::uintptr_t index) {
  __ubsan_handle_out_of_bounds(place, index);
}

} // extern "C"
