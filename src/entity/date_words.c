/* The words of date phrases: a sorted table of lower-case forms, and numbers in digits.
 * Everything else in a sentence is DW_NONE after one binary search, so looking at each token is
 * cheap. */
#include "entity/date.h"

typedef struct entry {
    char word[14];
    uint8_t kind;
    int16_t value;
    uint8_t flags;
} entry;

enum { PLURAL = 1, UNSURE = 2 };

/* Sorted by word (byte order); test_date checks it. */
static const entry WORDS[] = {
    {"'", DW_WORD, ID_QUOTE, 0},
    {"'s", DW_WORD, ID_POSS, 0},
    {"(", DW_WORD, ID_OPEN, 0},
    {")", DW_WORD, ID_CLOSE, 0},
    {",", DW_WORD, ID_COMMA, 0},
    {"-", DW_WORD, ID_DASH, 0},
    {"/", DW_WORD, ID_SLASH, 0},
    {"a", DW_WORD, ID_A, 0},
    {"a.m.", DW_WORD, ID_AM, 0},
    {"about", DW_WORD, ID_AROUND, 0},
    {"after", DW_WORD, ID_AFTER, 0},
    {"afternoon", DW_DAYPART, 0, 0},
    {"afternoons", DW_DAYPART, 0, PLURAL},
    {"ago", DW_WORD, ID_AGO, 0},
    {"all", DW_WORD, ID_BOTH, 0},
    {"am", DW_WORD, ID_AM, 0},
    {"an", DW_WORD, ID_A, 0},
    {"and", DW_WORD, ID_AND, 0},
    {"anzac", DW_FEAST, 0, 0},
    {"apr", DW_MONTH, 4, 0},
    {"apr.", DW_MONTH, 4, 0},
    {"april", DW_MONTH, 4, 0},
    {"arbaeen", DW_FEAST, 0, 0},
    {"armistice", DW_FEAST, 0, 0},
    {"around", DW_WORD, ID_AROUND, 0},
    {"as", DW_WORD, ID_AS, 0},
    {"ascension", DW_FEAST, 0, 0},
    {"ash", DW_FEAST, 0, 0},
    {"ashura", DW_FEAST, 0, 0},
    {"assumption", DW_FEAST, 0, 0},
    {"at", DW_WORD, ID_AT, 0},
    {"aug", DW_MONTH, 8, 0},
    {"aug.", DW_MONTH, 8, 0},
    {"august", DW_MONTH, 8, 0},
    {"australia", DW_FEAST, 0, 0},
    {"autumn", DW_SEASON, 3, 0},
    {"bastille", DW_FEAST, 0, 0},
    {"before", DW_WORD, ID_BEFORE, 0},
    {"beginning", DW_PART, PART_EARLY, UNSURE},
    {"between", DW_WORD, ID_BETWEEN, 0},
    {"black", DW_FEAST, 0, 0},
    {"both", DW_WORD, ID_BOTH, 0},
    {"boxing", DW_FEAST, 0, 0},
    {"by", DW_WORD, ID_BY, 0},
    {"canada", DW_FEAST, 0, 0},
    {"centuries", DW_UNIT, UNIT_CENTURY, PLURAL},
    {"century", DW_UNIT, UNIT_CENTURY, 0},
    {"chanukah", DW_FEAST, 0, 0},
    {"chinese", DW_FEAST, 0, 0},
    {"christmas", DW_FEAST, 0, 0},
    {"close", DW_PART, PART_LATE, UNSURE},
    {"columbus", DW_FEAST, 0, 0},
    {"coming", DW_REL, REL_NEXT, 0},
    {"commencing", DW_WORD, ID_STARTING, 0},
    {"corpus", DW_FEAST, 0, 0},
    {"couple", DW_WORD, ID_COUPLE, 0},
    {"current", DW_REL, REL_THIS, 0},
    {"cy", DW_WORD, ID_ACCOUNTS, 0},
    {"date", DW_WORD, ID_DATE, 0},
    {"dawn", DW_DAYPART, 0, 0},
    {"day", DW_UNIT, UNIT_DAY, 0},
    {"days", DW_UNIT, UNIT_DAY, PLURAL},
    {"dec", DW_MONTH, 12, 0},
    {"dec.", DW_MONTH, 12, 0},
    {"decade", DW_UNIT, UNIT_DECADE, 0},
    {"decades", DW_UNIT, UNIT_DECADE, PLURAL},
    {"december", DW_MONTH, 12, 0},
    {"during", DW_WORD, ID_DURING, 0},
    {"each", DW_WORD, ID_EVERY, 0},
    {"earlier", DW_PART, PART_EARLIER, 0},
    {"early", DW_PART, PART_EARLY, 0},
    {"earth", DW_FEAST, 0, 0},
    {"easter", DW_FEAST, 0, 0},
    {"eid", DW_FEAST, 0, 0},
    {"eight", DW_NUMBER, 8, 0},
    {"eighteen", DW_NUMBER, 18, 0},
    {"eighteenth", DW_ORDINAL, 18, 0},
    {"eighth", DW_ORDINAL, 8, 0},
    {"eighties", DW_YEARS, 80, 0},
    {"eighty", DW_NUMBER, 80, 0},
    {"eleven", DW_NUMBER, 11, 0},
    {"eleventh", DW_ORDINAL, 11, 0},
    {"end", DW_PART, PART_LATE, UNSURE},
    {"epiphany", DW_FEAST, 0, 0},
    {"eve", DW_FEAST, 0, 0},
    {"evening", DW_DAYPART, 0, 0},
    {"evenings", DW_DAYPART, 0, PLURAL},
    {"every", DW_WORD, ID_EVERY, 0},
    {"fall", DW_SEASON, 3, UNSURE},
    {"feb", DW_MONTH, 2, 0},
    {"feb.", DW_MONTH, 2, 0},
    {"february", DW_MONTH, 2, 0},
    {"few", DW_WORD, ID_FEW, 0},
    {"fifteen", DW_NUMBER, 15, 0},
    {"fifteenth", DW_ORDINAL, 15, 0},
    {"fifth", DW_ORDINAL, 5, 0},
    {"fifties", DW_YEARS, 50, 0},
    {"fifty", DW_NUMBER, 50, 0},
    {"final", DW_REL, REL_LAST, 0},
    {"first", DW_ORDINAL, 1, 0},
    {"five", DW_NUMBER, 5, 0},
    {"following", DW_REL, REL_FOLLOWING, 0},
    {"for", DW_WORD, ID_FOR, 0},
    {"forties", DW_YEARS, 40, 0},
    {"fortnight", DW_UNIT, UNIT_FORTNIGHT, 0},
    {"fortnights", DW_UNIT, UNIT_FORTNIGHT, PLURAL},
    {"forty", DW_NUMBER, 40, 0},
    {"four", DW_NUMBER, 4, 0},
    {"fourteen", DW_NUMBER, 14, 0},
    {"fourteenth", DW_ORDINAL, 14, 0},
    {"fourth", DW_ORDINAL, 4, 0},
    {"fri", DW_WEEKDAY, FRIDAY, UNSURE},
    {"fri.", DW_WEEKDAY, FRIDAY, UNSURE},
    {"friday", DW_WEEKDAY, FRIDAY, 0},
    {"fridays", DW_WEEKDAY, FRIDAY, PLURAL},
    {"from", DW_WORD, ID_FROM, 0},
    {"fy", DW_WORD, ID_ACCOUNTS, 0},
    {"good", DW_FEAST, 0, 0},
    {"guy", DW_FEAST, 0, 0},
    {"half", DW_UNIT, UNIT_HALF, 0},
    {"halloween", DW_FEAST, 0, 0},
    {"hanukkah", DW_FEAST, 0, 0},
    {"holocaust", DW_FEAST, 0, 0},
    {"holy", DW_FEAST, 0, 0},
    {"hour", DW_UNIT, UNIT_HOUR, 0},
    {"hours", DW_UNIT, UNIT_HOUR, PLURAL},
    {"human", DW_FEAST, 0, 0},
    {"hundred", DW_NUMBER, 100, 0},
    {"in", DW_WORD, ID_IN, 0},
    {"international", DW_FEAST, 0, 0},
    {"jan", DW_MONTH, 1, UNSURE},
    {"jan.", DW_MONTH, 1, 0},
    {"january", DW_MONTH, 1, 0},
    {"jul", DW_MONTH, 7, 0},
    {"jul.", DW_MONTH, 7, 0},
    {"july", DW_MONTH, 7, 0},
    {"jun", DW_MONTH, 6, 0},
    {"jun.", DW_MONTH, 6, 0},
    {"june", DW_MONTH, 6, 0},
    {"juneteenth", DW_FEAST, 0, 0},
    {"labor", DW_FEAST, 0, 0},
    {"labour", DW_FEAST, 0, 0},
    {"last", DW_REL, REL_LAST, 0},
    {"late", DW_PART, PART_LATE, 0},
    {"lately", DW_WORD, ID_VAGUE_PAST, 0},
    {"later", DW_PART, PART_LATER, 0},
    {"latter", DW_ORDINAL, 2, 0},
    {"least", DW_WORD, ID_LEAST, 0},
    {"less", DW_WORD, ID_LESS, 0},
    {"lunar", DW_FEAST, 0, 0},
    {"mar", DW_MONTH, 3, UNSURE},
    {"mar.", DW_MONTH, 3, 0},
    {"march", DW_MONTH, 3, UNSURE},
    {"mardi", DW_FEAST, 0, 0},
    {"martin", DW_FEAST, 0, 0},
    {"maundy", DW_FEAST, 0, 0},
    {"mawlid", DW_FEAST, 0, 0},
    {"may", DW_MONTH, 5, UNSURE},
    {"memorial", DW_FEAST, 0, 0},
    {"mid", DW_PART, PART_MID, 0},
    {"middle", DW_PART, PART_MID, UNSURE},
    {"midnight", DW_DAYPART, 0, 0},
    {"mon", DW_WEEKDAY, MONDAY, UNSURE},
    {"mon.", DW_WEEKDAY, MONDAY, UNSURE},
    {"monday", DW_WEEKDAY, MONDAY, 0},
    {"mondays", DW_WEEKDAY, MONDAY, PLURAL},
    {"month", DW_UNIT, UNIT_MONTH, 0},
    {"months", DW_UNIT, UNIT_MONTH, PLURAL},
    {"more", DW_WORD, ID_MORE, 0},
    {"morning", DW_DAYPART, 0, 0},
    {"mornings", DW_DAYPART, 0, PLURAL},
    {"muharram", DW_FEAST, 0, 0},
    {"nakba", DW_FEAST, 0, 0},
    {"new", DW_FEAST, 0, 0},
    {"next", DW_REL, REL_NEXT, 0},
    {"night", DW_DAYPART, 1, 0},
    {"nights", DW_DAYPART, 1, PLURAL},
    {"nine", DW_NUMBER, 9, 0},
    {"nineteen", DW_NUMBER, 19, 0},
    {"nineteenth", DW_ORDINAL, 19, 0},
    {"nineties", DW_YEARS, 90, 0},
    {"ninety", DW_NUMBER, 90, 0},
    {"ninth", DW_ORDINAL, 9, 0},
    {"noon", DW_DAYPART, 0, 0},
    {"nov", DW_MONTH, 11, 0},
    {"nov.", DW_MONTH, 11, 0},
    {"november", DW_MONTH, 11, 0},
    {"now", DW_WORD, ID_NOW, 0},
    {"nowruz", DW_FEAST, 0, 0},
    {"o'clock", DW_WORD, ID_OCLOCK, 0},
    {"oct", DW_MONTH, 10, 0},
    {"oct.", DW_MONTH, 10, 0},
    {"october", DW_MONTH, 10, 0},
    {"of", DW_WORD, ID_OF, 0},
    {"on", DW_WORD, ID_ON, 0},
    {"one", DW_NUMBER, 1, 0},
    {"or", DW_WORD, ID_OR, 0},
    {"orthodox", DW_FEAST, 0, 0},
    {"over", DW_WORD, ID_OVER, 0},
    {"p.m.", DW_WORD, ID_AM, 0},
    {"palm", DW_FEAST, 0, 0},
    {"passover", DW_FEAST, 0, 0},
    {"past", DW_REL, REL_LAST, UNSURE},
    {"pentecost", DW_FEAST, 0, 0},
    {"pesach", DW_FEAST, 0, 0},
    {"pm", DW_WORD, ID_AM, 0},
    {"preceding", DW_REL, REL_PREVIOUS, 0},
    {"presidents", DW_FEAST, 0, 0},
    {"previous", DW_REL, REL_PREVIOUS, 0},
    {"purim", DW_FEAST, 0, 0},
    {"quarter", DW_UNIT, UNIT_QUARTER, 0},
    {"quarters", DW_UNIT, UNIT_QUARTER, PLURAL},
    {"ramadan", DW_FEAST, 0, 0},
    {"recent", DW_WORD, ID_VAGUE_PAST, UNSURE},
    {"recently", DW_WORD, ID_VAGUE_PAST, 0},
    {"remainder", DW_PART, PART_REST, UNSURE},
    {"remembrance", DW_FEAST, 0, 0},
    {"rest", DW_PART, PART_REST, UNSURE},
    {"rosh", DW_FEAST, 0, 0},
    {"saint", DW_FEAST, 0, 0},
    {"same", DW_REL, REL_SAME, 0},
    {"sat", DW_WEEKDAY, SATURDAY, UNSURE},
    {"sat.", DW_WEEKDAY, SATURDAY, UNSURE},
    {"saturday", DW_WEEKDAY, SATURDAY, 0},
    {"saturdays", DW_WEEKDAY, SATURDAY, PLURAL},
    {"second", DW_ORDINAL, 2, UNSURE},
    {"sep", DW_MONTH, 9, 0},
    {"sep.", DW_MONTH, 9, 0},
    {"sept", DW_MONTH, 9, 0},
    {"sept.", DW_MONTH, 9, 0},
    {"september", DW_MONTH, 9, 0},
    {"seven", DW_NUMBER, 7, 0},
    {"seventeen", DW_NUMBER, 17, 0},
    {"seventeenth", DW_ORDINAL, 17, 0},
    {"seventh", DW_ORDINAL, 7, 0},
    {"seventies", DW_YEARS, 70, 0},
    {"seventy", DW_NUMBER, 70, 0},
    {"several", DW_WORD, ID_SEVERAL, 0},
    {"shavuot", DW_FEAST, 0, 0},
    {"shrove", DW_FEAST, 0, 0},
    {"simchat", DW_FEAST, 0, 0},
    {"since", DW_WORD, ID_SINCE, 0},
    {"six", DW_NUMBER, 6, 0},
    {"sixteen", DW_NUMBER, 16, 0},
    {"sixteenth", DW_ORDINAL, 16, 0},
    {"sixth", DW_ORDINAL, 6, 0},
    {"sixties", DW_YEARS, 60, 0},
    {"sixty", DW_NUMBER, 60, 0},
    {"soon", DW_WORD, ID_VAGUE_FUTURE, UNSURE},
    {"spring", DW_SEASON, 1, UNSURE},
    {"st", DW_FEAST, 0, 0},
    {"st.", DW_FEAST, 0, 0},
    {"start", DW_PART, PART_EARLY, UNSURE},
    {"starting", DW_WORD, ID_STARTING, 0},
    {"sukkot", DW_FEAST, 0, 0},
    {"summer", DW_SEASON, 2, 0},
    {"sun", DW_WEEKDAY, SUNDAY, UNSURE},
    {"sun.", DW_WEEKDAY, SUNDAY, UNSURE},
    {"sunday", DW_WEEKDAY, SUNDAY, 0},
    {"sundays", DW_WEEKDAY, SUNDAY, PLURAL},
    {"ten", DW_NUMBER, 10, 0},
    {"tenth", DW_ORDINAL, 10, 0},
    {"tet", DW_FEAST, 0, 0},
    {"than", DW_WORD, ID_THAN, 0},
    {"thanksgiving", DW_FEAST, 0, 0},
    {"that", DW_WORD, ID_THAT, 0},
    {"the", DW_WORD, ID_THE, 0},
    {"these", DW_WORD, ID_THESE, 0},
    {"third", DW_ORDINAL, 3, 0},
    {"thirteen", DW_NUMBER, 13, 0},
    {"thirteenth", DW_ORDINAL, 13, 0},
    {"thirties", DW_YEARS, 30, 0},
    {"thirtieth", DW_ORDINAL, 30, 0},
    {"thirty", DW_NUMBER, 30, 0},
    {"this", DW_REL, REL_THIS, 0},
    {"thousand", DW_NUMBER, 1000, 0},
    {"three", DW_NUMBER, 3, 0},
    {"through", DW_WORD, ID_THROUGH, 0},
    {"throughout", DW_WORD, ID_DURING, 0},
    {"thu", DW_WEEKDAY, THURSDAY, UNSURE},
    {"thur", DW_WEEKDAY, THURSDAY, UNSURE},
    {"thurs", DW_WEEKDAY, THURSDAY, UNSURE},
    {"thursday", DW_WEEKDAY, THURSDAY, 0},
    {"thursdays", DW_WEEKDAY, THURSDAY, PLURAL},
    {"till", DW_WORD, ID_UNTIL, 0},
    {"to", DW_WORD, ID_TO, 0},
    {"today", DW_DEICTIC, 0, 0},
    {"tomorrow", DW_DEICTIC, 1, 0},
    {"tonight", DW_DEICTIC, 0, 0},
    {"tue", DW_WEEKDAY, TUESDAY, UNSURE},
    {"tues", DW_WEEKDAY, TUESDAY, UNSURE},
    {"tuesday", DW_WEEKDAY, TUESDAY, 0},
    {"tuesdays", DW_WEEKDAY, TUESDAY, PLURAL},
    {"turn", DW_PART, PART_EARLY, UNSURE},
    {"twelfth", DW_ORDINAL, 12, 0},
    {"twelve", DW_NUMBER, 12, 0},
    {"twenties", DW_YEARS, 20, 0},
    {"twentieth", DW_ORDINAL, 20, 0},
    {"twenty", DW_NUMBER, 20, 0},
    {"two", DW_NUMBER, 2, 0},
    {"until", DW_WORD, ID_UNTIL, 0},
    {"upcoming", DW_REL, REL_NEXT, 0},
    {"valentine", DW_FEAST, 0, 0},
    {"veterans", DW_FEAST, 0, 0},
    {"victory", DW_FEAST, 0, 0},
    {"wed", DW_WEEKDAY, WEDNESDAY, UNSURE},
    {"wednesday", DW_WEEKDAY, WEDNESDAY, 0},
    {"wednesdays", DW_WEEKDAY, WEDNESDAY, PLURAL},
    {"weds", DW_WEEKDAY, WEDNESDAY, UNSURE},
    {"week", DW_UNIT, UNIT_WEEK, 0},
    {"weekend", DW_UNIT, UNIT_WEEKEND, 0},
    {"weekends", DW_UNIT, UNIT_WEEKEND, PLURAL},
    {"weeks", DW_UNIT, UNIT_WEEK, PLURAL},
    {"whit", DW_FEAST, 0, 0},
    {"winter", DW_SEASON, 0, 0},
    {"within", DW_WORD, ID_WITHIN, 0},
    {"workweek", DW_UNIT, UNIT_WORKWEEK, 0},
    {"world", DW_FEAST, 0, 0},
    {"xmas", DW_FEAST, 0, 0},
    {"year", DW_UNIT, UNIT_YEAR, 0},
    {"years", DW_UNIT, UNIT_YEAR, PLURAL},
    {"yesterday", DW_DEICTIC, -1, 0},
    {"yom", DW_FEAST, 0, 0},
    {"~", DW_WORD, ID_DASH, 0},
    {"\xe2\x80\x93", DW_WORD, ID_DASH, 0},
    {"\xe2\x80\x94", DW_WORD, ID_DASH, 0},
    {"\xe2\x80\x99s", DW_WORD, ID_POSS, 0},
};

bool date_words_in_order(void)
{
    for (size_t k = 1; k < sizeof WORDS / sizeof WORDS[0]; k++)
        if (strcmp(WORDS[k - 1].word, WORDS[k].word) >= 0) return false;
    return true;
}

/* The first eight bytes as a number that compares as they do. */
static uint64_t front_of(const char word[sizeof WORDS[0].word])
{
    uint64_t bytes;
    memcpy(&bytes, word, sizeof bytes);
    return __builtin_bswap64(bytes);
}

/* A binary search whose steps nearly all end at the first eight letters; `word` is filled up with
 * zeros. */
static const entry *find(const char word[sizeof WORDS[0].word])
{
    size_t lo = 0, hi = sizeof WORDS / sizeof WORDS[0];
    uint64_t wanted = front_of(word);
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        uint64_t here = front_of(WORDS[mid].word);
        int d = wanted < here ? -1 : wanted > here ? 1 : strcmp(word, WORDS[mid].word);
        if (d == 0) return &WORDS[mid];
        if (d > 0) lo = mid + 1;
        else hi = mid;
    }
    return NULL;
}

/* "25", "25th", "1990s": digits with at most two letters behind them. */
static date_word number_word(casus_str form)
{
    date_word out = {0};
    size_t i = 0;
    int32_t value = 0;
    while (i < form.len && i < 9 && form.ptr[i] >= '0' && form.ptr[i] <= '9')
        value = value * 10 + (form.ptr[i++] - '0');
    out.value = value;
    out.digits = (uint8_t)i;
    casus_str rest = str_slice(form, i, form.len);
    if (rest.len == 0) {
        out.kind = DW_NUMBER;
    } else if (i <= 3 && (str_eq_nocase(rest, STR("st")) || str_eq_nocase(rest, STR("nd")) ||
                          str_eq_nocase(rest, STR("rd")) || str_eq_nocase(rest, STR("th")))) {
        out.kind = DW_ORDINAL;
    } else if ((i == 4 || i == 2) && str_eq_nocase(rest, STR("s")) && value % 10 == 0) {
        out.kind = DW_YEARS;
    }
    return out;
}

date_word date_word_look_up(const date_words *s, uint32_t i)
{
    casus_str form = token_form(s->text, &s->tokens[i]);
    if (form.len == 0 || form.len >= sizeof WORDS[0].word) return (date_word){0};
    if (form.ptr[0] >= '0' && form.ptr[0] <= '9') return number_word(form);
    if (form.len >= 4 && form.len <= 5 && form.ptr[0] == '\'' && form.ptr[1] >= '0' &&
        form.ptr[1] <= '9')
        return number_word(str_slice(form, 1, form.len)); /* "'90s" */

    char lower[sizeof WORDS[0].word] = {0};
    for (size_t k = 0; k < form.len; k++) {
        char c = form.ptr[k];
        lower[k] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    const entry *e = find(lower);
    if (!e) return (date_word){0};
    return (date_word){.kind = e->kind, .value = e->value, .plural = (e->flags & PLURAL) != 0,
                       .unsure = (e->flags & UNSURE) != 0,
                       .capital = (s->tokens[i].flags & TOKEN_CAP) != 0};
}
