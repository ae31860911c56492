/* image: the container of casus.model. docs/model.md draws it byte by byte.
 *
 *   [header 64] [table: n * 40, padded to 64] [section, padded to 64] [section] ...
 *
 * The writer keeps sections and their table entries apart, with offsets that count from the first
 * section, and joins them at the end. The reader trusts nothing: every offset and every checksum is
 * looked at once, in image_open, so that later stages may index freely within a section.
 */
#include "base/base.h"

#include <inttypes.h>
#include <stdio.h>

#define IMAGE_MAGIC "CASUSMDL"
#define IMAGE_VERSION 1u
#define IMAGE_ALIGN 64u
#define IMAGE_HEADER 64u
#define IMAGE_ENTRY 40u
#define IMAGE_NAME 16u
#define IMAGE_MAX_SECTIONS 1024u

static uint32_t get_u32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint64_t get_u64(const unsigned char *p)
{
    return (uint64_t)get_u32(p) | (uint64_t)get_u32(p + 4) << 32;
}

static void set_u32(unsigned char *p, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++) p[i] = (unsigned char)(value >> (8 * i));
}

static void set_u64(unsigned char *p, uint64_t value)
{
    for (unsigned i = 0; i < 8; i++) p[i] = (unsigned char)(value >> (8 * i));
}

static uint64_t padded(uint64_t n) { return (n + IMAGE_ALIGN - 1) & ~(uint64_t)(IMAGE_ALIGN - 1); }

static casus_str bytes_of(const unsigned char *p, uint64_t len)
{
    return (casus_str){(const char *)p, (size_t)len};
}

/* ---- reading ----------------------------------------------------------------------------- */

static casus_status damaged(casus_error *err, const char *file, uint64_t at, const char *what)
{
    error_at(err, CASUS_BAD_MODEL, file, 0, "%s at byte %" PRIu64 "; build the model again", what,
             at);
    if (err) err->at = at;
    return CASUS_BAD_MODEL;
}

static casus_status check_header(const unsigned char *bytes, size_t len, const char *file,
                                 casus_error *err)
{
    if (len < IMAGE_HEADER || memcmp(bytes, IMAGE_MAGIC, 8) != 0) {
        return error_at(err, CASUS_BAD_MODEL, file, 0,
                        "is no casus model; give the path of a casus.model");
    }
    uint32_t version = get_u32(bytes + 8);
    if (version != IMAGE_VERSION) {
        return error_at(err, CASUS_BAD_MODEL, file, 0,
                        "is a model of format %" PRIu32 ", this casus reads %u; build it again",
                        version, IMAGE_VERSION);
    }
    uint64_t stated = get_u64(bytes + 16);
    if (stated != len) {
        error_at(err, CASUS_BAD_MODEL, file, 0,
                 "has %zu bytes and should have %" PRIu64 "; copy or build the model again", len,
                 stated);
        if (err) err->at = len;
        return CASUS_BAD_MODEL;
    }
    for (unsigned i = 32; i < IMAGE_HEADER; i++) {
        if (bytes[i]) return damaged(err, file, i, "reserved byte in use");
    }
    uint32_t n = get_u32(bytes + 12);
    if (n > IMAGE_MAX_SECTIONS || IMAGE_HEADER + (uint64_t)n * IMAGE_ENTRY > len) {
        return damaged(err, file, 12, "impossible number of sections");
    }
    uint64_t sum = str_hash(bytes_of(bytes + IMAGE_HEADER, (uint64_t)n * IMAGE_ENTRY));
    if (sum != get_u64(bytes + 24)) return damaged(err, file, 24, "wrong checksum of the table");
    return CASUS_OK;
}

casus_status image_open(image *self, const void *data, size_t len, const char *file,
                        casus_error *err)
{
    const unsigned char *bytes = data;
    *self = (image){0};
    TRY(check_header(bytes, len, file, err));
    uint32_t n = get_u32(bytes + 12);
    uint64_t first = padded(IMAGE_HEADER + (uint64_t)n * IMAGE_ENTRY);
    for (uint32_t i = 0; i < n; i++) {
        uint64_t at = IMAGE_HEADER + (uint64_t)i * IMAGE_ENTRY;
        const unsigned char *entry = bytes + at;
        uint64_t offset = get_u64(entry + 16), length = get_u64(entry + 24);
        if (!entry[0] || entry[IMAGE_NAME - 1]) return damaged(err, file, at, "bad section name");
        if (offset < first || offset % IMAGE_ALIGN || offset > len || length > len - offset) {
            return damaged(err, file, at + 16, "section outside the file");
        }
        if (str_hash(bytes_of(bytes + offset, length)) != get_u64(entry + 32)) {
            return damaged(err, file, offset, "wrong checksum of a section");
        }
    }
    *self = (image){.bytes = bytes, .len = len};
    return CASUS_OK;
}

bool image_nth(const image *self, uint32_t i, const char **name, casus_str *out)
{
    *name = NULL;
    *out = (casus_str){NULL, 0};
    if (!self->bytes || i >= get_u32(self->bytes + 12)) return false;
    const unsigned char *entry = self->bytes + IMAGE_HEADER + (size_t)i * IMAGE_ENTRY;
    *name = (const char *)entry;
    *out = bytes_of(self->bytes + get_u64(entry + 16), get_u64(entry + 24));
    return true;
}

casus_status image_section(const image *self, const char *name, casus_str *out, casus_error *err)
{
    const char *found;
    for (uint32_t i = 0; image_nth(self, i, &found, out); i++)
        if (strcmp(found, name) == 0) return CASUS_OK;
    return error_set(err, CASUS_BAD_MODEL, "the model has no section \"%s\"; build it again", name);
}

void image_checksum(const image *self, char out[17])
{
    snprintf(out, 17, "%016" PRIx64, get_u64(self->bytes + 24));
}

void image_checksums(const image *self, buf *out)
{
    for (uint32_t i = 0; i < get_u32(self->bytes + 12); i++) {
        const unsigned char *entry = self->bytes + IMAGE_HEADER + (size_t)i * IMAGE_ENTRY;
        buf_printf(out, "%s%s=%016" PRIx64, i ? " " : "", (const char *)entry, get_u64(entry + 32));
    }
}

/* ---- writing ----------------------------------------------------------------------------- */

static void put_zeros(buf *out, uint64_t n)
{
    static const char zeros[IMAGE_ALIGN];
    while (n) {
        size_t piece = n < sizeof zeros ? (size_t)n : sizeof zeros;
        buf_put(out, zeros, piece);
        n -= piece;
    }
}

void image_writer_release(image_writer *self)
{
    buf_release(&self->table);
    buf_release(&self->body);
    self->n_sections = 0;
}

static bool name_is_new(const image_writer *self, const char *name)
{
    for (uint32_t i = 0; i < self->n_sections; i++) {
        if (strcmp(self->table.ptr + (size_t)i * IMAGE_ENTRY, name) == 0) return false;
    }
    return true;
}

void image_writer_add(image_writer *self, const char *name, casus_str bytes)
{
    size_t len = strlen(name);
    if (!buf_ok(&self->table) || !buf_ok(&self->body)) return;
    if (!len || len >= IMAGE_NAME || self->n_sections >= IMAGE_MAX_SECTIONS ||
        !name_is_new(self, name)) {
        self->table.failed = true;
        return;
    }
    put_zeros(&self->body, padded(self->body.len) - self->body.len);
    unsigned char entry[IMAGE_ENTRY] = {0};
    memcpy(entry, name, len);
    set_u64(entry + 16, self->body.len);
    set_u64(entry + 24, bytes.len);
    set_u64(entry + 32, str_hash(bytes));
    buf_put(&self->table, entry, sizeof entry);
    buf_put_str(&self->body, bytes);
    self->n_sections++;
}

void image_writer_finish(image_writer *self, buf *out)
{
    if (!buf_ok(&self->table) || !buf_ok(&self->body)) {
        out->failed = true;
        return;
    }
    uint64_t table_end = IMAGE_HEADER + self->table.len, first = padded(table_end);
    unsigned char *table = (unsigned char *)self->table.ptr;
    for (uint32_t i = 0; i < self->n_sections; i++) {
        unsigned char *offset = table + (size_t)i * IMAGE_ENTRY + 16;
        set_u64(offset, first + get_u64(offset));
    }
    unsigned char header[IMAGE_HEADER] = {0};
    memcpy(header, IMAGE_MAGIC, 8);
    set_u32(header + 8, IMAGE_VERSION);
    set_u32(header + 12, self->n_sections);
    set_u64(header + 16, first + self->body.len);
    set_u64(header + 24, str_hash(buf_str(&self->table)));
    buf_put(out, header, sizeof header);
    buf_put_str(out, buf_str(&self->table));
    put_zeros(out, first - table_end);
    buf_put_str(out, buf_str(&self->body));
    /* The offsets were made final in place: the writer is used up. */
    buf_reset(&self->table);
    buf_reset(&self->body);
    self->n_sections = 0;
}
