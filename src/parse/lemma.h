/* lemma: dictionary forms, by exceptions and suffix rules learned from the treebank.
 *
 * One hash table holds both: a key is the hash of (class, whole word) or of (class, last k
 * letters), its value a rule: cut so many bytes off the form, append so many letters, in lower case
 * or in the form's own. The whole word is asked first, then ever shorter suffixes; the empty suffix
 * always answers. Class: XPOS, and whether a capital there tells a name.
 */
#ifndef CASUS_PARSE_LEMMA_H
#define CASUS_PARSE_LEMMA_H

#include "parse/words.h"

#define LEMMA_SUFFIX_MAX 7
#define LEMMA_APPEND_MAX 11

typedef struct lemma_rule {
    uint8_t cut, keep_case, n_append;
    char append[LEMMA_APPEND_MAX + 2];
} lemma_rule; /* 16 bytes */

typedef struct lemma_entry {
    uint32_t key;
    uint16_t check, rule;
} lemma_entry; /* 8 bytes, open addressing, rule 0xFFFF empty */

typedef struct lemmas {
    const lemma_rule *rules;
    const lemma_entry *entries;
    uint32_t n_rules, mask; /* entries: mask + 1, a power of two */
} lemmas;

casus_status lemmas_open(lemmas *self, casus_str bytes, casus_error *err);

/* The key of a word (whole) or of its suffix; `lower` is the lower-case form. */
uint64_t lemma_key(uint32_t class, bool whole, const char *lower, uint32_t n);
static inline uint32_t lemma_class(unsigned xpos, const word *w)
{
    return xpos * 2 +
           (w->letters == WORD_CAP || w->letters == WORD_ALLCAP || w->letters == WORD_MIXED);
}

/* Writes the lemma of `form`; out has room for form.len * 2 + LEMMA_APPEND_MAX. Returns the length.
 */
size_t lemma_write(const lemmas *self, casus_str form, uint32_t class, char *out);

/* What a rule makes of a form: shared with the trainer. `lower` says the form is to be lowered. */
size_t lemma_apply(const lemma_rule *rule, casus_str form, char *out);

#endif
