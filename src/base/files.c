/* files: the names in one folder of data/. readdir gives them in the order of the disk; they are
 * sorted, so that a model built anywhere has the same bytes.
 */
#include "base/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static int path_compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static casus_status add_path(file_list *self, const char *folder, const char *name,
                             casus_error *err)
{
    char **grown = realloc(self->paths, (self->n + 1) * sizeof *grown);
    FAIL_IF(!grown, CASUS_NO_MEMORY, "no memory for a list of files");
    self->paths = grown;
    buf path = {0};
    buf_printf(&path, "%s/%s", folder, name);
    if (!buf_ok(&path)) {
        buf_release(&path);
        return error_set(err, CASUS_NO_MEMORY, "no memory for a list of files");
    }
    self->paths[self->n++] = path.ptr;
    return CASUS_OK;
}

casus_status file_list_make(file_list *self, const char *dir, const char *folder,
                            const char *suffix, casus_error *err)
{
    *self = (file_list){0};
    buf full = {0};
    buf_printf(&full, "%s/%s", dir, folder);
    FAIL_IF(!buf_ok(&full), CASUS_NO_MEMORY, "no memory for a list of files");
    DIR *handle = opendir(full.ptr);
    casus_status status = CASUS_OK;
    if (!handle)
        status = error_at(err, CASUS_NOT_FOUND, full.ptr, 0, "cannot open the folder: %s",
                          strerror(errno));
    const struct dirent *entry;
    while (status == CASUS_OK && (entry = readdir(handle)))
        if (entry->d_name[0] != '.' && str_ends(str_from(entry->d_name), str_from(suffix)))
            status = add_path(self, full.ptr, entry->d_name, err);
    if (handle) closedir(handle);
    if (self->n) qsort(self->paths, self->n, sizeof *self->paths, path_compare);
    buf_release(&full);
    return status;
}

void file_list_release(file_list *self)
{
    for (size_t i = 0; i < self->n; i++) free(self->paths[i]);
    free(self->paths);
    *self = (file_list){0};
}
