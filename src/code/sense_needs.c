/* Does a sense of the lexicon fit a word: its particle, and all that it needs beside it. */
#include "code/clause.h"
#include "code/sense.h"

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
uint64_t sense_hyphenated(const tree *t, uint32_t token)
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
uint64_t sense_hyphenated_lemma(const tree *t, uint32_t token)
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
    if (need->n == 0) return true;
    uint64_t lemma = t->nodes[token].lemma_hash, form = t->tokens[token].hash,
             joined = sense_hyphenated(t, token);
    return act_book_has_word(book, need, lemma) ||
           (form != lemma && act_book_has_word(book, need, form)) ||
           (joined && act_book_has_word(book, need, joined));
}

/* Heads so general that the noun before them says what they are: "curfew hours", "aid package". */
static bool is_general_noun(const tree *t, uint32_t token)
{
    static const char *const words[] = {"hour",    "order",    "measure",  "rule",      "regime",
                                        "package", "effort",   "plan",     "programme", "program",
                                        "policy",  "shipment", "delivery", "worth",     "convoy",
                                        "process", "law",      "round"};
    return tree_lemma_among(t, token, words, COUNT(words));
}

/* "the suspension of sales", "a lack of talks": what undoes or merely speaks of a thing is no
 * measure of it. */
static bool is_undoing_noun(const tree *t, uint32_t token)
{
    static const char *const words[] = {
        "suspension",   "cancellation", "end",     "halt",   "cessation", "termination", "freeze",
        "reduction",    "cut",          "ban",     "lack",   "absence",   "prevention",  "denial",
        "refusal",      "threat",       "risk",    "fear",   "talk",      "possibility", "prospect",
        "postponement", "closure",      "lifting", "easing", "removal",   "revocation"};
    return tree_lemma_among(t, token, words, COUNT(words));
}

/* "a series of talks": the head noun is a measure of what follows; goes down to it. */
static uint32_t inner_noun(const act_book *book, const sense_need *need, const tree *t,
                           uint32_t token)
{
    if (word_fits(book, need, t, token)) return token;
    if (need->n && t->nodes[token].child_rels >> DEPREL_COMPOUND & 1 && is_general_noun(t, token))
        for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE;
             i = tree_next_child(t, token, i))
            if (t->nodes[i].deprel == DEPREL_COMPOUND && word_fits(book, need, t, i)) return token;
    uint32_t inner = need->n ? clause_next_prep(t, token, book->of, TREE_NONE) : TREE_NONE;
    if (inner != TREE_NONE && word_fits(book, need, t, inner) && !is_undoing_noun(t, token))
        return inner;
    for (uint32_t i = tree_child(t, token, DEPREL_CONJ); i != TREE_NONE;
         i = tree_next_child(t, token, i))
        if (t->nodes[i].deprel == DEPREL_CONJ && word_fits(book, need, t, i)) return i;
    return TREE_NONE;
}

static uint32_t modifier_fits(const act_book *book, const sense_need *need, const tree *t,
                              uint32_t token)
{
    uint32_t owner = slot_gerund_owner(t, token);
    if (owner != TREE_NONE && word_fits(book, need, t, owner)) return owner;
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
bool sense_is_state(const tree *t, uint32_t token)
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

/* "staged a sit-in": a hyphenated noun that the tree takes for an adverb. */
static uint32_t misread_object(const act_book *book, const sense_need *need, const tree *t,
                               uint32_t verb)
{
    static const char *const verbs[] = {"stage", "hold", "begin",    "start", "launch", "mount",
                                        "join",  "lead", "continue", "end",   "suspend"};
    bool does = tree_lemma_among(t, verb, verbs, COUNT(verbs));
    for (uint32_t i = tree_next_child(t, verb, verb); does && i != TREE_NONE;
         i = tree_next_child(t, verb, i))
        if (t->nodes[i].deprel == DEPREL_ADVMOD && t->nodes[i].upos == UPOS_NOUN &&
            act_book_has_word(book, need, sense_hyphenated(t, i)))
            return i;
    return TREE_NONE;
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
    bool measured = tree_child(t, token, DEPREL_OBL_UNMARKED) != TREE_NONE; /* "gave it a week" */
    if (object == TREE_NONE && measured) object = tree_child(t, token, DEPREL_IOBJ);
    if (object == TREE_NONE) return misread_object(book, need, t, token);
    uint32_t found = inner_noun(book, need, t, object);
    if (found != TREE_NONE) return found;
    uint32_t beside = tree_child(t, token, DEPREL_OBL_UNMARKED);
    if (beside == TREE_NONE) beside = tree_next_child(t, token, object);
    if (beside == TREE_NONE) return TREE_NONE;
    bool nominal =
        t->nodes[beside].deprel == DEPREL_OBL_UNMARKED || t->nodes[beside].deprel == DEPREL_OBJ;
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
    for (uint32_t i = tree_next_child(t, head, head); need->n && i != TREE_NONE;
         i = tree_next_child(t, head, i)) { /* the same, its noun taken for its subject */
        uint32_t owner = slot_gerund_owner(t, i);
        uint32_t prep = owner == TREE_NONE ? TREE_NONE : tree_child(t, owner, DEPREL_CASE);
        if (prep != TREE_NONE && t->tokens[prep].hash == need->prep &&
            act_book_has_word(book, need, t->tokens[i].hash))
            return i;
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
uint32_t sense_need_token(const act_book *book, const sense_need *need, const tree *t,
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
            uint32_t inner = clause_next_prep(t, object, book->of, TREE_NONE);
            if (inner != TREE_NONE) found = modifier_fits(book, need, t, inner);
            if (found == TREE_NONE) found = adverb_fits(book, need, t, token);
        }
        return found;
    case SLOT_PREP:
        if (sense_is_state(t, token) && is_behind(t, token, need->prep) &&
            word_fits(book, need, t, token))
            return token;
        found = noun_behind(book, need, t, token);
        if (found != TREE_NONE || object == TREE_NONE) return found;
        return noun_behind(book, need, t, object);
    default: {
        static const uint8_t rels[] = {[SLOT_IOBJ] = DEPREL_IOBJ,
                                       [SLOT_XCOMP] = DEPREL_XCOMP,
                                       [SLOT_CCOMP] = DEPREL_CCOMP,
                                       [SLOT_ADVCL] = DEPREL_ADVCL,
                                       [SLOT_ACL] = DEPREL_ACL};
        found = tree_child(t, token, (enum deprel)rels[need->rel]);
        if (found != TREE_NONE && need->n && is_negated(t, found)) return TREE_NONE;
        return found != TREE_NONE && word_fits(book, need, t, found) ? found : TREE_NONE;
    }
    }
}

bool sense_fits(const act_book *book, const sense *s, const tree *t, uint32_t token,
                uint32_t object, sense_fit *out)
{
    out->need = TREE_NONE;
    out->score = 0;
    if (s->particle) {
        if (!has_particle(t, token, s->particle)) return false;
        out->score += 2;
    }
    for (uint32_t i = 0; i < s->n_needs; i++) {
        const sense_need *need = act_book_need(book, s, i);
        /* "went on hunger strike": a modifier of the noun that met the need before */
        uint32_t noun = object == TREE_NONE && need->rel == SLOT_MOD ? out->need : object;
        uint32_t found = sense_need_token(book, need, t, token, noun);
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
