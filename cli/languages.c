/* languages: how many documents of a run were not coded, since they are in another language. */
#include "cli.h"

#include <inttypes.h>
#include <string.h>

void languages_note(languages *self, const casus_doc *doc)
{
    const char *code = casus_doc_language(doc);
    if (!casus_doc_stats(doc)->foreign || !code) return;
    unsigned i = 0;
    while (i < self->n && strcmp(self->codes[i], code) != 0) i++;
    if (i == MAX_LANGUAGES) return;
    if (i == self->n) self->codes[self->n++] = code;
    self->counts[i]++;
}

/* "7 Spanish, 5 French": the frequent ones first, equal ones as they came. */
static void list(const languages *self, const casus_model *model, char *out, size_t size)
{
    bool told[MAX_LANGUAGES] = {0};
    size_t len = 0;
    *out = 0;
    for (unsigned k = 0; k < self->n; k++) {
        unsigned most = self->n;
        for (unsigned i = 0; i < self->n; i++)
            if (!told[i] && (most == self->n || self->counts[i] > self->counts[most])) most = i;
        told[most] = true;
        const char *name = casus_language_name(model, self->codes[most]);
        int n = snprintf(out + len, size - len, "%s%" PRIu64 " %s", k ? ", " : "",
                         self->counts[most], name ? name : self->codes[most]);
        if (n < 0 || (size_t)n >= size - len) return;
        len += (size_t)n;
    }
}

void languages_say(const languages *self, const casus_model *model)
{
    char total[48], named[600];
    uint64_t n = 0;
    for (unsigned i = 0; i < self->n; i++) n += self->counts[i];
    if (!n) return;
    list(self, model, named, sizeof named);
    say("%s not in English, not coded (--any-language codes them, too): %s",
        count_text(total, n, "document", "documents"), named);
}
