/* Coreference: descriptors (coref_descriptor.c) and pronouns (coref_pronoun.c) to the entities named
 * before them.
 *
 * One pass from left to right, so that "his Russian counterpart" finds "his" resolved; each look
 * back is bounded.
 */
#include "entity/coref.h"

static const char *const speech_verbs[] = {
    "say",     "tell",   "add",       "state",     "note",     "stress",  "explain", "announce",
    "declare", "insist", "warn",      "continue",  "conclude", "remark",  "reply",   "respond",
    "ask",     "argue",  "emphasize", "emphasise", "claim",    "confirm", "write",   "tweet",
    "comment", "recall", "point",     "reiterate", "observe",  "admit"};

/* ---- questions about mentions ---------------------------------------------------------------- */

unsigned coref_relation(const coref *c, uint32_t m)
{
    const mention *x = &c->out->mentions[m];
    if (!sentence_is_parsed(c->in, x->sentence)) return DEPREL_COUNT;
    unsigned rel = c->in->nodes[x->head].deprel;
    /* A conjunct does what the first one does. */
    for (int steps = 0; rel == DEPREL_CONJ && steps < 4; steps++) {
        uint32_t head = c->in->nodes[x->head].head;
        if (!head) break;
        rel = c->in->nodes[c->in->lexed->first[x->sentence] + head - 1].deprel;
        break;
    }
    return rel;
}

bool coref_same_article(const coref *c, uint32_t a, uint32_t b)
{
    return c->out->details[a].article == c->out->details[b].article;
}

uint32_t coref_nature(const coref *c, const entity *e)
{
    if (e->kind == MENTION_PERSON) return ROLE_PERSON;
    if (e->kind == MENTION_COUNTRY || e->kind == MENTION_ORG) return ROLE_ORG;
    if (e->kind == MENTION_NAME) return ROLE_PERSON | ROLE_ORG;
    role_noun noun;
    if (actor_book_role_noun(c->in->actors, c->out->details[e->first_mention].role, &noun))
        return noun.flags;
    return ROLE_GROUP; /* a people */
}

bool coref_is_speaker(const coref *c, uint32_t m)
{
    const mention *x = &c->out->mentions[m];
    if (!sentence_is_parsed(c->in, x->sentence) || c->quote_of[m] != ENTITY_NONE ||
        !coref_is_subject(c, m))
        return false;
    tree t = entity_tree(c->in, x->sentence);
    uint32_t verb = tree_head(&t, x->head - t.first);
    if (verb == TREE_NONE) return false;
    bool says = false;
    for (size_t i = 0; i < sizeof speech_verbs / sizeof speech_verbs[0] && !says; i++)
        says = tree_lemma_is(&t, verb, speech_verbs[i]);
    if (!says) return false;
    const paragraph *here = &c->in->segs->paragraphs[c->in->segs->sentences[x->sentence].paragraph];
    if (here->n_sentences == 0) return false;
    uint32_t start = c->in->lexed->first[here->first_sentence];
    uint32_t end = c->in->lexed->first[here->first_sentence + here->n_sentences];
    uint32_t low = 0, high = c->out->n_quotes;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (c->out->quotes[middle].first < start) low = middle + 1;
        else high = middle;
    }
    return low < c->out->n_quotes && c->out->quotes[low].first < end;
}

bool coref_in_quotes_of(const coref *c, uint32_t e, uint32_t m)
{
    uint32_t here = c->in->segs->sentences[c->out->mentions[m].sentence].paragraph;
    for (uint32_t k = 1; k <= m && k <= COREF_LOOK_BACK; k++) {
        const mention *x = &c->out->mentions[m - k];
        if (c->in->segs->sentences[x->sentence].paragraph != here) break;
        if (x->entity == e && c->quote_of[m - k] != ENTITY_NONE && !(x->flags & MENTION_SPEAKER))
            return true;
    }
    return false;
}

static void find_quotes(coref *c)
{
    uint32_t q = 0;
    for (uint32_t m = 0; m < c->out->n_mentions; m++) {
        c->quote_of[m] = ENTITY_NONE;
        uint32_t head = c->out->mentions[m].head;
        while (q < c->out->n_quotes && c->out->quotes[q].last < head && q + 1 < c->out->n_quotes)
            q++;
        /* Mentions are almost in order: step back where one begins earlier. */
        while (q > 0 && c->out->quotes[q].first > head) q--;
        const quote *x = q < c->out->n_quotes ? &c->out->quotes[q] : NULL;
        if (x && !x->scare && x->first <= head && head <= x->last) c->quote_of[m] = q;
    }
}

static void forget_article(coref *c, uint32_t article)
{
    c->article = article;
    for (uint32_t i = 0; i < N_PRONOUN_KINDS; i++) c->prior[i] = ENTITY_NONE;
    for (uint32_t i = 0; i < N_PRONOUN_CLASS; i++) c->topic[i] = ENTITY_NONE;
}

/* What later pronouns are told of this mention. */
static void remember(coref *c, uint32_t m)
{
    const mention *x = &c->out->mentions[m];
    const entity *e = coref_entity(c, m);
    if (!e) return;
    if (x->entity < c->n_seen) c->seen[x->entity]++;
    if (x->flags & MENTION_ADJ) return;
    if (x->kind == MENTION_PRONOUN) {
        c->prior[pronoun_look(c, m).kind] = m;
        if (x->entity < c->n_seen)
            c->learned[x->entity] |= x->flags & (MENTION_MALE | MENTION_FEMALE);
    }
    bool person = e->kind == MENTION_PERSON || e->kind == MENTION_NAME;
    if (person && c->topic[PRONOUN_PERSON] == ENTITY_NONE) c->topic[PRONOUN_PERSON] = x->entity;
    for (unsigned class = PRONOUN_THING; class < N_PRONOUN_CLASS; class++)
        if (e->kind != MENTION_PERSON && c->topic[class] == ENTITY_NONE) c->topic[class] = x->entity;
}

/* "He is the mayor": what its words say comes second. */
static bool predicate_of_pronoun(const coref *c, uint32_t m)
{
    uint32_t by = c->out->details[m].apposed;
    return by != ENTITY_NONE && c->out->mentions[by].kind == MENTION_PRONOUN;
}

void coref_run(const entity_input *in, arena *mem, entities *out)
{
    if (!out->resolver || out->n_mentions == 0) return;
    coref c = {.r = out->resolver, .in = in, .mem = mem, .out = out};
    c.n_seen = out->n_entities + out->n_mentions + 1;
    c.quote_of = arena_alloc(mem, ((size_t)out->n_mentions + 1) * sizeof *c.quote_of);
    c.seen = arena_alloc(mem, (size_t)c.n_seen * sizeof *c.seen);
    c.learned = arena_alloc(mem, c.n_seen);
    c.told = arena_alloc(mem, (size_t)c.n_seen * sizeof *c.told);
    if (!arena_ok(mem)) return;
    find_quotes(&c);
    coref_find_genders(&c);
    coref_find_told(&c);
    for (uint32_t m = 0; m < out->n_mentions && arena_ok(mem); m++) {
        mention *x = &out->mentions[m];
        if (m == 0 || out->details[m].article != c.article)
            forget_article(&c, out->details[m].article);
        if (x->kind == MENTION_ROLE && (predicate_of_pronoun(&c, m) || descriptor_is_based(&c, m)))
            x->entity = ENTITY_NONE;
        if (x->entity == ENTITY_NONE) {
            if (x->kind == MENTION_PRONOUN) x->entity = pronoun_entity(&c, m);
            else if (x->kind == MENTION_ROLE) descriptor_resolve(&c, m);
        }
        descriptor_remember(&c, m);
        remember(&c, m);
    }
}
