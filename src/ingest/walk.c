/* walk: the files of a folder and of those in it, in an order that is the same on every machine.
 *
 * Entries are sorted by the bytes of their names, sub-folders in their place among them; only the
 * listings on the way down are held. Links to folders are not followed, so no loop can form.
 */
#include "ingest/ingest.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

static int by_bytes(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

static bool sort_names(walk_folder *folder)
{
    buf_reset(&folder->order);
    for (size_t at = 0, i = 0; i < folder->n; i++) {
        const char *name = folder->names.ptr + at;
        buf_put(&folder->order, &name, sizeof name);
        at += strlen(name) + 1;
    }
    if (!buf_ok(&folder->order)) return false;
    if (folder->n) qsort(folder->order.ptr, folder->n, sizeof(char *), by_bytes);
    return true;
}

/* Lists the folder at self->path and makes it the current one. */
static casus_status descend(walk *self, casus_error *err)
{
    const char *path = self->path.ptr;
    if (self->depth == WALK_MAX_DEPTH) {
        return error_at(err, CASUS_LIMIT, path, 0, "folders nest deeper than %d; name it itself",
                        WALK_MAX_DEPTH);
    }
    DIR *dir = opendir(path);
    if (!dir) {
        casus_status status = errno == ENOENT ? CASUS_NOT_FOUND : CASUS_IO;
        return error_at(err, status, path, 0, "cannot be opened: %s", strerror(errno));
    }
    walk_folder *folder = &self->folders[self->depth];
    buf_reset(&folder->names);
    folder->n = folder->next = 0;
    folder->path_len = self->path.len;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (entry->d_name[0] == '.') continue;
        buf_put(&folder->names, entry->d_name, strlen(entry->d_name) + 1);
        folder->n++;
    }
    closedir(dir);
    if (!buf_ok(&folder->names) || !sort_names(folder)) {
        return error_at(err, CASUS_NO_MEMORY, path, 0, "out of memory while listing");
    }
    self->depth++;
    return CASUS_OK;
}

casus_status walk_open(walk *self, const char *path, casus_error *err)
{
    self->depth = 0;
    buf_reset(&self->path);
    casus_str name = str_from(path);
    while (name.len > 1 && name.ptr[name.len - 1] == '/') name.len--;
    buf_put_str(&self->path, name);
    if (!buf_ok(&self->path)) return error_set(err, CASUS_NO_MEMORY, "out of memory");
    return descend(self, err);
}

/* Sets self->path to the current folder's next entry. */
static bool next_entry(walk *self)
{
    walk_folder *folder = &self->folders[self->depth - 1];
    const char *name;
    memcpy(&name, folder->order.ptr + folder->next++ * sizeof name, sizeof name);
    self->path.len = folder->path_len;
    if (self->path.len && self->path.ptr[self->path.len - 1] != '/') buf_put_char(&self->path, '/');
    buf_put_str(&self->path, str_from(name));
    return buf_ok(&self->path);
}

casus_status walk_next(walk *self, const char **path, uint64_t *size, casus_error *err)
{
    *path = NULL;
    while (self->depth) {
        walk_folder *folder = &self->folders[self->depth - 1];
        if (folder->next == folder->n) {
            self->depth--;
            continue;
        }
        if (!next_entry(self)) return error_set(err, CASUS_NO_MEMORY, "out of memory");
        struct stat info;
        if (lstat(self->path.ptr, &info) != 0) {
            return error_at(err, CASUS_IO, self->path.ptr, 0, "cannot be read: %s",
                            strerror(errno));
        }
        if (S_ISDIR(info.st_mode)) {
            TRY(descend(self, err));
            continue;
        }
        if (S_ISLNK(info.st_mode) && stat(self->path.ptr, &info) != 0) {
            return error_at(err, CASUS_NOT_FOUND, self->path.ptr, 0, "is a link to nothing");
        }
        if (!S_ISREG(info.st_mode)) continue;
        *path = self->path.ptr;
        *size = (uint64_t)info.st_size;
        return CASUS_OK;
    }
    return CASUS_OK;
}

void walk_release(walk *self)
{
    for (size_t i = 0; i < WALK_MAX_DEPTH; i++) {
        buf_release(&self->folders[i].names);
        buf_release(&self->folders[i].order);
    }
    buf_release(&self->path);
    self->depth = 0;
}
