/* residue: finds page residue in decoded text, line by line.
 *
 *   LINE, LABEL   "Share this:"                      the line goes, its line end too
 *   TAIL          "... he said. Read more: Talks"    the rest of the line goes
 *   GLUE          "... he said.AdvertisementThe ..." goes, a line end in its place
 *
 * A glued piece is told from prose by what no writer does: a capital right behind a full stop or a
 * small letter. Patterns are few (residue_patterns.c) and looked up by their first character.
 * Wildcards are tried only on lines and tails of at most RESIDUE_LONGEST bytes, so the whole stays
 * linear.
 */
#include "clean/residue.h"

#include <assert.h>

#define RESIDUE_LONGEST 160u
#define RESIDUE_MAX_PATTERNS 1024u
#define NO_MATCH SIZE_MAX
#define NONE UINT16_MAX

/* Patterns by their first two characters: first[pair] opens a chain through next[]; those that
 * begin with a number share the last chain. On the stack, built in a microsecond. */
#define PAIRS 1024u
typedef struct pattern_index {
    uint16_t first[PAIRS + 1];
    uint16_t next[RESIDUE_MAX_PATTERNS];
} pattern_index;

static unsigned pair_of(char a, char b)
{
    return ((unsigned char)a * 33u + (unsigned char)b) % PAIRS;
}

static bool is_wild(char c) { return c == '#' || c == '*'; }

static void index_build(pattern_index *self)
{
    assert(residue_n_patterns <= RESIDUE_MAX_PATTERNS);
    memset(self->first, 0xFF, sizeof self->first); /* NONE */
    for (size_t i = residue_n_patterns; i-- > 0;) {
        const char *p = residue_patterns[i].pattern;
        bool alone = !p[0] || !p[1] || is_wild(p[0]) || is_wild(p[1]);
        unsigned chain = alone ? PAIRS : pair_of(p[0], p[1]);
        self->next[i] = self->first[chain];
        self->first[chain] = (uint16_t)i;
    }
}

/* ---- characters ------------------------------------------------------------------------------ */

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_word_char(char c) { return is_upper(c) || is_lower(c) || is_digit(c); }
static char lower(char c) { return is_upper(c) ? (char)(c | 0x20) : c; }

/* Does s[..at) end as a sentence does: ".", "!", "?", with quotation marks or brackets behind? */
static bool ends_sentence(casus_str s, size_t at)
{
    while (at && s.ptr[at - 1] == ' ') at--;
    for (unsigned closers = 0; closers < 4; closers++) {
        if (at && strchr("\"')]", s.ptr[at - 1])) at--;
        else if (at >= 3 && str_ends(str_slice(s, 0, at), STR("\u201D"))) at -= 3;
        else break;
    }
    if (at >= 3 && str_ends(str_slice(s, 0, at), STR("\u2026"))) return true;
    return at && (s.ptr[at - 1] == '.' || s.ptr[at - 1] == '!' || s.ptr[at - 1] == '?');
}

/* ---- matching -------------------------------------------------------------------------------- */

/* Matches one element of the pattern at s[*at]; moves both on. */
static bool element(const char **pattern, casus_str s, size_t *at)
{
    char p = **pattern, c = s.ptr[*at];
    if (p == '#') {
        if (!is_digit(c)) return false;
        while (*at < s.len &&
               (is_digit(s.ptr[*at]) ||
                (strchr(",.", s.ptr[*at]) && *at + 1 < s.len && is_digit(s.ptr[*at + 1])))) {
            (*at)++;
        }
        if (*at < s.len && strchr("KkM", s.ptr[*at]) &&
            (*at + 1 == s.len || s.ptr[*at + 1] == ' ')) {
            (*at)++; /* "1.2K" */
        }
    } else if (p == ' ') {
        if (c != ' ') return false;
        while (*at < s.len && s.ptr[*at] == ' ') (*at)++;
    } else {
        if (p != lower(c)) return false;
        (*at)++;
    }
    (*pattern)++;
    return true;
}

/* Does the pattern match all of `s`? One "*" is remembered and widened at a time. */
static bool match_whole(const char *pattern, casus_str s)
{
    const char *behind_star = NULL;
    size_t at = 0, star_at = 0;
    while (at < s.len) {
        if (*pattern == '*') {
            behind_star = ++pattern;
            star_at = at;
        } else if (!*pattern || !element(&pattern, s, &at)) {
            if (!behind_star) return false;
            pattern = behind_star;
            at = ++star_at;
        }
    }
    while (*pattern == '*') pattern++;
    return !*pattern;
}

/* Length of the match at the head of `s`, for patterns without "*". */
static size_t match_head(const char *pattern, casus_str s)
{
    size_t at = 0;
    while (*pattern) {
        if (at >= s.len || *pattern == '*' || !element(&pattern, s, &at)) return NO_MATCH;
    }
    return at;
}

/* The chains that may hold a pattern for `s`: of its first two letters, and of numbers. */
static void chains_for(const pattern_index *index, casus_str s, uint16_t chains[2])
{
    bool two = s.len > 1;
    chains[0] = two ? index->first[pair_of(lower(s.ptr[0]), lower(s.ptr[1]))] : NONE;
    chains[1] = is_digit(s.ptr[0]) ? index->first[PAIRS] : NONE;
}

/* Is all of `s` a pattern of one of `places`? */
static bool find_whole(const pattern_index *index, casus_str s, unsigned places)
{
    uint16_t chains[2];
    if (!s.len || s.len > RESIDUE_LONGEST) return false;
    chains_for(index, s, chains);
    for (unsigned chain = 0; chain < 2; chain++) {
        for (uint16_t i = chains[chain]; i != NONE; i = index->next[i]) {
            const residue_pattern *p = &residue_patterns[i];
            if ((p->places & places) && match_whole(p->pattern, s)) return true;
        }
    }
    return false;
}

/* ---- whole lines ----------------------------------------------------------------------------- */

/* Bullets, arrows and bars around a button's words. */
static casus_str without_ornaments(casus_str s)
{
    static const casus_str marks[] = {
        {"|", 1},      {"*", 1},      {"-", 1},      {">", 1},      {"<", 1},      {":", 1},
        {".", 1},      {"!", 1},      {"+", 1},      {"#", 1},      {"[", 1},      {"]", 1},
        {" ", 1},      {"\u2022", 3}, {"\u00B7", 2}, {"\u00BB", 2}, {"\u00AB", 2}, {"\u2192", 3},
        {"\u2190", 3}, {"\u2013", 3}, {"\u2014", 3}, {"\u2026", 3}, {"\u25BC", 3}, {"\u25B6", 3},
        {"\u203A", 3}, {"\u2039", 3}};
    for (bool again = true; again && s.len;) {
        again = false;
        if (is_word_char(s.ptr[0]) && is_word_char(s.ptr[s.len - 1])) break;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            if (str_starts(s, marks[i])) {
                s = str_slice(s, marks[i].len, s.len);
                again = true;
            }
            if (s.len && str_ends(s, marks[i])) {
                s = str_slice(s, 0, s.len - marks[i].len);
                again = true;
            }
        }
    }
    return s;
}

static bool is_one_word(casus_str s) { return !s.len || !memchr(s.ptr, ' ', s.len); }

/* A row of buttons: "Share Tweet Email". Each word is one, and there are at least two. */
static bool is_button_row(const pattern_index *index, casus_str s)
{
    unsigned n = 0;
    casus_str word;
    if (!s.len || s.len > RESIDUE_LONGEST) return false;
    while (str_split(&s, ' ', &word)) {
        word = without_ornaments(word);
        if (!word.len) continue;
        if (!is_upper(word.ptr[0]) || !find_whole(index, word, RESIDUE_LINE)) return false;
        n++;
    }
    return n >= 2;
}

/* `wrapped`: the line above breaks off within a sentence, so that a lone word may belong to it. */
static bool is_residue_line(const pattern_index *index, casus_str line, bool wrapped)
{
    if (line.len > RESIDUE_LONGEST || (wrapped && !is_upper(line.ptr[0]))) return false;
    unsigned places = RESIDUE_LINE | (ends_sentence(line, line.len) ? 0u : RESIDUE_LABEL);
    casus_str bare = without_ornaments(line);
    if (is_one_word(bare)) {
        bool stop_alone = str_ends(line, STR(".")) && !str_ends(line, STR(".."));
        if (!bare.len || wrapped || stop_alone) return false;
        if (is_lower(bare.ptr[0]) && bare.len == line.len) return false;
    }
    return find_whole(index, line, places) || find_whole(index, bare, places) ||
           is_button_row(index, bare);
}

/* ---- tails ----------------------------------------------------------------------------------- */

/* Where the residue at the end of `line` begins; line.len where there is none. */
static size_t find_tail(const pattern_index *index, casus_str line)
{
    size_t start = line.len > RESIDUE_LONGEST ? line.len - RESIDUE_LONGEST : 1;
    for (size_t i = start; i < line.len; i++) {
        char c = line.ptr[i];
        if (!is_upper(c) && c != '(' && c != '[' && c != '\xC2' && c != 'p') continue;
        if (!strchr(" .!?\"')]\x9D\xA6", line.ptr[i - 1]) || !ends_sentence(line, i)) continue;
        casus_str rest = str_slice(line, i, line.len);
        if (find_whole(index, rest, RESIDUE_TAIL) ||
            find_whole(index, without_ornaments(rest), RESIDUE_TAIL)) {
            return i;
        }
    }
    return line.len;
}

/* ---- glue ------------------------------------------------------------------------------------ */

/* Does prose begin at s[at], joined to what is before: "EuropeanCountries", "\"We"? In capitals the
 * change of case shows only one letter later. */
static bool prose_begins(casus_str s, size_t at, bool capitals)
{
    char c = s.ptr[at];
    if (is_upper(c)) return !capitals || (at + 1 < s.len && !is_upper(s.ptr[at + 1]));
    return c == '"' || (unsigned char)c >= 0xC3;
}

/* May residue of `len` bytes at line[at] end there? A short word may be the second half of a name
 * ("RideShare"), so a small letter before it does not do. */
static bool may_end(casus_str line, size_t at, size_t len)
{
    casus_str rest = str_slice(line, at, line.len);
    bool joined = at > 0;
    if (joined && len < 10 && is_lower(line.ptr[at - 1])) return false;
    if (len == rest.len) return joined;
    if (joined && rest.ptr[len] == ' ' && len >= 10) return true;
    return prose_begins(rest, len, is_upper(rest.ptr[len - 1]));
}

/* Length of the longest glued residue at line[at]; 0 none. */
static size_t glued_at(const pattern_index *index, casus_str line, size_t at)
{
    casus_str rest = str_slice(line, at, line.len);
    size_t longest = 0;
    uint16_t chains[2];
    chains_for(index, rest, chains);
    for (unsigned chain = 0; chain < 2; chain++) {
        for (uint16_t i = chains[chain]; i != NONE; i = index->next[i]) {
            const residue_pattern *p = &residue_patterns[i];
            if (!(p->places & RESIDUE_GLUE)) continue;
            size_t len = match_head(p->pattern, rest);
            if (len == NO_MATCH || len <= longest) continue;
            if (may_end(line, at, len)) longest = len;
        }
    }
    return longest;
}

static bool may_be_glued(casus_str line, size_t at)
{
    char c = line.ptr[at];
    if (at == 0) return is_upper(c) || is_digit(c) || c == '-' || c == '(';
    char before = line.ptr[at - 1];
    if (before == ' ') return false;
    if (is_upper(c)) return is_lower(before) || strchr(".!?\"')]:\x9D\xA6", before);
    return is_digit(c) && (is_lower(before) || ends_sentence(line, at));
}

/* ---- all ------------------------------------------------------------------------------------- */

static void cut(residue_cuts *out, arena *mem, size_t start, size_t end, bool line_end)
{
    out->pieces++;
    residue_cut *last = out->n ? &out->items[out->n - 1] : NULL;
    if (last && last->end == start && !last->line_end && !line_end) {
        last->end = (uint32_t)end;
        return;
    }
    residue_cut *item = arena_push(mem, &out->items, &out->n, &out->cap, sizeof *item);
    if (item) *item = (residue_cut){(uint32_t)start, (uint32_t)end, line_end};
}

/* Glue and tails within the line text[start, end), trimmed. */
static void cut_within(const pattern_index *index, casus_str text, size_t start, size_t end,
                       arena *mem, residue_cuts *out)
{
    size_t tail = end;
    for (unsigned again = 0; again < 4; again++) {
        size_t at = start + find_tail(index, str_slice(text, start, tail));
        if (at == tail) break;
        tail = at;
        while (tail > start && text.ptr[tail - 1] == ' ') tail--;
    }
    casus_str line = str_slice(text, start, tail);
    for (size_t i = 0; i < line.len; i++) {
        bool block = false;
        size_t tag = line.ptr[i] == '<' ? markup_length(line, i, &block) : 0;
        if (tag) {
            cut(out, mem, start + i, start + i + tag, block && i > 0 && i + tag < line.len);
            i += tag - 1;
            continue;
        }
        size_t len = may_be_glued(line, i) ? glued_at(index, line, i) : 0;
        if (!len) continue;
        bool inside = i > 0 && i + len < line.len;
        cut(out, mem, start + i, start + i + len, inside);
        i += len - 1;
    }
    if (tail < end) cut(out, mem, tail, end, false);
}

void residue_find(casus_str text, arena *mem, residue_cuts *out)
{
    pattern_index index;
    index_build(&index);
    *out = (residue_cuts){0};
    bool wrapped = false;
    for (size_t at = 0; at < text.len && arena_ok(mem);) {
        const char *newline = memchr(text.ptr + at, '\n', text.len - at);
        size_t end = newline ? (size_t)(newline - text.ptr) : text.len;
        casus_str line = str_trim(str_slice(text, at, end));
        size_t next = newline ? end + 1 : end;
        if (line.len && is_residue_line(&index, line, wrapped)) {
            cut(out, mem, at, next, false);
            at = next;
            continue;
        }
        size_t start = line.len ? (size_t)(line.ptr - text.ptr) : end;
        cut_within(&index, text, start, start + line.len, mem, out);
        wrapped = line.len >= 40 && !ends_sentence(line, line.len);
        at = next;
    }
}
