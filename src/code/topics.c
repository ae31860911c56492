/* Topics: words that give an event its context ("troops": military) or tell that a text is about
 * something else than politics ("striker": sports). Text in data/topics/, compiled to a sorted
 * table of word hashes. */
#include "base/files.h"
#include "base/pool.h"
#include "code/codes.h"
#include "code/codes_image.h"
#include "lex/inflect.h"

#include <stdlib.h>

casus_status topic_book_open(topic_book *self, casus_str section, casus_error *err)
{
    topics_header h;
    FAIL_IF(section.len < sizeof h, CASUS_BAD_MODEL,
            "the topics of the model are cut short; build it anew");
    memcpy(&h, section.ptr, sizeof h);
    uint64_t need = sizeof h + (uint64_t)h.n_words * sizeof(topic_word) +
                    (uint64_t)h.n_topics * sizeof(topic_name) + h.pool_len;
    FAIL_IF(h.magic != TOPICS_MAGIC || need != section.len || h.pool_len == 0 ||
                h.n_topics > TOPIC_MAX,
            CASUS_BAD_MODEL, "the topics of the model are damaged; build it anew");
    self->words = (const topic_word *)(const void *)(section.ptr + sizeof h);
    self->topics = (const topic_name *)(const void *)(self->words + h.n_words);
    self->pool = (const char *)(self->topics + h.n_topics);
    self->n_words = h.n_words;
    self->n_topics = h.n_topics;
    self->pool_len = h.pool_len;
    bool ok = self->pool[h.pool_len - 1] == '\0';
    for (uint32_t i = 0; i < h.n_topics; i++) ok &= self->topics[i].name < h.pool_len;
    for (uint32_t i = 0; i < h.n_words; i++)
        ok &= self->words[i].topic < h.n_topics &&
              (i == 0 || self->words[i - 1].hash <= self->words[i].hash);
    FAIL_IF(!ok, CASUS_BAD_MODEL, "the topics of the model are damaged; build it anew");
    return CASUS_OK;
}

const topic_word *topic_book_find(const topic_book *self, uint64_t hash, uint32_t *n)
{
    uint32_t at = hash_place(hash, self->n_words);
    while (at > 0 && self->words[at - 1].hash >= hash) at--;
    while (at < self->n_words && self->words[at].hash < hash) at++;
    uint32_t end = at;
    while (end < self->n_words && self->words[end].hash == hash) end++;
    *n = end - at;
    return self->words + at;
}

/* ---- building ---------------------------------------------------------------------------- */

typedef struct builder {
    arena mem;
    casus_error *err;
    topic_word *words;
    topic_name *topics;
    uint32_t n_words, cap_words, n_topics, cap_topics;
    string_pool pool;
} builder;

static casus_status find_topic(builder *b, casus_str name, uint32_t kind, uint32_t *out)
{
    for (*out = 0; *out < b->n_topics; ++*out)
        if (b->topics[*out].kind == kind &&
            str_eq(name, string_pool_at(&b->pool, b->topics[*out].name)))
            return CASUS_OK;
    topic_name *t = arena_push(&b->mem, &b->topics, &b->n_topics, &b->cap_topics, sizeof *t);
    if (!t || b->n_topics > TOPIC_MAX)
        return error_set(b->err, CASUS_LIMIT, "more than %d topics", TOPIC_MAX);
    *t = (topic_name){.name = string_pool_add(&b->pool, name), .kind = kind};
    return CASUS_OK;
}

uint64_t topic_pair_hash(uint64_t first, uint64_t second)
{
    return (first << 1 | first >> 63) ^ second;
}

/* Of "world_cup" the hash of both words. */
static uint64_t hash_topic(casus_str form)
{
    size_t joint = str_find(form, STR("_"));
    if (joint == SIZE_MAX) return str_hash_lower(form);
    return topic_pair_hash(str_hash_lower(str_slice(form, 0, joint)),
                           str_hash_lower(str_slice(form, joint + 1, form.len)));
}

/* A word and its plural. */
static casus_status add_word(builder *b, casus_str word, uint32_t topic, uint32_t weight)
{
    buf forms = {0};
    buf_put_str(&forms, word);
    buf_put_char(&forms, ' ');
    inflect_noun(word, &forms);
    casus_str rest = buf_str(&forms), form;
    casus_status status =
        buf_ok(&forms) ? CASUS_OK : error_set(b->err, CASUS_NO_MEMORY, "no memory for the topics");
    for (bool first = true; status == CASUS_OK && str_split(&rest, ' ', &form); first = false) {
        if (form.len == 0 || (!first && str_eq(form, word))) continue;
        topic_word *w = arena_push(&b->mem, &b->words, &b->n_words, &b->cap_words, sizeof *w);
        if (w)
            *w = (topic_word){.hash = hash_topic(form), .topic = topic, .weight = weight};
        else
            status = error_set(b->err, CASUS_NO_MEMORY, "no memory for the topics");
    }
    buf_release(&forms);
    return status;
}

/* "context military: troops soldier ..." or "domain sports 2: striker ...": the number is the
 * words' weight. */
static casus_status parse_line(builder *b, const lines *at, casus_str line)
{
    casus_str head, kind_name, name, weight, word;
    size_t colon = str_find(line, STR(":"));
    if (colon == SIZE_MAX)
        return error_at(b->err, CASUS_BAD_DATA, at->file, at->line,
                        "a line is: context|domain NAME [WEIGHT]: words");
    head = str_slice(line, 0, colon);
    line = str_slice(line, colon + 1, line.len);
    str_split(&head, ' ', &kind_name);
    bool context = str_eq(kind_name, STR("context"));
    if ((!context && !str_eq(kind_name, STR("domain"))) || !str_split(&head, ' ', &name))
        return error_at(b->err, CASUS_BAD_DATA, at->file, at->line,
                        "a line begins with context or domain and a name");
    uint32_t topic, value = 1;
    if (str_split(&head, ' ', &weight) && weight.len == 1 && weight.ptr[0] >= '1' &&
        weight.ptr[0] <= '9')
        value = (uint32_t)(weight.ptr[0] - '0');
    TRY(find_topic(b, name, context ? TOPIC_CONTEXT : TOPIC_DOMAIN, &topic));
    while (str_split(&line, ' ', &word))
        if (word.len) TRY(add_word(b, word, topic, value));
    return CASUS_OK;
}

static int word_compare(const void *a, const void *b)
{
    const topic_word *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    return x->topic < y->topic ? -1 : x->topic > y->topic;
}

/* A word named twice for a topic counts once, with its greater weight. */
static void drop_twins(builder *b)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < b->n_words; i++) {
        topic_word *last = kept ? &b->words[kept - 1] : NULL;
        if (last && last->hash == b->words[i].hash && last->topic == b->words[i].topic) {
            if (last->weight < b->words[i].weight) last->weight = b->words[i].weight;
        } else
            b->words[kept++] = b->words[i];
    }
    b->n_words = kept;
}

static casus_status parse_file(builder *b, const char *path)
{
    lines at;
    casus_status status = lines_open(&at, path, 4u << 20, b->err);
    casus_str line;
    while (status == CASUS_OK && lines_next(&at, &line)) status = parse_line(b, &at, line);
    lines_close(&at);
    return status;
}

casus_status topics_build(const char *data_dir, image_writer *out, casus_error *err)
{
    builder b = {.err = err};
    arena_init(&b.mem, 64u << 20);
    string_pool_init(&b.pool);
    file_list files = {0};
    casus_status status = file_list_make(&files, data_dir, "topics", ".txt", err);
    for (size_t i = 0; status == CASUS_OK && i < files.n; i++)
        status = parse_file(&b, files.paths[i]);
    if (status == CASUS_OK) {
        if (b.n_words) qsort(b.words, b.n_words, sizeof *b.words, word_compare);
        drop_twins(&b);
        topics_header h = {TOPICS_MAGIC, b.n_words, b.n_topics, (uint32_t)b.pool.bytes.len};
        buf bytes = {0};
        buf_put(&bytes, &h, sizeof h);
        buf_put(&bytes, b.words, b.n_words * sizeof *b.words);
        buf_put(&bytes, b.topics, b.n_topics * sizeof *b.topics);
        buf_put(&bytes, b.pool.bytes.ptr, b.pool.bytes.len);
        if (buf_ok(&bytes) && string_pool_ok(&b.pool) && arena_ok(&b.mem))
            image_writer_add(out, "code.topics", buf_str(&bytes));
        else
            status = error_set(err, CASUS_NO_MEMORY, "no memory for the topics");
        buf_release(&bytes);
    }
    file_list_release(&files);
    string_pool_release(&b.pool);
    arena_release(&b.mem);
    return status;
}
