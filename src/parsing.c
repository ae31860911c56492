/* The way of a text to trees alone, for those who want no events (casus_parser):
 *
 *   plain text -> sentences -> tokens -> trees
 *                 given tokens -------> trees
 *
 * The stages are those of pipeline.c, with no cleaning, no articles and no gate.
 */
#include "parsing.h"

#include <stdlib.h>

casus_status casus_parser_new(casus_parser **out, const casus_model *model, casus_engine engine,
                              casus_error *err)
{
    *out = NULL;
    casus_parser *self = calloc(1, sizeof *self);
    FAIL_IF(!self, CASUS_NO_MEMORY, "no memory for a parser");
    self->model = model;
    arena_init(&self->mem, casus_limits_of(NULL).document_memory);
    enum parse_engine which = engine == CASUS_ENGINE_FAST ? PARSE_FAST : PARSE_DEFAULT;
    casus_status status = parser_new(&self->parsing, model->parsing, which, err);
    if (status != CASUS_OK) {
        casus_parser_free(self);
        return status;
    }
    *out = self;
    return CASUS_OK;
}

void casus_parser_free(casus_parser *self)
{
    if (!self) return;
    parser_free(self->parsing);
    arena_release(&self->mem);
    buf_release(&self->out);
    free(self);
}

static void drop(casus_parser *self)
{
    arena_reset(&self->mem);
    self->in = (text){.ptr = ""};
    self->segs = (segments){0};
    self->tokens = NULL;
    self->nodes = NULL;
    self->first = NULL;
    self->given = NULL;
    self->n_tokens = self->n_sentences = 0;
}

static casus_status too_large(casus_parser *self, casus_error *err)
{
    drop(self);
    return error_set(err, CASUS_NO_MEMORY,
                     "the text is too large for the memory allowed: parse it in parts");
}

/* ---- trees --------------------------------------------------------------------------------- */

static casus_status parse_all(casus_parser *self, casus_error *err)
{
    self->nodes = arena_alloc(&self->mem, ((size_t)self->n_tokens + 1) * sizeof *self->nodes);
    if (!arena_ok(&self->mem)) return too_large(self, err);
    for (uint32_t s = 0; s < self->n_sentences; s++) {
        uint32_t first = self->first[s], n = self->first[s + 1] - first;
        if (n)
            parser_run(self->parsing, self->in.ptr, self->tokens + first, n, self->nodes + first,
                       &self->mem);
    }
    return arena_ok(&self->mem) ? CASUS_OK : too_large(self, err);
}

/* ---- text ---------------------------------------------------------------------------------- */

static casus_status lex_and_parse(casus_parser *self, casus_error *err)
{
    lexed lx;
    casus_stats stats = {0};
    lex_text(&self->in, &self->segs, &self->mem, &lx, &stats);
    if (!arena_ok(&self->mem)) return too_large(self, err);
    self->n_sentences = self->segs.n_sentences;
    self->tokens = lx.tokens;
    self->first = lx.first;
    self->n_tokens = lx.n_tokens;
    return parse_all(self, err);
}

static casus_status check_size(size_t len, casus_error *err)
{
    FAIL_IF(len > CASUS_MAX_PARSE, CASUS_LIMIT, "more than %u MB at once: parse the text in parts",
            CASUS_MAX_PARSE >> 20);
    return CASUS_OK;
}

casus_status casus_parse_text(casus_parser *self, casus_str raw, casus_error *err)
{
    casus_stats stats = {0};
    drop(self);
    TRY(check_size(raw.len, err));
    plain_text(raw, &self->mem, &self->in);
    segment_plain(&self->in, &self->model->ends, &self->mem, &self->segs, &stats);
    if (!arena_ok(&self->mem)) return too_large(self, err);
    return lex_and_parse(self, err);
}

casus_status parsing_sentences(casus_parser *self, const casus_str *texts, uint32_t n,
                               casus_error *err)
{
    drop(self);
    size_t len = 0;
    for (uint32_t i = 0; i < n; i++) len += texts[i].len + 1;
    TRY(check_size(len, err));
    char *joined = arena_alloc(&self->mem, len + 1);
    sentence *sentences = arena_alloc(&self->mem, n * sizeof *sentences);
    if (!arena_ok(&self->mem)) return too_large(self, err);
    uint32_t at = 0;
    for (uint32_t i = 0; i < n; i++) {
        memcpy(joined + at, texts[i].ptr, texts[i].len);
        sentences[i] = (sentence){at, at + (uint32_t)texts[i].len, i, 0};
        at += (uint32_t)texts[i].len;
        joined[at++] = '\n';
    }
    self->in = (text){.ptr = joined, .len = at};
    self->segs = (segments){.sentences = sentences, .n_sentences = n};
    return lex_and_parse(self, err);
}

/* ---- tokens -------------------------------------------------------------------------------- */

/* Where the tokens of given sentences are put, one behind the other. */
typedef struct layout {
    char *text;
    uint32_t at, cap;
} layout;

static casus_status start_layout(casus_parser *self, size_t len, size_t n_sentences, layout *out,
                                 casus_error *err)
{
    TRY(check_size(len, err));
    *out = (layout){.text = arena_alloc(&self->mem, len + 1)};
    self->first = arena_alloc(&self->mem, (n_sentences + 1) * sizeof *self->first);
    if (!arena_ok(&self->mem)) return too_large(self, err);
    self->in = (text){.ptr = out->text, .len = (uint32_t)len};
    return CASUS_OK;
}

static void put_token(casus_parser *self, layout *out, casus_str form)
{
    memcpy(out->text + out->at, form.ptr, form.len);
    uint32_t end = out->at + (uint32_t)form.len;
    lex_given(out->text, out->at, end, self->n_sentences,
              self->n_tokens == self->first[self->n_sentences], &self->mem, &self->tokens,
              &self->n_tokens, &out->cap);
    out->text[end] = ' ';
    out->at = end + 1;
}

static void end_sentence(casus_parser *self) { self->first[++self->n_sentences] = self->n_tokens; }

casus_status casus_parse_tokens(casus_parser *self, const casus_str *forms, const size_t *lengths,
                                size_t n_sentences, casus_error *err)
{
    drop(self);
    size_t len = 0, n = 0;
    for (size_t s = 0; s < n_sentences; s++) {
        FAIL_IF(lengths[s] > CASUS_MAX_WORDS, CASUS_LIMIT, "a sentence has more than %u words",
                CASUS_MAX_WORDS);
        for (size_t i = 0; i < lengths[s]; i++, n++) {
            FAIL_IF(!forms[n].len, CASUS_BAD_INPUT, "token %zu has no form", n);
            len += forms[n].len + 1;
        }
    }
    layout out;
    TRY(start_layout(self, len, n_sentences, &out, err));
    for (size_t s = 0; s < n_sentences; s++) {
        for (size_t i = 0; i < lengths[s]; i++) put_token(self, &out, *forms++);
        end_sentence(self);
    }
    if (!arena_ok(&self->mem)) return too_large(self, err);
    return parse_all(self, err);
}

static casus_status read_conllu(casus_parser *self, casus_str raw, uint32_t *n, casus_error *err)
{
    conllu_reader in;
    uint32_t cap = 0;
    conllu_init(&in, raw, NULL);
    for (;;) {
        conllu_sentence found, *kept;
        bool more;
        TRY(conllu_next(&in, &self->mem, &found, &more, err));
        if (!more) return CASUS_OK;
        kept = arena_push(&self->mem, &self->given, n, &cap, sizeof *kept);
        FAIL_IF(!kept, CASUS_NO_MEMORY, "out of memory");
        *kept = found;
    }
}

casus_status casus_parse_conllu(casus_parser *self, casus_str raw, casus_error *err)
{
    layout out;
    uint32_t n = 0;
    drop(self);
    TRY(check_size(raw.len, err));
    casus_status status = read_conllu(self, raw, &n, err);
    if (status == CASUS_OK) status = start_layout(self, raw.len, n, &out, err);
    if (status != CASUS_OK) {
        drop(self);
        return status;
    }
    for (uint32_t s = 0; s < n; s++) {
        for (uint32_t i = 0; i < self->given[s].n_rows; i++) {
            const conllu_row *row = &self->given[s].rows[i];
            if (row->kind == CONLLU_WORD) put_token(self, &out, row->column[CONLLU_FORM]);
        }
        end_sentence(self);
    }
    if (!arena_ok(&self->mem)) return too_large(self, err);
    return parse_all(self, err);
}

/* ---- what was found ------------------------------------------------------------------------ */

size_t casus_parser_n_sentences(const casus_parser *self) { return self->n_sentences; }
size_t casus_parser_n_tokens(const casus_parser *self) { return self->n_tokens; }

void casus_parser_sentence(const casus_parser *self, size_t i, casus_sentence *out)
{
    const sentence *s = self->segs.sentences ? &self->segs.sentences[i] : NULL;
    bool opens = s && (i == 0 || s->paragraph != s[-1].paragraph);
    *out = (casus_sentence){.first = self->first[i],
                            .n = self->first[i + 1] - self->first[i],
                            .paragraph = opens};
    if (s) out->span = text_raw_span(&self->in, s->start, s->end);
}

/* The name that a token is part of, as in IOB2: "B-PER"; NULL where it is part of none. */
static const char *name_of(const node *n)
{
    return name_is(n->name) ? name_tag_name(n->name) : NULL;
}

static bool is_letter_or_digit(casus_str s, size_t at)
{
    unsigned char c = (unsigned char)s.ptr[at];
    unsigned char lower = c | 0x20;
    return (c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'z') || c >= 0x80;
}

static bool is_apostrophe(casus_str s)
{
    return s.len && (s.ptr[0] == '\'' || s.ptr[0] == '`' || str_starts(s, STR("\u2019")));
}

/* Written as one word with the token before: "do" "n't", "Mali" "'s", "can" "not", "rebels" "'".
 * But not "15" "-" "year", nor "5" "km". */
static bool is_joined(const casus_parser *self, size_t i)
{
    const token *t = &self->tokens[i];
    if ((t->flags & TOKEN_FIRST) || i == 0 || t[-1].end != t->start) return false;
    casus_str before = token_form(self->in.ptr, t - 1), form = token_form(self->in.ptr, t);
    if ((t[-1].flags & TOKEN_PUNCT) || !is_letter_or_digit(before, before.len - 1)) return false;
    bool word = (t->flags & TOKEN_ALPHA) && !(t->flags & TOKEN_DIGIT);
    if (is_apostrophe(form)) return word || self->nodes[i].xpos == XPOS_POS;
    return word && (t[-1].flags & TOKEN_ALPHA) && !(t[-1].flags & TOKEN_DIGIT);
}

/* The tokenizer sees one sentence; behind its last token the text tells. */
static bool space_behind(const casus_parser *self, size_t i)
{
    const token *t = &self->tokens[i];
    bool last = i + 1 == self->n_tokens || (t[1].flags & TOKEN_FIRST);
    if (!last || t->end >= self->in.len) return t->flags & TOKEN_SPACE_AFTER;
    return strchr(" \n", self->in.ptr[t->end]) != NULL;
}

void casus_parser_token(const casus_parser *self, size_t i, casus_token *out)
{
    const token *t = &self->tokens[i];
    const node *n = &self->nodes[i];
    *out = (casus_token){.form = token_form(self->in.ptr, t),
                         .span = text_raw_span(&self->in, t->start, t->end),
                         .lemma = n->lemma,
                         .upos = upos_name(n->upos),
                         .xpos = xpos_name(n->xpos),
                         .deprel = deprel_name(n->deprel),
                         .head = n->head,
                         .name = name_of(n),
                         .space_after = space_behind(self, i),
                         .joined = is_joined(self, i)};
}
