/* The files of one folder of data/, sorted by name, so that a build is reproducible. */
#ifndef CASUS_BASE_FILES_H
#define CASUS_BASE_FILES_H

#include "base/base.h"

typedef struct file_list {
    char **paths; /* [n] */
    size_t n;
} file_list;

/* All files in DIR/FOLDER (not below it) whose name ends with `suffix`. NOT_FOUND when the folder
 * is missing. */
casus_status file_list_make(file_list *self, const char *dir, const char *folder,
                            const char *suffix, casus_error *err);
void file_list_release(file_list *self);

#endif
