/* Lists of the words that senses need, and the sets of words that such lists name. */
#include "code/acts_build.h"

#include "lex/inflect.h"

#define MAX_SET_WORDS 4096

uint32_t acts_build_reuse(const void *items, size_t size, uint32_t first, uint32_t *n_items)
{
    const char *bytes = items;
    uint32_t n = *n_items - first;
    for (uint32_t i = 0; n && i + n <= first; i++) {
        if (memcmp(bytes + i * size, bytes + first * size, n * size) != 0) continue;
        *n_items = first;
        return i;
    }
    return first;
}

static casus_status add_hashed(acts_builder *b, uint32_t word)
{
    uint32_t *slot = arena_push(&b->mem, &b->words, &b->n_words, &b->cap_words, sizeof *slot);
    if (!slot) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
    *slot = word;
    return CASUS_OK;
}

/* Needed words go in with their plurals: a lemma may be wrong, a form never is. */
static casus_status add_word(acts_builder *b, casus_str word)
{
    buf forms = {0};
    inflect_noun(word, &forms);
    casus_str rest = buf_str(&forms), form;
    casus_status status = add_hashed(b, act_book_word(str_hash_lower(word)));
    while (status == CASUS_OK && str_split(&rest, ' ', &form))
        if (form.len && !str_eq(form, word))
            status = add_hashed(b, act_book_word(str_hash_lower(form)));
    buf_release(&forms);
    return status;
}

/* A word that a list and a set in it both name stands there once. */
static void drop_repeated(acts_builder *b, uint32_t first)
{
    uint32_t kept = first;
    for (uint32_t i = first; i < b->n_words; i++) {
        bool had = false;
        for (uint32_t k = first; k < kept; k++) had |= b->words[k] == b->words[i];
        if (!had) b->words[kept++] = b->words[i];
    }
    b->n_words = kept;
}

/* "word|word|&SET": the words' place in the word table. */
casus_status acts_build_words(acts_builder *b, casus_str list, uint32_t *first, uint32_t *n)
{
    *first = b->n_words;
    casus_str word;
    while (str_split(&list, '|', &word)) {
        if (word.len == 0) return BAD(b, "an empty alternative in a list of words");
        if (word.ptr[0] != '&') {
            TRY(add_word(b, word));
            continue;
        }
        casus_str name = str_slice(word, 1, word.len);
        const word_set *set = NULL;
        for (uint32_t i = 0; i < b->n_sets; i++)
            if (str_eq(b->sets[i].name, name)) set = &b->sets[i];
        if (!set) return BAD(b, "no set named \"%.*s\"", (int)name.len, name.ptr);
        for (uint32_t i = 0; i < set->n; i++) TRY(add_hashed(b, b->words[set->first + i]));
    }
    drop_repeated(b, *first);
    *n = b->n_words - *first;
    if (*n > MAX_SET_WORDS) return BAD(b, "a list of more than %d words", MAX_SET_WORDS);
    *first = acts_build_reuse(b->words, sizeof *b->words, *first, &b->n_words);
    return CASUS_OK;
}

casus_status acts_build_set(acts_builder *b, casus_str line)
{
    word_set set = {0};
    if (!str_split(&line, ' ', &set.name) || set.name.len == 0)
        return BAD(b, "a set without a name");
    for (size_t i = 0; i < set.name.len; i++)
        if (set.name.ptr[i] < 'A' || set.name.ptr[i] > 'Z')
            return BAD(b, "a set's name has capitals only; the verb is written \"v:set\"");
    set.name = str_from(arena_copy(&b->mem, set.name));
    TRY(acts_build_words(b, str_trim(line), &set.first, &set.n));
    if (set.n == 0) return BAD(b, "a set without words");
    word_set *slot = arena_push(&b->mem, &b->sets, &b->n_sets, &b->cap_sets, sizeof *slot);
    if (!slot) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
    *slot = set;
    return CASUS_OK;
}
