#include "evaluate/coref_gold.h"

#include "evaluate/events.h"

/* ---- gap ------------------------------------------------------------------------------------- */

/* A number that stands as a string. */
static int64_t whole_of(const json *row, const char *key)
{
    double value;
    const json *found = json_member(row, key);
    if (json_text(found).ptr) return number_read(json_text(found), &value) ? (int64_t)value : -1;
    return json_whole(found, -1);
}

static bool read_span(const json *row, const char *text_key, const char *at_key, casus_str text,
                      casus_span *out)
{
    casus_str words = json_text_of(row, text_key);
    int64_t at = whole_of(row, at_key);
    if (!words.len || at < 0 || at > (int64_t)text.len) return false;
    char_map map = {.text = text};
    out->start = char_to_byte(&map, at);
    out->end = out->start + (uint32_t)words.len;
    return out->end <= text.len;
}

bool gap_read(const json *row, gap_row *out)
{
    static const char *const female[] = {"she", "her", "hers"};
    *out = (gap_row){.id = json_text_of(row, "ID"), .text = json_text_of(row, "Text")};
    if (!read_span(row, "Pronoun", "Pronoun-offset", out->text, &out->pronoun) ||
        !read_span(row, "A", "A-offset", out->text, &out->names[0].span) ||
        !read_span(row, "B", "B-offset", out->text, &out->names[1].span))
        return false;
    out->names[0].meant = str_eq_nocase(json_text_of(row, "A-coref"), STR("true"));
    out->names[1].meant = str_eq_nocase(json_text_of(row, "B-coref"), STR("true"));
    for (size_t i = 0; i < COUNT(female); i++)
        out->female |= str_eq_nocase(json_text_of(row, "Pronoun"), str_from(female[i]));
    return true;
}

/* ---- gum ------------------------------------------------------------------------------------- */

#define MAX_OPEN 64 /* mentions one inside the other */

typedef struct gum_word {
    const conllu_row *row;
    casus_span span;
} gum_word;

typedef struct open_mention {
    casus_str id, type;
    uint32_t first; /* word of the sentence */
} open_mention;

typedef struct gum_sentence {
    gum_document *out;
    arena *mem;
    gum_word *words; /* [n] */
    uint32_t n;
    open_mention open[MAX_OPEN];
    uint32_t n_open;
} gum_sentence;

static casus_str misc_of(const conllu_row *row, const char *key)
{
    casus_str rest = row->column[CONLLU_MISC], part;
    while (str_split(&rest, '|', &part))
        if (str_starts(part, str_from(key))) return str_slice(part, strlen(key), part.len);
    return (casus_str){0};
}

/* Where the words stand in the text: one behind the other; those of a range may share its letters. */
static void place_words(gum_sentence *self, const conllu_sentence *s, casus_str text, uint32_t base)
{
    uint32_t at = 0, range_end = 0, covered = 0;
    for (uint32_t i = 0; i < s->n_rows; i++) {
        const conllu_row *row = &s->rows[i];
        if (row->kind != CONLLU_WORD && row->kind != CONLLU_RANGE) continue;
        while (at < text.len && text.ptr[at] == ' ') at++;
        casus_str form = row->column[CONLLU_FORM];
        if (row->kind == CONLLU_RANGE) {
            covered = row->last;
            range_end = at + (uint32_t)form.len;
            continue;
        }
        bool inside = row->first <= covered;
        bool here = at + form.len <= text.len &&
                    str_eq(str_slice(text, at, at + form.len), form);
        uint32_t end = inside && !here ? range_end : at + (uint32_t)form.len;
        if (end > text.len) end = (uint32_t)text.len;
        self->words[self->n++] = (gum_word){row, {base + at, base + end}};
        if (here || !inside || row->first == covered) at = end;
    }
}

/* The word of [first, last] whose head lies outside. */
static uint32_t head_word(const gum_sentence *self, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++) {
        double head;
        if (!number_read(self->words[i].row->column[CONLLU_HEAD], &head)) continue;
        if (head < first + 1 || head > last + 1) return i;
    }
    return last;
}

static bool among(casus_str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq_nocase(word, str_from(list[i]))) return true;
    return false;
}

static bool is_definite(const gum_sentence *self, uint32_t first, uint32_t head)
{
    static const char *const words[] = {"the",   "this", "that", "these", "those", "both",
                                        "his",   "her",  "its",  "their", "our",   "my",
                                        "your"};
    return among(self->words[first].row->column[CONLLU_FORM], words, COUNT(words)) && first < head;
}

static uint32_t flags_of(const gum_sentence *self, casus_str type, uint32_t first, uint32_t head)
{
    static const char *const pronouns[] = {"he",  "him",   "his", "himself", "she",  "her",
                                           "hers", "herself", "it", "its",  "itself", "they",
                                           "them", "their", "theirs", "themselves"};
    const conllu_row *word = self->words[head].row;
    uint32_t flags = 0;
    if (str_eq(word->column[CONLLU_UPOS], STR("PROPN"))) flags = GUM_NAME;
    else if (str_eq(word->column[CONLLU_UPOS], STR("NOUN")) && is_definite(self, first, head))
        flags = GUM_DESCRIPTION;
    else if (among(word->column[CONLLU_FORM], pronouns, COUNT(pronouns)))
        flags = GUM_PRONOUN;
    if (str_eq(type, STR("person")) || str_eq(type, STR("organization"))) flags |= GUM_ACTOR;
    return flags;
}

static void add_mention(gum_sentence *self, const open_mention *of, uint32_t last)
{
    gum_document *out = self->out;
    gum_mention *m = arena_push(self->mem, &out->mentions, &out->n, &out->cap, sizeof *m);
    if (!m) return;
    uint32_t head = head_word(self, of->first, last);
    *m = (gum_mention){.span = {self->words[of->first].span.start, self->words[last].span.end},
                       .head = self->words[head].span.start,
                       .entity = str_hash(of->id),
                       .flags = flags_of(self, of->type, of->first, head)};
}

/* "(4-organization-new-..." opens; "4)" closes; "(4-...)" is one word. */
static void read_brackets(gum_sentence *self, casus_str brackets, uint32_t word)
{
    for (size_t at = 0; at < brackets.len;) {
        bool opens = brackets.ptr[at] == '(';
        size_t start = at += opens, dash;
        while (at < brackets.len && brackets.ptr[at] != '(' && brackets.ptr[at] != ')') at++;
        casus_str inside = str_slice(brackets, start, at);
        bool closes = at < brackets.len && brackets.ptr[at] == ')';
        for (dash = 0; dash < inside.len && inside.ptr[dash] != '-';) dash++;
        casus_str id = str_slice(inside, 0, dash), rest = str_slice(inside, dash, inside.len);
        if (rest.len) rest = str_slice(rest, 1, rest.len);
        for (dash = 0; dash < rest.len && rest.ptr[dash] != '-';) dash++;
        open_mention one = {id, str_slice(rest, 0, dash), word};
        if (opens && closes) add_mention(self, &one, word);
        else if (opens && self->n_open < MAX_OPEN) self->open[self->n_open++] = one;
        for (uint32_t k = self->n_open; !opens && closes && k > 0; k--) {
            if (!str_eq(self->open[k - 1].id, id)) continue;
            add_mention(self, &self->open[k - 1], word);
            memmove(&self->open[k - 1], &self->open[k], (self->n_open - k) * sizeof *self->open);
            self->n_open--;
            break;
        }
        at += closes;
    }
}

static void read_sentence(const conllu_sentence *s, arena *mem, buf *text, gum_document *out)
{
    gum_sentence self = {.out = out, .mem = mem};
    casus_str words = treebank_sentence(s, mem);
    self.words = arena_alloc(mem, (s->n_words + 1) * sizeof *self.words);
    if (!self.words || !words.ptr) return;
    place_words(&self, s, words, (uint32_t)text->len);
    buf_put_str(text, words);
    for (uint32_t i = 0; i < self.n; i++)
        read_brackets(&self, misc_of(self.words[i].row, "Entity="), i);
}

static casus_str comment_of(const conllu_sentence *s, const char *name)
{
    for (uint32_t i = 0; i < s->n_rows; i++)
        if (conllu_is_comment(&s->rows[i], name)) {
            casus_str found = conllu_comment(&s->rows[i], name);
            return found.ptr ? found : STR("");
        }
    return (casus_str){0};
}

bool gum_next(const treebank *bank, uint32_t *at, arena *mem, gum_document *out)
{
    buf text = {0};
    *out = (gum_document){0};
    uint32_t first = *at;
    for (; *at < bank->n; ++*at) {
        const conllu_sentence *s = &bank->sentences[*at];
        casus_str id = comment_of(s, "newdoc id");
        if (id.ptr && *at > first) break;
        if (id.ptr) out->id = id;
        if (!s->n_words) continue;
        if (text.len) buf_put_str(&text, comment_of(s, "newpar").ptr ? STR("\n\n") : STR(" "));
        read_sentence(s, mem, &text, out);
    }
    char *kept = arena_copy(mem, buf_str(&text));
    out->text = (casus_str){kept, kept ? text.len : 0};
    buf_release(&text);
    return kept && out->text.len;
}
