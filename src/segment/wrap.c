/* wrap: tells lines that an editor broke at some 70 columns from lines of their own.
 *
 * Two things tell. Broken lines end in the middle of sentences and go on in lower case. And they
 * end where the next word would not have fit: a line of 70 columns before a word of 6 was broken at
 * a width of 70 to 76. Each open line end so votes for some widths; where nearly all agree on one,
 * the block is sharply wrapped, whatever its words begin with. A line end at which the next word
 * would have fit is then on purpose: a headline above, an address, a signature below.
 */
#include "segment/wrap.h"

#define WRAP_NARROWEST 30u
#define SHARP_NARROWEST 45u /* columns; poems and lists are narrower */
#define SHORT_NARROWEST 55u /* the same where few lines tell */
#define FEW_VOTES 3u
#define SLACK 3u /* columns that an editor may leave free */
#define CUT_NARROWEST 16u /* a shorter first line is a headline */

/* ---- lines ----------------------------------------------------------------------------------- */

static bool is_bullet(casus_str s)
{
    if (s.len > 2 && strchr("*-+", s.ptr[0]) && s.ptr[1] == ' ') return true;
    return str_starts(s, STR("\u2022")) || str_starts(s, STR("\u25CF")) ||
           str_starts(s, STR("\u25AA"));
}

/* A gap between columns of a table, not the two blanks behind a full stop: 2 for a wide one. */
static uint32_t gap_at(casus_str s, size_t at)
{
    if (at == 0 || at + 2 >= s.len || s.ptr[at] != ' ' || s.ptr[at + 1] != ' ') return 0;
    if (strchr(" .!?:;\")']", s.ptr[at - 1])) return 0;
    return s.ptr[at + 2] == ' ' ? 2 : 1;
}

line line_read(const text *in, uint32_t start, uint32_t end)
{
    uint32_t at = start, gaps = 0;
    while (at < end && in->ptr[at] == ' ') at++;
    while (end > at && in->ptr[end - 1] == ' ') end--;
    casus_str s = text_slice(in, at, end);
    line out = {.start = at, .end = end, .indent = at - start, .columns = at - start};
    for (size_t i = 0; i < s.len; i++) {
        out.columns += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
        out.n_upper += char_upper(s.ptr[i]);
        out.n_lower += char_lower(s.ptr[i]);
        gaps += gap_at(s, i);
    }
    casus_str body = str_slice(s, quote_marks(s, &out.depth), s.len);
    for (size_t i = 0; i < body.len && body.ptr[i] != ' '; i++)
        out.word += ((unsigned char)body.ptr[i] & 0xC0) != 0x80;
    out.terminal = ends_terminal(s);
    out.upper = starts_upper(body);
    out.lower = starts_lower(body);
    out.bullet = is_bullet(body);
    out.empty = !body.len;
    out.row = gaps > 1;
    return out;
}

static casus_str last_word(const text *in, const line *l)
{
    uint32_t at = l->end;
    while (at > l->start && (char_upper(in->ptr[at - 1]) || char_lower(in->ptr[at - 1]))) at--;
    return text_slice(in, at, l->end);
}

/* Does the line end with what more must follow: "of", "the", "President", a comma? */
static bool is_open_ended(const text *in, const line *l)
{
    casus_str word = last_word(in, l);
    return in->ptr[l->end - 1] == ',' ||
           in_list(word, "a an the of in on at by for from to with and or but that which who whose "
                         "as is are was were be been has have had will would its his her their "
                         "than into near after before under over between against about") ||
           (word_class(word) & WORD_OFFICE);
}

static bool is_closed(const text *in, const line *l)
{
    return l->terminal || strchr(":;", in->ptr[l->end - 1]) || is_open_ended(in, l);
}

/* Does the line begin with "The", "In", "He"? Where all is in capitals only some tell: no sentence
 * goes on with them, unless it stopped at a verb. */
static bool begins_afresh(const text *in, const line *l, bool capitals)
{
    casus_str word, s = text_slice(in, l->start, l->end);
    size_t at = quote_marks(s, NULL);
    if (!l->upper || !next_word(s, &at, &word)) return false;
    if (at < s.len && s.ptr[at] != ' ') return false; /* "A. Smith" */
    if (!capitals && word.len > 1 && char_upper(word.ptr[1])) return false; /* "AS" */
    return capitals ? in_list(word, "the a an he she it they we i this these") : is_starter(word);
}

/* ---- the block ------------------------------------------------------------------------------- */

/* A paragraph's first line may be; what goes on below a bullet is so too. */
static bool is_indented(const line *above, const line *here)
{
    return !above->bullet && here->indent >= above->indent + 2;
}

/* A line end that tells of the width: no sentence, list or table row ends or begins there. */
static bool is_open(const block *b, uint32_t i)
{
    const line *above = &b->lines[i - 1], *here = &b->lines[i];
    return !above->terminal && !here->bullet && !is_indented(above, here) && !above->row &&
           !here->row && above->depth == here->depth && !above->empty && !here->empty;
}

static bool is_tight(const block *b, uint32_t i, uint32_t width)
{
    const line *above = &b->lines[i - 1];
    return above->columns + b->lines[i].word + SLACK >= width;
}

/* The widest width that most open line ends agree on, and how many do. */
static uint32_t vote(const block *b, uint32_t *votes)
{
    int32_t change[WRAP_WIDEST + 2] = {0}, sum = 0, most = 0;
    uint32_t width = 0;
    for (uint32_t i = 1; i < b->n; i++) {
        uint32_t from = b->lines[i - 1].columns, to = from + b->lines[i].word + SLACK;
        if (!is_open(b, i) || from > WRAP_WIDEST) continue;
        change[from]++;
        change[(to < WRAP_WIDEST ? to : WRAP_WIDEST) + 1]--;
    }
    for (uint32_t at = 0; at <= WRAP_WIDEST; at++) {
        sum += change[at];
        if (sum < most || !sum) continue;
        most = sum;
        width = at;
    }
    *votes = (uint32_t)most;
    return width;
}

/* What the open line ends of a block have in common. */
typedef struct tally {
    uint32_t open, lower; /* line ends; those that go on in lower case */
    uint32_t votes, over; /* for the width; lines wider than it */
    bool all_open_ended;  /* "of", "the" before each */
    bool closed;          /* what the last of them goes on with comes to an end */
    bool afresh;          /* "The" behind one */
    bool first_loose;     /* the first line is shorter than it had to be */
} tally;

static tally count(const text *in, const block *b, uint32_t width, uint32_t votes)
{
    tally t = {.votes = votes, .all_open_ended = true};
    t.first_loose = b->n > 2 && is_open(b, 1) && !is_tight(b, 1, width);
    for (uint32_t i = 0; i < b->n; i++) {
        bool open = i && is_open(b, i);
        t.over += b->lines[i].columns > width;
        if (is_closed(in, &b->lines[i])) t.closed = true;
        else if (open && is_tight(b, i, width)) t.closed = false;
        if (!open) continue;
        t.open++;
        t.lower += b->lines[i].lower;
        if (i == 1 && t.first_loose) continue;
        t.all_open_ended = t.all_open_ended && is_open_ended(in, &b->lines[i - 1]);
        t.afresh = t.afresh || begins_afresh(in, &b->lines[i], false);
    }
    return t;
}

/* Do the line ends agree on a width? Little evidence must be without a flaw, and so must be that of
 * small letters which are not behind line ends, as where names stand there. */
static bool is_sharp(const wrapping *w, const block *b, const tally *t)
{
    uint32_t open = t->open - (t->first_loose ? 1u : 0);
    if (!open || t->votes <= t->over || w->width < SHARP_NARROWEST) return false;
    uint32_t votes = t->votes - t->over;
    if (w->wrapped) return votes * 5 >= open * 3;
    if (w->capitals && votes >= FEW_VOTES) return votes * 5 >= open * 4;
    bool flawless = votes >= open && w->width >= SHORT_NARROWEST;
    bool closed = t->closed || t->all_open_ended;
    bool indented = b->lines[0].indent >= b->lines[1].indent + 2;
    if (w->capitals) return flawless && (closed || indented);
    return flawless && closed && !t->afresh && (t->open < 4 || t->lower);
}

/* Do enough lines begin in lower case? And the length of the longest, its indent aside. */
static bool goes_on_lower(const block *b, uint32_t *longest)
{
    uint32_t open = 0, lower = 0;
    *longest = 0;
    for (uint32_t i = 0; i < b->n; i++) {
        uint32_t len = b->lines[i].columns - b->lines[i].indent;
        if (len > *longest) *longest = len;
        if (i + 1 == b->n || b->lines[i].terminal) continue;
        open++;
        if (b->lines[i + 1].lower) lower++;
    }
    return *longest >= WRAP_NARROWEST && *longest <= WRAP_WIDEST && open && lower * 5 >= open * 2;
}

wrapping wrapping_of(const text *in, const block *b)
{
    uint32_t n_upper = 0, n_lower = 0, longest, votes;
    if (b->n < 2) return (wrapping){.wrapped = false};
    for (uint32_t i = 0; i < b->n; i++) {
        n_upper += b->lines[i].n_upper;
        n_lower += b->lines[i].n_lower;
    }
    wrapping out = {.wrapped = goes_on_lower(b, &longest), .capitals = n_upper > n_lower * 9};
    out.width = vote(b, &votes);
    tally t = count(in, b, out.width, votes);
    out.sharp = is_sharp(&out, b, &t);
    out.wrapped = out.wrapped || out.sharp;
    out.longest = longest;
    return out;
}

/* The next word would have fit: is this the end of a headline, of a line of an address? */
static bool breaks_loose(const wrapping *self, const text *in, const block *b, uint32_t i)
{
    const line *above = &b->lines[i - 1], *here = &b->lines[i];
    bool half = (above->columns - above->indent) * 2 < self->longest;
    if (is_open_ended(in, above)) return false;
    bool headed = !above->n_lower && above->n_upper > 3 && here->n_lower > here->n_upper;
    if (i > 1) return self->capitals || here->upper || half;
    bool afresh = begins_afresh(in, here, self->capitals);
    if (self->capitals)
        return afresh || (above->columns < CUT_NARROWEST && !begins_afresh(in, above, true));
    return afresh || half || headed;
}

bool wrapping_breaks(const wrapping *self, const text *in, const block *b, uint32_t i)
{
    const line *above = &b->lines[i - 1], *here = &b->lines[i];
    uint32_t len = above->columns - above->indent;
    bool lower = here->lower && !self->capitals;
    if (here->bullet || here->empty || above->empty) return true;
    if (here->depth != above->depth) return !lower || here->depth;
    if (!self->wrapped) return above->terminal || !lower;
    if (is_indented(above, here)) return true;
    if (above->terminal) return len * 4 < self->longest * 3;
    if (lower) return false;
    if (!self->sharp) return len * 2 < self->longest;
    if (above->row || here->row) return true;
    return !is_tight(b, i, self->width) && breaks_loose(self, in, b, i);
}
