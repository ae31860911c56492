/* Fuzz target: any bytes as PETRARCH's XML: documents are within their limits, every call moves on. */
#include "fuzz_format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_format(&format_petrarch, data, size);
}
