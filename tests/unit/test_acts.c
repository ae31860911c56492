/* The lexicon of acts: how its lines are read, which ones are refused and where, what the lint of
 * the whole finds, and that the shipped one is in order. */
#include "code/acts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct lexicon {
    char dir[64];
    buf model;
    image sections;
    act_book book;
    casus_error err;
} lexicon;

static void put_file(const lexicon *self, const char *folder, const char *name, const char *content)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", self->dir, folder);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/%s/%s", self->dir, folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
}

static void start(lexicon *self, const char *acts)
{
    *self = (lexicon){.dir = "/tmp/casus-acts-XXXXXX"};
    assert_non_null(mkdtemp(self->dir));
    put_file(self, "acts", "10-a.acts", acts);
    put_file(self, "codes", "plover.txt",
             "CONSULT 1 2.5\nCONSULT/visit 1 4\nAGREE 1 2.5\nCOERCE/arrest 4 -7\n");
    put_file(self, "codes", "cameo.txt", "030 4.0 1\n042 1.9 1\n045 5.0 1\n173 -5.0 4\n");
    put_file(self, "codes", "suits.txt", "# the longest prefix\n04 CONSULT\n045 AGREE\n");
    put_file(self, "topics", "contexts.txt", "context diplomatic: envoy\ncontext legal: court\n");
}

static void stop(lexicon *self)
{
    char command[96];
    snprintf(command, sizeof command, "rm -r '%s'", self->dir);
    assert_int_equal(system(command), 0);
    buf_release(&self->model);
}

static casus_status build_from(lexicon *self, const char *dir)
{
    image_writer out = {0};
    casus_status status = acts_build(dir, NULL, &out, &self->err);
    if (status == CASUS_OK) {
        casus_str section;
        image_writer_finish(&out, &self->model);
        assert_int_equal(
            image_open(&self->sections, self->model.ptr, self->model.len, "test", NULL), CASUS_OK);
        assert_int_equal(image_section(&self->sections, "code.acts", &section, NULL), CASUS_OK);
        assert_int_equal(act_book_open(&self->book, section, &self->err), CASUS_OK);
    }
    image_writer_release(&out);
    return status;
}

static void build_ok(lexicon *self, const char *acts)
{
    start(self, acts);
    casus_status status = build_from(self, self->dir);
    if (status != CASUS_OK)
        print_error("%s:%u: %s\n", self->err.file, self->err.line, self->err.message);
    assert_int_equal(status, CASUS_OK);
}

static const sense *sense_named(const lexicon *self, const char *rule)
{
    for (uint32_t i = 0; i < self->book.n_senses; i++)
        if (strcmp(act_book_text(&self->book, self->book.senses[i].rule), rule) == 0)
            return &self->book.senses[i];
    print_error("no sense %s\n", rule);
    return NULL;
}

static bool has_key(const lexicon *self, const char *word, const char *rule, uint32_t pos)
{
    uint32_t n;
    const uint16_t *senses = act_book_find(&self->book, str_hash_lower(str_from(word)), &n);
    for (uint32_t i = 0; i < n; i++) {
        const sense *s = &self->book.senses[senses[i]];
        if (s->pos == pos && s == sense_named(self, rule)) return true;
    }
    return false;
}

static bool has_slot(const lexicon *self, const sense *s, uint32_t rel, const char *prep,
                     uint32_t role)
{
    uint64_t hash = prep ? str_hash_lower(str_from(prep)) : 0;
    for (uint32_t i = 0; i < s->n_slots; i++) {
        const sense_slot *slot = act_book_slot(&self->book, s, i);
        if (slot->rel == rel && slot->prep == hash && slot->role == role) return true;
    }
    return false;
}

static const sense_need *need_of(const lexicon *self, const sense *s, uint32_t i)
{
    return act_book_need(&self->book, s, i);
}

static bool needs_word(const lexicon *self, const sense_need *need, const char *word)
{
    return act_book_has_word(&self->book, need, str_hash_lower(str_from(word)));
}

/* ---- what a line means ----------------------------------------------------------------------- */

static void test_heads(void **state)
{
    (void)state;
    lexicon l;
    build_ok(&l, "act visit CONSULT/visit 042 diplomatic\n  pay|make +visit to:T\n  n:visit by:S "
                 "to:T\n  v:act to:T\n  a:present at:T\n");
    assert_true(has_key(&l, "pay", "visit/1", SENSE_VERB));
    assert_true(has_key(&l, "paid", "visit/1", SENSE_VERB)); /* forms, for a lemma may be wrong */
    assert_true(has_key(&l, "making", "visit/1", SENSE_VERB));
    assert_false(has_key(&l, "visit", "visit/1", SENSE_VERB)); /* a needed noun is no head */
    assert_true(has_key(&l, "visits", "visit/2", SENSE_NOUN));
    assert_false(has_key(&l, "visited", "visit/2", SENSE_NOUN));
    assert_true(has_key(&l, "acted", "visit/3", SENSE_VERB));
    assert_true(has_key(&l, "present", "visit/4", SENSE_ADJ));
    const act *a = &l.book.acts[0];
    assert_string_equal(act_book_text(&l.book, a->type), "CONSULT");
    assert_string_equal(act_book_text(&l.book, a->mode), "visit");
    assert_string_equal(act_book_text(&l.book, a->cameo), "042");
    assert_string_equal(act_book_text(&l.book, a->contexts[0]), "diplomatic");
    assert_null(act_book_text(&l.book, a->contexts[1]));
    stop(&l);
}

static void test_needs(void **state)
{
    (void)state;
    lexicon l;
    build_ok(&l, "set TALKS talk|negotiation\n"
                 "act meet CONSULT 042 -\n"
                 "  hold ~up +&TALKS|summit +mod:peace +!obj:record with:T\n"
                 "  go +on:foot +subj\n"
                 "  n:talk +arms\n");
    const sense *s = sense_named(&l, "meet/1");
    assert_int_equal(s->particle, str_hash_lower(STR("up")));
    assert_int_equal(s->n_needs, 3);
    assert_int_equal(need_of(&l, s, 0)->rel, SLOT_OBJ);
    /* the set's words, with their plurals */
    assert_true(needs_word(&l, need_of(&l, s, 0), "negotiations"));
    assert_true(needs_word(&l, need_of(&l, s, 0), "summit"));
    assert_false(needs_word(&l, need_of(&l, s, 0), "TALKS|summit"));
    assert_int_equal(need_of(&l, s, 1)->rel, SLOT_MOD);
    assert_true(need_of(&l, s, 2)->negative);
    assert_true(needs_word(&l, need_of(&l, s, 2), "record"));
    const sense *go = sense_named(&l, "meet/2");
    assert_int_equal(need_of(&l, go, 0)->rel, SLOT_PREP);
    assert_int_equal(need_of(&l, go, 0)->prep, str_hash_lower(STR("on")));
    assert_int_equal(need_of(&l, go, 1)->rel, SLOT_SUBJ);
    assert_int_equal(need_of(&l, go, 1)->n, 0); /* any subject */
    /* of a noun: what stands before it */
    assert_int_equal(need_of(&l, sense_named(&l, "meet/3"), 0)->rel, SLOT_MOD);
    stop(&l);
}

static void test_slots(void **state)
{
    (void)state;
    lexicon l;
    build_ok(&l, "act meet CONSULT 042 -\n"
                 "  greet\n"
                 "  pay +visit\n"
                 "  talk to|with:T\n"
                 "  n:talk\n"
                 "  n:summit of:S\n"
                 "  hear subj:T from:S\n");
    const sense *s = sense_named(&l, "meet/1");
    assert_int_equal(act_book_slot(&l.book, s, 0)->rel, SLOT_SUBJ); /* the subject first */
    assert_true(has_slot(&l, s, SLOT_SUBJ, NULL, ROLE_SOURCE));
    assert_true(has_slot(&l, s, SLOT_OBJ, NULL, ROLE_TARGET));
    /* its object is "visit" */
    assert_false(has_slot(&l, sense_named(&l, "meet/2"), SLOT_OBJ, NULL, ROLE_TARGET));
    s = sense_named(&l, "meet/3");
    assert_true(has_slot(&l, s, SLOT_PREP, "to", ROLE_TARGET));
    assert_true(has_slot(&l, s, SLOT_PREP, "with", ROLE_TARGET));
    assert_true(has_slot(&l, s, SLOT_SUBJ, NULL, ROLE_SOURCE));
    s = sense_named(&l, "meet/4");
    assert_true(has_slot(&l, s, SLOT_POSS, NULL, ROLE_SOURCE));
    assert_true(has_slot(&l, s, SLOT_PREP, "by", ROLE_SOURCE));
    assert_int_equal(sense_named(&l, "meet/5")->n_slots, 1); /* given slots are all of a noun's */
    s = sense_named(&l, "meet/6");
    assert_true(has_slot(&l, s, SLOT_SUBJ, NULL, ROLE_TARGET));
    assert_false(has_slot(&l, s, SLOT_SUBJ, NULL, ROLE_SOURCE));
    stop(&l);
}

static void test_flags(void **state)
{
    (void)state;
    lexicon l;
    build_ok(&l, "act agree AGREE 030 - of=planned attributes\n  agree xcomp:C\n  promise obj:T "
                 "xcomp:C control=subj weak\n"
                 "act arrest COERCE/arrest 173 legal counts=arrested reciprocal\n  arrest\n  "
                 "n:arrest of:T swap\n"
                 "status ended\n  stop xcomp:C\n"
                 "light\n  hold obj:C\n");
    assert_int_equal(l.book.acts[0].of_status, CASUS_PLANNED);
    assert_int_equal(sense_named(&l, "agree/1")->flags, ACT_OPERATOR | ACT_ATTRIBUTES);
    assert_int_equal(sense_named(&l, "agree/2")->flags,
                     ACT_OPERATOR | ACT_ATTRIBUTES | ACT_CONTROL_SUBJ | ACT_WEAK);
    assert_int_equal(l.book.acts[1].counts, COUNTS_ARRESTED);
    assert_int_equal(sense_named(&l, "arrest/1")->flags, ACT_RECIPROCAL);
    /* its own, and its block's */
    assert_int_equal(sense_named(&l, "arrest/2")->flags, ACT_RECIPROCAL | ACT_SWAP);
    assert_int_equal(l.book.acts[2].of_status, CASUS_ENDED);
    assert_int_equal(sense_named(&l, "ended/1")->flags, ACT_STATUS_ONLY);
    assert_int_equal(sense_named(&l, "light/1")->flags, ACT_LIGHT);
    stop(&l);
}

/* ---- what is refused ------------------------------------------------------------------------- */

typedef struct bad {
    const char *acts;
    uint32_t line;
    const char *message; /* part of it */
} bad;

static void check_refused(const bad *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        lexicon l;
        start(&l, cases[i].acts);
        casus_status status = build_from(&l, l.dir);
        if (status != CASUS_BAD_DATA || l.err.line != cases[i].line ||
            !strstr(l.err.message, cases[i].message))
            print_error("case %zu: %s line %u: %s\n", i, casus_status_text(status), l.err.line,
                        l.err.message);
        assert_int_equal(status, CASUS_BAD_DATA);
        assert_int_equal(l.err.line, cases[i].line);
        assert_non_null(strstr(l.err.file, "10-a.acts"));
        assert_non_null(strstr(l.err.message, cases[i].message));
        stop(&l);
    }
}

static void test_malformed(void **state)
{
    (void)state;
    static const bad cases[] = {
        {"# nothing yet\n\nvisit to:T\n", 3, "before any"},
        {"act visit\n", 1, "act NAME TYPE"},
        {"act visit CONSULT\n", 1, "act NAME TYPE"},
        {"act a CONSULT 042\n  visit\nact a CONSULT 042\n  tour\n", 3, "twice"},
        {"act a CONSULT 042 - loud\n  visit\n", 1, "no flag"},
        {"act a CONSULT 042 - of=maybe\n  visit\n", 1, "no status"},
        {"act a CONSULT 042 - counts=money\n  visit\n", 1, "counts"},
        {"status perhaps\n  plan xcomp:C\n", 1, "no status"},
        {"act a CONSULT 042\n  visit to:X\n", 2, "role"},
        {"act a CONSULT 042\n  visit to:\n", 2, "role"},
        {"act a CONSULT 042\n  to:T\n", 2, "head word"},
        {"act a CONSULT 042\n  +visit to:T\n", 2, "head word"},
        {"act a CONSULT 042\n  visit loud\n", 2, "no slot, need or flag"},
        {"act a CONSULT 042\n  visit|\n", 2, "empty head"},
        {"act a CONSULT 042\n  pay +visit||trip\n", 2, "empty alternative"},
        {"act a CONSULT 042\n  pay +&NONE\n", 2, "no set"},
        {"act a CONSULT 042\n  pay +to:\n", 2, "without words"},
        {"act a CONSULT 042\n  pay +a|b +c|d +to:e +on:f +in:g\n", 2, "needs"},
        {"act a CONSULT 042\n  call ~off ~up obj:T\n", 2, "a second particle"},
        {"set\n", 1, "set without a name"},
        {"set NONE\n", 1, "set without words"},
        {"act a CONSULT 042\n  set ~up +camp\n", 2, "capitals only"},
    };
    check_refused(cases, sizeof cases / sizeof cases[0]);
}

static void test_lint(void **state)
{
    (void)state;
    static const bad cases[] = {
        {"act a PARLEY 042\n  visit\n", 1, "\"PARLEY\" is no type"},
        {"act a CONSULT/stroll 042\n  visit\n", 1, "\"CONSULT/stroll\""},
        {"act a CONSULT 999\n  visit\n", 1, "\"999\""},
        {"act a CONSULT 042 diplomatic,musical\n  visit\n", 1, "\"musical\""},
        {"act a CONSULT 042\nact b CONSULT 042\n  visit\n", 1, "without a sense"},
        {"act a AGREE 042\n  visit\n", 1, "AGREE does not suit CAMEO 042"},
        {"act a CONSULT 045\n  visit\n", 1, "CONSULT does not suit CAMEO 045"},
        {"act a CONSULT 042\n  v:set +a:free obj:T\n", 2, "neither a relation nor a preposition"},
        {"act a CONSULT 042\n  visit owed:T\n", 2, "neither a relation nor a preposition"},
        /* the same again; narrower words; other order of slots and needs; another act */
        {"act a CONSULT 042\n  visit|tour to:T\n  tour to:T\n", 3, "10-a.acts:2"},
        {"act a CONSULT 042\n  pay +visit|trip to:T\n  pay +visit to:T\n", 3, "10-a.acts:2"},
        {"act a CONSULT 042\n  pay +visit +mod:state to:T in:T\n  pay +mod:state +visit in:T "
         "to:T\n",
         3, "10-a.acts:2"},
        {"act a CONSULT 042\n  visit to:T\nact b AGREE 030\n  visit to:T\n", 4, "10-a.acts:2"},
        /* what it asks for besides is something that must not be there: no points for that */
        {"act a CONSULT 042\n  pay to:T\n  pay +!obj:bill to:T\n", 3, "10-a.acts:2"},
        /* places and sources give no points */
        {"act a CONSULT 042\n  visit to:T\n  visit to:T in:L\n", 3, "10-a.acts:2"},
        {"act a CONSULT 042\n  visit to:T in:T\n  visit to:T\n", 3, "10-a.acts:2"},
        /* another act, another slot besides: their order decides */
        {"act a CONSULT 042\n  visit to:T in:T\nact b AGREE 030\n  visit to:T on:T\n", 4,
         "clashes with 10-a.acts:2"},
        {"act a CONSULT 042\n  pay +visit to:T\nact b AGREE 030\n  pay +visit to:T in:T\n", 4,
         "clashes with 10-a.acts:2"},
        /* a helper gives way to an act, wherever it stands */
        {"light\n  hold obj:C\nact b AGREE 030\n  hold obj:C\n", 2, "10-a.acts:4"},
        {"act a CONSULT 042\n  go to:T\n  go to:T\n  go to:T\n", 3, "1 more"},
    };
    check_refused(cases, sizeof cases / sizeof cases[0]);
}

/* Senses that share a head and differ: each is reached by some text. */
static void test_no_clash(void **state)
{
    (void)state;
    lexicon l;
    build_ok(&l, "act a CONSULT 042\n"
                 "  pay +visit to:T\n"
                 "  pay +visit|trip to:T\n" /* wider than the one before */
                 "  pay +visit to:T in:T\n" /* finds a target where that finds none */
                 "  pay ~off +visit to:T\n"
                 "  pay +!obj:visit to:T\n"
                 "  n:pay +visit to:T\n"
                 "  a:pay to:T\n"
                 "  call to:T needs-content\n" /* only with content */
                 "  call to:T in:T\n"
                 "act b AGREE 030 - of=planned\n"
                 "  pay +visit to:T xcomp:C\n"
                 "act c AGREE 030\n"
                 "  pay +visit with:T\n"); /* no slot in common with act a's */
    stop(&l);
}

/* A folder without tables of codes, as a user's own lexicon may be, is checked as far as it
 * goes. */
static void test_without_codes(void **state)
{
    (void)state;
    lexicon l = {.dir = "/tmp/casus-acts-XXXXXX"};
    assert_non_null(mkdtemp(l.dir));
    put_file(&l, "acts", "a.acts", "act a ANYTHING 000 whatever\n  visit\n");
    assert_int_equal(build_from(&l, l.dir), CASUS_OK);
    stop(&l);
}

/* ---- damage ---------------------------------------------------------------------------------- */

/* Every index that a book leads to is one of what it counts. */
static void check_inside(const act_book *book)
{
    for (uint32_t i = 0; i < book->n_forms; i++) {
        uint32_t n;
        const uint16_t *senses = act_book_find(book, book->forms[i], &n);
        for (uint32_t k = 0; k < n; k++) assert_in_range(senses[k], 0, book->n_senses - 1);
    }
    for (uint32_t i = 0; i < book->n_senses; i++) {
        const sense *s = &book->senses[i];
        assert_in_range(s->act, 0, book->n_acts - 1);
        assert_in_range(s->rule, 0, book->pool_len - 1);
        for (uint32_t k = 0; k < s->n_slots; k++)
            assert_in_range(act_book_slot(book, s, k) - book->slots, 0, book->n_slots - 1);
        for (uint32_t k = 0; k < s->n_needs; k++) {
            const sense_need *need = act_book_need(book, s, k);
            assert_in_range(need - book->needs, 0, book->n_needs - 1);
            assert_in_range(need->n + (uint64_t)need->first, 0, book->n_words);
        }
    }
}

/* A section cut short is refused; one with a byte changed is refused or stays inside. */
static void test_damage(void **state)
{
    (void)state;
    lexicon l;
    casus_str section;
    act_book book;
    build_ok(&l, "act visit CONSULT/visit 042 diplomatic\n  pay +visit|trip +!mod:first to:T\n"
                 "  n:visit by:S to:T\nact b AGREE 030\n  sign|initial ~off +deal with:T\n");
    assert_int_equal(image_section(&l.sections, "code.acts", &section, NULL), CASUS_OK);
    for (size_t len = 0; len < section.len; len++) {
        char *copy = malloc(len ? len : 1); /* exactly as large, so that reading over it is seen */
        assert_non_null(copy);
        memcpy(copy, section.ptr, len);
        assert_int_equal(act_book_open(&book, (casus_str){copy, len}, NULL), CASUS_BAD_MODEL);
        free(copy);
    }
    char *copy = malloc(section.len);
    assert_non_null(copy);
    uint32_t n_refused = 0, n_opened = 0;
    for (size_t at = 0; at < section.len; at++)
        for (int bit = 0; bit < 8; bit++) {
            memcpy(copy, section.ptr, section.len);
            copy[at] = (char)(copy[at] ^ 1 << bit);
            bool opened = act_book_open(&book, (casus_str){copy, section.len}, NULL) == CASUS_OK;
            if (opened) check_inside(&book);
            n_opened += opened;
            n_refused += !opened;
        }
    assert_true(n_refused > 500 && n_opened > 500); /* both are tried: places, and hashes */
    free(copy);
    stop(&l);
}

/* ---- the shipped lexicon --------------------------------------------------------------------- */

static void test_shipped(void **state)
{
    (void)state;
    lexicon l = {.dir = ""};
    casus_status status = build_from(&l, CASUS_TEST_SOURCE "/data");
    if (status != CASUS_OK) print_error("%s:%u: %s\n", l.err.file, l.err.line, l.err.message);
    assert_int_equal(status, CASUS_OK);
    assert_true(l.book.n_senses >= 1500);
    /* every type of PLOVER is told by some act */
    static const char *const types[] = {
        "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
        "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
    for (size_t k = 0; k < sizeof types / sizeof types[0]; k++) {
        bool any = false;
        for (uint32_t i = 0; i < l.book.n_acts; i++) {
            const char *type = act_book_text(&l.book, l.book.acts[i].type);
            any |= type && strcmp(type, types[k]) == 0;
        }
        if (!any) print_error("no act of type %s\n", types[k]);
        assert_true(any);
    }
    buf_release(&l.model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_heads),     cmocka_unit_test(test_needs),
        cmocka_unit_test(test_slots),     cmocka_unit_test(test_flags),
        cmocka_unit_test(test_malformed), cmocka_unit_test(test_lint),
        cmocka_unit_test(test_no_clash),  cmocka_unit_test(test_without_codes),
        cmocka_unit_test(test_damage),    cmocka_unit_test(test_shipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
