/* Fuzz target: any bytes as TABARI's text records: documents are within their limits, every call
 * moves on. */
#include "fuzz_format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_format(&format_tabari, data, size);
}
