/* Sections of the code tables and topics, little-endian:
 *
 *   "code.tables"   tables_header | code_value[n_plover + n_cameo]
 *                   | code_rule[n_by_status + n_by_content] | pool
 *   "code.topics"   topics_header | topic_word[n_words] | topic_name[n_topics] | pool
 */
#ifndef CASUS_CODE_CODES_IMAGE_H
#define CASUS_CODE_CODES_IMAGE_H

#include <stdint.h>

#define TABLES_MAGIC 0x31424154u /* "TAB1" */
#define TOPICS_MAGIC 0x31504f54u /* "TOP1" */

typedef struct tables_header {
    uint32_t magic, n_plover, n_cameo, n_by_status, n_by_content, pool_len;
} tables_header;

typedef struct topics_header {
    uint32_t magic, n_words, n_topics, pool_len;
} topics_header;

#endif
