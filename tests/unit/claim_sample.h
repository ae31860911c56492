/* Trees made by hand, for tests of claims and attributions. A token is form/UPOS/XPOS/head/relation; a
 * mention is a pair of tokens and a head. */
#ifndef CASUS_TEST_CLAIM_SAMPLE_H
#define CASUS_TEST_CLAIM_SAMPLE_H

#include "entity/quote.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define MAX_TOKENS 64

typedef struct claim_case {
    const char *tree;     /* lemma is the form but where "form=lemma" says otherwise */
    const char *mentions; /* "first-last@head ...", tokens from 1 */
    const char *claims[3]; /* "source | cue | content" */
} claim_case;

/* data/cues, compiled */
static struct {
    cue_book cues;
    buf bytes;
    image sections;
} book;

static inline int book_open(void **state)
{
    (void)state;
    image_writer out = {0};
    casus_str section;
    bool ok = cue_book_build(CASUS_TEST_SOURCE "/data", &out, NULL) == CASUS_OK;
    image_writer_finish(&out, &book.bytes);
    image_writer_release(&out);
    ok = ok && image_open(&book.sections, book.bytes.ptr, book.bytes.len, "test", NULL) == CASUS_OK;
    ok = ok && image_section(&book.sections, "entity.cues", &section, NULL) == CASUS_OK;
    return ok && cue_book_open(&book.cues, section, NULL) == CASUS_OK ? 0 : -1;
}

static inline int book_close(void **state)
{
    (void)state;
    buf_release(&book.bytes);
    return 0;
}

typedef struct sample {
    char words[1024];
    token tokens[MAX_TOKENS];
    node nodes[MAX_TOKENS];
    mention mentions[8];
    uint32_t mention_at[MAX_TOKENS];
    uint32_t first[2];
    sentence sentence;
    paragraph paragraph;
    article article;
    text text;
    segments segs;
    lexed lexed;
    entities who;
    arena mem;
} sample;

static inline unsigned number_of(casus_str name, const char *(*names)(unsigned), unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (str_eq(name, str_from(names(i)))) return i;
    fail_msg("%.*s", (int)name.len, name.ptr);
    return 0;
}

static inline void read_token(sample *s, casus_str item, casus_str form, uint32_t *at)
{
    uint32_t i = s->lexed.n_tokens++;
    casus_str field[5], lemma = form, word = form;
    size_t equals = str_find(form, STR("="));
    if (equals != SIZE_MAX) {
        word = str_slice(form, 0, equals);
        lemma = str_slice(form, equals + 1, form.len);
    }
    for (int k = 0; k < 4; k++) assert_true(str_split(&item, '/', &field[k]));
    memcpy(s->words + *at, word.ptr, word.len);
    s->tokens[i] =
        (token){.start = *at, .end = *at + (uint32_t)word.len, .hash = str_hash_lower(word)};
    char c = word.ptr[0];
    bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    s->tokens[i].flags = letter ? TOKEN_ALPHA : TOKEN_PUNCT;
    if (c >= 'A' && c <= 'Z') s->tokens[i].flags |= TOKEN_CAP;
    *at += (uint32_t)word.len;
    s->words[(*at)++] = ' ';
    node *n = &s->nodes[i];
    n->lemma = lemma;
    n->upos = (uint8_t)number_of(field[0], upos_name, UPOS_COUNT);
    n->xpos = (uint8_t)number_of(field[1], xpos_name, XPOS_COUNT);
    n->head = (uint16_t)atoi(field[2].ptr);
    n->deprel = (uint8_t)number_of(field[3], deprel_name, DEPREL_COUNT);
    bool finite =
        n->xpos == XPOS_VBD || n->xpos == XPOS_VBZ || n->xpos == XPOS_VBP || n->xpos == XPOS_MD;
    n->features =
        (uint8_t)((finite ? FEATURE_FINITE : 0) | (n->xpos == XPOS_VB ? FEATURE_INFINITIVE : 0));
}

static inline void sample_init(sample *s, const claim_case *c)
{
    memset(s, 0, sizeof *s);
    arena_init(&s->mem, 1 << 20);
    casus_str rest = str_from(c->tree), item, form;
    uint32_t at = 0;
    while (str_split(&rest, ' ', &item)) {
        if (item.len == 0) continue;
        assert_true(str_split(&item, '/', &form));
        read_token(s, item, form, &at);
    }
    uint32_t n = s->lexed.n_tokens;
    tree_link(s->nodes, n);
    for (uint32_t i = 0; i < n; i++) s->mention_at[i] = ENTITY_NONE;
    rest = str_from(c->mentions);
    while (str_split(&rest, ' ', &item)) {
        unsigned first = 0, last = 0, head = 0;
        if (item.len == 0) continue;
        assert_int_equal(sscanf(item.ptr, "%u-%u@%u", &first, &last, &head), 3);
        s->mention_at[head - 1] = s->who.n_mentions;
        s->mentions[s->who.n_mentions++] = (mention){.first = first - 1,
                                                     .last = last - 1,
                                                     .head = head - 1,
                                                     .kind = MENTION_ROLE,
                                                     .entity = ENTITY_NONE};
    }
    s->first[1] = n;
    s->text = (text){.ptr = s->words, .len = at};
    s->sentence.end = s->paragraph.end = s->article.end = at;
    s->paragraph.repeat_of = UINT32_MAX;
    s->paragraph.n_sentences = s->article.n_sentences = s->article.n_paragraphs = 1;
    s->segs = (segments){.articles = &s->article,
                         .paragraphs = &s->paragraph,
                         .sentences = &s->sentence,
                         .n_articles = 1,
                         .n_paragraphs = 1,
                         .n_sentences = 1};
    s->lexed.tokens = s->tokens;
    s->lexed.first = s->first;
    s->who.mentions = s->mentions;
    s->who.mention_at = s->mention_at;
}

static inline void words_of(const sample *s, uint32_t first, uint32_t last, char *out, size_t size)
{
    uint32_t start = s->tokens[first].start, end = s->tokens[last].end;
    snprintf(out, size, "%.*s", (int)(end - start), s->words + start);
}

#endif
