/* jsonl: records as JSON Lines, key by key as docs/record.md lists them. Keys come in a fixed order
 * and are all there; what is absent is null, or [] for a list.
 */
#include "export/record.h"

/* ---- parts ------------------------------------------------------------------------------- */

static void put_text_span(buf *out, casus_str text, casus_span span)
{
    bool there = text.ptr && text.len;
    emit_key(out, "text");
    emit_string(out, text);
    emit_key(out, "span");
    if (there) {
        emit_span(out, span);
    } else {
        emit_word(out, NULL);
    }
}

/* A text with its span, or null. */
static void put_piece(buf *out, const char *key, bool there, casus_str text, casus_span span)
{
    emit_key(out, key);
    if (!there || !text.ptr || !text.len) {
        emit_word(out, NULL);
        return;
    }
    buf_put_char(out, '{');
    put_text_span(out, text, span);
    buf_put_char(out, '}');
}

static void put_identity(buf *out, const casus_actor *actor)
{
    emit_key(out, "code");
    emit_word(out, actor->code);
    emit_key(out, "body");
    emit_word(out, actor->body);
    emit_key(out, "sectors");
    emit_words(out, actor->sectors, actor->n_sectors);
    emit_key(out, "name");
    emit_string(out, actor->name);
}

static void put_actor(buf *out, const char *key, bool there, const casus_actor *actor)
{
    emit_key(out, key);
    if (!there) {
        emit_word(out, NULL);
        return;
    }
    buf_put_char(out, '{');
    put_identity(out, actor);
    put_text_span(out, actor->text, actor->span);
    buf_put_char(out, '}');
}

static void put_days(buf *out, int32_t from, int32_t to)
{
    emit_key(out, "from");
    emit_day(out, from);
    emit_key(out, "to");
    emit_day(out, to);
}

static void put_attribution(buf *out, const casus_attribution *by)
{
    emit_key(out, "attributed_to");
    if (!by->present) {
        emit_word(out, NULL);
        return;
    }
    buf_put_char(out, '{');
    emit_key(out, "code");
    emit_word(out, by->source.code);
    emit_key(out, "sectors");
    emit_words(out, by->source.sectors, by->source.n_sectors);
    emit_key(out, "name");
    emit_string(out, by->source.name);
    put_text_span(out, by->source.text, by->source.span);
    emit_key(out, "cue");
    emit_string(out, by->cue);
    emit_key(out, "quoted");
    emit_bool(out, by->quoted);
    emit_key(out, "said");
    if (by->said.from == CASUS_NO_DAY) {
        emit_word(out, NULL);
    } else {
        buf_put_char(out, '{');
        put_days(out, by->said.from, by->said.to);
        buf_put_char(out, '}');
    }
    buf_put_char(out, '}');
}

static void put_date(buf *out, const casus_date *date)
{
    emit_key(out, "date");
    if (date->from == CASUS_NO_DAY) {
        emit_word(out, NULL);
        return;
    }
    buf_put_char(out, '{');
    put_days(out, date->from, date->to);
    put_text_span(out, date->text, date->span);
    emit_key(out, "basis");
    emit_word(out, date->basis);
    emit_key(out, "inferred");
    emit_bool(out, date->inferred);
    buf_put_char(out, '}');
}

static void put_place_facts(buf *out, const casus_place *place)
{
    emit_key(out, "name");
    emit_string(out, place->name);
    emit_key(out, "country");
    emit_word(out, place->country);
    emit_key(out, "admin1");
    emit_string(out, place->admin1);
    emit_key(out, "lat");
    emit_number(out, place->lat, 2, 5);
    emit_key(out, "lon");
    emit_number(out, place->lon, 2, 5);
    emit_key(out, "geonames");
    emit_count(out, place->geonames);
    emit_key(out, "precision");
    emit_word(out, place->precision);
}

static void put_confidence(buf *out, double confidence)
{
    emit_key(out, "confidence");
    emit_number(out, confidence, 1, 3);
}

static void put_place(buf *out, const casus_event *event)
{
    emit_key(out, "place");
    if (!event->has_place) {
        emit_word(out, NULL);
        return;
    }
    buf_put_char(out, '{');
    put_place_facts(out, &event->place);
    put_text_span(out, event->place.text, event->place.span);
    put_confidence(out, event->place.confidence);
    buf_put_char(out, '}');
}

static void put_reports(buf *out, const event_view *view)
{
    emit_key(out, "reports");
    buf_put_char(out, '[');
    for (uint32_t i = 0; i < view->n_reports; i++) {
        const casus_report *report = &view->reports[i];
        if (i) buf_put_char(out, ',');
        buf_put_char(out, '{');
        emit_key(out, "sentence");
        emit_count(out, report->sentence);
        emit_key(out, "trigger");
        emit_span(out, report->trigger);
        emit_key(out, "status");
        emit_word(out, casus_event_status_text(report->status));
        put_attribution(out, &report->attributed_to);
        buf_put_char(out, '}');
    }
    buf_put_char(out, ']');
}

static void put_codes(buf *out, const casus_event *e)
{
    emit_key(out, "type");
    emit_word(out, e->type);
    emit_key(out, "modes");
    emit_words(out, e->modes, e->n_modes);
    emit_key(out, "contexts");
    emit_words(out, e->contexts, e->n_contexts);
    emit_key(out, "status");
    emit_word(out, casus_event_status_text(e->status));
    emit_key(out, "historical");
    emit_bool(out, e->historical);
    emit_key(out, "plover");
    buf_put_char(out, '{');
    emit_key(out, "type");
    emit_word(out, e->plover.type);
    emit_key(out, "quad");
    emit_count(out, e->plover.quad ? e->plover.quad : -1);
    emit_key(out, "intensity");
    emit_number(out, e->plover.intensity, 1, 2);
    buf_put_char(out, '}');
    emit_key(out, "cameo");
    buf_put_char(out, '{');
    emit_key(out, "code");
    emit_word(out, e->cameo.code);
    emit_key(out, "quad");
    emit_count(out, e->cameo.quad ? e->cameo.quad : -1);
    emit_key(out, "goldstein");
    emit_number(out, e->cameo.goldstein, 1, 2);
    buf_put_char(out, '}');
}

static void put_evidence(buf *out, const casus_event *e)
{
    emit_key(out, "trigger");
    buf_put_char(out, '{');
    put_text_span(out, e->trigger, e->trigger_span);
    buf_put_char(out, '}');
    emit_key(out, "sentence");
    buf_put_char(out, '{');
    emit_key(out, "index");
    emit_count(out, e->sentence);
    emit_key(out, "span");
    emit_span(out, e->sentence_span);
    emit_key(out, "text");
    emit_string(out, e->sentence_text);
    buf_put_char(out, '}');
    emit_key(out, "size");
    buf_put_char(out, '{');
    emit_key(out, "dead");
    emit_count(out, e->dead);
    emit_key(out, "injured");
    emit_count(out, e->injured);
    emit_key(out, "arrested");
    emit_count(out, e->arrested);
    emit_key(out, "crowd");
    emit_count(out, e->crowd);
    buf_put_char(out, '}');
}

static void begin(buf *out, const char *kind)
{
    buf_put_char(out, '{');
    emit_key(out, "kind");
    emit_word(out, kind);
}

static void begin_of(buf *out, const char *kind, casus_str doc)
{
    begin(out, kind);
    emit_key(out, "doc");
    emit_string(out, doc);
}

static void end(buf *out) { buf_put(out, "}\n", 2); }

/* ---- records ----------------------------------------------------------------------------- */

void record_event(buf *out, const event_view *view)
{
    const casus_event *e = &view->event;
    begin(out, "event");
    emit_key(out, "id");
    emit_word(out, e->id);
    emit_key(out, "doc");
    emit_string(out, view->story.id);
    emit_key(out, "group");
    emit_word(out, e->group);
    emit_key(out, "of");
    emit_word(out, e->of);
    put_codes(out, e);
    put_actor(out, "source", e->has_source, &e->source);
    put_actor(out, "target", e->has_target, &e->target);
    put_attribution(out, &e->attributed_to);
    put_date(out, &e->date);
    put_place(out, e);
    put_evidence(out, e);
    put_reports(out, view);
    emit_key(out, "rule");
    emit_word(out, e->rule);
    put_confidence(out, e->confidence);
    end(out);
}

void record_quote(buf *out, casus_str doc, const casus_quote *quote)
{
    begin_of(out, "quote", doc);
    put_actor(out, "speaker", quote->has_speaker, &quote->speaker);
    put_piece(out, "cue", true, quote->cue, quote->cue_span);
    put_text_span(out, quote->text, quote->span);
    emit_key(out, "direct");
    emit_bool(out, quote->direct);
    end(out);
}

void record_attribution(buf *out, casus_str doc, const casus_claim *claim)
{
    begin_of(out, "attribution", doc);
    put_piece(out, "source", claim->has_source, claim->source.text, claim->source.span);
    put_piece(out, "cue", true, claim->cue, claim->cue_span);
    put_piece(out, "content", true, claim->content, claim->content_span);
    emit_key(out, "continued");
    buf_put_char(out, '[');
    for (uint32_t i = 0; i < claim->n_more; i++) {
        if (i) buf_put_char(out, ',');
        buf_put_char(out, '{');
        put_text_span(out, claim->more[i], claim->more_spans[i]);
        buf_put_char(out, '}');
    }
    buf_put_char(out, ']');
    emit_key(out, "direct");
    emit_bool(out, claim->direct);
    end(out);
}

void record_actor(buf *out, casus_str doc, const casus_actor *actor)
{
    begin_of(out, "actor", doc);
    put_text_span(out, actor->text, actor->span);
    put_identity(out, actor);
    emit_key(out, "entity");
    emit_count(out, actor->entity);
    end(out);
}

void record_place(buf *out, casus_str doc, const casus_place *place)
{
    begin_of(out, "place", doc);
    put_text_span(out, place->text, place->span);
    put_place_facts(out, place);
    put_confidence(out, place->confidence);
    end(out);
}

void record_date(buf *out, casus_str doc, const casus_date_mention *date)
{
    begin_of(out, "date", doc);
    put_text_span(out, date->date.text, date->date.span);
    put_days(out, date->date.from, date->date.to);
    emit_key(out, "type");
    emit_word(out, date->type);
    emit_key(out, "inferred");
    emit_bool(out, date->date.inferred);
    end(out);
}

static void put_published(buf *out, const casus_article *article)
{
    emit_key(out, "published");
    if (article->from == CASUS_NO_DAY) {
        emit_word(out, NULL);
        return;
    }
    buf_put_char(out, '{');
    put_days(out, article->from, article->to);
    emit_key(out, "inferred");
    emit_bool(out, article->inferred);
    emit_key(out, "evidence");
    buf_put_char(out, '[');
    casus_str rest = str_from(article->evidence), part;
    bool first = true;
    while (rest.len && str_split(&rest, ';', &part)) {
        if (!part.len) continue;
        if (!first) buf_put_char(out, ',');
        emit_string(out, part);
        first = false;
    }
    buf_put(out, "]}", 2);
}

void record_document(buf *out, const casus_doc *doc)
{
    begin(out, "document");
    emit_key(out, "id");
    emit_string(out, casus_doc_id(doc));
    emit_key(out, "title");
    emit_string(out, casus_doc_title(doc));
    emit_key(out, "url");
    emit_string(out, casus_doc_url(doc));
    emit_key(out, "language");
    emit_word(out, casus_doc_language(doc));
    emit_key(out, "articles");
    buf_put_char(out, '[');
    for (size_t i = 0; i < casus_doc_n_articles(doc); i++) {
        casus_article article;
        casus_doc_article(doc, i, &article);
        if (i) buf_put_char(out, ',');
        buf_put_char(out, '{');
        emit_key(out, "span");
        emit_span(out, article.span);
        put_published(out, &article);
        buf_put_char(out, '}');
    }
    buf_put_char(out, ']');
    emit_key(out, "repeats");
    buf_put_char(out, '[');
    for (size_t i = 0; i < casus_doc_n_repeats(doc); i++) {
        if (i) buf_put_char(out, ',');
        emit_span(out, casus_doc_repeat(doc, i));
    }
    buf_put_char(out, ']');
    emit_key(out, "duplicate_of");
    emit_word(out, NULL); /* only a store can know */
    end(out);
}
