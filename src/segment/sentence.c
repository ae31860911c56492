/* sentence: where one ends, in news and web prose.
 *
 * A candidate is a run of ".", "!", "?" or an ellipsis with the quotation marks and brackets that
 * close behind it. What is before decides first (titles, initials, abbreviations, numbers), then
 * what follows (a small letter goes on; "The" begins). Every sentence of a long quotation is one of
 * its own; `"...?" he asked` is one. Brackets opened within a sentence hold it together.
 *
 * Where no mark tells, what was learned does (ends.h), if it is at hand; it may also overrule what
 * is said here, but where that is certain. One pass; each decision looks at a bounded stretch on
 * either side.
 */
#include "segment/ends.h"
#include "segment/parts.h"

#define LOOK 80u /* bytes looked at on either side */
#define SENTENCE_LONGEST                                                                           \
    8000u /* a longer one is cut at a space: no limit of later stages is hit                       \
           */
#define BRACKET_LONGEST 400u

/* ---- characters with a role ------------------------------------------------------------------ */

static size_t ellipsis_at(casus_str s, size_t at)
{
    if (s.ptr[at] != '\xE2') return 0;
    return str_starts(str_slice(s, at, s.len), STR("\u2026")) ? 3 : 0;
}

static bool is_end_mark(casus_str s, size_t at)
{
    return s.ptr[at] == '.' || s.ptr[at] == '!' || s.ptr[at] == '?' || ellipsis_at(s, at);
}

/* Length of a quotation mark or bracket at s[at] that can close something. */
static size_t closer_at(casus_str s, size_t at)
{
    char c = s.ptr[at];
    if (c == '"' || c == '\'' || c == ')' || c == ']' || c == '}') return 1;
    casus_str rest = str_slice(s, at, s.len);
    if (str_starts(rest, STR("\u201D"))) return 3;
    return str_starts(rest, STR("\u00BB")) ? 2 : 0;
}

static size_t opener_at(casus_str s, size_t at)
{
    char c = s.ptr[at];
    if (c == '"' || c == '\'' || c == '(' || c == '[' || c == '{') return 1;
    casus_str rest = str_slice(s, at, s.len);
    if (str_starts(rest, STR("\u201C")) || str_starts(rest, STR("\u2014"))) return 3;
    return str_starts(rest, STR("\u00AB")) ? 2 : 0;
}

/* ---- before ---------------------------------------------------------------------------------- */

/* The word that ends right before s[at], with its inner full stops: "U.S", "Lt", "matters". */
static casus_str word_before(casus_str s, size_t at, size_t floor)
{
    size_t start = at;
    if (at > floor + LOOK) floor = at - LOOK;
    while (start > floor) {
        char c = s.ptr[start - 1];
        bool part = char_upper(c) || char_lower(c) || char_digit(c) || strchr(".'-", c) ||
                    (unsigned char)c >= 0x80;
        if (!part ||
            (start >= 3 && (closer_at(s, start - 3) == 3 || opener_at(s, start - 3) == 3)) ||
            (start >= 3 && ellipsis_at(s, start - 3))) {
            break;
        }
        start--;
    }
    while (start < at && strchr(".'-", s.ptr[start])) start++;
    return str_slice(s, start, at);
}

enum verdict { GOES_ON, ENDS, ENDS_BEFORE_STARTER, ENDS_BEFORE_CAPITAL, ENDS_ANYWAY };

/* "J." in "J. Edgar"; but "Vitamin C." and "World War I." end. */
static bool is_initial(casus_str word) { return word.len == 1 && char_upper(word.ptr[0]); }

static bool has_inner_stop(casus_str word)
{
    return word.len && memchr(word.ptr, '.', word.len) != NULL;
}

static bool all_letters_lower(casus_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (!char_lower(word.ptr[i]) && word.ptr[i] != '\'' && word.ptr[i] != '-') return false;
    }
    return word.len > 0;
}

/* "U.S.", "J.": a name that goes on is likelier behind it than a sentence that begins with one. */
static bool is_abbreviation(casus_str word)
{
    return is_initial(word) || (has_inner_stop(word) && char_upper(word.ptr[0]));
}

/* What a full stop behind `word` may be; `next` is the word that follows. */
static enum verdict full_stop(casus_str word, casus_str next, bool quoted)
{
    if (!word.len) return ENDS_BEFORE_CAPITAL;
    if (strchr("AaPp", word.ptr[0]) && in_list(word, "a.m p.m am pm") &&
        in_list(
            next,
            "est edt et gmt utc ist cst pst bst monday tuesday wednesday thursday friday saturday "
            "sunday eastern central local")) {
        return GOES_ON;
    }
    unsigned classes = word_class(word);
    bool number = next.len && char_digit(next.ptr[0]);
    if (number && (classes & WORD_MONTH) && starts_upper(word)) return GOES_ON;
    if (quoted) return ENDS_BEFORE_CAPITAL; /* an abbreviation does not close a quotation mark */
    if (classes & WORD_TITLE) {
        bool street = in_list(word, "st ft mt v sec hr") && !starts_upper(word);
        return street ? ENDS_BEFORE_STARTER : GOES_ON;
    }
    if (number && (classes & WORD_NUMBERING)) return GOES_ON;
    if (is_initial(word)) return ENDS_BEFORE_STARTER;
    if ((classes & WORD_CLOSING) ||
        (has_inner_stop(word) && word.len <= 8 && !char_digit(word.ptr[0]))) {
        return ENDS_BEFORE_STARTER;
    }
    if (char_digit(word.ptr[word.len - 1])) return ENDS_BEFORE_CAPITAL;
    /* Before a small letter only a real word ends: "approx" and "tsp" are known, but not all are.
     */
    bool real = word.len >= 3 || in_list(word, "on in up at to it so me us we be do go by of my");
    return all_letters_lower(word) && real ? ENDS_ANYWAY : ENDS_BEFORE_CAPITAL;
}

/* ---- behind ---------------------------------------------------------------------------------- */

/* The word that begins behind blanks and opening marks at s[at]; `opened` tells of a mark. */
static casus_str word_behind(casus_str s, size_t at, bool *opened)
{
    size_t limit = at + LOOK < s.len ? at + LOOK : s.len;
    *opened = false;
    while (at < limit) {
        size_t len = opener_at(s, at);
        if (len) *opened = true;
        else if (char_space(s.ptr[at])) len = 1;
        else break;
        at += len;
    }
    if (at >= limit) return (casus_str){s.ptr, 0};
    size_t here = at;
    casus_str word, head = str_slice(s, 0, limit);
    if (!next_word(head, &here, &word) || word.ptr != s.ptr + at) return str_slice(s, at, at);
    return word;
}

/* Does `"...?"` go on with who said it: "Smith asked", "the man said"? */
static bool is_said_by(casus_str s, size_t at)
{
    size_t limit = at + LOOK < s.len ? at + LOOK : s.len;
    casus_str word, head = str_slice(s, 0, limit);
    for (unsigned n = 0; n < 5 && next_word(head, &at, &word); n++) {
        if (in_list(
                word,
                "said says asked asks wondered shouted yelled cried replied responded exclaimed "
                "demanded quipped wrote told added tweeted inquired screamed")) {
            return n > 0;
        }
        bool title =
            at < limit && s.ptr[at] == '.' && (word.len == 1 || (word_class(word) & WORD_TITLE));
        if (at < limit && !title && strchr(",.;:?!", s.ptr[at])) return false;
    }
    return false;
}

/* ---- the decision ---------------------------------------------------------------------------- */

/* A run of end marks and closers: text[mark, stop) are the marks, [stop, end) the closers. */
typedef struct candidate {
    size_t mark, stop, end;
    bool quoted, bracketed;
} candidate;

/* " :)" behind the marks belongs to the sentence that it comments on. */
static size_t smiley_length(casus_str s, size_t at)
{
    size_t end = at;
    if (end < s.len && s.ptr[end] == ' ') end++;
    if (end >= s.len || !strchr(":;", s.ptr[end])) return 0;
    end++;
    if (end < s.len && s.ptr[end] == '-') end++;
    if (end >= s.len || !strchr("()DP", s.ptr[end])) return 0;
    end++;
    return end == s.len || char_space(s.ptr[end]) ? end - at : 0;
}

/* "[12]", "[citation needed]" joined to the marks, as encyclopedias have it. */
static size_t footnote_length(casus_str s, size_t at)
{
    size_t end = at;
    while (end < s.len && end - at < 24 && s.ptr[end] == '[') {
        size_t stop = end + 1;
        while (stop < s.len && stop - end < 20 && (char_digit(s.ptr[stop]) || s.ptr[stop] == ','))
            stop++;
        if (stop == end + 1 || stop >= s.len || s.ptr[stop] != ']') break;
        end = stop + 1;
    }
    return end - at;
}

static candidate candidate_at(casus_str s, size_t at)
{
    candidate c = {.mark = at};
    while (at < s.len && is_end_mark(s, at)) at += ellipsis_at(s, at) ? 3 : 1;
    c.stop = at;
    for (size_t len; at < s.len && (len = closer_at(s, at)); at += len) {
        if (strchr(")]}", s.ptr[at])) c.bracketed = true;
        else c.quoted = true;
    }
    at += footnote_length(s, at);
    c.end = at + smiley_length(s, at);
    return c;
}

static bool is_enumerator(casus_str word, casus_str s, size_t mark, size_t start)
{
    bool first = word.len && word.ptr == s.ptr + start && mark - start == word.len;
    return first && word.len <= 3 && (char_digit(word.ptr[0]) || word.len == 1);
}

/* No blank behind: "he said.The", "said.\"We". Only clear cases end. */
static bool ends_unspaced(casus_str s, const candidate *c)
{
    if (c->stop - c->mark != 1 || c->mark < 2 || c->stop >= s.len) return false;
    casus_str word = word_before(s, c->mark, 0);
    if (!all_letters_lower(word) || word.len < 2 || in_list(word, "www")) return false;
    bool mark = c->end < s.len && s.ptr[c->end] == '"';
    casus_str rest = str_slice(s, c->end + (mark ? 1 : 0), s.len);
    if (!starts_upper(rest) || rest.len < 2) return false;
    size_t at = 0;
    casus_str next;
    if (!next_word(rest, &at, &next)) return false;
    /* "Yahoo.Com", "asp.Net": a name with a suffix, not a sentence. */
    bool suffix = in_list(next, "com org net gov edu co uk io tv");
    bool longer = mark || (at < rest.len && (char_space(rest.ptr[at]) || rest.ptr[at] == ','));
    return !suffix && longer;
}

/* "Yahoo! said", "the Jeopardy! host": a mark that belongs to a name. */
static bool is_name_mark(casus_str s, const candidate *c, size_t start, casus_str next)
{
    casus_str word = word_before(s, c->mark, start);
    bool inside = word.len && word.ptr > s.ptr + start;
    inside = inside || in_list(next, "said says is was has had will would");
    return c->bracketed || (s.ptr[c->mark] == '!' && inside && starts_upper(word));
}

static enum rule_verdict verdict_if(bool ends) { return ends ? RULE_ENDS : RULE_GOES_ON; }

static enum rule_verdict judge(casus_str s, const candidate *c, size_t start)
{
    if (c->end >= s.len) return RULE_ENDS;
    char first = s.ptr[c->mark];
    if (!char_space(s.ptr[c->end])) return verdict_if(ends_unspaced(s, c));
    bool opened;
    casus_str next = word_behind(s, c->end, &opened);
    bool lower = starts_lower(next);
    bool many = c->stop - c->mark > 1;
    if (first == '!' || first == '?') {
        if (lower) return verdict_if(!c->quoted && !is_name_mark(s, c, start, next));
        return verdict_if(!(c->quoted && is_said_by(s, c->end)));
    }
    if (many || first != '.') return verdict_if(!lower && next.len);
    casus_str word = word_before(s, c->mark, start);
    if (is_enumerator(word, s, c->mark, start)) return RULE_GOES_ON;
    bool begins = is_starter(next) && !lower && (word.len > 1 || next.len > 1);
    switch (full_stop(word, next, c->quoted)) {
    case GOES_ON: return RULE_NEVER;
    case ENDS_BEFORE_STARTER:
        if (begins) return RULE_ENDS;
        return lower || is_abbreviation(word) ? RULE_NEVER : RULE_GOES_ON;
    case ENDS_BEFORE_CAPITAL: return verdict_if(!lower);
    case ENDS_ANYWAY: return verdict_if(!(lower && c->quoted));
    case ENDS: break;
    }
    return RULE_ENDS;
}

/* ---- walking --------------------------------------------------------------------------------- */

typedef struct splitter {
    const text *in;
    ends_walk *walk; /* NULL: the rules alone */
    uint32_t paragraph, article;
    arena *mem;
    sentence **items;
    uint32_t *n, *cap;
} splitter;

static size_t skip_blanks(casus_str s, size_t at)
{
    while (at < s.len && char_space(s.ptr[at])) at++;
    return at;
}

/* To the next line's or word's first letter: no sentence ends behind the marks of quoted mail. */
static size_t skip_to_word(casus_str s, size_t at)
{
    size_t word = skip_blanks(s, at);
    bool new_line = word == 0 || s.ptr[word - 1] == '\n';
    for (size_t i = at; i < word; i++) new_line = new_line || s.ptr[i] == '\n';
    return new_line ? word + quote_marks(str_slice(s, word, s.len), NULL) : word;
}

static void add_sentence(const splitter *self, casus_str s, size_t start, size_t end)
{
    casus_str trimmed = str_trim(str_slice(s, start, end));
    if (!trimmed.len) return;
    sentence *added = arena_push(self->mem, self->items, self->n, self->cap, sizeof *added);
    if (!added) return;
    uint32_t at = (uint32_t)(trimmed.ptr - self->in->ptr);
    *added = (sentence){at, at + (uint32_t)trimmed.len, self->paragraph, self->article};
}

/* What is open within the sentence: the outermost bracket, for as long as it may hold, and a
 * straight quotation mark. */
typedef struct bracket {
    size_t opened;
    unsigned depth;
    bool quote;
} bracket;

static void track_bracket(bracket *b, casus_str s, size_t at, size_t start)
{
    char c = s.ptr[at];
    if (c == '"') b->quote = !b->quote;
    if ((c == '(' || c == '[') && at > start) {
        if (!b->depth++) b->opened = at;
    } else if ((c == ')' || c == ']') && b->depth) {
        b->depth--;
    }
}

/* The mark of an end at s[at] and what closes behind it; `held` follows. */
static candidate read_candidate(bracket *held, casus_str s, size_t at, size_t start)
{
    candidate c = candidate_at(s, at);
    /* met."We talked: the mark opens the next sentence, as nothing is open here. */
    if (!held->quote && c.end < s.len && s.ptr[c.stop] == '"' &&
        starts_upper(str_slice(s, c.end, s.len))) {
        c.end = c.stop;
        c.quoted = false;
    }
    for (size_t i = c.stop; i < c.end; i++) track_bracket(held, s, i, start);
    return c;
}

/* Does a sentence end before s[at], which the rules say `rule` of? */
static bool ends_here(const splitter *self, casus_str s, size_t at, enum rule_verdict rule,
                      const bracket *held)
{
    bool joint = !char_space(s.ptr[at]);
    bool asked = self->walk && rule != RULE_NEVER && (!joint || ends_joint(s, at));
    if (!asked) return rule == RULE_ENDS;
    uint32_t open = (held->depth ? 1u : 0) + (held->quote ? 2u : 0) + (joint ? 4u : 0);
    return ends_decide(self->walk, at, (size_t)(s.ptr - self->in->ptr) + at, rule, open);
}

void sentences_find(const text *in, const ends_model *ends, uint32_t from, uint32_t to,
                    uint32_t paragraph_index, uint32_t article_index, arena *mem,
                    sentence **items, uint32_t *n, uint32_t *cap)
{
    ends_walk walk;
    casus_str s = text_slice(in, from, to);
    splitter self = {in, ends ? &walk : NULL, paragraph_index, article_index, mem, items, n, cap};
    if (ends) ends_walk_start(&walk, ends, s);
    size_t start = 0;
    bracket held = {0};
    for (size_t at = skip_to_word(s, 0); at < s.len && arena_ok(mem);) {
        enum rule_verdict rule = RULE_NO_MARK;
        if (is_end_mark(s, at)) {
            candidate c = read_candidate(&held, s, at, start);
            bool inside = held.depth && c.mark - held.opened < BRACKET_LONGEST;
            rule = judge(s, &c, start);
            if (inside && rule == RULE_ENDS) rule = RULE_GOES_ON;
            at = c.end;
        } else if (!char_space(s.ptr[at])) {
            track_bracket(&held, s, at++, start);
            continue;
        }
        if (at >= s.len) break;
        bool too_long = at - start > SENTENCE_LONGEST && s.ptr[at] == ' ';
        if (too_long || ends_here(&self, s, at, rule, &held)) {
            add_sentence(&self, s, start, at);
            start = skip_blanks(s, at);
            held = (bracket){0};
            if (ends) ends_walk_split(&walk, start);
        }
        at = skip_to_word(s, at);
    }
    add_sentence(&self, s, start, s.len);
}
