/* Points of time: one day, week, month, year or feast, named by its parts ("25 September"), by
 * its place beside the article's date ("last week", "two days ago") or beside another point
 * ("the first week of next month"). The shapes are tried in a fixed order, the more special
 * before the more general. */
#include "entity/date_reader.h"

static uint32_t point(date_reader *r, uint32_t at, int32_t *top);

uint32_t date_sub_point(date_reader *r, uint32_t at, int32_t *top)
{
    if (r->depth >= DATE_MAX_DEPTH) return at;
    date_reader inner = *r;
    inner.depth++;
    inner.marked = true;
    return point(&inner, at, top);
}

/* "next year's first quarter": a part of the point that was just read. */
static uint32_t point_possessed(date_reader *r, uint32_t at, int32_t *top)
{
    if (!is(r, at, ID_POSS)) return at;
    date_expr e = expr(DX_NTH);
    e.span = 1;
    uint32_t i = at + 1;
    uint32_t end = date_read_ordinal(r, i, &e.count);
    date_word unit = word(r, end);
    if (end == i || unit.kind != DW_UNIT || unit.value > UNIT_HALF) return at;
    e.unit = (uint8_t)unit.value;
    e.of = (int8_t)*top;
    int32_t nth = add(r, e);
    if (nth < 0) return at;
    *top = nth;
    return end + 1;
}

static uint32_t point(date_reader *r, uint32_t at, int32_t *top)
{
    typedef uint32_t (*shape)(date_reader *, uint32_t, int32_t *);
    static const shape SHAPES[] = {
        date_point_figures, date_point_year_first, date_point_deictic, date_point_week_of,
        date_point_length,
        date_point_nth_beside, date_point_nth_weekday, date_point_weekday, date_point_weekdays_ago,
        date_point_years, date_point_day_month, date_point_month,
        date_point_nth, date_point_shift, date_point_eve,
        date_point_beside, date_point_relative, date_point_season,
        date_point_part, date_point_q, date_point_feast,
        date_point_year, date_point_the_unit,
    };
    if (at >= r->s->n) return at;
    uint32_t best = at;
    int32_t kept = r->out->n;
    uint32_t flags = r->out->flags, happening = r->out->happening;
    date_phrase *out = r->out;
    for (size_t k = 0; k < sizeof SHAPES / sizeof SHAPES[0]; k++) {
        out->n = kept;
        out->flags = flags;
        out->happening = happening;
        best = SHAPES[k](r, at, top);
        if (best > at) break;
    }
    if (best == at) {
        out->n = kept;
        out->flags = flags;
        out->happening = happening;
        return at;
    }
    return point_possessed(r, best, top);
}

uint32_t date_point(const date_words *s, uint32_t at, bool marked, date_phrase *out, int32_t *top)
{
    date_reader r = {.s = s, .out = out, .marked = marked};
    return point(&r, at, top);
}
