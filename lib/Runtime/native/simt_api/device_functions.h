// Part of asc_simt.h here.
#include "asc_simt.h"
