/* Fuzz target: any bytes as a text to be sketched, whole and in two pieces, and as the bytes of a
 * sketch. */
#include "near/near.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void sketch(casus_str s, size_t cut, near_sketch *out)
{
    near_maker maker;
    near_begin(&maker);
    near_add(&maker, str_slice(s, 0, cut));
    near_add(&maker, str_slice(s, cut, s.len));
    near_finish(&maker, out);
}

static void check(const near_sketch *s)
{
    unsigned char bytes[NEAR_PACKED];
    near_sketch back;
    size_t n = near_pack(s, bytes);
    if (n > NEAR_PACKED || !near_unpack(&back, (casus_str){(const char *)bytes, n})) abort();
    if (memcmp(&back, s, sizeof back) != 0) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    casus_str s = {(const char *)data, size};
    near_sketch whole, cut, read;
    sketch(s, size, &whole);
    sketch(s, size / 2, &cut);
    check(&whole);
    check(&cut);
    if (near_same(&whole, &cut) != near_same(&cut, &whole)) abort();
    size_t most = size < NEAR_PACKED ? size : NEAR_PACKED;
    if (near_unpack(&read, str_slice(s, 0, most - most % 4)))
        if (near_same(&read, &whole) != near_same(&whole, &read)) abort();
    return 0;
}
