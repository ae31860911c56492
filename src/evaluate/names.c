#include "evaluate/names.h"

/* ---- counting ---------------------------------------------------------------------------- */

typedef struct span {
    uint32_t start, end; /* tokens; end exclusive */
    unsigned kind;
} span;

/* The next span at or behind *at; false when there is none. */
static bool next_span(const uint8_t *tags, uint32_t n, uint32_t *at, span *out)
{
    uint32_t i = *at;
    while (i < n && !name_is(tags[i])) i++;
    if (i >= n) return false;
    *out = (span){i, i + 1, name_kind_of(tags[i])};
    while (out->end < n && tags[out->end] == name_inside(out->kind)) out->end++;
    *at = out->end;
    return true;
}

static bool is_known(const uint8_t *tags, span s)
{
    for (uint32_t i = s.start; i < s.end; i++)
        if (tags[i] == NAME_UNKNOWN) return false;
    return true;
}

void names_score(names_tally *self, const uint8_t *gold, const uint8_t *found, uint32_t n)
{
    uint32_t at_gold = 0, at_found = 0;
    span g, f;
    bool has_gold = next_span(gold, n, &at_gold, &g);
    while (next_span(found, n, &at_found, &f)) {
        if (!is_known(gold, f)) continue;
        self->found[f.kind]++;
        for (; has_gold && g.start < f.start; has_gold = next_span(gold, n, &at_gold, &g))
            self->gold[g.kind]++;
        if (has_gold && g.start == f.start && g.end == f.end && g.kind == f.kind)
            self->right[f.kind]++;
    }
    for (; has_gold; has_gold = next_span(gold, n, &at_gold, &g)) self->gold[g.kind]++;
}

static names_figures figures(uint64_t gold, uint64_t found, uint64_t right)
{
    names_figures out = {.gold = gold, .found = found, .right = right};
    if (found) out.precision = (double)right / (double)found;
    if (gold) out.recall = (double)right / (double)gold;
    if (right) out.f1 = 2.0 * (double)right / (double)(gold + found);
    return out;
}

names_figures names_of_kind(const names_tally *self, enum name_kind kind)
{
    return figures(self->gold[kind], self->found[kind], self->right[kind]);
}

names_figures names_micro(const names_tally *self)
{
    static const enum name_kind measured[] = {NAME_PER, NAME_LOC, NAME_ORG};
    uint64_t gold = 0, found = 0, right = 0;
    for (size_t i = 0; i < sizeof measured / sizeof *measured; i++) {
        gold += self->gold[measured[i]];
        found += self->found[measured[i]];
        right += self->right[measured[i]];
    }
    return figures(gold, found, right);
}

/* ---- reading ----------------------------------------------------------------------------- */

#define MOST_BYTES ((size_t)1 << 28)

typedef struct iob2_reader {
    names_file *out;
    const char *path;
    uint32_t line;
    casus_error *err;
} iob2_reader;

static bool find_tag(casus_str name, uint8_t *tag)
{
    for (uint8_t i = 0; i < NAME_TAG_COUNT; i++) {
        if (!str_eq(name, str_from(name_tag_name(i)))) continue;
        *tag = i;
        return true;
    }
    return false;
}

/* Does `tag` follow what the sentence has so far? */
static bool goes_on(const names_file *out, uint8_t tag)
{
    if (!name_is(tag) || name_begins(tag)) return true;
    uint32_t first = out->first[out->n_sentences];
    if (out->n == first || !name_is(out->tags[out->n - 1])) return false;
    return name_kind_of(out->tags[out->n - 1]) == name_kind_of(tag);
}

static casus_status read_token(iob2_reader *self, casus_str line)
{
    names_file *out = self->out;
    casus_str rest = line, number, form, name;
    uint8_t tag;
    if (!str_split(&rest, '\t', &number) || !str_split(&rest, '\t', &form) ||
        !str_split(&rest, '\t', &name) || form.len == 0)
        return error_at(self->err, CASUS_BAD_INPUT, self->path, self->line,
                        "write number, form and tag with tabs between them, as in \"1\\tMali\\tB-LOC\"");
    if (!find_tag(name, &tag))
        return error_at(self->err, CASUS_BAD_INPUT, self->path, self->line,
                        "\"%.*s\" is no tag: use O, or B- or I- with PER, LOC, ORG or NORP",
                        (int)(name.len < 40 ? name.len : 40), name.ptr);
    if (!goes_on(out, tag))
        return error_at(self->err, CASUS_BAD_INPUT, self->path, self->line,
                        "%s goes on with no name: begin one with B-%s", name_tag_name(tag),
                        name_kind_name(name_kind_of(tag)));
    out->forms[out->n] = form;
    out->tags[out->n++] = tag;
    return CASUS_OK;
}

static void end_sentence(names_file *out)
{
    if (out->n == out->first[out->n_sentences]) return;
    out->first[++out->n_sentences] = out->n;
}

static casus_status read_all(iob2_reader *self, casus_str text, arena *mem)
{
    names_file *out = self->out;
    size_t most = 1; /* lines */
    for (size_t i = 0; i < text.len; i++) most += text.ptr[i] == '\n';
    out->forms = arena_alloc(mem, most * sizeof *out->forms);
    out->tags = arena_alloc(mem, most);
    out->first = arena_alloc(mem, (most + 1) * sizeof *out->first);
    if (!arena_ok(mem))
        return error_set(self->err, CASUS_NO_MEMORY, "no memory to read %s", self->path);
    casus_str line;
    while (str_split(&text, '\n', &line)) {
        self->line++;
        if (line.len == 0)
            end_sentence(out);
        else if (line.ptr[0] != '#')
            TRY(read_token(self, line));
    }
    end_sentence(out);
    return CASUS_OK;
}

casus_status names_file_read(names_file *self, const char *path, arena *mem, casus_error *err)
{
    buf bytes = {0};
    iob2_reader reader = {.out = self, .path = path, .err = err};
    *self = (names_file){0};
    casus_status status = buf_read_file(&bytes, path, MOST_BYTES, err);
    if (status == CASUS_OK) {
        char *kept = arena_copy(mem, buf_str(&bytes));
        casus_str text = {kept, kept ? bytes.len : 0};
        status = read_all(&reader, text, mem);
    }
    buf_release(&bytes);
    return status;
}
