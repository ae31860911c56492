#include "evaluate/cameo_rows.h"

/* ---- codes ----------------------------------------------------------------------------------- */

static bool is_letters(casus_str code, const char *letters)
{
    return code.len >= 3 && memcmp(code.ptr, letters, 3) == 0;
}

/* Codes of CAMEO's countries that are not ISO 3166's, and of bodies that stand alone. */
static const struct {
    const char *phoenix, *code;
} others[] = {{"ROM", "ROU"}, {"KSV", "KOS"}, {"ZAR", "COD"}, {"TMP", "TLS"}, {"PAL", "PSE"},
              {"UNO", "UNO"}, {"EUR", "EUR"}, {"EEC", "EUR"}, {"NAT", "IGO"}, {"NTO", "IGO"},
              {"INT", "IGO"}};

void phoenix_country(casus_str code, char out[4])
{
    memset(out, 0, 4);
    if (code.len < 3 || code.ptr[0] == '-') return;
    memcpy(out, code.ptr, 3);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (is_letters(code, others[i].phoenix)) memcpy(out, others[i].code, 3);
    if (!is_letters(code, "IGO")) return;
    for (size_t at = 3; at + 3 <= code.len; at += 3) {
        casus_str part = str_slice(code, at, code.len);
        if (is_letters(part, "UNO")) memcpy(out, "UNO", 3);
        if (is_letters(part, "EUR") || is_letters(part, "EEC")) memcpy(out, "EUR", 3);
    }
}

/* ---- counting -------------------------------------------------------------------------------- */

static bool same_pair(const dyad *a, const dyad *b)
{
    return strcmp(a->source, b->source) == 0 && strcmp(a->target, b->target) == 0;
}

static bool same_root(const dyad *a, const dyad *b) { return a->root == b->root; }

static bool same_dyad(const dyad *a, const dyad *b) { return same_pair(a, b) && same_root(a, b); }

typedef bool same_fn(const dyad *a, const dyad *b);

static bool holds(const dyad *items, uint32_t n, const dyad *item, same_fn *same)
{
    for (uint32_t i = 0; i < n; i++)
        if (same(&items[i], item)) return true;
    return false;
}

void dyad_list_add(dyad_list *self, const dyad *item)
{
    if (!holds(self->items, self->n, item, same_dyad)) self->items[self->n++] = *item;
}

/* Of what is the same in the respect that counts, the first counts. */
static void count(counts *self, const dyad_list *gold, const dyad_list *found, same_fn *same)
{
    for (uint32_t i = 0; i < gold->n; i++) {
        if (holds(gold->items, i, &gold->items[i], same)) continue;
        self->gold++;
        self->gold_right += holds(found->items, found->n, &gold->items[i], same);
    }
    for (uint32_t i = 0; i < found->n; i++) {
        if (holds(found->items, i, &found->items[i], same)) continue;
        self->found++;
        self->found_right += holds(gold->items, gold->n, &found->items[i], same);
    }
}

static void count_without_statements(counts *self, const dyad_list *gold, const dyad_list *found)
{
    counts all = {0};
    count(&all, gold, found, same_dyad);
    for (uint32_t i = 0; i < found->n; i++) {
        if (found->items[i].root != 1) continue;
        bool right = holds(gold->items, gold->n, &found->items[i], same_dyad);
        all.found--;
        all.found_right -= right;
        all.gold_right -= right;
    }
    counts_add(self, &all);
}

static uint32_t roots_of(const dyad_list *list, const dyad *pair)
{
    uint32_t roots = 0;
    for (uint32_t i = 0; i < list->n; i++)
        if (same_pair(&list->items[i], pair)) roots |= 1u << list->items[i].root;
    return roots >> 1;
}

void dyads_count(dyad_tally *self, const dyad_list *gold, const dyad_list *found)
{
    self->rows++;
    count(&self->whole, gold, found, same_dyad);
    count(&self->pair, gold, found, same_pair);
    count(&self->root, gold, found, same_root);
    count_without_statements(&self->no_01, gold, found);
    for (uint32_t i = 0; i < gold->n; i++)
        if (!holds(gold->items, i, &gold->items[i], same_pair))
            confusion_add(&self->roots, roots_of(gold, &gold->items[i]),
                          roots_of(found, &gold->items[i]));
    for (uint32_t i = 0; i < found->n; i++)
        if (!holds(found->items, i, &found->items[i], same_pair) &&
            !holds(gold->items, gold->n, &found->items[i], same_pair))
            confusion_add(&self->roots, 0, roots_of(found, &found->items[i]));
}

/* ---- rows ------------------------------------------------------------------------------------ */

static bool read_expected(dyad_list *out, const json *row, arena *mem)
{
    uint32_t n = 0;
    const json *first = json_first(json_member(row, "expected"));
    for (const json *v = first; v; v = v->next) n++;
    *out = (dyad_list){.items = arena_alloc(mem, (n + 1) * sizeof(dyad))};
    for (const json *v = first; v && out->items; v = v->next) {
        const json *source = json_first(v), *target = source ? source->next : NULL;
        dyad d = {.root = cameo_root(json_text(target ? target->next : NULL))};
        phoenix_country(json_text(source), d.source);
        phoenix_country(json_text(target), d.target);
        dyad_list_add(out, &d);
    }
    return arena_ok(mem);
}

static void put_code(char out[4], bool has, const casus_actor *actor)
{
    memset(out, 0, 4);
    if (has && actor->code) memcpy(out, actor->code, 3);
}

static bool read_found(dyad_list *out, const recoding *found, arena *mem)
{
    *out = (dyad_list){.items = arena_alloc(mem, (found->n + 1) * sizeof(dyad))};
    for (uint32_t i = 0; out->items && i < found->n; i++) {
        const casus_event *e = &found->events[i];
        dyad d = {.root = cameo_root(str_from(e->cameo.code))};
        put_code(d.source, e->has_source, &e->source);
        put_code(d.target, e->has_target, &e->target);
        dyad_list_add(out, &d);
    }
    return arena_ok(mem);
}

/* "20080806" -> "2008-08-06"; absent where it is something else. */
static casus_str iso_day(casus_str date, arena *mem)
{
    char *out = date.len == 8 ? arena_alloc(mem, 11) : NULL;
    if (!out) return (casus_str){0};
    for (size_t i = 0, to = 0; i < 8; i++) {
        if (i == 4 || i == 6) out[to++] = '-';
        out[to++] = date.ptr[i];
    }
    return (casus_str){out, 10};
}

typedef struct dyad_tallies {
    dyad_tally all, right; /* right: rows that are not listed as wrong */
} dyad_tallies;

static casus_status count_rows(event_file *self, recoding *coding, const gold_ids *wrong,
                               dyad_tallies *tallies, casus_error *err)
{
    for (;;) {
        const json *row;
        dyad_list gold, found;
        TRY(gold_next(&self->rows, &self->mem, &row, err));
        if (!row) return CASUS_OK;
        casus_str id = json_text_of(row, "id"), date = json_text_of(row, "date");
        TRY(recoding_run(coding, id, json_text_of(row, "text"), iso_day(date, &self->mem),
                         &self->mem, err));
        bool good = read_expected(&gold, row, &self->mem) &&
                    read_found(&found, coding, &self->mem);
        FAIL_IF(!good, CASUS_NO_MEMORY, "no memory for a row");
        dyads_count(&tallies->all, &gold, &found);
        if (!gold_ids_hold(wrong, id)) dyads_count(&tallies->right, &gold, &found);
    }
}

static void report_tally(report *r, const char *key, const char *title, const dyad_tally *t)
{
    report_section(r, key, title);
    report_score(r, "whole", "source, target, root", &t->whole);
    report_score(r, "no_01", "  statements not looked for", &t->no_01);
    report_score(r, "pair", "source, target", &t->pair);
    report_score(r, "root", "root", &t->root);
}

static casus_status write(event_file *self, const dyad_tallies *t, casus_error *err)
{
    report r;
    event_report_open(&r, "cameo-sentences", self);
    report_number(&r, "rows", "sentences", t->all.rows);
    if (self->how->wrong) report_number(&r, "right_rows", "of them not wrong", t->right.rows);
    report_tally(&r, "all", "All rows", &t->all);
    if (self->how->wrong) report_tally(&r, "right", "Rows that are not wrong", &t->right);
    report_confusion(&r, "confusion", "Roots expected of a pair (rows), found of it (columns)",
                     self->how->wrong ? &t->right.roots : &t->all.roots);
    return report_close(&r, self->sink, err);
}

casus_status cameo_rows_evaluate(event_file *self, casus_error *err)
{
    casus_options options = {.engine = self->how->engine, .statements = true, .mirror = true};
    confusion roots = {.names = cameo_roots + 1, .n = 20};
    dyad_tallies tallies = {.all = {.roots = roots}, .right = {.roots = roots}};
    gold_ids wrong;
    recoding coding = {0};
    casus_status status = gold_ids_read(&wrong, self->how->wrong, err);
    if (status == CASUS_OK) status = recoding_open(&coding, self->model, &options, err);
    if (status == CASUS_OK) status = count_rows(self, &coding, &wrong, &tallies, err);
    recoding_close(&coding);
    gold_ids_release(&wrong);
    return status == CASUS_OK ? write(self, &tallies, err) : status;
}
