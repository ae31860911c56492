/* A model, a coder and a document to test the whole pipeline with, through casus.h alone. The model
 * is the one that was built: $CASUS_MODEL, or casus.model beside the test.
 */
#ifndef CASUS_TEST_PIPELINE_BENCH_H
#define CASUS_TEST_PIPELINE_BENCH_H

#include "../document_flaw.h"
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__)
#define BENCH_SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BENCH_SANITIZED true
#endif
#endif
#ifndef BENCH_SANITIZED
#define BENCH_SANITIZED false
#endif

#define BENCH_ALL_KINDS 127u

typedef struct bench {
    casus_model *model;
    casus_coder *coder; /* every sentence parsed, everything kept */
    casus_doc *doc;
} bench;

static inline int bench_setup(void **state)
{
    static const casus_options options = {.no_gate = true, .statements = true, .explain = true};
    bench *b = calloc(1, sizeof *b);
    casus_error err = {0};
    if (!b || casus_model_open(&b->model, NULL, &err) != CASUS_OK) {
        print_error("no model: %s\n", err.message);
        free(b);
        return -1;
    }
    *state = b;
    return casus_coder_new(&b->coder, b->model, &options, NULL) == CASUS_OK &&
                   casus_doc_new(&b->doc, NULL) == CASUS_OK
               ? 0
               : -1;
}

static inline int bench_teardown(void **state)
{
    bench *b = *state;
    casus_doc_free(b->doc);
    casus_coder_free(b->coder);
    casus_model_close(b->model);
    free(b);
    return 0;
}

static inline void bench_code(bench *b, casus_str text)
{
    casus_document_in in = {.id = STR("text"), .text = text};
    casus_error err = {0};
    if (casus_code(b->coder, &in, b->doc, &err) != CASUS_OK) fail_msg("not coded: %s", err.message);
}

static inline bool bench_count(void *self, const char *bytes, size_t len)
{
    (void)bytes;
    *(size_t *)self += len;
    return true;
}

/* Every writer; gives the bytes written. */
static inline size_t bench_write(bench *b)
{
    size_t n = 0;
    casus_sink sink = {bench_count, &n};
    assert_int_equal(casus_write_jsonl(b->doc, BENCH_ALL_KINDS, NULL, sink, NULL), CASUS_OK);
    assert_int_equal(casus_write_rows(b->doc, "csv", true, NULL, sink, NULL), CASUS_OK);
    assert_int_equal(casus_write_table(b->doc, BENCH_ALL_KINDS, NULL, false, 100, sink, NULL),
                     CASUS_OK);
    assert_int_equal(casus_write_explain(b->doc, false, sink, NULL), CASUS_OK);
    return n;
}

static inline void bench_check(const bench *b)
{
    const char *flaw = document_flaw(b->doc, casus_doc_payload(b->doc).len);
    if (flaw) fail_msg("%s is wrong", flaw);
}

#endif
