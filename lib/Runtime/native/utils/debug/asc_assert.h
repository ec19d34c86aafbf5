// Device assert is that of the host, __trap comes with asc_simt.h.
#include <cassert>
#include "../../simt_api/asc_simt.h"
