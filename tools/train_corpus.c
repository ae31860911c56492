#include "train.h"

static uint8_t find_name(const char *(*name_of)(unsigned), unsigned count, casus_str name,
                         bool *found)
{
    for (unsigned i = 0; i < count; i++)
        if (str_eq(str_from(name_of(i)), name)) return (uint8_t)i;
    *found = false;
    return 0;
}

/* One CoNLL-U line into the sentence's arrays; false for comments, ranges and empty nodes. */
static bool read_word(casus_str line, casus_str *form, gold *g, casus_str *misc)
{
    casus_str field[10], rest = line;
    int n = 0;
    while (n < 10 && str_split(&rest, '\t', &field[n])) n++;
    if (n < 8 || line.len == 0 || line.ptr[0] == '#') return false;
    if (str_find(field[0], STR("-")) != SIZE_MAX || str_find(field[0], STR(".")) != SIZE_MAX)
        return false;
    bool found = true;
    *form = field[1];
    *misc = n < 10 ? (casus_str){0} : field[9];
    g->name = NAME_UNKNOWN;
    g->lemma = field[2];
    g->upos = find_name(upos_name, UPOS_COUNT, field[3], &found);
    g->xpos = find_name(xpos_name, XPOS_COUNT, field[4], &found);
    g->deprel = find_name(deprel_name, DEPREL_COUNT, field[7], &found);
    g->head = 0;
    for (size_t i = 0; i < field[6].len; i++)
        g->head = (uint16_t)(g->head * 10 + field[6].ptr[i] - '0');
    if (!found) {
        char shown[200];
        snprintf(shown, sizeof shown, "%.*s", (int)(line.len < 150 ? line.len : 150), line.ptr);
        fail("a tag that parse/tagset.h does not have", shown);
    }
    return true;
}

/* Lays forms out as text with blanks between, and makes tokens of them. */
static void lay_out(arena *mem, const casus_str *forms, sentence *s)
{
    size_t room = 1;
    for (uint32_t i = 0; i < s->n; i++) room += forms[i].len + 1;
    char *text = must(arena_alloc(mem, room));
    s->text = text;
    s->tokens = must(arena_alloc(mem, s->n * sizeof *s->tokens));
    uint32_t at = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        memcpy(text + at, forms[i].ptr, forms[i].len);
        s->tokens[i] = (token){
            .hash = str_hash_lower(forms[i]), .start = at, .end = at + (uint32_t)forms[i].len};
        at += (uint32_t)forms[i].len + 1;
        text[at - 1] = ' ';
    }
}

static sentence *push_sentence(corpus *self)
{
    if (self->n == self->cap) {
        self->cap = self->cap ? self->cap * 2 : 1024;
        self->sentences = must(realloc(self->sentences, self->cap * sizeof *self->sentences));
    }
    sentence *s = &self->sentences[self->n];
    *s = (sentence){.origin = self->n++};
    return s;
}

void corpus_add_made(corpus *self, const casus_str *forms, const gold *golds, uint32_t n,
                     uint32_t origin)
{
    sentence *s = push_sentence(self);
    s->n = n;
    s->origin = origin;
    s->copy = true;
    s->golds = must(arena_alloc(&self->mem, n * sizeof *golds));
    memcpy(s->golds, golds, n * sizeof *golds);
    lay_out(&self->mem, forms, s);
    self->n_tokens += n;
}

/* The sentence being read. */
typedef struct reading {
    casus_str forms[PARSE_MAX_TOKENS], misc[PARSE_MAX_TOKENS];
    gold golds[PARSE_MAX_TOKENS];
    uint32_t n;
    bool entities; /* the file says that MISC has entities */
} reading;

static void read_names(const corpus *self, reading *in)
{
    static uint8_t tags[PARSE_MAX_TOKENS];
    const entity_words words = {in->forms, in->misc, in->golds, in->n};
    if (!self->lists) return;
    if (in->entities)
        names_of_entities(&words, self->lists, tags);
    else
        names_known(&words, self->lists, tags);
    for (uint32_t i = 0; i < in->n; i++) in->golds[i].name = tags[i];
}

static void finish_sentence(corpus *self, reading *in)
{
    uint32_t n = in->n;
    gold *golds = in->golds;
    if (n == 0) return;
    read_names(self, in);
    sentence *s = push_sentence(self);
    s->n = n;
    s->golds = must(arena_alloc(&self->mem, n * sizeof *golds));
    memcpy(s->golds, golds, n * sizeof *golds);
    lay_out(&self->mem, in->forms, s);
    self->n_tokens += n;
    in->n = 0;
}

casus_str corpus_read_text(corpus *self, const char *path)
{
    buf file = {0};
    casus_error err = {0};
    if (self->mem.limit == 0) arena_init(&self->mem, (size_t)4 << 30);
    if (buf_read_file(&file, path, (size_t)1 << 30, &err) != CASUS_OK) fail(err.message, path);
    char *kept = must(arena_copy(&self->mem, buf_str(&file)));
    size_t len = file.len;
    buf_release(&file);
    return (casus_str){kept, len};
}

void corpus_add_file(corpus *self, const char *dir, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    corpus_add(self, path);
}

void corpus_add(corpus *self, const char *path)
{
    static reading in;
    casus_str rest = corpus_read_text(self, path), line;
    in.n = 0;
    in.entities = false;
    while (str_split(&rest, '\n', &line)) {
        uint32_t n = in.n;
        if (line.len == 0)
            finish_sentence(self, &in);
        else if (str_starts(line, STR("# global.Entity")))
            in.entities = true;
        else if (n < PARSE_MAX_TOKENS && read_word(line, &in.forms[n], &in.golds[n], &in.misc[n]))
            in.n++;
    }
    finish_sentence(self, &in);
}

void corpus_release(corpus *self)
{
    free(self->sentences);
    arena_release(&self->mem);
    *self = (corpus){0};
}

/* ---- case -------------------------------------------------------------------------------- */

static uint32_t to_upper(uint32_t c)
{
    if (c >= 'a' && c <= 'z') return c - 32;
    if (c >= 0xE0 && c <= 0xFE && c != 0xF7) return c - 32;
    return c;
}

static casus_str recase_form(arena *mem, casus_str form, enum recase how, bool function_word)
{
    char *out = must(arena_alloc(mem, form.len * 2 + 8));
    size_t n = 0, at = 0;
    bool first = true;
    while (at < form.len) {
        size_t start = at;
        uint32_t c = utf8_next(form, &at);
        if (c == UTF8_BAD) {
            out[n++] = form.ptr[start];
            continue;
        }
        bool raise = how == RECASE_UPPER || (how == RECASE_TITLE && first && !function_word);
        if (raise)
            c = to_upper(c);
        else if (how == RECASE_LOWER)
            c = utf8_lower(c);
        first = false;
        n += utf8_put(out + n, c);
    }
    return (casus_str){out, n};
}

void sentence_recase(arena *mem, const sentence *in, enum recase how, sentence *out)
{
    *out = *in;
    if (how == RECASE_NONE) return;
    casus_str *forms = must(arena_alloc(mem, in->n * sizeof *forms));
    for (uint32_t i = 0; i < in->n; i++) {
        unsigned upos = in->golds[i].upos;
        casus_str form = token_form(in->text, &in->tokens[i]);
        bool function_word = form.len < 5 && i > 0 &&
                             (upos == UPOS_ADP || upos == UPOS_DET || upos == UPOS_CCONJ ||
                              upos == UPOS_PART || upos == UPOS_SCONJ);
        forms[i] = recase_form(mem, form, how, function_word);
    }
    out->copy = true;
    lay_out(mem, forms, out);
}

void corpus_add_copies(corpus *self, uint32_t lower, uint32_t title)
{
    rng r = {.state = 20};
    uint32_t n = self->n;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t draw = rng_next(&r);
        enum recase how = lower && draw % lower == 0        ? RECASE_LOWER
                          : title && draw / 64 % title == 0 ? RECASE_TITLE
                                                            : RECASE_NONE;
        if (how == RECASE_NONE) continue;
        sentence copy;
        sentence_recase(&self->mem, &self->sentences[i], how, &copy);
        *push_sentence(self) = copy;
        self->n_tokens += copy.n;
    }
}

void rng_shuffle(rng *self, uint32_t *order, uint32_t n)
{
    for (uint32_t i = n; i > 1; i--) {
        uint32_t j = rng_below(self, i), kept = order[i - 1];
        order[i - 1] = order[j];
        order[j] = kept;
    }
}
