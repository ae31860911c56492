/* What is seen of a pronoun and of a mention that it may stand for; see coref_rank.h. */
#include "entity/coref.h"

#define CLIMB 12 /* steps up a tree, at most */

/* ---- looking at trees ------------------------------------------------------------------------ */

static bool is_clause(const tree *t, uint32_t i)
{
    switch (t->nodes[i].deprel) {
    case DEPREL_ROOT:
    case DEPREL_CCOMP:
    case DEPREL_XCOMP:
    case DEPREL_ADVCL:
    case DEPREL_ADVCL_RELCL:
    case DEPREL_ACL:
    case DEPREL_ACL_RELCL:
    case DEPREL_CSUBJ:
    case DEPREL_PARATAXIS: return true;
    case DEPREL_CONJ: return t->nodes[i].upos == UPOS_VERB || t->nodes[i].upos == UPOS_AUX;
    default: return false;
    }
}

/* The head of the first conjunct: "and" joins equals. */
static uint32_t governor(const tree *t, uint32_t i)
{
    for (int steps = 0; steps < CLIMB && t->nodes[i].deprel == DEPREL_CONJ; steps++) {
        uint32_t up = tree_head(t, i);
        if (up == TREE_NONE || t->nodes[i].upos == UPOS_VERB) break;
        i = up;
    }
    return tree_head(t, i);
}

static enum rank_part part_of(unsigned rel)
{
    switch (rel) {
    case DEPREL_NSUBJ:
    case DEPREL_NSUBJ_OUTER: return PART_SUBJECT;
    case DEPREL_NSUBJ_PASS: return PART_PASSIVE;
    case DEPREL_OBJ:
    case DEPREL_IOBJ: return PART_OBJECT;
    case DEPREL_OBL:
    case DEPREL_OBL_AGENT: return PART_OBLIQUE;
    case DEPREL_NMOD: return PART_MODIFIER;
    case DEPREL_NMOD_POSS: return PART_OWNER;
    case DEPREL_APPOS: return PART_APPOSED;
    case DEPREL_ROOT: return PART_ROOT;
    default: return PART_OTHER;
    }
}

static enum rank_place place_of(unsigned rel)
{
    switch (part_of(rel)) {
    case PART_SUBJECT:
    case PART_PASSIVE: return PLACE_SUBJECT;
    case PART_OBJECT: return PLACE_OBJECT;
    case PART_OWNER: return PLACE_POSSESSIVE;
    default: return PLACE_OTHER;
    }
}

static enum rank_clause clause_of(const tree *t, uint32_t i)
{
    for (int steps = 0; steps < CLIMB && i != TREE_NONE && !is_clause(t, i); steps++)
        i = tree_head(t, i);
    if (i == TREE_NONE) return CLAUSE_MAIN;
    switch (t->nodes[i].deprel) {
    case DEPREL_CONJ:
    case DEPREL_PARATAXIS: return CLAUSE_BESIDE;
    case DEPREL_ADVCL:
    case DEPREL_ADVCL_RELCL: return CLAUSE_ADVERBIAL;
    case DEPREL_ACL:
    case DEPREL_ACL_RELCL: return CLAUSE_RELATIVE;
    case DEPREL_CCOMP:
    case DEPREL_XCOMP:
    case DEPREL_CSUBJ: return CLAUSE_CONTENT;
    default: return CLAUSE_MAIN;
    }
}

/* By what of the mention's own the pronoun hangs on it. */
static enum rank_path path_inside(const tree *t, uint32_t below)
{
    if (below == TREE_NONE) return PATH_INSIDE;
    switch (t->nodes[below].deprel) {
    case DEPREL_ACL_RELCL: return PATH_RELATIVE;
    case DEPREL_CONJ: return PATH_JOINED;
    default: return PATH_INSIDE;
    }
}

/* How a mention with head `i` is met on the way up from the pronoun at `from`: itself, or its verb
 * in the pronoun's own clause, in one above or in one that this is joined to. */
static enum rank_path path_of(const tree *t, uint32_t from, uint32_t i, bool subject)
{
    uint32_t verb = governor(t, i), crossed = 0, at = from;
    uint32_t below = TREE_NONE;
    bool joined = false;
    for (int steps = 0; steps < 2 * CLIMB && at != TREE_NONE; steps++) {
        if (at == i) return path_inside(t, below);
        if (at == verb) {
            if (joined) return subject ? PATH_BESIDE : PATH_OBJECT_BESIDE;
            if (!subject) return crossed ? PATH_OBJECT_BELOW : PATH_OBJECT;
            return crossed == 0 ? PATH_CLAUSE : crossed == 1 ? PATH_BELOW : PATH_DEEP;
        }
        if (is_clause(t, at)) {
            crossed++;
            joined = t->nodes[at].deprel == DEPREL_CONJ || t->nodes[at].deprel == DEPREL_PARATAXIS;
        }
        below = at;
        at = tree_head(t, at);
    }
    return PATH_OTHER;
}

static enum rank_prep prep_of(const tree *t, uint32_t i)
{
    static const char *const words[] = {"",     "in",  "at",   "by", "of",      "with", "to",
                                        "for",  "from", "as",  "between", "on"};
    uint32_t prep = tree_child(t, i, DEPREL_CASE);
    if (prep == TREE_NONE || tree_form_is(t, prep, "'s") || tree_form_is(t, prep, "'"))
        return PREP_NONE;
    for (unsigned w = 1; w < COUNT(words); w++)
        if (tree_form_is(t, prep, words[w])) return (enum rank_prep)w;
    return PREP_OTHER;
}

/* ---- the pronoun ----------------------------------------------------------------------------- */

enum pronoun_class pronoun_class_of(const mention *p)
{
    if (p->flags & (MENTION_MALE | MENTION_FEMALE)) return PRONOUN_PERSON;
    return p->flags & MENTION_PLURAL ? PRONOUN_MANY : PRONOUN_THING;
}

pronoun_view pronoun_look(const coref *c, uint32_t m)
{
    const mention *p = &c->out->mentions[m];
    pronoun_view v = {.mention = m,
                      .class = pronoun_class_of(p),
                      .parsed = sentence_is_parsed(c->in, p->sentence)};
    v.kind = v.class == PRONOUN_PERSON ? (p->flags & MENTION_FEMALE ? 1u : 0u) : v.class + 1u;
    v.place = token_in(c->in, p->head, "his its their") ? PLACE_POSSESSIVE : PLACE_OTHER;
    v.opens = p->head == c->in->lexed->first[p->sentence];
    if (!v.parsed) return v;
    v.t = entity_tree(c->in, p->sentence);
    v.at = p->head - v.t.first;
    v.place = place_of(coref_relation(c, m));
    v.clause = clause_of(&v.t, v.at);
    v.verb = governor(&v.t, v.at);
    return v;
}

/* ---- the mention ----------------------------------------------------------------------------- */

static enum rank_apart apart_of(const coref *c, uint32_t pronoun, uint32_t m)
{
    if (m > pronoun) return APART_AHEAD;
    uint32_t n = c->out->mentions[pronoun].sentence - c->out->mentions[m].sentence;
    return n < APART_FAR ? (enum rank_apart)n : APART_FAR;
}

static enum rank_near near_of(enum rank_apart apart)
{
    return apart == APART_SAME || apart == APART_AHEAD ? NEAR_SAME
           : apart == APART_1                          ? NEAR_1
                                                       : NEAR_FAR;
}

/* A capitalised phrase behind "in" or with "the": hardly a person. */
static bool is_located(const coref *c, const mention *x)
{
    if (token_in(c->in, x->first, "the a an")) return true;
    return x->first > c->in->lexed->first[x->sentence] &&
           token_in(c->in, x->first - 1, "in at near into throughout across");
}

static enum rank_form form_of(const coref *c, uint32_t m)
{
    const mention *x = &c->out->mentions[m];
    const mention_detail *d = &c->out->details[m];
    bool several = d->name_first != ENTITY_NONE && d->name_first < d->name_last;
    switch (x->kind) {
    case MENTION_PERSON:
        if (d->role != ENTITY_NONE) return FORM_TITLED;
        return several ? FORM_FULL : FORM_SHORT;
    case MENTION_NAME: return is_located(c, x) ? FORM_LOCATED : several ? FORM_NAME : FORM_SHORT;
    case MENTION_ROLE: return x->flags & MENTION_DEFINITE ? FORM_DEFINITE : FORM_INDEFINITE;
    case MENTION_PRONOUN:
        return x->flags & (MENTION_MALE | MENTION_FEMALE) ? FORM_HE
               : x->flags & MENTION_PLURAL                ? FORM_THEY
                                                          : FORM_IT;
    case MENTION_ORG: return FORM_BODY;
    case MENTION_COUNTRY: return FORM_STATE;
    default: return FORM_PLACE;
    }
}

static enum rank_nature nature_of(const coref *c, const entity *e)
{
    bool plural = (e->flags & MENTION_PLURAL) != 0;
    uint32_t nature = coref_nature(c, e);
    if (e->members[0] != ENTITY_NONE) return NATURE_PAIR;
    if (e->kind == MENTION_PERSON) return NATURE_PERSON;
    if (e->kind == MENTION_NAME) return NATURE_NAME;
    if (e->kind == MENTION_COUNTRY) return e->n_sectors ? NATURE_GOVERNMENT : NATURE_STATE;
    if (e->kind == MENTION_ORG) return NATURE_BODY;
    if (plural) return NATURE_PEOPLE;
    return nature & ROLE_PERSON ? NATURE_PERSON : nature & ROLE_ORG ? NATURE_BODY : NATURE_GROUP;
}

static enum rank_joined joined_of(const coref *c, uint32_t m)
{
    const mention *x = &c->out->mentions[m];
    tree t = entity_tree(c->in, x->sentence);
    uint32_t i = x->head - t.first;
    if (t.nodes[i].deprel == DEPREL_CONJ) return JOINED_LATER;
    uint32_t child = tree_child(&t, i, DEPREL_CONJ);
    return child != TREE_NONE && t.nodes[child].upos != UPOS_VERB ? JOINED_FIRST : JOINED_ALONE;
}

static enum rank_nest nest_of(const coref *c, uint32_t m)
{
    const mention *x = &c->out->mentions[m];
    uint32_t start = c->in->lexed->first[x->sentence], end = c->in->lexed->first[x->sentence + 1];
    if (coref_relation(c, m) == DEPREL_NMOD_POSS) return NEST_OWNER;
    if (x->first > start && token_in(c->in, x->first - 1, "( [")) return NEST_BRACKETS;
    if (x->last + 1 < end && token_in(c->in, x->last + 1, ") ]")) return NEST_BRACKETS;
    if (x->first > start && token_in(c->in, x->first - 1, "\" ' ``")) return NEST_MARKS;
    for (uint32_t k = 1; k <= 3 && k <= m; k++) {
        const mention *o = &c->out->mentions[m - k];
        if (o->sentence == x->sentence && o->first <= x->first && o->last >= x->last)
            return NEST_INSIDE;
    }
    return NEST_FREE;
}

/* 0 to 7: 0 of fewer than two, else the power of two. */
static enum rank_size power_of(uint32_t n)
{
    unsigned size = 0;
    while (n > 1 && size < SIZE_7) {
        n /= 2;
        size++;
    }
    return (enum rank_size)size;
}

static enum rank_size size_of(uint32_t n) { return n < SIZE_7 ? (enum rank_size)n : SIZE_7; }

static enum rank_quoted quoted_of(const coref *c, uint32_t pronoun, uint32_t m)
{
    uint32_t p = c->quote_of[pronoun], x = c->quote_of[m];
    if (p == x) return p == ENTITY_NONE ? QUOTED_NEITHER : QUOTED_BOTH;
    return x != ENTITY_NONE ? QUOTED_LEFT : QUOTED_ENTERED;
}

/* What the tree says of the two. */
static void look_at_tree(const coref *c, const pronoun_view *v, uint32_t m, enum rank_apart apart,
                         rank_features *f)
{
    const mention *x = &c->out->mentions[m];
    enum rank_near near = near_of(apart);
    if (!sentence_is_parsed(c->in, x->sentence)) return;
    tree t = entity_tree(c->in, x->sentence);
    uint32_t i = x->head - t.first, verb = governor(&t, i);
    enum rank_part part = part_of(coref_relation(c, m));
    bool subject = part == PART_SUBJECT || part == PART_PASSIVE, same = near == NEAR_SAME;
    rank_add(f, FORM_ROLE, PART, form_of(c, m), part);
    rank_add(f, WIDE, YES, near, tree_child(&t, i, DEPREL_ACL_RELCL) != TREE_NONE ? YES : NO);
    if (v->opens) rank_add(f, OPENS, APART, part, apart);
    if (same) rank_add(f, ROLE, PART, v->place, part);
    else rank_add(f, ROLE_BEFORE, PART, v->place, part);
    if (subject && verb != TREE_NONE && t.nodes[verb].head == 0)
        rank_add(f, MAIN, NEAR, v->place, near);
    if (same && v->parsed) {
        enum rank_path path = path_of(&t, v->at, i, subject);
        rank_add(f, PATH, PATH, v->place, path);
        rank_add(f, CLAUSE_PATH, PATH, v->clause, path);
        rank_add(f, CLAUSE, PART, v->clause, part);
    }
    if (v->parsed && verb != TREE_NONE && v->verb != TREE_NONE &&
        t.nodes[verb].lemma_hash == v->t.nodes[v->verb].lemma_hash &&
        t.first + verb != v->t.first + v->verb)
        rank_add(f, VERB, NEAR, v->place, near);
    rank_add(f, PREP, PREP, near, prep_of(&t, i));
    rank_add(f, JOINED, JOINED, near, joined_of(c, m));
}

static enum rank_hint hint_of(uint32_t gender, uint32_t pronoun)
{
    if (!gender) return HINT_NONE;
    return gender & pronoun ? HINT_FOR : HINT_AGAINST;
}

void pronoun_features(const coref *c, const pronoun_view *v, const candidate *of, rank_features *f)
{
    uint32_t m = of->mention;
    const mention *p = &c->out->mentions[v->mention], *x = &c->out->mentions[m];
    const entity *e = coref_entity(c, m);
    enum rank_apart apart = apart_of(c, v->mention, m);
    enum rank_near near = near_of(apart);
    uint32_t tokens = p->head > x->head ? p->head - x->head : x->head - p->head;
    uint32_t seen = x->entity < c->n_seen ? c->seen[x->entity] : 0, prior = c->prior[v->kind];
    f->n = 0;
    rank_add(f, APART, APART, v->place, apart);
    look_at_tree(c, v, m, apart, f);
    rank_add(f, SUBJECTS, SUBJECTS, v->place, of->subjects);
    rank_add(f, SUBJECT_APART, APART, of->subjects, apart);
    rank_add(f, CROWD, NEAR, size_of(of->crowd), near);
    if (of->active) rank_add(f, ACTIVE, NEAR, v->place, near);
    rank_add(f, FORM, FORM, near, form_of(c, m));
    rank_add(f, NATURE, NATURE, near, nature_of(c, e));
    rank_add(f, RANK, SIZE, v->place, size_of(of->between));
    rank_add(f, TOKENS, SIZE, near, power_of(tokens));
    rank_add(f, SEEN, SIZE, near, size_of(seen));
    if (of->most) rank_add(f, MOST, NEAR, ANY, near);
    rank_add(f, GENDER, YES, near,
             (p->flags & e->flags & (MENTION_MALE | MENTION_FEMALE)) ? YES : NO);
    if (v->class == PRONOUN_PERSON && !(e->flags & (MENTION_MALE | MENTION_FEMALE))) {
        rank_add(f, NAME, HINT, near, hint_of(coref_name_gender(c, e), p->flags));
        uint32_t learned = x->entity < c->n_seen ? c->learned[x->entity] : 0;
        rank_add(f, LEARNED, HINT, near, hint_of(learned, p->flags));
    }
    if (x->entity == c->topic[v->class]) rank_add(f, TOPIC, APART, v->place, apart);
    if (m == 0 || c->out->mentions[m - 1].sentence != x->sentence)
        rank_add(f, LEAD, APART, v->place, apart);
    if (prior != ENTITY_NONE && c->out->mentions[prior].entity == x->entity) {
        rank_add(f, PRIOR, APART, v->place, apart_of(c, v->mention, prior));
        if (place_of(coref_relation(c, prior)) == v->place)
            rank_add(f, PRIOR_ALIKE, NEAR, v->place, near);
    }
    rank_add(f, QUOTED, QUOTED, near, quoted_of(c, v->mention, m));
    rank_add(f, NEST, NEST, near, nest_of(c, m));
    if (c->out->details[m].apposed != ENTITY_NONE) rank_add(f, APPOSED, YES, near, YES);
}
