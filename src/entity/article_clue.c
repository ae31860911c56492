/* Clues to when a document was written: the dates that it names, numbered meetings, and the stretch
 * of time that they leave open. */
#include "entity/article_clue.h"

static const day_range NO_DAYS = {CASUS_NO_DAY, CASUS_NO_DAY};

/* The phrase's words without the preposition. */
static void set_words(const entity_input *in, const date_mention *m, article_clue *c)
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

static bool read_clue(const entity_input *in, const entities *who, const date_mention *m,
                      article_clue *c)
{
    date_phrase p;
    if (m->type != DATE_DAY || !date_reread(in, who, m, &p) || p.from < 0 || p.to >= 0)
        return false;
    if (p.bound != BOUND_NONE && p.bound != BOUND_SINCE && p.bound != BOUND_AFTER) return false;
    const date_expr *e = &p.x[p.from];
    if (e->of >= 0 && e->kind == DX_PART && e->part != PART_NONE)
        e = &p.x[e->of]; /* "early Saturday" */
    uint32_t a = in->segs->sentences[m->sentence].article, lead = lead_sentence(in, a);
    *c = (article_clue){.article = a,
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
    if (e->year && e->month && e->day)
        c->kind = CLUE_FULL;
    else if (e->year)
        c->kind = CLUE_YEAR;
    else if (e->month && e->day)
        c->kind = CLUE_DAY;
    else
        return false;
    return true;
}

static void gather_dates(article_search *s, const entities *out)
{
    for (uint32_t i = 0; i < out->n_dates && s->n_clues < ARTICLE_MAX_CLUES; i++) {
        article_clue c;
        if (!read_clue(s->in, out, &out->dates[i], &c)) continue;
        article_clue *kept =
            arena_push(s->mem, &s->clues, &s->n_clues, &s->cap_clues, sizeof *kept);
        if (!kept) return;
        *kept = c;
    }
}

/* The latest meeting named; talk of a high-level week anywhere narrows a session to it. */
static void gather_editions(article_search *s, const entities *who)
{
    for (uint32_t si = 0; si < s->in->segs->n_sentences; si++) {
        date_words words = date_words_of(s->in, who, si);
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

void article_gather(article_search *s, const entities *out)
{
    gather_dates(s, out);
    gather_editions(s, out);
}

/* ---- window ---------------------------------------------------------------------------------- */

static bool is_told(const article_clue *c)
{
    return c->tense != TENSE_FUTURE && c->year > 0 && c->year <= 2100;
}

/* A day of the month without a year within two months of this day: the text tells of that
 * season. */
static bool has_season(const article_search *s, int32_t day)
{
    civil on = civil_of(day);
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const article_clue *c = &s->clues[i];
        if (c->kind != CLUE_DAY) continue;
        for (int32_t y = on.year - 1; y <= on.year + 1; y++) {
            int32_t other = day_of(y, c->month, c->day);
            if (other >= day - 60 && other <= day + 60) return true;
        }
    }
    return false;
}

/* Does the document name bare weekdays, as news does and history does not? */
static bool has_weekday(const article_search *s)
{
    for (uint32_t i = 0; i < s->n_clues; i++)
        if (s->clues[i].weekday >= 0 && s->clues[i].tense != TENSE_FUTURE) return true;
    return false;
}

/* From the latest day told with its year: news is told within the week. It may be history: then
 * no weekday is named beside it, or, deep in the text, no other day of its season. */
static bool full_window(article_search *s)
{
    int32_t day = CASUS_NO_DAY;
    bool near = false;
    for (uint32_t i = 0; i < s->n_clues; i++) {
        const article_clue *c = &s->clues[i];
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

static void edition_window(article_search *s)
{
    day_range core = s->edition.core, days = s->edition.days;
    bool session = days.to - days.from > 60;
    if (session && s->high_level)
        s->window = core;
    else if (session)
        s->window = days;
    else
        s->window = (day_range){days.from - 30, days.to + 45};
    s->window_sure = true;
}

void article_set_window(article_search *s)
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
