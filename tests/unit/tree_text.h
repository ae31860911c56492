/* Trees made by hand from text, one token a line: FORM LEMMA UPOS XPOS HEAD DEPREL, as the columns
 * of CoNLL-U. Tokens are joined by one space, but for "." and ",", which stand at the word before.
 */
#ifndef CASUS_TEST_TREE_TEXT_H
#define CASUS_TEST_TREE_TEXT_H

#include "parse/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define TREE_TEXT_MOST 40

typedef struct tree_text {
    char text[1024];
    token tokens[TREE_TEXT_MOST];
    node nodes[TREE_TEXT_MOST];
    uint32_t n;
    tree tree;
} tree_text;

static inline uint8_t tree_text_tag(casus_str name, const char *(*name_of)(unsigned), unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        if (str_eq(str_from(name_of(i)), name)) return (uint8_t)i;
    fail_msg("no tag %.*s", (int)name.len, name.ptr);
    return 0;
}

static inline uint8_t tree_text_features(uint8_t xpos)
{
    static const uint8_t features[] = {
#define X(name, text, bits) bits,
        XPOS_LIST(X)
#undef X
    };
    return features[xpos];
}

static inline void tree_text_init(tree_text *self, const char *lines)
{
    memset(self, 0, sizeof *self);
    casus_str rest = str_from(lines), line, fields[6];
    size_t len = 0;
    while (str_split(&rest, '\n', &line)) {
        if (!line.len) continue;
        for (int i = 0; i < 6; i++)
            if (!str_split(&line, ' ', &fields[i])) fail_msg("six columns, not %d", i);
        assert_true(self->n < TREE_TEXT_MOST);
        token *t = &self->tokens[self->n];
        node *n = &self->nodes[self->n++];
        bool glued = len == 0 || str_eq(fields[0], STR(".")) || str_eq(fields[0], STR(","));
        if (!glued) self->text[len++] = ' ';
        memcpy(self->text + len, fields[0].ptr, fields[0].len);
        t->start = (uint32_t)len;
        t->end = (uint32_t)(len += fields[0].len);
        t->hash = str_hash_lower(fields[0]);
        n->lemma = fields[1]; /* the lines outlive the tree */
        n->lemma_hash = str_hash_lower(n->lemma);
        n->upos = tree_text_tag(fields[2], upos_name, UPOS_COUNT);
        n->xpos = tree_text_tag(fields[3], xpos_name, XPOS_COUNT);
        n->features = tree_text_features(n->xpos);
        n->head = (uint16_t)(fields[4].ptr[0] - '0');
        if (fields[4].len == 2) n->head = (uint16_t)(n->head * 10 + fields[4].ptr[1] - '0');
        n->deprel = tree_text_tag(fields[5], deprel_name, DEPREL_COUNT);
    }
    tree_link(self->nodes, self->n);
    self->tree =
        (tree){.text = self->text, .tokens = self->tokens, .nodes = self->nodes, .n = self->n};
}

/* The token with this form, or TREE_NONE for "". */
static inline uint32_t tree_text_find(const tree_text *self, const char *form)
{
    if (!*form) return TREE_NONE;
    for (uint32_t i = 0; i < self->n; i++)
        if (str_eq(token_form(self->text, &self->tokens[i]), str_from(form))) return i;
    fail_msg("no token %s", form);
    return TREE_NONE;
}

#endif
