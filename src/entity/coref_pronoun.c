/* Pronouns: he, she, it, they and their possessives.
 *
 * Candidates are the mentions within a few sentences that agree in number, gender and animacy and
 * that grammar does not rule out, with names further on where the pronoun is fronted ("In his
 * speech, Macron ..."). A ranker (coref_rank.h) weighs each of them and that none is meant;
 * mentions of one entity add up. Where nothing stands before, the speaker of an article's opening
 * quotation is looked for ahead.
 */
#include "entity/coref_case.h"

#include <math.h>

#define MAX_SENTENCES 4 /* how far back an antecedent may be */
#define MAX_AHEAD 40    /* mentions */
#define MOST_AHEAD 2    /* candidates */
#define MAX_CANDIDATES (COREF_LOOK_BACK + MOST_AHEAD)

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

/* "his brother, Ned", "Ned, his brother", "Ned is his brother": not Ned's. */
static bool is_owned_self(const coref *c, uint32_t pronoun, uint32_t m)
{
    const mention *p = &c->out->mentions[pronoun], *x = &c->out->mentions[m];
    if (coref_relation(c, pronoun) != DEPREL_NMOD_POSS) return false;
    tree t = entity_tree(c->in, p->sentence);
    uint32_t noun = tree_head(&t, p->head - t.first), i = x->head - t.first;
    if (noun == TREE_NONE) return false;
    uint32_t up = tree_head(&t, i), over = tree_head(&t, noun);
    if (up == noun)
        return t.nodes[i].deprel == DEPREL_APPOS || t.nodes[i].deprel == DEPREL_FLAT ||
               (t.nodes[i].deprel == DEPREL_NSUBJ && tree_child(&t, noun, DEPREL_COP) != TREE_NONE);
    return over == i && t.nodes[noun].deprel == DEPREL_APPOS;
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
    if (possessive && coref_relation(c, pronoun) != DEPREL_OBJ) return is_owned_self(c, pronoun, m);
    uint32_t a = parent(c, pronoun), b = parent(c, m);
    bool same_clause = a != ENTITY_NONE && a == b;
    if (reflexive) return !same_clause;
    /* "him" is nobody's co-argument; a preposition's object hangs on the same verb. */
    return same_clause;
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

/* "In his speech, Macron ...", "Before he left, Macron ...": may a mention further on be meant?
 * Not one in a clause that the pronoun governs ("he said Macron left"). */
static bool may_be_ahead(const coref *c, uint32_t pronoun, uint32_t m)
{
    const mention *p = &c->out->mentions[pronoun], *x = &c->out->mentions[m];
    const entity *e = coref_entity(c, m);
    if (!e || (e->kind != MENTION_PERSON && e->kind != MENTION_NAME) ||
        (x->flags & MENTION_ADJ) || !agrees(c, e, p->flags) ||
        ruled_out(c, pronoun, m))
        return false;
    tree t = entity_tree(c->in, p->sentence);
    uint32_t at = p->head - t.first, governs = tree_head(&t, at);
    if (coref_relation(c, pronoun) == DEPREL_NMOD_POSS && governs != TREE_NONE)
        governs = tree_head(&t, governs);
    uint32_t up = x->head - t.first, steps = 0;
    while (up != TREE_NONE && up != governs && steps++ < MAX_AHEAD) up = tree_head(&t, up);
    if (up == TREE_NONE) return true;
    /* Of the same clause: its subject, behind a phrase that the pronoun stands in. */
    return coref_is_subject(c, m) && tree_head(&t, x->head - t.first) == governs &&
           coref_relation(c, pronoun) == DEPREL_NMOD_POSS;
}

/* ---- candidates ------------------------------------------------------------------------------ */

static uint32_t gather(const coref *c, uint32_t m, bool speaker, candidate *out)
{
    const mention *p = &c->out->mentions[m];
    bool person = (p->flags & (MENTION_MALE | MENTION_FEMALE)) != 0;
    uint32_t n = 0;
    bool ahead = person && sentence_is_parsed(c->in, p->sentence);
    for (uint32_t i = m + 1; ahead && i < c->out->n_mentions && i <= m + MAX_AHEAD && n < MOST_AHEAD;
         i++) {
        if (c->out->mentions[i].sentence != p->sentence) break;
        if (may_be_ahead(c, m, i)) out[n++] = (candidate){.mention = i};
    }
    for (uint32_t k = 1; k <= m && k <= COREF_LOOK_BACK; k++) {
        uint32_t i = m - k;
        const mention *x = &c->out->mentions[i];
        const entity *e = coref_entity(c, i);
        if (p->sentence - x->sentence > MAX_SENTENCES || !coref_same_article(c, i, m)) break;
        if (!e || (x->flags & MENTION_ADJ) || !agrees(c, e, p->flags) || ruled_out(c, m, i))
            continue;
        if (!person && p->sentence - x->sentence > 1 && !coref_is_subject(c, i)) continue;
        if (speaker && coref_in_quotes_of(c, x->entity, m)) continue;
        out[n++] = (candidate){.mention = i};
    }
    return n;
}

static uint32_t entity_of(const coref *c, const candidate *of)
{
    return c->out->mentions[of->mention].entity;
}

static uint32_t seen_of(const coref *c, const candidate *of)
{
    return entity_of(c, of) < c->n_seen ? c->seen[entity_of(c, of)] : 0;
}

/* How the candidates stand to one another; they come nearest first. */
static void compare(const coref *c, uint32_t m, candidate *all, uint32_t n)
{
    uint32_t different = 0, most = 0, crowd = 0, here = c->out->mentions[m].sentence;
    bool subject = false;
    for (uint32_t i = 0; i < n; i++) {
        candidate *x = &all[i];
        uint32_t before = 0, sentence = c->out->mentions[x->mention].sentence;
        while (before < i && entity_of(c, &all[before]) != entity_of(c, x)) before++;
        x->between = before < i ? all[before].between : different++;
        crowd += before == i && sentence == here;
        bool is_subject = coref_is_subject(c, x->mention);
        x->subjects = !is_subject ? SUBJECTS_NONE : subject ? SUBJECTS_EARLIER : SUBJECTS_LAST;
        subject |= is_subject;
        if (seen_of(c, x) > most) most = seen_of(c, x);
        for (uint32_t k = 0; k <= i && is_subject && here - sentence < 2; k++)
            if (entity_of(c, &all[k]) == entity_of(c, x)) all[k].active = true;
        for (uint32_t k = 0; k < i && !x->active; k++)
            x->active = entity_of(c, &all[k]) == entity_of(c, x) && all[k].active;
    }
    for (uint32_t i = 0; i < n; i++) {
        all[i].most = seen_of(c, &all[i]) == most;
        all[i].crowd = crowd;
    }
}

static void keep_case(const coref *c, const pronoun_view *v, const candidate *all,
                      const rank_features *features, uint32_t n)
{
    entities *out = c->out;
    pronoun_case *made =
        arena_push(c->mem, &out->cases, &out->n_cases, &out->cap_cases, sizeof *made);
    if (!made) return;
    *made = (pronoun_case){.mention = v->mention, .class = v->class, .n = n};
    made->mentions = arena_alloc(c->mem, (n + 1) * sizeof *made->mentions);
    made->features = arena_alloc(c->mem, (n + 1) * sizeof *made->features);
    if (!made->mentions || !made->features) {
        made->n = 0;
        return;
    }
    for (uint32_t i = 0; i < n; i++) made->mentions[i] = all[i].mention;
    memcpy(made->features, features, (n + 1) * sizeof *features);
}

/* Who is meant, or ENTITY_NONE. */
static uint32_t choose(const coref *c, uint32_t m, bool speaker)
{
    candidate all[MAX_CANDIDATES];
    rank_features features[MAX_CANDIDATES + 1]; /* the last of nobody */
    double scores[MAX_CANDIDATES + 1];
    pronoun_view v = pronoun_look(c, m);
    uint32_t n = gather(c, m, speaker, all), best = n;
    compare(c, m, all, n);
    for (uint32_t i = 0; i < n; i++) pronoun_features(c, &v, &all[i], &features[i]);
    uint32_t most = n ? all[n - 1].between : 0;
    features[n].n = 0;
    rank_add(&features[n], NOBODY, SIZE, v.place, n == 0 ? 0 : most < SIZE_6 ? most + 1 : SIZE_7);
    if (c->in->keep_cases) keep_case(c, &v, all, features, n);
    for (uint32_t i = 0; i <= n; i++)
        scores[i] = exp(rank_score(c->in->pronouns, v.class, &features[i]));
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n; k++)
            if (entity_of(c, &all[k]) == entity_of(c, &all[i])) scores[i] += scores[k];
    for (uint32_t i = 0; i < n; i++)
        if (scores[i] > scores[best]) best = i;
    return best < n ? entity_of(c, &all[best]) : ENTITY_NONE;
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
        uint32_t one = choose(c, m, speaker);
        return one != ENTITY_NONE ? one : pair;
    }
    uint32_t found = choose(c, m, speaker);
    if (found != ENTITY_NONE) return found;
    return look_ahead(c, m, speaker);
}
