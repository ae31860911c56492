#include "train_base.h"

#include <zstd.h>

void fail(const char *what, const char *detail)
{
    fprintf(stderr, "casus-train: %s: %s\n", what, detail);
    exit(1);
}

void *must(void *memory)
{
    if (!memory) fail("out of memory", "give it 4 GB");
    return memory;
}

size_t weights_write(const char *dir, const char *name, const void *bytes, size_t len)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.zst", dir, name);
    size_t room = ZSTD_compressBound(len);
    void *packed = must(malloc(room));
    size_t size = ZSTD_compress(packed, room, bytes, len, 19);
    FILE *file = fopen(path, "wb");
    if (ZSTD_isError(size) || !file || fwrite(packed, 1, size, file) != size || fclose(file) != 0)
        fail("cannot write", path);
    fprintf(stderr, "%s: %zu bytes, %zu compressed\n", path, len, size);
    free(packed);
    return size;
}
