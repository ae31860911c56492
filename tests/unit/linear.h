/* Is the time over hostile text linear? The processor's time, not the clock's; and since a busy
 * machine disturbs that too (its caches are shared), one bad measurement proves nothing.
 */
#ifndef CASUS_TEST_LINEAR_H
#define CASUS_TEST_LINEAR_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

static inline double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Seconds for a text of `n` bytes that is `piece` over and over. */
typedef double timed_run(void *self, const char *piece, size_t n);

/* Four times the text may take eight times the time (a quadratic loop takes sixteen), and `slack`
 * seconds. Five tries; the quickest of each length counts. */
static inline void check_linear(timed_run *run, void *self, const char *piece, size_t n,
                                double slack)
{
    double once = 1e9, fourfold = 1e9;
    for (int round = 0; round < 5; round++) {
        double a = run(self, piece, n), b = run(self, piece, 4 * n);
        if (a < once) once = a;
        if (b < fourfold) fourfold = b;
        if (fourfold <= 8 * once + slack) return;
    }
    fail_msg("%s: %.3f s for %zu bytes, %.3f s for four times as much", piece, once, n, fourfold);
}

#endif
