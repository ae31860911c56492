/* bench/told: how well attributions are read.
 *
 *     told FILE.jsonl   rows {text, date, annotations}: source, cue and content that overlap those of the
 *                       first annotator
 *       -p PART         only rows with this "part" (default seen); rows without one count
 *
 * Links the library and looks inside the document; the model is $CASUS_MODEL or beside the
 * program. */
#include "document.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static const char *part = "seen";
static casus_coder *coder;
static casus_doc *doc;

static casus_str text_of(const json_t *object, const char *key)
{
    const json_t *s = json_object_get(object, key);
    return (casus_str){json_string_value(s), json_string_length(s)};
}

/* The byte where the nth code point begins. */
static size_t byte_at(casus_str s, json_int_t nth)
{
    size_t at = 0;
    for (; nth > 0 && at < s.len; nth--) utf8_next(s, &at);
    return at;
}

/* ---- attributions ---------------------------------------------------------------------------- */

enum role { SOURCE, CUE, CONTENT, ROLES };
static const char *const ROLE_NAMES[ROLES] = {"source", "cue", "content"};

typedef struct role_score {
    unsigned gold, found, gold_hit, found_hit;
} role_score;

/* Does [a, b) hold a marked byte? Marks are counted up front, so that this is one subtraction. */
static bool touches(const uint32_t *sums, size_t a, size_t b) { return b > a && sums[b] > sums[a]; }

static uint32_t *sum_marks(const unsigned char *marks, size_t len)
{
    uint32_t *sums = calloc(len + 1, sizeof *sums);
    for (size_t i = 0; sums && i < len; i++) sums[i + 1] = sums[i] + marks[i];
    return sums;
}

/* Calls for each gold piece of a role: marks its bytes, or counts it against `sums`. */
static void gold_pieces(const json_t *attributions, int role, casus_str s, unsigned char *marks,
                        const uint32_t *sums, role_score *score)
{
    size_t i, k, j;
    json_t *a, *piece, *span;
    json_array_foreach(attributions, i, a)
    {
        json_array_foreach(json_object_get(a, ROLE_NAMES[role]), k, piece)
        {
            bool hit = false;
            json_array_foreach(json_object_get(piece, "spans"), j, span)
            {
                size_t from = byte_at(s, json_integer_value(json_array_get(span, 0)));
                size_t to = byte_at(s, json_integer_value(json_array_get(span, 1)));
                if (marks) memset(marks + from, 1, to - from);
                else hit = hit || touches(sums, from, to);
            }
            if (!marks) score->gold++, score->gold_hit += hit;
        }
    }
}

static bool claim_span(const claim *c, int role, casus_span *out)
{
    if (role == SOURCE && c->source == ENTITY_NONE) return false;
    const mention *m = role == SOURCE ? &doc->who.mentions[c->source] : NULL;
    *out = role == SOURCE ? document_span(doc, m->first, m->last)
           : role == CUE  ? document_span(doc, c->cue, c->cue)
                          : document_span(doc, c->first, c->last);
    return out->end > out->start;
}

static void score_attributions(const json_t *row, role_score score[ROLES])
{
    casus_str s = text_of(row, "text");
    const json_t *gold =
        json_object_get(json_array_get(json_object_get(row, "annotations"), 0), "attributions");
    casus_document_in in = {.id = STR("bench"), .text = s, .published = text_of(row, "date")};
    if (casus_code(coder, &in, doc, NULL) != CASUS_OK) return;
    for (int role = 0; role < ROLES; role++) {
        unsigned char *marks = calloc(2, s.len + 1);
        if (!marks) return;
        unsigned char *ours = marks + s.len + 1;
        gold_pieces(gold, role, s, marks, NULL, NULL);
        uint32_t *gold_sums = sum_marks(marks, s.len);
        casus_span span;
        for (uint32_t i = 0; gold_sums && i < doc->who.n_claims; i++) {
            if (!claim_span(&doc->who.claims[i], role, &span) || span.end > s.len) continue;
            score[role].found++;
            score[role].found_hit += touches(gold_sums, span.start, span.end);
            memset(ours + span.start, 1, span.end - span.start);
        }
        uint32_t *our_sums = sum_marks(ours, s.len);
        if (our_sums) gold_pieces(gold, role, s, NULL, our_sums, &score[role]);
        free(our_sums);
        free(gold_sums);
        free(marks);
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */

static bool wanted(const json_t *row)
{
    casus_str own = text_of(row, "part");
    return !own.ptr || str_eq(own, str_from(part));
}

static int usage(void)
{
    fprintf(stderr, "usage: told FILE.jsonl [-p PART]\n");
    return 2;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[2], "-p") == 0) part = argv[3];
    else if (argc != 2) return usage();
    FILE *file = fopen(argv[1], "r");
    if (!file) return usage();
    casus_model *model = NULL;
    casus_options options = {.no_gate = true};
    casus_error err = {0};
    if (casus_model_open(&model, NULL, &err) || casus_coder_new(&coder, model, &options, &err) ||
        casus_doc_new(&doc, &err)) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    role_score r[ROLES] = {0};
    char *line = NULL;
    size_t cap = 0;
    while (getline(&line, &cap, file) > 0) {
        json_t *row = json_loads(line, 0, NULL);
        if (row && wanted(row)) score_attributions(row, r);
        json_decref(row);
    }
    for (int role = 0; role < ROLES; role++) {
        double p = (double)r[role].found_hit / (r[role].found ? r[role].found : 1);
        double c = (double)r[role].gold_hit / (r[role].gold ? r[role].gold : 1);
        printf("%-8s gold %u  found %u  precision %.3f  recall %.3f  F1 %.3f\n", ROLE_NAMES[role],
               r[role].gold, r[role].found, p, c, p + c > 0 ? 2 * p * c / (p + c) : 0);
    }
    free(line);
    fclose(file);
    casus_doc_free(doc);
    casus_coder_free(coder);
    casus_model_close(model);
    return 0;
}
