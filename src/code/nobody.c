/* Acts that nobody did: those of fiction, of nature, of rules and of public opinion. */
#include "code/nobody.h"
#include "code/argument.h"
#include "code/clause.h"

static bool is_work_of_fiction(const tree *t, uint32_t token)
{
    static const char *const words[] = {
        "novel",  "film",   "movie", "thriller", "drama",  "poem",    "opera",     "ballad",
        "epic",   "fable",  "myth",  "legend",   "sitcom", "cartoon", "ballet",    "saga",
        "sequel", "prequel", "trilogy", "musical", "fairytale", "novella", "miniseries", "comedy"};
    return tree_lemma_among(t, token, words, COUNT(words));
}

/* Verbs by which a book or film says what happens in it; not "show", as films show wars, too. */
static bool is_narrating(const tree *t, uint32_t token)
{
    static const char *const words[] = {"tell",    "depict",    "portray", "follow", "recount",
                                        "narrate", "dramatise", "imagine", "revolve", "dramatize"};
    return tree_lemma_among(t, token, words, COUNT(words));
}

/* "in the novel", "in the film's last scene" */
static bool is_inside_work(const tree *t, uint32_t token)
{
    if (clause_next_prep(t, token, str_hash_lower(STR("in")), TREE_NONE) == TREE_NONE) return false;
    for (uint32_t i = clause_next_prep(t, token, str_hash_lower(STR("in")), TREE_NONE);
         i != TREE_NONE; i = clause_next_prep(t, token, str_hash_lower(STR("in")), i)) {
        if (is_work_of_fiction(t, i)) return true;
        for (uint32_t k = tree_next_child(t, i, TREE_NONE); k != TREE_NONE;
             k = tree_next_child(t, i, k))
            if (t->nodes[k].deprel == DEPREL_NMOD_POSS && is_work_of_fiction(t, k)) return true;
    }
    return false;
}

bool is_told_by_fiction(const tree *t, uint32_t word)
{
    uint32_t at = word;
    for (int step = 0; at != TREE_NONE && step < 8; step++, at = tree_head(t, at)) {
        if (is_inside_work(t, at)) return true;
        uint32_t subject = at == word ? TREE_NONE : clause_surface_subject(t, at);
        if (subject != TREE_NONE && is_work_of_fiction(t, subject) && is_narrating(t, at))
            return true;
    }
    return false;
}

/* "Heavy rain threatened the harvest". */
static bool is_done_by_nature(const tree *t, uint32_t word)
{
    static const char *const words[] = {
        "rain", "rainfall", "snow", "snowfall", "storm", "wind", "gale", "hurricane", "typhoon",
        "cyclone", "tornado", "flood", "flooding", "floodwater", "drought", "earthquake", "quake",
        "tremor", "aftershock", "tsunami", "volcano", "eruption", "lava", "landslide", "mudslide",
        "avalanche", "wildfire", "lightning", "heat", "heatwave", "frost", "fog", "sea", "tide",
        "river", "climate", "weather", "disease", "epidemic", "pandemic", "virus", "flu", "malaria",
        "cholera", "measles", "bacterium", "parasite", "insect", "locust", "shark", "elephant",
        "tiger", "bear", "wolf", "crocodile", "monsoon", "blizzard", "glacier", "iceberg", "comet",
        "asteroid", "famine", "inflation", "recession", "slowdown", "unemployment", "front"};
    uint32_t subject = clause_subject(t, word);
    if (subject == TREE_NONE || !tree_lemma_among(t, subject, words, COUNT(words)))
        return false;
    if (!tree_lemma_is(t, subject, "front")) return true;
    for (uint32_t k = tree_next_child(t, subject, TREE_NONE); k != TREE_NONE;
         k = tree_next_child(t, subject, k))
        if (tree_lemma_is(t, k, "cold") || tree_lemma_is(t, k, "warm")) return true;
    return false;
}

/* What a thing permits or supports is not done by anybody: "the rules allow parties to ..." */
static bool is_done_by_thing(const sentence_work *w, uint32_t p, const cast *c)
{
    static const char *const types[] = {"CONCEDE", "SUPPORT", "AGREE", "CONSULT"};
    const char *type = act_book_text(&w->in->book->acts, work_act(w, p)->type);
    uint32_t token = w->out->predicates[p].token;
    if (c->n_sources > 0 || work_sense(w, p)->pos != SENSE_VERB ||
        clause_is_passive(&w->t, token))
        return false;
    bool asks = text_among(type, types, COUNT(types));
    uint32_t subject = asks ? clause_surface_subject(&w->t, token) : TREE_NONE;
    return subject != TREE_NONE && w->t.nodes[subject].upos == UPOS_NOUN &&
           !referent_is_actor(w, subject);
}

static bool is_public_at_large(const sentence_work *w, const coded_actor *a)
{
    static const char *const words[] = {"people",  "voter",  "public", "electorate",
                                        "elector", "viewer", "reader", "constituent"};
    if (a->first < w->t.first || a->last >= w->t.first + w->t.n || !a->n_sectors ||
        strcmp(a->sectors[0], "CVL") != 0)
        return false;
    for (uint32_t i = a->first; i <= a->last; i++)
        if (tree_lemma_among(&w->t, i - w->t.first, words, COUNT(words))) return true;
    return false;
}

static bool are_public_at_large(const sentence_work *w, const coded_actor *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (!is_public_at_large(w, &list[i])) return false;
    return n > 0;
}

/* Politicians meet the people every day, and what voters think of them is told by polls; but crowds
 * demonstrate, and people are arrested, killed, and turn down a constitution. */
static bool is_public_opinion(const sentence_work *w, uint32_t p, const cast *c)
{
    static const char *const deeds[] = {"PROTEST", "ASSAULT", "COERCE", "AID", "REJECT"};
    const char *type = act_book_text(&w->in->book->acts, work_act(w, p)->type);
    if (text_among(type, deeds, COUNT(deeds))) return false;
    if (are_public_at_large(w, c->sources, c->n_sources)) return true;
    if (strcmp(type, "CONSULT") != 0) return false;
    bool pair = c->n_targets == 0 && c->n_sources > 1;
    return pair ? is_public_at_large(w, &c->sources[1])
                : are_public_at_large(w, c->targets, c->n_targets);
}

bool is_act_of_nobody(const sentence_work *w, uint32_t p, const cast *c)
{
    if (c->n_sources == 0 && is_done_by_nature(&w->t, w->out->predicates[p].token)) return true;
    return is_done_by_thing(w, p, c) || is_public_opinion(w, p, c);
}

bool is_verb_alone(const tree *t, uint32_t verb)
{
    if (clause_is_passive(t, verb)) return false;
    for (uint32_t i = tree_next_child(t, verb, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, verb, i)) {
        uint8_t rel = t->nodes[i].deprel;
        if (rel == DEPREL_OBJ || rel == DEPREL_CCOMP || rel == DEPREL_XCOMP) return false;
        if (i > verb && rel != DEPREL_PUNCT && rel != DEPREL_CC && rel != DEPREL_CONJ &&
            rel != DEPREL_ADVMOD)
            return false;
    }
    return true;
}
