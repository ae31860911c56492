#include "evaluate/police.h"

static const char *const names[N_POLICE] = {"KILL", "ARREST", "FORCE"};

/* ---- events -> labels ------------------------------------------------------------------------ */

static bool is_police(const casus_actor *actor)
{
    static const char *const sectors[] = {"COP", "MIL", "PRM"};
    for (uint32_t i = 0; i < actor->n_sectors; i++)
        if (text_among(actor->sectors[i], sectors, COUNT(sectors))) return true;
    return false;
}

/* By the dead, by the act, or by CAMEO's codes of assassination and killing. */
static bool kills(const casus_event *e)
{
    static const char *const codes[] = {"1823", "186", "202", "203"};
    if (e->dead > 0 || (e->rule && str_starts(str_from(e->rule), STR("kill")))) return true;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (str_starts(str_from(e->cameo.code), str_from(codes[i]))) return true;
    return false;
}

unsigned police_label_of(const casus_event *e)
{
    bool police = e->has_source && is_police(&e->source);
    bool arrest = e->n_modes && strcmp(e->modes[0], "arrest") == 0;
    if (e->status != CASUS_ACTUAL && e->status != CASUS_ENDED) return 0;
    if (strcmp(e->type, "COERCE") == 0 && arrest && (police || !e->has_source))
        return 1u << POLICE_ARREST;
    if (strcmp(e->type, "ASSAULT") != 0 || !police) return 0;
    /* in these data whoever is killed has force used on him, too */
    return 1u << POLICE_FORCE | (kills(e) ? 1u << POLICE_KILL : 0);
}

/* ---- counting -------------------------------------------------------------------------------- */

void police_mark(police_sentence *sentences, uint32_t n, uint32_t at, unsigned label)
{
    uint32_t low = 0, high = n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (sentences[middle].span.end <= at) low = middle + 1;
        else high = middle;
    }
    if (low < n && sentences[low].span.start <= at) sentences[low].found |= label;
}

void police_count(police_tally *self, const police_sentence *sentences, uint32_t n)
{
    self->articles++;
    self->sentences += n;
    for (uint32_t i = 0; i < n; i++) {
        const police_sentence *s = &sentences[i];
        for (unsigned label = 0; label < N_POLICE; label++) {
            bool gold = s->gold & 1u << label, found = s->found & 1u << label;
            counts one = {gold, gold && found, found, gold && found};
            counts_add(&self->labels[label], &one);
        }
        confusion_add(&self->confused, s->gold, s->found);
    }
}

/* ---- rows ------------------------------------------------------------------------------------ */

typedef struct article {
    buf text;
    police_sentence *sentences; /* [n] */
    uint32_t n;
} article;

static unsigned read_labels(const json *list)
{
    unsigned labels = 0;
    for (const json *v = json_first(list); v; v = v->next)
        for (unsigned i = 0; i < N_POLICE; i++)
            if (str_eq(json_text(v), str_from(names[i]))) labels |= 1u << i;
    return labels;
}

/* The sentences as they come, one behind the other. */
static bool read_article(article *self, const json *row, arena *mem)
{
    uint32_t n = 0;
    const json *first = json_first(json_member(row, "sents"));
    for (const json *v = first; v; v = v->next) n++;
    buf_reset(&self->text);
    self->n = 0;
    self->sentences = arena_alloc(mem, (n + 1) * sizeof *self->sentences);
    for (const json *v = first; v && self->sentences; v = v->next) {
        police_sentence *s = &self->sentences[self->n++];
        buf *text = &self->text;
        if (text->len && text->ptr[text->len - 1] != '\n') buf_put_char(text, ' ');
        *s = (police_sentence){.gold = read_labels(json_member(v, "labels"))};
        s->span.start = (uint32_t)text->len;
        buf_put_str(text, json_text_of(v, "text"));
        s->span.end = (uint32_t)text->len;
    }
    return arena_ok(mem) && buf_ok(&self->text);
}

/* A report of an event told before tells it, too. */
static void mark_events(article *self, const recoding *found)
{
    for (uint32_t i = 0; i < found->n; i++) {
        const casus_event *e = &found->events[i];
        unsigned label = police_label_of(e);
        for (uint32_t k = 0; label && k < e->n_reports; k++) {
            casus_report told;
            casus_doc_report(found->doc, i, k, &told);
            police_mark(self->sentences, self->n, told.trigger.start, label);
        }
    }
}

static casus_status count_rows(event_file *self, recoding *coding, article *a, police_tally *tally,
                               casus_error *err)
{
    for (;;) {
        const json *row;
        TRY(gold_next(&self->rows, &self->mem, &row, err));
        if (!row) return CASUS_OK;
        FAIL_IF(!read_article(a, row, &self->mem), CASUS_NO_MEMORY, "no memory for a row");
        TRY(recoding_run(coding, json_text_of(row, "url"), buf_str(&a->text),
                         json_text_of(row, "date"), &self->mem, err));
        mark_events(a, coding);
        police_count(tally, a->sentences, a->n);
    }
}

static casus_status write(event_file *self, const police_tally *t, casus_error *err)
{
    report r;
    counts all = {0};
    mean f1 = {0};
    event_report_open(&r, "police", self);
    report_number(&r, "rows", "articles", t->articles);
    report_number(&r, "sentences", "sentences", t->sentences);
    report_section(&r, "labels", "Sentences in which police");
    for (unsigned i = 0; i < N_POLICE; i++) {
        report_score(&r, names[i], names[i], &t->labels[i]);
        counts_add(&all, &t->labels[i]);
        mean_add(&f1, counts_f1(&t->labels[i]));
    }
    report_score(&r, "all", "pooled", &all);
    report_mean(&r, "mean", "mean", &f1);
    report_confusion(&r, "confusion", "Labels (rows), those found (columns)", &t->confused);
    return report_close(&r, self->sink, err);
}

casus_status police_evaluate(event_file *self, casus_error *err)
{
    casus_options options = {.engine = self->how->engine};
    police_tally tally = {.confused = {.names = names, .n = N_POLICE}};
    article a = {0};
    recoding coding;
    casus_status status = recoding_open(&coding, self->model, &options, err);
    if (status == CASUS_OK) status = count_rows(self, &coding, &a, &tally, err);
    recoding_close(&coding);
    buf_release(&a.text);
    return status == CASUS_OK ? write(self, &tally, err) : status;
}
