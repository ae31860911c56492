/* One golden file: code its text, match found events to wanted ones one to one, and say what is
 * missing and what is too much. */
#include "pair.h"

#include <stdlib.h>
#include <string.h>

typedef struct matching {
    const casus_doc *doc;
    const expectation *e;
    bool optional[MAX_EVENTS];
    pairing pairs;
} matching;

static bool fits(const matching *m, unsigned w, unsigned event)
{
    const wanted *x = &m->e->wanted[w];
    for (unsigned i = 0; i < x->n; i++)
        if (match_reading(m->doc, event, &m->e->readings[x->first + i])) return true;
    return false;
}

static bool is_optional(const matching *m, unsigned event)
{
    for (unsigned i = 0; i < m->e->n_optional; i++)
        if (match_reading(m->doc, event, &m->e->optional[i])) return true;
    return false;
}

static void match_all(matching *m)
{
    size_t n = casus_doc_n_events(m->doc);
    pair_reset(&m->pairs, m->e->n_wanted, n < MAX_EVENTS ? (unsigned)n : MAX_EVENTS);
    for (unsigned j = 0; j < m->pairs.n_found; j++) {
        for (unsigned w = 0; w < m->e->n_wanted; w++) m->pairs.fits[w][j] = fits(m, w, j);
        m->optional[j] = is_optional(m, j);
    }
    pair_more(&m->pairs);
}

static void print_actor(bool has, const casus_actor *a)
{
    printf("%s ", has && a->code ? a->code : "-");
    for (unsigned i = 0; has && i < a->n_sectors; i++) printf("%s%s", i ? "," : "", a->sectors[i]);
    if (!has || a->n_sectors == 0) printf("-");
}

void print_event(const casus_doc *doc, size_t event)
{
    casus_event e;
    casus_doc_event(doc, event, &e);
    print_actor(e.has_source, &e.source);
    printf(" > ");
    print_actor(e.has_target, &e.target);
    printf(" %s %s %s ", e.type, e.n_modes ? e.modes[0] : "-",
           e.historical ? "historical" : casus_event_status_text(e.status));
    char day[11];
    if (e.date.from == CASUS_NO_DAY) {
        printf("-");
    } else {
        casus_day_format(e.date.from, day);
        printf("%s", day);
        if (e.date.to != e.date.from && e.date.to != CASUS_NO_DAY) {
            casus_day_format(e.date.to, day);
            printf("..%s", day);
        }
        printf("(%s)", e.date.basis ? e.date.basis : "?");
    }
    printf(" by ");
    if (e.attributed_to.present)
        print_actor(true, &e.attributed_to.source);
    else
        printf("-");
    printf(" \"%.*s\" %s", (int)e.trigger.len, e.trigger.ptr, e.rule ? e.rule : "");
    printf("%s\n", e.n_reports > 1 ? " (several reports)" : "");
}

static casus_str line_of(const expectation *e, const reading *r)
{
    (void)e;
    const char *start = r->source.ptr, *end = start;
    while (*end && *end != '\n') end++;
    return (casus_str){start, (size_t)(end - start)};
}

/* "[type day] ": what is wrong with a near one. */
static void print_faults(unsigned faults)
{
    static const char *const names[] = {"actors", "type", "mode", "status", "day", "by"};
    printf("[");
    for (unsigned i = 0, n = 0; i < sizeof names / sizeof *names; i++)
        if (faults & 1u << i) printf("%s%s", n++ ? " " : "", names[i]);
    printf("] ");
}

static void report_miss(const matching *m, unsigned w)
{
    const reading *r = &m->e->readings[m->e->wanted[w].first];
    casus_str line = line_of(m->e, r);
    printf("  miss   %u: %.*s\n", r->line, (int)line.len, line.ptr);
    size_t at = 0;
    if (!holds(m->e->text, r->evidence, &at)) return;
    for (unsigned j = 0; j < m->pairs.n_found; j++) {
        casus_event e;
        casus_doc_event(m->doc, j, &e);
        if (m->pairs.wanted_of[j] >= 0 || e.sentence_span.start > at || e.sentence_span.end <= at)
            continue;
        printf("  there  ");
        print_faults(match_faults(m->doc, j, r));
        print_event(m->doc, j);
    }
}

/* Compares letter by letter; quotation marks and white space count as the same whatever their
 * form. */
static bool begins(casus_str text, casus_str words)
{
    while (text.len && strchr(" \n\"", text.ptr[0])) text.ptr++, text.len--;
    return text.len >= words.len && memcmp(text.ptr, words.ptr, words.len) == 0;
}

static void score_quotes(const matching *m, bool brief, score *s)
{
    for (unsigned i = 0; i < m->e->n_quotes; i++) {
        const expected_quote *want = &m->e->quotes[i];
        bool right = false;
        casus_quote q = {0}, there = {0};
        for (size_t j = 0; j < casus_doc_n_quotes(m->doc) && !right; j++) {
            casus_doc_quote(m->doc, j, &q);
            if (!begins(q.text, want->begins)) continue;
            there = q;
            right = match_speaker(&q, want->speaker);
        }
        s->quotes++;
        s->quotes_found += right;
        if (right || brief) continue;
        printf("  quote  \"%.*s\" by %.*s", (int)want->begins.len, want->begins.ptr,
               (int)want->speaker.len, want->speaker.ptr);
        if (there.text.ptr)
            printf("; there: %.*s (%.*s)", (int)there.speaker.name.len,
                   there.speaker.name.ptr ? there.speaker.name.ptr : "",
                   (int)there.speaker.text.len,
                   there.speaker.text.ptr ? there.speaker.text.ptr : "");
        printf("\n");
    }
}

static void note(bool right, bool brief, score *s, const char *what, casus_str detail)
{
    s->structure++;
    s->structure_right += right;
    if (!right && !brief)
        printf("  text   %s%.*s\n", what, (int)detail.len, detail.ptr ? detail.ptr : "");
}

static bool is_repeated(const casus_doc *doc, casus_str words)
{
    casus_str payload = casus_doc_payload(doc);
    for (size_t i = 0; i < casus_doc_n_repeats(doc); i++) {
        casus_span span = casus_doc_repeat(doc, i);
        casus_str piece = {payload.ptr + span.start, span.end - span.start};
        if (holds(piece, words, NULL)) return true;
    }
    return false;
}

static bool is_absent(const casus_doc *doc, casus_str words)
{
    casus_str piece;
    for (size_t i = 0; i < casus_doc_n_sentences(doc); i++) {
        casus_doc_sentence(doc, i, &piece);
        if (holds(piece, words, NULL)) return false;
    }
    for (size_t i = 0; i < casus_doc_n_events(doc); i++) {
        casus_event e;
        casus_doc_event(doc, i, &e);
        if (holds(e.source.text, words, NULL) || holds(e.target.text, words, NULL) ||
            holds(e.sentence_text, words, NULL))
            return false;
    }
    return true;
}

static void score_structure(const matching *m, bool brief, score *s)
{
    const expectation *e = m->e;
    size_t n_articles = casus_doc_n_articles(m->doc);
    char line[160];
    if (e->n_articles) {
        int len = snprintf(line, sizeof line, "%zu articles, wanted %u", n_articles, e->n_articles);
        note(n_articles == e->n_articles, brief, s, "", (casus_str){line, (size_t)len});
    }
    for (unsigned i = 0; i < e->n_days; i++) {
        casus_article a = {.from = CASUS_NO_DAY, .to = CASUS_NO_DAY};
        char from[11] = "-", to[11] = "-";
        if (e->days[i].article <= n_articles) casus_doc_article(m->doc, e->days[i].article - 1, &a);
        bool known = a.from != CASUS_NO_DAY && a.to != CASUS_NO_DAY;
        if (known) casus_day_format(a.from, from);
        if (known) casus_day_format(a.to, to);
        bool right = known && a.from <= e->days[i].to && a.to >= e->days[i].from &&
                     a.to - a.from <= e->days[i].to - e->days[i].from + 3;
        int len = snprintf(line, sizeof line, "%u: %s to %s", e->days[i].article, from, to);
        note(right, brief, s, "day of article ", (casus_str){line, (size_t)len});
    }
    for (unsigned i = 0; i < e->n_repeats; i++)
        note(is_repeated(m->doc, e->repeats[i]), brief, s, "repeat not seen: ", e->repeats[i]);
    for (unsigned i = 0; i < e->n_absent; i++)
        note(is_absent(m->doc, e->absent[i]), brief, s, "residue left: ", e->absent[i]);
}

void score_print(const char *name, const score *s)
{
    double p = s->found + s->extra ? (double)s->found / (double)(s->found + s->extra) : 0;
    double r = s->wanted ? (double)s->found / (double)s->wanted : 0;
    printf("%-34s events %3u of %3u, %3u extra, F1 %5.1f; quotes %2u of %2u; text %3u of %3u\n",
           name, s->found, s->wanted, s->extra, p + r > 0 ? 200 * p * r / (p + r) : 0,
           s->quotes_found, s->quotes, s->structure_right, s->structure);
}

bool score_file(casus_coder *coder, casus_doc *doc, const expectation *e, const char *path,
                bool brief, score *total)
{
    casus_error err;
    casus_document_in in = {.id = {path, strlen(path)}, .text = e->text};
    if (casus_code(coder, &in, doc, &err) != CASUS_OK) {
        fprintf(stderr, "golden: %s: %s\n", path, err.message);
        return false;
    }
    matching *m = calloc(1, sizeof *m);
    if (!m) return false;
    m->doc = doc;
    m->e = e;
    match_all(m);
    score s = {.wanted = e->n_wanted};
    for (unsigned w = 0; w < e->n_wanted; w++) {
        s.found += m->pairs.found_of[w] >= 0;
        if (m->pairs.found_of[w] < 0 && !brief) report_miss(m, w);
    }
    for (unsigned j = 0; j < m->pairs.n_found; j++) {
        if (!pair_is_extra(&m->pairs, doc, m->optional, j)) continue;
        s.extra++;
        if (brief) continue;
        printf("  extra  ");
        print_event(doc, j);
    }
    score_quotes(m, brief, &s);
    score_structure(m, brief, &s);
    score_print(path, &s);
    total->wanted += s.wanted;
    total->found += s.found;
    total->extra += s.extra;
    total->quotes += s.quotes;
    total->quotes_found += s.quotes_found;
    total->structure += s.structure;
    total->structure_right += s.structure_right;
    free(m);
    return true;
}
