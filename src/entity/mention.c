/* Mentions: what in a sentence can be an actor.
 *
 *     [the Malian [adj] Foreign Minister (role) Abdoulaye Diop (name)]   one mention, one nested
 *     [Russia] 's [Foreign Minister (role) Sergey Lavrov (name)]         the second is owned by the first
 *
 * A base noun phrase (chunk.c) is read from its head leftwards: a name (mention_name.c), a role noun,
 * a state, a people; what stands before it says whose it is (mention_before.c). mention_link.c then
 * ties phrases together: "of ...", appositions. A nominal that is no actor ("agreement") gives no mention, but names and
 * adjectives inside it do.
 */
#include "entity/mention.h"

static bool is_plural_token(const phrase_sentence *ps, uint32_t i)
{
    if (ps->nodes) return (ps->nodes[i].features & FEATURE_PLURAL) != 0;
    casus_str form = token_form(ps->in->text->ptr, &ps->tokens[i]);
    return str_ends(form, STR("s")) && !str_ends(form, STR("ss"));
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
    while (n->deprel == DEPREL_NMOD && n->head > c->first && n->head <= c->last)
        n = &ps->nodes[n->head - 1]; /* "tens of thousands" */
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
        mention_read_before(w, ENTITY_NONE, c->first, c->last + 1);
        return ENTITY_NONE;
    }
    uint32_t flags = mention_definite(ps, c) | mention_former(ps, c->first, u->first);
    /* The token that has number: before "of" in "ministers of defence". */
    uint32_t number = u->first;
    while (number < c->last && !form_in(ps, number + 1, "of for in to - on")) number++;
    if (is_plural_token(ps, number) || (noun.flags & ROLE_PLURAL)) flags |= MENTION_PLURAL;
    if (noun.flags & ROLE_MALE) flags |= MENTION_MALE;
    if (noun.flags & ROLE_FEMALE) flags |= MENTION_FEMALE;
    uint32_t m = mention_add(w, c->first, c->last, MENTION_ROLE, flags);
    if (m == ENTITY_NONE) return m;
    w->out->details[m].role = role;
    mention_read_before(w, m, c->first, u->first);
    if (!(noun.flags & ROLE_PERSON)) name_of_role(w, m, c, u);
    return m;
}

/* "Russians", "the French" */
static uint32_t add_people(const mention_work *w, const chunk *c, const unit *u, uint32_t kind)
{
    const phrase_sentence *ps = &w->ps;
    uint32_t flags = mention_definite(ps, c);
    if (is_plural_token(ps, c->last) || unit_is(u, PHRASE_ADJECTIVE)) flags |= MENTION_PLURAL;
    uint32_t m = mention_add(w, c->first, c->last, MENTION_ROLE, flags);
    if (m == ENTITY_NONE) return m;
    w->out->details[m].country = value_of_kind(u->values, u->n_values, kind);
    mention_read_before(w, m, c->first, u->first);
    return m;
}

static uint32_t add_chunk(const mention_work *w, const chunk *c)
{
    const phrase_sentence *ps = &w->ps;
    const unit *u = unit_at(ps, c->last);
    if (u && (u->first < c->first || u->first + u->n - 1 != c->last)) u = NULL;
    if (!u) {
        /* A name's last part may belong to a unit that began before the phrase. */
        if (ps->class[c->last] == CLASS_NAME || phrase_is_second_part(ps, c))
            return mention_add_unknown(w, c);
        mention_read_before(w, ENTITY_NONE, c->first, c->last + 1);
        return ENTITY_NONE;
    }
    uint32_t flags = 0;
    if (unit_has_person(ps->in, u)) return mention_add_named(w, c, u->first, u, MENTION_PERSON, 0);
    bool joined = phrase_joins_name(ps, c, u);
    if (u->kinds & (1u << PHRASE_ACTOR | 1u << PHRASE_METONYM | 1u << PHRASE_CAPITAL)) {
        if (joined && u->n == 1) return mention_add_unknown(w, c);
        uint32_t kind = unit_mention_kind(ps, u, &flags);
        return mention_add_named(w, c, u->first, u, kind, flags);
    }
    if (unit_is(u, PHRASE_ROLE) &&
        !(joined && phrase_is_capitalised(ps, c->last) && (u->kinds & (1u << PHRASE_SHORT))))
        return add_role(w, c, u);
    if (unit_is(u, PHRASE_PEOPLE)) return add_people(w, c, u, PHRASE_PEOPLE);
    if (u->kinds & (1u << PHRASE_SHORT | 1u << PHRASE_PLACE)) {
        if (joined || phrase_is_first_name_alone(ps, u)) return mention_add_unknown(w, c);
        uint32_t kind = unit_mention_kind(ps, u, &flags);
        if (unit_is(u, PHRASE_PLACE) && phrase_is_located(ps, u->first)) kind = MENTION_PLACE;
        return mention_add_named(w, c, u->first, u, kind, flags);
    }
    if (unit_is(u, PHRASE_ADJECTIVE) && c->first < c->last && form_in(ps, c->first, "the"))
        return add_people(w, c, u, PHRASE_ADJECTIVE);
    mention_read_before(w, ENTITY_NONE, c->first, c->last + 1);
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
