/* Which words of a sentence are a place's name: the longest of what the phrases of data/places, the
 * gazetteer and the parser's name tags say. Persons and bodies of the same name are told apart by
 * the tags and by the words around. */
#include "entity/places.h"

#define LONGEST_NAME 6u /* tokens */

static bool form_in(const place_sentence *ps, uint32_t i, const char *list)
{
    return i < ps->n && token_in(ps->in, ps->base + i, list);
}

static casus_str form_at(const place_sentence *ps, uint32_t i)
{
    return token_form(ps->in->text->ptr, &ps->tokens[i]);
}

/* A capital, or an article of Arabic before one: "al-Adamiyah". */
static bool is_cap(const place_sentence *ps, uint32_t i)
{
    if (i < ps->n && (ps->tokens[i].flags & TOKEN_CAP)) return true;
    return i + 2 < ps->n && form_in(ps, i, "al el as ash an ad at ar") && form_in(ps, i + 1, "-") &&
           (ps->tokens[i + 2].flags & TOKEN_CAP);
}

static uint8_t tag_at(const place_sentence *ps, uint32_t i)
{
    if (!ps->nodes || i >= ps->n) return NAME_UNKNOWN;
    return ps->nodes[i].name;
}

/* The kind of name that the tags see at token i, NAME_KIND_COUNT none or not asked. */
static unsigned kind_at(const place_sentence *ps, uint32_t i)
{
    uint8_t tag = tag_at(ps, i);
    return name_is(tag) ? name_kind_of(tag) : NAME_KIND_COUNT;
}

static bool was_tagged(const place_sentence *ps, uint32_t i)
{
    return tag_at(ps, i) != NAME_UNKNOWN;
}

/* The tokens of the tagged name that begins at i; 0 where none does. */
static uint32_t tagged_length(const place_sentence *ps, uint32_t i)
{
    if (!name_begins(tag_at(ps, i))) return 0;
    uint32_t n = 1;
    while (i + n < ps->n && tag_at(ps, i + n) == tag_at(ps, i) + 1) n++;
    while (n > 1 && !ps->caseless && !is_cap(ps, i + n - 1)) n--; /* "Kapho district" */
    return n;
}

/* ---- the gazetteer --------------------------------------------------------------------------- */

static bool may_end(const place_sentence *ps, uint32_t i)
{
    uint32_t flags = ps->tokens[i].flags;
    if (!(flags & TOKEN_ALPHA)) return false;
    return ps->caseless || (flags & TOKEN_CAP);
}

/* The longest name of the gazetteer that begins at i. */
static uint32_t gazetteer_length(const place_sentence *ps, uint32_t i, place_key *best)
{
    place_key key;
    uint32_t n = 0, hit;
    place_key_start(&key);
    for (uint32_t k = 0; k < LONGEST_NAME && i + k < ps->n; k++) {
        if (k && (ps->tokens[i + k].flags & TOKEN_PUNCT) && !form_in(ps, i + k, "- ' ’ . –")) break;
        if (form_in(ps, i + k, "'s ’s") && !form_in(ps, i, "st st. saint")) break;
        if (!place_key_add(&key, form_at(ps, i + k))) break;
        if (key.len < 3 || !may_end(ps, i + k) || !place_book_may_hold(ps->in->places, &key)) continue;
        if (place_book_find(ps->in->places, &key, &hit, 1) == 0) continue;
        n = k + 1;
        *best = key;
    }
    return n;
}

/* ---- is it a place? -------------------------------------------------------------------------- */

/* Words before a name that say which part of it; gold standards leave them out, and so do we. */
static const char *const directions =
    "north south east west northern southern eastern western northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern central upper lower greater downtown";

/* Towns are called so, but text that says it means something else. */
static const char *const no_towns =
    "city university center centre state county town village island park church lake river college "
    "school national international general mission republic union liberty freedom god man hall bell "
    "service police saint new old the january february march april may june july august september "
    "october november december monday tuesday wednesday thursday friday saturday sunday us who "
    "interstate route metro capitol federal jupiter soul ocean town hall white bank creek valley street "
    "avenue road highway district discotheque";

/* What a known name is the first word of: the building, not the town. */
static const char *const buildings =
    "street st. avenue ave. ave road rd. highway route boulevard blvd drive lane bank center centre "
    "home house library school college university church club inn store restaurant court office "
    "jail courthouse elementary academy institute society foundation association company corp inc "
    "theater theatre hall mall tower plaza airport hospital museum police department cemetery";

static const char *const streets =
    "street st. avenue ave. ave road rd. rd drive dr. lane boulevard blvd blvd. highway parkway "
    "turnpike";

static const char *const institutions =
    "police department city county board council school schools high elementary middle sheriff fire "
    "court hospital medical health district legislature parliament government ministry airport "
    "chamber public state area residents officials authorities mayor governor senate house assembly "
    "national international regional republicans democrats republican democratic sen. rep. gov. "
    "attorney supreme superior circuit municipal civic community central general township town "
    "village parish province region governorate oblast prefecture";

static const char *const titles =
    "mr. mrs. ms. dr. mr mrs ms dr sir lord lady sen. rep. gov. judge justice president minister "
    "senator representative professor prof. prof rev. father sister brother sgt. lt. capt. col. gen. "
    "officer detective captain colonel general sergeant lieutenant coach chancellor secretary "
    "congressman congresswoman councilman mayor st. king queen prince princess";

static const char *const where = "in at near from to around outside inside across into toward towards "
                                 "through throughout over off between north south east west northern "
                                 "southern eastern western central northeastern northwestern "
                                 "southeastern southwestern";

/* "Man charged", "NICE": a word or an acronym where a town would be a name. */
static bool is_common_word(const place_sentence *ps, uint32_t i, uint32_t n)
{
    if (n > 1 || ps->caseless) return false;
    uint32_t flags = ps->tokens[i].flags;
    casus_str form = form_at(ps, i);
    if ((flags & TOKEN_ALLCAP) && form.len == 4 && str_find(form, STR(".")) == SIZE_MAX) return true;
    return (flags & TOKEN_FIRST) && ps->nodes && ps->nodes[i].upos != UPOS_PROPN;
}

static bool is_name_token(const place_sentence *ps, uint32_t i)
{
    if (!is_cap(ps, i)) return false;
    if (!ps->nodes) return !(ps->tokens[i].flags & TOKEN_FIRST);
    return ps->nodes[i].upos == UPOS_PROPN;
}

/* Inside a person's or a body's name that the books know. */
static bool is_covered(const place_sentence *ps, uint32_t i, uint32_t n)
{
    for (uint32_t k = i; k < i + n; k++)
        if (ps->covered[k]) return true;
    return false;
}

/* One part of a longer name: "Paris Hilton", "New York Times". */
static bool in_longer_name(const place_sentence *ps, uint32_t i, uint32_t n)
{
    uint32_t end = i + n;
    if (i && is_name_token(ps, i - 1) && form_in(ps, i - 1, titles)) return true;
    if (end >= ps->n || !is_name_token(ps, end)) return false;
    if (form_in(ps, end, institutions)) return false;
    if (form_in(ps, end, "monday tuesday wednesday thursday friday saturday sunday january february march "
                         "april may june july august september october november december"))
        return false;
    unsigned kind = kind_at(ps, end);
    if (kind == NAME_PER && name_begins(tag_at(ps, end))) return false;
    if (kind == NAME_LOC && name_begins(tag_at(ps, end))) return false;
    phrase_match next = phrases_longest(ps->in->phrases, ps->in->text->ptr, ps->tokens + end,
                                        ps->n - end, false);
    return next.n_tokens == 0;
}

/* "University of Texas", "Church of England": the body, not the place. */
static bool names_body(const place_sentence *ps, uint32_t i)
{
    return i >= 2 && form_in(ps, i - 1, "of") && is_name_token(ps, i - 2) &&
           form_in(ps, i - 2, "university church republic people's college institute house");
}

/* What the tags say of a name that the books know: yes, no, or nothing. */
static int tags_say(const place_sentence *ps, uint32_t i, uint32_t n, bool state)
{
    unsigned kind = kind_at(ps, i);
    uint32_t len = tagged_length(ps, i);
    if (!was_tagged(ps, i)) return 0;
    switch (kind) {
    case NAME_LOC: return 1;
    case NAME_PER: return state && len && len <= n ? 0 : -1;
    case NAME_NORP: return -1;
    case NAME_ORG:
        if (len == 0) return -1; /* within */
        if (len <= n) return 0;
        return form_in(ps, i + n, "times post herald tribune university state journal news airlines "
                                  "airways united football international & and") ? -1 : 1;
    default: return 0;
    }
}

/* "the towns of Jermuk and Vardenis": the words before say what it is. */
static bool is_told_place(const place_sentence *ps, uint32_t i)
{
    for (int steps = 0; steps < 3 && i >= 2 && form_in(ps, i - 1, ", and or"); steps++) {
        i--;
        while (i && is_cap(ps, i - 1)) i--;
    }
    return i >= 2 && form_in(ps, i - 1, "of") &&
           form_in(ps, i - 2, "town towns village villages city cities district districts province "
                              "provinces region regions port ports suburb suburbs area areas county "
                              "counties island islands capital governorate neighborhood neighbourhood "
                              "neighborhoods neighbourhoods municipality enclave hamlet hamlets "
                              "settlement settlements state states outskirts south north east west");
}

static const char *const place_nouns =
    "district province region village town city area neighborhood neighbourhood quarter camp "
    "constituency suburb subdistrict sub-district governorate county municipality countryside enclave "
    "valley mountains mountain hills airport airbase base checkpoint crossing border districts provinces "
    "villages towns areas neighborhoods neighbourhoods quarters peninsula island islands river lake "
    "strait prefecture oblast commune canton township settlement front outskirts axis plains";

/* "in Yaha district", "the northern Hama countryside". */
static bool is_followed_by_kind(const place_sentence *ps, uint32_t end)
{
    return form_in(ps, end, place_nouns) && !(is_cap(ps, end) && !ps->caseless);
}

/* A state or capital: whoever bears the name is rarely a person. */
static bool is_state(const phrase_match *m)
{
    return value_of_kind(m->values, m->n_values, PHRASE_ACTOR) != ENTITY_NONE ||
           value_of_kind(m->values, m->n_values, PHRASE_CAPITAL) != ENTITY_NONE;
}

/* "in Kafr Nabuda", "near Khattab": where no person is. */
static bool is_within(const place_sentence *ps, uint32_t i, uint32_t n)
{
    return i && form_in(ps, i - 1, "in near inside outside") && !form_in(ps, i + n, "'s ’s '");
}

static bool is_place(const place_sentence *ps, uint32_t i, uint32_t n, const phrase_match *book)
{
    bool in_book = book != NULL;
    if (is_common_word(ps, i, n) || names_body(ps, i)) return false;
    if (!in_book && n == 1 && (form_in(ps, i, no_towns) || form_in(ps, i, directions))) return false;
    if (form_in(ps, i + n, streets) && is_cap(ps, i + n)) return false;
    if (i + n < ps->n && form_at(ps, i + n).ptr[0] == '$') return false; /* "US$" */
    int say = tags_say(ps, i, n, in_book && is_state(book));
    if (say > 0) return true;
    if (in_longer_name(ps, i, n)) return false;
    if (is_told_place(ps, i) || (is_followed_by_kind(ps, i + n) && kind_at(ps, i) != NAME_NORP))
        return true;
    if (is_covered(ps, i, n)) return false;
    if (say < 0)
        return tagged_length(ps, i) == n && i && kind_at(ps, i) != NAME_NORP &&
               (in_book ? form_in(ps, i - 1, where) : is_within(ps, i, n));
    if (in_book) return true;
    if (!is_name_token(ps, i)) return false;
    if (i && form_in(ps, i - 1, where)) return true;
    return n > 1 || form_in(ps, i + n, ",");
}

/* ---- the span -------------------------------------------------------------------------------- */

static bool has_place(const phrase_match *m)
{
    return value_of_kind(m->values, m->n_values, PHRASE_PLACE) != ENTITY_NONE;
}

static void key_of_tokens(const place_sentence *ps, uint32_t i, uint32_t n, place_key *key)
{
    place_key_start(key);
    for (uint32_t k = i; k < i + n; k++) place_key_add(key, form_at(ps, k));
}

/* A tagged name that no book knows as a whole: "Salinas Valley", "Loi Karez neighbourhood". The
 * part that one knows says where it lies. */
static void take_unknown(const place_sentence *ps, uint32_t i, uint32_t n, place_span *out)
{
    *out = (place_span){.n = n, .next = i + n, .known_first = i, .known_n = n};
    key_of_tokens(ps, i, n, &out->key);
    for (uint32_t from = i; from < i + n; from++) {
        place_key key;
        uint32_t len = gazetteer_length(ps, from, &key);
        if (len == 0 || from + len > i + n) continue;
        if (len == 1 && form_in(ps, from, "new north south east west upper lower old the san los mount "
                                          "lake river valley bay island islands great"))
            continue;
        out->known_first = from;
        out->known_n = len;
        return;
    }
}

static bool has_kind(const phrase_match *m, unsigned kinds)
{
    for (uint32_t i = 0; i < m->n_values; i++)
        if (kinds >> value_kind(m->values[i]) & 1u) return true;
    return false;
}

/* The books know the name, but not as a place: "White House", "Canadian". */
static bool is_known_otherwise(const phrase_match *m)
{
    return !has_place(m) && has_kind(m, 1u << PHRASE_ACTOR | 1u << PHRASE_METONYM | 1u << PHRASE_ROLE |
                                            1u << PHRASE_ADJECTIVE | 1u << PHRASE_PEOPLE);
}

/* Words that make an unknown name a place: "in", "the town of", "district", a comma and a state. */
static bool stands_as_place(const place_sentence *ps, uint32_t i, uint32_t n)
{
    if ((ps->tokens[i].flags & TOKEN_ALLCAP) && n == 1 && !ps->caseless) return false;
    return (i && form_in(ps, i - 1, where)) || (i > 1 && form_in(ps, i - 1, "the") && form_in(ps, i - 2, where)) ||
           is_told_place(ps, i) || is_followed_by_kind(ps, i + n) || form_in(ps, i + n - 1, place_nouns);
}

/* A street, an office, a number: no place that a map of this size could hold. */
static bool is_building(const place_sentence *ps, uint32_t i, uint32_t n)
{
    if (n == 1 && form_in(ps, i, no_towns)) return true;
    for (uint32_t k = i; k < i + n; k++)
        if (ps->tokens[k].flags & TOKEN_DIGIT) return true;
    return form_in(ps, i + n - 1, "street st. avenue ave. ave road rd. highway boulevard blvd drive lane "
                                  "bank center centre home house library school college university "
                                  "church club inn store restaurant court office");
}

/* Tokens of the run of capitalised words at i, with what joins them: "Khawaja Gund-e-Qasim". */
static uint32_t name_run(const place_sentence *ps, uint32_t i)
{
    uint32_t n = 0;
    for (uint32_t k = i; k < ps->n && k - i < LONGEST_NAME + 3; k++) {
        if (is_cap(ps, k) && (ps->tokens[k].flags & TOKEN_ALPHA)) n = k - i + 1;
        else if (!form_in(ps, k, "- ' ’ ‘ al el de e i u bin wa as ash ad")) break;
    }
    return n;
}

/* A name that no list and no tag knows, but the words around say that it is a place. */
static void take_told(const place_sentence *ps, uint32_t i, place_span *out)
{
    if (ps->caseless || !ps->nodes || ps->nodes[i].upos == UPOS_ADJ) return;
    if (i && is_name_token(ps, i - 1)) return;
    uint32_t n = name_run(ps, i);
    unsigned kind = kind_at(ps, i);
    if (n == 0 || kind == NAME_NORP || form_in(ps, i, no_towns) || is_building(ps, i, n)) return;
    bool told = is_told_place(ps, i) ||
                (is_followed_by_kind(ps, i + n) && i && (kind != NAME_ORG || form_in(ps, i + n, "village town district")));
    bool within = is_within(ps, i, n) && kind == NAME_PER && tagged_length(ps, i) == n;
    if (told || (within && !ps->covered[i])) take_unknown(ps, i, n, out);
}

void place_span_at(const place_sentence *ps, uint32_t i, place_span *out)
{
    *out = (place_span){.next = i + 1};
    if (!ps->caseless && !is_cap(ps, i)) return;
    phrase_match book = phrases_longest(ps->in->phrases, ps->in->text->ptr, ps->tokens + i,
                                        ps->n - i, ps->caseless);
    if (ps->caseless && book.n_tokens && match_is_common_word(ps->in, ps->base + i, &book))
        book.n_tokens = 0;
    place_key key;
    uint32_t in_gazetteer = gazetteer_length(ps, i, &key);
    uint32_t tagged = kind_at(ps, i) == NAME_LOC ? tagged_length(ps, i) : 0;
    bool in_book = book.n_tokens && book.n_tokens >= in_gazetteer && has_place(&book);
    if (book.n_tokens > in_gazetteer && !in_book && tagged == 0) {
        out->next = i + book.n_tokens; /* a body, a role */
        return;
    }
    if (book.n_tokens == in_gazetteer && in_gazetteer && is_known_otherwise(&book)) {
        out->next = i + book.n_tokens;
        return;
    }
    uint32_t n = in_book ? book.n_tokens : in_gazetteer;
    if (ps->caseless && !in_book && tagged != n) n = 0;
    if (tagged > n && form_in(ps, i, directions) &&
        !(is_cap(ps, i) && form_in(ps, i, "north south east west") && tagged == 2))
        return;
    if (tagged > n && !(n && form_in(ps, i + tagged - 1, buildings))) {
        out->next = i + tagged;
        if (is_building(ps, i, tagged)) return;
        place_span unknown;
        take_unknown(ps, i, tagged, &unknown);
        if (unknown.known_n < tagged || n || stands_as_place(ps, i, tagged)) *out = unknown;
        return;
    }
    if (n == 0 || !is_place(ps, i, n, in_book ? &book : NULL)) {
        take_told(ps, i, out);
        return;
    }
    *out = (place_span){.n = n, .next = i + n, .known_first = i, .known_n = n};
    if (in_book) {
        out->values = book.values;
        out->n_values = book.n_values;
    }
    key_of_tokens(ps, i, n, &out->key);
}
