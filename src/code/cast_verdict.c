/* Whether an act with these actors is an event: who may be in one, and what words need beside them.
 */
#include "code/argument.h"
#include "code/cast.h"
#include "code/clause.h"
#include "code/clause_status.h"
#include "code/nobody.h"
#include "entity/actors.h"

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

/* "promised to raise wages", "urged Caracas to hold elections": what is asked or promised is a
 * concession. */
static bool is_bargained(const sentence_work *w, uint32_t p)
{
    static const char *const types[] = {"AGREE", "REQUEST", "CONCEDE"};
    if (!argument_type_is(w, p, types + 2, 1)) return false;
    uint32_t up = w->out->predicates[p].parent;
    return up != CODE_NONE && (work_sense(w, up)->flags & ACT_OPERATOR) &&
           argument_type_is(w, up, types, COUNT(types));
}

/* May a word that means much else be meant here? Between two sides that are somebody, one of them
 * political; or where those who bear arms do violence or withdraw, or violence is done to the
 * state. */
static bool weak_holds(const cast *c, const char *type, const char *mode, bool source, bool target,
                       bool parties)
{
    bool violence = strcmp(type, "ASSAULT") == 0 || strcmp(type, "COERCE") == 0;
    bool withdrawal = mode && strcmp(mode, "withdraw") == 0;
    if ((violence || withdrawal) && any_armed(c->sources, c->n_sources)) return true;
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

/* "threatened to turn the area into a sea of fire": a threat, whatever would be done. */
static bool threatens_something(const sentence_work *w, uint32_t p, const cast *c)
{
    uint32_t verb = w->out->predicates[p].token;
    return tree_lemma_is(&w->t, verb, "threaten") && any_political(c->sources, c->n_sources) &&
           tree_child(&w->t, verb, DEPREL_XCOMP) != TREE_NONE;
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
    if (!(s->flags & ACT_OPERATOR) || of == CASUS_NEGATED || of == CASUS_ACTUAL ||
        threatens_something(w, p, c))
        return false;
    /* "warned that thousands may go hungry": nobody is threatened */
    if (of == CASUS_POSSIBLE && s->pos == SENSE_VERB && !any_political(c->targets, c->n_targets) &&
        tree_child(&w->t, w->out->predicates[p].token, DEPREL_OBJ) == TREE_NONE &&
        !has_political_content(w, p))
        return true;
    if (has_political_content(w, p)) return false;
    /* "vowed to stay until the government pays": nothing is promised to it */
    coded_actor ignored[CODE_MAX_ACTORS];
    if (tree_lemma_is(&w->t, w->out->predicates[p].token, "vow") && s->n_needs == 0)
        return argument_slots(w, p, ROLE_TARGET, ignored) == 0;
    return c->n_targets == 0 && s->n_needs == 0;
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

/* CAMEO 133: "vowed further stoppages". */
static bool threatens_protest(const sentence_work *w, uint32_t p)
{
    const char *cameo = act_book_text(&w->in->book->acts, work_act(w, p)->cameo);
    return cameo && strncmp(cameo, "133", 3) == 0;
}

static uint32_t verdict_on(const sentence_work *w, uint32_t p, const cast *c)
{
    const sense *s = work_sense(w, p);
    const act_book *acts = &w->in->book->acts;
    const char *type = act_book_text(acts, work_act(w, p)->type),
               *mode = act_book_text(acts, work_act(w, p)->mode);
    bool source = any_political(c->sources, c->n_sources),
         target = any_political(c->targets, c->n_targets);
    bool crowd = strcmp(type, "PROTEST") == 0 || work_act(w, p)->counts == COUNTS_CROWD ||
                 threatens_protest(w, p);
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
    bool powers = c->n_sources > 1 && c->sources[0].political &&
                  any_political(c->sources + 1, c->n_sources - 1);
    /* "students and police clashed" */
    bool parties = pair && c->n_targets == 0 &&
                   (powers || (crowd && any_political(c->sources, c->n_sources)));
    uint32_t unmeant = cast_unmeant(w, p, c);
    if (unmeant != VERDICT_KEPT) return unmeant;
    if (needs_target(w, p) && !any_somebody(c->targets, c->n_targets) && !pair)
        return VERDICT_NO_TARGET;
    if (!parties && is_hollow(w, p, c)) return VERDICT_NO_CONTENT;
    if ((s->flags & ACT_WEAK) && !is_bargained(w, p) &&
        !weak_holds(c, type, mode, source, target, parties))
        return VERDICT_WEAK;
    bool alone = s->pos == SENSE_NOUN && w->out->predicates[p].parent == CODE_NONE;
    if (alone && done_by_state(w, p, c)) return VERDICT_KEPT;
    if (crowd && c->n_sources > 0 && is_told_of(w, p)) alone = false;
    if (alone && !pair && !(s->flags & ACT_ALONE) && (c->n_sources == 0 || !c->targeted))
        return VERDICT_NOMINAL;
    return VERDICT_KEPT;
}

uint32_t cast_verdict(const sentence_work *w, uint32_t p, const cast *c)
{
    if (cast_is_told(w, p, c)) return VERDICT_REPEAT;
    if (is_told_by_fiction(&w->t, w->out->predicates[p].token)) return VERDICT_DOMAIN;
    return verdict_on(w, p, c);
}
