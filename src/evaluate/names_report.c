#include "evaluate/names_report.h"

#include <inttypes.h>

#include "evaluate/report.h"
#include "export/emit.h"

static bool is_shown(const names_figures *f, unsigned kind)
{
    return kind != NAME_NORP || f->gold > 0;
}

static void put_row(buf *out, const char *name, const names_figures *f)
{
    buf_printf(out, "%-16s", name);
    put_percent(out, f->precision);
    put_percent(out, f->recall);
    put_percent(out, f->f1);
    buf_printf(out, "  %10" PRIu64 "\n", f->gold);
}

static void put_table(buf *out, const names_tally *self, const char *gold)
{
    names_figures micro = names_micro(self);
    buf_printf(out, "%s: names, gold tokens\n\n", gold);
    buf_printf(out, "%-16s  Precision     Recall         F1  Gold names\n", "Kind");
    put_row(out, "PER LOC ORG", &micro);
    for (unsigned kind = 0; kind < NAME_KIND_COUNT; kind++) {
        names_figures f = names_of_kind(self, kind);
        if (is_shown(&f, kind)) put_row(out, name_kind_name(kind), &f);
    }
}

static void put_figures(buf *out, const char *name, const names_figures *f)
{
    buf_printf(out, "\"%s\":{\"gold\":%" PRIu64 ",\"system\":%" PRIu64 ",\"correct\":%" PRIu64, name,
               f->gold, f->found, f->right);
    put_rates(out, f->precision, f->recall, f->f1);
    buf_put_char(out, '}');
}

static void put_json(buf *out, const names_tally *self, const char *gold)
{
    names_figures micro = names_micro(self);
    buf_put_str(out, STR("{\"kind\":\"evaluation\",\"of\":\"names\",\"gold\":"));
    emit_string(out, str_from(gold));
    buf_put_str(out, STR(",\"input\":\"gold tokens\",\"scores\":{"));
    put_figures(out, "micro", &micro);
    for (unsigned kind = 0; kind < NAME_KIND_COUNT; kind++) {
        names_figures f = names_of_kind(self, kind);
        if (!is_shown(&f, kind)) continue;
        buf_put_char(out, ',');
        put_figures(out, name_kind_name(kind), &f);
    }
    buf_put_str(out, STR("}}\n"));
}

casus_status names_report_write(const names_tally *self, const char *gold, const char *format,
                                casus_sink sink, casus_error *err)
{
    bool table = strcmp(format, "table") == 0;
    FAIL_IF(!table && strcmp(format, "json") != 0, CASUS_USAGE,
            "there is no format \"%.40s\": table and json are known", format);
    buf out = {0};
    if (table) put_table(&out, self, gold);
    else put_json(&out, self, gold);
    casus_status status = emit_flush(&out, sink, err);
    buf_release(&out);
    return status;
}
