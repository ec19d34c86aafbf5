// Device printf is that of the host.
#include <cstdio>
