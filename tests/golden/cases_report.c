/* The tables behind the cases. */
#include "cases.h"

static double precision(const tally *t)
{
    return t->found + t->extra ? 100.0 * t->found / (t->found + t->extra) : 0;
}

static double recall(const tally *t)
{
    return t->wanted ? 100.0 * t->found / t->wanted : 0;
}

double tally_f1(const tally *t)
{
    double p = precision(t), r = recall(t);
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

void cases_line(const char *name, const case_score *s)
{
    const tally *t = &s->views[VIEW_EVENT];
    printf("%-34s %4u cases, %4u right; wanted %4u, found %4u, missed %4u, extra %4u; P %5.1f "
           "R %5.1f F1 %5.1f\n",
           name, s->cases, s->right, t->wanted, t->found, t->wanted - t->found, t->extra,
           precision(t), recall(t), tally_f1(t));
}

static void print_head(const char *what)
{
    printf("\n%-26s wanted  found missed  extra      P     R    F1\n", what);
}

static void print_row(const char *name, const tally *t)
{
    printf("  %-24s %6u %6u %6u %6u  %5.1f %5.1f %5.1f\n", name, t->wanted, t->found,
           t->wanted - t->found, t->extra, precision(t), recall(t), tally_f1(t));
}

/* The mean over those that are wanted at all. */
static void print_macro(const tally *tallies, unsigned n)
{
    double p = 0, r = 0, f1 = 0;
    unsigned wanted = 0;
    for (unsigned i = 0; i < n; i++) {
        if (!tallies[i].wanted) continue;
        wanted++;
        p += precision(&tallies[i]);
        r += recall(&tallies[i]);
        f1 += tally_f1(&tallies[i]);
    }
    if (wanted)
        printf("  %-24s %27s  %5.1f %5.1f %5.1f\n", "mean", "", p / wanted, r / wanted,
               f1 / wanted);
}

void cases_tables(const case_score *s)
{
    static const char *const views[N_VIEWS] = {"event: pair, type, status", "pair, type",
                                               "type, status", "pair", "type"};
    print_head("what must be right");
    for (unsigned i = 0; i < N_VIEWS; i++) print_row(views[i], &s->views[i]);
    print_head("type");
    for (unsigned i = 0; i < N_TYPES; i++) print_row(case_types[i], &s->types[i]);
    print_macro(s->types, N_TYPES);
    print_head("status");
    for (unsigned i = 0; i < N_STATUSES; i++) print_row(case_statuses[i], &s->statuses[i]);
    print_macro(s->statuses, N_STATUSES);
    printf("\nof found events           given  right\n");
    for (unsigned i = 0; i < N_CASE_FAULTS; i++) {
        if (!s->given[i].wanted) continue;
        printf("  %-24s %5u  %5u  %5.1f\n", case_faults[i], s->given[i].wanted, s->given[i].found,
               recall(&s->given[i]));
    }
    printf("\n%u cases of nothing, %u with an event, %u false events\n", s->none, s->none_wrong,
           s->none_events);
    sureness_print(&s->sure);
}
