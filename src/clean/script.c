#include "clean/script.h"

#include "base/base.h"

static const struct {
    uint32_t first, last;
    enum script script;
} RANGES[] = {
    {0x0000, 0x02FF, SCRIPT_LATIN},      {0x0370, 0x03FF, SCRIPT_GREEK},
    {0x0400, 0x052F, SCRIPT_CYRILLIC},   {0x0530, 0x058F, SCRIPT_ARMENIAN},
    {0x0590, 0x05FF, SCRIPT_HEBREW},     {0x0600, 0x06FF, SCRIPT_ARABIC},
    {0x0750, 0x077F, SCRIPT_ARABIC},     {0x0780, 0x07BF, SCRIPT_THAANA},
    {0x08A0, 0x08FF, SCRIPT_ARABIC},     {0x0900, 0x097F, SCRIPT_DEVANAGARI},
    {0x0980, 0x09FF, SCRIPT_BENGALI},    {0x0A00, 0x0A7F, SCRIPT_GURMUKHI},
    {0x0A80, 0x0AFF, SCRIPT_GUJARATI},   {0x0B00, 0x0B7F, SCRIPT_ODIA},
    {0x0B80, 0x0BFF, SCRIPT_TAMIL},      {0x0C00, 0x0C7F, SCRIPT_TELUGU},
    {0x0C80, 0x0CFF, SCRIPT_KANNADA},    {0x0D00, 0x0D7F, SCRIPT_MALAYALAM},
    {0x0D80, 0x0DFF, SCRIPT_SINHALA},    {0x0E00, 0x0E7F, SCRIPT_THAI},
    {0x0E80, 0x0EFF, SCRIPT_LAO},        {0x0F00, 0x0FFF, SCRIPT_TIBETAN},
    {0x1000, 0x109F, SCRIPT_BURMESE},    {0x10A0, 0x10FF, SCRIPT_GEORGIAN},
    {0x1100, 0x11FF, SCRIPT_HANGUL},     {0x1200, 0x139F, SCRIPT_ETHIOPIC},
    {0x1780, 0x17FF, SCRIPT_KHMER},      {0x1C90, 0x1CBF, SCRIPT_GEORGIAN},
    {0x1E00, 0x1EFF, SCRIPT_LATIN},      {0x1F00, 0x1FFF, SCRIPT_GREEK},
    {0x2C60, 0x2C7F, SCRIPT_LATIN},      {0x2D80, 0x2DDF, SCRIPT_ETHIOPIC},
    {0x3005, 0x3007, SCRIPT_HAN},        {0x3040, 0x30FF, SCRIPT_KANA},
    {0x3130, 0x318F, SCRIPT_HANGUL},     {0x3400, 0x9FFF, SCRIPT_HAN},
    {0xA720, 0xA7FF, SCRIPT_LATIN},      {0xAC00, 0xD7AF, SCRIPT_HANGUL},
    {0xF900, 0xFAFF, SCRIPT_HAN},        {0xFB1D, 0xFB4F, SCRIPT_HEBREW},
    {0xFB50, 0xFDFF, SCRIPT_ARABIC},     {0xFE70, 0xFEFE, SCRIPT_ARABIC},
    {0xFF21, 0xFF5A, SCRIPT_LATIN},      {0xFF66, 0xFF9D, SCRIPT_KANA},
    {0x20000, 0x3134F, SCRIPT_HAN},
};

enum script script_of(uint32_t c)
{
    size_t low = 0, high = COUNT(RANGES);
    if (c <= RANGES[0].last) return SCRIPT_LATIN;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (RANGES[middle].last < c) low = middle + 1;
        else high = middle;
    }
    return low < COUNT(RANGES) && c >= RANGES[low].first ? RANGES[low].script : SCRIPT_OTHER;
}

const char *script_language(enum script script)
{
    static const char *const CODES[SCRIPT_COUNT] = {
        [SCRIPT_LATIN] = "",        [SCRIPT_GREEK] = "el",   [SCRIPT_CYRILLIC] = "ru",
        [SCRIPT_ARMENIAN] = "hy",   [SCRIPT_HEBREW] = "he",  [SCRIPT_ARABIC] = "ar",
        [SCRIPT_THAANA] = "dv",     [SCRIPT_DEVANAGARI] = "hi", [SCRIPT_BENGALI] = "bn",
        [SCRIPT_GURMUKHI] = "pa",   [SCRIPT_GUJARATI] = "gu", [SCRIPT_ODIA] = "or",
        [SCRIPT_TAMIL] = "ta",      [SCRIPT_TELUGU] = "te",  [SCRIPT_KANNADA] = "kn",
        [SCRIPT_MALAYALAM] = "ml",  [SCRIPT_SINHALA] = "si", [SCRIPT_THAI] = "th",
        [SCRIPT_LAO] = "lo",        [SCRIPT_TIBETAN] = "bo", [SCRIPT_BURMESE] = "my",
        [SCRIPT_GEORGIAN] = "ka",   [SCRIPT_HANGUL] = "ko",  [SCRIPT_ETHIOPIC] = "am",
        [SCRIPT_KHMER] = "km",      [SCRIPT_KANA] = "ja",    [SCRIPT_HAN] = "zh",
        [SCRIPT_OTHER] = ""};
    return CODES[script];
}
