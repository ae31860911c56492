/* language: which language a text is in, so that what is not English stays uncoded.
 *
 * Letters tell the script; within a script the small words tell the language (data/languages.txt).
 * A text is foreign only where that is plain: another script outweighs Latin letters by far, or the
 * small words of another language outnumber those of English by far. What is short, unsure or in good
 * part English counts as English: names, headlines, quotations and pasted translations refuse nothing.
 *
 *   section clean.language    | header | languages | words |
 *   header      4 numbers: magic, languages, words, 0
 *   language    code and name, ended and filled up by NUL; English is the first
 *   word        hash, language, how many languages have the word; sorted by hash
 */
#ifndef CASUS_CLEAN_LANGUAGE_H
#define CASUS_CLEAN_LANGUAGE_H

#include "base/base.h"

#define LANGUAGE_MAGIC 0x31474E4Cu /* "LNG1" */
#define LANGUAGE_MAX 128u
#define LANGUAGE_MAX_WORDS 16384u /* a word counts once for each language */
#define LANGUAGE_ENGLISH 0u

typedef struct language_entry {
    char code[4]; /* ISO 639-1, else 639-3 */
    char name[28];
} language_entry;

typedef struct language_word {
    uint32_t hash; /* upper half of str_hash_lower() */
    uint16_t language;
    uint16_t shared; /* languages that have the word, 1 or more */
} language_word;

typedef struct language_book {
    const language_entry *languages; /* [n] */
    const language_word *words;      /* [n_words] */
    uint32_t n, n_words;
} language_book;

typedef struct language_guess {
    const language_entry *language; /* NULL: the text does not tell */
    bool foreign;                   /* another one than English, without doubt */
} language_guess;

/* BAD_MODEL unless `section` is whole. It is viewed, not copied. */
casus_status language_open(language_book *out, casus_str section, casus_error *err);
static inline uint32_t language_hash(casus_str word)
{
    return (uint32_t)(str_hash_lower(word) >> 32);
}
/* The name of a code, or NULL. */
const char *language_name(const language_book *self, casus_str code);
/* `declared`: what a page says of itself ("es-MX"), or absent. It helps a text that says the same and
 * decides nothing alone, since many pages say it wrongly. */
language_guess language_identify(const language_book *self, casus_str text, casus_str declared);

#endif
