#include "evaluate/treebank_text.h"

#include "evaluate/recase.h"

casus_status treebank_read(treebank *self, casus_str text, const char *file, arena *mem,
                           casus_error *err)
{
    conllu_reader in;
    uint32_t cap = 0;
    *self = (treebank){0};
    conllu_init(&in, text, file);
    for (;;) {
        conllu_sentence found;
        bool more;
        TRY(conllu_next(&in, mem, &found, &more, err));
        if (!more) return CASUS_OK;
        conllu_sentence *kept = arena_push(mem, &self->sentences, &self->n, &cap, sizeof *kept);
        FAIL_IF(!kept, CASUS_NO_MEMORY, "no memory for the sentences of the file");
        *kept = found;
    }
}

/* ---- case ---------------------------------------------------------------------------------- */

/* A headline leaves short words without meaning of their own in lower case. */
static bool wants_capital(const conllu_row *row, casus_case letters)
{
    static const char *const small[] = {"ADP", "DET", "CCONJ", "PART", "SCONJ"};
    if (letters != CASUS_CASE_TITLE) return false;
    for (size_t i = 0; i < sizeof small / sizeof *small && row->first > 1; i++)
        if (str_eq(row->column[CONLLU_UPOS], str_from(small[i])))
            return row->column[CONLLU_FORM].len >= 5;
    return true;
}

static void put_row(const conllu_row *row, casus_case letters, bool capital, buf *out)
{
    for (int i = 0; i < CONLLU_COLUMNS; i++) {
        if (i) buf_put_char(out, '\t');
        if (i == CONLLU_FORM) recase_put(row->column[i], letters, capital, out);
        else buf_put_str(out, row->column[i]);
    }
    buf_put_char(out, '\n');
}

/* Walks over what is written in the text: multiword tokens, and words outside of them. */
static const conllu_row *next_token(const conllu_sentence *s, uint32_t *at, uint32_t *covered)
{
    while (*at < s->n_rows) {
        const conllu_row *row = &s->rows[(*at)++];
        if (row->kind == CONLLU_RANGE) *covered = row->last;
        if (row->kind == CONLLU_RANGE || (row->kind == CONLLU_WORD && row->first > *covered))
            return row;
    }
    return NULL;
}

static void recase_text(const conllu_sentence *s, casus_case letters, buf *out)
{
    const conllu_row *row;
    bool space = false;
    buf_put_str(out, STR("# text = "));
    for (uint32_t at = 0, covered = 0; (row = next_token(s, &at, &covered));) {
        if (space) buf_put_char(out, ' ');
        recase_put(row->column[CONLLU_FORM], letters, wants_capital(row, letters), out);
        space = !conllu_no_space(row);
    }
    buf_put_char(out, '\n');
}

static void recase_sentence(const conllu_sentence *s, casus_case letters, buf *out)
{
    uint32_t covered = 0, opened = 0; /* the open multiword token, and its first word */
    if (s->n_words) recase_text(s, letters, out);
    for (uint32_t i = 0; i < s->n_rows; i++) {
        const conllu_row *row = &s->rows[i];
        if (row->kind == CONLLU_COMMENT) {
            if (conllu_is_comment(row, "text")) continue;
            buf_put_str(out, row->line);
            buf_put_char(out, '\n');
            continue;
        }
        if (row->kind == CONLLU_RANGE) {
            covered = row->last;
            opened = row->first;
        }
        bool inside = row->kind == CONLLU_WORD && row->first <= covered && row->first > opened;
        put_row(row, letters, !inside && wants_capital(row, letters), out);
    }
    buf_put_char(out, '\n');
}

void treebank_recase(const treebank *self, casus_case letters, buf *out)
{
    for (uint32_t i = 0; i < self->n; i++) recase_sentence(&self->sentences[i], letters, out);
}

/* ---- text ---------------------------------------------------------------------------------- */

casus_str treebank_sentence(const conllu_sentence *s, arena *mem)
{
    const conllu_row *row;
    size_t len = 0;
    for (uint32_t i = 0; i < s->n_rows; i++) {
        casus_str text = conllu_comment(&s->rows[i], "text");
        if (text.len) return text;
        len += s->rows[i].column[CONLLU_FORM].len + 1;
    }
    char *out = arena_alloc(mem, len + 1);
    if (!out) return (casus_str){0};
    len = 0;
    bool space = false;
    for (uint32_t at = 0, covered = 0; (row = next_token(s, &at, &covered));) {
        if (space) out[len++] = ' ';
        memcpy(out + len, row->column[CONLLU_FORM].ptr, row->column[CONLLU_FORM].len);
        len += row->column[CONLLU_FORM].len;
        space = !conllu_no_space(row);
    }
    return (casus_str){out, len};
}

static bool opens_paragraph(const conllu_sentence *s)
{
    for (uint32_t i = 0; i < s->n_rows; i++) {
        const conllu_row *row = &s->rows[i];
        if (conllu_is_comment(row, "newpar") || conllu_is_comment(row, "newdoc")) return true;
    }
    return false;
}

static bool ends_without_space(const conllu_sentence *s)
{
    const conllu_row *row, *last = NULL;
    for (uint32_t at = 0, covered = 0; (row = next_token(s, &at, &covered));) last = row;
    return last && conllu_no_space(last);
}

void treebank_raw(const treebank *self, arena *mem, buf *out)
{
    bool space = false, opens = false;
    for (uint32_t i = 0; i < self->n; i++) {
        const conllu_sentence *s = &self->sentences[i];
        opens |= opens_paragraph(s);
        if (!s->n_words) continue;
        if (opens && out->len) buf_put_str(out, STR("\n\n"));
        else if (space) buf_put_char(out, ' ');
        buf_put_str(out, treebank_sentence(s, mem));
        space = !ends_without_space(s);
        opens = false;
    }
    buf_put_char(out, '\n');
}
