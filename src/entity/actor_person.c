/* Persons: which one a name stands for.
 *
 *   full name known     the book's person, as of the article's day; a title beside it may choose
 *                       the role
 *   full name unknown   whatever title, adjective or apposition says of it; later the surname
 *                       alone carries it
 *   surname             somebody named before (or later) in the document; else the book's person
 *                       whose office, state and time fit: "Lavrov", "Diop" in an article on Mali
 */
#include "entity/actors.h"

#define RECENT_DAYS 183 /* a title in the text is believed this long after the office ended */
#define NEAR_DAYS 31 /* a surname is well known a month before and after an office */

/* The phrase that says more of a person: its own words, or those of the apposition. */
static uint32_t describing_mention(const resolver *r, uint32_t m)
{
    const mention_detail *d = &r->out->details[m];
    if (d->role == ENTITY_NONE && d->apposed != ENTITY_NONE &&
        r->out->details[d->apposed].role != ENTITY_NONE)
        return d->apposed;
    return m;
}

static void read_person(const resolver *r, uint32_t m, role_reading *reading)
{
    const mention_detail *d = &r->out->details[m];
    role_read(r, describing_mention(r, m), reading);
    /* "the Malian, Colonel X": either phrase may name the state. */
    if (!reading->code && d->apposed != ENTITY_NONE) {
        role_reading other;
        role_read(r, d->apposed, &other);
        if (other.code) {
            reading->code = other.code;
            reading->body = other.body;
        }
    }
}

static uint64_t last_name_hash(const resolver *r, const mention_detail *d)
{
    return r->in->lexed->tokens[d->name_last].hash;
}

/* ---- choosing among the book's persons ------------------------------------------------------- */

static bool is_prominent(const char *title)
{
    return actor_title_is_head(title) || actor_title_same(title, "foreign minister") ||
           actor_title_same(title, "defence minister") ||
           (title &&
            (strcmp(title, "secretary-general") == 0 || strcmp(title, "high representative") == 0 ||
             strcmp(title, "president of the commission") == 0 ||
             strcmp(title, "vice president") == 0));
}

/* How well one of the book's persons fits: the best of his roles. */
static int score_person(const resolver *r, uint32_t entry, int32_t day, const role_reading *reading)
{
    int best = 0;
    actor_role role;
    for (uint32_t i = 0; actor_book_role(r->in->actors, entry, i, &role); i++) {
        int points = 0;
        int64_t from = (int64_t)role.from - NEAR_DAYS, to = (int64_t)role.to + NEAR_DAYS;
        bool before = day != CASUS_NO_DAY && day < from;
        bool held = day == CASUS_NO_DAY ? role.to == INT32_MAX : day >= from && day <= to;
        bool titled = reading->title && actor_title_same(role.title, reading->title);
        bool leads = (reading->flags & ROLE_LEADER) && actor_title_is_head(role.title);
        bool country = reading->code && role.code && strcmp(reading->code, role.code) == 0;
        if (held) points += role.title ? 3 : 1;
        if (before) points -= 4;
        if (titled || leads) points += 4;
        if (country) points += 4;
        if (reading->code && !country) points -= 4;
        uint32_t n = country_mentions(r, role.code);
        points += n > 2 ? 3 : n > 0 ? 2 : 0;
        if (held && is_prominent(role.title)) points += 1;
        /* A head of state is known by his surname for years after. */
        bool lately = day != CASUS_NO_DAY && day > to && day - to < 10 * 366;
        if ((lately || (day == CASUS_NO_DAY && !held)) && actor_title_is_head(role.title))
            points += 4;
        if (points > best || i == 0) best = points;
    }
    return best;
}

/* Of two persons that fit alike the one of later years may be meant: father and son in one state,
 * or, where the day is unknown, office-holders of different times. False where neither is
 * likelier. */
static bool later_one(const resolver *r, uint32_t a, uint32_t b, int32_t day, bool *later)
{
    actor_role x, y;
    bool former;
    if (!actor_book_role_on(r->in->actors, a, CASUS_NO_DAY, &x, &former) ||
        !actor_book_role_on(r->in->actors, b, CASUS_NO_DAY, &y, &former) || !x.code || !y.code)
        return false;
    int64_t apart = (int64_t)y.to - x.to;
    *later = apart > 0;
    bool other_times = day == CASUS_NO_DAY && (apart > 5 * 366 || apart < -5 * 366);
    return strcmp(x.code, y.code) == 0 || other_times;
}

/* Has the book's person a name like this word? "Mohammed" is written in many ways: the first letter
 * tells. */
static bool has_name_like(casus_str name, casus_str word)
{
    casus_str part;
    while (str_split(&name, ' ', &part))
        if (part.len && word.len && str_eq_nocase(str_slice(part, 0, 1), str_slice(word, 0, 1)))
            return true;
    return false;
}

/* "Tyler Perry" is not Ruth Perry: a given name stands before the surname, and it is not theirs. */
static bool has_other_given_name(const resolver *r, const mention_detail *d, casus_str name)
{
    bool given = false;
    for (uint32_t t = d->name_first; t < d->name_last; t++) {
        if (has_name_like(name, tokens_text(r->in, t, t))) return false;
        given |= actor_book_first_name(r->in->actors, r->in->lexed->tokens[t].hash) != 0;
    }
    return given;
}

/* Does the text speak of a state of theirs, or give the name an office? */
static bool story_knows(const resolver *r, uint32_t entry, const role_reading *reading)
{
    actor_role role;
    for (uint32_t i = 0; actor_book_role(r->in->actors, entry, i, &role); i++) {
        bool country = reading->code && role.code && strcmp(reading->code, role.code) == 0;
        if (country || country_mentions(r, role.code) ||
            (reading->title && actor_title_same(role.title, reading->title)))
            return true;
    }
    return false;
}

/* May a surname mean this person? Not behind somebody else's given name; and where it is as common
 * as a given name ("Thomas", "James"), only in a story that knows them. */
static bool surname_fits(const resolver *r, const mention_detail *d, uint32_t entry,
                         casus_str name, const role_reading *reading)
{
    if (has_other_given_name(r, d, name) && !(reading->title && story_knows(r, entry, reading)))
        return false;
    return !actor_book_first_name(r->in->actors, last_name_hash(r, d)) ||
           story_knows(r, entry, reading);
}

/* The best of the book's persons with this name, or ENTITY_NONE where none is good enough. */
static uint32_t choose_person(const resolver *r, uint32_t m, uint32_t kind,
                              const role_reading *reading, int least)
{
    const mention_detail *d = &r->out->details[m];
    int32_t day = article_day(r->in, r->out, d->article);
    uint32_t best = ENTITY_NONE;
    int best_score = least - 1;
    bool tie = false;
    for (uint32_t i = 0; i < d->n_values; i++) {
        actor_entry e;
        uint32_t entry = value_index(d->values[i]);
        if (value_kind(d->values[i]) != kind || !actor_book_entry(r->in->actors, entry, &e) ||
            e.kind != ACTOR_PERSON)
            continue;
        if (kind == PHRASE_SHORT && !surname_fits(r, d, entry, str_from(e.name), reading)) continue;
        int score = score_person(r, entry, day, reading);
        if (score > best_score) {
            best = entry;
            best_score = score;
            tie = false;
        } else if (score == best_score && best != ENTITY_NONE) {
            bool later = false;
            if (later_one(r, best, entry, day, &later)) best = later ? entry : best;
            else tie = true;
        }
    }
    return tie && kind == PHRASE_SHORT ? ENTITY_NONE : best;
}

/* "Senator Leila de Lima", of the opposition: here she is what the title says. */
static void put_first(entity *e, const char *sector)
{
    for (uint32_t i = 1; sector && i < e->n_sectors; i++) {
        if (strcmp(e->sectors[i], sector) != 0) continue;
        const char *was = e->sectors[0];
        e->sectors[0] = e->sectors[i];
        e->sectors[i] = was;
    }
}

/* "General Musharraf", "Colonel Gaddafi": rulers keep their ranks. */
static bool is_rank(const resolver *r, const mention_detail *d)
{
    static const char *const ranks[] = {"general", "colonel", "captain",   "lieutenant", "major",
                                        "marshal", "admiral", "brigadier", "sergeant"};
    role_noun noun;
    if (!actor_book_role_noun(r->in->actors, d->role, &noun)) return true;
    for (size_t i = 0; i < sizeof ranks / sizeof ranks[0]; i++)
        if (str_find(str_from(noun.name), str_from(ranks[i])) != SIZE_MAX) return true;
    return false;
}

/* An office that says of a politician what he was on the day of the story. */
static bool is_telling_sector(const char *sector)
{
    static const char *const sectors[] = {"GOV", "MIL", "COP", "JUD", "LEG", "OPP", "PTY", "REB"};
    for (size_t i = 0; i < sizeof sectors / sizeof sectors[0]; i++)
        if (strcmp(sector, sectors[i]) == 0) return true;
    return false;
}

/* "army commander Michel Suleiman", "the opposition's candidate, X", told without a date: not the
 * president that he became. */
static void apply_office(const resolver *r, uint32_t m, entity *e, const role_reading *reading)
{
    actor_role role;
    if (article_day(r->in, r->out, r->out->details[m].article) != CASUS_NO_DAY ||
        !reading->n_sectors || !is_telling_sector(reading->sectors[0]) ||
        is_rank(r, &r->out->details[describing_mention(r, m)]))
        return;
    for (uint32_t i = 0; actor_book_role(r->in->actors, e->book, i, &role); i++) {
        bool same = false;
        for (uint32_t s = 0; s < role.n_sectors; s++)
            same |= strcmp(role.sectors[s], reading->sectors[0]) == 0;
        if (!same || (reading->code && (!role.code || strcmp(role.code, reading->code) != 0)))
            continue;
        entity_take_role(e, &role, false);
    }
}

/* A known person's role may follow from the title beside the name, where the day does not settle
 * it. */
static void apply_title(const resolver *r, uint32_t m, uint32_t index, const role_reading *reading)
{
    entity *e = &r->out->entities[index];
    int32_t day = article_day(r->in, r->out, r->out->details[m].article);
    actor_role role;
    if (!reading->has_role || e->book == ENTITY_NONE) return;
    if (reading->former) {
        e->sectors[0] = "ELI";
        e->n_sectors = 1;
        return;
    }
    bool found = false;
    /* Who was ousted last week is still called by his office. */
    for (uint32_t i = 0; actor_book_role(r->in->actors, e->book, i, &role); i++) {
        bool recent = day == CASUS_NO_DAY ||
                      (day >= role.from && (int64_t)day <= (int64_t)role.to + RECENT_DAYS);
        if (!recent || !reading->title || !actor_title_same(role.title, reading->title)) continue;
        entity_take_role(e, &role, false);
        put_first(e, reading->sectors[0]);
        found = true;
    }
    if (!found) apply_office(r, m, e, reading);
}

/* ---- names in the document ------------------------------------------------------------------- */

static uint64_t name_key(casus_str name) { return str_hash_lower(name) | 1ull << 62; }

static bool genders_agree(uint32_t a, uint32_t b)
{
    uint32_t both = MENTION_MALE | MENTION_FEMALE;
    return !(a & both) || !(b & both) || (a & b & both);
}

/* Makes the surname find this person later on. */
static void bear_surname(resolver *r, uint32_t m, uint32_t index)
{
    const mention_detail *d = &r->out->details[m];
    if (d->name_first == ENTITY_NONE) return;
    map_put(&r->surnames, last_name_hash(r, d), index);
    /* East Asian order: the family name comes first. */
    if (d->name_first < d->name_last &&
        map_get(&r->surnames, r->in->lexed->tokens[d->name_first].hash) == ENTITY_NONE)
        map_put(&r->surnames, r->in->lexed->tokens[d->name_first].hash, index);
}

/* Somebody of the document who is one of the book's candidates for this short name. */
static uint32_t candidate_in_document(const resolver *r, const mention_detail *d)
{
    for (uint32_t i = 0; i < d->n_values; i++) {
        if (value_kind(d->values[i]) != PHRASE_SHORT) continue;
        uint32_t found = map_get(&r->map, 1ull << 32 | value_index(d->values[i]));
        if (found != ENTITY_NONE) return found;
    }
    return ENTITY_NONE;
}

void person_describe(const resolver *r, uint32_t m, entity *e)
{
    role_reading reading;
    read_person(r, m, &reading);
    if (reading.has_role && (reading.code || reading.owner != ENTITY_NONE))
        entity_take_reading(e, &reading);
}

static uint32_t unknown_person(resolver *r, uint32_t m, const role_reading *reading)
{
    const mention_detail *d = &r->out->details[m];
    casus_str name = tokens_text(r->in, d->name_first, d->name_last);
    uint32_t found = map_get(&r->map, name_key(name));
    if (found == ENTITY_NONE) {
        found = entity_new(r, m, r->out->mentions[m].kind);
        if (found == ENTITY_NONE) return found;
        r->out->entities[found].name = name;
        map_put(&r->map, name_key(name), found);
    }
    entity *e = &r->out->entities[found];
    e->flags |= r->out->mentions[m].flags & (MENTION_MALE | MENTION_FEMALE);
    if (r->out->mentions[m].kind == MENTION_PERSON) e->kind = MENTION_PERSON;
    if (!e->code || !e->n_sectors) {
        role_reading more = *reading;
        if (e->code) more.code = NULL;
        if (e->n_sectors) more.n_sectors = 0;
        entity_take_reading(e, &more);
        if (reading->has_role) e->confidence = 0.8f;
    }
    return found;
}

uint32_t person_entity(resolver *r, uint32_t m)
{
    const mention *x = &r->out->mentions[m];
    const mention_detail *d = &r->out->details[m];
    if (d->name_first == ENTITY_NONE) return ENTITY_NONE;
    role_reading reading;
    read_person(r, m, &reading);
    uint32_t entry = choose_person(r, m, PHRASE_ACTOR, &reading, -100), found;
    bool brief = value_of_kind(d->values, d->n_values, PHRASE_SHORT) != ENTITY_NONE;
    if (entry == ENTITY_NONE && (brief || d->name_first == d->name_last)) {
        found = candidate_in_document(r, d);
        if (found == ENTITY_NONE) found = map_get(&r->surnames, last_name_hash(r, d));
        if (found != ENTITY_NONE && genders_agree(r->out->entities[found].flags, x->flags)) {
            apply_title(r, m, found, &reading);
            entity *e = &r->out->entities[found];
            if (e->book == ENTITY_NONE && reading.has_role && !e->n_sectors)
                entity_take_reading(e, &reading);
            return found;
        }
        if (!reading.has_role && is_great_place(r, d)) {
            r->out->mentions[m].kind = MENTION_PLACE;
            return ENTITY_NONE;
        }
        entry = choose_person(r, m, PHRASE_SHORT, &reading, 4);
    }
    if (entry == ENTITY_NONE) {
        found = unknown_person(r, m, &reading);
    } else {
        found = book_entity(r, m, entry, false);
        if (found != ENTITY_NONE) apply_title(r, m, found, &reading);
    }
    if (found == ENTITY_NONE) return found;
    r->out->entities[found].flags |= x->flags & (MENTION_MALE | MENTION_FEMALE);
    /* The book's full name tells the gender where a surname stands alone. */
    entity *e = &r->out->entities[found];
    if (!(e->flags & (MENTION_MALE | MENTION_FEMALE)) && e->book != ENTITY_NONE) {
        size_t blank = str_find(e->name, STR(" "));
        if (blank != SIZE_MAX) {
            unsigned g =
                actor_book_first_name(r->in->actors, str_hash_lower(str_slice(e->name, 0, blank)));
            if (g != (MENTION_MALE | MENTION_FEMALE)) e->flags |= g;
        }
    }
    bear_surname(r, m, found);
    return found;
}
