/* fuzz_format: any bytes as a file of one format, whole and, where there are enough, as two blocks of
 * a pipe. What must hold: the end comes, no document is over its limits, a failure says what it is.
 */
#ifndef CASUS_FUZZ_FORMAT_H
#define CASUS_FUZZ_FORMAT_H

#include "ingest/format.h"

#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void check_document(const casus_document_in *doc)
{
    casus_str parts[] = {doc->id, doc->title, doc->url, doc->published, doc->publisher};
    if (!doc->id.len || doc->text.len > CASUS_MAX_DOCUMENT) abort();
    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i].len > INGEST_SHORT + 64) abort();
    for (size_t i = 0, sum = 0; i < doc->text.len; i++) /* every byte is there */
        if ((sum += (unsigned char)doc->text.ptr[i]) == SIZE_MAX) abort();
}

/* What does not fit in a source's block comes through a pipe. */
static inline void read_format(const format *which, source *in, size_t most)
{
    static const reading how;
    casus_document_in doc;
    void *state = calloc(1, which->size);
    bool more = true;
    if (!state) return;
    (void)which->fits(in, STR("fuzz"));
    which->begin(state, in, &how);
    for (size_t calls = 0; more; calls++) {
        casus_error err = {0};
        doc = (casus_document_in){0};
        casus_status status = which->next(state, in, &doc, &more, &err);
        if (calls > most + 2) abort();
        if (status != CASUS_OK && (status != CASUS_BAD_INPUT || !err.message[0])) abort();
        if (status == CASUS_OK && more) check_document(&doc);
        more = more || status != CASUS_OK;
    }
    which->release(state);
    free(state);
}

static inline int fuzz_format(const format *which, const uint8_t *data, size_t size)
{
    source *in = calloc(1, sizeof *in);
    int ends[2];
    if (!in) return 0;
    in->fd = -1;
    in->name = "fuzz";
    in->len = size < sizeof in->block ? size : sizeof in->block;
    if (size) memcpy(in->block, data, in->len);
    read_format(which, in, in->len);
    /* The same with a block's end in the middle. */
    memset(in, 0, offsetof(source, block));
    in->name = "fuzz";
    in->len = size / 2 < sizeof in->block ? size / 2 : sizeof in->block;
    size_t rest = size - in->len < 60000 ? size - in->len : 60000; /* what a pipe holds */
    if (size && pipe(ends) == 0) {
        memcpy(in->block, data, in->len);
        if (rest && write(ends[1], data + in->len, rest) < 0) abort();
        close(ends[1]);
        in->fd = ends[0];
        read_format(which, in, in->len + rest);
        close(ends[0]);
    }
    free(in);
    return 0;
}

#endif
