/* The model that was built, as the state of a group of tests: $CASUS_MODEL, or casus.model beside
 * the test. */
#ifndef CASUS_TEST_BUILT_MODEL_H
#define CASUS_TEST_BUILT_MODEL_H

#include "casus.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static inline int built_model_open(void **state)
{
    casus_model *model;
    casus_error err = {0};
    if (casus_model_open(&model, NULL, &err) != CASUS_OK) {
        print_error("no model: %s\n", err.message);
        return -1;
    }
    *state = model;
    return 0;
}

static inline int built_model_close(void **state)
{
    casus_model_close(*state);
    return 0;
}

#endif
