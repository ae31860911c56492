/* From a token to who it is: the actor that is mentioned there, or the one that a measure ("dozens
 * of"), a thing ("the embassy of Iran"), an instrument ("Russian missiles") or a place stands
 * for. */
#include "code/argument.h"
#include "code/clause.h"

static bool sector_is_political(const char *sector)
{
    static const char *const names[] = {"GOV", "MIL", "COP", "JUD", "LEG", "PTY", "REB", "OPP",
                                        "PRM", "SPY", "UAF", "PRE", "ELI"};
    return text_among(sector, names, COUNT(names));
}

/* Companies; not development banks. */
static bool is_business(const coded_actor *a)
{
    static const char *const bodies[] = {"IGO", "UNO", "EUR"};
    return a->code && !text_among(a->code, bodies, COUNT(bodies)) && a->n_sectors == 1 && strcmp(a->sectors[0], "BUS") == 0;
}

/* "Kwame Adjei": a name of two or three words that no list knows is a person's where it speaks. */
static bool is_full_name(const entity *e)
{
    uint32_t words = 1;
    if (e->kind != MENTION_NAME || !e->name.len || e->flags & MENTION_PLURAL) return false;
    for (size_t i = 0; i < e->name.len; i++) words += e->name.ptr[i] == ' ';
    return words == 2 || words == 3;
}

/* Without a sector a state is one, and a group of its own ("the Syrian side"); a person or body of
 * which nothing is known but the state is just one of its citizens. */
static bool is_state(const entity *e)
{
    bool named = e->kind == MENTION_PERSON || e->kind == MENTION_NAME;
    return e->code != NULL && (e->book != ENTITY_NONE || !named);
}

void referent_fill(const code_input *in, uint32_t entity_index, bool bare, coded_actor *out)
{
    const entity *e = &in->who->entities[entity_index];
    out->entity = entity_index;
    out->code = e->code;
    out->body = e->body;
    out->n_sectors = bare ? 0 : e->n_sectors;
    if (!bare) memcpy(out->sectors, e->sectors, sizeof out->sectors);
    out->name = e->name;
    out->person = e->kind == MENTION_PERSON || is_full_name(e);
    /* a country; its companies and citizens are not; the Holy See's clergy is its state */
    out->political = e->code != NULL && ((out->n_sectors == 0 && (bare || is_state(e))) ||
                                         strcmp(e->code, "VAT") == 0);
    for (uint32_t i = 0; i < out->n_sectors; i++)
        out->political |= sector_is_political(out->sectors[i]);
    actor_entry entry;
    if (e->book != ENTITY_NONE && actor_book_entry(in->in->actors, e->book, &entry))
        out->political |=
            entry.kind == ACTOR_REGION || (entry.kind == ACTOR_BODY && !is_business(out));
}

#define LONG_BEFORE 31 /* days before the article in which an office may have changed hands */

static bool is_in_role(const coded_actor *a, const actor_role *role, bool former)
{
    const char *sector = former ? "ELI" : role->n_sectors ? role->sectors[0] : "";
    return a->code && role->code && strcmp(a->code, role->code) == 0 &&
           strcmp(a->n_sectors ? a->sectors[0] : "", sector) == 0;
}

void referent_as_of(const code_input *in, int32_t published, const coded_date *date, coded_actor *a)
{
    actor_entry book;
    actor_role now, then;
    bool former_now, former_then;
    if (a->entity == ENTITY_NONE || published == CASUS_NO_DAY || date->from == CASUS_NO_DAY ||
        date->to == CASUS_NO_DAY || date->to > published - LONG_BEFORE)
        return;
    uint32_t entry = in->who->entities[a->entity].book;
    if (!actor_book_entry(in->in->actors, entry, &book) || book.kind != ACTOR_PERSON) return;
    int32_t day = date->from + (date->to - date->from) / 2;
    if (!actor_book_role_on(in->in->actors, entry, published, &now, &former_now) ||
        !actor_book_role_on(in->in->actors, entry, day, &then, &former_then) || former_then ||
        day < then.from || !is_in_role(a, &now, former_now)) /* a title in the text said more */
        return;
    a->code = then.code;
    a->body = then.body;
    a->n_sectors = then.n_sectors;
    memcpy(a->sectors, then.sectors, sizeof a->sectors);
    for (uint32_t i = 0; i < a->n_sectors; i++) a->political |= sector_is_political(a->sectors[i]);
}

void actor_of_mention(const code_input *in, uint32_t mention_index, coded_actor *out)
{
    const mention *m = &in->who->mentions[mention_index];
    *out = (coded_actor){.first = m->first, .last = m->last, .entity = m->entity};
    out->each_other = (m->flags & MENTION_RECIPROCAL) != 0;
    /* "Paris" is France, not its government in particular */
    if (m->entity != ENTITY_NONE)
        referent_fill(in, m->entity, (m->flags & MENTION_CAPITAL) != 0, out);
}

static uint32_t mention_of(const sentence_work *w, uint32_t token)
{
    return w->mention_of[token];
}

/* Nouns that measure or group what follows "of". */
static bool is_measure(const tree *t, uint32_t i)
{
    static const char *const words[] = {
        "number",   "group", "dozen",  "hundred", "thousand", "score", "handful", "series",
        "majority", "pair",  "couple", "crowd",   "million",  "ten",   "team",    "band",
        "one",      "some",  "many",   "most",    "several",  "all",   "both",    "rest",
        "remnant",  "unit",  "column", "element", "contingent", "busload", "boatload", "batch",
        "wave",     "half",  "part",   "section", "throng",   "swathe", "host",   "plenty",
        "pocket",   "gang",  "squad",  "cell",    "swarm",    "horde",  "remainder"};
    if (tree_lemma_among(t, i, words, COUNT(words))) return true;
    return t->nodes[i].upos == UPOS_NUM;
}

/* Things whose owner acts through them: "Russian missiles hit ...", "a bomb laid by the Taliban",
 * "a decision by the court". */
static bool is_instrument(const tree *t, uint32_t i)
{
    static const char *const words[] = {
        /* craft */
        "jet", "warplane", "plane", "aircraft", "airplane", "aeroplane", "fighter", "bomber",
        "drone", "helicopter", "gunship", "tank", "ship", "warship", "vessel", "boat", "gunboat",
        "cutter", "frigate", "destroyer", "submarine", "trawler", "tanker", "convoy", "vehicle",
        "flotilla", "airliner", "bulldozer",
        /* arms and what is done with them */
        "missile", "rocket", "artillery", "shell", "mortar", "bomb", "gun", "weapon", "mine",
        "explosive", "airstrike", "strike", "fire", "gunfire", "shelling", "bombing", "bombardment",
        "barrage", "raid", "attack", "assault", "ambush", "offensive", "airpower", "malware",
        "explosion", "blast", "grenade", "device", "shot", "bullet", "landmine", "ied", "rocket-fire",
        /* words */
        "statement", "decision", "decree", "letter", "note", "order", "ruling", "verdict", "law",
        "bill", "resolution", "vote", "veto", "move", "message", "report", "communique",
        "declaration", "warrant", "editorial", "measure",
        /* bodies */
        "embassy", "consulate", "mission", "parliament", "capital", "regime", "administration",
        "delegation", "side", "leadership", "hierarchy", "envoy", "team", "contingent"};
    return tree_lemma_among(t, i, words, COUNT(words));
}

bool referent_is_actor(const sentence_work *w, uint32_t token)
{
    uint32_t m = mention_of(w, token);
    return m != ENTITY_NONE && w->in->who->mentions[m].kind != MENTION_PLACE;
}

/* "blasts thought to have been caused by ...": the deed, not the belief. */
static uint32_t believed_deed(const tree *t, uint32_t participle)
{
    static const char *const verbs[] = {"believe", "think",   "say",    "report",
                                        "suspect", "presume", "allege", "know"};
    uint32_t deed = tree_child(t, participle, DEPREL_XCOMP);
    bool believed = deed != TREE_NONE && tree_lemma_among(t, participle, verbs, COUNT(verbs));
    return believed ? deed : participle;
}

/* Who holds or made a thing, by a participle behind it: "villages held by rebels", "shops
 * belonging to traders", "a bomb laid by the Taliban"; or TREE_NONE. */
static uint32_t holder(const sentence_work *w, uint32_t participle)
{
    const tree *t = &w->t;
    participle = believed_deed(t, participle);
    static const char *const makes[] = {
        "hold",   "control", "own",    "run",   "operate", "occupy",  "man",     "use",   "lay",
        "plant",  "fire",    "launch", "drop",  "fly",     "send",    "build",   "make",  "issue",
        "write",  "publish", "draft",  "table", "present", "propose", "submit",  "raise", "take",
        "impose", "give",    "offer",  "file",  "bring",   "charter", "command", "sail",  "crew",
        "set",    "detonate", "trigger", "throw", "hurl",  "place",   "hide",    "carry", "stage",
        "mount",  "commit",  "execute", "orchestrate", "mastermind", "perpetrate"};
    bool belongs = tree_lemma_is(t, participle, "belong"),
         made = tree_lemma_among(t, participle, makes, COUNT(makes));
    if (!belongs && (!made || t->nodes[participle].xpos != XPOS_VBN)) return TREE_NONE;
    uint32_t who = belongs ? clause_next_prep(t, participle, str_hash_lower(STR("to")), TREE_NONE)
                           : clause_by_agent(t, participle);
    if (who == TREE_NONE) return TREE_NONE;
    return referent_is_actor(w, who) ? who : referent_owner(w, who, false);
}

/* "the Israeli killing of a leader": deeds that are done to whom "of" names. */
static bool is_deed_upon(const tree *t, uint32_t i)
{
    static const char *const words[] = {
        "killing",    "murder",    "assassination", "execution",  "arrest",     "detention",
        "abduction",  "kidnapping", "torture",      "expulsion",  "deportation", "imprisonment",
        "jailing",    "bombing",   "shelling",      "invasion",   "occupation", "annexation",
        "siege",      "blockade",  "persecution",   "seizure",    "capture",    "beheading",
        "harassment", "shooting",  "beating",       "poisoning",  "bombardment", "encirclement"};
    return tree_lemma_among(t, i, words, COUNT(words));
}

/* How near a dependent of a thing is to being its owner, the nearest first; 9: it is none. */
static uint32_t owner_rank(const tree *t, uint32_t i, bool where)
{
    uint8_t rel = t->nodes[i].deprel;
    uint32_t prep = tree_case(t, i);
    if (rel == DEPREL_NMOD_POSS) return 0;
    if (rel == DEPREL_AMOD || rel == DEPREL_COMPOUND) return 2;
    if (rel != DEPREL_NMOD || prep == TREE_NONE) return 9;
    if (tree_form_is(t, prep, "of") && is_deed_upon(t, tree_head(t, i))) return 5;
    if (tree_form_is(t, prep, "of") || tree_form_is(t, prep, "by")) return 1;
    if (tree_form_is(t, prep, "from")) return 3;
    return where && tree_form_is(t, prep, "in") ? 4 : 9;
}

uint32_t referent_owner(const sentence_work *w, uint32_t token, bool where)
{
    const tree *t = &w->t;
    uint32_t best = TREE_NONE, rank = 9;
    for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, token, i)) {
        uint32_t who = t->nodes[i].deprel == DEPREL_ACL ? holder(w, i) : i;
        uint32_t r = who != i ? 2 : owner_rank(t, i, where);
        if (who == i && r < 9 && r > 0 && t->nodes[i].deprel == DEPREL_NMOD &&
            !referent_is_actor(w, i))
            who = referent_owner(w, i, where); /* "goods from Israeli settlements" */
        if (who == TREE_NONE || !referent_is_actor(w, who) || r >= rank) continue;
        rank = r;
        best = who;
    }
    return best;
}

static bool place_country(const sentence_work *w, uint32_t token, coded_actor *out)
{
    uint32_t p = w->in->who->place_at[w->t.first + token];
    place_entry entry;
    if (p == ENTITY_NONE) return false;
    const place_mention *pm = &w->in->who->places[p];
    if (!place_book_entry(w->in->in->places, pm->entry, &entry) || !entry.country) return false;
    *out = (coded_actor){.code = entry.country,
                         .first = pm->first,
                         .last = pm->last,
                         .entity = ENTITY_NONE,
                         .political = true};
    return true;
}

/* "the northern city of Mosul": its name; or TREE_NONE. */
static uint32_t name_of_place(const tree *t, uint32_t token)
{
    static const char *const words[] = {"city",   "town",   "village", "province", "capital", "port",
                                        "region", "district", "island", "state", "enclave", "area"};
    return tree_lemma_among(t, token, words, COUNT(words))
               ? clause_next_prep(t, token, str_hash_lower(STR("of")), TREE_NONE)
               : TREE_NONE;
}

/* "positions in Saudi Arabia's Asir region": the first actor within the words of a thing that was
 * attacked; a mere place gives its country in `out`. Relative clauses do not count. */
static uint32_t inside_of(const sentence_work *w, uint32_t token, coded_actor *out)
{
    const tree *t = &w->t;
    uint32_t first, last;
    *out = (coded_actor){.entity = ENTITY_NONE};
    tree_span(t, token, &first, &last);
    for (uint32_t i = token + 1; i <= last && i < t->n; i++) {
        if (t->nodes[i].upos == UPOS_VERB || t->nodes[i].deprel == DEPREL_CONJ ||
            t->nodes[i].upos == UPOS_PUNCT)
            return TREE_NONE;
        if (referent_is_actor(w, i)) return i;
        if (place_country(w, i, out)) return TREE_NONE;
    }
    return TREE_NONE;
}

/* "army positions", "a police station": whose thing it is, where no country is named. */
static bool belongs_to_institution(const sentence_work *w, uint32_t token, coded_actor *out)
{
    static const struct {
        const char *word, *sector;
    } owners[] = {{"army", "MIL"},     {"military", "MIL"},    {"navy", "MIL"},
                  {"police", "COP"},   {"government", "GOV"},  {"rebel", "REB"},
                  {"militant", "UAF"}, {"opposition", "OPP"},  {"insurgent", "REB"},
                  {"militia", "UAF"},  {"presidential", "GOV"}};
    const tree *t = &w->t;
    for (uint32_t i = tree_next_child(t, token, TREE_NONE); i != TREE_NONE && i < token;
         i = tree_next_child(t, token, i)) {
        if (t->nodes[i].deprel != DEPREL_COMPOUND && t->nodes[i].deprel != DEPREL_AMOD) continue;
        for (size_t k = 0; k < COUNT(owners); k++) {
            if (!tree_lemma_is(t, i, owners[k].word)) continue;
            *out = (coded_actor){.sectors = {owners[k].sector},
                                 .n_sectors = 1,
                                 .first = t->first + i,
                                 .last = t->first + token,
                                 .entity = ENTITY_NONE,
                                 .political = true};
            return true;
        }
    }
    return false;
}

/* "the two leaders", "Kenyan and Ugandan troops" */
static bool is_group(const sentence_work *w, const coded_actor *a)
{
    return a->entity != ENTITY_NONE &&
           w->in->who->entities[a->entity].members[0] != ENTITY_NONE;
}

/* "a convoy of the Malian army": read as one actor, of which this is but the inner noun. */
static bool is_part_of_head(const sentence_work *w, uint32_t token)
{
    uint32_t head = tree_head(&w->t, token);
    if (w->t.nodes[token].deprel != DEPREL_NMOD || head == TREE_NONE ||
        mention_of(w, token) != ENTITY_NONE || !referent_is_actor(w, head))
        return false;
    const mention *m = &w->in->who->mentions[mention_of(w, head)];
    return m->first <= w->t.first + token && m->last >= w->t.first + token;
}

bool referent_at(const sentence_work *w, uint32_t token, enum slot_role role, enum reach reach,
                 coded_actor *out)
{
    const tree *t = &w->t;
    for (int depth = 0; depth < 3; depth++) {
        uint8_t rel = t->nodes[token].deprel;
        if (mention_of(w, token) == ENTITY_NONE && (rel == DEPREL_APPOS || rel == DEPREL_FLAT))
            token = tree_head(t, token); /* neither has no head: only the root has none */
        if (is_part_of_head(w, token)) token = tree_head(t, token);
        if (referent_is_actor(w, token)) {
            actor_of_mention(w->in, mention_of(w, token), out);
            if (out->code || out->n_sectors || out->name.len || is_group(w, out)) return true;
            uint32_t of = clause_next_prep(t, token, str_hash_lower(STR("of")), TREE_NONE);
            /* "members of the council" */
            if (!is_measure(t, token) && of != TREE_NONE && referent_is_actor(w, of)) {
                uint32_t first = out->first, last = out->last;
                actor_of_mention(w->in, mention_of(w, of), out);
                out->first = first;
                out->last = last;
            }
            if (!is_measure(t, token)) return true;
        }
        uint32_t inner = is_measure(t, token)
                             ? clause_next_prep(t, token, str_hash_lower(STR("of")), TREE_NONE)
                             : TREE_NONE;
        if (inner == TREE_NONE) break;
        token = inner;
    }
    if (reach >= REACH_PLACE && role == ROLE_TARGET) {
        uint32_t name = name_of_place(t, token);
        if (place_country(w, token, out) || (name != TREE_NONE && place_country(w, name, out)))
            return true;
    }
    bool physical = reach == REACH_INSIDE;
    if (role == ROLE_SOURCE && !is_instrument(t, token)) return false;
    uint32_t owner = referent_owner(w, token, physical && role == ROLE_TARGET);
    if (owner == TREE_NONE && belongs_to_institution(w, token, out)) return true;
    if (owner == TREE_NONE && physical && role == ROLE_TARGET) {
        owner = inside_of(w, token, out);
        if (owner == TREE_NONE) return out->code != NULL;
    }
    if (owner == TREE_NONE) return false;
    actor_of_mention(w->in, mention_of(w, owner), out);
    uint32_t first, last;
    tree_span(t, token, &first, &last);
    if (first <= owner && token >= first) { /* the words are the thing's: "the embassy of Iran" */
        out->first = t->first + (first < token ? first : token);
        out->last = t->first + (owner > token ? owner : token);
    }
    return true;
}
