/* table: aligned columns for people.
 *
 *   DATE         SOURCE           ACT            TARGET    EVIDENCE
 *   2021-09-22   RUS GOV Lavrov   CONSULT visit  UNO       … Lavrov arrived in New York …
 *
 * Rows are gathered and laid out together: each column is as wide as its widest cell, at most its
 * own `max`; where the terminal is narrower, the widest give way first, down to their `min`; where
 * that is not enough, the last is not shown. A cell too wide shows the part of its text that holds
 * its focus. A column without a single cell is not shown. Widths are those of a terminal (UAX 11,
 * by utf8proc); control and format characters of the text never reach it.
 */
#ifndef CASUS_EXPORT_TABLE_H
#define CASUS_EXPORT_TABLE_H

#include "export/emit.h"

#define TABLE_MAX_COLUMNS 10
#define TABLE_MAX_ROWS 256 /* gathered; then laid out and written */

enum table_color {
    TABLE_PLAIN,
    TABLE_BOLD,
    TABLE_DIM,
    TABLE_RED,
    TABLE_GREEN,
    TABLE_YELLOW,
    TABLE_CYAN
};

typedef struct table_column {
    const char *title;
    uint32_t min, max; /* terminal columns */
    bool right;        /* aligned to the right: numbers */
} table_column;

typedef struct table_cell {
    casus_str text;
    uint32_t focus, focus_len; /* bytes of the text that must stay in view, shown bold; 0, 0 none */
    uint32_t color;            /* table_color */
} table_cell;

typedef struct table {
    const table_column *columns; /* [n_columns] */
    uint32_t n_columns, n_rows, width;
    uint32_t widths[TABLE_MAX_COLUMNS]; /* as laid out; 0: not shown */
    bool color, laid_out;
    table_cell *cells; /* [TABLE_MAX_ROWS * n_columns], in `mem` */
    arena mem;
    buf line;
} table;

/* `columns` are borrowed. `width` 0: no limit. */
void table_init(table *self, const table_column *columns, uint32_t n_columns, bool color,
                uint32_t width);
void table_release(table *self);
/* Copies the cells. */
casus_status table_row(table *self, const table_cell *cells, casus_sink sink, casus_error *err);
/* Writes what was gathered; the title line comes before the first row. */
casus_status table_flush(table *self, casus_sink sink, casus_error *err);

/* Puts the text as a terminal may be given it: one line, nothing that moves the cursor. */
void table_put_shown(buf *out, casus_str text);
/* Terminal columns of a text. */
uint32_t table_text_width(casus_str text);

#endif
