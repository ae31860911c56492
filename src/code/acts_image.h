/* The section "code.acts", little-endian:
 *
 *   acts_header
 *   | u64[n_forms]            hashes of heads and their inflected forms, ascending
 *   | sense_slot[n_slots]     each once
 *   | sense_need[n_needs]     lists of needs, one behind the other
 *   | sense[n_senses]
 *   | act[n_acts]
 *   | u32[n_words]            lists of needed words: act_book_word() of each
 *   | u32[n_lists + 1]        list i of senses is [i, i + 1) of what is two below
 *   | u16[n_forms]            the list of each form
 *   | u16[n_list_senses]
 *   | u16[n_slot_lists]       lists of slots
 *   | pool
 */
#ifndef CASUS_CODE_ACTS_IMAGE_H
#define CASUS_CODE_ACTS_IMAGE_H

#include <stdint.h>

#define ACTS_MAGIC 0x33544341u /* "ACT3" */

typedef struct acts_header {
    uint32_t magic, n_acts, n_senses, n_forms, n_lists, n_list_senses, n_words, n_needs, n_slots,
        n_slot_lists, pool_len;
    uint32_t nothing; /* so that what follows is aligned */
} acts_header;

#endif
