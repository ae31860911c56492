/* The kernels with the dot product of bytes that AVX-512 VNNI has, on 256 bits. */
#if defined(__x86_64__)
#include <stdbool.h>
#pragma GCC target("avx2,avx512f,avx512bw,avx512vl,avx512vnni")
#define NET_KERNEL net_kernel_vnni
#define NET_KERNEL_NAME "vnni"
#include "parse/net_kernel.h"
#else
typedef int net_vnni_is_not_here;
#endif
