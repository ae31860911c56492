/* ingest: bytes of the outside world -> documents, one at a time.
 *
 *   paths --reader--> a file ----source--> a format        one document or many: format.h
 *              +------> a folder --walk----> files           by name, sub-folders in their place
 *
 * The public part is casus_reader_* in casus.h. Memory is bounded whatever comes in: a source holds
 * one block, the JSON reader keeps the seven members that it wants (the text up to the document
 * limit) and nothing of the rest, a walk keeps the names of the folders on its way.
 */
#ifndef CASUS_INGEST_H
#define CASUS_INGEST_H

#include "base/base.h"

#include <sys/types.h>

/* ---- limits: of what one document may bring, whatever the file claims ------------------------- */

#define INGEST_SHORT ((size_t)64 << 10) /* bytes of an id, title, url, date, name of a column */
#define CSV_MAX_COLUMNS 4096u           /* columns behind these are passed over */
#define XML_MAX_DEPTH 256u              /* elements within each other */
#define XML_MAX_TOKEN ((uint64_t)1 << 20) /* bytes of a tag, a comment, all before the first element */
#define XML_MAX_NAMES 4096u             /* different elements and attributes */
#define XML_MAX_AMPLIFICATION 10.0f     /* bytes that come of one, by entities */

/* ---- unpack: compressed bytes ---------------------------------------------------------------- */

enum packing { PACKED_NOT, PACKED_GZIP, PACKED_ZLIB, PACKED_DEFLATE, PACKED_ZSTD };

typedef struct unpacker unpacker;

typedef struct unpacked {
    const void *from; /* [n_from] */
    size_t n_from, used;
    void *to; /* [room] */
    size_t room, made;
} unpacked;

/* By the first bytes: PACKED_GZIP, PACKED_ZSTD or PACKED_NOT. */
enum packing packing_of(const unsigned char *head, size_t len);
/* NULL: no memory. Of `limits`, which are settled, unpacked_bytes and unpacked_ratio count. */
unpacker *unpacker_new(enum packing kind, const casus_limits *limits);
void unpacker_free(unpacker *self);
/* Unpacks on: some of `from` is used, some of `to` made. What is wrong with the bytes, or NULL. */
const char *unpacker_run(unpacker *self, unpacked *io);
/* Is there more to come of what was begun? */
bool unpacker_is_open(const unpacker *self);

/* ---- source: an open file, read in blocks ---------------------------------------------------- */

#define SOURCE_BLOCK ((size_t)64 << 10)
#define SOURCE_HEAD ((size_t)512) /* bytes of a pipe that tell its format, as a brace does */
#define SOURCE_END (-1)

typedef struct source {
    casus_limits limits; /* given; source_open() puts the defaults where there is 0 */
    int fd;           /* -1: none open */
    const char *name; /* for messages; borrowed */
    bool ended;       /* the file gave no more */
    bool failed;      /* reading failed: source_error() says why */
    int error;        /* errno of read(), or 0 */
    const char *flaw; /* of what is packed, or NULL */
    unpacker *packed; /* NULL: bytes as they are */
    unsigned char *raw; /* [SOURCE_BLOCK] of the packed bytes; NULL */
    size_t raw_at, raw_len;
    bool regular;     /* a file with a size, no pipe */
    uint64_t size;    /* of a regular file when it was opened */
    uint64_t before;  /* bytes that came before the block, unpacked */
    uint64_t n_read;  /* bytes of the file read so far */
    size_t at, len;   /* within the block */
    unsigned char block[SOURCE_BLOCK];
} source;

/* Opens `path`; "-" is stdin, which source_close leaves open. What gzip or zstd packed is given
 * unpacked. */
casus_status source_open(source *self, const char *path, casus_error *err);
void source_close(source *self);
/* Reads on when the block is used up; false at the end and when reading failed. */
bool source_fill(source *self);
/* The failure of reading: IO, BAD_INPUT, NO_MEMORY. */
casus_status source_error(const source *self, uint32_t line, casus_error *err);
/* Bytes that a document may have; a source that was not opened by source_open() has the default. */
static inline size_t source_most(const source *self)
{
    return self->limits.document_bytes ? self->limits.document_bytes : CASUS_MAX_DOCUMENT;
}
static inline uint64_t source_offset(const source *self) { return self->before + self->at; }
/* The next byte without taking it, or SOURCE_END. */
static inline int source_peek(source *self)
{
    return self->at < self->len || source_fill(self) ? self->block[self->at] : SOURCE_END;
}
static inline int source_take(source *self)
{
    int byte = source_peek(self);
    if (byte != SOURCE_END) self->at++;
    return byte;
}

/* ---- jsonl: one object a line ---------------------------------------------------------------- */

enum jsonl_field {
    JSONL_ID,
    JSONL_TEXT,
    JSONL_TITLE,
    JSONL_URL,
    JSONL_PUBLISHED,
    JSONL_PUBLISHER, /* these two may be anything; only a string of no great length counts */
    JSONL_SOURCE,
    JSONL_FIELDS
};

typedef struct jsonl_value {
    buf bytes;
    bool present;
    uint64_t cut; /* bytes beyond the field's limit, not kept */
} jsonl_value;

typedef struct jsonl {
    jsonl_value values[JSONL_FIELDS];
    jsonl_value key; /* scratch: the member's name being read */
    uint32_t line;   /* of the object last read, from 1 */
} jsonl;

void jsonl_release(jsonl *self);
/* Reads the next line that is not blank; *more is false at the end. A bad line is BAD_INPUT with
 * file, line and offset; it was skipped to its end and the next call goes on behind it. */
casus_status jsonl_next(jsonl *self, source *in, bool *more, casus_error *err);

/* ---- capped: bytes up to a limit, the rest counted ---------------------------------------------- */

typedef struct capped {
    buf bytes;
    size_t limit; /* bytes that are kept */
    uint64_t cut; /* bytes beyond it */
} capped;

/* Empty, but not absent. */
void capped_reset(capped *self, size_t limit);
void capped_put(capped *self, const void *bytes, size_t len);

/* ---- csv: fields of comma-separated values --------------------------------------------------- */

typedef struct csv {
    char delimiter;
    uint32_t line; /* of the next byte, from 1 */
} csv;

enum csv_end { CSV_FIELD, CSV_ROW, CSV_FILE }; /* what follows: one more of the row, one more row */

/* Reads the next field into `to`, which was reset, or passes over it (NULL). What is wrong with it, or NULL: the rest
 * of its line is then still to be read, or none is left. */
const char *csv_next(csv *self, source *in, capped *to, enum csv_end *end);
/* Passes over blank lines; false at the end. */
bool csv_skip_blank(csv *self, source *in);
void csv_skip_line(csv *self, source *in);

/* ---- warc: records of a web archive ---------------------------------------------------------- */

enum warc_field { WARC_ID, WARC_URL, WARC_MEDIA, WARC_FIELDS };

typedef struct warc {
    buf line, fields[WARC_FIELDS];
    buf body, unpacked;
    casus_str payload;  /* the page: what is left of the body without chunks and compression */
    bool page;          /* HTML; else plain text */
    uint64_t cut;       /* bytes beyond the document limit, not kept */
    uint64_t n_records; /* read so far */
    uint64_t n_passed;  /* of these, what is no page or text: requests, pictures, redirections */
} warc;

void warc_release(warc *self);
/* The next record that holds a page or text; *more is false at the end. A damaged record is BAD_INPUT
 * with its offset; the next call goes on behind it. */
casus_status warc_next(warc *self, source *in, bool *more, casus_error *err);
/* Does the stream begin as a web archive does? */
bool warc_begins(source *in);

/* ---- walk: the files of a folder ------------------------------------------------------------- */

#define WALK_MAX_DEPTH 64

typedef struct walk_folder {
    buf names;       /* NUL-ended, one behind the other */
    buf order;       /* const char *[n], sorted by bytes */
    size_t n, next;
    size_t path_len; /* of the folder's own path in walk.path */
} walk_folder;

typedef struct walk {
    buf path; /* of the entry last given */
    walk_folder folders[WALK_MAX_DEPTH];
    size_t depth;
} walk;

casus_status walk_open(walk *self, const char *path, casus_error *err);
/* Gives the next regular file: path (valid until the next call) and size. *path is NULL at the end.
 * A folder that cannot be read fails; the next call goes on behind it. Hidden entries and linked
 * folders are left out. */
casus_status walk_next(walk *self, const char **path, uint64_t *size, casus_error *err);
void walk_release(walk *self);

#endif
