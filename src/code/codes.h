/* The tables of published codes (data/codes): PLOVER type and mode, intensity and quad class; CAMEO
 * code, Goldstein value and quad class; what an act becomes by its status, and an operator by the
 * act under it. And the topics (data/topics): words that give an event its context, or say that a
 * text is not about politics. */
#ifndef CASUS_CODE_CODES_H
#define CASUS_CODE_CODES_H

#include "base/base.h"

typedef struct published {
    const char *type, *mode; /* mode NULL none */
    const char *cameo;
    int plover_quad, cameo_quad; /* 0 unknown */
    double intensity, goldstein;
} published;

typedef struct code_rule {
    uint32_t type, mode, cameo;    /* what the act is; 0 any (cameo: a prefix) */
    uint32_t status;               /* published.txt only; UINT32_MAX any */
    uint32_t under_type, under_mode, under_cameo; /* combine.txt only */
    uint32_t to_type, to_mode, to_cameo;          /* 0 keep */
} code_rule;

typedef struct code_value {
    uint32_t key;  /* "CONSULT/visit", "042" */
    int32_t quad;
    double value;  /* intensity, Goldstein */
} code_value;

/* View of the section "code.tables". */
typedef struct code_tables {
    const code_value *plover, *cameo;
    const code_rule *by_status, *by_content;
    const char *pool;
    uint32_t n_plover, n_cameo, n_by_status, n_by_content, pool_len;
} code_tables;

casus_status code_tables_open(code_tables *self, casus_str section, casus_error *err);
casus_status code_tables_build(const char *data_dir, image_writer *out, casus_error *err);

/* What is published for an act of this type, mode (NULL none) and CAMEO code in this status. */
void code_tables_publish(const code_tables *self, const char *type, const char *mode,
                         const char *cameo, casus_event_status status, published *out);
/* The type alone. */
const char *code_tables_type(const code_tables *self, const char *type, const char *mode,
                             const char *cameo, casus_event_status status);
/* Sharpens an operator's mode and CAMEO code by the act under it; leaves them where no rule
 * fits. */
void code_tables_combine(const code_tables *self, const char *type, const char **mode,
                         const char **cameo, const char *under_type, const char *under_mode,
                         const char *under_cameo);

/* ---- topics -------------------------------------------------------------------------------- */

enum topic_kind { TOPIC_CONTEXT, TOPIC_DOMAIN };

typedef struct topic_word {
    uint64_t hash;
    uint32_t topic; /* index */
    uint32_t weight;
} topic_word;

typedef struct topic_name {
    uint32_t name; /* offset in the pool */
    uint32_t kind; /* topic_kind */
} topic_name;

/* View of the section "code.topics". */
typedef struct topic_book {
    const topic_word *words; /* by hash */
    const topic_name *topics;
    const char *pool;
    uint32_t n_words, n_topics, pool_len;
} topic_book;

#define TOPIC_MAX 64

casus_status topic_book_open(topic_book *self, casus_str section, casus_error *err);
casus_status topics_build(const char *data_dir, image_writer *out, casus_error *err);
/* The topic words of a hash, *n of them. */
const topic_word *topic_book_find(const topic_book *self, uint64_t hash, uint32_t *n);
/* The hash under which two words in a row are found. */
uint64_t topic_pair_hash(uint64_t first, uint64_t second);

#endif
