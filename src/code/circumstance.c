/* When, where, and whose claim: what hangs on an act's own clause, else on a clause that
 * governs it. */
#include "code/clause.h"
#include "code/code.h"
#include "code/where.h"

#define MAX_CHAIN 12

/* ---- which act a phrase belongs to ----------------------------------------------------------- */

/* "arrested the man who had led the coup in 1991", "soured after it shot down a jet in 2015": a
 * year behind a relative or temporal clause is of that clause, though the tree hangs it higher. */
static uint32_t relative_before(const sentence_work *w, uint32_t phrase)
{
    uint32_t d = w->in->who->date_at[w->t.first + phrase], up = tree_head(&w->t, phrase);
    if (d == ENTITY_NONE || up == TREE_NONE) return TREE_NONE;
    const date_mention *dm = &w->in->who->dates[d];
    if (dm->from == CASUS_NO_DAY || dm->to - dm->from < 27) return TREE_NONE;
    for (uint32_t i = phrase; i > up + 1; i--) {
        const node *n = &w->t.nodes[i - 1];
        if (n->upos == UPOS_PUNCT) return TREE_NONE;
        bool clause = n->deprel == DEPREL_ACL_RELCL ||
                      (n->deprel == DEPREL_ADVCL && clause_has_mark(&w->t, i - 1, "after"));
        if (clause && (n->features & FEATURE_PAST)) return i - 1;
    }
    return TREE_NONE;
}

/* The first act or clause above a phrase: "Friday" in "condemned Friday's attack" belongs to
 * "attack". */
static uint32_t phrase_owner(const sentence_work *w, uint32_t phrase)
{
    uint32_t relative = relative_before(w, phrase);
    if (relative != TREE_NONE) return relative;
    uint32_t up = tree_head(&w->t, phrase);
    for (uint32_t steps = 0; up != TREE_NONE && steps < w->t.n; steps++) {
        if (w->at[up] != CODE_NONE || clause_is_verbal(&w->t, up)) return up;
        up = tree_head(&w->t, up);
    }
    return TREE_NONE;
}

static bool is_helper(const sentence_work *w, uint32_t p)
{
    return (work_sense(w, p)->flags & (ACT_HELPER | ACT_MOTION)) != 0;
}

/* "... on Friday, two days after his jet was shot down": what the main clause dates is not this. */
static bool is_at_another_time(const tree *t, uint32_t word)
{
    return clause_has_mark(t, word, "after") || clause_has_mark(t, word, "before") ||
           clause_has_mark(t, word, "since") || clause_has_mark(t, word, "until");
}

/* 2: the phrase hangs on the act or on the light or status words above it; 1: on a clause that
 * governs the act and is no operator's and no reporter's; 0: elsewhere. */
static int belongs(const sentence_work *w, uint32_t p, uint32_t phrase, const claim *said)
{
    const tree *t = &w->t;
    const predicate *pred = &w->out->predicates[p];
    uint32_t owner = phrase_owner(w, phrase);
    if (owner == TREE_NONE) return 0;
    if (owner == pred->token || owner == pred->need) return 2;
    uint32_t up = pred->parent;
    for (int i = 0; up != CODE_NONE && i < MAX_CHAIN && is_helper(w, up); i++) {
        if (w->out->predicates[up].token == owner) return 2;
        up = w->out->predicates[up].parent;
    }
    uint32_t at = pred->token;
    for (int i = 0; i < MAX_CHAIN; i++) {
        if (is_at_another_time(t, at)) return 0;
        at = tree_head(t, at);
        if (at == TREE_NONE || (said && said->cue == t->first + at)) return 0;
        uint32_t governing = w->at[at];
        if (governing != CODE_NONE && (work_sense(w, governing)->flags & ACT_OPERATOR) &&
            pred->parent != CODE_NONE)
            return 0;
        if (at == owner) return 1;
    }
    return 0;
}

uint32_t circumstance_claim(const sentence_work *w, uint32_t p)
{
    const entities *who = w->in->who;
    uint32_t at = w->t.first + w->out->predicates[p].token, best = CODE_NONE;
    for (uint32_t i = 0; i < who->n_claims; i++) {
        const claim *c = &who->claims[i];
        if (at < c->first || at > c->last || c->cue == at) continue;
        if (best == CODE_NONE ||
            c->last - c->first <= who->claims[best].last - who->claims[best].first)
            best = i;
    }
    return best;
}

int circumstance_belongs(const sentence_work *w, uint32_t p, uint32_t phrase)
{
    uint32_t c = circumstance_claim(w, p);
    return belongs(w, p, phrase, c == CODE_NONE ? NULL : &w->in->who->claims[c]);
}

/* ---- when ------------------------------------------------------------------------------------ */

void circumstance_date(const sentence_work *w, uint32_t p, coded_date *out)
{
    const entities *who = w->in->who;
    *out = (coded_date){.from = CASUS_NO_DAY, .to = CASUS_NO_DAY, .mention = CODE_NONE};
    uint32_t c = circumstance_claim(w, p);
    const claim *said = c == CODE_NONE ? NULL : &who->claims[c];
    int best = 0;
    uint32_t verb = w->out->predicates[p].token, nearest = UINT32_MAX;
    bool planned = w->out->predicates[p].status != CASUS_ACTUAL;
    for (uint32_t i = 0; i < w->t.n; i++) {
        uint32_t d = who->date_at[w->t.first + i];
        if (d == ENTITY_NONE) continue;
        const date_mention *dm = &who->dates[d];
        if (dm->from == CASUS_NO_DAY || dm->type == DATE_SET || dm->type == DATE_DURATION) continue;
        int how = belongs(w, p, i, said);
        uint32_t distance = i > verb ? i - verb : verb - i;
        if (how == 0 || how < best || (how == best && distance >= nearest) || (how == 1 && planned))
            continue;
        best = how;
        nearest = distance;
        *out = (coded_date){.from = dm->from,
                            .to = dm->to,
                            .mention = d,
                            .basis = how == 2 ? "clause" : "sentence",
                            .inferred = (dm->flags & DATE_INFERRED) != 0};
    }
}

void circumstance_said(const sentence_work *w, uint32_t claim_index, coded_date *out)
{
    const entities *who = w->in->who;
    *out = (coded_date){.from = CASUS_NO_DAY, .to = CASUS_NO_DAY, .mention = CODE_NONE};
    uint32_t cue = claim_index == CODE_NONE ? ENTITY_NONE : who->claims[claim_index].cue;
    if (cue < w->t.first || cue >= w->t.first + w->t.n) return;
    for (uint32_t i = 0; i < w->t.n; i++) {
        uint32_t d = who->date_at[w->t.first + i];
        if (d == ENTITY_NONE || who->dates[d].from == CASUS_NO_DAY ||
            phrase_owner(w, i) != cue - w->t.first)
            continue;
        *out = (coded_date){.from = who->dates[d].from,
                            .to = who->dates[d].to,
                            .mention = d,
                            .basis = "clause",
                            .inferred = (who->dates[d].flags & DATE_INFERRED) != 0};
        return;
    }
}

/* ---- where ----------------------------------------------------------------------------------- */

static bool is_location(const tree *t, uint32_t i)
{
    static const char *const preps[] = {"in",     "at",     "near",   "outside",   "inside",
                                        "across", "around", "within", "over",      "off",
                                        "along",  "from",   "to",     "throughout"};
    uint32_t prep = tree_case(t, i);
    if (prep == TREE_NONE) return false;
    for (size_t k = 0; k < COUNT(preps); k++)
        if (tree_form_is(t, prep, preps[k])) return k < 11 || tree_form_is(t, prep, "throughout");
    return false;
}

/* The place behind a preposition that belongs to the act most closely. */
static uint32_t own_place(const sentence_work *w, uint32_t p)
{
    const entities *who = w->in->who;
    uint32_t c = circumstance_claim(w, p), found = CODE_NONE;
    const claim *said = c == CODE_NONE ? NULL : &who->claims[c];
    int best = 0;
    for (uint32_t i = 0; i < w->t.n; i++) {
        uint32_t place = who->place_at[w->t.first + i];
        if (place == ENTITY_NONE || !is_location(&w->t, i)) continue;
        int how = belongs(w, p, i, said);
        if (how > best) {
            best = how;
            found = place;
        }
    }
    return found;
}

/* Acts that have a place of their own, which their objects may name: "shelled Homs". What is said,
 * signed or decided is where its clause says it is: "accused Moscow in Geneva". */
static bool is_bodily(const sentence_work *w, uint32_t p)
{
    static const char *const types[] = {"ASSAULT", "PROTEST", "MOBILIZE", "RETREAT", "COERCE", "AID"};
    return text_among(act_book_text(&w->in->book->acts, work_act(w, p)->type), types, COUNT(types));
}

/* A state that acts, or on whom: "accused Moscow of using gas", "sanctions on Ankara". */
static bool is_party(const sentence_work *w, uint32_t place, uint32_t word)
{
    const place_mention *p = &w->in->who->places[place];
    uint32_t head = p->head - w->t.first, prep = tree_case(&w->t, head);
    uint32_t m = w->in->who->mention_at[p->head];
    bool state = m != ENTITY_NONE && w->in->who->mentions[m].kind == MENTION_COUNTRY;
    if (clause_subject(&w->t, word) == head && !clause_is_passive(&w->t, word)) return true;
    return state && prep != TREE_NONE &&
           (tree_form_is(&w->t, prep, "on") || tree_form_is(&w->t, prep, "against") ||
            tree_form_is(&w->t, prep, "with"));
}

uint32_t circumstance_place(const sentence_work *w, uint32_t p)
{
    uint32_t word = w->out->predicates[p].token;
    bool learned = w->in->placing && w->in->placing->head;
    if (!learned || w->t.nodes[word].upos != UPOS_VERB || !is_bodily(w, p)) return own_place(w, p);
    uint32_t place = where_choose(w->in->placing, w->in->who, w->in->in->places, &w->t, word);
    return place == CODE_NONE || is_party(w, place, word) ? CODE_NONE : place;
}
