/* Codes a text with the built model and says what a phrase of it was resolved to, as one readable
 * line. */
#ifndef CASUS_TESTS_ACTOR_CHECK_H
#define CASUS_TESTS_ACTOR_CHECK_H

#include "document.h"
#include "entity/actors.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static casus_model *check_model;
static casus_coder *check_coder;
static casus_doc *check_doc;

static int check_setup(void **state)
{
    (void)state;
    casus_error err = {0};
    casus_options options = {.no_gate = true};
    if (casus_model_open(&check_model, NULL, &err) != CASUS_OK ||
        casus_coder_new(&check_coder, check_model, &options, &err) != CASUS_OK ||
        casus_doc_new(&check_doc, &err) != CASUS_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    return 0;
}

static int check_teardown(void **state)
{
    (void)state;
    casus_doc_free(check_doc);
    casus_coder_free(check_coder);
    casus_model_close(check_model);
    return 0;
}

static void check_code(const char *content, const char *published)
{
    casus_document_in in = {
        .id = STR("test"), .text = str_from(content), .published = str_from(published)};
    assert_int_equal(casus_code(check_coder, &in, check_doc, NULL), CASUS_OK);
}

/* The nth mention (from 0) whose text is `phrase`, adjectives aside; ENTITY_NONE when there is
 * none. */
static uint32_t check_mention(const char *phrase, unsigned nth)
{
    for (uint32_t m = 0; m < check_doc->who.n_mentions; m++) {
        const mention *x = &check_doc->who.mentions[m];
        if ((x->flags & MENTION_ADJ) ||
            !str_eq(document_text(check_doc, x->first, x->last), str_from(phrase)))
            continue;
        if (nth-- == 0) return m;
    }
    return ENTITY_NONE;
}

static uint32_t check_entity(const char *phrase, unsigned nth)
{
    uint32_t m = check_mention(phrase, nth);
    return m == ENTITY_NONE ? ENTITY_NONE : check_doc->who.mentions[m].entity;
}

/* "RUS GOV Sergey Lavrov", "IGO:AFU", "? REB", "none" (unresolved), "no mention". */
static const char *check_line(const char *phrase, unsigned nth)
{
    static char line[512];
    uint32_t m = check_mention(phrase, nth);
    if (m == ENTITY_NONE) return "no mention";
    uint32_t i = check_doc->who.mentions[m].entity;
    if (i == ENTITY_NONE) return "none";
    const entity *e = &check_doc->who.entities[i];
    int n = snprintf(line, sizeof line, "%s%s%s", e->code ? e->code : "?", e->body ? ":" : "",
                     e->body ? e->body : "");
    for (uint32_t k = 0; k < e->n_sectors; k++)
        n += snprintf(line + n, sizeof line - (size_t)n, " %s", e->sectors[k]);
    if (e->name.ptr)
        snprintf(line + n, sizeof line - (size_t)n, " %.*s",
                 (int)(e->name.len < 100 ? e->name.len : 100), e->name.ptr);
    return line;
}

#define EXPECT(phrase, line) assert_string_equal(check_line(phrase, 0), line)
/* Both phrases stand for one entity. */
#define EXPECT_SAME(a, b)                                                                          \
    do {                                                                                           \
        assert_int_not_equal(check_entity(a, 0), ENTITY_NONE);                                     \
        assert_int_equal(check_entity(a, 0), check_entity(b, 0));                                  \
    } while (0)

/* A text, its day or NULL, a phrase of it, and the line that check_line() makes of that. */
typedef struct row {
    const char *content, *day, *phrase, *line;
} row;

static inline void check_rows(const row *rows, size_t n)
{
    unsigned bad = 0;
    for (size_t i = 0; i < n; i++) {
        check_code(rows[i].content, rows[i].day);
        const char *got = check_line(rows[i].phrase, 0);
        if (strcmp(got, rows[i].line) == 0) continue;
        printf("\"%s\": %s, not %s\n", rows[i].phrase, got, rows[i].line);
        bad++;
    }
    assert_int_equal(bad, 0);
}

#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof((rows)[0]))

#endif
