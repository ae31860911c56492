/* What the builders of the actor book share; docs/actors.md describes the files. */
#ifndef CASUS_ENTITY_BOOKS_BUILD_H
#define CASUS_ENTITY_BOOKS_BUILD_H

#include "entity/books_image.h"

typedef struct book_builder {
    phrase_builder *names;
    gate_builder *gate;
    casus_error *err;
    const lines *at; /* for messages */
    string_pool pool;
    arena mem;
    entry_record *entries;
    role_record *roles;
    noun_record *nouns;
    first_name_record *first_names;
    uint32_t n_entries, n_roles, n_nouns, n_first, n_countries;
    uint32_t cap_entries, cap_roles, cap_nouns, cap_first;
} book_builder;

#define BAD_LINE(b, ...)                                                                           \
    error_at((b)->err, CASUS_BAD_DATA, (b)->at->file, (b)->at->line, __VA_ARGS__)
#define NO_ROOM(b) error_set((b)->err, CASUS_NO_MEMORY, "no memory for the actor book")

#define PHRASE_VALUE(kind, index) ((uint32_t)(kind) << 24 | (index))

/* Adds one spelling of a proper name: cased, or upper case where it is an acronym; its first word
 * goes to the gate. */
void name_add(phrase_builder *names, gate_builder *gates, casus_str name, uint32_t value);
/* A word list "A | B": adds each as a name of `value`; "-" is none. */
void names_add(book_builder *b, casus_str list, uint32_t value);

/* One reader a file: what a line of it means. */
typedef casus_status line_reader(book_builder *b, casus_str line);
casus_status read_country(book_builder *b, casus_str line);    /* books_build.c */
casus_status read_region(book_builder *b, casus_str line);
casus_status read_body(book_builder *b, casus_str line);       /* books_persons.c */
casus_status read_person(book_builder *b, casus_str line);
casus_status read_role_noun(book_builder *b, casus_str line);  /* books_roles.c */
casus_status read_first_name(book_builder *b, casus_str line);

/* A new entry named by the first of `list`; NULL when there is no room. */
entry_record *entry_add(book_builder *b, casus_str name, uint32_t kind);
role_record *role_add(book_builder *b);
/* "2004-03-09..2007", "..1991-12-25", "2004-03..": days, inclusive. */
bool parse_day_range(casus_str s, int32_t *from, int32_t *to);

#endif
