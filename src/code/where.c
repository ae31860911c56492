#include "code/where.h"

#include <math.h>

#include "code/clause.h"

enum feature {
    BIAS,
    PATH,
    BARE_PATH,
    LENGTHS,
    FIRST_STEP,
    LAST_STEP,
    LAST_STEP_WORD,
    HELD_BY,
    PHRASE,
    KIND,
    KIND_STEP,
    DISTANCE,
    MANY,
    INNER,
    OUTER,
    RANK,
    BEFORE,
    BEHIND,
    VERBS_BETWEEN,
    CLAUSES,
    FINER,
    COARSER,
    WORD,
    WORD_REL,
    WORD_TAG,
    SUBJECT,
    SHORTEST,
    NEGATED
};

typedef struct way {
    uint32_t up, down, top; /* steps from the place, from the word; where they meet */
    uint32_t last;          /* the word below `top` on the place's side, or the place */
    uint64_t path, bare;
    uint32_t clauses;       /* verbs passed on the way up */
} way;

typedef struct look {
    const entities *who;
    const place_book *places;
    const tree *t;
    uint32_t word;
    uint32_t tokens[WHERE_MAX_CHOICES]; /* heads of the places */
    way ways[WHERE_MAX_CHOICES];
    uint32_t kinds[WHERE_MAX_CHOICES];
    uint32_t n;
} look;

static void add(where_choice *c, enum feature f, uint64_t a, uint64_t b)
{
    uint64_t key = (f + 1) * 0xD6E8FEB86659FD93u ^ (a + 0x632BE59BD9B4E019u) * 0xFF51AFD7ED558CCDu;
    key = (key ^ key >> 31 ^ b) * 0xC4CEB9FE1A85EC53u;
    if (c->n < WHERE_MAX_FEATURES) c->keys[c->n++] = key ^ key >> 29;
}

static uint64_t lemma(const tree *t, uint32_t i) { return t->nodes[i].lemma_hash; }

static uint64_t prep_of(const tree *t, uint32_t i)
{
    uint32_t prep = tree_case(t, i);
    return prep == TREE_NONE ? 1 : lemma(t, prep);
}

static uint64_t step_of(const tree *t, uint32_t i)
{
    return prep_of(t, i) * 31 + t->nodes[i].deprel;
}

static uint32_t bucket(uint32_t n)
{
    return n < 4 ? n : n < 6 ? 4 : n < 9 ? 5 : n < 14 ? 6 : n < 22 ? 7 : 8;
}

/* From the place up to the lowest word that is above both, and from there down to the word. */
static way find_way(const tree *t, uint32_t word, uint32_t place)
{
    way w = {.last = place, .top = place, .path = 7, .bare = 7};
    uint32_t at = place;
    while (at != TREE_NONE && !tree_is_under(t, word, at)) {
        w.path = w.path * 0x100000001B3u ^ step_of(t, at);
        w.bare = w.bare * 0x100000001B3u ^ t->nodes[at].deprel;
        w.last = at;
        if (w.up++) w.clauses += t->nodes[at].upos == UPOS_VERB;
        at = tree_head(t, at);
    }
    w.top = at == TREE_NONE ? place : at;
    for (at = word; at != w.top && at != TREE_NONE; at = tree_head(t, at)) {
        w.path = w.path * 0x100000001B3u ^ (t->nodes[at].deprel + 1000u);
        w.bare = w.bare * 0x100000001B3u ^ (t->nodes[at].deprel + 1000u);
        w.down++;
    }
    return w;
}

/* 0 unknown, 1 a state, 2 a province or county, 3 a town or site. */
static uint32_t kind_of(const look *l, uint32_t place)
{
    place_entry p;
    if (!place_book_entry(l->places, l->who->places[place].entry, &p)) return 0;
    if (strcmp(p.precision, "country") == 0) return 1;
    return strncmp(p.precision, "admin", 5) == 0 ? 2 : 3;
}

static uint32_t place_of(const look *l, uint32_t i)
{
    return l->who->place_at[l->t->first + l->tokens[i]];
}

static void look_beside(const look *l, uint32_t i, where_choice *c)
{
    const tree *t = l->t;
    const place_mention *p = &l->who->places[place_of(l, i)];
    uint32_t first = p->first - t->first, last = p->last - t->first;
    add(c, BEFORE, first ? lemma(t, first - 1) : 0, 0);
    add(c, BEHIND, last + 1 < t->n ? lemma(t, last + 1) : 0, 0);
    for (uint32_t k = 0; k < l->n; k++) {
        const place_mention *o = &l->who->places[place_of(l, k)];
        if (k == i) continue;
        bool comma = o->first == p->last + 2 && tree_form_is(t, last + 1, ",");
        bool before = p->first == o->last + 2 && first && tree_form_is(t, first - 1, ",");
        if (comma) add(c, INNER, l->kinds[k], l->kinds[i]);
        if (before) add(c, OUTER, l->kinds[k], l->kinds[i]);
        if (l->ways[k].top != l->ways[i].top) continue;
        if (l->kinds[k] > l->kinds[i]) add(c, FINER, l->kinds[i], l->ways[k].up < l->ways[i].up);
        if (l->kinds[k] < l->kinds[i]) add(c, COARSER, l->kinds[i], l->ways[k].up < l->ways[i].up);
    }
}

static uint32_t verbs_between(const tree *t, uint32_t a, uint32_t b)
{
    uint32_t n = 0, from = a < b ? a : b, to = a < b ? b : a;
    for (uint32_t i = from + 1; i < to; i++) n += t->nodes[i].upos == UPOS_VERB;
    return n;
}

static void look_at_place(const look *l, uint32_t i, where_choice *c)
{
    const tree *t = l->t;
    const way *w = &l->ways[i];
    uint32_t p = l->tokens[i], over = tree_head(t, p), distance = p > l->word ? p - l->word : l->word - p;
    uint32_t rank = 0, shorter = 0;
    for (uint32_t k = 0; k < l->n; k++) {
        uint32_t d = l->tokens[k] > l->word ? l->tokens[k] - l->word : l->word - l->tokens[k];
        rank += k != i && d < distance;
        shorter += k != i && l->ways[k].up + l->ways[k].down < w->up + w->down;
    }
    uint64_t step = step_of(t, w->last), side = p > l->word;
    add(c, BIAS, 1, 0);
    add(c, PATH, w->path, 0);
    add(c, BARE_PATH, w->bare, 0);
    add(c, LENGTHS, bucket(w->up), bucket(w->down));
    add(c, FIRST_STEP, step_of(t, p), w->up == 1);
    add(c, LAST_STEP, step, bucket(w->down));
    add(c, LAST_STEP, step, (w->down == 0 ? 16 : 32) + bucket(w->up));
    add(c, LAST_STEP_WORD, step ^ lemma(t, l->word), w->down == 0);
    if (over != TREE_NONE && over != l->word) add(c, HELD_BY, lemma(t, over), step_of(t, p));
    if (over != TREE_NONE && over != l->word) add(c, HELD_BY, lemma(t, over), 0);
    if (w->last != p) add(c, PHRASE, lemma(t, w->last), t->nodes[w->last].deprel);
    if (w->last != p) add(c, PHRASE, step, step_of(t, p));
    add(c, KIND, l->kinds[i], 0);
    add(c, KIND, l->kinds[i], 16 + (l->n > 1));
    add(c, KIND_STEP, l->kinds[i], step);
    add(c, DISTANCE, bucket(distance), side);
    add(c, DISTANCE, bucket(distance) << 4 | bucket(w->down), 2 + side);
    add(c, MANY, bucket(l->n), bucket(w->up + w->down));
    add(c, RANK, bucket(rank), bucket(l->n));
    add(c, SHORTEST, bucket(shorter), w->down == 0);
    add(c, VERBS_BETWEEN, bucket(verbs_between(t, p, l->word)), side);
    add(c, CLAUSES, bucket(w->clauses), bucket(w->down));
    if (w->down) add(c, CLAUSES, t->nodes[l->word].deprel, 100 + (w->clauses > 0));
    if (w->down) add(c, WORD_REL, lemma(t, w->top), bucket(w->down));
    uint32_t subject = clause_subject(t, l->word);
    if (subject != TREE_NONE) add(c, SUBJECT, tree_is_under(t, p, subject), w->down == 0);
    look_beside(l, i, c);
}

static void look_nowhere(const look *l, where_choice *c)
{
    const tree *t = l->t;
    const node *word = &t->nodes[l->word];
    uint32_t head = tree_head(t, l->word), direct = 0;
    for (uint32_t i = 0; i < l->n; i++) direct += l->ways[i].down == 0;
    add(c, BIAS, 0, 0);
    add(c, WORD, word->lemma_hash, 0);
    add(c, WORD, word->lemma_hash, 1 + (direct > 0));
    add(c, WORD_REL, word->deprel, 1000);
    add(c, WORD_TAG, word->xpos, 0);
    add(c, MANY, bucket(l->n), 1000);
    add(c, MANY, bucket(direct), 2000 + bucket(l->n));
    if (head != TREE_NONE) add(c, WORD_REL, lemma(t, head), 2000 + word->deprel);
    for (uint32_t i = tree_next_child(t, l->word, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, l->word, i)) {
        if (tree_form_is(t, i, "not") || tree_form_is(t, i, "n't")) add(c, NEGATED, 1, 0);
        if (t->nodes[i].deprel == DEPREL_MARK || t->nodes[i].deprel == DEPREL_AUX)
            add(c, NEGATED, lemma(t, i), 1);
    }
}

uint32_t where_look(const entities *who, const place_book *places, const tree *t, uint32_t word,
                    where_choice out[WHERE_MAX_CHOICES + 1])
{
    look l = {.who = who, .places = places, .t = t, .word = word};
    for (uint32_t i = 0; i < t->n && l.n < WHERE_MAX_CHOICES; i++) {
        uint32_t place = who->place_at[t->first + i];
        if (place == ENTITY_NONE) continue;
        l.tokens[l.n] = i;
        l.kinds[l.n] = kind_of(&l, place);
        l.ways[l.n++] = find_way(t, word, i);
    }
    out[0] = (where_choice){.place = CODE_NONE};
    look_nowhere(&l, &out[0]);
    for (uint32_t i = 0; i < l.n; i++) {
        out[i + 1] = (where_choice){.place = place_of(&l, i)};
        look_at_place(&l, i, &out[i + 1]);
    }
    return l.n + 1;
}

/* ---- the model ------------------------------------------------------------------------------- */

casus_status where_open(where_model *self, casus_str section, casus_error *err)
{
    where_head h;
    FAIL_IF(section.len < sizeof h, CASUS_BAD_MODEL,
            "the places of events of the model are cut short; build it anew");
    memcpy(&h, section.ptr, sizeof h);
    FAIL_IF(h.magic != WHERE_MAGIC || h.version != WHERE_VERSION, CASUS_BAD_MODEL,
            "the places of events of the model are of another version; build it anew");
    FAIL_IF(h.bits == 0 || h.bits > 24 || !isfinite(h.scale) ||
                section.len != sizeof h + ((size_t)1 << h.bits),
            CASUS_BAD_MODEL, "the places of events of the model are damaged; build it anew");
    self->head = (const where_head *)(const void *)section.ptr;
    self->weights = (const int8_t *)section.ptr + sizeof h;
    return CASUS_OK;
}

/* The first place that hangs on the word itself by a preposition. */
static uint32_t choose_by_rule(const entities *who, const tree *t, uint32_t word)
{
    for (uint32_t i = 0; i < t->n; i++) {
        uint32_t place = who->place_at[t->first + i];
        if (place != ENTITY_NONE && tree_head(t, i) == word && tree_case(t, i) != TREE_NONE)
            return place;
    }
    return CODE_NONE;
}

uint32_t where_choose(const where_model *self, const entities *who, const place_book *places,
                      const tree *t, uint32_t word)
{
    where_choice choices[WHERE_MAX_CHOICES + 1];
    int32_t most = INT32_MIN;
    uint32_t best = CODE_NONE;
    if (!self->head) return choose_by_rule(who, t, word);
    uint32_t n = where_look(who, places, t, word, choices);
    for (uint32_t i = 0; i < n; i++) {
        int32_t sum = 0;
        for (uint32_t k = 0; k < choices[i].n; k++)
            sum += self->weights[where_row(choices[i].keys[k], self->head->bits)];
        if (sum <= most) continue;
        most = sum;
        best = choices[i].place;
    }
    return best;
}
