/* Compiles the .acts files of data/acts (docs/acts.md) into the section "code.acts".
 *
 * One pass over the lines: a block line opens an act, an indented or following line is a sense of
 * it. Heads with alternatives ("begin|start") share one sense record and get a key each.
 */
#include "code/acts.h"

#include "base/files.h"
#include "base/pool.h"
#include "code/acts_image.h"
#include "code/acts_lint.h"
#include "lex/inflect.h"

#include <stdio.h>
#include <stdlib.h>

#define MAX_SET_WORDS 4096

typedef struct word_set {
    casus_str name;
    uint32_t first, n;
} word_set;

typedef struct builder {
    arena mem;
    casus_error *err;
    const lines *at;
    gate_builder *gate;
    act *acts;
    sense *senses;
    sense_key *keys;
    uint64_t *words;
    sense_slot *slots;
    word_set *sets;
    uint32_t n_acts, n_senses, n_keys, n_words, n_slots, n_sets;
    uint32_t cap_acts, cap_senses, cap_keys, cap_words, cap_slots, cap_sets;
    act_source *act_sources, *sense_sources; /* [n_acts], [n_senses]: for the lint */
    uint32_t n_act_sources, cap_act_sources, n_sense_sources, cap_sense_sources;
    uint32_t senses_in_act;
    string_pool pool;
} builder;

#define BAD(b, ...) error_at((b)->err, CASUS_BAD_DATA, (b)->at->file, (b)->at->line, __VA_ARGS__)

static bool parse_status(casus_str s, uint32_t *out)
{
    for (int i = CASUS_ACTUAL; i <= CASUS_ENDED; i++) {
        if (str_eq(s, str_from(casus_event_status_text((casus_event_status)i)))) {
            *out = (uint32_t)i;
            return true;
        }
    }
    return false;
}

static bool parse_counts(casus_str s, uint32_t *out)
{
    static const char *const names[] = {"", "dead", "injured", "arrested", "crowd"};
    for (uint32_t i = COUNTS_DEAD; i <= COUNTS_CROWD; i++)
        if (str_eq(s, str_from(names[i]))) *out = i;
    return *out != COUNTS_NOTHING;
}

static bool parse_flag(casus_str s, uint32_t *flags)
{
    static const struct {
        const char *name;
        uint32_t flag;
    } names[] = {{"reciprocal", ACT_RECIPROCAL}, {"weak", ACT_WEAK},
                 {"statement", ACT_STATEMENT},   {"needs-target", ACT_NEEDS_TARGET},
                 {"swap", ACT_SWAP},             {"control=subj", ACT_CONTROL_SUBJ},
                 {"motion", ACT_MOTION},
                 {"needs-content", ACT_NEEDS_CONTENT},
                 {"attributes", ACT_ATTRIBUTES},
                 {"state", ACT_STATE},           {"alone", ACT_ALONE},
                 {"hostile", ACT_HOSTILE}};
    for (size_t i = 0; i < COUNT(names); i++) {
        if (str_eq(s, str_from(names[i].name))) {
            *flags |= names[i].flag;
            return true;
        }
    }
    return false;
}

static casus_status add_hash(builder *b, uint64_t hash)
{
    uint64_t *slot = arena_push(&b->mem, &b->words, &b->n_words, &b->cap_words, sizeof *slot);
    if (!slot) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
    *slot = hash;
    return CASUS_OK;
}

/* Needed words go in with their plurals: a lemma may be wrong, a form never is. */
static casus_status add_word(builder *b, casus_str word)
{
    buf forms = {0};
    inflect_noun(word, &forms);
    casus_str rest = buf_str(&forms), form;
    casus_status status = add_hash(b, str_hash_lower(word));
    while (status == CASUS_OK && str_split(&rest, ' ', &form))
        if (form.len && !str_eq(form, word)) status = add_hash(b, str_hash_lower(form));
    buf_release(&forms);
    return status;
}

/* A word that a list and a set in it both name stands there once. */
static void drop_repeated(builder *b, uint32_t first)
{
    uint32_t kept = first;
    for (uint32_t i = first; i < b->n_words; i++) {
        bool had = false;
        for (uint32_t k = first; k < kept; k++) had |= b->words[k] == b->words[i];
        if (!had) b->words[kept++] = b->words[i];
    }
    b->n_words = kept;
}

/* The words from `first` on, or the same words in a row before them, where there are such. */
static uint32_t reuse_words(builder *b, uint32_t first)
{
    uint32_t n = b->n_words - first;
    for (uint32_t i = 0; n && i + n <= first; i++) {
        if (memcmp(b->words + i, b->words + first, n * sizeof *b->words) != 0) continue;
        b->n_words = first;
        return i;
    }
    return first;
}

/* "word|word|&SET": the words' place in the word table. */
static casus_status add_words(builder *b, casus_str list, uint32_t *first, uint32_t *n)
{
    *first = b->n_words;
    casus_str word;
    while (str_split(&list, '|', &word)) {
        if (word.len == 0) return BAD(b, "an empty alternative in a list of words");
        if (word.ptr[0] != '&') {
            TRY(add_word(b, word));
            continue;
        }
        casus_str name = str_slice(word, 1, word.len);
        const word_set *set = NULL;
        for (uint32_t i = 0; i < b->n_sets; i++)
            if (str_eq(b->sets[i].name, name)) set = &b->sets[i];
        if (!set) return BAD(b, "no set named \"%.*s\"", (int)name.len, name.ptr);
        for (uint32_t i = 0; i < set->n; i++) TRY(add_hash(b, b->words[set->first + i]));
    }
    drop_repeated(b, *first);
    *n = b->n_words - *first;
    if (*n > MAX_SET_WORDS) return BAD(b, "a list of more than %d words", MAX_SET_WORDS);
    *first = reuse_words(b, *first);
    return CASUS_OK;
}

static uint32_t parse_rel(casus_str s, uint64_t *prep)
{
    static const char *const names[] = {"subj", "obj",   "iobj",  "poss", "mod",
                                        "xcomp", "ccomp", "advcl", "acl"};
    *prep = 0;
    for (uint32_t i = 0; i < COUNT(names); i++)
        if (str_eq(s, str_from(names[i]))) return i;
    *prep = str_hash_lower(s);
    return SLOT_PREP;
}

/* "+noun|noun", "+to:noun", "+!obj:noun", "+obj". */
static casus_status parse_need(builder *b, casus_str item, sense *out)
{
    if (out->n_needs == SENSE_MAX_NEEDS) return BAD(b, "more than %d needs", SENSE_MAX_NEEDS);
    sense_need *need = &out->needs[out->n_needs++];
    casus_str rest = str_slice(item, 1, item.len);
    if (rest.len && rest.ptr[0] == '!') {
        need->negative = 1;
        rest = str_slice(rest, 1, rest.len);
    }
    size_t colon = str_find(rest, STR(":"));
    need->rel = (uint8_t)(out->pos == SENSE_VERB ? SLOT_OBJ : SLOT_MOD);
    if (colon != SIZE_MAX) {
        need->rel = (uint8_t)parse_rel(str_slice(rest, 0, colon), &need->prep);
        rest = str_slice(rest, colon + 1, rest.len);
    } else if (str_find(rest, STR("|")) == SIZE_MAX && rest.len && rest.ptr[0] != '&') {
        uint64_t prep;
        uint32_t rel = parse_rel(rest, &prep);
        if (rel != SLOT_PREP) { /* "+obj": any */
            need->rel = (uint8_t)rel;
            return CASUS_OK;
        }
    }
    if (rest.len == 0) return BAD(b, "a need without words");
    if (str_eq(rest, STR("*"))) return CASUS_OK;
    uint32_t n;
    TRY(add_words(b, rest, &need->first, &n));
    need->n = (uint16_t)n;
    return CASUS_OK;
}

/* The number of a slot in the book, where each stands once. */
static casus_status slot_number(builder *b, sense_slot slot, uint16_t *out)
{
    uint32_t i = 0;
    while (i < b->n_slots && memcmp(&b->slots[i], &slot, sizeof slot) != 0) i++;
    if (i > UINT16_MAX) return BAD(b, "too many different slots");
    *out = (uint16_t)i;
    if (i < b->n_slots) return CASUS_OK;
    sense_slot *added = arena_push(&b->mem, &b->slots, &b->n_slots, &b->cap_slots, sizeof *added);
    if (!added) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
    *added = slot;
    return CASUS_OK;
}

static casus_status add_slot(builder *b, sense *out, uint32_t rel, uint64_t prep, uint32_t role)
{
    if (out->n_slots == SENSE_MAX_SLOTS) return BAD(b, "more than %d slots", SENSE_MAX_SLOTS);
    return slot_number(b, (sense_slot){.prep = prep, .rel = rel, .role = role},
                       &out->slots[out->n_slots++]);
}

/* "to:T", "on|against:T" */
static casus_status parse_slot(builder *b, casus_str item, size_t colon, sense *out)
{
    static const char roles[] = "STCL";
    casus_str names = str_slice(item, 0, colon), name;
    const char *role = item.len == colon + 2 ? strchr(roles, item.ptr[colon + 1]) : NULL;
    if (!role || !*role)
        return BAD(b, "\"%.*s\": the role is one of S T C L", (int)item.len, item.ptr);
    while (str_split(&names, '|', &name)) {
        uint64_t prep;
        uint32_t rel = parse_rel(name, &prep);
        TRY(add_slot(b, out, rel, prep, (uint32_t)(role - roles)));
    }
    return CASUS_OK;
}

static bool has_subject_slot(const builder *b, const sense *s)
{
    for (uint32_t i = 0; i < s->n_slots; i++)
        if (b->slots[s->slots[i]].rel == SLOT_SUBJ) return true;
    return false;
}

/* The subject is looked at before any other slot of its role. */
static casus_status add_subject_slot(builder *b, sense *out)
{
    if (has_subject_slot(b, out)) return CASUS_OK;
    TRY(add_slot(b, out, SLOT_SUBJ, 0, ROLE_SOURCE));
    uint16_t subject = out->slots[out->n_slots - 1];
    memmove(out->slots + 1, out->slots, (out->n_slots - 1) * sizeof *out->slots);
    out->slots[0] = subject;
    return CASUS_OK;
}

/* What is implied: see "Senses" in docs/acts.md. */
static casus_status add_default_slots(builder *b, sense *out, bool given)
{
    if (out->pos == SENSE_VERB) {
        TRY(add_subject_slot(b, out));
        bool needs_object = false;
        for (uint32_t i = 0; i < out->n_needs; i++)
            needs_object |=
                out->needs[i].rel == SLOT_OBJ && !out->needs[i].negative && out->needs[i].n;
        if (!given && !needs_object) TRY(add_slot(b, out, SLOT_OBJ, 0, ROLE_TARGET));
    } else if (out->pos == SENSE_NOUN) {
        if (!given) {
            TRY(add_slot(b, out, SLOT_POSS, 0, ROLE_SOURCE));
            TRY(add_slot(b, out, SLOT_PREP, str_hash_lower(STR("by")), ROLE_SOURCE));
            TRY(add_slot(b, out, SLOT_MOD, 0, ROLE_SOURCE));
        }
    } else
        TRY(add_subject_slot(b, out));
    return CASUS_OK;
}

static casus_status add_key(builder *b, casus_str word, uint32_t pos)
{
    sense_key *key = arena_push(&b->mem, &b->keys, &b->n_keys, &b->cap_keys, sizeof *key);
    if (!key) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
    *key = (sense_key){.word = str_hash_lower(word), .sense = b->n_senses - 1, .pos = pos};
    return CASUS_OK;
}

/* A head is found by its lemma, and by every form of it where the lemma is unknown. */
static casus_status add_head(builder *b, casus_str head, uint32_t pos)
{
    buf forms = {0};
    if (pos == SENSE_VERB) inflect_verb(head, &forms);
    if (pos == SENSE_NOUN) inflect_noun(head, &forms);
    casus_str rest = buf_str(&forms), form;
    casus_status status = add_key(b, head, pos);
    while (status == CASUS_OK && str_split(&rest, ' ', &form))
        if (form.len && !str_eq(form, head)) status = add_key(b, form, pos);
    buf_release(&forms);
    if (status != CASUS_OK) return status;
    uint32_t flags = b->acts[b->n_acts - 1].flags;
    if (!b->gate || (flags & (ACT_STATUS_ONLY | ACT_LIGHT))) return CASUS_OK;
    if (pos == SENSE_VERB)
        gate_builder_add_verb(b->gate, head, GATE_ACT);
    else if (pos == SENSE_NOUN)
        gate_builder_add_noun(b->gate, head, GATE_ACT);
    else
        gate_builder_add(b->gate, head, GATE_ACT);
    return CASUS_OK;
}

/* Notes where the act or sense just begun is written. */
static casus_status add_source(builder *b, act_source **list, uint32_t *n, uint32_t *cap)
{
    act_source *slot = arena_push(&b->mem, list, n, cap, sizeof *slot);
    if (!slot) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
    *slot = (act_source){.file = b->at->file, .line = b->at->line};
    return CASUS_OK;
}

static casus_status parse_sense(builder *b, casus_str line)
{
    if (b->n_acts == 0) return BAD(b, "a sense before any \"act\" line");
    const act *owner = &b->acts[b->n_acts - 1];
    sense *out = arena_push(&b->mem, &b->senses, &b->n_senses, &b->cap_senses, sizeof *out);
    if (!out) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
    out->act = b->n_acts - 1;
    out->flags = owner->flags;
    TRY(add_source(b, &b->sense_sources, &b->n_sense_sources, &b->cap_sense_sources));

    casus_str heads, item;
    str_split(&line, ' ', &heads);
    if (str_starts(heads, STR("v:")) || str_starts(heads, STR("n:")) ||
        str_starts(heads, STR("a:"))) {
        out->pos = heads.ptr[0] == 'v' ? SENSE_VERB : heads.ptr[0] == 'n' ? SENSE_NOUN : SENSE_ADJ;
        heads = str_slice(heads, 2, heads.len);
    }
    bool given = false;
    while (str_split(&line, ' ', &item)) {
        if (item.len == 0) continue;
        size_t colon = str_find(item, STR(":"));
        if (item.ptr[0] == '~') {
            if (out->particle) return BAD(b, "a second particle");
            out->particle = str_hash_lower(str_slice(item, 1, item.len));
        } else if (item.ptr[0] == '+')
            TRY(parse_need(b, item, out));
        else if (colon != SIZE_MAX) {
            TRY(parse_slot(b, item, colon, out));
            given = true;
        } else if (!parse_flag(item, &out->flags))
            return BAD(b, "\"%.*s\" is no slot, need or flag", (int)item.len, item.ptr);
    }
    TRY(add_default_slots(b, out, given));

    char rule[96];
    snprintf(rule, sizeof rule, "%s/%u", string_pool_at(&b->pool, owner->name).ptr,
             ++b->senses_in_act);
    out->rule = string_pool_add(&b->pool, str_from(rule));
    casus_str head;
    while (str_split(&heads, '|', &head)) {
        if (head.len == 0) return BAD(b, "an empty head word");
        if (str_find(head, STR(":")) != SIZE_MAX || head.ptr[0] == '+' || head.ptr[0] == '~')
            return BAD(b, "\"%.*s\": a sense begins with its head word", (int)head.len, head.ptr);
        TRY(add_head(b, head, out->pos));
    }
    return CASUS_OK;
}

/* "TYPE/MODE CAMEO contexts flags" behind the name. */
static casus_status parse_act_fields(builder *b, casus_str line, act *out)
{
    casus_str type, cameo, contexts, item;
    if (!str_split(&line, ' ', &type) || !str_split(&line, ' ', &cameo) || cameo.len == 0)
        return BAD(b, "an act line is: act NAME TYPE[/MODE] CAMEO [contexts] [flags]");
    size_t slash = str_find(type, STR("/"));
    if (slash != SIZE_MAX)
        out->mode = string_pool_add(&b->pool, str_slice(type, slash + 1, type.len));
    out->type = string_pool_add(&b->pool, slash == SIZE_MAX ? type : str_slice(type, 0, slash));
    out->cameo = string_pool_add(&b->pool, cameo);
    if (str_split(&line, ' ', &contexts) && !str_eq(contexts, STR("-"))) {
        casus_str context;
        uint32_t n = 0;
        while (str_split(&contexts, ',', &context)) {
            if (n == ACT_MAX_CONTEXTS) return BAD(b, "more than %d contexts", ACT_MAX_CONTEXTS);
            out->contexts[n++] = string_pool_add(&b->pool, context);
        }
    }
    while (str_split(&line, ' ', &item)) {
        if (item.len == 0) continue;
        if (str_starts(item, STR("of="))) {
            out->flags |= ACT_OPERATOR;
            if (!parse_status(str_slice(item, 3, item.len), &out->of_status))
                return BAD(b, "\"%.*s\" is no status", (int)item.len, item.ptr);
        } else if (str_starts(item, STR("counts="))) {
            if (!parse_counts(str_slice(item, 7, item.len), &out->counts))
                return BAD(b, "\"%.*s\": counts dead, injured, arrested or crowd", (int)item.len,
                           item.ptr);
        } else if (!parse_flag(item, &out->flags))
            return BAD(b, "\"%.*s\" is no flag of an act", (int)item.len, item.ptr);
    }
    return CASUS_OK;
}

static casus_status parse_block(builder *b, casus_str kind, casus_str line)
{
    casus_str name = STR("light");
    if (!str_eq(kind, STR("light")) && (!str_split(&line, ' ', &name) || name.len == 0))
        return BAD(b, "a block without a name");
    for (uint32_t i = 0; str_eq(kind, STR("act")) && i < b->n_acts; i++)
        if (str_eq(name, string_pool_at(&b->pool, b->acts[i].name)))
            return BAD(b, "act \"%.*s\" is defined twice", (int)name.len, name.ptr);
    act *out = arena_push(&b->mem, &b->acts, &b->n_acts, &b->cap_acts, sizeof *out);
    if (!out) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
    out->name = string_pool_add(&b->pool, name);
    TRY(add_source(b, &b->act_sources, &b->n_act_sources, &b->cap_act_sources));
    b->senses_in_act = 0;
    if (str_eq(kind, STR("light"))) {
        out->flags = ACT_LIGHT;
        return CASUS_OK;
    }
    if (str_eq(kind, STR("status"))) {
        out->flags = ACT_STATUS_ONLY;
        if (!parse_status(name, &out->of_status))
            return BAD(b, "\"%.*s\" is no status", (int)name.len, name.ptr);
        casus_str item;
        while (str_split(&line, ' ', &item))
            if (item.len && !parse_flag(item, &out->flags))
                return BAD(b, "\"%.*s\" is no flag", (int)item.len, item.ptr);
        return CASUS_OK;
    }
    return parse_act_fields(b, line, out);
}

static casus_status parse_set(builder *b, casus_str line)
{
    word_set set = {0};
    if (!str_split(&line, ' ', &set.name) || set.name.len == 0)
        return BAD(b, "a set without a name");
    for (size_t i = 0; i < set.name.len; i++)
        if (set.name.ptr[i] < 'A' || set.name.ptr[i] > 'Z')
            return BAD(b, "a set's name has capitals only; the verb is written \"v:set\"");
    set.name = str_from(arena_copy(&b->mem, set.name));
    TRY(add_words(b, str_trim(line), &set.first, &set.n));
    if (set.n == 0) return BAD(b, "a set without words");
    word_set *slot = arena_push(&b->mem, &b->sets, &b->n_sets, &b->cap_sets, sizeof *slot);
    if (!slot) return error_set(b->err, CASUS_NO_MEMORY, "no memory for the acts");
    *slot = set;
    return CASUS_OK;
}

static casus_status parse_file(builder *b, const char *path)
{
    lines at;
    casus_status status = lines_open(&at, path, 16u << 20, b->err);
    b->at = &at;
    casus_str line;
    while (status == CASUS_OK && lines_next(&at, &line)) {
        casus_str rest = line, word;
        str_split(&rest, ' ', &word);
        if (str_eq(word, STR("set")))
            status = parse_set(b, rest);
        else if (str_eq(word, STR("act")) || str_eq(word, STR("status")) ||
                 (str_eq(word, STR("light")) && rest.len == 0))
            status = parse_block(b, word, rest);
        else
            status = parse_sense(b, line);
    }
    b->at = NULL;
    lines_close(&at);
    return status;
}

static int key_compare(const void *a, const void *b)
{
    const sense_key *x = a, *y = b;
    if (x->word != y->word) return x->word < y->word ? -1 : 1;
    return x->sense < y->sense ? -1 : x->sense > y->sense;
}

static void write_image(builder *b, image_writer *out)
{
    acts_header header = {.magic = ACTS_MAGIC,
                          .n_acts = b->n_acts,
                          .n_senses = b->n_senses,
                          .n_keys = b->n_keys,
                          .n_words = b->n_words,
                          .n_slots = b->n_slots,
                          .pool_len = (uint32_t)b->pool.bytes.len};
    buf bytes = {0};
    buf_put(&bytes, &header, sizeof header);
    buf_put(&bytes, b->keys, b->n_keys * sizeof *b->keys);
    buf_put(&bytes, b->words, b->n_words * sizeof *b->words);
    buf_put(&bytes, b->slots, b->n_slots * sizeof *b->slots);
    buf_put(&bytes, b->senses, b->n_senses * sizeof *b->senses);
    buf_put(&bytes, b->acts, b->n_acts * sizeof *b->acts);
    buf_put(&bytes, b->pool.bytes.ptr, b->pool.bytes.len);
    if (buf_ok(&bytes)) image_writer_add(out, "code.acts", buf_str(&bytes));
    buf_release(&bytes);
}

static casus_status check(const builder *b, const char *data_dir)
{
    act_book book = {.acts = b->acts,
                     .senses = b->senses,
                     .keys = b->keys,
                     .words = b->words,
                     .slots = b->slots,
                     .pool = b->pool.bytes.ptr,
                     .n_acts = b->n_acts,
                     .n_senses = b->n_senses,
                     .n_keys = b->n_keys,
                     .n_words = b->n_words,
                     .n_slots = b->n_slots,
                     .pool_len = (uint32_t)b->pool.bytes.len};
    return acts_lint(&(acts_lint_input){&book, b->act_sources, b->sense_sources, data_dir}, b->err);
}

casus_status acts_build(const char *data_dir, gate_builder *gates, image_writer *out,
                        casus_error *err)
{
    builder b = {.err = err, .gate = gates};
    arena_init(&b.mem, 256u << 20);
    string_pool_init(&b.pool);
    file_list files = {0};
    casus_status status = file_list_make(&files, data_dir, "acts", ".acts", err);
    for (size_t i = 0; status == CASUS_OK && i < files.n; i++)
        status = parse_file(&b, files.paths[i]);
    if (status == CASUS_OK && (!arena_ok(&b.mem) || !string_pool_ok(&b.pool)))
        status = error_set(err, CASUS_NO_MEMORY, "no memory for the acts");
    if (status == CASUS_OK && b.n_keys) qsort(b.keys, b.n_keys, sizeof *b.keys, key_compare);
    if (status == CASUS_OK) status = check(&b, data_dir);
    if (status == CASUS_OK) write_image(&b, out);
    file_list_release(&files);
    string_pool_release(&b.pool);
    arena_release(&b.mem);
    return status;
}
