/* Does an expected line describe this event? Field by field; a field is a list of alternatives, "*"
 * is any, "-" is none. */
#include "golden.h"

#include <string.h>

/* `value` NULL: none. Of a sector list the first counts. */
static bool any_of(casus_str field, const char *value)
{
    casus_str v = {value ? value : "-", value ? strlen(value) : 1};
    while (field.len) {
        casus_str one = cut(&field, '|');
        casus_str first = cut(&one, ',');
        if (same(first, (casus_str){"*", 1}) || same(first, v)) return true;
    }
    return false;
}

static bool actor_matches(bool has, const casus_actor *a, casus_str code, casus_str sectors)
{
    return any_of(code, has ? a->code : NULL) &&
           any_of(sectors, has && a->n_sectors ? a->sectors[0] : NULL);
}

static bool mode_matches(const casus_event *e, casus_str mode)
{
    if (e->n_modes == 0) return any_of(mode, NULL);
    for (unsigned i = 0; i < e->n_modes; i++)
        if (any_of(mode, e->modes[i])) return true;
    return false;
}

static bool status_matches(const casus_event *e, casus_str status)
{
    if (any_of(status, "*")) return true;
    return any_of(status, e->historical ? "historical" : casus_event_status_text(e->status));
}

static bool is_frame(const casus_date *d)
{
    return d->basis && strcmp(d->basis, "clause") != 0;
}

/* No words of the text: what its article's day stands in for. */
static bool is_published(const casus_date *d)
{
    return d->basis && strcmp(d->basis, "published") == 0;
}

/* A found range may be a week wider than the wanted one, no more. */
static bool day_is(const casus_date *d, casus_str one)
{
    bool none = d->from == CASUS_NO_DAY && d->to == CASUS_NO_DAY;
    if (same(one, (casus_str){"*", 1})) return true;
    if (same(one, (casus_str){"none", 4})) return none || is_published(d);
    if (same(one, (casus_str){"-", 1})) return none || is_frame(d);
    if (none) return false;
    size_t dots = 0;
    casus_str first = one, last = one;
    if (holds(one, (casus_str){"..", 2}, &dots)) {
        first.len = dots;
        last = (casus_str){one.ptr + dots + 2, one.len - dots - 2};
    }
    int32_t from = 0, to = 0;
    if (!casus_day_parse(first, &from) || !casus_day_parse(last, &to)) return false;
    int32_t found_from = d->from == CASUS_NO_DAY ? d->to : d->from;
    int32_t found_to = d->to == CASUS_NO_DAY ? d->from : d->to;
    return found_from <= to && found_to >= from && found_to - found_from <= to - from + 6;
}

static bool day_matches(const casus_date *d, casus_str day)
{
    while (day.len)
        if (day_is(d, cut(&day, '|'))) return true;
    return false;
}

/* One report that fits is enough: others may be by somebody else. */
static bool attribution_matches(const casus_doc *doc, size_t event, const casus_event *e,
                                const reading *r)
{
    if (any_of(r->by, "*") && !r->by_sectors.len) return true;
    for (unsigned i = 0; i < e->n_reports; i++) {
        casus_report report;
        casus_doc_report(doc, event, i, &report);
        const casus_attribution *a = &report.attributed_to;
        if (!r->by_sectors.len) {
            if (!a->present) return true;
        } else if (!a->present) {
            if (any_of(r->by_sectors, "*") && any_of(r->by, NULL)) return true;
        } else if (actor_matches(true, &a->source, r->by, r->by_sectors)) {
            return true;
        }
    }
    return false;
}

static bool actors_match(const casus_event *e, const reading *r)
{
    bool straight = actor_matches(e->has_source, &e->source, r->source, r->source_sectors) &&
                    actor_matches(e->has_target, &e->target, r->target, r->target_sectors);
    bool turned = r->either &&
                  actor_matches(e->has_source, &e->source, r->target, r->target_sectors) &&
                  actor_matches(e->has_target, &e->target, r->source, r->source_sectors);
    return straight || turned;
}

unsigned match_faults(const casus_doc *doc, size_t event, const reading *r)
{
    casus_event e;
    casus_doc_event(doc, event, &e);
    unsigned faults = 0;
    if (!actors_match(&e, r)) faults |= FAULT_ACTORS;
    if (!any_of(r->type, e.type)) faults |= FAULT_TYPE;
    if (!mode_matches(&e, r->mode)) faults |= FAULT_MODE;
    if (!status_matches(&e, r->status)) faults |= FAULT_STATUS;
    if (!day_matches(&e.date, r->day)) faults |= FAULT_DAY;
    if (!attribution_matches(doc, event, &e, r)) faults |= FAULT_BY;
    return faults;
}

bool match_reading(const casus_doc *doc, size_t event, const reading *r)
{
    return match_faults(doc, event, r) == 0;
}

bool match_speaker(const casus_quote *q, casus_str speaker)
{
    if (same(speaker, (casus_str){"*", 1})) return true;
    if (!q->has_speaker) return same(speaker, (casus_str){"-", 1});
    return holds_nocase(q->speaker.name, speaker) || holds_nocase(q->speaker.text, speaker);
}
