/* Classifying tokens and cutting a sentence into base noun phrases; see chunk.h. */
#include "entity/chunk.h"

#define NAME_KINDS                                                                                 \
    (1u << PHRASE_ACTOR | 1u << PHRASE_CAPITAL | 1u << PHRASE_METONYM | 1u << PHRASE_PEOPLE |      \
     1u << PHRASE_PLACE | 1u << PHRASE_SHORT)

static const char determiners[] =
    "the a an this that these those some any every each both all no another several many few";
static const char pronouns[] =
    "he she it they we i you him her them us me himself herself itself themselves ourselves myself";
static const char possessives[] = "his her its their our my your";
/* By their first letter, as nearly no word is one. */
static const char *const weekdays[26] = {
    ['f' - 'a'] = "friday",          ['m' - 'a'] = "monday",
    ['s' - 'a'] = "saturday sunday", ['t' - 'a'] = "tuesday thursday today tomorrow tonight",
    ['w' - 'a'] = "wednesday",       ['y' - 'a'] = "yesterday"};
static const char *const months[26] = {
    ['a' - 'a'] = "april august apr aug", ['d' - 'a'] = "december dec",
    ['f' - 'a'] = "february feb",         ['j' - 'a'] = "january june july jan jun jul",
    ['m' - 'a'] = "march may mar",        ['n' - 'a'] = "november nov",
    ['o' - 'a'] = "october oct",          ['s' - 'a'] = "september sept sep"};

#define MAX_JOINED 4 /* adjectives of states before one noun */

static bool is_closed(unsigned upos)
{
    return upos == UPOS_AUX || upos == UPOS_ADP || upos == UPOS_PRON || upos == UPOS_DET ||
           upos == UPOS_SCONJ || upos == UPOS_CCONJ || upos == UPOS_PART;
}

static bool is_date_word(const phrase_sentence *ps, uint32_t i)
{
    unsigned letter = (unsigned char)(ps->in->text->ptr[ps->tokens[i].start] | 0x20) - 'a';
    if (letter >= 26) return false;
    if (weekdays[letter] && form_in(ps, i, weekdays[letter])) return true;
    if (!months[letter] || !form_in(ps, i, months[letter])) return false;
    const unit *u = unit_at(ps, i);
    if (u && u->n > 1) return false;
    if (!form_in(ps, i, "march april may june august")) return true;
    /* A person's name unless a number or "in" stands beside it; all but "May" have another name
     * beside them. */
    bool number = (i + 1 < ps->n && (ps->tokens[i + 1].flags & TOKEN_DIGIT)) ||
                  (i > 0 && (ps->tokens[i - 1].flags & TOKEN_DIGIT));
    bool alone = !form_in(ps, i, "may") && !ps->caseless &&
                 !(i + 1 < ps->n && (ps->tokens[i + 1].flags & TOKEN_CAP)) &&
                 !(i > 0 && (ps->tokens[i - 1].flags & TOKEN_CAP));
    return number || alone ||
           (i > 0 && form_in(ps, i - 1, "in since of until last next this by early late"));
}

static bool is_hyphen(const phrase_sentence *ps, uint32_t i)
{
    casus_str form = token_form(ps->in->text->ptr, &ps->tokens[i]);
    return i > 0 && i + 1 < ps->n && form.len == 1 && (form.ptr[0] == '-' || form.ptr[0] == '/') &&
           ps->tokens[i - 1].end == ps->tokens[i].start &&
           ps->tokens[i].end == ps->tokens[i + 1].start;
}

static uint8_t class_by_tag(const phrase_sentence *ps, uint32_t i)
{
    const node *x = &ps->nodes[i];
    if (x->xpos == XPOS_POS) return CLASS_POSS;
    switch (x->upos) {
    case UPOS_PRON:
        if (form_in(ps, i, pronouns) && x->xpos != XPOS_PRPS) return CLASS_PRON;
        if (form_in(ps, i, possessives)) return CLASS_POSSPRON;
        return form_in(ps, i, pronouns) ? CLASS_PRON : CLASS_BREAK;
    case UPOS_DET: return CLASS_DET;
    case UPOS_ADJ: return CLASS_MOD;
    case UPOS_NUM: return CLASS_NUM;
    case UPOS_NOUN: return CLASS_NOUN;
    case UPOS_PROPN: return CLASS_NAME;
    case UPOS_X: return ps->tokens[i].flags & TOKEN_CAP ? CLASS_NAME : CLASS_BREAK;
    case UPOS_VERB: return x->features & FEATURE_PARTICIPLE ? CLASS_PART : CLASS_BREAK;
    case UPOS_ADV: return CLASS_ADV;
    case UPOS_CCONJ: return CLASS_CC;
    default: return CLASS_BREAK;
    }
}

static uint8_t class_by_form(const phrase_sentence *ps, uint32_t i)
{
    uint32_t flags = ps->tokens[i].flags;
    if (form_in(ps, i, "'s '")) return CLASS_POSS;
    if (form_in(ps, i, "her"))
        return i + 1 < ps->n && (ps->tokens[i + 1].flags & TOKEN_ALPHA) ? CLASS_POSSPRON
                                                                        : CLASS_PRON;
    if (form_in(ps, i, pronouns)) return CLASS_PRON;
    if (form_in(ps, i, possessives)) return CLASS_POSSPRON;
    if (form_in(ps, i, determiners)) return CLASS_DET;
    if (form_in(ps, i, "and or")) return CLASS_CC;
    if (form_in(ps, i, "former new top senior chief local armed prime deputy late"))
        return CLASS_MOD;
    if ((flags & TOKEN_DIGIT) || form_in(ps, i, "two three four five six seven eight nine ten"))
        return CLASS_NUM;
    if (!(flags & TOKEN_CAP) || ps->caseless) return CLASS_BREAK;
    if (!(flags & TOKEN_FIRST)) return CLASS_NAME;
    bool next = i + 1 < ps->n && (ps->tokens[i + 1].flags & TOKEN_CAP);
    return next || actor_book_first_name(ps->in->actors, ps->tokens[i].hash) ? CLASS_NAME
                                                                             : CLASS_BREAK;
}

/* "Knesset.": a headline or caption of nothing else. */
static bool is_whole_sentence(const phrase_sentence *ps, const unit *u)
{
    uint32_t left = ps->n - u->n;
    return left == 0 || (left == 1 && u->first == 0 && !(ps->tokens[u->n].flags & TOKEN_ALPHA));
}

/* A dictionary knows better than the tagger, but not where a lone word is plainly used as another:
 * "May" the verb. */
static uint8_t class_by_unit(const phrase_sentence *ps, uint32_t i, uint8_t class)
{
    const unit *u = unit_at(ps, i);
    if (!u) return class;
    uint32_t last = u->first + u->n - 1;
    bool first_word = (ps->tokens[u->first].flags & TOKEN_FIRST) && !is_whole_sentence(ps, u);
    if (ps->nodes && u->n == 1) {
        unsigned upos = ps->nodes[i].upos;
        /* "WHO" is no pronoun */
        bool initials = (ps->tokens[i].flags & TOKEN_ALLCAP) && !ps->caseless &&
                        unit_is(u, PHRASE_ACTOR) && ps->tokens[i].end - ps->tokens[i].start > 2;
        if ((is_closed(upos) && !initials) ||
            (first_word && (upos == UPOS_VERB || upos == UPOS_ADV)))
            return class;
        /* "Nice", "Mobile": a town only where it is a name. */
        if (first_word && upos == UPOS_ADJ && u->kinds == 1u << PHRASE_PLACE) return class;
    }
    if (u->kinds & NAME_KINDS) return CLASS_NAME;
    if (unit_is(u, PHRASE_ADJECTIVE)) return CLASS_MOD;
    if (!unit_is(u, PHRASE_ROLE)) return class;
    if (!ps->nodes) return CLASS_NOUN;
    if (u->n == 1) return class;
    unsigned upos = ps->nodes[last].upos;
    if (is_hyphen(ps, last - 1)) return CLASS_NOUN; /* "president-elect" */
    return upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_ADJ ? CLASS_NOUN : class;
}

void chunk_classify(phrase_sentence *ps)
{
    for (uint32_t i = 0; i < ps->n; i++) {
        uint8_t class = ps->nodes ? class_by_tag(ps, i) : class_by_form(ps, i);
        class = class_by_unit(ps, i, class);
        if (is_date_word(ps, i)) class = CLASS_BREAK;
        if (is_hyphen(ps, i)) class = CLASS_HYPHEN;
        ps->class[i] = class;
    }
}

static bool is_content(uint8_t class)
{
    return class == CLASS_MOD || class == CLASS_NOUN || class == CLASS_NAME || class == CLASS_NUM;
}

static bool takes_participle(const phrase_sentence *ps, uint32_t i, uint32_t start, bool possessed)
{
    /* "the displaced" */
    if ((i > start || possessed) && unit_is(unit_at(ps, i), PHRASE_ROLE)) return true;
    if (i + 1 >= ps->n) return false;
    uint8_t next = ps->class[i + 1];
    /* "against hiring paramilitaries": after a preposition an -ing form is the act itself. */
    if (i == start && !possessed && ps->nodes && (ps->nodes[i].features & FEATURE_GERUND) &&
        i > 0 &&
        (ps->nodes[i - 1].upos == UPOS_ADP || ps->nodes[i - 1].upos == UPOS_SCONJ ||
         ps->nodes[i - 1].upos == UPOS_VERB))
        return false;
    if (!is_content(next) && next != CLASS_HYPHEN && next != CLASS_PART) return false;
    /* "soldiers seized power": behind a noun it is the predicate. */
    uint8_t before = i > start ? ps->class[i - 1] : CLASS_BREAK;
    if (before == CLASS_NOUN || before == CLASS_NAME) return false;
    if (i > start || possessed) return true;
    return ps->nodes && ps->nodes[i].deprel == DEPREL_AMOD;
}

static bool is_nominal(uint8_t class)
{
    return class == CLASS_NOUN || class == CLASS_NAME || class == CLASS_MOD;
}

/* The adjective of a state or body, or the initials that serve for one: "US", "EU". */
static bool is_state_adjective(const phrase_sentence *ps, uint32_t i)
{
    const unit *u = unit_at(ps, i);
    if (unit_is(u, PHRASE_ADJECTIVE)) return true;
    return unit_is(u, PHRASE_ACTOR) && u->n == 1 && (ps->tokens[i].flags & TOKEN_CAP) &&
           form_in(ps, i, "us u.s. uk u.k. un u.n. eu nato");
}

/* The token behind the adjective of a state at `i`, or 0 where there is none. */
static uint32_t behind_adjective(const phrase_sentence *ps, uint32_t i)
{
    if (i >= ps->n || !is_state_adjective(ps, i)) return 0;
    const unit *u = unit_at(ps, i);
    return u->first == i ? i + u->n : 0;
}

/* "Russian and French troops", "the Russian, the Turkish and the Iranian presidents": adjectives of
 * states that share a noun; `i` is a comma or "and" between them. */
static bool joins_adjectives(const phrase_sentence *ps, uint32_t i)
{
    if (i == 0 || !is_state_adjective(ps, i - 1)) return false;
    for (int steps = 0; steps < MAX_JOINED && i + 2 < ps->n; steps++) {
        bool last = form_in(ps, i, "and or");
        if (!last && !form_in(ps, i, ",")) return false;
        i += form_in(ps, i + 1, "the both") ? 2 : 1;
        i = behind_adjective(ps, i);
        if (i == 0 || i >= ps->n) return false;
        if (last) return is_nominal(ps->class[i]) && !is_state_adjective(ps, i);
    }
    return false;
}

static bool goes_on(const phrase_sentence *ps, uint32_t i, uint32_t start, bool possessed)
{
    switch (ps->class[i]) {
    case CLASS_MOD:
    case CLASS_NOUN:
    case CLASS_NAME:
    case CLASS_NUM: return true;
    case CLASS_DET:
        return i == start || ps->class[i - 1] == CLASS_DET ||
               (form_in(ps, i - 1, ", and") && joins_adjectives(ps, i - 1));
    case CLASS_PART: return takes_participle(ps, i, start, possessed);
    case CLASS_HYPHEN: return i > start && i + 1 < ps->n && ps->class[i + 1] != CLASS_BREAK;
    case CLASS_ADV:
        return i + 1 < ps->n && (i > start || possessed) &&
               (ps->class[i + 1] == CLASS_MOD || ps->class[i + 1] == CLASS_PART ||
                ps->class[i + 1] == CLASS_HYPHEN);
    case CLASS_CC: return joins_adjectives(ps, i);
    default: /* "by-laws" */
        return i > start && (ps->class[i - 1] == CLASS_HYPHEN || joins_adjectives(ps, i));
    }
}

/* Whether a phrase may end in this token. */
static bool is_head(const phrase_sentence *ps, uint32_t i, uint32_t start, bool definite)
{
    uint8_t class = ps->class[i];
    if (class == CLASS_NOUN || class == CLASS_NAME) return true;
    /* "the French", "the displaced" */
    const unit *u = unit_at(ps, i);
    /* "Senate hopeful" */
    if (class == CLASS_MOD && unit_is(u, PHRASE_ROLE) && i > start &&
        (ps->class[i - 1] == CLASS_NOUN || ps->class[i - 1] == CLASS_NAME))
        return true;
    return (class == CLASS_MOD || class == CLASS_PART) && definite && u &&
           (u->kinds & (1u << PHRASE_ADJECTIVE | 1u << PHRASE_ROLE));
}

/* "North Korea test-fired ...", "police baton-charged ...": the noun is part of the verb. */
static bool is_half_of_verb(const phrase_sentence *ps, uint32_t i)
{
    return ps->nodes && i + 2 < ps->n && is_hyphen(ps, i + 1) &&
           ps->nodes[i + 2].upos == UPOS_VERB && ps->nodes[i + 2].xpos != XPOS_VBN;
}

bool chunk_next(const phrase_sentence *ps, uint32_t *at, chunk *out)
{
    while (*at < ps->n) {
        uint32_t start = *at, i = start;
        bool possessed = start > 0 && (ps->class[start - 1] == CLASS_POSS ||
                                       ps->class[start - 1] == CLASS_POSSPRON);
        if (ps->class[start] == CLASS_PRON || ps->class[start] == CLASS_POSSPRON) {
            *out = (chunk){start, start, false, false};
            *at = start + 1;
            return true;
        }
        while (i < ps->n && goes_on(ps, i, start, possessed)) i++;
        *at = i > start ? i : start + 1;
        bool definite = possessed || (i > start && ps->class[start] == CLASS_DET);
        uint32_t end = i;
        while (end > start && !is_head(ps, end - 1, start, definite)) end--;
        if (end > start && is_half_of_verb(ps, end - 1)) {
            end--;
            while (end > start && !is_head(ps, end - 1, start, definite)) end--;
            i = *at; /* no possessive behind it */
        } else if (end < ps->n && ps->class[end] == CLASS_HYPHEN)
            continue;
        if (end == start) continue;
        bool owns = i == end && i < ps->n && ps->class[i] == CLASS_POSS;
        *out = (chunk){start, end - 1, possessed, owns};
        return true;
    }
    return false;
}
