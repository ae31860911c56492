/* unpack: gzip and zstd as streams of bytes.
 *
 * Files may be many members or frames one behind the other, as web archives are. What comes out may
 * be unpacked_ratio times as much as what went in, once it is more than unpacked_bytes: a few kilobytes
 * that blow up to gigabytes are an attack or a mistake. Memory is the libraries' windows and one
 * block.
 */
#include "ingest/ingest.h"

#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#define ZSTD_WINDOW_LOG 27 /* the largest window that is accepted: 128 MB */

struct unpacker {
    enum packing kind;
    z_stream gzip;
    ZSTD_DStream *zstd;
    bool open; /* within a member or frame */
    uint64_t taken, given;
    uint64_t free_bytes, most_ratio; /* of the limits */
};

enum packing packing_of(const unsigned char *head, size_t len)
{
    if (len >= 3 && head[0] == 0x1F && head[1] == 0x8B && head[2] == 8) return PACKED_GZIP;
    if (len >= 4 && memcmp(head, "\x28\xB5\x2F\xFD", 4) == 0) return PACKED_ZSTD;
    return PACKED_NOT;
}

unpacker *unpacker_new(enum packing kind, const casus_limits *limits)
{
    unpacker *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    self->kind = kind;
    self->free_bytes = limits->unpacked_bytes;
    self->most_ratio = limits->unpacked_ratio;
    bool good;
    if (kind == PACKED_ZSTD) {
        self->zstd = ZSTD_createDStream();
        good = self->zstd && !ZSTD_isError(ZSTD_DCtx_setParameter(self->zstd, ZSTD_d_windowLogMax,
                                                                  ZSTD_WINDOW_LOG));
    } else {
        /* 16: a gzip header; 32: gzip or zlib; negative: neither */
        int bits = kind == PACKED_GZIP   ? 16 + MAX_WBITS
                   : kind == PACKED_ZLIB ? MAX_WBITS
                                         : -MAX_WBITS;
        good = inflateInit2(&self->gzip, bits) == Z_OK;
    }
    if (good) return self;
    unpacker_free(self);
    return NULL;
}

void unpacker_free(unpacker *self)
{
    if (!self) return;
    if (self->kind == PACKED_ZSTD)
        ZSTD_freeDStream(self->zstd);
    else
        inflateEnd(&self->gzip);
    free(self);
}

static const char damaged[] = "the compressed bytes are damaged; get the file again";
static const char bomb[] =
    "unpacks to far more than its size, and is not read on; if you trust it, raise the limits "
    "unpacked_bytes (--max-unpacked) or unpacked_ratio (--max-ratio)";

static const char *run_gzip(unpacker *self, unpacked *io)
{
    z_stream *z = &self->gzip;
    z->next_in = (unsigned char *)(uintptr_t)io->from;
    z->avail_in = (unsigned)io->n_from;
    z->next_out = io->to;
    z->avail_out = (unsigned)io->room;
    bool fresh = !self->open && self->given;
    int status = inflate(z, Z_NO_FLUSH);
    io->used = io->n_from - z->avail_in;
    io->made = io->room - z->avail_out;
    if (fresh && status == Z_DATA_ERROR) { /* padding behind the last member */
        io->used = io->n_from;
        return inflateReset(z) == Z_OK ? NULL : damaged;
    }
    self->open = status != Z_STREAM_END;
    if (status == Z_STREAM_END) status = inflateReset(z);
    return status == Z_OK || status == Z_BUF_ERROR ? NULL : damaged;
}

static const char *run_zstd(unpacker *self, unpacked *io)
{
    ZSTD_inBuffer in = {io->from, io->n_from, 0};
    ZSTD_outBuffer out = {io->to, io->room, 0};
    size_t left = ZSTD_decompressStream(self->zstd, &out, &in);
    io->used = in.pos;
    io->made = out.pos;
    self->open = left != 0;
    return ZSTD_isError(left) ? damaged : NULL;
}

const char *unpacker_run(unpacker *self, unpacked *io)
{
    io->used = io->made = 0;
    const char *flaw = self->kind == PACKED_ZSTD ? run_zstd(self, io) : run_gzip(self, io);
    self->taken += io->used;
    self->given += io->made;
    if (!flaw && self->given > self->free_bytes && self->given / self->most_ratio > self->taken)
        flaw = bomb;
    return flaw;
}

bool unpacker_is_open(const unpacker *self) { return self->open; }
