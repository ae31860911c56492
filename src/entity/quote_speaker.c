/* Who speaks a quotation. The cue is looked for where English puts it, nearest first:
 *
 *   "...," he said.            behind the closing mark, in the same sentence
 *   X said: "..."              before the opening mark, in the same sentence
 *   According to X, "..."
 *   X said the plan was "bad"  a part quotation inside what is reported
 *   X was blunt, he said:  |  "..."      the end of the sentence before, with a colon
 *   "...," X said. "..."       the quotation before it in the paragraph
 *   "..." alone in its paragraph: the speaker of the paragraph before goes on
 *
 * One to three words that no cue claims are scare quotes. */
#include "entity/quote.h"

#define REACH 60 /* tokens from a quotation to its cue, at most */

typedef struct frame {
    const entity_input *in;
    entities *e;
    const quote *q;
    uint32_t index;             /* of q */
    uint32_t from, to;          /* tokens of the sentences that hold the quotation: [from, to) */
} frame;

uint32_t quote_at(const entities *e, uint32_t i)
{
    uint32_t lo = 0, hi = e->n_quotes;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (e->quotes[mid].last < i) lo = mid + 1;
        else hi = mid;
    }
    return lo < e->n_quotes && e->quotes[lo].first <= i ? lo : ENTITY_NONE;
}

static casus_str form(const frame *f, uint32_t i)
{
    return token_form(f->in->text->ptr, &f->in->lexed->tokens[i]);
}

static bool is_form(const frame *f, uint32_t i, const char *word)
{
    return str_eq_nocase(form(f, i), str_from(word));
}

static uint32_t paragraph_of(const entity_input *in, uint32_t i)
{
    return in->segs->sentences[in->lexed->tokens[i].sentence].paragraph;
}

/* ---- cues ------------------------------------------------------------------------------------ */

/* Reporting verbs that go with a quotation; acts ("accused") and names ("called") do as well as
 * saying. */
static bool is_cue(const frame *f, uint32_t i)
{
    if (quote_at(f->e, i) != ENTITY_NONE) return false;
    uint32_t flags = cue_at(f->in, i);
    return (flags & (CUE_SAY | CUE_ACT | CUE_CALL)) != 0 && !(flags & CUE_THINK);
}

static bool is_pure_cue(const frame *f, uint32_t i)
{
    return is_cue(f, i) && (cue_at(f->in, i) & CUE_SAY);
}

/* The cue behind the closing mark: the first one within a few words and before another quotation
 * opens. */
static uint32_t cue_behind(const frame *f)
{
    uint32_t from = f->q->last + 1, limit = f->to < from + 24 ? f->to : from + 24;
    for (uint32_t i = from; i < limit; i++) {
        if (quote_at(f->e, i) != ENTITY_NONE) break;
        if (is_form(f, i, ";") || is_form(f, i, "that") || is_form(f, i, "but")) break;
        if (is_pure_cue(f, i)) return i;
        if (i < from + 8 && is_cue(f, i)) return i;
    }
    return ENTITY_NONE;
}

/* Does a quotation end in a way that hands over to its cue: a comma, question or exclamation
 * mark inside? */
static bool ends_for_cue(const frame *f)
{
    char c = f->in->text->ptr[f->q->end - 1];
    if (c == ',' || c == '?' || c == '!') return true;
    uint32_t next = f->q->last + 1; /* the mark itself, then British ", said X" */
    for (uint32_t i = next; i < f->to && i < next + 2; i++)
        if (is_form(f, i, ",")) return true;
    return false;
}

/* The cue before the opening mark: the last one in the sentence. */
static uint32_t cue_before(const frame *f)
{
    for (uint32_t i = f->q->first; i-- > f->from;) {
        if (f->q->first - i > REACH) break;
        if (is_cue(f, i)) return i;
    }
    return ENTITY_NONE;
}

static uint32_t according_source(const frame *f, uint32_t from, uint32_t to, uint32_t *cue)
{
    if (from + REACH < f->q->first) from = f->q->first - REACH;
    if (to > f->q->last + REACH) to = f->q->last + REACH;
    for (uint32_t i = from; i + 2 < to; i++) {
        if (i == f->q->first) i = f->q->last; /* not inside */
        if (i + 2 >= to) break;
        if (!is_form(f, i, "according") || !is_form(f, i + 1, "to")) continue;
        if (quote_at(f->e, i) != ENTITY_NONE) continue;
        uint32_t m = mention_from(f->e, i + 2, to < i + 16 ? to : i + 16, i + 4);
        if (m == ENTITY_NONE) continue;
        *cue = i;
        return m;
    }
    return ENTITY_NONE;
}

static bool is_tag(uint32_t flags) { return (flags & CUE_SAY) && !(flags & CUE_THINK); }

/* The words right behind a closing mark are read as they stand: `," she later said` or `," said
 * the envoy`. Trees are weak there, for the quotation before them is no part of one clause. */
static bool settle_behind(const frame *f, quote *q)
{
    uint32_t i = q->last + 1, limit = f->to < i + 20 ? f->to : i + 20;
    while (i < limit && i <= q->last + 3 && (f->in->lexed->tokens[i].flags & TOKEN_PUNCT)) i++;
    if (i >= limit || quote_at(f->e, i) != ENTITY_NONE) return false;
    uint32_t cue = ENTITY_NONE;
    if (is_tag(cue_of_form(f->in->cues, form(f, i))) || is_form(f, i, "continued")) cue = i; /* inverted */
    for (uint32_t k = i + 1; k < limit && cue == ENTITY_NONE; k++) {
        uint32_t flags = cue_of_form(f->in->cues, form(f, k));
        if (quote_at(f->e, k) != ENTITY_NONE || is_form(f, k, ";") || is_form(f, k, ":"))
            return false;
        if (is_tag(flags) || is_form(f, k, "continued") || is_form(f, k, "continues")) cue = k;
        /* Any other finite verb makes it a clause of its own, but for "X, who leads ..., said". */
        unsigned features = f->in->nodes[k].features;
        if (cue == ENTITY_NONE && (features & FEATURE_FINITE) &&
            f->in->nodes[k].upos != UPOS_NOUN && f->in->nodes[k].deprel != DEPREL_ACL_RELCL &&
            f->in->nodes[k].upos != UPOS_AUX)
            return false;
    }
    if (cue == ENTITY_NONE) return false;
    uint32_t speaker = cue == i ? mention_from(f->e, cue + 1, limit, cue + 3)
                                : mention_from(f->e, i, cue + 1, i + 3);
    q->cue = cue;
    q->speaker = speaker;
    q->scare = false;
    return true;
}

static bool settle(frame *f, quote *q, uint32_t cue)
{
    if (cue == ENTITY_NONE) return false;
    uint32_t source = cue_source(f->in, f->e, cue, true);
    uint32_t speaker = mention_near(f->in, f->e, source);
    /* A tree that finds no actor as the subject is taken for wrong: look beside the cue. */
    if (speaker != ENTITY_NONE && f->e->mentions[speaker].kind == MENTION_PLACE)
        speaker = ENTITY_NONE;
    if (source != ENTITY_NONE && quote_at(f->e, source) != ENTITY_NONE) speaker = ENTITY_NONE;
    if (speaker == ENTITY_NONE) return false;
    q->speaker = speaker;
    q->cue = cue;
    q->scare = false;
    return true;
}

/* ---- the ways -------------------------------------------------------------------------------- */

/* Words in marks with no verb of their own: "private companies". */
static bool is_part(const frame *f)
{
    const char *s = f->in->text->ptr;
    uint32_t k = f->q->start;
    bool capital = s[k] >= 'A' && s[k] <= 'Z';
    char end = s[f->q->end - 1];
    return !capital || (end != '.' && end != ',' && end != '!' && end != '?');
}

/* `Lavrov: "..."`: nothing but a name and a colon before the opening mark. */
static bool named_before(const frame *f, quote *q)
{
    uint32_t i = q->first;
    while (i > f->from && (f->in->lexed->tokens[i - 1].flags & TOKEN_PUNCT) &&
           !is_form(f, i - 1, ":"))
        i--;
    if (i <= f->from || !is_form(f, i - 1, ":")) return false;
    uint32_t colon = i - 1, m = mention_from(f->e, f->from, colon, f->from);
    if (m == ENTITY_NONE || f->e->mentions[m].last + 1 != colon) return false;
    q->speaker = m;
    q->cue = colon;
    q->scare = false;
    return true;
}

static bool in_sentence(frame *f, quote *q)
{
    if (named_before(f, q)) return true;
    uint32_t behind = cue_behind(f), before = cue_before(f), cue = ENTITY_NONE;
    bool colon = false;
    for (uint32_t i = q->first; i-- > f->from && q->first - i <= 3;)
        colon = colon || is_form(f, i, ":") || is_form(f, i, ",");
    if (before != ENTITY_NONE && colon && q->first - before <= 8 && !ends_for_cue(f) &&
        settle(f, q, before))
        return true;
    if (ends_for_cue(f) && settle_behind(f, q)) return true;
    /* "He called it "a lie" and urged them": a part goes with the verb before it. */
    if (before != ENTITY_NONE && is_part(f) && !ends_for_cue(f) && settle(f, q, before))
        return true;
    if (behind != ENTITY_NONE && (ends_for_cue(f) || behind - q->last <= 4) && settle(f, q, behind))
        return true;
    if (before != ENTITY_NONE && settle(f, q, before)) return true;
    uint32_t m = according_source(f, f->from, f->to, &cue);
    if (m != ENTITY_NONE) {
        q->speaker = m;
        q->cue = cue;
        q->scare = false;
        return true;
    }
    if (behind != ENTITY_NONE && settle(f, q, behind)) return true;
    return false;
}

/* Does nothing but the quotation stand in its sentences? */
static bool fills_sentences(const frame *f)
{
    for (uint32_t i = f->from; i < f->to; i++) {
        if (i == f->q->first) i = f->q->last;
        else if (!(f->in->lexed->tokens[i].flags & TOKEN_PUNCT)) return false;
    }
    return true;
}

/* The sentence before ends with a colon and holds a cue. */
static bool after_colon(frame *f, quote *q)
{
    if (f->from == 0) return false;
    uint32_t last = f->from - 1;
    if (!is_form(f, last, ":")) return false;
    uint32_t si = f->in->lexed->tokens[last].sentence;
    for (uint32_t i = last; i-- > f->in->lexed->first[si] && last - i <= REACH;)
        if (is_cue(f, i) && settle(f, q, i)) return true;
    return false;
}

/* The quotation before goes on: in the same paragraph behind its cue, or alone in the next
 * paragraph. */
static bool goes_on(frame *f, quote *q)
{
    if (f->index == 0) return false;
    const quote *prior = &f->e->quotes[f->index - 1];
    if (prior->speaker == ENTITY_NONE || prior->scare) return false;
    uint32_t here = paragraph_of(f->in, q->first), there = paragraph_of(f->in, prior->last);
    const paragraph *pars = f->in->segs->paragraphs;
    if (pars[here].article != pars[there].article || here > there + 1) return false;
    /* Between the two stands no more than the cue's sentence. */
    uint32_t between =
        f->in->lexed->tokens[q->first].sentence - f->in->lexed->tokens[prior->last].sentence;
    if (between > (here == there ? 1u : 2u)) return false;
    q->speaker = prior->speaker;
    q->cue = prior->cue;
    q->scare = false;
    return true;
}

/* "The minister said he was disappointed. "We expected more."": who was reported speaks on. */
static bool after_report(frame *f, quote *q)
{
    if (f->from == 0) return false;
    uint32_t last = f->from - 1, si = f->in->lexed->tokens[last].sentence;
    if (paragraph_of(f->in, last) != paragraph_of(f->in, q->first)) return false;
    for (uint32_t i = last; i-- > f->in->lexed->first[si] && last - i <= REACH;)
        if (is_pure_cue(f, i) && !(cue_at(f->in, i) & CUE_THINK) && settle(f, q, i)) return true;
    return false;
}

/* The name of a work or a programme: told "Good Morning America". Each longer word has a
 * capital, no sentence ends. */
static bool is_title(const frame *f)
{
    const quote *q = f->q;
    if (q->last - q->first > 9) return false;
    uint32_t capital = 0;
    for (uint32_t i = q->first; i <= q->last; i++) {
        const token *t = &f->in->lexed->tokens[i];
        if (t->flags & TOKEN_PUNCT) continue;
        if (t->flags & TOKEN_CAP) capital++;
        else if (t->end - t->start > 3 || i == q->first) return false;
    }
    char end = f->in->text->ptr[q->end - 1];
    if (end == '!' || end == '?' || capital == 0) return false;
    if (q->first == f->from || (q->first == f->from + 1 && q->first > 0))
        return capital > 1;         /* "Yes," she said */
    uint32_t before = q->first - 1; /* the mark, or what stands before it */
    if (f->in->lexed->tokens[before].flags & TOKEN_PUNCT)
        before = before > f->from ? before - 1 : before;
    return !is_form(f, before, ",") && !is_form(f, before, ":") &&
           (capital > 1 || !is_cue(f, before));
}

/* A quotation of several sentences: "A. B," he said. "C." is cut by the segmenter; the frame is
 * its last sentence. */
static void attribute(frame *f, quote *q)
{
    if (is_title(f)) {
        q->scare = true;
        return;
    }
    if (in_sentence(f, q)) return;
    if (!fills_sentences(f)) return;
    if (after_colon(f, q)) return;
    if (is_part(f)) return;
    if (goes_on(f, q)) return;
    after_report(f, q);
}

void quotes_attribute(const entity_input *in, arena *mem, entities *out)
{
    (void)mem;
    if (!out->mention_at || !out->mentions) return;
    for (uint32_t k = 0; k < out->n_quotes; k++) {
        quote *q = &out->quotes[k];
        frame f = {.in = in, .e = out, .q = q, .index = k};
        f.from = in->lexed->first[in->lexed->tokens[q->first].sentence];
        f.to = in->lexed->first[in->lexed->tokens[q->last].sentence + 1];
        attribute(&f, q);
    }
}
