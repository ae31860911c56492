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
#include "entity/date.h"

#include <stdio.h>

#define MAX_YEARS 6
#define MAX_CLUES 400 /* per document; later ones are left out */

enum clue_kind { CLUE_FULL, CLUE_YEAR, CLUE_DAY /* month and day */, CLUE_WEEKDAY };

typedef struct clue {
    uint32_t kind, article, tense;
    bool lead;          /* in the article's first full sentence */
    bool near;          /* in its first three */
    int8_t weekday, month, day;
    int32_t year;
    uint32_t start, end; /* bytes, for the evidence */
} clue;

typedef struct search {
    const entity_input *in;
    arena *mem;
    clue *clues;
    uint32_t n_clues, cap_clues;
    day_range window;
    bool window_sure;  /* from a meeting or a dated lead: enough for a date by itself */
    bool high_level;   /* "general debate", "high-level week", "sidelines" */
    date_edition edition;
    bool has_edition;
} search;

typedef struct span_days { /* an article's days under one year */
    day_range days;
    const clue *low, *high, *exact, *weekday; /* what set them */
} span_days;

static const day_range NO_DAYS = {CASUS_NO_DAY, CASUS_NO_DAY};

/* ---- what is given --------------------------------------------------------------------------- */

static bool digits_at(casus_str s, size_t at, size_t n, int32_t *value)
{
    if (at + n > s.len) return false;
    *value = 0;
    for (size_t i = at; i < at + n; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
        *value = *value * 10 + (s.ptr[i] - '0');
    }
    return true;
}

/* ".../2021/09/25/...", ".../2021-09-25-...", ".../20210925/...". */
static bool url_day(casus_str url, int32_t *day)
{
    for (size_t i = 0; i + 8 <= url.len; i++) {
        if (i > 0 && url.ptr[i - 1] >= '0' && url.ptr[i - 1] <= '9') continue;
        int32_t y = 0, m = 0, d = 0;
        if (!digits_at(url, i, 4, &y) || y < 1900 || y > 2100) continue;
        char c = url.ptr[i + 4];
        bool parted = c == '/' || c == '-' || c == '_';
        size_t step = parted ? 1 : 0, at = i + 4 + step;
        size_t width = digits_at(url, at, 2, &m) ? 2 : 1;
        if (!digits_at(url, at, width, &m)) continue;
        at += width;
        if (parted && (at >= url.len || url.ptr[at] != c)) continue;
        at += step;
        size_t day_width = digits_at(url, at, 2, &d) ? 2 : 1;
        if (!digits_at(url, at, day_width, &d) || (!parted && day_width < 2)) continue;
        at += day_width;
        if (at < url.len && url.ptr[at] >= '0' && url.ptr[at] <= '9') continue;
        if (!civil_valid(y, m, d)) continue;
        *day = day_of(y, m, d);
        return true;
    }
    return false;
}

/* A day in a stretch outside the sentences (a date line, a byline): full dates give *day, others
 * a clue. */
static bool stretch_day(search *s, uint32_t article_index, uint32_t start, uint32_t end,
                        int32_t *day)
{
    token *tokens = NULL;
    uint32_t n = 0, cap = 0;
    if (end > start + 400) end = start + 400;
    lex_stretch(s->in->text->ptr, start, end, 0, s->mem, &tokens, &n, &cap);
    date_words words = {.text = s->in->text->ptr, .tokens = tokens, .n = n};
    for (uint32_t i = 0; i < n; i++) {
        date_phrase p;
        if (!date_phrase_at(&words, i, &p) || p.type != DATE_DAY || p.from < 0 || p.to >= 0)
            continue;
        const date_expr *e = &p.x[p.from];
        if (e->kind != DX_DATE || !e->month || !e->day || e->of >= 0) continue;
        if (e->year && civil_valid(e->year, e->month, e->day)) {
            *day = day_of(e->year, e->month, e->day);
            return true;
        }
        if (s->n_clues >= MAX_CLUES) return false;
        clue *c = arena_push(s->mem, &s->clues, &s->n_clues, &s->cap_clues, sizeof *c);
        if (!c) return false;
        *c = (clue){.kind = CLUE_DAY, .article = article_index, .lead = true, .weekday = e->weekday,
                    .month = e->month, .day = e->day, .start = tokens[p.first].start,
                    .end = tokens[p.last].end};
        return false;
    }
    return false;
}

static bool is_inside(const text *t, casus_str s)
{
    return s.ptr && s.len > 0 && s.ptr >= t->ptr && s.ptr + s.len <= t->ptr + t->len;
}

/* The date line of an article: its dateline, or a byline paragraph. */
static bool date_line(search *s, uint32_t a, int32_t *day)
{
    const article *art = &s->in->segs->articles[a];
    if (is_inside(s->in->text, art->dateline_date)) {
        uint32_t at = (uint32_t)(art->dateline_date.ptr - s->in->text->ptr);
        if (stretch_day(s, a, at, at + (uint32_t)art->dateline_date.len, day)) return true;
    }
    for (uint32_t k = 0; k < art->n_paragraphs; k++) {
        const paragraph *p = &s->in->segs->paragraphs[art->first_paragraph + k];
        if (p->kind != PARAGRAPH_META) continue;
        if (stretch_day(s, a, p->start, p->end, day)) return true;
    }
    return false;
}

/* ---- clues ----------------------------------------------------------------------------------- */

/* The phrase's words without the preposition. */
static void set_words(const entity_input *in, const date_mention *m, clue *c)
{
    const token *t = in->lexed->tokens;
    uint32_t first = m->first;
    date_words one = {.text = in->text->ptr, .tokens = t + first, .n = m->last - first + 1};
    date_word w = date_word_at(&one, 0);
    if (w.kind == DW_WORD && first < m->last) first++;
    c->start = t[first].start;
    c->end = t[m->last].end;
}

/* The first sentence that is none of a headline's or a label's few words. */
static uint32_t lead_sentence(const entity_input *in, uint32_t a)
{
    const article *art = &in->segs->articles[a];
    for (uint32_t k = 0; k < art->n_sentences && k < 4; k++) {
        uint32_t si = art->first_sentence + k;
        uint32_t kind = in->segs->paragraphs[in->segs->sentences[si].paragraph].kind;
        if (kind == PARAGRAPH_BODY && in->lexed->first[si + 1] - in->lexed->first[si] >= 8)
            return si;
    }
    return art->first_sentence;
}

static bool read_clue(const entity_input *in, const date_mention *m, clue *c)
{
    date_phrase p;
    if (m->type != DATE_DAY || !date_reread(in, m, &p) || p.from < 0 || p.to >= 0) return false;
    if (p.bound != BOUND_NONE && p.bound != BOUND_SINCE && p.bound != BOUND_AFTER) return false;
    const date_expr *e = &p.x[p.from];
    if (e->of >= 0 && e->kind == DX_PART && e->part != PART_NONE)
        e = &p.x[e->of]; /* "early Saturday" */
    uint32_t a = in->segs->sentences[m->sentence].article, lead = lead_sentence(in, a);
    *c = (clue){.article = a,
                .weekday = e->weekday,
                .month = e->month,
                .day = e->day,
                .year = e->year,
                .lead = m->sentence == lead,
                .near = m->sentence <= lead + 2};
    c->tense = date_tense_of(in, m->sentence, m->first, m->last);
    set_words(in, m, c);
    if (e->kind == DX_WEEKDAY) {
        c->kind = CLUE_WEEKDAY;
        return e->rel == REL_NONE && e->of < 0;
    }
    if (e->kind != DX_DATE || e->of >= 0 || e->rel != REL_NONE || e->year_rel) return false;
    if (e->year && e->month && e->day) c->kind = CLUE_FULL;
    else if (e->year) c->kind = CLUE_YEAR;
    else if (e->month && e->day) c->kind = CLUE_DAY;
    else return false;
    return true;
}

static void gather_dates(search *s, const entities *out)
{
    for (uint32_t i = 0; i < out->n_dates && s->n_clues < MAX_CLUES; i++) {
        clue c;
        if (!read_clue(s->in, &out->dates[i], &c)) continue;
        clue *kept = arena_push(s->mem, &s->clues, &s->n_clues, &s->cap_clues, sizeof *kept);
        if (!kept) return;
        *kept = c;
    }
}

/* The latest meeting named; talk of a high-level week anywhere narrows a session to it. */
static void gather_editions(search *s)
{
    for (uint32_t si = 0; si < s->in->segs->n_sentences; si++) {
        uint32_t first = s->in->lexed->first[si];
        date_words words = {.text = s->in->text->ptr, .tokens = s->in->lexed->tokens + first,
                            .n = s->in->lexed->first[si + 1] - first};
        for (uint32_t i = 0; i < words.n; i++) {
            date_edition e;
            if (date_edition_at(&words, i, &e) > 0 &&
                (!s->has_edition || e.days.from > s->edition.days.from)) {
                s->edition = e;
                s->has_edition = true;
            }
            casus_str form = token_form(words.text, &words.tokens[i]);
            casus_str next =
                i + 2 < words.n ? token_form(words.text, &words.tokens[i + 1]) : STR("");
            if (str_eq_nocase(form, STR("sidelines"))) s->high_level = true;
            if (str_eq_nocase(form, STR("general")) && str_eq_nocase(next, STR("debate")))
                s->high_level = true;
            if (str_eq_nocase(form, STR("high")) && str_eq_nocase(next, STR("-")) &&
                str_eq_nocase(token_form(words.text, &words.tokens[i + 2]), STR("level")))
                s->high_level = true;
        }
    }
}

/* ---- window ---------------------------------------------------------------------------------- */

static bool is_told(const clue *c)
{
    return c->tense != TENSE_FUTURE && c->year > 0 && c->year <= 2100;
}

/* A day of the month without a year within two months of this day: the text tells of that
 * season. */
static bool has_season(const search *s, int32_t day)
{
    civil on = civil_of(day);
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const clue *c = &s->clues[i];
        if (c->kind != CLUE_DAY) continue;
        for (int32_t y = on.year - 1; y <= on.year + 1; y++) {
            int32_t other = day_of(y, c->month, c->day);
            if (other >= day - 60 && other <= day + 60) return true;
        }
    }
    return false;
}

/* Does the document name bare weekdays, as news does and history does not? */
static bool has_weekday(const search *s)
{
    for (uint32_t i = 0; i < s->n_clues; i++)
        if (s->clues[i].weekday >= 0 && s->clues[i].tense != TENSE_FUTURE) return true;
    return false;
}

/* From the latest day told with its year: news is told within the week. It may be history: then
 * no weekday is named beside it, or, deep in the text, no other day of its season. */
static bool full_window(search *s)
{
    int32_t day = CASUS_NO_DAY;
    bool near = false;
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const clue *c = &s->clues[i];
        if (c->kind != CLUE_FULL || !is_told(c)) continue;
        int32_t own = day_of(c->year, c->month, c->day);
        if (day != CASUS_NO_DAY && own < day) continue;
        near = c->near || (own == day && near);
        day = own;
    }
    if (day == CASUS_NO_DAY) return false;
    s->window = (day_range){day, day + 6};
    s->window_sure = (near && has_weekday(s)) || has_season(s, day);
    if (!s->window_sure) s->window.to = day + 365;
    return true;
}

static void edition_window(search *s)
{
    day_range core = s->edition.core, days = s->edition.days;
    bool session = days.to - days.from > 60;
    if (session && s->high_level) s->window = core;
    else if (session) s->window = days;
    else s->window = (day_range){days.from - 30, days.to + 45};
    s->window_sure = true;
}

static void set_window(search *s)
{
    s->window = NO_DAYS;
    int32_t latest_year = 0;
    for (uint32_t i = 0; i < s->n_clues; i++)
        if (is_told(&s->clues[i]) && s->clues[i].year > latest_year) latest_year = s->clues[i].year;
    bool full = full_window(s);
    /* What is told since a meeting moves the window on; what is told within its time narrows it. */
    if (s->has_edition && full) {
        day_range told = s->window;
        bool sure = s->window_sure;
        edition_window(s);
        if (told.from >= s->window.from) s->window = told, s->window_sure = sure;
    } else if (s->has_edition) {
        edition_window(s);
    } else if (!full && latest_year > 0) {
        s->window = (day_range){day_of(latest_year, 1, 1), day_of(latest_year + 4, 12, 31)};
    }
    if (!s->has_edition && s->window.from != CASUS_NO_DAY &&
        civil_of(s->window.to).year < latest_year)
        s->window_sure = false; /* a later year is told: the full date was history */
}

/* ---- days under a year ----------------------------------------------------------------------- */

/* The one day of this weekday in the range; false where there are none or several. */
static bool only_weekday(day_range in, int32_t weekday, int32_t *day)
{
    int32_t first = in.from + (weekday - day_weekday(in.from) + 7) % 7;
    *day = first;
    return first <= in.to && first + 7 > in.to;
}

/* Does a day of the month in any article fall on this day under `year`? */
static const clue *day_clue_on(const search *s, int32_t year, int32_t day)
{
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const clue *c = &s->clues[i];
        if (c->kind == CLUE_DAY && civil_valid(year, c->month, c->day) &&
            day_of(year, c->month, c->day) == day)
            return c;
    }
    return NULL;
}

/* Narrows by days of the month and full dates; gives how well the year fits. */
static int narrow_by_days(const search *s, uint32_t a, int32_t year, span_days *out)
{
    int score = 0;
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const clue *c = &s->clues[i];
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
static void narrow_by_news(const search *s, uint32_t a, int32_t year, span_days *out)
{
    const clue *news = NULL;
    int32_t day = 0;
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const clue *c = &s->clues[i];
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
static int lead_agrees(const search *s, uint32_t a, int32_t day)
{
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const clue *c = &s->clues[i];
        if (c->article != a || !c->lead || c->kind != CLUE_WEEKDAY || c->tense == TENSE_FUTURE)
            continue;
        return c->weekday == day_weekday(day) || c->weekday == day_weekday(day - 1) ? 1 : -2;
    }
    return 0;
}

/* A bare weekday or a date line in the lead is the article's own day: agencies write "on Friday"
 * for today. A day of the month named anywhere in the document that is this weekday decides
 * between several. */
static bool lead_day(const search *s, uint32_t a, int32_t year, span_days *out, int *score)
{
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const clue *c = &s->clues[i];
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
        const clue *shared = NULL;
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

static int narrow_by_weekdays(const search *s, uint32_t a, int32_t year, span_days *out)
{
    int score = 0;
    if (lead_day(s, a, year, out, &score)) return score;
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const clue *c = &s->clues[i];
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

static int days_under(const search *s, uint32_t a, int32_t year, span_days *out)
{
    *out = (span_days){.days = s->window};
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

static void put_clue(const search *s, words_list *w, const clue *c, int32_t year)
{
    if (!c) return;
    int n = c->end - c->start > 40 ? 40 : (int)(c->end - c->start);
    const char *at = s->in->text->ptr + c->start;
    if (c->kind == CLUE_DAY && c->weekday < 0 && civil_valid(year, c->month, c->day))
        put(w, "%.*s, a %s", n, at, WEEKDAY_NAMES[day_weekday(day_of(year, c->month, c->day))]);
    else put(w, "%.*s", n, at);
}

static const char *evidence(const search *s, const span_days *days, int32_t year,
                            const clue *pinned)
{
    words_list w = {.len = 0};
    if (s->has_edition && s->edition.number)
        put(&w, "%d%s %s", s->edition.number, ordinal_suffix(s->edition.number), s->edition.name);
    else if (s->has_edition)
        put(&w, "%s of %d", s->edition.name, civil_of(s->edition.days.from).year);
    const clue *all[] = {pinned, days->low, days->high, days->exact, days->weekday};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        bool twice = false;
        for (size_t k = 0; k < i; k++) twice = twice || all[k] == all[i];
        if (!twice) put_clue(s, &w, all[i], year);
    }
    return w.len ? arena_copy(s->mem, (casus_str){w.text, w.len}) : NULL;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* Tries the window's years; gives the best, or 0. */
static int32_t best_year(const search *s, const entities *out, bool *pinned)
{
    int32_t from = civil_of(s->window.from).year, to = civil_of(s->window.to).year;
    if (to > from + MAX_YEARS) to = from + MAX_YEARS;
    int32_t best = 0;
    int best_score = INT32_MIN;
    for (int32_t year = from; year <= to; year++) {
        int score = 0;
        for (uint32_t a = 0; a < s->in->segs->n_articles; a++) {
            span_days days;
            if (out->article_dates[a].from != CASUS_NO_DAY) continue;
            score += days_under(s, a, year, &days);
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

static const clue *latest_year_clue(const search *s)
{
    const clue *best = NULL;
    for (uint32_t i = 0; i < s->n_clues; i++)
        if (s->clues[i].year && s->clues[i].tense != TENSE_FUTURE &&
            (!best || s->clues[i].year > best->year))
            best = &s->clues[i];
    return best;
}

static void infer(search *s, entities *out)
{
    gather_dates(s, out);
    gather_editions(s);
    set_window(s);
    if (s->window.from == CASUS_NO_DAY) return;
    bool pinned = false;
    int32_t year = best_year(s, out, &pinned);
    if (year == 0 || (!s->window_sure && !pinned)) return;
    const clue *by_year = s->has_edition ? NULL : latest_year_clue(s);
    for (uint32_t a = 0; a < s->in->segs->n_articles; a++) {
        article_date *d = &out->article_dates[a];
        if (d->from != CASUS_NO_DAY) continue;
        span_days days;
        days_under(s, a, year, &days);
        if (days.days.from == CASUS_NO_DAY || days.days.from > days.days.to) continue;
        *d = (article_date){days.days.from, days.days.to, true, evidence(s, &days, year, by_year)};
    }
}

/* "WARSAW, 11 November 2021. Poland has ...", "Posted: 22 July 2019": a full date with nothing
 * but names, labels and marks before it at the head of an article, or alone in its sentence. */
static bool is_date_line(const entity_input *in, const date_mention *m)
{
    uint32_t first = in->lexed->first[m->sentence], end = in->lexed->first[m->sentence + 1];
    uint32_t others = end - first - (m->last - m->first + 1);
    if (m->first - first > 6) return false;
    bool names = true;
    for (uint32_t i = first; i < m->first; i++)
        names = names && (in->lexed->tokens[i].flags & (TOKEN_PUNCT | TOKEN_CAP));
    bool ends = m->last + 1 >= end || (in->lexed->tokens[m->last + 1].flags & TOKEN_PUNCT);
    date_words words = {.text = in->text->ptr, .tokens = in->lexed->tokens + m->first, .n = 1};
    bool preposition =
        date_word_at(&words, 0).kind == DW_WORD; /* "On March 3, 2020, ..." is a sentence */
    return names && ends && !preposition && (m->first > first || others <= 5);
}

static bool own_line(const entity_input *in, const entities *out, uint32_t a, int32_t *day)
{
    const article *art = &in->segs->articles[a];
    for (uint32_t i = 0; i < out->n_dates; i++) {
        const date_mention *m = &out->dates[i];
        if (m->sentence < art->first_sentence) continue;
        if (m->sentence >= art->first_sentence + art->n_sentences ||
            m->sentence > art->first_sentence + 2)
            break;
        date_phrase p;
        if (m->type != DATE_DAY || !date_reread(in, m, &p) || p.from < 0 || p.to >= 0 ||
            p.bound != BOUND_NONE)
            continue;
        const date_expr *e = &p.x[p.from];
        if (e->kind != DX_DATE || !e->year || !e->month || !e->day || !is_date_line(in, m))
            continue;
        *day = day_of(e->year, e->month, e->day);
        return true;
    }
    return false;
}

void article_dates_infer(const entity_input *in, arena *mem, entities *out)
{
    uint32_t n = in->segs->n_articles;
    out->article_dates = arena_alloc(mem, (size_t)(n + 1) * sizeof *out->article_dates);
    if (!out->article_dates) return;
    search s = {.in = in, .mem = mem};
    int32_t day = CASUS_NO_DAY;
    bool missing = false, url = in->url.ptr && url_day(in->url, &day);
    for (uint32_t a = 0; a < n; a++) {
        article_date *d = &out->article_dates[a];
        int32_t own = CASUS_NO_DAY;
        bool lined = date_line(&s, a, &own) || own_line(in, out, a, &own);
        *d = (article_date){CASUS_NO_DAY, CASUS_NO_DAY, false, NULL};
        /* A pasted file's date is one article's; others may carry lines of their own. */
        if (lined && (in->published == CASUS_NO_DAY || n > 1))
            *d = (article_date){own, own, false, "date line"};
        else if (in->published != CASUS_NO_DAY)
            *d = (article_date){in->published, in->published, false, NULL};
        else if (url) *d = (article_date){day, day, false, "URL"};
        else missing = true;
    }
    if (missing) infer(&s, out);
    dates_resolve(in, out);
}
