/* script: which writing a letter is of. */
#ifndef CASUS_CLEAN_SCRIPT_H
#define CASUS_CLEAN_SCRIPT_H

#include <stdint.h>

enum script {
    SCRIPT_LATIN,
    SCRIPT_GREEK,
    SCRIPT_CYRILLIC,
    SCRIPT_ARMENIAN,
    SCRIPT_HEBREW,
    SCRIPT_ARABIC,
    SCRIPT_THAANA,
    SCRIPT_DEVANAGARI,
    SCRIPT_BENGALI,
    SCRIPT_GURMUKHI,
    SCRIPT_GUJARATI,
    SCRIPT_ODIA,
    SCRIPT_TAMIL,
    SCRIPT_TELUGU,
    SCRIPT_KANNADA,
    SCRIPT_MALAYALAM,
    SCRIPT_SINHALA,
    SCRIPT_THAI,
    SCRIPT_LAO,
    SCRIPT_TIBETAN,
    SCRIPT_BURMESE,
    SCRIPT_GEORGIAN,
    SCRIPT_HANGUL,
    SCRIPT_ETHIOPIC,
    SCRIPT_KHMER,
    SCRIPT_KANA,
    SCRIPT_HAN,
    SCRIPT_OTHER, /* no language of ours is written in it */
    SCRIPT_COUNT
};

/* Of a letter. */
enum script script_of(uint32_t code_point);
/* The language that a script most often writes; "" for SCRIPT_LATIN and SCRIPT_OTHER. */
const char *script_language(enum script script);

#endif
