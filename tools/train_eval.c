#include "train.h"

#include <time.h>

double cpu_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool same_plain(unsigned a, unsigned b) /* relation without its subtype */
{
    casus_str x = str_from(deprel_name(a)), y = str_from(deprel_name(b));
    size_t i = str_find(x, STR(":")), j = str_find(y, STR(":"));
    if (i != SIZE_MAX) x.len = i;
    if (j != SIZE_MAX) y.len = j;
    return str_eq(x, y);
}

static void count_word(const gold *g, const node *found, bool lemma_counts, tally *out)
{
    bool head = g->head == found->head, label = g->deprel == found->deprel;
    bool is_word = g->deprel != DEPREL_PUNCT;
    out->n++;
    out->upos += g->upos == found->upos;
    out->xpos += g->xpos == found->xpos;
    out->lemma +=
        lemma_counts ? str_eq(g->lemma, found->lemma) : str_eq_nocase(g->lemma, found->lemma);
    out->head += head;
    out->labelled += head && label;
    out->plain += head && same_plain(g->deprel, found->deprel);
    out->words += is_word;
    out->words_head += is_word && head;
    out->words_labelled += is_word && head && label;
    out->gold[g->deprel]++;
    out->found[found->deprel]++;
    out->right[g->deprel] += head && label;
}

void evaluate(const parse_model *model, enum parse_engine engine, const corpus *c, enum recase how, tally *out)
{
    casus_error err;
    parser *p;
    arena mem, kept;
    arena_init(&mem, (size_t)1 << 30);
    arena_init(&kept, (size_t)1 << 30);
    if (parser_new(&p, model, engine, &err) != CASUS_OK) fail(err.message, "parser");
    *out = (tally){0};
    sentence *sentences = must(malloc(c->n * sizeof *sentences));
    for (uint32_t s = 0; s < c->n; s++)
        sentence_recase(&kept, &c->sentences[s], how, &sentences[s]);
    static node nodes[PARSE_MAX_TOKENS];
    for (int pass = 0; pass < 2; pass++) { /* the second pass is timed */
        double start = cpu_seconds();
        for (uint32_t s = 0; s < c->n; s++) {
            const sentence *sent = &sentences[s];
            arena_reset(&mem);
            parser_run(p, sent->text, sent->tokens, sent->n, nodes, &mem);
            for (uint32_t i = 0; i < sent->n && pass == 0 && !sent->only_names; i++)
                count_word(&sent->golds[i], &nodes[i], how == RECASE_NONE, out);
        }
        out->seconds = cpu_seconds() - start;
    }
    free(sentences);
    parser_free(p);
    arena_release(&mem);
    arena_release(&kept);
}

static double percent(uint64_t a, uint64_t b) { return b ? 100.0 * (double)a / (double)b : 0; }

void tally_print(const tally *s, const char *name, bool relations)
{
    printf("%-10s UPOS %.2f XPOS %.2f lemma %.2f UAS %.2f LAS %.2f (no subtypes %.2f; no punct "
           "%.2f %.2f)"
           "  %.0f tokens/s\n",
           name, percent(s->upos, s->n), percent(s->xpos, s->n), percent(s->lemma, s->n),
           percent(s->head, s->n), percent(s->labelled, s->n), percent(s->plain, s->n),
           percent(s->words_head, s->words), percent(s->words_labelled, s->words),
           (double)s->n / s->seconds);
    if (!relations) return;
    printf("%-16s %6s %6s %6s %6s\n", "relation", "gold", "prec", "recall", "F1");
    for (unsigned r = 0; r < DEPREL_COUNT; r++) {
        double prec = percent(s->right[r], s->found[r]), recall = percent(s->right[r], s->gold[r]);
        double f1 = prec + recall > 0 ? 2 * prec * recall / (prec + recall) : 0;
        if (s->gold[r] + s->found[r])
            printf("%-16s %6lu %6.1f %6.1f %6.1f\n", deprel_name(r), (unsigned long)s->gold[r],
                   prec, recall, f1);
    }
}
