/* The sums in plain C, for machines without AVX2. */
#define WEIGHTS_SUMS weights_sums_portable
#include "parse/weights_sum.h"
