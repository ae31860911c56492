/* table: gathers rows, lays out columns, writes lines; see table.h. */
#include "export/table.h"

#include <utf8proc.h>

#define GAP 2u

/* ---- texts ------------------------------------------------------------------------------- */

/* A code point that would move the cursor, reorder the line or do nothing that can be seen. */
static bool is_unprintable(uint32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
           category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

static uint32_t char_width(uint32_t c)
{
    if (c >= 0x20 && c < 0x7F) return 1;
    int width = utf8proc_charwidth((utf8proc_int32_t)c);
    return width > 0 ? (uint32_t)width : 0;
}

uint32_t table_text_width(casus_str text)
{
    uint32_t width = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);
        width += c == UTF8_BAD ? 1 : char_width(c);
    }
    return width;
}

/* Appends a code point as it may be shown: white space and controls as one blank, what is invisible
 * not at all, broken bytes as U+FFFD. Returns the new length; needs room for 4 bytes. */
static size_t put_shown(char *text, size_t len, uint32_t c)
{
    if (c == UTF8_BAD) return len + utf8_put(text + len, 0xFFFD);
    if (c != ' ' && !is_unprintable(c)) return len + utf8_put(text + len, c);
    bool blank = c <= ' ' || c == 0x85 || c == 0x2028 || c == 0x2029;
    if (blank && len && text[len - 1] != ' ') text[len++] = ' ';
    return len;
}

void table_put_shown(buf *out, casus_str text)
{
    char piece[5] = "";
    for (size_t at = 0; at < text.len;) {
        /* piece[0] stands for what was put last, so that blanks do not double. */
        size_t len = put_shown(piece, 1, utf8_next(text, &at));
        buf_put(out, piece + 1, len - 1);
        if (len > 1) piece[0] = piece[len - 1];
    }
}

/* Copies a cell's text as it may be shown. The focus moves along. */
static void copy_cell(arena *mem, const table_cell *in, table_cell *out)
{
    *out = *in;
    /* Each code point takes at most 3 bytes for one broken byte, else what it took before. */
    char *text = arena_alloc(mem, in->text.len * 3 + 4);
    if (!text) {
        out->text = (casus_str){0};
        return;
    }
    size_t len = 0, focus = 0, focus_end = 0;
    for (size_t at = 0; at < in->text.len;) {
        if (at <= in->focus) focus = len;
        len = put_shown(text, len, utf8_next(in->text, &at));
        if (at <= (size_t)in->focus + in->focus_len) focus_end = len;
    }
    while (len && text[len - 1] == ' ') len--;
    if (focus_end > len) focus_end = len;
    if (focus > focus_end) focus = focus_end;
    out->text = (casus_str){text, len};
    out->focus = (uint32_t)focus;
    out->focus_len = in->focus_len ? (uint32_t)(focus_end - focus) : 0;
}

/* The longest prefix of text[from..] that fits in `width` columns. */
static size_t fitting_end(casus_str text, size_t from, uint32_t width)
{
    size_t at = from;
    uint32_t used = 0;
    while (at < text.len) {
        size_t next = at;
        used += char_width(utf8_next(text, &next));
        if (used > width) break;
        at = next;
    }
    return at;
}

/* Where to begin showing a text too wide for `width`, so that its focus is in view: the start of a
 * word. */
static size_t first_shown(const table_cell *cell, uint32_t width)
{
    size_t focus_end = cell->focus + cell->focus_len;
    if (!cell->focus_len || fitting_end(cell->text, 0, width - 1) >= focus_end) return 0;
    uint32_t room = width / 3;
    size_t at = cell->focus, word = cell->focus;
    while (at > 0 && room > 0) {
        at--;
        if (((unsigned char)cell->text.ptr[at] & 0xC0) == 0x80) continue;
        room--;
        if (cell->text.ptr[at] == ' ') word = at + 1;
    }
    return at == 0 ? 0 : word;
}

/* ---- layout ------------------------------------------------------------------------------ */

void table_init(table *self, const table_column *columns, uint32_t n_columns, bool color,
                uint32_t width)
{
    *self = (table){.columns = columns, .n_columns = n_columns, .color = color, .width = width};
    arena_init(&self->mem, 0);
}

void table_release(table *self)
{
    arena_release(&self->mem);
    buf_release(&self->line);
}

static uint32_t total_width(const table *self)
{
    uint32_t total = 0;
    for (uint32_t i = 0; i < self->n_columns; i++) {
        if (self->widths[i]) total += self->widths[i] + (total ? GAP : 0);
    }
    return total;
}

/* Takes a column from the widest that is over its minimum; false when none is. */
static bool shrink(table *self)
{
    uint32_t widest = UINT32_MAX;
    for (uint32_t i = 0; i < self->n_columns; i++) {
        if (self->widths[i] <= self->columns[i].min) continue;
        if (widest == UINT32_MAX || self->widths[i] > self->widths[widest]) widest = i;
    }
    if (widest == UINT32_MAX) return false;
    self->widths[widest]--;
    return true;
}

/* The first columns as wide as they would like to be, the rest not shown. */
static void widen(table *self, uint32_t n_columns)
{
    for (uint32_t i = 0; i < self->n_columns; i++) {
        uint32_t width = 0;
        for (uint32_t row = 0; row < self->n_rows && i < n_columns; row++) {
            uint32_t w = table_text_width(self->cells[row * self->n_columns + i].text);
            if (w > width) width = w;
        }
        uint32_t title = table_text_width(str_from(self->columns[i].title));
        if (width && width < title) width = title;
        if (width > self->columns[i].max) width = self->columns[i].max;
        self->widths[i] = width;
    }
}

/* A terminal too narrow for all columns loses the last one. */
static void lay_out(table *self)
{
    self->laid_out = true;
    for (uint32_t n = self->n_columns; n > 0; n = n == self->n_columns ? n - 1 : 0) {
        widen(self, n);
        if (!self->width) return;
        while (total_width(self) > self->width && shrink(self)) continue;
        if (total_width(self) <= self->width) return;
    }
}

/* ---- lines ------------------------------------------------------------------------------- */

static void put_color(table *self, uint32_t color)
{
    static const char *const CODES[] = {"", "1", "2", "31", "32", "33", "36"};
    if (self->color && color) buf_printf(&self->line, "\033[%sm", CODES[color]);
}

static void put_plain(table *self, uint32_t color)
{
    if (self->color && color) buf_put(&self->line, "\033[0m", 4);
}

static void put_blanks(table *self, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) buf_put_char(&self->line, ' ');
}

/* The text's bytes [from, to), the focus in bold. */
static void put_piece(table *self, const table_cell *cell, size_t from, size_t to)
{
    size_t focus = cell->focus, focus_end = focus + cell->focus_len;
    if (!self->color || !cell->focus_len || focus < from || focus_end > to) {
        buf_put_str(&self->line, str_slice(cell->text, from, to));
        return;
    }
    buf_put_str(&self->line, str_slice(cell->text, from, focus));
    put_color(self, TABLE_BOLD);
    buf_put_str(&self->line, str_slice(cell->text, focus, focus_end));
    put_plain(self, TABLE_BOLD);
    put_color(self, cell->color);
    buf_put_str(&self->line, str_slice(cell->text, focus_end, to));
}

static void put_cell(table *self, uint32_t i, const table_cell *cell, bool last)
{
    uint32_t width = self->widths[i], room = width;
    size_t from = 0, to = cell->text.len;
    if (table_text_width(cell->text) > width) {
        from = first_shown(cell, width);
        if (from) room--;
        to = fitting_end(cell->text, from, room);
        if (to < cell->text.len) to = fitting_end(cell->text, from, room - 1);
    }
    uint32_t used =
        table_text_width(str_slice(cell->text, from, to)) + (from > 0) + (to < cell->text.len);
    uint32_t fill = used < width ? width - used : 0;
    if (self->columns[i].right) put_blanks(self, fill);
    put_color(self, cell->color);
    if (from) buf_put_str(&self->line, STR("…"));
    put_piece(self, cell, from, to);
    if (to < cell->text.len) buf_put_str(&self->line, STR("…"));
    put_plain(self, cell->color);
    if (!self->columns[i].right && !last) put_blanks(self, fill);
}

static void put_line(table *self, const table_cell *cells)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < self->n_columns; i++) {
        if (self->widths[i] && cells[i].text.len) last = i;
    }
    bool first = true;
    for (uint32_t i = 0; i <= last; i++) {
        if (!self->widths[i]) continue;
        if (!first) put_blanks(self, GAP);
        put_cell(self, i, &cells[i], i == last);
        first = false;
    }
    buf_put_char(&self->line, '\n');
}

casus_status table_flush(table *self, casus_sink sink, casus_error *err)
{
    FAIL_IF(!arena_ok(&self->mem), CASUS_NO_MEMORY, "there is no memory left to write the table");
    if (!self->n_rows) return CASUS_OK;
    if (!self->laid_out) {
        lay_out(self);
        table_cell titles[TABLE_MAX_COLUMNS];
        for (uint32_t i = 0; i < self->n_columns; i++) {
            titles[i] = (table_cell){.text = str_from(self->columns[i].title), .color = TABLE_BOLD};
        }
        put_line(self, titles);
    }
    for (uint32_t row = 0; row < self->n_rows; row++) {
        put_line(self, self->cells + row * self->n_columns);
    }
    self->n_rows = 0;
    self->cells = NULL;
    arena_reset(&self->mem);
    return emit_flush(&self->line, sink, err);
}

casus_status table_row(table *self, const table_cell *cells, casus_sink sink, casus_error *err)
{
    if (self->n_rows == TABLE_MAX_ROWS) TRY(table_flush(self, sink, err));
    if (!self->cells) {
        self->cells = arena_alloc(&self->mem, TABLE_MAX_ROWS * self->n_columns * sizeof *cells);
    }
    FAIL_IF(!self->cells, CASUS_NO_MEMORY, "there is no memory left to write the table");
    table_cell *row = self->cells + self->n_rows++ * self->n_columns;
    for (uint32_t i = 0; i < self->n_columns; i++) copy_cell(&self->mem, &cells[i], &row[i]);
    return CASUS_OK;
}
