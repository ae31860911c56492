/* Name tags without annotation of names: EWT's trees say where a name is, lists sometimes say whose.
 *
 *   words that are no proper nouns       O; they are most of what a tagger of names must learn to leave
 *   "Karen Ortiz", "Mr. Ortiz"           PER: a known first name over flat words, a title before
 *   "Ohio", "the Gulf of Mexico"         LOC: in a list of places
 *   "UNICEF", "Ortiz Energy Corp."       ORG: in a list, or by the last word
 *   "Friday", "Windows"                  O: in a list of what is no name here
 *   any other proper noun                NAME_UNKNOWN, nothing is learned from it
 *
 * A one-word name that could be of two kinds ("Jordan", "Ford": @DOUBTFUL) is unknown.
 */
#include "train.h"

typedef struct known {
    const entity_words *in;
    const name_lists *lists;
    uint8_t *tags;
} known;

typedef struct span {
    uint32_t start, end;
} span;

static bool in_list(const known *self, const char *list, casus_str s)
{
    return name_list_has_nocase(name_list_find(self->lists, list), s);
}

/* In one of the lists that `lists` names. */
static bool in_lists(const known *self, const char *lists, casus_str s)
{
    const name_list *names = name_list_find(self->lists, lists);
    for (uint32_t i = 0; names && i < names->n; i++)
        if (name_list_has_nocase(name_list_find_str(self->lists, names->items[i]), s)) return true;
    return false;
}

static bool is_proper(const known *self, uint32_t i)
{
    const gold *g = &self->in->golds[i];
    return g->upos == UPOS_PROPN || g->xpos == XPOS_NNP || g->xpos == XPOS_NNPS;
}

static bool is_hyphen(const known *self, uint32_t i)
{
    return str_eq(self->in->forms[i], STR("-"));
}

/* Words i-1 and i hang together: one on the other, or both on a word of the run. */
static bool hangs(const known *self, uint32_t i, span run)
{
    uint32_t a = self->in->golds[i - 1].head, b = self->in->golds[i].head;
    bool a_in = a > run.start && a <= run.end, b_in = b > run.start && b <= run.end;
    return a == i + 1 || b == i || (a == b && a_in) || (a_in && b_in);
}

static bool is_title(const known *self, uint32_t i)
{
    return in_list(self, "TITLE", self->in->forms[i]);
}

static casus_str text_of(const known *self, span s, char *out, size_t room)
{
    size_t n = 0;
    for (uint32_t i = s.start; i < s.end; i++) {
        casus_str form = self->in->forms[i];
        if (n + form.len + 2 > room) break;
        bool tight = i == s.start || is_hyphen(self, i) || is_hyphen(self, i - 1);
        if (!tight) out[n++] = ' ';
        memcpy(out + n, form.ptr, form.len);
        n += form.len;
    }
    return (casus_str){out, n};
}

static void mark(const known *self, span s, unsigned kind)
{
    for (uint32_t i = s.start; i < s.end; i++)
        self->tags[i] = i == s.start ? name_begin(kind) : name_inside(kind);
}

static void mark_all(const known *self, span s, uint8_t tag)
{
    memset(self->tags + s.start, tag, s.end - s.start);
}

static bool is_first_name(const known *self, casus_str s)
{
    return in_list(self, "WOMAN", s) || in_list(self, "MAN", s) || in_list(self, "KNOWNFIRST", s);
}

/* "Karen Ortiz": all words behind the first are flat on it. */
static bool is_flat(const known *self, span s)
{
    for (uint32_t i = s.start + 1; i < s.end; i++) {
        const gold *g = &self->in->golds[i];
        if (is_hyphen(self, i)) continue;
        if (g->deprel != DEPREL_FLAT || g->head != s.start + 1) return false;
    }
    return true;
}

/* The kind that the lists give; NAME_KIND_COUNT: none. */
static unsigned kind_of(const known *self, span s, casus_str name, bool titled)
{
    bool one = s.end == s.start + 1;
    casus_str first = self->in->forms[s.start], last = self->in->forms[s.end - 1];
    if (titled && is_flat(self, s)) return NAME_PER;
    if (one && in_list(self, "DOUBTFUL", name)) return NAME_KIND_COUNT;
    bool place = in_lists(self, "LOCLIST", name), body = in_lists(self, "ORGLIST", name);
    bool person = is_flat(self, s) && is_first_name(self, first);
    if (place + body + person > 1) return NAME_KIND_COUNT;
    if (place) return NAME_LOC;
    if (body) return NAME_ORG;
    if (person) return NAME_PER;
    if (!one && in_list(self, "ORGWORD", last)) return NAME_ORG;
    if (!one && in_list(self, "LOCWORD", last)) return NAME_LOC;
    return NAME_KIND_COUNT;
}

/* A title that only a person has, unlike "Interior" or "First". */
static bool is_honorific(const known *self, uint32_t i)
{
    return in_list(self, "HONORIFIC", self->in->forms[i]) ||
           in_list(self, "OFFICE", self->in->forms[i]);
}

/* Is a word behind that may belong to the name: "Wendy s", "Pancras station"? */
static bool has_tail(const known *self, span s)
{
    if (s.end >= self->in->n || is_proper(self, s.end)) return false;
    casus_str next = self->in->forms[s.end];
    return str_eq(next, STR("s")) || name_list_has(name_list_find(self->lists, "PLACENOUN"), next);
}

/* A run of proper nouns that hang together. */
static void mark_part(const known *self, span s)
{
    char text[256];
    bool titled = false, one = s.end == s.start + 1;
    casus_str name = text_of(self, s, text, sizeof text);
    if (in_lists(self, "PLAINLIST", name)) return;
    if (one && names_is_group(self->lists, name)) {
        const gold *g = &self->in->golds[s.start];
        bool language = g->xpos == XPOS_NNP && g->deprel != DEPREL_AMOD;
        mark_all(self, s, language ? NAME_UNKNOWN : NAME_B_NORP);
        return;
    }
    uint32_t start = s.start;
    while (start < s.end && is_title(self, start)) titled = is_honorific(self, start++);
    if (titled || start == s.end) s.start = start;
    if (s.start == s.end) return;
    name = text_of(self, s, text, sizeof text);
    unsigned kind = kind_of(self, s, name, titled);
    if (has_tail(self, s)) {
        kind = NAME_KIND_COUNT;
        self->tags[s.end] = NAME_UNKNOWN;
    }
    if (in_lists(self, "PLAINLIST", self->in->forms[s.start])) kind = NAME_KIND_COUNT;
    if (kind == NAME_KIND_COUNT)
        mark_all(self, s, NAME_UNKNOWN);
    else
        mark(self, s, kind);
}

/* "Gulf of Mexico" is one name, "Karen of Ohio" two; which of them another "of" is cannot be told. */
static void join_of(const known *self)
{
    const entity_words *in = self->in;
    for (uint32_t i = 1; i + 1 < in->n; i++) {
        if (!str_eq_nocase(in->forms[i], STR("of")) || !is_proper(self, i - 1)) continue;
        uint32_t next = i + 1 + (in->golds[i + 1].deprel == DEPREL_DET);
        if (next >= in->n || !is_proper(self, next) || self->tags[next] == NAME_O) continue;
        span s = {i - 1, next + 1};
        bool person = self->tags[i - 1] == NAME_B_PER || self->tags[i - 1] == NAME_I_PER;
        if (person || self->tags[i - 1] == NAME_O) continue;
        while (s.start > 0 && is_proper(self, s.start - 1)) s.start--;
        while (s.end < in->n && is_proper(self, s.end)) s.end++;
        char text[256];
        casus_str name = text_of(self, s, text, sizeof text);
        if (in_lists(self, "LOCLIST", name))
            mark(self, s, NAME_LOC);
        else if (in_lists(self, "ORGLIST", name) || in_list(self, "OFWORD", in->forms[i - 1]))
            mark(self, s, NAME_ORG);
        else
            mark_all(self, s, NAME_UNKNOWN);
    }
}

/* Beside a name of unknown extent ("Wendy" "'s", "Bank" "of" ...) the small words are unknown too. */
static void doubt_links(const known *self)
{
    static const char *const links[] = {"of", "for", "and", "&", "'s", "s", "the", "-", ",", "'", "/"};
    const uint8_t *tags = self->tags;
    for (uint32_t i = 0; i < self->in->n; i++) {
        bool link = false;
        for (size_t k = 0; k < sizeof links / sizeof *links; k++)
            link |= str_eq_nocase(self->in->forms[i], str_from(links[k]));
        bool before = i > 0 && is_proper(self, i - 1) && tags[i - 1] != NAME_O;
        bool after = i + 1 < self->in->n && is_proper(self, i + 1) && tags[i + 1] != NAME_O;
        bool doubt = (before && tags[i - 1] == NAME_UNKNOWN) ||
                     (after && tags[i + 1] == NAME_UNKNOWN);
        if (link && !is_proper(self, i) && doubt) self->tags[i] = NAME_UNKNOWN;
    }
}

void names_known(const entity_words *in, const name_lists *lists, uint8_t *tags)
{
    const known self = {in, lists, tags};
    memset(tags, NAME_O, in->n);
    for (uint32_t i = 0; i < in->n; i++) {
        if (!is_proper(&self, i)) {
            bool group = in->golds[i].upos == UPOS_ADJ && names_is_group(lists, in->forms[i]);
            if (group && tags[i] == NAME_O) tags[i] = NAME_B_NORP;
            continue;
        }
        span run = {i, i + 1};
        while (run.end < in->n &&
               (is_proper(&self, run.end) || (is_hyphen(&self, run.end) && run.end + 1 < in->n &&
                                              is_proper(&self, run.end + 1))))
            run.end++;
        span part = {i, i + 1};
        for (uint32_t k = i + 1; k < run.end; k++) {
            if (is_hyphen(&self, k) || is_hyphen(&self, k - 1) || hangs(&self, k, run)) {
                part.end = k + 1;
                continue;
            }
            mark_part(&self, part);
            part = (span){k, k + 1};
        }
        mark_part(&self, part);
        i = run.end - 1;
    }
    join_of(&self);
    doubt_links(&self);
}
