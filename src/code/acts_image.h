/* The section "code.acts", little-endian:
 *
 *   acts_header | sense_key[n_keys] | word hash u64[n_words] | sense_slot[n_slots]
 *   | sense[n_senses]
 *   | act[n_acts] | pool
 */
#ifndef CASUS_CODE_ACTS_IMAGE_H
#define CASUS_CODE_ACTS_IMAGE_H

#include <stdint.h>

#define ACTS_MAGIC 0x32544341u /* "ACT2" */

typedef struct acts_header {
    uint32_t magic, n_acts, n_senses, n_keys, n_words, n_slots, pool_len;
    uint32_t nothing; /* so that what follows is aligned */
} acts_header;

#endif
