#include "parse/words.h"

uint32_t word_lower(casus_str form, char out[WORD_LOWER_MAX])
{
    uint32_t n = 0;
    size_t at = 0;
    while (at < form.len && n + 4 <= WORD_LOWER_MAX) {
        unsigned char c = (unsigned char)form.ptr[at];
        if (c < 0x80) {
            out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            at++;
            continue;
        }
        uint32_t point = utf8_next(form, &at);
        if (point == UTF8_BAD)
            out[n++] = '?';
        else
            n += (uint32_t)utf8_put(out + n, utf8_lower(point));
    }
    return n;
}

struct letters {
    uint32_t upper, lower, digits, other;
    bool first_upper, hyphen, letters_first;
};

static struct letters count_letters(casus_str form)
{
    struct letters l = {0};
    size_t at = 0;
    while (at < form.len && at < 4 * WORD_LOWER_MAX) {
        uint32_t c = (unsigned char)form.ptr[at];
        if (c < 0x80)
            at++;
        else
            c = utf8_next(form, &at);
        bool upper = c < 0x80 ? c >= 'A' && c <= 'Z' : c != UTF8_BAD && utf8_is_upper(c);
        bool lower =
            !upper && (c < 0x80 ? c >= 'a' && c <= 'z' : c != UTF8_BAD && utf8_is_alpha(c));
        if (upper && l.upper + l.lower == 0) l.first_upper = true;
        l.upper += upper;
        l.lower += lower;
        l.digits += c >= '0' && c <= '9';
        l.hyphen |= c == '-';
        l.other += !upper && !lower && !(c >= '0' && c <= '9') && c != '.' && c != ',';
    }
    return l;
}

static uint8_t case_of(const struct letters *l)
{
    if (l->upper + l->lower == 0) return WORD_NO_LETTER;
    if (l->upper == 0) return WORD_LOWER;
    if (l->lower == 0 && l->upper > 1) return WORD_ALLCAP;
    if (l->first_upper && l->upper == 1) return WORD_CAP;
    return WORD_MIXED;
}

/* The hash of a number or of a word with digits: every digit counts as 0. */
static uint32_t fold_digits(const char *lower, uint32_t n)
{
    uint32_t h = 0x811C9DC5u;
    for (uint32_t i = 0; i < n; i++) {
        char c = lower[i] >= '0' && lower[i] <= '9' ? '0' : lower[i];
        h = (h ^ (unsigned char)c) * 0x01000193u;
    }
    return hash_small(h);
}

static void add_affixes(word *w, const char *lower, uint32_t n)
{
    uint32_t packed = 0;
    for (uint32_t k = 0; k < WORD_SUFFIXES; k++) {
        if (k < n) packed |= (uint32_t)(unsigned char)lower[n - 1 - k] << (8 * k);
        w->suffix[k] = hash_small(packed);
    }
    packed = 0;
    for (uint32_t k = 0; k < WORD_PREFIXES; k++) {
        if (k < n) packed |= (uint32_t)(unsigned char)lower[k] << (8 * k);
        w->prefix[k] = hash_small(packed);
    }
}

uint32_t lexicon_cluster(const lexicon *lex, uint64_t hash)
{
    uint32_t value = table_find(&lex->clusters, hash);
    return value ? (value - 1) % CLUSTERS_FINE + 1 : 0;
}

static void scan_word(const lexicon *lex, casus_str form, uint64_t hash, word *w)
{
    char lower[WORD_LOWER_MAX];
    uint32_t n = word_lower(form, lower);
    struct letters l = count_letters(form);
    w->letters = case_of(&l);
    w->digits = (uint8_t)(l.digits == 0 ? 0 : l.upper + l.lower + l.other == 0 ? 2 : 1);
    w->form = l.digits ? fold_digits(lower, n) : word_fold(hash);
    add_affixes(w, lower, n);
    uint32_t value = table_find(&lex->clusters, hash);
    w->cluster = hash_small(value ? (value - 1) % CLUSTERS_FINE + 1 : 0);
    w->coarse = hash_small(value ? (value - 1) / CLUSTERS_FINE + 1 : 0);
    value = table_find(&lex->tags, hash);
    w->ambiguity = value ? hash_small(((value - 1) & 1023u) + 1) : 0;
    w->tag = (uint8_t)(value && (value - 1) >> 10 & 1u ? (value - 1) >> 11 : WORD_NO_TAG);
    w->shape = (uint32_t)w->digits | (uint32_t)l.hyphen
                                         << 2; /* made a hash once the case is known */
}

static void ask_lexicon(const lexicon *lex, uint64_t hash)
{
    table_ask(&lex->clusters, hash);
    table_ask(&lex->tags, hash);
}

void words_scan(const lexicon *lex, const char *text, const token *tokens, uint32_t n, word *words)
{
    enum { AHEAD = 8 }; /* tokens whose buckets are on their way */
    uint32_t n_lower = 0, n_upper = 0, n_long = 0, n_long_cap = 0;
    for (uint32_t i = 0; i < AHEAD && i < n; i++) ask_lexicon(lex, tokens[i].hash);
    for (uint32_t i = 0; i < n; i++) {
        casus_str form = token_form(text, &tokens[i]);
        if (i + AHEAD < n) ask_lexicon(lex, tokens[i + AHEAD].hash);
        scan_word(lex, form, tokens[i].hash, &words[i]);
        uint8_t letters = words[i].letters;
        n_lower += letters == WORD_LOWER;
        n_upper += letters == WORD_CAP || letters == WORD_ALLCAP || letters == WORD_MIXED;
        if (form.len < 4 || letters == WORD_NO_LETTER) continue;
        n_long++;
        n_long_cap += letters != WORD_LOWER;
    }
    bool no_case = n_lower == 0 || n_upper == 0;
    bool title = n_long >= 3 && n_long_cap * 5 >= n_long * 4;
    bool first = true;
    for (uint32_t i = 0; i < n; i++) {
        word *w = &words[i];
        uint8_t letters = w->letters;
        if (letters != WORD_NO_LETTER) {
            if (no_case || (title && letters == WORD_CAP))
                w->letters = WORD_CASE_UNKNOWN;
            else if (first && letters == WORD_CAP)
                w->letters = WORD_CAP_FIRST;
            first = false;
        }
        /* A capital inside the sentence may be a name ("Will", "WHO"): the tagger decides. */
        if (w->letters == WORD_CAP || w->letters == WORD_ALLCAP) w->tag = WORD_NO_TAG;
        w->shape = hash_small(w->shape | (uint32_t)w->letters << 3);
    }
}
