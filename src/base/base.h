/* base: what every stage stands on. Knows nothing of news.
 *
 *   status   TRY, FAIL_IF, error_set          how a function fails
 *   arena    memory of one lifetime           allocate freely, ask arena_ok() once at a stage's end
 *   str      borrowed strings (casus_str)     views, comparison, hashing
 *   buf      owned, growing bytes             sticky failure, ask buf_ok() once
 *   utf8     decoding, encoding, case
 *   lines    a dictionary's lines             the one reader of the text files in data/
 *   pool.h   an image's strings               for builders alone, as is files.h
 *   limits   casus_limits                      what a document may take
 *   image    sections of casus.model          what the compiler writes and the program maps
 */
#ifndef CASUS_BASE_H
#define CASUS_BASE_H

#include "casus.h"

#include <stdarg.h>
#include <string.h>

#include "base/banned.h"

/* ---- status ------------------------------------------------------------------------------ */

/* Fills `err` (may be NULL) and returns `status`. */
casus_status error_set(casus_error *err, casus_status status, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* The same with a place: file (may be NULL), line (0 none). */
casus_status error_at(casus_error *err, casus_status status, const char *file, uint32_t line,
                      const char *fmt, ...) __attribute__((format(printf, 5, 6)));

#define TRY(expr)                                                                                  \
    do {                                                                                           \
        casus_status try_status_ = (expr);                                                         \
        if (try_status_ != CASUS_OK) return try_status_;                                           \
    } while (0)

#define FAIL_IF(cond, status, ...)                                                                 \
    do {                                                                                           \
        if (cond) return error_set(err, status, __VA_ARGS__);                                      \
    } while (0)

/* ---- arena ------------------------------------------------------------------------------- */

/* Chunked bump allocator. Failure (no memory, over `limit`) is sticky: arena_alloc then gives NULL
 * and arena_ok() false. arena_reset keeps the chunks, so a warm arena calls malloc no more. */
typedef struct arena_chunk arena_chunk;
typedef struct arena {
    arena_chunk *first, *current;
    size_t used, limit; /* bytes handed out; most that may be */
    bool failed, over;  /* over: it failed by the limit */
} arena;

void arena_init(arena *self, size_t limit);
void arena_release(arena *self);
void arena_reset(arena *self);
void *arena_alloc(arena *self, size_t size); /* zeroed, 16-byte aligned; NULL once failed */
static inline bool arena_ok(const arena *self) { return !self->failed; }
/* OK; else NO_MEMORY, or LIMIT with what to do about it. */
casus_status arena_status(const arena *self, casus_error *err);
char *arena_copy(arena *self, casus_str text); /* NUL-ended copy */
/* Grows the array at *items (capacity *cap, elements of `size`) so that index *n exists, zeroes and
 * returns it, and counts it in *n. NULL once failed. */
void *arena_push(arena *self, void *items, uint32_t *n, uint32_t *cap, size_t size);

/* ---- str --------------------------------------------------------------------------------- */

#define STR(literal) ((casus_str){(literal), sizeof(literal) - 1})
static inline casus_str str_from(const char *s) { return (casus_str){s, s ? strlen(s) : 0}; }
static inline casus_str str_slice(casus_str s, size_t start, size_t end)
{
    return (casus_str){s.ptr + start, end - start};
}
static inline bool str_eq(casus_str a, casus_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}
bool str_eq_nocase(casus_str a, casus_str b); /* ASCII case only */
bool str_is_nocase(casus_str s, const char *word); /* the same */
/* The number of entries of an array, and: is the text one of a list? NULL is none. */
#define COUNT(list) (sizeof(list) / sizeof(list)[0])
bool str_among_nocase(casus_str s, const char *const *list, size_t n); /* ASCII case only */
static inline bool char_is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool text_among(const char *text, const char *const *list, size_t n);
bool str_starts(casus_str s, casus_str prefix);
bool str_ends(casus_str s, casus_str suffix);
casus_str str_trim(casus_str s); /* without ASCII white space at both ends */
/* Cuts the part before `sep` off *rest and returns it trimmed; false when *rest is used up. */
bool str_split(casus_str *rest, char sep, casus_str *part);
size_t str_find(casus_str s, casus_str needle); /* SIZE_MAX when not there */
/* "https://www.thestate.com/news/1": the host without "www.". */
casus_str str_host(casus_str url);
uint64_t str_hash(casus_str s);                 /* XXH3 of the bytes */
/* Where a hash stands among n sorted ones, or just before the first greater one, if they lie
 * evenly, as hashes do: a guess. */
static inline uint32_t hash_place(uint64_t hash, uint32_t n)
{
    return (uint32_t)((hash >> 32) * n >> 32);
}
/* Hash of the simple lower-case form (ASCII and Latin-1, Latin Extended-A, Greek, Cyrillic): equal
 * for "Mali", "MALI", "mali". The one word hash of casus: tokens, lemmas and dictionaries share
 * it. */
uint64_t str_hash_lower(casus_str s);

/* ---- buf --------------------------------------------------------------------------------- */

typedef struct buf {
    char *ptr; /* NUL-ended once anything was put */
    size_t len, cap;
    bool failed;
} buf;

void buf_release(buf *self);
static inline void buf_reset(buf *self) { self->len = 0; self->failed = false; }
static inline bool buf_ok(const buf *self) { return !self->failed; }
static inline casus_str buf_str(const buf *self) { return (casus_str){self->ptr, self->len}; }
void buf_put(buf *self, const void *bytes, size_t len);
void buf_put_str(buf *self, casus_str s);
void buf_put_char(buf *self, char c);
void buf_printf(buf *self, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Reads a whole file, at most `limit` bytes (LIMIT when longer). */
casus_status buf_read_file(buf *self, const char *path, size_t limit, casus_error *err);

/* ---- utf8 -------------------------------------------------------------------------------- */

#define UTF8_BAD 0xFFFFFFFFu
/* What the bytes 0x80 to 0x9F mean in Windows-1252; 0 where nothing. */
extern const uint16_t windows_1252[32];
/* Decodes the code point at *at and moves *at behind it; UTF8_BAD (moving one byte) where the bytes
 * are no valid UTF-8. */
uint32_t utf8_next(casus_str s, size_t *at);
size_t utf8_put(char out[4], uint32_t code_point); /* bytes written */
uint32_t utf8_lower(uint32_t code_point);
bool utf8_is_upper(uint32_t code_point);
bool utf8_is_alpha(uint32_t code_point);
/* The letters a-z that a Latin letter is without its marks, in lower case ("é" e, "ß" ss); the
 * digit of a digit; their number, 0 where it is neither. */
size_t utf8_plain(uint32_t code_point, char out[8]);

/* ---- lines: the text files of data/ ------------------------------------------------------- */

/* Walks the lines of a dictionary: comments ("#" at the start or after white space) cut, trimmed,
 * blank ones skipped. `line` is the number for messages. */
typedef struct lines {
    const char *file; /* for messages */
    casus_str rest;
    uint32_t line;
    buf bytes; /* what lines_open() read */
} lines;

void lines_init(lines *self, const char *file, casus_str text);
/* Reads a whole file, as buf_read_file() does; lines_close() frees it, opened or not. Keeps `path`. */
casus_status lines_open(lines *self, const char *path, size_t limit, casus_error *err);
void lines_close(lines *self);
bool lines_next(lines *self, casus_str *out);
/* Splits a field off at " SEP " (blank on both sides, or at an end); false when used up. */
bool field_next(casus_str *rest, char sep, casus_str *part);
/* Cuts the next word, up to a blank or tab, off *rest and trims both; false when there is none. */
bool word_next(casus_str *rest, casus_str *word);
/* Reads "12", "-1.5": digits, a sign, a point; no exponent, and no locale is asked. */
bool number_read(casus_str s, double *out);

/* ---- image: sections of casus.model -------------------------------------------------------- */

/* The container, little-endian; docs/model.md draws it byte by byte. A section is 64-byte aligned.
 * Names are at most 15 characters, "parse.tagger". */
typedef struct image {
    const unsigned char *bytes;
    size_t len;
} image;

/* Checks magic, version, table and the checksum of every section. */
casus_status image_open(image *self, const void *bytes, size_t len, const char *file,
                        casus_error *err);
/* The section's bytes, or BAD_MODEL when it is not there. */
casus_status image_section(const image *self, const char *name, casus_str *out, casus_error *err);

/* The i-th section in the order of the file; false behind the last. */
bool image_nth(const image *self, uint32_t i, const char **name, casus_str *out);

/* The checksum of the table, and so of all sections; and "name=checksum" of each, blanks between.
 * In 16 hexadecimal digits. */
void image_checksum(const image *self, char out[17]);
void image_checksums(const image *self, buf *out);

typedef struct image_writer {
    buf table, body;
    uint32_t n_sections;
} image_writer;

void image_writer_release(image_writer *self);
void image_writer_add(image_writer *self, const char *name, casus_str bytes);
void image_writer_finish(image_writer *self, buf *out); /* sticky: ask buf_ok(out) */
/* `out` gets the bytes of the section in DIR/NAME.zst, at an address that malloc aligned; `packed`
 * is scratch. NOT_FOUND, BAD_MODEL. For builders alone. */
casus_status image_unpack(const char *dir, const char *name, buf *packed, buf *out,
                          casus_error *err);

#endif
