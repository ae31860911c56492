/* unknown: names without a code, as lines for data/actors, as a table, JSON Lines or CSV. */
#ifndef CASUS_EXPORT_UNKNOWN_H
#define CASUS_EXPORT_UNKNOWN_H

#include "export/table.h"
#include "store/store.h"

enum unknown_format { UNKNOWN_LINES, UNKNOWN_TABLE, UNKNOWN_JSONL, UNKNOWN_CSV };

typedef struct unknown_writer {
    enum unknown_format format;
    table into;
    buf line, cell;
    casus_sink sink;
} unknown_writer;

/* USAGE for another format. */
casus_status unknown_writer_init(unknown_writer *self, const char *format, bool color,
                                 unsigned width, casus_sink sink, casus_error *err);
casus_status unknown_write(unknown_writer *self, const unknown_name *name, casus_error *err);
casus_status unknown_writer_end(unknown_writer *self, casus_error *err);
void unknown_writer_release(unknown_writer *self);

#endif
