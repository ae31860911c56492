/* golden: scores what casus finds against what people wrote down beforehand.
 *
 *     golden [--brief] [--least F1] FILE|FOLDER...     events, quotes, dates of golden files
 *     golden [--brief] --text TEXT EXPECTED            the same for a text in a file of its own
 *     golden --check FILE|FOLDER...                    are the golden files themselves in order?
 *     golden --none FILE|FOLDER...                     passages, parted by "%%" that yield nothing
 *     golden --cases [--brief] [--check] [--least F1] FILE|FOLDER...   unit cases, tests/cases
 *     golden --cases --verdicts OUT FILE|FOLDER...     which events were right, for casus-train
 *
 * The model is found as by the command (CASUS_MODEL). Exit status: 0 good, 1 failed, 2 usage.
 */
#include "cases.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_PATHS 512

typedef struct run {
    bool brief, check, none, cases;
    FILE *verdicts;
    double least;
    const char *text_path;
    casus_model *model;
    casus_coder *coder;
    casus_doc *doc;
    score total;
    case_score cases_total;
    unsigned passages, failed;
    char *paths[MAX_PATHS];
    unsigned n_paths;
} run;

static void add_path(run *r, const char *folder, const char *name)
{
    size_t len = strlen(folder) + strlen(name) + 2;
    char *path = r->n_paths < MAX_PATHS ? malloc(len) : NULL;
    if (!path) return;
    snprintf(path, len, "%s%s%s", folder, *folder ? "/" : "", name);
    r->paths[r->n_paths++] = path;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A file as it is; of a folder its .txt or .cases files, sorted. */
static void add_paths(run *r, const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)) {
        add_path(r, "", path);
        return;
    }
    unsigned first = r->n_paths;
    DIR *dir = opendir(path);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        const char *ending = strrchr(entry->d_name, '.');
        if (ending && strcmp(ending, r->cases ? ".cases" : ".txt") == 0)
            add_path(r, path, entry->d_name);
    }
    if (dir) closedir(dir);
    qsort(r->paths + first, r->n_paths - first, sizeof *r->paths, by_name);
}

static void run_golden(run *r, const char *path)
{
    expectation *e = malloc(sizeof *e);
    bool ok = e && expect_read(e, path, r->text_path);
    if (ok && !r->check) ok = score_file(r->coder, r->doc, e, path, r->brief, &r->total);
    if (!ok) r->failed++;
    if (e) {
        r->passages += e->n_wanted;
        expect_release(e);
    }
    free(e);
}

static void run_passage(run *r, const char *path, unsigned number, casus_str text)
{
    char id[512];
    int len = snprintf(id, sizeof id, "%s#%u", path, number);
    casus_document_in in = {.id = {id, (size_t)len < sizeof id ? (size_t)len : sizeof id - 1},
                            .text = text};
    casus_error err;
    r->passages++;
    if (casus_code(r->coder, &in, r->doc, &err) != CASUS_OK) {
        fprintf(stderr, "golden: %s: %s\n", id, err.message);
        r->failed++;
        return;
    }
    size_t n = casus_doc_n_events(r->doc);
    r->failed += n > 0;
    for (size_t i = 0; i < n; i++) {
        printf("%s  extra  ", id);
        print_event(r->doc, i);
    }
}

static void run_none(run *r, const char *path)
{
    size_t len;
    char *bytes = read_file(path, &len);
    if (!bytes) {
        r->failed++;
        return;
    }
    casus_str rest = {bytes, len};
    for (unsigned number = 1; rest.len; number++) {
        size_t at = rest.len, next = rest.len;
        if (holds(rest, (casus_str){"\n%%\n", 4}, &at)) next = at + 4;
        if (at > 1) run_passage(r, path, number, (casus_str){rest.ptr, at});
        rest = (casus_str){rest.ptr + next, rest.len - next};
    }
    free(bytes);
}

static void run_cases(run *r, const char *path)
{
    case_options how = {r->brief, r->verdicts};
    if (!cases_file(r->coder, r->doc, path, &how, &r->cases_total)) r->failed++;
}

static bool finish_cases(const run *r)
{
    const case_score *s = &r->cases_total;
    if (r->check) {
        printf("%u files, %u cases, %u wanted events, %u files wrong\n", r->n_paths, s->cases,
               s->views[VIEW_EVENT].wanted, r->failed);
        return r->failed == 0;
    }
    cases_line("total", s);
    cases_tables(s);
    return r->failed == 0 && tally_f1(&s->views[VIEW_EVENT]) >= r->least;
}

static bool open_all(run *r)
{
    casus_error err;
    if (casus_model_open(&r->model, NULL, &err) == CASUS_OK &&
        casus_coder_new(&r->coder, r->model, NULL, &err) == CASUS_OK &&
        casus_doc_new(&r->doc, &err) == CASUS_OK)
        return true;
    fprintf(stderr, "golden: %s\n", err.message);
    return false;
}

static void close_all(run *r)
{
    if (r->doc) casus_doc_free(r->doc);
    if (r->coder) casus_coder_free(r->coder);
    if (r->model) casus_model_close(r->model);
    for (unsigned i = 0; i < r->n_paths; i++) free(r->paths[i]);
}

static bool finish(const run *r)
{
    if (r->cases) return finish_cases(r);
    if (r->check)
        printf("%u files, %u wanted events, %u files wrong\n", r->n_paths, r->passages, r->failed);
    if (r->none) printf("%u passages, %u with an event\n", r->passages, r->failed);
    if (r->check || r->none) return r->failed == 0;
    score_print("total", &r->total);
    unsigned given = r->total.found + r->total.extra;
    double p = given ? (double)r->total.found / given : 0;
    double q = r->total.wanted ? (double)r->total.found / r->total.wanted : 0;
    double f1 = p + q > 0 ? 200 * p * q / (p + q) : 0;
    return r->failed == 0 && f1 >= r->least;
}

static FILE *open_verdicts(const char *path)
{
    FILE *file = fopen(path, "w");
    if (file) return file;
    fprintf(stderr, "golden: %s: cannot write the verdicts there\n", path);
    exit(1);
}

static int usage(void)
{
    fprintf(stderr, "use: golden [--brief] [--least F1] [--text TEXT] FILE|FOLDER...\n"
                    "     golden --check FILE|FOLDER...\n"
                    "     golden --none FILE|FOLDER...\n"
                    "     golden --cases [--brief] [--check] [--least F1] FILE|FOLDER...\n");
    return 2;
}

int main(int argc, char **argv)
{
    run r = {0};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--brief") == 0)
            r.brief = true;
        else if (strcmp(argv[i], "--check") == 0)
            r.check = true;
        else if (strcmp(argv[i], "--none") == 0)
            r.none = true;
        else if (strcmp(argv[i], "--cases") == 0)
            r.cases = true;
        else if (strcmp(argv[i], "--least") == 0 && i + 1 < argc)
            r.least = atof(argv[++i]);
        else if (strcmp(argv[i], "--verdicts") == 0 && i + 1 < argc)
            r.verdicts = open_verdicts(argv[++i]);
        else if (strcmp(argv[i], "--text") == 0 && i + 1 < argc)
            r.text_path = argv[++i];
        else if (argv[i][0] == '-')
            return usage();
        else
            add_paths(&r, argv[i]);
    }
    if (r.n_paths == 0 && !r.cases) return usage();
    bool good = r.check || open_all(&r);
    for (unsigned i = 0; good && i < r.n_paths; i++) {
        if (r.cases)
            run_cases(&r, r.paths[i]);
        else if (r.none)
            run_none(&r, r.paths[i]);
        else
            run_golden(&r, r.paths[i]);
    }
    good = good && finish(&r);
    if (r.verdicts && fclose(r.verdicts) != 0) good = false;
    close_all(&r);
    return good ? 0 : 1;
}
