/* names: the tags that mark proper names over tokens, one a token, in BIO form.
 *
 *   the  Chadian  Army   's  Amadou  Sall  left  N'Djamena
 *   O    B-ORG    I-ORG  O   B-PER   I-PER O     B-LOC
 *
 * A span is the name alone and the longest one: no title, determiner or possessive mark, and no name
 * inside a name. Places, persons and organisations are marked as Universal NER does; NORP is what
 * people belong to, by adjective or noun ("Malian", "Kurds", "Democrats", "Muslim"). Events, works,
 * products, languages, days and months are O.
 *
 * The order is part of the weights: append, never insert.
 */
#ifndef CASUS_PARSE_NAMES_H
#define CASUS_PARSE_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#define NAME_KIND_LIST(X)                                                                          \
    X(PER)                                                                                         \
    X(LOC)                                                                                         \
    X(ORG)                                                                                         \
    X(NORP)

enum name_kind {
#define X(kind) NAME_##kind,
    NAME_KIND_LIST(X)
#undef X
    NAME_KIND_COUNT
};

enum name_tag {
    NAME_O,
#define X(kind) NAME_B_##kind, NAME_I_##kind,
    NAME_KIND_LIST(X)
#undef X
    NAME_TAG_COUNT,
    NAME_UNKNOWN = 0xFF, /* nobody has looked at this token: nothing is learned or scored there */
};

static inline uint8_t name_begin(unsigned kind) { return (uint8_t)(1 + 2 * kind); }
static inline uint8_t name_inside(unsigned kind) { return (uint8_t)(2 + 2 * kind); }
static inline bool name_is(unsigned tag) { return tag > NAME_O && tag < NAME_TAG_COUNT; }
static inline bool name_begins(unsigned tag) { return name_is(tag) && tag % 2 == 1; }
/* The kind of a tag that marks one. */
static inline unsigned name_kind_of(unsigned tag) { return (tag - 1) / 2; }

static inline const char *name_kind_name(unsigned kind)
{
    static const char *const names[] = {
#define X(kind) #kind,
        NAME_KIND_LIST(X)
#undef X
    };
    return kind < NAME_KIND_COUNT ? names[kind] : "?";
}

/* "O", "B-PER", "I-PER", ...; "?" for what is no tag. */
static inline const char *name_tag_name(unsigned tag)
{
    static const char *const names[] = {
        "O",
#define X(kind) "B-" #kind, "I-" #kind,
        NAME_KIND_LIST(X)
#undef X
    };
    return tag < NAME_TAG_COUNT ? names[tag] : "?";
}

#endif
