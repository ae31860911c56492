/* The lines of senses: "v:call|phone +&TALKS ~off to|with:T weak" (docs/acts.md).
 *
 * Heads with alternatives ("begin|start") share one sense record and get a key each.
 */
#include "code/acts_build.h"

#include "lex/inflect.h"

#include <stdio.h>

bool acts_build_flag(casus_str s, uint32_t *flags)
{
    static const struct {
        const char *name;
        uint32_t flag;
    } names[] = {{"reciprocal", ACT_RECIPROCAL},
                 {"weak", ACT_WEAK},
                 {"statement", ACT_STATEMENT},
                 {"needs-target", ACT_NEEDS_TARGET},
                 {"swap", ACT_SWAP},
                 {"control=subj", ACT_CONTROL_SUBJ},
                 {"motion", ACT_MOTION},
                 {"needs-content", ACT_NEEDS_CONTENT},
                 {"attributes", ACT_ATTRIBUTES},
                 {"state", ACT_STATE},
                 {"alone", ACT_ALONE},
                 {"hostile", ACT_HOSTILE},       {"itself", ACT_ITSELF},
                 {"verbal", ACT_VERBAL}};
    for (size_t i = 0; i < COUNT(names); i++) {
        if (str_eq(s, str_from(names[i].name))) {
            *flags |= names[i].flag;
            return true;
        }
    }
    return false;
}

static uint32_t parse_rel(casus_str s, uint64_t *prep)
{
    static const char *const names[] = {"subj",  "obj",   "iobj",  "poss", "mod",
                                        "xcomp", "ccomp", "advcl", "acl"};
    *prep = 0;
    for (uint32_t i = 0; i < COUNT(names); i++)
        if (str_eq(s, str_from(names[i]))) return i;
    *prep = str_hash_lower(s);
    return SLOT_PREP;
}

/* A sense while its line is read: its needs and slots go into the book's lists at the end. */
typedef struct draft {
    sense s;
    sense_need needs[SENSE_MAX_NEEDS];
    uint16_t slots[SENSE_MAX_SLOTS]; /* numbers of the book's slots */
} draft;

/* "+noun|noun", "+to:noun", "+!obj:noun", "+obj". */
static casus_status parse_need(acts_builder *b, casus_str item, draft *out)
{
    if (out->s.n_needs == SENSE_MAX_NEEDS) return BAD(b, "more than %d needs", SENSE_MAX_NEEDS);
    sense_need *need = &out->needs[out->s.n_needs++];
    casus_str rest = str_slice(item, 1, item.len);
    if (rest.len && rest.ptr[0] == '!') {
        need->negative = 1;
        rest = str_slice(rest, 1, rest.len);
    }
    size_t colon = str_find(rest, STR(":"));
    need->rel = (uint8_t)(out->s.pos == SENSE_VERB ? SLOT_OBJ : SLOT_MOD);
    if (colon != SIZE_MAX) {
        need->rel = (uint8_t)parse_rel(str_slice(rest, 0, colon), &need->prep);
        rest = str_slice(rest, colon + 1, rest.len);
    } else if (str_find(rest, STR("|")) == SIZE_MAX && rest.len && rest.ptr[0] != '&') {
        uint64_t prep;
        uint32_t rel = parse_rel(rest, &prep);
        if (rel != SLOT_PREP) { /* "+obj": any */
            need->rel = (uint8_t)rel;
            return CASUS_OK;
        }
    }
    if (rest.len == 0) return BAD(b, "a need without words");
    if (str_eq(rest, STR("*"))) return CASUS_OK;
    uint32_t n;
    TRY(acts_build_words(b, rest, &need->first, &n));
    need->n = (uint16_t)n;
    return CASUS_OK;
}

/* The number of a slot in the book, where each stands once. */
static casus_status slot_number(acts_builder *b, sense_slot slot, uint16_t *out)
{
    uint32_t i = 0;
    while (i < b->n_slots && memcmp(&b->slots[i], &slot, sizeof slot) != 0) i++;
    if (i > UINT16_MAX) return BAD(b, "too many different slots");
    *out = (uint16_t)i;
    if (i < b->n_slots) return CASUS_OK;
    sense_slot *added = arena_push(&b->mem, &b->slots, &b->n_slots, &b->cap_slots, sizeof *added);
    if (!added) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
    *added = slot;
    return CASUS_OK;
}

static casus_status add_slot(acts_builder *b, draft *out, uint32_t rel, uint64_t prep,
                             uint32_t role)
{
    if (out->s.n_slots == SENSE_MAX_SLOTS) return BAD(b, "more than %d slots", SENSE_MAX_SLOTS);
    return slot_number(b, (sense_slot){.prep = prep, .rel = rel, .role = role},
                       &out->slots[out->s.n_slots++]);
}

/* "to:T", "on|against:T" */
static casus_status parse_slot(acts_builder *b, casus_str item, size_t colon, draft *out)
{
    static const char roles[] = "STCL";
    casus_str names = str_slice(item, 0, colon), name;
    const char *role = item.len == colon + 2 ? strchr(roles, item.ptr[colon + 1]) : NULL;
    if (!role || !*role)
        return BAD(b, "\"%.*s\": the role is one of S T C L", (int)item.len, item.ptr);
    while (str_split(&names, '|', &name)) {
        uint64_t prep;
        uint32_t rel = parse_rel(name, &prep);
        TRY(add_slot(b, out, rel, prep, (uint32_t)(role - roles)));
    }
    return CASUS_OK;
}

static bool has_subject_slot(const acts_builder *b, const draft *d)
{
    for (uint32_t i = 0; i < d->s.n_slots; i++)
        if (b->slots[d->slots[i]].rel == SLOT_SUBJ) return true;
    return false;
}

/* The subject is looked at before any other slot of its role. */
static casus_status add_subject_slot(acts_builder *b, draft *out)
{
    if (has_subject_slot(b, out)) return CASUS_OK;
    TRY(add_slot(b, out, SLOT_SUBJ, 0, ROLE_SOURCE));
    uint16_t subject = out->slots[out->s.n_slots - 1];
    memmove(out->slots + 1, out->slots, (out->s.n_slots - 1) * sizeof *out->slots);
    out->slots[0] = subject;
    return CASUS_OK;
}

/* What is implied: see "Senses" in docs/acts.md. */
static casus_status add_default_slots(acts_builder *b, draft *out, bool given)
{
    if (out->s.pos == SENSE_VERB) {
        TRY(add_subject_slot(b, out));
        bool needs_object = false;
        for (uint32_t i = 0; i < out->s.n_needs; i++)
            needs_object |=
                out->needs[i].rel == SLOT_OBJ && !out->needs[i].negative && out->needs[i].n;
        if (!given && !needs_object) TRY(add_slot(b, out, SLOT_OBJ, 0, ROLE_TARGET));
    } else if (out->s.pos == SENSE_NOUN) {
        if (!given) {
            TRY(add_slot(b, out, SLOT_POSS, 0, ROLE_SOURCE));
            TRY(add_slot(b, out, SLOT_PREP, str_hash_lower(STR("by")), ROLE_SOURCE));
            TRY(add_slot(b, out, SLOT_MOD, 0, ROLE_SOURCE));
        }
    } else
        TRY(add_subject_slot(b, out));
    return CASUS_OK;
}

static casus_status add_key(acts_builder *b, casus_str word)
{
    sense_key *key = arena_push(&b->mem, &b->keys, &b->n_keys, &b->cap_keys, sizeof *key);
    if (!key) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
    *key = (sense_key){.word = str_hash_lower(word), .sense = b->n_senses - 1};
    return CASUS_OK;
}

/* A head is found by its lemma, and by every form of it where the lemma is unknown. */
static casus_status add_head(acts_builder *b, casus_str head, uint32_t pos)
{
    buf forms = {0};
    if (pos == SENSE_VERB) inflect_verb(head, &forms);
    if (pos == SENSE_NOUN) inflect_noun(head, &forms);
    casus_str rest = buf_str(&forms), form;
    casus_status status = add_key(b, head);
    while (status == CASUS_OK && str_split(&rest, ' ', &form))
        if (form.len && !str_eq(form, head)) status = add_key(b, form);
    buf_release(&forms);
    if (status != CASUS_OK) return status;
    uint32_t flags = b->acts[b->n_acts - 1].flags;
    if (!b->gate || (flags & (ACT_STATUS_ONLY | ACT_LIGHT))) return CASUS_OK;
    if (pos == SENSE_VERB)
        gate_builder_add_verb(b->gate, head, GATE_ACT);
    else if (pos == SENSE_NOUN)
        gate_builder_add_noun(b->gate, head, GATE_ACT);
    else
        gate_builder_add(b->gate, head, GATE_ACT);
    return CASUS_OK;
}

/* Puts what the sense needs and its slots into the lists of the book. */
static casus_status add_lists(acts_builder *b, draft *d)
{
    d->s.needs = b->n_needs;
    for (uint32_t i = 0; i < d->s.n_needs; i++) {
        sense_need *need = arena_push(&b->mem, &b->needs, &b->n_needs, &b->cap_needs, sizeof *need);
        if (!need) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
        *need = d->needs[i];
    }
    d->s.slots = b->n_slot_lists;
    for (uint32_t i = 0; i < d->s.n_slots; i++) {
        uint16_t *slot =
            arena_push(&b->mem, &b->slot_lists, &b->n_slot_lists, &b->cap_slot_lists, sizeof *slot);
        if (!slot) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
        *slot = d->slots[i];
    }
    d->s.needs = acts_build_reuse(b->needs, sizeof *b->needs, d->s.needs, &b->n_needs);
    d->s.slots =
        acts_build_reuse(b->slot_lists, sizeof *b->slot_lists, d->s.slots, &b->n_slot_lists);
    return CASUS_OK;
}

/* Particle, needs, slots and flags behind the heads. */
static casus_status parse_items(acts_builder *b, casus_str line, draft *d)
{
    bool given = false;
    casus_str item;
    while (str_split(&line, ' ', &item)) {
        if (item.len == 0) continue;
        size_t colon = str_find(item, STR(":"));
        if (item.ptr[0] == '~') {
            if (d->s.particle) return BAD(b, "a second particle");
            d->s.particle = str_hash_lower(str_slice(item, 1, item.len));
        } else if (item.ptr[0] == '+')
            TRY(parse_need(b, item, d));
        else if (colon != SIZE_MAX) {
            TRY(parse_slot(b, item, colon, d));
            given = true;
        } else if (!acts_build_flag(item, &d->s.flags))
            return BAD(b, "\"%.*s\" is no slot, need or flag", (int)item.len, item.ptr);
    }
    return add_default_slots(b, d, given);
}

static casus_status add_heads(acts_builder *b, casus_str heads, uint32_t pos)
{
    casus_str head;
    while (str_split(&heads, '|', &head)) {
        if (head.len == 0) return BAD(b, "an empty head word");
        if (str_find(head, STR(":")) != SIZE_MAX || head.ptr[0] == '+' || head.ptr[0] == '~')
            return BAD(b, "\"%.*s\": a sense begins with its head word", (int)head.len, head.ptr);
        TRY(add_head(b, head, pos));
    }
    return CASUS_OK;
}

casus_status acts_build_sense(acts_builder *b, casus_str line)
{
    if (b->n_acts == 0) return BAD(b, "a sense before any \"act\" line");
    const act *owner = &b->acts[b->n_acts - 1];
    draft d = {.s = {.act = (uint16_t)(b->n_acts - 1), .flags = owner->flags}};
    TRY(acts_build_source(b, &b->sense_sources, &b->n_sense_sources, &b->cap_sense_sources));

    casus_str heads;
    str_split(&line, ' ', &heads);
    if (str_starts(heads, STR("v:")) || str_starts(heads, STR("n:")) ||
        str_starts(heads, STR("a:"))) {
        d.s.pos = heads.ptr[0] == 'v' ? SENSE_VERB : heads.ptr[0] == 'n' ? SENSE_NOUN : SENSE_ADJ;
        heads = str_slice(heads, 2, heads.len);
    }
    TRY(parse_items(b, line, &d));
    TRY(add_lists(b, &d));

    char rule[96];
    snprintf(rule, sizeof rule, "%s/%u", string_pool_at(&b->pool, owner->name).ptr,
             ++b->senses_in_act);
    d.s.rule = string_pool_add(&b->pool, str_from(rule));
    sense *out = arena_push(&b->mem, &b->senses, &b->n_senses, &b->cap_senses, sizeof *out);
    if (!out) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
    *out = d.s;
    return add_heads(b, heads, d.s.pos);
}
