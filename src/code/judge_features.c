/* What the judge looks at. A feature is a 64-bit key of its template and what it saw; shared
 * features speak for the label of the reading they stem from. */
#include "code/judge.h"

enum template {
    BIAS = 1,
    BETWEEN,       /* words between them, by which comes first */
    BIGRAM,
    PATH_WORD,     /* the way through the tree from one to the other */
    PATH_CLUSTER,
    PATH_RELATION, /* a word with the relation by which it hangs */
    PATH_SHAPE,    /* all its relations */
    TOP,           /* where the way turns */
    TOP_CASE,
    TOP_CLUSTER,
    GOVERNOR,      /* the word over one of them, with the relation */
    GOVERNOR_CASE,
    GOVERNOR_CLUSTER,
    AROUND,        /* what hangs on that word: auxiliaries, particles, objects */
    OBJECT,        /* its object's head, with it */
    INSIDE,        /* words of the two themselves */
    INSIDE_HEAD,
    INSIDE_CLUSTER,
    SECTOR,
    CODED,         /* has it a country? */
    READING,       /* act, status and reach */
    READING_TYPE,
    READING_LABEL,
    BEST,
    SECOND,
    ABSENT
};

typedef struct look {
    const sentence_work *w;
    const tree *t;
    const parse_model *words;
    const judge_pair *pair;
    judge_features *out;
} look;

static uint64_t mix(uint64_t h)
{
    h ^= h >> 31;
    h *= 0x9E3779B97F4A7C15u;
    h ^= h >> 29;
    h *= 0xD6E8FEB86659FD93u;
    return h ^ h >> 32;
}

static void add(look *l, enum template template, uint64_t a, uint64_t b)
{
    judge_features *f = l->out;
    if (f->n == JUDGE_MAX_FEATURES) return;
    uint64_t key = mix(mix(mix(template) ^ a) + b);
    f->keys[f->n++] = key;
}

static bool within(const judge_span *s, uint32_t i) { return i >= s->first && i <= s->last; }
static bool is_there(const judge_span *s) { return s->first <= s->last; }

/* The token by which a span hangs on the rest. */
static uint32_t head_of(const tree *t, const judge_span *s)
{
    if (!is_there(s)) return TREE_NONE;
    for (uint32_t i = s->first; i <= s->last; i++) {
        uint32_t head = tree_head(t, i);
        if (t->nodes[i].upos != UPOS_PUNCT && (head == TREE_NONE || !within(s, head))) return i;
    }
    return s->first;
}

static uint64_t lemma(const tree *t, uint32_t i)
{
    return t->nodes[i].upos == UPOS_NUM ? 7 : t->nodes[i].lemma_hash;
}

static uint64_t cluster(const look *l, uint32_t i)
{
    return parse_word_cluster(l->words, l->t->nodes[i].lemma_hash);
}

static bool tells_something(const tree *t, uint32_t i)
{
    switch (t->nodes[i].upos) {
    case UPOS_PUNCT:
    case UPOS_DET:
    case UPOS_PROPN:
    case UPOS_NUM:
    case UPOS_SYM:
    case UPOS_X: return false;
    default: return true;
    }
}

static void look_at_words(look *l)
{
    const judge_span *s = &l->pair->source, *o = &l->pair->target;
    bool forward = !is_there(o) || s->first < o->first;
    uint64_t before = 1;
    for (uint32_t i = 0; i < l->t->n; i++) {
        if (within(s, i) || within(o, i)) {
            before = within(s, i) ? 2 : 3;
            continue;
        }
        uint64_t word = lemma(l->t, i);
        if (l->t->nodes[i].upos != UPOS_PUNCT) add(l, BIGRAM, before, word);
        before = word;
        if (!tells_something(l->t, i)) continue;
        bool between = forward ? i > s->last && i < o->first : i > o->last && i < s->first;
        if (between && is_there(o)) add(l, BETWEEN, word, forward);
    }
}

/* The way up from `from` to `top`, without either: each word, and the relations in `shape`. */
static uint64_t look_up_from(look *l, uint32_t from, uint32_t top, uint64_t side)
{
    uint64_t shape = side;
    for (uint32_t i = from; i != top && i != TREE_NONE; i = tree_head(l->t, i)) {
        shape = mix(shape ^ l->t->nodes[i].deprel);
        if (i == from) continue;
        add(l, PATH_WORD, lemma(l->t, i), 0);
        add(l, PATH_CLUSTER, cluster(l, i), 0);
        add(l, PATH_RELATION, lemma(l->t, i), side << 8 | l->t->nodes[i].deprel);
    }
    return shape;
}

static void look_at_path(look *l, uint32_t source, uint32_t target)
{
    const tree *t = l->t;
    uint32_t top = source;
    while (top != TREE_NONE && !tree_is_under(t, target, top)) top = tree_head(t, top);
    uint64_t shape = look_up_from(l, source, top, 1);
    shape ^= look_up_from(l, target, top, 2);
    add(l, PATH_SHAPE, shape, 0);
    if (top == TREE_NONE) return;
    add(l, TOP, lemma(t, top), 0);
    add(l, TOP_CLUSTER, cluster(l, top), 0);
    uint32_t prep = tree_case(t, target);
    add(l, TOP_CASE, lemma(t, top), prep == TREE_NONE ? 1 : lemma(t, prep));
}

/* The word over one of the two, and what else hangs there. */
static void look_at_governor(look *l, uint32_t of, uint64_t side)
{
    const tree *t = l->t;
    uint32_t over = tree_head(t, of);
    if (over == TREE_NONE) return;
    uint32_t prep = tree_case(t, of);
    uint8_t rel = t->nodes[of].deprel;
    add(l, GOVERNOR, lemma(t, over), side << 8 | rel);
    add(l, GOVERNOR_CLUSTER, cluster(l, over), side << 8 | rel);
    add(l, GOVERNOR_CASE, lemma(t, over), side << 32 ^ (prep == TREE_NONE ? 1 : lemma(t, prep)));
    for (uint32_t i = tree_next_child(t, over, TREE_NONE); i != TREE_NONE;
         i = tree_next_child(t, over, i)) {
        if (i == of || t->nodes[i].upos == UPOS_PUNCT) continue;
        if (within(&l->pair->source, i) || within(&l->pair->target, i)) continue;
        add(l, AROUND, lemma(t, i), side << 8 | t->nodes[i].deprel);
        if (t->nodes[i].deprel == DEPREL_OBJ || t->nodes[i].deprel == DEPREL_COMPOUND_PRT ||
            t->nodes[i].deprel == DEPREL_XCOMP || t->nodes[i].deprel == DEPREL_NSUBJ_PASS)
            add(l, OBJECT, lemma(t, over), lemma(t, i));
    }
}

static void look_inside(look *l, const judge_span *span, uint32_t head, uint64_t side)
{
    add(l, INSIDE_HEAD, lemma(l->t, head), side);
    add(l, INSIDE_CLUSTER, cluster(l, head), side);
    for (uint32_t i = span->first; i <= span->last && i < l->t->n; i++)
        if (tells_something(l->t, i)) add(l, INSIDE, lemma(l->t, i), side);
    const entities *who = l->w->in->who;
    uint32_t m = l->w->mention_of[head];
    if (m == ENTITY_NONE || who->mentions[m].entity == ENTITY_NONE) return;
    const entity *e = &who->entities[who->mentions[m].entity];
    if (e->n_sectors) add(l, SECTOR, str_hash(str_from(e->sectors[0])), side);
    add(l, CODED, e->code != NULL, side << 8 | e->kind);
}

/* A text of the lexicon: where it stands there may change. */
static uint64_t pooled(const look *l, uint32_t offset)
{
    return str_hash(str_from(act_book_text(&l->w->in->book->acts, offset)));
}

static void look_at_readings(look *l, const judge_reading *readings, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        const judge_reading *r = &readings[i];
        const predicate *p = &l->w->out->predicates[r->predicate];
        const act *a = work_act(l->w, r->predicate);
        uint64_t reach = r->source << 2 | r->target, place = reach << 1 | r->under;
        add(l, READING, pooled(l, a->name), (uint64_t)p->status << 8 | reach);
        add(l, READING_TYPE, pooled(l, a->type), (uint64_t)p->status << 8 | place);
        add(l, READING_LABEL, r->label, place);
        if (i == 0) add(l, BEST, r->label, place);
        if (i == 1) add(l, SECOND, r->label, readings[0].label);
        uint32_t *shared = &l->out->shared[r->label];
        *shared |= 1u << (i == 0 ? 0 : i == 1 ? 1 : 2);
        *shared |= 1u << (3 + reach);
        if (!r->under && r->source == REACHES_ROLE) *shared |= 1u << 19;
        if (!r->under && r->target == REACHES_ROLE) *shared |= 1u << 20;
        if (i == 0 && r->source == REACHES_ROLE && r->target == REACHES_ROLE) *shared |= 1u << 21;
    }
    if (n == 0 || (readings[0].source <= REACHES_BENEATH && readings[0].target <= REACHES_BENEATH))
        add(l, BEST, JUDGE_NONE, 0);
}

void judge_look(const sentence_work *w, const parse_model *words, const judge_pair *pair,
                const judge_reading *readings, uint32_t n_readings, judge_features *out)
{
    look l = {w, &w->t, words, pair, out};
    out->n = 0;
    memset(out->shared, 0, sizeof out->shared);
    uint32_t source = head_of(&w->t, &pair->source), target = head_of(&w->t, &pair->target);
    add(&l, BIAS, 0, 0);
    look_at_readings(&l, readings, n_readings);
    if (source == TREE_NONE) add(&l, ABSENT, 1, 0);
    if (target == TREE_NONE) add(&l, ABSENT, 2, 0);
    if (source != TREE_NONE && target != TREE_NONE) look_at_path(&l, source, target);
    if (source != TREE_NONE) {
        look_at_governor(&l, source, 1);
        look_inside(&l, &pair->source, source, 1);
    }
    if (target != TREE_NONE) {
        look_at_governor(&l, target, 2);
        look_inside(&l, &pair->target, target, 2);
    }
    look_at_words(&l);
}
