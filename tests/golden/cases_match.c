/* Does an expected line describe this event? Field by field. */
#include "cases.h"

#include <stdlib.h>
#include <string.h>

const char *const case_faults[N_CASE_FAULTS] = {"source", "target", "type",  "status", "mode",
                                                "cameo",  "root",   "sizes", "by",     "context"};

static bool is_any(casus_str one)
{
    return one.len == 1 && one.ptr[0] == '*';
}

/* `value` NULL: none, which is "-". */
static bool among(casus_str alternatives, const char *value)
{
    casus_str v = {value ? value : "-", value ? strlen(value) : 1};
    while (alternatives.len) {
        casus_str one = cut(&alternatives, '|');
        if (is_any(one) || same(one, v)) return true;
    }
    return false;
}

/* Somebody of whom neither country nor sector is known counts as nobody. A sector asks for
 * somebody, and so does a list of codes with another one than "-". */
static bool actor_matches(bool has, const casus_actor *a, const case_actor *wanted)
{
    const char *code = has ? a->code : NULL;
    const char *sector = has && a->n_sectors ? a->sectors[0] : NULL;
    if (wanted->sectors.len) {
        if (!has) return is_any(wanted->codes) && is_any(wanted->sectors);
        return among(wanted->codes, code) && among(wanted->sectors, sector);
    }
    if (same(wanted->codes, (casus_str){"-", 1})) return !code && !sector;
    return among(wanted->codes, code);
}

/* The faults of type and mode. A mode that stands without a type belongs to the one before it. */
static unsigned match_type(const casus_event *e, casus_str field)
{
    const char *found = e->n_modes ? e->modes[0] : NULL;
    bool type_right = false, here = false, mode_right = false;
    while (field.len) {
        casus_str mode = cut(&field, '|');
        if (mode.len && (mode.ptr[0] < 'a' || mode.ptr[0] > 'z')) {
            casus_str type = cut(&mode, '/');
            here = among(type, e->type);
            type_right |= here;
            if (here && !mode.len && !(field.len && field.ptr[0] >= 'a')) mode_right = true;
        }
        if (here && mode.len && among(mode, found)) mode_right = true;
    }
    return (type_right ? 0 : WRONG_TYPE) | (mode_right ? 0 : WRONG_MODE);
}

const char *case_status(const casus_event *e)
{
    return e->historical ? "historical" : casus_event_status_text(e->status);
}

static unsigned match_actors(const casus_event *e, const case_actor *source,
                             const case_actor *target)
{
    return (actor_matches(e->has_source, &e->source, source) ? 0 : WRONG_SOURCE) |
           (actor_matches(e->has_target, &e->target, target) ? 0 : WRONG_TARGET);
}

static unsigned n_faults(unsigned faults)
{
    return (unsigned)__builtin_popcount(faults);
}

/* The code is that of the act before its status; the event has the published one, which differs
 * where it is planned, negated and so on. */
static unsigned match_cameo(const casus_event *e, casus_str cameo)
{
    if (!cameo.len || (e->status != CASUS_ACTUAL && e->status != CASUS_DENIED)) return 0;
    unsigned faults = WRONG_CAMEO | WRONG_CAMEO_ROOT;
    while (cameo.len) {
        casus_str one = cut(&cameo, '|');
        if (same(one, (casus_str){e->cameo.code, strlen(e->cameo.code)})) return 0;
        if (one.len >= 2 && strncmp(one.ptr, e->cameo.code, 2) == 0) faults &= ~WRONG_CAMEO_ROOT;
    }
    return faults;
}

static bool sizes_match(const casus_event *e, const int *sizes)
{
    const int32_t found[N_SIZES] = {e->dead, e->injured, e->arrested, e->crowd};
    for (unsigned i = 0; i < N_SIZES; i++)
        if (sizes[i] >= 0 && sizes[i] != found[i]) return false;
    return true;
}

/* One report that fits is enough. */
static bool by_matches(const casus_doc *doc, size_t event, const casus_event *e,
                       const case_actor *by)
{
    for (unsigned i = 0; by->codes.len && i < e->n_reports; i++) {
        casus_report report;
        casus_doc_report(doc, event, i, &report);
        if (actor_matches(report.attributed_to.present, &report.attributed_to.source, by))
            return true;
    }
    return by->codes.len == 0;
}

static bool context_matches(const casus_event *e, casus_str contexts)
{
    for (unsigned i = 0; i < e->n_contexts; i++)
        if (among(contexts, e->contexts[i])) return true;
    return contexts.len == 0;
}

unsigned case_match(const casus_doc *doc, size_t event, const case_reading *r)
{
    casus_event e;
    casus_doc_event(doc, event, &e);
    unsigned straight = match_actors(&e, &r->source, &r->target), turned = straight;
    if (r->either) turned = match_actors(&e, &r->target, &r->source);
    unsigned faults = n_faults(turned) < n_faults(straight) ? turned : straight;
    faults |= match_type(&e, r->types);
    if (!among(r->statuses, case_status(&e))) faults |= WRONG_STATUS;
    faults |= match_cameo(&e, r->cameo);
    if (!sizes_match(&e, r->sizes)) faults |= WRONG_SIZES;
    if (!by_matches(doc, event, &e, &r->by)) faults |= WRONG_BY;
    if (!context_matches(&e, r->contexts)) faults |= WRONG_CONTEXT;
    return faults & (case_given(r) | WRONG_EVENT);
}

unsigned case_given(const case_reading *r)
{
    unsigned given = WRONG_EVENT;
    if (r->has_mode) given |= WRONG_MODE;
    if (r->cameo.len) given |= WRONG_CAMEO | WRONG_CAMEO_ROOT;
    for (unsigned i = 0; i < N_SIZES; i++)
        if (r->sizes[i] >= 0) given |= WRONG_SIZES;
    if (r->by.codes.len) given |= WRONG_BY;
    if (r->contexts.len) given |= WRONG_CONTEXT;
    return given;
}
