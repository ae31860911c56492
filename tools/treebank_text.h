/* treebank_text: a CoNLL-U file -> the raw text that it was made of.
 *
 * The "# text" lines of one paragraph ("# newpar", "# newdoc") follow each other with a blank
 * between them, with none where the last token of a sentence has SpaceAfter=No; a blank line
 * stands between paragraphs. And how many of the sentences found in it are right. Used by the
 * trainer of sentence ends and by bench/sentences.c.
 */
#ifndef CASUS_TREEBANK_TEXT_H
#define CASUS_TREEBANK_TEXT_H

#include <stdio.h>
#include <stdlib.h>

#include "segment/segment.h"

typedef struct raw_sentence {
    uint32_t start, end; /* bytes of the text */
    bool new_paragraph;
} raw_sentence;

typedef struct treebank_text {
    buf bytes;
    raw_sentence *sentences; /* [n] */
    uint32_t n, cap;
    arena mem;
} treebank_text;

static inline void treebank_text_release(treebank_text *self)
{
    buf_release(&self->bytes);
    arena_release(&self->mem);
}

/* What is gathered of one sentence. */
typedef struct raw_lines {
    casus_str text;
    bool new_paragraph;
    bool joined;               /* no blank behind it */
    unsigned long covered; /* last word of the multiword token before */
} raw_lines;

static inline void raw_token(raw_lines *s, casus_str line)
{
    char *end = NULL;
    unsigned long first = strtoul(line.ptr, &end, 10);
    if (*end == '.' || (*end == '\t' && first <= s->covered)) return;
    if (*end == '-') s->covered = strtoul(end + 1, NULL, 10);
    s->joined = str_find(line, STR("SpaceAfter=No")) != SIZE_MAX;
}

static inline void raw_add(treebank_text *self, const raw_lines *s, bool joined)
{
    if (self->n && s->new_paragraph) buf_put_str(&self->bytes, STR("\n\n"));
    else if (self->n && !joined) buf_put_char(&self->bytes, ' ');
    raw_sentence *added =
        arena_push(&self->mem, &self->sentences, &self->n, &self->cap, sizeof *added);
    if (!added) return;
    uint32_t start = (uint32_t)self->bytes.len;
    buf_put_str(&self->bytes, s->text);
    *added = (raw_sentence){start, (uint32_t)self->bytes.len, s->new_paragraph};
}

static inline casus_status treebank_text_read(treebank_text *self, const char *path,
                                              casus_error *err)
{
    buf file = {0};
    *self = (treebank_text){0};
    arena_init(&self->mem, (size_t)1 << 30);
    TRY(buf_read_file(&file, path, (size_t)1 << 30, err));
    raw_lines s = {0};
    bool joined = false;
    for (casus_str rest = buf_str(&file), line; rest.len;) {
        size_t end = str_find(rest, STR("\n"));
        line = end == SIZE_MAX ? rest : str_slice(rest, 0, end);
        rest = end == SIZE_MAX ? (casus_str){rest.ptr, 0} : str_slice(rest, end + 1, rest.len);
        if (str_starts(line, STR("# newpar")) || str_starts(line, STR("# newdoc")))
            s.new_paragraph = true;
        else if (str_starts(line, STR("# text = ")))
            s.text = str_trim(str_slice(line, 9, line.len));
        else if (line.len && line.ptr[0] != '#') raw_token(&s, line);
        if (line.len || !s.text.len) continue;
        raw_add(self, &s, joined);
        joined = s.joined;
        s = (raw_lines){0};
    }
    buf_release(&file);
    FAIL_IF(!buf_ok(&self->bytes) || !arena_ok(&self->mem), CASUS_NO_MEMORY,
            "no memory for the text of the treebank");
    return CASUS_OK;
}

typedef struct sentence_score {
    unsigned long wanted, found, right;
} sentence_score;

/* Right is what begins and ends where a sentence of the treebank does. */
static inline sentence_score treebank_text_score(const treebank_text *t, const segments *segs)
{
    sentence_score s = {t->n, segs->n_sentences, 0};
    uint32_t i = 0, j = 0;
    while (i < segs->n_sentences && j < t->n) {
        const sentence *a = &segs->sentences[i];
        const raw_sentence *b = &t->sentences[j];
        s.right += a->start == b->start && a->end == b->end;
        i += a->end <= b->end;
        j += b->end <= a->end;
    }
    return s;
}

static inline void sentence_score_print(const sentence_score *s, const char *name)
{
    double p = 100.0 * (double)s->right / (double)s->found;
    double r = 100.0 * (double)s->right / (double)s->wanted;
    printf("%s: sentences %lu, found %lu, precision %.2f, recall %.2f, F1 %.2f\n", name, s->wanted,
           s->found, p, r, 2 * p * r / (p + r));
}

#endif
