/* Who does an act to whom, and whether that makes an event. */
#include "code/cast.h"

#include "code/argument.h"
#include "code/clause.h"
#include "code/clause_status.h"
#include "code/nobody.h"
#include "entity/actors.h"

/* ---- who ------------------------------------------------------------------------------------- */

/* A state, its government or those who act for it; rebels, parties and citizens may well turn to or
 * against their state. */
static bool is_state_power(const coded_actor *a)
{
    if (a->n_sectors == 0) return true;
    if (a->body) return false; /* a region's government: "the Catalan government" */
    return actor_is_executive(a);
}

static bool same_actor(const coded_actor *a, const coded_actor *b)
{
    if (a->entity != ENTITY_NONE && a->entity == b->entity) return true;
    if (!a->code || !b->code || strcmp(a->code, b->code) != 0) return false;
    if (b->n_sectors == 0) return is_state_power(a); /* no army attacks its own country, bare */
    if (a->n_sectors != b->n_sectors) return false;
    bool named = a->name.len && b->name.len && !str_eq(a->name, b->name);
    for (uint32_t i = 0; i < a->n_sectors; i++) named |= strcmp(a->sectors[i], b->sectors[i]) != 0;
    return !named;
}

/* Was the state of an actor guessed from the story (context.c)? */
static bool is_guessed(const sentence_work *w, const coded_actor *a)
{
    return a->entity != ENTITY_NONE && !a->name.len && a->code &&
           w->in->who->entities[a->entity].guessed;
}

/* "an Iranian general was killed by sniper fire", "Rwandan troops killed a colonel": not by or of
 * his own side, where only the story says that somebody is of it. */
static void doubt_guessed_side(const sentence_work *w, uint32_t p, cast *c)
{
    static const char *const violent[] = {"ASSAULT"};
    if (c->n_sources != 1 || c->n_targets != 1 || !argument_type_is(w, p, violent, 1)) return;
    coded_actor *source = &c->sources[0], *target = &c->targets[0];
    bool by = is_guessed(w, source), of = is_guessed(w, target);
    if (by == of || source->entity == target->entity || !same_actor(source, target)) return;
    if (by) source->code = NULL;
    else target->code = NULL;
}

/* An actor cannot act on itself; a reflexive target is no target. */
static void drop_reflexive(cast *c)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < c->n_targets; i++) {
        bool same = false;
        for (uint32_t k = 0; k < c->n_sources; k++)
            same |= same_actor(&c->sources[k], &c->targets[i]);
        if (!same) c->targets[kept++] = c->targets[i];
    }
    c->n_targets = kept;
}

/* "each other" is no target of its own. */
static void take_mutual(cast *c)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < c->n_targets; i++) {
        if (!c->targets[i].each_other) c->targets[kept++] = c->targets[i];
        else c->mutual = c->n_sources > 1;
    }
    c->n_targets = kept;
    c->mutual &= kept == 0;
}

/* Who strikes does so as a worker: pilots, customs officers, public servants, drivers. */
static void make_workers(const sentence_work *w, uint32_t p, cast *c)
{
    static const char *const offices[] = {"GOV", "MIL", "COP", "CVL"};
    const char *mode = act_book_text(&w->in->book->acts, work_act(w, p)->mode);
    if (!mode || strcmp(mode, "strike") != 0 || work_act(w, p)->counts != COUNTS_CROWD) return;
    for (uint32_t i = 0; i < c->n_sources; i++) {
        coded_actor *a = &c->sources[i];
        if (!a->n_sectors || !text_among(a->sectors[0], offices, COUNT(offices))) continue;
        a->sectors[0] = "LAB";
        a->n_sectors = 1;
    }
}

/* Is the noun a thing with somebody's name before it, or from somebody: "the president's plan", "a
 * call from the president"? */
static bool is_thing_of_actor(const sentence_work *w, uint32_t noun)
{
    if (referent_is_actor(w, noun)) return false;
    uint32_t owner = referent_owner(w, noun, false);
    uint32_t prep = owner == TREE_NONE ? TREE_NONE : tree_case(&w->t, owner);
    return owner != TREE_NONE && (prep == TREE_NONE || !tree_form_is(&w->t, prep, "of"));
}

/* "called the president's plan a fraud" is no call to the president. */
static void drop_owners(const sentence_work *w, uint32_t p, cast *c)
{
    const sense *s = work_sense(w, p);
    heads found = {.n = 0};
    for (uint32_t i = 0; i < s->n_slots; i++)
        if (work_slot(w, s, i)->role == ROLE_TARGET) slot_heads(w, p, work_slot(w, s, i), &found);
    for (uint32_t k = 0; k < found.n; k++)
        if (is_thing_of_actor(w, found.tokens[k])) c->n_targets = 0;
    if (found.n == 0) c->n_targets = 0;
}

void cast_find(const sentence_work *w, uint32_t p, cast *out)
{
    out->n_sources = arguments_of(w, p, ROLE_SOURCE, out->sources);
    uint32_t answered = act_answered_by(w, p);
    out->n_targets = arguments_of(w, answered == CODE_NONE ? p : answered,
                                  answered == CODE_NONE ? ROLE_TARGET : ROLE_SOURCE, out->targets);
    out->targeted = out->n_targets > 0;
    out->mutual = false;
    take_mutual(out);
    if (work_sense(w, p)->flags & ACT_ITSELF) drop_owners(w, p, out);
    make_workers(w, p, out);
    doubt_guessed_side(w, p, out);
    drop_reflexive(out);
    cast_take_land(w, p, out);
}

/* ---- told already ---------------------------------------------------------------------------- */

/* "refused to rule out talks", "stands ready to help": one refusal, one agreement. */
static bool is_said_by_governor(const sentence_work *w, uint32_t p)
{
    static const char *const reject[] = {"REJECT"}, *const agree[] = {"AGREE"};
    const predicate *pred = &w->out->predicates[p];
    static const char *const accord[] = {"AGREE", "SUPPORT"};
    if (pred->parent == CODE_NONE) return false;
    /* "violated their agreement", "rejected the deal" */
    if (work_sense(w, p)->pos == SENSE_NOUN && status_is_undone(pred->status) &&
        argument_type_is(w, p, accord, 2) && argument_type_is(w, pred->parent, reject, 1))
        return true;
    if (pred->status == CASUS_NEGATED)
        return argument_type_is(w, p, reject, 1) && argument_type_is(w, pred->parent, reject, 1);
    return pred->status == CASUS_PLANNED && argument_type_is(w, p, agree, 1) &&
           argument_type_is(w, pred->parent, agree, 1);
}

/* "marched to protest": a purpose of the same type is the act itself, said again. */
static bool repeats_governor(const sentence_work *w, uint32_t p)
{
    const predicate *pred = &w->out->predicates[p];
    static const char *const accord[] = {"SUPPORT"};
    uint32_t head = tree_head(&w->t, pred->token);
    if (head == TREE_NONE || w->at[head] == CODE_NONE) return false;
    /* "signed a pact to strengthen ties" */
    bool under = pred->parent != CODE_NONE &&
                 (pred->parent != w->at[head] || !argument_type_is(w, p, accord, 1));
    if (under || w->t.nodes[pred->token].deprel != DEPREL_ADVCL ||
        !clause_has_mark(&w->t, pred->token, "to"))
        return false;
    /* "rallied to demand his resignation": what a protest says is the protest */
    static const char *const said[] = {"REQUEST", "REJECT", "ACCUSE"};
    static const char *const protest[] = {"PROTEST"};
    if (argument_type_is(w, w->at[head], protest, 1) && argument_type_is(w, p, said, 3))
        return true;
    if (beside_is_use_of_force(w, w->at[head], pred->token)) return true;
    const act_book *acts = &w->in->book->acts;
    const act *a = work_act(w, p), *b = work_act(w, w->at[head]);
    return a->type && b->type && strcmp(acts->pool + a->type, acts->pool + b->type) == 0;
}

/* "was dismissed by many as a lightweight", "seen by some": what the public at large
 * says is no act. */
static bool is_of_public(const sentence_work *w, uint32_t p, const cast *c)
{
    static const char *const said[] = {"ACCUSE", "REJECT", "SUPPORT", "REQUEST"};
    static const char words[] = "many some most few others everyone everybody people critics "
                                "observers analysts experts commentators";
    uint32_t by = c->n_sources == 0 ? clause_by_agent(&w->t, w->out->predicates[p].token)
                                    : TREE_NONE;
    return by != TREE_NONE && argument_type_is(w, p, said, COUNT(said)) &&
           token_in(w->in->in, w->t.first + by, words);
}

/* "ridiculed the plan, saying ...": the words of an act in words are the act, told already. */
static bool is_its_words(const sentence_work *w, uint32_t p)
{
    static const char *const words[] = {"ACCUSE",   "REQUEST", "REJECT",
                                        "THREATEN", "SUPPORT", "AGREE"};
    uint32_t token = w->out->predicates[p].token, head = tree_head(&w->t, token);
    return (work_sense(w, p)->flags & ACT_STATEMENT) && head != TREE_NONE &&
           w->t.nodes[token].xpos == XPOS_VBG && w->t.nodes[token].deprel == DEPREL_ADVCL &&
           w->at[head] != CODE_NONE &&
           argument_type_is(w, w->at[head], words, COUNT(words));
}

/* "killed two soldiers and wounded five": one attack, told with both numbers by the killing. */
static bool is_told_by_killing(const sentence_work *w, uint32_t p, const cast *c)
{
    uint32_t token = w->out->predicates[p].token, head = tree_head(&w->t, token);
    uint8_t rel = w->t.nodes[token].deprel;
    if (work_act(w, p)->counts != COUNTS_INJURED || head == TREE_NONE ||
        w->at[head] == CODE_NONE || (rel != DEPREL_CONJ && rel != DEPREL_ADVCL))
        return false;
    uint32_t killing = w->at[head];
    if (work_act(w, killing)->counts != COUNTS_DEAD ||
        w->out->predicates[killing].event == CODE_NONE)
        return false;
    coded_actor killed[CODE_MAX_ACTORS];
    uint32_t n = arguments_of(w, killing, ROLE_TARGET, killed);
    for (uint32_t i = 0; i < c->n_targets; i++) {
        bool same = false;
        for (uint32_t k = 0; k < n; k++) same |= same_actor(&c->targets[i], &killed[k]);
        if (!same) return false;
    }
    return true;
}

/* "grenades thrown by rebels wounded two": what is told of a weapon is the deed that it does. */
static bool is_told_of_weapon(const sentence_work *w, uint32_t p, const cast *c)
{
    static const char *const violent[] = {"ASSAULT"};
    uint32_t verb = w->out->predicates[p].token, deed = verb;
    for (int step = 0; step < 3 && deed != TREE_NONE; step++) {
        uint8_t rel = w->t.nodes[deed].deprel;
        deed = tree_head(&w->t, deed);
        if (rel == DEPREL_ACL) break; /* "believed to have been set off" */
        if (rel != DEPREL_XCOMP) return false;
    }
    uint32_t weapon = deed;
    if (c->n_targets || work_sense(w, p)->pos != SENSE_VERB || weapon == TREE_NONE ||
        !argument_type_is(w, p, violent, 1))
        return false;
    uint8_t rel = w->t.nodes[weapon].deprel;
    deed = tree_head(&w->t, weapon);
    bool does = rel == DEPREL_NSUBJ || rel == DEPREL_OBL_AGENT;
    return does && deed != TREE_NONE && w->at[deed] != CODE_NONE &&
           argument_type_is(w, w->at[deed], violent, 1);
}

/* ---- who may be in an event ------------------------------------------------------------------ */

/* Type COOPERATE, AID and SANCTION have no meaning without a target (PLOVER manual). */
static bool needs_target(const sentence_work *w, uint32_t p)
{
    /* of what is threatened, promised or refused, these say enough alone */
    static const char *const alone[] = {"RETREAT", "CONCEDE", "PROTEST"};
    const char *type = act_book_text(&w->in->book->acts, work_act(w, p)->type);
    if (implied_is(w, p) && !argument_type_is(w, p, alone, 3)) return true;
    return (work_sense(w, p)->flags & ACT_NEEDS_TARGET) || strcmp(type, "COOPERATE") == 0 ||
           strcmp(type, "AID") == 0 || strcmp(type, "SANCTION") == 0;
}

static bool any_political(const coded_actor *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (list[i].political) return true;
    return false;
}

/* Somebody of a known state: its companies and citizens, too. */
static bool any_coded(const coded_actor *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (list[i].code) return true;
    return false;
}

/* Not just "a body". */
static bool any_somebody(const coded_actor *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (list[i].code || list[i].n_sectors || list[i].name.len) return true;
    return false;
}

/* Of a state or body, or with an office; not "the Gulf", "a group". */
static bool any_known(const coded_actor *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (list[i].code || list[i].n_sectors) return true;
    return false;
}

/* Protests are the politics of those who have no office: workers, students, residents. */
static bool any_civil(const coded_actor *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (list[i].n_sectors) return true;
    return false;
}

/* Who bears arms: of them, "strike" and "hit" mean what they say. */
static bool any_armed(const coded_actor *list, uint32_t n)
{
    static const char *const armed[] = {"MIL", "REB", "UAF", "PRM", "COP"};
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t s = 0; s < list[i].n_sectors; s++)
            if (text_among(list[i].sectors[s], armed, COUNT(armed))) return true;
    return false;
}

/* Those who speak, report, believe or organise in public, and those who fled: violence against them
 * is political whoever does it. */
static bool any_public(const coded_actor *list, uint32_t n)
{
    static const char *const sectors[] = {"JRN", "REL", "SOC", "LAB", "REF", "MED"};
    for (uint32_t i = 0; i < n; i++) {
        if (!list[i].code) continue;
        if (strcmp(list[i].code, "NGO") == 0) return true;
        if (list[i].n_sectors && text_among(list[i].sectors[0], sectors, COUNT(sectors)))
            return true;
    }
    return false;
}

/* Weapons that none but those who fight over power use. */
static bool is_weapon_of_war(const char *mode)
{
    static const char *const modes[] = {"explosives", "suicide-attack", "aerial",
                                        "drone",      "heavy-weapons",  "unconventional"};
    return text_among(mode, modes, COUNT(modes));
}

/* Espionage, terrorism, rights: what states hold people for. */
static bool is_of_state_security(const sentence_work *w, uint32_t p)
{
    static const char *const contexts[] = {"intelligence", "terrorism", "human_rights",
                                           "rights_freedoms", "repression", "pro_democracy"};
    event e = {0};
    act_contexts(w, p, &e);
    for (uint32_t i = 0; i < e.n_contexts; i++)
        if (text_among(e.contexts[i], contexts, COUNT(contexts))) return true;
    return false;
}

/* Is violence or custody political although neither side is: journalists abducted, shoppers killed
 * by a bomb, a tourist held for espionage? */
static bool is_political_violence(const sentence_work *w, uint32_t p, const cast *c)
{
    const act_book *acts = &w->in->book->acts;
    const char *type = act_book_text(acts, work_act(w, p)->type),
               *mode = act_book_text(acts, work_act(w, p)->mode);
    if (strcmp(type, "ASSAULT") == 0)
        return any_public(c->targets, c->n_targets) ||
               (is_weapon_of_war(mode) && any_coded(c->targets, c->n_targets));
    bool custody = mode && (strcmp(mode, "arrest") == 0 || strcmp(mode, "release") == 0);
    return custody && (any_public(c->targets, c->n_targets) ||
                       (any_coded(c->targets, c->n_targets) && is_of_state_security(w, p)));
}

/* Who may make a statement: somebody of a known state, or a person with a name; no businesses, no
 * criminals and none of the unnamed public. */
static bool any_speaker(const coded_actor *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        const char *sector = list[i].n_sectors ? list[i].sectors[0] : "";
        bool named = list[i].name.len > 0, person = named && list[i].person;
        bool private = strcmp(sector, "BUS") == 0 || strcmp(sector, "CRM") == 0 ||
                       (strcmp(sector, "CVL") == 0 && !named);
        if (!private && (list[i].code || person)) return true;
    }
    return false;
}

/* May a word that means much else be meant here? Between two sides that are somebody, one of them
 * political; or where those who bear arms do violence, or violence is done to the state. */
static bool weak_holds(const cast *c, const char *type, bool source, bool target, bool parties)
{
    bool violence = strcmp(type, "ASSAULT") == 0 || strcmp(type, "COERCE") == 0;
    if (violence && any_armed(c->sources, c->n_sources)) return true;
    if (violence && target && any_civil(c->sources, c->n_sources)) return true;
    if (parties) return true;
    return (source && (target || any_coded(c->targets, c->n_targets))) ||
           (target && any_coded(c->sources, c->n_sources));
}

/* Is there an act under an operator? What is threatened must be one that may be an event: not
 * "warned that the kuna could come under pressure". */
static bool has_political_content(const sentence_work *w, uint32_t p)
{
    uint32_t under = act_content(w, p);
    if (under == CODE_NONE || work_act(w, p)->of_status != CASUS_POSSIBLE)
        return under != CODE_NONE;
    cast c;
    cast_find(w, under, &c);
    uint32_t verdict = cast_verdict(w, under, &c);
    return verdict != VERDICT_WEAK && verdict != VERDICT_NO_ACTOR;
}

/* An operator says nothing without a target or an act under it; but what is refused or condemned
 * need be no act. */
static bool is_hollow(const sentence_work *w, uint32_t p, const cast *c)
{
    const sense *s = work_sense(w, p);
    uint32_t of = work_act(w, p)->of_status;
    if ((s->flags & ACT_OPERATOR) && s->pos == SENSE_VERB && c->n_targets == 0 &&
        is_verb_alone(&w->t, w->out->predicates[p].token))
        return true;
    if (!(s->flags & ACT_OPERATOR) || of == CASUS_NEGATED || of == CASUS_ACTUAL) return false;
    /* "warned that thousands may go hungry": nobody is threatened */
    if (of == CASUS_POSSIBLE && s->pos == SENSE_VERB && !any_political(c->targets, c->n_targets) &&
        tree_child(&w->t, w->out->predicates[p].token, DEPREL_OBJ) == TREE_NONE &&
        !has_political_content(w, p))
        return true;
    return c->n_targets == 0 && s->n_needs == 0 && !has_political_content(w, p);
}

/* "the arrests of forty people": how many there were makes it a deed, not a topic. */
static bool is_counted_deed(const sentence_work *w, uint32_t p)
{
    uint32_t word = w->out->predicates[p].token;
    uint32_t of = clause_next_prep(&w->t, word, str_hash_lower(STR("of")), TREE_NONE);
    return work_sense(w, p)->pos == SENSE_NOUN && of != TREE_NONE &&
           (w->t.nodes[of].upos == UPOS_NUM ||
            tree_child(&w->t, of, DEPREL_NUMMOD) != TREE_NONE);
}

/* "Forty people were arrested": by the police of whom the article speaks. */
static bool done_by_state(const sentence_work *w, uint32_t p, const cast *c)
{
    const sense *s = work_sense(w, p);
    uint32_t word = w->out->predicates[p].token;
    bool told = s->pos == SENSE_VERB ? clause_is_passive(&w->t, word) : is_counted_deed(w, p);
    return (s->flags & ACT_STATE) && !(s->flags & ACT_WEAK) && told &&
           w->out->predicates[p].status == CASUS_ACTUAL && c->n_sources == 0 &&
           w->out->policed &&
           w->out->policed[w->in->in->segs->sentences[w->sentence].article];
}

/* "A hunger strike by Kurdish prisoners entered its 50th day": the subject of a sentence. */
static bool is_told_of(const sentence_work *w, uint32_t p)
{
    uint8_t rel = w->t.nodes[w->out->predicates[p].token].deprel;
    return rel == DEPREL_NSUBJ || rel == DEPREL_NSUBJ_PASS;
}

static uint32_t verdict_on(const sentence_work *w, uint32_t p, const cast *c)
{
    const sense *s = work_sense(w, p);
    const char *type = act_book_text(&w->in->book->acts, work_act(w, p)->type);
    bool source = any_political(c->sources, c->n_sources),
         target = any_political(c->targets, c->n_targets);
    bool crowd = strcmp(type, "PROTEST") == 0 || work_act(w, p)->counts == COUNTS_CROWD;
    if (crowd) source |= any_civil(c->sources, c->n_sources) || any_coded(c->sources, c->n_sources);
    if (s->flags & ACT_STATEMENT) source |= any_speaker(c->sources, c->n_sources);
    if (is_of_public(w, p, c)) return VERDICT_NO_ACTOR;
    if (!source && !target && !is_political_violence(w, p, c) && !done_by_state(w, p, c))
        return VERDICT_NO_ACTOR;
    if (!(s->flags & ACT_STATEMENT) && !any_known(c->sources, c->n_sources) &&
        !any_known(c->targets, c->n_targets) && !done_by_state(w, p, c))
        return VERDICT_NO_ACTOR;
    if (is_act_of_nobody(w, p, c)) return VERDICT_NO_ACTOR;
    /* each is the other's target */
    bool pair = ((s->flags & ACT_RECIPROCAL) || c->mutual) && c->n_sources > 1;
    bool parties = pair && c->n_targets == 0 && c->sources[0].political &&
                   any_political(c->sources + 1, c->n_sources - 1);
    uint32_t unmeant = cast_unmeant(w, p, c);
    if (unmeant != VERDICT_KEPT) return unmeant;
    if (needs_target(w, p) && !any_somebody(c->targets, c->n_targets) && !pair)
        return VERDICT_NO_TARGET;
    if (!parties && is_hollow(w, p, c)) return VERDICT_NO_CONTENT;
    if ((s->flags & ACT_WEAK) && !weak_holds(c, type, source, target, parties)) return VERDICT_WEAK;
    bool alone = s->pos == SENSE_NOUN && w->out->predicates[p].parent == CODE_NONE;
    if (alone && done_by_state(w, p, c)) return VERDICT_KEPT;
    if (crowd && c->n_sources > 0 && is_told_of(w, p)) alone = false;
    if (alone && !pair && !(s->flags & ACT_ALONE) && (c->n_sources == 0 || !c->targeted))
        return VERDICT_NOMINAL;
    return VERDICT_KEPT;
}

uint32_t cast_verdict(const sentence_work *w, uint32_t p, const cast *c)
{
    if (repeats_governor(w, p) || is_said_by_governor(w, p) || is_told_by_killing(w, p, c) ||
        is_its_words(w, p) || is_told_of_weapon(w, p, c))
        return VERDICT_REPEAT;
    if (is_told_by_fiction(&w->t, w->out->predicates[p].token)) return VERDICT_DOMAIN;
    return verdict_on(w, p, c);
}
