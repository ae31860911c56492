/* Fuzz target: any bytes as a web archive, or what gzip or zstd packed. Every call must move on,
 * and what is read keep to its limits.
 *
 *     clang -fsanitize=fuzzer,address,undefined -Iinclude -Isrc tests/fuzz/fuzz_warc.c libcasus.a
 * ...
 *
 * What does not fit in a source's block is left out, so no file is needed.
 */
#include "ingest/ingest.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_archive(const uint8_t *data, size_t size)
{
    source *in = calloc(1, sizeof *in);
    if (!in) return;
    in->fd = -1;
    in->name = "fuzz";
    in->len = size < sizeof in->block ? size : sizeof in->block;
    memcpy(in->block, data, in->len);
    warc reader = {0};
    bool more = true;
    for (uint64_t before = 0, calls = 0; more; calls++) {
        casus_error err = {0};
        casus_status status = warc_next(&reader, in, &more, &err);
        if (status != CASUS_OK && status != CASUS_BAD_INPUT) abort();
        if (status != CASUS_OK) more = source_offset(in) < in->len;
        if (more && calls && source_offset(in) <= before) abort();
        if (reader.payload.len > CASUS_MAX_DOCUMENT) abort();
        before = source_offset(in);
    }
    warc_release(&reader);
    free(in);
}

static void unpack(const uint8_t *data, size_t size, enum packing kind)
{
    unsigned char block[4096];
    casus_limits limits = casus_limits_of(NULL);
    unpacker *u = unpacker_new(kind, &limits);
    unpacked io = {.from = data, .n_from = size, .to = block, .room = sizeof block};
    uint64_t made = 0;
    while (u && !unpacker_run(u, &io)) {
        io.from = (const uint8_t *)io.from + io.used;
        io.n_from -= io.used;
        made += io.made;
        if (io.made < sizeof block && (!io.n_from || !io.used)) break;
        if (made > (uint64_t)1 << 28) abort();
    }
    unpacker_free(u);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_archive(data, size);
    for (enum packing kind = PACKED_GZIP; kind <= PACKED_ZSTD; kind++) unpack(data, size, kind);
    return 0;
}
