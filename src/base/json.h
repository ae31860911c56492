/* json: a JSON text as a tree of values in an arena, for gold files of some megabytes and for what
 * pages say of themselves. What users feed in is read by ingest/jsonl.c, in bounded memory. */
#ifndef CASUS_BASE_JSON_H
#define CASUS_BASE_JSON_H

#include "base/base.h"

enum json_kind {
    JSON_NULL,
    JSON_FALSE,
    JSON_TRUE,
    JSON_NUMBER,
    JSON_STRING,
    JSON_LIST,
    JSON_OBJECT
};

typedef struct json json;
struct json {
    enum json_kind kind;
    casus_str key;   /* in an object */
    casus_str text;  /* of a string */
    double number;
    const json *first, *next; /* the first of a list or object; what follows beside it */
};

#define JSON_DEPTH 32u

/* The value that `text` is, or NULL: `*flaw` then says what is wrong, or is NULL where there is no
 * memory. Strings without escapes borrow the text. */
const json *json_read(casus_str text, arena *mem, const char **flaw);
/* The same of text that people put into pages: bare control characters may stand in strings. */
const json *json_read_loose(casus_str text, arena *mem);

/* These take NULL and values of another kind, and find nothing there. */
const json *json_member(const json *object, const char *key);
casus_str json_text(const json *value); /* of a string, else absent */
casus_str json_text_of(const json *object, const char *key);
int64_t json_whole(const json *value, int64_t otherwise); /* a number without its fraction */
static inline const json *json_first(const json *list) { return list ? list->first : NULL; }

#endif
