/* Claims: whose words, and how far they go. The trees are made by hand, so that what is tested
 * is the reading of trees and not the parser. A token is form/UPOS/XPOS/head/relation; a mention
 * is a pair of tokens and a head. */
#include "entity/quote.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define MAX_TOKENS 64

typedef struct claim_case {
    const char *tree;     /* lemma is the form but where "form=lemma" says otherwise */
    const char *mentions; /* "first-last@head ...", tokens from 1 */
    const char *claims[3]; /* "source | cue | content" */
} claim_case;

static const claim_case cases[] = {
    /* content behind the cue */
    {"The/DET/DT/2/det ministry/NOUN/NN/3/nsubj said=say/VERB/VBD/0/root rebels/NOUN/NNS/5/nsubj "
     "left=leave/VERB/VBD/3/ccomp "
     "the/DET/DT/7/det town/NOUN/NN/5/obj ./PUNCT/./3/punct",
     "1-2@2 4-4@4",
     {"The ministry | said | rebels left the town"}},
    /* content before it; what the writer adds with "as" is not said */
    {"Kenya/PROPN/NNP/3/nsubj has=have/AUX/VBZ/3/aux asked=ask/VERB/VBN/0/root "
     "Uganda/PROPN/NNP/3/obj for/ADP/IN/6/case "
     "help/NOUN/NN/3/obl ,/PUNCT/,/10/punct the/DET/DT/9/det envoy/NOUN/NN/10/nsubj "
     "confirmed=confirm/VERB/VBD/3/parataxis "
     "Monday/PROPN/NNP/10/obl:unmarked ,/PUNCT/,/15/punct as/SCONJ/IN/15/mark "
     "rebels/NOUN/NNS/15/nsubj "
     "advanced=advance/VERB/VBD/10/advcl ./PUNCT/./3/punct",
     "1-1@1 4-4@4 8-9@9 14-14@14",
     {"the envoy | confirmed | Kenya has asked Uganda for help"}},
    /* the same where the tree hangs the last clause on the content */
    {"Kenya/PROPN/NNP/3/nsubj has=have/AUX/VBZ/3/aux asked=ask/VERB/VBN/0/root "
     "Uganda/PROPN/NNP/3/obj ,/PUNCT/,/8/punct "
     "the/DET/DT/7/det envoy/NOUN/NN/8/nsubj said=say/VERB/VBD/3/parataxis ,/PUNCT/,/12/punct "
     "as/SCONJ/IN/12/mark "
     "rebels/NOUN/NNS/12/nsubj advanced=advance/VERB/VBD/3/advcl ./PUNCT/./3/punct",
     "1-1@1 4-4@4 6-7@7 11-11@11",
     {"the envoy | said | Kenya has asked Uganda"}},
    /* a clause of the writer's own behind ", and" */
    {"He/PRON/PRP/2/nsubj said=say/VERB/VBD/0/root talks/NOUN/NNS/4/nsubj "
     "failed=fail/VERB/VBD/2/ccomp ,/PUNCT/,/8/punct "
     "and/CCONJ/CC/8/cc troops/NOUN/NNS/8/nsubj moved=move/VERB/VBD/4/conj in/ADV/RB/8/advmod "
     "./PUNCT/./2/punct",
     "1-1@1 7-7@7",
     {"He | said | talks failed"}},
    /* a parenthesis: both pieces */
    {"Talks/NOUN/NNS/7/nsubj ,/PUNCT/,/5/punct the/DET/DT/4/det envoy/NOUN/NN/5/nsubj "
     "said=say/VERB/VBD/7/parataxis "
     ",/PUNCT/,/5/punct resumed=resume/VERB/VBD/0/root in/ADP/IN/9/case Geneva/PROPN/NNP/7/obl "
     "./PUNCT/./7/punct",
     "3-4@4",
     {"the envoy | said | Talks", "the envoy | said | resumed in Geneva"}},
    /* relative clause: the antecedent speaks */
    {"Diop/PROPN/NNP/8/nsubj ,/PUNCT/,/4/punct who/PRON/WP/4/nsubj said=say/VERB/VBD/1/acl:relcl "
     "talks/NOUN/NNS/6/nsubj "
     "failed=fail/VERB/VBD/4/ccomp ,/PUNCT/,/4/punct left=leave/VERB/VBD/0/root ./PUNCT/./8/punct",
     "1-1@1",
     {"Diop | said | talks failed"}},
    /* conjoined verbs share the subject; a participle has its governor's */
    {"Diop/PROPN/NNP/2/nsubj met=meet/VERB/VBD/0/root him/PRON/PRP/2/obj and/CCONJ/CC/5/cc "
     "said=say/VERB/VBD/2/conj "
     "talks/NOUN/NNS/7/nsubj failed=fail/VERB/VBD/5/ccomp ./PUNCT/./2/punct",
     "1-1@1 3-3@3",
     {"Diop | said | talks failed"}},
    {"Diop/PROPN/NNP/2/nsubj left=leave/VERB/VBD/0/root ,/PUNCT/,/4/punct "
     "saying=say/VERB/VBG/2/advcl talks/NOUN/NNS/6/nsubj "
     "failed=fail/VERB/VBD/4/ccomp ./PUNCT/./2/punct",
     "1-1@1",
     {"Diop | saying | talks failed"}},
    /* according to */
    {"According=accord/VERB/VBG/4/case to/ADP/IN/1/fixed the/DET/DT/4/det army/NOUN/NN/7/obl "
     ",/PUNCT/,/4/punct "
     "rebels/NOUN/NNS/7/nsubj fled=flee/VERB/VBD/0/root ./PUNCT/./7/punct",
     "3-4@4 6-6@6",
     {"the army | According | rebels fled"}},
    {"Rebels/NOUN/NNS/2/nsubj fled=flee/VERB/VBD/0/root ,/PUNCT/,/7/punct "
     "according=accord/VERB/VBG/7/case to/ADP/IN/4/fixed "
     "the/DET/DT/7/det army/NOUN/NN/2/obl ./PUNCT/./2/punct",
     "1-1@1 6-7@7",
     {"the army | according | Rebels fled"}},
    /* nobody named */
    {"Rebels/NOUN/NNS/3/nsubj reportedly/ADV/RB/3/advmod took=take/VERB/VBD/0/root "
     "Gao/PROPN/NNP/3/obj ./PUNCT/./3/punct",
     "1-1@1 4-4@4",
     {"- | reportedly | Rebels reportedly took Gao"}},
    /* no claims: acts in words, what was not said, what was only to be said */
    {"Kenya/PROPN/NNP/2/nsubj urged=urge/VERB/VBD/0/root Uganda/PROPN/NNP/2/obj to/PART/TO/5/mark "
     "leave/VERB/VB/2/xcomp "
     "./PUNCT/./2/punct",
     "1-1@1 3-3@3",
     {NULL}},
    {"He/PRON/PRP/4/nsubj did=do/AUX/VBD/4/aux not/PART/RB/4/advmod say/VERB/VB/0/root "
     "when/ADV/WRB/7/advmod "
     "troops/NOUN/NNS/7/nsubj left=leave/VERB/VBD/4/ccomp ./PUNCT/./4/punct",
     "1-1@1 6-6@6",
     {NULL}},
};

/* data/cues, compiled */
static struct {
    cue_book cues;
    buf bytes;
    image sections;
} book;

static int book_open(void **state)
{
    (void)state;
    image_writer out = {0};
    casus_str section;
    bool ok = cue_book_build(CASUS_TEST_SOURCE "/data", &out, NULL) == CASUS_OK;
    image_writer_finish(&out, &book.bytes);
    image_writer_release(&out);
    ok = ok && image_open(&book.sections, book.bytes.ptr, book.bytes.len, "test", NULL) == CASUS_OK;
    ok = ok && image_section(&book.sections, "entity.cues", &section, NULL) == CASUS_OK;
    return ok && cue_book_open(&book.cues, section, NULL) == CASUS_OK ? 0 : -1;
}

static int book_close(void **state)
{
    (void)state;
    buf_release(&book.bytes);
    return 0;
}

typedef struct sample {
    char words[1024];
    token tokens[MAX_TOKENS];
    node nodes[MAX_TOKENS];
    mention mentions[8];
    uint32_t mention_at[MAX_TOKENS];
    uint32_t first[2];
    sentence sentence;
    paragraph paragraph;
    article article;
    text text;
    segments segs;
    lexed lexed;
    entities who;
    arena mem;
} sample;

static unsigned number_of(casus_str name, const char *(*names)(unsigned), unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (str_eq(name, str_from(names(i)))) return i;
    fail_msg("%.*s", (int)name.len, name.ptr);
    return 0;
}

static void read_token(sample *s, casus_str item, casus_str form, uint32_t *at)
{
    uint32_t i = s->lexed.n_tokens++;
    casus_str field[5], lemma = form, word = form;
    size_t equals = str_find(form, STR("="));
    if (equals != SIZE_MAX) {
        word = str_slice(form, 0, equals);
        lemma = str_slice(form, equals + 1, form.len);
    }
    for (int k = 0; k < 4; k++) assert_true(str_split(&item, '/', &field[k]));
    memcpy(s->words + *at, word.ptr, word.len);
    s->tokens[i] =
        (token){.start = *at, .end = *at + (uint32_t)word.len, .hash = str_hash_lower(word)};
    char c = word.ptr[0];
    bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    s->tokens[i].flags = letter ? TOKEN_ALPHA : TOKEN_PUNCT;
    if (c >= 'A' && c <= 'Z') s->tokens[i].flags |= TOKEN_CAP;
    *at += (uint32_t)word.len;
    s->words[(*at)++] = ' ';
    node *n = &s->nodes[i];
    n->lemma = lemma;
    n->upos = (uint8_t)number_of(field[0], upos_name, UPOS_COUNT);
    n->xpos = (uint8_t)number_of(field[1], xpos_name, XPOS_COUNT);
    n->head = (uint16_t)atoi(field[2].ptr);
    n->deprel = (uint8_t)number_of(field[3], deprel_name, DEPREL_COUNT);
    bool finite =
        n->xpos == XPOS_VBD || n->xpos == XPOS_VBZ || n->xpos == XPOS_VBP || n->xpos == XPOS_MD;
    n->features =
        (uint8_t)((finite ? FEATURE_FINITE : 0) | (n->xpos == XPOS_VB ? FEATURE_INFINITIVE : 0));
}

static void sample_init(sample *s, const claim_case *c)
{
    memset(s, 0, sizeof *s);
    arena_init(&s->mem, 1 << 20);
    casus_str rest = str_from(c->tree), item, form;
    uint32_t at = 0;
    while (str_split(&rest, ' ', &item)) {
        if (item.len == 0) continue;
        assert_true(str_split(&item, '/', &form));
        read_token(s, item, form, &at);
    }
    uint32_t n = s->lexed.n_tokens;
    tree_link(s->nodes, n);
    for (uint32_t i = 0; i < n; i++) s->mention_at[i] = ENTITY_NONE;
    rest = str_from(c->mentions);
    while (str_split(&rest, ' ', &item)) {
        unsigned first = 0, last = 0, head = 0;
        assert_int_equal(sscanf(item.ptr, "%u-%u@%u", &first, &last, &head), 3);
        s->mention_at[head - 1] = s->who.n_mentions;
        s->mentions[s->who.n_mentions++] = (mention){.first = first - 1,
                                                     .last = last - 1,
                                                     .head = head - 1,
                                                     .kind = MENTION_ROLE,
                                                     .entity = ENTITY_NONE};
    }
    s->first[1] = n;
    s->text = (text){.ptr = s->words, .len = at};
    s->sentence.end = s->paragraph.end = s->article.end = at;
    s->paragraph.repeat_of = UINT32_MAX;
    s->paragraph.n_sentences = s->article.n_sentences = s->article.n_paragraphs = 1;
    s->segs = (segments){.articles = &s->article,
                         .paragraphs = &s->paragraph,
                         .sentences = &s->sentence,
                         .n_articles = 1,
                         .n_paragraphs = 1,
                         .n_sentences = 1};
    s->lexed.tokens = s->tokens;
    s->lexed.first = s->first;
    s->who.mentions = s->mentions;
    s->who.mention_at = s->mention_at;
}

static void words_of(const sample *s, uint32_t first, uint32_t last, char *out, size_t size)
{
    uint32_t start = s->tokens[first].start, end = s->tokens[last].end;
    snprintf(out, size, "%.*s", (int)(end - start), s->words + start);
}

static void test_claims(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sample *s = malloc(sizeof *s);
        assert_non_null(s);
        sample_init(s, &cases[i]);
        entity_input in = {
            .text = &s->text, .segs = &s->segs, .lexed = &s->lexed, .nodes = s->nodes,
            .cues = &book.cues};
        claims_find(&in, &s->mem, &s->who);
        uint32_t want = 0;
        while (want < 3 && cases[i].claims[want]) want++;
        if (s->who.n_claims != want) fail_msg("%s: %u claims", s->words, s->who.n_claims);
        for (uint32_t k = 0; k < want; k++) {
            const claim *c = &s->who.claims[k];
            char source[256] = "-", cue[64], content[512], got[1024];
            if (c->source != ENTITY_NONE)
                words_of(s, s->mentions[c->source].first, s->mentions[c->source].last, source,
                         sizeof source);
            words_of(s, c->cue, c->cue, cue, sizeof cue);
            words_of(s, c->first, c->last, content, sizeof content);
            snprintf(got, sizeof got, "%s | %s | %s", source, cue, content);
            assert_string_equal(got, cases[i].claims[k]);
        }
        arena_release(&s->mem);
        free(s);
    }
}

static void test_cues(void **state)
{
    (void)state;
    static const struct {
        const char *form, *lemma;
    } forms[] = {{"said", "say"},      {"Told", "tell"},          {"denied", "deny"},
                 {"replies", "reply"}, {"noting", "note"},        {"claimed", "claim"},
                 {"quipped", "quip"},  {"stresses", "stress"},    {"admitting", "admit"},
                 {"wrote", "write"},   {"announcing", "announce"}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        uint32_t flags = cue_of_form(&book.cues, str_from(forms[i].form));
        assert_true(flags != 0);
        assert_int_equal(flags, cue_of_lemma(&book.cues, str_from(forms[i].lemma)));
    }
    static const char *const none[] = {"ran", "saying-so", "s",     "",
                                       "ed",  "ing",       "table", "informationsystems"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(cue_of_form(&book.cues, str_from(none[i])), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_claims),
        cmocka_unit_test(test_cues),
    };
    return cmocka_run_group_tests(tests, book_open, book_close);
}
