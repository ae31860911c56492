/* Ties the mentions of one sentence together.
 *
 *     the army  of  Chad                       the first is owned by the second, and spans it
 *     dozens    of  protesters                 one mention: what is counted
 *     Sergey Lavrov , the foreign minister     apposed: two names of one actor
 *     Aino Kask , who is mayor of Tartu        said to be: the same
 */
#include "entity/mention.h"

static const mention *mention_of(const mention_work *w, uint32_t m) { return &w->out->mentions[m]; }

static bool role_of(const mention_work *w, uint32_t m, role_noun *noun)
{
    return actor_book_role_noun(w->ps.in->actors, w->out->details[m].role, noun);
}

/* The largest mention of the sentence that begins at document token `t` after mention `after`, or
 * after a determiner. */
static uint32_t mention_from(const mention_work *w, uint32_t t, uint32_t after)
{
    /* Mentions are made from left to right: the one sought stands close behind. */
    for (uint32_t m = after + 1; m < w->out->n_mentions && m < after + 12; m++) {
        const mention *x = mention_of(w, m);
        if (x->first == t && !(x->flags & MENTION_ADJ)) return m;
        if (x->first > t) break;
    }
    return ENTITY_NONE;
}

/* "Mali's foreign minister": the phrase that counts begins behind its owner. */
static uint32_t owned_by(const mention_work *w, uint32_t m)
{
    uint32_t end = w->ps.base + w->ps.n;
    while (m != ENTITY_NONE && mention_of(w, m)->last + 2 < end &&
           token_in(w->ps.in, mention_of(w, m)->last + 1, "'s '")) {
        uint32_t next = m + 1; /* it spans its owner, and comes behind it */
        while (next < w->out->n_mentions && next < m + 12 && w->out->details[next].owner != m)
            next++;
        if (next >= w->out->n_mentions || w->out->details[next].owner != m) break;
        m = next;
    }
    return m;
}

static bool names_a_holder(const mention *x)
{
    return x->kind == MENTION_COUNTRY || x->kind == MENTION_ORG || x->kind == MENTION_PLACE ||
           x->kind == MENTION_NAME;
}

/* Police and protesters in Paris are French, as a rule; reporters, troops and diplomats may be
 * anyone's. */
static bool belongs_where_it_is(const role_noun *noun)
{
    if (!noun->n_sectors) return (noun->flags & ROLE_WEAK) != 0;
    const char *s = noun->sectors[0];
    if (strcmp(s, "JRN") == 0 || strcmp(s, "REF") == 0 || strcmp(s, "ELI") == 0) return false;
    if (strcmp(s, "MIL") == 0)
        return strcmp(noun->name, "army") == 0 || strcmp(noun->name, "military") == 0;
    if (strcmp(s, "GOV") == 0)
        return (noun->flags & ROLE_ORG) && strcmp(noun->name, "embassy") != 0;
    return true;
}

/* Whether the tree attaches what follows the preposition at `t` to the noun before it, and that
 * noun is no army. */
static bool hangs_below(const mention_work *w, const mention *holder, uint32_t t)
{
    const phrase_sentence *ps = &w->ps;
    if (!ps->nodes || t <= ps->base) return false;
    uint32_t head = ps->nodes[holder->head - ps->base].head;
    return head && ps->base + head - 1 < t && ps->nodes[head - 1].upos == UPOS_NOUN;
}

/* Those who are "from" a state as its people, whatever the verb: "hosted delegations from Iran";
 * diplomats and troops may be moved from it. */
static bool is_sent(const role_noun *noun)
{
    static const char *const names[] = {
        "delegation", "negotiator", "representative", "official",    "delegate", "minister",
        "leader",     "lawmaker",   "expert",         "politician",  "mediator", "activist",
        "inspector",  "observer",   "envoy",          "investigator"};
    return text_among(noun->name, names, COUNT(names));
}

/* What a preposition between two phrases says of whose the first is. */
static uint32_t link_of(const mention_work *w, uint32_t t, const role_noun *noun,
                        const mention *holder)
{
    const entity_input *in = w->ps.in;
    if (token_in(in, t, "of")) return OWNER_OF;
    if (token_in(in, t, "for at with") && (noun->flags & ROLE_CARRY)) return OWNER_FOR;
    /* "paramilitaries from Wagner"; but troops are withdrawn from a state that they are not of. */
    if (token_in(in, t, "from"))
        return holder->kind == MENTION_ORG || holder->kind == MENTION_ROLE || is_sent(noun) ||
                       hangs_below(w, holder, t)
                   ? OWNER_OF
                   : OWNER_NONE;
    if (token_in(in, t, "in") && names_a_holder(holder) && belongs_where_it_is(noun))
        return OWNER_IN;
    return OWNER_NONE;
}

/* "dozens of protesters": what is counted takes the whole span and the head. */
static void count(mention_work *w, uint32_t quantity, uint32_t m)
{
    mention *x = &w->out->mentions[m], *q = &w->out->mentions[quantity];
    x->first = q->first;
    x->head = q->head;
    x->flags = (x->flags & ~(uint32_t)MENTION_DEFINITE) | MENTION_PLURAL;
    /* The count itself is nobody: it stays as a mention that no entity will be made of. */
    q->kind = MENTION_PLACE;
    q->flags = MENTION_ADJ;
    w->out->details[quantity].role = ENTITY_NONE;
    q->last = q->first;
    q->head = q->first;
    w->out->details[quantity].core_last = q->first;
}

/* "the ministers of Mali, Chad and Niger": further states and bodies that the tree joins to the
 * first. */
static void share_complements(mention_work *w, uint32_t m, uint32_t owner)
{
    const phrase_sentence *ps = &w->ps;
    mention *x = &w->out->mentions[m];
    uint32_t kind = mention_of(w, owner)->kind, end = ps->base + ps->n;
    if (!(x->flags & MENTION_PLURAL) || !ps->nodes || !names_a_holder(mention_of(w, owner))) return;
    for (uint32_t t = mention_of(w, owner)->last + 1; t + 1 < end; t = x->last + 1) {
        if (token_in(w->ps.in, t, ",")) t += t + 2 < end && token_in(ps->in, t + 1, "and or");
        else if (!token_in(w->ps.in, t, "and or")) return;
        uint32_t next = mention_from(w, t + 1, owner);
        if (next == ENTITY_NONE || mention_of(w, next)->kind != kind) return;
        const node *n = &ps->nodes[mention_of(w, next)->head - ps->base];
        uint32_t head = n->head ? ps->base + n->head - 1u : ENTITY_NONE;
        if (n->deprel != DEPREL_CONJ || head < x->first || head > mention_of(w, next)->head) return;
        /* a party beside them, not one of theirs */
        if (head == x->head && kind != MENTION_COUNTRY) return;
        mention_share(&w->out->details[m], next);
        x->last = mention_of(w, next)->last;
    }
}

static bool is_region(const mention_work *w, uint32_t entry)
{
    actor_entry e;
    return actor_book_entry(w->ps.in->actors, entry, &e) && e.kind == ACTOR_REGION;
}

/* "the mayor of the Colombian city of Cali": behind "of" stands no actor, but the adjective of its
 * state. */
static void take_adjective(mention_work *w, uint32_t m, const role_noun *noun)
{
    mention_detail *d = &w->out->details[m];
    uint32_t at = d->core_last + 1, end = w->ps.base + w->ps.n;
    if (d->country != ENTITY_NONE || d->owner != ENTITY_NONE || at + 2 >= end ||
        !(token_in(w->ps.in, at, "of") ||
          (token_in(w->ps.in, at, "in") && belongs_where_it_is(noun))))
        return;
    at += token_in(w->ps.in, at + 1, "the a an this") ? 2 : 1;
    for (uint32_t i = m + 1; i < w->out->n_mentions && i < m + 4; i++) {
        const mention_detail *other = &w->out->details[i];
        if (mention_of(w, i)->first != at || !(mention_of(w, i)->flags & MENTION_ADJ)) continue;
        d->country = value_of_kind(other->values, other->n_values, PHRASE_ADJECTIVE);
        return;
    }
}

static void link_complement(mention_work *w, uint32_t m)
{
    const mention_detail *d = &w->out->details[m];
    role_noun noun = {0};
    bool has_role = role_of(w, m, &noun);
    uint32_t end = w->ps.base + w->ps.n;
    if (d->core_last + 2 >= end || mention_of(w, m)->kind != MENTION_ROLE || !has_role) return;
    uint32_t other = owned_by(w, mention_from(w, d->core_last + 2, m));
    if (other == ENTITY_NONE) {
        take_adjective(w, m, &noun);
        return;
    }
    uint32_t link = link_of(w, d->core_last + 1, &noun, mention_of(w, other));
    if (link == OWNER_NONE) return;
    if (noun.flags & ROLE_QUANTITY) {
        if (link == OWNER_OF && mention_of(w, other)->kind != MENTION_PRONOUN) count(w, m, other);
        return;
    }
    bool weak = link == OWNER_IN || token_in(w->ps.in, d->core_last + 1, "from");
    bool placed = d->country != ENTITY_NONE && !is_region(w, d->country);
    if (weak && (d->owner != ENTITY_NONE || placed)) return;
    mention_detail *self = &w->out->details[m];
    /* "the UN envoy for Syria" is not Syria's */
    if (link == OWNER_FOR && (self->owner != ENTITY_NONE || self->country != ENTITY_NONE)) return;
    /* "the Lagos Institute of Technology": Lagos says more. */
    if (self->owner == ENTITY_NONE ||
        (self->owner_link == OWNER_MODIFIER && mention_of(w, other)->kind != MENTION_NAME)) {
        self->owner = other;
        self->owner_link = link;
    }
    if (link == OWNER_IN) return;
    w->out->mentions[m].last = mention_of(w, other)->last;
    if (self->owner == other) share_complements(w, m, other);
}

/* ---- appositions ----------------------------------------------------------------------------- */

static bool is_named(const mention *x)
{
    return x->kind == MENTION_PERSON || x->kind == MENTION_NAME || x->kind == MENTION_ORG;
}

static bool ends_apposition(const mention_work *w, uint32_t t)
{
    uint32_t end = w->ps.base + w->ps.n;
    if (t >= end) return true;
    return token_in(w->ps.in, t, ", . ; ) : - -- who which \" ?") &&
           !(t + 1 < end && token_in(w->ps.in, t, "-") &&
             !(w->ps.tokens[t - 1 - w->ps.base].flags & TOKEN_SPACE_AFTER));
}

static bool tree_apposes(const mention_work *w, const mention *a, const mention *b)
{
    const phrase_sentence *ps = &w->ps;
    if (!ps->nodes) return false;
    const node *x = &ps->nodes[b->head - ps->base];
    return x->deprel == DEPREL_APPOS && x->head && ps->base + x->head - 1 == a->head;
}

/* Whether `b` can name the same as `a`: a name beside a role, both persons or both bodies. */
static bool can_appose(const mention_work *w, uint32_t a, uint32_t b)
{
    const mention *x = mention_of(w, a), *y = mention_of(w, b);
    uint32_t name = is_named(x) ? a : b, role = is_named(x) ? b : a;
    if (is_named(x) == is_named(y) || mention_of(w, role)->kind != MENTION_ROLE) return false;
    role_noun noun;
    if (!role_of(w, role, &noun) || (mention_of(w, role)->flags & MENTION_PLURAL)) return false;
    bool person = (noun.flags & ROLE_PERSON) != 0;
    if (mention_of(w, name)->kind == MENTION_PERSON) return person;
    if (mention_of(w, name)->kind == MENTION_ORG) return !person;
    return true;
}

/* A name that nobody knows, beside the role of a person: a person. */
static void call_person(mention_work *w, uint32_t m)
{
    mention *x = &w->out->mentions[m];
    role_noun noun;
    if (x->kind == MENTION_NAME && role_of(w, w->out->details[m].apposed, &noun) &&
        (noun.flags & ROLE_PERSON))
        x->kind = MENTION_PERSON;
}

static void link_apposition(mention_work *w, uint32_t m)
{
    const entity_input *in = w->ps.in;
    const mention *x = mention_of(w, m);
    if (x->kind != MENTION_ROLE && !is_named(x)) return;
    uint32_t end = w->ps.base + w->ps.n, comma = x->last + 1;
    if (comma + 1 >= end || !token_in(in, comma, ", ( - --")) return;
    uint32_t next = comma + 1, other = mention_from(w, next, m);
    other = owned_by(w, other);
    /* A pronoun owner: "Lavrov, his counterpart". */
    if (other != ENTITY_NONE && mention_of(w, other)->kind == MENTION_PRONOUN)
        other = mention_from(w, mention_of(w, other)->last + 1, other);
    if (other == ENTITY_NONE || !can_appose(w, m, other)) return;
    bool closed = ends_apposition(w, mention_of(w, other)->last + 1);
    if (!closed && !tree_apposes(w, x, mention_of(w, other))) return;
    /* "..., the minister, a deputy and ...": an indefinite role names nobody before it unless the
     * tree says so. */
    w->out->details[other].apposed = m;
    if (w->out->details[m].apposed == ENTITY_NONE) w->out->details[m].apposed = other;
    call_person(w, other);
}

/* ---- "X is the mayor" ------------------------------------------------------------------------ */

/* The mention whose head is token i of the sentence. */
static uint32_t headed_by(const mention_work *w, uint32_t i)
{
    for (uint32_t m = w->first_mention; m < w->out->n_mentions; m++)
        if (mention_of(w, m)->head == w->ps.base + i && !(mention_of(w, m)->flags & MENTION_ADJ))
            return m;
    return ENTITY_NONE;
}

/* "is not", "would be", "if X is": nobody is said to be anything. */
static bool is_asserted(const tree *t, uint32_t predicate)
{
    for (uint32_t k = tree_next_child(t, predicate, TREE_NONE); k != TREE_NONE;
         k = tree_next_child(t, predicate, k)) {
        unsigned rel = t->nodes[k].deprel;
        bool modal = rel == DEPREL_AUX && !tree_lemma_is(t, k, "have");
        bool asked =
            rel == DEPREL_MARK && (tree_form_is(t, k, "if") || tree_form_is(t, k, "unless") ||
                                   tree_form_is(t, k, "whether"));
        if (modal || asked || tree_form_is(t, k, "not") || tree_form_is(t, k, "n't") ||
            tree_form_is(t, k, "never"))
            return false;
    }
    return true;
}

static uint32_t subject_of(const tree *t, uint32_t verb)
{
    uint32_t subject = tree_child(t, verb, DEPREL_NSUBJ);
    if (subject == TREE_NONE) subject = tree_child(t, verb, DEPREL_NSUBJ_PASS);
    return subject;
}

/* Who is said to be the noun at token i: the subject of "is", "became", "was elected"; the object of
 * "appointed". TREE_NONE where nobody is. */
static uint32_t said_to_be(const tree *t, uint32_t i)
{
    static const char *const becoming[] = {"become", "remain"};
    static const char *const making[] = {"appoint",   "elect",    "name",   "proclaim",
                                         "reappoint", "re-elect", "reelect"};
    uint32_t who = TREE_NONE, clause = i;
    if (tree_child(t, i, DEPREL_COP) != TREE_NONE) {
        who = tree_child(t, i, DEPREL_NSUBJ);
    } else if (t->nodes[i].deprel == DEPREL_XCOMP || t->nodes[i].deprel == DEPREL_OBJ) {
        uint32_t verb = tree_head(t, i);
        bool passive = verb != TREE_NONE && tree_child(t, verb, DEPREL_AUX_PASS) != TREE_NONE;
        if (verb == TREE_NONE) return TREE_NONE;
        if (tree_lemma_among(t, verb, becoming, COUNT(becoming)))
            who = tree_child(t, verb, DEPREL_NSUBJ);
        else if (t->nodes[i].deprel == DEPREL_XCOMP &&
                 tree_lemma_among(t, verb, making, COUNT(making)))
            who = passive ? subject_of(t, verb) : tree_child(t, verb, DEPREL_OBJ);
        clause = verb;
    }
    if (who == TREE_NONE || !is_asserted(t, clause)) return TREE_NONE;
    /* "who is the mayor": whom the clause hangs on */
    bool relative = tree_form_is(t, who, "who") || tree_form_is(t, who, "which");
    if (!relative) return who;
    return t->nodes[clause].deprel == DEPREL_ACL_RELCL ? tree_head(t, clause) : TREE_NONE;
}

static void link_predicate(mention_work *w, uint32_t m)
{
    const phrase_sentence *ps = &w->ps;
    const mention *x = mention_of(w, m);
    if (x->kind != MENTION_ROLE || w->out->details[m].apposed != ENTITY_NONE || !ps->nodes) return;
    tree t = entity_tree(ps->in, ps->s);
    uint32_t who = said_to_be(&t, x->head - ps->base);
    uint32_t other = who == TREE_NONE ? ENTITY_NONE : headed_by(w, who);
    if (other == ENTITY_NONE || other == m) return;
    bool pronoun = token_in(ps->in, mention_of(w, other)->head, "he she");
    if (pronoun && !(x->flags & MENTION_PLURAL)) {
        w->out->details[m].apposed = other;
        return;
    }
    if (!is_named(mention_of(w, other)) || !can_appose(w, m, other)) return;
    w->out->details[m].apposed = other;
    if (w->out->details[other].apposed == ENTITY_NONE) w->out->details[other].apposed = m;
    call_person(w, other);
}

void mentions_link(mention_work *w)
{
    /* From the right, so that "the spokesman of the army of Chad" spans all of it. */
    for (uint32_t m = w->out->n_mentions; m > w->first_mention; m--) link_complement(w, m - 1);
    for (uint32_t m = w->first_mention; m < w->out->n_mentions; m++) link_apposition(w, m);
    for (uint32_t m = w->first_mention; m < w->out->n_mentions; m++) link_predicate(w, m);
}
