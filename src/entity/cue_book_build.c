/* Compiles data/cues: a file a word class, a line a group of lemmas.
 *
 *     KINDS ; FRAMES : lemma lemma+preposition+preposition ...
 *
 * A lemma that stands in several lines has the kinds and frames of all. */
#include "base/files.h"
#include "entity/cue_book.h"

#include <stdlib.h>

typedef struct builder {
    arena mem;
    cue_entry *entries;
    uint32_t n, cap;
    casus_error *err;
} builder;

typedef struct word_bit {
    const char *word;
    uint32_t bit;
} word_bit;

static const word_bit KINDS[] = {{"say", CUE_SAY},     {"act", CUE_ACT},     {"call", CUE_CALL},
                                 {"fact", CUE_FACT},   {"deny", CUE_DENY},   {"doubt", CUE_DOUBT},
                                 {"think", CUE_THINK}, {"stance", CUE_STANCE},
                                 {"light", CUE_LIGHT}};
static const word_bit FRAMES[] = {{"clause", FRAME_CLAUSE},
                                  {"infinitive", FRAME_INFINITIVE},
                                  {"object", FRAME_OBJECT},
                                  {"predicate", FRAME_PREDICATE},
                                  {"passive", FRAME_PASSIVE},
                                  {"raised", FRAME_RAISED}};

static casus_status read_bits(builder *b, const lines *at, casus_str words, const word_bit *known,
                              size_t n, uint32_t *bits)
{
    casus_str word;
    while (str_split(&words, ' ', &word)) {
        size_t k = 0;
        if (word.len == 0) continue;
        while (k < n && !str_eq(word, str_from(known[k].word))) k++;
        if (k == n)
            return error_at(b->err, CASUS_BAD_DATA, at->file, at->line,
                            "\"%.*s\" is no kind or frame of a cue; data/cues/verbs.txt lists them",
                            (int)(word.len < 40 ? word.len : 40), word.ptr);
        *bits |= known[k].bit;
    }
    return CASUS_OK;
}

/* "talk+about+of" */
static casus_status add_lemma(builder *b, const lines *at, casus_str item, const cue_entry *like)
{
    casus_str lemma, preposition;
    str_split(&item, '+', &lemma);
    cue_entry *e = arena_push(&b->mem, &b->entries, &b->n, &b->cap, sizeof *e);
    if (!e) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the cues");
    *e = *like;
    e->hash = str_hash_lower(lemma);
    while (str_split(&item, '+', &preposition)) {
        uint32_t bit = cue_preposition(preposition);
        if (!bit || lemma.len == 0)
            return error_at(b->err, CASUS_BAD_DATA, at->file, at->line,
                            "\"%.*s\" is no preposition that cues are known to take",
                            (int)(preposition.len < 40 ? preposition.len : 40), preposition.ptr);
        e->frames |= bit;
    }
    return CASUS_OK;
}

static casus_status parse_line(builder *b, const lines *at, casus_str line, cue_entry like)
{
    casus_str head, kinds, word;
    uint32_t flags = like.flags, frames = 0;
    size_t colon = str_find(line, STR(":"));
    if (colon == SIZE_MAX)
        return error_at(b->err, CASUS_BAD_DATA, at->file, at->line,
                        "a line is: KINDS ; FRAMES : lemmas");
    head = str_slice(line, 0, colon);
    line = str_slice(line, colon + 1, line.len);
    str_split(&head, ';', &kinds);
    TRY(read_bits(b, at, kinds, KINDS, COUNT(KINDS), &flags));
    TRY(read_bits(b, at, head, FRAMES, COUNT(FRAMES), &frames));
    like.flags = (uint16_t)flags;
    like.frames = frames;
    while (str_split(&line, ' ', &word))
        if (word.len) TRY(add_lemma(b, at, word, &like));
    return CASUS_OK;
}

static casus_status parse_file(builder *b, const char *path)
{
    static const char *const NAMES[CUE_CLASSES] = {"verbs.txt", "nouns.txt", "adjectives.txt",
                                                   "adverbs.txt"};
    cue_entry like = {.word_class = CUE_CLASSES};
    for (uint16_t i = 0; i < CUE_CLASSES; i++)
        if (str_ends(str_from(path), str_from(NAMES[i]))) like.word_class = i;
    if (like.word_class == CUE_CLASSES)
        return error_at(b->err, CASUS_BAD_DATA, path, 0,
                        "data/cues holds verbs, nouns, adjectives and adverbs, and no other file");
    if (like.word_class == CUE_ADVERBIAL) like.flags = CUE_ADVERB;
    lines at;
    casus_status status = lines_open(&at, path, 1u << 20, b->err);
    casus_str line;
    while (status == CASUS_OK && lines_next(&at, &line)) status = parse_line(b, &at, line, like);
    lines_close(&at);
    return status;
}

static int compare(const void *a, const void *b)
{
    const cue_entry *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    return (int)x->word_class - (int)y->word_class;
}

static void join_twins(builder *b)
{
    uint32_t kept = 0;
    if (b->n) qsort(b->entries, b->n, sizeof *b->entries, compare);
    for (uint32_t i = 0; i < b->n; i++) {
        cue_entry *last = kept ? &b->entries[kept - 1] : NULL;
        if (last && compare(last, &b->entries[i]) == 0) {
            last->flags |= b->entries[i].flags;
            last->frames |= b->entries[i].frames;
        } else {
            b->entries[kept++] = b->entries[i];
        }
    }
    b->n = kept;
}

casus_status cue_book_build(const char *data_dir, image_writer *out, casus_error *err)
{
    builder b = {.err = err};
    file_list files = {0};
    arena_init(&b.mem, 4u << 20);
    casus_status status = file_list_make(&files, data_dir, "cues", ".txt", err);
    for (size_t i = 0; status == CASUS_OK && i < files.n; i++)
        status = parse_file(&b, files.paths[i]);
    if (status == CASUS_OK) {
        join_twins(&b);
        uint32_t head[2] = {CUES_MAGIC, b.n};
        buf bytes = {0};
        buf_put(&bytes, head, sizeof head);
        buf_put(&bytes, b.entries, b.n * sizeof *b.entries);
        if (buf_ok(&bytes)) image_writer_add(out, "entity.cues", buf_str(&bytes));
        else status = error_set(err, CASUS_NO_MEMORY, "no memory for the cues");
        buf_release(&bytes);
    }
    file_list_release(&files);
    arena_release(&b.mem);
    return status;
}
