/* parse: one sentence through an engine and the lemmatiser. */
#include "parse/parse.h"

#include <assert.h>
#include <stdlib.h>

#include "parse/model.h"
#include "parse/tree.h"

static_assert(PARSE_MAX_TOKENS <= HEADS_MAX, "a piece must fit the net");

struct parser {
    const parse_model *model;
    word words[PARSE_MAX_TOKENS];
    uint8_t tags[PARSE_MAX_TOKENS];
    /* the fast engine */
    arc_word infos[PARSE_MAX_TOKENS];
    arcs arcs;
    /* the net; kernel is NULL where the fast engine runs */
    const net_kernel *kernel;
    net_scratch *net;
    net_answer answers[PARSE_MAX_TOKENS];
};

casus_status parser_new(parser **out, const parse_model *model, enum parse_engine engine,
                        casus_error *err)
{
    parser *self = *out = calloc(1, sizeof *self);
    FAIL_IF(!self, CASUS_NO_MEMORY, "no memory for a parser");
    self->model = model;
    if (engine == PARSE_FAST || !model->has_net) return CASUS_OK;
    self->kernel = net_kernel_best();
    self->net = calloc(1, sizeof *self->net);
    casus_status status = self->net ? net_scratch_init(self->net, &model->net, err)
                                    : error_set(err, CASUS_NO_MEMORY, "no memory for a parser");
    if (status == CASUS_OK) return CASUS_OK;
    parser_free(self);
    *out = NULL;
    return status;
}

void parser_free(parser *self)
{
    if (!self) return;
    if (self->net) net_scratch_release(self->net);
    free(self->net);
    free(self);
}

bool parser_finds_names(const parser *self) { return self->kernel != NULL; }

void parser_use_kernel(parser *self, const net_kernel *kernel)
{
    if (self->kernel && kernel) self->kernel = kernel;
}

static uint8_t features_of(unsigned xpos)
{
    static const uint8_t features[] = {
#define X(name, text, bits) (uint8_t)(bits),
        XPOS_LIST(X)
#undef X
    };
    return features[xpos];
}

static void set_tags(parser *self, uint32_t n, node *nodes)
{
    for (uint32_t i = 0; i < n; i++) {
        joint_tag tag = self->model->tags[self->tags[i]];
        nodes[i] = (node){.upos = tag.upos,
                          .xpos = tag.xpos,
                          .features = features_of(tag.xpos),
                          .name = NAME_UNKNOWN};
    }
}

/* All lemmas of the piece go into one block of the arena. */
static void set_lemmas(parser *self, const char *text, const token *tokens, uint32_t n, node *nodes,
                       arena *mem)
{
    size_t room = 0;
    for (uint32_t i = 0; i < n; i++)
        room += 2 * (size_t)(tokens[i].end - tokens[i].start) + LEMMA_APPEND_MAX + 1;
    char *out = arena_alloc(mem, room);
    for (uint32_t i = 0; i < n; i++) {
        casus_str form = token_form(text, &tokens[i]);
        node *nd = &nodes[i];
        if (!out) { /* out of memory: the arena says so at the stage's end */
            nd->lemma = form;
            nd->lemma_hash = tokens[i].hash;
            continue;
        }
        uint32_t class = lemma_class(nd->xpos, &self->words[i]);
        size_t len = lemma_write(&self->model->lemmas, form, class, out);
        nd->lemma = (casus_str){out, len};
        bool same = len == form.len && str_eq_nocase(nd->lemma, form);
        nd->lemma_hash = same ? tokens[i].hash : str_hash_lower(nd->lemma);
        out += len;
        *out++ = '\0';
    }
}

static void set_infos(parser *self, uint32_t n, const node *nodes)
{
    for (uint32_t i = 0; i < n; i++)
        self->infos[i] = (arc_word){.lemma = self->words[i].digits ? self->words[i].form
                                                                   : word_fold(nodes[i].lemma_hash),
                                    .tag = self->tags[i],
                                    .upos = nodes[i].upos,
                                    .xpos = nodes[i].xpos};
}

/* "soldiers who attacked": a noun is no child of a verb whose relative pronoun stands right behind
 * the noun. The greedy parser tends to forget this when a second verb is still to come. */
static bool is_relative_to(const parser *self)
{
    const arcs *state = &self->arcs;
    uint32_t noun = state->stack[state->n_stack - 1], child = state->cells[state->next].left1;
    if (child != noun + 1 && child != noun + 2) return false;
    if (child == noun + 2 && self->infos[noun].xpos != XPOS_COMMA) return false; /* word noun + 1 */
    unsigned upos = self->infos[noun - 1].upos, pronoun = self->infos[child - 1].xpos;
    bool nominal = upos == UPOS_NOUN || upos == UPOS_PROPN;
    return nominal && (pronoun == XPOS_WP || pronoun == XPOS_WDT);
}

static enum action best_action(const parser *self, unsigned legal)
{
    if (legal >> ACTION_LEFT & 1u && legal >> ACTION_SHIFT & 1u && is_relative_to(self))
        legal &= ~(1u << ACTION_LEFT);
    if ((legal & (legal - 1)) == 0) return (enum action)__builtin_ctz(legal);
    uint32_t features[ARC_FEATURES];
    int32_t scores[ACTION_COUNT];
    uint32_t k = arcs_features(&self->arcs, features);
    table_sum_dense(&self->model->arcs, features, k, scores);
    int best = -1;
    for (int a = 0; a < ACTION_COUNT; a++)
        if (legal >> a & 1u && (best < 0 || scores[a] > scores[best])) best = a;
    return (enum action)best;
}

static enum deprel best_label(const parser *self, uint32_t head, uint32_t dependent)
{
    if (head == self->arcs.n + 1) return DEPREL_ROOT;
    uint32_t features[LABEL_FEATURES];
    int16_t scores[WEIGHTS_MAX_CLASSES];
    uint32_t k = label_features(&self->arcs, head, dependent, features);
    table_sum_sparse(&self->model->labels, features, k, scores);
    return (enum deprel)table_best_class(&self->model->labels, scores, DEPREL_ROOT + 1);
}

static void run_arcs(parser *self, uint32_t n, node *nodes)
{
    arcs *state = &self->arcs;
    arcs_init(state, self->words, self->infos, n);
    while (!arcs_done(state)) {
        enum action action = best_action(self, arcs_legal(state));
        enum deprel label = DEPREL_DEP;
        if (action != ACTION_SHIFT) {
            uint32_t head, dependent;
            arcs_pair(state, action, &head, &dependent);
            label = best_label(self, head, dependent);
        }
        uint32_t attached = arcs_apply(state, action);
        if (attached) arcs_label(state, attached, label);
    }
    for (uint32_t i = 1; i <= n; i++) {
        const cell *c = &state->cells[i];
        nodes[i - 1].head = c->head == n + 1 ? 0 : c->head;
        nodes[i - 1].deprel = c->deprel;
    }
}

static void run_fast(parser *self, const char *text, const token *tokens, uint32_t n, node *nodes,
                     arena *mem)
{
    tagger_run(&self->model->tagger, self->words, n, self->tags);
    set_tags(self, n, nodes);
    set_lemmas(self, text, tokens, n, nodes, mem);
    set_infos(self, n, nodes);
    run_arcs(self, n, nodes);
}

static void run_net(parser *self, const char *text, const token *tokens, uint32_t n, node *nodes,
                    arena *mem)
{
    const net_model *net = &self->model->net;
    net_words_scan(&net->lexicon, &self->model->lexicon, tokens, self->words, n, self->net->words);
    net_run(net, self->kernel, self->net, n, self->answers);
    for (uint32_t i = 0; i < n; i++) self->tags[i] = self->answers[i].tag;
    set_tags(self, n, nodes);
    set_lemmas(self, text, tokens, n, nodes, mem);
    for (uint32_t i = 0; i < n; i++) {
        nodes[i].head = self->answers[i].head;
        nodes[i].deprel = self->answers[i].deprel;
        nodes[i].name = self->answers[i].name;
    }
}

/* A piece's heads count within the piece; its root hangs on the first piece's root, and so does
 * every word of a piece whose heads no longer fit. */
static void join_piece(node *nodes, uint32_t start, uint32_t n, uint32_t first_root)
{
    bool fits = start + n <= UINT16_MAX;
    for (uint32_t i = start; i < start + n; i++) {
        if (nodes[i].head != 0 && fits) {
            nodes[i].head = (uint16_t)(nodes[i].head + start);
            continue;
        }
        nodes[i].head = (uint16_t)(first_root + 1);
        nodes[i].deprel = DEPREL_PARATAXIS;
    }
}

void parser_run(parser *self, const char *text, const token *tokens, uint32_t n, node *nodes,
                arena *mem)
{
    uint32_t first_root = 0;
    for (uint32_t start = 0; start < n; start += PARSE_MAX_TOKENS) {
        uint32_t size = n - start < PARSE_MAX_TOKENS ? n - start : PARSE_MAX_TOKENS;
        node *piece = nodes + start;
        words_scan(&self->model->lexicon, text, tokens + start, size, self->words);
        if (self->kernel)
            run_net(self, text, tokens + start, size, piece, mem);
        else
            run_fast(self, text, tokens + start, size, piece, mem);
        for (uint32_t i = 0; i < size && start == 0; i++)
            if (piece[i].head == 0) first_root = i;
        if (start > 0) join_piece(nodes, start, size, first_root);
    }
    tree_link(nodes, n);
}

uint32_t parse_word_cluster(const parse_model *model, uint64_t hash)
{
    return lexicon_cluster(&model->lexicon, hash);
}
