/* write: words are copied as they stand, and what waits between them is put before the next. */
#include "page/write.h"

#include "page/reference.h"

typedef struct writer {
    text_maker text;
    size_t behind;    /* behind the page's byte that was written last */
    const char *wait; /* a blank or line ends that wait for the next word; "" none */
} writer;

static void put_word(writer *self, const char *bytes, size_t len, size_t at, size_t raw_len)
{
    if (self->text.len)
        text_put(&self->text, self->wait, strlen(self->wait), self->behind, at - self->behind);
    text_put(&self->text, bytes, len, at, raw_len);
    self->wait = "";
    self->behind = at + raw_len;
}

static void put_reference(writer *self, reference found, uint32_t at)
{
    char bytes[8];
    size_t len = utf8_put(bytes, found.first);
    if (found.second) len += utf8_put(bytes + len, found.second);
    put_word(self, bytes, len, at, found.len);
}

static void put_piece(writer *self, casus_str page, const page_piece *piece)
{
    casus_str s = str_slice(page, 0, piece->end);
    uint32_t at = piece->start;
    while (at < piece->end) {
        uint32_t start = at;
        while (at < piece->end && char_is_space(page.ptr[at])) at++;
        if (at > start && !*self->wait) self->wait = " ";
        start = at;
        while (at < piece->end && !char_is_space(page.ptr[at]) && page.ptr[at] != '&') at++;
        if (at > start) put_word(self, page.ptr + start, at - start, start, at - start);
        if (at == piece->end || page.ptr[at] != '&') continue;
        reference found = reference_read(s, at, false);
        if (found.len)
            put_reference(self, found, at);
        else
            put_word(self, "&", 1, at, 1);
        at += found.len ? found.len : 1;
    }
}

static void put_block(writer *self, const page_tree *tree, const page_block *block)
{
    self->wait = "\n\n";
    for (uint32_t i = block->first_piece; i < block->end_piece; i++) {
        const page_piece *piece = &tree->pieces[i];
        if (piece->behind_break && strcmp(self->wait, "\n\n") != 0) self->wait = "\n";
        put_piece(self, tree->page, piece);
    }
}

static void put_blocks(writer *self, const page_tree *tree, const uint8_t *parts)
{
    for (uint32_t i = 0; parts && i < tree->n_blocks; i++)
        if (parts[i]) put_block(self, tree, &tree->blocks[i]);
}

void write_blocks(const page_tree *tree, const uint8_t *parts, arena *mem, text *out)
{
    writer w = {.wait = ""};
    *out = (text){.ptr = ""};
    put_blocks(&w, tree, parts);
    if (!text_maker_write(&w.text, mem)) return;
    put_blocks(&w, tree, parts);
    *out = text_made(&w.text);
}

casus_str write_block(const page_tree *tree, uint32_t block, arena *mem)
{
    writer w = {.wait = ""};
    put_block(&w, tree, &tree->blocks[block]);
    if (!text_maker_write(&w.text, mem)) return (casus_str){0};
    put_block(&w, tree, &tree->blocks[block]);
    return (casus_str){w.text.out, w.text.len};
}
