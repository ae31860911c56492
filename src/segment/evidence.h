/* evidence: what a paragraph shows of where an article begins. Inside the stage. */
#ifndef CASUS_SEGMENT_EVIDENCE_H
#define CASUS_SEGMENT_EVIDENCE_H

#include "segment/parts.h"

/* A name's first occurrence in a paragraph. */
typedef struct name_use {
    uint32_t paragraph;
    uint32_t before; /* the same name's last use in an earlier paragraph; UINT32_MAX none */
} name_use;

typedef struct evidence {
    furniture furniture;
    dateline dateline;
    bool headline;      /* short, no full stop, prose follows */
    bool lead;          /* its first sentence reports as a story's first does */
    bool reintroduced;  /* names somebody in full, with a title, who went by surname already */
    uint32_t first_name, n_names; /* its name uses */
} evidence;

typedef struct evidence_table {
    evidence *items; /* [n_paragraphs] */
    name_use *names;
    uint32_t n_names, names_cap;
} evidence_table;

void evidence_gather(const text *in, const segments *segs, arena *mem, evidence_table *out);

#endif
