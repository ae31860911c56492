#include "clean/language_build.h"

#include "clean/language.h"

#include <stdlib.h>

#define MOST_BYTES ((size_t)1 << 20)

typedef struct builder {
    language_entry languages[LANGUAGE_MAX];
    language_word *words;
    uint32_t n, n_words, cap_words;
    arena mem;
    casus_error *err;
} builder;

static bool take(char *out, size_t size, casus_str from)
{
    if (!from.len || from.len >= size) return false;
    memset(out, 0, size);
    memcpy(out, from.ptr, from.len);
    return true;
}

/* Where the language of a line stands; it is new or has had a line before. */
static casus_status language_at(builder *b, const lines *at, casus_str code, casus_str name,
                                uint16_t *out)
{
    language_entry entry;
    if (!take(entry.code, sizeof entry.code, code) || !take(entry.name, sizeof entry.name, name))
        return error_at(b->err, CASUS_BAD_DATA, at->file, at->line,
                        "a line is: code of two or three letters ; name ; words");
    uint32_t i = 0;
    while (i < b->n && strcmp(b->languages[i].code, entry.code) != 0) i++;
    if (i == LANGUAGE_MAX)
        return error_at(b->err, CASUS_BAD_DATA, at->file, at->line,
                        "there are more than %u languages", LANGUAGE_MAX);
    if (i < b->n && strcmp(b->languages[i].name, entry.name) != 0)
        return error_at(b->err, CASUS_BAD_DATA, at->file, at->line,
                        "\"%s\" was called %s before", entry.code, b->languages[i].name);
    if (i == b->n) b->languages[b->n++] = entry;
    *out = (uint16_t)i;
    return CASUS_OK;
}

static casus_status parse_line(builder *b, const lines *at, casus_str line)
{
    casus_str code = {0}, name = {0}, word;
    uint16_t language = 0;
    str_split(&line, ';', &code);
    str_split(&line, ';', &name);
    TRY(language_at(b, at, code, name, &language));
    while (word_next(&line, &word)) {
        language_word *w = arena_push(&b->mem, &b->words, &b->n_words, &b->cap_words, sizeof *w);
        if (!w) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the languages");
        *w = (language_word){.hash = language_hash(word), .language = language};
    }
    return CASUS_OK;
}

static int compare(const void *a, const void *b)
{
    const language_word *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    return (int)x->language - (int)y->language;
}

static void join_twins(builder *b)
{
    uint32_t kept = 0;
    if (b->n_words) qsort(b->words, b->n_words, sizeof *b->words, compare);
    for (uint32_t i = 0; i < b->n_words; i++)
        if (!kept || compare(&b->words[kept - 1], &b->words[i]) != 0) b->words[kept++] = b->words[i];
    b->n_words = kept;
    for (uint32_t i = 0, end; i < kept; i = end) {
        for (end = i; end < kept && b->words[end].hash == b->words[i].hash;) end++;
        for (uint32_t k = i; k < end; k++) b->words[k].shared = (uint16_t)(end - i);
    }
}

static casus_status write_section(builder *b, const char *file, buf *out)
{
    if (!b->n || strcmp(b->languages[LANGUAGE_ENGLISH].code, "en") != 0)
        return error_at(b->err, CASUS_BAD_DATA, file, 0, "the first language must be en");
    join_twins(b);
    if (b->n_words > LANGUAGE_MAX_WORDS)
        return error_at(b->err, CASUS_BAD_DATA, file, 0, "there are more than %u words",
                        LANGUAGE_MAX_WORDS);
    uint32_t head[4] = {LANGUAGE_MAGIC, b->n, b->n_words, 0};
    buf_put(out, head, sizeof head);
    buf_put(out, b->languages, b->n * sizeof *b->languages);
    buf_put(out, b->words, b->n_words * sizeof *b->words);
    return buf_ok(out) ? CASUS_OK : error_set(b->err, CASUS_NO_MEMORY, "no memory for the languages");
}

casus_status language_section(buf *out, const char *file, casus_str text, casus_error *err)
{
    builder b = {.err = err};
    lines at;
    casus_str line;
    casus_status status = CASUS_OK;
    arena_init(&b.mem, 4u << 20);
    lines_init(&at, file, text);
    while (status == CASUS_OK && lines_next(&at, &line)) status = parse_line(&b, &at, line);
    if (status == CASUS_OK) status = write_section(&b, file, out);
    arena_release(&b.mem);
    return status;
}

casus_status language_book_build(const char *data_dir, image_writer *out, casus_error *err)
{
    buf path = {0}, text = {0}, section = {0};
    buf_printf(&path, "%s/languages.txt", data_dir);
    casus_status status = buf_ok(&path) ? buf_read_file(&text, path.ptr, MOST_BYTES, err)
                                        : error_set(err, CASUS_NO_MEMORY, "no memory for a path");
    if (status == CASUS_OK) status = language_section(&section, path.ptr, buf_str(&text), err);
    if (status == CASUS_OK) image_writer_add(out, "clean.language", buf_str(&section));
    buf_release(&path);
    buf_release(&text);
    buf_release(&section);
    return status;
}
