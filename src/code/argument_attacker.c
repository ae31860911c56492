/* Who killed or wounded, where the words do not say: whoever did the attack that the killing is
 * told of, in its phrase, in a clause beside it, or in the sentence before. */
#include "code/argument.h"
#include "code/clause.h"

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
    static const char *const violent[] = {"ASSAULT"};
    uint32_t need = w->out->predicates[p].need, owner = TREE_NONE;
    if (!counts_victims(w, p) || !argument_type_is(w, p, violent, 1)) return 0;
    if (is_victim(w, p, need)) need = TREE_NONE;
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
        !argument_type_is(w, attack, violent, 1))
        return from_sentence_before(w, p, out);
    return arguments_of(w, attack, ROLE_SOURCE, out);
}
