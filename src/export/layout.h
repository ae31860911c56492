/* layout: events as rows of columns, the files of other event data and our own CSV.
 *
 * A layout is a table: a column has a name, what it holds in words, and a function that puts the
 * value. The frame quotes or cleans it, so a function never thinks of commas and tabs; a value that
 * is not put is absent. The codebook of a file is written from the same table as the file.
 *
 *   layout.c           the frame: rows, headers
 *   layout_codebook.c  codebooks, Markdown and JSON
 *   layout_casus.c     our own CSV              layout_gdelt.c    GDELT 2.0 and 1.0, mentions
 *   layout_icews.c     ICEWS                    layout_phoenix.c  Phoenix, PETRARCH
 *   layout_polecat.c   POLECAT                  layout_plover.c   PLOVER JSON
 */
#ifndef CASUS_EXPORT_LAYOUT_H
#define CASUS_EXPORT_LAYOUT_H

#include "export/record.h"

/* One row to be: an event, and in layouts with a row a report, the report. */
typedef struct layout_row {
    const event_view *view;
    uint32_t report; /* index; 0 where the layout has a row an event */
} layout_row;

typedef struct layout_column {
    const char *name;
    void (*put)(buf *out, const layout_row *row, int arg);
    int arg; /* which of alike ones: enum layout_side, ... */
    const char *meaning;
} layout_column;

enum layout_side { LAYOUT_SOURCE, LAYOUT_TARGET };

enum layout_frame {
    LAYOUT_CSV, /* RFC 4180: quoted where needed, CR LF */
    LAYOUT_TSV, /* never quoted: tabs and line ends within a value become blanks; LF */
    LAYOUT_JSON /* an object a line; a value is put as JSON, an absent one leaves its key out */
};

enum layout_needs { LAYOUT_NEEDS_NOTHING, LAYOUT_NEEDS_CAMEO, LAYOUT_NEEDS_PLOVER };

typedef struct layout {
    const char *name;  /* "gdelt": the word behind --format */
    const char *title; /* "GDELT 2.0 events" */
    const char *about; /* what a reader must know; Markdown */
    enum layout_frame frame;
    bool header, row_a_report;
    enum layout_needs needs; /* events without it are left out */
    const char *absent;     /* what stands for an absent value, "" */
    const layout_column *columns;
    size_t n_columns;
} layout;

extern const layout layout_casus, layout_gdelt, layout_gdelt1, layout_mentions, layout_icews,
    layout_phoenix, layout_petrarch, layout_polecat, layout_plover;

#define LAYOUT_MAX 16 /* at least as many as there are */

/* NULL: no layout has that name. */
const layout *layout_find(casus_str name);
/* The same; where there is none, USAGE with the names that there are. */
casus_status layout_named(casus_str name, const layout **out, casus_error *err);
const layout *layout_at(size_t i); /* in the order in which they are told of; NULL behind the last */

/* The line of names; nothing where the layout has none. */
void layout_header(buf *out, const layout *self);
/* The rows of one event, each with its end of line. `cell` is scratch. */
void layout_event(buf *out, const layout *self, const event_view *view, buf *cell);

/* The codebook of a layout: what each column holds. `json`: as JSON, else as Markdown. */
void layout_codebook(buf *out, const layout *self, bool json);

/* ---- values that more than one layout has ---------------------------------------------------- */

const casus_actor *layout_actor(const layout_row *row, int side); /* NULL: nobody */
void layout_put_day(buf *out, int32_t day);                       /* 2024-03-05 */
void layout_put_compact_day(buf *out, int32_t day);               /* 20240305 */
bool layout_is_town(const casus_place *place); /* a town or a spot in it */
void layout_put_latitude(buf *out, const layout_row *row, int arg);
void layout_put_longitude(buf *out, const layout_row *row, int arg);
/* The first `digits` of the code; 0 all. */
void layout_put_cameo(buf *out, const layout_row *row, int digits);
void layout_put_goldstein(buf *out, const layout_row *row, int arg);
/* Who published the story: as it says, else the host of its address. */
void layout_put_publisher(buf *out, const layout_row *row, int arg);
void layout_put_document(buf *out, const layout_row *row, int arg); /* its id */
void layout_put_number(buf *out, const layout_row *row, int arg);   /* layout_number() of the event */
void layout_put_event_day(buf *out, const layout_row *row, int arg); /* layout_day() */
/* Where it happened: name, town, first-order division, GeoNames id. */
void layout_put_place(buf *out, const layout_row *row, int arg);
void layout_put_city(buf *out, const layout_row *row, int arg);
void layout_put_province(buf *out, const layout_row *row, int arg);
void layout_put_geonames(buf *out, const layout_row *row, int arg);
/* The day of the event, or where the text tells none, of its article. */
int32_t layout_day(const event_view *view);
/* The event's id as a whole number that a double holds: its first 53 bits. */
uint64_t layout_number(const char *id);

#endif
