/* Each article's own date. What is given wins: the document's date, a date line, a date in the URL.
 * Without them the text's own evidence is weighed, for all articles of the document together:
 *
 *   window   a numbered meeting ("76th UN General Assembly"), or a full date in a lead, or the
 *            latest year named, says in what stretch of time the document was written
 *   year     each year of the window is tried; a weekday that must fall on a day of the month
 *            ("Saturday, September 25") decides between them
 *   days     an article is not before the latest day that it tells as past, not after the earliest
 *            that it announces; a weekday in its lead is its own day, as agencies write
 *
 * What was used is kept as words ("76th UN General Assembly; September 25, a Saturday"). Nothing
 * that holds no year dates a document by itself: no date is better than a guess. */
#include "entity/article_clue.h"

#include <stdio.h>

#define MAX_YEARS 6

/* ---- evidence -------------------------------------------------------------------------------- */

static const char *const WEEKDAY_NAMES[7] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                             "Friday", "Saturday", "Sunday"};

static const char *ordinal_suffix(int32_t n)
{
    if (n / 10 % 10 == 1) return "th";
    return n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
}

typedef struct words_list {
    char text[256];
    size_t len;
} words_list;

static void put(words_list *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void put(words_list *w, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    char piece[96];
    int n = vsnprintf(piece, sizeof piece, fmt, args);
    va_end(args);
    size_t len = n < 0 ? 0 : (size_t)n < sizeof piece ? (size_t)n : sizeof piece - 1;
    if (len == 0 || w->len + len + 3 > sizeof w->text) return;
    if (w->len > 0) {
        memcpy(w->text + w->len, "; ", 2);
        w->len += 2;
    }
    memcpy(w->text + w->len, piece, len);
    w->len += len;
}

static void put_clue(const article_search *s, words_list *w, const article_clue *c, int32_t year)
{
    if (!c) return;
    int n = c->end - c->start > 40 ? 40 : (int)(c->end - c->start);
    const char *at = s->in->text->ptr + c->start;
    if (c->kind == CLUE_DAY && c->weekday < 0 && civil_valid(year, c->month, c->day))
        put(w, "%.*s, a %s", n, at, WEEKDAY_NAMES[day_weekday(day_of(year, c->month, c->day))]);
    else
        put(w, "%.*s", n, at);
}

static const char *evidence(const article_search *s, const article_days *days, int32_t year,
                            const article_clue *pinned)
{
    words_list w = {.len = 0};
    if (s->has_edition && s->edition.number)
        put(&w, "%d%s %s", s->edition.number, ordinal_suffix(s->edition.number), s->edition.name);
    else if (s->has_edition)
        put(&w, "%s of %d", s->edition.name, civil_of(s->edition.days.from).year);
    const article_clue *all[] = {pinned, days->low, days->high, days->exact, days->weekday};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        bool twice = false;
        for (size_t k = 0; k < i; k++) twice = twice || all[k] == all[i];
        if (!twice) put_clue(s, &w, all[i], year);
    }
    return w.len ? arena_copy(s->mem, (casus_str){w.text, w.len}) : NULL;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* Tries the window's years; gives the best, or 0. */
static int32_t best_year(const article_search *s, const entities *out, bool *pinned)
{
    int32_t from = civil_of(s->window.from).year, to = civil_of(s->window.to).year;
    if (to > from + MAX_YEARS) to = from + MAX_YEARS;
    int32_t best = 0;
    int best_score = INT32_MIN;
    for (int32_t year = from; year <= to; year++) {
        int score = 0;
        for (uint32_t a = 0; a < s->in->segs->n_articles; a++) {
            article_days days;
            if (out->article_dates[a].from != CASUS_NO_DAY) continue;
            score += article_days_under(s, a, year, &days);
        }
        if (score > best_score) {
            best_score = score;
            best = year;
        }
    }
    /* A weekday with its day of the month fits one year in five or six. A lead's weekday that falls
     * on a day named elsewhere may be chance: it counts only for the very year that is named. */
    *pinned = best_score >= 3 || (best_score >= 1 && best == from);
    return best_score < 0 ? 0 : best;
}

static const article_clue *latest_year_clue(const article_search *s)
{
    const article_clue *best = NULL;
    for (uint32_t i = 0; i < s->n_clues; i++)
        if (s->clues[i].year && s->clues[i].tense != TENSE_FUTURE &&
            (!best || s->clues[i].year > best->year))
            best = &s->clues[i];
    return best;
}

static void infer(article_search *s, entities *out)
{
    article_gather(s, out);
    article_set_window(s);
    if (s->window.from == CASUS_NO_DAY) return;
    bool pinned = false;
    int32_t year = best_year(s, out, &pinned);
    if (year == 0 || (!s->window_sure && !pinned)) return;
    const article_clue *by_year = s->has_edition ? NULL : latest_year_clue(s);
    for (uint32_t a = 0; a < s->in->segs->n_articles; a++) {
        article_date *d = &out->article_dates[a];
        if (d->from != CASUS_NO_DAY) continue;
        article_days days;
        article_days_under(s, a, year, &days);
        if (days.days.from == CASUS_NO_DAY || days.days.from > days.days.to) continue;
        *d = (article_date){days.days.from, days.days.to, true, evidence(s, &days, year, by_year)};
    }
}

void article_dates_infer(const entity_input *in, arena *mem, entities *out)
{
    uint32_t n = in->segs->n_articles;
    out->article_dates = arena_alloc(mem, (size_t)(n + 1) * sizeof *out->article_dates);
    if (!out->article_dates) return;
    article_search s = {.in = in, .mem = mem};
    int32_t day = CASUS_NO_DAY;
    bool missing = false, url = in->url.ptr && article_url_day(in->url, &day);
    for (uint32_t a = 0; a < n; a++) {
        article_date *d = &out->article_dates[a];
        int32_t own = CASUS_NO_DAY;
        bool lined = article_date_line(&s, a, &own) || article_own_line(in, out, a, &own);
        *d = (article_date){CASUS_NO_DAY, CASUS_NO_DAY, false, NULL};
        /* A pasted file's date is one article's; others may carry lines of their own. */
        if (lined && (in->published == CASUS_NO_DAY || n > 1))
            *d = (article_date){own, own, false, "date line"};
        else if (in->published != CASUS_NO_DAY)
            *d = (article_date){in->published, in->published, false, NULL};
        else if (url)
            *d = (article_date){day, day, false, "URL"};
        else
            missing = true;
    }
    if (missing) infer(&s, out);
    dates_resolve(in, out);
}
