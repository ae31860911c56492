/* Arguments: the actors that fill the roles of an act.
 *
 * A role is filled from the slots of the act's sense, at the act's own word, then at its needed noun, then (for a noun
 * under a light verb or status word) at the governing verb. A missing source comes by control from the governing act. Things
 * lead to their owner: "the embassy of Iran", "a U.S. Supreme Court decision". */
#include "code/clause.h"
#include "code/code.h"

#define MAX_TOKENS 16 /* heads looked at for one role */
#define MAX_CHAIN 6   /* governing acts walked up */

typedef struct heads {
    uint32_t tokens[MAX_TOKENS];
    uint32_t n;
} heads;

static void heads_add(heads *self, uint32_t token)
{
    if (token == TREE_NONE || self->n == MAX_TOKENS) return;
    for (uint32_t i = 0; i < self->n; i++)
        if (self->tokens[i] == token) return;
    self->tokens[self->n++] = token;
}

static bool is_nominal(const tree *t, uint32_t i)
{
    uint8_t upos = t->nodes[i].upos;
    return upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_NUM || upos == UPOS_DET ||
           upos == UPOS_ADJ || upos == UPOS_SYM || upos == UPOS_X;
}

static void heads_add_conjuncts(heads *self, const tree *t, uint32_t token)
{
    for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE; i = tree_next_child(t, token, i))
        if (t->nodes[i].deprel == DEPREL_CONJ && is_nominal(t, i) && t->nodes[i].upos != UPOS_ADJ) heads_add(self, i);
}

/* ---- from tokens to actors ------------------------------------------------------------------- */

static bool sector_is_political(const char *sector)
{
    static const char *const names[] = {"GOV", "MIL", "COP", "JUD", "LEG", "PTY", "REB", "OPP",
                                        "PRM", "SPY", "UAF", "PRE", "ELI"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(sector, names[i]) == 0) return true;
    return false;
}

/* Fills who an entity is; `bare`: the state alone, without its sectors. */
static void fill_entity(const code_input *in, uint32_t entity_index, bool bare, coded_actor *out)
{
    const entity *e = &in->who->entities[entity_index];
    out->entity = entity_index;
    out->code = e->code;
    out->body = e->body;
    out->n_sectors = bare ? 0 : e->n_sectors;
    if (!bare) memcpy(out->sectors, e->sectors, sizeof out->sectors);
    out->name = e->name;
    out->political = e->code != NULL && out->n_sectors == 0; /* a country; its companies and citizens are not */
    for (uint32_t i = 0; i < out->n_sectors; i++) out->political |= sector_is_political(out->sectors[i]);
    actor_entry entry;
    if (e->book != ENTITY_NONE && actor_book_entry(in->in->actors, e->book, &entry))
        out->political |= entry.kind == ACTOR_REGION || entry.kind == ACTOR_BODY;
}

void actor_of_mention(const code_input *in, uint32_t mention_index, coded_actor *out)
{
    const mention *m = &in->who->mentions[mention_index];
    *out = (coded_actor){.first = m->first, .last = m->last, .entity = m->entity};
    /* "Paris" is France, not its government in particular */
    if (m->entity != ENTITY_NONE) fill_entity(in, m->entity, (m->flags & MENTION_CAPITAL) != 0, out);
}

static uint32_t mention_of(const sentence_work *w, uint32_t token)
{
    return w->mention_of[token];
}

/* Nouns that measure or group what follows "of". */
static bool is_measure(const tree *t, uint32_t i)
{
    static const char *const words[] = {"number",   "group",  "dozen",   "hundred", "thousand", "score",
                                        "handful",  "series", "majority", "pair",
                                        "couple",   "crowd",  "million", "ten",     "team",     "band",
                                        "one",      "some",   "many",    "most",    "several",  "all",
                                        "both",     "rest"};
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
        if (tree_lemma_is(t, i, words[k])) return true;
    return t->nodes[i].upos == UPOS_NUM;
}

/* Things whose owner acts through them: "Russian missiles hit ...", "a Turkish drone killed ...". */
static bool is_instrument(const tree *t, uint32_t i)
{
    static const char *const words[] = {
        "missile", "rocket",     "jet",      "warplane", "plane",   "aircraft", "airstrike", "drone",
        "tank",    "artillery",  "shell",    "helicopter", "ship",  "warship",  "vessel",    "gunboat",
        "strike",  "bomb",       "bomber",   "fire",     "raid",    "statement", "decision", "decree",
        "letter",  "move",       "embassy",  "parliament", "vote",  "convoy",   "capital",   "regime"};
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
        if (tree_lemma_is(t, i, words[k])) return true;
    return false;
}

static bool is_actor_mention(const sentence_work *w, uint32_t token)
{
    uint32_t m = mention_of(w, token);
    return m != ENTITY_NONE && w->in->who->mentions[m].kind != MENTION_PLACE;
}

/* The owner of a thing: possessor, "of" phrase, adjective or noun before it; `where`: also "in" a country. */
static uint32_t owner_of(const sentence_work *w, uint32_t token, bool where)
{
    const tree *t = &w->t;
    uint32_t best = TREE_NONE, rank = 9;
    for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE; i = tree_next_child(t, token, i)) {
        if (!is_actor_mention(w, i)) continue;
        uint8_t rel = t->nodes[i].deprel;
        uint32_t prep = tree_case(t, i);
        uint32_t r = rel == DEPREL_NMOD_POSS                                                          ? 0
                     : rel == DEPREL_NMOD && prep != TREE_NONE && tree_form_is(t, prep, "of")         ? 1
                     : rel == DEPREL_AMOD || rel == DEPREL_COMPOUND                                   ? 2
                     : where && rel == DEPREL_NMOD && prep != TREE_NONE && tree_form_is(t, prep, "in") ? 3
                                                                                                      : 9;
        if (r < rank) {
            rank = r;
            best = i;
        }
    }
    return best;
}

static bool place_country(const sentence_work *w, uint32_t token, coded_actor *out)
{
    uint32_t p = w->in->who->place_at[w->t.first + token];
    place_entry entry;
    if (p == ENTITY_NONE) return false;
    const place_mention *pm = &w->in->who->places[p];
    if (!place_book_entry(w->in->in->places, pm->entry, &entry) || !entry.country) return false;
    *out = (coded_actor){.code = entry.country,
                         .first = pm->first,
                         .last = pm->last,
                         .entity = ENTITY_NONE,
                         .political = true};
    return true;
}

/* "positions in Saudi Arabia's Asir region": the first actor within the words of a thing that was attacked; a
 * mere place gives its country in `out`. Relative clauses do not count. */
static uint32_t inside_of(const sentence_work *w, uint32_t token, coded_actor *out)
{
    const tree *t = &w->t;
    uint32_t first, last;
    *out = (coded_actor){.entity = ENTITY_NONE};
    tree_span(t, token, &first, &last);
    for (uint32_t i = token + 1; i <= last && i < t->n; i++) {
        if (t->nodes[i].upos == UPOS_VERB || t->nodes[i].deprel == DEPREL_CONJ || t->nodes[i].upos == UPOS_PUNCT)
            return TREE_NONE;
        if (is_actor_mention(w, i)) return i;
        if (place_country(w, i, out)) return TREE_NONE;
    }
    return TREE_NONE;
}

/* "army positions", "a police station": whose thing it is, where no country is named. */
static bool belongs_to_institution(const sentence_work *w, uint32_t token, coded_actor *out)
{
    static const struct {
        const char *word, *sector;
    } owners[] = {{"army", "MIL"},       {"military", "MIL"}, {"navy", "MIL"},     {"police", "COP"},
                  {"government", "GOV"}, {"rebel", "REB"},    {"militant", "UAF"}, {"opposition", "OPP"},
                  {"insurgent", "REB"},  {"militia", "UAF"},  {"presidential", "GOV"}};
    const tree *t = &w->t;
    for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE && i < token; i = tree_next_child(t, token, i)) {
        if (t->nodes[i].deprel != DEPREL_COMPOUND && t->nodes[i].deprel != DEPREL_AMOD) continue;
        for (size_t k = 0; k < sizeof owners / sizeof owners[0]; k++) {
            if (!tree_lemma_is(t, i, owners[k].word)) continue;
            *out = (coded_actor){.sectors = {owners[k].sector},
                                 .n_sectors = 1,
                                 .first = t->first + i,
                                 .last = t->first + token,
                                 .entity = ENTITY_NONE,
                                 .political = true};
            return true;
        }
    }
    return false;
}

/* How far a target may be taken from a thing or a place. */
enum reach {
    REACH_ACTOR, /* actors and owners alone */
    REACH_PLACE, /* "sent aid to Cucuta": the state of a place, too */
    REACH_INSIDE /* "shelled positions in ...": whatever stands inside the words of the thing */
};

static bool actor_at(const sentence_work *w, uint32_t token, enum slot_role role, enum reach reach, coded_actor *out)
{
    const tree *t = &w->t;
    for (int depth = 0; depth < 3; depth++) {
        uint8_t rel = t->nodes[token].deprel;
        if (mention_of(w, token) == ENTITY_NONE && (rel == DEPREL_APPOS || rel == DEPREL_FLAT))
            token = tree_head(t, token); /* neither has no head: only the root has none */
        if (is_actor_mention(w, token)) {
            actor_of_mention(w->in, mention_of(w, token), out);
            if (out->code || out->n_sectors || out->name.len) return true;
            uint32_t of = clause_next_prep(t, token, str_hash_lower(STR("of")), TREE_NONE);
            if (!is_measure(t, token) && of != TREE_NONE && is_actor_mention(w, of)) { /* "members of the council" */
                uint32_t first = out->first, last = out->last;
                actor_of_mention(w->in, mention_of(w, of), out);
                out->first = first;
                out->last = last;
            }
            if (!is_measure(t, token)) return true;
        }
        uint32_t inner = is_measure(t, token) ? clause_next_prep(t, token, str_hash_lower(STR("of")), TREE_NONE)
                                              : TREE_NONE;
        if (inner == TREE_NONE) break;
        token = inner;
    }
    if (reach >= REACH_PLACE && role == ROLE_TARGET && place_country(w, token, out)) return true;
    bool physical = reach == REACH_INSIDE;
    if (role == ROLE_SOURCE && !is_instrument(t, token)) return false;
    uint32_t owner = owner_of(w, token, physical && role == ROLE_TARGET);
    if (owner == TREE_NONE && belongs_to_institution(w, token, out)) return true;
    if (owner == TREE_NONE && physical && role == ROLE_TARGET) {
        owner = inside_of(w, token, out);
        if (owner == TREE_NONE) return out->code != NULL;
    }
    if (owner == TREE_NONE) return false;
    actor_of_mention(w->in, mention_of(w, owner), out);
    uint32_t first, last;
    tree_span(t, token, &first, &last);
    if (first <= owner && token >= first) { /* the words are the thing's: "the embassy of Iran" */
        out->first = t->first + (first < token ? first : token);
        out->last = t->first + (owner > token ? owner : token);
    }
    return true;
}

/* ---- from slots to tokens ----------------------------------------------------------------------- */

static void add_children(const sentence_work *w, heads *out, uint32_t token, const sense_slot *slot)
{
    const tree *t = &w->t;
    for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE; i = tree_next_child(t, token, i)) {
        uint8_t rel = t->nodes[i].deprel;
        if (slot->rel == SLOT_POSS && rel == DEPREL_NMOD_POSS) heads_add(out, i);
        if (slot->rel == SLOT_MOD && (rel == DEPREL_AMOD || rel == DEPREL_COMPOUND) && is_actor_mention(w, i))
            heads_add(out, i);
    }
}

static void add_slot(const sentence_work *w, heads *out, uint32_t token, const sense_slot *slot)
{
    const tree *t = &w->t;
    if (token == TREE_NONE) return;
    switch (slot->rel) {
    case SLOT_IOBJ: heads_add(out, tree_child(t, token, DEPREL_IOBJ)); break;
    case SLOT_POSS:
    case SLOT_MOD: add_children(w, out, token, slot); break;
    case SLOT_PREP:
        for (uint32_t i = clause_next_prep(t, token, slot->prep, TREE_NONE); i != TREE_NONE;
             i = clause_next_prep(t, token, slot->prep, i))
            if (is_nominal(t, i) && t->nodes[i].deprel != DEPREL_XCOMP) heads_add(out, i);
        break;
    default: break;
    }
}

/* "provided $400 million in aid to Indonesia": the phrase hangs on the object, or on what hangs on it. */
static void add_nested_slot(const sentence_work *w, heads *out, uint32_t token, const sense_slot *slot)
{
    for (int depth = 0; depth < 3 && token != TREE_NONE && out->n == 0; depth++) {
        add_slot(w, out, token, slot);
        token = tree_child(&w->t, token, DEPREL_NMOD);
    }
}

static bool is_helper(const sentence_work *w, uint32_t p)
{
    return (work_sense(w, p)->flags & (ACT_LIGHT | ACT_STATUS_ONLY)) != 0;
}

static void slot_heads(const sentence_work *w, uint32_t p, const sense_slot *slot, heads *out);

/* The T slots of an operator, first that holds an actor. */
static bool add_controller(const sentence_work *w, uint32_t operator_index, heads *out)
{
    const sense *s = work_sense(w, operator_index);
    if (!(s->flags & ACT_OPERATOR) || (s->flags & ACT_CONTROL_SUBJ)) return false;
    for (uint32_t i = 0; i < s->n_slots; i++) {
        if (s->slots[i].role != ROLE_TARGET || s->slots[i].rel == SLOT_SUBJ) continue;
        heads found = {.n = 0};
        slot_heads(w, operator_index, &s->slots[i], &found);
        coded_actor ignored;
        for (uint32_t k = 0; k < found.n; k++)
            if (actor_at(w, found.tokens[k], ROLE_TARGET, REACH_ACTOR, &ignored)) {
                heads_add(out, found.tokens[k]);
                return true;
            }
    }
    return false;
}

/* The operator in whose content slot a word stands, with or without an act of its own; or CODE_NONE. */
static uint32_t operator_over(const sentence_work *w, uint32_t word)
{
    const tree *t = &w->t;
    uint32_t p = w->at[word];
    if (p != CODE_NONE && w->out->predicates[p].parent != CODE_NONE) return w->out->predicates[p].parent;
    uint32_t head = tree_head(t, word);
    if (head == TREE_NONE || w->at[head] == CODE_NONE) return CODE_NONE;
    const sense *s = work_sense(w, w->at[head]);
    for (uint32_t i = 0; i < s->n_slots; i++) {
        if (s->slots[i].role != ROLE_CONTENT) continue;
        if (s->slots[i].rel == SLOT_XCOMP &&
            (t->nodes[word].deprel == DEPREL_XCOMP || clause_has_mark(t, word, "to")))
            return w->at[head];
        if (s->slots[i].rel == SLOT_PREP && clause_next_prep(t, head, s->slots[i].prep, TREE_NONE) == word)
            return w->at[head];
    }
    return CODE_NONE;
}

static bool is_finite(const tree *t, uint32_t verb)
{
    return (t->nodes[verb].features & FEATURE_FINITE) || tree_child(t, verb, DEPREL_AUX) != TREE_NONE;
}

/* "On Wednesday Modi had talks": where the tree gives a finite verb no subject, the actor right before it is one. */
static uint32_t actor_before(const sentence_work *w, uint32_t verb)
{
    const tree *t = &w->t;
    if (!is_finite(t, verb)) return TREE_NONE;
    uint32_t i = verb;
    while (i > 0 && (t->nodes[i - 1].deprel == DEPREL_AUX || t->nodes[i - 1].deprel == DEPREL_AUX_PASS ||
                     t->nodes[i - 1].deprel == DEPREL_ADVMOD))
        i--;
    if (i == 0 || w->mention_end[i - 1] == ENTITY_NONE) return TREE_NONE;
    const mention *m = &w->in->who->mentions[w->mention_end[i - 1]];
    uint32_t first = m->first - t->first;
    if (m->kind == MENTION_PLACE || (first > 0 && t->nodes[first - 1].upos == UPOS_ADP)) return TREE_NONE;
    return m->head >= m->first && m->head <= m->last ? m->head - t->first : TREE_NONE;
}

/* The subject of a verb or adjective: as clause_subject, but an operator on the way hands down whom it names: "accused France
 * of leaving by preparing ..." */
static void add_subject(const sentence_work *w, uint32_t word, bool adjective, heads *out)
{
    const tree *t = &w->t;
    for (uint32_t step = 0; step < MAX_CHAIN && word != TREE_NONE; step++) {
        uint32_t subject = clause_surface_subject(t, word);
        if (step == 0 && !adjective && clause_is_passive(t, word)) {
            heads_add(out, clause_antecedent(t, clause_by_agent(t, word)));
            return;
        }
        if (subject != TREE_NONE) {
            heads_add(out, clause_antecedent(t, subject));
            return;
        }
        if (step == 0 && !adjective && (subject = actor_before(w, word)) != TREE_NONE) {
            heads_add(out, subject);
            return;
        }
        if (step == 0 && adjective && (t->nodes[word].deprel == DEPREL_ACL || t->nodes[word].deprel == DEPREL_AMOD)) {
            heads_add(out, tree_head(t, word));
            return;
        }
        uint32_t operator_index = operator_over(w, word);
        if (operator_index != CODE_NONE && add_controller(w, operator_index, out)) return;
        if (step > 0 && t->nodes[word].upos == UPOS_NOUN && tree_child(t, word, DEPREL_NMOD_POSS) != TREE_NONE) {
            heads_add(out, tree_child(t, word, DEPREL_NMOD_POSS)); /* "its decision to leave" */
            return;
        }
        uint32_t found;
        word = clause_inherit(t, word, &found);
        if (found != TREE_NONE) {
            heads_add(out, clause_antecedent(t, found));
            return;
        }
    }
}

/* "with Paris set to reduce ...": the noun beside a word that the tree takes for the clause's head. */
static void add_absolute_subject(const sentence_work *w, uint32_t word, heads *out)
{
    uint32_t with = clause_next_prep(&w->t, word, str_hash_lower(STR("with")), TREE_NONE);
    if (out->n == 0 && with != TREE_NONE && with + 1 == word) heads_add(out, with);
}

/* Tokens of one slot of predicate `p`. */
static void slot_heads(const sentence_work *w, uint32_t p, const sense_slot *slot, heads *out)
{
    const predicate *pred = &w->out->predicates[p];
    bool verb = work_sense(w, p)->pos != SENSE_NOUN;
    if (slot->rel == SLOT_SUBJ) {
        if (verb) add_subject(w, pred->token, work_sense(w, p)->pos == SENSE_ADJ, out);
        if (verb) add_absolute_subject(w, pred->token, out);
        return;
    }
    if (slot->rel == SLOT_OBJ) {
        if (slot->role == ROLE_TARGET) heads_add(out, tree_child(&w->t, pred->token, DEPREL_IOBJ));
        heads_add(out, clause_object(&w->t, pred->token));
        return;
    }
    add_slot(w, out, pred->token, slot);
    bool of_need = slot->rel == SLOT_MOD || slot->rel == SLOT_POSS;
    if (of_need && pred->need != TREE_NONE && is_actor_mention(w, pred->need)) /* "the Mexican ambassador" */
        heads_add(out, pred->need);
    else
        add_slot(w, out, pred->need, slot);
    if (out->n == 0 && verb && slot->rel == SLOT_PREP) add_nested_slot(w, out, clause_object(&w->t, pred->token), slot);
    if (out->n || slot->rel == SLOT_MOD || slot->rel == SLOT_POSS) return;
    for (uint32_t up = pred->parent, steps = 0; up != CODE_NONE && is_helper(w, up) && steps < MAX_CHAIN; steps++) {
        add_slot(w, out, w->out->predicates[up].token, slot);
        up = w->out->predicates[up].parent;
    }
}

/* Adds an actor that is not there yet; "the two leaders" adds both. */
static uint32_t add_actor(const sentence_work *w, const coded_actor *a, coded_actor out[CODE_MAX_ACTORS], uint32_t n)
{
    const entity *e = a->entity == ENTITY_NONE ? NULL : &w->in->who->entities[a->entity];
    bool pair = e && e->members[0] != ENTITY_NONE && e->members[1] != ENTITY_NONE;
    for (uint32_t k = 0; k < (pair ? 2u : 1u) && n < CODE_MAX_ACTORS; k++) {
        out[n] = *a;
        if (pair) fill_entity(w->in, e->members[k], false, &out[n]);
        bool twice = false;
        for (uint32_t i = 0; i < n; i++) twice |= out[n].entity != ENTITY_NONE && out[i].entity == out[n].entity;
        n += !twice;
    }
    return n;
}

static enum reach reach_of(const char *type)
{
    static const char *const inside[] = {"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"};
    static const char *const places[] = {"AID", "COOPERATE", "RETREAT", "CONSULT", "PROTEST"};
    for (size_t i = 0; type && i < sizeof inside / sizeof inside[0]; i++)
        if (strcmp(type, inside[i]) == 0) return REACH_INSIDE;
    for (size_t i = 0; type && i < sizeof places / sizeof places[0]; i++)
        if (strcmp(type, places[i]) == 0) return REACH_PLACE;
    return REACH_ACTOR;
}

static uint32_t collect(const sentence_work *w, uint32_t p, const heads *found, enum slot_role role,
                        coded_actor out[CODE_MAX_ACTORS])
{
    enum reach reach = reach_of(act_book_text(&w->in->book->acts, work_act(w, p)->type));
    uint32_t n = 0;
    for (uint32_t i = 0; i < found->n && n < CODE_MAX_ACTORS; i++) {
        coded_actor a;
        if (actor_at(w, found->tokens[i], role, reach, &a)) n = add_actor(w, &a, out, n);
    }
    return n;
}

static uint32_t from_slots(const sentence_work *w, uint32_t p, enum slot_role role,
                           coded_actor out[CODE_MAX_ACTORS])
{
    const sense *s = work_sense(w, p);
    for (uint32_t i = 0; i < s->n_slots; i++) {
        if (s->slots[i].role != (uint32_t)role) continue;
        heads found = {.n = 0};
        slot_heads(w, p, &s->slots[i], &found);
        for (uint32_t k = 0; k < found.n; k++) /* grows: conjuncts may hang on conjuncts */
            heads_add_conjuncts(&found, &w->t, found.tokens[k]);
        uint32_t n = collect(w, p, &found, role, out);
        if (n) return n;
    }
    return 0;
}

/* Has the word a subject in its own clause, so that control plays no part? */
static bool has_own_subject(const tree *t, uint32_t word)
{
    return tree_child(t, word, DEPREL_NSUBJ) != TREE_NONE ||
           (tree_child(t, word, DEPREL_NSUBJ_PASS) != TREE_NONE && clause_is_passive(t, word)) ||
           tree_child(t, word, DEPREL_OBL_AGENT) != TREE_NONE;
}

/* The source of an act without one of its own: from what governs it. */
static uint32_t by_control(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    uint32_t up = w->out->predicates[p].parent;
    for (int step = 0; up != CODE_NONE && step < MAX_CHAIN; step++) {
        const sense *s = work_sense(w, up);
        uint32_t need = w->out->predicates[up].need;
        uint32_t owner = need == TREE_NONE ? TREE_NONE : owner_of(w, need, false);
        if (owner != TREE_NONE) { /* "voiced Malian willingness to cooperate" */
            actor_of_mention(w->in, mention_of(w, owner), &out[0]);
            return 1;
        }
        if ((s->flags & ACT_OPERATOR) && !(s->flags & ACT_CONTROL_SUBJ)) {
            uint32_t n = from_slots(w, up, ROLE_TARGET, out);
            if (n) return n;
        }
        uint32_t n = from_slots(w, up, ROLE_SOURCE, out);
        if (n) return n;
        up = w->out->predicates[up].parent;
    }
    return 0;
}

static uint32_t child_of(const sentence_work *w, uint32_t p)
{
    for (uint32_t i = w->base; i < w->out->n_predicates; i++) {
        if (w->out->predicates[i].parent != p) continue;
        return is_helper(w, i) ? child_of(w, i) : i;
    }
    return CODE_NONE;
}

/* The actor that an infinitive without a known act is about: "offered to extend its mission in Honiara". */
static uint32_t from_unknown_content(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const preps[] = {"to", "with", "for", "against", "on", "in", "from"};
    const tree *t = &w->t;
    uint32_t verb = clause_content(t, w->out->predicates[p].token);
    if (verb == TREE_NONE || w->at[verb] != CODE_NONE) return 0;
    uint32_t object = clause_object(t, verb);
    if (object != TREE_NONE && actor_at(w, object, ROLE_TARGET, REACH_ACTOR, &out[0])) return 1;
    for (size_t k = 0; k < sizeof preps / sizeof preps[0]; k++) {
        uint32_t i = clause_next_prep(t, verb, str_hash_lower(str_from(preps[k])), TREE_NONE);
        if (i != TREE_NONE && is_nominal(t, i) && actor_at(w, i, ROLE_TARGET, REACH_ACTOR, &out[0])) return 1;
    }
    return 0;
}

/* An operator without a target of its own: "demanded that Russia leave", "refused to meet the envoy". */
static uint32_t from_content(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    uint32_t child = child_of(w, p);
    if (child == CODE_NONE) return from_unknown_content(w, p, out);
    if (tree_child(&w->t, w->out->predicates[p].token, DEPREL_OBJ) != TREE_NONE) return 0;
    uint32_t n = 0;
    const predicate *c = &w->out->predicates[child];
    bool asked = work_act(w, p)->of_status == CASUS_PROPOSED;
    if (asked && (has_own_subject(&w->t, c->token) || work_sense(w, child)->pos == SENSE_NOUN))
        n = from_slots(w, child, ROLE_SOURCE, out);
    coded_actor own[CODE_MAX_ACTORS];
    uint32_t n_own = n ? from_slots(w, p, ROLE_SOURCE, own) : 0;
    for (uint32_t i = 0; i < n_own; i++)
        if (own[i].entity != ENTITY_NONE && own[i].entity == out[0].entity) n = 0;
    return n ? n : from_slots(w, child, ROLE_TARGET, out);
}

/* A person in the middle of a chain: the parent hands a subject down unless the word has its own. */
static bool controlled(const sentence_work *w, uint32_t p)
{
    const predicate *pred = &w->out->predicates[p];
    if (pred->parent == CODE_NONE) return false;
    if (work_sense(w, p)->pos == SENSE_NOUN) return false; /* its own modifiers come first */
    uint32_t word = pred->token, first = tree_head(&w->t, word); /* "that Russia leave and lift ...": shared */
    if (w->t.nodes[word].deprel == DEPREL_CONJ && first != w->out->predicates[pred->parent].token &&
        has_own_subject(&w->t, first))
        return false;
    return !has_own_subject(&w->t, word);
}

uint32_t arguments_of(const sentence_work *w, uint32_t p, enum slot_role role, coded_actor out[CODE_MAX_ACTORS])
{
    uint32_t n = 0;
    bool swap = (work_sense(w, p)->flags & ACT_SWAP) != 0;
    if (swap && role <= ROLE_TARGET) role = role == ROLE_SOURCE ? ROLE_TARGET : ROLE_SOURCE;
    if (role == ROLE_SOURCE && controlled(w, p)) n = by_control(w, p, out);
    if (n == 0) n = from_slots(w, p, role, out);
    if (n == 0 && role == ROLE_SOURCE) n = by_control(w, p, out);
    uint32_t inner = w->out->predicates[p].inner;
    if (n == 0 && role == ROLE_TARGET && inner != CODE_NONE) n = from_slots(w, inner, role, out);
    if (n == 0 && role == ROLE_TARGET && (work_sense(w, p)->flags & ACT_OPERATOR)) n = from_content(w, p, out);
    return n;
}
