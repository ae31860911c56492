/* Feeds as a format: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0; each item or entry is a document.
 *
 * An item says some things several times, in the words of several vocabularies; the better word
 * counts, whatever the order. Text that holds markup is a fragment of a page.
 */
#include "ingest/format.h"
#include "ingest/xml.h"

#include <stdio.h>

enum field {
    FEED_ID,
    FEED_URL,
    FEED_TITLE,
    FEED_PUBLISHED,
    FEED_TEXT,
    ITEM_FIELDS,
    FEED_PUBLISHER = ITEM_FIELDS, /* the title of the feed, of all its items */
    FIELDS
};

typedef struct value {
    capped words;
    unsigned rank; /* of what said it; 0: nothing did */
    bool plain;    /* said to be no markup */
} value;

typedef struct feed_state {
    xml from;
    value values[FIELDS], said; /* said: of the element being read */
    enum field field;
    unsigned item, element; /* depth of the item and of the element being read; 0 none */
    unsigned channel;       /* depth of what holds the feed's title; 0 none */
    bool markup;            /* the element's markup is kept */
    size_t most;            /* bytes of a text */
    uint64_t n;             /* items so far */
    bool lost;              /* there was no memory for something said */
    bool no_parser;         /* there was no memory for one */
    char day[11];
    char year[32];
    buf id;
} feed_state;

/* ---- vocabularies ---------------------------------------------------------------------------- */

enum space { RSS = 1, ATOM = 2, CONTENT = 4, DC = 8, TERMS = 16, XHTML = 32 };

static const struct {
    const char *uri;
    enum space space;
} spaces[] = {
    {"http://purl.org/rss/1.0/", RSS},
    {"http://my.netscape.com/rdf/simple/0.9/", RSS},
    {"http://channel.netscape.com/rdf/simple/0.9/", RSS},
    {"http://backend.userland.com/rss2", RSS},
    {"http://backend.userland.com/RSS2", RSS},
    {"http://www.w3.org/2005/Atom", ATOM},
    {"http://purl.org/atom/ns#", ATOM},
    {"http://purl.org/rss/1.0/modules/content/", CONTENT},
    {"http://purl.org/dc/elements/1.1/", DC},
    {"http://purl.org/dc/terms/", TERMS},
    {"http://www.w3.org/1999/xhtml", XHTML},
};

/* What an element within an item says, and how well: 3 is best. */
static const struct {
    unsigned spaces;
    const char *name;
    enum field field;
    unsigned rank;
} elements[] = {
    {RSS | ATOM, "title", FEED_TITLE, 2},
    {DC, "title", FEED_TITLE, 1},
    {RSS, "link", FEED_URL, 2},
    {RSS, "guid", FEED_ID, 3},
    {ATOM, "id", FEED_ID, 3},
    {RSS, "pubDate", FEED_PUBLISHED, 3},
    {ATOM, "published", FEED_PUBLISHED, 3},
    {ATOM, "issued", FEED_PUBLISHED, 3},
    {DC, "date", FEED_PUBLISHED, 2},
    {TERMS, "issued", FEED_PUBLISHED, 2},
    {TERMS, "created", FEED_PUBLISHED, 2},
    {ATOM, "updated", FEED_PUBLISHED, 1},
    {ATOM, "modified", FEED_PUBLISHED, 1},
    {TERMS, "modified", FEED_PUBLISHED, 1},
    {CONTENT, "encoded", FEED_TEXT, 3},
    {ATOM, "content", FEED_TEXT, 3},
    {XHTML, "body", FEED_TEXT, 2},
    {RSS, "description", FEED_TEXT, 1},
    {ATOM, "summary", FEED_TEXT, 1},
};

/* The name without its namespace, which is 0 where it is none of ours. */
static const char *local_name(const char *name, unsigned *space)
{
    const char *cut = strrchr(name, '\n');
    *space = cut ? 0 : RSS;
    for (size_t i = 0; cut && i < COUNT(spaces); i++)
        if (str_eq(str_from(spaces[i].uri), (casus_str){name, (size_t)(cut - name)}))
            *space = spaces[i].space;
    return cut ? cut + 1 : name;
}

static const char *attribute(const char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i]; i += 2) {
        unsigned space;
        if (strcmp(local_name(attributes[i], &space), name) == 0) return attributes[i + 1];
    }
    return NULL;
}

static size_t limit_of(const feed_state *self, enum field field)
{
    return field == FEED_TEXT ? self->most : INGEST_SHORT;
}

/* ---- markup that is kept --------------------------------------------------------------------- */

static void put_escaped(capped *out, const char *bytes, size_t len)
{
    size_t from = 0;
    for (size_t i = 0; i < len; i++) {
        const char *escape = bytes[i] == '<'   ? "&lt;"
                             : bytes[i] == '>' ? "&gt;"
                             : bytes[i] == '&' ? "&amp;"
                             : bytes[i] == '"' ? "&quot;"
                                               : NULL;
        if (!escape) continue;
        capped_put(out, bytes + from, i - from);
        capped_put(out, escape, strlen(escape));
        from = i + 1;
    }
    capped_put(out, bytes + from, len - from);
}

static void put_tag(capped *out, const char *before, const char *name, const char **attributes)
{
    unsigned space;
    name = local_name(name, &space);
    capped_put(out, before, strlen(before));
    capped_put(out, name, strlen(name));
    for (size_t i = 0; attributes && attributes[i]; i += 2) {
        const char *key = local_name(attributes[i], &space);
        capped_put(out, " ", 1);
        capped_put(out, key, strlen(key));
        capped_put(out, "=\"", 2);
        put_escaped(out, attributes[i + 1], strlen(attributes[i + 1]));
        capped_put(out, "\"", 1);
    }
    capped_put(out, ">", 1);
}

/* HTML has no end of these. */
static bool is_void(const char *name)
{
    static const char *const names[] = {"br", "img", "hr", "wbr", "input", "source", "area", "col"};
    unsigned space;
    return text_among(local_name(name, &space), names, COUNT(names));
}

/* ---- an item --------------------------------------------------------------------------------- */

/* Empties a value for another; that it could not hold what it had is kept in mind. */
static void start(feed_state *self, value *to, enum field field)
{
    self->lost = self->lost || !buf_ok(&to->words.bytes);
    capped_reset(&to->words, limit_of(self, field));
    to->rank = 0;
}

static void say(feed_state *self, enum field field, unsigned rank, const char *words)
{
    value *to = &self->values[field];
    if (!words || rank <= to->rank) return;
    start(self, to, field);
    capped_put(&to->words, words, strlen(words));
    to->rank = rank;
}

static void begin_item(feed_state *self, const xml *from, const char **attributes)
{
    for (unsigned i = 0; i < ITEM_FIELDS; i++) start(self, &self->values[i], (enum field)i);
    self->item = from->depth;
    self->element = 0;
    say(self, FEED_ID, 1, attribute(attributes, "about")); /* of RDF */
}

/* Atom's link is an empty element; the one to the page itself counts. */
static void take_link(feed_state *self, const char **attributes)
{
    const char *relation = attribute(attributes, "rel");
    if (!relation || strcmp(relation, "alternate") == 0)
        say(self, FEED_URL, 2, attribute(attributes, "href"));
}

static void begin_element(feed_state *self, const xml *from, const char *name,
                          const char **attributes)
{
    unsigned space;
    const char *local = local_name(name, &space);
    if (space == ATOM && strcmp(local, "link") == 0) take_link(self, attributes);
    for (size_t i = 0; i < COUNT(elements); i++) {
        if (!(elements[i].spaces & space) || strcmp(elements[i].name, local) != 0) continue;
        if (elements[i].rank <= self->values[elements[i].field].rank) return;
        const char *type = attribute(attributes, "type");
        bool nested =
            type && (strcmp(type, "xhtml") == 0 || strcmp(type, "application/xhtml+xml") == 0);
        self->element = from->depth;
        self->field = elements[i].field;
        self->markup = self->field == FEED_TEXT && (nested || space == XHTML);
        start(self, &self->said, self->field);
        self->said.rank = elements[i].rank;
        self->said.plain = type && strcmp(type, "text") == 0;
    }
}

/* Outside of items: the feed's own title, the first of them. */
static void begin_outside(feed_state *self, const xml *from, unsigned space, const char *local)
{
    if ((space == RSS && strcmp(local, "channel") == 0) ||
        (space == ATOM && strcmp(local, "feed") == 0))
        self->channel = from->depth;
    bool title = space & (RSS | ATOM) && strcmp(local, "title") == 0;
    if (!title || from->depth != self->channel + 1 || self->values[FEED_PUBLISHER].rank) return;
    self->element = from->depth;
    self->field = FEED_PUBLISHER;
    self->markup = false;
    start(self, &self->said, self->field);
    self->said.rank = 1;
}

static void end_element(feed_state *self)
{
    value old = self->values[self->field];
    self->element = 0;
    if (!str_trim(buf_str(&self->said.words.bytes)).len) return;
    self->values[self->field] = self->said;
    self->said = old;
}

static void on_open(void *state, xml *from, const char *name, const char **attributes)
{
    feed_state *self = state;
    unsigned space;
    const char *local = local_name(name, &space);
    bool item = (space == RSS && strcmp(local, "item") == 0) ||
                (space == ATOM && strcmp(local, "entry") == 0);
    if (self->element) {
        if (self->markup) put_tag(&self->said.words, "<", name, attributes);
    } else if (!self->item && item) {
        begin_item(self, from, attributes);
    } else if (self->item && from->depth == self->item + 1) {
        begin_element(self, from, name, attributes);
    } else if (!self->item) {
        begin_outside(self, from, space, local);
    }
}

static void on_close(void *state, xml *from, const char *name)
{
    feed_state *self = state;
    unsigned depth = from->depth + 1;
    if (self->element && depth > self->element) {
        if (self->markup && !is_void(name)) put_tag(&self->said.words, "</", name, NULL);
    } else if (self->element) {
        end_element(self);
    } else if (depth == self->item) {
        self->item = 0;
        xml_pause(from);
    } else if (depth == self->channel) {
        self->channel = 0;
    }
}

static void on_text(void *state, const char *bytes, size_t len)
{
    feed_state *self = state;
    if (!self->element) return;
    if (self->markup)
        put_escaped(&self->said.words, bytes, len);
    else
        capped_put(&self->said.words, bytes, len);
}

/* Pages and texts know the names of HTML. */
static void on_entity(void *state, const char *name)
{
    feed_state *self = state;
    if (!self->element) return;
    capped_put(&self->said.words, "&", 1);
    capped_put(&self->said.words, name, strlen(name));
    capped_put(&self->said.words, ";", 1);
}

/* ---- the document ---------------------------------------------------------------------------- */

/* RFC 822 has years of two figures: "Tue, 05 Mar 24 08:00 GMT". */
static casus_str long_year(casus_str said, char out[32])
{
    casus_str word, rest = said, parts[3];
    unsigned n = 0;
    while (n < 3 && word_next(&rest, &word))
        if (!(n == 0 && str_ends(word, STR(",")))) parts[n++] = word;
    if (n < 3 || parts[2].len != 2 || parts[0].len > 2 || parts[1].len > 9) return said;
    int len = snprintf(out, 32, "%.*s %.*s %s%.2s", (int)parts[0].len, parts[0].ptr,
                       (int)parts[1].len, parts[1].ptr, parts[2].ptr[0] < '7' ? "20" : "19",
                       parts[2].ptr);
    return (casus_str){out, (size_t)len};
}

static casus_str words_of(const feed_state *self, enum field field)
{
    const value *v = &self->values[field];
    return v->rank ? str_trim(buf_str(&v->words.bytes)) : (casus_str){NULL, 0};
}

static bool is_address(casus_str s)
{
    return str_starts(s, STR("http://")) || str_starts(s, STR("https://"));
}

static bool has_markup(casus_str s)
{
    for (size_t i = 0; i + 2 < s.len; i++) {
        char next = (char)(s.ptr[i + 1] | 0x20);
        if (s.ptr[i] == '<' && ((next >= 'a' && next <= 'z') || s.ptr[i + 1] == '/')) return true;
    }
    return false;
}

static bool has_memory(const feed_state *self)
{
    bool good = !self->lost && buf_ok(&self->id) && buf_ok(&self->said.words.bytes);
    for (unsigned i = 0; i < FIELDS; i++) good = good && buf_ok(&self->values[i].words.bytes);
    return good;
}

/* The item in hand; what is wrong with it, or NULL. */
static const char *make_document(feed_state *self, casus_document_in *out)
{
    casus_str id = words_of(self, FEED_ID), url = words_of(self, FEED_URL);
    const value *text = &self->values[self->values[FEED_TEXT].rank ? FEED_TEXT : FEED_TITLE];
    if (!text->rank) return "an item has neither a text nor a title";
    for (unsigned i = 0; i < ITEM_FIELDS; i++)
        if (i != FEED_TEXT && self->values[i].rank && self->values[i].words.cut)
            return "an item has an id, title, link or date over 64 kB";
    if (!url.len && is_address(id)) url = id;
    casus_str published = words_of(self, FEED_PUBLISHED);
    if (published.len) published = day_named(long_year(published, self->year), self->day);
    *out = (casus_document_in){.id = id.len ? id : url,
                               .text = str_trim(buf_str(&text->words.bytes)),
                               .title = words_of(self, FEED_TITLE),
                               .url = url,
                               .published = published,
                               .cut = text->words.cut};
    if (!self->values[FEED_PUBLISHER].words.cut) out->publisher = words_of(self, FEED_PUBLISHER);
    leave_whole_characters(out);
    out->page = out->fragment = !text->plain && has_markup(out->text);
    if (out->page) out->media = STR("text/html; charset=utf-8");
    return NULL;
}

/* ---- the format ------------------------------------------------------------------------------ */

static bool fits(source *in, casus_str name)
{
    static const char *const roots[] = {"rss", "feed", "RDF"};
    char root[32];
    (void)name;
    casus_str found = xml_root(in, root);
    return str_among_nocase(found, roots, COUNT(roots));
}

static void begin(void *state, source *in, const reading *how)
{
    static const xml_handler handler = {on_open, on_close, on_text, on_entity};
    feed_state *self = state;
    (void)how;
    self->most = source_most(in);
    self->no_parser = !xml_begin(&self->from, &handler, self);
    self->lost = false;
    self->item = self->element = self->channel = 0;
    start(self, &self->values[FEED_PUBLISHER], FEED_PUBLISHER);
    self->n = 0;
}

static casus_status next(void *state, source *in, casus_document_in *out, bool *more,
                         casus_error *err)
{
    feed_state *self = state;
    *more = false;
    if (!self->from.parser && !self->no_parser) return CASUS_OK;
    casus_status status = CASUS_OK;
    if (!self->no_parser) status = xml_run(&self->from, in, more, err);
    if (self->no_parser || !has_memory(self)) {
        self->no_parser = false;
        *more = false;
        xml_release(&self->from);
        return error_at(err, CASUS_NO_MEMORY, in->name, 0, "out of memory");
    }
    if (status != CASUS_OK || !*more) return status;
    self->n++;
    const char *flaw = make_document(self, out);
    *more = !flaw;
    if (flaw) return error_at(err, CASUS_BAD_INPUT, in->name, xml_line(&self->from), "%s", flaw);
    if (out->id.len) return CASUS_OK;
    status = id_by_number(&self->id, in, self->n, err);
    *more = status == CASUS_OK;
    out->id = buf_str(&self->id);
    return status;
}

static void release(void *state)
{
    feed_state *self = state;
    xml_release(&self->from);
    for (unsigned i = 0; i < FIELDS; i++) buf_release(&self->values[i].words.bytes);
    buf_release(&self->said.words.bytes);
    buf_release(&self->id);
}

const format format_feed = {"feed", sizeof(feed_state), fits, begin, next, release};
