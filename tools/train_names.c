/* Entities of GUM -> name tags (parse/names.h).
 *
 * GUM marks every mention, named or not, with all that belongs to it:
 *
 *     [person [organization Interior Ministry] spokesman Jan Petersen , a [place Norwegian]]
 *                                                        PER PER
 *
 * A name is found inside a mention by its tree: from the head over flat and compound words, for
 * places and organisations also over "of" ("University of Oslo"). Mentions are read from the
 * longest to the shortest; a name inside a name is not marked. Events, works, products and times
 * take their words so that a name inside them is none ("Iraq War"), and stay O. Peoples, religions
 * and parties are known by lists (NORP), countries are places whatever they do.
 *
 * MISC has "Entity=(1-person-...-2(3-place-...-1)" and "Entity=3)1)": "(" opens a mention with its
 * number and type, "N)" closes the innermost one of that number.
 */
#include "train.h"

#define MOST_MENTIONS 512
#define BLOCKED (NAME_TAG_COUNT) /* in a name of something that has no tag; O in the end */

enum { OTHER = NAME_KIND_COUNT, TIME }; /* beside name_kind */

typedef struct mention {
    uint32_t start, end; /* words, end exclusive; 0 while it is open */
    uint32_t kind;       /* name_kind or OTHER, TIME */
    casus_str group;
} mention;

typedef struct reader {
    const entity_words *in;
    mention mentions[MOST_MENTIONS];
    uint32_t n;
    const name_lists *lists;
    const name_list *countries, *titles, *nobody;
    uint8_t *tags;
} reader;

/* ---- mentions ---------------------------------------------------------------------------- */

static uint32_t kind_of(casus_str type)
{
    if (str_eq(type, STR("person"))) return NAME_PER;
    if (str_eq(type, STR("place"))) return NAME_LOC;
    if (str_eq(type, STR("organization"))) return NAME_ORG;
    return str_eq(type, STR("time")) ? TIME : OTHER;
}

/* "(1-person-new-...": up to the next bracket. */
static void open_mention(reader *self, casus_str body, uint32_t at)
{
    casus_str group = {0}, type = {0};
    if (self->n == MOST_MENTIONS || !str_split(&body, '-', &group) || !str_split(&body, '-', &type))
        return;
    self->mentions[self->n++] =
        (mention){.start = at, .kind = kind_of(type), .group = group};
}

static void close_mention(reader *self, casus_str group, uint32_t at)
{
    for (uint32_t i = self->n; i-- > 0;) {
        mention *m = &self->mentions[i];
        if (m->end != 0 || (group.len && !str_eq(m->group, group))) continue;
        m->end = at + 1;
        return;
    }
}

static void read_entities(reader *self, casus_str value, uint32_t at)
{
    size_t i = 0;
    while (i < value.len) {
        bool opens = value.ptr[i] == '(';
        size_t start = opens ? i + 1 : i, end = start;
        while (end < value.len && value.ptr[end] != '(' && value.ptr[end] != ')') end++;
        bool closes = end < value.len && value.ptr[end] == ')';
        casus_str body = str_slice(value, start, end);
        if (opens) open_mention(self, body, at);
        if (closes) close_mention(self, opens ? (casus_str){0} : body, at);
        i = closes ? end + 1 : end;
        if (!opens && !closes) return;
    }
}

static void read_mentions(reader *self)
{
    for (uint32_t i = 0; i < self->in->n; i++) {
        casus_str rest = self->in->misc[i], field;
        while (rest.len && str_split(&rest, '|', &field))
            if (str_starts(field, STR("Entity=")))
                read_entities(self, str_slice(field, 7, field.len), i);
    }
}

static int longest_first(const void *a, const void *b)
{
    const mention *x = a, *y = b;
    uint32_t n_x = x->end - x->start, n_y = y->end - y->start;
    if (n_x != n_y) return n_x > n_y ? -1 : 1;
    return x->start < y->start ? -1 : x->start > y->start;
}

/* ---- words ------------------------------------------------------------------------------- */

static casus_str form(const reader *self, uint32_t i) { return self->in->forms[i]; }
static uint32_t rel(const reader *self, uint32_t i) { return self->in->golds[i].deprel; }

static bool is_capital(casus_str s)
{
    size_t at = 0;
    return s.len && utf8_is_upper(utf8_next(s, &at));
}

/* Sounds, not letters: "[ʒan mɔʁo]". */
static bool is_phonetic(casus_str s)
{
    size_t at = 0;
    while (at < s.len) {
        uint32_t c = utf8_next(s, &at);
        if (c >= 0x250 && c < 0x2FF) return true;
    }
    return false;
}

/* A word of a name by its tags; "New" and "United" are NNP but no PROPN. */
static bool is_name_word(const reader *self, uint32_t i)
{
    const gold *g = &self->in->golds[i];
    if (is_phonetic(form(self, i))) return false;
    return g->upos == UPOS_PROPN || g->xpos == XPOS_NNP || g->xpos == XPOS_NNPS ||
           (g->upos == UPOS_X && is_capital(form(self, i)));
}

static bool is_joint(const reader *self, uint32_t i)
{
    static const char *const joints[] = {"-", "&", "'", "’", "/", "\"", "“", "”", "–"};
    for (size_t k = 0; k < sizeof joints / sizeof *joints; k++)
        if (str_eq(form(self, i), str_from(joints[k]))) return true;
    return false;
}

static bool is_group(const reader *self, uint32_t i)
{
    return names_is_group(self->lists, form(self, i));
}

/* The number of the word that i hangs on, or n. */
static uint32_t head_of(const reader *self, uint32_t i)
{
    uint32_t head = self->in->golds[i].head;
    return head ? head - 1 : self->in->n;
}

/* The word of [start, end) whose head is outside. */
static uint32_t top_of(const reader *self, uint32_t start, uint32_t end)
{
    for (uint32_t i = start; i < end; i++) {
        uint32_t head = head_of(self, i);
        if (head < start || head >= end) return i;
    }
    return start;
}

bool names_is_group(const name_lists *lists, casus_str s)
{
    const name_list *demonyms = name_list_find(lists, "DEMONYM");
    casus_str stem = s.len > 1 ? str_slice(s, 0, s.len - 1) : s;
    if (!is_capital(s)) return false;
    return name_list_has(name_list_find(lists, "GROUP"), s) || name_list_has(demonyms, s) ||
           name_list_has(name_list_find(lists, "PEOPLE"), s) ||
           (str_ends(s, STR("s")) && name_list_has(demonyms, stem));
}

/* ---- spans ------------------------------------------------------------------------------- */

typedef struct span {
    uint32_t start, end;
} span;

static bool hangs_in(const reader *self, uint32_t i, span s)
{
    uint32_t head = head_of(self, i);
    return head >= s.start && head < s.end;
}

/* Over flat words behind, and marks between them: "Jean - Luc", "John \" Jack \" Miller". */
static span take_flat(const reader *self, span s, uint32_t end)
{
    for (uint32_t i = s.end; i < end && i < s.end + 3; i++) {
        if (rel(self, i) == DEPREL_FLAT && hangs_in(self, i, s))
            s.end = i + 1;
        else if (!is_joint(self, i))
            break;
    }
    while (s.end > s.start + 1 && is_joint(self, s.end - 1)) s.end--;
    return s;
}

static bool is_title(const reader *self, uint32_t i)
{
    casus_str s = form(self, i);
    if (rel(self, i) == DEPREL_NMOD_DESC) return true;
    for (uint32_t k = 0; self->titles && k < self->titles->n; k++)
        if (str_eq_nocase(self->titles->items[k], s)) return true;
    return false;
}

/* Is word i the 's of a name ("People 's Republic"), not of an owner with a mention of its own? */
static bool is_inner_mark(const reader *self, uint32_t i, uint32_t start)
{
    if (self->in->golds[i].xpos != XPOS_POS || i <= start || !is_name_word(self, i - 1))
        return false;
    for (uint32_t k = 0; k < self->n; k++)
        if (self->mentions[k].end == i + 1 || self->mentions[k].end == i) return false;
    return true;
}

/* Over name words before: of a person compounds alone; of the rest all that is a name. */
static span take_before(const reader *self, span s, uint32_t start, bool person)
{
    uint32_t i = s.start;
    while (i > start) {
        uint32_t r = rel(self, --i);
        if (is_joint(self, i) || (!person && is_inner_mark(self, i, start))) continue;
        if (!is_name_word(self, i) || r == DEPREL_DET) break;
        if (r == DEPREL_APPOS || r == DEPREL_CONJ) break;
        if (r == DEPREL_NMOD_POSS && !is_inner_mark(self, i + 1, start)) break;
        if (person && (is_title(self, i) || !hangs_in(self, i, s))) break;
        s.start = i;
    }
    return s;
}

/* Does a mention of a kind of its own begin at word i, as in "Asia and [Africa]"? */
static bool begins_mention(const reader *self, uint32_t i, uint32_t end)
{
    for (uint32_t k = 0; k < self->n; k++) {
        const mention *m = &self->mentions[k];
        if (m->start == i && m->end <= end && m->kind < OTHER) return true;
    }
    return false;
}

/* Over "and" and what it joins behind an "of": "Housing and Urban Development". */
static span take_joined(const reader *self, span s, uint32_t end)
{
    for (uint32_t i = s.end; i + 1 < end && i < s.end + 5; i++) {
        bool plain = is_name_word(self, i) || rel(self, i) == DEPREL_CC ||
                     (rel(self, i) == DEPREL_PUNCT && str_eq(form(self, i), STR(",")));
        if (!plain || begins_mention(self, i + 1, end)) return s;
        uint32_t next = i + 1;
        if (is_name_word(self, next) && rel(self, next) == DEPREL_CONJ && hangs_in(self, next, s))
            return take_joined(self, (span){s.start, next + 1}, end);
    }
    return s;
}

static bool is_link(const reader *self, uint32_t i, uint32_t kind)
{
    casus_str s = form(self, i);
    if (rel(self, i) != DEPREL_CASE) return false;
    if (str_eq_nocase(s, STR("of")) || str_eq(s, STR("de")) || str_eq(s, STR("del"))) return true;
    return kind == NAME_ORG && (str_eq_nocase(s, STR("for")) || str_eq_nocase(s, STR("on")));
}

/* Over "of", a determiner and a name behind: "Bank of the West". */
static span take_linked(const reader *self, span s, uint32_t end, uint32_t kind)
{
    while (s.end + 1 < end && is_link(self, s.end, kind)) {
        uint32_t first = s.end + 1, last = head_of(self, s.end);
        if (rel(self, first) == DEPREL_DET) first++;
        if (last >= end || last < first || !hangs_in(self, last, s)) return s;
        for (uint32_t i = first; i <= last; i++)
            if (!is_name_word(self, i) && !is_joint(self, i) && rel(self, i) != DEPREL_CC) return s;
        s = take_flat(self, (span){s.start, last + 1}, end);
        s = take_joined(self, s, end);
    }
    return s;
}

/* "Terminal 2", "Highway 61" */
static span take_number(const reader *self, span s, uint32_t end)
{
    if (s.end < end && self->in->golds[s.end].upos == UPOS_NUM && hangs_in(self, s.end, s) &&
        rel(self, s.end) != DEPREL_APPOS)
        s.end++;
    return s;
}

/* Does a name at word i say who the noun `top` before it is: "student Ahmed", "the critic Liu"? */
static bool names_before(const reader *self, uint32_t top, uint32_t i)
{
    uint32_t r = rel(self, i);
    return i > top && is_name_word(self, i) && head_of(self, i) == top &&
           (r == DEPREL_FLAT || (r == DEPREL_APPOS && i == top + 1));
}

static bool is_list(const reader *self, uint32_t top, uint32_t end)
{
    for (uint32_t i = top + 1; i < end; i++)
        if (rel(self, i) == DEPREL_CONJ && head_of(self, i) == top) return true;
    return false;
}

/* The name in a mention; an empty span: none. */
static span find_span(const reader *self, const mention *m)
{
    uint32_t top = top_of(self, m->start, m->end);
    span s = {top, top + 1};
    bool person = m->kind == NAME_PER;
    if (self->in->golds[top].upos == UPOS_PRON) return (span){top, top};
    if (!is_name_word(self, top)) { /* "student Ahmed Mohamed" */
        uint32_t i = m->start;
        if (!person) return (span){top, top};
        while (i < m->end && !names_before(self, top, i)) i++;
        if (i == m->end) return (span){top, top};
        s = take_flat(self, (span){top, i + 1}, m->end);
        return (span){i, s.end};
    }
    if (m->kind >= OTHER && is_list(self, top, m->end)) return (span){top, top};
    s = take_flat(self, s, m->end);
    s = take_before(self, s, m->start, person);
    for (uint32_t i = s.start; person && i < s.end; i++) /* "US President Barack Obama" */
        if (is_title(self, i)) s.start = i + 1;
    if (person) return s;
    s = take_number(self, s, m->end);
    s = take_linked(self, s, m->end, m->kind);
    while (m->kind >= OTHER && s.end < m->end && is_name_word(self, s.end)) s.end++;
    return s;
}

/* ---- tags -------------------------------------------------------------------------------- */

static bool is_free(const reader *self, span s)
{
    for (uint32_t i = s.start; i < s.end; i++)
        if (self->tags[i] != NAME_O) return false;
    return s.start < s.end;
}

static void mark(const reader *self, span s, uint32_t kind)
{
    for (uint32_t i = s.start; i < s.end; i++)
        self->tags[i] = kind >= OTHER    ? BLOCKED
                        : i == s.start ? name_begin(kind)
                                       : name_inside(kind);
}

static bool is_country(const reader *self, span s)
{
    char name[128];
    size_t n = 0;
    for (uint32_t i = s.start; i < s.end; i++) {
        casus_str word = form(self, i);
        if (n + word.len + 2 > sizeof name) return false;
        if (i > s.start) name[n++] = ' ';
        memcpy(name + n, word.ptr, word.len);
        n += word.len;
    }
    return name_list_has(self->countries, (casus_str){name, n});
}

static bool is_plural(const reader *self, uint32_t i)
{
    return self->in->golds[i].xpos == XPOS_NNPS || self->in->golds[i].xpos == XPOS_NNS;
}

static void mark_mention(const reader *self, const mention *m)
{
    span s = find_span(self, m);
    uint32_t kind = m->kind;
    bool one = s.end == s.start + 1;
    if (!is_free(self, s)) return;
    if (one && name_list_has(self->nobody, form(self, s.start))) return;
    if (kind == NAME_ORG && is_country(self, s)) kind = NAME_LOC;
    bool plural = is_plural(self, s.end - 1);
    if (one && is_group(self, s.start) && (kind == NAME_PER || (kind == NAME_ORG && plural)))
        kind = NAME_NORP;
    else if (kind == NAME_PER && plural)
        return; /* "Engineers" */
    mark(self, s, kind);
}

static bool is_modifier(const reader *self, uint32_t i)
{
    uint32_t r = rel(self, i);
    return r == DEPREL_AMOD || r == DEPREL_COMPOUND || r == DEPREL_NMOD_DESC || r == DEPREL_FLAT;
}

/* "a former Scientologist", "one Rohingya": a determiner, number or adjective hangs on it. */
static bool is_one(const reader *self, uint32_t i)
{
    for (uint32_t k = i > 4 ? i - 4 : 0; k < i; k++) {
        uint32_t r = rel(self, k);
        if (head_of(self, k) == i && (r == DEPREL_DET || r == DEPREL_NUMMOD || r == DEPREL_AMOD))
            return true;
    }
    return false;
}

/* Adjectives and nouns of peoples that stand in no name: "Malian troops". A noun in the singular
 * that is no person's is a language: "rendered into Chinese". */
static void mark_groups(const reader *self)
{
    for (uint32_t i = 0; i < self->in->n; i++) {
        unsigned upos = self->in->golds[i].upos;
        if (self->tags[i] != NAME_O || !is_group(self, i)) continue;
        if (upos != UPOS_ADJ && upos != UPOS_PROPN && upos != UPOS_NOUN) continue;
        if (upos != UPOS_ADJ && !is_plural(self, i) && !is_modifier(self, i) && !is_one(self, i))
            continue;
        bool joined = i > 0 && name_is(self->tags[i - 1]) &&
                      name_kind_of(self->tags[i - 1]) == NAME_NORP &&
                      str_starts(form(self, i), STR("American"));
        self->tags[i] = joined ? NAME_I_NORP : NAME_B_NORP;
    }
}

void names_of_entities(const entity_words *in, const name_lists *lists, uint8_t *tags)
{
    static reader r;
    r.in = in;
    r.lists = lists;
    r.n = 0;
    r.tags = tags;
    r.countries = name_list_find(lists, "COUNTRY");
    r.titles = name_list_find(lists, "TITLE");
    r.nobody = name_list_find(lists, "NOBODY");
    memset(tags, NAME_O, in->n);
    read_mentions(&r);
    for (uint32_t i = 0; i < r.n; i++)
        if (r.mentions[i].end == 0) r.mentions[i].end = r.mentions[i].start + 1;
    qsort(r.mentions, r.n, sizeof *r.mentions, longest_first);
    for (uint32_t i = 0; i < r.n; i++) mark_mention(&r, &r.mentions[i]);
    mark_groups(&r);
    for (uint32_t i = 0; i < in->n; i++)
        if (tags[i] == BLOCKED) tags[i] = NAME_O;
}
