/* The table of ASCII classes, and the classes of what lies beyond: Latin, Greek, Cyrillic and all
 * other scripts are letters; general punctuation, currency, arrows, symbols and emoji are not. */
#include "lex/chars.h"

#define S CHAR_SPACE
#define U CHAR_UPPER
#define L CHAR_LOWER
#define D CHAR_DIGIT
#define P CHAR_PUNCT
#define R (CHAR_PUNCT | CHAR_RUN)
#define E (CHAR_PUNCT | CHAR_END)
#define H CHAR_HIGH

const uint8_t char_classes[256] = {
    /*  0 */ S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
    /* 10 */ S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
    /*    ! " # $ % & ' ( ) * + , - . / */
    /* 20 */ S, E, P, R, R, P, P, P, P, P, R, R, P, R, E, R,
    /* 30 */ D, D, D, D, D, D, D, D, D, D, P, P, R, R, R, E,
    /* 40 */ P, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
    /* 50 */ U, U, U, U, U, U, U, U, U, U, U, P, R, P, P, R,
    /* 60 */ P, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    /* 70 */ L, L, L, L, L, L, L, L, L, L, L, P, P, P, R, S,
    /* 80 */ H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    /* 90 */ H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    /* a0 */ H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    /* b0 */ H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    /* c0 */ H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    /* d0 */ H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    /* e0 */ H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    /* f0 */ H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
};

static bool is_space(uint32_t c)
{
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

static bool is_symbol(uint32_t c)
{
    if (c < 0xC0) return c != 0xAA && c != 0xAD && c != 0xB5 && c != 0xBA;
    if (c == 0xD7 || c == 0xF7) return true;
    if (c >= 0x2010 && c <= 0x206F) return true;   /* dashes, quotation marks, bullets */
    if (c >= 0x20A0 && c <= 0x20CF) return true;   /* currency */
    if (c >= 0x2100 && c <= 0x2BFF) return true;   /* letter-like, arrows, shapes */
    if (c >= 0x3001 && c <= 0x303F) return true;   /* CJK punctuation */
    if (c >= 0xFE00 && c <= 0xFE0F) return true;   /* variation selectors */
    return c == 0xFFFD || (c >= 0x1F000 && c <= 0x1FAFF);
}

unsigned char_class_high(casus_str s, size_t at, size_t *len)
{
    size_t next = at;
    uint32_t c = utf8_next(s, &next);
    *len = next - at;
    if (c == UTF8_BAD) return CHAR_LOWER;
    if (is_space(c)) return CHAR_SPACE;
    if (c == 0x2026) return CHAR_PUNCT | CHAR_END;
    if (c >= 0x2010 && c <= 0x2015) return CHAR_PUNCT | CHAR_RUN;
    if (is_symbol(c)) return CHAR_PUNCT;
    return utf8_is_upper(c) ? CHAR_UPPER : CHAR_LOWER;
}
