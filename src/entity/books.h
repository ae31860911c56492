/* The dictionaries of the entity stage: what tools/compile makes of data/actors, data/places, and
 * how the stage reads it. Images are flat: records and a string pool, all offsets checked at open.
 * docs/actors.md describes the text files. */
#ifndef CASUS_ENTITY_BOOKS_H
#define CASUS_ENTITY_BOOKS_H

#include "entity/entity.h"
#include "entity/gazetteer.h"

typedef struct actor_role {
    int32_t from, to;  /* days, inclusive; INT32_MIN / INT32_MAX open */
    const char *code;  /* "RUS" */
    const char *body;  /* NULL none */
    const char *sectors[ENTITY_MAX_SECTORS];
    uint32_t n_sectors;
    const char *title; /* "foreign minister", NULL none */
} actor_role;

enum actor_kind {
    ACTOR_COUNTRY,
    ACTOR_BODY,
    ACTOR_PERSON,
    ACTOR_REGION /* "Europe", "the West": code NULL */
};

typedef struct actor_entry {
    const char *name; /* canonical */
    uint32_t kind;    /* actor_kind */
    uint32_t n_roles;
    bool capital;     /* reached by a capital's name */
} actor_entry;

casus_status actor_book_open(actor_book **out, casus_str section, casus_error *err);
void actor_book_close(actor_book *book);
bool actor_book_entry(const actor_book *book, uint32_t i, actor_entry *out);
bool actor_book_role(const actor_book *book, uint32_t entry, uint32_t i, actor_role *out);
/* The role held on `day` (or the latest one before; then *former is true; or the first one after).
 * CASUS_NO_DAY: the one still held, else the highest, else the latest. */
bool actor_book_role_on(const actor_book *book, uint32_t entry, int32_t day, actor_role *out,
                        bool *former);
/* Who held an office: the entry of the person with title `title` in `code` on `day`, or
 * ENTITY_NONE. Titles for one office count as the same ("foreign minister", "secretary of
 * state"). */
uint32_t actor_book_holder(const actor_book *book, const char *code, const char *title,
                           int32_t day);
/* The entry of a country by its code, or ENTITY_NONE. */
uint32_t actor_book_country(const actor_book *book, const char *code);
/* Whether two titles are names of one office ("chancellor", "prime minister"). NULL is no title. */
bool actor_title_same(const char *a, const char *b);
/* A head of state or government. */
bool actor_title_is_head(const char *title);
/* MENTION_MALE, MENTION_FEMALE, both or neither, by the hash of a first name. */
unsigned actor_book_first_name(const actor_book *book, uint64_t hash);
/* The same by the hash of a noun: "actress". */
unsigned actor_book_gender_noun(const actor_book *book, uint64_t hash);

enum role_noun_flag {
    ROLE_PERSON = 1 << 0,
    ROLE_GROUP = 1 << 1,
    ROLE_ORG = 1 << 2,
    ROLE_MALE = 1 << 3,
    ROLE_FEMALE = 1 << 4,
    ROLE_CARRY = 1 << 5,    /* takes the sectors of what it belongs to: "spokesman" */
    ROLE_NATION = 1 << 6,   /* stands for a state: "country" */
    ROLE_QUANTITY = 1 << 7, /* counts what follows: "dozens" */
    ROLE_WEAK = 1 << 8,     /* an actor only with an owner */
    ROLE_MARK = 1 << 9,     /* as a modifier decides the sector: "rebel commander" */
    ROLE_LEADER = 1 << 10,  /* any head of state or government */
    ROLE_PLURAL = 1 << 11,  /* has no singular: "authorities" */
    ROLE_OTHER = 1 << 12,   /* of another state or side than its owner: "counterpart" */
    ROLE_CALLED = 1 << 13   /* an organisation only if its name has the word: "the society" */
};

typedef struct role_noun {
    const char *name;   /* singular */
    const char *sectors[ENTITY_MAX_SECTORS];
    uint32_t n_sectors;
    const char *title;  /* office that links to persons' titles, NULL none */
    uint32_t flags;     /* role_noun_flag */
} role_noun;
bool actor_book_role_noun(const actor_book *book, uint32_t i, role_noun *out);

/* Places: those of data/places first, then the entries of the gazetteer. */
casus_status place_book_open(place_book **out, casus_str section, casus_str gazetteer_section,
                             casus_error *err);
void place_book_close(place_book *book);
typedef struct place_entry {
    const char *name;                    /* "" of the gazetteer: see place_book_name() */
    const char *country, *admin1;        /* NULL none */
    double lat, lon;                     /* NAN unknown */
    int64_t geonames;                    /* -1 unknown */
    const char *precision;               /* "country", "admin1", "admin2", "city", "site" */
    double population;                   /* thousands; for choosing between namesakes */
} place_entry;
bool place_book_entry(const place_book *book, uint32_t i, place_entry *out);
/* Its name, in `mem` where the book holds it in pieces; absent where there is none. */
casus_str place_book_name(const place_book *book, uint32_t i, arena *mem);
/* Entries of the gazetteer with this name, at most `most`. */
uint32_t place_book_find(const place_book *book, const place_key *key, uint32_t *out,
                         uint32_t most);
bool place_book_may_hold(const place_book *book, const place_key *key);

/* Who published a page is at home in `town`; NULL none. A host that is not known by itself is of the
 * country of its domain. */
typedef struct place_publisher {
    const char *town, *admin1, *country;
} place_publisher;
bool place_book_publisher(const place_book *book, casus_str url, place_publisher *out);

/* Building, for tools/compile: reads all files under data/actors and data/places, adds names to
 * `names` and writes the sections "entity.actors", "entity.places", "entity.geonames". A malformed
 * line fails with file and line. */
casus_status books_build(const char *data_dir, phrase_builder *names, gate_builder *gate,
                         image_writer *out, casus_error *err);

#endif
