/* What the parts of the entity stage that deal with actors share: mention.c reads phrases, actor.c
 * and coref.c make entities of them.
 *
 *     "the Russian Foreign Ministry's spokeswoman Maria Zakharova"
 *      [owner: ADJ Russian -> country][role: ministry]  <- owner of ->  [role: spokeswoman][name]
 */
#ifndef CASUS_ENTITY_ACTORS_H
#define CASUS_ENTITY_ACTORS_H

#include "entity/books.h"

/* A dictionary phrase in a sentence; token numbers within the sentence. */
typedef struct unit {
    uint32_t first, n;
    const uint32_t *values; /* [n_values], in the phrases' image */
    uint32_t n_values;
    uint32_t kinds; /* 1 << phrase_kind */
} unit;

enum owner_link {
    OWNER_NONE,
    OWNER_POSSESSIVE,
    OWNER_OF,
    OWNER_FOR,
    OWNER_IN,
    OWNER_MODIFIER /* "Taliban fighters" */
};

/* What a mention says of itself; parallel to entities.mentions. Token numbers are document-wide. */
typedef struct mention_detail {
    uint32_t core_last;              /* last token before "of ..." */
    uint32_t name_first, name_last;  /* its proper name; ENTITY_NONE when it has none */
    /* dictionary values of the name (or adjective), NULL when unknown */
    const uint32_t *values;
    uint32_t n_values;
    uint32_t role;                   /* role noun, or ENTITY_NONE */
    uint32_t role_modifier;          /* role noun before it: "rebel" of "rebel commander" */
    /* actor entry of the adjective before it ("Malian"), or ENTITY_NONE */
    uint32_t country;
    uint32_t owner;                  /* mention that it belongs to, or ENTITY_NONE */
    uint32_t owner_link;             /* owner_link */
    /* further states or bodies that it is of, beside `country` or `owner` ("the ministers of Mali,
     * Chad and Niger"): mentions */
    uint32_t shared[ENTITY_MAX_MEMBERS - 1];
    uint32_t n_shared;
    /* mention beside it that names the same ("X, the minister"), or of whom it is said ("X is the
     * minister", "he is"), or ENTITY_NONE */
    uint32_t apposed;
    uint32_t article;
} mention_detail;

static inline uint32_t value_kind(uint32_t value) { return value >> 24; }
static inline uint32_t value_index(uint32_t value) { return value & 0xFFFFFFu; }

/* The first value of a kind, as an index, or ENTITY_NONE. */
uint32_t value_of_kind(const uint32_t *values, uint32_t n, uint32_t kind);

/* ---- units.c: the dictionary pass ---- */

/* A sentence of a document in lower case, or one all in capitals: case says nothing. */
bool sentence_is_caseless(const entity_input *in, uint32_t s, bool lower_case_text);
/* In text without case: is this one-word name at token `t` plainly another word, "said" or
 * "man"? */
bool match_is_common_word(const entity_input *in, uint32_t t, const phrase_match *m);
/* The dictionary phrases of sentence `s`, longest first from the left, not overlapping. `out` has
 * room for one a token, `at[i]` gets the unit that holds token i of the sentence, or
 * ENTITY_NONE. */
uint32_t units_scan(const entity_input *in, uint32_t s, bool caseless, unit *out, uint32_t *at);

/* ---- small words of mention.c ---- */

/* Whether sentence `s` was parsed. */
bool sentence_is_parsed(const entity_input *in, uint32_t s);
/* Whether the form of token `t` (document-wide), in lower case, stands in the blank-separated,
 * lower-case `list`. */
bool token_in(const entity_input *in, uint32_t t, const char *list);
casus_str tokens_text(const entity_input *in, uint32_t first, uint32_t last);

/* Fills mention_at from the heads; called when mentions change. */
void mentions_index(const entity_input *in, entities *out);

/* ---- actor.c, actor_role.c, actor_office.c ---- */

/* What a phrase's roles and owners say: the actor it would be if nobody named it. */
typedef struct role_reading {
    const char *code, *body;
    const char *sectors[ENTITY_MAX_SECTORS];
    uint32_t n_sectors;
    const char *title; /* the office, NULL none */
    uint32_t flags;    /* role_noun_flag of the main role */
    uint32_t region;   /* actor entry of a region ("European countries"), or ENTITY_NONE */
    uint32_t owner;    /* entity it belongs to, or ENTITY_NONE */
    bool has_role, former;
} role_reading;

/* Key -> entity; open addressing. */
typedef struct entity_map {
    uint64_t *keys;
    uint32_t *values;
    uint32_t n_slots, n_used;
} entity_map;

/* The countries that a document speaks of, for choosing between namesakes. */
typedef struct country_count {
    const char *code;
    uint32_t n;
} country_count;

#define MAX_COUNTRIES 64

typedef struct resolver {
    const entity_input *in;
    arena *mem;
    entities *out;
    entity_map map;       /* book entries, names, descriptors */
    entity_map surnames;  /* hash of a last name -> entity that bears it */
    country_count countries[MAX_COUNTRIES];
    uint32_t n_countries;
} resolver;

uint32_t entity_new(resolver *r, uint32_t m, uint32_t kind);
uint32_t map_get(const entity_map *self, uint64_t key);
void map_put(entity_map *self, uint64_t key, uint32_t value);

/* The day as of which roles are read in an article: its last possible one, or CASUS_NO_DAY. */
int32_t article_day(const entity_input *in, const entities *out, uint32_t which);
uint32_t country_mentions(const resolver *r, const char *code);
/* "Georgia" in a story on the United States: a state's name that is a region of another, spoken of
 * more. */
bool is_namesake_state(const resolver *r, const uint32_t *values, uint32_t n);

/* Reads the roles and owners of mention m. */
void role_read(const resolver *r, uint32_t m, role_reading *out);
/* The entity that a role mention stands for by what its own words say; ENTITY_NONE when they say
 * too little. */
uint32_t role_entity(resolver *r, uint32_t m, const role_reading *reading);
void entity_take_reading(entity *self, const role_reading *reading);
void entity_take_role(entity *self, const actor_role *role, bool former);
/* The entity of an actor book entry, made if need be. `government`: of a state, its government. */
uint32_t book_entity(resolver *r, uint32_t m, uint32_t entry, bool government);
/* actor_region.c: provinces and great cities that act stand for those who govern them. */
void regions_resolve(resolver *r);
/* "Lagos" is more likely the city than Ricardo Lagos. */
bool is_great_place(const resolver *r, const mention_detail *d);
/* actor_person.c: the person that a name stands for. */
uint32_t person_entity(resolver *r, uint32_t m);
/* Gives a person whom the book does not know what the phrase says of him, where it says whose he
 * is. */
void person_describe(const resolver *r, uint32_t m, entity *e);
/* The office of a person in its role on the article's day, or NULL. */
const char *person_title(const resolver *r, const entity *person, uint32_t which);

/* Agencies and papers that report from all over the world: what "the government" does, Reuters tells
 * of any. */
bool entity_is_world_press(const entity *e);

/* "Congress complained of Japan's practices": of the state `code` only if its parliament is a congress,
 * else America's. Of other words `code` itself. */
const char *actor_congress_state(const entity_input *in, const mention *m, const char *code);

#endif
