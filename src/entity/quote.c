/* Direct quotations. quotes_find pairs quotation marks paragraph by paragraph:
 *
 *   "..."  “...”  „...“  «...»  ``...''  '...'   a straight one opens or closes by what is beside it
 *
 * A paragraph that opens with a mark while the one before was not closed goes on with the same
 * quotation. A mark that finds no partner ends with its paragraph at the latest, and counts only
 * where a quotation surely begins, so that a stray mark never swallows the rest. Quotations
 * inside quotations are part of the outer one.
 *
 * quotes_attribute (quote_speaker.c) finds the speakers. */
#include "entity/quote.h"

typedef enum mark_style {
    MARK_NONE,
    MARK_STRAIGHT,
    MARK_CURLY,
    MARK_ANGLE,
    MARK_TICKS,
    MARK_SINGLE
} mark_style;

typedef struct mark {
    mark_style style;
    bool opens, closes; /* what its form and neighbours allow */
    uint32_t len;
} mark;

typedef struct pairing {
    const entity_input *in;
    arena *mem;
    entities *out;
    uint32_t open;     /* byte behind the opening mark; UINT32_MAX none */
    uint32_t depth;    /* marks of the same style opened inside */
    mark_style style;
    bool sure;         /* opened where a quotation surely begins */
    bool carried;      /* came over from the paragraph before */
} pairing;

static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

static bool is_word_byte(unsigned char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c >= 0x80;
}

/* ---- marks ----------------------------------------------------------------------------------- */

/* A straight mark between `before` and `after` (0: the paragraph's edge). */
static void straight(mark *m, char before, char after)
{
    bool space_before = before == 0 || is_space(before) || strchr("([{-", before) != NULL;
    bool space_after = after == 0 || is_space(after);
    m->opens = !space_after && !(is_word_byte((unsigned char)before) && before != 0 &&
                                 (unsigned char)before < 0x80);
    if (space_before && space_after) m->opens = after != 0;
    m->closes = !(space_before && !space_after) || before == 0;
    /* Inches and seconds: 6" tall. */
    if (before >= '0' && before <= '9' && space_after) m->opens = false;
}

/* Apostrophes are commoner than single quotation marks: one opens only before a word and behind
 * a space. */
static void single(mark *m, char before, char after, char behind_word)
{
    bool free_before = before == 0 || is_space(before) || strchr("([{\"", before) != NULL;
    m->opens = free_before && is_word_byte((unsigned char)after) &&
               !(after >= '0' && after <= '9') && after != 0;
    bool ends = after == 0 || is_space(after) || strchr(",.;:!?)]}\"", after) != NULL;
    m->closes = ends && before != 0 && !is_space(before);
    (void)behind_word;
}

static mark mark_at(const char *s, uint32_t i, uint32_t start, uint32_t end)
{
    mark m = {MARK_NONE, false, false, 1};
    char before = i > start ? s[i - 1] : 0;
    unsigned char c = (unsigned char)s[i];
    if (c > '`' && c < 0xC2) return m; /* most are letters */
    if (c == '"') {
        m.style = MARK_STRAIGHT;
        straight(&m, before, i + 1 < end ? s[i + 1] : 0);
    } else if (c == '`' && i + 1 < end && s[i + 1] == '`') {
        m = (mark){MARK_TICKS, true, false, 2};
    } else if (c == '\'' && i + 1 < end && s[i + 1] == '\'') {
        m = (mark){MARK_TICKS, false, true, 2};
    } else if (c == '\'') {
        m.style = MARK_SINGLE;
        single(&m, before, i + 1 < end ? s[i + 1] : 0, 0);
    } else if (c == 0xE2 && i + 2 < end && (unsigned char)s[i + 1] == 0x80) {
        unsigned char d = (unsigned char)s[i + 2];
        bool low = d == 0x9E, left = d == 0x9C, right = d == 0x9D;
        if (low || left || right) m = (mark){MARK_CURLY, low || left, right || left, 3};
        /* A left mark closes only what a low one opened (German); right ones never open. */
        if (left) m.closes = false;
    } else if (c == 0xC2 && i + 1 < end) {
        unsigned char d = (unsigned char)s[i + 1];
        if (d == 0xAB || d == 0xBB) m = (mark){MARK_ANGLE, d == 0xAB, d == 0xBB, 2};
    }
    return m;
}

/* A closing single mark must exist ahead in the paragraph, and not as the apostrophe of a
 * plural. */
static bool has_single_end(const char *s, uint32_t i, uint32_t end)
{
    for (uint32_t k = i + 1, seen = 0; k < end && seen < 400;
         k++, seen++) { /* 'n' is no quotation */
        if (s[k] == '"') return false;
        if (s[k] != '\'' || k < i + 4) continue;
        char before = s[k - 1], after = k + 1 < end ? s[k + 1] : 0;
        bool ends = after == 0 || is_space(after) || strchr(",.;:!?)]}\"", after) != NULL;
        if (ends && !is_space(before) && (strchr(",.!?", before) || before != 's' || after != ' '))
            return true;
    }
    return false;
}

/* ---- records --------------------------------------------------------------------------------- */

/* The first token that ends behind `at`. */
static uint32_t token_from(const lexed *lx, uint32_t at)
{
    uint32_t lo = 0, hi = lx->n_tokens;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (lx->tokens[mid].end <= at) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

static void record(pairing *p, uint32_t end)
{
    uint32_t start = p->open;
    const char *s = p->in->text->ptr;
    p->open = UINT32_MAX;
    p->depth = 0;
    p->carried = false;
    while (start < end && is_space(s[start])) start++;
    while (end > start && is_space(s[end - 1])) end--;
    if (start >= end) return;
    const lexed *lx = p->in->lexed;
    uint32_t first = token_from(lx, start), last = token_from(lx, end - 1);
    /* Tokens can overhang where a mark is glued to a word. */
    if (last >= lx->n_tokens || lx->tokens[last].start >= end) {
        if (last == 0) return;
        last--;
    }
    if (first >= lx->n_tokens || first > last || lx->tokens[first].start >= end) return;
    quote *q =
        arena_push(p->mem, &p->out->quotes, &p->out->n_quotes, &p->out->cap_quotes, sizeof *q);
    if (!q) return;
    *q = (quote){.start = start, .end = end, .first = first, .last = last, .speaker = ENTITY_NONE,
                 .cue = ENTITY_NONE};
    uint32_t words = 0;
    for (uint32_t i = first; i <= last && words < 5; i++)
        words += (lx->tokens[i].flags & TOKEN_PUNCT) == 0;
    q->scare = words <= 3;
}

/* ---- pairing --------------------------------------------------------------------------------- */

static void open_mark(pairing *p, const mark *m, uint32_t i, uint32_t start)
{
    const char *s = p->in->text->ptr;
    uint32_t k = i;
    while (k > start && is_space(s[k - 1])) k--;
    p->open = i + m->len;
    p->style = m->style;
    p->depth = 0;
    p->sure = k == start || s[k - 1] == ':' || s[k - 1] == ',';
    p->carried = false;
}

static void step(pairing *p, const mark *m, uint32_t i, uint32_t start, uint32_t end)
{
    if (p->open == UINT32_MAX) {
        if (!m->opens) return;
        if (m->style == MARK_SINGLE && !has_single_end(p->in->text->ptr, i, end)) return;
        open_mark(p, m, i, start);
        return;
    }
    /* Straight and curly are mixed by careless editors; single ones live inside double ones. */
    bool same = m->style == p->style || (m->style != MARK_SINGLE && p->style != MARK_SINGLE &&
                                         m->style != MARK_ANGLE && p->style != MARK_ANGLE);
    if (!same) {
        /* A double mark that opens shows that a single one was an apostrophe. */
        if (p->style == MARK_SINGLE && m->opens && !m->closes) open_mark(p, m, i, start);
        return;
    }
    if (m->closes) {
        if (p->depth > 0) p->depth--;
        else record(p, i);
        return;
    }
    if (!m->opens) return;
    if (m->style != MARK_STRAIGHT && m->style != MARK_TICKS) {
        if (p->depth < 4) p->depth++; /* “... “...” ...” */
        return;
    }
    /* A straight mark that can only open: the former one was never closed. */
    if (p->sure) record(p, i);
    open_mark(p, m, i, start);
}

static bool opens_with_mark(const entity_input *in, const paragraph *par, mark_style style)
{
    mark m = mark_at(in->text->ptr, par->start, par->start, par->end);
    return m.opens && (m.style == style || (m.style != MARK_SINGLE && style != MARK_SINGLE));
}

static void paragraph_end(pairing *p, uint32_t index)
{
    const segments *segs = p->in->segs;
    const paragraph *par = &segs->paragraphs[index];
    if (p->open == UINT32_MAX) return;
    const paragraph *next = NULL;
    if (index + 1 < segs->n_paragraphs) next = &segs->paragraphs[index + 1];
    bool goes_on = next && next->article == par->article && next->kind == PARAGRAPH_BODY &&
                   next->repeat_of == UINT32_MAX && p->style != MARK_SINGLE &&
                   (p->sure || p->carried) && opens_with_mark(p->in, next, p->style);
    if (goes_on) {
        p->carried = true;
        p->depth = 0;
        return;
    }
    if (p->sure && p->style != MARK_SINGLE) record(p, par->end);
    p->open = UINT32_MAX;
    p->depth = 0;
    p->carried = false;
}

void quotes_find(const entity_input *in, arena *mem, entities *out)
{
    pairing p = {.in = in, .mem = mem, .out = out, .open = UINT32_MAX};
    const char *s = in->text->ptr;
    for (uint32_t k = 0; k < in->segs->n_paragraphs; k++) {
        const paragraph *par = &in->segs->paragraphs[k];
        if (par->repeat_of != UINT32_MAX || par->kind == PARAGRAPH_META ||
            par->end > in->text->len) {
            p.open = UINT32_MAX;
            p.carried = false;
            continue;
        }
        uint32_t i = par->start;
        if (p.carried) i += mark_at(s, i, par->start, par->end).len; /* the repeated opening mark */
        while (i < par->end) {
            mark m = mark_at(s, i, par->start, par->end);
            if (m.style != MARK_NONE) step(&p, &m, i, par->start, par->end);
            i += m.len;
        }
        paragraph_end(&p, k);
    }
}
