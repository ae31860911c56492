/* The tokenizer's closed lists. Each is sorted, so that a look-up is a binary search; the unit test
 * checks the order. They hold general English and the abbreviations of newspapers. */
#include "lex/words.h"

#define MAX_WORD 12

/* Sorted by word; the digit before the word is its enum abbreviation. */
static const char *const abbreviations[] = {
    "1a.k.a", "1adm", "1al", "4ala", "1amb", "1approx", "1apr", "4ariz", "4ark", "3art", "1assn",
    "1asst", "1attn", "1atty", "1aug", "1ave", "1bldg", "1blvd", "1brig", "1bros", "1ca", "4calif",
    "1capt", "1cdr", "1cf", "3ch", "1cmdr", "1co", "1col", "4colo", "1comdr", "4conn", "1corp",
    "1cpl", "1dec", "4del", "1dept", "1dist", "1dr", "1drs", "2ed", "2eds", "1eg", "1eq", "1esp",
    "1esq", "1est", "2etc", "2ext", "1feb", "2fig", "4fla", "1fr", "1fri", "1ft", "1fwd", "4ga",
    "1gen", "1gens", "1gov", "1govs", "1govt", "1hon", "1hwy", "1ie", "4ill", "1inc", "1incl",
    "4ind", "1intl", "1jan", "1jr", "4kan", "4ky", "4la", "1lt", "1ltd", "1maj", "2mar", "4mass",
    "4md", "1messrs", "1mfg", "1mgr", "4mich", "4minn", "4miss", "1mlle", "1mme", "1mmes", "4mo",
    "2mon", "4mont", "1mr", "1mrs", "1ms", "1msgr", "1mt", "4neb", "4nev", "3no", "3nos", "1nov",
    "1oct", "4okla", "3op", "4ore", "3p", "4pa", "4penn", "1ph.d", "1plc", "3pp", "1pres", "1prof",
    "1profs", "1pt", "1pte", "1pty", "1pvt", "1regt", "1rep", "1reps", "1rev", "2sat", "1sec",
    "1secy", "1sen", "1sens", "1sep", "1sept", "1sgt", "1sr", "1st", "1sts", "2sun", "1supt",
    "1tel", "4tenn", "4tex", "1thu", "1thur", "1thurs", "1tue", "1tues", "1univ", "4va", "1viz",
    "3vol", "3vols", "1vs", "4vt", "4wash", "1wed", "4wis", "4wyo",
};

/* Sorted; the digit before the word is the cut, 0 where the word behind it tells. */
static const char *const contractions[] = {
    "2aint", "1alot", "3arent", "2arnt", "3cannot", "2cant", "5couldnt", "5couldve", "3didnt",
    "4doesnt", "2dont", "3gimme", "3gonna", "3gotta", "3hadnt", "3hasnt", "4havent", "3havnt",
    "4heres", "2hes", "3hows", "1im", "2isnt", "2itd", "2itll", "0its", "1ive", "3lemme", "0lets",
    "3outta", "3shes", "6shouldnt", "6shouldve", "4thats", "5theres", "4theyll", "4theyre",
    "4theyve", "3wana", "3wanna", "3wasnt", "4werent", "2weve", "4whats", "5wheres", "0whose",
    "2wont", "5wouldnt", "5wouldve", "3youll", "0your", "3youre", "3youve",
};

static const char *const prefixes[] = {
    "anti", "arch", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "hyper", "infra",
    "inter", "intra", "macro", "meta", "micro", "mid", "mini", "multi", "neo", "non", "over",
    "pan", "post", "pre", "pro", "proto", "pseudo", "psycho", "quasi", "re", "semi", "socio",
    "sub", "trans", "ultra", "under",
};

static const char *const units[] = {
    "a.m", "am", "b", "bn", "cc", "cm", "day", "days", "ft", "g", "gb", "ghz", "gw", "ha", "hour",
    "hours", "hr", "hrs", "hz", "in", "k", "kb", "kg", "khz", "km", "km/h", "kmh", "kph", "kw",
    "kwh", "lb", "lbs", "m", "mb", "mg", "mhz", "mi", "min", "mins", "minute", "minutes", "ml",
    "mm", "mn", "month", "months", "mph", "mw", "mwh", "oz", "p.m", "pc", "pct", "percent", "pm",
    "pp", "rpm", "sec", "secs", "sq", "tn", "trn", "volts", "watt", "watts", "week", "weeks",
    "year", "years", "yo", "yr", "yrs",
};

static const char *const address_endings[] = {
    "ae", "ar", "at", "au", "be", "biz", "br", "ca", "ch", "cn", "co", "com", "cz", "de", "dk",
    "doc", "docx", "edu", "eg", "es", "eu", "fi", "fr", "gif", "gov", "gr", "htm", "html", "hu",
    "ie", "il", "info", "int", "io", "ir", "jp", "jpg", "ke", "kr", "lb", "me", "mil", "mx",
    "net", "ng", "nl", "nz", "org", "pdf", "php", "pk", "pl", "png", "pt", "ro", "rs", "ru", "se",
    "sg", "sk", "tr", "tv", "tw", "txt", "ua", "uk", "url", "us", "xls", "xml", "za", "zip",
};

static const char *const file_endings[] = {
    "csv", "doc", "docx", "exe", "gif", "htm", "html", "jpeg", "jpg", "pdf", "php", "png", "ppt",
    "pptx", "rtf", "txt", "xls", "xlsx", "xml", "zip",
};

/* Before a number without a space: "Rs500". */
static const char *const currencies[] = {
    "aud", "cad", "chf", "cny", "eur", "gbp", "inr", "jpy", "nis", "pkr", "rmb", "rs", "usd",
};

/* "its a", "your the", "whose not": what no possessive stands before. */
static const char *const never_owned[] = {"a", "an", "been", "gonna", "not", "really", "the"};

/* What "lets" at the head of a sentence calls for. */
static const char *const calls[] = {
    "all", "be", "call", "do", "face", "get", "give", "go", "have", "hope", "just", "keep", "look",
    "make", "not", "pray", "say", "see", "start", "take", "talk", "try", "wait",
};

static const char *const elisions[] = {
    "bout", "cause", "em", "n", "round", "til", "till", "tis", "twas",
};

/* Quick tests that shut out nearly every word that is in no list. Letters are their lowest five
 * bits, as bits of a set: the first letters of the contractions with this ending, the last letters
 * of the abbreviations with this first. A list that grows must be added to here; the unit test
 * looks. */
const uint32_t word_contraction_firsts[1024] = {
#define ENDING(y, z) (((y) & 31) << 5 | ((z) & 31))
    [ENDING('e', 's')] = 0x980100, [ENDING('i', 'm')] = 0x200, [ENDING('l', 'l')] = 0x2100200,
    [ENDING('m', 'e')] = 0x1080, [ENDING('n', 'a')] = 0x800080, [ENDING('n', 't')] = 0x88031A,
    [ENDING('o', 't')] = 0xA, [ENDING('r', 'e')] = 0x2100000, [ENDING('s', 'e')] = 0x800000,
    [ENDING('t', 'a')] = 0x8080, [ENDING('t', 'd')] = 0x200, [ENDING('t', 's')] = 0x901200,
    [ENDING('u', 'r')] = 0x2000000, [ENDING('v', 'e')] = 0x2980208, [ENDING('w', 's')] = 0x100,
#undef ENDING
};

const uint32_t word_abbreviation_lasts[32] = {
    ['a' & 31] = 0x71478A6, ['b' & 31] = 0x80090, ['c' & 31] = 0x15D142, ['d' & 31] = 0x1C1008,
    ['e' & 31] = 0x1B0098, ['f' & 31] = 0x140296, ['g' & 31] = 0x584002, ['h' & 31] = 0x2004000,
    ['i' & 31] = 0x1038, ['j' & 31] = 0x44000, ['k' & 31] = 0x2004000, ['l' & 31] = 0x100012,
    ['m' & 31] = 0x1CC5B0, ['n' & 31] = 0x488004, ['o' & 31] = 0x110022, ['p' & 31] = 0x219407A,
    ['r' & 31] = 0x590000, ['s' & 31] = 0x21D4008, ['t' & 31] = 0x12C5020, ['u' & 31] = 0x400000,
    ['v' & 31] = 0x4181002, ['w' & 31] = 0x88110,
};

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
        size_t k = 0;
        while (k < word.len && entry[k] == lower[k]) k++;
        if (k == word.len && entry[k] == '\0') return (int)mid;
        if (k < word.len && (unsigned char)entry[k] < (unsigned char)lower[k])
            low = mid + 1;
        else
            high = mid;
    }
    return -1;
}

enum abbreviation word_abbreviation(casus_str word)
{
    if (!word_may_abbreviate(word)) return ABBREVIATION_NONE;
    int i = find(abbreviations, COUNT(abbreviations), 1, word);
    return i < 0 ? ABBREVIATION_NONE : (enum abbreviation)(abbreviations[i][0] - '0');
}

size_t word_contraction(casus_str word)
{
    if (!word_may_contract(word)) return 0;
    int i = find(contractions, COUNT(contractions), 1, word);
    if (i < 0) return 0;
    return contractions[i][0] == '0' ? CONTRACTION_ASK : (size_t)(contractions[i][0] - '0');
}

size_t word_contraction_before(casus_str word, casus_str next, bool opens)
{
    if (str_eq_nocase(word, STR("lets")))
        return opens && find(calls, COUNT(calls), 0, next) >= 0 ? 3 : 0;
    if (find(never_owned, COUNT(never_owned), 0, next) < 0) return 0;
    return str_eq_nocase(word, STR("its")) ? 2 : 3; /* else "your", "whose" */
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

bool word_is_file_ending(casus_str word)
{
    return find(file_endings, COUNT(file_endings), 0, word) >= 0;
}

bool word_is_currency(casus_str word)
{
    return find(currencies, COUNT(currencies), 0, word) >= 0;
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
        if (!word_may_contract(word)) return false;
    }
    for (size_t i = 0; i < COUNT(abbreviations); i++)
        if (!word_may_abbreviate(str_from(abbreviations[i] + 1))) return false;
    return is_sorted(abbreviations, COUNT(abbreviations), 1) &&
           is_sorted(contractions, COUNT(contractions), 1) &&
           is_sorted(prefixes, COUNT(prefixes), 0) && is_sorted(units, COUNT(units), 0) &&
           is_sorted(address_endings, COUNT(address_endings), 0) &&
           is_sorted(file_endings, COUNT(file_endings), 0) &&
           is_sorted(currencies, COUNT(currencies), 0) &&
           is_sorted(never_owned, COUNT(never_owned), 0) && is_sorted(calls, COUNT(calls), 0) &&
           is_sorted(elisions, COUNT(elisions), 0);
}
