#include "evaluate/conll.h"

#define NOT_ALIGNED (-2)
#define MAX_CELLS ((size_t)1 << 24) /* of one table of common subsequences */

const char *conll_metric_key(enum conll_metric metric)
{
    static const char *const keys[] = {
#define X(name, key, label) key,
        CONLL_METRIC_LIST(X)
#undef X
    };
    return keys[metric];
}

const char *conll_metric_label(enum conll_metric metric)
{
    static const char *const labels[] = {
#define X(name, key, label) label,
        CONLL_METRIC_LIST(X)
#undef X
    };
    return labels[metric];
}

static double share(uint64_t part, uint64_t all) { return all ? (double)part / (double)all : 0; }

double conll_precision(const conll_score *s) { return share(s->correct, s->system); }
double conll_recall(const conll_score *s) { return share(s->correct, s->gold); }
double conll_f1(const conll_score *s) { return share(2 * s->correct, s->gold + s->system); }
double conll_aligned(const conll_score *s) { return share(s->correct, s->aligned); }

/* ---- alignment ----------------------------------------------------------------------------- */

typedef struct alignment {
    const conll_side *gold, *system;
    int32_t *gold_of; /* [system->n_words], NOT_ALIGNED */
    arena *mem;       /* for tables; reset by nobody, so one is kept and grown */
    uint16_t *cells;
    size_t n_cells;
} alignment;

static bool same_form(casus_str a, casus_str b)
{
    size_t i = 0, j = 0;
    while (i < a.len && j < b.len)
        if (utf8_lower(utf8_next(a, &i)) != utf8_lower(utf8_next(b, &j))) return false;
    return i == a.len && j == b.len;
}

/* Words [gold, gold_end) and [system, system_end) that cover the same stretch. */
typedef struct stretch {
    uint32_t gold, system, gold_end, system_end;
} stretch;

static bool is_beyond(const conll_side *side, uint32_t i, uint32_t end)
{
    if (i >= side->n_words) return true;
    const conll_word *w = &side->words[i];
    return w->multiword ? w->span.start >= end : w->span.end > end;
}

static void extend(const conll_word *w, uint32_t *end)
{
    if (w->multiword && w->span.end > *end) *end = w->span.end;
}

/* The smallest stretch at words `gold` and `system`, one of which is in a multiword token, that
 * cuts no token of either side. */
static stretch find_stretch(const alignment *self, uint32_t gold, uint32_t system)
{
    const conll_word *g = self->gold->words, *s = self->system->words;
    uint32_t end;
    if (g[gold].multiword) {
        end = g[gold].span.end;
        if (!s[system].multiword && s[system].span.start < g[gold].span.start) system++;
    } else {
        end = s[system].span.end;
        if (!g[gold].multiword && g[gold].span.start < s[system].span.start) gold++;
    }
    stretch out = {gold, system, gold, system};
    while (!is_beyond(self->gold, out.gold_end, end) ||
           !is_beyond(self->system, out.system_end, end)) {
        bool take_gold = out.gold_end < self->gold->n_words &&
                         (out.system_end >= self->system->n_words ||
                          g[out.gold_end].span.start <= s[out.system_end].span.start);
        if (take_gold) extend(&g[out.gold_end++], &end);
        else extend(&s[out.system_end++], &end);
    }
    return out;
}

static casus_status make_room(alignment *self, size_t n, casus_error *err)
{
    FAIL_IF(n > MAX_CELLS, CASUS_LIMIT, "multiword tokens over too many words");
    if (n <= self->n_cells) return CASUS_OK;
    self->cells = arena_alloc(self->mem, n * 2 * sizeof *self->cells);
    FAIL_IF(!self->cells, CASUS_NO_MEMORY, "no memory to align the words");
    self->n_cells = n * 2;
    return CASUS_OK;
}

/* cells[g][s]: words that g and those behind it have in common with s and those behind it. One row
 * and column of zeros close the table. */
static void fill_cells(const alignment *self, const stretch *at, size_t n, size_t m)
{
    uint16_t *cells = self->cells;
    size_t width = m + 1;
    for (size_t s = 0; s <= m; s++) cells[n * width + s] = 0;
    for (size_t g = n; g-- > 0;) {
        cells[g * width + m] = 0;
        for (size_t s = m; s-- > 0;) {
            bool same = same_form(self->gold->words[at->gold + g].form,
                                  self->system->words[at->system + s].form);
            uint16_t best = same ? (uint16_t)(cells[(g + 1) * width + s + 1] + 1) : 0;
            if (cells[(g + 1) * width + s] > best) best = cells[(g + 1) * width + s];
            if (cells[g * width + s + 1] > best) best = cells[g * width + s + 1];
            cells[g * width + s] = best;
        }
    }
}

static casus_status align_stretch(alignment *self, const stretch *at, casus_error *err)
{
    size_t n = at->gold_end - at->gold, m = at->system_end - at->system, g = 0, s = 0;
    if (!n || !m) return CASUS_OK;
    TRY(make_room(self, (n + 1) * (m + 1), err));
    fill_cells(self, at, n, m);
    while (g < n && s < m) {
        if (same_form(self->gold->words[at->gold + g].form,
                      self->system->words[at->system + s].form)) {
            self->gold_of[at->system + s++] = (int32_t)(at->gold + g++);
        } else if (self->cells[g * (m + 1) + s] == self->cells[(g + 1) * (m + 1) + s]) {
            g++;
        } else {
            s++;
        }
    }
    return CASUS_OK;
}

static casus_status align(alignment *self, casus_error *err)
{
    uint32_t g = 0, s = 0;
    while (g < self->gold->n_words && s < self->system->n_words) {
        const conll_word *a = &self->gold->words[g], *b = &self->system->words[s];
        if (a->multiword || b->multiword) {
            stretch at = find_stretch(self, g, s);
            TRY(align_stretch(self, &at, err));
            if (at.gold_end == g && at.system_end == s) { /* a word that covers no character */
                if (b->span.start == b->span.end) s++;
                else g++;
                continue;
            }
            g = at.gold_end;
            s = at.system_end;
        } else if (a->span.start == b->span.start && a->span.end == b->span.end) {
            self->gold_of[s++] = (int32_t)g++;
        } else if (a->span.start <= b->span.start) {
            g++;
        } else {
            s++;
        }
    }
    return CASUS_OK;
}

/* ---- counting ------------------------------------------------------------------------------ */

static conll_score score_spans(const conll_span *gold, uint32_t n_gold, const conll_span *system,
                               uint32_t n_system)
{
    conll_score out = {.gold = n_gold, .system = n_system};
    for (uint32_t g = 0, s = 0; g < n_gold && s < n_system;) {
        if (system[s].start < gold[g].start || system[s].start == system[s].end) s++;
        else if (gold[g].start < system[s].start) g++;
        else out.correct += gold[g++].end == system[s++].end;
    }
    return out;
}

static casus_str universal(casus_str deprel)
{
    size_t colon = str_find(deprel, STR(":"));
    return colon == SIZE_MAX ? deprel : str_slice(deprel, 0, colon);
}

/* The relations of words with content of their own: CLAS counts them alone. */
static bool is_content(casus_str deprel)
{
    static const char *const others[] = {"aux", "cop", "mark", "det", "clf", "case", "cc", "punct"};
    casus_str plain = universal(deprel);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_eq(plain, str_from(others[i]))) return false;
    return true;
}

static bool is_counted(enum conll_metric metric, casus_str deprel)
{
    if (metric == CONLL_CLAS) return is_content(deprel);
    return metric < CONLL_UAS_WORDS || !str_eq(universal(deprel), STR("punct"));
}

/* What is right of a pair of aligned words. */
typedef struct agreement {
    bool upos, xpos, lemma, head, relation, subtype;
} agreement;

static agreement compare(const alignment *self, uint32_t g, uint32_t s, bool any_case)
{
    const conll_word *a = &self->gold->words[g], *b = &self->system->words[s];
    int32_t parent = b->parent == CONLL_ROOT ? CONLL_ROOT : self->gold_of[b->parent];
    bool lemma = any_case ? same_form(a->lemma, b->lemma) : str_eq(a->lemma, b->lemma);
    return (agreement){.upos = str_eq(a->upos, b->upos),
                       .xpos = str_eq(a->xpos, b->xpos),
                       .lemma = lemma || str_eq(a->lemma, STR("_")),
                       .head = a->parent == parent,
                       .relation = str_eq(universal(a->deprel), universal(b->deprel)),
                       .subtype = str_eq(a->deprel, b->deprel)};
}

static bool is_right(enum conll_metric metric, const agreement *a)
{
    switch (metric) {
    case CONLL_UPOS: return a->upos;
    case CONLL_XPOS: return a->xpos;
    case CONLL_LEMMAS: return a->lemma;
    case CONLL_UAS:
    case CONLL_UAS_WORDS: return a->head;
    case CONLL_LAS:
    case CONLL_LAS_WORDS:
    case CONLL_CLAS: return a->head && a->relation;
    case CONLL_LAS_SUBTYPES:
    case CONLL_LAS_SUBTYPES_WORDS: return a->head && a->subtype;
    default: return true;
    }
}

/* The counts of a relation; those past the limit share the last place. */
static conll_score *relation_of(conll_result *self, casus_str name)
{
    for (uint32_t i = 0; i < self->n_relations; i++)
        if (str_eq(self->relations[i].name, name)) return &self->relations[i].score;
    if (self->n_relations == CONLL_MAX_RELATIONS)
        return &self->relations[CONLL_MAX_RELATIONS - 1].score;
    self->relations[self->n_relations].name = name;
    return &self->relations[self->n_relations++].score;
}

static void count_pair(const alignment *self, uint32_t g, uint32_t s, bool any_case,
                       conll_result *out)
{
    agreement a = compare(self, g, s, any_case);
    casus_str deprel = self->gold->words[g].deprel;
    for (enum conll_metric m = CONLL_UPOS; m < CONLL_METRIC_COUNT; m++) {
        if (!is_counted(m, deprel)) continue;
        out->scores[m].aligned++;
        out->scores[m].correct += is_right(m, &a);
    }
    conll_score *relation = relation_of(out, deprel);
    relation->aligned++;
    relation->correct += a.head && a.subtype;
}

static void count_words(const conll_side *side, bool gold, conll_result *out)
{
    for (uint32_t i = 0; i < side->n_words; i++) {
        casus_str deprel = side->words[i].deprel;
        for (enum conll_metric m = CONLL_WORDS; m < CONLL_METRIC_COUNT; m++)
            if (is_counted(m, deprel)) *(gold ? &out->scores[m].gold : &out->scores[m].system) += 1;
        conll_score *relation = relation_of(out, deprel);
        *(gold ? &relation->gold : &relation->system) += 1;
    }
}

static void sort_relations(conll_result *self)
{
    for (uint32_t i = 1; i < self->n_relations; i++) {
        conll_relation moved = self->relations[i];
        uint32_t j = i;
        for (; j > 0; j--) {
            casus_str a = self->relations[j - 1].name, b = moved.name;
            int order = memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len);
            if (order < 0 || (order == 0 && a.len <= b.len)) break;
            self->relations[j] = self->relations[j - 1];
        }
        self->relations[j] = moved;
    }
}

/* ---- both sides ---------------------------------------------------------------------------- */

static casus_status check_letters(const conll_side *gold, const conll_side *system,
                                  casus_error *err)
{
    uint32_t at = 0, least = gold->n_letters < system->n_letters ? gold->n_letters
                                                                 : system->n_letters;
    while (at < least && gold->letters[at] == system->letters[at]) at++;
    if (at == gold->n_letters && at == system->n_letters) return CASUS_OK;
    uint32_t from = at < 20 ? 0 : at - 20;
    while (from < at && ((unsigned char)gold->letters[from] & 0xC0) == 0x80) from++;
    uint32_t to = gold->n_letters - at < 20 ? gold->n_letters : at + 20;
    while (to > at && to < gold->n_letters && ((unsigned char)gold->letters[to] & 0xC0) == 0x80)
        to--;
    return error_set(err, CASUS_BAD_INPUT,
                     "the words do not spell the text that was parsed, at \"%.*s\": \"# text\" and "
                     "the forms must agree",
                     (int)(to - from), gold->letters + from);
}

casus_status conll_score_sides(const conll_side *gold, const conll_side *system, bool any_case,
                               arena *mem, conll_result *out, casus_error *err)
{
    *out = (conll_result){0};
    TRY(check_letters(gold, system, err));
    alignment a = {.gold = gold, .system = system, .mem = mem};
    a.gold_of = arena_alloc(mem, ((size_t)system->n_words + 1) * sizeof *a.gold_of);
    out->relations = arena_alloc(mem, CONLL_MAX_RELATIONS * sizeof *out->relations);
    FAIL_IF(!arena_ok(mem), CASUS_NO_MEMORY, "no memory to compare the words");
    for (uint32_t i = 0; i < system->n_words; i++) a.gold_of[i] = NOT_ALIGNED;
    TRY(align(&a, err));
    out->scores[CONLL_TOKENS] =
        score_spans(gold->tokens, gold->n_tokens, system->tokens, system->n_tokens);
    out->scores[CONLL_SENTENCES] =
        score_spans(gold->sentences, gold->n_sentences, system->sentences, system->n_sentences);
    count_words(gold, true, out);
    count_words(system, false, out);
    for (uint32_t s = 0; s < system->n_words; s++) {
        if (a.gold_of[s] == NOT_ALIGNED) continue;
        out->scores[CONLL_WORDS].correct++;
        count_pair(&a, (uint32_t)a.gold_of[s], s, any_case, out);
    }
    sort_relations(out);
    return CASUS_OK;
}
