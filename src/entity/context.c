/* The state of those who are named by their office alone: "police", "the rebels", "thousands of
 * protesters".
 *
 * A story that speaks of one state means that state's police. The state of the places named beside
 * them in the sentence comes first, then that of the actors ("Cuban police detained activists"),
 * else the state that the article mostly speaks of; where two are spoken of alike, nobody is
 * guessed. Runs after coreference; what it adds has low confidence. */
#include "entity/actors.h"

#define MAX_STATES 64 /* told apart in one article; more than any story has */

typedef struct tally {
    const char *codes[MAX_STATES];
    uint32_t weights[MAX_STATES];
    uint32_t n, sum;
} tally;

static bool is_state(const char *code)
{
    static const char *const bodies[] = {"UNO", "EUR", "IGO", "NGO",
                                         "ISM", "IMG", "MNC", "VAT"};
    if (text_among(code, bodies, COUNT(bodies))) return false;
    return true;
}

static void count(tally *t, const char *code, uint32_t weight)
{
    if (!code || !is_state(code)) return;
    t->sum += weight;
    for (uint32_t i = 0; i < t->n; i++) {
        if (strcmp(t->codes[i], code) != 0) continue;
        t->weights[i] += weight;
        return;
    }
    if (t->n == MAX_STATES) return;
    t->codes[t->n] = code;
    t->weights[t->n++] = weight;
}

/* The states that a sentence names; more than four are as good as all. */
typedef struct named_states {
    const char *codes[4];
    uint32_t n;
} named_states;

static bool named_has(const named_states *self, const char *code)
{
    for (uint32_t i = 0; code && i < self->n; i++)
        if (strcmp(self->codes[i], code) == 0) return true;
    return false;
}

static void named_add(named_states *self, const char *code)
{
    if (code && is_state(code) && !named_has(self, code) && self->n < 4)
        self->codes[self->n++] = code;
}

static const char *named_only(const named_states *self)
{
    return self->n == 1 ? self->codes[0] : NULL;
}

/* The state that has at least half of all mentions, or two fifths and twice as many as the next. */
static const char *main_state(const tally *t)
{
    uint32_t best = 0, second = 0;
    const char *code = NULL;
    for (uint32_t i = 0; i < t->n; i++) {
        if (t->weights[i] > best) {
            second = best;
            best = t->weights[i];
            code = t->codes[i];
        } else if (t->weights[i] > second)
            second = t->weights[i];
    }
    bool most = best * 2 >= t->sum, clear = best * 5 >= t->sum * 2 && best >= second * 2;
    return best > second && (most || clear) ? code : NULL;
}

static const char *place_state(const entity_input *in, const place_mention *p)
{
    place_entry entry;
    return place_book_entry(in->places, p->entry, &entry) ? entry.country : NULL;
}

/* The state of the place that begins at tokens[0]; NULL where none does. */
static const char *state_of_place(const entity_input *in, const token *tokens, uint32_t n)
{
    phrase_match match = phrases_longest(in->phrases, in->text->ptr, tokens, n, true);
    for (uint32_t i = 0; i < match.n_values; i++) {
        uint32_t kind = match.values[i] >> 24, index = match.values[i] & 0xFFFFFF;
        place_entry place;
        actor_role role;
        if (kind == PHRASE_PLACE && place_book_entry(in->places, index, &place) && place.country)
            return place.country;
        if ((kind == PHRASE_CAPITAL || kind == PHRASE_ACTOR) &&
            actor_book_role(in->actors, index, 0, &role))
            return role.code;
    }
    return NULL;
}

#define DATELINE_LONGEST 60u /* bytes from its place to its region */

/* Where the region behind a dateline's place ends: "TOWER, Minn. (AP) --". */
static uint32_t dateline_end(const entity_input *in, const article *a, uint32_t at)
{
    uint32_t limit = at + DATELINE_LONGEST < a->end ? at + DATELINE_LONGEST : a->end;
    while (at < limit && !strchr("(/-:\n\xE2", in->text->ptr[at])) at++;
    return at;
}

/* "PESHAWAR (Reuters) -", "PARIS, Texas (AP) --": the state where the story was filed. The region
 * goes before the place. */
static const char *dateline_state(const entity_input *in, const article *a, arena *mem)
{
    if (!a->dateline_place.len) return NULL;
    uint32_t start = (uint32_t)(a->dateline_place.ptr - in->text->ptr), n = 0, cap = 0,
             end = dateline_end(in, a, start + (uint32_t)a->dateline_place.len);
    token *tokens = NULL;
    lex_stretch(in->text->ptr, start, end, a->first_sentence, mem, &tokens, &n, &cap);
    if (n == 0 || !tokens) return NULL;
    for (uint32_t i = 1; i + 1 < n; i++) {
        const char *region = in->text->ptr[tokens[i].start] == ','
                                 ? state_of_place(in, tokens + i + 1, n - i - 1)
                                 : NULL;
        if (region) return region;
    }
    return state_of_place(in, tokens, n);
}

/* A role noun, and a body called by one: "the United Harvest Party"; not "European leaders". */
static bool is_office(const entities *out, const entity *e)
{
    if (e->kind != MENTION_ROLE || e->first_mention >= out->n_mentions) return false;
    return !e->name.len || out->details[e->first_mention].name_first != ENTITY_NONE;
}

static bool wants_state(const entities *out, const entity *e)
{
    static const char *const sectors[] = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "PTY",
                                          "SOC", "REB", "UAF", "PRM", "LAB", "CVL", "EDU", "REL", "AGR",
                                          "ELI", "MED", "CRM", "JRN"};
    bool office = is_office(out, e);
    bool person = e->kind == MENTION_PERSON; /* "Information Minister Osman Dubbe", whom no list knows */
    if (e->code || !(office || person) || e->book != ENTITY_NONE || !e->n_sectors ||
        e->members[0] != ENTITY_NONE)
        return false;
    return text_among(e->sectors[0], sectors, COUNT(sectors));
}

/* "Iran-backed militias", "anti-American protests": a state that is only spoken of. */
static bool is_in_compound(const entity_input *in, const mention *m)
{
    uint32_t first = in->lexed->first[m->sentence], end = in->lexed->first[m->sentence + 1];
    if (m->last + 2 < end && token_in(in, m->last + 1, "-") &&
        token_in(in, m->last + 2, "backed supported sponsored funded financed trained armed supplied "
                                  "aligned allied made built born educated brokered mediated"))
        return true;
    return m->first >= first + 2 && token_in(in, m->first - 1, "-") &&
           token_in(in, m->first - 2, "anti pro non");
}

/* "foreign counterparts", "Western diplomats", "neighbouring armies": expressly not of the state
 * spoken of. But the foreign minister is. */
static bool is_from_elsewhere(const entity_input *in, const mention *m)
{
    static const char *const words[] = {"counterpart",   "counterparts", "foreign",     "western",
                                        "international", "neighbouring", "neighboring", "other",
                                        "allied",        "multinational"};
    static const char *const own[] = {"minister", "ministry",   "ministers", "secretary",
                                      "office",   "department", "affairs"};
    for (uint32_t i = m->first; i <= m->last; i++) {
        casus_str form = token_form(in->text->ptr, &in->lexed->tokens[i]);
        for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
            if (!str_eq_nocase(form, str_from(words[k]))) continue;
            bool office = false;
            for (size_t o = 0; i < m->last && o < sizeof own / sizeof own[0]; o++)
                office |= str_eq_nocase(token_form(in->text->ptr, &in->lexed->tokens[i + 1]),
                                        str_from(own[o]));
            if (!office) return true;
        }
    }
    return false;
}

/* Peacekeepers, envoys and migrants stand on another state's soil: whoever attacks or meets them
 * there need not be of theirs. */
static bool is_abroad(const entity_input *in, const mention_detail *d)
{
    static const char *const names[] = {"peacekeeper", "embassy", "ambassador", "diplomat",
                                        "aid worker",  "aid agency", "charity", "aid group",
                                        "relief worker", "tourist",     "refugee", "migrant",    "expatriate",
                                        "envoy",       "pilgrim", "foreigner"};
    role_noun noun;
    if (!actor_book_role_noun(in->actors, d->role, &noun)) return false;
    return text_among(noun.name, names, COUNT(names));
}

/* Settlers in Palestine are Israel's. */
static const char *state_of_settlers(const entity_input *in, const mention_detail *d, const char *code)
{
    role_noun noun;
    bool settler = code && strcmp(code, "PSE") == 0 &&
                   actor_book_role_noun(in->actors, d->role, &noun) &&
                   strcmp(noun.name, "settler") == 0;
    return settler ? "ISR" : code;
}

/* "detained in the Seychelles": a state or capital that is where it happens. */
static bool is_where(const entity_input *in, const mention *m)
{
    return m->kind == MENTION_COUNTRY && !(m->flags & MENTION_ADJ) &&
           m->first > in->lexed->first[m->sentence] &&
           token_in(in, m->first - 1, "in at near inside outside across around throughout");
}

/* Not "Tokyo" where it is Japan: "the treaty with Tokyo". */
static bool is_place(const entity_input *in, const entities *out, const place_mention *p)
{
    uint32_t m = out->mention_at[p->head];
    if (m != ENTITY_NONE && is_in_compound(in, &out->mentions[m])) return false;
    return m == ENTITY_NONE || !(out->mentions[m].flags & MENTION_CAPITAL) ||
           is_where(in, &out->mentions[m]);
}

static const char *state_at(const entity_input *in, const entities *out, uint32_t token, uint32_t s)
{
    if (token < in->lexed->first[s] || token >= in->lexed->first[s + 1]) return NULL;
    uint32_t m = out->mention_at[token];
    if (m == ENTITY_NONE || out->mentions[m].entity == ENTITY_NONE) return NULL;
    const char *code = out->entities[out->mentions[m].entity].code;
    return code && is_state(code) ? code : NULL;
}

/* "the generals in Freetown": the state of the place right behind. */
static const char *state_behind(const entity_input *in, const entities *out, const mention *m)
{
    uint32_t end = in->lexed->first[m->sentence + 1], i = m->last + 2;
    if (i >= end || !token_in(in, i - 1, "in at near around across")) return NULL;
    uint32_t p = out->place_at[i], at = out->mention_at[i];
    if (p != ENTITY_NONE) return place_state(in, &out->places[p]);
    return at != ENTITY_NONE && out->mentions[at].kind == MENTION_COUNTRY
               ? state_at(in, out, i, m->sentence)
               : NULL;
}

/* "63 people, mostly Syrians", "twelve men, all of them Iraqis": the state that a bare role is said
 * to be of. */
static const char *state_told(const entity_input *in, const entities *out, const entity *e)
{
    if (e->code || e->kind != MENTION_ROLE || e->name.len || e->first_mention >= out->n_mentions)
        return NULL;
    const mention *m = &out->mentions[e->first_mention];
    uint32_t end = in->lexed->first[m->sentence + 1], i = m->last + 2;
    if (!(m->flags & MENTION_PLURAL) || i >= end || !token_in(in, i - 1, ", ( - --") ||
        !token_in(in, i, "mostly mainly largely chiefly predominantly overwhelmingly all both most "
                         "many"))
        return NULL;
    for (uint32_t k = i + 1; k < end && k < i + 5 && !token_in(in, k, ", ; . )"); k++) {
        uint32_t at = out->mention_at[k];
        const char *code = state_at(in, out, k, m->sentence);
        if (code && out->mentions[at].kind != MENTION_PRONOUN) return code;
    }
    return NULL;
}

/* "talks between the Philippine government and the rebels": the state of whom the tree joins with
 * them. */
static const char *partner_state(const entity_input *in, const entities *out, const mention *m)
{
    uint32_t base = in->lexed->first[m->sentence], end = in->lexed->first[m->sentence + 1];
    const node *n = &in->nodes[m->head];
    if (!n->head) return NULL;
    if (n->deprel == DEPREL_CONJ) return state_at(in, out, base + n->head - 1u, m->sentence);
    for (uint32_t i = m->head + 1; i < end; i++)
        if (in->nodes[i].deprel == DEPREL_CONJ && base + in->nodes[i].head == m->head + 1u)
            return state_at(in, out, i, m->sentence);
    return NULL;
}

/* Institutions act in the name of a state that is spoken of; rebels and residents may be anyone's. */
static bool is_of_state(const char *sector)
{
    static const char *const sectors[] = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY"};
    return text_among(sector, sectors, COUNT(sectors));
}

/* Residents, rebels and gunmen are those of the place where it happens, whoever else is there. */
static bool is_local(const char *sector)
{
    static const char *const sectors[] = {"CVL", "REB", "UAF", "CRM", "EDU", "AGR", "REL", "MED"};
    return text_among(sector, sectors, COUNT(sectors));
}

/* The place's state before the actors' before the story's; but the story's own where the sentence
 * speaks of it, too. */
static const char *choose_state(const entity *e, const named_states *places, const named_states *actors,
                                const char *story)
{
    const char *place = named_only(places), *who = named_only(actors);
    /* a government acts abroad, police do not: "... met in New York, the ministry said" */
    if (place && actors->n && !named_has(actors, place) && strcmp(e->sectors[0], "GOV") == 0)
        return named_has(actors, story) ? story : actors->codes[0];
    if (place && is_local(e->sectors[0])) return place;
    if (place && !named_has(actors, place)) return named_has(actors, story) ? story : place;
    if (place && named_has(actors, story)) return story;
    if (place || who || story) return place ? place : who ? who : story;
    /* "Malian Foreign Minister Diop met his Russian counterpart, the ministry said": whoever comes first */
    return actors->n && is_of_state(e->sectors[0]) ? actors->codes[0] : NULL;
}

static bool is_sector(const entity *e, const char *sector)
{
    return e->n_sectors > 0 && strcmp(e->sectors[0], sector) == 0;
}

/* "an officer", "officers" and no more. */
static bool is_bare_officer(const entity_input *in, const entities *out, uint32_t i)
{
    const entity *e = &out->entities[i];
    if (!is_sector(e, "MIL") || e->kind != MENTION_ROLE || e->name.len ||
        e->first_mention >= out->n_mentions)
        return false;
    role_noun noun;
    return actor_book_role_noun(in->actors, out->details[e->first_mention].role, &noun) &&
           strcmp(noun.name, "officer") == 0;
}

/* "officers detained a reporter", "officers fired tear gas": the work of police, but not "officers
 * seized power and detained the president". */
static bool is_police_work(const entity_input *in, uint32_t sentence)
{
    static const char words[] = "arrest arrested arresting arrests detain detained detaining custody "
                                "tear teargas baton batons truncheons pepper handcuffed raided "
                                "searched suspect suspects protesters demonstrators rioters";
    static const char revolt[] = "power coup putsch junta overthrew overthrown toppled ousted mutiny "
                                 "mutinied rebellion";
    bool work = false;
    for (uint32_t t = in->lexed->first[sentence]; t < in->lexed->first[sentence + 1]; t++) {
        if (token_in(in, t, revolt)) return false;
        work |= token_in(in, t, words);
    }
    return work;
}

/* Officers of a story about police and no soldiers are policemen; so are those who do their work in
 * a story about neither. */
static void context_officers(const entity_input *in, arena *mem, entities *out)
{
    enum { POLICE = 1, ARMY = 2 };
    uint32_t n_articles = in->segs->n_articles;
    uint8_t *speaks_of = arena_alloc(mem, (size_t)n_articles + 1);
    if (!speaks_of) return;
    for (uint32_t i = 0; i < out->n_mentions; i++) {
        const mention *m = &out->mentions[i];
        if (m->entity == ENTITY_NONE || is_bare_officer(in, out, m->entity)) continue;
        uint8_t *of = &speaks_of[in->segs->sentences[m->sentence].article];
        if (is_sector(&out->entities[m->entity], "COP")) *of |= POLICE;
        if (is_sector(&out->entities[m->entity], "MIL")) *of |= ARMY;
    }
    for (uint32_t i = 0; i < out->n_entities; i++) {
        if (!is_bare_officer(in, out, i)) continue;
        uint32_t s = out->mentions[out->entities[i].first_mention].sentence;
        uint8_t of = speaks_of[in->segs->sentences[s].article];
        if (of == POLICE || (of == 0 && is_police_work(in, s))) out->entities[i].sectors[0] = "COP";
    }
}

void context_states(const entity_input *in, arena *mem, entities *out)
{
    uint32_t n_articles = in->segs->n_articles, n_sentences = in->segs->n_sentences;
    if (n_articles == 0 || n_sentences == 0) return;
    context_officers(in, mem, out);
    const char **main_states = arena_alloc(mem, n_articles * sizeof *main_states);
    /* by the places that a sentence names */
    named_states *places = arena_alloc(mem, n_sentences * sizeof *places);
    named_states *actors = arena_alloc(mem, n_sentences * sizeof *actors); /* by its actors */
    tally *t = arena_alloc(mem, sizeof *t);
    if (!main_states || !places || !actors || !t) return;
    for (uint32_t i = 0; i < out->n_places; i++)
        if (is_place(in, out, &out->places[i])) named_add(&places[out->places[i].sentence], place_state(in, &out->places[i]));
    for (uint32_t i = 0, abroad = 0; i < out->n_mentions; i++) {
        const mention *x = &out->mentions[i];
        if (is_abroad(in, &out->details[i])) abroad = x->last + 1; /* and whatever it holds */
        if (x->entity == ENTITY_NONE || x->first < abroad || is_in_compound(in, x) ||
            entity_is_world_press(&out->entities[x->entity]))
            continue;
        named_add(is_where(in, x) ? &places[x->sentence] : &actors[x->sentence],
                  out->entities[x->entity].code);
    }
    uint32_t m = 0, p = 0;
    /* mentions and places stand in the order of the text */
    for (uint32_t a = 0; a < n_articles; a++) {
        uint32_t end = in->segs->articles[a].first_sentence + in->segs->articles[a].n_sentences;
        *t = (tally){0};
        count(t, dateline_state(in, &in->segs->articles[a], mem), 3);
        for (; m < out->n_mentions && out->mentions[m].sentence < end; m++)
            if (out->mentions[m].entity != ENTITY_NONE && !is_in_compound(in, &out->mentions[m]) &&
                !entity_is_world_press(&out->entities[out->mentions[m].entity]))
                count(t, out->entities[out->mentions[m].entity].code,
                      out->mentions[m].flags & MENTION_ADJ ? 1 : 2);
        for (; p < out->n_places && out->places[p].sentence < end; p++)
            count(t, place_state(in, &out->places[p]), 2);
        main_states[a] = main_state(t);
    }
    for (uint32_t i = 0; i < out->n_entities; i++) {
        entity *e = &out->entities[i];
        const char *told = state_told(in, out, e);
        if (told) e->code = told;
        if (!wants_state(out, e) || e->first_mention >= out->n_mentions) continue;
        const mention *first = &out->mentions[e->first_mention];
        uint32_t s = first->sentence;
        if (is_from_elsewhere(in, first) || is_abroad(in, &out->details[e->first_mention])) continue;
        const char *main = main_states[in->segs->sentences[s].article];
        /* a named minister may well act on the state that the sentence names: "Dubbe accused Nairobi" */
        const char *partner = state_behind(in, out, first);
        if (!partner) partner = partner_state(in, out, first);
        if (e->kind != MENTION_PERSON)
            e->code = actor_congress_state(
                in, first, partner ? partner : choose_state(e, &places[s], &actors[s], main));
        else if (!named_has(&actors[s], main))
            e->code = main;
        e->code = state_of_settlers(in, &out->details[e->first_mention], e->code);
        if (e->code) e->confidence *= 0.6f;
        e->guessed = e->code != NULL;
    }
}
