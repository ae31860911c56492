#include "evaluate/score_report.h"

#include <inttypes.h>

#include "evaluate/report.h"
#include "export/emit.h"

#define NAME_WIDTH 38

static const char *input_name(const casus_evaluation *how)
{
    if (how->gold_tokens) return "gold tokens";
    return how->gold_sentences ? "gold sentences" : "raw text";
}

static const char *case_name(casus_case letters)
{
    static const char *const names[] = {"keep", "lower", "upper", "title"};
    return names[letters];
}

static const char *engine_name(casus_engine engine)
{
    return engine == CASUS_ENGINE_FAST ? "fast" : "default";
}

static double speed(const score_report *self)
{
    return self->seconds > 0 ? (double)self->n_words / self->seconds : 0;
}

/* ---- table --------------------------------------------------------------------------------- */

static void put_name(buf *out, casus_str name)
{
    buf_put_str(out, name);
    for (size_t i = name.len; i < NAME_WIDTH; i++) buf_put_char(out, ' ');
}

static void put_row(buf *out, casus_str name, const conll_score *s)
{
    put_name(out, name);
    put_percent(out, conll_precision(s));
    put_percent(out, conll_recall(s));
    put_percent(out, conll_f1(s));
    if (s->aligned) put_percent(out, conll_aligned(s));
    buf_put_char(out, '\n');
}

static void put_relations(buf *out, const conll_result *result)
{
    buf_put_char(out, '\n');
    put_name(out, STR("Relation"));
    buf_put_str(out, STR("  Precision     Recall         F1  Gold words\n"));
    for (uint32_t i = 0; i < result->n_relations; i++) {
        const conll_relation *r = &result->relations[i];
        put_name(out, r->name);
        put_percent(out, conll_precision(&r->score));
        put_percent(out, conll_recall(&r->score));
        put_percent(out, conll_f1(&r->score));
        buf_printf(out, "  %10" PRIu64 "\n", r->score.gold);
    }
}

static void put_table(buf *out, const score_report *self)
{
    buf_printf(out, "%s: %s, %s engine", self->gold, input_name(self->how),
               engine_name(self->how->engine));
    if (self->how->letters != CASUS_CASE_KEEP)
        buf_printf(out, ", %s case", case_name(self->how->letters));
    buf_put_str(out, STR("\n\n"));
    put_name(out, STR("Metric"));
    buf_put_str(out, STR("  Precision     Recall         F1    Aligned\n"));
    for (enum conll_metric m = 0; m < CONLL_METRIC_COUNT; m++)
        put_row(out, str_from(conll_metric_label(m)), &self->result.scores[m]);
    if (self->how->relations) put_relations(out, &self->result);
    buf_printf(out, "\n%" PRIu64 " words in %" PRIu64 ".%02u s of CPU time, %" PRIu64 " a second\n",
               self->n_words, (uint64_t)self->seconds, (unsigned)(self->seconds * 100) % 100,
               (uint64_t)speed(self));
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static void put_score(buf *out, const conll_score *s)
{
    buf_printf(out, "{\"gold\":%" PRIu64 ",\"system\":%" PRIu64 ",\"correct\":%" PRIu64, s->gold,
               s->system, s->correct);
    put_rates(out, conll_precision(s), conll_recall(s), conll_f1(s));
    if (s->aligned) {
        emit_key(out, "aligned");
        emit_number(out, conll_aligned(s), 1, 6);
    }
    buf_put_char(out, '}');
}

static void put_json(buf *out, const score_report *self)
{
    buf_put_char(out, '{');
    buf_put_str(out, STR("\"kind\":\"evaluation\",\"of\":\"treebank\",\"gold\":"));
    emit_string(out, str_from(self->gold));
    buf_printf(out, ",\"input\":\"%s\",\"engine\":\"%s\",\"case\":\"%s\",\"scores\":{",
               input_name(self->how), engine_name(self->how->engine),
               case_name(self->how->letters));
    for (enum conll_metric m = 0; m < CONLL_METRIC_COUNT; m++) {
        buf_printf(out, "%s\"%s\":", m ? "," : "", conll_metric_key(m));
        put_score(out, &self->result.scores[m]);
    }
    buf_put_char(out, '}');
    if (self->how->relations) {
        buf_put_str(out, STR(",\"relations\":{"));
        for (uint32_t i = 0; i < self->result.n_relations; i++) {
            if (i) buf_put_char(out, ',');
            emit_string(out, self->result.relations[i].name);
            buf_put_char(out, ':');
            put_score(out, &self->result.relations[i].score);
        }
        buf_put_char(out, '}');
    }
    buf_printf(out, ",\"words_parsed\":%" PRIu64 ",\"cpu_seconds\":", self->n_words);
    emit_number(out, self->seconds, 1, 6);
    buf_put_str(out, STR("}\n"));
}

casus_status score_report_write(const score_report *self, const char *format, casus_sink sink,
                          casus_error *err)
{
    bool table = strcmp(format, "table") == 0;
    FAIL_IF(!table && strcmp(format, "json") != 0, CASUS_USAGE,
            "there is no format \"%.40s\": table and json are known", format);
    buf out = {0};
    if (table) put_table(&out, self);
    else put_json(&out, self);
    casus_status status = emit_flush(&out, sink, err);
    buf_release(&out);
    return status;
}
