/* The way of a document, every stage in order. Read this first.
 *
 *   [page ->] clean -> language -> segment -> lex -> gate -> parse -> entity -> code
 *
 * Ingest stands before it (casus_reader), store and export behind it. Each stage is a function that
 * reads what the earlier ones left in the document and adds its own; none looks back downstream.
 */
#include "classify.h"
#include "page/page.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifndef CASUS_INSTALLED_MODEL
#define CASUS_INSTALLED_MODEL "/usr/local/share/casus/casus.model"
#endif

/* ---- the model ------------------------------------------------------------------------------- */

static casus_status map_file(casus_model *model, const char *path, casus_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_at(err, errno == ENOENT ? CASUS_NOT_FOUND : CASUS_IO, path, 0,
                        "cannot open the model: %s; build it with \"make\" or name it with --model",
                        strerror(errno));
    struct stat st;
    casus_status status = CASUS_OK;
    if (fstat(fd, &st) != 0)
        status = error_at(err, CASUS_IO, path, 0, "cannot read the model: %s", strerror(errno));
    else if (!S_ISREG(st.st_mode) || st.st_size <= 0)
        status = error_at(err, CASUS_BAD_MODEL, path, 0,
                          "this is no model but an empty or special file; build one with \"make\"");
    if (status == CASUS_OK) {
        model->len = (size_t)st.st_size;
        model->map = mmap(NULL, model->len, PROT_READ, MAP_PRIVATE, fd, 0);
        if (model->map == MAP_FAILED) {
            model->map = NULL;
            status = error_at(err, CASUS_IO, path, 0, "cannot map the model: %s", strerror(errno));
        }
    }
    close(fd);
    return status;
}

static casus_status open_sections(casus_model *model, const char *path, casus_error *err)
{
    casus_str section, gazetteer;
    TRY(image_open(&model->sections, model->map, model->len, path, err));
    TRY(image_section(&model->sections, "clean.language", &section, err));
    TRY(language_open(&model->languages, section, err));
    TRY(image_section(&model->sections, "segment.ends", &section, err));
    TRY(ends_open(&model->ends, section, err));
    TRY(parse_model_open(&model->parsing, &model->sections, err));
    TRY(image_section(&model->sections, "lex.phrases", &section, err));
    TRY(phrases_open(&model->names, section, err));
    TRY(image_section(&model->sections, "lex.gate", &section, err));
    TRY(gate_open(&model->gating, section, err));
    TRY(image_section(&model->sections, "entity.actors", &section, err));
    TRY(actor_book_open(&model->actors, section, err));
    TRY(image_section(&model->sections, "entity.places", &section, err));
    TRY(image_section(&model->sections, "entity.geonames", &gazetteer, err));
    TRY(place_book_open(&model->places, section, gazetteer, err));
    TRY(image_section(&model->sections, "entity.pronouns", &section, err));
    TRY(rank_open(&model->pronouns, section, err));
    TRY(image_section(&model->sections, "entity.cues", &section, err));
    TRY(cue_book_open(&model->cues, section, err));
    TRY(code_book_open(&model->coding, &model->sections, err));
    if (image_section(&model->sections, "code.judge", &section, NULL) == CASUS_OK)
        TRY(judge_open(&model->judging, section, err));
    if (image_section(&model->sections, "code.where", &section, NULL) == CASUS_OK)
        TRY(where_open(&model->placing, section, err));
    image_checksum(&model->sections, model->checksum);
    image_checksums(&model->sections, &model->checksums);
    FAIL_IF(!buf_ok(&model->checksums), CASUS_NO_MEMORY, "no memory for a model");
    return CASUS_OK;
}

/* Beside the running program, if there is one there. */
static bool beside_program(char *out, size_t size)
{
    static const char name[] = "casus.model";
    ssize_t n = readlink("/proc/self/exe", out, size - sizeof name);
    if (n <= 0) return false;
    size_t slash = (size_t)n;
    while (slash > 0 && out[slash - 1] != '/') slash--;
    memcpy(out + slash, name, sizeof name);
    return access(out, R_OK) == 0;
}

/* What a stage says of its section, with the file, and what to do about it. */
static void say_model(casus_error *err, casus_status status, const char *path)
{
    bool told = status != CASUS_BAD_MODEL || strstr(err->message, "again");
    error_at(err, status, path, 0, "%.180s%s", err->message,
             told ? "" : ": build the model again, with make");
}

casus_status casus_model_open(casus_model **out, const char *path, casus_error *err)
{
    char beside[PATH_MAX];
    *out = NULL;
    if (!path) path = getenv("CASUS_MODEL");
    if (!path || !*path)
        path = beside_program(beside, sizeof beside) ? beside : CASUS_INSTALLED_MODEL;
    casus_model *model = calloc(1, sizeof *model);
    FAIL_IF(!model, CASUS_NO_MEMORY, "no memory for a model");
    casus_status status = map_file(model, path, err);
    if (status == CASUS_OK) status = open_sections(model, path, err);
    if (status != CASUS_OK) {
        if (err && !err->file[0]) say_model(err, status, path);
        casus_model_close(model);
        return status;
    }
    *out = model;
    return CASUS_OK;
}

void casus_model_close(casus_model *model)
{
    if (!model) return;
    parse_model_close(model->parsing);
    actor_book_close(model->actors);
    place_book_close(model->places);
    buf_release(&model->checksums);
    if (model->map) munmap(model->map, model->len);
    free(model);
}

/* ---- coder and document ---------------------------------------------------------------------- */

static enum parse_engine engine_of(const casus_options *options)
{
    return options && options->engine == CASUS_ENGINE_FAST ? PARSE_FAST : PARSE_DEFAULT;
}

/* What the events of a document hang on besides its bytes and the model. */
static void write_options(const casus_options *options, char *out, size_t size)
{
    casus_limits limits = casus_limits_of(&options->limits), usual = casus_limits_of(NULL);
    int n = snprintf(out, size, "engine=%s%s%s%s%s",
                     options->engine == CASUS_ENGINE_FAST ? "fast" : "default",
                     options->no_gate ? " no-gate" : "", options->statements ? " statements" : "",
                     options->mirror ? " mirror" : "",
                     options->any_language ? " any-language" : "");
    if (limits.document_bytes != usual.document_bytes)
        n += snprintf(out + n, size - (size_t)n, " max-document=%" PRIu64, limits.document_bytes);
    if (limits.sentences != usual.sentences)
        snprintf(out + n, size - (size_t)n, " max-sentences=%" PRIu64, limits.sentences);
}

casus_status casus_coder_new(casus_coder **out, const casus_model *model,
                             const casus_options *options, casus_error *err)
{
    *out = NULL;
    casus_coder *coder = calloc(1, sizeof *coder);
    FAIL_IF(!coder, CASUS_NO_MEMORY, "no memory for a coder");
    coder->model = model;
    if (options) coder->options = *options;
    coder->options.limits = casus_limits_of(&coder->options.limits);
    write_options(&coder->options, coder->told, sizeof coder->told);
    casus_status status = parser_new(&coder->parsing, model->parsing, engine_of(options), err);
    if (status != CASUS_OK) {
        casus_coder_free(coder);
        return status;
    }
    *out = coder;
    return CASUS_OK;
}

void casus_coder_free(casus_coder *coder)
{
    if (!coder) return;
    parser_free(coder->parsing);
    classifier_free(coder->classifying);
    free(coder);
}

casus_status casus_doc_new(casus_doc **out, casus_error *err)
{
    *out = calloc(1, sizeof **out);
    FAIL_IF(!*out, CASUS_NO_MEMORY, "no memory for a document");
    arena_init(&(*out)->mem, casus_limits_of(NULL).document_memory);
    return CASUS_OK;
}

void casus_doc_free(casus_doc *doc)
{
    if (!doc) return;
    arena_release(&doc->mem);
    free(doc);
}

static uint64_t nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void stage_done(casus_doc *doc, casus_stage which)
{
    uint64_t now = nanoseconds();
    doc->stats.nanoseconds[which] += now - doc->clock;
    doc->clock = now;
}

void document_begin(casus_doc *doc, const casus_coder *coder, const casus_document_in *in)
{
    const casus_limits *limits = &coder->options.limits;
    arena mem = doc->mem;
    arena_reset(&mem);
    mem.limit = limits->document_memory;
    *doc = (casus_doc){.mem = mem, .model = coder->model, .in = *in, .payload = in->text};
    doc->stats.bytes_cut = in->cut;
    if (doc->payload.len > limits->document_bytes) {
        doc->stats.bytes_cut += doc->payload.len - limits->document_bytes;
        doc->payload.len = limits->document_bytes;
    }
    doc->stats.bytes = doc->payload.len;
}

/* Also what names it and its events. */
static void document_start(casus_doc *doc, const casus_coder *coder, const casus_document_in *in)
{
    document_begin(doc, coder, in);
    memcpy(doc->options, coder->told, sizeof doc->options);
    SHA256Data((const uint8_t *)(in->text.ptr ? in->text.ptr : ""), in->text.len, doc->key);
}

void document_parse(casus_coder *coder, casus_doc *doc)
{
    const casus_limits *limits = &coder->options.limits;
    lexed *lx = &doc->lexed;
    doc->nodes = arena_alloc(&doc->mem, (lx->n_tokens + 1) * sizeof *doc->nodes);
    if (!doc->nodes) return;
    for (uint32_t s = 0; s < doc->segs.n_sentences; s++) {
        uint32_t first = lx->first[s], n = lx->first[s + 1] - first;
        if (n > limits->sentence_tokens) lx->gate[s] = 0; /* a table or a list, no sentence */
        if (lx->gate[s] && doc->stats.parsed == limits->sentences) {
            lx->gate[s] = 0;
            doc->stats.sentences_over++;
        }
        if (!lx->gate[s]) continue;
        parser_run(coder->parsing, doc->clean.ptr, lx->tokens + first, n, doc->nodes + first,
                   &doc->mem);
        doc->stats.parsed++;
    }
}

static int32_t published_day(const casus_document_in *in)
{
    int32_t day;
    return in->published.ptr && casus_day_parse(in->published, &day) ? day : CASUS_NO_DAY;
}

void document_entities(const casus_coder *coder, casus_doc *doc, entity_input *who)
{
    const casus_model *model = coder->model;
    *who = (entity_input){.text = &doc->clean,
                          .segs = &doc->segs,
                          .lexed = &doc->lexed,
                          .nodes = doc->nodes,
                          .phrases = &model->names,
                          .actors = model->actors,
                          .places = model->places,
                          .pronouns = &model->pronouns,
                          .keep_cases = coder->keep_cases,
                          .cues = &model->cues,
                          .published = published_day(&doc->in),
                          .url = doc->in.url};
    entity_run(who, &doc->mem, &doc->who);
}

/* What a page tells of itself counts where the input says nothing. */
static void take_facts(casus_doc *doc, const page_facts *facts)
{
    if (!doc->in.title.len) doc->in.title = facts->values[FACT_TITLE];
    if (!doc->in.url.len) doc->in.url = facts->values[FACT_ADDRESS];
    if (!doc->in.publisher.len) doc->in.publisher = facts->values[FACT_PUBLISHER];
    if (doc->in.published.len || facts->published == CASUS_NO_DAY) return;
    char day[11];
    casus_day_format(facts->published, day);
    const char *copy = arena_copy(&doc->mem, str_from(day));
    if (copy) doc->in.published = str_from(copy);
}

/* Cleans the payload; `declared` is the language that a page says it is in. */
static void read_payload(const casus_coder *coder, casus_doc *doc, casus_str *declared)
{
    text article = {0};
    casus_str raw = doc->payload;
    if (doc->in.page) {
        page found = {.limits = &coder->options.limits};
        page_read(&found, doc->payload, doc->in.media, doc->in.url, &doc->mem);
        if (doc->in.fragment) page_keep_all(&found, &doc->mem);
        page_text(&found, &doc->mem, &article);
        take_facts(doc, &found.facts);
        *declared = found.facts.values[FACT_LANGUAGE];
        raw = (casus_str){article.ptr, article.len};
        stage_done(doc, CASUS_STAGE_PAGE);
    }
    clean_text(raw, &doc->mem, &doc->clean, &doc->stats);
    if (doc->in.page) text_compose(&doc->clean, &article, &doc->mem);
    stage_done(doc, CASUS_STAGE_CLEAN);
}

/* False for another language than English. */
static bool is_english(casus_doc *doc, casus_str declared)
{
    casus_str clean = {doc->clean.ptr, doc->clean.len};
    language_guess guess = language_identify(&doc->model->languages, clean, declared);
    doc->language = guess.language ? guess.language->code : NULL;
    return !guess.foreign;
}

static casus_status run_stages(casus_coder *coder, casus_doc *doc, casus_error *err)
{
    const casus_model *model = coder->model;
    arena *mem = &doc->mem;
    casus_str declared = {0};

    doc->clock = nanoseconds();
    read_payload(coder, doc, &declared);
    TRY(arena_status(mem, err));
    doc->stats.foreign = !is_english(doc, declared);
    stage_done(doc, CASUS_STAGE_LANGUAGE);
    if (doc->stats.foreign && !coder->options.any_language) {
        document_index(doc); /* of nothing */
        return arena_status(mem, err);
    }
    segment_text(&doc->clean, &model->ends, mem, &doc->segs, &doc->stats);
    stage_done(doc, CASUS_STAGE_SEGMENT);
    lex_text(&doc->clean, &doc->segs, mem, &doc->lexed, &doc->stats);
    TRY(arena_status(mem, err));
    gate_run(&model->gating, &doc->segs, &doc->lexed);
    if (coder->options.no_gate && doc->segs.n_sentences)
        memset(doc->lexed.gate, 1, doc->segs.n_sentences);
    stage_done(doc, CASUS_STAGE_LEX);
    document_parse(coder, doc);
    stage_done(doc, CASUS_STAGE_PARSE);
    TRY(arena_status(mem, err));

    entity_input who;
    document_entities(coder, doc, &who);
    stage_done(doc, CASUS_STAGE_ENTITY);
    TRY(arena_status(mem, err));

    code_input what = {.in = &who,
                       .who = &doc->who,
                       .book = &model->coding,
                       .judging = &model->judging,
                       .placing = &model->placing,
                       .words = model->parsing,
                       .options = &coder->options,
                       .document = str_hash(str_from(doc->key))};
    code_run(&what, mem, &doc->coded);
    document_index(doc);
    stage_done(doc, CASUS_STAGE_CODE);
    return arena_status(mem, err);
}

casus_status casus_code(casus_coder *coder, const casus_document_in *in, casus_doc *doc,
                        casus_error *err)
{
    document_start(doc, coder, in);
    casus_status status = run_stages(coder, doc, err);
    if (status != CASUS_OK)
        document_start(doc, coder, in); /* nothing half done is left to be read */
    return status;
}
