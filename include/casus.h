/* casus: political events from news text.
 *
 * This header is the whole public interface and its manual. The way of a document:
 *
 *     casus_reader  -->  casus_document_in  -->  casus_code()  -->  casus_doc  -->  casus_write_*()
 *     (files, stdin)     (bytes, id, date)       (a coder)          (events...)     casus_store_add()
 *
 * Three lifetimes, no others:
 *   casus_model   the knowledge: dictionaries and weights, mapped read-only. Immutable: any number
 *                 of threads may share one. Outlives every coder made from it.
 *   casus_coder   the scratch of one thread. Never share one between threads at the same time.
 *   casus_doc     what was found in one document. Reset and reused by each casus_code() call.
 *
 * Strings are `casus_str`: pointer and length, not NUL-ended, borrowed from the object they were
 * read from, valid until that object is reset or freed. An absent string has ptr NULL.
 * Spans are byte offsets [start, end) into the payload as it was given.
 * Days count from 1970-01-01; CASUS_NO_DAY is "unknown".
 * Functions that can fail return a casus_status and describe the failure in the nullable `err`.
 * The library never prints, never exits, has no mutable globals and ignores the locale.
 */
#ifndef CASUS_H
#define CASUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CASUS_VERSION "0.1.0"
#define CASUS_MAX_DOCUMENT (8u << 20) /* bytes; a longer document is cut here and counted,
                                       * unless casus_limits say otherwise */
#define CASUS_NO_DAY INT32_MIN

#if defined(__GNUC__)
#define CASUS_CHECK __attribute__((warn_unused_result))
#define CASUS_API __attribute__((visibility("default")))
#else
#define CASUS_CHECK
#define CASUS_API
#endif

/* ---- status and errors ------------------------------------------------------------------- */

#define CASUS_STATUS_LIST(X)                                                                       \
    X(OK, "done")                                                                                  \
    X(USAGE, "wrong arguments")                                                                    \
    X(NOT_FOUND, "no such file")                                                                   \
    X(IO, "reading or writing failed")                                                             \
    X(NO_MEMORY, "out of memory")                                                                  \
    X(LIMIT, "over a limit")                                                                       \
    X(BAD_INPUT, "the input is malformed")                                                         \
    X(BAD_DATA, "a dictionary entry is malformed")                                                 \
    X(BAD_MODEL, "the model file is damaged or foreign")                                           \
    X(STORE, "the store refused")

typedef enum casus_status {
#define X(name, text) CASUS_##name,
    CASUS_STATUS_LIST(X)
#undef X
} casus_status;

/* Filled when a call fails. `line` counts from 1, 0 where it does not apply; `at` is a byte
 * offset. */
typedef struct casus_error {
    casus_status status;
    uint32_t line;
    uint64_t at;
    char file[256];
    char message[256]; /* one sentence that says what to do */
} casus_error;

CASUS_API const char *casus_status_text(casus_status status);

/* ---- strings, spans ---------------------------------------------------------------------- */

typedef struct casus_str {
    const char *ptr;
    size_t len;
} casus_str;

typedef struct casus_span {
    uint32_t start, end; /* bytes of the payload, [start, end) */
} casus_span;

/* ---- limits ------------------------------------------------------------------------------ */

/* What one document or one packed file may take. 0 asks for the default; more than the most is the
 * most. docs/limits.md says what happens at each. */
typedef struct casus_limits {
    uint64_t document_bytes;  /* default CASUS_MAX_DOCUMENT, most 1 GB: what is behind is cut off */
    uint64_t document_memory; /* bytes for what is found in a document; default 2 GB */
    uint64_t sentences;       /* of a document that are parsed; default 100,000 */
    uint64_t unpacked_bytes;  /* of a packed file, whatever its size; default 64 MB */
    uint64_t unpacked_ratio;  /* beyond these, bytes for each packed one; default 250 */
    uint32_t sentence_tokens; /* a longer sentence is not parsed; default and most 400 */
    uint32_t tag_depth;       /* open elements of a page; default and most 512 */
    uint32_t tag_attributes;  /* of one tag; default and most 64 */
} casus_limits;

/* The limits that hold where `asked` (NULL: nothing) is asked for. */
CASUS_API casus_limits casus_limits_of(const casus_limits *asked);

/* ---- model and coder --------------------------------------------------------------------- */

typedef struct casus_model casus_model;
typedef struct casus_coder casus_coder;
typedef struct casus_doc casus_doc;

/* Maps the model file at `path`. NULL looks in $CASUS_MODEL, beside the executable, then in the
 * installed place. Fails with NOT_FOUND, IO, NO_MEMORY or BAD_MODEL (every section is checked here,
 * once). */
CASUS_API CASUS_CHECK casus_status casus_model_open(casus_model **out, const char *path,
                                                    casus_error *err);
CASUS_API void casus_model_close(casus_model *model);

/* What makes the trees. Where the model holds only the fast one, both are that. */
typedef enum casus_engine {
    CASUS_ENGINE_DEFAULT, /* the most exact */
    CASUS_ENGINE_FAST     /* less exact, several times as fast */
} casus_engine;

typedef struct casus_options {
    bool no_gate;    /* parse every sentence, not only those that can hold an event */
    bool statements; /* also give CAMEO 01, public statements */
    bool mirror;     /* a reciprocal act gives both directions */
    bool explain;    /* keep rejected candidates for casus_explain() */
    bool any_language; /* code also what is plainly not English, as if it were */
    casus_engine engine;
    casus_limits limits; /* of documents; those of packed files are the reader's */
} casus_options;

/* `options` may be NULL for the defaults. The coder borrows the model. Fails with NO_MEMORY. */
CASUS_API CASUS_CHECK casus_status casus_coder_new(casus_coder **out, const casus_model *model,
                                                   const casus_options *options, casus_error *err);
CASUS_API void casus_coder_free(casus_coder *coder);

/* A way of coding: the same document comes out the same under the same one. Strings belong to the
 * coder and its model. */
typedef struct casus_method {
    const char *casus;    /* version of the library */
    const char *model;    /* checksum of the model, 16 hexadecimal digits */
    const char *options;  /* "engine=default", "engine=fast no-gate statements mirror any-language", and
                           * limits other than the usual ones: "engine=default max-sentences=500" */
    const char *sections; /* checksum of each section of the model, "code.acts=1f... ..." */
} casus_method;

CASUS_API void casus_coder_method(const casus_coder *coder, casus_method *out);

/* A document as it came in. `text` is the payload: spans count its bytes. */
typedef struct casus_document_in {
    casus_str id;        /* as the input gives it: JSON id, or the file's path as named */
    casus_str text;      /* as many bytes as the coder's limits allow are read */
    casus_str title;     /* absent: ptr NULL */
    casus_str url;       /* absent: ptr NULL */
    casus_str publisher; /* absent: ptr NULL */
    casus_str published; /* ISO 8601 date, or absent */
    bool page;        /* `text` is a web page, HTML: its article is read, see casus_page_read() */
    bool fragment;    /* of a page: it is a part of one, the item of a feed; all of it is article */
    casus_str media;  /* of a page: what its server said, "text/html; charset=koi8-r", or absent */
    uint64_t cut;     /* bytes behind the limit that a reader left out already; else 0 */
    uint32_t piece;   /* of casus_reader_set_pieces(): 0 the first of its document */
    bool more_pieces; /* and another one follows */
} casus_document_in;

CASUS_API CASUS_CHECK casus_status casus_doc_new(casus_doc **out, casus_error *err);
CASUS_API void casus_doc_free(casus_doc *doc);

/* Codes one document into `doc`, whose earlier content is dropped. Bad text is no error: it is
 * repaired or skipped and counted in casus_doc_stats(). Fails with NO_MEMORY, and with LIMIT where
 * the document needs more memory than one may have; `doc` is empty then. `doc` borrows the model and
 * the input's strings until its next use. */
CASUS_API CASUS_CHECK casus_status casus_code(casus_coder *coder, const casus_document_in *in,
                                              casus_doc *doc, casus_error *err);

/* ---- what was found ---------------------------------------------------------------------- */

typedef enum casus_event_status {
    CASUS_ACTUAL,
    CASUS_PLANNED,
    CASUS_PROPOSED,
    CASUS_POSSIBLE,
    CASUS_DENIED,
    CASUS_NEGATED,
    CASUS_ENDED
} casus_event_status;

CASUS_API const char *casus_event_status_text(casus_event_status status); /* "actual", ... */

/* ---- web pages ---------------------------------------------------------------------------- */

/* What a web page says: its article, and what it tells of itself. Strings are UTF-8 of the page
 * object; absent where the page does not say. */
typedef struct casus_page_facts {
    casus_str title, author, publisher, url, language;
    int32_t published; /* day, CASUS_NO_DAY when unknown */
    casus_str text; /* the article, a blank line between paragraphs; empty where there is none */
} casus_page_facts;

typedef struct casus_page casus_page;

/* A page belongs to one thread at a time; it may read any number of pages, one after the other.
 * Fails with NO_MEMORY. */
CASUS_API CASUS_CHECK casus_status casus_page_new(casus_page **out, casus_error *err);
CASUS_API void casus_page_free(casus_page *page);
/* From here on pages have these limits, NULL the defaults. */
CASUS_API void casus_page_set_limits(casus_page *page, const casus_limits *limits);
/* Reads the web page `bytes`, of any character set: HTML by the tokenizer of the WHATWG standard,
 * title and dates from JSON-LD, OpenGraph and the page's text, the article by its blocks, with
 * navigation, comments and the like left out. `media` is what a server said of it, `url` where it
 * comes from; both may be absent. Any bytes are a page. What was read before is dropped. Fails with
 * NO_MEMORY, and with LIMIT where the page needs more memory than one may have. */
CASUS_API CASUS_CHECK casus_status casus_page_read(casus_page *page, casus_str bytes,
                                                   casus_str media, casus_str url,
                                                   casus_error *err);
CASUS_API void casus_page_tell(const casus_page *page, casus_page_facts *out);

/* ---- relations ---------------------------------------------------------------------------- */

typedef enum casus_scheme {
    CASUS_SCHEME_PLOVER,   /* the 16 published types, or NONE */
    CASUS_SCHEME_RELATIONS /* 15 labels: RETREAT and a done CONCEDE are YIELD, a promised one AGREE */
} casus_scheme;

/* How two marked actors are related. */
typedef struct casus_relation {
    const char *type; /* of the scheme */
    int quad;         /* 1 VC, 2 MC, 3 VK, 4 MK; 0 none */
    casus_event_status status;
    double confidence; /* 0..1: how often such an answer is right */
    const char *rule;  /* the act that was read, "meet/1"; NULL where no reading led there */
} casus_relation;

/* `marked` is a sentence with who acts in <s>...</s> and, where there is one, on whom in
 * <t>...</t>. Fails with BAD_INPUT where the marks are not paired, and with NO_MEMORY. */
CASUS_API CASUS_CHECK casus_status casus_classify(casus_coder *coder, casus_str marked,
                                                  casus_scheme scheme, casus_relation *out,
                                                  casus_error *err);

#define CASUS_MAX_SECTORS 4
#define CASUS_MAX_MODES 2
#define CASUS_MAX_CONTEXTS 4

/* Who. `code` is ISO 3166 alpha-3 or one of KOS UNO EUR IGO NGO ISM IMG MNC; NULL when unknown.
 * PLOVER sectors, the main one first. */
typedef struct casus_actor {
    const char *code;
    const char *body; /* key of the organisation, or NULL */
    const char *sectors[CASUS_MAX_SECTORS];
    uint32_t n_sectors;
    casus_str name;  /* resolved name, or absent */
    casus_str text;  /* as written at `span` */
    casus_span span;
    int32_t entity;  /* shared by coreferent mentions; -1 none */
} casus_actor;

typedef struct casus_date {
    int32_t from, to; /* days, inclusive; CASUS_NO_DAY when unknown */
    casus_str text;   /* absent when inferred from no words of its own */
    casus_span span;
    const char *basis; /* "clause", "sentence", "frame", "published"; NULL when unknown */
    bool inferred;     /* resolved against a date that was itself inferred */
} casus_date;

typedef struct casus_place {
    casus_str name;      /* canonical */
    const char *country; /* ISO 3166 alpha-3, or NULL */
    casus_str admin1;
    double lat, lon;     /* degrees; NAN when unknown */
    int64_t geonames;    /* id; -1 when unknown */
    const char *precision; /* "country", "admin1", "city", "site" */
    casus_str text;
    casus_span span;
    double confidence; /* that it is this one and none of the same name, 0..1; NAN when unknown */
} casus_place;

/* Whose claim it is. Absent: `present` false. */
typedef struct casus_attribution {
    bool present;
    casus_actor source;
    casus_str cue; /* "said" */
    bool quoted;   /* inside a direct quotation */
    casus_date said;
} casus_attribution;

/* One sentence that tells an event. */
typedef struct casus_report {
    uint32_t sentence;
    casus_span trigger;
    casus_event_status status;
    casus_attribution attributed_to;
} casus_report;

typedef struct casus_event {
    char id[17];    /* hex, stable for the same document, trigger, source, target, act */
    char group[17]; /* dyads of one compound or reciprocal act share it */
    char of[17];    /* id of the operator event, or "" */
    const char *type; /* PLOVER type of the act itself */
    const char *modes[CASUS_MAX_MODES];
    uint32_t n_modes;
    const char *contexts[CASUS_MAX_CONTEXTS];
    uint32_t n_contexts;
    casus_event_status status;
    bool historical;
    struct {
        const char *type; /* published PLOVER type after status */
        int quad;         /* 1 VC, 2 MC, 3 VK, 4 MK */
        double intensity;
    } plover;
    struct {
        const char *code; /* a string: leading zeros matter */
        int quad;         /* GDELT's convention */
        double goldstein;
    } cameo;
    bool has_source, has_target;
    casus_actor source, target;
    casus_attribution attributed_to; /* that of the first report */
    casus_date date;                 /* from == CASUS_NO_DAY: unknown */
    bool has_place;
    casus_place place;
    casus_str trigger;
    casus_span trigger_span;
    uint32_t sentence; /* index */
    casus_span sentence_span;
    casus_str sentence_text; /* payload bytes of the sentence, cleaned */
    int32_t dead, injured, arrested, crowd; /* -1 unknown */
    uint32_t n_reports;                     /* at least 1; see casus_doc_report() */
    const char *rule;                       /* "meet/1": act and sense that decided */
    double confidence;                      /* 0..1 */
} casus_event;

/* A direct quotation. */
typedef struct casus_quote {
    bool has_speaker;
    casus_actor speaker;
    casus_str cue; /* absent when none */
    casus_span cue_span;
    casus_str text;
    casus_span span; /* without the quotation marks */
    bool direct;
} casus_quote;

#define CASUS_MAX_PIECES 4

/* What the text lays to somebody: said, quoted or not, thought, wanted or judged. */
typedef struct casus_claim {
    bool has_source;
    casus_actor source; /* text and span: all words that name who it is */
    casus_str cue; /* "said", "according to", "is expected"; absent when none */
    casus_span cue_span;
    casus_str content; /* its first piece: quotation marks belong to it, "that" too */
    casus_span content_span;
    uint32_t n_more; /* `"...," he said, "..."`: pieces behind the first */
    casus_str more[CASUS_MAX_PIECES - 1];
    casus_span more_spans[CASUS_MAX_PIECES - 1];
    bool direct; /* inside a quotation */
} casus_claim;

/* One article of a document: a pasted file can hold several. */
typedef struct casus_article {
    casus_span span;
    int32_t from, to; /* publication day range, CASUS_NO_DAY when unknown */
    bool inferred;
    const char *evidence; /* "; "-joined words, NULL when none */
} casus_article;

typedef struct casus_date_mention {
    casus_date date;
    const char *type; /* "date", "time", "duration", "set" */
} casus_date_mention;

/* What casus_code() does, in order. */
#define CASUS_STAGE_LIST(X)                                                                        \
    X(PAGE, "page")                                                                                \
    X(CLEAN, "clean")                                                                              \
    X(LANGUAGE, "language")                                                                        \
    X(SEGMENT, "segment")                                                                          \
    X(LEX, "lex")                                                                                  \
    X(PARSE, "parse")                                                                              \
    X(ENTITY, "entity")                                                                            \
    X(CODE, "code")

typedef enum casus_stage {
#define X(name, text) CASUS_STAGE_##name,
    CASUS_STAGE_LIST(X)
#undef X
    CASUS_N_STAGES
} casus_stage;

CASUS_API const char *casus_stage_text(casus_stage stage); /* "page", ... */

typedef struct casus_stats {
    uint64_t bytes, bytes_cut;      /* read; lost to limits.document_bytes */
    uint64_t bytes_repaired;        /* mojibake, controls, broken UTF-8 */
    uint64_t residue;               /* pieces of page residue removed */
    uint64_t repeats;               /* paragraphs that repeat an earlier one */
    uint64_t sentences, parsed;     /* found; let through by the gate */
    uint64_t sentences_over;        /* let through, but lost to limits.sentences */
    uint64_t tokens;
    uint64_t events;
    uint64_t foreign; /* 1: in another language than English, and not coded without any_language */
    uint64_t nanoseconds[CASUS_N_STAGES]; /* by the clock on the wall */
} casus_stats;

CASUS_API casus_str casus_doc_id(const casus_doc *doc);
CASUS_API casus_str casus_doc_title(const casus_doc *doc);
CASUS_API casus_str casus_doc_url(const casus_doc *doc);
/* As the input names it, else the page itself. */
CASUS_API casus_str casus_doc_publisher(const casus_doc *doc);
CASUS_API casus_str casus_doc_payload(const casus_doc *doc);
/* SHA-256, in hex, of the text that came in, with what was cut off. */
CASUS_API const char *casus_doc_key(const casus_doc *doc);
/* How it was coded; the strings are those of its coder and model. */
CASUS_API void casus_doc_method(const casus_doc *doc, casus_method *out);
/* ISO 639 code of the language that the text is in, "en", "es"; NULL where it does not tell. What is
 * short, unsure or in good part English counts as English; of a text in another one there are no
 * articles, sentences and events unless the coder was asked for any_language. */
CASUS_API const char *casus_doc_language(const casus_doc *doc);
/* "Spanish" for "es"; NULL for a code that the model does not know. */
CASUS_API const char *casus_language_name(const casus_model *model, const char *code);
CASUS_API const casus_stats *casus_doc_stats(const casus_doc *doc);

CASUS_API size_t casus_doc_n_articles(const casus_doc *doc);
CASUS_API void casus_doc_article(const casus_doc *doc, size_t i, casus_article *out);
CASUS_API size_t casus_doc_n_repeats(const casus_doc *doc);
CASUS_API casus_span casus_doc_repeat(const casus_doc *doc, size_t i);
CASUS_API size_t casus_doc_n_sentences(const casus_doc *doc);
CASUS_API casus_span casus_doc_sentence(const casus_doc *doc, size_t i, casus_str *text);
CASUS_API size_t casus_doc_n_events(const casus_doc *doc);
CASUS_API void casus_doc_event(const casus_doc *doc, size_t i, casus_event *out);
CASUS_API void casus_doc_report(const casus_doc *doc, size_t event, size_t i, casus_report *out);
CASUS_API size_t casus_doc_n_quotes(const casus_doc *doc);
CASUS_API void casus_doc_quote(const casus_doc *doc, size_t i, casus_quote *out);
CASUS_API size_t casus_doc_n_claims(const casus_doc *doc);
CASUS_API void casus_doc_claim(const casus_doc *doc, size_t i, casus_claim *out);
CASUS_API size_t casus_doc_n_actors(const casus_doc *doc);
CASUS_API void casus_doc_actor(const casus_doc *doc, size_t i, casus_actor *out);
CASUS_API size_t casus_doc_n_places(const casus_doc *doc);
CASUS_API void casus_doc_place(const casus_doc *doc, size_t i, casus_place *out);
/* Where what the word at these bytes tells happened, by its own clause, whether or not it is an
 * event; false where that is nowhere said. */
CASUS_API bool casus_doc_where(const casus_doc *doc, casus_span word, casus_place *out);
CASUS_API size_t casus_doc_n_dates(const casus_doc *doc);
CASUS_API void casus_doc_date(const casus_doc *doc, size_t i, casus_date_mention *out);

/* ---- parsing alone: sentences, tokens, tags, trees ------------------------------------------ */

/* The scratch of one thread, and what its last call found. Never share one between threads at the
 * same time; any number may share a model. */
typedef struct casus_parser casus_parser;

/* The parser borrows the model. Fails with NO_MEMORY. */
CASUS_API CASUS_CHECK casus_status casus_parser_new(casus_parser **out, const casus_model *model,
                                                    casus_engine engine, casus_error *err);
CASUS_API void casus_parser_free(casus_parser *parser);

/* Each of these drops what was there and parses something else. All sentences are parsed; nothing
 * of the text is left out, repaired or taken for a headline. What is found borrows the input until
 * the next call; after a failure there are no sentences. They fail with NO_MEMORY or LIMIT (more
 * than CASUS_MAX_PARSE bytes, CASUS_MAX_WORDS words in a given sentence).
 *
 * Plain text, split into sentences and tokens. A blank line ends a paragraph. Bytes that are no
 * UTF-8 are read as Windows-1252. */
#define CASUS_MAX_PARSE (64u << 20)
#define CASUS_MAX_WORDS 10000u
CASUS_API CASUS_CHECK casus_status casus_parse_text(casus_parser *parser, casus_str text,
                                                    casus_error *err);
/* Sentences of given tokens: `lengths[i]` of the `forms` make up sentence i. Empty forms are not
 * allowed (BAD_INPUT). */
CASUS_API CASUS_CHECK casus_status casus_parse_tokens(casus_parser *parser, const casus_str *forms,
                                                      const size_t *lengths, size_t n_sentences,
                                                      casus_error *err);
/* Whole sentences of CoNLL-U. Their words are taken as they are; comments, multiword tokens and
 * MISC are kept for casus_write_conllu(). Also fails with BAD_INPUT, err->line being the line of
 * `text`. */
CASUS_API CASUS_CHECK casus_status casus_parse_conllu(casus_parser *parser, casus_str text,
                                                      casus_error *err);

typedef struct casus_sentence {
    casus_span span;     /* of the text given; empty where tokens were given */
    size_t first, n;     /* its tokens */
    bool paragraph;      /* opens one */
} casus_sentence;

/* A word as Universal Dependencies has it. */
typedef struct casus_token {
    casus_str form;
    casus_span span;     /* of the text given; empty where tokens were given */
    casus_str lemma;
    const char *upos, *xpos, *deprel; /* UD v2, with subtypes; xpos of the Penn Treebank */
    uint32_t head;       /* 1: the first word of the sentence; 0: this is its root */
    const char *name;    /* "B-PER", "I-PER", of PER ORG LOC ...; NULL: no part of a name */
    bool space_after;    /* white space or the end of the text follows */
    bool joined;         /* one word in the text with the token before it: "do" "n't" */
} casus_token;

CASUS_API size_t casus_parser_n_sentences(const casus_parser *parser);
CASUS_API void casus_parser_sentence(const casus_parser *parser, size_t i, casus_sentence *out);
CASUS_API size_t casus_parser_n_tokens(const casus_parser *parser);
CASUS_API void casus_parser_token(const casus_parser *parser, size_t i, casus_token *out);

/* ---- output ------------------------------------------------------------------------------ */

/* Where output goes. `write` returns false to stop; the writing call then fails with IO. */
typedef struct casus_sink {
    bool (*write)(void *self, const char *bytes, size_t len);
    void *self;
} casus_sink;

#define CASUS_WITH_EVENTS 1u
#define CASUS_WITH_QUOTES 2u
#define CASUS_WITH_ATTRIBUTIONS 4u
#define CASUS_WITH_ACTORS 8u
#define CASUS_WITH_PLACES 16u
#define CASUS_WITH_DATES 32u
#define CASUS_WITH_DOCUMENTS 64u

/* Which events are written. */
#define CASUS_ALL_STATUSES 0x7Fu
typedef struct casus_filter {
    unsigned statuses;     /* bits 1u << casus_event_status */
    bool historical;       /* also events told as the past */
    double min_confidence; /* 0: all */
} casus_filter;

/* JSON Lines by the contract of docs/record.md; one object a line, kind by kind, each in the order
 * of the text. `with` is a set of CASUS_WITH_*. A NULL filter writes every event. */
CASUS_API CASUS_CHECK casus_status casus_write_jsonl(const casus_doc *doc, unsigned with,
                                                     const casus_filter *filter, casus_sink sink,
                                                     casus_error *err);
/* Events as rows of columns: "csv", ours (docs/record.md), or the files of other event data:
 * "gdelt", "gdelt1", "gdelt-mentions", "icews", "phoenix", "petrarch", "polecat", "plover"
 * (docs/exports.md). `header` writes the line of names, where the format has one. A NULL filter
 * writes what exports hold: actual events that are not told as the past. USAGE for another format. */
CASUS_API CASUS_CHECK casus_status casus_write_rows(const casus_doc *doc, const char *format,
                                                    bool header, const casus_filter *filter,
                                                    casus_sink sink, casus_error *err);
/* The names of these formats, one after the other; NULL behind the last. */
CASUS_API const char *casus_rows_format(size_t i);
/* What the columns of a format hold, as Markdown or JSON. USAGE for another format. */
CASUS_API CASUS_CHECK casus_status casus_write_codebook(const char *format, bool json,
                                                        casus_sink sink, casus_error *err);
/* Tables for people; `color` uses ANSI colours; `width` is the terminal's, in columns (0: no
 * limit). A NULL filter writes every event. */
CASUS_API CASUS_CHECK casus_status casus_write_table(const casus_doc *doc, unsigned with,
                                                     const casus_filter *filter, bool color,
                                                     unsigned width, casus_sink sink,
                                                     casus_error *err);
/* Sentence by sentence: tree, actors, candidates, why each was kept or dropped. Needs a coder with
 * options.explain. */
CASUS_API CASUS_CHECK casus_status casus_write_explain(const casus_doc *doc, bool color,
                                                       casus_sink sink, casus_error *err);
/* CoNLL-U of one sentence of a parser: "# text" (or the comments that were given), the words, a
 * blank line. The sink is called once. */
CASUS_API CASUS_CHECK casus_status casus_write_conllu(casus_parser *parser, size_t sentence,
                                                      casus_sink sink, casus_error *err);

/* One page that was read: JSON {id, title, published, author, publisher, url, language, text} in a
 * line, or with `format` "text" the article alone. USAGE for another format. */
CASUS_API CASUS_CHECK casus_status casus_write_page(const casus_page *page, casus_str id,
                                                    const char *format, casus_sink sink,
                                                    casus_error *err);

/* ---- input: files, folders, stdin ---------------------------------------------------------- */

typedef struct casus_reader casus_reader;

/* Reads the named paths in order: a file of a text or page is one document, of JSON Lines one a line,
 * of a table one a row, of a feed, a web archive or records many; a folder all files in it sorted by
 * name; "-" is stdin. What a file is made of shows in its first bytes, then in its name:
 * docs/input.md. Borrows `paths`. */
CASUS_API CASUS_CHECK casus_status casus_reader_open(casus_reader **out, const char *const *paths,
                                                     size_t n_paths, casus_error *err);
/* From here on files have these limits, NULL the defaults: those of packed files, and
 * document_bytes, which the coder must be given, too. */
CASUS_API void casus_reader_set_limits(casus_reader *reader, const casus_limits *limits);

/* How files are read; zero leaves it to each file. Strings are borrowed. */
typedef struct casus_reading {
    const char *input;   /* what every file is: a name of docs/input.md, as "csv" */
    const char *columns; /* of tables, for names that are not the usual ones: "text=Body,id=DocNo" */
    char delimiter;      /* of tables */
} casus_reading;

/* From the next file on. Fails with USAGE. */
CASUS_API CASUS_CHECK casus_status casus_reader_set(casus_reader *reader, const casus_reading *how,
                                                    casus_error *err);
/* Gives the next document; its strings are valid until the next call. Returns OK with `*more`
 * false at the end. A failed document (unreadable, half a JSON line, binary) returns its status
 * with `err` filled and may be followed by further calls. */
CASUS_API CASUS_CHECK casus_status casus_reader_next(casus_reader *reader, casus_document_in *out,
                                                     bool *more, casus_error *err);
/* From here on a file of text comes in pieces of about `bytes` each, so that its size is no limit,
 * for what looks at no more than a paragraph (casus_parse_text()). A piece ends behind a blank
 * line; in a paragraph of more than CASUS_MAX_PIECE bytes behind a line end, white space or a
 * character. */
#define CASUS_MAX_PIECE (1u << 20)
CASUS_API void casus_reader_set_pieces(casus_reader *reader, size_t bytes);
CASUS_API void casus_reader_close(casus_reader *reader);
/* Bytes read so far and in all (0 when unknown, as for stdin): for progress. */
CASUS_API void casus_reader_progress(const casus_reader *reader, uint64_t *done, uint64_t *total);

/* ---- store ------------------------------------------------------------------------------- */

typedef struct casus_store casus_store;

/* Opens or makes the SQLite store at `path`. One writer at a time; readers any. A store of an older
 * schema is brought up to date when it is opened for writing, and not opened for reading only. */
CASUS_API CASUS_CHECK casus_status casus_store_open(casus_store **out, const char *path,
                                                    bool read_only, casus_error *err);
CASUS_API void casus_store_close(casus_store *store);

typedef enum casus_stored {
    CASUS_NOT_CODED,      /* not there, or there without a coding */
    CASUS_CODED,          /* under this method */
    CASUS_CODED_OTHERWISE /* under others only */
} casus_stored;

/* What of this payload (by SHA-256) is stored? */
CASUS_API CASUS_CHECK casus_status casus_store_find(casus_store *store, casus_str payload,
                                                    const casus_method *method, casus_stored *found,
                                                    casus_error *err);
/* Adds a coded document and all that was found in it, in one transaction: its payload, unless that
 * is there already, and a coding in the run of its method, which becomes the document's current one.
 * A payload that this run has coded already changes nothing and sets `*added` false. */
CASUS_API CASUS_CHECK casus_status casus_store_add(casus_store *store, const casus_doc *doc,
                                                   bool *added, casus_error *err);
/* Groups the adds that follow into one transaction, until commit. */
CASUS_API CASUS_CHECK casus_status casus_store_begin(casus_store *store, casus_error *err);
CASUS_API CASUS_CHECK casus_status casus_store_commit(casus_store *store, casus_error *err);

/* How many documents became near-duplicates of others since the store was opened:
 * docs/design/0011-near-duplicates.md. */
CASUS_API uint64_t casus_store_duplicates(const casus_store *store);

typedef struct casus_query {
    /* code or code+sector, "RUS", "RUSGOV", or a name; NULL any */
    const char *source, *target, *actor;
    const char *type;                    /* PLOVER type; NULL any */
    const char *status;                  /* "actual,planned"; NULL: actual; "all" any */
    const char *place;                   /* country code or place name; NULL any */
    int32_t from, to;                    /* days; CASUS_NO_DAY open */
    bool historical;                     /* also events told as the past */
    const char *by; /* NULL: list events. Else count by "day", "week" (from Monday),
                                          * "month", "year", "type", "source", "target", "dyad",
                                          * "place" or "status" */
    uint64_t limit;                      /* 0: no limit */
    const char *text; /* words of the document, as docs/store.md describes; NULL any */
    int64_t run;                         /* codings of this run; 0: the current ones */
    bool unique;    /* what near-duplicates tell counts once (view happenings); current codings */
    bool one_a_day; /* one event a source, target, type, status and day (view one_a_day) */
} casus_query;

/* Runs a query and writes it as "table", "jsonl" or any format of casus_rows_format(); counts as
 * "table", "jsonl" or "csv". */
CASUS_API CASUS_CHECK casus_status casus_store_query(casus_store *store, const casus_query *query,
                                                     const char *format, bool color, unsigned width,
                                                     casus_sink sink, casus_error *err);

/* Writes what a query gives as a data set into `folder`, which is made where it is not there: a file
 * for each of `formats` ("gdelt,gdelt-mentions", of casus_rows_format()), codebooks, and last
 * run.json. USAGE for another format and for counts, IO where a file cannot be written. */
CASUS_API CASUS_CHECK casus_status casus_store_export(casus_store *store, const casus_query *query,
                                                      const char *formats, const char *folder,
                                                      casus_error *err);

/* Writes the runs of a store, what each holds and when it began and ended, as "table", "jsonl" or
 * "csv". USAGE for another format. */
CASUS_API CASUS_CHECK casus_status casus_store_runs(casus_store *store, const char *format,
                                                    bool color, unsigned width, casus_sink sink,
                                                    casus_error *err);

typedef struct casus_dropped {
    uint64_t codings; /* that were in the run */
    uint64_t uncoded; /* documents that no other run has coded */
} casus_dropped;

/* Deletes a run with its codings, in one transaction; where one of them was current, the newest that
 * is left becomes so. Payloads stay. USAGE where there is no such run. */
CASUS_API CASUS_CHECK casus_status casus_store_drop(casus_store *store, int64_t run,
                                                    casus_dropped *out, casus_error *err);

/* Looks whether the store at `path` is whole and writes a line a question: file, tables, rows that
 * belong together, text index, and unless `quick` the keys and spans of every document. Changes
 * nothing. `*sound`: nothing was found wrong. Fails where the store cannot be opened. */
CASUS_API CASUS_CHECK casus_status casus_store_check(const char *path, bool quick, casus_sink sink,
                                                     bool *sound, casus_error *err);

/* Writes the names of the store's actors that had no code, by the number of documents that they stand
 * in, without those that the dictionaries of `model` (NULL: none) know by now: as "lines" of
 * data/actors (name, state, sectors; counts and a sentence in a comment), "table", "jsonl" or "csv".
 * The state is the one that the first document names most: a guess. `limit` 0: all. USAGE for another
 * format. */
CASUS_API CASUS_CHECK casus_status casus_store_unknown(casus_store *store, const casus_model *model,
                                                       uint64_t limit, const char *format,
                                                       bool color, unsigned width, casus_sink sink,
                                                       casus_error *err);

/* ---- evaluation: scores against gold files ------------------------------------------------- */

typedef enum casus_case { /* of the letters that are parsed */
    CASUS_CASE_KEEP,
    CASUS_CASE_LOWER,
    CASUS_CASE_UPPER,
    CASUS_CASE_TITLE
} casus_case;

typedef enum casus_part { /* of a gold file whose rows have a member or column "part" */
    CASUS_PART_SEEN,      /* what rules were looked at with */
    CASUS_PART_HELD,      /* what was kept back, for the end of a piece of work */
    CASUS_PART_ALL
} casus_part;

typedef struct casus_evaluation {
    casus_engine engine;
    bool gold_sentences; /* sentences are given; else found in the raw text */
    bool gold_tokens;    /* sentences and tokens are given */
    casus_case letters;
    bool relations;      /* also by relation */
    casus_part part;     /* rows without one always count */
    const char *wrong;   /* file of the ids of rows that are wrong themselves, one a line: also
                          * scored without them; NULL */
    const char *texts;   /* the corpus that labels are of; NULL */
    bool errors;         /* also each row that came out wrong */
} casus_evaluation;

/* Parses the text of the treebank at `path` (CoNLL-U) and scores what comes out as the CoNLL 2018
 * shared task does; docs/parse.md says what each score is. `format` is "table" or "json". Fails
 * with NOT_FOUND, IO, BAD_INPUT (with the line of the file), LIMIT, NO_MEMORY; USAGE for another
 * format. */
CASUS_API CASUS_CHECK casus_status casus_evaluate_treebank(const casus_model *model,
                                                           const char *path,
                                                           const casus_evaluation *how,
                                                           const char *format, casus_sink sink,
                                                           casus_error *err);

/* Parses the tokens of the IOB2 file at `path` and scores the names found: docs/parse.md. Of `how`
 * the engine and the letters count. Fails as casus_evaluate_treebank() does, and with USAGE where
 * the engine looks for no names. */
CASUS_API CASUS_CHECK casus_status casus_evaluate_names(const casus_model *model, const char *path,
                                                        const casus_evaluation *how,
                                                        const char *format, casus_sink sink,
                                                        casus_error *err);

/* Extracts the pages of the gold file at `path` (JSON Lines; the pages lie beside it) and scores
 * articles, or segments, titles and dates: docs/evaluate.md. Needs no model: `model` may be NULL.
 * Fails as casus_evaluate_treebank() does. */
CASUS_API CASUS_CHECK casus_status casus_evaluate_pages(const casus_model *model, const char *path,
                                                        const casus_evaluation *how,
                                                        const char *format, casus_sink sink,
                                                        casus_error *err);

/* Codes the texts of the gold file at `path` (JSON Lines) and scores events: docs/evaluate.md says
 * what a row of each kind of file is, and each score. Which kind it is shows in its first row. Of
 * `how` the engine, the part and the wrong rows count. Fails as casus_evaluate_treebank() does. */
CASUS_API CASUS_CHECK casus_status casus_evaluate_events(const casus_model *model,
                                                         const char *path,
                                                         const casus_evaluation *how,
                                                         const char *format, casus_sink sink,
                                                         casus_error *err);

/* Codes the phrases of the gold file at `path` (JSON Lines) that name actors, each as a document
 * published on its date, and scores country and first sector: docs/evaluate.md. Of `how` the engine,
 * the part and the errors count. Fails as casus_evaluate_treebank() does. */
CASUS_API CASUS_CHECK casus_status casus_evaluate_actors(const casus_model *model,
                                                         const char *path,
                                                         const casus_evaluation *how,
                                                         const char *format, casus_sink sink,
                                                         casus_error *err);

/* Codes the passages or documents of the gold file at `path` (JSON Lines of GAP, or CoNLL-U with the
 * entities of GUM) and scores who pronouns and descriptions stand for: docs/evaluate.md. Of `how` the
 * engine, the part and the errors count. Fails as casus_evaluate_treebank() does. */
CASUS_API CASUS_CHECK casus_status casus_evaluate_coref(const casus_model *model, const char *path,
                                                        const casus_evaluation *how,
                                                        const char *format, casus_sink sink,
                                                        casus_error *err);

/* Codes the sentences of the gold file at `path` (JSON Lines), each as a document published on its
 * day of reference, and scores the days of its dates: docs/evaluate.md. Of `how` the engine, the part
 * and the errors count. Fails as casus_evaluate_treebank() does. */
CASUS_API CASUS_CHECK casus_status casus_evaluate_dates(const casus_model *model, const char *path,
                                                        const casus_evaluation *how,
                                                        const char *format, casus_sink sink,
                                                        casus_error *err);

/* Codes the texts of the gold file at `path` (JSON Lines), every sentence parsed, and scores their
 * places, or the places of what marked verbs tell: docs/evaluate.md. Of `how` the engine, the part and
 * the errors count. Fails as casus_evaluate_treebank() does. */
CASUS_API CASUS_CHECK casus_status casus_evaluate_places(const casus_model *model,
                                                         const char *path,
                                                         const casus_evaluation *how,
                                                         const char *format, casus_sink sink,
                                                         casus_error *err);

/* Codes the articles of the gold file at `path` (JSON Lines) and scores source, cue and content of
 * attributions, the same words and words in common: docs/evaluate.md. Of `how` the engine, the part
 * and the errors count. Fails as casus_evaluate_treebank() does. */
CASUS_API CASUS_CHECK casus_status casus_evaluate_attributions(const casus_model *model,
                                                               const char *path,
                                                               const casus_evaluation *how,
                                                               const char *format, casus_sink sink,
                                                               casus_error *err);

/* Gold files of relations: a header line, then lines of id, part, quad class, type and marked
 * sentence, with tabs between. Answers by CASUS_SCHEME_RELATIONS; macro F1 of types and quad
 * classes, accuracy of all and of the surest three quarters, calibration, a confusion table. Fails
 * as the others do, with BAD_INPUT and the line where one is malformed. */
CASUS_API CASUS_CHECK casus_status casus_evaluate_relations(const casus_model *model,
                                                            const char *path,
                                                            const casus_evaluation *how,
                                                            const char *format, casus_sink sink,
                                                            casus_error *err);

/* Codes the documents of the corpus `how->texts` (JSON Lines) of which the file at `path` labels
 * sentences as political or not, and counts the events that are found where there are none:
 * docs/evaluate.md. Fails as casus_evaluate_treebank() does, and with USAGE without a corpus. */
CASUS_API CASUS_CHECK casus_status casus_evaluate_political(const casus_model *model,
                                                            const char *path,
                                                            const casus_evaluation *how,
                                                            const char *format, casus_sink sink,
                                                            casus_error *err);

/* Looks for near-duplicates among the texts of the gold file at `path` (JSON Lines; "story" names what
 * each tells) and scores the pairs: docs/evaluate.md. Needs no model: `model` may be NULL. Of `how` the
 * part and the errors count. Fails as casus_evaluate_treebank() does. */
CASUS_API CASUS_CHECK casus_status casus_evaluate_duplicates(const casus_model *model,
                                                             const char *path,
                                                             const casus_evaluation *how,
                                                             const char *format, casus_sink sink,
                                                             casus_error *err);

/* ---- days -------------------------------------------------------------------------------- */

/* "2021-09-25" <-> days. Parsing accepts a longer ISO 8601 string and reads its date. */
CASUS_API bool casus_day_parse(casus_str text, int32_t *day);
CASUS_API void casus_day_format(int32_t day, char out[11]);

#ifdef __cplusplus
}
#endif
#endif
