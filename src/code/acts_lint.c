/* What no single line of data/acts shows:
 *
 *   - a type, mode, CAMEO code or context that data/codes and data/topics do not know;
 *   - a type that does not suit the act's CAMEO code (data/codes/suits.txt);
 *   - an act without a sense;
 *   - a need or slot behind a word that is neither a relation nor a preposition ("of=", "a:free");
 *   - a sense that is never reached, because another with the same head and no more than its needs
 *     finds whatever it finds and goes before it;
 *   - two acts with the same head, needs and a slot in common, so that their order in the files
 *     decides.
 *
 * acts_build runs it over the finished book; one defect stops the build, so that the shipped
 * lexicon has none.
 */
#include "code/acts_lint.h"

#include <stdio.h>
#include <stdlib.h>

#define MAX_FILE (4u << 20)

typedef struct linter {
    const acts_lint_input *in;
    casus_error *err;
    arena mem;
    uint64_t *words; /* hashes of the names that one file of codes holds */
    uint32_t n_words, cap_words;
    uint32_t n_found;
    act_source first;
    char message[sizeof ((casus_error *)0)->message];
} linter;

static void found(linter *self, const act_source *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void found(linter *self, const act_source *at, const char *format, ...)
{
    if (self->n_found++) return;
    self->first = *at;
    va_list args;
    va_start(args, format);
    vsnprintf(self->message, sizeof self->message, format, args);
    va_end(args);
}

/* ---- codes ----------------------------------------------------------------------------------- */

static casus_status add_word(linter *self, casus_str word)
{
    uint64_t *slot =
        arena_push(&self->mem, &self->words, &self->n_words, &self->cap_words, sizeof *slot);
    if (!slot) return error_set(self->err, CASUS_NO_MEMORY, "no memory to check the acts");
    *slot = str_hash(word);
    return CASUS_OK;
}

/* Makes `words` the first words of the lines of a file, or the second ones of the lines that begin
 * with "context". */
static casus_status load(linter *self, const char *folder, const char *name, bool contexts)
{
    buf path = {0};
    lines at = {0};
    casus_error ignored;
    self->n_words = 0;
    buf_printf(&path, "%s/%s/%s", self->in->data_dir, folder, name);
    casus_status status = CASUS_OK;
    if (buf_ok(&path) && lines_open(&at, path.ptr, MAX_FILE, &ignored) == CASUS_OK) {
        casus_str line, word;
        while (status == CASUS_OK && lines_next(&at, &line)) {
            if (!str_split(&line, ' ', &word)) continue;
            if (contexts && (!str_eq(word, STR("context")) || !str_split(&line, ':', &word)))
                continue;
            status = add_word(self, str_trim(word));
        }
    }
    lines_close(&at);
    buf_release(&path);
    return status;
}

static bool knows(const linter *self, const char *name)
{
    uint64_t hash = str_hash(str_from(name));
    for (uint32_t i = 0; i < self->n_words; i++)
        if (self->words[i] == hash) return true;
    return self->n_words == 0;
}

static bool is_helper(const act *a)
{
    return (a->flags & ACT_HELPER) != 0;
}

static void check_types(linter *self)
{
    const act_book *book = self->in->book;
    for (uint32_t i = 0; i < book->n_acts; i++) {
        const act *a = &book->acts[i];
        if (is_helper(a)) continue;
        char name[96];
        const char *mode = act_book_text(book, a->mode);
        snprintf(name, sizeof name, "%s%s%s", act_book_text(book, a->type), mode ? "/" : "",
                 mode ? mode : "");
        if (!knows(self, name))
            found(self, &self->in->acts[i], "\"%s\" is no type or mode of codes/plover.txt", name);
    }
}

static void check_cameo(linter *self)
{
    const act_book *book = self->in->book;
    for (uint32_t i = 0; i < book->n_acts; i++) {
        const char *cameo = act_book_text(book, book->acts[i].cameo);
        if (cameo && !knows(self, cameo))
            found(self, &self->in->acts[i], "\"%s\" is no code of codes/cameo.txt", cameo);
    }
}

static void check_contexts(linter *self)
{
    const act_book *book = self->in->book;
    for (uint32_t i = 0; i < book->n_acts; i++)
        for (uint32_t k = 0; k < ACT_MAX_CONTEXTS; k++) {
            const char *context = act_book_text(book, book->acts[i].contexts[k]);
            if (context && !knows(self, context))
                found(self, &self->in->acts[i], "\"%s\" is no context of topics/contexts.txt",
                      context);
        }
}

static void check_empty(linter *self)
{
    const act_book *book = self->in->book;
    uint32_t at = 0;
    for (uint32_t i = 0; i < book->n_acts; i++) {
        uint32_t first = at;
        while (at < book->n_senses && book->senses[at].act == i) at++;
        if (at == first) found(self, &self->in->acts[i], "a block without a sense");
    }
}

/* ---- types that suit their code -------------------------------------------------------------- */

static bool list_has(casus_str list, casus_str word)
{
    casus_str one;
    while (str_split(&list, ' ', &one))
        if (str_eq(one, word)) return true;
    return false;
}

/* One line of codes/suits.txt, for each act whose code begins so: `best` is the length of the
 * longest prefix seen, `suits` whether its line lists the act's type. */
static void suit_line(const act_book *book, casus_str line, uint32_t *best, bool *suits)
{
    casus_str prefix;
    if (!str_split(&line, ' ', &prefix) || prefix.len == 0) return;
    for (uint32_t i = 0; i < book->n_acts; i++) {
        const char *cameo = act_book_text(book, book->acts[i].cameo);
        if (!cameo || prefix.len < best[i] || !str_starts(str_from(cameo), prefix)) continue;
        best[i] = (uint32_t)prefix.len;
        suits[i] = list_has(line, str_from(act_book_text(book, book->acts[i].type)));
    }
}

static casus_status check_suits(linter *self)
{
    const act_book *book = self->in->book;
    uint32_t n = book->n_acts ? book->n_acts : 1;
    uint32_t *best = arena_alloc(&self->mem, n * sizeof *best);
    bool *suits = arena_alloc(&self->mem, n * sizeof *suits);
    buf path = {0};
    lines at = {0};
    casus_error ignored;
    buf_printf(&path, "%s/codes/suits.txt", self->in->data_dir);
    if (best && suits && buf_ok(&path) &&
        lines_open(&at, path.ptr, MAX_FILE, &ignored) == CASUS_OK) {
        casus_str line;
        while (lines_next(&at, &line)) suit_line(book, line, best, suits);
        for (uint32_t i = 0; i < book->n_acts; i++)
            if (best[i] && !suits[i])
                found(self, &self->in->acts[i], "%s does not suit CAMEO %s: see codes/suits.txt",
                      act_book_text(book, book->acts[i].type),
                      act_book_text(book, book->acts[i].cameo));
    }
    lines_close(&at);
    buf_release(&path);
    return best && suits ? CASUS_OK
                         : error_set(self->err, CASUS_NO_MEMORY, "no memory to check the acts");
}

/* ---- prepositions ---------------------------------------------------------------------------- */

/* What may introduce a dependent of a verb or noun and stands alone. */
static const char prepositions[] = "about above across after against along alongside amid among "
                                   "around as at before behind below beneath beside "
                                   "between beyond by despite down due during for from in inside "
                                   "into like near of off on onto out outside over past "
                                   "pending per regarding since through throughout till to toward "
                                   "towards under unlike until up upon versus via with "
                                   "within without";

static bool is_preposition(uint64_t hash)
{
    casus_str rest = str_from(prepositions), word;
    while (str_split(&rest, ' ', &word))
        if (str_hash_lower(word) == hash) return true;
    return false;
}

static void check_prepositions(linter *self)
{
    const act_book *book = self->in->book;
    for (uint32_t i = 0; i < book->n_senses; i++) {
        const sense *s = &book->senses[i];
        bool ok = true;
        for (uint32_t k = 0; k < s->n_needs; k++) {
            const sense_need *need = act_book_need(book, s, k);
            ok &= need->rel != SLOT_PREP || is_preposition(need->prep);
        }
        for (uint32_t k = 0; k < s->n_slots; k++) {
            const sense_slot *slot = act_book_slot(book, s, k);
            ok &= slot->rel != SLOT_PREP || is_preposition(slot->prep);
        }
        if (!ok)
            found(self, &self->in->senses[i],
                  "a need or slot names neither a relation nor a preposition");
    }
}

/* ---- senses that are never reached ----------------------------------------------------------- */

static bool has_all(const act_book *book, const sense_need *wide, const sense_need *narrow)
{
    for (uint32_t i = 0; i < narrow->n; i++)
        if (!act_book_has_word(book, wide, book->words[narrow->first + i])) return false;
    return true;
}

/* Whatever meets `narrow` meets `wide`, and counts as much. */
static bool need_covers(const act_book *book, const sense_need *wide, const sense_need *narrow)
{
    if (wide->rel != narrow->rel || wide->prep != narrow->prep ||
        wide->negative != narrow->negative)
        return false;
    if ((wide->n == 0) != (narrow->n == 0)) return false;
    return wide->negative ? has_all(book, narrow, wide) : has_all(book, wide, narrow);
}

/* Whatever fits `narrow` fits `wide` and gives as many points for needs: each need of `wide` is one
 * of `narrow` too, and what `narrow` asks for besides must only not be there. */
static bool needs_cover(const act_book *book, const sense *wide, const sense *narrow)
{
    uint32_t points = 0;
    for (uint32_t i = 0; i < wide->n_needs; i++) {
        bool any = false;
        for (uint32_t k = 0; k < narrow->n_needs; k++)
            any |= need_covers(book, act_book_need(book, wide, i), act_book_need(book, narrow, k));
        if (!any) return false;
        points += !act_book_need(book, wide, i)->negative;
    }
    for (uint32_t k = 0; k < narrow->n_needs; k++)
        points -= !act_book_need(book, narrow, k)->negative;
    return points == 0;
}

/* The roles that give points: see "Choosing among senses" in docs/acts.md. */
static bool counts(const sense_slot *slot)
{
    return slot->role == ROLE_TARGET || slot->role == ROLE_CONTENT;
}

static bool has_slot(const act_book *book, const sense *s, const sense_slot *slot)
{
    for (uint32_t i = 0; i < s->n_slots; i++)
        if (act_book_slot(book, s, i) == slot) return true;
    return false;
}

/* Has `wide` all the slots of `narrow` that give points? */
static bool slots_cover(const act_book *book, const sense *wide, const sense *narrow)
{
    for (uint32_t i = 0; i < narrow->n_slots; i++) {
        const sense_slot *slot = act_book_slot(book, narrow, i);
        if (counts(slot) && !has_slot(book, wide, slot)) return false;
    }
    return true;
}

static bool share_slot(const act_book *book, const sense *a, const sense *b)
{
    bool any_a = false, any_b = false;
    for (uint32_t i = 0; i < a->n_slots; i++) {
        const sense_slot *slot = act_book_slot(book, a, i);
        if (!counts(slot)) continue;
        if (has_slot(book, b, slot)) return true;
        any_a = true;
    }
    for (uint32_t i = 0; i < b->n_slots; i++) any_b |= counts(act_book_slot(book, b, i));
    return !any_a && !any_b;
}

static uint32_t rank(const act *a)
{
    return a->flags & ACT_STATEMENT ? 0 : is_helper(a) ? 1 : 2;
}

/* Of two senses that fit alike, one of an act goes before one of a helper, and that before a
 * statement; then the earlier first. */
static bool wins(const act_book *book, uint32_t a, uint32_t b)
{
    uint32_t a_rank = rank(&book->acts[book->senses[a].act]),
             b_rank = rank(&book->acts[book->senses[b].act]);
    return a_rank != b_rank ? a_rank > b_rank : a < b;
}

/* A sense that asks for content fits less often than one that does not. */
static bool fits_as_often(const sense *a, const sense *b)
{
    bool same_kind = (a->flags & ACT_OPERATOR) == (b->flags & ACT_OPERATOR) &&
                     (a->flags & (ACT_HOSTILE | ACT_VERBAL)) == (b->flags & (ACT_HOSTILE | ACT_VERBAL));
    return same_kind && (!(a->flags & ACT_NEEDS_CONTENT) || (b->flags & ACT_NEEDS_CONTENT));
}

static bool is_shadowed(const act_book *book, const sense *winner, const sense *loser)
{
    return fits_as_often(winner, loser) && slots_cover(book, winner, loser) &&
           needs_cover(book, winner, loser);
}

static bool is_clash(const act_book *book, const sense *a, const sense *b)
{
    return a->act != b->act && rank(&book->acts[a->act]) == 2 && rank(&book->acts[b->act]) == 2 &&
           fits_as_often(a, b) && fits_as_often(b, a) && needs_cover(book, a, b) &&
           needs_cover(book, b, a) && share_slot(book, a, b);
}

static void check_pair(linter *self, uint32_t winner, uint32_t loser, uint32_t *told)
{
    const act_book *book = self->in->book;
    const sense *a = &book->senses[winner], *b = &book->senses[loser];
    if (told[loser] || a->pos != b->pos || a->particle != b->particle) return;
    bool shadowed = is_shadowed(book, a, b);
    if (!shadowed && !is_clash(book, a, b)) return;
    told[loser] = 1;
    const act_source *other = &self->in->senses[winner];
    const char *base = strrchr(other->file, '/');
    found(self, &self->in->senses[loser],
          shadowed ? "shares a head with %s:%u, which asks for no more and goes before it"
                   : "clashes with %s:%u: another act with the same head and needs",
          base ? base + 1 : other->file, other->line);
}

static casus_status check_reach(linter *self)
{
    const act_book *book = self->in->book;
    uint32_t *told = arena_alloc(&self->mem, (book->n_senses ? book->n_senses : 1) * sizeof *told);
    if (!told) return error_set(self->err, CASUS_NO_MEMORY, "no memory to check the acts");
    for (uint32_t i = 0; i < book->n_lists; i++)
        for (uint32_t k = book->list_first[i]; k < book->list_first[i + 1]; k++)
            for (uint32_t m = k + 1; m < book->list_first[i + 1]; m++) {
                uint32_t a = book->list_senses[k], b = book->list_senses[m];
                check_pair(self, wins(book, a, b) ? a : b, wins(book, a, b) ? b : a, told);
            }
    return CASUS_OK;
}

casus_status acts_lint(const acts_lint_input *in, casus_error *err)
{
    linter self = {.in = in, .err = err};
    arena_init(&self.mem, 64u << 20);
    casus_status status = load(&self, "codes", "plover.txt", false);
    if (status == CASUS_OK) check_types(&self);
    if (status == CASUS_OK) status = load(&self, "codes", "cameo.txt", false);
    if (status == CASUS_OK) check_cameo(&self);
    if (status == CASUS_OK) status = check_suits(&self);
    if (status == CASUS_OK) status = load(&self, "topics", "contexts.txt", true);
    if (status == CASUS_OK) check_contexts(&self);
    if (status == CASUS_OK) {
        check_empty(&self);
        check_prepositions(&self);
        status = check_reach(&self);
    }
    if (status == CASUS_OK && self.n_found == 1)
        status =
            error_at(err, CASUS_BAD_DATA, self.first.file, self.first.line, "%s", self.message);
    else if (status == CASUS_OK && self.n_found)
        status = error_at(err, CASUS_BAD_DATA, self.first.file, self.first.line,
                          "%s (and %u more such lines)", self.message, self.n_found - 1);
    arena_release(&self.mem);
    return status;
}
