/* Rows are {Input, Context: {ReferenceDateTime}, Results: [{Start, End, TypeName, Resolution:
 * {values}}]}: docs/evaluate.md. The sentence is coded as a document published on the reference
 * day; compared is the date of casus that shares most with the phrase.
 */
#include "evaluate/dates.h"

#include "entity/date_calendar.h"
#include "evaluate/events.h"
#include "evaluate/row_file.h"

#define MOST_READINGS 8

/* ---- counting -------------------------------------------------------------------------------- */

/* "between 2014 and 2018": the year, month or day that the phrase ends with, counted whole. */
static bool ends_whole(int32_t end, day_span found)
{
    return found.to > end && civil_of(found.to + 1).day == 1;
}

enum date_verdict date_judge(const date_reading *gold, day_span found)
{
    if (gold->day != CASUS_NO_DAY)
        return found.from == gold->day && found.to == gold->day ? DATE_EXACT : DATE_WRONG;
    if (gold->from != CASUS_NO_DAY && found.from != gold->from) return DATE_WRONG;
    if (gold->end == CASUS_NO_DAY || found.to == gold->end - 1) return DATE_EXACT;
    return found.to == gold->end || ends_whole(gold->end, found) ? DATE_NEARLY : DATE_WRONG;
}

/* ---- rows ------------------------------------------------------------------------------------ */

typedef struct date_file {
    row_file file;
    uint64_t phrases, found, right, exact;
} date_file;

static int32_t day_member(const json *value, const char *key)
{
    int32_t day;
    return casus_day_parse(json_text_of(value, key), &day) ? day : CASUS_NO_DAY;
}

static uint32_t read_readings(const json *result, date_reading out[MOST_READINGS])
{
    const json *v = json_first(json_member(json_member(result, "Resolution"), "values"));
    uint32_t n = 0;
    for (; v && n < MOST_READINGS; v = v->next) {
        date_reading r = {day_member(v, "value"), day_member(v, "start"), day_member(v, "end")};
        if (r.day != CASUS_NO_DAY || r.from != CASUS_NO_DAY || r.end != CASUS_NO_DAY) out[n++] = r;
    }
    return n;
}

/* The date that shares most bytes with the phrase, the earlier of two; false where none shares
 * any. */
static bool find_date(const casus_doc *doc, uint32_t start, uint32_t end, casus_date *out)
{
    uint32_t most = 0;
    for (size_t i = 0; i < casus_doc_n_dates(doc); i++) {
        casus_date_mention m;
        casus_doc_date(doc, i, &m);
        casus_span s = m.date.span;
        uint32_t from = s.start > start ? s.start : start, to = s.end < end ? s.end : end;
        if (to <= from || to - from <= most) continue;
        most = to - from;
        *out = m.date;
    }
    return most > 0;
}

static void put_days(buf *out, int32_t from, int32_t to)
{
    char days[2][11] = {"", ""};
    if (from != CASUS_NO_DAY) casus_day_format(from, days[0]);
    if (to != CASUS_NO_DAY) casus_day_format(to, days[1]);
    buf_printf(out, from == to ? "%s" : "%s..%s", days[0], days[1]);
}

static void note_error(date_file *self, const json *row, const date_reading *gold, uint32_t n,
                       bool found, const casus_date *date)
{
    buf text = {0}, want = {0}, got = {0};
    casus_str input = json_text_of(row, "Input");
    casus_str day = json_text_of(json_member(row, "Context"), "ReferenceDateTime");
    buf_printf(&text, "%.*s (%.10s)", (int)input.len, input.ptr, day.ptr ? day.ptr : "");
    for (uint32_t i = 0; i < n; i++) {
        if (i) buf_put_str(&want, STR(" or "));
        if (gold[i].day != CASUS_NO_DAY)
            put_days(&want, gold[i].day, gold[i].day);
        else
            put_days(&want, gold[i].from, gold[i].end);
    }
    if (found) {
        buf_printf(&got, "\"%.*s\" ", (int)date->text.len, date->text.ptr);
        put_days(&got, date->from, date->to);
    }
    error_list_add(&self->file.errors, buf_str(&text), buf_str(&want), buf_str(&got));
    buf_release(&text);
    buf_release(&want);
    buf_release(&got);
}

/* Days and ranges of days count; times of day, durations and sets are passed over. */
static void count_phrase(date_file *self, const json *row, const json *result)
{
    casus_str type = json_text_of(result, "TypeName"), input = json_text_of(row, "Input");
    date_reading gold[MOST_READINGS];
    uint32_t n = read_readings(result, gold);
    if ((!str_ends(type, STR(".date")) && !str_ends(type, STR(".daterange"))) || n == 0) return;
    char_map map = {.text = input};
    uint32_t start = char_to_byte(&map, json_whole(json_member(result, "Start"), 0));
    uint32_t end = char_to_byte(&map, json_whole(json_member(result, "End"), -1) + 1);
    casus_date date = {0};
    bool found = find_date(self->file.coding.doc, start, end, &date);
    enum date_verdict best = DATE_WRONG;
    for (uint32_t i = 0; i < n && found; i++) {
        enum date_verdict one = date_judge(&gold[i], (day_span){date.from, date.to});
        if (one > best) best = one;
    }
    self->phrases++;
    self->found += found;
    self->right += best != DATE_WRONG;
    self->exact += best == DATE_EXACT;
    if (best == DATE_WRONG && self->file.how->errors) note_error(self, row, gold, n, found, &date);
}

static casus_status count_row(row_file *file, const json *row, casus_error *err)
{
    date_file *self = (date_file *)file;
    casus_str input = json_text_of(row, "Input");
    casus_str day = json_text_of(json_member(row, "Context"), "ReferenceDateTime");
    const json *result = json_first(json_member(row, "Results"));
    if (!input.len || !day.len || !json_member(row, "Results"))
        return error_at(err, CASUS_BAD_INPUT, self->file.path, self->file.rows.line,
                        "a row has an \"Input\", a \"ReferenceDateTime\" in \"Context\", and "
                        "\"Results\"");
    TRY(recoding_run(&self->file.coding, STR("row"), input, day, &self->file.mem, err));
    for (; result; result = result->next) count_phrase(self, row, result);
    return CASUS_OK;
}

static void tell(const row_file *file, report *r)
{
    const date_file *self = (const date_file *)file;
    report_number(r, "sentences", "sentences", self->file.rows.n_rows);
    report_number(r, "phrases", "phrases", self->phrases);
    report_section(r, "dates", "Dates");
    report_share(r, "found", "found", self->found, self->phrases);
    report_share(r, "right", "resolved right", self->right, self->phrases);
    report_share(r, "exact", "right, end before the gold end", self->exact, self->phrases);
}

casus_status casus_evaluate_dates(const casus_model *model, const char *path,
                                  const casus_evaluation *how, const char *format, casus_sink sink,
                                  casus_error *err)
{
    static const row_kind kind = {"dates", count_row, tell};
    date_file self = {0};
    return row_file_evaluate(&self.file, &kind, model, path, how, format, sink, err);
}
