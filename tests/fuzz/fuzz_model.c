/* Fuzz target: damage to a model whose checksums are right.
 *
 * The input is records of eight bytes: section, where it counts from (start, end or anywhere),
 * offset (4), value (2). Each changes two bytes of a copy of the built model; then the checksums
 * are made good, so that what is tested is each section's own look at its offsets. The model is
 * refused, or it codes a story without a crash.
 */
#define _GNU_SOURCE /* memfd_create */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_EDITS 8
#define HEADER 64u
#define ENTRY 40u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char STORY[] =
    "BAMAKO, May 5 (Reuters) - Malian Foreign Minister Abdoulaye Diop met his Russian counterpart, "
    "Sergei Lavrov, in Moscow on Friday, the ministry said.\n\n"
    "\"We will not withdraw our troops,\" he told reporters. He accused France of arming rebels "
    "who attacked the army near Gao on 3 May 2022, killing 12 soldiers. France denied it and "
    "threatened to impose sanctions on Mali.\n";

typedef struct copy {
    unsigned char *bytes; /* shared with the file at `path` */
    size_t len;
    char path[64];
} copy;

static uint64_t get(const unsigned char *p, unsigned n)
{
    uint64_t value = 0;
    for (unsigned i = n; i-- > 0;) value = value << 8 | p[i];
    return value;
}

static void set(unsigned char *p, uint64_t value)
{
    for (unsigned i = 0; i < 8; i++) p[i] = (unsigned char)(value >> (8 * i));
}

/* Made once; a fuzzer has no place of its own to keep it. */
static copy *the_copy(void)
{
    static copy c;
    if (c.bytes) return &c;
    buf model = {0};
    const char *from = getenv("CASUS_MODEL");
    int fd = memfd_create("model", 0);
    if (!from || fd < 0 || buf_read_file(&model, from, (size_t)1 << 30, NULL) != CASUS_OK) abort();
    c.len = model.len;
    if (ftruncate(fd, (off_t)c.len) != 0) abort();
    c.bytes = mmap(NULL, c.len, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (c.bytes == MAP_FAILED) abort();
    memcpy(c.bytes, model.ptr, c.len);
    buf_release(&model);
    snprintf(c.path, sizeof c.path, "/proc/self/fd/%d", fd);
    return &c;
}

/* Where in the copy an edit lands; SIZE_MAX: nowhere. */
static size_t place_of(const copy *c, const uint8_t *edit, unsigned char **entry)
{
    uint32_t n = (uint32_t)get(c->bytes + 12, 4);
    *entry = c->bytes + HEADER + edit[0] % n * ENTRY;
    uint64_t at = get(*entry + 16, 8), len = get(*entry + 24, 8), offset = get(edit + 2, 4);
    if (len < 2) return SIZE_MAX;
    if (edit[1] % 3 == 0) offset %= 256;
    if (edit[1] % 3 == 1) offset = len - 2 - offset % 256 % (len - 1);
    return (size_t)(at + offset % (len - 1));
}

static void mend(copy *c, unsigned char *entry)
{
    casus_str section = {(const char *)c->bytes + get(entry + 16, 8), (size_t)get(entry + 24, 8)};
    set(entry + 32, str_hash(section));
    size_t table = (size_t)get(c->bytes + 12, 4) * ENTRY;
    set(c->bytes + 24, str_hash((casus_str){(const char *)c->bytes + HEADER, table}));
}

static bool nothing(void *self, const char *bytes, size_t len)
{
    (void)self;
    (void)bytes;
    (void)len;
    return true;
}

static void use(const char *path)
{
    static const casus_options options = {.no_gate = true, .statements = true, .explain = true};
    casus_document_in in = {.id = STR("story"), .text = STR(STORY), .published = STR("2022-05-08")};
    casus_model *model = NULL;
    casus_coder *coder = NULL;
    casus_doc *doc = NULL;
    casus_error err = {0};
    casus_status status = casus_model_open(&model, path, &err);
    if (status != CASUS_OK) {
        if (status != CASUS_BAD_MODEL || !err.message[0]) abort();
        return;
    }
    if (casus_coder_new(&coder, model, &options, NULL) == CASUS_OK &&
        casus_doc_new(&doc, NULL) == CASUS_OK && casus_code(coder, &in, doc, NULL) == CASUS_OK) {
        casus_sink sink = {nothing, NULL};
        if (casus_write_jsonl(doc, 127, NULL, sink, NULL) != CASUS_OK) abort();
        if (casus_write_explain(doc, false, sink, NULL) != CASUS_OK) abort();
    }
    casus_doc_free(doc);
    casus_coder_free(coder);
    casus_model_close(model);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    copy *c = the_copy();
    unsigned char old[MOST_EDITS][2], *entries[MOST_EDITS];
    size_t places[MOST_EDITS], n = 0;
    for (; n < MOST_EDITS && size - n * 8 >= 8; n++) {
        const uint8_t *edit = data + n * 8;
        places[n] = place_of(c, edit, &entries[n]);
        if (places[n] == SIZE_MAX) continue;
        memcpy(old[n], c->bytes + places[n], 2);
        memcpy(c->bytes + places[n], edit + 6, 2);
        mend(c, entries[n]);
    }
    use(c->path);
    while (n-- > 0) {
        if (places[n] == SIZE_MAX) continue;
        memcpy(c->bytes + places[n], old[n], 2);
        mend(c, entries[n]);
    }
    return 0;
}
