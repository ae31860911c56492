/* Is the time over hostile text linear? The processor's time, not the clock's; and since a busy
 * machine disturbs that too (its caches are shared), one bad measurement proves nothing.
 */
#ifndef CASUS_TEST_LINEAR_H
#define CASUS_TEST_LINEAR_H

#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <time.h>

#include <cmocka.h>

static inline double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* What is timed: one run over a text. */
typedef void timed_run(void *self, casus_str text);

/* Seconds for a text of `n` bytes that is `piece` over and over. */
static inline double repeated_seconds(timed_run *run, void *self, const char *piece, size_t n)
{
    buf text = {0};
    while (text.len < n && buf_ok(&text)) buf_put_str(&text, str_from(piece));
    assert_true(buf_ok(&text));
    double began = cpu_seconds();
    run(self, buf_str(&text));
    double took = cpu_seconds() - began;
    buf_release(&text);
    return took;
}

/* Four times the text may take eight times the time (a quadratic loop takes sixteen), and `slack`
 * seconds. Five tries; the quickest of each length counts. */
static inline void check_linear(timed_run *run, void *self, const char *piece, size_t n,
                                double slack)
{
    double once = 1e9, fourfold = 1e9;
    for (int round = 0; round < 5; round++) {
        double a = repeated_seconds(run, self, piece, n);
        double b = repeated_seconds(run, self, piece, 4 * n);
        if (a < once) once = a;
        if (b < fourfold) fourfold = b;
        if (fourfold <= 8 * once + slack) return;
    }
    fail_msg("%s: %.3f s for %zu bytes, %.3f s for four times as much", piece, once, n, fourfold);
}

#endif
