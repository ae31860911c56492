/* The kernels in plain C, for machines without AVX2. */
#define NET_KERNEL net_kernel_portable
#define NET_KERNEL_NAME "portable"
#include "parse/net_kernel.h"
