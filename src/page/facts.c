/* facts: each source of a fact has a rank, and the best rank that was met wins; the first of
 * equals.
 *
 * What a <meta> names is its "property", "name" or "itemprop"; what stands in an element marked
 * with itemprop, rel or a telling class is the next text. JSON-LD is searched for the first object
 * that has a headline or is of a kind that articles are.
 */
#include "page/facts.h"

#include "base/json.h"
#include "page/reference.h"
#include "base/stamp.h"

#define LONGEST_FACT 1000u
#define NODES_MOST 400u /* values of a JSON-LD text that are looked at */

/* Ranks: what is said for machines, by standard and by habit; what is shown; what is guessed. */
enum {
    RANK_DATA = 1,
    RANK_GRAPH,
    RANK_ITEM,
    RANK_NAME,
    RANK_SHOWN,
    RANK_ADDRESS,
    RANK_GUESS,
    RANK_LAST
};

bool facts_are_english(const page_facts *self)
{
    casus_str language = self->values[FACT_LANGUAGE];
    return !language.len ||
           (language.len >= 2 && str_eq_nocase(str_slice(language, 0, 2), STR("en")));
}

/* ---- text ------------------------------------------------------------------------------------ */

/* Without references, white space collapsed. */
static casus_str plain(casus_str s, bool attribute, arena *mem)
{
    s = str_trim(s);
    if (s.len > LONGEST_FACT) s.len = LONGEST_FACT;
    char *out = arena_alloc(mem, 2 * s.len + 1);
    size_t len = 0;
    if (!out) return (casus_str){0};
    for (size_t at = 0; at < s.len;) {
        reference found = s.ptr[at] == '&' ? reference_read(s, at, attribute) : (reference){0};
        if (found.len) {
            len += utf8_put(out + len, found.first);
            if (found.second) len += utf8_put(out + len, found.second);
            at += found.len;
        } else if (char_is_space(s.ptr[at])) {
            if (out[len ? len - 1 : 0] != ' ') out[len++] = ' ';
            at++;
        } else {
            out[len++] = s.ptr[at++];
        }
    }
    return str_trim((casus_str){out, len});
}

static bool is_better(const fact_finder *self, page_fact fact, unsigned rank)
{
    return !self->ranks[fact] || rank < self->ranks[fact];
}

static void take(fact_finder *self, page_fact fact, unsigned rank, casus_str text)
{
    int32_t day = CASUS_NO_DAY;
    if (!text.len || !is_better(self, fact, rank)) return;
    if (fact == FACT_PUBLISHED && !stamp_read(text, facts_are_english(self->facts), &day)) return;
    if (fact == FACT_AUTHOR && str_find(text, STR("://")) != SIZE_MAX) return;
    if (fact == FACT_PUBLISHED) self->facts->published = day;
    self->facts->values[fact] = text;
    self->ranks[fact] = (uint8_t)rank;
}

/* ---- JSON-LD --------------------------------------------------------------------------------- */

/* A string, the "name" or "@value" of an object, or the first of a list of such. */
static casus_str name_of(const json *value)
{
    for (unsigned depth = 0; value && depth < 4; depth++) {
        if (value->kind == JSON_STRING) return value->text;
        if (value->kind == JSON_LIST)
            value = json_first(value);
        else if (json_member(value, "name"))
            value = json_member(value, "name");
        else
            value = json_member(value, "@value");
    }
    return (casus_str){0};
}

static bool is_article(const json *object)
{
    casus_str type = name_of(json_member(object, "@type"));
    return str_find(type, STR("Article")) != SIZE_MAX ||
           str_find(type, STR("Posting")) != SIZE_MAX || str_eq(type, STR("Report")) ||
           json_member(object, "headline");
}

static void take_object(fact_finder *self, const json *object)
{
    static const struct {
        const char *member;
        page_fact fact;
    } members[] = {{"headline", FACT_TITLE},
                   {"datePublished", FACT_PUBLISHED},
                   {"author", FACT_AUTHOR},
                   {"publisher", FACT_PUBLISHER},
                   {"inLanguage", FACT_LANGUAGE}};
    unsigned rank = is_article(object) ? RANK_DATA : RANK_GUESS;
    for (size_t i = 0; i < COUNT(members); i++) {
        casus_str text = name_of(json_member(object, members[i].member));
        take(self, members[i].fact, rank, plain(text, false, self->mem));
    }
}

/* All objects of the text, the outer ones first. */
static void take_data(fact_finder *self, casus_str text)
{
    const json *waiting[NODES_MOST] = {json_read_loose(str_trim(text), self->mem)};
    unsigned n = waiting[0] != NULL;
    for (unsigned i = 0; i < n; i++) {
        if (waiting[i]->kind == JSON_OBJECT) take_object(self, waiting[i]);
        for (const json *value = json_first(waiting[i]); value && n < NODES_MOST;
             value = value->next)
            if (value->kind == JSON_OBJECT || value->kind == JSON_LIST) waiting[n++] = value;
    }
}

/* ---- meta ------------------------------------------------------------------------------------ */

static const struct {
    const char *name; /* lower case */
    uint8_t fact, rank;
} metas[] = {
    {"og:title", FACT_TITLE, RANK_GRAPH},
    {"twitter:title", FACT_TITLE, RANK_NAME},
    {"dc.title", FACT_TITLE, RANK_NAME},
    {"headline", FACT_TITLE, RANK_ITEM},
    {"article:published_time", FACT_PUBLISHED, RANK_GRAPH},
    {"og:published_time", FACT_PUBLISHED, RANK_GRAPH},
    {"og:article:published_time", FACT_PUBLISHED, RANK_GRAPH},
    {"datepublished", FACT_PUBLISHED, RANK_ITEM},
    {"datecreated", FACT_PUBLISHED, RANK_NAME},
    {"date", FACT_PUBLISHED, RANK_NAME},
    {"dc.date", FACT_PUBLISHED, RANK_NAME},
    {"dc.date.issued", FACT_PUBLISHED, RANK_NAME},
    {"dcterms.created", FACT_PUBLISHED, RANK_NAME},
    {"dcterms.date", FACT_PUBLISHED, RANK_NAME},
    {"publishdate", FACT_PUBLISHED, RANK_NAME},
    {"publish-date", FACT_PUBLISHED, RANK_NAME},
    {"publish_date", FACT_PUBLISHED, RANK_NAME},
    {"publication_date", FACT_PUBLISHED, RANK_NAME},
    {"pubdate", FACT_PUBLISHED, RANK_NAME},
    {"last-modified", FACT_PUBLISHED, RANK_LAST},
    {"article:modified_time", FACT_PUBLISHED, RANK_LAST},
    {"datemodified", FACT_PUBLISHED, RANK_LAST},
    {"parsely-pub-date", FACT_PUBLISHED, RANK_NAME},
    {"sailthru.date", FACT_PUBLISHED, RANK_NAME},
    {"cxenseparse:recs:publishtime", FACT_PUBLISHED, RANK_NAME},
    {"author", FACT_AUTHOR, RANK_NAME},
    {"article:author", FACT_AUTHOR, RANK_GRAPH},
    {"dc.creator", FACT_AUTHOR, RANK_NAME},
    {"parsely-author", FACT_AUTHOR, RANK_NAME},
    {"sailthru.author", FACT_AUTHOR, RANK_NAME},
    {"og:site_name", FACT_PUBLISHER, RANK_GRAPH},
    {"publisher", FACT_PUBLISHER, RANK_NAME},
    {"dc.publisher", FACT_PUBLISHER, RANK_NAME},
    {"application-name", FACT_PUBLISHER, RANK_GUESS},
    {"og:url", FACT_ADDRESS, RANK_GRAPH},
    {"og:locale", FACT_LANGUAGE, RANK_NAME},
    {"content-language", FACT_LANGUAGE, RANK_NAME},
    {"language", FACT_LANGUAGE, RANK_GUESS},
};

static void take_meta(fact_finder *self, const html_token *token)
{
    static const char *const keys[] = {"property", "name", "itemprop", "http-equiv"};
    casus_str content = html_attribute_of(token, "content");
    if (!content.len) return;
    for (size_t k = 0; k < COUNT(keys); k++) {
        casus_str name = html_attribute_of(token, keys[k]);
        for (size_t i = 0; name.len && i < COUNT(metas); i++)
            if (str_eq_nocase(name, str_from(metas[i].name)))
                take(self, (page_fact)metas[i].fact, metas[i].rank,
                     plain(content, true, self->mem));
    }
}

/* ---- elements -------------------------------------------------------------------------------- */

static void await(fact_finder *self, page_fact fact, unsigned rank)
{
    if (!is_better(self, fact, rank)) return;
    self->pending = (uint8_t)(fact + 1);
    self->rank = (uint8_t)rank;
}

static bool mentions(casus_str names, const char *word)
{
    casus_str wanted = str_from(word);
    for (size_t at = 0; at + wanted.len <= names.len; at++)
        if ((names.ptr[at] | 0x20) == word[0] &&
            str_eq_nocase(str_slice(names, at, at + wanted.len), wanted))
            return true;
    return false;
}

static void take_time(fact_finder *self, const html_token *token)
{
    casus_str stamp = html_attribute_of(token, "datetime");
    bool item = mentions(html_attribute_of(token, "itemprop"), "datePublished");
    unsigned rank = item ? RANK_ITEM
                    : mentions(html_attribute_of(token, "itemprop"), "dateModified") ||
                            mentions(html_attribute_of(token, "class"), "updated")
                        ? RANK_LAST
                        : RANK_SHOWN;
    if (stamp.len)
        take(self, FACT_PUBLISHED, rank, plain(stamp, true, self->mem));
    else
        await(self, FACT_PUBLISHED, rank);
}

static void take_item(fact_finder *self, const html_token *token)
{
    casus_str item = html_attribute_of(token, "itemprop"),
              content = html_attribute_of(token, "content");
    static const struct {
        const char *item;
        page_fact fact;
    } items[] = {
        {"headline", FACT_TITLE}, {"datePublished", FACT_PUBLISHED}, {"author", FACT_AUTHOR}};
    for (size_t i = 0; item.len && i < COUNT(items); i++) {
        if (!str_eq_nocase(item, str_from(items[i].item))) continue;
        if (content.len)
            take(self, items[i].fact, RANK_ITEM, plain(content, true, self->mem));
        else
            await(self, items[i].fact, RANK_ITEM);
        return;
    }
    if (str_eq_nocase(html_attribute_of(token, "rel"), STR("author")))
        await(self, FACT_AUTHOR, RANK_SHOWN);
    if (self->pending) return;
    casus_str names = html_attribute_of(token, "class");
    if (names.len && is_better(self, FACT_PUBLISHED, RANK_GUESS) &&
        (mentions(names, "date") || mentions(names, "datum") || mentions(names, "publish") ||
         mentions(names, "fecha")))
        await(self, FACT_PUBLISHED, RANK_GUESS);
    else if (names.len && is_better(self, FACT_AUTHOR, RANK_GUESS) &&
             (mentions(names, "author") || mentions(names, "byline")))
        await(self, FACT_AUTHOR, RANK_GUESS);
}

static void take_link(fact_finder *self, const html_token *token)
{
    if (str_eq_nocase(html_attribute_of(token, "rel"), STR("canonical")))
        take(self, FACT_ADDRESS, RANK_DATA,
             plain(html_attribute_of(token, "href"), true, self->mem));
}

static void take_open(fact_finder *self, const html_token *token)
{
    switch (token->element) {
    case HTML_META: take_meta(self, token); break;
    case HTML_LINK: take_link(self, token); break;
    case HTML_HTML:
        take(self, FACT_LANGUAGE, RANK_GRAPH,
             plain(html_attribute_of(token, "lang"), true, self->mem));
        break;
    case HTML_TITLE: await(self, FACT_TITLE, RANK_GUESS); break;
    case HTML_TIME: take_time(self, token); break;
    case HTML_SCRIPT:
        self->data =
            str_eq_nocase(str_trim(html_attribute_of(token, "type")), STR("application/ld+json"));
        break;
    default: break;
    }
    if (token->element != HTML_META && token->element != HTML_TIME) take_item(self, token);
}

/* ---- the walk -------------------------------------------------------------------------------- */

void facts_begin(fact_finder *self, page_facts *facts, arena *mem)
{
    *facts = (page_facts){.published = CASUS_NO_DAY};
    *self = (fact_finder){.facts = facts, .mem = mem};
}

void facts_take(fact_finder *self, casus_str page, const html_token *token)
{
    casus_str text;
    switch (token->kind) {
    case HTML_OPEN: take_open(self, token); break;
    case HTML_CLOSE: break;
    case HTML_TEXT:
        text = str_slice(page, token->start, token->end);
        if (self->data) take_data(self, text);
        self->data = false;
        if (!self->pending || token->plain || !str_trim(text).len) break;
        take(self, (page_fact)(self->pending - 1), self->rank, plain(text, false, self->mem));
        self->pending = 0;
        break;
    }
}

/* What parts a title from the site's name, and how many times as long the title must be at least.
 */
static const struct {
    const char *mark;
    size_t longer;
} partings[] = {{" | ", 1}, {" :: ", 1},           {" \xC2\xBB ", 1},
                {" - ", 2}, {" \xE2\x80\x93 ", 2}, {" \xE2\x80\x94 ", 2}};

/* Where the last parting stands; SIZE_MAX none. */
static size_t last_parting(casus_str title, size_t *which)
{
    for (size_t at = title.len; at-- > 1;)
        for (*which = 0; *which < COUNT(partings); ++*which)
            if (str_starts(str_slice(title, at, title.len), str_from(partings[*which].mark)))
                return at;
    return SIZE_MAX;
}

/* "Peace talks resume - World - The Daily News": the site's name, and its part's, is none of the
 * title. */
static casus_str without_site(casus_str title, casus_str site)
{
    for (unsigned round = 0; round < 2; round++) {
        size_t which, at = last_parting(title, &which);
        if (at == SIZE_MAX) break;
        casus_str tail = str_slice(title, at + strlen(partings[which].mark), title.len);
        if (!str_eq_nocase(tail, site) && at <= partings[which].longer * tail.len) break;
        title = str_trim(str_slice(title, 0, at));
    }
    return title;
}

void facts_finish(fact_finder *self, casus_str address)
{
    page_facts *facts = self->facts;
    int32_t day;
    casus_str known = address.len ? address : facts->values[FACT_ADDRESS];
    if (is_better(self, FACT_PUBLISHED, RANK_ADDRESS) && stamp_of_address(known, &day))
        facts->published = day;
    facts->values[FACT_TITLE] =
        without_site(facts->values[FACT_TITLE], facts->values[FACT_PUBLISHER]);
}
