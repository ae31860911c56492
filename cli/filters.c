/* filters: what the options of query and export ask of a store. */
#include "cli.h"

#include <string.h>

/* The filter's statuses as the list that a query takes. */
static void status_list(const casus_filter *filter, char out[QUERY_WORD])
{
    size_t len = 0;
    out[0] = '\0';
    for (int i = CASUS_ACTUAL; i <= CASUS_ENDED; i++) {
        if (!(filter->statuses >> i & 1)) continue;
        const char *name = casus_event_status_text((casus_event_status)i);
        int n = snprintf(out + len, QUERY_WORD - len, "%s%s", len ? "," : "", name);
        if (n > 0) len += (size_t)n;
        if (len >= QUERY_WORD) return;
    }
}

/* Types are written in capitals, typed in any case. */
static void upper(const char *text, char out[QUERY_WORD])
{
    size_t i = 0;
    for (; text[i] && i + 1 < QUERY_WORD; i++) {
        out[i] = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - 'a' + 'A') : text[i];
    }
    out[i] = '\0';
}

casus_query query_of(const options *o, query_words *words)
{
    casus_query query = {.source = o->source, .target = o->target, .actor = o->actor,
                         .place = o->place, .from = o->from, .to = o->to, .by = o->by,
                         .limit = o->limit, .unique = has(o, OPT_UNIQUE),
                         .one_a_day = has(o, OPT_ONE_A_DAY), .text = o->text, .run = o->run};
    if (has(o, OPT_STATUS)) {
        status_list(&o->filter, words->statuses);
        query.status = words->statuses;
        query.historical = o->filter.historical;
    }
    if (o->type) {
        upper(o->type, words->type);
        query.type = words->type;
    }
    return query;
}
