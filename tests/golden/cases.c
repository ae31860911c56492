/* One file of cases: code each text, pair what is wanted with what is found, count, and name what
 * is missed and what is too much. */
#include "cases.h"

#include <stdlib.h>
#include <string.h>

typedef struct scoring {
    const casus_doc *doc;
    const unit_case *c;
    const char *path;
    FILE *verdicts;
    bool brief, titled; /* titled: the text has been printed */
    case_score *score;
    bool optional[MAX_EVENTS];
    pairing pairs;
} scoring;

static const unsigned view_faults[N_VIEWS] = {
    [VIEW_EVENT] = WRONG_EVENT, [VIEW_PAIR_TYPE] = WRONG_PAIR | WRONG_TYPE,
    [VIEW_TYPE_STATUS] = WRONG_TYPE | WRONG_STATUS, [VIEW_PAIR] = WRONG_PAIR,
    [VIEW_TYPE] = WRONG_TYPE};

/* The reading of an item with the fewest faults among those that count, then among all. */
static const case_reading *nearest(const scoring *s, const case_item *item, unsigned event,
                                   unsigned count, unsigned *faults)
{
    const case_reading *best = NULL;
    unsigned least = 0;
    for (unsigned i = 0; i < item->n; i++) {
        const case_reading *r = &s->c->readings[item->first + i];
        unsigned all = case_match(s->doc, event, r);
        unsigned cost = (unsigned)(__builtin_popcount(all & count) * 32 + __builtin_popcount(all));
        if (best && cost >= least) continue;
        best = r;
        least = cost;
        *faults = all;
    }
    return best;
}

static bool fits(const scoring *s, const case_item *item, unsigned event, unsigned count)
{
    unsigned faults = 0;
    return nearest(s, item, event, count, &faults) && !(faults & count);
}

static void fill(scoring *s, unsigned count)
{
    for (unsigned w = 0; w < s->c->n_wanted; w++)
        for (unsigned j = 0; j < s->pairs.n_found; j++)
            s->pairs.fits[w][j] = fits(s, &s->c->wanted[w], j, count);
}

/* Pairs what is right in all respects that are given before what is right in those that count. */
static void pair_up(scoring *s, unsigned count)
{
    size_t n = casus_doc_n_events(s->doc);
    pair_reset(&s->pairs, s->c->n_wanted, n < MAX_EVENTS ? (unsigned)n : MAX_EVENTS);
    for (unsigned j = 0; j < s->pairs.n_found; j++) {
        s->optional[j] = false;
        for (unsigned i = 0; i < s->c->n_optional; i++)
            s->optional[j] |= fits(s, &s->c->optional[i], j, count);
    }
    fill(s, ~0u);
    pair_more(&s->pairs);
    fill(s, count);
    pair_more(&s->pairs);
}

static void print_title(scoring *s)
{
    if (!s->titled) printf("%s:%u: %.*s\n", s->path, s->c->line, (int)s->c->len, s->c->text);
    s->titled = true;
}

static void print_near(const scoring *s, const case_item *item)
{
    unsigned best = MAX_EVENTS, least = ~0u, faults = 0, shown = 0;
    for (unsigned j = 0; j < s->pairs.n_found; j++) {
        if (s->pairs.wanted_of[j] >= 0) continue;
        nearest(s, item, j, WRONG_EVENT, &faults);
        faults &= WRONG_EVENT;
        /* the wrong type is the farthest */
        unsigned cost = (unsigned)__builtin_popcount(faults) + (faults & WRONG_TYPE ? 2 : 0);
        if (cost >= least) continue;
        least = cost;
        best = j;
        shown = faults;
    }
    if (best == MAX_EVENTS) return;
    printf("  there  [");
    for (unsigned i = 0, n = 0; i < N_CASE_FAULTS; i++)
        if (shown & 1u << i) printf("%s%s", n++ ? " " : "", case_faults[i]);
    printf("] ");
    print_event(s->doc, best);
}

static void report_miss(scoring *s, unsigned w)
{
    const case_item *item = &s->c->wanted[w];
    const case_reading *r = &s->c->readings[item->first];
    if (s->brief) return;
    print_title(s);
    printf("  miss   %s:%u: %.*s\n", s->path, r->line, (int)r->text.len, r->text.ptr);
    print_near(s, item);
}

static void report_extra(scoring *s, unsigned event)
{
    if (s->brief) return;
    print_title(s);
    printf("  extra  %s:%u: ", s->path, s->c->line);
    print_event(s->doc, event);
}

/* What is right of a found event beside that which made it one. */
static void count_given(scoring *s, unsigned w)
{
    unsigned faults = 0, event = (unsigned)s->pairs.found_of[w];
    const case_reading *r = nearest(s, &s->c->wanted[w], event, WRONG_EVENT, &faults);
    unsigned given = case_given(r) & ~(unsigned)WRONG_EVENT, told = 0;
    casus_event e;
    casus_doc_event(s->doc, event, &e);
    if (e.status != CASUS_ACTUAL && e.status != CASUS_DENIED)
        given &= ~(unsigned)(WRONG_CAMEO | WRONG_CAMEO_ROOT);
    for (unsigned i = 0; i < N_CASE_FAULTS; i++) {
        if (!(given & 1u << i)) continue;
        s->score->given[i].wanted++;
        s->score->given[i].found += !(faults & 1u << i);
        told |= faults & 1u << i;
    }
    if (s->brief || !told) return;
    print_title(s);
    printf("  field  %s:%u: [", s->path, r->line);
    for (unsigned i = 0, n = 0; i < N_CASE_FAULTS; i++)
        if (told & 1u << i) printf("%s%s", n++ ? " " : "", case_faults[i]);
    printf("] %.*s; cameo %s, dead %d injured %d arrested %d crowd %d; ", (int)r->text.len,
           r->text.ptr, e.cameo.code, e.dead, e.injured, e.arrested, e.crowd);
    print_event(s->doc, event);
}

static tally *type_of(scoring *s, casus_str types)
{
    return &s->score->types[case_name(types, case_types, N_TYPES)];
}

static tally *status_of(scoring *s, casus_str statuses)
{
    return &s->score->statuses[case_name(statuses, case_statuses, N_STATUSES)];
}

static void count_wanted(scoring *s, unsigned w)
{
    const case_reading *r = &s->c->readings[s->c->wanted[w].first];
    bool found = s->pairs.found_of[w] >= 0;
    type_of(s, r->types)->wanted++;
    type_of(s, r->types)->found += found;
    status_of(s, r->statuses)->wanted++;
    status_of(s, r->statuses)->found += found;
    if (found) count_given(s, w);
    else report_miss(s, w);
}

static void count_extra(scoring *s, unsigned event)
{
    casus_event e;
    casus_doc_event(s->doc, event, &e);
    const char *status = case_status(&e);
    type_of(s, (casus_str){e.type, strlen(e.type)})->extra++;
    status_of(s, (casus_str){status, strlen(status)})->extra++;
    s->score->none_events += s->c->none;
    report_extra(s, event);
}

/* Was it right to find this event? One that is optional is neither right nor wrong. */
static void count_sure(scoring *s, unsigned event)
{
    bool extra = pair_is_extra(&s->pairs, s->doc, s->optional, event),
         right = s->pairs.wanted_of[event] >= 0;
    casus_event e;
    if (!extra && !right) return;
    casus_doc_event(s->doc, event, &e);
    sureness_add(&s->score->sure, e.confidence, right);
    if (s->verdicts)
        fprintf(s->verdicts, "%d\t%s\t%.*s\n", right, e.id, (int)s->c->len, s->c->text);
}

static void count_view(scoring *s, enum case_view view)
{
    tally t = {.wanted = s->c->n_wanted};
    pair_up(s, view_faults[view]);
    for (unsigned w = 0; w < s->c->n_wanted; w++) {
        t.found += s->pairs.found_of[w] >= 0;
        if (view == VIEW_EVENT) count_wanted(s, w);
    }
    for (unsigned j = 0; j < s->pairs.n_found; j++) {
        if (view == VIEW_EVENT) count_sure(s, j);
        if (!pair_is_extra(&s->pairs, s->doc, s->optional, j)) continue;
        t.extra++;
        if (view == VIEW_EVENT) count_extra(s, j);
    }
    s->score->views[view].wanted += t.wanted;
    s->score->views[view].found += t.found;
    s->score->views[view].extra += t.extra;
    if (view != VIEW_EVENT) return;
    s->score->cases++;
    s->score->right += t.found == t.wanted && !t.extra;
    s->score->none += s->c->none;
    s->score->none_wrong += s->c->none && t.extra;
}

static bool score_case(scoring *s, casus_coder *coder, casus_doc *doc)
{
    casus_error err;
    char id[512];
    int len = snprintf(id, sizeof id, "%s:%u", s->path, s->c->line);
    casus_document_in in = {.id = {id, (size_t)len < sizeof id ? (size_t)len : sizeof id - 1},
                            .text = {s->c->text, s->c->len}};
    if (casus_code(coder, &in, doc, &err) != CASUS_OK) {
        fprintf(stderr, "golden: %s: %s\n", id, err.message);
        return false;
    }
    s->titled = false;
    for (unsigned view = 0; view < N_VIEWS; view++) count_view(s, view);
    return true;
}

static void add(tally *to, const tally *from, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        to[i].wanted += from[i].wanted;
        to[i].found += from[i].found;
        to[i].extra += from[i].extra;
    }
}

static void add_score(case_score *to, const case_score *from)
{
    to->cases += from->cases;
    to->right += from->right;
    to->none += from->none;
    to->none_wrong += from->none_wrong;
    to->none_events += from->none_events;
    sureness_merge(&to->sure, &from->sure);
    add(to->views, from->views, N_VIEWS);
    add(to->types, from->types, N_TYPES);
    add(to->statuses, from->statuses, N_STATUSES);
    add(to->given, from->given, N_CASE_FAULTS);
}

bool cases_file(casus_coder *coder, casus_doc *doc, const char *path, const case_options *how,
                case_score *total)
{
    size_t len;
    char *bytes = read_file(path, &len);
    unit_case *c = malloc(sizeof *c);
    scoring *s = malloc(sizeof *s);
    case_score score = {0};
    case_reader reader = {.path = path, .rest = {bytes, len}};
    bool good = bytes && c && s;
    if (good)
        *s = (scoring){.doc = doc,
                       .c = c,
                       .path = path,
                       .brief = how->brief,
                       .verdicts = how->verdicts,
                       .score = &score};
    while (good && cases_next(&reader, c)) {
        if (coder) good = score_case(s, coder, doc);
        score.cases += !coder;
        if (!coder) score.views[VIEW_EVENT].wanted += c->n_wanted;
    }
    if (coder) cases_line(path, &score);
    add_score(total, &score);
    free(s);
    free(c);
    free(bytes);
    return good && !reader.n_wrong;
}
