/* Rows are {text, toponyms: [{start, end, lat, lon}]} or {text, verb: [[start, end]], locations:
 * [[start, end, text]]}: docs/evaluate.md. Every sentence is parsed. */
#include "evaluate/places.h"

#include <math.h>

#include "evaluate/events.h"
#include "evaluate/row_file.h"

/* ---- counting -------------------------------------------------------------------------------- */

double place_distance(double lat, double lon, double other_lat, double other_lon)
{
    const double rad = 3.14159265358979323846 / 180;
    double a = sin((other_lat - lat) * rad / 2), b = sin((other_lon - lon) * rad / 2);
    double h = a * a + cos(lat * rad) * cos(other_lat * rad) * b * b;
    return 2 * 6371 * asin(sqrt(h < 1 ? h : 1));
}

static void count_gold(toponym_tally *self, const toponym *gold, bool *right, const toponym *found,
                       uint32_t n_found)
{
    for (uint32_t i = 0; i < n_found; i++) {
        const toponym *f = &found[i];
        if (!spans_overlap(f->span, gold->span)) continue;
        self->found++;
        self->exact += f->span.start == gold->span.start && f->span.end == gold->span.end;
        *right = place_distance(gold->lat, gold->lon, f->lat, f->lon) <= PLACE_NEAR_KM;
        self->near_by += *right;
        return;
    }
}

void toponyms_count(toponym_tally *self, const toponym *gold, bool *right, uint32_t n_gold,
                    const toponym *found, uint32_t n_found)
{
    for (uint32_t i = 0; i < n_gold; i++) {
        right[i] = false;
        if (isnan(gold[i].lat)) continue;
        self->gold++;
        count_gold(self, &gold[i], &right[i], found, n_found);
    }
    for (uint32_t i = 0; i < n_found; i++) {
        self->marks++;
        self->marks_known += !isnan(found[i].lat);
        for (uint32_t k = 0; k < n_gold; k++) {
            if (!spans_overlap(found[i].span, gold[k].span)) continue;
            self->marks_right++;
            break;
        }
    }
}

/* ---- rows ------------------------------------------------------------------------------------ */

typedef struct place_file {
    row_file file;
    casus_str text; /* of the row */
    toponym_tally toponyms;
    uint64_t somewhere, somewhere_right, nowhere, nowhere_right, overlapping;
} place_file;

static casus_status code_row(place_file *self, const json *row, casus_error *err)
{
    self->text = json_text_of(row, "text");
    casus_document_in in = {.id = STR("row"), .text = self->text, .url = json_text_of(row, "url")};
    return casus_code(self->file.coding.coder, &in, self->file.coding.doc, err);
}

static double degrees(const json *value, const char *key)
{
    const json *v = json_member(value, key);
    return v && v->kind == JSON_NUMBER ? v->number : NAN;
}

static uint32_t count_list(const json *list)
{
    uint32_t n = 0;
    for (const json *v = json_first(list); v; v = v->next) n++;
    return n;
}

static void note(place_file *self, casus_span where, const char *want, double lat, double lon,
                 const toponym *got)
{
    casus_str all = self->text;
    buf text = {0}, gold = {0}, found = {0};
    uint32_t from = where.start > 60 ? where.start - 60 : 0, to = where.end + 50;
    if (to > all.len) to = (uint32_t)all.len;
    buf_printf(&text, "%.*s[%.*s]%.*s", (int)(where.start - from), all.ptr + from,
               (int)(where.end - where.start), all.ptr + where.start, (int)(to - where.end),
               all.ptr + where.end);
    buf_printf(&gold, "%s %.2f %.2f", want, lat, lon);
    if (got)
        buf_printf(&found, "%.*s %.2f %.2f", (int)(got->span.end - got->span.start),
                   all.ptr + got->span.start, got->lat, got->lon);
    error_list_add(&self->file.errors, buf_str(&text), buf_str(&gold), buf_str(&found));
    buf_release(&text);
    buf_release(&gold);
    buf_release(&found);
}

static const toponym *overlapping(casus_span span, const toponym *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (spans_overlap(list[i].span, span)) return &list[i];
    return NULL;
}

static void note_toponyms(place_file *self, const toponym *gold, const bool *right, uint32_t n,
                          const toponym *found, uint32_t n_found)
{
    for (uint32_t i = 0; i < n; i++)
        if (!right[i] && !isnan(gold[i].lat))
            note(self, gold[i].span, "missed", gold[i].lat, gold[i].lon,
                 overlapping(gold[i].span, found, n_found));
    for (uint32_t i = 0; i < n_found; i++)
        if (!overlapping(found[i].span, gold, n))
            note(self, found[i].span, "none", NAN, NAN, &found[i]);
}

static casus_status count_toponyms(place_file *self, const json *row, casus_error *err)
{
    const json *list = json_member(row, "toponyms");
    const casus_doc *doc = self->file.coding.doc;
    uint32_t n = 0, n_found = (uint32_t)casus_doc_n_places(doc);
    toponym *gold = arena_alloc(&self->file.mem, (count_list(list) + 1) * sizeof *gold);
    toponym *found = arena_alloc(&self->file.mem, (n_found + 1) * sizeof *found);
    bool *right = arena_alloc(&self->file.mem, count_list(list) + 1);
    FAIL_IF(!gold || !found || !right, CASUS_NO_MEMORY, "no memory for a row");
    char_map map = {.text = json_text_of(row, "text")};
    for (const json *v = json_first(list); v; v = v->next) {
        uint32_t start = char_to_byte(&map, json_whole(json_member(v, "start"), 0));
        uint32_t end = char_to_byte(&map, json_whole(json_member(v, "end"), 0));
        gold[n++] = (toponym){{start, end}, degrees(v, "lat"), degrees(v, "lon")};
    }
    for (uint32_t i = 0; i < n_found; i++) {
        casus_place p;
        casus_doc_place(doc, i, &p);
        found[i] = (toponym){p.span, p.lat, p.lon};
    }
    toponyms_count(&self->toponyms, gold, right, n, found, n_found);
    if (self->file.how->errors) note_toponyms(self, gold, right, n, found, n_found);
    return CASUS_OK;
}

static casus_status count_verb(place_file *self, const json *row, casus_error *err)
{
    const json *verb = json_first(json_member(row, "verb"));
    const json *places = json_first(json_member(row, "locations"));
    if (!verb)
        return error_at(err, CASUS_BAD_INPUT, self->file.path, self->file.rows.line,
                        "\"verb\" is a list of [start, end]");
    char_map map = {.text = json_text_of(row, "text")};
    casus_span span = {char_to_byte(&map, json_whole(json_first(verb), 0)), 0}, got = {0},
               first = {0};
    span.end = char_to_byte(&map, json_whole(json_first(verb)->next, 0));
    casus_place place;
    bool found = casus_doc_where(self->file.coding.doc, span, &place), right = !places && !found;
    if (found) got = place.span;
    for (const json *v = places; v; v = v->next) {
        const json *start = json_first(v);
        casus_span gold = {char_to_byte(&map, json_whole(start, 0)), 0};
        gold.end = char_to_byte(&map, json_whole(start ? start->next : NULL, 0));
        if (v == places) first = gold;
        right |= found && got.start == gold.start && got.end == gold.end;
        self->overlapping += found && spans_overlap(got, gold);
    }
    if (places) {
        self->somewhere++;
        self->somewhere_right += right;
    } else {
        self->nowhere++;
        self->nowhere_right += right;
    }
    if (!right && self->file.how->errors) {
        casus_str text = self->text;
        buf line = {0};
        buf_printf(&line, "%.*s<<%.*s>>%.*s", (int)span.start, text.ptr,
                   (int)(span.end - span.start), text.ptr + span.start, (int)(text.len - span.end),
                   text.ptr + span.end);
        error_list_add(&self->file.errors, buf_str(&line), str_slice(text, first.start, first.end),
                       str_slice(text, got.start, got.end));
        buf_release(&line);
    }
    return CASUS_OK;
}

static casus_status count_row(row_file *file, const json *row, casus_error *err)
{
    place_file *self = (place_file *)file;
    bool verb = json_member(row, "verb") != NULL;
    if (!json_text_of(row, "text").len || (!verb && !json_member(row, "toponyms")))
        return error_at(err, CASUS_BAD_INPUT, file->path, file->rows.line,
                        "a row has a \"text\", and \"toponyms\" or a \"verb\" with its "
                        "\"locations\"");
    TRY(code_row(self, row, err));
    return verb ? count_verb(self, row, err) : count_toponyms(self, row, err);
}

static void tell(const row_file *file, report *r)
{
    const place_file *self = (const place_file *)file;
    const toponym_tally *t = &self->toponyms;
    report_number(r, "rows", "rows", self->file.rows.n_rows);
    if (t->gold || t->marks) {
        report_section(r, "toponyms", "Toponyms that lie somewhere");
        report_share(r, "found", "found", t->found, t->gold);
        report_share(r, "near", "found, and resolved within 161 km", t->near_by, t->gold);
        report_share(r, "exact", "found with the same first and last byte", t->exact, t->gold);
        report_section(r, "marks", "What casus marks as places");
        report_share(r, "precision", "toponyms of the file", t->marks_right, t->marks);
        report_share(r, "known", "resolved", t->marks_known, t->marks);
    }
    uint64_t verbs = self->somewhere + self->nowhere;
    if (verbs) {
        report_section(r, "events", "The place of what a verb tells");
        report_share(r, "right", "right", self->somewhere_right + self->nowhere_right, verbs);
        report_share(r, "somewhere", "of those that have one", self->somewhere_right,
                     self->somewhere);
        report_share(r, "nowhere", "of those that have none", self->nowhere_right, self->nowhere);
    }
}

casus_status casus_evaluate_places(const casus_model *model, const char *path,
                                   const casus_evaluation *how, const char *format, casus_sink sink,
                                   casus_error *err)
{
    static const row_kind kind = {"places", count_row, tell};
    place_file self = {0};
    return row_file_evaluate(&self.file, &kind, model, path, how, format, sink, err);
}
