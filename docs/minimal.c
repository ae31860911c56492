/* The smallest program with the library of casus: codes the text given as its argument and prints
 * who did what to whom. docs/c.md explains it and tells how to compile it. */
#include <stdio.h>
#include <string.h>

#include "casus.h"

static const char *code_of(bool there, const casus_actor *actor)
{
    return there && actor->code ? actor->code : "-";
}

int main(int argc, char **argv)
{
    const char *text = argc > 1 ? argv[1] : "Chad accused Sudan of arming rebels on Monday.";
    casus_model *model = NULL;
    casus_coder *coder = NULL;
    casus_doc *doc = NULL;
    casus_error err = {0};
    casus_document_in in = {
        .id = {"example", 7}, .text = {text, strlen(text)}, .published = {"2024-03-05", 10}};

    casus_status status = casus_model_open(&model, NULL, &err);
    if (status == CASUS_OK) status = casus_coder_new(&coder, model, NULL, &err);
    if (status == CASUS_OK) status = casus_doc_new(&doc, &err);
    if (status == CASUS_OK) status = casus_code(coder, &in, doc, &err);
    if (status != CASUS_OK) fprintf(stderr, "%s: %s\n", casus_status_text(status), err.message);

    for (size_t i = 0; status == CASUS_OK && i < casus_doc_n_events(doc); i++) {
        casus_event e;
        char day[11] = "-";
        casus_doc_event(doc, i, &e);
        if (e.date.from != CASUS_NO_DAY) casus_day_format(e.date.from, day);
        printf("%s %s %s %s %s \"%.*s\"\n", day, code_of(e.has_source, &e.source), e.type,
               code_of(e.has_target, &e.target), casus_event_status_text(e.status),
               (int)e.trigger.len, e.trigger.ptr);
    }
    casus_doc_free(doc);
    casus_coder_free(coder);
    casus_model_close(model);
    return status == CASUS_OK ? 0 : 1;
}
