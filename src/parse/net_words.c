#include "parse/net_words.h"

static uint32_t vector_row(const net_lexicon *self, const lexicon *lex, uint32_t number,
                           uint64_t hash)
{
    uint32_t learned_end = self->n_both + self->n_learned;
    if (number && number <= self->n_both) return NET_CENTRES + number;
    if (number > learned_end) return NET_CENTRES + number - self->n_learned;
    uint32_t cluster = table_find(&lex->clusters, hash);
    return cluster ? (cluster - 1) % CLUSTERS_FINE + 1 : 0;
}

void net_words_scan(const net_lexicon *self, const lexicon *lex, const token *tokens,
                    const word *words, uint32_t n, net_word *out)
{
    for (uint32_t i = 0; i < n; i++) {
        const word *w = &words[i];
        uint32_t number = table_find(&self->numbers, net_key(w, tokens[i].hash));
        out[i].vector = vector_row(self, lex, number, tokens[i].hash);
        out[i].word = number <= self->n_both + self->n_learned ? number : 0;
        uint32_t hashes[NET_PARTS] = {w->suffix[0], w->suffix[1], w->suffix[2],
                                      w->suffix[3], w->prefix[0], w->prefix[1],
                                      w->prefix[2], w->shape,     w->form};
        for (uint32_t k = 0; k < NET_PARTS; k++)
            out[i].parts[k] = hash_feature(100 + k, hashes[k], 0, 0) % NET_PART_ROWS;
    }
}
