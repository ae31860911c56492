/* Pronouns: he, she, it, they and their possessives.
 *
 * Every mention within a few sentences that agrees in number, gender and animacy and that grammar
 * does not rule out gets points for what makes an antecedent likely (after Lappin and Leass 1994):
 * closeness, being a subject, being a name, being spoken of often. The best one wins. Where nothing
 * stands before, a fronted pronoun ("In his speech, Macron ...") or the speaker of an article's
 * opening quotation looks ahead.
 */
#include "entity/coref.h"

#define MAX_SENTENCES 3 /* how far back an antecedent may be */
#define MAX_AHEAD 40    /* mentions */

bool coref_genders_agree(uint32_t a, uint32_t b)
{
    uint32_t both = MENTION_MALE | MENTION_FEMALE;
    return (a & both) == 0 || (b & both) == 0 || (a & b & both) != 0;
}

/* Could this entity be meant by a pronoun with these flags? */
static bool agrees(const coref *c, const entity *e, uint32_t pronoun)
{
    uint32_t nature = coref_nature(c, e);
    bool plural = (e->flags & MENTION_PLURAL) != 0;
    if (pronoun & (MENTION_MALE | MENTION_FEMALE)) {
        if (plural || !(nature & ROLE_PERSON) || !coref_genders_agree(e->flags, pronoun))
            return false;
        return e->kind != MENTION_COUNTRY && e->kind != MENTION_ORG;
    }
    if (pronoun & MENTION_PLURAL) return plural || (nature & (ROLE_GROUP | ROLE_ORG));
    /* "it" */
    return !plural && e->kind != MENTION_PERSON && (nature & (ROLE_ORG | ROLE_GROUP | ROLE_NATION));
}

static uint32_t parent(const coref *c, uint32_t m)
{
    const mention *x = &c->out->mentions[m];
    if (!sentence_is_parsed(c->in, x->sentence)) return ENTITY_NONE;
    uint32_t head = c->in->nodes[x->head].head;
    return head ? c->in->lexed->first[x->sentence] + head - 1 : ENTITY_NONE;
}

/* Grammar's exclusions: a pronoun does not mean what it is part of, nor the subject of its own verb
 * ("he met him"). */
static bool ruled_out(const coref *c, uint32_t pronoun, uint32_t m)
{
    const mention *p = &c->out->mentions[pronoun], *x = &c->out->mentions[m];
    if (p->sentence != x->sentence) return false;
    if (p->head >= x->first && p->head <= x->last) return true;
    bool possessive = token_in(c->in, p->head, "his her its their");
    bool reflexive = token_in(c->in, p->head, "himself herself itself themselves");
    if (possessive && coref_relation(c, pronoun) != DEPREL_OBJ) return false;
    uint32_t a = parent(c, pronoun), b = parent(c, m);
    bool same_clause = a != ENTITY_NONE && a == b;
    if (reflexive) return !same_clause;
    /* "him" is nobody's co-argument; a preposition's object hangs on the same verb. */
    return same_clause;
}

static bool is_nested(const coref *c, uint32_t m)
{
    const mention *x = &c->out->mentions[m];
    uint32_t outer = m;
    for (uint32_t k = 1; k <= 3 && k <= m; k++) {
        const mention *o = &c->out->mentions[m - k];
        if (o->sentence == x->sentence && o->first <= x->first && o->last >= x->last) outer = m - k;
    }
    return outer != m || coref_relation(c, m) == DEPREL_NMOD_POSS;
}

/* What speaks for an antecedent, in points; see `weights`. */
enum feature {
    F_SENTENCES, /* between the two */
    F_TOKENS,    /* tens of tokens between them, at most 6 */
    F_SUBJECT,
    F_OBJECT,
    F_BOTH_SUBJECTS,
    F_MAIN_SUBJECT, /* subject of its sentence's root */
    F_PERSON,       /* a person's name */
    F_PRONOUN,
    F_ROLE,
    F_GENDER, /* known to agree */
    F_SEEN,   /* mentions of it so far, at most 4 */
    F_NESTED,
    F_CLOSED_QUOTE, /* it stands in a quotation that the pronoun is not in */
    F_OTHER_QUOTE,  /* the pronoun in one that it is not in */
    F_FIRST,        /* first mention of its sentence */
    F_SAME_CLAUSE,  /* subject of the clause that the possessive stands in */
    F_LATER_SUBJECT, /* the pronoun is a subject, it is none */
    F_NAME,  /* a name of which nothing says that it is a person's */
    F_PLACE, /* behind "in", "at" or with "the": hardly a person */
    F_AHEAD, /* subject of the sentence that the pronoun's phrase opens */
    N_FEATURES
};

/* Fitted on the training part of GAP (see bench/actors.c) and rounded; descriptors and earlier
 * pronouns, which in GAP's selection are hardly ever the answer, weigh less against than there. */
static const int16_t weights[N_FEATURES] = {
    [F_SENTENCES] = -19,   [F_TOKENS] = -4,      [F_SUBJECT] = 14,       [F_OBJECT] = 9,
    [F_BOTH_SUBJECTS] = 9, [F_MAIN_SUBJECT] = 3, [F_PERSON] = 4,         [F_PRONOUN] = -8,
    [F_ROLE] = -10,        [F_GENDER] = 6,       [F_SEEN] = 3,           [F_CLOSED_QUOTE] = -14,
    [F_OTHER_QUOTE] = -14, [F_SAME_CLAUSE] = -4, [F_LATER_SUBJECT] = -3, [F_PLACE] = -25,
    [F_AHEAD] = 3};

/* The verb whose subject could be meant by a possessive: climbs from the pronoun to the clause's
 * head. */
static bool same_clause_subject(const coref *c, uint32_t pronoun, uint32_t m)
{
    const mention *p = &c->out->mentions[pronoun], *x = &c->out->mentions[m];
    if (p->sentence != x->sentence || !coref_is_subject(c, m) ||
        !sentence_is_parsed(c->in, p->sentence))
        return false;
    tree t = entity_tree(c->in, p->sentence);
    uint32_t verb = tree_head(&t, x->head - t.first), at = p->head - t.first;
    for (int steps = 0; steps < 6 && at != TREE_NONE; steps++) {
        if (at == verb) return true;
        at = tree_head(&t, at);
    }
    return false;
}

static bool looks_like_place(const coref *c, uint32_t m)
{
    const mention *x = &c->out->mentions[m];
    if (x->kind == MENTION_PLACE) return true;
    if (x->kind != MENTION_NAME) return false;
    if (token_in(c->in, x->first, "the a an")) return true;
    return x->first > c->in->lexed->first[x->sentence] &&
           token_in(c->in, x->first - 1, "in at near into throughout across");
}

static void features(const coref *c, uint32_t pronoun, uint32_t m, int16_t *f)
{
    const mention *p = &c->out->mentions[pronoun], *x = &c->out->mentions[m];
    const entity *e = coref_entity(c, m);
    memset(f, 0, N_FEATURES * sizeof *f);
    unsigned rel = coref_relation(c, m);
    bool subject = coref_is_subject(c, m), by_subject = coref_is_subject(c, pronoun);
    uint32_t distance = (p->head > x->head ? p->head - x->head : x->head - p->head) / 10,
             seen = x->entity < c->n_seen ? c->seen[x->entity] : 0;
    uint32_t up = parent(c, m);
    f[F_SENTENCES] = (int16_t)(p->sentence - x->sentence);
    f[F_TOKENS] = (int16_t)(distance < 6 ? distance : 6);
    f[F_SUBJECT] = subject;
    f[F_OBJECT] = rel == DEPREL_OBJ || rel == DEPREL_IOBJ;
    f[F_BOTH_SUBJECTS] = subject && by_subject;
    f[F_MAIN_SUBJECT] = subject && up != ENTITY_NONE && c->in->nodes[up].head == 0;
    f[F_PERSON] = x->kind == MENTION_PERSON;
    f[F_PRONOUN] = x->kind == MENTION_PRONOUN;
    f[F_ROLE] = x->kind == MENTION_ROLE;
    f[F_GENDER] = ((p->flags & (MENTION_MALE | MENTION_FEMALE)) & e->flags) != 0;
    f[F_SEEN] = (int16_t)(seen < 4 ? seen : 4);
    f[F_NESTED] = is_nested(c, m);
    uint32_t pq = c->quote_of[pronoun], xq = c->quote_of[m];
    f[F_CLOSED_QUOTE] = xq != pq && xq != ENTITY_NONE;
    f[F_OTHER_QUOTE] = xq != pq && xq == ENTITY_NONE;
    f[F_FIRST] = m == 0 || c->out->mentions[m - 1].sentence != x->sentence;
    f[F_SAME_CLAUSE] = same_clause_subject(c, pronoun, m);
    f[F_LATER_SUBJECT] = by_subject && !subject;
    f[F_NAME] = x->kind == MENTION_NAME && e->kind == MENTION_NAME;
    f[F_PLACE] = looks_like_place(c, m);
    f[F_AHEAD] = m > pronoun;
}

static int score(const coref *c, uint32_t pronoun, uint32_t m)
{
    int16_t f[N_FEATURES];
    if (c->out->mentions[m].flags & MENTION_ADJ) return -1000;
    features(c, pronoun, m, f);
    int points = 100;
    for (int i = 0; i < N_FEATURES; i++) points += weights[i] * f[i];
    /* "they" may be a ministry, but sooner the protesters. */
    if ((c->out->mentions[pronoun].flags & MENTION_PLURAL) &&
        !(coref_entity(c, m)->flags & MENTION_PLURAL))
        points -= 25;
    return points;
}

/* "it is clear that ...", "it rained": no actor. */
static bool is_pleonastic(const coref *c, uint32_t m)
{
    const mention *x = &c->out->mentions[m];
    if (!token_in(c->in, x->head, "it") || !sentence_is_parsed(c->in, x->sentence)) return false;
    tree t = entity_tree(c->in, x->sentence);
    uint32_t head = tree_head(&t, x->head - t.first);
    if (head == TREE_NONE) return true;
    if (t.nodes[head].upos == UPOS_ADJ || t.nodes[head].upos == UPOS_NOUN)
        return tree_child(&t, head, DEPREL_COP) != TREE_NONE &&
               (tree_child(&t, head, DEPREL_CCOMP) != TREE_NONE ||
                tree_child(&t, head, DEPREL_CSUBJ) != TREE_NONE ||
                tree_child(&t, head, DEPREL_XCOMP) != TREE_NONE || t.nodes[head].upos == UPOS_ADJ);
    static const char *const verbs[] = {"seem", "appear", "rain",   "snow",  "happen",
                                        "turn", "take",   "emerge", "remain"};
    return tree_lemma_among(&t, head, verbs, COUNT(verbs));
}

/* "In his speech, Macron ...": the subject of the main clause, where the pronoun stands before it
 * in a phrase of its own. */
static uint32_t main_subject_ahead(const coref *c, uint32_t m)
{
    const mention *p = &c->out->mentions[m];
    if (coref_is_subject(c, m) && parent(c, m) != ENTITY_NONE &&
        c->in->nodes[parent(c, m)].head == 0)
        return ENTITY_NONE;
    for (uint32_t i = m + 1; i < c->out->n_mentions && i <= m + MAX_AHEAD &&
                             c->out->mentions[i].sentence == p->sentence;
         i++) {
        const entity *e = coref_entity(c, i);
        uint32_t up = parent(c, i);
        if (!e || up == ENTITY_NONE || c->in->nodes[up].head != 0 || !coref_is_subject(c, i))
            continue;
        bool inside = p->head >= c->out->mentions[i].first && p->head <= c->out->mentions[i].last;
        return !inside && e->kind == MENTION_PERSON && agrees(c, e, p->flags) ? i : ENTITY_NONE;
    }
    return ENTITY_NONE;
}

static uint32_t look_back(const coref *c, uint32_t m, bool speaker)
{
    const mention *p = &c->out->mentions[m];
    bool person = (p->flags & (MENTION_MALE | MENTION_FEMALE)) != 0;
    uint32_t best = ENTITY_NONE;
    int best_score = 0;
    for (uint32_t k = 1; k <= m && k <= COREF_LOOK_BACK; k++) {
        uint32_t i = m - k;
        const mention *x = &c->out->mentions[i];
        const entity *e = coref_entity(c, i);
        if (p->sentence - x->sentence > MAX_SENTENCES || !coref_same_article(c, i, m)) break;
        if (!e || !agrees(c, e, p->flags) || ruled_out(c, m, i)) continue;
        if (!person && p->sentence - x->sentence > 1 && !coref_is_subject(c, i)) continue;
        if (speaker && coref_in_quotes_of(c, x->entity, m)) continue;
        int points = score(c, m, i);
        if (best == ENTITY_NONE || points > best_score) {
            best = x->entity;
            best_score = points;
        }
    }
    uint32_t ahead = person ? main_subject_ahead(c, m) : ENTITY_NONE;
    if (ahead != ENTITY_NONE && (best == ENTITY_NONE || score(c, m, ahead) > best_score)) {
        best = c->out->mentions[ahead].entity;
        best_score = score(c, m, ahead);
    }
    return best_score > 20 ? best : ENTITY_NONE;
}

/* The pronoun comes first: a fronted phrase of the same sentence, or an article that opens with
 * what "he" said. */
static uint32_t look_ahead(const coref *c, uint32_t m, bool speaker)
{
    const mention *p = &c->out->mentions[m];
    for (uint32_t i = m + 1; i < c->out->n_mentions && i <= m + MAX_AHEAD; i++) {
        const mention *x = &c->out->mentions[i];
        if (!coref_same_article(c, i, m) || (!speaker && x->sentence != p->sentence)) break;
        const entity *e = coref_entity(c, i);
        if (!e || !agrees(c, e, p->flags) || ruled_out(c, m, i) || (x->flags & MENTION_ADJ))
            continue;
        if (!speaker) {
            if (coref_is_subject(c, i)) return x->entity;
            continue;
        }
        if (e->kind != MENTION_PERSON || c->quote_of[i] != ENTITY_NONE ||
            coref_in_quotes_of(c, x->entity, m))
            continue;
        return x->entity;
    }
    return ENTITY_NONE;
}

/* Two persons or states that "and" joins, closest before: what "they" may mean. */
static uint32_t coordinated_pair(const coref *c, uint32_t m)
{
    const mention *p = &c->out->mentions[m];
    for (uint32_t k = 1; k <= m && k <= COREF_LOOK_BACK / 2; k++) {
        uint32_t i = m - k;
        const mention *x = &c->out->mentions[i];
        if (p->sentence - x->sentence > 1 || !coref_same_article(c, i, m)) break;
        const entity *e = coref_entity(c, i);
        if (e && e->members[0] != ENTITY_NONE) return x->entity;
    }
    return ENTITY_NONE;
}

uint32_t pronoun_entity(const coref *c, uint32_t m)
{
    const mention *p = &c->out->mentions[m];
    if ((p->flags & (MENTION_SPEAKER | MENTION_RECIPROCAL)) || is_pleonastic(c, m))
        return ENTITY_NONE;
    if (token_in(c->in, p->head, "you your")) return ENTITY_NONE;
    bool speaker = coref_is_speaker(c, m);
    if (!(p->flags & MENTION_MALE) && !(p->flags & MENTION_FEMALE) && (p->flags & MENTION_PLURAL)) {
        uint32_t pair = coordinated_pair(c, m);
        uint32_t one = look_back(c, m, speaker);
        return one != ENTITY_NONE ? one : pair;
    }
    uint32_t found = look_back(c, m, speaker);
    if (found != ENTITY_NONE) return found;
    return look_ahead(c, m, speaker);
}
