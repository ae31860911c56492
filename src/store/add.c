/* add: a coded document into rows: its payload, unless that is there, and a coding of it.
 *
 * Everything of one document goes in under one savepoint: all of it or nothing. Outside of
 * casus_store_begin/commit the savepoint is a transaction of its own.
 */
#include "near/near.h"
#include "store/row.h"

/* ---- running the inserts ------------------------------------------------------------------- */

static row_writer start(casus_store *self, enum store_insert which)
{
    return (row_writer){.stmt = self->inserts[which]};
}

static casus_status command(casus_store *self, const char *sql, casus_error *err)
{
    if (self->read_only) {
        return error_at(err, CASUS_STORE, self->path, 0, "the store was opened for reading only");
    }
    int rc = sqlite3_exec(self->db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? CASUS_OK : store_failed(self, "writing to the store", err);
}

/* ---- rows ---------------------------------------------------------------------------------- */

static void put_actor(row_writer *row, bool there, const casus_actor *actor)
{
    static const casus_actor NOBODY = {0};
    if (!there) actor = &NOBODY;
    row_word(row, actor->code);
    row_word(row, actor->body);
    row_words(row, actor->sectors, actor->n_sectors);
    row_text(row, actor->name);
    row_text(row, actor->text);
    row_span_of(row, actor->text, actor->span);
}

static void put_place(row_writer *row, bool there, const casus_place *place)
{
    static const casus_place NOWHERE = {.geonames = -1};
    if (!there) place = &NOWHERE;
    row_text(row, place->name);
    row_word(row, place->country);
    row_text(row, place->admin1);
    row_real(row, there ? place->lat : __builtin_nan(""));
    row_real(row, there ? place->lon : __builtin_nan(""));
    row_int_or_null(row, place->geonames >= 0, place->geonames);
    row_word(row, place->precision);
    row_text(row, place->text);
    row_span_of(row, place->text, place->span);
}

static void put_confidence(row_writer *row, bool there, const casus_place *place)
{
    row_real(row, there ? place->confidence : __builtin_nan(""));
}

static casus_status add_payload(casus_store *self, const casus_doc *doc, int64_t *document,
                                casus_error *err)
{
    row_writer row = {.stmt = self->statements[INSERT_PAYLOAD]};
    row_word(&row, casus_doc_key(doc));
    row_text(&row, casus_doc_id(doc));
    row_text(&row, casus_doc_url(doc));
    row_text(&row, casus_doc_title(doc));
    row_text(&row, casus_doc_publisher(doc));
    row_int(&row, (int64_t)casus_doc_stats(doc)->bytes_cut);
    row_blob(&row, casus_doc_payload(doc));
    TRY(store_write_row(self, &row, err));
    *document = sqlite3_last_insert_rowid(self->db);
    return CASUS_OK;
}

/* A document that is coded anew with a higher limit: its spans may lie in what was cut off before. */
static casus_status extend_payload(casus_store *self, const casus_doc *doc, int64_t document,
                                   casus_error *err)
{
    row_writer row = {.stmt = self->statements[EXTEND_PAYLOAD]};
    row_int(&row, (int64_t)casus_doc_stats(doc)->bytes_cut);
    row_blob(&row, casus_doc_payload(doc));
    row_int(&row, document);
    return store_write_row(self, &row, err);
}

static casus_status retire_coding(casus_store *self, int64_t document, casus_error *err)
{
    row_writer row = {.stmt = self->statements[RETIRE_CODING]};
    row_int(&row, document);
    return store_write_row(self, &row, err);
}

static casus_status add_coding(casus_store *self, const casus_doc *doc, int64_t document,
                               int64_t run, int64_t *id, casus_error *err)
{
    const casus_stats *stats = casus_doc_stats(doc);
    casus_article first = {.from = CASUS_NO_DAY, .to = CASUS_NO_DAY};
    if (casus_doc_n_articles(doc)) casus_doc_article(doc, 0, &first);
    row_writer row = {.stmt = self->statements[INSERT_CODING]};
    row_int(&row, document);
    row_int(&row, run);
    row_day(&row, first.from);
    row_day(&row, first.to);
    row_int_or_null(&row, first.from != CASUS_NO_DAY, first.inferred);
    row_word(&row, casus_doc_language(doc));
    row_int(&row, (int64_t)stats->sentences);
    row_int(&row, (int64_t)stats->parsed);
    row_int(&row, (int64_t)stats->tokens);
    row_int(&row, (int64_t)stats->events);
    row_int(&row, (int64_t)stats->bytes);
    row_int(&row, (int64_t)stats->bytes_repaired);
    row_int(&row, (int64_t)stats->residue);
    row_int(&row, (int64_t)stats->repeats);
    TRY(store_write_row(self, &row, err));
    *id = sqlite3_last_insert_rowid(self->db);
    return CASUS_OK;
}

static casus_status index_text(casus_store *self, int64_t coding, casus_error *err)
{
    row_writer row = {.stmt = self->statements[INDEX_TEXT]};
    row_int(&row, coding);
    return store_write_row(self, &row, err);
}

static casus_status add_articles(casus_store *self, const casus_doc *doc, int64_t coding,
                                 casus_error *err)
{
    for (size_t i = 0; i < casus_doc_n_articles(doc); i++) {
        casus_article article;
        casus_doc_article(doc, i, &article);
        row_writer row = start(self, INSERT_ARTICLE);
        row_int(&row, coding);
        row_int(&row, (int64_t)i);
        row_span(&row, article.span);
        row_day(&row, article.from);
        row_day(&row, article.to);
        row_int(&row, article.inferred);
        row_word(&row, article.evidence);
        TRY(store_write_row(self, &row, err));
    }
    return CASUS_OK;
}

static casus_status add_sentences(casus_store *self, const casus_doc *doc, int64_t coding,
                                  casus_error *err)
{
    for (size_t i = 0; i < casus_doc_n_sentences(doc); i++) {
        casus_str text;
        casus_span span = casus_doc_sentence(doc, i, &text);
        row_writer row = start(self, INSERT_SENTENCE);
        row_int(&row, coding);
        row_int(&row, (int64_t)i);
        row_span(&row, span);
        row_text(&row, text);
        TRY(store_write_row(self, &row, err));
    }
    return CASUS_OK;
}

static casus_status add_mentions(casus_store *self, const casus_doc *doc, int64_t coding,
                                 casus_error *err)
{
    for (size_t i = 0; i < casus_doc_n_actors(doc); i++) {
        casus_actor actor;
        casus_doc_actor(doc, i, &actor);
        row_writer row = start(self, INSERT_ACTOR);
        row_int(&row, coding);
        row_int(&row, (int64_t)i);
        put_actor(&row, true, &actor);
        row_int_or_null(&row, actor.entity >= 0, actor.entity);
        TRY(store_write_row(self, &row, err));
    }
    for (size_t i = 0; i < casus_doc_n_places(doc); i++) {
        casus_place place;
        casus_doc_place(doc, i, &place);
        row_writer row = start(self, INSERT_PLACE);
        row_int(&row, coding);
        row_int(&row, (int64_t)i);
        put_place(&row, true, &place);
        put_confidence(&row, true, &place);
        TRY(store_write_row(self, &row, err));
    }
    for (size_t i = 0; i < casus_doc_n_dates(doc); i++) {
        casus_date_mention date;
        casus_doc_date(doc, i, &date);
        row_writer row = start(self, INSERT_DATE);
        row_int(&row, coding);
        row_int(&row, (int64_t)i);
        row_day(&row, date.date.from);
        row_day(&row, date.date.to);
        row_word(&row, date.type);
        row_int(&row, date.date.inferred);
        row_text(&row, date.date.text);
        row_span_of(&row, date.date.text, date.date.span);
        TRY(store_write_row(self, &row, err));
    }
    return CASUS_OK;
}

static casus_status add_quotes(casus_store *self, const casus_doc *doc, int64_t coding,
                               casus_error *err)
{
    for (size_t i = 0; i < casus_doc_n_quotes(doc); i++) {
        casus_quote quote;
        casus_doc_quote(doc, i, &quote);
        row_writer row = start(self, INSERT_QUOTE);
        row_int(&row, coding);
        row_int(&row, (int64_t)i);
        put_actor(&row, quote.has_speaker, &quote.speaker);
        row_text(&row, quote.cue);
        row_span_of(&row, quote.cue, quote.cue_span);
        row_text(&row, quote.text);
        row_span_of(&row, quote.text, quote.span);
        row_int(&row, quote.direct);
        TRY(store_write_row(self, &row, err));
    }
    return CASUS_OK;
}

static casus_status add_content(casus_store *self, const casus_claim *claim, int64_t coding, int64_t n,
                                casus_str content, casus_span span, casus_error *err)
{
    row_writer row = start(self, INSERT_ATTRIBUTION);
    row_int(&row, coding);
    row_int(&row, n);
    put_actor(&row, claim->has_source, &claim->source);
    row_text(&row, claim->cue);
    row_span_of(&row, claim->cue, claim->cue_span);
    row_text(&row, content);
    row_span_of(&row, content, span);
    row_int(&row, claim->direct);
    return store_write_row(self, &row, err);
}

/* A row a piece of content. */
static casus_status add_attributions(casus_store *self, const casus_doc *doc, int64_t coding,
                                     casus_error *err)
{
    int64_t n = 0;
    for (size_t i = 0; i < casus_doc_n_claims(doc); i++) {
        casus_claim claim;
        casus_doc_claim(doc, i, &claim);
        TRY(add_content(self, &claim, coding, n++, claim.content, claim.content_span, err));
        for (uint32_t k = 0; k < claim.n_more; k++)
            TRY(add_content(self, &claim, coding, n++, claim.more[k], claim.more_spans[k], err));
    }
    return CASUS_OK;
}

static void put_codes(row_writer *row, const casus_event *e)
{
    row_word(row, e->id);
    row_word(row, e->group);
    row_word(row, e->of);
    row_word(row, e->type);
    row_words(row, e->modes, e->n_modes);
    row_words(row, e->contexts, e->n_contexts);
    row_word(row, casus_event_status_text(e->status));
    row_int(row, e->historical);
    row_word(row, e->plover.type);
    row_int_or_null(row, e->plover.quad, e->plover.quad);
    row_real(row, e->plover.intensity);
    row_word(row, e->cameo.code);
    row_int_or_null(row, e->cameo.quad, e->cameo.quad);
    row_real(row, e->cameo.goldstein);
}

static void put_date(row_writer *row, const casus_date *date)
{
    bool known = date->from != CASUS_NO_DAY;
    row_day(row, date->from);
    row_day(row, date->to);
    row_text(row, date->text);
    row_span_of(row, date->text, date->span);
    row_word(row, date->basis);
    row_int_or_null(row, known, date->inferred);
}

static casus_status add_event(casus_store *self, const casus_event *e, int64_t coding,
                              int64_t *id, casus_error *err)
{
    row_writer row = start(self, INSERT_EVENT);
    row_int_or_null(&row, false, 0);
    row_int(&row, coding);
    put_codes(&row, e);
    put_actor(&row, e->has_source, &e->source);
    put_actor(&row, e->has_target, &e->target);
    put_date(&row, &e->date);
    put_place(&row, e->has_place, &e->place);
    row_text(&row, e->trigger);
    row_span(&row, e->trigger_span);
    row_int(&row, e->sentence);
    row_span(&row, e->sentence_span);
    row_text(&row, e->sentence_text);
    row_int_or_null(&row, e->dead >= 0, e->dead);
    row_int_or_null(&row, e->injured >= 0, e->injured);
    row_int_or_null(&row, e->arrested >= 0, e->arrested);
    row_int_or_null(&row, e->crowd >= 0, e->crowd);
    row_word(&row, e->rule);
    row_real(&row, e->confidence);
    put_confidence(&row, e->has_place, &e->place);
    TRY(store_write_row(self, &row, err));
    *id = sqlite3_last_insert_rowid(self->db);
    return CASUS_OK;
}

static casus_status add_report(casus_store *self, const casus_report *report, int64_t event,
                               uint32_t n, casus_error *err)
{
    const casus_attribution *by = &report->attributed_to;
    row_writer row = start(self, INSERT_REPORT);
    row_int(&row, event);
    row_int(&row, n);
    row_int(&row, report->sentence);
    row_span(&row, report->trigger);
    row_word(&row, casus_event_status_text(report->status));
    row_int(&row, by->present);
    put_actor(&row, by->present, &by->source);
    row_text(&row, by->present ? by->cue : (casus_str){0});
    row_int(&row, by->present && by->quoted);
    row_day(&row, by->present ? by->said.from : CASUS_NO_DAY);
    row_day(&row, by->present ? by->said.to : CASUS_NO_DAY);
    return store_write_row(self, &row, err);
}

static casus_status add_events(casus_store *self, const casus_doc *doc, int64_t coding,
                               casus_error *err)
{
    for (size_t i = 0; i < casus_doc_n_events(doc); i++) {
        casus_event event;
        int64_t id;
        casus_doc_event(doc, i, &event);
        TRY(add_event(self, &event, coding, &id, err));
        for (uint32_t r = 0; r < event.n_reports; r++) {
            casus_report report;
            casus_doc_report(doc, i, r, &report);
            TRY(add_report(self, &report, id, r, err));
        }
    }
    return CASUS_OK;
}

static casus_status add_sketch(casus_store *self, const casus_doc *doc, int64_t document,
                               casus_error *err)
{
    near_maker maker;
    near_sketch sketch;
    near_begin(&maker);
    for (size_t i = 0; i < casus_doc_n_sentences(doc); i++) {
        casus_str text;
        casus_doc_sentence(doc, i, &text);
        near_add(&maker, text);
    }
    near_finish(&maker, &sketch);
    return store_near_add(self, document, &sketch, err);
}

static casus_status add_found(casus_store *self, const casus_doc *doc, int64_t coding,
                              casus_error *err)
{
    TRY(add_articles(self, doc, coding, err));
    TRY(add_sentences(self, doc, coding, err));
    TRY(add_mentions(self, doc, coding, err));
    TRY(add_quotes(self, doc, coding, err));
    TRY(add_attributions(self, doc, coding, err));
    TRY(add_events(self, doc, coding, err));
    return index_text(self, coding, err);
}

static casus_status add_all(casus_store *self, const casus_doc *doc, bool *added, casus_error *err)
{
    int64_t run, coding;
    store_payload there;
    casus_method method;
    casus_doc_method(doc, &method);
    TRY(store_run_of(self, &method, true, &run, err));
    TRY(store_payload_of(self, casus_doc_key(doc), run, &there, err));
    *added = !there.in_run;
    if (there.in_run) return CASUS_OK;
    if (there.document) TRY(extend_payload(self, doc, there.document, err));
    else TRY(add_payload(self, doc, &there.document, err));
    if (there.coded) TRY(retire_coding(self, there.document, err));
    TRY(add_coding(self, doc, there.document, run, &coding, err));
    TRY(add_found(self, doc, coding, err));
    return add_sketch(self, doc, there.document, err);
}

/* ---- public -------------------------------------------------------------------------------- */

casus_status casus_store_add(casus_store *self, const casus_doc *doc, bool *added, casus_error *err)
{
    *added = false;
    TRY(command(self, "SAVEPOINT document", err));
    casus_status status = add_all(self, doc, added, err);
    if (status == CASUS_OK) status = command(self, "RELEASE document", err);
    if (status == CASUS_OK) return CASUS_OK;
    *added = false;
    sqlite3_exec(self->db, "ROLLBACK TO document; RELEASE document", NULL, NULL, NULL);
    return status;
}

uint64_t casus_store_duplicates(const casus_store *self)
{
    return self->n_duplicates > 0 ? (uint64_t)self->n_duplicates : 0;
}

casus_status casus_store_begin(casus_store *self, casus_error *err)
{
    return command(self, "BEGIN IMMEDIATE", err);
}

casus_status casus_store_commit(casus_store *self, casus_error *err)
{
    return command(self, "COMMIT", err);
}
