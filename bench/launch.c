/* bench/launch: how long a command takes from its start to its end, and how much memory.
 *
 *     launch TIMES COMMAND [ARGUMENT...]      "ms 4.1 peak-MB 31": the quickest, and the largest
 *
 * What the command writes to stdout is thrown away.
 */
#define _GNU_SOURCE /* wait4 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

int main(int argc, char **argv)
{
    double best = 1e300, peak = 0;
    int nothing = open("/dev/null", O_WRONLY), times = argc > 2 ? atoi(argv[1]) : 0;
    if (times < 1 || nothing < 0) {
        fputs("usage: launch TIMES COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    for (int i = 0; i < times; i++) {
        double start = now();
        pid_t child = fork();
        if (child == 0) {
            dup2(nothing, 1);
            execvp(argv[2], argv + 2);
            _exit(127);
        }
        int status;
        struct rusage usage;
        if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) {
            fprintf(stderr, "launch: %s failed\n", argv[2]);
            return 1;
        }
        double took = now() - start, memory = (double)usage.ru_maxrss / 1024;
        best = took < best ? took : best;
        peak = memory > peak ? memory : peak;
    }
    printf("ms %.1f peak-MB %.0f\n", best, peak);
    return 0;
}
