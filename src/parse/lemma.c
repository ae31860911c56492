#include "parse/lemma.h"

casus_status lemmas_open(lemmas *self, casus_str bytes, casus_error *err)
{
    uint32_t header[4];
    FAIL_IF(bytes.len < sizeof header || (uintptr_t)bytes.ptr % 4 != 0, CASUS_BAD_MODEL,
            "section parse.lemmas is too short or not aligned");
    memcpy(header, bytes.ptr, sizeof header);
    uint32_t n_rules = header[0], n_entries = header[1];
    uint64_t need = sizeof header + (uint64_t)n_rules * sizeof(lemma_rule) +
                    (uint64_t)n_entries * sizeof(lemma_entry);
    FAIL_IF(need != bytes.len || n_rules == 0 || n_entries == 0 ||
                (n_entries & (n_entries - 1)) != 0,
            CASUS_BAD_MODEL, "section parse.lemmas has a wrong size");
    const void *rules = bytes.ptr + sizeof header;
    self->rules = rules;
    self->entries = (const void *)(self->rules + n_rules);
    self->n_rules = n_rules;
    self->mask = n_entries - 1;
    for (uint32_t i = 0; i < n_rules; i++)
        FAIL_IF(self->rules[i].n_append > LEMMA_APPEND_MAX, CASUS_BAD_MODEL,
                "section parse.lemmas: rule %u appends too much", i);
    bool room = false; /* an empty slot ends every search */
    for (uint32_t i = 0; i < n_entries; i++) {
        uint32_t rule = self->entries[i].rule;
        room |= rule == 0xFFFFu;
        FAIL_IF(rule != 0xFFFFu && rule >= n_rules, CASUS_BAD_MODEL,
                "section parse.lemmas: entry %u names no rule", i);
    }
    FAIL_IF(!room, CASUS_BAD_MODEL, "section parse.lemmas has no empty entry");
    return CASUS_OK;
}

uint64_t lemma_key(uint32_t class, bool whole, const char *lower, uint32_t n)
{
    uint64_t h = (class * 2u + whole + 1u) * 0x9E3779B97F4A7C15u;
    for (uint32_t i = n; i-- > 0;) h = (h ^ (unsigned char)lower[i]) * 0x100000001B3u;
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93u;
    return h ^ h >> 32;
}

static const lemma_rule *find(const lemmas *self, uint64_t key)
{
    for (uint32_t at = (uint32_t)(key >> 16);; at++) {
        const lemma_entry *e = &self->entries[at & self->mask];
        if (e->rule == 0xFFFFu) return NULL;
        if (e->key == (uint32_t)(key >> 16) && e->check == (uint16_t)key)
            return &self->rules[e->rule];
    }
}

size_t lemma_apply(const lemma_rule *rule, casus_str form, char *out)
{
    size_t n = 0, at = 0;
    if (rule->keep_case) {
        memcpy(out, form.ptr, form.len);
        n = form.len;
    }
    while (at < form.len && !rule->keep_case) {
        unsigned char c = (unsigned char)form.ptr[at];
        if (c < 0x80) {
            out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            at++;
            continue;
        }
        size_t start = at;
        uint32_t point = utf8_next(form, &at),
                 lower = point == UTF8_BAD ? point : utf8_lower(point);
        if (lower == point)
            memcpy(out + n, form.ptr + start, at - start), n += at - start;
        else
            n += utf8_put(out + n, lower);
    }
    size_t kept = n - (rule->cut < n ? rule->cut : n);
    while (kept > 0 && kept < n && ((unsigned char)out[kept] & 0xC0u) == 0x80u) kept--;
    if (kept + rule->n_append == 0) return n; /* a rule never eats a word whole */
    memcpy(out + kept, rule->append, rule->n_append);
    return kept + rule->n_append;
}

size_t lemma_write(const lemmas *self, casus_str form, uint32_t class, char *out)
{
    char lower[WORD_LOWER_MAX];
    uint32_t n = word_lower(form, lower);
    const lemma_rule *rule = find(self, lemma_key(class, true, lower, n));
    uint32_t k = n < LEMMA_SUFFIX_MAX ? n : LEMMA_SUFFIX_MAX;
    for (; !rule && k > 0; k--) rule = find(self, lemma_key(class, false, lower + n - k, k));
    if (!rule) rule = find(self, lemma_key(class, false, lower, 0));
    if (!rule) rule = &self->rules[0];
    return lemma_apply(rule, form, out);
}
