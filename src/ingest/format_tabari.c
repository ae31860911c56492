/* The text records of KEDS and TABARI as a format: a line of date and id, lines of text, a blank line.
 *
 *     950105 REUT-0001-01
 *     Chad condemned Sudan on Thursday over an attack
 *     on a border post.
 *
 * Each record is a document. Its lines are one paragraph: where they end means nothing.
 */
#include "ingest/format.h"

#define HEAD_LINE ((size_t)1 << 10) /* bytes of a line with date and id that are kept */

typedef struct tabari_state {
    capped text, head;
    uint32_t line; /* of the next byte, from 1 */
    char day[11];
    buf id;
} tabari_state;

/* ---- the first line -------------------------------------------------------------------------- */

/* Six or eight digits as ISO 8601; two figures of a year are those of 1969 to 2068, as POSIX has it. */
static bool read_day(casus_str digits, char iso[11])
{
    char whole[8];
    int32_t day;
    if (digits.len != 6 && digits.len != 8) return false;
    for (size_t i = 0; i < digits.len; i++)
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9') return false;
    size_t short_by = sizeof whole - digits.len;
    bool past = digits.ptr[0] > '6' || (digits.ptr[0] == '6' && digits.ptr[1] == '9');
    memcpy(whole, past ? "19" : "20", 2);
    memcpy(whole + short_by, digits.ptr, digits.len);
    if (!casus_day_parse((casus_str){whole, sizeof whole}, &day)) return false;
    casus_day_format(day, iso);
    return true;
}

/* What may stand behind date and id is none of ours. */
static bool read_head(casus_str line, char iso[11], casus_str *id)
{
    casus_str day;
    return word_next(&line, &day) && read_day(day, iso) && word_next(&line, id);
}

/* By a first line of date and id alone, where the id has a digit and a text follows at once; else by
 * the name. */
static bool fits(source *in, casus_str name)
{
    char iso[11];
    casus_str head = str_trim(head_of(in)), line, id, next;
    if (str_ends(name, STR(".tabari"))) return true;
    if (!str_split(&head, '\n', &line) || line.len > 100 || !read_head(line, iso, &id))
        return false;
    bool alone = line.ptr + line.len == id.ptr + id.len, digit = false;
    for (size_t i = 0; i < id.len; i++) digit = digit || (id.ptr[i] >= '0' && id.ptr[i] <= '9');
    return alone && digit && str_split(&head, '\n', &next) && next.len;
}

/* ---- records --------------------------------------------------------------------------------- */

static void begin(void *state, source *in, const reading *how)
{
    tabari_state *self = state;
    (void)how;
    skip_byte_order_mark(in);
    self->line = 1;
}

/* Reads a line with its end into `to`; false at the end of the file. *blank: nothing but white space
 * stands in it. */
static bool read_line(tabari_state *self, source *in, capped *to, bool *blank)
{
    bool any = false, ended = false;
    *blank = true;
    while (!ended && source_peek(in) != SOURCE_END) {
        const unsigned char *start = in->block + in->at, *end;
        size_t n = in->len - in->at;
        end = memchr(start, '\n', n);
        ended = end != NULL;
        if (ended) n = (size_t)(end - start) + 1;
        for (size_t i = 0; *blank && i < n; i++) *blank = char_is_space((char)start[i]);
        capped_put(to, start, n);
        in->at += n;
        any = true;
    }
    self->line += ended;
    return any;
}

/* Date and id, then the text up to a blank line; false at the end of the file. *line: the first. */
static bool read_record(tabari_state *self, source *in, size_t most, uint32_t *line)
{
    bool blank = true, more = true;
    while (more && blank) {
        *line = self->line;
        capped_reset(&self->head, HEAD_LINE);
        more = read_line(self, in, &self->head, &blank);
    }
    capped_reset(&self->text, most);
    if (!more) return false;
    for (blank = false; !blank && read_line(self, in, &self->text, &blank);) continue;
    return true;
}

static casus_status next(void *state, source *in, casus_document_in *out, bool *more,
                         casus_error *err)
{
    tabari_state *self = state;
    uint32_t line;
    casus_str id;
    *more = false;
    bool any = read_record(self, in, source_most(in), &line);
    if (in->failed) return source_error(in, line, err);
    if (!any) return CASUS_OK;
    bool good = read_head(buf_str(&self->head.bytes), self->day, &id) && !self->head.cut;
    buf_reset(&self->id); /* the id without what follows it in its line */
    if (good) buf_put_str(&self->id, id);
    if (!buf_ok(&self->text.bytes) || !buf_ok(&self->head.bytes) || !buf_ok(&self->id))
        return error_at(err, CASUS_NO_MEMORY, in->name, line, "out of memory");
    join_lines(&self->text.bytes);
    casus_str text = str_trim(buf_str(&self->text.bytes));
    if (!good || !text.len)
        return error_at(err, CASUS_BAD_INPUT, in->name, line, "%s",
                        good ? "a record has no text below its date and id"
                             : "a record begins with a date and an id, as 950105 REUT-0001-01");
    *out = (casus_document_in){.id = buf_str(&self->id),
                               .text = text,
                               .published = str_from(self->day),
                               .cut = self->text.cut};
    leave_whole_characters(out);
    *more = true;
    return CASUS_OK;
}

static void release(void *state)
{
    tabari_state *self = state;
    buf_release(&self->text.bytes);
    buf_release(&self->head.bytes);
    buf_release(&self->id);
}

const format format_tabari = {"tabari", sizeof(tabari_state), fits, begin, next, release};
