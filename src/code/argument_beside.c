/* Actors of an act that its own clause lacks and one beside it names, by constructions that leave
 * no doubt whom is meant. */
#include "code/argument.h"
#include "code/clause.h"

/* ---- sums of a clause ------------------------------------------------------------------------ */

/* The act above `word` that a noun of this type sums up: of its own type, else the outermost. */
static uint32_t summed_act(const sentence_work *w, uint32_t word, const char *type)
{
    uint32_t best = CODE_NONE;
    for (uint32_t step = 0; word != TREE_NONE && step < w->t.n; step++) {
        uint32_t p = w->at[word];
        word = tree_head(&w->t, word);
        if (p == CODE_NONE || (work_sense(w, p)->flags & ACT_HELPER)) continue;
        best = p;
        if (type && argument_type_is(w, p, &type, 1)) break;
    }
    return best;
}

uint32_t beside_summary(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    const tree *t = &w->t;
    const predicate *pred = &w->out->predicates[p];
    uint32_t noun = clause_object(t, pred->token);
    if (noun == TREE_NONE || t->nodes[noun].deprel != DEPREL_APPOS ||
        t->nodes[noun].upos != UPOS_NOUN || t->nodes[pred->token].deprel != DEPREL_ACL_RELCL ||
        referent_is_actor(w, noun))
        return 0;
    uint32_t noun_act = pred->inner != CODE_NONE ? pred->inner : w->at[noun];
    const char *type = NULL;
    if (noun_act != CODE_NONE)
        type = act_book_text(&w->in->book->acts, work_act(w, noun_act)->type);
    uint32_t summed = summed_act(w, tree_head(t, noun), type);
    return summed == CODE_NONE || summed == p ? 0 : arguments_of(w, summed, ROLE_SOURCE, out);
}

uint32_t act_answered_by(const sentence_work *w, uint32_t p)
{
    static const char *const said[] = {"REQUEST", "ACCUSE", "THREATEN"};
    static const char *const answers[] = {"REJECT", "AGREE", "CONCEDE"};
    uint32_t noun = w->out->predicates[p].token;
    if (w->out->predicates[p].verdict != VERDICT_CONSUMED || work_sense(w, p)->pos != SENSE_NOUN ||
        !argument_type_is(w, p, said, COUNT(said)))
        return CODE_NONE;
    /* a claim to a thing accuses nobody; appeals before courts are no politics */
    uint32_t to = clause_next_prep(&w->t, noun, str_hash_lower(STR("to")), TREE_NONE);
    if (tree_lemma_is(&w->t, noun, "appeal") ||
        (tree_lemma_is(&w->t, noun, "claim") && to != TREE_NONE && slot_is_nominal(&w->t, to)))
        return CODE_NONE;
    for (uint32_t i = w->base; i < w->out->n_predicates; i++)
        if (w->out->predicates[i].inner == p && argument_type_is(w, i, answers, COUNT(answers)))
            return i;
    return CODE_NONE;
}

/* ---- targets --------------------------------------------------------------------------------- */

/* "marched to demand that the minister resign", "cut off talks, accusing Mali of bad faith", "sent
 * doctors to help Haiti": the target of what the act is done for or with. */
static uint32_t of_purpose(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const types[] = {"PROTEST", "SANCTION", "REJECT", "AID"};
    static const char *const said[] = {"REQUEST",  "ACCUSE", "REJECT",
                                       "THREATEN", "COERCE", "SANCTION", "PROTEST"};
    bool aids = argument_type_is(w, p, types + 3, 1);
    const tree *t = &w->t;
    uint32_t verb = w->out->predicates[p].token;
    if (!argument_type_is(w, p, types, COUNT(types)) || work_sense(w, p)->pos == SENSE_NOUN)
        return 0;
    for (uint32_t i = tree_next_child(t, verb, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, verb, i)) {
        uint8_t rel = t->nodes[i].deprel;
        bool free = t->nodes[i].xpos == XPOS_VBG || clause_has_mark(t, i, "to");
        if ((rel != DEPREL_ADVCL && rel != DEPREL_XCOMP) || !free || w->at[i] == CODE_NONE ||
            !(aids ? argument_type_is(w, w->at[i], types + 3, 1)
                   : argument_type_is(w, w->at[i], said, COUNT(said))) ||
            clause_surface_subject(t, i) != TREE_NONE)
            continue;
        uint32_t n = arguments_of(w, w->at[i], ROLE_TARGET, out);
        if (n) return n;
    }
    return 0;
}

bool beside_is_use_of_force(const sentence_work *w, uint32_t p, uint32_t purpose)
{
    static const char *const verbs[] = {"disperse", "drive",  "scatter", "break", "push",
                                        "force",    "clear",  "stop",    "keep",  "hold",
                                        "control",  "subdue", "quell",   "repel", "remove"};
    static const char *const violent[] = {"ASSAULT"};
    const tree *t = &w->t;
    uint8_t rel = t->nodes[purpose].deprel;
    if (!argument_type_is(w, p, violent, 1) || work_sense(w, p)->pos == SENSE_NOUN ||
        (rel != DEPREL_ADVCL && rel != DEPREL_XCOMP) || !clause_has_mark(t, purpose, "to"))
        return false;
    if (w->at[purpose] != CODE_NONE && argument_type_is(w, w->at[purpose], violent, 1)) return true;
    return tree_lemma_among(t, purpose, verbs, COUNT(verbs));
}

/* "used water cannon to disperse the students": against whom force is used by its purpose. */
static uint32_t of_force(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    uint32_t verb = w->out->predicates[p].token;
    for (uint32_t i = tree_next_child(&w->t, verb, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(&w->t, verb, i)) {
        uint32_t whom = beside_is_use_of_force(w, p, i) ? clause_object(&w->t, i) : TREE_NONE;
        if (whom != TREE_NONE && referent_at(w, whom, ROLE_TARGET, REACH_ACTOR, &out[0])) return 1;
    }
    return 0;
}

/* "opened fire on a bus carrying pilgrims", "shelled a school sheltering families" */
static uint32_t of_load(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const violent[] = {"ASSAULT"};
    static const char *const holds[] = {"carry", "transport", "ferry", "house", "shelter", "bring"};
    const tree *t = &w->t;
    uint32_t verb = w->out->predicates[p].token;
    if (!argument_type_is(w, p, violent, 1)) return 0;
    for (uint32_t thing = verb + 1; thing < t->n; thing++) {
        if (tree_head(t, thing) != verb) continue;
        for (uint32_t i = tree_next_child(t, thing, thing); i != TREE_NONE;
             i = tree_next_child(t, thing, i)) {
            bool holding = false;
            holding |= tree_lemma_among(t, i, holds, COUNT(holds));
            uint32_t load = holding ? tree_child(t, i, DEPREL_OBJ) : TREE_NONE;
            if (load != TREE_NONE && referent_at(w, load, ROLE_TARGET, REACH_ACTOR, &out[0]))
                return 1;
        }
    }
    return 0;
}

static bool is_same(const coded_actor *a, const coded_actor *b)
{
    return a->entity != ENTITY_NONE && a->entity == b->entity;
}

static bool is_press(const coded_actor *a)
{
    for (uint32_t i = 0; i < a->n_sectors; i++)
        if (strcmp(a->sectors[i], "JRN") == 0) return true;
    return false;
}

/* "Dublin told London that it would sue": whom the speaker tells of what he does. */
static uint32_t of_addressee(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const types[] = {"AGREE",   "REJECT",  "THREATEN", "ACCUSE",
                                        "REQUEST", "CONCEDE", "SANCTION", "RETREAT", "COERCE"};
    static const char *const verbs[] = {"tell", "inform", "notify", "assure", "advise", "warn"};
    const tree *t = &w->t;
    uint32_t word = w->out->predicates[p].token, told = TREE_NONE;
    bool finite = t->nodes[word].xpos != XPOS_VB || tree_child(t, word, DEPREL_AUX) != TREE_NONE;
    if (!argument_type_is(w, p, types, COUNT(types)) || !finite) return 0;
    for (int step = 0; step < 4 && told == TREE_NONE; step++) {
        uint8_t rel = t->nodes[word].deprel;
        uint32_t head = tree_head(t, word);
        if (head == TREE_NONE) return 0;
        if (rel == DEPREL_CCOMP || rel == DEPREL_PARATAXIS || rel == DEPREL_ADVCL) told = head;
        else if (rel != DEPREL_XCOMP && rel != DEPREL_CONJ) return 0;
        word = head;
    }
    bool tells = told != TREE_NONE && tree_lemma_among(t, told, verbs, COUNT(verbs));
    uint32_t hearer = tells ? tree_child(t, told, DEPREL_OBJ) : TREE_NONE;
    if (tells && hearer == TREE_NONE) hearer = tree_child(t, told, DEPREL_IOBJ);
    uint32_t speaker = tells ? clause_subject(t, told) : TREE_NONE;
    coded_actor said, own[CODE_MAX_ACTORS];
    if (hearer == TREE_NONE || speaker == TREE_NONE ||
        !referent_at(w, hearer, ROLE_TARGET, REACH_ACTOR, &out[0]) || !out[0].political ||
        is_press(&out[0]) || !referent_at(w, speaker, ROLE_SOURCE, REACH_ACTOR, &said))
        return 0;
    uint32_t n = arguments_of(w, p, ROLE_SOURCE, own);
    return n == 1 && is_same(&own[0], &said);
}

/* "overran Eritrean trenches, killing hundreds": the people of unknown name are those of the main
 * act. */
static uint32_t of_result(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const violent[] = {"ASSAULT", "COERCE"};
    const tree *t = &w->t;
    uint32_t verb = w->out->predicates[p].token, head = tree_head(t, verb);
    if (head == TREE_NONE || w->at[head] == CODE_NONE || t->nodes[verb].xpos != XPOS_VBG ||
        t->nodes[verb].deprel != DEPREL_ADVCL ||
        !argument_type_is(w, p, violent, COUNT(violent)) ||
        !argument_type_is(w, w->at[head], violent, COUNT(violent)))
        return 0;
    return arguments_of(w, w->at[head], ROLE_TARGET, out);
}

/* "detonated his vest at a market, killing four soldiers": the victims of an attack that names
 * none. */
static uint32_t of_outcome(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const violent[] = {"ASSAULT"};
    const tree *t = &w->t;
    uint32_t verb = w->out->predicates[p].token;
    if (!argument_type_is(w, p, violent, 1) || work_sense(w, p)->pos == SENSE_NOUN) return 0;
    for (uint32_t i = tree_next_child(t, verb, verb); i != TREE_NONE;
         i = tree_next_child(t, verb, i)) {
        uint32_t act = w->at[i];
        bool outcome = act != CODE_NONE && t->nodes[i].deprel == DEPREL_ADVCL &&
                       t->nodes[i].xpos == XPOS_VBG && argument_type_is(w, act, violent, 1) &&
                       work_act(w, act)->counts != COUNTS_NOTHING;
        uint32_t n = outcome ? argument_slots(w, act, ROLE_TARGET, out) : 0;
        if (n) return n;
    }
    return 0;
}

/* "warned that if the rebels do not disarm ...": who is told what will happen to him otherwise. */
static uint32_t of_condition(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const threat[] = {"THREATEN"};
    static const char *const marks[] = {"if", "unless", "until"};
    const tree *t = &w->t;
    uint32_t verb = w->out->predicates[p].token, said = clause_content(t, verb);
    if (!argument_type_is(w, p, threat, 1)) return 0;
    for (uint32_t i = verb + 1; i < t->n; i++) {
        uint32_t head = tree_head(t, i);
        if (t->nodes[i].deprel != DEPREL_ADVCL || (head != verb && head != said)) continue;
        bool condition = false;
        for (size_t k = 0; k < COUNT(marks); k++) condition |= clause_has_mark(t, i, marks[k]);
        uint32_t who = condition ? clause_surface_subject(t, i) : TREE_NONE;
        if (who != TREE_NONE && referent_at(w, who, ROLE_TARGET, REACH_ACTOR, &out[0]) &&
            out[0].political)
            return 1;
    }
    return 0;
}

/* "asked Chad for help", "thanked Cuba for the doctors it had sent": who asks for a benefit or
 * thanks for it is who has it. */
static uint32_t of_beneficiary(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const benefits[] = {"AID", "COOPERATE"};
    static const char *const verbs[] = {"ask", "request", "beg", "thank", "plead", "appeal"};
    if (!argument_type_is(w, p, benefits, COUNT(benefits))) return 0;
    uint32_t word = w->out->predicates[p].token, up = w->out->predicates[p].parent;
    for (int step = 0; up == CODE_NONE && step < 3; step++) { /* of a relative clause */
        word = tree_head(&w->t, word);
        if (word == TREE_NONE) return 0;
        up = w->at[word];
    }
    if (up == CODE_NONE) return 0;
    for (size_t i = 0; i < COUNT(verbs); i++)
        if (tree_lemma_is(&w->t, w->out->predicates[up].token, verbs[i]))
            return arguments_of(w, up, ROLE_SOURCE, out);
    return 0;
}

/* "Mexico's criticism angered El Salvador", "stung by the refusal, Kenya ...": whom a hostile noun
 * without a target affects. */
static uint32_t of_affected(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const hostile[] = {"ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE"};
    const tree *t = &w->t;
    uint32_t noun = w->out->predicates[p].token, verb = tree_head(t, noun);
    if (work_sense(w, p)->pos != SENSE_NOUN || !argument_type_is(w, p, hostile, COUNT(hostile)) ||
        verb == TREE_NONE || t->nodes[verb].upos != UPOS_VERB)
        return 0;
    /* "the veto infuriated Belarus" is an act of Belarus, too; a killing is the noun's own */
    static const char *const felt[] = {"ACCUSE"};
    if (w->at[verb] != CODE_NONE && !argument_type_is(w, w->at[verb], felt, COUNT(felt))) return 0;
    uint8_t rel = t->nodes[noun].deprel;
    if (rel != DEPREL_NSUBJ && rel != DEPREL_OBL_AGENT) return 0;
    uint32_t affected = clause_object(t, verb);
    return affected != TREE_NONE && affected != noun && referent_is_actor(w, affected) &&
           referent_at(w, affected, ROLE_TARGET, REACH_ACTOR, &out[0]) && out[0].political;
}

uint32_t beside_violent_subject(const sentence_work *w, uint32_t p)
{
    static const char *const violent[] = {"ASSAULT"};
    uint32_t verb = w->out->predicates[p].token;
    if (work_sense(w, p)->pos != SENSE_VERB || clause_is_passive(&w->t, verb) ||
        !argument_type_is(w, p, violent, COUNT(violent)))
        return CODE_NONE;
    uint32_t subject = clause_surface_subject(&w->t, verb);
    uint32_t act = subject == TREE_NONE ? CODE_NONE : w->at[subject];
    bool noun = act != CODE_NONE && work_sense(w, act)->pos == SENSE_NOUN;
    return noun && argument_type_is(w, act, violent, COUNT(violent)) ? act : CODE_NONE;
}

bool beside_is_repelled(const sentence_work *w, uint32_t p)
{
    static const char *const repels[] = {"repel", "repulse", "crush", "beat",  "fend",    "foil",
                                         "check", "thwart",  "blunt", "smash", "contain", "defeat"};
    uint32_t verb = tree_head(&w->t, w->out->predicates[p].token);
    return verb != TREE_NONE && w->at[verb] != CODE_NONE &&
           w->out->predicates[w->at[verb]].inner == p &&
           tree_lemma_among(&w->t, verb, repels, COUNT(repels));
}

/* "ambushed a patrol, and the army replied with howitzers", "stoned police, who fired back": what
 * is answered was done by whom it is answered to. */
static uint32_t of_reply(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    static const char *const violent[] = {"ASSAULT", "PROTEST"};
    static const char *const verbs[] = {"reply", "respond", "retaliate", "answer"};
    const tree *t = &w->t;
    uint32_t verb = w->out->predicates[p].token, first = tree_head(t, verb);
    uint8_t rel = t->nodes[verb].deprel;
    bool back = verb + 1 < t->n && tree_form_is(t, verb + 1, "back");
    if (!argument_type_is(w, p, violent, 1) || first == TREE_NONE ||
        !(back || tree_lemma_among(t, verb, verbs, COUNT(verbs))))
        return 0;
    if (rel == DEPREL_ACL_RELCL) first = tree_head(t, first);
    else if (rel != DEPREL_CONJ) return 0;
    if (first == TREE_NONE || w->at[first] == CODE_NONE ||
        !argument_type_is(w, w->at[first], violent, COUNT(violent)))
        return 0;
    return arguments_of(w, w->at[first], ROLE_SOURCE, out);
}

uint32_t beside_target(const sentence_work *w, uint32_t p, coded_actor out[CODE_MAX_ACTORS])
{
    uint32_t subject = beside_violent_subject(w, p);
    if (subject != CODE_NONE) return arguments_of(w, subject, ROLE_TARGET, out);
    uint32_t n = of_reply(w, p, out);
    if (n == 0) n = protest_place_target(w, p, out);
    if (n == 0) n = of_purpose(w, p, out);
    if (n == 0) n = of_force(w, p, out);
    if (n == 0) n = of_load(w, p, out);
    if (n == 0) n = of_result(w, p, out);
    if (n == 0) n = of_outcome(w, p, out);
    if (n == 0) n = of_condition(w, p, out);
    if (n == 0) n = of_beneficiary(w, p, out);
    if (n == 0) n = of_affected(w, p, out);
    if (n == 0) n = beside_provoked(w, p, out);
    if (n == 0 && beside_is_repelled(w, p)) /* it was upon whoever repels it */
        n = arguments_of(w, w->at[tree_head(&w->t, w->out->predicates[p].token)], ROLE_SOURCE, out);
    if (n == 0) n = protest_cause_target(w, p, out);
    return n ? n : of_addressee(w, p, out);
}
