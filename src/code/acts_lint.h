/* Checks of the whole lexicon of acts, when all its files are read: see acts_lint.c. */
#ifndef CASUS_CODE_ACTS_LINT_H
#define CASUS_CODE_ACTS_LINT_H

#include "code/acts.h"

/* Where an act or sense is written. */
typedef struct act_source {
    const char *file;
    uint32_t line;
} act_source;

typedef struct acts_lint_input {
    const act_book *book;
    const act_source *acts;   /* [n_acts] */
    const act_source *senses; /* [n_senses] */
    /* its codes/ and topics/ tell what codes and contexts there are; what is missing is not
     * checked */
    const char *data_dir;
} acts_lint_input;

/* BAD_DATA names the first defect by file and line, and how many there are in all. */
casus_status acts_lint(const acts_lint_input *in, casus_error *err);

#endif
