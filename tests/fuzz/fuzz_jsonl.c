/* Fuzz target: any bytes as a file of JSON Lines. Every call must move on, every text be good
 * UTF-8.
 *
 *     clang -fsanitize=fuzzer,address,undefined -Iinclude -Isrc tests/fuzz/fuzz_jsonl.c libcasus.a ...
 *
 * What does not fit in a source's block is left out, so no file is needed.
 */
#include "ingest/ingest.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    source *in = calloc(1, sizeof *in);
    if (!in) return 0;
    in->fd = -1;
    in->name = "fuzz";
    in->len = size < sizeof in->block ? size : sizeof in->block;
    memcpy(in->block, data, in->len);
    jsonl reader = {0};
    casus_error err;
    bool more = true;
    uint64_t before = 0;
    while (more) {
        casus_status status = jsonl_next(&reader, in, &more, &err);
        if (status != CASUS_OK && status != CASUS_BAD_INPUT) abort();
        if (more && source_offset(in) <= before) abort();
        before = source_offset(in);
        const jsonl_value *words = &reader.values[JSONL_TEXT];
        casus_str s = buf_str(&words->bytes);
        if (status != CASUS_OK || !more) continue;
        for (size_t at = 0; at < s.len;) {
            if (utf8_next(s, &at) == UTF8_BAD) abort();
        }
    }
    if (in->at != in->len) abort();
    jsonl_release(&reader);
    free(in);
    return 0;
}
