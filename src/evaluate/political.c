#include "evaluate/political.h"

#include <sha2.h>

/* ---- labels ---------------------------------------------------------------------------------- */

static bool read_digits(casus_str s, uint32_t most, uint32_t *out)
{
    *out = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9' || *out > most) return false;
        *out = *out * 10 + (uint32_t)(s.ptr[i] - '0');
    }
    return s.len > 0 && *out <= most;
}

bool political_row_read(casus_str line, political_row *out)
{
    casus_str document, sentence, hash, label;
    uint32_t number;
    *out = (political_row){0};
    if (!str_split(&line, '\t', &document) || !str_split(&line, '\t', &sentence) ||
        !str_split(&line, '\t', &hash) || !str_split(&line, '\t', &label))
        return false;
    if (hash.len != 12 || !read_digits(document, 1u << 28, &out->document) ||
        !read_digits(sentence, 1u << 28, &number) || !read_digits(label, N_LABELS - 1, &out->label))
        return false;
    memcpy(out->hash, hash.ptr, 12);
    return out->document > 0;
}

void political_hash(casus_str text, buf *scratch, char out[13])
{
    char digest[SHA256_DIGEST_STRING_LENGTH];
    buf_reset(scratch);
    text = str_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        bool blank = memchr(" \t\r\n\f\v", text.ptr[i], 6) != NULL;
        if (!blank) buf_put_char(scratch, text.ptr[i]);
        else if (scratch->len && scratch->ptr[scratch->len - 1] != ' ') buf_put_char(scratch, ' ');
    }
    SHA256Data((const uint8_t *)(scratch->len ? scratch->ptr : ""), scratch->len, digest);
    memcpy(out, digest, 12);
    out[12] = '\0';
}

void political_count(political_tally *self, unsigned label, unsigned n_events)
{
    self->sentences[label]++;
    self->told[label] += n_events > 0;
    self->events[label] += n_events;
}

typedef struct labels {
    political_row *rows; /* [n], by document */
    uint32_t n;
    arena mem;
} labels;

static casus_status read_labels(labels *self, const char *path, casus_error *err)
{
    lines in;
    casus_str line;
    uint32_t cap = 0;
    casus_status status = lines_open(&in, path, (size_t)64 << 20, err);
    while (status == CASUS_OK && lines_next(&in, &line)) {
        political_row *row = arena_push(&self->mem, &self->rows, &self->n, &cap, sizeof *row);
        if (!row)
            status = error_set(err, CASUS_NO_MEMORY, "no memory for the labels");
        else if (!political_row_read(line, row) ||
                 (self->n > 1 && row->document < row[-1].document))
            status = error_at(err, CASUS_BAD_INPUT, path, in.line,
                              "write document, sentence, hash and label 0, 1 or 2 with tabs "
                              "between them, in the order of the documents");
    }
    lines_close(&in);
    if (status == CASUS_OK && !self->n)
        status = error_at(err, CASUS_BAD_INPUT, path, 0, "there is no label in it");
    return status;
}

/* ---- documents ------------------------------------------------------------------------------- */

/* The sentences are those of `casus parse`, which the labels were given to; the coder cuts text in
 * sentences of its own. */
typedef struct corpus {
    recoding coding;
    casus_parser *parser;
    buf scratch;
} corpus;

static bool tells(const recoding *found, uint32_t event, casus_span sentence)
{
    casus_report told;
    for (uint32_t i = 0; i < found->events[event].n_reports; i++) {
        casus_doc_report(found->doc, event, i, &told);
        if (told.trigger.start >= sentence.start && told.trigger.start < sentence.end) return true;
    }
    return false;
}

static unsigned n_events(const recoding *found, casus_span sentence)
{
    unsigned n = 0;
    for (uint32_t i = 0; i < found->n; i++) {
        bool again = false;
        if (!tells(found, i, sentence)) continue;
        for (uint32_t j = 0; j < i && !again; j++)
            again = strcmp(found->events[i].group, found->events[j].group) == 0 &&
                    tells(found, j, sentence);
        n += !again;
    }
    return n;
}

static void count_document(corpus *self, political_tally *tally, casus_str text,
                           const political_row *rows, uint32_t n)
{
    uint64_t there = 0;
    for (size_t i = 0; i < casus_parser_n_sentences(self->parser); i++) {
        casus_sentence s;
        char hash[13];
        casus_parser_sentence(self->parser, i, &s);
        political_hash(str_slice(text, s.span.start, s.span.end), &self->scratch, hash);
        for (uint32_t k = 0; k < n; k++) {
            if (strcmp(rows[k].hash, hash) != 0) continue;
            political_count(tally, rows[k].label, n_events(&self->coding, s.span));
            there++;
            break;
        }
    }
    tally->lost += there < n ? n - there : 0;
}

static casus_status count_documents(event_file *self, const labels *l, political_tally *tally,
                                    corpus *c, casus_error *err)
{
    uint32_t at = 0;
    for (const json *row; at < l->n;) {
        uint32_t end = at;
        TRY(gold_next(&self->rows, &self->mem, &row, err));
        FAIL_IF(!row, CASUS_BAD_INPUT, "the labels are of more documents than %s has",
                self->rows.path);
        while (end < l->n && l->rows[end].document == self->rows.line) end++;
        if (end == at) continue;
        casus_str text = json_text_of(row, "text");
        TRY(casus_parse_text(c->parser, text, err));
        TRY(recoding_run(&c->coding, json_text_of(row, "id"), text,
                         json_text_of(row, "published"), &self->mem, err));
        count_document(c, tally, text, l->rows + at, end - at);
        at = end;
    }
    return CASUS_OK;
}

/* ---- report ---------------------------------------------------------------------------------- */

static casus_status write(const event_file *self, const char *path, const political_tally *t,
                          casus_error *err)
{
    report r;
    uint64_t all = t->sentences[0] + t->sentences[1] + t->sentences[2];
    uint64_t right = t->told[LABEL_POLITICAL];
    counts relevant = {t->sentences[LABEL_POLITICAL], right, right + t->told[LABEL_NONE], right};
    report_open(&r, "political", path, NULL, self->how->engine, self->format);
    report_number(&r, "sentences", "sentences", all);
    report_number(&r, "lost", "labels whose sentence is not there", t->lost);
    report_section(&r, "relevant", "Sentences that tell an event");
    report_score(&r, "political", "political or not", &relevant);
    report_share(&r, "doubtful", "of the doubtful ones", t->told[LABEL_DOUBTFUL],
                 t->sentences[LABEL_DOUBTFUL]);
    report_section(&r, "false", "False events");
    report_per_1000(&r, "of_all", "of all sentences", t->events[LABEL_NONE], all);
    report_per_1000(&r, "of_none", "of those that tell none", t->events[LABEL_NONE],
                    t->sentences[LABEL_NONE]);
    return report_close(&r, self->sink, err);
}

static casus_status evaluate(event_file *self, const char *path, casus_error *err)
{
    casus_options options = {.engine = self->how->engine};
    labels l = {0};
    political_tally tally = {0};
    corpus c = {0};
    arena_init(&l.mem, (size_t)1 << 30);
    casus_status status = read_labels(&l, path, err);
    if (status == CASUS_OK) status = recoding_open(&c.coding, self->model, &options, err);
    if (status == CASUS_OK)
        status = casus_parser_new(&c.parser, self->model, self->how->engine, err);
    if (status == CASUS_OK) status = count_documents(self, &l, &tally, &c, err);
    casus_parser_free(c.parser);
    recoding_close(&c.coding);
    buf_release(&c.scratch);
    arena_release(&l.mem);
    return status == CASUS_OK ? write(self, path, &tally, err) : status;
}

casus_status casus_evaluate_political(const casus_model *model, const char *path,
                                      const casus_evaluation *how, const char *format,
                                      casus_sink sink, casus_error *err)
{
    event_file self = {.model = model, .how = how, .format = format, .sink = sink};
    FAIL_IF(!how->texts, CASUS_USAGE, "the labels are of texts in another file: name it");
    arena_init(&self.mem, (size_t)1 << 30);
    casus_status status = gold_open(&self.rows, how->texts, CASUS_PART_ALL, err);
    if (status == CASUS_OK) status = evaluate(&self, path, err);
    if (status != CASUS_OK && err && !err->file[0])
        error_at(err, status, path, err->line, "%.200s", err->message);
    gold_close(&self.rows);
    arena_release(&self.mem);
    return status;
}
