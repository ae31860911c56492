#include "evaluate/report.h"

#include <inttypes.h>

#include "export/emit.h"

#define LABEL_WIDTH 40

/* ---- counting -------------------------------------------------------------------------------- */

static double share(uint64_t part, uint64_t all) { return all ? (double)part / (double)all : 0; }

double counts_precision(const counts *self) { return share(self->found_right, self->found); }
double counts_recall(const counts *self) { return share(self->gold_right, self->gold); }

double counts_f1(const counts *self)
{
    double p = counts_precision(self), r = counts_recall(self);
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

void counts_add(counts *self, const counts *other)
{
    self->gold += other->gold;
    self->gold_right += other->gold_right;
    self->found += other->found;
    self->found_right += other->found_right;
}

double mean_of(const mean *self) { return self->n ? self->sum / (double)self->n : 0; }

void mean_add(mean *self, double value)
{
    self->sum += value;
    self->n++;
}

void confusion_add(confusion *self, uint32_t gold, uint32_t found)
{
    uint32_t missing = gold & ~found, extra = found & ~gold;
    for (unsigned g = 0; g < self->n; g++) {
        if (gold & found & 1u << g) self->cells[g][g]++;
        if (!(missing & 1u << g)) continue;
        for (unsigned f = 0; f < self->n; f++)
            if (extra & 1u << f) self->cells[g][f]++;
        if (!extra) self->cells[g][self->n]++;
    }
    for (unsigned f = 0; f < self->n && !missing; f++)
        if (extra & 1u << f) self->cells[self->n][f]++;
}

/* ---- writing --------------------------------------------------------------------------------- */

static void put_label(buf *out, const char *label)
{
    buf_put_str(out, str_from(label));
    for (size_t i = strlen(label); i < LABEL_WIDTH; i++) buf_put_char(out, ' ');
}

void put_percent(buf *out, double value)
{
    unsigned whole = (unsigned)(value * 10000 + 0.5);
    buf_printf(out, "  %6u.%02u", whole / 100, whole % 100);
}

void put_rates(buf *out, double precision, double recall, double f1)
{
    emit_key(out, "precision");
    emit_number(out, precision, 1, 6);
    emit_key(out, "recall");
    emit_number(out, recall, 1, 6);
    emit_key(out, "f1");
    emit_number(out, f1, 1, 6);
}

void report_open(report *self, const char *of, const char *path, const char *part,
                 casus_engine engine, const char *format)
{
    *self = (report){.json = strcmp(format, "json") == 0, .format = format};
    buf *out = &self->out;
    const char *name = engine == CASUS_ENGINE_FAST ? "fast" : "default";
    if (!self->json) {
        buf_printf(out, "%s: %s, ", path, of);
        if (part) buf_printf(out, "part %s, ", part);
        buf_printf(out, "%s engine\n\n", name);
        return;
    }
    buf_printf(out, "{\"kind\":\"evaluation\",\"of\":\"%s\",\"gold\":", of);
    emit_string(out, str_from(path));
    if (part) buf_printf(out, ",\"part\":\"%s\"", part);
    buf_printf(out, ",\"engine\":\"%s\"", name);
}

static void end_section(report *self)
{
    if (self->json && self->inside) buf_put_char(&self->out, '}');
    self->inside = false;
}

void report_number(report *self, const char *key, const char *label, uint64_t n)
{
    end_section(self);
    if (self->json) {
        emit_key(&self->out, key);
        buf_printf(&self->out, "%" PRIu64, n);
    } else {
        put_label(&self->out, label);
        buf_printf(&self->out, "  %9" PRIu64 "\n", n);
    }
}

void report_section(report *self, const char *key, const char *title)
{
    end_section(self);
    self->inside = true;
    if (self->json) {
        emit_key(&self->out, key);
        buf_put_char(&self->out, '{');
        return;
    }
    buf_put_char(&self->out, '\n');
    put_label(&self->out, title);
    buf_put_str(&self->out, STR("  Precision     Recall         F1       Gold      Found\n"));
}

void report_score(report *self, const char *key, const char *label, const counts *c)
{
    buf *out = &self->out;
    if (!self->json) {
        put_label(out, label);
        put_percent(out, counts_precision(c));
        put_percent(out, counts_recall(c));
        put_percent(out, counts_f1(c));
        buf_printf(out, "  %9" PRIu64 "  %9" PRIu64 "\n", c->gold, c->found);
        return;
    }
    emit_key(out, key);
    buf_printf(out, "{\"gold\":%" PRIu64 ",\"found\":%" PRIu64 ",\"gold_right\":%" PRIu64
                    ",\"found_right\":%" PRIu64,
               c->gold, c->found, c->gold_right, c->found_right);
    put_rates(out, counts_precision(c), counts_recall(c), counts_f1(c));
    buf_put_char(out, '}');
}

void report_rates(report *self, const char *key, const char *label, double precision, double recall)
{
    buf *out = &self->out;
    double f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
    if (self->json) {
        emit_key(out, key);
        put_rates(out, precision, recall, f1);
        buf_put_char(out, '}');
        return;
    }
    put_label(out, label);
    put_percent(out, precision);
    put_percent(out, recall);
    put_percent(out, f1);
    buf_put_char(out, '\n');
}

void report_mean(report *self, const char *key, const char *label, const mean *m)
{
    buf *out = &self->out;
    if (!self->json) {
        put_label(out, label);
        buf_printf(out, "%22s", "");
        put_percent(out, mean_of(m));
        buf_printf(out, "  mean of %" PRIu64 "\n", m->n);
        return;
    }
    emit_key(out, key);
    buf_put_str(out, STR("{\"mean\":"));
    emit_number(out, mean_of(m), 1, 6);
    buf_printf(out, ",\"of\":%" PRIu64 "}", m->n);
}

void report_share(report *self, const char *key, const char *label, uint64_t part, uint64_t all)
{
    buf *out = &self->out;
    if (!self->json) {
        put_label(out, label);
        buf_printf(out, "%11s", "");
        put_percent(out, share(part, all));
        buf_printf(out, "%11s  %9" PRIu64 "  %9" PRIu64 "\n", "", all, part);
        return;
    }
    emit_key(out, key);
    buf_put_str(out, STR("{\"share\":"));
    emit_number(out, share(part, all), 1, 6);
    buf_printf(out, ",\"part\":%" PRIu64 ",\"of\":%" PRIu64 "}", part, all);
}

void report_per_1000(report *self, const char *key, const char *label, uint64_t n, uint64_t of)
{
    buf *out = &self->out;
    double rate = 1000 * share(n, of);
    if (!self->json) {
        unsigned tenths = (unsigned)(rate * 10 + 0.5);
        put_label(out, label);
        buf_printf(out, "  %7u.%u in 1,000: %" PRIu64 " of %" PRIu64 "\n", tenths / 10, tenths % 10,
                   n, of);
        return;
    }
    emit_key(out, key);
    buf_put_str(out, STR("{\"per_1000\":"));
    emit_number(out, rate, 1, 6);
    buf_printf(out, ",\"part\":%" PRIu64 ",\"of\":%" PRIu64 "}", n, of);
}

static bool is_empty_row(const confusion *c, unsigned row)
{
    for (unsigned i = 0; i <= c->n; i++)
        if (c->cells[row][i]) return false;
    return true;
}

static bool is_empty_column(const confusion *c, unsigned column)
{
    for (unsigned i = 0; i <= c->n; i++)
        if (c->cells[i][column]) return false;
    return true;
}

static const char *class_name(const confusion *c, unsigned i)
{
    return i < c->n ? c->names[i] : "nothing";
}

static void put_table(buf *out, const char *title, const confusion *c)
{
    buf_printf(out, "\n%s\n%-12s", title, "");
    for (unsigned j = 0; j <= c->n; j++)
        if (!is_empty_column(c, j)) buf_printf(out, " %7.7s", class_name(c, j));
    for (unsigned i = 0; i <= c->n; i++) {
        if (is_empty_row(c, i)) continue;
        buf_printf(out, "\n%-12s", class_name(c, i));
        for (unsigned j = 0; j <= c->n; j++)
            if (!is_empty_column(c, j)) buf_printf(out, " %7u", c->cells[i][j]);
    }
    buf_put_char(out, '\n');
}

void report_confusion(report *self, const char *key, const char *title, const confusion *c)
{
    buf *out = &self->out;
    end_section(self);
    if (!self->json) {
        put_table(out, title, c);
        return;
    }
    emit_key(out, key);
    buf_put_char(out, '{');
    for (unsigned i = 0; i <= c->n; i++) {
        if (is_empty_row(c, i)) continue;
        emit_key(out, class_name(c, i));
        buf_put_char(out, '{');
        for (unsigned j = 0; j <= c->n; j++) {
            if (!c->cells[i][j]) continue;
            emit_key(out, class_name(c, j));
            buf_printf(out, "%u", c->cells[i][j]);
        }
        buf_put_char(out, '}');
    }
    buf_put_char(out, '}');
}

/* ---- what went wrong ------------------------------------------------------------------------- */

void error_list_init(error_list *self, const char *format)
{
    *self = (error_list){.json = strcmp(format, "json") == 0};
}

void error_list_add(error_list *self, casus_str text, casus_str wanted, casus_str found)
{
    buf *out = &self->out;
    if (!self->json) {
        buf_printf(out, "%.*s\t%.*s\t%.*s\n", (int)text.len, text.ptr, (int)wanted.len, wanted.ptr,
                   (int)found.len, found.ptr);
    } else {
        if (self->n) buf_put_char(out, ',');
        buf_put_char(out, '{');
        emit_key(out, "text");
        emit_string(out, text);
        emit_key(out, "wanted");
        emit_string(out, wanted);
        emit_key(out, "found");
        emit_string(out, found);
        buf_put_char(out, '}');
    }
    self->n++;
}

void error_list_release(error_list *self)
{
    buf_release(&self->out);
}

void report_errors(report *self, const error_list *errors)
{
    end_section(self);
    if (self->json) {
        emit_key(&self->out, "errors");
        buf_put_char(&self->out, '[');
    } else {
        buf_put_str(&self->out, STR("\nErrors: text, wanted, found, with tabs between\n"));
    }
    buf_put_str(&self->out, buf_str(&errors->out));
    if (self->json) buf_put_char(&self->out, ']');
}

casus_status report_close(report *self, casus_sink sink, casus_error *err)
{
    end_section(self);
    if (self->json) buf_put_str(&self->out, STR("}\n"));
    casus_status status = CASUS_OK;
    if (!self->json && strcmp(self->format, "table") != 0)
        status = error_set(err, CASUS_USAGE,
                           "there is no format \"%.40s\": table and json are known", self->format);
    else
        status = emit_flush(&self->out, sink, err);
    buf_release(&self->out);
    return status;
}
