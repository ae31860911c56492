/* bench/actors: how well actors and pronouns are resolved.
 *
 *     actors show FILE...            mentions and entities of texts
 *     actors pronouns FILE.jsonl     GAP: does a pronoun's entity hold candidate A, B or neither
 *     actors places FILE.jsonl      toponyms {start, end, lat, lon} found, and placed within 161 km
 *       -p PART                      only rows with this "part" (default seen); rows without one count
 *       -v                           name what went wrong
 *
 * Links the library and looks inside the document; the model is $CASUS_MODEL or beside the program.
 */
#include "document.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static casus_coder *coder;
static casus_doc *doc;
static bool verbose;
static const char *part = "seen";

static bool run(casus_str text, const char *published)
{
    casus_document_in in = {.id = STR("bench"), .text = text, .published = str_from(published)};
    casus_error err = {0};
    if (casus_code(coder, &in, doc, &err) == CASUS_OK) return true;
    fprintf(stderr, "%s\n", err.message);
    return false;
}

static casus_str span_text(uint32_t first, uint32_t last)
{
    const token *t = doc->lexed.tokens;
    return (casus_str){doc->clean.ptr + t[first].start, t[last].end - t[first].start};
}

static void print_entity(uint32_t i)
{
    if (i == ENTITY_NONE) {
        printf("-");
        return;
    }
    const entity *e = &doc->who.entities[i];
    printf("#%u %s%s%s", i, e->code ? e->code : "?", e->body ? ":" : "", e->body ? e->body : "");
    for (uint32_t k = 0; k < e->n_sectors; k++) printf(" %s", e->sectors[k]);
    if (e->name.ptr) printf(" \"%.*s\"", (int)e->name.len, e->name.ptr);
    if (e->members[0] != ENTITY_NONE) printf(" {#%u #%u}", e->members[0], e->members[1]);
}

static int show(const char *path)
{
    static const char *const kinds[] = {"person",  "country", "org",  "role",
                                        "pronoun", "name",    "place"};
    buf content = {0};
    casus_error err = {0};
    if (buf_read_file(&content, path, 8u << 20, &err) != CASUS_OK || !run(buf_str(&content), NULL))
        return 1;
    uint32_t sentence = UINT32_MAX;
    for (uint32_t m = 0; m < doc->who.n_mentions; m++) {
        const mention *x = &doc->who.mentions[m];
        if (x->sentence != sentence) {
            sentence = x->sentence;
            uint32_t first = doc->lexed.first[sentence], last = doc->lexed.first[sentence + 1] - 1;
            casus_str s = span_text(first, last);
            printf("\n[%u%s] %.*s\n", sentence, doc->lexed.gate[sentence] ? "" : " unparsed",
                   (int)s.len, s.ptr);
        }
        casus_str s = span_text(x->first, x->last), h = span_text(x->head, x->head);
        printf("   %-8s %s%.*s  (%.*s)  ", kinds[x->kind], x->flags & MENTION_ADJ ? "~" : "",
               (int)s.len, s.ptr, (int)h.len, h.ptr);
        print_entity(x->entity);
        printf("\n");
    }
    for (uint32_t p = 0; p < doc->who.n_places; p++) {
        place_entry e;
        casus_str s = span_text(doc->who.places[p].first, doc->who.places[p].last);
        if (place_book_entry(doc->model->places, doc->who.places[p].entry, &e))
            printf("place %.*s: %s %s %s\n", (int)s.len, s.ptr, e.name, e.country ? e.country : "-",
                   e.admin1 ? e.admin1 : "-");
    }
    for (uint32_t q = 0; q < doc->who.n_quotes; q++) {
        const quote *x = &doc->who.quotes[q];
        printf("quote %.40s...: ", doc->clean.ptr + x->start);
        print_entity(x->speaker == ENTITY_NONE ? ENTITY_NONE
                                               : doc->who.mentions[x->speaker].entity);
        printf("\n");
    }
    buf_release(&content);
    return 0;
}

static const char *text_of(const json_t *row, const char *key)
{
    const char *s = json_string_value(json_object_get(row, key));
    return s ? s : "";
}

/* The entity that a name at a byte stands for. */
static uint32_t entity_at(uint32_t at, uint32_t len)
{
    uint32_t found = ENTITY_NONE, width = UINT32_MAX;
    for (uint32_t m = 0; m < doc->who.n_mentions; m++) {
        const mention *x = &doc->who.mentions[m];
        if (x->entity == ENTITY_NONE) continue;
        casus_span span = document_span(doc, x->first, x->last);
        /* The narrowest one that holds the name's end. */
        if (span.start >= at + len || span.end <= at || span.end < at + len) continue;
        if (x->last - x->first < width) {
            width = x->last - x->first;
            found = x->entity;
        }
    }
    return found;
}

/* GAP counts code points; texts are nearly ASCII. */
static uint32_t byte_offset(const char *text, long code_points)
{
    uint32_t at = 0;
    while (text[at] && code_points > 0) {
        at++;
        while (((unsigned char)text[at] & 0xC0) == 0x80) at++;
        code_points--;
    }
    return at;
}

typedef struct gap_score {
    unsigned tp, fp, fn, tn, n, none, unresolved;
} gap_score;

static void gap_row(const json_t *row, gap_score *s)
{
    const char *content = text_of(row, "Text");
    if (!run(str_from(content), NULL)) return;
    uint32_t p = byte_offset(content, atol(text_of(row, "Pronoun-offset")));
    uint32_t pronoun = entity_at(p, (uint32_t)strlen(text_of(row, "Pronoun")));
    const char *names[] = {text_of(row, "A"), text_of(row, "B")};
    const char *offsets[] = {text_of(row, "A-offset"), text_of(row, "B-offset")};
    const char *corefs[] = {text_of(row, "A-coref"), text_of(row, "B-coref")};
    s->n++;
    if (pronoun == ENTITY_NONE) s->none++;
    bool right = true;
    for (int i = 0; i < 2; i++) {
        uint32_t name =
            entity_at(byte_offset(content, atol(offsets[i])), (uint32_t)strlen(names[i]));
        if (name == ENTITY_NONE) s->unresolved++;
        bool gold = strcmp(corefs[i], "TRUE") == 0, got = name != ENTITY_NONE && name == pronoun;
        if (gold && got) s->tp++;
        else if (gold) s->fn++;
        else if (got) s->fp++;
        else s->tn++;
        if (gold != got) right = false;
    }
    if (verbose && !right) {
        casus_str name = pronoun == ENTITY_NONE ? (casus_str){0} : doc->who.entities[pronoun].name;
        printf("%s: %s -> \"%.*s\" A=%s %s B=%s %s\n   %s\n", text_of(row, "ID"),
               text_of(row, "Pronoun"), (int)name.len, name.ptr ? name.ptr : "", names[0],
               corefs[0], names[1], corefs[1], content);
    }
}

/* ---- places ---------------------------------------------------------------------------------- */

typedef struct place_score {
    unsigned gold, found, near, given, hits;
} place_score;

static double kilometres(double lat1, double lon1, double lat2, double lon2)
{
    double r = 3.14159265358979 / 180, a = sin((lat2 - lat1) * r / 2),
           b = sin((lon2 - lon1) * r / 2);
    return 2 * 6371 * asin(sqrt(a * a + cos(lat1 * r) * cos(lat2 * r) * b * b));
}

static void place_row(const json_t *row, place_score *s)
{
    const char *content = text_of(row, "text");
    if (!run(str_from(content), NULL)) return;
    const json_t *toponyms = json_object_get(row, "toponyms");
    bool *hit = calloc(doc->who.n_places + 1, 1);
    for (size_t i = 0; i < json_array_size(toponyms); i++) {
        const json_t *t = json_array_get(toponyms, i);
        if (!json_is_number(json_object_get(t, "lat"))) continue;
        uint32_t start =
            byte_offset(content, (long)json_integer_value(json_object_get(t, "start")));
        uint32_t end = byte_offset(content, (long)json_integer_value(json_object_get(t, "end")));
        bool found = false, near = false;
        double far = 0;
        for (uint32_t p = 0; p < doc->who.n_places; p++) {
            casus_span span = document_span(doc, doc->who.places[p].first, doc->who.places[p].last);
            if (span.start >= end || span.end <= start) continue;
            place_entry e;
            if (!place_book_entry(doc->model->places, doc->who.places[p].entry, &e)) continue;
            found = hit[p] = true;
            far = kilometres(e.lat, e.lon, json_number_value(json_object_get(t, "lat")),
                             json_number_value(json_object_get(t, "lon")));
            near = far <= 161;
        }
        s->gold++;
        s->found += found;
        s->near += near;
        if (verbose && !near)
            printf("%s %s %.0f\n", found ? "far" : "missed", text_of(t, "text"), far);
    }
    s->given += doc->who.n_places;
    for (uint32_t p = 0; p < doc->who.n_places; p++) {
        s->hits += hit[p];
        casus_str x = span_text(doc->who.places[p].first, doc->who.places[p].last);
        if (verbose && !hit[p]) printf("extra %.*s\n", (int)x.len, x.ptr);
    }
    free(hit);
}

static int rows(const char *path, const char *mode)
{
    FILE *file = fopen(path, "r");
    if (!file) return 1;
    char *line = NULL;
    size_t cap = 0;
    gap_score g = {0};
    place_score places = {0};
    bool toponyms = strcmp(mode, "places") == 0;
    while (getline(&line, &cap, file) > 0) {
        json_t *row = json_loads(line, 0, NULL);
        const char *of = text_of(row, "part");
        if (row && (!*of || strcmp(part, "all") == 0 || strcmp(of, part) == 0)) {
            if (toponyms) place_row(row, &places);
            else gap_row(row, &g);
        }
        json_decref(row);
    }
    free(line);
    fclose(file);
    if (toponyms) {
        printf("%u toponyms: found %.1f%%, within 161 km %.1f%%; %u given, %.1f%% of them gold\n",
               places.gold, 100.0 * places.found / (places.gold + 1e-9),
               100.0 * places.near / (places.gold + 1e-9), places.given,
               100.0 * places.hits / (places.given + 1e-9));
    } else {
        double precision = 100.0 * g.tp / (g.tp + g.fp + 1e-9),
               recall = 100.0 * g.tp / (g.tp + g.fn + 1e-9);
        printf("%u pronouns: precision %.1f recall %.1f F1 %.1f; %u pronouns and %u names without "
               "entity\n",
               g.n, precision, recall, 2 * precision * recall / (precision + recall + 1e-9), g.none,
               g.unresolved);
    }
    return 0;
}

int main(int argc, char **argv)
{
    casus_model *model;
    casus_error err = {0};
    casus_options options = {.no_gate = true};
    int i = 1, status = 0;
    const char *mode = i < argc ? argv[i++] : "";
    while (i < argc && argv[i][0] == '-') {
        if (strcmp(argv[i], "-v") == 0) verbose = true;
        if (strcmp(argv[i], "-p") == 0 && i + 1 < argc) part = argv[++i];
        i++;
    }
    if (casus_model_open(&model, NULL, &err) != CASUS_OK ||
        casus_coder_new(&coder, model, &options, &err) != CASUS_OK ||
        casus_doc_new(&doc, &err) != CASUS_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    for (; i < argc && !status; i++) {
        if (strcmp(mode, "show") == 0) status = show(argv[i]);
        else status = rows(argv[i], mode);
    }
    casus_doc_free(doc);
    casus_coder_free(coder);
    casus_model_close(model);
    return status;
}
