/* Does confidence mean what it says? */
#include "cases.h"

void sureness_add(sureness *self, double confidence, bool right)
{
    unsigned bin = confidence >= 1 ? SURE_BINS - 1 : (unsigned)(confidence * SURE_BINS);
    self->found[bin]++;
    self->right[bin] += right;
    self->sum[bin] += confidence;
}

void sureness_merge(sureness *to, const sureness *from)
{
    for (unsigned i = 0; i < SURE_BINS; i++) {
        to->found[i] += from->found[i];
        to->right[i] += from->right[i];
        to->sum[i] += from->sum[i];
    }
}

/* The expected calibration error (Naeini et al. 2015): the mean distance of confidence and share of
 * right ones over bins of equal width, weighed by what is in them. */
void sureness_print(const sureness *self)
{
    double error = 0;
    unsigned found = 0;
    printf("\nconfidence   found  mean  right\n");
    for (unsigned i = 0; i < SURE_BINS; i++) {
        if (!self->found[i]) continue;
        double mean = self->sum[i] / self->found[i];
        double share = (double)self->right[i] / self->found[i];
        printf("  %.1f to %.1f %6u  %.2f   %.2f\n", (double)i / SURE_BINS, (i + 1.0) / SURE_BINS,
               self->found[i], mean, share);
        error += self->found[i] * (mean > share ? mean - share : share - mean);
        found += self->found[i];
    }
    if (found) printf("  calibration error %.3f\n", error / found);
}
