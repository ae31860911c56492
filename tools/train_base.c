#include "train_base.h"

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
