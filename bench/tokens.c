/* bench/tokens: how well and how fast the tokenizer does.
 *
 *     tokens FILE.conllu...      word F1 against the treebank's words, from its "# text" lines
 *     tokens -e FILE.conllu      and each sentence in which they differ
 *     tokens -r FILE.conllu...   from raw text: sentences joined to paragraphs and found again
 *     tokens -j FILE.conllu...   paragraphs not split into sentences at all
 *     tokens -s FILE             million tokens a second over the bytes of FILE (best of 5)
 *
 * A gold word is a span of the text. The words of a multiword token ("don't") have spans where they
 * spell it out, as they nearly always do in English; where not, the whole token counts as one.
 */
#include "lex/lex.h"
#include "segment/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define MAX_WORDS 65536

typedef struct pair {
    uint32_t start, end;
} pair;

typedef struct gold {
    casus_str sentence;
    pair words[MAX_WORDS];
    uint32_t n;
    size_t at;               /* where the next word is looked for */
    uint32_t range_end;      /* number of the last word of the open multiword token */
    size_t range_at, range_to; /* its span */
    bool range_spelled;
} gold;

static size_t skip_space(casus_str s, size_t at)
{
    while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\t')) at++;
    if (at + 1 < s.len && (unsigned char)s.ptr[at] == 0xC2 && (unsigned char)s.ptr[at + 1] == 0xA0)
        return skip_space(s, at + 2);
    return at;
}

static void add(gold *g, size_t start, size_t end)
{
    if (g->n < MAX_WORDS) g->words[g->n++] = (pair){(uint32_t)start, (uint32_t)end};
}

static bool spells(const gold *g, size_t at, casus_str form)
{
    return at + form.len <= g->sentence.len &&
           memcmp(g->sentence.ptr + at, form.ptr, form.len) == 0;
}

/* One line "ID \t FORM ..."; false when the form is not where it should be in the text. */
static bool add_line(gold *g, casus_str line)
{
    casus_str id, form;
    if (!str_split(&line, '\t', &id)) return true;
    size_t tab = str_find(line, STR("\t"));
    if (tab == SIZE_MAX) return true;
    form = str_slice(line, 0, tab);
    char *end = NULL;
    unsigned long first = strtoul(id.ptr, &end, 10);
    if (*end == '.') return true;
    if (*end == '-') {
        g->range_at = skip_space(g->sentence, g->at);
        if (!spells(g, g->range_at, form)) return false;
        g->range_end = (uint32_t)strtoul(end + 1, NULL, 10);
        g->range_to = g->range_at + form.len;
        g->range_spelled = true;
        g->at = g->range_at;
        return true;
    }
    if (first > g->range_end) {
        size_t at = skip_space(g->sentence, g->at);
        if (!spells(g, at, form)) return false;
        add(g, at, at + form.len);
        g->at = at + form.len;
        return true;
    }
    if (spells(g, g->at, form) && g->at + form.len <= g->range_to && g->range_spelled) {
        add(g, g->at, g->at + form.len);
        g->at += form.len;
    } else if (g->range_spelled) {
        g->range_spelled = false;
        while (g->n && g->words[g->n - 1].start >= g->range_at) g->n--;
        add(g, g->range_at, g->range_to);
    }
    if (first == g->range_end) g->at = g->range_to;
    return true;
}

typedef struct score {
    unsigned long wanted, found, right, skipped;
} score;

enum mode { SENTENCES, ERRORS, RAW, JOINED, SPEED };

/* Tokens of the text: as one stretch, or of the sentences that are found in it. */
static uint32_t tokenise(casus_str s, enum mode mode, arena *mem, token **tokens)
{
    uint32_t n = 0, cap = 0;
    if (mode != RAW) {
        lex_stretch(s.ptr, 0, (uint32_t)s.len, 0, mem, tokens, &n, &cap);
        return n;
    }
    sentence *sentences = NULL;
    uint32_t n_sentences = 0, cap_sentences = 0;
    text in = {.ptr = s.ptr, .len = (uint32_t)s.len};
    sentences_find(&in, NULL, 0, in.len, 0, 0, mem, &sentences, &n_sentences, &cap_sentences);
    for (uint32_t i = 0; i < n_sentences; i++)
        lex_stretch(s.ptr, sentences[i].start, sentences[i].end, i, mem, tokens, &n, &cap);
    return n;
}

static void show_missing(const char *label, casus_str s, pair word, const pair *words, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (words[i].start == word.start && words[i].end == word.end) return;
    printf("%s  %.*s\n", label, (int)(word.end - word.start), s.ptr + word.start);
}

static void compare(const gold *g, enum mode mode, arena *mem, score *total)
{
    token *tokens = NULL;
    uint32_t n = tokenise(g->sentence, mode, mem, &tokens);
    uint32_t i = 0, j = 0, right = 0;
    pair *ours = arena_alloc(mem, (n + 1) * sizeof *ours);
    for (uint32_t k = 0; k < n; k++) ours[k] = (pair){tokens[k].start, tokens[k].end};
    while (i < n && j < g->n) {
        if (ours[i].start == g->words[j].start && ours[i].end == g->words[j].end) {
            right++;
            i++;
            j++;
        } else if (ours[i].end <= g->words[j].end) {
            i++;
        } else {
            j++;
        }
    }
    total->wanted += g->n;
    total->found += n;
    total->right += right;
    if (mode == ERRORS && (right < n || right < g->n)) {
        for (uint32_t k = 0; k < n; k++)
            show_missing("ours", g->sentence, ours[k], g->words, g->n);
        for (uint32_t k = 0; k < g->n; k++)
            show_missing("gold", g->sentence, g->words[k], ours, n);
        printf("      in: %.*s\n", (int)g->sentence.len, g->sentence.ptr);
    }
    arena_reset(mem);
}

/* Where sentences are joined to a paragraph. */
typedef struct joiner {
    buf text;
    gold g;
} joiner;

static void flush(joiner *join, enum mode mode, arena *mem, score *total)
{
    join->g.sentence = buf_str(&join->text);
    if (join->g.n) compare(&join->g, mode, mem, total);
    buf_reset(&join->text);
    join->g.n = 0;
}

static void join_sentence(joiner *join, const gold *g, bool space)
{
    size_t shift = join->text.len;
    buf_put_str(&join->text, g->sentence);
    if (space) buf_put_char(&join->text, ' ');
    for (uint32_t i = 0; i < g->n; i++)
        add(&join->g, shift + g->words[i].start, shift + g->words[i].end);
}

/* All sentences of a treebank, compared one by one or as paragraphs. */
static void walk(casus_str rest, enum mode mode, arena *mem, score *total)
{
    static gold g;
    static joiner join;
    bool open = false, space = true, paragraphs = mode == RAW || mode == JOINED;
    while (rest.len) {
        size_t end = str_find(rest, STR("\n"));
        casus_str line = end == SIZE_MAX ? rest : str_slice(rest, 0, end);
        rest = end == SIZE_MAX ? (casus_str){rest.ptr, 0} : str_slice(rest, end + 1, rest.len);
        if (str_starts(line, STR("# newpar")) || str_starts(line, STR("# newdoc")))
            flush(&join, mode, mem, total);
        if (str_starts(line, STR("# text = "))) {
            g.sentence = str_slice(line, 9, line.len);
            g.n = g.range_end = 0;
            g.at = 0;
            open = true;
        } else if (open && line.len == 0) {
            if (paragraphs)
                join_sentence(&join, &g, space);
            else
                compare(&g, mode, mem, total);
            open = false;
        } else if (open && line.len && line.ptr[0] != '#') {
            space = str_find(line, STR("SpaceAfter=No")) == SIZE_MAX;
            if (add_line(&g, line)) continue;
            total->skipped++;
            open = false;
        }
    }
    flush(&join, mode, mem, total);
    buf_release(&join.text);
}

static int measure_words(const char *path, enum mode mode)
{
    buf file = {0};
    casus_error err;
    if (buf_read_file(&file, path, 1u << 30, &err) != CASUS_OK) {
        fprintf(stderr, "tokens: %s\n", err.message);
        return 1;
    }
    arena mem;
    arena_init(&mem, 1u << 30);
    score total = {0};
    walk(buf_str(&file), mode, &mem, &total);
    double p = 100.0 * (double)total.right / (double)total.found;
    double r = 100.0 * (double)total.right / (double)total.wanted;
    printf("%s: words %lu, precision %.2f, recall %.2f, F1 %.2f, sentences skipped %lu\n", path,
           total.wanted, p, r, 2 * p * r / (p + r), total.skipped);
    arena_release(&mem);
    buf_release(&file);
    return 0;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Pieces of the size of an article, ending at a line: memory is reused as for documents. */
static size_t piece_end(const buf *file, size_t at)
{
    size_t end = at + 8192;
    while (end < file->len && file->ptr[end] != '\n') end++;
    return end < file->len ? end : file->len;
}

static int measure_speed(const char *path)
{
    buf file = {0};
    casus_error err;
    if (buf_read_file(&file, path, 1u << 30, &err) != CASUS_OK) {
        fprintf(stderr, "tokens: %s\n", err.message);
        return 1;
    }
    arena mem;
    arena_init(&mem, (size_t)4 << 30);
    double best = 1e9;
    size_t n_all = 0;
    for (int run = 0; run < 5; run++) {
        n_all = 0;
        double start = now();
        for (size_t at = 0; at < file.len;) {
            size_t end = piece_end(&file, at);
            arena_reset(&mem);
            uint32_t n = 0, cap = (uint32_t)(end - at) / 5 + 16;
            token *tokens = arena_alloc(&mem, cap * sizeof(token));
            lex_stretch(file.ptr, (uint32_t)at, (uint32_t)end, 0, &mem, &tokens, &n, &cap);
            n_all += n;
            at = end;
        }
        double used = now() - start;
        if (used < best) best = used;
    }
    printf("%s: %.1f million tokens/s, %.0f MB/s (%zu tokens)\n", path,
           (double)n_all / best / 1e6, (double)file.len / best / 1e6, n_all);
    arena_release(&mem);
    buf_release(&file);
    return 0;
}

int main(int argc, char **argv)
{
    static const char *const options[] = {"", "-e", "-r", "-j", "-s"};
    enum mode mode = SENTENCES;
    for (int i = ERRORS; argc > 1 && i <= SPEED; i++)
        if (strcmp(argv[1], options[i]) == 0) mode = (enum mode)i;
    int first = mode == SENTENCES ? 1 : 2;
    if (argc <= first) {
        fprintf(stderr, "use: tokens [-e | -r | -j | -s] FILE...\n");
        return 2;
    }
    int failed = 0;
    for (int i = first; i < argc; i++)
        failed |= mode == SPEED ? measure_speed(argv[i]) : measure_words(argv[i], mode);
    return failed;
}
