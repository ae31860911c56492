/* casus-train: treebank -> weights/, and the scores of weights.
 *
 *   casus-train TREEBANK WEIGHTS [--vectors FILE] [OPTION VALUE]...
 *   casus-train wire PATTERNS N SEED [train|held]    sentences of wire text, as CoNLL-U
 *   casus-train names LISTS FILE [N]                 what is learned of names, to read: of a
 * treebank's entities, or N sentences of names.txt casus-train split TREEBANK WEIGHTS weights of
 * sentence ends casus-train judge MODEL TRAINING WEIGHTS       weights of the judge of relations
 *   casus-train eval WEIGHTS FILE.conllu [--case none|lower|upper|title] [--relations]
 *
 * docs/training.md tells how the shipped weights were made.
 */
#include "train_judge.h"
#include "train_pronouns.h"
#include "train_where.h"
#include "train_net.h"

static void show(const trainee *self, const char *dir, const char *name, const char *title)
{
    corpus dev = {0};
    tally s;
    corpus_add_file(&dev, dir, name);
    evaluate(&self->model, PARSE_FAST, &dev, RECASE_NONE, &s);
    tally_print(&s, title, false);
    evaluate(&self->model, PARSE_FAST, &dev, RECASE_UPPER, &s);
    tally_print(&s, "  upper", false);
    evaluate(&self->model, PARSE_FAST, &dev, RECASE_TITLE, &s);
    tally_print(&s, "  title", false);
    fflush(stdout);
    corpus_release(&dev);
}

static void train_all_parsers(trainee *self, const corpus *c, const options *opts)
{
    learner tagger, arcs_sum, labels_sum;
    fprintf(stderr, "jackknifed tags\n");
    uint8_t **tags = train_jackknife(self, c, opts);
    train_tagger(self, c, 4, 1, opts, &tagger);
    for (uint32_t seed = 1; seed <= opts->seeds; seed++) {
        learner a, l;
        fprintf(stderr, "parser %u of %u\n", seed, opts->seeds);
        train_parser(self, c, tags, seed, opts, &a, &l);
        if (seed == 1) {
            arcs_sum = a;
            labels_sum = l;
            continue;
        }
        learner more;
        train_tagger(self, c, 4, seed, opts, &more);
        learner_merge(&tagger, &more);
        learner_merge(&arcs_sum, &a);
        learner_merge(&labels_sum, &l);
        learner_release(&more);
        learner_release(&a);
        learner_release(&l);
    }
    pack_sparse(&tagger, opts->prune_tagger, &self->sections[PARSE_SECTION_TAGGER]);
    pack_dense(&arcs_sum, opts->arc_buckets, &self->sections[PARSE_SECTION_ARCS]);
    pack_sparse(&labels_sum, opts->prune_labels, &self->sections[PARSE_SECTION_LABELS]);
    for (uint32_t s = 0; s < c->n; s++) free(tags[s]);
    free(tags);
    learner_release(&tagger);
    learner_release(&arcs_sum);
    learner_release(&labels_sum);
}

static void train(const options *opts)
{
    static trainee self;
    corpus c = {0};
    corpus_add_file(&c, opts->treebank, TRAIN_EWT);
    corpus_add_file(&c, opts->treebank, TRAIN_GUM);
    fprintf(stderr, "%u sentences, %lu tokens\n", c.n, (unsigned long)c.n_tokens);
    if (opts->reports || opts->named) corpus_add_news(&c, opts->reports, opts->named);
    if (opts->wire) {
        enum wire_part part = opts->wire_held ? WIRE_TRAIN : WIRE_ALL;
        corpus_add_wire(&c, opts->wire, opts->wire_sentences, opts->wire_seed, part);
    }
    if (opts->lower || opts->title) corpus_add_copies(&c, opts->lower, opts->title);
    train_joint_tags(&self, &c);
    vectors v = {0};
    if (opts->vectors) vectors_read(&v, opts->vectors);
    if (v.n)
        train_clusters(&self, &v);
    else
        no_clusters(&self);
    trainee_view(&self, PARSE_SECTION_CLUSTERS);
    train_tag_dictionary(&self, &c);
    trainee_view(&self, PARSE_SECTION_TAGS);
    train_lemmas(&self, &c, &v);
    vectors_release(&v);
    trainee_view(&self, PARSE_SECTION_LEMMAS);
    train_all_parsers(&self, &c, opts);
    trainee_view(&self, PARSE_SECTION_LABELS);
    trainee_write(&self, opts->weights);
    show(&self, opts->treebank, DEV_EWT, "EWT dev");
    show(&self, opts->treebank, DEV_GUM, "GUM dev");
    for (int i = 0; i < PARSE_SECTION_COUNT; i++) buf_release(&self.sections[i]);
    corpus_release(&c);
}

static int run_train(int argc, char **argv)
{
    options o = {.treebank = argv[1],
                 .weights = argv[2],
                 .tagger_epochs = 8,
                 .parser_epochs = 12,
                 .seeds = 1,
                 .min_tagger = 1,
                 .min_arcs = 1,
                 .min_labels = 1,
                 .margin = 0,
                 .arc_buckets = 1u << 18,
                 .lower = 8,
                 .title = 8,
                 .wire_sentences = 2000,
                 .wire_seed = 1,
                 .reports = 6,
                 .named = 2};
    struct {
        const char *name;
        uint32_t *value;
    } numbers[] = {{"--tagger-epochs", &o.tagger_epochs},
                   {"--epochs", &o.parser_epochs},
                   {"--seeds", &o.seeds},
                   {"--min-tagger", &o.min_tagger},
                   {"--min-arcs", &o.min_arcs},
                   {"--min-labels", &o.min_labels},
                   {"--arc-buckets", &o.arc_buckets},
                   {"--prune-tagger", &o.prune_tagger},
                   {"--prune-labels", &o.prune_labels},
                   {"--lower", &o.lower},
                   {"--title", &o.title},
                   {"--wire-sentences", &o.wire_sentences},
                   {"--wire-seed", &o.wire_seed},
                   {"--wire-held", &o.wire_held},
                   {"--reports", &o.reports},
                   {"--named", &o.named}};
    for (int i = 3; i + 1 < argc; i += 2) {
        bool known = false;
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
            if (strcmp(argv[i], numbers[k].name) != 0) continue;
            *numbers[k].value = (uint32_t)strtoul(argv[i + 1], NULL, 10);
            known = true;
        }
        if (strcmp(argv[i], "--wire") == 0) o.wire = argv[i + 1], known = true;
        if (strcmp(argv[i], "--vectors") == 0) o.vectors = argv[i + 1], known = true;
        if (strcmp(argv[i], "--margin") == 0) o.margin = strtof(argv[i + 1], NULL), known = true;
        if (!known) fail("unknown option", argv[i]);
    }
    train(&o);
    return 0;
}

static int run_eval(int argc, char **argv)
{
    static trainee self;
    corpus c = {0};
    enum recase how = RECASE_NONE;
    enum parse_engine engine = PARSE_DEFAULT;
    bool relations = false;
    trainee_read(&self, argv[2], true);
    corpus_add(&c, argv[3]);
    for (int i = 4; i < argc; i++) {
        if (strcmp(argv[i], "--relations") == 0)
            relations = true;
        else if (strcmp(argv[i], "--fast") == 0)
            engine = PARSE_FAST;
        else if (strcmp(argv[i], "lower") == 0)
            how = RECASE_LOWER;
        else if (strcmp(argv[i], "upper") == 0)
            how = RECASE_UPPER;
        else if (strcmp(argv[i], "title") == 0)
            how = RECASE_TITLE;
    }
    tally s;
    evaluate(&self.model, engine, &c, how, &s);
    tally_print(&s, "", relations);
    for (int i = 0; i < PARSE_SECTION_COUNT; i++) buf_release(&self.sections[i]);
    corpus_release(&c);
    return 0;
}

static int run_wire(int argc, char **argv)
{
    corpus c = {0};
    uint32_t n = (uint32_t)strtoul(argv[3], NULL, 10), seed = (uint32_t)strtoul(argv[4], NULL, 10);
    enum wire_part part = WIRE_ALL;
    if (argc > 5) part = strcmp(argv[5], "held") == 0 ? WIRE_HELD : WIRE_TRAIN;
    corpus_add_wire(&c, argv[2], n, seed, part);
    corpus_print(&c);
    corpus_release(&c);
    return 0;
}

/* One sentence a line, its names as "[PER Jan Petersen]". */
static void print_names(const sentence *s)
{
    for (uint32_t i = 0; i < s->n; i++) {
        casus_str form = token_form(s->text, &s->tokens[i]);
        unsigned tag = s->golds[i].name, next = i + 1 < s->n ? s->golds[i + 1].name : NAME_O;
        if (name_begins(tag)) printf("[%s ", name_kind_name(name_kind_of(tag)));
        printf("%.*s", (int)form.len, form.ptr);
        if (name_is(tag) && (!name_is(next) || name_begins(next))) putchar(']');
        putchar(i + 1 < s->n ? ' ' : '\n');
    }
}

static int run_names(int argc, char **argv)
{
    uint32_t n = argc > 4 ? (uint32_t)strtoul(argv[4], NULL, 10) : 0;
    static name_lists lists;
    corpus c = {.lists = &lists};
    name_lists_read(&lists, argv[2]);
    if (n)
        corpus_add_names(&c, argv[3], &lists, n, 1);
    else
        corpus_add(&c, argv[3]);
    for (uint32_t i = 0; i < c.n; i++) print_names(&c.sentences[i]);
    corpus_release(&c);
    name_lists_release(&lists);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc >= 4 && strcmp(argv[1], "eval") == 0) return run_eval(argc, argv);
    if (argc >= 4 && strcmp(argv[1], "names") == 0) return run_names(argc, argv);
    if (argc == 4 && strcmp(argv[1], "split") == 0) {
        train_split(argv[2], argv[3]);
        return 0;
    }
    if (argc >= 3 && strcmp(argv[1], "judge") == 0) return train_judge_main(argc - 1, argv + 1);
    if (argc >= 3 && strcmp(argv[1], "where") == 0) return train_where_main(argc - 1, argv + 1);
    if (argc >= 3 && strcmp(argv[1], "confidence") == 0)
        return train_confidence_main(argc - 1, argv + 1);
    if (argc >= 3 && strcmp(argv[1], "pronouns") == 0)
        return train_pronouns_main(argc - 1, argv + 1);
    if (argc >= 4 && strcmp(argv[1], "net") == 0) return run_net(argc, argv);
    if (argc >= 5 && strcmp(argv[1], "wire") == 0) return run_wire(argc, argv);
    if (argc >= 3 && argv[1][0] != '-') return run_train(argc, argv);
    fputs("usage: casus-train TREEBANK WEIGHTS [--vectors FILE] [OPTION VALUE]...\n"
          "       casus-train wire PATTERNS N SEED [train|held]\n"
          "       casus-train names LISTS FILE [N]\n"
          "       casus-train split TREEBANK WEIGHTS\n"
          "       casus-train net TREEBANK OUT.net --vectors FILE --weights DIR [OPTION VALUE]...\n"
          "       casus-train judge MODEL DATA_TRAINING WEIGHTS\n"
          "       casus-train confidence MODEL VERDICTS OUT.txt\n"
          "       casus-train pronouns MODEL GAP.jsonl GUM.conllu NEWS.txt OUT.txt\n"
          "       casus-train where MODEL GOLD.jsonl WEIGHTS\n"
          "       casus-train eval WEIGHTS FILE.conllu [--case none|lower|upper|title] "
          "[--relations]\n",
          stderr);
    return 2;
}
