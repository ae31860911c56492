#include "evaluate/relations.h"

#include <stdlib.h>

#include "evaluate/gold.h"

#define SUREST 0.75
#define MOST_BYTES ((size_t)1 << 28)

const char *const relation_names[N_RELATIONS] = {
    "AGREE",  "CONSULT", "SUPPORT",  "AID",     "COOPERATE", "YIELD",  "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE",  "COERCE", "ASSAULT"};

/* ---- counting -------------------------------------------------------------------------------- */

static int by_confidence(const void *a, const void *b)
{
    const relation_answer *x = a, *y = b;
    return x->confidence < y->confidence ? 1 : x->confidence > y->confidence ? -1 : 0;
}

static void count_class(counts *classes, unsigned n, unsigned gold, unsigned found)
{
    if (gold < n) classes[gold].gold++;
    if (found < n) classes[found].found++;
    if (gold != found || gold >= n) return;
    classes[gold].gold_right++;
    classes[gold].found_right++;
}

void relations_count(relation_tally *self, relation_answer *answers, size_t n, double surest)
{
    *self = (relation_tally){.n = n, .confused = {.names = relation_names, .n = N_RELATIONS}};
    if (n) qsort(answers, n, sizeof *answers, by_confidence);
    self->n_surest = (uint64_t)((double)n * surest);
    for (size_t i = 0; i < n; i++) {
        const relation_answer *a = &answers[i];
        bool right = a->gold == a->found;
        unsigned bin = a->confidence >= 1 ? 9 : (unsigned)(a->confidence * 10);
        count_class(self->types, N_RELATIONS, a->gold, a->found);
        count_class(self->quads, N_QUADS, a->gold_quad - 1, a->found_quad - 1);
        self->confused.cells[a->gold][a->found]++;
        self->right += right;
        if (i < self->n_surest) self->surest_right += right;
        self->bins[bin]++;
        self->bins_right[bin] += right;
        self->bin_sums[bin] += a->confidence;
    }
    for (unsigned b = 0; b < 10; b++) {
        double distance = self->bin_sums[b] - self->bins_right[b];
        self->calibration_error += (distance < 0 ? -distance : distance) / (double)(n ? n : 1);
    }
}

/* ---- rows ------------------------------------------------------------------------------------ */

typedef struct relation_file {
    const char *path;
    const casus_evaluation *how;
    casus_coder *coder;
    arena mem;
    relation_answer *answers;
    uint32_t n, cap, line;
} relation_file;

static unsigned find_name(casus_str name)
{
    unsigned i = 0;
    while (i < N_RELATIONS && !str_eq(name, str_from(relation_names[i]))) i++;
    return i;
}

static casus_status read_row(relation_file *self, casus_str line, casus_error *err)
{
    casus_str id, part, quad, type, sentence;
    casus_relation found;
    bool whole = str_split(&line, '\t', &id) && str_split(&line, '\t', &part) &&
                 str_split(&line, '\t', &quad) && str_split(&line, '\t', &type) &&
                 str_split(&line, '\t', &sentence);
    if (!whole || find_name(type) == N_RELATIONS || quad.len != 1 || quad.ptr[0] < '1' ||
        quad.ptr[0] > '4')
        return error_at(err, CASUS_BAD_INPUT, self->path, self->line,
                        "a line is id, part, quad (1 to 4), type and marked sentence, with tabs "
                        "between");
    if (!gold_is_part(self->how->part, part)) return CASUS_OK;
    if (casus_classify(self->coder, sentence, CASUS_SCHEME_RELATIONS, &found, err) != CASUS_OK)
        return error_at(err, err->status, self->path, self->line, "%.200s", err->message);
    relation_answer *a =
        arena_push(&self->mem, &self->answers, &self->n, &self->cap, sizeof *a);
    FAIL_IF(!a, CASUS_NO_MEMORY, "no memory for the rows");
    *a = (relation_answer){.gold = find_name(type),
                           .found = find_name(str_from(found.type)),
                           .gold_quad = (unsigned)(quad.ptr[0] - '0'),
                           .found_quad = (unsigned)found.quad,
                           .confidence = found.confidence};
    return CASUS_OK;
}

static casus_status read_rows(relation_file *self, casus_str rest, casus_error *err)
{
    casus_str line;
    while (str_split(&rest, '\n', &line)) {
        self->line++;
        if (self->line > 1 && line.len) TRY(read_row(self, line, err));
    }
    return self->n ? CASUS_OK : gold_no_row(self->how->part, err);
}

/* ---- the report ------------------------------------------------------------------------------ */

static void write_classes(report *r, const char *const *names, const counts *classes, unsigned n)
{
    mean f1 = {0};
    for (unsigned i = 0; i < n; i++) {
        if (!classes[i].gold && !classes[i].found) continue;
        report_score(r, names[i], names[i], &classes[i]);
        if (classes[i].gold) mean_add(&f1, counts_f1(&classes[i]));
    }
    report_mean(r, "macro", "macro", &f1);
}

static casus_status write(const relation_file *self, const relation_tally *t, const char *format,
                          casus_sink sink, casus_error *err)
{
    static const char *const quads[N_QUADS] = {"verbal cooperation", "material cooperation",
                                               "verbal conflict", "material conflict"};
    static const char *const bins[10] = {"0.0", "0.1", "0.2", "0.3", "0.4",
                                         "0.5", "0.6", "0.7", "0.8", "0.9"};
    report r;
    report_open(&r, "relations", self->path, gold_part_name(self->how->part), self->how->engine,
                format);
    report_number(&r, "rows", "pairs", t->n);
    report_section(&r, "types", "Type of the relation");
    write_classes(&r, relation_names, t->types, N_RELATIONS);
    report_section(&r, "quads", "Quad class");
    write_classes(&r, quads, t->quads, N_QUADS);
    report_section(&r, "accuracy", "Right");
    report_share(&r, "all", "all", t->right, t->n);
    report_share(&r, "surest", "the surest three quarters", t->surest_right, t->n_surest);
    report_section(&r, "confidence", "Right, by confidence from ... on");
    for (unsigned b = 0; b < 10; b++)
        if (t->bins[b]) report_share(&r, bins[b], bins[b], t->bins_right[b], t->bins[b]);
    mean error = {t->calibration_error, 1};
    report_mean(&r, "calibration_error", "calibration error", &error);
    report_confusion(&r, "confusion", "Types of the file (rows), those found (columns)",
                     &t->confused);
    return report_close(&r, sink, err);
}

casus_status casus_evaluate_relations(const casus_model *model, const char *path,
                                      const casus_evaluation *how, const char *format,
                                      casus_sink sink, casus_error *err)
{
    relation_file self = {.path = path, .how = how};
    casus_options options = {.engine = how->engine};
    buf bytes = {0};
    relation_tally tally;
    arena_init(&self.mem, MOST_BYTES);
    casus_status status = casus_coder_new(&self.coder, model, &options, err);
    if (status == CASUS_OK) status = buf_read_file(&bytes, path, MOST_BYTES, err);
    if (status == CASUS_OK) status = read_rows(&self, buf_str(&bytes), err);
    if (status == CASUS_OK) {
        relations_count(&tally, self.answers, self.n, SUREST);
        status = write(&self, &tally, format, sink, err);
    } else if (err && !err->file[0]) {
        error_at(err, status, path, err->line, "%.200s", err->message);
    }
    casus_coder_free(self.coder);
    arena_release(&self.mem);
    buf_release(&bytes);
    return status;
}
