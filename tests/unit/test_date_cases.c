/* The inventory of times in dates.cases: what each expression means, on its day and in its tense.
 * Its head says how a line is read. */
#include "entity/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define MOST_TEXT 256

typedef struct inventory_case {
    char text[MOST_TEXT]; /* without its brackets */
    uint32_t len;
    uint32_t start, end; /* bytes of `text` that stood in brackets */
    casus_str answer;    /* empty: there is no day in it */
    int32_t day;         /* the article's */
    uint32_t tense;
} inventory_case;

/* ---- reading --------------------------------------------------------------------------------- */

static bool read_text(casus_str text, inventory_case *out)
{
    out->len = 0;
    for (size_t i = 0; i < text.len && out->len < MOST_TEXT - 1; i++) {
        if (text.ptr[i] == '[') out->start = out->len;
        else if (text.ptr[i] == ']') out->end = out->len;
        else out->text[out->len++] = text.ptr[i];
    }
    out->text[out->len] = '\0';
    return out->answer.len == 0 || out->end > out->start;
}

/* "< They met [on Tue] and agreed. = 2021-09-28" */
static bool read_case(casus_str line, int32_t day, inventory_case *out)
{
    static const char TENSES[] = {[TENSE_UNKNOWN] = '?', [TENSE_PAST] = '<', [TENSE_FUTURE] = '>'};
    *out = (inventory_case){.day = day};
    casus_str text = str_trim(str_slice(line, 1, line.len));
    if (line.ptr[0] == '!') return read_text(text, out);
    while (out->tense < sizeof TENSES && TENSES[out->tense] != line.ptr[0]) out->tense++;
    size_t sign = str_find(text, STR(" = "));
    if (out->tense == sizeof TENSES || sign == SIZE_MAX) return false;
    out->answer = str_trim(str_slice(text, sign + 3, text.len));
    return read_text(str_slice(text, 0, sign), out);
}

/* ---- asking ---------------------------------------------------------------------------------- */

static uint32_t shared_bytes(const date_words *s, const date_phrase *p, const inventory_case *c)
{
    uint32_t from = s->tokens[p->first].start, to = s->tokens[p->last].end;
    if (from < c->start) from = c->start;
    if (to > c->end) to = c->end;
    return to > from ? to - from : 0;
}

/* The phrase that shares most with the brackets, at least half of them; in a text without brackets
 * the first that is a day. */
static bool find_phrase(const date_words *s, const inventory_case *c, date_phrase *out)
{
    uint32_t most = c->answer.len ? (c->end - c->start - 1) / 2 : 0;
    bool found = false;
    for (uint32_t i = 0; i < s->n && !(found && !c->answer.len);) {
        date_phrase p;
        if (!date_phrase_at(s, i, &p)) {
            i++;
            continue;
        }
        i = p.last + 1;
        uint32_t shared = c->answer.len ? shared_bytes(s, &p, c) : p.type == DATE_DAY;
        if (shared <= most) continue;
        most = shared;
        *out = p;
        found = true;
    }
    return found;
}

static bool end_fits(casus_str wanted, int32_t day)
{
    char text[11] = "-";
    if (day != CASUS_NO_DAY) casus_day_format(day, text);
    return wanted.len == 0 || str_eq(wanted, str_from(text));
}

static bool days_fit(casus_str answer, day_range days)
{
    size_t dots = str_find(answer, STR(".."));
    if (dots == SIZE_MAX) return end_fits(answer, days.from) && end_fits(answer, days.to);
    return end_fits(str_slice(answer, 0, dots), days.from) &&
           end_fits(str_slice(answer, dots + 2, answer.len), days.to);
}

/* Is the answer right? `told` gets what was found. */
static bool ask(const inventory_case *c, arena *mem, buf *told)
{
    static const char *const TYPES[] = {"day", "time", "duration", "set"};
    token *tokens = NULL;
    uint32_t n = 0, cap = 0;
    lex_stretch(c->text, 0, c->len, 0, mem, &tokens, &n, &cap);
    date_words words = {.text = c->text, .tokens = tokens, .n = n};
    date_phrase p;
    bool found = find_phrase(&words, c, &p);
    if (!found) buf_printf(told, "nothing");
    if (!found || c->answer.len == 0) return found == (c->answer.len > 0);
    buf_printf(told, "\"%.*s\" %s ", (int)(tokens[p.last].end - tokens[p.first].start),
               c->text + tokens[p.first].start, TYPES[p.type]);
    if (p.type != DATE_DAY) return str_eq(c->answer, str_from(TYPES[p.type]));
    date_context context = {.article = {c->day, c->day},
                            .told = {CASUS_NO_DAY, CASUS_NO_DAY},
                            .frame = {CASUS_NO_DAY, CASUS_NO_DAY},
                            .tense = c->tense};
    day_range days = {CASUS_NO_DAY, CASUS_NO_DAY};
    bool resolved = date_resolve(&p, &context, &days);
    char from[11] = "-", to[11] = "-";
    if (days.from != CASUS_NO_DAY) casus_day_format(days.from, from);
    if (days.to != CASUS_NO_DAY) casus_day_format(days.to, to);
    buf_printf(told, "%s..%s", from, to);
    return resolved && days_fit(c->answer, days);
}

static void test_inventory(void **state)
{
    (void)state;
    lines file;
    casus_str line;
    int32_t day = CASUS_NO_DAY;
    unsigned n = 0, wrong = 0;
    buf told = {0};
    arena mem;
    arena_init(&mem, 1 << 20);
    assert_int_equal(lines_open(&file, CASUS_TEST_SOURCE "/tests/unit/dates.cases", 1 << 20, NULL),
                     CASUS_OK);
    while (lines_next(&file, &line)) {
        inventory_case c;
        if (str_starts(line, STR("on "))) {
            assert_true(casus_day_parse(str_trim(str_slice(line, 3, line.len)), &day));
            continue;
        }
        if (!read_case(line, day, &c)) fail_msg("dates.cases:%u: no case", file.line);
        n++;
        buf_reset(&told);
        arena_reset(&mem);
        if (ask(&c, &mem, &told)) continue;
        wrong++;
        print_error("dates.cases:%u: %s: %.*s, not %.*s\n", file.line, c.text, (int)told.len,
                    told.ptr, (int)c.answer.len, c.answer.len ? c.answer.ptr : "");
    }
    arena_release(&mem);
    buf_release(&told);
    lines_close(&file);
    assert_true(n > 800);
    if (wrong) fail_msg("%u of %u cases are wrong", wrong, n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_inventory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
