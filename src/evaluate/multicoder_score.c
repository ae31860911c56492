#include "evaluate/multicoder.h"

void span_list_add(span_list *self, casus_span span)
{
    for (uint32_t i = 0; i < self->n; i++)
        if (self->spans[i].start == span.start && self->spans[i].end == span.end) return;
    self->spans[self->n++] = span;
}

double set_f1(uint32_t a, uint32_t b)
{
    if (!a && !b) return 1;
    double both = __builtin_popcount(a & b);
    return 2 * both / (__builtin_popcount(a) + __builtin_popcount(b));
}

static uint32_t n_overlapping(const span_list *of, const span_list *with)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < of->n; i++) {
        bool any = false;
        for (uint32_t j = 0; j < with->n && !any; j++)
            any = spans_overlap(of->spans[i], with->spans[j]);
        n += any;
    }
    return n;
}

void overlap_count(counts *self, const span_list *gold, const span_list *found)
{
    self->gold += gold->n;
    self->found += found->n;
    self->gold_right += n_overlapping(gold, found);
    self->found_right += n_overlapping(found, gold);
}

static void count_roots(counts *self, uint32_t gold, uint32_t found)
{
    unsigned both = (unsigned)__builtin_popcount(gold & found);
    self->gold += (unsigned)__builtin_popcount(gold);
    self->found += (unsigned)__builtin_popcount(found);
    self->gold_right += both;
    self->found_right += both;
}

void agreement_add(agreement *self, const reading *gold, const reading *found)
{
    double f1 = set_f1(gold->roots, found->roots);
    if (gold->roots | found->roots) mean_add(&self->either, f1);
    mean_add(&self->all, f1);
    count_roots(&self->roots, gold->roots, found->roots);
    for (unsigned side = 0; side < N_SIDES; side++)
        overlap_count(&self->sides[side], &gold->sides[side], &found->sides[side]);
}

static reading without_statements(reading r)
{
    r.roots &= ~(1u << 1);
    return r;
}

static void count_relevant(counts *self, bool gold, bool found)
{
    self->gold += gold;
    self->found += found;
    self->gold_right += gold && found;
    self->found_right += gold && found;
}

static void count_people(multicoder_tally *self, const multicoder_row *row)
{
    for (unsigned i = 0; i < row->n; i++) {
        for (unsigned j = 0; j < row->n; j++) {
            if (i == j) continue; /* both ways: neither of two people is the measure */
            reading a = without_statements(row->people[i]);
            reading b = without_statements(row->people[j]);
            agreement_add(&self->people, &row->people[i], &row->people[j]);
            agreement_add(&self->people_no_01, &a, &b);
            count_relevant(&self->relevant_people, row->people[i].relevant,
                           row->people[j].relevant);
        }
    }
}

void multicoder_count(multicoder_tally *self, const multicoder_row *row)
{
    reading bare = without_statements(row->casus);
    count_people(self, row);
    for (unsigned i = 0; i < row->n; i++) {
        reading coder = without_statements(row->people[i]);
        agreement_add(&self->casus, &row->people[i], &row->casus);
        agreement_add(&self->actual, &row->people[i], &row->actual);
        agreement_add(&self->no_01, &coder, &bare);
    }
    for (unsigned side = 0; side < N_SIDES; side++)
        overlap_count(&self->consensus[side], &row->consensus.sides[side],
                      &row->casus.sides[side]);
    count_relevant(&self->relevant, row->consensus.relevant, row->casus.relevant);
    count_relevant(&self->relevant_no_01, row->consensus.relevant, bare.roots != 0);
    confusion_add(&self->roots, row->consensus.roots >> 1, row->casus.roots >> 1);
}
