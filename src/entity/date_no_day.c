/* Phrases of time that are no day: sets ("every Monday", "twice a week"), lengths ("for three
 * days", "a three-day visit"), times of day. */
#include "entity/date_phrase.h"

/* ---- sets ------------------------------------------------------------------------------------ */

/* "once a week", "three times a day" */
static bool read_times(const date_words *s, uint32_t at, date_phrase *out)
{
    uint32_t i = at + 1;
    if (date_word_at(s, at).kind == DW_NUMBER && date_form_is(s, i, "times")) i++;
    else if (!date_word_is(s, at, ID_TIMES)) return false;
    date_word unit = date_word_at(s, i + 1);
    if ((!date_word_is(s, i, ID_A) && !date_word_is(s, i, ID_EVERY) &&
         !date_form_is(s, i, "per")) ||
        unit.kind != DW_UNIT || unit.plural)
        return false;
    out->type = DATE_SET;
    return date_phrase_end(out, i + 2);
}

/* "daily"; but "the Daily News" */
static bool read_regularly(const date_words *s, uint32_t at, date_phrase *out)
{
    if (!date_word_is(s, at, ID_REGULARLY) || date_word_at(s, at).capital) return false;
    out->type = DATE_SET;
    return date_phrase_end(out, at + 1);
}

/* "every Monday", "each year", "on Fridays", "every two weeks", "every other day". */
bool date_read_set(const date_words *s, uint32_t at, date_phrase *out)
{
    if (read_times(s, at, out) || read_regularly(s, at, out)) return true;
    uint32_t i = at + (date_word_is(s, at, ID_ON) || date_word_is(s, at, ID_IN));
    date_word w = date_word_at(s, i);
    bool plural = w.kind == DW_WEEKDAY && w.plural;
    if (date_word_is(s, i, ID_EVERY)) {
        date_word next = date_word_at(s, ++i);
        if (next.kind == DW_NUMBER || next.kind == DW_ORDINAL || date_word_is(s, i, ID_FEW) ||
            date_word_is(s, i, ID_OTHER))
            next = date_word_at(s, ++i);
        plural = next.kind == DW_WEEKDAY || next.kind == DW_UNIT || next.kind == DW_DAYPART ||
                 (next.kind == DW_MONTH && (!next.unsure || next.capital)) ||
                 next.kind == DW_SEASON;
    }
    if (!plural) return false;
    out->type = DATE_SET;
    return date_phrase_end(out, i + 1);
}

/* ---- lengths --------------------------------------------------------------------------------- */

/* "a three-day visit", "an 18-month-old son", "years-long" */
static bool read_joined(const date_words *s, uint32_t at, date_phrase *out)
{
    uint32_t i = at + date_word_is(s, at, ID_A);
    date_word w = date_word_at(s, i);
    bool counted = w.kind == DW_NUMBER && date_word_is(s, i + 1, ID_DASH);
    if (counted) i += 2;
    w = date_word_at(s, i);
    if (w.kind != DW_UNIT || w.value == UNIT_QUARTER || w.value == UNIT_HALF ||
        (counted && w.plural))
        return false;
    bool more = date_word_is(s, i + 1, ID_DASH) &&
                (date_form_is(s, i + 2, "long") || date_form_is(s, i + 2, "old"));
    if (!counted && !more) return false;
    out->type = DATE_DURATION;
    return date_phrase_end(out, i + (more ? 3 : 1));
}

/* "for three days", "for more than a year", "for weeks". */
bool date_read_duration(const date_words *s, uint32_t at, date_phrase *out)
{
    if (read_joined(s, at, out)) return true;
    if (!date_word_is(s, at, ID_FOR)) return false;
    uint32_t i = at + 1;
    if (date_word_is(s, i, ID_MORE) && date_word_is(s, i + 1, ID_THAN)) i += 2;
    else if (date_word_is(s, i, ID_AROUND) || date_word_is(s, i, ID_OVER) ||
             date_form_is(s, i, "nearly") || date_form_is(s, i, "almost"))
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
        if (date_form_is(s, i, "full") || date_form_is(s, i, "consecutive")) i++;
    }
    date_word unit = date_word_at(s, i);
    if (unit.kind != DW_UNIT || unit.value == UNIT_QUARTER || unit.value == UNIT_HALF) return false;
    if (!counted && !unit.plural) return false;
    date_word next = date_word_at(s, i + 1);
    if (date_form_is(s, i + 1, "ending") || date_form_is(s, i + 1, "ended") ||
        date_word_is(s, i + 1, ID_STARTING) || date_word_is(s, i + 1, ID_FROM) ||
        next.kind == DW_PART)
        return false;
    out->type = DATE_DURATION;
    return date_phrase_end(out, i + 1);
}

/* ---- times of day ---------------------------------------------------------------------------- */

/* "1500 GMT", "at noon" */
static uint32_t read_hour_named(const date_words *s, uint32_t at, bool marked)
{
    static const char *const ZONES[] = {"gmt", "utc", "bst", "est", "edt", "cet", "hours", "hrs"};
    date_word w = date_word_at(s, at);
    if (w.kind == DW_NUMBER && w.digits == 4 && w.value < 2400 && w.value % 100 < 60 &&
        at + 1 < s->n &&
        str_among_nocase(token_form(s->text, &s->tokens[at + 1]), ZONES, COUNT(ZONES)))
        return at + 2;
    if (!marked || (!date_form_is(s, at, "noon") && !date_form_is(s, at, "midnight"))) return at;
    bool zone = at + 1 < s->n &&
                str_among_nocase(token_form(s->text, &s->tokens[at + 1]), ZONES, COUNT(ZONES));
    return at + 1 + zone;
}

/* "at 3 p.m.", "10:30 a.m.", "at 10:30", "six o'clock". */
bool date_read_time(const date_words *s, uint32_t at, date_phrase *out)
{
    uint32_t i = at + (date_word_is(s, at, ID_AT) || date_word_is(s, at, ID_AROUND) ||
                       date_word_is(s, at, ID_BY));
    if (i >= s->n) return false;
    uint32_t named = read_hour_named(s, i, i > at);
    if (named > i) {
        out->type = DATE_TIME;
        return date_phrase_end(out, named);
    }
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
    return date_phrase_end(out, i + 1 + mark);
}
