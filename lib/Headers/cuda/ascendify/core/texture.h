//===- texture.h - Texture and surface functions ---------------------------===//
//
// Idea: the functions are facts (surface); only the trait that makes the forms
// with an output pointer drop out of overload resolution is ours.
//
//===----------------------------------------------------------------------===//
#ifndef ASCENDIFY_CORE_TEXTURE_H
#define ASCENDIFY_CORE_TEXTURE_H

template <typename T> struct __ascendify_texel {};
#define __ASCENDIFY_TEXEL(T) template <> struct __ascendify_texel<T> { typedef void type; };
#define __ASCENDIFY_TEXELS(N)                                                                      \
  __ASCENDIFY_TEXEL(N##1) __ASCENDIFY_TEXEL(N##2) __ASCENDIFY_TEXEL(N##4)
__ASCENDIFY_TEXEL(char) __ASCENDIFY_TEXEL(signed char) __ASCENDIFY_TEXEL(unsigned char)
__ASCENDIFY_TEXEL(short) __ASCENDIFY_TEXEL(unsigned short) __ASCENDIFY_TEXEL(int)
__ASCENDIFY_TEXEL(unsigned int) __ASCENDIFY_TEXEL(float) __ASCENDIFY_TEXEL(long long)
__ASCENDIFY_TEXEL(unsigned long long)
__ASCENDIFY_TEXELS(char) __ASCENDIFY_TEXELS(uchar) __ASCENDIFY_TEXELS(short)
__ASCENDIFY_TEXELS(ushort) __ASCENDIFY_TEXELS(int) __ASCENDIFY_TEXELS(uint)
__ASCENDIFY_TEXELS(float)
#undef __ASCENDIFY_TEXEL
#undef __ASCENDIFY_TEXELS
#define __nv_itex_trait __ascendify_texel
#define __nv_isurf_trait __ascendify_texel

#include "ascendify/gen/texture-surface.h"

#endif
