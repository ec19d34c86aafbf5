#ifndef TEST_DETAIL_H
#define TEST_DETAIL_H
typedef unsigned int apiId;
static inline apiId apiNext(apiId id) { return id + 1; }
#endif
