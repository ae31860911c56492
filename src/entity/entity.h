/* entity: who, when, where, and according to whom, in one document.
 *
 *   mentions   token spans that can be actors: names, descriptors ("the minister"), pronouns
 *   entities   what mentions refer to: coreferent mentions share one
 *   places     toponyms with coordinates
 *   dates      date phrases resolved against the article's date
 *   articles   each article's own date, given or inferred, with its evidence
 *   quotes     direct quotations with their speaker
 *   claims     stretches that somebody is reported to have said, quoted or not
 *   attributions  claims, wishes, plans, judgements: source, cue and content as spans
 *
 * Token numbers in these records are document-wide. Order of work (entity_run):
 *   quotes_find -> mentions_find -> dates_find -> article_dates -> actors_resolve -> coref -> quotes_attribute ->
 *   first_person_bind -> claims_find -> attributions_find
 */
#ifndef CASUS_ENTITY_H
#define CASUS_ENTITY_H

#include "entity/cue_book.h"
#include "lex/lex.h"
#include "parse/tree.h"

#define ENTITY_NONE UINT32_MAX
#define ENTITY_MAX_SECTORS CASUS_MAX_SECTORS
#define ENTITY_MAX_MEMBERS 4

/* ---- knowledge ---------------------------------------------------------------------------- */

/* Dictionaries compiled from data/: see actors.h, places.h. */
typedef struct actor_book actor_book; /* countries, bodies, persons with dated roles, role nouns */
typedef struct place_book place_book; /* gazetteer */

/* ---- mentions and entities ------------------------------------------------------------------ */

enum mention_kind {
    MENTION_PERSON,   /* a person's name, with or without title */
    MENTION_COUNTRY,  /* a state: "Mali", "Bamako" or "the Kremlin" for its government */
    MENTION_ORG,      /* a named body */
    MENTION_ROLE,     /* a descriptor: "the minister", "Russian troops", "European countries" */
    MENTION_PRONOUN,  /* he, she, it, they, we, I, his, its ... */
    MENTION_NAME,     /* a name that no dictionary knows */
    MENTION_PLACE     /* a place that stands for no actor by itself */
};

enum mention_flag {
    MENTION_PLURAL = 1 << 0,
    MENTION_FEMALE = 1 << 1,
    MENTION_MALE = 1 << 2,
    MENTION_DEFINITE = 1 << 3,  /* "the", "this", possessive */
    MENTION_FORMER = 1 << 4,    /* "former", "ex-", "late" */
    /* a capital or seat named: "Paris", "Bamako"; actor or place by its use */
    MENTION_CAPITAL = 1 << 5,
    /* an adjective: "Russian"; counts as an actor only where the coder asks */
    MENTION_ADJ = 1 << 6,
    MENTION_SPEAKER = 1 << 7,   /* first person, to be bound to a quote's speaker */
    MENTION_RECIPROCAL = 1 << 8 /* "each other" */
};

/* A token span that can be an actor. Nested mentions are kept: "the Russian Foreign Ministry" holds
 * "Russian" (MENTION_ADJ). The head is the token that the tree attaches to the rest. */
typedef struct mention {
    uint32_t sentence;
    /* tokens, inclusive: the noun phrase without relative clauses and appositions' commas */
    uint32_t first, last;
    uint32_t head;        /* token */
    uint32_t kind;        /* mention_kind */
    uint32_t flags;       /* mention_flag */
    uint32_t entity;      /* index, or ENTITY_NONE (unresolved pronoun) */
} mention;

/* What mentions refer to: an actor as of the document's date. Strings live in the model or the
 * arena. */
typedef struct entity {
    const char *code; /* "RUS", NULL unknown */
    const char *body; /* "AFU", NULL */
    const char *sectors[ENTITY_MAX_SECTORS];
    uint32_t n_sectors;
    casus_str name;   /* canonical, or the longest name in the text; absent for a bare descriptor */
    uint32_t kind;    /* mention_kind of its best mention */
    uint32_t flags;   /* mention_flag: plural, gender */
    uint32_t book;    /* entry of the actor book, or ENTITY_NONE */
    uint32_t first_mention;
    float confidence; /* of the resolution, 0..1 */
    bool guessed;     /* the state, from what the sentence or story speaks of */
    /* of a pair or group ("the two leaders", "Kenyan and Ugandan troops"): entities; ENTITY_NONE else */
    uint32_t members[ENTITY_MAX_MEMBERS];
} entity;

/* ---- dates ---------------------------------------------------------------------------------- */

enum date_type { DATE_DAY /* date or range */, DATE_TIME, DATE_DURATION, DATE_SET };
enum date_flag {
    DATE_INFERRED = 1, /* resolved against an inferred article date */
    DATE_PAST = 2,     /* "ago", "last", "earlier": surely before the article */
    DATE_FUTURE = 4,
    DATE_VAGUE = 8     /* "recently", "in the coming days" */
};

typedef struct date_mention {
    uint32_t sentence;
    uint32_t first, last; /* tokens, inclusive, with the preposition: "on Friday" */
    uint32_t head;        /* token */
    int32_t from, to;     /* days; CASUS_NO_DAY where unresolved */
    uint32_t type, flags; /* date_type, date_flag */
} date_mention;

/* An article's own date. */
typedef struct article_date {
    int32_t from, to; /* CASUS_NO_DAY unknown */
    bool inferred;
    const char *evidence; /* "76th UN General Assembly; September 25, a Saturday", or NULL */
} article_date;

/* ---- places ---------------------------------------------------------------------------------- */

typedef struct place_mention {
    uint32_t sentence;
    uint32_t first, last, head; /* tokens */
    uint32_t entry;             /* of the place book, or ENTITY_NONE: known by name alone */
    casus_str name;             /* of the entry, else as written */
    float confidence;           /* of the entry, 0..1 */
} place_mention;

/* ---- quotes and claims ----------------------------------------------------------------------- */

typedef struct quote {
    uint32_t start, end;    /* bytes of the text, inside the marks */
    uint32_t first, last;   /* tokens inside, inclusive; first > last when empty */
    uint32_t speaker;       /* mention, or ENTITY_NONE */
    uint32_t cue;           /* token of the reporting verb, or ENTITY_NONE */
    bool scare;             /* a few words in marks that nobody is said to have said */
} quote;

/* Tokens [first, last] are reported as somebody's statement. Inner claims come after outer ones. */
typedef struct claim {
    uint32_t first, last; /* tokens */
    uint32_t source;      /* mention, or ENTITY_NONE ("reportedly", "it is said") */
    uint32_t cue;         /* token: "said", "according" */
    bool direct;          /* inside a quotation */
    uint32_t quote;       /* index, or ENTITY_NONE */
} claim;

/* Tokens [first, last]; first is ENTITY_NONE where there is nothing. */
typedef struct stretch {
    uint32_t first, last;
} stretch;

#define ATTRIBUTION_PIECES 4

/* What the text lays to somebody: claims, with the words that name the source and the whole of the
 * cue, and what is wanted, planned, judged or seen, which is no claim. */
typedef struct attribution {
    stretch source;
    uint32_t speaker; /* mention of the source, or ENTITY_NONE */
    stretch cue;
    stretch content[ATTRIBUTION_PIECES]; /* [n_content], in the order of the text */
    uint32_t n_content;
    uint32_t head; /* token: the word of the cue that the rest hangs on */
    bool direct;
} attribution;

/* ---- the whole ------------------------------------------------------------------------------- */

typedef struct entities {
    mention *mentions;
    entity *entities;
    date_mention *dates;
    place_mention *places;
    quote *quotes;
    claim *claims;
    attribution *attributions;
    article_date *article_dates; /* [n_articles] */
    /* [n_mentions]: what mention.c read off the phrase; see actors.h */
    struct mention_detail *details;
    uint32_t n_details, cap_details;
    struct resolver *resolver; /* state between actors_resolve and coref_run; see actors.h */
    /* for the trainer alone, where the input asks for them: see coref_case.h */
    struct pronoun_case *cases;
    uint32_t n_cases, cap_cases;
    uint32_t n_mentions, n_entities, n_dates, n_places, n_quotes, n_claims, n_attributions;
    uint32_t cap_mentions, cap_entities, cap_dates, cap_places, cap_quotes, cap_claims,
        cap_attributions;
    /* [n_tokens]: the largest mention whose head is this token, or ENTITY_NONE */
    uint32_t *mention_at;
    const struct date_word *date_words; /* [n_tokens] what date phrases are made of: date.h */
    uint32_t *date_at;    /* [n_tokens]: date mention whose head is this token, or ENTITY_NONE */
    uint32_t *place_at;   /* [n_tokens]: place mention whose head is this token, or ENTITY_NONE */
} entities;

/* What the entity stage reads. */
typedef struct entity_input {
    const text *text;
    const segments *segs;
    const lexed *lexed;
    /* [n_tokens]; zeroed (head 0, lemma absent) in sentences that were not parsed */
    const node *nodes;
    const phrases *phrases;  /* all dictionaries' phrases */
    const actor_book *actors;
    const place_book *places;
    const struct rank_weights *pronouns;
    bool keep_cases;         /* of pronouns, for the trainer */
    const cue_book *cues;
    int32_t published;       /* day given with the document, or CASUS_NO_DAY */
    casus_str url;           /* may hold a date */
} entity_input;

static inline tree entity_tree(const entity_input *in, uint32_t s)
{
    uint32_t first = in->lexed->first[s];
    return (tree){in->text->ptr, in->lexed->tokens + first, in->nodes + first,
                  in->lexed->first[s + 1] - first, first};
}

/* Runs the whole stage. Total; on arena failure the arrays are short but consistent. */
void entity_run(const entity_input *in, arena *mem, entities *out);

/* The parts, in order; each in a file of its own. */
/* quote.c: pairs marks over paragraphs */
void quotes_find(const entity_input *in, arena *mem, entities *out);
/* mention.c: noun phrases and pronouns */
void mentions_find(const entity_input *in, arena *mem, entities *out);
/* date.c: phrases, yet unresolved */
void dates_find(const entity_input *in, arena *mem, entities *out);
/* article_date.c; then resolves the dates */
void article_dates_infer(const entity_input *in, arena *mem, entities *out);
/* actor.c: names, roles -> entities */
void actors_resolve(const entity_input *in, arena *mem, entities *out);
/* coref.c: names, descriptors, he/they/it */
void coref_run(const entity_input *in, arena *mem, entities *out);
void places_find(const entity_input *in, arena *mem, entities *out);      /* place.c */
/* context.c: whose police, whose rebels */
void context_states(const entity_input *in, arena *mem, entities *out);
/* context_bodies.c: "the guerrillas" of a story that names one armed body bear its name. */
void context_bodies(const entity_input *in, arena *mem, entities *out);
/* quote_speaker.c */
void quotes_attribute(const entity_input *in, arena *mem, entities *out);
/* first_person.c: I, we, "our troops" inside a quotation */
void first_person_bind(const entity_input *in, entities *out);
void claims_find(const entity_input *in, arena *mem, entities *out);      /* claim.c */
/* attribution.c: spans of the claims, and what is laid to somebody without being a claim */
void attributions_find(const entity_input *in, arena *mem, entities *out);

/* Values of phrases: kind << 24 | index. */
enum phrase_kind {
    PHRASE_ACTOR = 1, /* a full name; index: actor entry */
    PHRASE_ROLE,      /* index: role noun */
    PHRASE_PLACE,     /* index: place entry */
    PHRASE_ADJECTIVE, /* "Malian"; index: actor entry, as in all below */
    PHRASE_PEOPLE,    /* "Malians", "Frenchman" */
    PHRASE_CAPITAL,   /* "Bamako", place or government */
    PHRASE_METONYM,   /* "Kremlin": the government */
    PHRASE_SHORT /* "Lavrov": short for a full name that stood before, or well known at the time */
};

#endif
