/* Quarters and halves of a year by their signs: "Q3 2015", "3Q15", "2014 H2", "Q1 of last year". */
#include "entity/date_reader.h"

/* "Q3", "3Q", "H1", "3Q15", "2015Q3": unit and number, and the year where it is in it. */
static bool read_sign(casus_str form, date_expr *e, int32_t *year)
{
    int32_t figures[2] = {0, 0};
    size_t lengths[2] = {0, 0}, i = 0;
    while (i < form.len && i < 4 && form.ptr[i] >= '0' && form.ptr[i] <= '9')
        figures[0] = figures[0] * 10 + (form.ptr[i++] - '0');
    lengths[0] = i;
    if (i >= form.len) return false;
    char sign = (char)(form.ptr[i++] | 32);
    while (i < form.len && i < 10 && form.ptr[i] >= '0' && form.ptr[i] <= '9')
        figures[1] = figures[1] * 10 + (form.ptr[i++] - '0');
    lengths[1] = i - lengths[0] - 1;
    bool first = lengths[0] == 1; /* "3Q15" */
    bool good = i == form.len && (sign == 'q' || sign == 'h') &&
                (first ? lengths[1] % 2 == 0 && lengths[1] <= 4
                       : lengths[1] == 1 && (lengths[0] == 0 || lengths[0] == 4));
    int32_t number = figures[first ? 0 : 1], y = figures[first ? 1 : 0];
    if (!good || number < 1 || number > (sign == 'h' ? 2 : 4)) return false;
    if (first && lengths[1] == 2) y += y < 50 ? 2000 : 1900;
    e->unit = sign == 'h' ? UNIT_HALF : UNIT_QUARTER;
    e->count = number;
    *year = y;
    return y == 0 || (y >= 1800 && y <= 2100);
}

static bool is_sign(const date_reader *r, uint32_t at)
{
    date_expr e;
    int32_t year;
    return at < r->s->n && read_sign(token_form(r->s->text, &r->s->tokens[at]), &e, &year);
}

uint32_t date_point_q(date_reader *r, uint32_t at, int32_t *top)
{
    date_expr year = expr(DX_DATE), e = expr(DX_NTH);
    e.span = 1;
    uint32_t q = date_read_year(r, at, &year.year);
    int32_t within = 0;
    if (q >= r->s->n || !read_sign(token_form(r->s->text, &r->s->tokens[q]), &e, &within))
        return at;
    if (q > at && within) return at;
    uint32_t end = q + 1;
    if (within) year.year = within;
    if (!year.year) end = date_read_trailing_year(r, q + 1, &year.year);
    if (!year.year) end = date_read_relative_year(r, q + 1, &year);
    bool dated = year.year || year.year_rel;
    bool ranged = (is(r, end, ID_DASH) || is(r, end, ID_TO)) && is_sign(r, end + 1);
    if (!dated && !ranged && (!r->marked || e.unit == UNIT_HALF)) return at;
    if (dated) e.of = (int8_t)add(r, year);
    *top = add(r, e);
    return *top < 0 ? at : end;
}
