/* replay: runs a fuzz target without a fuzzer, as an ordinary test.
 *
 *     fuzz_X [-n ROUNDS] FILE|FOLDER...
 *
 * Every file goes in as it is; then ROUNDS inputs that are made from them: cut, spliced, with bytes
 * flipped, doubled or replaced by what hurts parsers. The same files give the same inputs, so that
 * a failure comes again. It prints the number of inputs; a crash or a sanitizer is the verdict.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_FILES 256
#define MOST_BYTES (64u << 10)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct corpus {
    uint8_t *bytes[MAX_FILES];
    size_t len[MAX_FILES];
    size_t n;
} corpus;

static uint64_t next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void add_file(corpus *c, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || c->n == MAX_FILES) {
        if (file) fclose(file);
        return;
    }
    uint8_t *bytes = malloc(MOST_BYTES);
    if (bytes) {
        c->len[c->n] = fread(bytes, 1, MOST_BYTES, file);
        c->bytes[c->n++] = bytes;
    }
    fclose(file);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void add_path(corpus *c, const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0 || !S_ISDIR(info.st_mode)) {
        add_file(c, path);
        return;
    }
    struct dirent **entries;
    int n = scandir(path, &entries, NULL, by_name);
    for (int i = 0; i < n; i++) {
        char inside[1024];
        snprintf(inside, sizeof inside, "%s/%s", path, entries[i]->d_name);
        if (stat(inside, &info) == 0 && S_ISREG(info.st_mode)) add_file(c, inside);
        free(entries[i]);
    }
    if (n >= 0) free(entries);
}

/* Changes the bytes in place; the length stays. */
static void mutate(uint8_t *bytes, size_t len, uint64_t *state)
{
    static const char *const BAD[] = {
        "\"",           "\xff",   "\xc3", "\xe2\x80\x9c", "\0", "\n\n", "((((((((", "' ",
        "\xed\xa0\x80", ". . . ", "-",    "U.S.",         "\r", "{",    "\\u0000"};
    uint64_t n = 1 + next(state) % 12;
    for (uint64_t i = 0; i < n && len; i++) {
        size_t at = next(state) % len;
        uint64_t how = next(state) % 4;
        if (how == 0) bytes[at] ^= (uint8_t)(1u << next(state) % 8);
        if (how == 1) bytes[at] = (uint8_t)next(state);
        if (how == 2) {
            const char *bad = BAD[next(state) % (sizeof BAD / sizeof *BAD)];
            size_t size = strlen(bad) ? strlen(bad) : 1;
            if (at + size <= len) memcpy(bytes + at, bad, size);
        }
        if (how == 3) {
            size_t size = next(state) % 64, from = next(state) % len;
            if (from + size <= len && at + size <= len) memmove(bytes + at, bytes + from, size);
        }
    }
}

/* A piece of one file, perhaps with a piece of another behind it. Exactly as large as it is, so
 * that reading over its end is seen. */
static void run_made(const corpus *c, uint64_t *state)
{
    size_t len = 0;
    uint8_t *bytes = malloc(2 * MOST_BYTES);
    if (!bytes) return;
    for (uint64_t part = next(state) % 2 + 1; part > 0; part--) {
        size_t which = next(state) % c->n;
        if (!c->len[which]) continue;
        size_t from = next(state) % c->len[which], size = next(state) % (c->len[which] - from) + 1;
        memcpy(bytes + len, c->bytes[which] + from, size);
        len += size;
    }
    mutate(bytes, len, state);
    uint8_t *exact = malloc(len ? len : 1);
    if (exact) {
        memcpy(exact, bytes, len);
        LLVMFuzzerTestOneInput(exact, len);
    }
    free(exact);
    free(bytes);
}

int main(int argc, char **argv)
{
    corpus c = {0};
    uint64_t rounds = 0, state = 0x9E3779B97F4A7C15u;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-n") == 0 && i + 1 < argc) {
            rounds = strtoull(argv[++i], NULL, 10);
        } else {
            add_path(&c, argv[i]);
        }
    }
    if (!c.n) {
        fputs("usage: fuzz_X [-n ROUNDS] FILE|FOLDER...\n", stderr);
        return 2;
    }
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (size_t i = 0; i < c.n; i++) LLVMFuzzerTestOneInput(c.bytes[i], c.len[i]);
    for (uint64_t i = 0; i < rounds; i++) run_made(&c, &state);
    printf("%zu files and %llu inputs made from them\n", c.n, (unsigned long long)rounds);
    for (size_t i = 0; i < c.n; i++) free(c.bytes[i]);
    return 0;
}
