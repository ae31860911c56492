/* Words of an act that mean none by who stands beside them: things that "threaten", accidents, goings
 * that are no visits, what nobody is named to do. */
#include "code/argument.h"
#include "code/cast.h"
#include "code/clause.h"

/* "Lawmakers return to Washington": a going within one's own state is no visit. */
static bool is_at_home(const sentence_work *w, uint32_t p, const cast *c)
{
    static const char *const consult[] = {"CONSULT"};
    const char *mode = act_book_text(&w->in->book->acts, work_act(w, p)->mode);
    if (!argument_type_is(w, p, consult, 1) || c->n_sources != 1) return false;
    if (mode && strcmp(mode, "visit") == 0 && c->targeted && c->n_targets == 0 && !c->mutual)
        return true; /* his own state, left out */
    bool visit = mode && strcmp(mode, "visit") == 0;
    if (!(visit || (work_sense(w, p)->flags & ACT_WEAK)) || c->n_targets != 1 ||
        !c->sources[0].code || !c->targets[0].code)
        return false;
    return c->targets[0].n_sectors == 0 && strcmp(c->sources[0].code, c->targets[0].code) == 0;
}

/* "Rising seas threaten", "a good guide urges": what is said needs somebody who says it. */
static bool is_said_by_thing(const sentence_work *w, uint32_t p, const cast *c)
{
    static const char *const said[] = {"ACCUSE", "REQUEST", "THREATEN",
                                       "AGREE",  "REJECT",  "CONCEDE"};
    uint32_t verb = w->out->predicates[p].token;
    if (c->n_sources || work_sense(w, p)->pos != SENSE_VERB || !argument_type_is(w, p, said, 6) ||
        (work_sense(w, p)->flags & ACT_SWAP))
        return false;
    uint32_t subject = clause_is_passive(&w->t, verb) ? clause_by_agent(&w->t, verb)
                                                      : clause_surface_subject(&w->t, verb);
    if (subject != TREE_NONE) subject = clause_antecedent(&w->t, subject);
    return subject != TREE_NONE && w->t.nodes[subject].upos == UPOS_NOUN &&
           w->mention_of[subject] == ENTITY_NONE && !tree_lemma_is(&w->t, subject, "one");
}

/* "hurt when their jeep overturned": nobody's violence; and no violence is told where nobody is
 * hurt. */
static bool is_accident(const sentence_work *w, uint32_t p, const cast *c)
{
    static const char *const mishaps[] = {"overturn", "crash",  "collide", "capsize",   "plunge",
                                          "skid",     "derail", "veer",    "collision", "accident",
                                          "earthquake", "flood", "landslide", "avalanche", "storm"};
    const tree *t = &w->t;
    uint32_t verb = w->out->predicates[p].token, counts = work_act(w, p)->counts;
    if (c->n_sources || (counts != COUNTS_DEAD && counts != COUNTS_INJURED)) return false;
    if (w->out->predicates[p].status == CASUS_NEGATED) return true;
    for (uint32_t i = tree_next_child(t, verb, verb); i != TREE_NONE;
         i = tree_next_child(t, verb, i)) {
        if (t->nodes[i].deprel != DEPREL_ADVCL && t->nodes[i].deprel != DEPREL_OBL &&
            t->nodes[i].deprel != DEPREL_ADVCL_RELCL)
            continue;
        if (tree_lemma_among(t, i, mishaps, COUNT(mishaps))) return true;
    }
    return false;
}

static bool is_armed(const coded_actor *a)
{
    static const char *const armed[] = {"MIL", "REB", "UAF", "PRM", "COP"};
    return a->n_sectors && text_among(a->sectors[0], armed, COUNT(armed));
}

/* Troops that go somewhere pay no visit. */
static bool is_march_of_troops(const sentence_work *w, uint32_t p, const cast *c)
{
    static const char *const consult[] = {"CONSULT"};
    if (!(work_sense(w, p)->flags & ACT_MOTION) || !argument_type_is(w, p, consult, 1))
        return false;
    for (uint32_t i = 0; i < c->n_sources; i++) {
        uint32_t last = c->sources[i].last - w->t.first;
        bool many = last < w->t.n && w->t.nodes[last].xpos == XPOS_NNS;
        if (many && !c->sources[i].name.len && is_armed(&c->sources[i])) return true;
    }
    return false;
}

/* "they would be barred", "a deal signed in Rio": nobody is named who will do what is not done yet, or
 * who did what is told beside the point or in the active voice; but bombs go off, and who arrests or
 * kills is often left out. */
static bool is_without_doer(const sentence_work *w, uint32_t p, const cast *c)
{
    static const char *const forceful[] = {"ASSAULT", "COERCE", "PROTEST"};
    uint32_t verb = w->out->predicates[p].token, status = w->out->predicates[p].status;
    if (c->n_sources) return false;
    if (status == CASUS_PLANNED || status == CASUS_PROPOSED || status == CASUS_POSSIBLE)
        return true;
    if (work_sense(w, p)->pos != SENSE_VERB) return false;
    bool active = !clause_is_passive(&w->t, verb), aside = w->t.nodes[verb].deprel == DEPREL_ACL;
    if (active && aside) return true;
    return (aside || (active && status != CASUS_NEGATED)) &&
           !argument_type_is(w, p, forceful, COUNT(forceful));
}

/* "a company goes to Mexico", "the man who flew to Syria": whoever has no office pays no visit. */
static bool is_private_trip(const sentence_work *w, uint32_t p, const cast *c)
{
    static const char *const consult[] = {"CONSULT"};
    const uint32_t trip = ACT_MOTION | ACT_WEAK;
    if ((work_sense(w, p)->flags & trip) != trip || !argument_type_is(w, p, consult, 1))
        return false;
    static const char *const private[] = {"CVL", "REF", "CRM"};
    for (uint32_t i = 0; i < c->n_sources; i++) {
        const coded_actor *a = &c->sources[i];
        bool office = !a->n_sectors || !text_among(a->sectors[0], private, COUNT(private));
        if (a->political && office) return false;
    }
    return true;
}

/* "Trump held a rally": what a candidate holds is no protest. */
static bool is_campaign_rally(const sentence_work *w, uint32_t p, const cast *c)
{
    static const char *const protest[] = {"PROTEST"}, *const rally[] = {"rally"};
    static const char *const offices[] = {"GOV", "LEG", "PTY", "ELI", "OPP"};
    const predicate *pred = &w->out->predicates[p];
    uint32_t noun = pred->need == TREE_NONE ? pred->token : pred->need;
    bool his = work_sense(w, p)->pos == SENSE_NOUN;
    if (!argument_type_is(w, p, protest, 1) || c->n_sources != 1 || (c->n_targets > 0 && !his) ||
        !tree_lemma_among(&w->t, noun, rally, 1) || !c->sources[0].person)
        return false;
    return c->sources[0].n_sectors && text_among(c->sources[0].sectors[0], offices, COUNT(offices));
}

/* "forces positioned in the city", "jets deployed at the base": where they are, beside the point. */
static bool is_station(const sentence_work *w, uint32_t p)
{
    static const char *const sent[] = {"MOBILIZE"};
    uint32_t verb = w->out->predicates[p].token;
    return w->t.nodes[verb].deprel == DEPREL_ACL && argument_type_is(w, p, sent, 1) &&
           w->out->predicates[p].parent == CODE_NONE && clause_is_passive(&w->t, verb) &&
           clause_by_agent(&w->t, verb) == TREE_NONE;
}

/* "often accuses it of meddling", "regularly threatens its neighbour": what is done at all times is
 * done at none. */
static bool is_habit(const tree *t, uint32_t verb)
{
    static const char *const words[] = {"often",     "regularly",     "routinely", "frequently",
                                        "usually",   "typically",     "always",    "sometimes",
                                        "normally",  "traditionally", "habitually", "invariably"};
    for (uint32_t i = tree_next_child(t, verb, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, verb, i))
        if (t->nodes[i].deprel == DEPREL_ADVMOD && tree_form_among(t, i, words, COUNT(words)))
            return true;
    return false;
}

uint32_t cast_unmeant(const sentence_work *w, uint32_t p, const cast *c)
{
    if (is_said_by_thing(w, p, c) || is_accident(w, p, c) || is_without_doer(w, p, c))
        return VERDICT_NO_ACTOR;
    if (is_station(w, p) || is_habit(&w->t, w->out->predicates[p].token)) return VERDICT_GENERIC;
    return is_march_of_troops(w, p, c) || is_at_home(w, p, c) || is_private_trip(w, p, c) ||
                   is_campaign_rally(w, p, c) || verbal_is_contest(w, p, c)
               ? VERDICT_WEAK
               : VERDICT_KEPT;
}
