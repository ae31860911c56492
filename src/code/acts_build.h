/* The lexicon of acts while it is built from data/acts: what the parts of the builder share.
 *
 *   acts_build.c        files, blocks ("act", "status", "light"), the whole
 *   acts_build_sense.c  the lines of senses: heads, needs, slots, flags
 *   acts_build_words.c  lists of needed words and the sets that they name
 *   acts_build_image.c  the section "code.acts"
 */
#ifndef CASUS_CODE_ACTS_BUILD_H
#define CASUS_CODE_ACTS_BUILD_H

#include "base/files.h"
#include "base/pool.h"
#include "code/acts.h"
#include "code/acts_lint.h"

/* A set of words that lists name: "set WEAPONS gun|rifle". */
typedef struct word_set {
    casus_str name;
    uint32_t first, n; /* of the word table */
} word_set;

/* A sense by a word that tells it: a head or an inflected form of one. */
typedef struct sense_key {
    uint64_t word;
    uint32_t sense;
} sense_key;

typedef struct acts_builder {
    arena mem;
    casus_error *err;
    const lines *at;
    gate_builder *gate;
    act *acts;
    sense *senses;
    sense_key *keys;
    uint32_t *words;      /* lists of needed words, act_book_word() of each */
    sense_need *needs;    /* lists of needs */
    uint16_t *slot_lists; /* lists of numbers of slots */
    sense_slot *slots;    /* each once */
    word_set *sets;
    uint32_t n_acts, n_senses, n_keys, n_words, n_needs, n_slot_lists, n_slots, n_sets;
    uint32_t cap_acts, cap_senses, cap_keys, cap_words, cap_needs, cap_slot_lists, cap_slots,
        cap_sets;
    act_source *act_sources, *sense_sources; /* [n_acts], [n_senses]: for the lint */
    uint32_t n_act_sources, cap_act_sources, n_sense_sources, cap_sense_sources;
    uint32_t senses_in_act;
    string_pool pool;
} acts_builder;

#define BAD(b, ...) error_at((b)->err, CASUS_BAD_DATA, (b)->at->file, (b)->at->line, __VA_ARGS__)

/* "word|word|&SET": the words' place in the word table. */
casus_status acts_build_words(acts_builder *b, casus_str list, uint32_t *first, uint32_t *n);
/* "NAME word|word" behind "set". */
casus_status acts_build_set(acts_builder *b, casus_str line);
/* A line of a sense of the act begun last. */
casus_status acts_build_sense(acts_builder *b, casus_str line);
/* Sets the flag of that name; false where there is none. */
bool acts_build_flag(casus_str name, uint32_t *flags);
/* Notes in a list of sources where the act or sense just begun is written. */
casus_status acts_build_source(acts_builder *b, act_source **list, uint32_t *n, uint32_t *cap);
/* Writes the section; BAD_DATA where there is more of something than it can number. */
casus_status acts_build_image(acts_builder *b, buf *out);

/* Where a list of elements begins that were added last, from `first` on: there, or where the same
 * list stands already; then the one added is taken back. */
uint32_t acts_build_reuse(const void *items, size_t size, uint32_t first, uint32_t *n_items);

#endif
