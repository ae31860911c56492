/* reader: what casus_reader is made of; reader.c walks, reader_text.c makes documents of plain
 * files. */
#ifndef CASUS_INGEST_READER_H
#define CASUS_INGEST_READER_H

#include "ingest/ingest.h"

struct casus_reader {
    const char *const *paths; /* [n_paths], the caller's */
    size_t n_paths, next_path;
    bool in_folder, in_lines, in_pieces, in_archive;
    uint64_t n_in_folder; /* files found in the folder being walked */
    uint64_t n_in_file;   /* lines found in the file being read, good or bad */
    walk folder;
    source file;
    jsonl lines;
    warc archive;
    size_t piece_size; /* 0: documents come whole */
    size_t piece;      /* bytes of `text` that were given last */
    uint32_t n_pieces; /* of the file being read */
    buf text, id;
    uint64_t done, total; /* bytes of the files behind us; of all, 0 unknown */
};

/* BAD_INPUT of a file; `at` is the byte, 0 none. */
casus_status reader_bad_file(casus_error *err, const char *path, uint64_t at, const char *what);
/* The open file as one document: text, or a web page. */
casus_status reader_text(casus_reader *self, const char *path, casus_document_in *out,
                         casus_error *err);
/* The same in pieces of about piece_size bytes. in_pieces is false once the last was given. */
casus_status reader_start_pieces(casus_reader *self, const char *path, casus_error *err);
casus_status reader_next_piece(casus_reader *self, casus_document_in *out, bool *more,
                               casus_error *err);

#endif
