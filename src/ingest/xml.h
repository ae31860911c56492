/* xml: documents out of XML, as a stream: expat over a source.
 *
 * What a file can do to whoever reads it is bounded: how deep elements nest, how long a tag or comment
 * is, how many names there are, how much entities blow up, how long the DTD is; nothing outside the
 * file is opened. What people get wrong without harm is mended byte for byte before it is parsed, so
 * that offsets stay: control characters become blanks, what is no UTF-8 becomes "?". Entities that
 * nobody declared, as feeds have them (&nbsp;), are told by name.
 */
#ifndef CASUS_INGEST_XML_H
#define CASUS_INGEST_XML_H

#include "ingest/ingest.h"

typedef struct xml xml;

/* Names are "namespace\nlocal", or "local" without one; attributes are name and value in turn, NULL
 * behind the last. Strings are valid during the call. */
typedef struct xml_handler {
    void (*open)(void *self, xml *from, const char *name, const char **attributes);
    void (*close)(void *self, xml *from, const char *name);
    void (*text)(void *self, const char *bytes, size_t len);
    void (*entity)(void *self, const char *name); /* one that was not declared */
} xml_handler;

#define XML_NAME_BITS 16

struct xml {
    struct XML_ParserStruct *parser; /* NULL: none, or ended */
    const xml_handler *handler;
    void *self; /* the handler's */
    unsigned depth;
    const char *flaw; /* found by us, not by expat */
    bool began;       /* the first bytes were looked at */
    bool eight;       /* bits a character: control characters are mended */
    bool utf8;        /* bad sequences are mended */
    bool paused, resumes, no_memory;
    unsigned n_tail;
    char tail[4];   /* a sequence that the block broke off */
    uint64_t n_fed; /* bytes given to expat */
    unsigned n_names;
    uint64_t names[(1u << XML_NAME_BITS) / 64]; /* a bit for the hash of each name that was met */
};

/* Begins a stream; false where there is no memory. */
bool xml_begin(xml *self, const xml_handler *handler, void *handlers_self);
void xml_release(xml *self);
/* Reads on until a handler says xml_pause(), or to the end (*paused false). BAD_INPUT with line and
 * byte where the XML is malformed or over a limit: nothing more comes then. */
casus_status xml_run(xml *self, source *in, bool *paused, casus_error *err);
void xml_pause(xml *self);
/* Where the parser is. */
uint32_t xml_line(const xml *self);

/* The name of the first element, without a prefix; empty where the bytes begin no XML. UTF-16, too. */
casus_str xml_root(source *in, char out[32]);

#endif
