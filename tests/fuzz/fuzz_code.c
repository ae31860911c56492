/* Fuzz target: any bytes as a document, through all stages and every writer.
 *
 * What must hold for any bytes: no crash, every span inside the payload, every line of output a
 * JSON object, nothing that moves a terminal's cursor.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "../document_flaw.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct bench {
    casus_model *model;
    casus_coder *coder;
    casus_doc *doc;
} bench;

/* Made once; a fuzzer has no place of its own to keep it. */
static bench *the_bench(void)
{
    static bench b;
    static const casus_options options = {
        .no_gate = true, .statements = true, .mirror = true, .explain = true};
    if (b.doc) return &b;
    if (casus_model_open(&b.model, NULL, NULL) != CASUS_OK ||
        casus_coder_new(&b.coder, b.model, &options, NULL) != CASUS_OK ||
        casus_doc_new(&b.doc, NULL) != CASUS_OK) {
        abort();
    }
    return &b;
}

static bool is_json(void *self, const char *bytes, size_t len)
{
    (void)self;
    json_t *value = json_loadb(bytes, len, JSON_ALLOW_NUL, NULL);
    if (!json_is_object(value) || bytes[len - 1] != '\n' || memchr(bytes, '\n', len - 1)) abort();
    json_decref(value);
    return true;
}

static bool is_plain(void *self, const char *bytes, size_t len)
{
    (void)self;
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] == 033 || bytes[i] == '\r') abort();
    }
    return true;
}

static bool nothing(void *self, const char *bytes, size_t len)
{
    (void)self;
    (void)bytes;
    (void)len;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bench *b = the_bench();
    casus_document_in in = {.id = {"fuzz", 4}, .text = {(const char *)data, size}};
    if (casus_code(b->coder, &in, b->doc, NULL) != CASUS_OK) return 0;
    if (document_flaw(b->doc, size)) abort();
    bool good =
        casus_write_jsonl(b->doc, 127, NULL, (casus_sink){is_json, NULL}, NULL) == CASUS_OK &&
        casus_write_table(b->doc, 127, NULL, false, 100, (casus_sink){is_plain, NULL}, NULL) ==
            CASUS_OK &&
        casus_write_rows(b->doc, "csv", true, NULL, (casus_sink){nothing, NULL}, NULL) == CASUS_OK &&
        casus_write_explain(b->doc, false, (casus_sink){is_plain, NULL}, NULL) == CASUS_OK;
    if (!good) abort();
    return 0;
}
