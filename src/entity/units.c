/* The dictionary pass over a sentence: which names, role nouns and places stand in it. */
#include "entity/actors.h"

uint32_t value_of_kind(const uint32_t *values, uint32_t n, uint32_t kind)
{
    for (uint32_t i = 0; i < n; i++)
        if (value_kind(values[i]) == kind) return value_index(values[i]);
    return ENTITY_NONE;
}

bool sentence_is_caseless(const entity_input *in, uint32_t s, bool lower_case_text)
{
    if (lower_case_text) return true;
    uint32_t words = 0, upper = 0;
    for (uint32_t i = in->lexed->first[s]; i < in->lexed->first[s + 1]; i++) {
        uint32_t flags = in->lexed->tokens[i].flags;
        if (!(flags & TOKEN_ALPHA) || in->lexed->tokens[i].end - in->lexed->tokens[i].start < 2)
            continue;
        words++;
        if (flags & TOKEN_ALLCAP) upper++;
    }
    /* One word or two may be acronyms. */
    return words >= 3 && upper * 10 >= words * 9;
}

/* Is one of the values a state or a region? */
static bool names_state(const entity_input *in, const phrase_match *m)
{
    for (uint32_t i = 0; i < m->n_values; i++) {
        actor_entry actor;
        place_entry place;
        uint32_t kind = value_kind(m->values[i]), index = value_index(m->values[i]);
        if (kind == PHRASE_ACTOR && actor_book_entry(in->actors, index, &actor) &&
            (actor.kind == ACTOR_COUNTRY || actor.kind == ACTOR_REGION))
            return true;
        if (kind == PHRASE_PLACE && place_book_entry(in->places, index, &place) &&
            strcmp(place.precision, "country") == 0)
            return true;
    }
    return false;
}

/* A body that bears arms: no common word is spelt like it ("extraditables", "carabineros"). */
static bool names_armed_body(const entity_input *in, const phrase_match *m)
{
    static const char *const armed[] = {"REB", "PRM", "UAF", "COP", "CRM"};
    for (uint32_t i = 0; i < m->n_values; i++) {
        actor_entry a;
        actor_role role;
        if (value_kind(m->values[i]) != PHRASE_ACTOR ||
            !actor_book_entry(in->actors, value_index(m->values[i]), &a) || a.kind != ACTOR_BODY ||
            !actor_book_role(in->actors, value_index(m->values[i]), 0, &role))
            continue;
        if (role.n_sectors && text_among(role.sectors[0], armed, COUNT(armed))) return true;
    }
    return false;
}

bool match_is_common_word(const entity_input *in, uint32_t t, const phrase_match *m)
{
    uint32_t kinds = 0;
    for (uint32_t i = 0; i < m->n_values; i++) kinds |= 1u << (value_kind(m->values[i]) & 31u);
    const uint32_t names = 1u << PHRASE_SHORT | 1u << PHRASE_PLACE | 1u << PHRASE_ACTOR;
    if (m->n_tokens != 1 || !(kinds & names) || (kinds & ~(names | 1u << PHRASE_ROLE)) ||
        !in->nodes || !in->nodes[t].lemma.ptr)
        return false;
    bool noun = in->nodes[t].upos == UPOS_PROPN || in->nodes[t].upos == UPOS_NOUN;
    if (noun && names_armed_body(in, m)) return false;
    /* "CAR BOMB" in capitals is not of the Central African Republic */
    bool acronym = (m->flags & PHRASE_UPPER) && in->nodes[t].upos == UPOS_NOUN;
    return in->nodes[t].upos != UPOS_PROPN && (acronym || !names_state(in, m));
}

/* "Vladimir V. Putin": an initial between two words of a name. */
static bool is_initial(const entity_input *in, const token *t)
{
    casus_str form = token_form(in->text->ptr, t);
    bool letter = form.len && form.ptr[0] >= 'A' && form.ptr[0] <= 'Z';
    return letter && (form.len == 1 || (form.len == 2 && form.ptr[1] == '.'));
}

#define NAME_LONGEST 6 /* words of a name with its initial */

/* The person whose name stands at `tokens` with an initial that the books do not have. */
static phrase_match person_with_initial(const entity_input *in, const token *tokens, uint32_t n,
                                        bool caseless)
{
    phrase_match none = {0};
    token bare[NAME_LONGEST];
    uint32_t n_bare = 1;
    if (n < 3 || !(tokens[0].flags & TOKEN_CAP) || !is_initial(in, &tokens[1])) return none;
    bare[0] = tokens[0];
    for (uint32_t i = 2; i < n && n_bare < NAME_LONGEST; i++) bare[n_bare++] = tokens[i];
    phrase_match m = phrases_longest(in->phrases, in->text->ptr, bare, n_bare, caseless);
    actor_entry entry;
    uint32_t index = value_of_kind(m.values, m.n_values, PHRASE_ACTOR);
    if (m.n_tokens < 2 || index == ENTITY_NONE ||
        !actor_book_entry(in->actors, index, &entry) || entry.kind != ACTOR_PERSON)
        return none;
    m.n_tokens++;
    return m;
}

/* Text in lower case has acronyms, too: "bjp", "crpf". The tagger takes them for names, or for
 * nouns, which without a vowel they are not. */
static bool may_be_acronym(const entity_input *in, uint32_t t)
{
    const token *k = &in->lexed->tokens[t];
    uint32_t len = k->end - k->start;
    if (len < 3 || len > 7 || (k->flags & (TOKEN_CAP | TOKEN_DIGIT)) || !in->nodes ||
        !in->nodes[t].lemma.ptr)
        return false;
    if (in->nodes[t].upos == UPOS_PROPN) return true;
    for (uint32_t i = k->start; i < k->end; i++)
        if (strchr("aeiouy", in->text->ptr[i])) return false;
    return in->nodes[t].upos == UPOS_NOUN;
}

/* The phrase at token `t` of the document, `left` tokens before the end of its sentence. */
static phrase_match match_at(const entity_input *in, uint32_t t, uint32_t left, bool caseless)
{
    const token *tokens = in->lexed->tokens + t;
    phrase_match m = phrases_longest(in->phrases, in->text->ptr, tokens, left, caseless);
    if (m.n_tokens || !caseless || !may_be_acronym(in, t)) return m;
    token capital = *tokens;
    capital.flags |= TOKEN_CAP | TOKEN_ALLCAP;
    return phrases_longest(in->phrases, in->text->ptr, &capital, 1, caseless);
}

uint32_t units_scan(const entity_input *in, uint32_t s, bool caseless, unit *out, uint32_t *at)
{
    uint32_t first = in->lexed->first[s], n = in->lexed->first[s + 1] - first, n_units = 0;
    const token *tokens = in->lexed->tokens + first;
    for (uint32_t i = 0; i < n; i++) at[i] = ENTITY_NONE;
    for (uint32_t i = 0; i < n;) {
        phrase_match m = match_at(in, first + i, n - i, caseless),
                     named = person_with_initial(in, tokens + i, n - i, caseless);
        if (named.n_tokens > m.n_tokens) m = named;
        bool common = caseless && m.n_tokens && match_is_common_word(in, first + i, &m) &&
                      value_of_kind(m.values, m.n_values, PHRASE_ROLE) == ENTITY_NONE;
        if (m.n_tokens == 0 || common || !(tokens[i].flags & TOKEN_ALPHA)) {
            i++;
            continue;
        }
        /* "the West" begins here, but "West African" goes further. */
        if (m.n_tokens > 1 && token_in(in, first + i, "the")) {
            phrase_match inner =
                phrases_longest(in->phrases, in->text->ptr, tokens + i + 1, n - i - 1, caseless);
            if (inner.n_tokens + 1 > m.n_tokens) {
                i++;
                continue;
            }
        }
        unit *u = &out[n_units];
        *u = (unit){i, m.n_tokens, m.values, m.n_values, 0};
        for (uint32_t k = 0; k < m.n_values; k++) u->kinds |= 1u << (value_kind(m.values[k]) & 31u);
        for (uint32_t k = 0; k < m.n_tokens; k++) at[i + k] = n_units;
        n_units++;
        i += m.n_tokens;
    }
    return n_units;
}

bool sentence_is_parsed(const entity_input *in, uint32_t s)
{
    uint32_t first = in->lexed->first[s];
    return in->nodes && first < in->lexed->first[s + 1] && in->nodes[first].lemma.ptr != NULL;
}

bool token_in(const entity_input *in, uint32_t t, const char *list)
{
    casus_str form = token_form(in->text->ptr, &in->lexed->tokens[t]);
    char lower[24];
    if (form.len == 0 || form.len > sizeof lower) return false;
    for (size_t i = 0; i < form.len; i++)
        lower[i] =
            form.ptr[i] >= 'A' && form.ptr[i] <= 'Z' ? (char)(form.ptr[i] + 32) : form.ptr[i];
    for (const char *word = list; *word;) {
        const char *end = word;
        while (*end && *end != ' ') end++;
        if ((size_t)(end - word) == form.len && memcmp(word, lower, form.len) == 0) return true;
        word = *end ? end + 1 : end;
    }
    return false;
}

casus_str tokens_text(const entity_input *in, uint32_t first, uint32_t last)
{
    const token *tokens = in->lexed->tokens;
    return (casus_str){in->text->ptr + tokens[first].start, tokens[last].end - tokens[first].start};
}

void mentions_index(const entity_input *in, entities *out)
{
    uint32_t n = in->lexed->n_tokens;
    for (uint32_t i = 0; i < n; i++) out->mention_at[i] = ENTITY_NONE;
    for (uint32_t m = 0; m < out->n_mentions; m++) {
        const mention *x = &out->mentions[m];
        uint32_t *slot = &out->mention_at[x->head];
        if (*slot != ENTITY_NONE) {
            const mention *old = &out->mentions[*slot];
            if (old->last - old->first >= x->last - x->first) continue;
        }
        *slot = m;
    }
    /* Where the tree attaches several tokens of one phrase to the outside, each finds the
     * mention. */
    for (uint32_t m = 0; m < out->n_mentions; m++) {
        const mention *x = &out->mentions[m];
        const mention_detail *d = &out->details[m];
        if ((x->flags & MENTION_ADJ) || !sentence_is_parsed(in, x->sentence)) continue;
        uint32_t base = in->lexed->first[x->sentence];
        for (uint32_t i = x->first; i <= d->core_last; i++) {
            uint32_t head = in->nodes[i].head ? base + in->nodes[i].head - 1 : ENTITY_NONE;
            bool outside = head < x->first || head > x->last || head == ENTITY_NONE;
            if (outside && out->mention_at[i] == ENTITY_NONE && in->nodes[i].upos != UPOS_PUNCT &&
                in->nodes[i].upos != UPOS_DET)
                out->mention_at[i] = m;
        }
    }
}
