/* evidence: what a paragraph shows of where an article begins. Inside the stage. */
#ifndef CASUS_SEGMENT_EVIDENCE_H
#define CASUS_SEGMENT_EVIDENCE_H

#include "segment/parts.h"

/* A name's first occurrence in a paragraph. */
typedef struct name_use {
    uint32_t paragraph;
    uint32_t before; /* the same name's last use in an earlier paragraph; UINT32_MAX none */
} name_use;

/* A person's first occurrence in a paragraph, by surname. */
typedef struct person_use {
    uint32_t paragraph;
    uint32_t before;    /* the same surname's last use in an earlier paragraph; UINT32_MAX none */
    uint32_t last_full; /* earlier paragraph where the name stood in full; UINT32_MAX none */
    uint32_t last_bare; /* the same for the surname alone */
    bool full;
} person_use;

typedef struct evidence {
    furniture furniture;
    dateline dateline;
    bool headline;                    /* short, no full stop, prose follows */
    bool opening;                     /* leans on nothing before it */
    bool lead;                        /* its first sentence reports as a story's first does */
    uint32_t first_name, n_names;     /* its name uses */
    uint32_t first_person, n_persons; /* its person uses */
} evidence;

typedef struct evidence_table {
    evidence *items; /* [n_paragraphs] */
    name_use *names;
    person_use *persons;
    uint32_t n_names, names_cap, n_persons, persons_cap;
} evidence_table;

void evidence_gather(const text *in, const segments *segs, arena *mem, evidence_table *out);

#endif
