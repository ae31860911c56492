/* What the text says of a named person's gender beside honorifics and first names:
 *
 *     the actress Ann Lee      Ann Lee, a Scottish actress      Lee was an actress      Lee's wife
 *
 * A name alone is weaker evidence ("Thomas", "Kelly" may be surnames), as is what a pronoun was
 * taken to mean before: both are left to the ranker.
 */
#include "entity/coref.h"

#define BOTH ((uint32_t)(MENTION_MALE | MENTION_FEMALE))

static uint32_t one_of(uint32_t flags) { return flags == BOTH ? 0 : flags; }

static uint32_t noun_gender(const coref *c, const tree *t, uint32_t i)
{
    if (i == TREE_NONE || t->nodes[i].features & FEATURE_PLURAL) return 0;
    return actor_book_gender_noun(c->in->actors, t->nodes[i].lemma_hash);
}

/* By the noun that the mention is apposed to, or is said to be. */
static uint32_t gender_by_tree(const coref *c, uint32_t m)
{
    const mention *x = &c->out->mentions[m];
    tree t = entity_tree(c->in, x->sentence);
    uint32_t i = x->head - t.first, up = tree_head(&t, i), found = 0;
    for (uint32_t k = tree_child(&t, i, DEPREL_APPOS); !found && k != TREE_NONE;) {
        if (t.nodes[k].deprel == DEPREL_APPOS) found = noun_gender(c, &t, k);
        k = tree_next_child(&t, i, k);
    }
    if (found || up == TREE_NONE) return found;
    unsigned rel = t.nodes[i].deprel;
    if (rel == DEPREL_APPOS) return noun_gender(c, &t, up);
    bool said = rel == DEPREL_NSUBJ && tree_child(&t, up, DEPREL_COP) != TREE_NONE;
    if (said) return noun_gender(c, &t, up);
    /* "Lee's wife": of the other sex, as a rule. */
    static const char *const husbands[] = {"husband", "ex-husband", "boyfriend", "widower"};
    static const char *const wives[] = {"wife", "ex-wife", "girlfriend", "widow"};
    if (rel != DEPREL_NMOD_POSS) return 0;
    if (tree_lemma_among(&t, up, husbands, COUNT(husbands))) return MENTION_FEMALE;
    return tree_lemma_among(&t, up, wives, COUNT(wives)) ? MENTION_MALE : 0;
}

/* "the actress Ann Lee": the word before the name. */
static uint32_t gender_by_title(const coref *c, uint32_t m)
{
    const mention_detail *d = &c->out->details[m];
    if (d->name_first == ENTITY_NONE || d->name_first <= c->out->mentions[m].first) return 0;
    return actor_book_gender_noun(c->in->actors, c->in->lexed->tokens[d->name_first - 1].hash);
}

void coref_find_genders(const coref *c)
{
    for (uint32_t m = 0; m < c->out->n_mentions; m++) {
        const mention *x = &c->out->mentions[m];
        if ((x->kind != MENTION_PERSON && x->kind != MENTION_NAME) || x->entity == ENTITY_NONE)
            continue;
        entity *e = &c->out->entities[x->entity];
        if (e->flags & BOTH) continue;
        uint32_t found = one_of(gender_by_title(c, m));
        if (!found && sentence_is_parsed(c->in, x->sentence)) found = one_of(gender_by_tree(c, m));
        e->flags |= found;
    }
}

uint32_t coref_name_gender(const coref *c, const entity *e)
{
    size_t blank = str_find(e->name, STR(" "));
    if ((e->kind != MENTION_PERSON && e->kind != MENTION_NAME) || blank != SIZE_MAX) return 0;
    return one_of(actor_book_first_name(c->in->actors, str_hash_lower(e->name)));
}
