/* Finding the words of a sentence that tell an act, and for each the sense that fits best: the one
 * with the most needs met, then the one that stands first in the lexicon. */
#include "code/clause.h"
#include "code/sense.h"

#include <string.h>

static bool pos_fits(const tree *t, uint32_t token, uint32_t pos)
{
    uint8_t upos = t->nodes[token].upos;
    switch (pos) {
    case SENSE_VERB:
        return upos == UPOS_VERB || (upos == UPOS_AUX && t->nodes[token].deprel != DEPREL_AUX &&
                                     t->nodes[token].deprel != DEPREL_COP);
    case SENSE_NOUN: return upos == UPOS_NOUN || upos == UPOS_PROPN;
    default: return upos == UPOS_ADJ || upos == UPOS_ADV || upos == UPOS_VERB;
    }
}

/* A sense of a light or status block yields where the word has a meaning of its own that fits as
 * well; mere saying yields to both. */
static uint32_t rank(const sense *s)
{
    return s->flags & ACT_STATEMENT ? 0 : s->flags & ACT_HELPER ? 1 : 2;
}

/* "an attempted coup", "suspected militants": such a participle tells a state of its noun. */
static bool is_participle_modifier(const tree *t, uint32_t token)
{
    return t->nodes[token].deprel == DEPREL_AMOD && t->nodes[token].xpos == XPOS_VBN &&
           !clause_is_split_perfect(t, token);
}

static bool better(const act_book *book, const sense_fit *a, const sense_fit *b)
{
    if (a->score != b->score) return a->score > b->score;
    uint32_t a_rank = rank(&book->senses[a->sense]), b_rank = rank(&book->senses[b->sense]);
    if (a_rank != b_rank) return a_rank > b_rank;
    return a->sense < b->sense;
}

static uint32_t slot_child(const tree *t, uint32_t token, const sense_slot *slot)
{
    switch (slot->rel) {
    case SLOT_SUBJ: return clause_surface_subject(t, token);
    case SLOT_OBJ: {
        uint32_t object = clause_object(t, token);
        return object == TREE_NONE && slot->role == ROLE_TARGET ? tree_child(t, token, DEPREL_IOBJ)
                                                                : object;
    }
    case SLOT_XCOMP: return tree_child(t, token, DEPREL_XCOMP);
    case SLOT_CCOMP: {
        uint32_t clause = tree_child(t, token, DEPREL_CCOMP);
        return clause == TREE_NONE ? tree_child(t, token, DEPREL_CSUBJ) : clause;
    }
    case SLOT_ADVCL: return tree_child(t, token, DEPREL_ADVCL);
    case SLOT_ACL: return tree_child(t, token, DEPREL_ACL);
    case SLOT_PREP:
        for (uint32_t i = clause_next_prep(t, token, slot->prep, TREE_NONE); i != TREE_NONE;
             i = clause_next_prep(t, token, slot->prep,
                                  i)) /* "asked them to help": no target behind "to" */
            if (slot->role != ROLE_TARGET || t->nodes[i].upos != UPOS_VERB) return i;
        return slot->role == ROLE_CONTENT && t->nodes[token].upos == UPOS_VERB
                   ? clause_stray_gerund(t, token, slot->prep)
                   : TREE_NONE;
    default: return TREE_NONE;
    }
}

static bool is_act_word(const act_book *book, const tree *t, uint32_t token)
{
    uint32_t n;
    const uint16_t *senses = act_book_find(book, t->nodes[token].lemma_hash, &n);
    if (n == 0) senses = act_book_find(book, t->tokens[token].hash, &n);
    for (uint32_t i = 0; i < n; i++)
        if (pos_fits(t, token, book->senses[senses[i]].pos)) return true;
    return false;
}

/* Is there a word of the lexicon at a content token, or right below it? "discussed the issue" sets
 * no status. */
static bool carries_act(const act_book *book, const tree *t, uint32_t token)
{
    if (is_act_word(book, t, token)) return true;
    for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, token, i)) {
        uint8_t rel = t->nodes[i].deprel;
        bool carried = rel == DEPREL_XCOMP || rel == DEPREL_CCOMP || rel == DEPREL_OBJ ||
                       rel == DEPREL_NMOD || rel == DEPREL_CONJ || rel == DEPREL_ACL ||
                       rel == DEPREL_OBL || (rel == DEPREL_AMOD && t->nodes[i].xpos == XPOS_VBG);
        if (carried && is_act_word(book, t, i)) return true;
    }
    return false;
}

/* Is anything in the slots of this role (TREE_NONE in no slot of it)? */
static bool role_present(const act_book *book, const sense *s, const tree *t, uint32_t token,
                         uint32_t role, bool *wanted)
{
    *wanted = false;
    for (uint32_t i = 0; i < s->n_slots; i++) {
        const sense_slot *slot = act_book_slot(book, s, i);
        if (slot->role != role) continue;
        *wanted = true;
        uint32_t child = slot_child(t, token, slot);
        if (child != TREE_NONE && (role != ROLE_CONTENT || carries_act(book, t, child)))
            return true;
    }
    return false;
}

static bool has_infinitive(const tree *t, uint32_t token)
{
    for (uint32_t i = tree_next_child(t, token, token); i != TREE_NONE;
         i = tree_next_child(t, token, i))
        if (t->nodes[i].xpos == XPOS_VB && clause_has_mark(t, i, "to")) return true;
    return false;
}

/* Is there anything at all in a content slot, or an infinitive behind the word or its object? */
static bool has_content(const act_book *book, const sense *s, const tree *t, uint32_t token)
{
    if (has_infinitive(t, token)) return true;
    for (uint32_t i = 0; i < s->n_slots; i++) {
        const sense_slot *slot = act_book_slot(book, s, i);
        uint32_t child = slot_child(t, token, slot);
        if (child != TREE_NONE && (slot->role == ROLE_CONTENT || has_infinitive(t, child)))
            return true;
    }
    return false;
}

/* "differ with", "identify with": a word of many meanings that has this one by its preposition
 * alone. */
static bool lives_by_preposition(const act_book *book, const sense *s)
{
    uint32_t targets = 0;
    if (!(s->flags & ACT_WEAK) || s->flags & (ACT_RECIPROCAL | ACT_MOTION | ACT_OPERATOR) ||
        s->pos != SENSE_VERB || s->n_needs > 0 || s->particle)
        return false;
    for (uint32_t i = 0; i < s->n_slots; i++) {
        const sense_slot *slot = act_book_slot(book, s, i);
        if (slot->role != ROLE_TARGET) continue;
        if (slot->rel != SLOT_PREP) return false;
        targets++;
    }
    return targets > 0;
}

/* An operator or helper without content is not meant here; what finds its content or target fits
 * better. */
static bool weigh_slots(const act_book *book, const sense *s, const tree *t, uint32_t token,
                        sense_fit *candidate)
{
    bool wanted;
    if ((s->flags & ACT_NEEDS_CONTENT) && !has_content(book, s, t, token)) return false;
    bool content = role_present(book, s, t, token, ROLE_CONTENT, &wanted);
    if (wanted && !content && (s->flags & ACT_HELPER)) return false;
    bool target = role_present(book, s, t, token, ROLE_TARGET, &wanted) ||
                  (candidate->need != TREE_NONE &&
                   role_present(book, s, t, candidate->need, ROLE_TARGET, &wanted));
    if (!target && lives_by_preposition(book, s)) return false;
    candidate->score += (content || target) + (content && (s->flags & ACT_OPERATOR));
    return true;
}

/* "Russian-backed", "gas-fired", "peace-seeking" tell a quality; "re-opened" and "co-operating"
 * tell a deed. */
static bool is_compound_participle(const tree *t, uint32_t token)
{
    uint8_t xpos = t->nodes[token].xpos;
    uint32_t prefix = t->tokens[token - 2].end - t->tokens[token - 2].start;
    return prefix > 2 &&
           (xpos == XPOS_VBN || xpos == XPOS_VBG || xpos == XPOS_VBD || xpos == XPOS_JJ);
}

/* "asked the minister whether he would go", "asked: \"Why did you go?\"": a question asks for
 * nothing but an answer. */
static bool asks_question(const tree *t, uint32_t token)
{
    if (!tree_lemma_is(t, token, "ask")) return false;
    uint32_t said = tree_child(t, token, DEPREL_CCOMP);
    if (said == TREE_NONE) said = tree_child(t, token, DEPREL_ADVCL); /* "asked if he would" */
    if (said == TREE_NONE || said < token) return false;
    uint32_t first, last;
    tree_span(t, said, &first, &last);
    for (uint32_t i = first; i <= said; i++) {
        uint8_t xpos = t->nodes[i].xpos;
        if (tree_head(t, i) == said && t->nodes[i].deprel == DEPREL_MARK &&
            (tree_form_is(t, i, "whether") || tree_form_is(t, i, "if")))
            return true;
        if (xpos == XPOS_WRB || xpos == XPOS_WP || xpos == XPOS_WDT || xpos == XPOS_WPS) return true;
    }
    return tree_form_is(t, last, "?") || (last + 1 < t->n && tree_form_is(t, last + 1, "?"));
}

/* "captured Mosul": who is arrested or abducted is no place. */
static bool takes_place_for_person(const sentence_work *w, uint32_t token, const sense *s)
{
    static const char *const modes[] = {"abduct", "arrest"};
    const act_book *book = &w->in->book->acts;
    if (s->pos != SENSE_VERB || !text_among(act_book_text(book, book->acts[s->act].mode), modes,
                                            COUNT(modes)))
        return false;
    uint32_t object = clause_object(&w->t, token);
    if (object == TREE_NONE) return false;
    uint32_t m = w->mention_of[object];
    bool country = m != ENTITY_NONE && w->in->who->mentions[m].kind == MENTION_COUNTRY &&
                   !(w->in->who->mentions[m].flags & MENTION_ADJ);
    return country || (w->in->who->place_at[w->t.first + object] != ENTITY_NONE &&
                       (m == ENTITY_NONE || w->in->who->mentions[m].kind == MENTION_PLACE));
}

/* "accused of killing a colonel": the deed is told in full, and is an act of its own. */
static bool tells_deed(const sentence_work *w, const sense *s, uint32_t need)
{
    const act_book *book = &w->in->book->acts;
    return need != TREE_NONE && w->t.nodes[need].upos == UPOS_VERB &&
           tree_child(&w->t, need, DEPREL_OBJ) != TREE_NONE &&
           !(s->flags & ACT_HELPER) &&
           str_eq(str_from(act_book_text(book, book->acts[s->act].type)), STR("ACCUSE"));
}

#define POS_AS_TAGGED UINT32_MAX

/* The best of these senses and of what was found before; `pos`: of the senses, where the tag does
 * not say it. */
static bool try_senses(const sentence_work *w, uint32_t token, const uint16_t *senses, uint32_t n,
                       uint32_t pos, bool any, sense_fit *best)
{
    const act_book *book = &w->in->book->acts;
    const tree *t = &w->t;
    uint32_t object = TREE_NONE;
    bool has_object = false; /* is `object` known? */
    for (uint32_t i = 0; i < n; i++) {
        const sense *s = &book->senses[senses[i]];
        if (i + 1 < n) __builtin_prefetch(&book->senses[senses[i + 1]]);
        bool tagged = pos == POS_AS_TAGGED, verb = s->pos == SENSE_VERB;
        if (tagged ? !pos_fits(t, token, s->pos) : s->pos != pos) continue;
        if (s->flags & (ACT_HOSTILE | ACT_VERBAL)) continue; /* menace.c, verbal.c */
        if ((s->flags & ACT_OPERATOR) && asks_question(t, token)) continue;
        sense_fit candidate = {.sense = senses[i]};
        if (verb && rank(s) > 1 && is_participle_modifier(t, token)) continue;
        if (verb && s->n_needs && !has_object) {
            object = clause_object(t, token);
            has_object = true;
        }
        if (!sense_fits(book, s, t, token, verb ? object : TREE_NONE, &candidate) ||
            takes_place_for_person(w, token, s) || tells_deed(w, s, candidate.need) ||
            !weigh_slots(book, s, t, token, &candidate))
            continue;
        if (!any || better(book, &candidate, best)) *best = candidate;
        any = true;
    }
    return any;
}

/* Lemmas that the tables miss: "initialled" is initial, "strafed" strafe. */
static const uint16_t *find_repaired(const act_book *book, const tree *t, uint32_t token,
                                      uint32_t *n)
{
    casus_str lemma = t->nodes[token].lemma;
    char word[64];
    *n = 0;
    if (t->nodes[token].upos != UPOS_VERB || lemma.len < 4 || lemma.len + 4 > sizeof word)
        return NULL;
    memcpy(word, lemma.ptr, lemma.len);
    memcpy(word + lemma.len, "ed", 2);
    if (str_hash_lower((casus_str){word, lemma.len + 2}) != t->tokens[token].hash) {
        memcpy(word + lemma.len, "ing", 3);
        if (str_hash_lower((casus_str){word, lemma.len + 3}) != t->tokens[token].hash) return NULL;
    }
    bool doubled = word[lemma.len - 1] == 'l' && word[lemma.len - 2] == 'l';
    word[lemma.len] = 'e';
    size_t len = doubled ? lemma.len - 1 : lemma.len + 1;
    return act_book_find(book, str_hash_lower((casus_str){word, len}), n);
}

static bool find_best(const sentence_work *w, uint32_t token, sense_fit *best)
{
    const act_book *book = &w->in->book->acts;
    const tree *t = &w->t;
    uint32_t n = 0;
    uint64_t joined = sense_hyphenated(t, token);
    const uint16_t *senses = joined ? act_book_find(book, joined, &n) : NULL;
    if (n == 0 && joined)
        senses = act_book_find(book, sense_hyphenated_lemma(t, token), &n);
    if (n == 0 && joined && is_compound_participle(t, token)) return false;
    if (n == 0) senses = act_book_find(book, t->nodes[token].lemma_hash, &n);
    if (n == 0) senses = act_book_find(book, t->tokens[token].hash, &n);
    if (n == 0) senses = find_repaired(book, t, token, &n);
    bool any = try_senses(w, token, senses, n, POS_AS_TAGGED, false, best);
    if (!any && slot_gerund_owner(t, token) != TREE_NONE) { /* "condemned the police firing" */
        senses = act_book_find(book, t->tokens[token].hash, &n);
        return try_senses(w, token, senses, n, SENSE_NOUN, false, best);
    }
    if (!sense_is_state(t, token)) return any;
    senses = act_book_find(book, str_hash_lower(STR("be")), &n);
    return try_senses(w, token, senses, n, SENSE_VERB, any, best);
}

/* "promised the opposition that ...": a noun that names somebody tells no act. */
static bool names_actor(const sentence_work *w, uint32_t token)
{
    const entities *who = w->in->who;
    uint32_t m = w->mention_of[token];
    if (m == ENTITY_NONE || who->mentions[m].kind == MENTION_PLACE ||
        who->mentions[m].head != w->t.first + token || who->mentions[m].entity == ENTITY_NONE)
        return false;
    /* not "an exchange of prisoners", "patrols by the guards" */
    if (tree_child(&w->t, token, DEPREL_NMOD) != TREE_NONE) return false;
    return who->entities[who->mentions[m].entity].n_sectors > 0;
}

/* "stopped supplying fuel": the infinitive that is among an act's words and is not its content. */
static uint32_t needed_infinitive(const sentence_work *w, uint32_t p)
{
    const act_book *book = &w->in->book->acts;
    const sense *s = work_sense(w, p);
    for (uint32_t i = 0; i < s->n_slots; i++)
        if (work_slot(w, s, i)->role == ROLE_CONTENT) return TREE_NONE;
    for (uint32_t i = 0; i < s->n_needs; i++) {
        const sense_need *need = act_book_need(book, s, i);
        if (need->rel == SLOT_XCOMP && need->n && !need->negative)
            return sense_need_token(book, need, &w->t, w->out->predicates[p].token, TREE_NONE);
    }
    return TREE_NONE;
}

/* "until March": the month. */
static bool is_month(const sentence_work *w, uint32_t token)
{
    return w->t.nodes[token].upos == UPOS_PROPN &&
           w->in->who->date_at[w->t.first + token] != ENTITY_NONE;
}

/* "urged striking pilots to fly": what they are, whatever the tree calls it. */
static bool is_strikers(const sentence_work *w, uint32_t token)
{
    return tree_form_is(&w->t, token, "striking") && token + 1 < w->t.n &&
           w->t.nodes[token + 1].xpos == XPOS_NNS && w->mention_of[token + 1] != ENTITY_NONE;
}

void predicates_find(sentence_work *w)
{
    const tree *t = &w->t;
    for (uint32_t i = 0; i < t->n; i++) {
        sense_fit best = {0};
        if (t->nodes[i].lemma.len == 0 || is_month(w, i) || is_strikers(w, i) ||
            !find_best(w, i, &best))
            continue;
        if (w->in->book->acts.senses[best.sense].pos == SENSE_NOUN && names_actor(w, i)) continue;
        predicate *p = arena_push(w->mem, &w->out->predicates, &w->out->n_predicates,
                                  &w->out->cap_predicates, sizeof *p);
        if (!p) return;
        *p = (predicate){.sentence = w->sentence,
                         .token = i,
                         .sense = best.sense,
                         .need = best.need,
                         .inner = CODE_NONE,
                         .parent = CODE_NONE,
                         .event = CODE_NONE,
                         .status = CASUS_ACTUAL,
                         .verdict = VERDICT_KEPT};
        w->at[i] = w->out->n_predicates - 1;
    }
    /* nouns and infinitives that are part of another act's words are no acts of their own */
    for (uint32_t i = w->base; i < w->out->n_predicates; i++) {
        uint32_t need = w->out->predicates[i].need;
        if (need == TREE_NONE) need = needed_infinitive(w, i);
        if (need == TREE_NONE || w->at[need] == CODE_NONE) continue;
        if (work_sense(w, i)->flags & ACT_HELPER) continue;
        w->out->predicates[w->at[need]].verdict = VERDICT_CONSUMED;
        w->out->predicates[i].inner = w->at[need];
        w->at[need] = CODE_NONE;
    }
}
