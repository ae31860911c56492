/* Fuzz target: any bytes as a feed: any document is within its limits, every call moves on. */
#include "fuzz_format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_format(&format_feed, data, size);
}
