/* The sums with AVX2. */
#if defined(__x86_64__)
#ifndef __AVX2__
#error "the build gives this file the instruction set (CMakeLists.txt)"
#endif
#define WEIGHTS_SUMS weights_sums_avx2
#include "parse/weights_sum.h"
#else
typedef int weights_avx2_is_not_here;
#endif
