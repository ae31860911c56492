/* Finding the words of a sentence that tell an act, and for each the sense that fits best: the one
 * with the most needs met, then the one that stands first in the lexicon. */
#include "code/argument.h"
#include "code/clause.h"
#include "code/code.h"

/* What one sense found at one token. */
typedef struct fit {
    uint32_t sense;
    uint32_t score; /* needs met and particle */
    uint32_t need;  /* token of the needed noun, or TREE_NONE */
} fit;

static bool has_particle(const tree *t, uint32_t token, uint64_t particle)
{
    for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, token, i)) {
        uint8_t rel = t->nodes[i].deprel;
        bool may = rel == DEPREL_COMPOUND_PRT || rel == DEPREL_ADVMOD || rel == DEPREL_CASE ||
                   ((rel == DEPREL_OBL || rel == DEPREL_MARK) && i == token + 1);
        if (may && i > token && t->tokens[i].hash == particle) return true;
    }
    /* parsers hang particles anywhere: the word right behind, or behind a short object */
    return token + 1 < t->n && t->tokens[token + 1].hash == particle;
}

/* "cease-fire" is three tokens with its head last: the hash of the whole, or 0 where no hyphen
 * joins. */
static uint64_t hyphenated(const tree *t, uint32_t token)
{
    if (token < 2 || t->tokens[token - 1].end - t->tokens[token - 1].start != 1 ||
        t->text[t->tokens[token - 1].start] != '-' ||
        t->tokens[token - 1].end != t->tokens[token].start ||
        t->tokens[token - 2].end != t->tokens[token - 1].start)
        return 0;
    uint32_t start = t->tokens[token - 2].start;
    return str_hash_lower((casus_str){t->text + start, t->tokens[token].end - start});
}

/* The same with the head's lemma: "baton-charged". */
static uint64_t hyphenated_lemma(const tree *t, uint32_t token)
{
    char word[48];
    casus_str lemma = t->nodes[token].lemma;
    size_t before = t->tokens[token].start - t->tokens[token - 2].start;
    if (before + lemma.len > sizeof word) return 0;
    memcpy(word, t->text + t->tokens[token - 2].start, before);
    memcpy(word + before, lemma.ptr, lemma.len);
    return str_hash_lower((casus_str){word, before + lemma.len});
}

static bool word_fits(const act_book *book, const sense_need *need, const tree *t, uint32_t token)
{
    return need->n == 0 || act_book_has_word(book, need, t->nodes[token].lemma_hash) ||
           act_book_has_word(book, need, t->tokens[token].hash) ||
           act_book_has_word(book, need, hyphenated(t, token));
}

/* Heads so general that the noun before them says what they are: "curfew hours", "aid package". */
static bool is_general_noun(const tree *t, uint32_t token)
{
    static const char *const words[] = {"hour",    "order",    "measure",  "rule",      "regime",
                                        "package", "effort",   "plan",     "programme", "program",
                                        "policy",  "shipment", "delivery", "worth",     "convoy",
                                        "process", "law",      "round"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (tree_lemma_is(t, token, words[i])) return true;
    return false;
}

/* "the suspension of sales", "a lack of talks": what undoes or merely speaks of a thing is no
 * measure of it. */
static bool is_undoing_noun(const tree *t, uint32_t token)
{
    static const char *const words[] = {
        "suspension",  "cancellation", "end",     "halt",   "cessation", "termination", "freeze",
        "reduction",   "cut",          "ban",     "lack",   "absence",   "prevention",  "denial",
        "refusal",     "threat",       "risk",    "fear",   "talk",      "possibility", "prospect",
        "postponement", "closure",     "lifting", "easing", "removal",   "revocation"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (tree_lemma_is(t, token, words[i])) return true;
    return false;
}

/* "a series of talks": the head noun is a measure of what follows; goes down to it. */
static uint32_t inner_noun(const act_book *book, const sense_need *need, const tree *t,
                           uint32_t token)
{
    if (word_fits(book, need, t, token)) return token;
    if (need->n && is_general_noun(t, token))
        for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE;
             i = tree_next_child(t, token, i))
            if (t->nodes[i].deprel == DEPREL_COMPOUND && word_fits(book, need, t, i)) return token;
    uint32_t inner = clause_next_prep(t, token, str_hash_lower(STR("of")), TREE_NONE);
    if (inner != TREE_NONE && need->n && !is_undoing_noun(t, token) &&
        word_fits(book, need, t, inner))
        return inner;
    for (uint32_t i = tree_child(t, token, DEPREL_CONJ); i != TREE_NONE;
         i = tree_next_child(t, token, i))
        if (t->nodes[i].deprel == DEPREL_CONJ && word_fits(book, need, t, i)) return i;
    return TREE_NONE;
}

static uint32_t modifier_fits(const act_book *book, const sense_need *need, const tree *t,
                              uint32_t token)
{
    for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, token, i)) {
        uint8_t rel = t->nodes[i].deprel;
        bool modifies = rel == DEPREL_AMOD || rel == DEPREL_COMPOUND ||
                        (rel == DEPREL_NMOD && i < token) || rel == DEPREL_NUMMOD ||
                        rel == DEPREL_ADVMOD || rel == DEPREL_DET;
        if (modifies && word_fits(book, need, t, i)) return i;
    }
    return TREE_NONE;
}

/* "cleared the mines together": an adverb of the verb, wherever it stands. */
static uint32_t adverb_fits(const act_book *book, const sense_need *need, const tree *t,
                            uint32_t token)
{
    for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, token, i))
        if (t->nodes[i].deprel == DEPREL_ADVMOD && word_fits(book, need, t, i)) return i;
    return TREE_NONE;
}

/* "are on strike": a noun behind a preposition, told of its subject. */
static bool is_state(const tree *t, uint32_t token)
{
    uint32_t be = tree_child(t, token, DEPREL_COP);
    return be != TREE_NONE && slot_is_nominal(t, token) && tree_lemma_is(t, be, "be") &&
           tree_child(t, token, DEPREL_CASE) != TREE_NONE;
}

/* Does the preposition stand before the word itself? */
static bool is_behind(const tree *t, uint32_t token, uint64_t prep)
{
    uint32_t before = tree_child(t, token, DEPREL_CASE);
    return before != TREE_NONE && t->tokens[before].hash == prep;
}

/* The object that meets a need; "gave parliament two weeks" may have it beside the
 * object. */
static uint32_t needed_object(const act_book *book, const sense_need *need, const tree *t,
                              uint32_t token, uint32_t object)
{
    if (need->n == 0) { /* any object, but one of its own: not "which we want to keep" */
        object = tree_child(t, token, DEPREL_OBJ);
        return object != TREE_NONE && clause_antecedent(t, object) == object ? object : TREE_NONE;
    }
    if (object == TREE_NONE) return TREE_NONE;
    uint32_t found = inner_noun(book, need, t, object);
    if (found != TREE_NONE) return found;
    uint32_t beside = tree_child(t, token, DEPREL_OBL_UNMARKED);
    if (beside == TREE_NONE) beside = tree_next_child(t, token, object);
    if (beside == TREE_NONE) return TREE_NONE;
    bool nominal = t->nodes[beside].deprel == DEPREL_OBL_UNMARKED ||
                   t->nodes[beside].deprel == DEPREL_OBJ;
    bool adjoins = beside == object + 1 || (beside > object && tree_head(t, object + 1) == beside);
    return nominal && adjoins ? inner_noun(book, need, t, beside) : TREE_NONE;
}

/* The noun of a need behind a preposition at `head`, or TREE_NONE. "Died in police firing": where
 * the tree takes the gerund for a verb beside its noun, it is meant. */
static uint32_t noun_behind(const act_book *book, const sense_need *need, const tree *t,
                            uint32_t head)
{
    for (uint32_t i = clause_next_prep(t, head, need->prep, TREE_NONE); i != TREE_NONE;
         i = clause_next_prep(t, head, need->prep, i)) {
        uint32_t found = inner_noun(book, need, t, i), next = i + 1;
        if (found != TREE_NONE) return found;
        if (next < t->n && t->nodes[next].xpos == XPOS_VBG && need->n &&
            act_book_has_word(book, need, t->tokens[next].hash) &&
            (tree_head(t, next) == head || tree_head(t, next) == i))
            return next;
    }
    return TREE_NONE;
}

/* "vowed not to attack" is no vow to attack. */
static bool is_negated(const tree *t, uint32_t verb)
{
    for (uint32_t i = tree_next_child(t, verb, TREE_NONE); i != TREE_NONE && i < verb;
         i = tree_next_child(t, verb, i))
        if (t->nodes[i].deprel == DEPREL_ADVMOD &&
            (tree_form_is(t, i, "not") || tree_form_is(t, i, "never")))
            return true;
    return false;
}

/* The token that meets a need, or TREE_NONE. */
static uint32_t need_token(const act_book *book, const sense_need *need, const tree *t,
                           uint32_t token, uint32_t object)
{
    uint32_t found = TREE_NONE;
    switch (need->rel) {
    case SLOT_OBJ: return needed_object(book, need, t, token, object);
    case SLOT_SUBJ:
        found = clause_subject(t, token);
        return found == TREE_NONE ? TREE_NONE : inner_noun(book, need, t, found);
    case SLOT_MOD: /* of a verb: of its object, "carried out air strikes", or its own adverb */
    case SLOT_POSS:
        found = modifier_fits(book, need, t, object == TREE_NONE ? token : object);
        if (found == TREE_NONE && object != TREE_NONE) { /* "a new round of joint exercises" */
            uint32_t inner = clause_next_prep(t, object, str_hash_lower(STR("of")), TREE_NONE);
            if (inner != TREE_NONE) found = modifier_fits(book, need, t, inner);
            if (found == TREE_NONE) found = adverb_fits(book, need, t, token);
        }
        return found;
    case SLOT_PREP:
        if (is_state(t, token) && is_behind(t, token, need->prep) &&
            word_fits(book, need, t, token))
            return token;
        found = noun_behind(book, need, t, token);
        if (found != TREE_NONE || object == TREE_NONE) return found;
        return noun_behind(book, need, t, object);
    default: {
        static const uint8_t rels[] = {[SLOT_IOBJ] = DEPREL_IOBJ,   [SLOT_XCOMP] = DEPREL_XCOMP,
                                       [SLOT_CCOMP] = DEPREL_CCOMP, [SLOT_ADVCL] = DEPREL_ADVCL,
                                       [SLOT_ACL] = DEPREL_ACL};
        found = tree_child(t, token, (enum deprel)rels[need->rel]);
        if (found != TREE_NONE && need->n && is_negated(t, found)) return TREE_NONE;
        return found != TREE_NONE && word_fits(book, need, t, found) ? found : TREE_NONE;
    }
    }
}

static bool sense_fits(const act_book *book, const sense *s, const tree *t, uint32_t token,
                       fit *out)
{
    out->need = TREE_NONE;
    out->score = 0;
    if (s->particle) {
        if (!has_particle(t, token, s->particle)) return false;
        out->score += 2;
    }
    uint32_t object = s->pos == SENSE_VERB ? clause_object(t, token) : TREE_NONE;
    for (uint32_t i = 0; i < s->n_needs; i++) {
        const sense_need *need = &s->needs[i];
        /* "went on hunger strike": a modifier of the noun that met the need before */
        uint32_t noun = object == TREE_NONE && need->rel == SLOT_MOD ? out->need : object;
        uint32_t found = need_token(book, need, t, token, noun);
        if ((found == TREE_NONE) != (need->negative != 0)) return false;
        if (need->negative) continue;
        out->score += need->n ? 3 : 1;
        /* "decided against expelling him": a clause is no word of the verb's own */
        bool clause = need->n == 0 && found != TREE_NONE && t->nodes[found].upos == UPOS_VERB;
        bool named = need->rel == SLOT_OBJ || (need->rel == SLOT_PREP && !clause);
        if (named && found != token) out->need = found;
    }
    return true;
}

static bool pos_fits(const tree *t, uint32_t token, uint32_t pos)
{
    uint8_t upos = t->nodes[token].upos;
    switch (pos) {
    case SENSE_VERB:
        return upos == UPOS_VERB || (upos == UPOS_AUX && t->nodes[token].deprel != DEPREL_AUX &&
                                     t->nodes[token].deprel != DEPREL_COP);
    case SENSE_NOUN:
        return upos == UPOS_NOUN || upos == UPOS_PROPN;
    default:
        return upos == UPOS_ADJ || upos == UPOS_ADV || upos == UPOS_VERB;
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

static bool better(const act_book *book, const fit *a, const fit *b)
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
    const sense_key *keys = act_book_find(book, t->nodes[token].lemma_hash, &n);
    if (n == 0) keys = act_book_find(book, t->tokens[token].hash, &n);
    for (uint32_t i = 0; i < n; i++)
        if (pos_fits(t, token, keys[i].pos)) return true;
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

/* An operator or helper without content is not meant here; what finds its content or target fits
 * better. */
static bool weigh_slots(const act_book *book, const sense *s, const tree *t, uint32_t token,
                        fit *candidate)
{
    bool wanted;
    if ((s->flags & ACT_NEEDS_CONTENT) && !has_content(book, s, t, token)) return false;
    bool content = role_present(book, s, t, token, ROLE_CONTENT, &wanted);
    if (wanted && !content && (s->flags & ACT_HELPER)) return false;
    bool target = role_present(book, s, t, token, ROLE_TARGET, &wanted) ||
                  (candidate->need != TREE_NONE &&
                   role_present(book, s, t, candidate->need, ROLE_TARGET, &wanted));
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

/* The best of these senses and of what was found before. */
static bool try_senses(const sentence_work *w, uint32_t token, const sense_key *keys, uint32_t n,
                       bool state, bool any, fit *best)
{
    const act_book *book = &w->in->book->acts;
    const tree *t = &w->t;
    for (uint32_t i = 0; i < n; i++) {
        const sense *s = &book->senses[keys[i].sense];
        if (state ? keys[i].pos != SENSE_VERB : !pos_fits(t, token, keys[i].pos)) continue;
        fit candidate = {.sense = keys[i].sense};
        if (is_participle_modifier(t, token) && keys[i].pos == SENSE_VERB && rank(s) > 1) continue;
        if (!sense_fits(book, s, t, token, &candidate) ||
            !weigh_slots(book, s, t, token, &candidate))
            continue;
        if (!any || better(book, &candidate, best)) *best = candidate;
        any = true;
    }
    return any;
}

static bool find_best(const sentence_work *w, uint32_t token, fit *best)
{
    const act_book *book = &w->in->book->acts;
    const tree *t = &w->t;
    uint32_t n_keys = 0;
    uint64_t joined = hyphenated(t, token);
    const sense_key *keys = joined ? act_book_find(book, joined, &n_keys) : NULL;
    if (n_keys == 0 && joined) keys = act_book_find(book, hyphenated_lemma(t, token), &n_keys);
    if (n_keys == 0 && joined && is_compound_participle(t, token)) return false;
    if (n_keys == 0) keys = act_book_find(book, t->nodes[token].lemma_hash, &n_keys);
    if (n_keys == 0) keys = act_book_find(book, t->tokens[token].hash, &n_keys);
    bool any = try_senses(w, token, keys, n_keys, false, false, best);
    if (!is_state(t, token)) return any;
    keys = act_book_find(book, str_hash_lower(STR("be")), &n_keys);
    return try_senses(w, token, keys, n_keys, true, any, best);
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
    for (uint32_t i = 0; i < s->n_needs; i++)
        if (s->needs[i].rel == SLOT_XCOMP && s->needs[i].n && !s->needs[i].negative)
            return need_token(book, &s->needs[i], &w->t, w->out->predicates[p].token, TREE_NONE);
    return TREE_NONE;
}

void predicates_find(sentence_work *w)
{
    const tree *t = &w->t;
    for (uint32_t i = 0; i < t->n; i++) {
        fit best = {0};
        if (t->nodes[i].lemma.len == 0 || !find_best(w, i, &best)) continue;
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
