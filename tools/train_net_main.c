/* casus-train net TREEBANK OUT.net --vectors FILE --weights DIR [OPTION VALUE]... */
#include "train_net.h"

#include "evaluate/names.h"

#define MOST_TEACHERS 8
#define DEV_FILES 5      /* the last: names alone */
#define SENTENCE_LEAST 6 /* words of a sentence without gold */
#define SENTENCE_MOST 60

typedef struct run_options {
    const char *treebank, *out, *vectors, *weights, *wire, *teachers, *more, *from, *pack, *names,
        *lists, *iob2;
    uint32_t wire_sentences, lower, title, reports, named, more_words, name_sentences;
    net_options net;
} run_options;

static void read_options(int argc, char **argv, run_options *o)
{
    struct {
        const char *name;
        const char **text;
        uint32_t *number;
        float *share;
    } known[] = {
        {"--vectors", &o->vectors, NULL, NULL},
        {"--weights", &o->weights, NULL, NULL},
        {"--wire", &o->wire, NULL, NULL},
        {"--teachers", &o->teachers, NULL, NULL},
        {"--more", &o->more, NULL, NULL},
        {"--names", &o->names, NULL, NULL},
        {"--lists", &o->lists, NULL, NULL},
        {"--iob2", &o->iob2, NULL, NULL},
        {"--name-sentences", NULL, &o->name_sentences, NULL},
        {"--from", &o->from, NULL, NULL},
        {"--pack", &o->pack, NULL, NULL},
        {"--more-words", NULL, &o->more_words, NULL},
        {"--layers", &o->net.kinds, NULL, NULL},
        {"--wire-sentences", NULL, &o->wire_sentences, NULL},
        {"--lower", NULL, &o->lower, NULL},
        {"--title", NULL, &o->title, NULL},
        {"--reports", NULL, &o->reports, NULL},
        {"--named", NULL, &o->named, NULL},
        {"--width", NULL, &o->net.width, NULL},
        {"--arc", NULL, &o->net.arc, NULL},
        {"--label", NULL, &o->net.label, NULL},
        {"--epochs", NULL, &o->net.epochs, NULL},
        {"--batch", NULL, &o->net.batch, NULL},
        {"--show", NULL, &o->net.show, NULL},
        {"--words", NULL, &o->net.n_vectors, NULL},
        {"--rate", NULL, NULL, &o->net.rate},
        {"--gold", NULL, NULL, &o->net.gold_share},
        {"--drop-word", NULL, NULL, &o->net.drop_word},
        {"--drop-vector", NULL, NULL, &o->net.drop_vector},
        {"--drop-input", NULL, NULL, &o->net.drop_input},
        {"--drop-layer", NULL, NULL, &o->net.drop_layer},
        {"--drop-head", NULL, NULL, &o->net.drop_head},
    };
    for (int i = 4; i < argc; i += 2) {
        if (i + 1 == argc) fail("an option without its value", argv[i]);
        bool found = false;
        for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
            if (strcmp(argv[i], known[k].name) != 0) continue;
            found = true;
            if (known[k].text) *known[k].text = argv[i + 1];
            if (known[k].number) *known[k].number = (uint32_t)strtoul(argv[i + 1], NULL, 10);
            if (known[k].share) *known[k].share = strtof(argv[i + 1], NULL);
        }
        if (strcmp(argv[i], "--seed") == 0)
            o->net.seed = strtoul(argv[i + 1], NULL, 10), found = true;
        if (!found) fail("unknown option", argv[i]);
    }
}

/* A sentence without a tree, if it is neither too short nor too long to be worth one. */
static void add_line(corpus *c, casus_str line)
{
    uint32_t n;
    token *tokens = train_tokens(line.ptr, (uint32_t)line.len, &c->mem, &n);
    if (n < SENTENCE_LEAST || n > SENTENCE_MOST) return;
    casus_str forms[SENTENCE_MOST];
    gold golds[SENTENCE_MOST];
    for (uint32_t i = 0; i < n; i++) {
        forms[i] = token_form(line.ptr, &tokens[i]);
        golds[i] = gold_without_tree(NAME_UNKNOWN);
    }
    corpus_add_made(c, forms, golds, n, c->n);
}

/* About `most` words of a file that has a sentence a line, drawn at random. */
static void add_plain(corpus *c, const char *path, uint64_t most)
{
    casus_str rest = corpus_read_text(c, path), line;
    casus_str *lines = must(malloc((rest.len + 1) * sizeof *lines));
    uint32_t n = 0;
    while (str_split(&rest, '\n', &line)) lines[n++] = line;
    uint32_t *order = must(malloc((n + 1) * sizeof *order));
    for (uint32_t i = 0; i < n; i++) order[i] = i;
    rng r = {.state = 3};
    rng_shuffle(&r, order, n);
    most += c->n_tokens;
    for (uint32_t i = 0; i < n && c->n_tokens < most; i++) add_line(c, lines[order[i]]);
    free(order);
    free(lines);
}

static void add_more(corpus *c, const char *paths, uint64_t most)
{
    casus_str rest = str_from(paths), name;
    while (str_split(&rest, ',', &name)) {
        char path[1024];
        snprintf(path, sizeof path, "%.*s", (int)name.len, name.ptr);
        add_plain(c, path, most);
    }
}

static void read_corpus(const run_options *o, corpus *c)
{
    corpus_add_file(c, o->treebank, TRAIN_EWT);
    corpus_add_file(c, o->treebank, TRAIN_GUM);
    if (o->reports || o->named) corpus_add_news(c, o->reports, o->named);
    if (o->wire) corpus_add_wire(c, o->wire, o->wire_sentences, 1, WIRE_TRAIN);
}

static uint32_t read_teachers(const char *list, net *nets, net **out, const net_trainee *words)
{
    casus_str rest = str_from(list), name;
    uint32_t n = 0;
    while (n < MOST_TEACHERS && str_split(&rest, ',', &name)) {
        char path[1024];
        snprintf(path, sizeof path, "%.*s", (int)name.len, name.ptr);
        net_read(&nets[n], path, words);
        out[n] = &nets[n];
        n++;
    }
    return n;
}

static void soften(const run_options *o, const net_trainee *v, net_corpus *c)
{
    static net nets[MOST_TEACHERS];
    net *teachers[MOST_TEACHERS];
    uint32_t n = read_teachers(o->teachers, nets, teachers, v);
    double start = cpu_seconds();
    net_soften(teachers, n, c);
    fprintf(stderr, "%u teachers answered %lu words  (%.0f s)\n", n, (unsigned long)c->n_words,
            cpu_seconds() - start);
    for (uint32_t k = 0; k < n; k++) net_release(&nets[k]);
}

/* Sentences with name tags alone, to measure with. */
static void read_marked(corpus *c, const char *path)
{
    names_file file;
    casus_error err = {0};
    arena_init(&c->mem, (size_t)1 << 30);
    if (names_file_read(&file, path, &c->mem, &err) != CASUS_OK) fail(err.message, path);
    for (uint32_t s = 0; s < file.n_sentences; s++) {
        gold golds[PARSE_MAX_TOKENS];
        uint32_t first = file.first[s], n = file.first[s + 1] - first;
        if (n > PARSE_MAX_TOKENS) continue;
        for (uint32_t i = 0; i < n; i++)
            golds[i] = gold_without_tree(file.tags[first + i]);
        corpus_add_made(c, file.forms + first, golds, n, c->n);
    }
}

static void read_dev(const run_options *o, const trainee *t, net_trainee *v,
                     net_corpus dev[DEV_FILES])
{
    static corpus raw[4], marked;
    static const char *const files[] = {DEV_EWT, DEV_GUM};
    for (int k = 0; k < 2; k++) {
        corpus_add_file(&raw[k], o->treebank, files[k]);
        net_sentences(v, t, &raw[k], true, &dev[k]);
        corpus_add_file(&raw[2 + k], o->treebank, files[k]);
        for (uint32_t s = 0; s < raw[2 + k].n; s++) {
            sentence upper;
            sentence_recase(&raw[2 + k].mem, &raw[2 + k].sentences[s], RECASE_UPPER, &upper);
            raw[2 + k].sentences[s] = upper;
        }
        net_sentences(v, t, &raw[2 + k], true, &dev[2 + k]);
    }
    if (!o->iob2) return;
    read_marked(&marked, o->iob2);
    net_sentences(v, t, &marked, true, &dev[4]);
}

static uint64_t base_of(const trainee *t)
{
    return parse_model_base(buf_str(&t->sections[PARSE_SECTION_META]),
                            buf_str(&t->sections[PARSE_SECTION_CLUSTERS]));
}

static run_options default_options(char **argv)
{
    return (run_options){.treebank = argv[2],
                         .out = argv[3],
                         .wire_sentences = 2000,
                         .lower = 8,
                         .title = 8,
                         .reports = 6,
                         .named = 2,
                         .more_words = 200000,
                         .name_sentences = 6000,
                         .net = {.kinds = "ccss",
                                 .width = 192,
                                 .arc = 128,
                                 .label = 128,
                                 .epochs = 20,
                                 .batch = 800,
                                 .show = 4,
                                 .n_vectors = 30000,
                                 .seed = 1,
                                 .rate = 0.002f,
                                 .gold_share = 0.5f,
                                 .drop_word = 0.15f,
                                 .drop_vector = 0.05f,
                                 .drop_input = 0.2f,
                                 .drop_layer = 0.2f,
                                 .drop_head = 0.3f}};
}

/* All sentences to learn from, and the vocabulary (train_net_words.c). */
static void read_lessons(const run_options *o, const trainee *t, net_trainee *v, net_corpus *out)
{
    static name_lists lists; /* these live as long as what is made of them */
    static corpus c, plain;
    vectors vec = {0};
    if (o->lists) name_lists_read(&lists, o->lists);
    if (o->lists) c.lists = &lists;
    read_corpus(o, &c);
    vectors_read(&vec, o->vectors);
    net_vocabulary(v, t, &c, &vec, o->net.n_vectors);
    vectors_release(&vec);
    if (o->names) corpus_add_names(&c, o->names, &lists, o->name_sentences, 1);
    if (o->lower || o->title) corpus_add_copies(&c, o->lower, o->title);
    net_sentences(v, t, &c, true, out);
    if (o->more) {
        add_more(&plain, o->more, o->more_words);
        net_sentences(v, t, &plain, false, out);
    }
    if (o->teachers) soften(o, v, out);
    fprintf(stderr, "%u sentences, %lu words\n", out->n, (unsigned long)out->n_words);
}

int run_net(int argc, char **argv)
{
    static trainee t;
    static net_trainee v;
    static net student;
    static const char *const names[DEV_FILES] = {"EWT", "GUM", "EWT upper", "GUM upper", "names"};
    net_corpus lessons = {0}, dev[DEV_FILES] = {0};
    run_options o = default_options(argv);
    read_options(argc, argv, &o);
    if (!o.vectors || !o.weights) fail("net", "--vectors FILE and --weights DIR are needed");
    trainee_read(&t, o.weights, false);
    read_lessons(&o, &t, &v, &lessons);
    read_dev(&o, &t, &v, dev);
    if (o.from)
        net_read(&student, o.from, &v);
    else
        net_init(&student, o.net.kinds, o.net.width, o.net.arc, o.net.label, t.model.n_tags,
                 &v.vectors, 1 + v.lexicon.n_both + v.lexicon.n_learned, o.net.seed);
    student.vocabulary = net_vocabulary_hash(&v);
    if (o.net.epochs) {
        net_train(&student, &t, &lessons, dev, names, o.iob2 ? DEV_FILES : DEV_FILES - 1, &o.net);
        net_write(&student, o.out);
    }
    if (o.pack) net_write_sections(&student, &v, base_of(&t), o.pack);
    return 0;
}
