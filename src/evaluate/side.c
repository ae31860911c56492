/* side: CoNLL-U -> the words, tokens and sentences of one analysis, with the characters they
 * cover. */
#include "evaluate/conll.h"

/* White space of any kind, and what stands for none: a form's characters are those that are
 * left. */
static bool is_blank(uint32_t c)
{
    return c <= 0x20 || c == 0x7F || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

static conll_span put_form(conll_side *self, casus_str form)
{
    conll_span span = {self->n_letters, self->n_letters};
    for (size_t at = 0; at < form.len;) {
        size_t start = at;
        if (is_blank(utf8_next(form, &at))) continue;
        memcpy(self->letters + self->n_letters, form.ptr + start, at - start);
        self->n_letters += (uint32_t)(at - start);
    }
    span.end = self->n_letters;
    return span;
}

typedef struct filler {
    conll_side *side;
    const char *file;
    uint32_t base;    /* words before this sentence */
    uint32_t covered; /* last word of the open multiword token */
    conll_span range; /* its span */
} filler;

/* Gold words are found again by the characters that they cover. */
static casus_status check_form(const filler *f, const conllu_row *row, casus_error *err)
{
    casus_str form = row->column[CONLLU_FORM];
    for (size_t at = 0; at < form.len;)
        if (!is_blank(utf8_next(form, &at))) return CASUS_OK;
    if (!f->file) return CASUS_OK; /* what the parser made of odd characters is no mistake */
    return error_at(err, CASUS_BAD_INPUT, f->file, row->number,
                    "the form has no visible character");
}

static casus_status put_word(filler *f, const conllu_sentence *s, const conllu_row *row,
                             casus_error *err)
{
    uint32_t head;
    conll_side *side = f->side;
    TRY(check_form(f, row, err));
    if (!conllu_head(s, row, &head)) {
        return error_at(err, CASUS_BAD_INPUT, f->file, row->number,
                        "the head is no other word of the sentence, nor 0");
    }
    bool multiword = row->first <= f->covered;
    conll_word *word = &side->words[side->n_words++];
    *word = (conll_word){.multiword = multiword,
                         .parent = head ? (int32_t)(f->base + head - 1) : CONLL_ROOT,
                         .form = row->column[CONLLU_FORM],
                         .lemma = row->column[CONLLU_LEMMA],
                         .upos = row->column[CONLLU_UPOS],
                         .xpos = row->column[CONLLU_XPOS],
                         .deprel = row->column[CONLLU_DEPREL]};
    word->span = multiword ? f->range : put_form(side, word->form);
    if (!multiword) side->tokens[side->n_tokens++] = word->span;
    return CASUS_OK;
}

static casus_status put_sentence(filler *f, const conllu_sentence *s, casus_error *err)
{
    conll_side *side = f->side;
    conll_span span = {.start = side->n_letters};
    f->base = side->n_words;
    f->covered = 0;
    for (uint32_t i = 0; i < s->n_rows; i++) {
        const conllu_row *row = &s->rows[i];
        if (row->kind == CONLLU_WORD) TRY(put_word(f, s, row, err));
        if (row->kind != CONLLU_RANGE) continue;
        TRY(check_form(f, row, err));
        f->covered = row->last;
        f->range = put_form(side, row->column[CONLLU_FORM]);
        side->tokens[side->n_tokens++] = f->range;
    }
    span.end = side->n_letters;
    if (s->n_words) side->sentences[side->n_sentences++] = span;
    return CASUS_OK;
}

static size_t count(casus_str text, char c)
{
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) n += text.ptr[i] == c;
    return n;
}

casus_status conll_read(conll_side *self, casus_str text, const char *file, arena *mem,
                        casus_error *err)
{
    *self = (conll_side){0};
    FAIL_IF(text.len > (size_t)1 << 30, CASUS_LIMIT, "more than 1 GB of CoNLL-U: cut the file");
    size_t lines = count(text, '\n') + 1;
    self->letters = arena_alloc(mem, text.len + 1);
    self->tokens = arena_alloc(mem, lines * sizeof *self->tokens);
    self->sentences = arena_alloc(mem, lines * sizeof *self->sentences);
    self->words = arena_alloc(mem, lines * sizeof *self->words);
    FAIL_IF(!arena_ok(mem), CASUS_NO_MEMORY, "no memory for the words of the file");
    conllu_reader in;
    filler f = {.side = self, .file = file};
    conllu_init(&in, text, file);
    for (;;) {
        conllu_sentence s;
        bool more;
        TRY(conllu_next(&in, mem, &s, &more, err));
        if (!more) return CASUS_OK;
        TRY(put_sentence(&f, &s, err));
    }
}
