/* The kernels with AVX2. */
#if defined(__x86_64__)
#ifndef __AVX2__
#error "the build gives this file the instruction set (CMakeLists.txt)"
#endif
#define NET_KERNEL net_kernel_avx2
#define NET_KERNEL_NAME "avx2"
#include "parse/net_kernel.h"
#else
typedef int net_avx2_is_not_here;
#endif
