/* Fuzz target: any bytes as what a user looks for in texts, translated and given to FTS5: understood
 * or refused with a reason, and no other failure. */
#include "store/text.h"

#include <stdlib.h>

#define MOST_BYTES 4096

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static casus_store *store;
    casus_error err = {0};
    if (!store && casus_store_open(&store, ":memory:", false, &err) != CASUS_OK) abort();
    casus_str typed = {(const char *)data, size < MOST_BYTES ? size : MOST_BYTES};
    buf query = {0};
    casus_status status = text_query(typed, &query, &err);
    if (status == CASUS_OK) status = text_check(store, buf_str(&query), &err);
    if (status != CASUS_OK && (status != CASUS_USAGE || !err.message[0])) abort();
    buf_release(&query);
    return 0;
}
