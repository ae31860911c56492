/* Text of our own with its names marked: data/training/names.txt, one sentence a line.
 *
 *   {FIRST} from <accounting|sales> flew to [LOC Cape Town] with the {NATIONALITY} team .
 *
 * "[KIND ...]" marks a name, "{LIST}" is an entry of a list of data/training/names-lists.txt (and a
 * name if the list has a kind), "<a|b|>" one of these texts. An entry may hold all three; inside a
 * name nothing else is marked. A sentence is tokenised as the program tokenises (lex_stretch), so
 * the text is written as people write it, without blanks before marks.
 *
 * "[" not before a kind and "<" without "|" stand for themselves. A line that begins with "~" comes out
 * in lower case, one with "^" in upper case, filled places and all.
 */
#include "train.h"

#define MOST_TEXT 4096
#define MOST_DEPTH 12

typedef struct draft {
    const name_lists *lists;
    rng *random;
    casus_str line;           /* for messages */
    char text[MOST_TEXT];     /* without the marks */
    uint8_t kinds[MOST_TEXT]; /* of each byte: 1 + name_kind, with 0x80 on the first; 0: no name */
    size_t len;
    unsigned kind; /* of the name we are in; NAME_KIND_COUNT: none */
    bool begins;   /* the next byte is its first */
} draft;

static void bad(const draft *d, const char *what)
{
    char shown[400];
    snprintf(shown, sizeof shown, "%.*s", (int)(d->line.len < 390 ? d->line.len : 390),
             d->line.ptr);
    fail(what, shown);
}

static void put(draft *d, char c)
{
    if (d->len + 1 >= MOST_TEXT) bad(d, "a sentence is too long");
    uint8_t kind = d->kind == NAME_KIND_COUNT ? 0 : (uint8_t)(d->kind + 1);
    if (kind && d->begins) kind |= 0x80;
    d->begins = false;
    d->kinds[d->len] = kind;
    d->text[d->len++] = c;
}

/* Where what opens at s[at] closes. */
static size_t closing(const draft *d, casus_str s, size_t at, char open, char close)
{
    int depth = 0;
    for (size_t i = at; i < s.len; i++) {
        if (s.ptr[i] == open) depth++;
        if (s.ptr[i] == close && --depth == 0) return i;
    }
    bad(d, "a bracket is not closed");
    return 0;
}

/* "[PER ": the kind and where the name begins; false for a plain bracket. */
static bool opens_name(casus_str s, size_t at, unsigned *kind, size_t *start)
{
    for (unsigned k = 0; k < NAME_KIND_COUNT; k++) {
        casus_str name = str_from(name_kind_name(k));
        if (at + name.len + 2 > s.len || s.ptr[at + name.len + 1] != ' ') continue;
        if (!str_eq(str_slice(s, at + 1, at + 1 + name.len), name)) continue;
        *kind = k;
        *start = at + name.len + 2;
        return true;
    }
    return false;
}

static void fill(draft *d, casus_str s, int depth);

static void fill_name(draft *d, casus_str s, unsigned kind, int depth)
{
    bool outer = d->kind == NAME_KIND_COUNT && kind < NAME_KIND_COUNT;
    if (outer) {
        d->kind = kind;
        d->begins = true;
    }
    fill(d, s, depth + 1);
    if (outer) d->kind = NAME_KIND_COUNT;
}

static void fill_entry(draft *d, casus_str name, int depth)
{
    const name_list *list = name_list_find_str(d->lists, name);
    if (!list || list->n == 0) bad(d, "no such list");
    fill_name(d, list->items[rng_below(d->random, list->n)], list->kind, depth);
}

/* "<a|b>" without its brackets; bars inside inner brackets are not its own. */
static void fill_choice(draft *d, casus_str s, int depth)
{
    size_t starts[64], n = 0, end = 0;
    starts[n++] = 0;
    for (int inner = 0; end < s.len; end++) {
        if (s.ptr[end] == '<') inner++;
        if (s.ptr[end] == '>') inner--;
        if (s.ptr[end] == '|' && inner == 0 && n < 63) starts[n++] = end + 1;
    }
    starts[n] = s.len + 1;
    uint32_t pick = rng_below(d->random, (uint32_t)n);
    fill(d, str_slice(s, starts[pick], starts[pick + 1] - 1), depth + 1);
}

static void fill(draft *d, casus_str s, int depth)
{
    if (depth > MOST_DEPTH) bad(d, "a list holds itself");
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        unsigned kind;
        size_t start, end;
        if (c == '{') {
            end = closing(d, s, i, '{', '}');
            fill_entry(d, str_slice(s, i + 1, end), depth);
            i = end;
        } else if (c == '<' && memchr(s.ptr + i, '|', s.len - i)) {
            end = closing(d, s, i, '<', '>');
            fill_choice(d, str_slice(s, i + 1, end), depth);
            i = end;
        } else if (c == '[' && opens_name(s, i, &kind, &start)) {
            end = closing(d, s, i, '[', ']');
            fill_name(d, str_slice(s, start, end), kind, depth);
            i = end;
        } else {
            put(d, c);
        }
    }
}

/* ASCII alone: the rest of a letter's bytes keep their places. */
static void recase(draft *d, char how)
{
    for (size_t i = 0; i < d->len; i++) {
        char c = d->text[i];
        if (how == '~' && c >= 'A' && c <= 'Z') d->text[i] = (char)(c + 32);
        if (how == '^' && c >= 'a' && c <= 'z') d->text[i] = (char)(c - 32);
    }
}

/* A token is of the name that its first byte is in. */
static void tag_tokens(const draft *d, const token *tokens, uint32_t n, gold *golds)
{
    uint8_t before = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint8_t kind = d->kinds[tokens[i].start];
        bool begins = (kind & 0x80) != 0 || (kind & 0x7F) != before;
        before = kind & 0x7F;
        golds[i] = gold_without_tree(NAME_O);
        if (before) golds[i].name = begins ? name_begin(before - 1u) : name_inside(before - 1u);
    }
}

static void add_sentence(corpus *to, draft *d)
{
    static casus_str forms[PARSE_MAX_TOKENS];
    static gold golds[PARSE_MAX_TOKENS];
    uint32_t n = 0;
    char *kept = must(arena_copy(&to->mem, (casus_str){d->text, d->len}));
    const token *tokens = train_tokens(kept, (uint32_t)d->len, &to->mem, &n);
    if (n == 0 || n > PARSE_MAX_TOKENS) bad(d, "no sentence, or too long a one");
    tag_tokens(d, tokens, n, golds);
    for (uint32_t i = 0; i < n; i++) {
        forms[i] = token_form(kept, &tokens[i]);
        golds[i].lemma = forms[i];
    }
    corpus_add_made(to, forms, golds, n, to->n);
    sentence *s = &to->sentences[to->n - 1];
    s->copy = false;
    s->only_names = true;
}

static void open_lines(lines *in, const char *path)
{
    casus_error err = {0};
    if (lines_open(in, path, (size_t)1 << 28, &err) != CASUS_OK) fail(err.message, path);
}

uint32_t names_text_lines(const char *path)
{
    lines in;
    casus_str line;
    uint32_t n = 0;
    open_lines(&in, path);
    while (lines_next(&in, &line)) n++;
    lines_close(&in);
    return n;
}

void corpus_add_names(corpus *self, const char *path, const name_lists *lists, uint32_t n,
                      uint32_t seed)
{
    static draft d;
    lines in;
    rng r = {.state = seed};
    d = (draft){.lists = lists, .random = &r, .kind = NAME_KIND_COUNT};
    if (self->mem.limit == 0) arena_init(&self->mem, (size_t)4 << 30);
    open_lines(&in, path);
    const casus_str all = in.rest;
    for (uint32_t done = 0; done < n;) {
        if (!lines_next(&in, &d.line)) {
            if (done == 0) fail("no sentences in", path);
            in.rest = all;
            in.line = 0;
            continue;
        }
        char how = d.line.ptr[0];
        bool recased = how == '~' || how == '^';
        d.len = 0;
        fill(&d, str_slice(d.line, recased, d.line.len), 0);
        if (recased) recase(&d, how);
        add_sentence(self, &d);
        done++;
    }
    lines_close(&in);
}
