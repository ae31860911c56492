/* Phrases round points of time: prepositions ("on", "since", "by the end of"), ranges ("from 3
 * to 5 May"), sets ("every Monday"), durations ("for three days"), times of day, and vague words
 * ("recently").
 *
 * A preposition marks what follows as a time, so that "May", "2019" or "the week" are read only
 * where one stands, and says how the days bound the thing that is dated. */
#include "entity/date_range.h"

static bool form_is(const date_words *s, uint32_t i, const char *form)
{
    return i < s->n && str_eq_nocase(token_form(s->text, &s->tokens[i]), str_from(form));
}

static void start(date_phrase *out, uint32_t at)
{
    *out = (date_phrase){.first = at, .last = at, .head = at, .from = -1, .to = -1};
}

static bool finish(date_phrase *out, uint32_t end)
{
    out->last = end - 1;
    out->head = end - 1;
    return true;
}

/* ---- what is no day -------------------------------------------------------------------------- */

/* "every Monday", "each year", "on Fridays", "every two weeks". */
static bool read_set(const date_words *s, uint32_t at, date_phrase *out)
{
    uint32_t i = at + (date_word_is(s, at, ID_ON) || date_word_is(s, at, ID_IN));
    date_word w = date_word_at(s, i);
    bool plural = w.kind == DW_WEEKDAY && w.plural;
    if (date_word_is(s, i, ID_EVERY)) {
        date_word next = date_word_at(s, ++i);
        if (next.kind == DW_NUMBER || next.kind == DW_ORDINAL || date_word_is(s, i, ID_FEW) ||
            form_is(s, i, "other"))
            next = date_word_at(s, ++i);
        plural = next.kind == DW_WEEKDAY || next.kind == DW_UNIT || next.kind == DW_DAYPART ||
                 (next.kind == DW_MONTH && (!next.unsure || next.capital)) ||
                 next.kind == DW_SEASON;
    }
    if (!plural) return false;
    out->type = DATE_SET;
    return finish(out, i + 1);
}

/* "for three days", "for more than a year", "for weeks". */
static bool read_duration(const date_words *s, uint32_t at, date_phrase *out)
{
    if (!date_word_is(s, at, ID_FOR)) return false;
    uint32_t i = at + 1;
    if (date_word_is(s, i, ID_MORE) && date_word_is(s, i + 1, ID_THAN))
        i += 2;
    else if (date_word_is(s, i, ID_AROUND) || date_word_is(s, i, ID_OVER) ||
             form_is(s, i, "nearly") || form_is(s, i, "almost"))
        i++;
    bool counted = false;
    if (date_word_is(s, i, ID_A) || date_word_is(s, i, ID_SEVERAL) ||
        date_word_at(s, i).kind == DW_NUMBER) {
        counted = true;
        i++;
        if (date_word_is(s, i, ID_COUPLE) || date_word_is(s, i, ID_FEW)) i++;
        if (date_word_is(s, i, ID_OF)) i++;
        if (date_word_is(s, i, ID_DASH)) i++;
        if (date_word_at(s, i).kind == DW_NUMBER) i++; /* "twenty five" */
        if (form_is(s, i, "full") || form_is(s, i, "consecutive")) i++;
    }
    date_word unit = date_word_at(s, i);
    if (unit.kind != DW_UNIT || unit.value == UNIT_QUARTER || unit.value == UNIT_HALF) return false;
    if (!counted && !unit.plural) return false;
    date_word next = date_word_at(s, i + 1);
    if (date_word_is(s, i + 1, ID_STARTING) || date_word_is(s, i + 1, ID_FROM) ||
        next.kind == DW_PART)
        return false;
    out->type = DATE_DURATION;
    return finish(out, i + 1);
}

/* "at 3 p.m.", "10:30 a.m.", "at 10:30", "six o'clock". */
static bool read_time(const date_words *s, uint32_t at, date_phrase *out)
{
    uint32_t i = at + (date_word_is(s, at, ID_AT) || date_word_is(s, at, ID_AROUND) ||
                       date_word_is(s, at, ID_BY));
    if (i >= s->n) return false;
    casus_str form = token_form(s->text, &s->tokens[i]);
    size_t digits = 0;
    while (digits < form.len && form.ptr[digits] >= '0' && form.ptr[digits] <= '9') digits++;
    bool clock = digits >= 1 && digits <= 2 && form.len == digits + 3 && form.ptr[digits] == ':';
    date_word w = date_word_at(s, i);
    bool hour = w.kind == DW_NUMBER && w.value >= 1 && w.value <= 12 && w.digits <= 2;
    if (!clock && !hour) return false;
    bool mark = date_word_is(s, i + 1, ID_AM) || date_word_is(s, i + 1, ID_OCLOCK);
    if (!mark && (!clock || i == at)) return false;
    out->type = DATE_TIME;
    return finish(out, i + 1 + mark);
}

/* "recently", "in recent weeks", "in the coming days", "these days". */
static bool read_vague(const date_words *s, uint32_t at, date_phrase *out)
{
    date_expr e = {
        .kind = DX_SPAN, .weekday = -1, .of = -1, .rel = REL_LAST, .unit = UNIT_MONTH, .count = 1};
    date_word w = date_word_at(s, at);
    uint32_t end = at + 1;
    if (w.kind == DW_WORD && w.value == ID_VAGUE_PAST && !w.unsure) {
        out->flags = DATE_VAGUE | DATE_PAST;
    } else {
        uint32_t i = at;
        if (date_word_is(s, i, ID_IN) || date_word_is(s, i, ID_OVER) ||
            date_word_is(s, i, ID_DURING) || date_word_is(s, i, ID_FOR) ||
            date_word_is(s, i, ID_WITHIN))
            i++;
        i += date_word_is(s, i, ID_THE);
        w = date_word_at(s, i);
        bool recent = w.kind == DW_WORD && w.value == ID_VAGUE_PAST && w.unsure;
        bool rel = w.kind == DW_REL && (w.value == REL_NEXT || w.value == REL_LAST) && i > at;
        bool these = date_word_is(s, i, ID_THESE);
        date_word unit = date_word_at(s, i + 1);
        if ((!recent && !rel && !these) || unit.kind != DW_UNIT || !unit.plural ||
            unit.value == UNIT_QUARTER)
            return false;
        if (these && (unit.value != UNIT_DAY || i > at)) return false;
        e.rel = rel ? (uint8_t)w.value : (uint8_t)REL_LAST;
        e.unit = (uint8_t)unit.value;
        e.count = unit.value == UNIT_DAY ? 7 : unit.value == UNIT_HOUR ? 24 : 3;
        end = i + 2;
        out->flags = DATE_VAGUE | (e.rel == REL_NEXT ? (uint32_t)DATE_FUTURE : (uint32_t)DATE_PAST);
    }
    out->x[0] = e;
    out->n = 1;
    out->from = 0;
    return finish(out, end);
}

/* ---- prepositions ---------------------------------------------------------------------------- */

/* "prior to", "up to", "no sooner than", "as of". */
static uint32_t read_long_preposition(const date_words *s, uint32_t at, uint32_t *id,
                                      uint32_t *bound)
{
    static const struct {
        const char *words[3];
        uint8_t id, bound;
    } all[] = {{{"prior", "to"}, ID_BEFORE, BOUND_BEFORE},
               {{"up", "to"}, ID_UNTIL, BOUND_UNTIL},
               {{"no", "sooner", "than"}, ID_THAN, BOUND_SINCE},
               {{"as", "of"}, ID_SINCE, BOUND_SINCE}};
    for (size_t k = 0; k < COUNT(all); k++) {
        uint32_t n = 0;
        while (n < 3 && all[k].words[n] && form_is(s, at + n, all[k].words[n])) n++;
        if (n < 2 || (n < 3 && all[k].words[n])) continue;
        *id = all[k].id;
        *bound = all[k].bound;
        return at + n;
    }
    return at;
}

/* "at least", "about", "around" behind "until" and "since". */
static uint32_t skip_about(const date_words *s, uint32_t at)
{
    if (date_word_is(s, at, ID_AT) && date_word_is(s, at + 1, ID_LEAST)) return at + 2;
    return at + date_word_is(s, at, ID_AROUND);
}

/* The preposition at `at`: gives the token behind it, its id and the bound it sets. */
static uint32_t read_preposition(const date_words *s, uint32_t at, uint32_t *id, uint32_t *bound)
{
    date_word w = date_word_at(s, at);
    *id = 0;
    *bound = BOUND_NONE;
    if (date_word_is(s, at, ID_AS) && date_word_is(s, at + 2, ID_AS) &&
        date_word_at(s, at + 1).kind == DW_PART) {
        *bound = date_word_at(s, at + 1).value == PART_EARLY ? BOUND_SINCE
                                                             : BOUND_UNTIL; /* "as late as" */
        *id = ID_AS;
        return at + 3;
    }
    uint32_t several = read_long_preposition(s, at, id, bound);
    if (several > at) return several;
    bool no = form_is(s, at, "no");
    if (w.kind == DW_PART || no) {
        date_word part = date_word_at(s, at + no);
        if (part.kind != DW_PART || !date_word_is(s, at + no + 1, ID_THAN)) return at;
        bool later = part.value == PART_LATER;
        *bound = later ? (no ? BOUND_UNTIL : BOUND_AFTER) : (no ? BOUND_SINCE : BOUND_BEFORE);
        *id = ID_THAN;
        return at + 2 + no;
    }
    if (w.kind != DW_WORD) return at;
    *id = (uint32_t)w.value;
    switch (w.value) {
    case ID_BEFORE: *bound = BOUND_BEFORE; return at + 1;
    case ID_AFTER: *bound = BOUND_AFTER; return at + 1;
    case ID_SINCE: *bound = BOUND_SINCE; return skip_about(s, at + 1);
    case ID_STARTING:
        *bound = BOUND_SINCE;
        return at + 1 + (date_word_is(s, at + 1, ID_ON) || date_word_is(s, at + 1, ID_FROM));
    case ID_UNTIL:
    case ID_THROUGH: /* "through Friday" */
    case ID_BY: *bound = BOUND_UNTIL; return skip_about(s, at + 1);
    case ID_OF: /* "the meeting of September 25": a mark, not a part of the phrase's sense */
    case ID_FROM:
    case ID_BETWEEN:
    case ID_ON:
    case ID_IN:
    case ID_AT:
    case ID_DURING:
    case ID_FOR:
    case ID_OVER:
    case ID_WITHIN:
    case ID_AROUND: return at + 1;
    default: *id = 0; return at;
    }
}

/* ---- the phrase ------------------------------------------------------------------------------ */

/* "in two weeks", "within three days": from the article on. */
static uint32_t read_ahead(const date_words *s, uint32_t at, uint32_t preposition, date_phrase *out)
{
    if (preposition != ID_IN && preposition != ID_WITHIN) return at;
    date_expr e = {.weekday = -1, .of = -1};
    bool less = date_word_is(s, at, ID_LESS) && date_word_is(s, at + 1, ID_THAN);
    uint32_t i = at + (less ? 2 : 0);
    date_word w = date_word_at(s, i);
    if (date_word_is(s, i, ID_A)) {
        e.count = 1;
        i++;
        if (date_word_is(s, i, ID_COUPLE))
            e.count = 2, i += 1 + date_word_is(s, i + 1, ID_OF);
        else if (date_word_is(s, i, ID_FEW))
            e.count = 3, i++, out->flags |= DATE_VAGUE;
    } else if (w.kind == DW_NUMBER && w.value < 1000) {
        e.count = w.value;
        i++;
    } else {
        return at;
    }
    date_word unit = date_word_at(s, i);
    if (unit.kind != DW_UNIT || unit.value > UNIT_DECADE || unit.value == UNIT_QUARTER) return at;
    date_word next = date_word_at(s, i + 1);
    if (next.kind == DW_PART ||
        (next.kind == DW_WORD &&
         (next.value == ID_AGO || next.value == ID_POSS || next.value == ID_FROM ||
          next.value == ID_AFTER || next.value == ID_SINCE)))
        return at;
    e.kind = preposition == ID_IN && !less ? DX_SHIFT : DX_SPAN;
    e.rel = REL_NEXT;
    e.unit = (uint8_t)unit.value;
    out->x[0] = e;
    out->n = 1;
    out->from = 0;
    out->flags |= DATE_FUTURE;
    return i + 1;
}

static bool read_points(const date_words *s, uint32_t at, date_phrase *out)
{
    uint32_t bound = BOUND_NONE, id = 0;
    uint32_t i = read_preposition(s, at, &id, &bound);
    bool marked = i > at;
    bool between = id == ID_BETWEEN;
    out->bound = bound;
    out->preposition = id;
    if (id == ID_AROUND) out->flags |= DATE_VAGUE;
    if (id == ID_OF) out->first = i; /* not its own preposition: "the week of" was no time */

    uint32_t end = date_read_days_range(s, i, between, out);
    if (end == i) end = read_ahead(s, i, id, out);
    if (end == i) {
        end = date_point(s, i, marked, out, &out->from);
        if (end == i || out->from < 0) return false;
        uint32_t range = date_read_range_end(s, end, between, out);
        if (range == end && between) return false;
        end = range;
    }
    if (out->to < 0 && date_word_is(s, end, ID_OR) &&
        date_word_at(s, end + 1).kind == DW_PART) { /* "2012 or later" */
        uint32_t part = (uint32_t)date_word_at(s, end + 1).value;
        if (part == PART_LATER || part == PART_EARLIER) {
            out->bound = part == PART_LATER ? BOUND_SINCE : BOUND_UNTIL;
            end += 2;
        }
    }
    return finish(out, end);
}

/* A quick no for nearly all tokens: words of grammar that lead to no word of time. */
static bool could_begin(const date_words *s, uint32_t at)
{
    const token *t = &s->tokens[at];
    date_word w = date_word_at(s, at);
    if (w.kind == DW_NONE) {
        casus_str form = token_form(s->text, t);
        if (t->flags & TOKEN_DIGIT) return true; /* figures, "mid-2019" */
        return form_is(s, at, "no") || form_is(s, at, "prior") || form_is(s, at, "up") ||
               (form.len > 6 && (form.ptr[0] | 32) == 'm' && form.ptr[3] == '-');
    }
    uint32_t i = at;
    while (i < at + 3 && w.kind == DW_WORD) w = date_word_at(s, ++i);
    return w.kind != DW_NONE || (i < s->n && (s->tokens[i].flags & TOKEN_DIGIT)) ||
           (i < s->n && i > at && s->tokens[i].end - s->tokens[i].start > 6 &&
            s->text[s->tokens[i].start + 3] == '-') ||
           date_word_is(s, at, ID_VAGUE_PAST) ||
           (i < s->n && (date_word_at(s, at).kind != DW_WORD));
}

bool date_phrase_at(const date_words *s, uint32_t at, date_phrase *out)
{
    if (at >= s->n || !could_begin(s, at)) return false;
    typedef bool (*shape)(const date_words *, uint32_t, date_phrase *);
    static const shape SHAPES[] = {read_set,      read_time,        read_vague,
                                   read_duration, date_read_months, read_points};
    for (size_t k = 0; k < sizeof SHAPES / sizeof SHAPES[0]; k++) {
        start(out, at);
        if (SHAPES[k](s, at, out)) return true;
    }
    return false;
}
