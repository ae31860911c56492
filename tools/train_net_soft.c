/* Teachers (of tags and trees; names are learned from marked text alone): several nets answer the
 * sentences, and their mean answers are kept for a smaller net to learn (Hinton, Vinyals and Dean
 * 2015), for sentences with gold answers and for those without. */
#include "train_net.h"

/* The n likeliest of `shares`, most first. */
static void likeliest(const float *shares, uint32_t n_shares, uint32_t n, uint16_t *answers,
                      uint16_t *out)
{
    for (uint32_t k = 0; k < n; k++) {
        answers[k] = 0;
        out[k] = 0;
    }
    for (uint32_t i = 0; i < n_shares; i++) {
        uint16_t share = (uint16_t)(shares[i] * 65535.0f + 0.5f);
        uint32_t k = n;
        while (k > 0 && share > out[k - 1]) k--;
        if (k == n || share == 0) continue;
        memmove(answers + k + 1, answers + k, (n - 1 - k) * sizeof *answers);
        memmove(out + k + 1, out + k, (n - 1 - k) * sizeof *out);
        answers[k] = (uint16_t)i;
        out[k] = share;
    }
}

static void narrow(const float *shares, uint32_t n_shares, uint32_t n, uint8_t *answers,
                   uint16_t *out)
{
    uint16_t wide[8];
    likeliest(shares, n_shares, n, wide, out);
    for (uint32_t k = 0; k < n; k++) answers[k] = (uint8_t)wide[k];
}

static void add_to(float *sum, const float *x, size_t n, float weight)
{
    for (size_t i = 0; i < n; i++) sum[i] += weight * x[i];
}

static void soften_sentence(net *const *teachers, uint32_t n_teachers, net_sentence *s, soft *out,
                            room *mem)
{
    uint32_t n = s->n, stride = n + 1, n_tags = teachers[0]->n_tags;
    float weight = 1.0f / (float)n_teachers;
    mem->at = 0;
    float *tags = room_take(mem, (size_t)n * n_tags);
    float *heads = room_take(mem, (size_t)n * stride),
          *rels = room_take(mem, (size_t)n * DEPREL_COUNT);
    net_out outs[16];
    for (uint32_t k = 0; k < n_teachers; k++) {
        net_forward(teachers[k], s, 1, mem, &outs[k]);
        add_to(tags, outs[k].tags, (size_t)n * n_tags, weight);
        add_to(heads, outs[k].heads[0], (size_t)n * stride, weight);
    }
    for (uint32_t i = 0; i < n; i++) {
        likeliest(heads + i * stride, stride, SOFT_HEADS, out[i].heads, out[i].head_share);
        bool gold = s->golds && s->golds[i].head <= n;
        out[i].rel_head = gold ? s->golds[i].head : out[i].heads[0];
        for (uint32_t k = 0; k < n_teachers; k++) {
            float shares[DEPREL_COUNT];
            net_relations(teachers[k], &outs[k], 0, i, out[i].rel_head, shares);
            add_to(rels + i * DEPREL_COUNT, shares, DEPREL_COUNT, weight);
        }
        narrow(tags + i * n_tags, n_tags, SOFT_TAGS, out[i].tags, out[i].tag_share);
        narrow(rels + i * DEPREL_COUNT, DEPREL_COUNT, SOFT_RELS, out[i].rels, out[i].rel_share);
    }
}

void net_soften(net *const *teachers, uint32_t n_teachers, net_corpus *c)
{
    size_t size = (size_t)64 << 20;
    room mem = {.floats = must(malloc(size * sizeof(float))), .size = size};
    for (uint32_t s = 0; s < c->n; s++) {
        soft *out = must(arena_alloc(&c->mem, c->sentences[s].n * sizeof *out));
        soften_sentence(teachers, n_teachers, &c->sentences[s], out, &mem);
        c->sentences[s].softs = out;
    }
    free(mem.floats);
}

/* ---- nets in files ----------------------------------------------------------------------- */

typedef struct net_file {
    char magic[8], kinds[NET_LAYERS_MAX + 2];
    uint32_t width, arc, label, n_tags, n_words, n_params;
    uint64_t vocabulary;
} net_file;

void net_write(const net *self, const char *path)
{
    net_file head = {.magic = "CASUSNET",
                     .width = self->width,
                     .arc = self->arc,
                     .label = self->label,
                     .n_tags = self->n_tags,
                     .n_words = self->words.rows,
                     .n_params = self->n_learned,
                     .vocabulary = self->vocabulary};
    memcpy(head.kinds, self->kinds, sizeof self->kinds);
    FILE *file = fopen(path, "wb");
    bool ok = file && fwrite(&head, sizeof head, 1, file) == 1;
    for (uint32_t k = 0; ok && k < self->n_learned; k++) {
        size_t n = (size_t)self->learned[k]->rows * self->learned[k]->cols;
        ok = fwrite(self->learned[k]->w, sizeof(float), n, file) == n;
    }
    if (!file || fclose(file) != 0 || !ok) fail("cannot write", path);
}

void net_read(net *self, const char *path, const net_trainee *words)
{
    net_file head;
    FILE *file = fopen(path, "rb");
    if (!file || fread(&head, sizeof head, 1, file) != 1 || memcmp(head.magic, "CASUSNET", 8) != 0)
        fail("no net", path);
    head.kinds[NET_LAYERS_MAX] = '\0';
    if (head.vocabulary != net_vocabulary_hash(words))
        fail("a net of another vocabulary: the treebank, the wire text or the vectors differ",
             path);
    net_init(self, head.kinds, head.width, head.arc, head.label, head.n_tags, &words->vectors,
             head.n_words, 0);
    self->vocabulary = head.vocabulary;
    if (self->n_learned != head.n_params) fail("a net of another version", path);
    for (uint32_t k = 0; k < self->n_learned; k++) {
        size_t n = (size_t)self->learned[k]->rows * self->learned[k]->cols;
        if (fread(self->learned[k]->w, sizeof(float), n, file) != n) fail("a cut net", path);
    }
    fclose(file);
}
