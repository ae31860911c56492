/* Mentions: what in a sentence can be an actor.
 *
 *     [the Malian [adj] Foreign Minister (role) Abdoulaye Diop (name)]   one mention, one nested
 *     [Russia] 's [Foreign Minister (role) Sergey Lavrov (name)]         the second is owned by the first
 *
 * A base noun phrase (chunk.c) is read from its head leftwards: a name, a role noun, a state, a
 * people; what stands before it says whose it is. mention_link.c then ties phrases together: "of
 * ...", appositions. A nominal that is no actor ("agreement") gives no mention, but names and
 * adjectives inside it do.
 */
#include "entity/mention.h"

/* ---- adding ---------------------------------------------------------------------------------- */

static uint32_t article_of(const entity_input *in, uint32_t s)
{
    return in->segs->sentences ? in->segs->sentences[s].article : 0;
}

/* The token that the tree attaches to the rest: the last of the core whose head lies outside. */
static uint32_t head_token(const phrase_sentence *ps, uint32_t first, uint32_t last)
{
    if (!ps->nodes) return last;
    uint32_t found = ENTITY_NONE;
    for (uint32_t i = first; i <= last; i++) {
        uint32_t head = ps->nodes[i].head ? ps->nodes[i].head - 1u : ENTITY_NONE;
        if (head != ENTITY_NONE && head >= first && head <= last) continue;
        unsigned upos = ps->nodes[i].upos;
        if (upos == UPOS_PUNCT || upos == UPOS_DET || upos == UPOS_ADP || upos == UPOS_PART)
            continue;
        if (i == last) return i;
        if (found == ENTITY_NONE) found = i;
    }
    return found == ENTITY_NONE ? last : found;
}

/* A mention of tokens [first, last] of the sentence; ENTITY_NONE when there is no memory. */
static uint32_t mention_add(const mention_work *w, uint32_t first, uint32_t last, uint32_t kind,
                            uint32_t flags)
{
    entities *out = w->out;
    mention *m =
        arena_push(w->mem, &out->mentions, &out->n_mentions, &out->cap_mentions, sizeof *m);
    if (!m) return ENTITY_NONE;
    mention_detail *d =
        arena_push(w->mem, &out->details, &out->n_details, &out->cap_details, sizeof *d);
    if (!d) {
        out->n_mentions--;
        return ENTITY_NONE;
    }
    const phrase_sentence *ps = &w->ps;
    *m = (mention){.sentence = ps->s,
                   .first = ps->base + first,
                   .last = ps->base + last,
                   .head = ps->base + head_token(ps, first, last),
                   .kind = kind,
                   .flags = flags,
                   .entity = ENTITY_NONE};
    *d = (mention_detail){.core_last = ps->base + last,
                          .name_first = ENTITY_NONE,
                          .name_last = ENTITY_NONE,
                          .role = ENTITY_NONE,
                          .role_modifier = ENTITY_NONE,
                          .country = ENTITY_NONE,
                          .owner = ENTITY_NONE,
                          .apposed = ENTITY_NONE,
                          .article = article_of(ps->in, ps->s)};
    return out->n_mentions - 1;
}

static void set_values(const mention_work *w, uint32_t m, const unit *u)
{
    if (m == ENTITY_NONE) return;
    mention_detail *d = &w->out->details[m];
    d->values = u->values;
    d->n_values = u->n_values;
}

/* ---- small questions ------------------------------------------------------------------------- */

static bool is_capitalised(const phrase_sentence *ps, uint32_t i)
{
    return ps->caseless || (ps->tokens[i].flags & TOKEN_CAP);
}

static bool is_plural_token(const phrase_sentence *ps, uint32_t i)
{
    if (ps->nodes) return (ps->nodes[i].features & FEATURE_PLURAL) != 0;
    casus_str form = token_form(ps->in->text->ptr, &ps->tokens[i]);
    return str_ends(form, STR("s")) && !str_ends(form, STR("ss"));
}

static uint32_t definite_flag(const phrase_sentence *ps, const chunk *c)
{
    return c->possessed || form_in(ps, c->first, "the this that these those both")
               ? MENTION_DEFINITE
               : 0;
}

/* "former", "ex-" in [first, last]. */
static uint32_t former_flag(const phrase_sentence *ps, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last && i < ps->n; i++)
        if (form_in(ps, i,
                    "former ex erstwhile ousted deposed toppled onetime retired late ex-president "
                    "ex-premier"))
            return MENTION_FORMER;
    return 0;
}

/* "Russian-backed", "pro-Russian": an adjective in a compound is not the phrase's own. */
static bool in_compound(const phrase_sentence *ps, const unit *u)
{
    uint32_t end = u->first + u->n;
    if (end + 1 < ps->n && ps->class[end] == CLASS_HYPHEN) {
        /* but a "US-based" or "Russian-owned" one is of that state */
        if (form_in(ps, end + 1, "based headquartered owned registered flagged")) return false;
        const unit *next = unit_at(ps, end + 1);
        if (!(next &&
              (next->kinds & (1u << PHRASE_ADJECTIVE | 1u << PHRASE_ACTOR | 1u << PHRASE_ROLE))))
            return true;
    }
    return u->first >= 2 && ps->class[u->first - 1] == CLASS_HYPHEN &&
           form_in(ps, u->first - 2, "pro anti non post pre counter");
}

static uint32_t honorific_flag(const phrase_sentence *ps, uint32_t i)
{
    if (form_in(ps, i, "mr mr. sir lord")) return MENTION_MALE;
    if (form_in(ps, i, "mrs mrs. ms ms. miss lady madame dame")) return MENTION_FEMALE;
    return 0;
}

static bool is_honorific(const phrase_sentence *ps, uint32_t i)
{
    return honorific_flag(ps, i) ||
           form_in(ps, i,
                   "dr dr. prof prof. gen gen. col col. lt lt. maj maj. capt capt. sgt sgt. "
                   "rev rev. sen sen. rep rep. gov gov. hon hon.");
}

static bool is_person_entry(const entity_input *in, uint32_t index)
{
    actor_entry e;
    return actor_book_entry(in->actors, index, &e) && e.kind == ACTOR_PERSON;
}

static bool has_person(const entity_input *in, const unit *u)
{
    for (uint32_t i = 0; u && i < u->n_values; i++)
        if (value_kind(u->values[i]) == PHRASE_ACTOR &&
            is_person_entry(in, value_index(u->values[i])))
            return true;
    return false;
}

/* ---- what a name unit stands for ------------------------------------------------------------- */

static uint32_t kind_of_unit(const phrase_sentence *ps, const unit *u, uint32_t *flags)
{
    const entity_input *in = ps->in;
    if (has_person(in, u)) return MENTION_PERSON;
    uint32_t index = value_of_kind(u->values, u->n_values, PHRASE_ACTOR);
    actor_entry e;
    if (index != ENTITY_NONE && actor_book_entry(in->actors, index, &e))
        return e.kind == ACTOR_BODY ? MENTION_ORG : MENTION_COUNTRY;
    if (unit_is(u, PHRASE_METONYM)) return MENTION_COUNTRY;
    if (unit_is(u, PHRASE_CAPITAL)) {
        *flags |= MENTION_CAPITAL;
        return MENTION_COUNTRY;
    }
    if (unit_is(u, PHRASE_SHORT)) return MENTION_PERSON;
    return unit_is(u, PHRASE_PLACE) ? MENTION_PLACE : MENTION_NAME;
}

/* ---- what stands before the head ------------------------------------------------------------- */

/* "Syrian government shelling", "a police raid": who does it stands before the noun. */
static void add_modifier_role(const mention_work *w, const unit *u, uint32_t first, uint32_t state,
                              uint32_t owner)
{
    static const char *const sectors[] = {"GOV", "MIL", "COP", "REB", "UAF",
                                          "PRM", "OPP", "SPY", "CRM"};
    const phrase_sentence *ps = &w->ps;
    role_noun noun;
    uint32_t role = value_of_kind(u->values, u->n_values, PHRASE_ROLE);
    if (!actor_book_role_noun(ps->in->actors, role, &noun) || !noun.n_sectors ||
        (noun.flags & (ROLE_WEAK | ROLE_NATION | ROLE_QUANTITY | ROLE_CARRY)))
        return;
    if (!text_among(noun.sectors[0], sectors, COUNT(sectors))) return;
    uint32_t start = u->first;
    while (start > first && unit_at(ps, start - 1) &&
           unit_is(unit_at(ps, start - 1), PHRASE_ADJECTIVE))
        start--;
    uint32_t m = mention_add(w, start, u->first + u->n - 1, MENTION_ROLE, 0);
    if (m == ENTITY_NONE) return;
    mention_detail *d = &w->out->details[m];
    d->role = role;
    d->country = state;
    d->owner = owner;
    d->owner_link = owner == ENTITY_NONE ? OWNER_NONE : OWNER_MODIFIER;
}

/* "Kenyan and Ugandan": whether the unit shares the phrase's noun with a state before it. */
static bool joins(const phrase_sentence *ps, const unit *u, uint32_t first, const mention_detail *d)
{
    if (u->first <= first || (d->country == ENTITY_NONE && d->owner == ENTITY_NONE)) return false;
    uint32_t i = u->first - 1;
    if (i > first && form_in(ps, i, "the both")) i--;
    return form_in(ps, i, ", and or");
}

/* Reads the units in [first, end) of a phrase into its detail: adjectives and states say whose it
 * is, role nouns what it is. `m` is the phrase's mention or ENTITY_NONE (a nominal that is no
 * actor); nested mentions are made of each. */
static void read_before(const mention_work *w, uint32_t m, uint32_t first, uint32_t end)
{
    const phrase_sentence *ps = &w->ps;
    uint32_t state = ENTITY_NONE, owner = ENTITY_NONE; /* read so far */
    for (uint32_t i = first; i < end;) {
        const unit *u = unit_at(ps, i);
        if (!u || u->first != i || u->first + u->n > end) {
            i++;
            continue;
        }
        i += u->n;
        bool compound = in_compound(ps, u);
        uint32_t flags = 0, nested = ENTITY_NONE;
        if (unit_is(u, PHRASE_ROLE) &&
            (ps->class[u->first] == CLASS_NOUN || ps->class[u->first] == CLASS_MOD ||
             ps->class[u->first] == CLASS_NAME) &&
            !(u->kinds & (1u << PHRASE_ACTOR))) {
            if (m == ENTITY_NONE && !compound && ps->class[u->first] != CLASS_MOD)
                add_modifier_role(w, u, first, state, owner);
            if (m == ENTITY_NONE || compound) continue;
            mention_detail *d = &w->out->details[m];
            uint32_t role = value_of_kind(u->values, u->n_values, PHRASE_ROLE);
            if (d->role == ENTITY_NONE && w->out->mentions[m].kind == MENTION_PERSON)
                d->role = role;
            else if (d->role_modifier == ENTITY_NONE || w->out->mentions[m].kind != MENTION_PERSON)
                d->role_modifier = role;
            continue;
        }
        uint32_t last = u->first + u->n - 1;
        if (unit_is(u, PHRASE_ADJECTIVE) && !unit_is(u, PHRASE_ACTOR)) {
            nested = mention_add(w, u->first, last, MENTION_COUNTRY, MENTION_ADJ);
            set_values(w, nested, u);
            if (!compound && state == ENTITY_NONE)
                state = value_of_kind(u->values, u->n_values, PHRASE_ADJECTIVE);
            if (m != ENTITY_NONE && !compound) {
                mention_detail *d = &w->out->details[m];
                uint32_t adjective = value_of_kind(u->values, u->n_values, PHRASE_ADJECTIVE);
                if (joins(ps, u, first, d)) mention_share(d, nested);
                else if (d->country == ENTITY_NONE) d->country = adjective;
            }
            continue;
        }
        uint32_t kind = kind_of_unit(ps, u, &flags);
        /* "No option": a surname in the dictionary, a determiner here. */
        if (kind == MENTION_NAME || ps->class[u->first] != CLASS_NAME) continue;
        nested = mention_add(w, u->first, last, kind, flags);
        set_values(w, nested, u);
        if (nested == ENTITY_NONE) return;
        w->out->details[nested].name_first = ps->base + u->first;
        w->out->details[nested].name_last = ps->base + last;
        if (!compound) owner = nested;
        if (m != ENTITY_NONE && !compound && joins(ps, u, first, &w->out->details[m])) {
            mention_share(&w->out->details[m], nested);
        } else if (m != ENTITY_NONE && !compound) {
            w->out->details[m].owner = nested;
            w->out->details[m].owner_link = OWNER_MODIFIER;
        }
    }
}

/* In a person's phrase the role nearest the name is the title, what stands before it a modifier. */
static void order_roles(const mention_work *w, uint32_t m, uint32_t first, uint32_t end)
{
    const phrase_sentence *ps = &w->ps;
    mention_detail *d = &w->out->details[m];
    d->role = d->role_modifier = ENTITY_NONE;
    for (uint32_t i = end; i > first;) {
        const unit *u = unit_at(ps, --i);
        if (!u || !unit_is(u, PHRASE_ROLE) || u->first + u->n - 1 != i || u->first < first)
            continue;
        uint32_t role = value_of_kind(u->values, u->n_values, PHRASE_ROLE);
        if (d->role == ENTITY_NONE) d->role = role;
        else if (d->role_modifier == ENTITY_NONE) d->role_modifier = role;
        i = u->first;
    }
}

/* ---- the kinds of phrases -------------------------------------------------------------------- */

/* "Economic Planning Secretary Solita Monsod": an office, whatever stands before it, where a given
 * name and a surname follow. */
static bool is_title_of(const phrase_sentence *ps, const unit *u, uint32_t last)
{
    role_noun noun;
    uint32_t role = value_of_kind(u->values, u->n_values, PHRASE_ROLE), end = u->first + u->n;
    return actor_book_role_noun(ps->in->actors, role, &noun) && (noun.flags & ROLE_PERSON) &&
           noun.n_sectors && end < last && !unit_is(unit_at(ps, end), PHRASE_ROLE) &&
           !unit_is(unit_at(ps, last), PHRASE_ROLE) && is_capitalised(ps, end);
}

/* "Annual General Debate": a role noun behind a capitalised word that is no title itself is part of
 * a name. */
static bool is_inside_name(const phrase_sentence *ps, uint32_t first, uint32_t last, const unit *u)
{
    if (u->first <= first || !(ps->tokens[u->first].flags & TOKEN_CAP)) return false;
    if (is_title_of(ps, u, last)) return false;
    uint32_t i = u->first - 1;
    uint32_t flags = ps->tokens[i].flags;
    return (flags & TOKEN_CAP) && !(flags & TOKEN_FIRST) && !unit_at(ps, i) &&
           ps->class[i] != CLASS_DET &&
           !form_in(ps, i, "former deputy acting chief senior vice interim first") &&
           !is_honorific(ps, i);
}

/* A word that no dictionary knows, or only as a surname. */
static bool is_bare_name(const unit *u) { return !u || u->kinds == 1u << PHRASE_SHORT; }

/* "Hou-jen": a given name in two parts. */
static bool is_second_part(const phrase_sentence *ps, const chunk *c)
{
    return c->last >= c->first + 2 && ps->class[c->last - 1] == CLASS_HYPHEN &&
           ps->class[c->last - 2] == CLASS_NAME && is_capitalised(ps, c->last - 2) &&
           is_bare_name(unit_at(ps, c->last - 2));
}

/* Where an unknown name that ends in `last` begins: leftwards over capitalised words that are
 * neither role nouns nor adjectives of states. */
static uint32_t name_start(const phrase_sentence *ps, uint32_t first, uint32_t last)
{
    uint32_t start = last;
    while (start > first) {
        uint32_t i = start - 1;
        const unit *u = unit_at(ps, i);
        bool first_name = actor_book_first_name(ps->in->actors, ps->tokens[i].hash) != 0;
        if (ps->class[i] == CLASS_HYPHEN && i > first && is_capitalised(ps, i - 1) &&
            is_bare_name(unit_at(ps, i - 1))) {
            start = i - 1;
            continue;
        }
        bool inner = (ps->tokens[i].flags & TOKEN_CAP) && !(ps->tokens[i].flags & TOKEN_FIRST) &&
                     ps->class[i] == CLASS_MOD;
        if (!is_capitalised(ps, i) ||
            (ps->class[i] != CLASS_NAME && !inner && !(u && unit_is(u, PHRASE_ROLE))) ||
            is_honorific(ps, i))
            break;
        if (u && unit_is(u, PHRASE_ROLE) && !first_name && !is_inside_name(ps, first, last, u)) break;
        if (u && (u->kinds & (1u << PHRASE_ADJECTIVE | 1u << PHRASE_PEOPLE)) && !first_name) break;
        if (u && (u->kinds & (1u << PHRASE_ACTOR | 1u << PHRASE_CAPITAL | 1u << PHRASE_METONYM)) &&
            !first_name)
            break;
        start = u ? u->first : i;
    }
    return start < first ? first : start;
}

static uint32_t gender_of_name(const phrase_sentence *ps, uint32_t first, uint32_t last)
{
    unsigned flags =
        first < last ? actor_book_first_name(ps->in->actors, ps->tokens[first].hash) : 0;
    return flags == (MENTION_MALE | MENTION_FEMALE) ? 0 : flags;
}

static uint32_t honorifics(const phrase_sentence *ps, uint32_t first, uint32_t end)
{
    uint32_t flags = 0;
    for (uint32_t i = first; i < end; i++) flags |= honorific_flag(ps, i);
    return flags;
}

/* A phrase whose head is a proper name that begins at `start`. */
static uint32_t add_named(const mention_work *w, const chunk *c, uint32_t start, const unit *known,
                          uint32_t kind, uint32_t flags)
{
    const phrase_sentence *ps = &w->ps;
    flags |= definite_flag(ps, c) | former_flag(ps, c->first, start);
    if (kind == MENTION_PERSON || kind == MENTION_NAME) {
        uint32_t gender = honorifics(ps, c->first, start + 1);
        flags |= gender ? gender : gender_of_name(ps, start, c->last);
    }
    uint32_t m = mention_add(w, c->first, c->last, kind, flags);
    if (m == ENTITY_NONE) return m;
    while (start < c->last && is_honorific(ps, start)) start++;
    w->out->details[m].name_first = ps->base + start;
    w->out->details[m].name_last = ps->base + c->last;
    if (known) set_values(w, m, known);
    read_before(w, m, c->first, start);
    if (kind == MENTION_PERSON || kind == MENTION_NAME) order_roles(w, m, c->first, start);
    return m;
}

/* "Foreign Ministry", "Justice and Development Party": capitalised role nouns are names as well. */
static void name_of_role(const mention_work *w, uint32_t m, const chunk *c, const unit *u)
{
    const phrase_sentence *ps = &w->ps;
    uint32_t start = c->last + 1;
    while (start > c->first && (ps->tokens[start - 1].flags & TOKEN_CAP) &&
           ps->class[start - 1] != CLASS_DET)
        start--;
    bool first_word = start == 0 || (ps->tokens[start].flags & TOKEN_FIRST);
    if (ps->caseless || start > u->first || c->last - start < 1 ||
        (first_word && start == u->first && u->n < 2))
        return;
    w->out->details[m].name_first = ps->base + start;
    w->out->details[m].name_last = ps->base + c->last;
}

/* "thousands marched", "it killed dozens": people, where they act or are acted upon; but "took the
 * village, killing dozens" means some of those before. */
static bool counts_people(const phrase_sentence *ps, const chunk *c, const role_noun *noun)
{
    if (!noun->n_sectors || !ps->nodes) return false;
    const node *n = &ps->nodes[c->last];
    uint8_t rel = n->deprel;
    if (rel == DEPREL_OBJ && n->head && ps->nodes[n->head - 1].xpos == XPOS_VBG) return false;
    return rel == DEPREL_NSUBJ || rel == DEPREL_NSUBJ_PASS || rel == DEPREL_OBJ;
}

static uint32_t add_role(const mention_work *w, const chunk *c, const unit *u)
{
    const phrase_sentence *ps = &w->ps;
    role_noun noun;
    uint32_t role = value_of_kind(u->values, u->n_values, PHRASE_ROLE);
    if (!actor_book_role_noun(ps->in->actors, role, &noun)) return ENTITY_NONE;
    /* "take part": a count of nothing is nobody. */
    bool of = c->last + 1 < ps->n && form_in(ps, c->last + 1, "of");
    if ((noun.flags & ROLE_QUANTITY) && !of && !counts_people(ps, c, &noun)) {
        read_before(w, ENTITY_NONE, c->first, c->last + 1);
        return ENTITY_NONE;
    }
    uint32_t flags = definite_flag(ps, c) | former_flag(ps, c->first, u->first);
    /* The token that has number: before "of" in "ministers of defence". */
    uint32_t number = u->first;
    while (number < c->last && !form_in(ps, number + 1, "of for in to - on")) number++;
    if (is_plural_token(ps, number) || (noun.flags & ROLE_PLURAL)) flags |= MENTION_PLURAL;
    if (noun.flags & ROLE_MALE) flags |= MENTION_MALE;
    if (noun.flags & ROLE_FEMALE) flags |= MENTION_FEMALE;
    uint32_t m = mention_add(w, c->first, c->last, MENTION_ROLE, flags);
    if (m == ENTITY_NONE) return m;
    w->out->details[m].role = role;
    read_before(w, m, c->first, u->first);
    if (!(noun.flags & ROLE_PERSON)) name_of_role(w, m, c, u);
    return m;
}

/* "Russians", "the French" */
static uint32_t add_people(const mention_work *w, const chunk *c, const unit *u, uint32_t kind)
{
    const phrase_sentence *ps = &w->ps;
    uint32_t flags = definite_flag(ps, c);
    if (is_plural_token(ps, c->last) || unit_is(u, PHRASE_ADJECTIVE)) flags |= MENTION_PLURAL;
    uint32_t m = mention_add(w, c->first, c->last, MENTION_ROLE, flags);
    if (m == ENTITY_NONE) return m;
    w->out->details[m].country = value_of_kind(u->values, u->n_values, kind);
    read_before(w, m, c->first, u->first);
    return m;
}

/* A capitalised word that stands beside a known name makes another name of it: "David Brown", "New
 * York Times". */
static bool joins_name(const phrase_sentence *ps, const chunk *c, const unit *u)
{
    if (u->first <= c->first || !is_capitalised(ps, u->first - 1) ||
        ps->class[u->first - 1] != CLASS_NAME || ps->caseless)
        return false;
    const unit *before = unit_at(ps, u->first - 1);
    if (is_honorific(ps, u->first - 1)) return false;
    if (!before) return !(ps->tokens[u->first - 1].flags & TOKEN_FIRST) ||
                        actor_book_first_name(ps->in->actors, ps->tokens[u->first - 1].hash);
    return before->kinds == 1u << PHRASE_SHORT ||
           (actor_book_first_name(ps->in->actors, ps->tokens[u->first - 1].hash) &&
            !unit_is(before, PHRASE_ROLE));
}

static uint32_t add_unknown(const mention_work *w, const chunk *c)
{
    const phrase_sentence *ps = &w->ps;
    if ((!is_capitalised(ps, c->last) && !is_second_part(ps, c)) || ps->caseless) {
        read_before(w, ENTITY_NONE, c->first, c->last + 1);
        return ENTITY_NONE;
    }
    uint32_t start = name_start(ps, c->first, c->last);
    uint32_t m = add_named(w, c, start, NULL, MENTION_NAME, 0);
    if (m == ENTITY_NONE) return m;
    /* A first name or a person's title before it: a person. */
    role_noun noun;
    mention *x = &w->out->mentions[m];
    bool titled = actor_book_role_noun(ps->in->actors, w->out->details[m].role, &noun) &&
                  (noun.flags & ROLE_PERSON);
    bool honoured = start > c->first && is_honorific(ps, start - 1);
    bool named = start < c->last && actor_book_first_name(ps->in->actors, ps->tokens[start].hash);
    if (titled || named || honoured || (x->flags & (MENTION_MALE | MENTION_FEMALE)))
        x->kind = MENTION_PERSON;
    return m;
}

static bool is_located(const phrase_sentence *ps, uint32_t i)
{
    return i > 0 &&
           form_in(ps, i - 1, "in at near from to of around outside inside towards toward");
}

/* "Mary" and "David" are towns as well, but only behind "in", "near" ... */
static bool is_first_name_alone(const phrase_sentence *ps, const unit *u)
{
    if (u->n > 1 || u->kinds != 1u << PHRASE_PLACE) return false;
    if (!actor_book_first_name(ps->in->actors, ps->tokens[u->first].hash)) return false;
    return !is_located(ps, u->first);
}

static uint32_t add_chunk(const mention_work *w, const chunk *c)
{
    const phrase_sentence *ps = &w->ps;
    const unit *u = unit_at(ps, c->last);
    if (u && (u->first < c->first || u->first + u->n - 1 != c->last)) u = NULL;
    if (!u) {
        /* A name's last part may belong to a unit that began before the phrase. */
        if (ps->class[c->last] == CLASS_NAME || is_second_part(ps, c)) return add_unknown(w, c);
        read_before(w, ENTITY_NONE, c->first, c->last + 1);
        return ENTITY_NONE;
    }
    uint32_t flags = 0;
    if (has_person(ps->in, u)) return add_named(w, c, u->first, u, MENTION_PERSON, 0);
    bool joined = joins_name(ps, c, u);
    if (u->kinds & (1u << PHRASE_ACTOR | 1u << PHRASE_METONYM | 1u << PHRASE_CAPITAL)) {
        if (joined && u->n == 1) return add_unknown(w, c);
        uint32_t kind = kind_of_unit(ps, u, &flags);
        return add_named(w, c, u->first, u, kind, flags);
    }
    if (unit_is(u, PHRASE_ROLE) &&
        !(joined && is_capitalised(ps, c->last) && (u->kinds & (1u << PHRASE_SHORT))))
        return add_role(w, c, u);
    if (unit_is(u, PHRASE_PEOPLE)) return add_people(w, c, u, PHRASE_PEOPLE);
    if (u->kinds & (1u << PHRASE_SHORT | 1u << PHRASE_PLACE)) {
        if (joined || is_first_name_alone(ps, u)) return add_unknown(w, c);
        uint32_t kind = kind_of_unit(ps, u, &flags);
        if (unit_is(u, PHRASE_PLACE) && is_located(ps, u->first)) kind = MENTION_PLACE;
        return add_named(w, c, u->first, u, kind, flags);
    }
    if (unit_is(u, PHRASE_ADJECTIVE) && c->first < c->last && form_in(ps, c->first, "the"))
        return add_people(w, c, u, PHRASE_ADJECTIVE);
    read_before(w, ENTITY_NONE, c->first, c->last + 1);
    return ENTITY_NONE;
}

static uint32_t add_pronoun(const mention_work *w, uint32_t i)
{
    const phrase_sentence *ps = &w->ps;
    uint32_t flags = 0;
    if (form_in(ps, i, "he him his himself")) flags = MENTION_MALE;
    else if (form_in(ps, i, "she her hers herself")) flags = MENTION_FEMALE;
    else if (form_in(ps, i, "they them their themselves we us our ourselves"))
        flags = MENTION_PLURAL;
    if (form_in(ps, i, "i me my myself we us our ourselves")) flags |= MENTION_SPEAKER;
    /* "it is said that ..." stands for nothing. */
    if (ps->nodes && ps->nodes[i].deprel == DEPREL_EXPL) return ENTITY_NONE;
    return mention_add(w, i, i, MENTION_PRONOUN, flags);
}

/* "each other": both parties of what is going on. */
static void add_reciprocals(const mention_work *w)
{
    const phrase_sentence *ps = &w->ps;
    for (uint32_t i = 0; i + 1 < ps->n; i++)
        if ((form_in(ps, i, "each") && form_in(ps, i + 1, "other")) ||
            (form_in(ps, i, "one") && form_in(ps, i + 1, "another")))
            mention_add(w, i, i + 1, MENTION_PRONOUN, MENTION_RECIPROCAL | MENTION_PLURAL);
}

static void find_in_sentence(mention_work *w)
{
    phrase_sentence *ps = &w->ps;
    w->first_mention = w->out->n_mentions;
    uint32_t i = 0, owner = ENTITY_NONE;
    chunk c;
    while (chunk_next(ps, &i, &c)) {
        uint32_t m;
        if (ps->class[c.first] == CLASS_PRON || ps->class[c.first] == CLASS_POSSPRON) {
            m = add_pronoun(w, c.first);
            owner = ps->class[c.first] == CLASS_POSSPRON ? m : ENTITY_NONE;
            continue;
        }
        m = add_chunk(w, &c);
        if (m != ENTITY_NONE && c.possessed && owner != ENTITY_NONE &&
            w->out->mentions[owner].sentence == ps->s) {
            w->out->details[m].owner = owner;
            w->out->details[m].owner_link = OWNER_POSSESSIVE;
            w->out->mentions[m].first = w->out->mentions[owner].first;
        }
        owner = c.possessor ? m : ENTITY_NONE;
    }
    add_reciprocals(w);
    mentions_link(w);
}

void mentions_find(const entity_input *in, arena *mem, entities *out)
{
    mention_work w = {.out = out, .mem = mem};
    uint32_t longest = lexed_longest(in->lexed, in->segs->n_sentences);
    unit *units = arena_alloc(mem, ((size_t)longest + 1) * sizeof *units);
    uint32_t *at = arena_alloc(mem, ((size_t)longest + 1) * sizeof *at);
    uint8_t *class = arena_alloc(mem, (size_t)longest + 1);
    out->mention_at = arena_alloc(mem, ((size_t)in->lexed->n_tokens + 1) * sizeof *out->mention_at);
    if (!arena_ok(mem)) return;
    bool lower = lexed_is_lower_case(in->lexed, in->segs->n_sentences);
    for (uint32_t s = 0; s < in->segs->n_sentences && arena_ok(mem); s++) {
        phrase_sentence *ps = &w.ps;
        *ps = (phrase_sentence){.in = in,
                                .s = s,
                                .base = in->lexed->first[s],
                                .units = units,
                                .at = at,
                                .class = class};
        ps->n = in->lexed->first[s + 1] - ps->base;
        ps->tokens = in->lexed->tokens + ps->base;
        ps->nodes = sentence_is_parsed(in, s) ? in->nodes + ps->base : NULL;
        ps->caseless = sentence_is_caseless(in, s, lower);
        ps->n_units = units_scan(in, s, ps->caseless, units, at);
        chunk_classify(ps);
        find_in_sentence(&w);
    }
    mentions_index(in, out);
}
