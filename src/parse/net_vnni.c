/* The kernels with the dot product of bytes that AVX-512 VNNI has, on 512 bits. */
#if defined(__x86_64__)
#ifndef __AVX512VNNI__
#error "the build gives this file the instruction set (CMakeLists.txt)"
#endif
#define NET_KERNEL net_kernel_vnni
#define NET_KERNEL_NAME "vnni"
#include "parse/net_kernel.h"
#else
typedef int net_vnni_is_not_here;
#endif
