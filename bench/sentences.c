/* bench/sentences: how well and how fast raw text is split into sentences.
 *
 *     sentences FILE.conllu...      precision, recall and F1 of sentences, from the treebank's text
 *                                   put together again (tools/treebank_text.h)
 *     sentences -e FILE.conllu      and each paragraph in which they differ: "|" where both end a
 *                                   sentence, "<+>" where only we do, "<->" where only the treebank
 *     sentences -s FILE             MB a second over the bytes of FILE (best of 5)
 *
 * The sentence ends learned are those of the model named by CASUS_MODEL; without it the rules stand
 * alone.
 *
 * A sentence is right when both its ends are the treebank's, white space aside (the measure of the
 * CoNLL 2018 shared task). Build: cc -std=gnu17 -O2 -Isrc -Iinclude bench/sentences.c
 * build/libcasus.a $(pkg-config --libs sqlite3 libxxhash libutf8proc libmd libzstd zlib expat) -lm
 */
#include "../tools/treebank_text.h"
#include "segment/ends.h"

#include <stdio.h>
#include <time.h>

static const ends_model *ends;

static void open_model(const char *path)
{
    static buf file;
    static ends_model model;
    image sections;
    casus_str section;
    casus_error err = {0};
    if (!path) return;
    if (buf_read_file(&file, path, 1u << 30, &err) != CASUS_OK ||
        image_open(&sections, file.ptr, file.len, path, &err) != CASUS_OK ||
        image_section(&sections, "segment.ends", &section, &err) != CASUS_OK ||
        ends_open(&model, section, &err) != CASUS_OK) {
        fprintf(stderr, "sentences: %s\n", err.message);
        exit(1);
    }
    ends = &model;
}

static void show_paragraph(const treebank_text *t, uint32_t start, uint32_t end, const char *ours,
                           const char *gold)
{
    bool same = true;
    for (uint32_t i = start; i < end; i++) same = same && ours[i] == gold[i];
    if (same) return;
    for (uint32_t i = start; i < end; i++) {
        putchar(t->bytes.ptr[i]);
        if (ours[i + 1] && gold[i + 1]) printf(i + 1 < end ? "|" : "");
        else if (ours[i + 1]) printf("<+>");
        else if (gold[i + 1]) printf("<->");
    }
    printf("\n\n");
}

/* Marks of sentence ends, byte by byte, and the paragraphs in which they differ. */
static void show_errors(const treebank_text *t, const segments *segs)
{
    char *ours = calloc(t->bytes.len + 1, 1), *gold = calloc(t->bytes.len + 1, 1);
    if (!ours || !gold) return;
    for (uint32_t i = 0; i < segs->n_sentences; i++) ours[segs->sentences[i].end] = 1;
    for (uint32_t i = 0; i < t->n; i++) gold[t->sentences[i].end] = 1;
    for (uint32_t i = 0, first = 0; i < t->n; i++) {
        if (i + 1 < t->n && !t->sentences[i + 1].new_paragraph) continue;
        show_paragraph(t, t->sentences[first].start, t->sentences[i].end, ours, gold);
        first = i + 1;
    }
    free(ours);
    free(gold);
}

static int measure_sentences(const char *path, bool show)
{
    treebank_text t;
    casus_error err;
    arena mem;
    segments segs;
    casus_stats stats = {0};
    if (treebank_text_read(&t, path, &err) != CASUS_OK) {
        fprintf(stderr, "sentences: %s\n", err.message);
        return 1;
    }
    arena_init(&mem, (size_t)1 << 30);
    text in = {.ptr = t.bytes.ptr, .len = (uint32_t)t.bytes.len};
    segment_plain(&in, ends, &mem, &segs, &stats);
    sentence_score s = treebank_text_score(&t, &segs);
    if (show) show_errors(&t, &segs);
    sentence_score_print(&s, path);
    arena_release(&mem);
    treebank_text_release(&t);
    return 0;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int measure_speed(const char *path)
{
    buf file = {0};
    casus_error err;
    if (buf_read_file(&file, path, 1u << 30, &err) != CASUS_OK) {
        fprintf(stderr, "sentences: %s\n", err.message);
        return 1;
    }
    arena mem;
    arena_init(&mem, (size_t)4 << 30);
    double best = 1e9;
    uint32_t n = 0;
    for (int run = 0; run < 5; run++) {
        segments segs;
        casus_stats stats = {0};
        text in = {.ptr = file.ptr, .len = (uint32_t)file.len};
        arena_reset(&mem);
        double start = now();
        segment_plain(&in, ends, &mem, &segs, &stats);
        double used = now() - start;
        if (used < best) best = used;
        n = segs.n_sentences;
    }
    printf("%s: %.1f MB/s, %.2f million sentences/s\n", path, (double)file.len / best / 1e6,
           (double)n / best / 1e6);
    arena_release(&mem);
    buf_release(&file);
    return 0;
}

int main(int argc, char **argv)
{
    bool show = argc > 1 && strcmp(argv[1], "-e") == 0;
    bool speed = argc > 1 && strcmp(argv[1], "-s") == 0;
    if (argc < 2 + (show || speed)) {
        fprintf(stderr, "use: sentences [-e | -s] FILE...\n");
        return 2;
    }
    open_model(getenv("CASUS_MODEL"));
    int failed = 0;
    for (int i = 1 + (show || speed); i < argc; i++)
        failed |= speed ? measure_speed(argv[i]) : measure_sentences(argv[i], show);
    return failed;
}
