/* Sentences -> tokens. White space cuts the text into chunks; most chunks are a word of ASCII
 * letters or a number with at most a mark or two around it. Those take the quick way, here: the
 * classes of 64 bytes are bit masks (window.h), so that the end of a chunk and of its letters are
 * one instruction each. All other chunks go through split.c, which alone decides what a token is;
 * the quick way only knows the chunks for which the answer is plain. Hashes come last, in one loop.
 *
 *     said the "new" plan's 12 men.
 *     11110111001110011110100001110      letters of the window, here first byte first
 */
#include "lex/lex.h"

#include "lex/chars.h"
#include "lex/hash.h"
#include "lex/split.h"
#include "lex/window.h"
#include "lex/words.h"

/* Room for one more token; false when there is no memory: tokens are then no longer taken. */
static bool grow(lexer *lx)
{
    uint32_t n = (uint32_t)(lx->next - lx->tokens);
    if (!arena_push(lx->mem, &lx->tokens, &n, &lx->cap, sizeof(token))) return false;
    lx->next = lx->tokens + n - 1;
    lx->limit = lx->tokens + lx->cap;
    return true;
}

static inline void emit(lexer *lx, size_t start, size_t end, uint32_t flags)
{
    if (lx->next == lx->limit && !grow(lx)) return;
    token *t = lx->next++;
    t->start = lx->base + (uint32_t)start;
    t->end = lx->base + (uint32_t)end;
    t->flags = flags | lx->first;
    t->sentence = lx->sentence;
    lx->first = 0;
}

void lexer_emit(lexer *lx, size_t start, size_t end)
{
    if (end <= start) return;
    unsigned seen = 0, n_letters = 0;
    bool first_upper = false;
    size_t len;
    for (size_t i = start; i < end; i += len) {
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
    if (end >= lx->s.len || (char_class_at(lx->s, end, &len) & CHAR_SPACE))
        flags |= TOKEN_SPACE_AFTER;
    emit(lx, start, end, flags);
}

/* Any chunks: s[at, end), cut where white space of any script stands. */
static void split_chunks(lexer *lx, size_t at, size_t end)
{
    while (at < end) {
        size_t start = at, len = 1;
        while (at < end && !(char_class_at(lx->s, at, &len) & CHAR_SPACE)) at += len;
        if (at > start) split_chunk(lx, start, at);
        if (at < end) at += len;
    }
}

/* ---- the quick way ------------------------------------------------------------------------ */

/* Marks that are a token each behind a word or number. ":" and ";" can begin a face, and two full
 * stops are one token, so not every pair is plain. */
static inline bool is_mark(char c)
{
    return c == ',' || c == '.' || c == ')' || c == '"' || c == ';' || c == ':';
}

/* The number of marks s[at, end) when they are at most two and plain, else 3. */
static unsigned count_marks(const char *s, size_t at, size_t end)
{
    if (end == at) return 0;
    if (end - at > 2 || !is_mark(s[at])) return 3;
    if (end - at == 1) return 1;
    bool plain = s[at] != ':' && s[at] != ';' && !(s[at] == '.' && s[at + 1] == '.');
    return plain && is_mark(s[at + 1]) ? 2 : 3;
}

static inline uint32_t letter_flags(uint64_t upper, unsigned n)
{
    uint64_t all = n < 64 ? ((uint64_t)1 << n) - 1 : ~(uint64_t)0;
    uint32_t flags = TOKEN_ALPHA;
    if (upper & 1) flags |= TOKEN_CAP;
    if ((upper & all) == all && n > 1) flags |= TOKEN_ALLCAP;
    return flags;
}

static void emit_marks(lexer *lx, size_t at, size_t end)
{
    for (; at < end; at++)
        emit(lx, at, at + 1, TOKEN_PUNCT | (at + 1 == end ? TOKEN_SPACE_AFTER : 0));
}

/* The word s[start, letters) and the marks behind it. */
static inline bool quick_word(lexer *lx, size_t start, size_t letters, size_t end, uint64_t upper)
{
    const char *s = lx->s.ptr;
    casus_str word = str_slice(lx->s, start, letters);
    uint32_t flags = letter_flags(upper, (unsigned)(letters - start));
    if (word_may_contract(word) && lexer_contraction(lx, start, letters)) return false;
    if (letters == end) {
        emit(lx, start, end, flags | TOKEN_SPACE_AFTER);
        return true;
    }
    if (end - letters == 2 && s[letters] == '\'' && (s[letters + 1] | 32) == 's') {
        emit(lx, start, letters, flags);
        emit(lx, letters, end, TOKEN_SPACE_AFTER | TOKEN_ALPHA |
                                   (s[letters + 1] == 'S' ? TOKEN_CAP : 0));
        return true;
    }
    if (count_marks(s, letters, end) > 2) return false;
    if (s[letters] == '.' && (word.len == 1 || word_abbreviation(word) != ABBREVIATION_NONE))
        return false;
    emit(lx, start, letters, flags);
    emit_marks(lx, letters, end);
    return true;
}

/* A chunk s[start, end) of at most 63 bytes, whose masks begin with it; false when it is not plain
 * and nothing was done. */
static inline bool quick_chunk(lexer *lx, size_t start, size_t end, window w)
{
    const char *s = lx->s.ptr;
    size_t from = start;
    if ((s[start] == '"' || s[start] == '(') && end - start > 1) {
        from++;
        w.letter >>= 1, w.upper >>= 1, w.digit >>= 1;
        /* What follows must be plain, for it cannot be taken back. */
        size_t n = (size_t)__builtin_ctzll(~w.letter);
        if (n == 0 || from + n != end || lexer_contraction(lx, from, end)) return false;
        emit(lx, start, from, TOKEN_PUNCT);
    }
    size_t letters = (size_t)__builtin_ctzll(~w.letter);
    if (letters) return quick_word(lx, from, from + letters, end, w.upper);
    size_t digits = (size_t)__builtin_ctzll(~w.digit);
    if (!digits || count_marks(s, from + digits, end) > 2) return false;
    emit(lx, from, from + digits, TOKEN_DIGIT | (from + digits == end ? TOKEN_SPACE_AFTER : 0));
    emit_marks(lx, from + digits, end);
    return true;
}

/* Chunks of the window at s[at]; gives the bytes that are done, 0 when no chunk ends in it. */
static size_t lex_window(lexer *lx, size_t at, const window *w)
{
    size_t i = 0;
    while (i < WINDOW) {
        uint64_t rest = ~w->space >> i;
        if (!rest) return WINDOW;
        i += (size_t)__builtin_ctzll(rest);
        uint64_t gap = w->space >> i;
        if (!gap) return i;
        size_t n = (size_t)__builtin_ctzll(gap);
        uint64_t high = (w->high >> i) & (((uint64_t)1 << n) - 1);
        window chunk = {0, w->letter >> i, w->upper >> i, w->digit >> i, 0};
        if (high)
            split_chunks(lx, at + i, at + i + n);
        else if (!quick_chunk(lx, at + i, at + i + n, chunk))
            split_chunk(lx, at + i, at + i + n);
        i += n + 1;
    }
    return WINDOW;
}

/* The end of a chunk that is longer than a window. */
static size_t long_chunk_end(const lexer *lx, size_t at)
{
    while (at < lx->s.len && !(char_class_ascii(lx->s.ptr[at]) & CHAR_SPACE)) at++;
    return at;
}

static void lex_run(lexer *lx, window_reader *read)
{
    const casus_str s = lx->s;
    size_t at = 0;
    while (at < s.len) {
        char tail[WINDOW];
        const char *bytes = s.ptr + at;
        if (s.len - at < WINDOW) { /* no byte behind the stretch is read; its end is a space */
            memset(tail, ' ', sizeof tail);
            memcpy(tail, bytes, s.len - at);
            bytes = tail;
        }
        window w;
        read(bytes, &w);
        size_t done = lex_window(lx, at, &w);
        if (!done) {
            done = long_chunk_end(lx, at) - at;
            split_chunks(lx, at, at + done);
        }
        at += done;
    }
}

/* A caller's array of tokens, which a lexer grows. */
typedef struct token_array {
    arena *mem;
    token **tokens;
    uint32_t *n, *cap;
} token_array;

static lexer begin(const char *bytes, uint32_t start, uint32_t end, uint32_t index, token_array to)
{
    token *tokens = *to.tokens;
    return (lexer){.s = {bytes + start, end - start},
                   .base = start,
                   .sentence = index,
                   .first = TOKEN_FIRST,
                   .mem = to.mem,
                   .tokens = tokens,
                   .next = tokens ? tokens + *to.n : NULL,
                   .limit = tokens ? tokens + *to.cap : NULL,
                   .cap = *to.cap};
}

static void finish(const lexer *lx, token_array to)
{
    *to.tokens = lx->tokens;
    *to.n = (uint32_t)(lx->next - lx->tokens);
    *to.cap = lx->cap;
}

void lexer_split(const char *bytes, uint32_t start, uint32_t end, uint32_t index, arena *mem,
                 token **tokens, uint32_t *n, uint32_t *cap, window_reader *read)
{
    if (end <= start) return;
    token_array to = {mem, tokens, n, cap};
    lexer lx = begin(bytes, start, end, index, to);
    if (read)
        lex_run(&lx, read);
    else
        split_chunks(&lx, 0, lx.s.len);
    finish(&lx, to);
}

void lex_stretch(const char *bytes, uint32_t start, uint32_t end, uint32_t index, arena *mem,
                 token **tokens, uint32_t *n, uint32_t *cap)
{
    uint32_t before = *n;
    lexer_split(bytes, start, end, index, mem, tokens, n, cap, window_best_reader());
    if (*n > before) hash_tokens(bytes, *tokens + before, *n - before);
}

void lex_given(const char *bytes, uint32_t start, uint32_t end, uint32_t index, bool first,
               arena *mem, token **tokens, uint32_t *n, uint32_t *cap)
{
    uint32_t before = *n;
    token_array to = {mem, tokens, n, cap};
    lexer lx = begin(bytes, start, end, index, to);
    if (!first) lx.first = 0;
    lexer_emit(&lx, 0, end - start);
    finish(&lx, to);
    if (*n > before) hash_tokens(bytes, *tokens + before, *n - before);
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

/* Where four in five sentences of some length have none, the rest is residue ("This story is from
 * March 10, 2002"). */
bool lexed_is_lower_case(const lexed *self, uint32_t n_sentences)
{
    uint32_t words = 0, capitals = 0, sentences = 0, bare = 0;
    for (uint32_t s = 0; s < n_sentences; s++) {
        uint32_t before = words, capitals_before = capitals;
        for (uint32_t i = self->first[s]; i < self->first[s + 1]; i++) {
            words += (self->tokens[i].flags & TOKEN_ALPHA) != 0;
            capitals += (self->tokens[i].flags & TOKEN_CAP) != 0;
        }
        if (words - before < 4) continue;
        sentences++;
        bare += capitals == capitals_before;
    }
    return words > 20 && (capitals * 33 < words || bare * 5 >= sentences * 4);
}
