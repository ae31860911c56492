/* What days an article may be of, if it was written in a given year. */
#include "entity/article_clue.h"

static const day_range NO_DAYS = {CASUS_NO_DAY, CASUS_NO_DAY};

/* The one day of this weekday in the range; false where there are none or several. */
static bool only_weekday(day_range in, int32_t weekday, int32_t *day)
{
    int32_t first = in.from + (weekday - day_weekday(in.from) + 7) % 7;
    *day = first;
    return first <= in.to && first + 7 > in.to;
}

/* Does a day of the month in any article fall on this day under `year`? */
static const article_clue *day_clue_on(const article_search *s, int32_t year, int32_t day)
{
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const article_clue *c = &s->clues[i];
        if (c->kind == CLUE_DAY && civil_valid(year, c->month, c->day) &&
            day_of(year, c->month, c->day) == day)
            return c;
    }
    return NULL;
}

/* Narrows by days of the month and full dates; gives how well the year fits. */
static int narrow_by_days(const article_search *s, uint32_t a, int32_t year, article_days *out)
{
    int score = 0;
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const article_clue *c = &s->clues[i];
        if (c->article != a || (c->kind != CLUE_DAY && c->kind != CLUE_FULL)) continue;
        int32_t y = c->kind == CLUE_FULL ? c->year : year;
        if (!civil_valid(y, c->month, c->day)) continue;
        int32_t day = day_of(y, c->month, c->day);
        bool future = c->tense == TENSE_FUTURE,
             past = c->tense == TENSE_PAST || c->kind == CLUE_FULL;
        if (c->kind == CLUE_DAY && c->weekday >= 0) {
            score += day_weekday(day) == c->weekday ? 3 : -5;
            out->weekday = c;
        }
        if (future && day >= out->days.from && day < out->days.to) {
            out->days.to = day;
            out->high = c;
        } else if (!future && past && day > out->days.from && day <= out->days.to) {
            out->days.from = day;
            out->low = c;
        } else if (c->kind == CLUE_FULL && !future && day > out->days.to) {
            score -= 5;
        }
    }
    return score;
}

/* A day told in the first sentences is the news's own: the article is of that day or the next. */
static void narrow_by_news(const article_search *s, uint32_t a, int32_t year, article_days *out)
{
    const article_clue *news = NULL;
    int32_t day = 0;
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const article_clue *c = &s->clues[i];
        bool dated = c->kind == CLUE_FULL || c->kind == CLUE_DAY;
        if (c->article != a || !dated || !c->near || c->tense != TENSE_PAST) continue;
        int32_t y = c->kind == CLUE_FULL ? c->year : year;
        if (!civil_valid(y, c->month, c->day)) continue;
        int32_t own = day_of(y, c->month, c->day);
        if (own < out->days.from || own > out->days.to || (news && own < day)) continue;
        news = c;
        day = own;
    }
    if (!news) return;
    out->days.from = day;
    if (out->days.to > day + 1) out->days.to = day + 1;
    out->exact = news;
}

/* Is the lead's weekday this day or the one before? 1 yes, -2 no, 0 there is none. */
static int lead_agrees(const article_search *s, uint32_t a, int32_t day)
{
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const article_clue *c = &s->clues[i];
        if (c->article != a || !c->lead || c->kind != CLUE_WEEKDAY || c->tense == TENSE_FUTURE)
            continue;
        return c->weekday == day_weekday(day) || c->weekday == day_weekday(day - 1) ? 1 : -2;
    }
    return 0;
}

/* A bare weekday or a date line in the lead is the article's own day: agencies write "on Friday"
 * for today. A day of the month named anywhere in the document that is this weekday decides
 * between several. */
static bool lead_day(const article_search *s, uint32_t a, int32_t year, article_days *out,
                     int *score)
{
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const article_clue *c = &s->clues[i];
        if (c->article != a || !c->lead || c->tense == TENSE_FUTURE) continue;
        if (c->kind == CLUE_DAY && c->tense == TENSE_UNKNOWN &&
            civil_valid(year, c->month, c->day)) {
            int32_t own = day_of(year, c->month, c->day);
            if (own < out->days.from || own > out->days.to) continue;
            out->days = (day_range){own, own};
            out->exact = c;
            *score += 1 + lead_agrees(s, a, own);
            return true;
        }
        if (c->kind != CLUE_WEEKDAY) continue;
        int32_t first = out->days.from + (c->weekday - day_weekday(out->days.from) + 7) % 7,
                day = first;
        const article_clue *shared = NULL;
        for (int32_t d = first; d <= out->days.to && !shared; d += 7) {
            shared = day_clue_on(s, year, d);
            if (shared) day = d;
        }
        if (!shared && !only_weekday(out->days, c->weekday, &day)) continue;
        *score += shared != NULL;
        out->days = (day_range){day, day};
        out->exact = shared ? shared : c;
        out->weekday = c;
        return true;
    }
    return false;
}

static int narrow_by_weekdays(const article_search *s, uint32_t a, int32_t year, article_days *out)
{
    int score = 0;
    if (lead_day(s, a, year, out, &score)) return score;
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const article_clue *c = &s->clues[i];
        if (c->article != a || c->kind != CLUE_WEEKDAY || c->lead) continue;
        int32_t day;
        if (!only_weekday(out->days, c->weekday, &day)) continue;
        if (c->tense == TENSE_FUTURE && day < out->days.to) {
            out->days.to = day;
            out->high = c;
        } else if (c->tense != TENSE_FUTURE && day > out->days.from) {
            out->days.from = day;
            out->low = c;
        }
    }
    lead_day(s, a, year, out, &score);
    return score;
}

int article_days_under(const article_search *s, uint32_t a, int32_t year, article_days *out)
{
    *out = (article_days){.days = s->window};
    int32_t first = day_of(year, 1, 1), last = day_of(year, 12, 31);
    if (out->days.from < first) out->days.from = first;
    if (out->days.to > last) out->days.to = last;
    if (out->days.from > out->days.to) {
        out->days = NO_DAYS;
        return -100;
    }
    int score = narrow_by_days(s, a, year, out);
    narrow_by_news(s, a, year, out);
    return score + narrow_by_weekdays(s, a, year, out);
}
