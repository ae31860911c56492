/* The tokenizer's closed lists. Each is sorted, so that a look-up is a binary search; the unit test
 * checks the order. They hold general English and the abbreviations of newspapers. */
#include "lex/words.h"

#define MAX_WORD 12

/* Sorted by word; the digit before the word is its enum abbreviation. */
static const char *const abbreviations[] = {
    "1a.k.a", "1adm", "1al", "1amb", "1apr", "1assn", "1asst", "1attn", "1aug", "1ave", "1bldg",
    "1blvd", "1brig", "1bros", "1ca", "1capt", "1cf", "1cmdr", "1co", "1col", "1comdr", "1corp",
    "1cpl", "1dec", "1dept", "1dist", "1dr", "1eg", "1eq", "1esp", "1esq", "1est", "2etc", "1feb",
    "2fig", "1fr", "1fri", "1ft", "1gen", "1gov", "1govt", "1hon", "1hwy", "1ie", "1inc", "1intl",
    "1jan", "1jr", "1lt", "1ltd", "1maj", "2mar", "1messrs", "1mfg", "1mgr", "1mlle", "1mme",
    "2mon", "1mr", "1mrs", "1ms", "1msgr", "1mt", "3no", "3nos", "1nov", "1oct", "3op", "3p",
    "1ph.d", "3pp", "1pres", "1prof", "1pt", "1pte", "1pvt", "1rep", "1reps", "1rev", "2sat",
    "1sec", "1sen", "1sens", "1sep", "1sept", "1sgt", "1sr", "1st", "2sun", "1supt", "1tel",
    "1thu", "1thur", "1thurs", "1tue", "1tues", "1univ", "1viz", "3vol", "1vs", "1wed",
};

/* Sorted; the digit before the word is the cut. */
static const char *const contractions[] = {
    "3arent", "3cannot", "2cant", "5couldnt", "3didnt", "4doesnt", "2dont", "3gimme", "3gonna",
    "3gotta", "3hadnt", "3hasnt", "4havent", "2hes", "1im", "2isnt", "1ive", "3lemme",
    "6shouldnt", "4thats", "5theres", "4theyre", "3wanna", "3wasnt", "4werent", "4whats", "2wont",
    "5wouldnt", "3youll", "3youre", "3youve",
};

static const char *const prefixes[] = {
    "anti", "arch", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "hyper", "infra",
    "inter", "intra", "macro", "meta", "micro", "mid", "mini", "multi", "neo", "non", "over",
    "pan", "post", "pre", "pro", "proto", "pseudo", "psycho", "quasi", "re", "semi", "socio",
    "sub", "trans", "ultra", "under",
};

static const char *const units[] = {
    "a.m", "am", "bn", "cc", "cm", "ft", "g", "gb", "ghz", "hr", "hrs", "in", "kb", "kg", "khz",
    "km", "km/h", "kmh", "kph", "kw", "lb", "lbs", "m", "mb", "mg", "mhz", "min", "mins", "ml",
    "mm", "mn", "mph", "mw", "oz", "p.m", "pc", "pct", "pm", "pp", "rpm", "sec", "secs", "sq",
    "tn", "trn", "yo", "yr", "yrs",
};

static const char *const address_endings[] = {
    "ae", "ar", "at", "au", "be", "biz", "br", "ca", "ch", "cn", "co", "com", "cz", "de", "dk",
    "doc", "docx", "edu", "eg", "es", "eu", "fi", "fr", "gif", "gov", "gr", "htm", "html", "hu",
    "ie", "il", "info", "int", "io", "ir", "jp", "jpg", "ke", "kr", "lb", "me", "mil", "mx",
    "net", "ng", "nl", "nz", "org", "pdf", "php", "pk", "pl", "png", "pt", "ro", "rs", "ru", "se",
    "sg", "sk", "tr", "tv", "tw", "txt", "ua", "uk", "url", "us", "xls", "xml", "za", "zip",
};

static const char *const elisions[] = {
    "bout", "cause", "em", "n", "round", "til", "till", "tis", "twas",
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* Index of `word` in a sorted list whose entries carry `skip` leading characters; -1 without. */
static int find(const char *const *list, size_t n, size_t skip, casus_str word)
{
    char lower[MAX_WORD];
    if (word.len == 0 || word.len > MAX_WORD) return -1;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        const char *entry = list[mid] + skip;
        size_t len = strlen(entry);
        int order = memcmp(entry, lower, len < word.len ? len : word.len);
        if (order == 0 && len == word.len) return (int)mid;
        if (order < 0 || (order == 0 && len < word.len))
            low = mid + 1;
        else
            high = mid;
    }
    return -1;
}

enum abbreviation word_abbreviation(casus_str word)
{
    if (word.len > 6) return ABBREVIATION_NONE; /* the longest is "messrs" */
    int i = find(abbreviations, COUNT(abbreviations), 1, word);
    return i < 0 ? ABBREVIATION_NONE : (enum abbreviation)(abbreviations[i][0] - '0');
}

/* Every contraction begins and ends in one of these letters: few words pass. */
static bool may_contract(casus_str word)
{
    static const uint32_t first = 1u << 0 | 1u << 2 | 1u << 3 | 1u << 6 | 1u << 7 | 1u << 8 |
                                  /* acdghilstwy */
                                  1u << 11 | 1u << 18 | 1u << 19 | 1u << 22 | 1u << 24;
    if (word.len < 2 || word.len > 8) return false;
    unsigned a = (unsigned)(word.ptr[0] | 32) - 'a', y = (unsigned)(word.ptr[word.len - 2] | 32);
    if (a > 25 || !(first >> a & 1)) return false;
    switch (word.ptr[word.len - 1] | 32) {
    case 't': return y == 'n' || y == 'o';
    case 'a': return y == 'n' || y == 't';
    case 's': return y == 'e' || y == 't';
    case 'e': return y == 'm' || y == 'r' || y == 'v';
    case 'l': return y == 'l';
    case 'm': return word.len == 2;
    default: return false;
    }
}

size_t word_contraction(casus_str word)
{
    if (!may_contract(word)) return 0;
    int i = find(contractions, COUNT(contractions), 1, word);
    return i < 0 ? 0 : (size_t)(contractions[i][0] - '0');
}

bool word_is_prefix(casus_str word)
{
    return find(prefixes, COUNT(prefixes), 0, word) >= 0;
}

bool word_is_unit(casus_str word)
{
    return find(units, COUNT(units), 0, word) >= 0;
}

bool word_is_address_ending(casus_str word)
{
    return find(address_endings, COUNT(address_endings), 0, word) >= 0;
}

bool word_is_elision(casus_str word)
{
    return find(elisions, COUNT(elisions), 0, word) >= 0;
}

static bool is_sorted(const char *const *list, size_t n, size_t skip)
{
    for (size_t i = 1; i < n; i++)
        if (strcmp(list[i - 1] + skip, list[i] + skip) >= 0) return false;
    return true;
}

bool words_are_sorted(void)
{
    for (size_t i = 0; i < COUNT(contractions); i++) {
        casus_str word = {contractions[i] + 1, strlen(contractions[i] + 1)};
        if (!may_contract(word)) return false;
    }
    for (size_t i = 0; i < COUNT(abbreviations); i++)
        if (strlen(abbreviations[i] + 1) > 6) return false;
    return is_sorted(abbreviations, COUNT(abbreviations), 1) &&
           is_sorted(contractions, COUNT(contractions), 1) &&
           is_sorted(prefixes, COUNT(prefixes), 0) && is_sorted(units, COUNT(units), 0) &&
           is_sorted(address_endings, COUNT(address_endings), 0) &&
           is_sorted(elisions, COUNT(elisions), 0);
}
