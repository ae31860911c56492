/* bench/tokens: how well and how fast the tokenizer does.
 *
 *     tokens FILE.conllu...      word F1 against the treebank's words, from its "# text" lines
 *     tokens -e FILE.conllu      and each sentence in which they differ
 *     tokens -s FILE             million tokens a second over the bytes of FILE (best of 5)
 *
 * A gold word is a span of the text. The words of a multiword token ("don't") have spans where they
 * spell it out, as they nearly always do in English; where not, the whole token counts as one.
 */
#include "lex/lex.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define MAX_WORDS 4096

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

static void compare(const gold *g, arena *mem, score *total, bool show)
{
    token *tokens = NULL;
    uint32_t n = 0, cap = 0;
    lex_stretch(g->sentence.ptr, 0, (uint32_t)g->sentence.len, 0, mem, &tokens, &n, &cap);
    uint32_t i = 0, j = 0, right = 0;
    while (i < n && j < g->n) {
        if (tokens[i].start == g->words[j].start && tokens[i].end == g->words[j].end) {
            right++;
            i++;
            j++;
        } else if (tokens[i].end <= g->words[j].end) {
            i++;
        } else {
            j++;
        }
    }
    total->wanted += g->n;
    total->found += n;
    total->right += right;
    if (!show || (right == n && right == g->n)) return;
    for (uint32_t k = 0; k < n; k++) {
        bool same = false;
        for (uint32_t m = 0; m < g->n && !same; m++)
            same = g->words[m].start == tokens[k].start && g->words[m].end == tokens[k].end;
        if (!same)
            printf("ours  %.*s\n", (int)(tokens[k].end - tokens[k].start),
                   g->sentence.ptr + tokens[k].start);
    }
    for (uint32_t m = 0; m < g->n; m++) {
        bool same = false;
        for (uint32_t k = 0; k < n && !same; k++)
            same = g->words[m].start == tokens[k].start && g->words[m].end == tokens[k].end;
        if (!same)
            printf("gold  %.*s\n", (int)(g->words[m].end - g->words[m].start),
                   g->sentence.ptr + g->words[m].start);
    }
    printf("      in: %.*s\n", (int)g->sentence.len, g->sentence.ptr);
}

static int measure_words(const char *path, bool show)
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
    static gold g;
    bool open = false;
    casus_str rest = buf_str(&file);
    while (rest.len) {
        size_t end = str_find(rest, STR("\n"));
        casus_str line = end == SIZE_MAX ? rest : str_slice(rest, 0, end);
        rest = end == SIZE_MAX ? (casus_str){rest.ptr, 0} : str_slice(rest, end + 1, rest.len);
        if (str_starts(line, STR("# text = "))) {
            g = (gold){.sentence = str_slice(line, 9, line.len)};
            open = true;
        } else if (open && line.len == 0) {
            compare(&g, &mem, &total, show);
            arena_reset(&mem);
            open = false;
        } else if (open && line.len && line.ptr[0] != '#' && !add_line(&g, line)) {
            total.skipped++;
            open = false;
        }
    }
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
    bool show = argc > 1 && strcmp(argv[1], "-e") == 0;
    bool speed = argc > 1 && strcmp(argv[1], "-s") == 0;
    if (argc < 2 + (show || speed)) {
        fprintf(stderr, "use: tokens [-e | -s] FILE...\n");
        return 2;
    }
    int failed = 0;
    for (int i = 1 + (show || speed); i < argc; i++)
        failed |= speed ? measure_speed(argv[i]) : measure_words(argv[i], show);
    return failed;
}
