//===- pybind11.h - Python bindings, for a parse ---------------------------===//
#ifndef ASCENDIFY_PYBIND11_H
#define ASCENDIFY_PYBIND11_H

#include <cstddef>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

struct _object;
typedef struct _object PyObject;

namespace pybind11 {
class handle {
public:
  handle(); handle(PyObject *); template <typename T> T cast() const; explicit operator bool() const; PyObject *ptr() const; handle inc_ref() const;
  template <typename... A> class object operator()(A &&...) const; class object attr(const char *) const; class object operator[](const char *) const; class object operator[](size_t) const;
  bool is_none() const; bool is(handle) const;
};
class object : public handle { public: using handle::handle; object(); template <typename T> object &operator=(const T &); handle release(); const handle *begin() const; const handle *end() const; };
template <typename... A> object handle::operator()(A &&...) const { return object(); }
#define __ASCENDIFY_PY(N) class N : public object { public: N(); template <typename... A> N(A &&...); size_t size() const; bool empty() const; template <typename T> void append(T &&); template <typename T> bool contains(T &&) const; template <typename T> operator T() const; };
__ASCENDIFY_PY(dict) __ASCENDIFY_PY(list) __ASCENDIFY_PY(tuple) __ASCENDIFY_PY(str) __ASCENDIFY_PY(bytes) __ASCENDIFY_PY(bytearray) __ASCENDIFY_PY(int_) __ASCENDIFY_PY(float_) __ASCENDIFY_PY(bool_)
__ASCENDIFY_PY(none) __ASCENDIFY_PY(function) __ASCENDIFY_PY(iterable) __ASCENDIFY_PY(buffer) __ASCENDIFY_PY(capsule) __ASCENDIFY_PY(args) __ASCENDIFY_PY(kwargs) __ASCENDIFY_PY(array) __ASCENDIFY_PY(sequence) __ASCENDIFY_PY(set)
#undef __ASCENDIFY_PY
template <typename T, int F = 0> class array_t : public array { public: template <typename... A> array_t(A &&...); T *mutable_data() const; const T *data() const; size_t shape(int) const; int ndim() const; };
struct arg { constexpr explicit arg(const char *) {} template <typename T> arg &&operator=(T &&) &&; template <typename T> arg operator=(T &&) const &; arg &noconvert(bool = true); arg &none(bool = true); };
inline namespace literals { arg operator""_a(const char *, size_t); }
template <typename... A> struct init_t {}; template <typename... A> init_t<A...> init(); template <typename F> init_t<F> init(F &&);
template <typename... T> struct call_guard {}; template <size_t, size_t> struct keep_alive {}; struct gil_scoped_release { gil_scoped_release(); }; struct gil_scoped_acquire { gil_scoped_acquire(); };
enum class return_value_policy { automatic, automatic_reference, take_ownership, copy, move, reference, reference_internal };
struct kw_only {}; struct pos_only {}; struct module_local { module_local(bool = true); }; struct dynamic_attr {}; struct buffer_protocol {}; struct is_operator {};
template <typename... A> struct overload_cast_t { template <typename R> constexpr auto operator()(R (*f)(A...)) const -> decltype(f) { return f; } template <typename R, typename C> constexpr auto operator()(R (C::*f)(A...), ...) const -> decltype(f) { return f; } };
template <typename... A> static constexpr overload_cast_t<A...> overload_cast = {};
class module_ : public object {
public:
  template <typename F, typename... A> module_ &def(const char *, F &&, const A &...); module_ def_submodule(const char *, const char * = nullptr);
  template <typename T> void add_object(const char *, T &&); static module_ import(const char *); const char *&doc(); template <typename T> void attr_set(const char *, T &&);
};
typedef module_ module;
template <typename T, typename... O> class class_ : public object {
public:
  template <typename... A> class_(handle, const char *, const A &...);
#define __ASCENDIFY_DEF(N) template <typename... A> class_ &N(const char *, A &&...);
  template <typename F, typename... A> class_ &def(const char *, F &&, const A &...); template <typename... I, typename... A> class_ &def(init_t<I...>, const A &...);
  __ASCENDIFY_DEF(def_static) __ASCENDIFY_DEF(def_readwrite) __ASCENDIFY_DEF(def_readonly) __ASCENDIFY_DEF(def_property) __ASCENDIFY_DEF(def_property_readonly) __ASCENDIFY_DEF(def_readonly_static) __ASCENDIFY_DEF(def_readwrite_static)
#undef __ASCENDIFY_DEF
};
template <typename T> class enum_ : public class_<T> { public: using class_<T>::class_; template <typename... A> enum_ &value(const char *, T, A &&...); enum_ &export_values(); };
template <typename T> T cast(const handle &); template <typename T> object cast(T &&); template <typename... A> tuple make_tuple(A &&...); template <typename T> bool isinstance(handle); template <typename T> T reinterpret_borrow(handle); template <typename T> T reinterpret_steal(handle);
template <typename... A> void print(A &&...); template <typename T> object get_type(const T &); bool hasattr(handle, const char *); object getattr(handle, const char *); size_t len(handle);
struct error_already_set : ::std::runtime_error { using ::std::runtime_error::runtime_error; }; struct value_error : ::std::runtime_error { using ::std::runtime_error::runtime_error; }; struct type_error : ::std::runtime_error { using ::std::runtime_error::runtime_error; };
namespace detail { template <typename T> struct type_caster; }
} // namespace pybind11
#define PYBIND11_MODULE(name, variable, ...) [[maybe_unused]] static void pybind11_init_##name(::pybind11::module_ &variable)
#define PYBIND11_TYPE_CASTER(T, n) T value; template <typename U> operator U()
#define PYBIND11_OVERRIDE(R, C, f, ...) return C::f(__VA_ARGS__)

#endif
