/* Fuzz target: any bytes as a marked sentence; where they hold no marks, a source and a target are
 * marked at places that the bytes choose. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "casus.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static casus_coder *the_coder(void)
{
    static casus_model *model;
    static casus_coder *coder;
    if (coder) return coder;
    if (casus_model_open(&model, NULL, NULL) != CASUS_OK ||
        casus_coder_new(&coder, model, NULL, NULL) != CASUS_OK)
        abort();
    return coder;
}

static void classify(const char *bytes, size_t len)
{
    casus_relation found;
    for (int scheme = CASUS_SCHEME_PLOVER; scheme <= CASUS_SCHEME_RELATIONS; scheme++) {
        if (casus_classify(the_coder(), (casus_str){bytes, len}, (casus_scheme)scheme, &found,
                           NULL) != CASUS_OK)
            continue;
        if (!found.type || isnan(found.confidence) || found.confidence < 0 ||
            found.confidence > 1.001 || found.quad < 0 || found.quad > 4)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const marks[4] = {"<s>", "</s>", "<t>", "</t>"};
    classify((const char *)data, size);
    if (size < 8 || size > 1u << 16) return 0;
    char *text = malloc(size + 16), *at = text;
    if (!text) return 0;
    size_t from = 0;
    for (int i = 0; i < 4; i++) { /* four places in a row, each as far on as a byte says */
        size_t to = from + (size - from) * data[i] / 512;
        memcpy(at, data + from, to - from);
        at += to - from;
        memcpy(at, marks[i], strlen(marks[i]));
        at += strlen(marks[i]);
        from = to;
    }
    memcpy(at, data + from, size - from);
    at += size - from;
    classify(text, (size_t)(at - text));
    free(text);
    return 0;
}
