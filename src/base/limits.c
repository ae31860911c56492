/* limits: what is not said is the default, and what is over what the arrays hold is that. */
#include "base/base.h"

static void settle(uint64_t *limit, uint64_t usual, uint64_t most)
{
    if (!*limit) *limit = usual;
    if (*limit > most) *limit = most;
}

static void settle_small(uint32_t *limit, uint32_t usual, uint32_t most)
{
    uint64_t wide = *limit;
    settle(&wide, usual, most);
    *limit = (uint32_t)wide;
}

casus_limits casus_limits_of(const casus_limits *asked)
{
    casus_limits limits = asked ? *asked : (casus_limits){0};
    settle(&limits.document_bytes, CASUS_MAX_DOCUMENT, (uint64_t)1 << 30);
    settle(&limits.document_memory, (uint64_t)2 << 30, SIZE_MAX / 4);
    settle(&limits.unpacked_bytes, (uint64_t)64 << 20, UINT64_MAX);
    settle(&limits.unpacked_ratio, 250, UINT64_MAX);
    settle(&limits.sentences, 100000, UINT32_MAX);
    settle_small(&limits.sentence_tokens, 400, 400);
    settle_small(&limits.tag_depth, 512, 512);
    settle_small(&limits.tag_attributes, 64, 64);
    return limits;
}
