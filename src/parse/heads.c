#include "parse/heads.h"

#include <assert.h>

#define NO_NODE UINT16_MAX

static uint16_t best_head(const heads *self, uint32_t slot)
{
    const float *row = self->scores + slot * self->stride;
    uint32_t best = 0;
    for (uint32_t k = 0; k < self->n_alive; k++) {
        uint32_t head = self->alive[k];
        if (head != slot && row[head] > row[best]) best = head;
    }
    return (uint16_t)best;
}

/* One word may hang on the root: the one that gains most by it over its best other head. */
static void choose_root(heads *self)
{
    const float never = -1e38f; /* below any score of net.h */
    uint32_t root = 1;
    float most = 0;
    for (uint32_t i = 1; i <= self->n; i++) {
        const float *row = self->scores + i * self->stride;
        float other = never;
        for (uint32_t h = 1; h <= self->n; h++)
            if (h != i && row[h] > other) other = row[h];
        float gain = row[0] - other;
        if (i == 1 || gain > most) most = gain, root = i;
    }
    for (uint32_t i = 1; i <= self->n; i++) {
        if (i != root) self->scores[i * self->stride] = never;
        for (uint32_t h = 1; h <= self->n && i == root; h++)
            self->scores[i * self->stride + h] = never;
    }
}

/* Fills self->cycle; returns its length, 0 when there is none. */
static uint32_t find_cycle(heads *self)
{
    for (uint32_t k = 0; k < self->n_alive; k++) self->mark[self->alive[k]] = 0;
    for (uint32_t k = 0; k < self->n_alive; k++) {
        uint32_t at = self->alive[k], walk = k + 1;
        while (at && !self->mark[at]) {
            self->mark[at] = (uint16_t)walk;
            at = self->best[at];
        }
        if (!at || self->mark[at] != walk) continue;
        uint32_t n = 0, start = at;
        do {
            self->cycle[n++] = (uint16_t)at;
            at = self->best[at];
        } while (at != start);
        return n;
    }
    return 0;
}

/* Each word its best head; true when that is a tree with one root. */
static bool greedy(heads *self, uint16_t *out)
{
    uint32_t roots = 0;
    for (uint32_t i = 1; i <= self->n; i++) {
        out[i - 1] = self->best[i] = best_head(self, i);
        roots += self->best[i] == 0;
    }
    return roots == 1 && find_cycle(self) == 0;
}

static void copy_arc(heads *self, uint32_t to_d, uint32_t to_h, uint32_t d, uint32_t h, float score)
{
    uint32_t to = to_d * self->stride + to_h, of = d * self->stride + h;
    self->scores[to] = score;
    self->from[to] = self->from[of];
    self->into[to] = self->into[of];
}

/* Arcs between the cycle, from now on slot `kept`, and slot x. */
static void join_arcs(heads *self, uint32_t n_cycle, const float *own, uint32_t x)
{
    uint32_t kept = self->cycle[0], in = kept, out = kept;
    float most_in = 0, most_out = 0;
    for (uint32_t k = 0; k < n_cycle; k++) {
        uint32_t c = self->cycle[k];
        float enters = self->scores[c * self->stride + x] - own[k];
        float leaves = self->scores[x * self->stride + c];
        if (k == 0 || enters > most_in) most_in = enters, in = c;
        if (k == 0 || leaves > most_out) most_out = leaves, out = c;
    }
    copy_arc(self, kept, x, in, x, most_in);
    if (x) copy_arc(self, x, kept, x, out, most_out);
}

static void hang_by_best(heads *self, uint32_t slot)
{
    uint32_t arc = slot * self->stride + self->best[slot], node = self->node[slot];
    self->node_from[node] = self->from[arc];
    self->node_into[node] = self->into[arc];
}

static void contract(heads *self, uint32_t n_cycle)
{
    uint16_t node = (uint16_t)self->n_nodes++;
    float own[HEADS_MAX + 1];
    for (uint32_t k = 0; k < n_cycle; k++) {
        uint32_t c = self->cycle[k];
        own[k] = self->scores[c * self->stride + self->best[c]];
        hang_by_best(self, c);
        self->parent[self->node[c]] = node;
        self->mark[c] = NO_NODE;
    }
    uint32_t kept = self->cycle[0], n = 0;
    for (uint32_t k = 0; k < self->n_alive; k++) {
        uint16_t x = self->alive[k];
        bool in_cycle = self->mark[x] == NO_NODE;
        if (!in_cycle) join_arcs(self, n_cycle, own, x);
        if (!in_cycle && self->best[x] && self->mark[self->best[x]] == NO_NODE)
            self->best[x] = (uint16_t)kept;
        if (!in_cycle || x == kept) self->alive[n++] = x;
    }
    join_arcs(self, n_cycle, own, 0);
    self->n_alive = n;
    self->node[kept] = node;
    self->parent[node] = NO_NODE;
    self->best[kept] = best_head(self, kept);
}

/* From the last contraction back: the arc that enters a cycle takes the place of one of its own. */
static void expand(heads *self)
{
    for (uint32_t node = self->n_nodes - 1; node > self->n; node--) {
        uint32_t child = self->node_into[node];
        while (self->parent[child] != node) child = self->parent[child];
        self->node_from[child] = self->node_from[node];
        self->node_into[child] = self->node_into[node];
    }
}

void heads_best(heads *self, uint32_t n, uint16_t *out)
{
    assert(n <= HEADS_MAX);
    self->n = self->n_alive = n;
    self->stride = n + 1;
    for (uint32_t i = 0; i < n; i++) self->alive[i] = (uint16_t)(i + 1);
    if (n == 0 || greedy(self, out)) return;
    choose_root(self);
    self->n_nodes = n + 1;
    for (uint32_t i = 1; i <= n; i++) {
        self->node[i] = (uint16_t)i;
        self->parent[i] = NO_NODE;
        for (uint32_t h = 0; h <= n; h++) {
            self->from[i * self->stride + h] = (uint16_t)h;
            self->into[i * self->stride + h] = (uint16_t)i;
        }
        self->best[i] = best_head(self, i);
    }
    for (uint32_t n_cycle; (n_cycle = find_cycle(self)) != 0;) contract(self, n_cycle);
    for (uint32_t k = 0; k < self->n_alive; k++) hang_by_best(self, self->alive[k]);
    expand(self);
    for (uint32_t i = 1; i <= n; i++) out[i - 1] = self->node_from[i];
}
