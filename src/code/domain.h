/* What a text is about, where it is not about politics (data/topics/domains.txt). */
#ifndef CASUS_CODE_DOMAIN_H
#define CASUS_CODE_DOMAIN_H

#include "code/code.h"

typedef enum domain_level {
    DOMAIN_NONE,
    DOMAIN_LEANING, /* much of it is */
    DOMAIN_MOSTLY,  /* it is about markets or technology, in which states have a hand */
    DOMAIN_OFF      /* it is about something else: no event */
} domain_level;

typedef struct domain_reading {
    domain_level level;
    bool sports;       /* where states are teams */
    uint32_t politics; /* weight of the words of politics */
} domain_reading;

domain_reading domain_of_article(const code_input *in, uint32_t article_index);
domain_reading domain_of_sentence(const code_input *in, uint32_t sentence);

#endif
