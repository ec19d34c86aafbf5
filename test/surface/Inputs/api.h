// A header of ours with everything a surface has to say.
#ifndef TEST_API_H
#define TEST_API_H
#include <stddef.h>
#include "detail.h"

#define API_VERSION 3
#define API_NAME "a b"
#define API_EMPTY
#define API_ADD(x, y) ((x) + (y))
#define API_LOG(level, ...) log_it(level, __VA_ARGS__)
#define API_GONE 1
#undef API_GONE

#ifdef __cplusplus
extern "C" {
#endif
typedef enum apiStatus { API_OK = 0, API_BAD = -1, API_BIG = 0x40000000 } apiStatus_t;
typedef enum { MODE_A, MODE_B = 5 } apiMode;
enum { API_LIMIT = 7 };
typedef struct apiHandle_st *apiHandle;
typedef void (*apiCallback)(int code, void *data);
typedef struct {
  char pad[3];
  unsigned low : 3, high : 7;
  union {
    int i;
    double d;
  } value;
  struct {
    short a, b;
  };
  apiMode mode;
} apiRecord;
struct apiNode {
  struct apiNode *next;
  apiRecord record[2];
  apiCallback call;
};
apiStatus_t apiOpen(apiHandle *handle, const char *name, int flags[4]);
int apiPrint(const char *format, ...);
__attribute__((deprecated("use apiOpen"))) apiStatus_t apiOld(void);
void (*apiGetCallback(apiHandle handle))(int, void *);
#ifdef __cplusplus
}

namespace api {
enum class Color : unsigned char { Red, Green = 200 };
constexpr int kCount = 4;
int clamp(int value, int low = 0, int high = kCount + 1);
float clamp(float value, float low = 0.5f) noexcept;
template <typename T, int N = 2> inline T sum(const T (&values)[N]) { return values[0]; }
struct alignas(16) Vec {
  float x, y;
  Vec() = default;
  explicit Vec(float v, float w = 1.0f);
  Vec(const Vec &) = delete;
  operator float() const;
  static Vec zero();
  Vec operator+(const Vec &other) const;

private:
  int hidden;
};
template <typename T> class Box {
public:
  using type = T;
  T get() const;
};
template <> class Box<void> {};
namespace inner {
Vec make(Color c = Color::Red);
}
} // namespace api
#endif
#endif
