/* The rows of a file of several coders, from JSON; the report. */
#include "evaluate/multicoder.h"

#include <stdlib.h>

/* ---- gold ------------------------------------------------------------------------------------ */

static uint32_t n_values(const json *list)
{
    uint32_t n = 0;
    for (const json *v = json_first(list); v; v = v->next) n++;
    return n;
}

static bool make_room(reading *r, uint32_t n, arena *mem)
{
    for (unsigned side = 0; side < N_SIDES; side++)
        r->sides[side].spans = arena_alloc(mem, (n + 1) * sizeof(casus_span));
    return arena_ok(mem);
}

/* Spans with the labels "Source", "Source-2", "Target" ... */
static bool read_spans(reading *r, const json *list, casus_str text, arena *mem)
{
    char_map map = {.text = text};
    if (!make_room(r, n_values(list), mem)) return false;
    for (const json *v = json_first(list); v; v = v->next) {
        casus_str label = json_text_of(v, "label");
        bool source = str_starts(label, STR("Source")), target = str_starts(label, STR("Target"));
        if (!source && !target) continue;
        uint32_t start = char_to_byte(&map, json_whole(json_member(v, "start"), 0));
        uint32_t end = char_to_byte(&map, json_whole(json_member(v, "end"), 0));
        span_list_add(&r->sides[source ? SIDE_SOURCE : SIDE_TARGET], (casus_span){start, end});
    }
    return true;
}

/* "4-18 Assault": quad class and root. */
static unsigned root_of(casus_str cameo)
{
    size_t dash = str_find(cameo, STR("-"));
    unsigned root = 0;
    for (size_t i = dash == SIZE_MAX ? cameo.len : dash + 1;
         i < cameo.len && cameo.ptr[i] >= '0' && cameo.ptr[i] <= '9' && root < 100; i++)
        root = root * 10 + (unsigned)(cameo.ptr[i] - '0');
    return root <= 20 ? root : 0;
}

static bool is_true(const json *value) { return value && value->kind == JSON_TRUE; }

static bool read_person(reading *r, const json *annotation, casus_str text, arena *mem)
{
    *r = (reading){.relevant = is_true(json_member(annotation, "relevant"))};
    for (const json *v = json_first(json_member(annotation, "events")); v; v = v->next) {
        unsigned root = root_of(json_text_of(v, "cameo"));
        if (root) r->roots |= 1u << root;
    }
    return read_spans(r, json_member(annotation, "entities"), text, mem);
}

static bool read_row(multicoder_row *row, const json *value, casus_str text, arena *mem)
{
    bool good = true;
    const json *a = json_first(json_member(value, "annotations"));
    *row = (multicoder_row){0};
    for (; a && row->n < MOST_CODERS; a = a->next)
        good &= read_person(&row->people[row->n++], a, text, mem);
    row->consensus.relevant = is_true(json_member(value, "relevant"));
    const json *root = json_first(json_member(value, "cameo_roots_majority"));
    for (; root; root = root->next)
        row->consensus.roots |= 1u << (json_whole(root, 0) & 31);
    return good &&
           read_spans(&row->consensus, json_member(value, "consensus_spans"), text, mem);
}

/* ---- casus ----------------------------------------------------------------------------------- */

static void add_event(reading *r, const casus_event *e)
{
    r->relevant = true;
    r->roots |= (1u << cameo_root(str_from(e->cameo.code))) & ~1u;
    if (e->has_source) span_list_add(&r->sides[SIDE_SOURCE], e->source.span);
    if (e->has_target) span_list_add(&r->sides[SIDE_TARGET], e->target.span);
}

static bool read_found(multicoder_row *row, const recoding *found, arena *mem)
{
    if (!make_room(&row->casus, found->n, mem) || !make_room(&row->actual, found->n, mem))
        return false;
    for (uint32_t i = 0; i < found->n; i++) {
        add_event(&row->casus, &found->events[i]);
        if (found->events[i].status == CASUS_ACTUAL) add_event(&row->actual, &found->events[i]);
    }
    return true;
}

static casus_status count_rows(event_file *self, recoding *coding, multicoder_tally *tally,
                               casus_error *err)
{
    multicoder_row *row = malloc(sizeof *row);
    const json *value;
    casus_status status = CASUS_OK;
    if (!row) status = error_set(err, CASUS_NO_MEMORY, "no memory for a row");
    while (status == CASUS_OK) {
        status = gold_next(&self->rows, &self->mem, &value, err);
        if (status != CASUS_OK || !value) break;
        casus_str text = json_text_of(value, "text");
        status = recoding_run(coding, json_text_of(value, "id"), text, (casus_str){0}, &self->mem,
                              err);
        if (status != CASUS_OK) break;
        if (!read_row(row, value, text, &self->mem) || !read_found(row, coding, &self->mem))
            status = error_set(err, CASUS_NO_MEMORY, "no memory for a row");
        else
            multicoder_count(tally, row);
    }
    free(row);
    return status;
}

/* ---- report ---------------------------------------------------------------------------------- */

static void report_roots(report *r, const multicoder_tally *t)
{
    report_section(r, "roots", "CAMEO roots, where either has one");
    report_mean(r, "people", "people, each with each", &t->people.either);
    report_mean(r, "casus", "casus with each of them", &t->casus.either);
    report_mean(r, "actual", "  actual events alone", &t->actual.either);
    report_mean(r, "people_no_01", "people, without statements", &t->people_no_01.either);
    report_mean(r, "casus_no_01", "casus, without statements", &t->no_01.either);
    report_section(r, "roots_everywhere", "CAMEO roots, all rows (none and none: 100)");
    report_mean(r, "people", "people, each with each", &t->people.all);
    report_mean(r, "casus", "casus with each of them", &t->casus.all);
    report_section(r, "roots_pooled", "CAMEO roots, pooled");
    report_score(r, "people", "people, each with each", &t->people.roots);
    report_score(r, "casus", "casus with each of them", &t->casus.roots);
    report_score(r, "actual", "  actual events alone", &t->actual.roots);
}

static void report_spans(report *r, const multicoder_tally *t)
{
    static const char *const keys[N_SIDES] = {"sources", "targets"};
    static const char *const titles[N_SIDES] = {"Sources that overlap", "Targets that overlap"};
    for (unsigned side = 0; side < N_SIDES; side++) {
        report_section(r, keys[side], titles[side]);
        report_score(r, "people", "people, each with each", &t->people.sides[side]);
        report_score(r, "casus", "casus with each of them", &t->casus.sides[side]);
        report_score(r, "consensus", "casus with what several marked", &t->consensus[side]);
    }
}

static casus_status write(event_file *self, const multicoder_tally *t, casus_error *err)
{
    report r;
    event_report_open(&r, "multicoder", self);
    report_number(&r, "rows", "sentences", self->rows.n_rows);
    report_roots(&r, t);
    report_section(&r, "relevant", "Tells an event");
    report_score(&r, "people", "people, each with each", &t->relevant_people);
    report_score(&r, "casus", "casus with the majority", &t->relevant);
    report_score(&r, "casus_no_01", "casus, without statements", &t->relevant_no_01);
    report_spans(&r, t);
    report_confusion(&r, "confusion", "Roots of the majority (rows), those found (columns)",
                     &t->roots);
    return report_close(&r, self->sink, err);
}

casus_status multicoder_evaluate(event_file *self, casus_error *err)
{
    casus_options options = {.engine = self->how->engine, .statements = true};
    multicoder_tally tally = {.roots = {.names = cameo_roots + 1, .n = 20}};
    recoding coding;
    casus_status status = recoding_open(&coding, self->model, &options, err);
    if (status == CASUS_OK) status = count_rows(self, &coding, &tally, err);
    recoding_close(&coding);
    return status == CASUS_OK ? write(self, &tally, err) : status;
}
