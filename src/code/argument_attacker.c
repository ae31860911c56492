/* Who attacked, killed or wounded, where the words of the act do not say: whom the attack is blamed
 * on or claimed by; whoever did the attack that a killing is told of, in its phrase, in a clause
 * beside it, or in the sentence before. */
#include "code/argument.h"
#include "code/clause.h"

/* ---- blamed, claimed, carried out ------------------------------------------------------------ */

/* Verbs that say whose deed a noun of violence is, by the preposition before him. */
static const struct culprit_verb {
    const char *lemma, *prep;
} culprit_verbs[] = {{"carry", "by"},       {"perpetrate", "by"},  {"commit", "by"},
                     {"stage", "by"},       {"execute", "by"},     {"conduct", "by"},
                     {"launch", "by"},      {"mount", "by"},       {"claim", "by"},
                     {"mastermind", "by"},  {"orchestrate", "by"}, {"undertake", "by"},
                     {"plan", "by"},        {"do", "by"},          {"lead", "by"},
                     {"cause", "by"},       {"wage", "by"},        {"admit", "by"},
                     {"attribute", "to"},   {"ascribe", "to"},     {"trace", "to"},
                     {"blame", "on"},       {"pin", "on"},         {"impute", "to"}};

/* "blamed the killing of a councillor on ETA": the last such phrase of the clause, wherever the
 * tree hangs it. */
static uint32_t last_phrase(const sentence_work *w, uint32_t verb, uint64_t prep)
{
    const tree *t = &w->t;
    uint32_t found = TREE_NONE;
    for (uint32_t i = verb + 1; i < t->n && t->nodes[i].upos != UPOS_VERB; i++) {
        uint32_t noun = t->tokens[i].hash == prep ? tree_head(t, i) : TREE_NONE;
        if (noun != TREE_NONE && noun > i && slot_is_nominal(t, noun) && referent_is_actor(w, noun))
            found = noun;
    }
    return found;
}

/* Whom such a verb names, whatever its voice. */
static uint32_t named_by_verb(const sentence_work *w, uint32_t verb,
                              coded_actor out[CODE_MAX_ACTORS])
{
    const tree *t = &w->t;
    for (size_t k = 0; k < COUNT(culprit_verbs); k++) {
        if (!tree_lemma_is(t, verb, culprit_verbs[k].lemma)) continue;
        uint64_t prep = str_hash_lower(str_from(culprit_verbs[k].prep));
        uint32_t who = clause_next_prep(t, verb, prep, TREE_NONE);
        if (who == TREE_NONE) who = last_phrase(w, verb, prep);
        return who != TREE_NONE && referent_at(w, who, ROLE_SOURCE, REACH_ACTOR, &out[0]);
    }
    return 0;
}

/* "the bombing was the work of the rebels" */
static uint32_t named_as_work(const sentence_work *w, uint32_t noun,
                              coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const words[] = {"work", "handiwork", "deed", "doing", "act", "action"};
    static const char *const preps[] = {"of", "by"};
    const tree *t = &w->t;
    uint32_t work = tree_head(t, noun);
    if (work == TREE_NONE || t->nodes[noun].deprel != DEPREL_NSUBJ ||
        tree_child(t, work, DEPREL_COP) == TREE_NONE ||
        !tree_lemma_among(t, work, words, COUNT(words)))
        return 0;
    for (size_t k = 0; k < COUNT(preps); k++) {
        uint32_t who = clause_next_prep(t, work, str_hash_lower(str_from(preps[k])), TREE_NONE);
        if (who != TREE_NONE && referent_at(w, who, ROLE_SOURCE, REACH_ACTOR, &out[0])) return 1;
    }
    return 0;
}

/* "an attack blamed on the rebels", "the murder, carried out by the army, ...", "attributed the
 * bombing to them": whose deed a noun of violence is said to be. */
static uint32_t culprit_of(const sentence_work *w, uint32_t noun, coded_actor out[CODE_MAX_ACTORS])
{
    const tree *t = &w->t;
    uint8_t rel = t->nodes[noun].deprel;
    uint32_t at[2] = {noun, tree_child(t, noun, DEPREL_NMOD)}; /* the participle hangs on either */
    for (size_t k = 0; k < COUNT(at) && at[k] != TREE_NONE; k++)
        for (uint32_t i = tree_next_child(t, at[k], at[k]); i != TREE_NONE;
             i = tree_next_child(t, at[k], i)) {
            bool clause =
                t->nodes[i].deprel == DEPREL_ACL || t->nodes[i].deprel == DEPREL_ACL_RELCL;
            uint32_t n = clause && clause_is_passive(t, i) ? named_by_verb(w, i, out) : 0;
            if (n) return n;
        }
    uint32_t verb = tree_head(t, noun);
    if (verb == TREE_NONE) return 0;
    bool passive = rel == DEPREL_NSUBJ_PASS || /* "carried out by", read as active */
                   (rel == DEPREL_NSUBJ && tree_child(t, verb, DEPREL_OBL_AGENT) != TREE_NONE);
    bool object = rel == DEPREL_OBJ;
    uint32_t n = passive || object ? named_by_verb(w, verb, out) : 0;
    return n ? n : named_as_work(w, noun, out);
}

uint32_t attacker_named(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const violent[] = {"ASSAULT"};
    if (work_sense(w, p)->pos != SENSE_NOUN || !argument_type_is(w, p, violent, 1)) return 0;
    return culprit_of(w, w->out->predicates[p].token, out);
}

bool act_is_blamed(const sentence_work *w, uint32_t p)
{
    static const char *const violent[] = {"ASSAULT"};
    coded_actor ignored[CODE_MAX_ACTORS];
    for (uint32_t i = w->base; i < w->out->n_predicates; i++) /* "claimed the bombing" tells it */
        if (w->out->predicates[i].inner == p && argument_type_is(w, i, violent, 1)) return false;
    return attacker_named(w, p, ignored) > 0;
}

/* "are holding two priests who were kidnapped": rebels keep whom they took. */
static uint32_t from_keeper(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const keeps[] = {"hold",    "release", "free", "kill",   "execute",
                                        "exchange", "return", "keep", "behead", "swap"};
    static const char *const armed[] = {"REB", "UAF", "CRM", "PRM"};
    const tree *t = &w->t;
    const char *mode = act_book_text(&w->in->book->acts, work_act(w, p)->mode);
    uint32_t verb = w->out->predicates[p].token, victim = tree_head(t, verb);
    uint8_t rel = t->nodes[verb].deprel;
    if (!mode || strcmp(mode, "abduct") != 0 || victim == TREE_NONE ||
        (rel != DEPREL_ACL && rel != DEPREL_ACL_RELCL) || t->nodes[victim].deprel != DEPREL_OBJ)
        return 0;
    uint32_t keep = tree_head(t, victim);
    uint32_t who = keep != TREE_NONE && tree_lemma_among(t, keep, keeps, COUNT(keeps))
                       ? clause_subject(t, keep)
                       : TREE_NONE;
    return who != TREE_NONE && referent_at(w, who, ROLE_SOURCE, REACH_ACTOR, &out[0]) &&
           out[0].n_sectors && text_among(out[0].sectors[0], armed, COUNT(armed));
}

/* ---- the attack beside a killing ------------------------------------------------------------- */

/* Is the second token the first, or does it hang on it? */
static bool is_above(const tree *t, uint32_t over, uint32_t token)
{
    for (uint32_t step = 0; token != TREE_NONE && step < t->n; step++) {
        if (token == over) return true;
        token = tree_head(t, token);
    }
    return false;
}

/* A clause with "when", "as" or "after". */
static bool tells_occasion(const tree *t, uint32_t clause)
{
    static const char *const words[] = {"when", "as", "after"};
    uint8_t rel = t->nodes[clause].deprel;
    if (rel != DEPREL_ADVCL && rel != DEPREL_ADVCL_RELCL) return false;
    for (uint32_t i = tree_next_child(t, clause, TREE_NONE); i != TREE_NONE && i < clause;
         i = tree_next_child(t, clause, i)) {
        uint8_t link = t->nodes[i].deprel;
        if (link != DEPREL_MARK && link != DEPREL_ADVMOD) continue;
        if (tree_form_is(t, i, "even")) return false; /* "even as": something else */
        if (tree_form_among(t, i, words, COUNT(words))) return true;
    }
    return false;
}

/* "fired at a mob in which four were killed", "a probe into police firing in Dhaka in which ...":
 * the last attack before a relative clause that its noun hangs on, or that hangs on its noun. */
static uint32_t attack_related(const sentence_work *w, uint32_t verb)
{
    static const char *const violent[] = {"ASSAULT"};
    const tree *t = &w->t;
    uint32_t noun = tree_head(t, verb);
    for (uint32_t i = verb; i-- > 0;) {
        if (w->at[i] == CODE_NONE || !argument_type_is(w, w->at[i], violent, 1)) continue;
        if (is_above(t, i, noun) || is_above(t, noun, i)) return w->at[i];
    }
    return CODE_NONE;
}

/* The attack that a killing without a doer is told of, or CODE_NONE. */
static uint32_t attack_beside(const sentence_work *w, uint32_t p)
{
    const tree *t = &w->t;
    uint32_t word = w->out->predicates[p].token, head = tree_head(t, word);
    uint8_t rel = t->nodes[word].deprel;
    if (rel == DEPREL_ACL_RELCL) return attack_related(w, word);
    if (head != TREE_NONE && rel == DEPREL_CONJ && t->nodes[head].upos == UPOS_VERB) word = head;
    for (uint32_t i = word + 1; i < t->n; i++) { /* at the verb, or at one joined with it */
        uint32_t up = tree_head(t, i);
        bool joined = up == word || (up != TREE_NONE && tree_head(t, up) == word &&
                                     t->nodes[up].deprel == DEPREL_CONJ);
        if (joined && w->at[i] != CODE_NONE && tells_occasion(t, i)) return w->at[i];
    }
    return CODE_NONE;
}

static bool counts_victims(const sentence_work *w, uint32_t p)
{
    uint32_t counts = work_act(w, p)->counts;
    return counts == COUNTS_DEAD || counts == COUNTS_INJURED;
}

/* "were taken prisoner when troops overran their post" */
static bool is_capture(const sentence_work *w, uint32_t p)
{
    const char *mode = act_book_text(&w->in->book->acts, work_act(w, p)->mode);
    return mode && strcmp(mode, "abduct") == 0 &&
           clause_is_passive(&w->t, w->out->predicates[p].token);
}

/* "injured in the firing", "killed in the incident": the noun that means an attack told before, or
 * TREE_NONE. */
static uint32_t attack_meant(const sentence_work *w, uint32_t p)
{
    static const char *const words[] = {"firing", "shooting",  "attack",  "clash",   "ambush",
                                        "raid",   "incident",  "assault", "bombing", "shelling",
                                        "strike", "encounter", "gunfire", "fusillade"};
    const tree *t = &w->t;
    uint64_t in = str_hash_lower(STR("in"));
    uint32_t verb = w->out->predicates[p].token;
    for (uint32_t i = clause_next_prep(t, verb, in, TREE_NONE); i != TREE_NONE;
         i = clause_next_prep(t, verb, in, i)) {
        uint32_t the = tree_child(t, i, DEPREL_DET);
        if (the == TREE_NONE || !(tree_form_is(t, the, "the") || tree_form_is(t, the, "this")) ||
            tree_child(t, i, DEPREL_NMOD) != TREE_NONE ||
            tree_child(t, i, DEPREL_AMOD) != TREE_NONE ||
            tree_child(t, i, DEPREL_ACL_RELCL) != TREE_NONE)
            continue;
        if (tree_lemma_among(t, i, words, COUNT(words))) return i;
    }
    return TREE_NONE;
}

/* Who did the attack that the sentence before tells of. */
static uint32_t from_sentence_before(const sentence_work *w, uint32_t p,
                                     coded_actor out[CODE_MAX_ACTORS])
{
    const coded *all = w->out;
    if (work_sense(w, p)->pos != SENSE_VERB || attack_meant(w, p) == TREE_NONE) return 0;
    for (uint32_t i = all->n_events; i-- > 0;) {
        const event *e = &all->events[i];
        if (e->sentence + 1 < w->sentence || e->sentence >= w->sentence ||
            e->article != w->in->in->segs->sentences[w->sentence].article)
            return 0;
        if (strcmp(e->type, "ASSAULT") != 0 || e->status != CASUS_ACTUAL || !e->has_source)
            continue;
        out[0] = e->source;
        return 1;
    }
    return 0;
}

/* Is the needed noun a victim: "killed two soldiers", "the murder of a judge"? */
static bool is_victim(const sentence_work *w, uint32_t p, uint32_t need)
{
    uint32_t word = w->out->predicates[p].token;
    uint32_t prep = need == TREE_NONE ? TREE_NONE : tree_case(&w->t, need);
    return need == clause_object(&w->t, word) ||
           (work_sense(w, p)->pos == SENSE_NOUN && prep != TREE_NONE &&
            tree_form_is(&w->t, prep, "of"));
}

/* "struck Iran in retaliation for an attack on a ship": the act that pays back this one, or
 * CODE_NONE. */
static uint32_t paid_back_by(const sentence_work *w, uint32_t p)
{
    static const char *const words[] = {"retaliation", "reprisal", "revenge",
                                        "response",    "answer",   "vengeance"};
    static const char *const violent[] = {"ASSAULT"};
    uint32_t noun = w->out->predicates[p].token, prep = tree_case(&w->t, noun);
    uint32_t head = tree_head(&w->t, noun);
    if (work_sense(w, p)->pos != SENSE_NOUN || !argument_type_is(w, p, violent, 1) ||
        prep == TREE_NONE || prep == 0 || head == TREE_NONE ||
        !tree_lemma_among(&w->t, prep - 1, words, COUNT(words)))
        return CODE_NONE;
    if (head == prep - 1) head = tree_head(&w->t, head); /* or both phrases hang on the verb */
    uint32_t act = head == TREE_NONE ? CODE_NONE : w->at[head];
    return act != CODE_NONE && act != p && argument_type_is(w, act, violent, 1) ? act : CODE_NONE;
}

uint32_t beside_provoker(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    uint32_t act = paid_back_by(w, p);
    return act == CODE_NONE ? 0 : argument_slots(w, act, ROLE_TARGET, out);
}

uint32_t beside_provoked(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    uint32_t act = paid_back_by(w, p);
    return act == CODE_NONE ? 0 : argument_slots(w, act, ROLE_SOURCE, out);
}

uint32_t beside_attacker(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const violent[] = {"ASSAULT", "COERCE"};
    uint32_t need = w->out->predicates[p].need, owner = TREE_NONE;
    uint32_t keeper = from_keeper(w, p, out);
    if (keeper) return keeper;
    if ((!counts_victims(w, p) && !is_capture(w, p)) || !argument_type_is(w, p, violent, 1))
        return 0;
    if (is_victim(w, p, need)) need = TREE_NONE;
    uint32_t named = need == TREE_NONE ? 0 : culprit_of(w, need, out);
    if (named) return named;
    if (need != TREE_NONE) owner = referent_owner(w, need, false);
    if (owner == TREE_NONE && need != TREE_NONE) /* "in police firing", read as a clause */
        owner = clause_surface_subject(&w->t, need);
    if (owner == TREE_NONE && need != TREE_NONE && need > 0 && /* or as a verb beside its noun */
        w->t.nodes[need].xpos == XPOS_VBG && referent_is_actor(w, need - 1))
        owner = need - 1;
    if (owner == TREE_NONE) owner = need; /* "in police firing", or as two phrases */
    if (owner != TREE_NONE && referent_at(w, owner, ROLE_SOURCE, REACH_ACTOR, &out[0])) return 1;
    uint32_t attack = attack_beside(w, p);
    if (attack == CODE_NONE || counts_victims(w, attack) ||
        !argument_type_is(w, attack, violent, is_capture(w, p) ? 2 : 1))
        return from_sentence_before(w, p, out);
    return arguments_of(w, attack, ROLE_SOURCE, out);
}
