/* How many: the people whom an act kills, injures or arrests, and those who march.
 *
 * The number stands at the act's object, "a total of 47 people", "three soldiers and a guide"; at
 * a verb beside it, "attacked the post, killing two"; or in what was left behind, "leaving three
 * dead and a dozen wounded". "Dozens", "hundreds of", "several hundred" are no numbers. */
#include "code/clause.h"
#include "code/code.h"

#define NO_NUMBER (-1)

/* ---- numbers --------------------------------------------------------------------------------- */

/* In thousandths, for "1.5 million"; or NO_NUMBER. */
static int64_t digits_value(casus_str s)
{
    int64_t value = 0, unit = 1000;
    bool point = false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == ',') continue;
        if (c == '.' && !point && i > 0) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9' || value > INT32_MAX) return NO_NUMBER;
        if (point) value += (c - '0') * (unit /= 10);
        else value = value * 10 + (c - '0') * 1000;
    }
    return s.len ? value : NO_NUMBER;
}

static int64_t small_value(casus_str s)
{
    static const char *const words[] = {
        "zero",    "one",     "two",       "three",    "four",     "five",    "six",
        "seven",   "eight",   "nine",      "ten",      "eleven",   "twelve",  "thirteen",
        "fourteen", "fifteen", "sixteen",  "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"twenty", "thirty",  "forty",  "fifty",
                                       "sixty",  "seventy", "eighty", "ninety"};
    for (int64_t i = 0; i < (int64_t)(COUNT(words)); i++)
        if (str_eq_nocase(s, str_from(words[i]))) return i;
    for (int64_t i = 0; i < (int64_t)(COUNT(tens)); i++)
        if (str_eq_nocase(s, str_from(tens[i]))) return 20 + 10 * i;
    return NO_NUMBER;
}

static int64_t multiplier(casus_str s)
{
    static const struct {
        const char *word;
        int64_t value;
    } words[] = {{"dozen", 12},     {"hundred", 100},     {"thousand", 1000},
                 {"lakh", 100000},  {"million", 1000000}, {"crore", 10000000}};
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_eq_nocase(s, str_from(words[i].word))) return words[i].value;
    return NO_NUMBER;
}

static bool is_number(const tree *t, uint32_t i)
{
    casus_str s = tree_form(t, i);
    return digits_value(s) >= 0 || small_value(s) >= 0 || multiplier(s) >= 0;
}

/* "several hundred", "a few dozen". */
static bool is_vague(const tree *t, uint32_t i)
{
    return tree_form_is(t, i, "several") || tree_form_is(t, i, "few") ||
           tree_form_is(t, i, "many");
}

/* The hyphen of "forty-seven" before the token, which tokens stand apart. */
static bool is_hyphen(const tree *t, uint32_t i)
{
    return i > 1 && tree_form_is(t, i - 1, "-") && is_number(t, i - 2);
}

/* The number of which the token is a part: "two hundred and fifty", "forty-seven", "1.5 million".
 */
static int32_t number_around(const tree *t, uint32_t at)
{
    uint32_t i = at;
    while (i > 0 && (is_number(t, i - 1) || is_hyphen(t, i))) i--;
    if (i > 0 && is_vague(t, i - 1)) return NO_NUMBER;
    int64_t total = 0, current = 0;
    bool digits = false;
    for (uint32_t from = i; i < t->n && total + current < (int64_t)INT32_MAX * 1000; i++) {
        casus_str s = tree_form(t, i);
        int64_t d = digits_value(s), small = small_value(s), m = multiplier(s);
        bool link = (tree_form_is(t, i, "-") || tree_form_is(t, i, "and")) && i > from && !digits;
        if (link && i + 1 < t->n && small_value(tree_form(t, i + 1)) >= 0) continue;
        if (d >= 0 && digits) break;
        if (d >= 0) current += d;
        else if (small >= 0) current += small * 1000;
        else if (m >= 1000) {
            total += (current ? current : 1000) * m;
            current = 0;
        } else if (m > 0) current = (current ? current : 1000) * m;
        else break;
        digits |= d >= 0;
    }
    int64_t value = (total + current) / 1000;
    return value > INT32_MAX ? NO_NUMBER : (int32_t)value;
}

/* ---- people ---------------------------------------------------------------------------------- */

/* Nouns that leave the number to what follows: "a total of 47 people", "the lives of 12". */
static bool is_measure(const tree *t, uint32_t i)
{
    static const char *const words[] = {
        "total",  "group", "crowd",  "number", "gang",  "band",       "party",   "family",
        "team",   "mob",   "column", "batch",  "squad", "contingent", "convoy",  "patrol",
        "crew",   "toll",  "life",   "body",   "death", "majority",   "minority", "rally",
        "protest", "march", "half"};
    return tree_lemma_among(t, i, words, COUNT(words));
}

static bool is_pair(const tree *t, uint32_t i)
{
    return tree_form_is(t, i, "couple") || tree_form_is(t, i, "pair");
}

/* "a policeman", a name: one. A group, a government, a crew is not. */
static bool is_single(const sentence_work *w, uint32_t noun)
{
    static const char *const articles[] = {"a", "an", "another"};
    uint32_t m = w->mention_of[noun];
    if (m == ENTITY_NONE || is_measure(&w->t, noun) || is_pair(&w->t, noun)) return false;
    const mention *who = &w->in->who->mentions[m];
    if (who->flags & MENTION_PLURAL) return false;
    if (who->kind == MENTION_PERSON) return true;
    if (who->kind != MENTION_ROLE || w->t.nodes[noun].xpos != XPOS_NN) return false;
    uint32_t det = tree_child(&w->t, noun, DEPREL_DET);
    return det != TREE_NONE && tree_lemma_among(&w->t, det, articles, 3);
}

static uint32_t after_of(const tree *t, uint32_t noun)
{
    return clause_next_prep(t, noun, str_hash_lower(STR("of")), TREE_NONE);
}

static int32_t one_phrase(const sentence_work *w, uint32_t noun, bool single)
{
    const tree *t = &w->t;
    if (t->nodes[noun].upos == UPOS_NUM || multiplier(tree_form(t, noun)) > 0)
        return number_around(t, noun);
    for (uint32_t i = tree_next_child(t, noun, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, noun, i))
        if (t->nodes[i].deprel == DEPREL_NUMMOD && is_number(t, i)) return number_around(t, i);
    uint32_t of = after_of(t, noun);
    if (of != TREE_NONE && is_pair(t, noun)) return 2;
    if (of != TREE_NONE && is_measure(t, noun)) return one_phrase(w, of, single);
    return single && is_single(w, noun) ? 1 : NO_NUMBER;
}

/* With its conjuncts: "three soldiers and a guide". */
static int32_t people(const sentence_work *w, uint32_t noun, bool single)
{
    if (noun == TREE_NONE) return NO_NUMBER;
    const tree *t = &w->t;
    int64_t sum = one_phrase(w, noun, single);
    for (uint32_t i = tree_next_child(t, noun, noun); i != TREE_NONE && sum >= 0;
         i = tree_next_child(t, noun, i)) {
        if (t->nodes[i].deprel != DEPREL_CONJ || clause_is_verbal(t, i)) continue;
        int32_t more = one_phrase(w, i, single);
        if (more > 0) sum += more;
    }
    return sum > INT32_MAX ? NO_NUMBER : (int32_t)sum;
}

/* ---- of an act ------------------------------------------------------------------------------- */

static void set_size(event *e, uint32_t what, int32_t n)
{
    int32_t *const sizes[] = {NULL, &e->dead, &e->injured, &e->arrested, &e->crowd};
    if (n >= 0 && what < COUNT(sizes) && sizes[what] && *sizes[what] < 0)
        *sizes[what] = n;
}

/* Where the act's number stands: at its object; at the subject of those who march, or die. */
static uint32_t counted_noun(const sentence_work *w, uint32_t p)
{
    const sense *s = work_sense(w, p);
    uint32_t token = w->out->predicates[p].token, counts = work_act(w, p)->counts;
    if (s->pos == SENSE_NOUN) {
        uint32_t of = after_of(&w->t, token);
        if (of == TREE_NONE && counts == COUNTS_CROWD) of = clause_by_agent(&w->t, token);
        return of;
    }
    if (s->pos != SENSE_VERB) return TREE_NONE;
    bool subject = counts == COUNTS_CROWD || (s->flags & ACT_SWAP);
    return subject ? clause_subject(&w->t, token) : clause_object(&w->t, token);
}

static int32_t own_size(const sentence_work *w, uint32_t p)
{
    return people(w, counted_noun(w, p), work_act(w, p)->counts != COUNTS_CROWD);
}

/* Do the two words tell one attack? "killed two and wounded five", "attacked, killing two", "the
 * clashes left two dead". */
static bool tell_one(const tree *t, uint32_t act, uint32_t beside)
{
    uint8_t rel = t->nodes[beside].deprel;
    if (tree_head(t, beside) == act)
        return rel == DEPREL_CONJ || rel == DEPREL_ADVCL || rel == DEPREL_PARATAXIS ||
               rel == DEPREL_XCOMP || rel == DEPREL_ACL || rel == DEPREL_ACL_RELCL;
    return tree_head(t, act) == beside && t->nodes[act].deprel == DEPREL_NSUBJ;
}

static bool counts_victims(uint32_t counts)
{
    return counts == COUNTS_DEAD || counts == COUNTS_INJURED;
}

static void add_beside(const sentence_work *w, uint32_t p, event *e)
{
    for (uint32_t q = w->base; q < w->out->n_predicates; q++) {
        uint32_t counts = work_act(w, q)->counts;
        if (q == p || !counts_victims(counts)) continue;
        if (tell_one(&w->t, w->out->predicates[p].token, w->out->predicates[q].token))
            set_size(e, counts, own_size(w, q));
    }
}

/* The last number before the token, at most three words back: "a dozen others wounded". */
static int32_t number_before(const tree *t, uint32_t at, uint32_t first)
{
    for (uint32_t i = at; i > first && at - i < 4; i--)
        if (is_number(t, i - 1)) return number_around(t, i - 1);
    return NO_NUMBER;
}

/* "left three people dead and a dozen wounded". */
static void add_left(const sentence_work *w, uint32_t p, event *e)
{
    const tree *t = &w->t;
    uint32_t act = w->out->predicates[p].token, first, last;
    for (uint32_t i = 0; i < t->n; i++) {
        if (!tree_lemma_is(t, i, "leave") || (i != act && !tell_one(t, act, i))) continue;
        tree_span(t, i, &first, &last);
        uint32_t from = i;
        for (uint32_t k = i + 1; k <= last && k < t->n; k++) {
            bool dead = tree_form_is(t, k, "dead");
            bool hurt = tree_form_is(t, k, "wounded") || tree_form_is(t, k, "injured") ||
                        tree_form_is(t, k, "hurt");
            if (!dead && !hurt) continue;
            set_size(e, dead ? COUNTS_DEAD : COUNTS_INJURED, number_before(t, k, from));
            from = k;
        }
    }
}

void act_sizes(const sentence_work *w, uint32_t p, event *out)
{
    uint32_t counts = work_act(w, p)->counts;
    const char *type = act_book_text(&w->in->book->acts, work_act(w, p)->type);
    out->dead = out->injured = out->arrested = out->crowd = NO_NUMBER;
    if (counts != COUNTS_NOTHING) set_size(out, counts, own_size(w, p));
    if (strcmp(type, "ASSAULT") != 0) return;
    add_beside(w, p, out);
    add_left(w, p, out);
}
