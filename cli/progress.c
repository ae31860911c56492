/* progress: how far a run has come: a line that is drawn over and over on a terminal, a line of text
 * every few seconds elsewhere, or JSON once a second (docs/ingest.md names its keys). At the end the
 * summary.
 */
#include "cli.h"

#include <inttypes.h>
#include <stdarg.h>

#define REDRAW_SECONDS 0.2
#define REPORT_SECONDS 5.0 /* where stderr is no terminal */
#define JSON_SECONDS 1.0

progress progress_of(const options *o)
{
    bool terminal = stderr_is_terminal();
    progress self = {.terminal = terminal, .last = seconds()};
    if (o->progress_json)
        self.kind = PROGRESS_JSON;
    else if ((terminal && !has(o, OPT_QUIET)) || has(o, OPT_PROGRESS))
        self.kind = PROGRESS_LINE;
    return self;
}

static uint64_t n_documents(const session *s) { return s->n_done + s->n_stored + s->n_failed; }

static double per_second(const session *s, double n)
{
    double took = seconds() - s->started;
    return took > 0 ? n / took : 0;
}

/* By the bytes that are still to be read; negative where that is not known. */
static double seconds_left(const session *s)
{
    if (!s->of_all || !s->read || s->read > s->of_all) return -1;
    return (seconds() - s->started) / (double)s->read * (double)(s->of_all - s->read);
}

/* ---- a line -------------------------------------------------------------------------------- */

/* Written at once, so that none is torn when the program is killed. */
typedef struct line {
    char text[2048];
    size_t len;
} line;

__attribute__((format(printf, 2, 3))) static void put(line *self, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    size_t room = sizeof self->text - self->len;
    int n = vsnprintf(self->text + self->len, room, fmt, args);
    va_end(args);
    if (n > 0) self->len += (size_t)n < room ? (size_t)n : room - 1;
}

static void write_line(const line *self) { fwrite(self->text, 1, self->len, stderr); }

/* ---- for people ---------------------------------------------------------------------------- */

static void show_line(const progress *self, session *s)
{
    line at = {.len = 0};
    char docs[48], events[48];
    double left = seconds_left(s);
    put(&at, "%s%s  %.1f", self->terminal ? "\r" : "",
        count_text(docs, n_documents(s), "document", "documents"), (double)s->read / 1e6);
    if (s->of_all) put(&at, " of %.1f", (double)s->of_all / 1e6);
    put(&at, " MB  %s  %.0f a second", count_text(events, s->n_events, "event", "events"),
        per_second(s, (double)n_documents(s)));
    if (left >= 0)
        put(&at, "  %" PRIu64 ":%02u left", (uint64_t)left / 60, (unsigned)((uint64_t)left % 60));
    put(&at, "%s", self->terminal ? "\033[K" : "\n");
    write_line(&at);
    s->line_shown = self->terminal;
}

static void tell(const session *s)
{
    char docs[48];
    say("%s read: %" PRIu64 " coded, %" PRIu64 " stored already, %" PRIu64 " failed, %" PRIu64
        " not English; %" PRIu64 " near-duplicates; %" PRIu64
        " cut short; %.0f a second, %.2f MB of text a second",
        count_text(docs, n_documents(s), "document", "documents"), s->n_done - s->n_foreign,
        s->n_stored, s->n_failed, s->n_foreign, s->n_copies, s->n_cut,
        per_second(s, (double)n_documents(s)), per_second(s, (double)s->n_bytes / 1e6));
    line at = {.len = 0};
    for (int i = 0; i < CASUS_N_STAGES; i++)
        put(&at, ", %s %.2f", casus_stage_text((casus_stage)i), (double)s->stages[i] * 1e-9);
    say("seconds, of all threads: read %.2f, look up %.2f%s, store %.2f",
        (double)s->reading * 1e-9, (double)s->asking * 1e-9, at.text, (double)s->storing * 1e-9);
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static void put_counts(line *at, const session *s, uint64_t n_committed)
{
    put(at,
        "\"documents\":%" PRIu64 ",\"coded\":%" PRIu64 ",\"committed\":%" PRIu64
        ",\"skipped\":{\"stored\":%" PRIu64 ",\"failed\":%" PRIu64
        ",\"language\":%" PRIu64 "},\"near_duplicates\":%" PRIu64 ",\"cut\":%" PRIu64,
        n_documents(s), s->n_done - s->n_foreign, n_committed, s->n_stored, s->n_failed, s->n_foreign,
        s->n_copies, s->n_cut);
    put(at, ",\"sentences\":%" PRIu64 ",\"events\":%" PRIu64 ",\"bytes\":%" PRIu64, s->n_sentences,
        s->n_events, s->read);
    if (s->of_all) put(at, ",\"bytes_total\":%" PRIu64, s->of_all);
    else put(at, ",\"bytes_total\":null");
    put(at, ",\"seconds\":%.3f,\"rate\":%.1f", seconds() - s->started,
        per_second(s, (double)n_documents(s)));
}

static void show_json(session *s, uint64_t n_committed)
{
    line at = {.len = 0};
    double left = seconds_left(s);
    put(&at, "{\"kind\":\"progress\",");
    put_counts(&at, s, n_committed);
    if (left >= 0) put(&at, ",\"seconds_left\":%.0f}\n", left);
    else put(&at, ",\"seconds_left\":null}\n");
    write_line(&at);
}

static void end_json(const session *s, uint64_t n_committed, const char *how)
{
    line at = {.len = 0};
    put(&at, "{\"kind\":\"summary\",\"status\":\"%s\",", how);
    put_counts(&at, s, n_committed);
    put(&at, ",\"text_bytes\":%" PRIu64 ",\"stages\":{\"read\":%.3f,\"look_up\":%.3f", s->n_bytes,
        (double)s->reading * 1e-9, (double)s->asking * 1e-9);
    for (int i = 0; i < CASUS_N_STAGES; i++)
        put(&at, ",\"%s\":%.3f", casus_stage_text((casus_stage)i), (double)s->stages[i] * 1e-9);
    put(&at, ",\"store\":%.3f}}\n", (double)s->storing * 1e-9);
    write_line(&at);
}

/* ---- public -------------------------------------------------------------------------------- */

void progress_show(progress *self, session *s, uint64_t n_committed)
{
    if (self->kind == PROGRESS_NONE) return;
    double now = seconds(), every = self->terminal ? REDRAW_SECONDS : REPORT_SECONDS;
    if (self->kind == PROGRESS_JSON) every = JSON_SECONDS;
    if (now - self->last < every) return;
    self->last = now;
    if (self->kind == PROGRESS_JSON) show_json(s, n_committed);
    else show_line(self, s);
}

void progress_end(const progress *self, session *s, uint64_t n_committed, const char *how)
{
    session_clear_line(s);
    if (self->kind == PROGRESS_JSON) end_json(s, n_committed, how);
    if (self->kind == PROGRESS_LINE) tell(s);
}
