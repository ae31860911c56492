/* CoNLL-U, as Universal Dependencies writes it, of what a casus_parser found.
 *
 * From text every line is ours. Where CoNLL-U was given its comments, ranges and MISC stand as they
 * were and the other columns are ours; empty nodes go, for they belong to the enhanced graph that
 * is not made.
 */
#include "parsing.h"

#include "export/emit.h"

static void put_number(buf *out, uint32_t n)
{
    char digits[10];
    int at = sizeof digits;
    do {
        digits[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    buf_put(out, digits + at, sizeof digits - (size_t)at);
}

static void put_word(buf *out, const char *word) { buf_put_str(out, str_from(word)); }

/* A value of a column: nothing in it may end the column, and an empty one is "_". */
static void put_value(buf *out, casus_str value)
{
    if (!value.len) buf_put_char(out, '_');
    buf_put_str(out, value);
}

/* LEMMA to DEPS. */
static void put_analysis(buf *out, const casus_token *t)
{
    buf_put_char(out, '\t');
    put_value(out, t->lemma);
    buf_put_char(out, '\t');
    put_word(out, t->upos);
    buf_put_char(out, '\t');
    put_word(out, t->xpos);
    buf_put_str(out, STR("\t_\t"));
    put_number(out, t->head);
    buf_put_char(out, '\t');
    put_word(out, t->deprel);
    buf_put_str(out, STR("\t_\t"));
}

/* ---- from text ----------------------------------------------------------------------------- */

/* The tokens with what space is between them, so that "# text" and the words always agree. */
static void put_text(const casus_parser *self, const casus_sentence *s, buf *out)
{
    casus_token t;
    buf_put_str(out, STR("# text = "));
    for (size_t i = s->first; i < s->first + s->n; i++) {
        casus_parser_token(self, i, &t);
        buf_put_str(out, t.form);
        if (t.space_after && i + 1 < s->first + s->n) buf_put_char(out, ' ');
    }
    buf_put_char(out, '\n');
}

/* Behind token `at` of the sentence: where the word in the text that it begins ends. */
static size_t word_end(const casus_parser *self, const casus_sentence *s, size_t at)
{
    casus_token t;
    size_t end = at + 1;
    for (; end < s->n && end < at + CONLLU_MAX_RANGE; end++) {
        casus_parser_token(self, s->first + end, &t);
        if (!t.joined) break;
    }
    return end;
}

/* "2-3  don't  _ ...": one word in the text, two in the tree. */
static void put_range(const casus_parser *self, const casus_sentence *s, size_t from, size_t to,
                      buf *out)
{
    casus_token t;
    put_number(out, (uint32_t)from + 1);
    buf_put_char(out, '-');
    put_number(out, (uint32_t)to);
    buf_put_char(out, '\t');
    for (size_t i = from; i < to; i++) {
        casus_parser_token(self, s->first + i, &t);
        buf_put_str(out, t.form);
    }
    buf_put_str(out, STR("\t_\t_\t_\t_\t_\t_\t_\t"));
    put_word(out, t.space_after ? "_\n" : "SpaceAfter=No\n");
}

static void put_misc(const casus_token *t, bool in_range, buf *out)
{
    bool no_space = !t->space_after && !in_range;
    if (t->name) {
        buf_put_str(out, STR("Name="));
        put_word(out, t->name);
    }
    if (t->name && no_space) buf_put_char(out, '|');
    if (no_space) buf_put_str(out, STR("SpaceAfter=No"));
    if (!t->name && !no_space) buf_put_char(out, '_');
    buf_put_char(out, '\n');
}

static void put_sentence(const casus_parser *self, const casus_sentence *s, buf *out)
{
    size_t end = 0;
    put_text(self, s, out);
    for (size_t i = 0; i < s->n; i++) {
        casus_token t;
        bool begins = i >= end;
        if (begins) end = word_end(self, s, i);
        bool in_range = !begins || end > i + 1;
        if (begins && in_range) put_range(self, s, i, end, out);
        casus_parser_token(self, s->first + i, &t);
        put_number(out, (uint32_t)i + 1);
        buf_put_char(out, '\t');
        buf_put_str(out, t.form);
        put_analysis(out, &t);
        put_misc(&t, in_range, out);
    }
}

/* ---- from CoNLL-U -------------------------------------------------------------------------- */

/* MISC as given but for Name, which is ours. */
static void put_given_misc(const conllu_row *row, const casus_token *t, buf *out)
{
    size_t before = out->len;
    casus_str rest = row->column[CONLLU_MISC], part;
    if (t->name) {
        buf_put_str(out, STR("Name="));
        put_word(out, t->name);
    }
    while (str_split(&rest, '|', &part)) {
        if (!part.len || str_eq(part, STR("_")) || str_starts(part, STR("Name="))) continue;
        if (out->len > before) buf_put_char(out, '|');
        buf_put_str(out, part);
    }
    if (out->len == before) buf_put_char(out, '_');
    buf_put_char(out, '\n');
}

static void put_given(const casus_parser *self, const casus_sentence *s,
                      const conllu_sentence *given, buf *out)
{
    size_t at = s->first;
    for (uint32_t i = 0; i < given->n_rows; i++) {
        const conllu_row *row = &given->rows[i];
        if (row->kind == CONLLU_EMPTY) continue;
        if (row->kind != CONLLU_WORD) {
            buf_put_str(out, row->line);
            buf_put_char(out, '\n');
            continue;
        }
        casus_token t;
        casus_parser_token(self, at++, &t);
        put_number(out, row->first);
        buf_put_char(out, '\t');
        buf_put_str(out, row->column[CONLLU_FORM]);
        put_analysis(out, &t);
        put_given_misc(row, &t, out);
    }
}

casus_status casus_write_conllu(casus_parser *self, size_t sentence, casus_sink sink,
                                casus_error *err)
{
    casus_sentence s;
    casus_parser_sentence(self, sentence, &s);
    buf_reset(&self->out);
    if (self->given) put_given(self, &s, &self->given[sentence], &self->out);
    else put_sentence(self, &s, &self->out);
    buf_put_char(&self->out, '\n');
    return emit_flush(&self->out, sink, err);
}
