/* Wire text of our own: data/training/wire.trees holds sentence patterns with their trees and lists
 * of what can stand in their places; here they become sentences.
 *
 *   {PERSON}:nsubj accused {COUNTRY}:obj (advcl of violating (obj the <truce|treaty>)) {WHEN} .
 *
 * A phrase is "(relation words ...)"; the one word in it that has no relation of its own is its
 * head, a word with ":relation" hangs on it. "{LIST}" is an entry of a list, "<a|b>" one of two
 * texts. Words that the file declares with "=" have a tag and a relation without being told. What
 * is left is guessed from form and place, and "word/TAG" says it where the guess would be wrong.
 *
 * Phrases are gapless, so every tree is projective; a pattern that makes no tree ends the program.
 * Sentences of one pattern stay in one fold of the jackknife, so that their tags are guessed as
 * those of an unseen pattern. */
#include "train.h"

#define MOST_LISTS 128
#define MOST_DEPTH 32
#define MOST_WORDS 128
#define MOST_TEXT 8192
#define MOST_STEPS 400
#define HELD_OUT 7 /* every seventh pattern is for measuring */

typedef struct texts {
    casus_str name;
    casus_str *items;
    uint32_t n, cap;
} texts;

/* Beside tags and relations: not known yet; hangs on the tag of the head. */
enum { NO_XPOS = XPOS_COUNT, NO_REL = DEPREL_COUNT, REL_BE, REL_HAVE, REL_DO, REL_IN };

typedef struct default_word {
    casus_str form;
    uint8_t xpos, rel;
} default_word;

typedef struct wire {
    arena mem;
    texts lists[MOST_LISTS];
    uint32_t n_lists;
    texts patterns;
    default_word *words;
    uint32_t n_words, cap_words;
} wire;

/* ---- reading ----------------------------------------------------------------------------- */

static void bad(const char *what, casus_str where)
{
    char shown[600];
    snprintf(shown, sizeof shown, "%.*s", (int)(where.len < 590 ? where.len : 590), where.ptr);
    fail(what, shown);
}

static void texts_add(texts *self, casus_str item)
{
    if (self->n == self->cap) {
        self->cap = self->cap ? self->cap * 2 : 32;
        self->items = must(realloc(self->items, self->cap * sizeof *self->items));
    }
    self->items[self->n++] = item;
}

static texts *list_find(wire *self, casus_str name, bool add)
{
    for (uint32_t i = 0; i < self->n_lists; i++)
        if (str_eq(self->lists[i].name, name)) return &self->lists[i];
    if (!add) return NULL;
    if (self->n_lists == MOST_LISTS) bad("too many lists", name);
    self->lists[self->n_lists] = (texts){.name = name};
    return &self->lists[self->n_lists++];
}

static casus_str keep(wire *self, const char *text, size_t len)
{
    char *copy = must(arena_alloc(&self->mem, len + 1));
    memcpy(copy, text, len);
    return (casus_str){copy, len};
}

/* "Jean-Yves Le Drian" -> "Jean (flat - Yves) Le:flat Drian:flat"; false: no plain name. */
static bool write_name(casus_str name, char out[256])
{
    size_t n = 0, words = 0;
    casus_str rest = name, bit;
    if (name.len > 60) return false;
    while (str_split(&rest, ' ', &bit)) {
        if (bit.len == 0) continue;
        size_t from = 0;
        if (str_eq(bit, STR("of")) || str_eq(bit, STR("the")) || str_eq(bit, STR("in")))
            return false;
        for (size_t i = 0; i <= bit.len; i++) {
            char c = i < bit.len ? bit.ptr[i] : '-';
            if (c >= '0' && c <= '9') return false;
            if (c == '.' || c == '(' || c == '"' || c == '/' || c == ',' || c == '~') return false;
            if (c != '-') continue;
            if (i == from) return false;
            int part = (int)(i - from);
            if (from > 0)
                n += (size_t)snprintf(out + n, 256 - n, " (flat - %.*s/NNP)", part, bit.ptr + from);
            else
                n += (size_t)snprintf(out + n, 256 - n, words ? " %.*s/NNP:flat" : "%.*s/NNP", part,
                                      bit.ptr);
            if (n > 200) return false;
            words++;
            from = i + 1;
        }
    }
    return words >= 2;
}

/* The first name of each line of a file of data/actors/persons; last words go to list SURNAME. */
static void read_persons(wire *self, texts *list, const char *path)
{
    buf file = {0};
    casus_error err = {0};
    if (buf_read_file(&file, path, (size_t)1 << 28, &err) != CASUS_OK) fail(err.message, path);
    casus_str rest = {file.ptr, file.len}, line, name;
    texts *surnames = list_find(self, STR("SURNAME"), true);
    while (str_split(&rest, '\n', &line)) {
        if (line.len == 0 || line.ptr[0] == '#') continue;
        size_t end = 0;
        while (end < line.len && line.ptr[end] != '|' && line.ptr[end] != ';') end++;
        while (end > 0 && line.ptr[end - 1] == ' ') end--;
        name = (casus_str){line.ptr, end};
        char text[256];
        if (end == line.len || !write_name(name, text)) continue;
        texts_add(list, keep(self, text, strlen(text)));
        size_t last = end;
        bool plain = true;
        while (last > 0 && line.ptr[last - 1] != ' ') {
            char c = line.ptr[--last];
            plain &= c != '-' && c != '\'';
        }
        if (plain && end - last > 2 && line.ptr[last] >= 'A' && line.ptr[last] <= 'Z') {
            snprintf(text, sizeof text, "%.*s/NNP", (int)(end - last), line.ptr + last);
            texts_add(surnames, keep(self, text, strlen(text)));
        }
    }
    buf_release(&file);
}

static uint8_t xpos_find(casus_str name)
{
    for (uint8_t i = 0; i < XPOS_COUNT; i++)
        if (str_eq(str_from(xpos_name(i)), name)) return i;
    bad("unknown tag", name);
    return 0;
}

static uint8_t rel_find(casus_str name)
{
    static const char *const extra[] = {"-", "be", "have", "do", "in"}; /* NO_REL on */
    for (uint8_t i = 0; i < DEPREL_COUNT; i++)
        if (str_eq(str_from(deprel_name(i)), name)) return i;
    for (uint8_t i = 0; i < sizeof extra / sizeof *extra; i++)
        if (str_eq(str_from(extra[i]), name)) return (uint8_t)(NO_REL + i);
    bad("unknown relation", name);
    return 0;
}

/* "= TAG RELATION word word ..." */
static void read_words(wire *self, casus_str line)
{
    casus_str rest = line, field, xpos = {0}, rel = {0};
    for (int i = 0; str_split(&rest, ' ', &field); i++) {
        if (i == 1) xpos = field;
        if (i == 2) rel = field;
        if (i < 3 || field.len == 0) continue;
        if (self->n_words == self->cap_words) {
            self->cap_words = self->cap_words ? self->cap_words * 2 : 256;
            self->words = must(realloc(self->words, self->cap_words * sizeof *self->words));
        }
        self->words[self->n_words++] = (default_word){field, xpos_find(xpos), rel_find(rel)};
    }
}

static void read_list_head(wire *self, casus_str line, const char *path, texts **list)
{
    casus_str rest = str_slice(line, 1, line.len), name, mark, file;
    if (!str_split(&rest, ' ', &name)) bad("a list without a name", line);
    *list = list_find(self, name, true);
    if (!str_split(&rest, ' ', &mark) || !str_split(&rest, ' ', &file)) return;
    const char *slash = strrchr(path, '/');
    char full[1024];
    snprintf(full, sizeof full, "%.*s%.*s", slash ? (int)(slash - path + 1) : 0, path,
             (int)file.len, file.ptr);
    read_persons(self, *list, full);
    *list = list_find(self, name, true);
}

static void wire_read(wire *self, const char *path)
{
    buf file = {0};
    casus_error err = {0};
    arena_init(&self->mem, (size_t)256 << 20);
    if (buf_read_file(&file, path, (size_t)1 << 28, &err) != CASUS_OK) fail(err.message, path);
    casus_str rest = keep(self, file.ptr, file.len), line;
    buf_release(&file);
    texts *list = NULL;
    while (str_split(&rest, '\n', &line)) {
        if (line.len == 0 || line.ptr[0] == '#') continue;
        if (line.ptr[0] == '=')
            read_words(self, line);
        else if (line.ptr[0] == '@')
            read_list_head(self, line, path, &list);
        else if (line.ptr[0] == '%')
            list = &self->patterns;
        else if (!list)
            bad("a line before any list", line);
        else
            texts_add(list, line);
    }
    if (self->patterns.n == 0) fail("no patterns in", path);
}

static void wire_release(wire *self)
{
    for (uint32_t i = 0; i < self->n_lists; i++) free(self->lists[i].items);
    free(self->patterns.items);
    free(self->words);
    arena_release(&self->mem);
}

/* ---- choosing ---------------------------------------------------------------------------- */

/* Puts `item`, in a phrase of relation `rel` if there is one, in the place of text[from, to). */
static void replace(char *text, size_t from, size_t to, casus_str item, casus_str rel)
{
    static char tail[MOST_TEXT];
    snprintf(tail, sizeof tail, "%s", text + to);
    size_t room = MOST_TEXT - from;
    int n = rel.len ? snprintf(text + from, room, "(%.*s %.*s)%s", (int)rel.len, rel.ptr,
                               (int)item.len, item.ptr, tail)
                    : snprintf(text + from, room, "%.*s%s", (int)item.len, item.ptr, tail);
    if (n < 0 || (size_t)n >= room) fail("too long", text);
}

static void choose_entry(wire *self, char *text, size_t at, rng *r)
{
    size_t end = at, to;
    while (text[end] && text[end] != '}') end++;
    casus_str name = {text + at + 1, end - at - 1}, rel = {0};
    const texts *list = list_find(self, name, false);
    if (!text[end] || !list || list->n == 0) bad("no such list", str_from(text + at));
    to = end + 1;
    if (text[to] == ':') {
        size_t start = ++to;
        while (text[to] && text[to] != ' ' && text[to] != ')') to++;
        rel = (casus_str){text + start, to - start};
    }
    char kept[32];
    snprintf(kept, sizeof kept, "%.*s", (int)rel.len, rel.ptr ? rel.ptr : "");
    replace(text, at, to, list->items[rng_below(r, list->n)], str_from(kept));
}

static void choose_text(char *text, size_t at, rng *r)
{
    size_t bars[64], n = 0, end = at + 1;
    bars[n++] = at;
    for (int depth = 1; text[end]; end++) {
        if (text[end] == '<') depth++;
        if (text[end] == '>' && --depth == 0) break;
        if (text[end] == '|' && depth == 1 && n < 63) bars[n++] = end;
    }
    if (!text[end]) fail("no > for", text + at);
    bars[n] = end;
    uint32_t pick = rng_below(r, (uint32_t)n);
    static char kept[MOST_TEXT];
    size_t len = bars[pick + 1] - bars[pick] - 1;
    memcpy(kept, text + bars[pick] + 1, len);
    replace(text, at, end + 1, (casus_str){kept, len}, (casus_str){NULL, 0});
}

static void fill(wire *self, casus_str pattern, rng *r, char text[MOST_TEXT])
{
    snprintf(text, MOST_TEXT, "%.*s", (int)pattern.len, pattern.ptr);
    for (int steps = 0; steps < MOST_STEPS; steps++) {
        size_t at = strcspn(text, "{<");
        if (!text[at]) return;
        if (text[at] == '{')
            choose_entry(self, text, at, r);
        else
            choose_text(text, at, r);
    }
    bad("a list that holds itself", pattern);
}

/* ---- trees ------------------------------------------------------------------------------- */

typedef struct piece {
    casus_str form;
    uint8_t xpos, rel; /* NO_XPOS, NO_REL: not known yet */
    uint8_t phrase;
    bool told, tagged; /* relation, tag: the word says it itself */
} piece;

typedef struct phrase {
    uint8_t rel, parent; /* parent: a phrase; the first is its own */
    int16_t head;        /* a piece, -1 none yet */
} phrase;

typedef struct draft {
    piece pieces[MOST_WORDS];
    phrase phrases[MOST_WORDS];
    uint32_t n, n_phrases;
    casus_str text;
} draft;

static const default_word *word_find(const wire *self, casus_str form)
{
    for (uint32_t i = 0; i < self->n_words; i++)
        if (str_eq(self->words[i].form, form)) return &self->words[i];
    return NULL;
}

static bool is_mark(char c) { return strchr(".,;:?!\"-[]", c) != NULL; }

/* form[/TAG][:relation] */
static void add_piece(const wire *self, draft *d, casus_str told_word, uint8_t in)
{
    if (d->n == MOST_WORDS) bad("too many words", d->text);
    piece *p = &d->pieces[d->n++];
    size_t form = 1, tag, rel;
    while (form < told_word.len && told_word.ptr[form] != '/' && told_word.ptr[form] != ':') form++;
    for (rel = form; rel < told_word.len && told_word.ptr[rel] != ':'; rel++) {
    }
    tag = form < told_word.len && told_word.ptr[form] == '/' ? form + 1 : rel;
    *p = (piece){
        .form = str_slice(told_word, 0, form), .xpos = NO_XPOS, .rel = NO_REL, .phrase = in};
    if (tag < rel) p->xpos = xpos_find(str_slice(told_word, tag, rel)), p->tagged = true;
    if (rel + 1 < told_word.len)
        p->rel = rel_find(str_slice(told_word, rel + 1, told_word.len)), p->told = true;
    const default_word *known = word_find(self, p->form);
    if (p->xpos == NO_XPOS && known) {
        p->xpos = known->xpos;
        if (p->rel == NO_REL) p->rel = known->rel;
    } else if (p->xpos == NO_XPOS && p->form.ptr[0] >= '0' && p->form.ptr[0] <= '9') {
        p->xpos = XPOS_CD;
        if (p->rel == NO_REL) p->rel = DEPREL_NUMMOD;
    }
    if (p->form.len == 1 && is_mark(p->form.ptr[0]) && p->rel == NO_REL) p->rel = DEPREL_PUNCT;
}

static void scan(const wire *self, draft *d, const char *text)
{
    uint8_t open[MOST_DEPTH] = {0}, depth = 0;
    d->n = 0;
    d->n_phrases = 1;
    d->text = str_from(text);
    d->phrases[0] = (phrase){.rel = DEPREL_ROOT, .head = -1};
    for (const char *at = text; *at;) {
        size_t len = strcspn(at, " )");
        if (*at == '(') {
            if (++depth == MOST_DEPTH || d->n_phrases == MOST_WORDS) bad("too deep", d->text);
            d->phrases[d->n_phrases] =
                (phrase){rel_find((casus_str){at + 1, len - 1}), open[depth - 1], -1};
            open[depth] = (uint8_t)d->n_phrases++;
        } else if (len > 0) {
            add_piece(self, d, (casus_str){at, len}, open[depth]);
        }
        for (at += len; *at == ' ' || *at == ')'; at++)
            if (*at == ')' && depth-- == 0) bad("a ) too many", d->text);
    }
    if (depth) bad("a ) is missing", d->text);
}

static void find_heads(draft *d)
{
    for (uint32_t i = 0; i < d->n; i++) {
        phrase *in = &d->phrases[d->pieces[i].phrase];
        if (d->pieces[i].rel != NO_REL) continue;
        if (in->head >= 0) bad(d->pieces[in->head].form.ptr, d->text);
        in->head = (int16_t)i;
    }
    for (uint32_t k = 0; k < d->n_phrases; k++) { /* a pronoun or number alone */
        for (uint32_t i = d->n; i-- > 0 && d->phrases[k].head < 0;) {
            const piece *p = &d->pieces[i];
            if (p->phrase == k && p->rel != DEPREL_PUNCT && !p->told)
                d->phrases[k].head = (int16_t)i;
        }
        if (d->phrases[k].head < 0) bad("a phrase without a head", d->text);
    }
}

static bool is_verb(unsigned xpos) { return xpos >= XPOS_VB && xpos <= XPOS_VBZ; }

static bool ends(casus_str form, const char *suffix)
{
    size_t n = strlen(suffix);
    return form.len > n && memcmp(form.ptr + form.len - n, suffix, n) == 0;
}

static bool is_clause(unsigned rel)
{
    return rel == DEPREL_ROOT || rel == DEPREL_CCOMP || rel == DEPREL_XCOMP ||
           rel == DEPREL_ADVCL || rel == DEPREL_ACL || rel == DEPREL_ACL_RELCL ||
           rel == DEPREL_PARATAXIS || rel == DEPREL_ADVCL_RELCL || rel == DEPREL_CSUBJ;
}

/* Does a word with this default relation or tag stand beside the head of phrase k? */
static bool has_beside(const draft *d, uint32_t k, unsigned rel, unsigned xpos)
{
    for (uint32_t i = 0; i < d->n; i++) {
        const piece *p = &d->pieces[i];
        if (p->phrase != k || p->told || (int16_t)i == d->phrases[k].head) continue;
        if (p->rel == rel || (xpos != NO_XPOS && p->xpos == xpos)) return true;
    }
    return false;
}

static uint8_t guess_name(casus_str form, unsigned rel)
{
    bool capital = form.ptr[0] >= 'A' && form.ptr[0] <= 'Z';
    if (rel == DEPREL_AMOD) return XPOS_JJ;
    if (rel == DEPREL_ADVMOD) return XPOS_RB;
    if (rel == DEPREL_NUMMOD) return XPOS_CD;
    if (rel == DEPREL_COMPOUND_PRT) return XPOS_RP;
    if (capital || (unsigned char)form.ptr[0] >= 0x80) return XPOS_NNP;
    bool plural = ends(form, "s") && !ends(form, "ss") && !ends(form, "us") && !ends(form, "is");
    return plural ? XPOS_NNS : XPOS_NN;
}

static uint8_t guess_verb(const draft *d, const piece *p, uint32_t k, unsigned rel, bool head)
{
    bool be = head && has_beside(d, k, REL_BE, NO_XPOS),
         have = head && has_beside(d, k, REL_HAVE, NO_XPOS);
    bool bare = head && (has_beside(d, k, REL_DO, XPOS_MD) || has_beside(d, k, NO_REL, XPOS_TO));
    bool past = p->xpos == XPOS_VBD || ends(p->form, "ed");
    if (ends(p->form, "ing")) return XPOS_VBG;
    if (past && (be || have || rel == DEPREL_ACL)) return XPOS_VBN;
    if (bare) return XPOS_VB;
    if (past) return XPOS_VBD;
    if (ends(p->form, "s")) return XPOS_VBZ;
    if (rel == DEPREL_XCOMP) return guess_name(p->form, rel);
    bad("say the verb's tag", p->form);
    return 0;
}

/* Clause-like phrases first from the outside in, so that a conjunct can look at what it joins. */
static void guess_tags(draft *d)
{
    for (uint32_t k = 0; k < d->n_phrases; k++) {
        phrase *ph = &d->phrases[k];
        piece *p = &d->pieces[ph->head];
        bool clause = is_clause(ph->rel) || (ph->rel == DEPREL_CONJ &&
                                             is_verb(d->pieces[d->phrases[ph->parent].head].xpos));
        bool capital = p->form.ptr[0] >= 'A' && p->form.ptr[0] <= 'Z';
        if (p->xpos == NO_XPOS)
            p->xpos = clause && !capital ? guess_verb(d, p, k, ph->rel, true)
                                         : guess_name(p->form, ph->rel);
        else if (p->xpos == XPOS_VBD && !p->tagged && clause &&
                 (has_beside(d, k, REL_BE, NO_XPOS) || has_beside(d, k, REL_HAVE, NO_XPOS)))
            p->xpos = XPOS_VBN;
    }
    for (uint32_t i = 0; i < d->n; i++) {
        piece *p = &d->pieces[i];
        if (p->xpos != NO_XPOS) continue;
        p->xpos = is_clause(p->rel) ? guess_verb(d, p, p->phrase, p->rel, false)
                                    : guess_name(p->form, p->rel);
    }
}

/* Relations that the head decides: of "be", "have", "do", of prepositions and "to". */
static void settle(draft *d, uint32_t i)
{
    piece *p = &d->pieces[i];
    uint32_t k = p->phrase;
    unsigned head = d->pieces[d->phrases[k].head].xpos;
    bool be = has_beside(d, k, REL_BE, NO_XPOS);
    if (p->rel == REL_BE) {
        p->rel = head == XPOS_VBN ? DEPREL_AUX_PASS : is_verb(head) ? DEPREL_AUX : DEPREL_COP;
    } else if (p->rel == REL_HAVE || p->rel == REL_DO) {
        p->rel = DEPREL_AUX;
    } else if (p->rel == REL_IN && p->xpos == XPOS_TO) {
        bool mark = head == XPOS_VB || is_verb(head) || be;
        p->rel = mark ? DEPREL_MARK : DEPREL_CASE;
        if (!mark) p->xpos = XPOS_IN;
    } else if (p->rel == REL_IN) {
        p->rel = is_verb(head) ? DEPREL_MARK : DEPREL_CASE;
    }
}

static uint8_t upos_of(const piece *p, unsigned rel)
{
    switch (p->xpos) {
    case XPOS_NN:
    case XPOS_NNS: return UPOS_NOUN;
    case XPOS_NNP:
    case XPOS_NNPS: return rel == DEPREL_AMOD ? UPOS_ADJ : UPOS_PROPN;
    case XPOS_JJ:
    case XPOS_JJR:
    case XPOS_JJS: return UPOS_ADJ;
    case XPOS_RB:
        return str_eq_nocase(p->form, STR("not")) || str_eq(p->form, STR("n't")) ? UPOS_PART
                                                                                 : UPOS_ADV;
    case XPOS_RBR:
    case XPOS_RBS:
    case XPOS_WRB: return UPOS_ADV;
    case XPOS_VB:
    case XPOS_VBD:
    case XPOS_VBG:
    case XPOS_VBN:
    case XPOS_VBP:
    case XPOS_VBZ:
        return rel == DEPREL_AUX || rel == DEPREL_AUX_PASS || rel == DEPREL_COP ? UPOS_AUX
                                                                                : UPOS_VERB;
    case XPOS_MD: return UPOS_AUX;
    case XPOS_IN: return rel == DEPREL_MARK ? UPOS_SCONJ : UPOS_ADP;
    case XPOS_RP: return UPOS_ADP;
    case XPOS_TO:
    case XPOS_POS: return UPOS_PART;
    case XPOS_DT: return rel == DEPREL_DET ? UPOS_DET : UPOS_PRON;
    case XPOS_PDT: return UPOS_DET;
    case XPOS_CD: return UPOS_NUM;
    case XPOS_CC: return UPOS_CCONJ;
    case XPOS_PRP:
    case XPOS_PRPS:
    case XPOS_WP:
    case XPOS_WPS:
    case XPOS_WDT:
    case XPOS_EX: return UPOS_PRON;
    case XPOS_DOLLAR: return UPOS_SYM;
    case XPOS_UH: return UPOS_INTJ;
    default: return UPOS_PUNCT;
    }
}

static casus_str capitalised(arena *mem, casus_str form)
{
    char *copy = must(arena_alloc(mem, form.len + 1));
    memcpy(copy, form.ptr, form.len);
    if (copy[0] >= 'a' && copy[0] <= 'z') copy[0] = (char)(copy[0] - 32);
    return (casus_str){copy, form.len};
}

static void add_tree(corpus *to, draft *d, uint32_t origin)
{
    static casus_str forms[MOST_WORDS];
    static gold golds[MOST_WORDS];
    bool quoted = false, first = true;
    for (uint32_t i = 0; i < d->n; i++) settle(d, i);
    for (uint32_t i = 0; i < d->n; i++) {
        piece *p = &d->pieces[i];
        const phrase *in = &d->phrases[p->phrase];
        bool top = in->head == (int16_t)i;
        uint32_t rel = top ? in->rel : p->rel;
        int head = !top ? in->head : p->phrase ? d->phrases[in->parent].head : -1;
        if (rel >= DEPREL_COUNT) bad("a relation is missing", d->text);
        forms[i] = p->form;
        if (str_eq(p->form, STR("\""))) {
            p->xpos = quoted ? XPOS_CLOSE_QUOTE : XPOS_OPEN_QUOTE;
            quoted = !quoted;
        }
        if (p->xpos == XPOS_LRB) forms[i] = STR("(");
        if (p->xpos == XPOS_RRB) forms[i] = STR(")");
        if (first) forms[i] = capitalised(&to->mem, forms[i]);
        first = first && rel == DEPREL_PUNCT;
        golds[i] = (gold){.lemma = forms[i],
                          .head = (uint16_t)(head + 1),
                          .upos = upos_of(p, rel),
                          .xpos = p->xpos,
                          .deprel = (uint8_t)rel,
                          .name = NAME_UNKNOWN};
    }
    corpus_add_made(to, forms, golds, d->n, origin);
}

void corpus_add_wire(corpus *self, const char *path, uint32_t n, uint32_t seed, enum wire_part part)
{
    static wire w;
    static draft d;
    static char text[MOST_TEXT];
    rng r = {.state = seed};
    w = (wire){.n_lists = 0};
    wire_read(&w, path);
    if (self->mem.limit == 0) arena_init(&self->mem, (size_t)4 << 30);
    for (uint32_t done = 0, i = 0; done < n; i = (i + 1) % w.patterns.n) {
        bool held = i % HELD_OUT == HELD_OUT - 1;
        if ((part == WIRE_TRAIN && held) || (part == WIRE_HELD && !held)) continue;
        fill(&w, w.patterns.items[i], &r, text);
        scan(&w, &d, must(arena_copy(&self->mem, str_from(text))));
        find_heads(&d);
        guess_tags(&d);
        add_tree(self, &d, i);
        done++;
    }
    fprintf(stderr, "%u sentences of %u wire patterns\n", n, w.patterns.n);
    wire_release(&w);
}

void corpus_print(const corpus *self)
{
    for (uint32_t k = 0; k < self->n; k++) {
        const sentence *s = &self->sentences[k];
        printf("# sent_id = wire-%u-%u\n# text =", s->origin, k);
        for (uint32_t i = 0; i < s->n; i++) {
            casus_str form = token_form(s->text, &s->tokens[i]);
            printf(" %.*s", (int)form.len, form.ptr);
        }
        putchar('\n');
        for (uint32_t i = 0; i < s->n; i++) {
            casus_str form = token_form(s->text, &s->tokens[i]);
            const gold *g = &s->golds[i];
            printf("%u\t%.*s\t_\t%s\t%s\t_\t%u\t%s\t_\t_\n", i + 1, (int)form.len, form.ptr,
                   upos_name(g->upos), xpos_name(g->xpos), g->head, deprel_name(g->deprel));
        }
        putchar('\n');
    }
}
