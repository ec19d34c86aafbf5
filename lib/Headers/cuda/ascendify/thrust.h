//===- thrust.h - Thrust, as far as names and shapes go ---------------------===//
//
// Idea: containers, pointers and iterators have the members that code touches;
// algorithms are packs whose return type follows from the first iterator.
// Trap: device_reference must convert both ways, or v[i] in host code is an error.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_THRUST_H
#define ASCENDIFY_THRUST_H

#include "ascendify_cuda.h"

#include <complex>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <system_error>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#define THRUST_VERSION 200800
#define THRUST_MAJOR_VERSION 2
#define THRUST_MINOR_VERSION 8
#define THRUST_HD __host__ __device__

namespace thrust {

using ::std::complex;
using ::std::get;
using ::std::make_pair;
using ::std::make_tuple;
using ::std::pair;
using ::std::tie;
using ::std::tuple;
using ::std::tuple_element;
using ::std::tuple_size;
using ::std::swap;

// Iterators -----------------------------------------------------------------
template <typename D, typename T, typename R = T> struct __ascendify_steps {
  typedef T value_type;
  typedef R reference;
  typedef T *pointer;
  typedef ptrdiff_t difference_type;
  typedef ::std::random_access_iterator_tag iterator_category;
  THRUST_HD R operator*() const __ASCENDIFY_BODY
  THRUST_HD R operator[](ptrdiff_t) const __ASCENDIFY_BODY
  THRUST_HD D operator+(ptrdiff_t) const __ASCENDIFY_BODY
  THRUST_HD D operator-(ptrdiff_t) const __ASCENDIFY_BODY
  THRUST_HD ptrdiff_t operator-(const D &) const __ASCENDIFY_BODY
  THRUST_HD D &operator++() __ASCENDIFY_BODY
  THRUST_HD D operator++(int) __ASCENDIFY_BODY
  THRUST_HD D &operator--() __ASCENDIFY_BODY
  THRUST_HD D operator--(int) __ASCENDIFY_BODY
  THRUST_HD D &operator+=(ptrdiff_t) __ASCENDIFY_BODY
  THRUST_HD D &operator-=(ptrdiff_t) __ASCENDIFY_BODY
  THRUST_HD bool operator==(const D &) const __ASCENDIFY_BODY
  THRUST_HD bool operator!=(const D &) const __ASCENDIFY_BODY
  THRUST_HD bool operator<(const D &) const __ASCENDIFY_BODY
};
template <typename It> struct iterator_traits : ::std::iterator_traits<It> {};
template <typename It> struct iterator_value { typedef typename ::std::iterator_traits<It>::value_type type; };
template <typename It> struct iterator_reference { typedef typename ::std::iterator_traits<It>::reference type; };
template <typename It> struct iterator_difference { typedef typename ::std::iterator_traits<It>::difference_type type; };
struct device_system_tag {};
struct host_system_tag {};
struct any_system_tag {};
struct random_access_traversal_tag {};
struct use_default {};
template <typename It> struct iterator_system { typedef device_system_tag type; };

template <typename T> class device_ptr;
template <typename T> class device_reference {
public:
  THRUST_HD device_reference(const device_reference &) __ASCENDIFY_BODY
  THRUST_HD explicit device_reference(const device_ptr<T> &) __ASCENDIFY_BODY
  THRUST_HD operator T() const __ASCENDIFY_BODY
  THRUST_HD device_reference &operator=(const T &) __ASCENDIFY_BODY
  THRUST_HD device_reference &operator=(const device_reference &) __ASCENDIFY_BODY
  THRUST_HD device_ptr<T> operator&() const __ASCENDIFY_BODY
  THRUST_HD device_reference &operator+=(const T &) __ASCENDIFY_BODY
  THRUST_HD device_reference &operator-=(const T &) __ASCENDIFY_BODY
  THRUST_HD device_reference &operator*=(const T &) __ASCENDIFY_BODY
  THRUST_HD device_reference &operator/=(const T &) __ASCENDIFY_BODY
  THRUST_HD T operator++(int) __ASCENDIFY_BODY
  THRUST_HD device_reference &operator++() __ASCENDIFY_BODY
};
template <typename T>
class device_ptr : public __ascendify_steps<device_ptr<T>, typename ::std::remove_cv<T>::type, device_reference<T>> {
public:
  THRUST_HD device_ptr() __ASCENDIFY_BODY
  THRUST_HD device_ptr(::std::nullptr_t) __ASCENDIFY_BODY
  template <typename U> THRUST_HD explicit device_ptr(U *) __ASCENDIFY_BODY
  template <typename U> THRUST_HD device_ptr(const device_ptr<U> &) __ASCENDIFY_BODY
  THRUST_HD T *get() const __ASCENDIFY_BODY
  THRUST_HD explicit operator bool() const __ASCENDIFY_BODY
};
template <> class device_ptr<void> {
public:
  THRUST_HD device_ptr() __ASCENDIFY_BODY
  THRUST_HD explicit device_ptr(void *) __ASCENDIFY_BODY
  THRUST_HD void *get() const __ASCENDIFY_BODY
};
template <typename T> THRUST_HD device_ptr<T> device_pointer_cast(T *p) __ASCENDIFY_BODY
template <typename T> THRUST_HD device_ptr<T> device_pointer_cast(const device_ptr<T> &p) __ASCENDIFY_BODY
template <typename T> THRUST_HD T *raw_pointer_cast(T *p) __ASCENDIFY_BODY
template <typename T> THRUST_HD T *raw_pointer_cast(const device_ptr<T> &p) __ASCENDIFY_BODY
template <typename T> THRUST_HD T &raw_reference_cast(T &r) __ASCENDIFY_BODY
template <typename T> THRUST_HD T &raw_reference_cast(const device_reference<T> &r) __ASCENDIFY_BODY
template <typename T> device_ptr<T> device_malloc(size_t n);
device_ptr<void> device_malloc(size_t n);
template <typename T> void device_free(device_ptr<T> p);
template <typename T> device_ptr<T> device_new(size_t n = 1);
template <typename T> void device_delete(device_ptr<T> p, size_t n = 0);
template <typename T> struct device_malloc_allocator {
  typedef T value_type;
  typedef device_ptr<T> pointer;
  typedef size_t size_type;
  template <typename U> struct rebind { typedef device_malloc_allocator<U> other; };
  pointer allocate(size_t n);
  void deallocate(pointer p, size_t n);
};
template <typename T> struct device_allocator : device_malloc_allocator<T> {};
template <typename T> struct universal_allocator : device_malloc_allocator<T> {};

template <typename T, typename Alloc = device_allocator<T>> class device_vector {
public:
  typedef T value_type;
  typedef device_reference<T> reference;
  typedef T const_reference;
  typedef device_ptr<T> pointer;
  typedef device_ptr<const T> const_pointer;
  typedef device_ptr<T> iterator;
  typedef device_ptr<const T> const_iterator;
  typedef size_t size_type;
  typedef ptrdiff_t difference_type;
  device_vector();
  explicit device_vector(const Alloc &);
  explicit device_vector(size_t n);
  device_vector(size_t n, const T &value);
  device_vector(const device_vector &);
  device_vector(::std::initializer_list<T>);
  template <typename C, typename = typename C::value_type> device_vector(const C &);
  template <typename It, typename = typename ::std::iterator_traits<It>::value_type>
  device_vector(It first, It last);
  device_vector &operator=(const device_vector &);
  device_vector &operator=(::std::initializer_list<T>);
  template <typename C, typename = typename C::value_type> device_vector &operator=(const C &);
  iterator begin(); iterator end(); const_iterator begin() const; const_iterator end() const;
  const_iterator cbegin() const; const_iterator cend() const;
  ::std::reverse_iterator<iterator> rbegin(); ::std::reverse_iterator<iterator> rend();
  reference operator[](size_t); const_reference operator[](size_t) const;
  reference front(); reference back(); const_reference front() const; const_reference back() const;
  pointer data(); const_pointer data() const;
  size_t size() const; size_t capacity() const; size_t max_size() const; bool empty() const;
  void resize(size_t); void resize(size_t, const T &); void reserve(size_t); void clear();
  void shrink_to_fit(); void push_back(const T &); void pop_back(); void swap(device_vector &);
  template <typename... A> void assign(A &&...);
  template <typename... A> iterator insert(A &&...);
  template <typename... A> iterator erase(A &&...);
};
template <typename T, typename Alloc = ::std::allocator<T>>
class host_vector : public ::std::vector<T, Alloc> {
public:
  using ::std::vector<T, Alloc>::vector;
  host_vector() = default;
  template <typename U, typename A> host_vector(const device_vector<U, A> &);
  template <typename U, typename A> host_vector(const ::std::vector<U, A> &);
  template <typename U, typename A> host_vector &operator=(const device_vector<U, A> &);
  template <typename U, typename A> host_vector &operator=(const ::std::vector<U, A> &);
};
template <typename T, typename Alloc = ::std::allocator<T>>
class universal_vector : public ::std::vector<T, Alloc> {
public:
  using ::std::vector<T, Alloc>::vector;
  universal_vector() = default;
  template <typename U, typename A> universal_vector(const device_vector<U, A> &);
  template <typename U, typename A> universal_vector(const ::std::vector<U, A> &);
  template <typename U, typename A> universal_vector &operator=(const device_vector<U, A> &);
};

template <typename T, typename System = use_default, typename Traversal = use_default, typename D = use_default>
class counting_iterator : public __ascendify_steps<counting_iterator<T, System, Traversal, D>, T> {
public:
  THRUST_HD counting_iterator() __ASCENDIFY_BODY
  THRUST_HD explicit counting_iterator(T) __ASCENDIFY_BODY
};
template <typename T> THRUST_HD counting_iterator<T> make_counting_iterator(T) __ASCENDIFY_BODY
template <typename T, typename I = use_default, typename S = use_default>
class constant_iterator : public __ascendify_steps<constant_iterator<T, I, S>, T> {
public:
  THRUST_HD constant_iterator(T) __ASCENDIFY_BODY
};
template <typename T> THRUST_HD constant_iterator<T> make_constant_iterator(T) __ASCENDIFY_BODY
template <typename T, typename I> THRUST_HD constant_iterator<T> make_constant_iterator(T, I) __ASCENDIFY_BODY
struct __ascendify_sink { template <typename T> THRUST_HD const __ascendify_sink &operator=(const T &) const __ASCENDIFY_BODY };
template <typename S = use_default>
class discard_iterator : public __ascendify_steps<discard_iterator<S>, __ascendify_sink> {
public:
  THRUST_HD discard_iterator() __ASCENDIFY_BODY
};
THRUST_HD discard_iterator<> make_discard_iterator() __ASCENDIFY_BODY
template <typename F, typename It, typename R = use_default, typename V = use_default>
class transform_iterator
    : public __ascendify_steps<transform_iterator<F, It, R, V>,
                               typename ::std::decay<decltype(::std::declval<F>()(*::std::declval<It>()))>::type> {
public:
  THRUST_HD transform_iterator() __ASCENDIFY_BODY
  THRUST_HD transform_iterator(It) __ASCENDIFY_BODY
  THRUST_HD transform_iterator(It, F) __ASCENDIFY_BODY
  THRUST_HD It base() const __ASCENDIFY_BODY
};
template <typename F, typename It> THRUST_HD transform_iterator<F, It> make_transform_iterator(It, F) __ASCENDIFY_BODY
template <typename E, typename I>
class permutation_iterator
    : public __ascendify_steps<permutation_iterator<E, I>, typename ::std::iterator_traits<E>::value_type,
                               typename ::std::iterator_traits<E>::reference> {
public:
  THRUST_HD permutation_iterator() __ASCENDIFY_BODY
  THRUST_HD permutation_iterator(E, I) __ASCENDIFY_BODY
};
template <typename E, typename I> THRUST_HD permutation_iterator<E, I> make_permutation_iterator(E, I) __ASCENDIFY_BODY
template <typename It>
class reverse_iterator
    : public __ascendify_steps<reverse_iterator<It>, typename ::std::iterator_traits<It>::value_type,
                               typename ::std::iterator_traits<It>::reference> {
public:
  THRUST_HD explicit reverse_iterator(It) __ASCENDIFY_BODY
};
template <typename It> THRUST_HD reverse_iterator<It> make_reverse_iterator(It) __ASCENDIFY_BODY
template <typename T> struct __ascendify_zip;
template <typename... I> struct __ascendify_zip<tuple<I...>> {
  typedef tuple<typename ::std::iterator_traits<I>::value_type...> type;
};
template <typename T>
class zip_iterator : public __ascendify_steps<zip_iterator<T>, typename __ascendify_zip<T>::type> {
public:
  THRUST_HD zip_iterator() __ASCENDIFY_BODY
  THRUST_HD zip_iterator(T) __ASCENDIFY_BODY
  THRUST_HD const T &get_iterator_tuple() const __ASCENDIFY_BODY
};
template <typename... I> THRUST_HD zip_iterator<tuple<I...>> make_zip_iterator(tuple<I...>) __ASCENDIFY_BODY
template <typename I, typename... J> THRUST_HD zip_iterator<tuple<I, J...>> make_zip_iterator(I, J...) __ASCENDIFY_BODY

// Execution policies --------------------------------------------------------
template <typename D> struct execution_policy {};
template <typename D> struct device_execution_policy : execution_policy<D> {};
template <typename D> struct host_execution_policy : execution_policy<D> {};
struct __ascendify_policy : device_execution_policy<__ascendify_policy> {
  THRUST_HD __ascendify_policy on(cudaStream_t) const __ASCENDIFY_BODY
  template <typename A> THRUST_HD __ascendify_policy operator()(A &&) const __ASCENDIFY_BODY
};
namespace detail { struct host_t : host_execution_policy<host_t> {}; struct seq_t : execution_policy<seq_t> {}; }
static const __ascendify_policy device = __ascendify_policy();
static const detail::host_t host = detail::host_t();
static const detail::seq_t seq = detail::seq_t();
namespace cuda {
template <typename D> using execution_policy = device_execution_policy<D>;
static const __ascendify_policy par = __ascendify_policy();
static const __ascendify_policy par_nosync = __ascendify_policy();
template <typename T> using pointer = device_ptr<T>;
template <typename T, typename A = device_allocator<T>> using vector = device_vector<T, A>;
template <typename T> using allocator = device_allocator<T>;
} // namespace cuda
namespace system { namespace cuda = ::thrust::cuda; }
namespace omp { static const __ascendify_policy par = __ascendify_policy(); }
namespace cuda_cub { using namespace ::thrust::cuda; }

// Function objects ----------------------------------------------------------
#define __ASCENDIFY_OPERATION(N, R)                                                                \
  template <typename T = void> struct N {                                                          \
    typedef T first_argument_type; typedef T second_argument_type; typedef R result_type;          \
    THRUST_HD R operator()(const T &, const T &) const __ASCENDIFY_BODY                                  \
  };                                                                                               \
  template <> struct N<void> {                                                                     \
    template <typename A, typename B> THRUST_HD A operator()(const A &, const B &) const __ASCENDIFY_BODY \
  };
__ASCENDIFY_OPERATION(plus, T) __ASCENDIFY_OPERATION(minus, T) __ASCENDIFY_OPERATION(multiplies, T)
__ASCENDIFY_OPERATION(divides, T) __ASCENDIFY_OPERATION(modulus, T) __ASCENDIFY_OPERATION(maximum, T)
__ASCENDIFY_OPERATION(minimum, T) __ASCENDIFY_OPERATION(bit_and, T) __ASCENDIFY_OPERATION(bit_or, T)
__ASCENDIFY_OPERATION(bit_xor, T) __ASCENDIFY_OPERATION(equal_to, bool)
__ASCENDIFY_OPERATION(not_equal_to, bool) __ASCENDIFY_OPERATION(greater, bool)
__ASCENDIFY_OPERATION(less, bool) __ASCENDIFY_OPERATION(greater_equal, bool)
__ASCENDIFY_OPERATION(less_equal, bool) __ASCENDIFY_OPERATION(logical_and, bool)
__ASCENDIFY_OPERATION(logical_or, bool)
#undef __ASCENDIFY_OPERATION
#define __ASCENDIFY_OPERATION(N, R)                                                                \
  template <typename T = void> struct N {                                                          \
    typedef T argument_type; typedef R result_type; THRUST_HD R operator()(const T &) const __ASCENDIFY_BODY       \
  };
__ASCENDIFY_OPERATION(negate, T) __ASCENDIFY_OPERATION(identity, T) __ASCENDIFY_OPERATION(square, T)
__ASCENDIFY_OPERATION(logical_not, bool)
#undef __ASCENDIFY_OPERATION
template <typename A, typename R> struct unary_function { typedef A argument_type; typedef R result_type; };
template <typename A, typename B, typename R> struct binary_function {
  typedef A first_argument_type; typedef B second_argument_type; typedef R result_type;
};
#if __cplusplus >= 201703L
template <typename F> struct zip_function { THRUST_HD zip_function(F) __ASCENDIFY_BODY template <typename T> THRUST_HD auto operator()(T &&t) const -> decltype(::std::apply(::std::declval<F>(), t)) __ASCENDIFY_BODY };
template <typename F> THRUST_HD zip_function<F> make_zip_function(F) __ASCENDIFY_BODY
#endif
namespace placeholders {
struct __ascendify_any { template <typename T> THRUST_HD operator T() const __ASCENDIFY_BODY template <typename... A> THRUST_HD __ascendify_any operator()(A &&...) const __ASCENDIFY_BODY };
static const __ascendify_any _1 = {}, _2 = {}, _3 = {};
#define __ASCENDIFY_OPERATION(O)                                                                   \
  template <typename T> THRUST_HD __ascendify_any operator O(const __ascendify_any &, const T &) __ASCENDIFY_BODY  \
  template <typename T> THRUST_HD __ascendify_any operator O(const T &, const __ascendify_any &) __ASCENDIFY_BODY  \
  inline THRUST_HD __ascendify_any operator O(const __ascendify_any &, const __ascendify_any &) __ASCENDIFY_BODY
__ASCENDIFY_OPERATION(+) __ASCENDIFY_OPERATION(-) __ASCENDIFY_OPERATION(*) __ASCENDIFY_OPERATION(/)
__ASCENDIFY_OPERATION(%) __ASCENDIFY_OPERATION(<) __ASCENDIFY_OPERATION(>) __ASCENDIFY_OPERATION(==)
__ASCENDIFY_OPERATION(!=) __ASCENDIFY_OPERATION(<=) __ASCENDIFY_OPERATION(>=)
__ASCENDIFY_OPERATION(&&) __ASCENDIFY_OPERATION(||)
#undef __ASCENDIFY_OPERATION
} // namespace placeholders

// Algorithms ------------------------------------------------------------------
// The iterator type that decides a return type: the first argument, or the second
// where the first is an execution policy.
template <typename A, typename = void> struct __ascendify_is_iterator : ::std::false_type {};
template <typename A>
struct __ascendify_is_iterator<A, typename ::std::conditional<true, void, typename ::std::iterator_traits<typename ::std::decay<A>::type>::iterator_category>::type> : ::std::true_type {};
template <typename A, typename... R> struct __ascendify_first {
  typedef typename ::std::conditional<__ascendify_is_iterator<A>::value, __ascendify_first<A>,
                                      __ascendify_first<R...>>::type::type type;
};
template <typename A> struct __ascendify_first<A> { typedef typename ::std::decay<A>::type type; };
template <typename... A> struct __ascendify_last;
template <typename A> struct __ascendify_last<A> { typedef typename ::std::decay<A>::type type; };
template <typename A, typename B, typename... R> struct __ascendify_last<A, B, R...> : __ascendify_last<B, R...> {};
// The last argument that is an iterator: where the output of a transformation goes.
template <typename Best, typename... A> struct __ascendify_output { typedef Best type; };
template <typename Best, typename A, typename... R> struct __ascendify_output<Best, A, R...> {
  typedef typename __ascendify_output<
      typename ::std::conditional<__ascendify_is_iterator<A>::value, typename ::std::decay<A>::type, Best>::type,
      R...>::type type;
};
#define __ASCENDIFY_IT typename __ascendify_first<A...>::type
#define __ASCENDIFY_OUT typename __ascendify_output<void, A...>::type
#define __ASCENDIFY_VALUE typename ::std::iterator_traits<__ASCENDIFY_IT>::value_type
#define __ASCENDIFY_ALGORITHM(R, F) template <typename... A> THRUST_HD R F(A &&...) __ASCENDIFY_BODY
#define __A(F) __ASCENDIFY_ALGORITHM(void, F)
__A(fill) __A(sequence) __A(sort) __A(stable_sort) __A(sort_by_key) __A(stable_sort_by_key)
__A(generate) __A(replace) __A(replace_if) __A(tabulate) __A(reverse) __A(scatter) __A(scatter_if)
__A(uninitialized_fill) __A(shuffle)
#undef __A
#define __A(F) __ASCENDIFY_ALGORITHM(__ASCENDIFY_IT, F)
__A(unique) __A(remove) __A(remove_if) __A(find) __A(find_if) __A(find_if_not) __A(min_element)
__A(max_element) __A(lower_bound) __A(upper_bound) __A(partition) __A(stable_partition)
__A(partition_point) __A(adjacent_find) __A(is_sorted_until) __A(for_each) __A(for_each_n)
__A(fill_n) __A(generate_n) __A(next) __A(prev)
#undef __A
#define __A(F) __ASCENDIFY_ALGORITHM(__ASCENDIFY_OUT, F)
__A(copy) __A(copy_n) __A(copy_if) __A(transform) __A(transform_if) __A(inclusive_scan)
__A(exclusive_scan) __A(transform_inclusive_scan) __A(transform_exclusive_scan)
__A(inclusive_scan_by_key) __A(exclusive_scan_by_key) __A(gather) __A(gather_if)
__A(adjacent_difference) __A(unique_copy) __A(remove_copy) __A(remove_copy_if) __A(reverse_copy)
__A(replace_copy) __A(replace_copy_if) __A(merge) __A(set_union) __A(set_intersection)
__A(set_difference) __A(set_symmetric_difference) __A(uninitialized_copy) __A(swap_ranges)
__A(partition_copy)
#undef __A
#define __A(F) __ASCENDIFY_ALGORITHM(bool, F)
__A(is_sorted) __A(equal) __A(all_of) __A(any_of) __A(none_of) __A(binary_search) __A(is_partitioned)
#undef __A
#define __A(F) __ASCENDIFY_ALGORITHM(ptrdiff_t, F)
__A(count) __A(count_if) __A(distance)
#undef __A
template <typename A, typename B> struct __ascendify_ends { typedef pair<A, B> type; };
#define __ASCENDIFY_PAIR pair<__ASCENDIFY_IT, __ASCENDIFY_IT>
__ASCENDIFY_ALGORITHM(__ASCENDIFY_PAIR, minmax_element)
__ASCENDIFY_ALGORITHM(__ASCENDIFY_PAIR, unique_by_key)
__ASCENDIFY_ALGORITHM(__ASCENDIFY_PAIR, mismatch)
__ASCENDIFY_ALGORITHM(__ASCENDIFY_PAIR, equal_range)
// The two outputs of the forms by key; fixed arities because both types matter.
template <typename K, typename V, typename KO, typename VO, typename... R>
THRUST_HD pair<KO, VO> reduce_by_key(K, K, V, KO, VO, R...) __ASCENDIFY_BODY
template <typename D, typename K, typename V, typename KO, typename VO, typename... R>
THRUST_HD pair<KO, VO> reduce_by_key(const execution_policy<D> &, K, K, V, KO, VO, R...) __ASCENDIFY_BODY
template <typename K, typename V, typename KO, typename VO, typename... R>
THRUST_HD pair<KO, VO> unique_by_key_copy(K, K, V, KO, VO, R...) __ASCENDIFY_BODY
template <typename D, typename K, typename V, typename KO, typename VO, typename... R>
THRUST_HD pair<KO, VO> unique_by_key_copy(const execution_policy<D> &, K, K, V, KO, VO, R...) __ASCENDIFY_BODY
template <typename It> THRUST_HD typename ::std::iterator_traits<It>::value_type reduce(It, It) __ASCENDIFY_BODY
template <typename It, typename T> THRUST_HD T reduce(It, It, T) __ASCENDIFY_BODY
template <typename It, typename T, typename F> THRUST_HD T reduce(It, It, T, F) __ASCENDIFY_BODY
template <typename D, typename It>
THRUST_HD typename ::std::iterator_traits<It>::value_type reduce(const execution_policy<D> &, It, It) __ASCENDIFY_BODY
template <typename D, typename It, typename T> THRUST_HD T reduce(const execution_policy<D> &, It, It, T) __ASCENDIFY_BODY
template <typename D, typename It, typename T, typename F>
THRUST_HD T reduce(const execution_policy<D> &, It, It, T, F) __ASCENDIFY_BODY
template <typename It, typename U, typename T, typename F> THRUST_HD T transform_reduce(It, It, U, T, F) __ASCENDIFY_BODY
template <typename D, typename It, typename U, typename T, typename F>
THRUST_HD T transform_reduce(const execution_policy<D> &, It, It, U, T, F) __ASCENDIFY_BODY
template <typename I, typename J, typename T> THRUST_HD T inner_product(I, I, J, T) __ASCENDIFY_BODY
template <typename I, typename J, typename T, typename F, typename G>
THRUST_HD T inner_product(I, I, J, T, F, G) __ASCENDIFY_BODY
template <typename D, typename I, typename J, typename T>
THRUST_HD T inner_product(const execution_policy<D> &, I, I, J, T) __ASCENDIFY_BODY
template <typename D, typename I, typename J, typename T, typename F, typename G>
THRUST_HD T inner_product(const execution_policy<D> &, I, I, J, T, F, G) __ASCENDIFY_BODY
template <typename It, typename N> THRUST_HD void advance(It &, N) __ASCENDIFY_BODY
template <typename T> THRUST_HD T max(const T &, const T &) __ASCENDIFY_BODY
template <typename T> THRUST_HD T min(const T &, const T &) __ASCENDIFY_BODY
#undef __ASCENDIFY_IT
#undef __ASCENDIFY_OUT
#undef __ASCENDIFY_VALUE
#undef __ASCENDIFY_PAIR
#undef __ASCENDIFY_ALGORITHM

// Random numbers, errors -------------------------------------------------------
namespace random {
struct __ascendify_engine {
  typedef unsigned int result_type;
  static const result_type default_seed = 1;
  THRUST_HD explicit __ascendify_engine(result_type = 1) __ASCENDIFY_BODY
  THRUST_HD void seed(result_type = 1) __ASCENDIFY_BODY
  THRUST_HD result_type operator()() __ASCENDIFY_BODY
  THRUST_HD void discard(unsigned long long) __ASCENDIFY_BODY
  static constexpr result_type min = 0, max = 0xffffffffu;
};
struct minstd_rand : __ascendify_engine { using __ascendify_engine::__ascendify_engine; };
struct minstd_rand0 : __ascendify_engine { using __ascendify_engine::__ascendify_engine; };
struct ranlux24 : __ascendify_engine { using __ascendify_engine::__ascendify_engine; };
struct ranlux48 : __ascendify_engine { using __ascendify_engine::__ascendify_engine; };
struct taus88 : __ascendify_engine { using __ascendify_engine::__ascendify_engine; };
typedef minstd_rand default_random_engine;
#define __ASCENDIFY_DISTRIBUTION(N, D)                                                             \
  template <typename T = D> struct N {                                                             \
    typedef T result_type;                                                                         \
    THRUST_HD explicit N(T a = T(0), T b = T(1)) __ASCENDIFY_BODY                                                  \
    template <typename G> THRUST_HD T operator()(G &) __ASCENDIFY_BODY                                             \
  };
__ASCENDIFY_DISTRIBUTION(uniform_real_distribution, double)
__ASCENDIFY_DISTRIBUTION(uniform_int_distribution, int)
__ASCENDIFY_DISTRIBUTION(normal_distribution, double)
#undef __ASCENDIFY_DISTRIBUTION
} // namespace random
using random::default_random_engine;
using random::minstd_rand;
using random::minstd_rand0;
using random::normal_distribution;
using random::ranlux24;
using random::ranlux48;
using random::taus88;
using random::uniform_int_distribution;
using random::uniform_real_distribution;
using ::std::error_code;
using ::std::system_error;
const ::std::error_category &cuda_category();
namespace system { using ::std::error_code; using ::std::system_error; using ::thrust::cuda_category; }

} // namespace thrust

#endif
