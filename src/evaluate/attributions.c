/* Rows are {text, date, annotations: [{attributions: [{source, cue, content}]}]}, each of the three
 * a list of {spans: [[from, to]]} in code points: docs/evaluate.md. The first annotator counts.
 */
#include "evaluate/attributions.h"

#include "evaluate/events.h"
#include "evaluate/row_file.h"

#define SHOWN 60 /* bytes of a text in a list of errors */

enum role { SOURCE, CUE, CONTENT, ROLES };
static const char *const ROLE_NAMES[ROLES] = {"source", "cue", "content"};
static const char *const ROLE_LABELS[ROLES] = {"sources", "cues", "contents"};

/* ---- counting -------------------------------------------------------------------------------- */

/* Few spans, nearly in order. */
void extent_sort(extent *self)
{
    for (uint32_t i = 1; i < self->n; i++) {
        casus_span x = self->spans[i];
        uint32_t k = i;
        for (; k > 0 && self->spans[k - 1].start > x.start; k--)
            self->spans[k] = self->spans[k - 1];
        self->spans[k] = x;
    }
}

bool extents_equal(const extent *a, const extent *b)
{
    if (a->n != b->n) return false;
    for (uint32_t i = 0; i < a->n; i++)
        if (a->spans[i].start != b->spans[i].start || a->spans[i].end != b->spans[i].end)
            return false;
    return true;
}

bool extents_overlap(const extent *a, const extent *b)
{
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            if (spans_overlap(a->spans[i], b->spans[k])) return true;
    return false;
}

static bool has_match(const extent *one, const extent_list *list,
                      bool (*match)(const extent *, const extent *))
{
    for (uint32_t i = 0; i < list->n; i++)
        if (match(one, &list->items[i])) return true;
    return false;
}

void extents_count(counts *self, const extent_list *gold, const extent_list *found,
                   bool (*match)(const extent *, const extent *))
{
    self->gold += gold->n;
    self->found += found->n;
    for (uint32_t i = 0; i < gold->n; i++)
        self->gold_right += has_match(&gold->items[i], found, match);
    for (uint32_t i = 0; i < found->n; i++)
        self->found_right += has_match(&found->items[i], gold, match);
}

/* ---- rows ------------------------------------------------------------------------------------ */

typedef struct attribution_file {
    row_file file;
    counts exact[ROLES], overlap[ROLES];
} attribution_file;

/* The byte where each code point begins, and the end. */
static uint32_t *code_points(casus_str text, arena *mem, uint32_t *n)
{
    uint32_t *at = arena_alloc(mem, (text.len + 1) * sizeof *at);
    size_t byte = 0;
    *n = 0;
    if (!at) return NULL;
    while (byte < text.len) {
        at[(*n)++] = (uint32_t)byte;
        utf8_next(text, &byte);
    }
    at[*n] = (uint32_t)text.len;
    return at;
}

static void read_extent(const json *pieces, const uint32_t *at, uint32_t n_points, extent *out)
{
    out->n = 0;
    for (const json *piece = json_first(pieces); piece; piece = piece->next) {
        const json *span = json_first(json_member(piece, "spans"));
        for (; span && out->n < MOST_SPANS; span = span->next) {
            int64_t from = json_whole(json_first(span), -1);
            int64_t to = json_first(span) ? json_whole(json_first(span)->next, -1) : -1;
            if (from < 0 || to <= from || to > n_points) continue;
            out->spans[out->n++] = (casus_span){at[from], at[to]};
        }
    }
    extent_sort(out);
}

static void keep(extent_list *list, const extent *x, arena *mem)
{
    if (x->n == 0) return;
    extent *to = arena_push(mem, &list->items, &list->n, &list->cap, sizeof *to);
    if (to) *to = *x;
}

static casus_status read_gold(attribution_file *self, const json *row, casus_str text,
                              extent_list gold[ROLES], casus_error *err)
{
    uint32_t n_points;
    uint32_t *at = code_points(text, &self->file.mem, &n_points);
    FAIL_IF(!at, CASUS_NO_MEMORY, "no memory for an article");
    const json *all = json_member(json_first(json_member(row, "annotations")), "attributions");
    if (!all)
        return error_at(err, CASUS_BAD_INPUT, self->file.path, self->file.rows.line,
                        "a row has a \"text\" and \"annotations\" with \"attributions\"");
    for (const json *a = json_first(all); a; a = a->next)
        for (int role = 0; role < ROLES; role++) {
            extent x;
            read_extent(json_member(a, ROLE_NAMES[role]), at, n_points, &x);
            keep(&gold[role], &x, &self->file.mem);
        }
    return CASUS_OK;
}

static void find_extents(attribution_file *self, extent_list found[ROLES])
{
    for (size_t i = 0; i < casus_doc_n_claims(self->file.coding.doc); i++) {
        casus_claim c;
        casus_doc_claim(self->file.coding.doc, i, &c);
        extent x[ROLES] = {{.spans = {c.source.span}, .n = c.has_source},
                           {.spans = {c.cue_span}, .n = 1},
                           {.spans = {c.content_span}, .n = 1}};
        for (uint32_t k = 0; k < c.n_more; k++) x[CONTENT].spans[x[CONTENT].n++] = c.more_spans[k];
        extent_sort(&x[CONTENT]);
        for (int role = 0; role < ROLES; role++) keep(&found[role], &x[role], &self->file.mem);
    }
}

/* Cues that nothing found overlaps, and cues found that overlap none. */
static void note_errors(attribution_file *self, casus_str text, const extent_list *gold,
                        const extent_list *found)
{
    for (int missed = 0; missed < 2; missed++) {
        const extent_list *list = missed ? gold : found, *other = missed ? found : gold;
        for (uint32_t i = 0; i < list->n; i++) {
            casus_span s = list->items[i].spans[0];
            if (has_match(&list->items[i], other, extents_overlap)) continue;
            size_t from = s.start < SHOWN ? 0 : s.start - SHOWN, to = s.end + SHOWN;
            while (from < s.start && ((unsigned char)text.ptr[from] & 0xC0) == 0x80) from++;
            if (to > text.len) to = text.len;
            while (to > s.end && to < text.len && ((unsigned char)text.ptr[to] & 0xC0) == 0x80)
                to--;
            casus_str cue = str_slice(text, s.start, s.end), none = {"", 0};
            error_list_add(&self->file.errors, str_slice(text, from, to), missed ? cue : none,
                           missed ? none : cue);
        }
    }
}

static casus_status count_row(row_file *file, const json *row, casus_error *err)
{
    attribution_file *self = (attribution_file *)file;
    casus_str text = json_text_of(row, "text");
    extent_list gold[ROLES] = {0}, found[ROLES] = {0};
    TRY(read_gold(self, row, text, gold, err));
    TRY(recoding_run(&self->file.coding, STR("row"), text, json_text_of(row, "date"),
                     &self->file.mem, err));
    find_extents(self, found);
    FAIL_IF(!arena_ok(&self->file.mem), CASUS_NO_MEMORY, "no memory for an article");
    for (int role = 0; role < ROLES; role++) {
        extents_count(&self->exact[role], &gold[role], &found[role], extents_equal);
        extents_count(&self->overlap[role], &gold[role], &found[role], extents_overlap);
    }
    if (self->file.how->errors) note_errors(self, text, &gold[CUE], &found[CUE]);
    return CASUS_OK;
}

static void tell(const row_file *file, report *r)
{
    const attribution_file *self = (const attribution_file *)file;
    report_number(r, "articles", "articles", self->file.rows.n_rows);
    report_section(r, "exact", "The same words");
    for (int role = 0; role < ROLES; role++)
        report_score(r, ROLE_NAMES[role], ROLE_LABELS[role], &self->exact[role]);
    report_section(r, "overlap", "Words in common");
    for (int role = 0; role < ROLES; role++)
        report_score(r, ROLE_NAMES[role], ROLE_LABELS[role], &self->overlap[role]);
}

casus_status casus_evaluate_attributions(const casus_model *model, const char *path,
                                         const casus_evaluation *how, const char *format,
                                         casus_sink sink, casus_error *err)
{
    static const row_kind kind = {"attributions", count_row, tell};
    attribution_file self = {0};
    return row_file_evaluate(&self.file, &kind, model, path, how, format, sink, err);
}
