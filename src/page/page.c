/* page: one walk over the tokens, then what the text shows of title and date, then the article. */
#include "page/page.h"

#include "page/charset.h"
#include "page/extract.h"
#include "page/shown.h"
#include "page/write.h"

void page_read(page *self, casus_str bytes, casus_str media, casus_str address, arena *mem)
{
    tree_builder build;
    fact_finder find;
    html_token token;
    charset_decode(bytes, media, mem, &self->decoded);
    casus_str decoded = {self->decoded.ptr, self->decoded.len};
    casus_limits limits = casus_limits_of(self->limits);
    html_reader in = {.page = decoded, .most_attributes = limits.tag_attributes};
    tree_begin(&build, &self->tree, decoded, mem);
    build.deepest = limits.tag_depth;
    facts_begin(&find, &self->facts, mem);
    while (html_next(&in, &token)) {
        tree_take(&build, &token);
        facts_take(&find, decoded, &token);
    }
    tree_finish(&build);
    facts_finish(&find, address);
    shown_facts(&self->tree, &self->facts, mem);
    self->parts = extract_article(&self->tree, mem);
}

void page_keep_all(page *self, arena *mem) { self->parts = extract_all(&self->tree, mem); }

void page_text(const page *self, arena *mem, text *out)
{
    write_blocks(&self->tree, self->parts, mem, out);
    text_compose(out, &self->decoded, mem);
}
