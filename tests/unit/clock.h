/* Time of the processor that this process has used, for the tests that say hostile text stays
 * linear. */
#ifndef CASUS_TEST_CLOCK_H
#define CASUS_TEST_CLOCK_H

#include <time.h>

static inline double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

#endif
