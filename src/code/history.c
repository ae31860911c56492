/* What is told as the past. Where the article's date is known, what happened more than a month
 * before it; else what has a year; in both cases what stands in a frame of the past: "two years
 * earlier", "during the Cold War", "when he was president". */
#include "code/history.h"

#include "code/clause.h"

#define MAX_DATE_TOKENS 10
#define MAX_ERA_TOKENS 6

static bool is_year(const tree *t, uint32_t i)
{
    casus_str s = tree_form(t, i);
    if (s.len != 4 || (s.ptr[0] != '1' && s.ptr[0] != '2')) return false;
    for (size_t k = 1; k < 4; k++)
        if (s.ptr[k] < '0' || s.ptr[k] > '9') return false;
    return true;
}

/* ---- dates in words -------------------------------------------------------------------------- */

static bool is_long_unit(const tree *t, uint32_t i)
{
    static const char *const units[] = {"year",       "years",   "decade",    "decades",
                                        "century",    "centuries", "generation", "generations",
                                        "months"};
    return tree_form_among(t, i, units, COUNT(units));
}

static bool is_season(const tree *t, uint32_t i)
{
    static const char *const seasons[] = {"summer", "winter", "spring", "autumn"};
    return tree_form_among(t, i, seasons, COUNT(seasons));
}

/* "in the last year", "over the past decade": a span that lasts until now. */
static bool reaches_now(const tree *t, uint32_t last_word)
{
    static const char *const words[] = {"the", "these", "over", "during", "within", "for"};
    return last_word > 0 && tree_form_among(t, last_word - 1, words, COUNT(words));
}

/* "a year ago", "two years earlier", "last year", "the previous decade". */
static bool words_are_past(const tree *t, uint32_t first, uint32_t last)
{
    static const char *const behind[] = {"ago", "earlier", "before", "previously"},
                      *const open[] = {"since", "for", "by", "every"};
    if (tree_form_among(t, first, open, COUNT(open))) return false;
    for (uint32_t i = first; i <= last; i++) {
        if (!is_long_unit(t, i) && !is_season(t, i)) continue;
        if (i + 1 < t->n && tree_form_among(t, i + 1, behind, COUNT(behind))) return true;
        if (i == 0 || tree_form_is(t, i, "months")) continue;
        if (tree_form_is(t, i - 1, "previous") || tree_form_is(t, i - 1, "preceding")) return true;
        if (!tree_form_is(t, i - 1, "last")) continue;
        if (!reaches_now(t, i - 1) || tree_form_is(t, i, "century")) return true;
    }
    return false;
}

/* "since 2014", "by 2026", "from 2030": not the time of the act itself. */
static bool is_open_span(const tree *t, uint32_t first)
{
    static const char *const words[] = {"since", "by", "from", "until", "till"};
    return tree_form_among(t, first, words, COUNT(words));
}

/* "In 1990 he threatened to": a plan is of the past when the clause that dates it is. */
static bool dates_past_clause(const sentence_work *w, uint32_t p, uint32_t phrase)
{
    const predicate *pred = &w->out->predicates[p];
    if (pred->status != CASUS_PLANNED && pred->status != CASUS_PROPOSED &&
        pred->status != CASUS_POSSIBLE)
        return true;
    uint32_t clause = clause_of(&w->t, phrase);
    return clause != TREE_NONE && clause != pred->token && w->t.nodes[clause].xpos == XPOS_VBD;
}

static bool date_is_past(const sentence_work *w, uint32_t p, const date_mention *dm,
                         const article_date *published)
{
    const tree *t = &w->t;
    uint32_t first = dm->first - t->first, last = dm->last - t->first;
    if (dm->first < t->first || last >= t->n || last - first > MAX_DATE_TOKENS) return false;
    uint8_t rel = t->nodes[dm->head - t->first].deprel;
    bool kind = rel == DEPREL_AMOD || rel == DEPREL_COMPOUND; /* "an 11th-century temple" */
    if (kind && work_sense(w, p)->pos == SENSE_VERB) return false;
    if (!dates_past_clause(w, p, dm->head - t->first)) return false;
    if (words_are_past(t, first, last)) return true;
    if (dm->to == CASUS_NO_DAY || dm->type == DATE_SET || dm->type == DATE_DURATION) return false;
    if (published->from != CASUS_NO_DAY) return dm->to < published->from - HISTORICAL_DAYS;
    return !is_open_span(t, first);
}

/* "occupied Lebanon until 2005": what lasted until a year is over. */
static bool lasted_until_year(const sentence_work *w, uint32_t p, const date_mention *dm)
{
    const tree *t = &w->t;
    uint32_t first = dm->first - t->first, verb = w->out->predicates[p].token;
    return dm->first >= t->first && first + 1 < t->n && t->nodes[verb].xpos == XPOS_VBD &&
           (tree_form_is(t, first, "until") || tree_form_is(t, first, "till")) &&
           is_year(t, first + 1);
}

/* "since 2018, when Kim visited Beijing": the year of a clause that hangs on it. */
static bool hangs_on_past(const sentence_work *w, uint32_t p, const article_date *published)
{
    const tree *t = &w->t;
    uint32_t verb = w->out->predicates[p].token, year = tree_head(t, verb);
    uint8_t rel = t->nodes[verb].deprel;
    if (year == TREE_NONE || (rel != DEPREL_ACL_RELCL && rel != DEPREL_ADVCL_RELCL)) return false;
    uint32_t d = w->in->who->date_at[t->first + year];
    if (d == ENTITY_NONE || w->in->who->dates[d].to == CASUS_NO_DAY) return false;
    return history_is_day(w->in->who->dates[d].to, published);
}

/* "who are negotiating": a clause in the present is not of the time of the one above it. */
static bool is_present(const tree *t, uint32_t verb)
{
    uint32_t aux = tree_child(t, verb, DEPREL_AUX);
    uint32_t finite = aux == TREE_NONE || aux > verb ? verb : aux;
    uint8_t xpos = t->nodes[finite].xpos;
    return t->nodes[verb].deprel == DEPREL_ACL_RELCL && t->nodes[verb].xpos != XPOS_VBN &&
           (xpos == XPOS_VBZ || xpos == XPOS_VBP);
}

/* Of the dates that belong to the act, the nearest in the tree decide. */
static bool any_date_is_past(const sentence_work *w, uint32_t p, const article_date *published)
{
    const entities *who = w->in->who;
    int best = is_present(&w->t, w->out->predicates[p].token) ? 2 : 1;
    bool past = hangs_on_past(w, p, published);
    for (uint32_t i = 0; i < w->t.n; i++) {
        uint32_t d = who->date_at[w->t.first + i];
        if (d == ENTITY_NONE) continue;
        int how = circumstance_belongs(w, p, i);
        if (how < best) continue;
        bool is = date_is_past(w, p, &who->dates[d], published) ||
                  lasted_until_year(w, p, &who->dates[d]);
        past = how > best ? is : past || is;
        best = how;
    }
    return past;
}

/* ---- frames without a date ------------------------------------------------------------------- */

static bool has_modifier(const tree *t, uint32_t noun, const char *const *words, size_t n)
{
    for (uint32_t i = tree_next_child(t, noun, TREE_NONE); i != TREE_NONE && i < noun;
         i = tree_next_child(t, noun, i))
        if (tree_form_among(t, i, words, n)) return true;
    return false;
}

/* "the genocide of 1994" */
static bool has_year_behind(const tree *t, uint32_t noun)
{
    return noun + 2 < t->n && tree_form_is(t, noun + 1, "of") && is_year(t, noun + 2);
}

static bool has_year_before(const tree *t, uint32_t noun)
{
    for (uint32_t i = tree_next_child(t, noun, TREE_NONE); i != TREE_NONE && i < noun;
         i = tree_next_child(t, noun, i))
        if (is_year(t, i)) return true;
    return false;
}

/* "the Cold War", "Soviet times", "apartheid". */
static bool names_past_era(const tree *t, uint32_t noun)
{
    static const char *const wars[] = {"cold",   "world",    "vietnam", "korean",  "falklands",
                                       "balkan", "bosnian",  "crimean", "six-day", "yom",
                                       "great",  "napoleonic", "boer"};
    static const char *const times[] = {"era", "times", "days", "period", "age", "rule",
                                        "dictatorship", "occupation", "reign"};
    static const char *const gone[] = {"soviet",  "colonial", "communist", "ottoman", "tsarist",
                                       "nazi",    "fascist",  "stalinist", "imperial", "medieval",
                                       "ancient", "olden",    "those",     "apartheid", "pre-war",
                                       "postwar", "postcolonial", "post-colonial", "french",
                                       "british", "portuguese"};
    static const char *const named[] = {"apartheid", "perestroika", "antiquity", "stalinism",
                                        "holocaust", "nazism", "past"};
    if (tree_form_among(t, noun, named, COUNT(named))) return true;
    if (noun == 0) return false;
    if (tree_lemma_is(t, noun, "war"))
        return tree_form_among(t, noun - 1, wars, COUNT(wars)) ||
               has_modifier(t, noun, wars, COUNT(wars));
    return tree_form_among(t, noun, times, COUNT(times)) &&
           (tree_form_among(t, noun - 1, gone, COUNT(gone)) ||
            has_modifier(t, noun, gone, COUNT(gone)));
}

/* "during the Cold War", "under the previous government", "during the 2003 invasion". */
static bool is_past_era(const tree *t, uint32_t noun)
{
    static const char *const offices[] = {"administration", "government", "presidency", "cabinet",
                                          "regime", "rule", "tenure", "reign", "president",
                                          "leadership"};
    static const char *const before[] = {"former", "previous", "late", "last"};
    static const char *const ways[] = {"in", "during", "under", "through", "throughout", "before"};
    uint32_t way = tree_case(t, noun);
    if (way == TREE_NONE || !tree_form_among(t, way, ways, COUNT(ways))) return false;
    if (names_past_era(t, noun)) return true;
    if (tree_form_is(t, way, "under") && tree_form_among(t, noun, offices, COUNT(offices)))
        return has_modifier(t, noun, before, COUNT(before));
    static const char *const strife[] = {"war",    "invasion", "uprising", "conflict", "revolution",
                                         "revolt", "intifada", "crisis",   "campaign",
                                         "genocide", "massacre", "famine", "pogrom",   "coup"};
    bool named = tree_form_is(t, way, "during") ||
                 (tree_form_is(t, way, "in") && tree_lemma_among(t, noun, strife, COUNT(strife)));
    /* "in the 1967 Middle East war" */
    return named && (has_year_before(t, noun) || has_year_behind(t, noun));
}

/* "During the Cold War Moscow armed ...": what opens the sentence frames its main clause, whatever
 * the tree makes of it. */
static bool opens_with_era(const tree *t, uint32_t word)
{
    static const char *const ways[] = {"during", "in", "under", "throughout"};
    for (uint32_t up = word, step = 0; up != TREE_NONE && step < t->n; step++) {
        uint8_t rel = t->nodes[up].deprel;
        if (rel == DEPREL_ACL_RELCL || rel == DEPREL_CCOMP || rel == DEPREL_PARATAXIS) return false;
        up = tree_head(t, up);
    }
    if (!tree_form_among(t, 0, ways, COUNT(ways))) return false;
    for (uint32_t i = 1; i < word && i <= MAX_ERA_TOKENS; i++) {
        if (t->nodes[i].upos == UPOS_PUNCT || t->nodes[i].upos == UPOS_VERB) return false;
        if (names_past_era(t, i)) return true;
        if (is_year(t, i) && tree_form_is(t, 0, "during")) return true;
    }
    return false;
}

/* "at the time", "back then" */
static bool is_that_time(const tree *t, uint32_t i)
{
    if (tree_form_is(t, i, "then")) return i > 0 && tree_form_is(t, i - 1, "back");
    return tree_form_is(t, i, "time") && i > 1 && tree_form_is(t, i - 2, "at") &&
           (tree_form_is(t, i - 1, "the") || tree_form_is(t, i - 1, "that")) &&
           tree_child(t, i, DEPREL_NMOD) == TREE_NONE &&
           tree_child(t, i, DEPREL_ACL_RELCL) == TREE_NONE;
}

static bool is_past_tense(const tree *t, uint32_t verb)
{
    return (t->nodes[verb].features & FEATURE_PAST) != 0;
}

static bool is_past_perfect(const tree *t, uint32_t verb)
{
    if (t->nodes[verb].xpos != XPOS_VBN) return false;
    for (uint32_t i = tree_child(t, verb, DEPREL_AUX); i != TREE_NONE && i < verb;
         i = tree_next_child(t, verb, i))
        if (tree_form_is(t, i, "had")) return true;
    return false;
}

/* "once", "formerly", "long ago"; in the past perfect "had before", "had previously". */
static bool is_past_adverb(const tree *t, uint32_t verb, uint32_t i)
{
    static const char *const earlier[] = {"before", "previously", "already", "twice"};
    if (t->nodes[i].deprel != DEPREL_ADVMOD || !is_past_tense(t, verb)) return false;
    if (tree_form_is(t, i, "formerly") || tree_form_is(t, i, "historically")) return true;
    if (tree_form_is(t, i, "once")) return i + 1 == verb || is_past_perfect(t, verb);
    if (tree_form_is(t, i, "ago")) return i > 0 && tree_form_is(t, i - 1, "long");
    return is_past_perfect(t, verb) && tree_form_among(t, i, earlier, COUNT(earlier));
}

/* "when he was president", "while she was in exile" */
static bool is_past_office(const tree *t, uint32_t clause)
{
    uint32_t was = tree_child(t, clause, DEPREL_COP);
    if (t->nodes[clause].deprel != DEPREL_ADVCL || was == TREE_NONE || !is_past_tense(t, was))
        return false;
    for (uint32_t i = tree_next_child(t, clause, TREE_NONE); i != TREE_NONE && i < clause;
         i = tree_next_child(t, clause, i))
        if (tree_form_is(t, i, "when") || tree_form_is(t, i, "while"))
            return t->nodes[clause].upos == UPOS_NOUN;
    return false;
}

/* "two decades after NATO bombed Serbia" */
static bool is_long_before(const tree *t, uint32_t verb)
{
    uint32_t mark = tree_child(t, verb, DEPREL_MARK);
    return mark != TREE_NONE && mark > 0 && tree_form_is(t, mark, "after") &&
           is_long_unit(t, mark - 1) && t->nodes[verb].xpos != XPOS_VBG;
}

static bool clause_is_past(const tree *t, uint32_t verb)
{
    if (is_long_before(t, verb)) return true;
    for (uint32_t i = tree_next_child(t, verb, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, verb, i)) {
        uint8_t rel = t->nodes[i].deprel;
        if (rel == DEPREL_OBL && is_past_era(t, i)) return true;
        if (is_that_time(t, i) || is_past_adverb(t, verb, i) || is_past_office(t, i)) return true;
    }
    uint32_t head = tree_head(t, verb); /* "used to support" */
    return head != TREE_NONE && t->nodes[verb].deprel == DEPREL_XCOMP &&
           tree_form_is(t, head, "used") && t->nodes[head].xpos == XPOS_VBD;
}

/* The act's own clause and those whose frame it shares: of light and status words, and of what it
 * is coordinated with. */
static bool frame_is_past(const sentence_work *w, uint32_t p)
{
    uint32_t at = w->out->predicates[p].token;
    if (clause_is_past(&w->t, at) || opens_with_era(&w->t, at)) return true;
    if (w->t.nodes[at].deprel == DEPREL_CONJ && clause_is_past(&w->t, tree_head(&w->t, at)))
        return true;
    uint32_t up = w->out->predicates[p].parent;
    for (int step = 0; up != CODE_NONE && step < 6; step++, up = w->out->predicates[up].parent) {
        if (!(work_sense(w, up)->flags & (ACT_HELPER | ACT_MOTION))) return false;
        if (clause_is_past(&w->t, w->out->predicates[up].token)) return true;
    }
    return false;
}

/* The operator that an act without a date of its own stands under. */
static uint32_t operator_above(const sentence_work *w, uint32_t p)
{
    uint32_t up = w->out->predicates[p].parent;
    for (int step = 0; up != CODE_NONE && step < 6; step++, up = w->out->predicates[up].parent)
        if (work_sense(w, up)->flags & ACT_OPERATOR) return up;
    return CODE_NONE;
}

bool history_tells(const sentence_work *w, uint32_t p, const event *e)
{
    const article_date *published = &w->in->who->article_dates[e->article];
    if (e->date.to != CASUS_NO_DAY && published->from != CASUS_NO_DAY &&
        e->date.to >= published->from - HISTORICAL_DAYS)
        return false;
    for (int step = 0; p != CODE_NONE && step < 6; step++, p = operator_above(w, p))
        if (any_date_is_past(w, p, published) || frame_is_past(w, p)) return true;
    return false;
}
