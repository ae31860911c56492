#include "parse/arcs.h"

static void init_cell(cell *c, const word *w, const arc_word *info)
{
    memset(c, 0, sizeof *c);
    c->form = w->form;
    c->lemma = info->lemma;
    c->tag = hash_small(info->tag + 1u);
    c->form_tag = hash_feature(1, info->lemma, c->tag, 0);
    c->cluster = w->cluster;
    c->coarse_tag = hash_feature(2, w->coarse, hash_small(info->upos), 0);
    c->upos = info->upos;
}

void arcs_init(arcs *self, const word *words, const arc_word *infos, uint32_t n)
{
    static const word no_word = {.form = 0x5851F42D, .cluster = 0x14057B7E, .coarse = 0x2545F491};
    static const arc_word no_info = {.lemma = 0x5851F42D, .tag = 0xFE, .upos = UPOS_COUNT};
    static const word root = {.form = 0x9FB21C65, .cluster = 0x4C957F2D, .coarse = 0x6C62272E};
    static const arc_word root_info = {.lemma = 0x9FB21C65, .tag = 0xFD, .upos = UPOS_COUNT + 1};
    uint16_t verbs = 0, commas = 0, ccs = 0, marks = 0;
    self->n = n;
    self->n_stack = 0;
    self->next = 1;
    for (uint32_t i = 0; i <= n + 4; i++) {
        cell *c = &self->cells[i];
        bool is_word = i >= 1 && i <= n;
        if (is_word)
            init_cell(c, &words[i - 1], &infos[i - 1]);
        else
            init_cell(c, i == n + 1 ? &root : &no_word, i == n + 1 ? &root_info : &no_info);
        c->verbs = verbs;
        c->commas = commas;
        c->ccs = ccs;
        c->marks = marks;
        if (!is_word) continue;
        const arc_word *info = &infos[i - 1];
        verbs = (uint16_t)(verbs + (info->upos == UPOS_VERB || info->upos == UPOS_AUX));
        commas = (uint16_t)(commas + (info->xpos == XPOS_COMMA));
        ccs = (uint16_t)(ccs + (info->upos == UPOS_CCONJ));
        marks = (uint16_t)(marks + (info->upos == UPOS_PUNCT && info->xpos != XPOS_COMMA));
    }
    uint32_t noun = 0;
    for (uint32_t i = n; i >= 1; i--) {
        unsigned upos = infos[i - 1].upos;
        if (upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON) noun = i;
        self->cells[i].next_noun = (uint16_t)(noun && noun - i <= 6 ? noun : 0);
    }
}

unsigned arcs_legal(const arcs *self)
{
    unsigned legal = 0;
    bool at_root = self->next > self->n;
    if (!at_root) legal |= 1u << ACTION_SHIFT;
    if (self->n_stack >= 1 && (!at_root || self->n_stack == 1)) legal |= 1u << ACTION_LEFT;
    if (self->n_stack >= 2) legal |= 1u << ACTION_RIGHT;
    return legal;
}

uint32_t arcs_apply(arcs *self, enum action action)
{
    if (action == ACTION_SHIFT) {
        self->stack[self->n_stack++] = (uint16_t)self->next++;
        return 0;
    }
    uint32_t head, dependent;
    arcs_pair(self, action, &head, &dependent);
    self->n_stack--;
    self->cells[dependent].head = (uint16_t)head;
    cell *h = &self->cells[head];
    if (action == ACTION_LEFT) {
        h->left2 = h->left1;
        h->left1 = (uint16_t)dependent;
        h->n_left++;
    } else {
        h->right2 = h->right1;
        h->right1 = (uint16_t)dependent;
        h->n_right++;
    }
    return dependent;
}

void arcs_label(arcs *self, uint32_t dependent, enum deprel label)
{
    cell *d = &self->cells[dependent], *h = &self->cells[d->head];
    d->deprel = (uint8_t)label;
    d->label = hash_small((uint32_t)label + 1);
    if (dependent < d->head)
        h->left_labels |= 1ull << label;
    else
        h->right_labels |= 1ull << label;
}

/* ---- features ---------------------------------------------------------------------------- */

static uint32_t distance(uint32_t left, uint32_t right)
{
    uint32_t d = right - left;
    return hash_small(d <= 4 ? d : d <= 6 ? 5 : d <= 10 ? 6 : 7);
}

/* What stands between two cells: verbs, commas, conjunctions, other punctuation. */
static uint32_t between(const cell *left, const cell *right)
{
    uint32_t verbs = (uint32_t)(right->verbs - left->verbs),
             commas = (uint32_t)(right->commas - left->commas);
    uint32_t ccs = (uint32_t)(right->ccs - left->ccs),
             marks = (uint32_t)(right->marks - left->marks);
    verbs = verbs < 2 ? verbs : 2;
    commas = commas < 2 ? commas : 2;
    return hash_small(verbs | commas << 2 | (ccs > 0) << 4 | (marks > 0) << 5);
}

static uint32_t fold64(uint64_t set)
{
    return hash_small((uint32_t)(set ^ set >> 32) ^ (uint32_t)(set >> 17));
}

#define F1(a) (features[k] = hash_feature(k, (a), 0, 0), k++)
#define F2(a, b) (features[k] = hash_feature(k, (a), (b), 0), k++)
#define F3(a, b, c) (features[k] = hash_feature(k, (a), (b), (c)), k++)
#define F4(a, b, c, d) (features[k] = hash_feature(k, (a), (b), (c)*3 + (d)), k++)

/* Words and tags of the front of stack and buffer. */
static uint32_t front_features(const cell *s0, const cell *s1, const cell *s2, const cell *n0,
                               const cell *n1, const cell *n2, uint32_t *features)
{
    uint32_t k = 0;
    F1(s0->form);
    F1(s0->tag);
    F1(s0->form_tag);
    F1(s0->cluster);
    F1(s1->form_tag);
    F1(s1->tag);
    F1(s1->lemma);
    F1(s1->cluster);
    F1(s2->form_tag);
    F1(s2->tag);
    F1(n0->form);
    F1(n0->tag);
    F1(n0->form_tag);
    F1(n0->cluster);
    F1(n1->form);
    F1(n1->tag);
    F1(n1->form_tag);
    F1(n1->cluster);
    F1(n2->form_tag);
    F1(n2->tag);
    F2(s0->form_tag, n0->form_tag);
    F2(s0->form_tag, n0->lemma);
    F2(s0->lemma, n0->form_tag);
    F2(s0->form_tag, n0->tag);
    F2(s0->tag, n0->form_tag);
    F2(s0->lemma, n0->lemma);
    F2(s0->tag, n0->tag);
    F2(s0->cluster, n0->cluster);
    F2(s0->coarse_tag, n0->coarse_tag);
    F2(s0->cluster, n0->form);
    F2(s0->form, n0->cluster);
    F2(s0->coarse_tag, n0->tag);
    F2(s1->tag, s0->tag);
    F2(s1->lemma, s0->lemma);
    F2(s1->form_tag, s0->tag);
    F2(s1->tag, s0->form_tag);
    F2(s1->cluster, s0->cluster);
    F2(s1->coarse_tag, s0->coarse_tag);
    F2(s1->lemma, n0->lemma);
    F2(s1->tag, n0->tag);
    F2(s1->coarse_tag, n0->coarse_tag);
    F2(n0->tag, n1->tag);
    F2(n0->form, n1->form);
    F2(n0->form_tag, n1->tag);
    F2(n0->tag, n1->form_tag);
    F3(n0->tag, n1->tag, n2->tag);
    F3(s0->tag, n0->tag, n1->tag);
    F3(s1->tag, s0->tag, n0->tag);
    F3(s2->tag, s1->tag, s0->tag);
    F4(s1->tag, s0->tag, n0->tag, n1->tag);
    F4(s0->tag, n0->tag, n1->tag, n2->tag);
    F4(s2->tag, s1->tag, s0->tag, n0->tag);
    F3(s0->form_tag, n0->tag, n1->tag);
    F3(s0->tag, n0->form_tag, n1->tag);
    F3(s0->tag, n0->tag, n1->form_tag);
    F3(s1->form_tag, s0->tag, n0->tag);
    F3(s1->tag, s0->form_tag, n0->tag);
    F3(s1->tag, s0->tag, n0->form_tag);
    F3(s1->coarse_tag, s0->coarse_tag, n0->coarse_tag);
    F3(s0->coarse_tag, n0->coarse_tag, n1->coarse_tag);
    return k;
}

/* Children already attached, distances, what stands between, prepositional phrases. */
static uint32_t tree_features(const arcs *self, const cell *s0, const cell *s1, const cell *s2,
                              const cell *n0, uint32_t k, uint32_t *features)
{
    const cell *cells = self->cells;
    const cell *s0l = &cells[s0->left1], *s0r = &cells[s0->right1], *s0l2 = &cells[s0->left2];
    const cell *s0r2 = &cells[s0->right2], *s1l = &cells[s1->left1], *s1r = &cells[s1->right1];
    const cell *n0l = &cells[n0->left1], *n0l2 = &cells[n0->left2];
    const cell *noun = &cells[n0->next_noun];
    const cell *s0_before = s0 > cells ? s0 - 1 : s0, *n1 = n0 + 1;
    uint32_t verbs_left = (uint32_t)(cells[self->n + 1].verbs - n0->verbs);
    verbs_left = hash_small(verbs_left < 3 ? verbs_left : 3);
    uint32_t alike = hash_small(
        (uint32_t)(s0->cluster == s1->cluster) | (uint32_t)(s0->coarse_tag == s1->coarse_tag) << 1 |
        (uint32_t)(s0->cluster == s2->cluster) << 2 |
        (uint32_t)(s0->coarse_tag == s2->coarse_tag) << 3 | (uint32_t)(s0->tag == s2->tag) << 4);
    uint32_t d0 = distance((uint32_t)(s0 - cells), (uint32_t)(n0 - cells));
    uint32_t d1 = distance((uint32_t)(s1 - cells), (uint32_t)(s0 - cells));
    uint32_t b0 = between(s0, n0), b1 = between(s1, s0);
    uint32_t s0_right = hash_small(s0->n_right), s0_left = hash_small(s0->n_left);
    uint32_t s1_right = hash_small(s1->n_right), n0_left = hash_small(n0->n_left);
    uint32_t s0_rset = fold64(s0->right_labels), s0_lset = fold64(s0->left_labels);
    uint32_t s1_rset = fold64(s1->right_labels), n0_lset = fold64(n0->left_labels);
    F2(s0l->tag, s0l->label);
    F2(s0r->tag, s0r->label);
    F2(n0l->tag, n0l->label);
    F2(s0l->form_tag, s0->tag);
    F2(s0r->form_tag, s0->tag);
    F2(n0l->form_tag, n0->tag);
    F2(s1r->form_tag, s1->tag);
    F3(s0->tag, s0l->tag, n0->tag);
    F3(s0->tag, s0r->tag, n0->tag);
    F3(s0->tag, n0->tag, n0l->tag);
    F3(s0->tag, n0->tag, n0l->form);
    F3(s1->tag, s1r->tag, s0->tag);
    F3(s1->tag, s0->tag, s0l->tag);
    F3(s1->tag, s0->tag, s0r->tag);
    F3(s1->form_tag, s0->tag, s0l->form);
    F3(s1->tag, s0->form_tag, s0l->form);
    F3(s1->tag, s1l->label, s0->tag);
    F3(s0l->label, s0l2->label, s0->tag);
    F3(s0r->label, s0r2->label, s0->tag);
    F3(n0l->label, n0l2->label, n0->tag);
    F2(s0->form, d0);
    F3(s0->tag, n0->tag, d0);
    F3(s0->lemma, n0->lemma, d0);
    F3(s1->tag, s0->tag, d1);
    F4(s1->tag, s0->tag, n0->tag, d1);
    F3(s0->tag, n0->tag, b0);
    F3(s1->tag, s0->tag, b1);
    F4(s1->tag, s0->tag, n0->tag, b1);
    F2(s0->form_tag, s0_right);
    F2(s0->tag, s0_left);
    F2(n0->form_tag, n0_left);
    F3(s0->tag, n0->tag, s0_right);
    F3(s0->tag, s0_right, s0_left);
    F3(s1->tag, s0->tag, s1_right);
    F2(s0->form_tag, s0_rset);
    F2(s0->tag, s0_lset);
    F3(s0->tag, n0->tag, s0_rset);
    F3(s0->tag, n0->tag, s0_lset);
    F3(s0->tag, n0->tag, n0_lset);
    F3(s1->tag, s0->tag, s1_rset);
    F3(s1->tag, s0->tag, s0_lset);
    F2(s1->form_tag, s1_rset);
    F4(s1->tag, s0->tag, n0->tag, s1_rset);
    F4(s1->tag, s0->tag, n0->form, s0_lset);
    F3(s1->lemma, n0->form_tag, s0->tag);
    F3(s0->lemma, n0->form_tag, noun->cluster);
    F3(s1->lemma, n0->form_tag, noun->cluster);
    F3(s0->cluster, n0->form_tag, noun->coarse_tag);
    F3(s1->cluster, n0->form_tag, s0->coarse_tag);
    F4(s1->coarse_tag, s0->coarse_tag, n0->form_tag, noun->coarse_tag);
    F3(s0->coarse_tag, s0l->form_tag, s1->coarse_tag);
    F3(s0->cluster, s1->cluster, b1);
    F3(s1->coarse_tag, s0->coarse_tag, b1);
    F3(s0->coarse_tag, n0->coarse_tag, b0);
    F4(s0->tag, (s0 + 1)->tag, (n0 - 1)->tag, n0->tag);
    F4(s0_before->tag, s0->tag, n0->tag, n0[1].tag);
    F4(s1->tag, (s1 + 1)->tag, s0_before->tag, s0->tag);
    F4(s1->tag, s0->tag, (s0 + 1)->tag, n0->tag);
    F3(s0->tag, n0->tag, verbs_left);
    F3(s0->form_tag, n0->tag, verbs_left);
    F4(s1->tag, s0->tag, n0->tag, alike);
    F4(s1->tag, s0->tag, s0l->form, alike);
    F3(s2->tag, s0->tag, alike);
    F4(s2->tag, s1->tag, s0->tag, s0l->form);
    F3(s0->form_tag, n1->form_tag, n0->tag);
    return k;
}

uint32_t arcs_features(const arcs *self, uint32_t features[ARC_FEATURES])
{
    const cell *cells = self->cells;
    uint32_t n = self->n_stack;
    const cell *s0 = n >= 1 ? &cells[self->stack[n - 1]] : cells;
    const cell *s1 = n >= 2 ? &cells[self->stack[n - 2]] : cells;
    const cell *s2 = n >= 3 ? &cells[self->stack[n - 3]] : cells;
    const cell *n0 = &cells[self->next];
    uint32_t k = front_features(s0, s1, s2, n0, n0 + 1, n0 + 2, features);
    return tree_features(self, s0, s1, s2, n0, k, features);
}

uint32_t label_features(const arcs *self, uint32_t head, uint32_t dependent,
                        uint32_t features[LABEL_FEATURES])
{
    const cell *cells = self->cells, *h = &cells[head], *d = &cells[dependent];
    bool left = dependent < head;
    const cell *dl = &cells[d->left1], *dl2 = &cells[d->left2], *dr = &cells[d->right1];
    const cell *hl = &cells[h->left1], *hr = &cells[h->right1];
    const cell *d_before = d - 1, *d_after = d + 1, *h_before = h - 1, *h_after = h + 1;
    uint32_t way = left ? distance(dependent, head) : distance(head, dependent) ^ 0x55555555u;
    uint32_t side = left ? 0x2545F491u : 0x14057B7Eu;
    uint32_t gap = left ? between(d, h) : between(h, d) ^ 0x33333333u;
    uint32_t h_set = fold64(h->left_labels) * 5 + fold64(h->right_labels);
    uint32_t d_lset = fold64(d->left_labels), d_rset = fold64(d->right_labels);
    uint32_t k = 0;
    F2(d->form, side);
    F2(d->tag, side);
    F2(d->form_tag, side);
    F2(d->lemma, side);
    F2(d->cluster, side);
    F2(d->coarse_tag, side);
    F2(h->form, side);
    F2(h->tag, side);
    F2(h->form_tag, side);
    F2(h->cluster, side);
    F3(h->tag, d->tag, side);
    F3(h->form_tag, d->tag, side);
    F3(h->tag, d->form_tag, side);
    F3(h->lemma, d->lemma, side);
    F3(h->form_tag, d->form_tag, side);
    F3(h->cluster, d->cluster, side);
    F3(h->coarse_tag, d->coarse_tag, side);
    F3(h->tag, d->cluster, side);
    F3(h->cluster, d->tag, side);
    F3(h->lemma, d->cluster, side);
    F3(h->cluster, d->lemma, side);
    F3(h->tag, d->tag, way);
    F2(d->form, way);
    F3(h->tag, d->tag, gap);
    F2(d->tag, gap);
    F3(h->coarse_tag, d->coarse_tag, gap);
    F3(d->tag, dl->form, side);
    F3(d->tag, dl->tag, side);
    F4(h->tag, d->tag, dl->form, side);
    F4(h->tag, d->tag, dl2->form, side);
    F4(h->lemma, dl->form, d->tag, side);
    F4(h->coarse_tag, d->coarse_tag, dl->form, side);
    F3(h->cluster, d->cluster, dl->form);
    F3(d->lemma, dl->form, side);
    F3(d->tag, dr->form, side);
    F4(h->tag, d->tag, dr->label, side);
    F4(h->tag, d->tag, d_lset, side);
    F4(h->tag, d->tag, d_rset, side);
    F3(d->form_tag, d_lset, side);
    F4(h->tag, d->tag, h_set, side);
    F3(h->form_tag, h_set, side);
    F3(h->lemma, d->tag, h_set);
    F3(d->form, h_set, side);
    F4(h->tag, d->tag, hl->label, side);
    F4(h->tag, d->tag, hl->form_tag, side);
    F4(h->tag, d->tag, hr->label, side);
    F4(h->tag, d->tag, d_before->tag, side);
    F4(h->tag, d->tag, d_after->tag, side);
    F4(h->tag, d->tag, h_before->tag, side);
    F4(h->tag, d->tag, h_after->tag, side);
    F3(d->tag, d_before->form, side);
    F3(d->tag, d_after->form, side);
    F3(d_before->tag, d->tag, d_after->tag);
    F4(d->tag, d_lset, d_rset, side);
    F4(h->tag, d->cluster, dl->form, way);
    return k;
}
