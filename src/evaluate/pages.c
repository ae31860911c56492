#include "evaluate/pages.h"

#include "evaluate/gold.h"

#include <stdlib.h>
#include <utf8proc.h>

#define SHINGLE 4u

/* ---- words ----------------------------------------------------------------------------------- */

typedef struct word_list {
    uint64_t *hashes; /* [n] */
    uint32_t n, cap;
} word_list;

static bool is_word_letter(uint32_t c)
{
    if (c == UTF8_BAD) return false;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return c == '_' || (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

static void add_word(word_list *self, casus_str word, bool lower, arena *mem)
{
    uint64_t *slot = arena_push(mem, &self->hashes, &self->n, &self->cap, sizeof *slot);
    if (slot) *slot = lower ? str_hash_lower(word) : str_hash(word);
}

static word_list words_of(casus_str s, bool lower, arena *mem)
{
    word_list words = {0};
    size_t at = 0, start = 0;
    while (at < s.len) {
        size_t before = at;
        if (is_word_letter(utf8_next(s, &at))) continue;
        if (before > start) add_word(&words, str_slice(s, start, before), lower, mem);
        start = at;
    }
    if (s.len > start) add_word(&words, str_slice(s, start, s.len), lower, mem);
    return words;
}

bool same_words(casus_str a, casus_str b, arena *mem)
{
    word_list one = words_of(a, true, mem), other = words_of(b, true, mem);
    if (!arena_ok(mem) || one.n != other.n || !one.n) return false;
    return memcmp(one.hashes, other.hashes, one.n * sizeof *one.hashes) == 0;
}

/* ---- shingles -------------------------------------------------------------------------------- */

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Hashes of each four words in a row, sorted. */
static word_list shingles_of(casus_str s, arena *mem)
{
    word_list words = words_of(s, false, mem);
    if (!arena_ok(mem) || !words.n) return (word_list){0};
    uint32_t n = words.n < SHINGLE ? 1 : words.n - SHINGLE + 1,
             width = words.n < SHINGLE ? words.n : SHINGLE;
    for (uint32_t i = 0; i < n; i++)
        words.hashes[i] =
            str_hash((casus_str){(const char *)(words.hashes + i), width * sizeof *words.hashes});
    words.n = n;
    qsort(words.hashes, n, sizeof *words.hashes, by_value);
    return words;
}

shingle_match shingles_match(casus_str found, casus_str gold, arena *mem)
{
    word_list a = shingles_of(found, mem), b = shingles_of(gold, mem);
    uint32_t both = 0;
    for (uint32_t i = 0, k = 0; i < a.n && k < b.n;) {
        if (a.hashes[i] == b.hashes[k])
            both++, i++, k++;
        else if (a.hashes[i] < b.hashes[k])
            i++;
        else
            k++;
    }
    double all = (double)a.n + b.n - both;
    if (all == 0) return (shingle_match){0};
    return (shingle_match){both / all, (a.n - both) / all, (b.n - both) / all};
}

/* ---- a gold file ----------------------------------------------------------------------------- */

typedef struct pages_file {
    gold_file rows;
    const casus_evaluation *how;
    const char *format;
    casus_sink sink;
    arena mem, scratch;
    casus_page *page;
    buf path, bytes;
    shingle_match articles; /* sums over pages */
    counts segments;
    counts titles, dates;
    uint32_t n_whole; /* pages with nothing missing and nothing too much */
} pages_file;

/* The page of a row: a file named beside the gold file. */
static casus_status read_page(pages_file *self, const json *row, casus_page_facts *out,
                              casus_error *err)
{
    const char *slash = strrchr(self->rows.path, '/');
    casus_str name = json_text_of(row, "html_file"), url = json_text_of(row, "url");
    if (!name.len)
        return error_at(err, CASUS_BAD_INPUT, self->rows.path, self->rows.line,
                        "the row names no \"html_file\"");
    buf_reset(&self->path);
    if (slash) buf_put(&self->path, self->rows.path, (size_t)(slash - self->rows.path) + 1);
    buf_put_str(&self->path, name);
    FAIL_IF(!buf_ok(&self->path), CASUS_NO_MEMORY, "no memory for a path");
    buf_reset(&self->bytes);
    TRY(buf_read_file(&self->bytes, self->path.ptr, CASUS_MAX_DOCUMENT, err));
    TRY(casus_page_read(self->page, buf_str(&self->bytes), (casus_str){0}, url, err));
    casus_page_tell(self->page, out);
    return CASUS_OK;
}

static void count_article(pages_file *self, const json *row, const casus_page_facts *found)
{
    shingle_match m = shingles_match(found->text, json_text_of(row, "articleBody"), &self->scratch);
    self->articles.both += m.both;
    self->articles.only_found += m.only_found;
    self->articles.only_gold += m.only_gold;
    self->n_whole += m.both == 1;
}

static uint64_t n_there(const json *list, casus_str s, uint64_t *n)
{
    uint64_t there = 0;
    for (const json *item = json_first(list); item; item = item->next, ++*n)
        there += str_find(s, json_text(item)) != SIZE_MAX;
    return there;
}

static void count_segments(pages_file *self, const json *row, const casus_page_facts *found)
{
    uint64_t wanted = 0, unwanted = 0;
    uint64_t right = n_there(json_member(row, "with"), found->text, &wanted);
    uint64_t wrong = n_there(json_member(row, "without"), found->text, &unwanted);
    counts one = {wanted, right, right + wrong, right};
    counts_add(&self->segments, &one);
    self->n_whole += right == wanted && !wrong;
}

static void count_facts(pages_file *self, const json *row, const casus_page_facts *found)
{
    casus_str title = json_text_of(row, "title"), date = json_text_of(row, "date");
    int32_t day;
    bool right = title.len && same_words(title, found->title, &self->scratch);
    counts titles = {title.len > 0, right, found->title.len > 0, right};
    if (title.len) counts_add(&self->titles, &titles);
    if (!date.len) return;
    right = casus_day_parse(date, &day) && day == found->published;
    counts dates = {1, right, found->published != CASUS_NO_DAY, right};
    counts_add(&self->dates, &dates);
}

static casus_status count_rows(pages_file *self, bool *articles, casus_error *err)
{
    const json *row;
    for (;;) {
        casus_page_facts found;
        arena_reset(&self->scratch);
        TRY(gold_next(&self->rows, &self->mem, &row, err));
        if (!row) break;
        *articles = json_member(row, "articleBody") != NULL;
        TRY(read_page(self, row, &found, err));
        if (*articles)
            count_article(self, row, &found);
        else
            count_segments(self, row, &found);
        count_facts(self, row, &found);
        FAIL_IF(!arena_ok(&self->scratch), CASUS_NO_MEMORY, "no memory for a page");
    }
    return self->rows.n_rows ? CASUS_OK : gold_no_row(self->how->part, err);
}

/* ---- the report ------------------------------------------------------------------------------ */

static casus_status write(const pages_file *self, bool articles, casus_error *err)
{
    report r;
    report_open(&r, "pages", self->rows.path, gold_part_name(self->how->part), self->how->engine,
                self->format);
    report_number(&r, "pages", "pages", self->rows.n_rows);
    report_section(&r, "text", articles ? "Articles, shingles of four words" : "Segments of text");
    if (articles) {
        const shingle_match *m = &self->articles;
        report_rates(&r, "shingles", "mean of pages",
                     m->both + m->only_found > 0 ? m->both / (m->both + m->only_found) : 0,
                     m->both + m->only_gold > 0 ? m->both / (m->both + m->only_gold) : 0);
    } else {
        report_score(&r, "segments", "there, and not there", &self->segments);
    }
    report_share(&r, "whole", "pages without a fault", self->n_whole, self->rows.n_rows);
    if (self->titles.gold || self->dates.gold) {
        report_section(&r, "facts", "What pages say of themselves");
        report_score(&r, "title", "titles", &self->titles);
        report_score(&r, "date", "dates", &self->dates);
    }
    return report_close(&r, self->sink, err);
}

casus_status casus_evaluate_pages(const casus_model *model, const char *path,
                                  const casus_evaluation *how, const char *format, casus_sink sink,
                                  casus_error *err)
{
    (void)model;
    bool articles = false;
    pages_file self = {.how = how, .format = format, .sink = sink};
    arena_init(&self.mem, (size_t)1 << 30);
    arena_init(&self.scratch, (size_t)1 << 30);
    casus_status status = gold_open(&self.rows, path, how->part, err);
    if (status == CASUS_OK) status = casus_page_new(&self.page, err);
    if (status == CASUS_OK) status = count_rows(&self, &articles, err);
    if (status == CASUS_OK) status = write(&self, articles, err);
    if (status != CASUS_OK && err && !err->file[0])
        error_at(err, status, path, err->line, "%.200s", err->message);
    casus_page_free(self.page);
    gold_close(&self.rows);
    buf_release(&self.path);
    buf_release(&self.bytes);
    arena_release(&self.mem);
    arena_release(&self.scratch);
    return status;
}
