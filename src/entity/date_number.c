/* Numbers, counts and years in words and figures: "twenty-six", "a couple of", "nineteen
 * eighty-six", "last year". */
#include "entity/date_reader.h"

/* "three", "25", "twenty-five". */
uint32_t date_read_number(const date_reader *r, uint32_t at, int32_t *value)
{
    date_word w = word(r, at);
    if (w.kind != DW_NUMBER || w.digits > 4) return at;
    *value = w.value;
    if (w.digits > 0 || w.value < 20 || w.value > 90) return at + 1;
    uint32_t next = at + 1 + is(r, at + 1, ID_DASH);
    date_word unit = word(r, next);
    if (unit.kind != DW_NUMBER || unit.digits > 0 || unit.value > 9) return at + 1;
    *value += unit.value;
    return next + 1;
}

/* "25th", "second", "twenty-sixth". */
uint32_t date_read_ordinal(const date_reader *r, uint32_t at, int32_t *value)
{
    date_word w = word(r, at);
    if (w.kind == DW_ORDINAL) {
        *value = w.value;
        return at + 1;
    }
    if (w.kind != DW_NUMBER || w.digits > 0 || w.value < 20 || w.value > 90) return at;
    uint32_t next = at + 1 + is(r, at + 1, ID_DASH);
    date_word unit = word(r, next);
    if (unit.kind != DW_ORDINAL || unit.digits > 0 || unit.value > 9) return at;
    *value = w.value + unit.value;
    return next + 1;
}

/* "two", "a", "a couple of", "a few", "several": *vague for the last ones. */
uint32_t date_read_count(const date_reader *r, uint32_t at, int32_t *count, bool *vague)
{
    *vague = false;
    uint32_t i = at + is(r, at, ID_A);
    date_word many = word(r, i);
    if (i > at && many.kind == DW_NUMBER && !many.digits &&
        (many.value == 12 || many.value == 100)) { /* "a dozen", "a hundred" */
        *count = many.value;
        return i + 1;
    }
    if (is(r, i, ID_COUPLE)) {
        *count = 2;
        return i + 1 + is(r, i + 1, ID_OF);
    }
    if (is(r, i, ID_FEW) || (i == at && is(r, i, ID_SEVERAL))) {
        *count = 3;
        *vague = true;
        return i + 1;
    }
    if (i > at) {
        *count = 1;
        return i;
    }
    return date_read_number(r, at, count);
}

/* "2021", "'98", "nineteen eighty-six", "two thousand and five". */
uint32_t date_read_year(const date_reader *r, uint32_t at, int32_t *year)
{
    date_word w = word(r, at);
    if (w.kind == DW_NUMBER && w.digits == 4 && w.value >= 1000 && w.value < 2200) {
        *year = w.value;
        return at + 1;
    }
    if (at < r->s->n) { /* "'16" in one token */
        casus_str form = token_form(r->s->text, &r->s->tokens[at]);
        if (form.len == 3 && form.ptr[0] == '\'' && form.ptr[1] >= '0' && form.ptr[1] <= '9' &&
            form.ptr[2] >= '0' && form.ptr[2] <= '9') {
            int32_t value = (form.ptr[1] - '0') * 10 + form.ptr[2] - '0';
            *year = value + (value < 50 ? 2000 : 1900);
            return at + 1;
        }
    }
    if (is(r, at, ID_QUOTE)) {
        w = word(r, at + 1);
        if (w.kind != DW_NUMBER || w.digits != 2 || !date_glued(r->s, at)) return at;
        *year = w.value + (w.value < 50 ? 2000 : 1900);
        return at + 2;
    }
    if (w.kind != DW_NUMBER || w.digits > 0) return at;
    int32_t rest = 0;
    if (w.value >= 13 && w.value <= 20) {
        uint32_t i = at + 1;
        date_word hundred = word(r, i);
        if (hundred.kind == DW_NUMBER && hundred.digits == 0 && hundred.value == 100) i++;
        uint32_t end = date_read_number(r, i, &rest);
        if (end == i || word(r, i).digits > 0 || rest < 10 || rest > 99) return at;
        *year = w.value * 100 + rest;
        return end;
    }
    if (w.value != 2) return at;
    date_word thousand = word(r, at + 1);
    if (thousand.kind != DW_NUMBER || thousand.digits > 0 || thousand.value != 1000) return at;
    uint32_t i = at + 2 + is(r, at + 2, ID_AND);
    uint32_t end = date_read_number(r, i, &rest);
    *year = 2000;
    if (end == i || word(r, i).digits > 0) return at + 2;
    *year += rest;
    return end;
}

/* A year that ends a date: "September 2021", "25 September, 2021", "April of '87". */
uint32_t date_read_trailing_year(const date_reader *r, uint32_t at, int32_t *year)
{
    uint32_t i = at;
    if (is(r, i, ID_COMMA)) i += 1 + is(r, i + 1, ID_IN); /* "September 9, in 2020" */
    else if (is(r, i, ID_OF) || is(r, i, ID_IN) || is(r, i, ID_DASH) || is(r, i, ID_SLASH)) i++;
    uint32_t end = date_read_year(r, i, year);
    if (end == i && is(r, at, ID_OF)) { /* "15 April of 87" */
        date_word w = word(r, i);
        if (w.kind == DW_NUMBER && w.digits == 2 && w.value > 31) {
            *year = 1900 + w.value;
            return i + 1;
        }
    }
    bool ends = i + 1 >= r->s->n || (r->s->tokens[i + 1].flags & TOKEN_PUNCT);
    if (end == i && i == at && ends) { /* "9 Nov 89" */
        date_word w = word(r, i);
        if (w.kind == DW_NUMBER && w.digits == 2 && w.value > 31) {
            *year = 1900 + w.value;
            return i + 1;
        }
    }
    /* "September 2021 people died": a number of people is rare after a month, four digits rarer. */
    return end == i ? at : end;
}

/* "[of] last year" behind a month, a day or a season. */
uint32_t date_read_relative_year(const date_reader *r, uint32_t at, date_expr *e)
{
    uint32_t i = at + (is(r, at, ID_OF) || is(r, at, ID_COMMA));
    if (is(r, at,
           ID_COMMA)) { /* "on August 10th, last year", but "in May, last year's winner ..." */
        bool ends = i + 2 >= r->s->n || (r->s->tokens[i + 2].flags & TOKEN_PUNCT);
        if (!ends) return at;
    }
    i += is(r, i, ID_THE);
    date_word w = word(r, i), u = word(r, i + 1);
    bool known = w.kind == DW_REL && w.value != REL_NONE;
    if (is(r, i, ID_THAT)) w.value = REL_SAME, known = true;
    if (!known || u.kind != DW_UNIT || u.value != UNIT_YEAR || u.plural || e->year) return at;
    e->year_rel = (uint8_t)w.value;
    return i + 2;
}
