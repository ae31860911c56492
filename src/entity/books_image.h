/* The sections "entity.actors" and "entity.places", little-endian, all records flat:
 *
 *   actors_header | first_name[n_first] | entry[n_entries] | role[n_roles] | noun[n_nouns] | holder u32[n_roles] | pool
 *   places_header | publisher[n_publishers] | place[n_places] | pool
 *
 * Strings are offsets of NUL-ended text in the pool; offset 0 is the empty string, which stands for
 * none. Entries 0 .. n_countries-1 are the countries. `holder` lists the roles sorted by code,
 * title, from.
 */
#ifndef CASUS_ENTITY_BOOKS_IMAGE_H
#define CASUS_ENTITY_BOOKS_IMAGE_H

#include "base/pool.h"
#include "entity/books.h"

#define ACTORS_MAGIC 0x31524341u /* "ACR1" */
#define PLACES_MAGIC 0x32434C50u /* "PLC2" */

typedef struct actors_header {
    uint32_t magic, n_entries, n_countries, n_roles, n_nouns, n_first, pool_len, unused;
} actors_header;

typedef struct entry_record {
    uint32_t name, kind, first_role, n_roles, flags; /* flags: entry_flag */
} entry_record;

typedef struct role_record {
    int32_t from, to;
    uint32_t code, body, title, sectors[ENTITY_MAX_SECTORS], entry;
} role_record;

typedef struct noun_record {
    uint32_t name, title, flags, sectors[ENTITY_MAX_SECTORS]; /* flags: role_noun_flag */
} noun_record;

typedef struct first_name_record {
    uint64_t hash;
    uint32_t flags; /* MENTION_MALE, MENTION_FEMALE or both */
    uint32_t unused;
} first_name_record;

/* Nouns that tell gender stand among the first names, under keys of their own. */
static inline uint64_t gender_noun_key(uint64_t hash) { return hash ^ 0x6E6F756E00000000u; }

typedef struct places_header {
    uint32_t magic, n_places, pool_len, n_publishers;
} places_header;

/* Sorted by the hash of its host in lower case. */
typedef struct publisher_record {
    uint64_t host;
    uint32_t town, admin1, country, unused;
} publisher_record;

typedef struct place_record {
    int64_t geonames;
    uint32_t name, country, admin1, precision, population;
    float lat, lon;
    uint32_t unused;
} place_record;

/* books_places.c */
casus_status places_build(const char *data_dir, phrase_builder *names, image_writer *out,
                          casus_error *err);

#endif
