/* An article's date as it is given: in its URL, its date line or byline, or a line of its own. */
#include "entity/article_clue.h"

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

bool article_url_day(casus_str url, int32_t *day)
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
static bool stretch_day(article_search *s, uint32_t article_index, uint32_t start, uint32_t end,
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
        if (s->n_clues >= ARTICLE_MAX_CLUES) return false;
        article_clue *c = arena_push(s->mem, &s->clues, &s->n_clues, &s->cap_clues, sizeof *c);
        if (!c) return false;
        *c = (article_clue){.kind = CLUE_DAY,
                            .article = article_index,
                            .lead = true,
                            .weekday = e->weekday,
                            .month = e->month,
                            .day = e->day,
                            .start = tokens[p.first].start,
                            .end = tokens[p.last].end};
        return false;
    }
    return false;
}

static bool is_inside(const text *t, casus_str s)
{
    return s.ptr && s.len > 0 && s.ptr >= t->ptr && s.ptr + s.len <= t->ptr + t->len;
}

bool article_date_line(article_search *s, uint32_t a, int32_t *day)
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

bool article_own_line(const entity_input *in, const entities *out, uint32_t a, int32_t *day)
{
    const article *art = &in->segs->articles[a];
    for (uint32_t i = 0; i < out->n_dates; i++) {
        const date_mention *m = &out->dates[i];
        if (m->sentence < art->first_sentence) continue;
        if (m->sentence >= art->first_sentence + art->n_sentences ||
            m->sentence > art->first_sentence + 2)
            break;
        date_phrase p;
        if (m->type != DATE_DAY || !date_reread(in, out, m, &p) || p.from < 0 || p.to >= 0 ||
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
