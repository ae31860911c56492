/* Pronouns: he, she, it, they and their possessives.
 *
 * Every mention within a few sentences that agrees in number, gender and animacy and that grammar does not rule out
 * gets points for what makes an antecedent likely (after Lappin and Leass 1994): closeness, being a subject, being a
 * name, being spoken of often. The best one wins. Where nothing stands before, a fronted pronoun ("In his speech,
 * Macron ...") or the speaker of an article's opening quotation looks ahead.
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
        if (plural || !(nature & ROLE_PERSON) || !coref_genders_agree(e->flags, pronoun)) return false;
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

/* Grammar's exclusions: a pronoun does not mean what it is part of, nor the subject of its own verb ("he met him"). */
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

static int score(const coref *c, uint32_t pronoun, uint32_t m)
{
    const mention *p = &c->out->mentions[pronoun], *x = &c->out->mentions[m];
    const entity *e = coref_entity(c, m);
    int sentences = (int)(p->sentence - x->sentence), points = 100 - 22 * sentences;
    unsigned rel = coref_relation(c, m);
    bool subject = coref_is_subject(c, m);
    if (subject) points += 24;
    else if (rel == DEPREL_OBJ || rel == DEPREL_IOBJ) points += 8;
    else if (rel == DEPREL_NMOD || rel == DEPREL_NMOD_POSS) points += 2;
    if (subject && coref_is_subject(c, pronoun)) points += 8;
    if (x->kind == MENTION_PERSON || x->kind == MENTION_PRONOUN) points += 12;
    if ((p->flags & (MENTION_MALE | MENTION_FEMALE)) & e->flags) points += 14;
    uint32_t seen = x->entity < c->n_seen ? c->seen[x->entity] : 0;
    points += 5 * (int)(seen < 4 ? seen : 4);
    uint32_t distance = p->head - x->head;
    points -= (int)(distance < 60 ? distance : 60) / 4;
    if (is_nested(c, m)) points -= 8;
    uint32_t pq = c->quote_of[pronoun], xq = c->quote_of[m];
    if (xq != pq) points -= xq != ENTITY_NONE ? 24 : 10;
    if (x->flags & MENTION_ADJ) points -= 200;
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
               (tree_child(&t, head, DEPREL_CCOMP) != TREE_NONE || tree_child(&t, head, DEPREL_CSUBJ) != TREE_NONE ||
                tree_child(&t, head, DEPREL_XCOMP) != TREE_NONE || t.nodes[head].upos == UPOS_ADJ);
    static const char *const verbs[] = {"seem", "appear", "rain", "snow", "happen", "turn", "take", "emerge", "remain"};
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (tree_lemma_is(&t, head, verbs[i])) return true;
    return false;
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
    return best_score > 20 ? best : ENTITY_NONE;
}

/* The pronoun comes first: a fronted phrase of the same sentence, or an article that opens with what "he" said. */
static uint32_t look_ahead(const coref *c, uint32_t m, bool speaker)
{
    const mention *p = &c->out->mentions[m];
    for (uint32_t i = m + 1; i < c->out->n_mentions && i <= m + MAX_AHEAD; i++) {
        const mention *x = &c->out->mentions[i];
        if (!coref_same_article(c, i, m) || (!speaker && x->sentence != p->sentence)) break;
        const entity *e = coref_entity(c, i);
        if (!e || !agrees(c, e, p->flags) || ruled_out(c, m, i) || (x->flags & MENTION_ADJ)) continue;
        if (!speaker) {
            if (coref_is_subject(c, i)) return x->entity;
            continue;
        }
        if (e->kind != MENTION_PERSON || c->quote_of[i] != ENTITY_NONE || coref_in_quotes_of(c, x->entity, m)) continue;
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
    if ((p->flags & (MENTION_SPEAKER | MENTION_RECIPROCAL)) || is_pleonastic(c, m)) return ENTITY_NONE;
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
