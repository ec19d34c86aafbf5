//===- libcudacxx.h - cuda::std and cuda:: ---------------------------------===//
//
// Idea: cuda::std re-exports the host's std, so that types and constants resolve;
// the cuda:: extensions are declared as far as names and shapes go.
// Trap: what comes from std carries std's own name and declaring file; that it
// was written cuda::std is only to be seen in the source.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_LIBCUDACXX_H
#define ASCENDIFY_LIBCUDACXX_H

#include "ascendify_cuda.h"
#include "cooperative_groups.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <chrono>
#include <climits>
#include <complex>
#include <cstdint>
#include <cstring>
#include <functional>
#include <iterator>
#include <limits>
#include <memory>
#include <numeric>
#include <ratio>
#include <tuple>
#include <type_traits>
#include <utility>
#if __cplusplus >= 201703L
#include <optional>
#include <variant>
#endif
#if __cplusplus >= 202002L
#include <bit>
#include <concepts>
#include <span>
#endif

namespace cuda {

namespace std {
using namespace ::std;
struct identity { template <typename T> __host__ __device__ constexpr T &&operator()(T &&t) const { return static_cast<T &&>(t); } };
} // namespace std

enum thread_scope {
  thread_scope_system,
  thread_scope_device,
  thread_scope_block,
  thread_scope_thread
};

typedef ::std::memory_order memory_order;
using ::std::memory_order_acq_rel;
using ::std::memory_order_acquire;
using ::std::memory_order_consume;
using ::std::memory_order_relaxed;
using ::std::memory_order_release;
using ::std::memory_order_seq_cst;

#define __ASCENDIFY_HD __host__ __device__
#define __ASCENDIFY_ATOMIC                                                                         \
  __ASCENDIFY_HD T load(memory_order = memory_order_seq_cst) const __ASCENDIFY_BODY                                \
  __ASCENDIFY_HD void store(T, memory_order = memory_order_seq_cst) const __ASCENDIFY_BODY                         \
  __ASCENDIFY_HD T exchange(T, memory_order = memory_order_seq_cst) const __ASCENDIFY_BODY                         \
  __ASCENDIFY_HD bool compare_exchange_weak(T &, T, memory_order = memory_order_seq_cst) const __ASCENDIFY_BODY    \
  __ASCENDIFY_HD bool compare_exchange_weak(T &, T, memory_order, memory_order) const __ASCENDIFY_BODY             \
  __ASCENDIFY_HD bool compare_exchange_strong(T &, T, memory_order = memory_order_seq_cst) const __ASCENDIFY_BODY  \
  __ASCENDIFY_HD bool compare_exchange_strong(T &, T, memory_order, memory_order) const __ASCENDIFY_BODY           \
  __ASCENDIFY_HD T fetch_add(T, memory_order = memory_order_seq_cst) const __ASCENDIFY_BODY                        \
  __ASCENDIFY_HD T fetch_sub(T, memory_order = memory_order_seq_cst) const __ASCENDIFY_BODY                        \
  __ASCENDIFY_HD T fetch_and(T, memory_order = memory_order_seq_cst) const __ASCENDIFY_BODY                        \
  __ASCENDIFY_HD T fetch_or(T, memory_order = memory_order_seq_cst) const __ASCENDIFY_BODY                         \
  __ASCENDIFY_HD T fetch_xor(T, memory_order = memory_order_seq_cst) const __ASCENDIFY_BODY                        \
  __ASCENDIFY_HD T fetch_min(T, memory_order = memory_order_seq_cst) const __ASCENDIFY_BODY                        \
  __ASCENDIFY_HD T fetch_max(T, memory_order = memory_order_seq_cst) const __ASCENDIFY_BODY                        \
  __ASCENDIFY_HD void wait(T, memory_order = memory_order_seq_cst) const __ASCENDIFY_BODY                          \
  __ASCENDIFY_HD void notify_one() const __ASCENDIFY_BODY                                                          \
  __ASCENDIFY_HD void notify_all() const __ASCENDIFY_BODY                                                          \
  __ASCENDIFY_HD T operator=(T) const __ASCENDIFY_BODY                                                             \
  __ASCENDIFY_HD operator T() const __ASCENDIFY_BODY                                                               \
  __ASCENDIFY_HD T operator++() const __ASCENDIFY_BODY                                                             \
  __ASCENDIFY_HD T operator++(int) const __ASCENDIFY_BODY                                                          \
  __ASCENDIFY_HD T operator--() const __ASCENDIFY_BODY                                                             \
  __ASCENDIFY_HD T operator--(int) const __ASCENDIFY_BODY                                                          \
  __ASCENDIFY_HD T operator+=(T) const __ASCENDIFY_BODY                                                            \
  __ASCENDIFY_HD T operator-=(T) const __ASCENDIFY_BODY

template <typename T, thread_scope Scope = thread_scope_system> struct atomic {
  atomic() = default;
  __ASCENDIFY_HD constexpr atomic(T v) : __ascendify_value(v) {}
  __ASCENDIFY_ATOMIC
  T __ascendify_value;
};
template <typename T, thread_scope Scope = thread_scope_system> struct atomic_ref {
  __ASCENDIFY_HD explicit atomic_ref(T &) __ASCENDIFY_BODY
  __ASCENDIFY_ATOMIC
};
#undef __ASCENDIFY_ATOMIC
__ASCENDIFY_HD void atomic_thread_fence(memory_order, thread_scope = thread_scope_system) __ASCENDIFY_BODY

template <::std::size_t Alignment> struct aligned_size_t {
  ::std::size_t value;
  __ASCENDIFY_HD constexpr aligned_size_t(::std::size_t size) : value(size) {}
  __ASCENDIFY_HD constexpr operator ::std::size_t() const { return value; }
};

template <thread_scope Scope> class barrier {
public:
  typedef unsigned long long arrival_token;
  barrier() = default;
  __ASCENDIFY_HD barrier(::std::ptrdiff_t expected) __ASCENDIFY_BODY
  __ASCENDIFY_HD arrival_token arrive(::std::ptrdiff_t update = 1) __ASCENDIFY_BODY
  __ASCENDIFY_HD void wait(arrival_token &&) const __ASCENDIFY_BODY
  __ASCENDIFY_HD void arrive_and_wait() __ASCENDIFY_BODY
  __ASCENDIFY_HD void arrive_and_drop() __ASCENDIFY_BODY
  template <typename... A> __ASCENDIFY_HD bool try_wait_for(A &&...) const __ASCENDIFY_BODY
  template <typename... A> __ASCENDIFY_HD bool try_wait_parity_for(A &&...) const __ASCENDIFY_BODY
  static constexpr __ASCENDIFY_HD ::std::ptrdiff_t max() { return (1 << 20) - 1; }

private:
  unsigned long long __ascendify_state;
};
template <thread_scope Scope>
__ASCENDIFY_HD void init(barrier<Scope> *b, ::std::ptrdiff_t expected) __ASCENDIFY_BODY
namespace device {
template <thread_scope Scope>
__device__ unsigned long long *barrier_native_handle(barrier<Scope> &b) __ASCENDIFY_BODY
template <typename... A> __device__ unsigned long long barrier_arrive_tx(A &&...) __ASCENDIFY_BODY
template <typename... A> __device__ void barrier_expect_tx(A &&...) __ASCENDIFY_BODY
template <typename... A> __device__ void memcpy_async_tx(A &&...) __ASCENDIFY_BODY
} // namespace device

enum class pipeline_role { producer, consumer };
template <thread_scope Scope, unsigned char Stages> struct pipeline_shared_state {
  unsigned long long __ascendify_state[2 * Stages];
};
template <thread_scope Scope> class pipeline {
public:
  __ASCENDIFY_HD void producer_acquire() __ASCENDIFY_BODY
  __ASCENDIFY_HD void producer_commit() __ASCENDIFY_BODY
  __ASCENDIFY_HD void consumer_wait() __ASCENDIFY_BODY
  __ASCENDIFY_HD void consumer_release() __ASCENDIFY_BODY
  template <typename... A> __ASCENDIFY_HD bool consumer_wait_for(A &&...) __ASCENDIFY_BODY
  __ASCENDIFY_HD bool quit() __ASCENDIFY_BODY
};
__device__ pipeline<thread_scope_thread> make_pipeline() __ASCENDIFY_BODY
template <typename Group, thread_scope Scope, unsigned char Stages>
__device__ pipeline<Scope> make_pipeline(const Group &, pipeline_shared_state<Scope, Stages> *) __ASCENDIFY_BODY
template <typename Group, thread_scope Scope, unsigned char Stages>
__device__ pipeline<Scope> make_pipeline(const Group &, pipeline_shared_state<Scope, Stages> *,
                                         ::std::size_t producers) __ASCENDIFY_BODY
template <typename Group, thread_scope Scope, unsigned char Stages>
__device__ pipeline<Scope> make_pipeline(const Group &, pipeline_shared_state<Scope, Stages> *,
                                         pipeline_role) __ASCENDIFY_BODY
template <unsigned char Prior>
__device__ void pipeline_consumer_wait_prior(pipeline<thread_scope_thread> &) __ASCENDIFY_BODY
template <thread_scope Scope> __device__ void pipeline_producer_commit(pipeline<thread_scope_thread> &, barrier<Scope> &) __ASCENDIFY_BODY

template <typename T, typename Size, typename Sync>
__device__ void memcpy_async(T *dst, const T *src, Size size, Sync &sync) __ASCENDIFY_BODY
template <typename Size, typename Sync>
__device__ void memcpy_async(void *dst, const void *src, Size size, Sync &sync) __ASCENDIFY_BODY
template <typename Group, typename T, typename Size, typename Sync>
__device__ void memcpy_async(const Group &, T *dst, const T *src, Size size, Sync &sync) __ASCENDIFY_BODY
template <typename Group, typename Size, typename Sync>
__device__ void memcpy_async(const Group &, void *dst, const void *src, Size size, Sync &sync) __ASCENDIFY_BODY

#define __ASCENDIFY_OPERATION(N)                                                                   \
  template <typename T = void> struct N { __ASCENDIFY_HD T operator()(T a, T b) const __ASCENDIFY_BODY };          \
  template <> struct N<void> {                                                                     \
    template <typename A, typename B>                                                              \
    __ASCENDIFY_HD typename ::std::common_type<A, B>::type operator()(A a, B b) const __ASCENDIFY_BODY             \
  };
__ASCENDIFY_OPERATION(maximum)
__ASCENDIFY_OPERATION(minimum)
#undef __ASCENDIFY_OPERATION
#undef __ASCENDIFY_HD

class stream_ref {
public:
  stream_ref(cudaStream_t);
  cudaStream_t get() const;
  void wait() const;
  void sync() const;
};

} // namespace cuda

#endif
