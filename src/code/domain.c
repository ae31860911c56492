/* What a text is about: the words of sports, markets, the arts and so on, weighed against its
 * length and against the words of politics. */
#include "code/domain.h"

typedef struct domain_count {
    uint32_t score[TOPIC_MAX], heaviest[TOPIC_MAX], n_tokens;
} domain_count;

static void count_words(const topic_book *topics, uint64_t hash, domain_count *c)
{
    uint32_t n;
    const topic_word *words = topic_book_find(topics, hash, &n);
    for (uint32_t k = 0; k < n; k++) {
        uint32_t topic = words[k].topic, weight = words[k].weight;
        c->score[topic] += weight;
        if (weight > c->heaviest[topic]) c->heaviest[topic] = weight;
    }
}

/* Tokens [first, end), and each with the next. */
static void count_tokens(const code_input *in, uint32_t first, uint32_t end, domain_count *c)
{
    const token *tokens = in->in->lexed->tokens;
    for (uint32_t i = first; i < end; i++) {
        count_words(&in->book->topics, tokens[i].hash, c);
        if (i + 1 < end)
            count_words(&in->book->topics, topic_pair_hash(tokens[i].hash, tokens[i + 1].hash), c);
    }
    c->n_tokens += end - first;
}

static const char *topic_text(const topic_book *topics, uint32_t topic)
{
    return topics->pool + topics->topics[topic].name;
}

static uint32_t political_score(const topic_book *topics, const domain_count *c)
{
    for (uint32_t i = 0; i < topics->n_topics; i++)
        if (topics->topics[i].kind == TOPIC_DOMAIN &&
            strcmp(topic_text(topics, i), "politics") == 0)
            return c->score[i];
    return 0;
}

/* Domains that states have a hand in: what they do to each other there is politics, too. */
static bool is_worldly(const char *domain)
{
    return strcmp(domain, "markets") == 0 || strcmp(domain, "technology") == 0;
}

/* More than so many in 100 tokens? */
static bool exceeds(uint32_t score, uint32_t n_tokens, uint32_t per_cent)
{
    return (uint64_t)score * 100 > (uint64_t)per_cent * n_tokens;
}

/* The words of one domain, less those of politics; more of them must be there where only words
 * speak for it that politics uses, too. */
static domain_level level_of(const char *domain, uint32_t net, bool strong, uint32_t n_tokens)
{
    if (net >= 4 && exceeds(net, n_tokens, strong ? 4 : 7))
        return is_worldly(domain) ? DOMAIN_MOSTLY : DOMAIN_OFF;
    return net >= 3 && exceeds(net, n_tokens, strong ? 2 : 4) ? DOMAIN_LEANING : DOMAIN_NONE;
}

static domain_reading reading_of(const topic_book *topics, const domain_count *c)
{
    uint32_t against = political_score(topics, c);
    domain_reading out = {.level = DOMAIN_NONE, .politics = against};
    for (uint32_t i = 0; i < topics->n_topics; i++) {
        if (topics->topics[i].kind != TOPIC_DOMAIN || c->score[i] <= against) continue;
        domain_level level = level_of(topic_text(topics, i), c->score[i] - against,
                                      c->heaviest[i] > 1, c->n_tokens);
        if (level > out.level) out.level = level;
        if (level != DOMAIN_NONE) out.sports |= strcmp(topic_text(topics, i), "sports") == 0;
    }
    return out;
}

domain_reading domain_of_article(const code_input *in, uint32_t article_index)
{
    const article *a = &in->in->segs->articles[article_index];
    const lexed *lx = in->in->lexed;
    domain_count c = {0};
    count_tokens(in, lx->first[a->first_sentence],
                 lx->first[a->first_sentence + a->n_sentences], &c);
    return reading_of(&in->book->topics, &c);
}

domain_reading domain_of_sentence(const code_input *in, uint32_t sentence)
{
    domain_count c = {0};
    count_tokens(in, in->in->lexed->first[sentence], in->in->lexed->first[sentence + 1], &c);
    return reading_of(&in->book->topics, &c);
}
