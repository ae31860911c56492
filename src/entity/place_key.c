#include "entity/gazetteer.h"

static bool put(place_key *self, casus_str letters)
{
    if (self->len + letters.len >= sizeof self->text) return false;
    for (size_t i = 0; i < letters.len; i++) {
        self->text[self->len++] = letters.ptr[i];
        self->hash = (self->hash ^ (unsigned char)letters.ptr[i]) * 0x100000001B3u;
    }
    return true;
}

static casus_str written_out(casus_str word)
{
    static const char *const shorts[][2] = {{"St", "saint"},   {"St.", "saint"},  {"Ste", "sainte"},
                                            {"Ste.", "sainte"}, {"Mt", "mount"},  {"Mt.", "mount"},
                                            {"Ft", "fort"},    {"Ft.", "fort"},   {"&", "and"}};
    if (word.len > 4) return word;
    for (size_t i = 0; i < COUNT(shorts); i++)
        if (str_eq_nocase(word, str_from(shorts[i][0]))) return str_from(shorts[i][1]);
    return word;
}

bool place_key_add(place_key *self, casus_str word)
{
    word = written_out(word);
    for (size_t at = 0; at < word.len;) {
        unsigned char c = (unsigned char)word.ptr[at];
        char letters[8];
        size_t n = 1;
        if (c < 0x80) {
            at++;
            if (c >= 'A' && c <= 'Z') letters[0] = (char)(c | 0x20);
            else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters[0] = (char)c;
            else n = 0;
        } else {
            n = utf8_plain(utf8_next(word, &at), letters);
        }
        if (!put(self, (casus_str){letters, n})) return false;
    }
    return true;
}

bool place_key_of(place_key *self, casus_str name)
{
    place_key_start(self);
    for (size_t start = 0, i = 0; i <= name.len; i++) {
        if (i < name.len && name.ptr[i] != ' ' && name.ptr[i] != '-') continue;
        if (!place_key_add(self, str_slice(name, start, i))) return false;
        start = i + 1;
    }
    return true;
}

int place_key_compare(const place_key *a, const place_key *b)
{
    int order = memcmp(a->text, b->text, a->len < b->len ? a->len : b->len);
    return order ? order : (a->len > b->len) - (a->len < b->len);
}
