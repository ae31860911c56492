/* Sentences -> tokens. White space cuts the text into chunks; most chunks are a word of ASCII
 * letters with at most one mark behind it and take the short way here, the rest goes through
 * split.c. */
#include "lex/lex.h"

#include "lex/chars.h"
#include "lex/split.h"
#include "lex/words.h"

static token *push(lexer *lx)
{
    if (*lx->n < *lx->cap) return &(*lx->tokens)[(*lx->n)++];
    return arena_push(lx->mem, lx->tokens, lx->n, lx->cap, sizeof(token));
}

static void emit(lexer *lx, size_t start, size_t end, uint32_t flags)
{
    token *t = push(lx);
    if (!t) return;
    if (lx->first) flags |= TOKEN_FIRST;
    lx->first = false;
    size_t len;
    if (end >= lx->s.len || (char_class_at(lx->s, end, &len) & CHAR_SPACE))
        flags |= TOKEN_SPACE_AFTER;
    t->hash = str_hash_lower(str_slice(lx->s, start, end));
    t->start = lx->base + (uint32_t)start;
    t->end = lx->base + (uint32_t)end;
    t->flags = flags;
    t->sentence = lx->sentence;
}

/* A token that is a run of ASCII letters, whose classes (OR) the caller knows. */
static void emit_letters(lexer *lx, size_t start, size_t end, unsigned classes)
{
    uint32_t flags = TOKEN_ALPHA;
    if (char_class_ascii(lx->s.ptr[start]) & CHAR_UPPER) flags |= TOKEN_CAP;
    if (!(classes & CHAR_LOWER) && end - start > 1) flags |= TOKEN_ALLCAP;
    emit(lx, start, end, flags);
}

void lexer_emit(lexer *lx, size_t start, size_t end)
{
    if (end <= start) return;
    unsigned seen = 0, n_letters = 0;
    bool first_upper = false;
    for (size_t i = start, len; i < end; i += len) {
        unsigned class = char_class_at(lx->s, i, &len);
        if ((class & CHAR_LETTER) && n_letters++ == 0) first_upper = (class & CHAR_UPPER) != 0;
        seen |= class;
    }
    uint32_t flags = 0;
    if (seen & CHAR_LETTER) flags |= TOKEN_ALPHA;
    if (seen & CHAR_DIGIT) flags |= TOKEN_DIGIT;
    if (!(seen & CHAR_WORD)) flags |= TOKEN_PUNCT;
    if (first_upper) flags |= TOKEN_CAP;
    if (n_letters > 1 && !(seen & CHAR_LOWER)) flags |= TOKEN_ALLCAP;
    emit(lx, start, end, flags);
}

/* A chunk of ASCII letters s[start, letters) with at most one plain mark behind; false when it
 * needs the long way. */
static bool short_way(lexer *lx, size_t start, size_t letters, size_t end, unsigned classes)
{
    if (letters == start || end - letters > 1) return false;
    casus_str word = str_slice(lx->s, start, letters);
    if (end > letters) {
        char c = lx->s.ptr[letters];
        if (c != ',' && c != '.' && c != ')' && c != '"' && c != ';' && c != ':') return false;
        if (c == '.' && (word.len == 1 || word_abbreviation(word) != ABBREVIATION_NONE))
            return false;
    }
    if (lexer_contraction(lx, start, letters)) return false;
    emit_letters(lx, start, letters, classes);
    if (end > letters) emit(lx, letters, end, TOKEN_PUNCT);
    return true;
}

static void lex_run(lexer *lx)
{
    const casus_str s = lx->s;
    size_t at = 0;
    while (at < s.len) {
        size_t start = at;
        unsigned classes = 0, class = 0;
        while (at < s.len && ((class = char_class_ascii(s.ptr[at])) & CHAR_LETTER)) {
            classes |= class;
            at++;
        }
        size_t letters = at, len = 1;
        while (at < s.len && !(class = char_class_at(s, at, &len), class & CHAR_SPACE)) at += len;
        if (at > start && !short_way(lx, start, letters, at, classes)) split_chunk(lx, start, at);
        at += len; /* the white space; past the end at the end */
    }
}

void lex_stretch(const char *bytes, uint32_t start, uint32_t end, uint32_t index, arena *mem,
                 token **tokens, uint32_t *n, uint32_t *cap)
{
    if (end <= start) return;
    lexer lx = {.s = {bytes + start, end - start},
                .base = start,
                .sentence = index,
                .mem = mem,
                .tokens = tokens,
                .n = n,
                .cap = cap,
                .first = true};
    lex_run(&lx);
}

void lex_given(const char *bytes, uint32_t start, uint32_t end, uint32_t index, bool first,
               arena *mem, token **tokens, uint32_t *n, uint32_t *cap)
{
    lexer lx = {.s = {bytes + start, end - start},
                .base = start,
                .sentence = index,
                .mem = mem,
                .tokens = tokens,
                .n = n,
                .cap = cap,
                .first = first};
    lexer_emit(&lx, 0, end - start);
}

void lex_text(const text *in, const segments *segs, arena *mem, lexed *out, casus_stats *stats)
{
    *out = (lexed){0};
    uint32_t cap = 0, n_sentences = segs->n_sentences;
    out->first = arena_alloc(mem, (n_sentences + 1) * sizeof *out->first);
    out->gate = arena_alloc(mem, n_sentences + 1);
    /* News has about five bytes a token; what needs more grows. */
    uint32_t guess = in->len / 5 + 16;
    out->tokens = arena_alloc(mem, guess * sizeof *out->tokens);
    if (!arena_ok(mem)) {
        *out = (lexed){0};
        return;
    }
    cap = guess;
    for (uint32_t i = 0; i < n_sentences; i++) {
        const sentence *s = &segs->sentences[i];
        out->first[i] = out->n_tokens;
        lex_stretch(in->ptr, s->start, s->end, i, mem, &out->tokens, &out->n_tokens, &cap);
    }
    out->first[n_sentences] = out->n_tokens;
    if (!arena_ok(mem))
        *out = (lexed){0};
    else
        stats->tokens += out->n_tokens;
}

uint32_t lexed_longest(const lexed *self, uint32_t n_sentences)
{
    uint32_t longest = 0;
    for (uint32_t s = 0; s < n_sentences; s++) {
        uint32_t n = self->first[s + 1] - self->first[s];
        if (n > longest) longest = n;
    }
    return longest;
}
