/* extracting: a web page by itself, for who wants its article and no events (casus_page_*). */
#include "document.h"
#include "page/page.h"

#include <stdlib.h>

struct casus_page {
    arena mem;
    casus_limits limits;
    casus_page_facts facts;
};

casus_status casus_page_new(casus_page **out, casus_error *err)
{
    *out = calloc(1, sizeof **out);
    FAIL_IF(!*out, CASUS_NO_MEMORY, "no memory for a page");
    casus_page_set_limits(*out, NULL);
    (*out)->facts = (casus_page_facts){.published = CASUS_NO_DAY};
    return CASUS_OK;
}

void casus_page_set_limits(casus_page *self, const casus_limits *limits)
{
    self->limits = casus_limits_of(limits);
    self->mem.limit = self->limits.document_memory;
}

void casus_page_free(casus_page *self)
{
    if (!self) return;
    arena_release(&self->mem);
    free(self);
}

/* With good UTF-8 throughout, whatever the page held. */
static casus_str made_plain(casus_str s, arena *mem)
{
    text plain;
    plain_text(s, mem, &plain);
    return plain.len ? (casus_str){plain.ptr, plain.len} : (casus_str){0};
}

casus_status casus_page_read(casus_page *self, casus_str bytes, casus_str media, casus_str url,
                             casus_error *err)
{
    page found = {.limits = &self->limits};
    text article;
    arena *mem = &self->mem;
    arena_reset(mem);
    if (bytes.len > self->limits.document_bytes) bytes.len = self->limits.document_bytes;
    page_read(&found, bytes, media, url, mem);
    page_text(&found, mem, &article);
    const casus_str *told = found.facts.values;
    casus_str address = url.len ? url : told[FACT_ADDRESS];
    self->facts =
        (casus_page_facts){.title = made_plain(told[FACT_TITLE], mem),
                           .author = made_plain(told[FACT_AUTHOR], mem),
                           .publisher = made_plain(told[FACT_PUBLISHER], mem),
                           .url = made_plain(address, mem),
                           .language = made_plain(told[FACT_LANGUAGE], mem),
                           .published = found.facts.published,
                           .text = made_plain((casus_str){article.ptr, article.len}, mem)};
    if (arena_ok(mem)) return CASUS_OK;
    self->facts = (casus_page_facts){.published = CASUS_NO_DAY};
    return arena_status(mem, err);
}

void casus_page_tell(const casus_page *self, casus_page_facts *out) { *out = self->facts; }
