/* Numbered or placed meetings that fix a year: "the 76th UN General Assembly", "COP26", "the G20
 * summit in Bali". Facts of the public record; a meeting belongs here when its number or its
 * place names one year.
 *
 * Sessions of the General Assembly follow a rule: session N opens in September of 1945 + N, on
 * the Tuesday of the third week that has a working day; the general debate opens a week later
 * (rules of procedure 1, and resolution 57/301). */
#include "entity/date.h"

enum series { UNGA, G7, G20, COP, NATO, OLYMPICS, WINTER, BRICS, ASEAN, ARAB, SERIES_COUNT };

static const char *const SERIES_NAMES[SERIES_COUNT] = {
    "UN General Assembly", "G7 summit",          "G20 summit",      "UN climate conference",
    "NATO summit",         "Olympic Games",      "Winter Olympics", "BRICS summit",
    "ASEAN summit",        "Arab League summit",
};

typedef struct meeting {
    uint8_t series, number; /* number 0: none in use */
    const char *place;      /* lower-case words */
    int16_t year;
    int8_t month, day, length;
} meeting;

static const meeting MEETINGS[] = {
    {G7, 27, "genoa", 2001, 7, 20, 3},
    {G7, 28, "", 2002, 6, 26, 2},
    {G7, 29, "evian", 2003, 6, 1, 3},
    {G7, 30, "sea island", 2004, 6, 8, 3},
    {G7, 31, "gleneagles", 2005, 7, 6, 3},
    {G7, 32, "st. petersburg", 2006, 7, 15, 3},
    {G7, 33, "heiligendamm", 2007, 6, 6, 3},
    {G7, 34, "hokkaido", 2008, 7, 7, 3},
    {G7, 35, "l'aquila", 2009, 7, 8, 3},
    {G7, 36, "muskoka", 2010, 6, 25, 2},
    {G7, 37, "deauville", 2011, 5, 26, 2},
    {G7, 38, "camp david", 2012, 5, 18, 2},
    {G7, 39, "lough erne", 2013, 6, 17, 2},
    {G7, 40, "brussels", 2014, 6, 4, 2},
    {G7, 41, "", 2015, 6, 7, 2},
    {G7, 42, "ise - shima", 2016, 5, 26, 2},
    {G7, 43, "taormina", 2017, 5, 26, 2},
    {G7, 44, "charlevoix", 2018, 6, 8, 2},
    {G7, 45, "biarritz", 2019, 8, 24, 3},
    {G7, 47, "cornwall", 2021, 6, 11, 3},
    {G7, 47, "carbis bay", 2021, 6, 11, 3},
    {G7, 48, "", 2022, 6, 26, 3},
    {G7, 49, "hiroshima", 2023, 5, 19, 3},
    {G7, 50, "puglia", 2024, 6, 13, 3},
    {G7, 50, "apulia", 2024, 6, 13, 3},
    {G7, 51, "", 2025, 6, 15, 3},
    {G20, 2, "london", 2009, 4, 2, 1},
    {G20, 3, "pittsburgh", 2009, 9, 24, 2},
    {G20, 4, "toronto", 2010, 6, 26, 2},
    {G20, 5, "seoul", 2010, 11, 11, 2},
    {G20, 6, "cannes", 2011, 11, 3, 2},
    {G20, 7, "los cabos", 2012, 6, 18, 2},
    {G20, 8, "st. petersburg", 2013, 9, 5, 2},
    {G20, 9, "brisbane", 2014, 11, 15, 2},
    {G20, 10, "antalya", 2015, 11, 15, 2},
    {G20, 11, "hangzhou", 2016, 9, 4, 2},
    {G20, 12, "hamburg", 2017, 7, 7, 2},
    {G20, 13, "buenos aires", 2018, 11, 30, 2},
    {G20, 14, "osaka", 2019, 6, 28, 2},
    {G20, 15, "riyadh", 2020, 11, 21, 2},
    {G20, 16, "rome", 2021, 10, 30, 2},
    {G20, 17, "bali", 2022, 11, 15, 2},
    {G20, 18, "new delhi", 2023, 9, 9, 2},
    {G20, 19, "rio de janeiro", 2024, 11, 18, 2},
    {G20, 20, "johannesburg", 2025, 11, 22, 2},
    {COP, 3, "kyoto", 1997, 12, 1, 11},
    {COP, 13, "bali", 2007, 12, 3, 13},
    {COP, 14, "poznan", 2008, 12, 1, 12},
    {COP, 15, "copenhagen", 2009, 12, 7, 12},
    {COP, 16, "cancun", 2010, 11, 29, 12},
    {COP, 17, "durban", 2011, 11, 28, 14},
    {COP, 18, "doha", 2012, 11, 26, 13},
    {COP, 19, "warsaw", 2013, 11, 11, 13},
    {COP, 20, "lima", 2014, 12, 1, 14},
    {COP, 21, "paris", 2015, 11, 30, 13},
    {COP, 22, "marrakech", 2016, 11, 7, 12},
    {COP, 23, "bonn", 2017, 11, 6, 12},
    {COP, 24, "katowice", 2018, 12, 2, 14},
    {COP, 25, "madrid", 2019, 12, 2, 14},
    {COP, 26, "glasgow", 2021, 10, 31, 14},
    {COP, 27, "sharm el - sheikh", 2022, 11, 6, 15},
    {COP, 28, "dubai", 2023, 11, 30, 14},
    {COP, 29, "baku", 2024, 11, 11, 13},
    {COP, 30, "belem", 2025, 11, 10, 13},
    {NATO, 0, "prague", 2002, 11, 21, 2},
    {NATO, 0, "istanbul", 2004, 6, 28, 2},
    {NATO, 0, "riga", 2006, 11, 28, 2},
    {NATO, 0, "bucharest", 2008, 4, 2, 3},
    {NATO, 0, "strasbourg", 2009, 4, 3, 2},
    {NATO, 0, "lisbon", 2010, 11, 19, 2},
    {NATO, 0, "chicago", 2012, 5, 20, 2},
    {NATO, 0, "wales", 2014, 9, 4, 2},
    {NATO, 0, "warsaw", 2016, 7, 8, 2},
    {NATO, 0, "madrid", 2022, 6, 28, 3},
    {NATO, 0, "vilnius", 2023, 7, 11, 2},
    {NATO, 0, "the hague", 2025, 6, 24, 2},
    {OLYMPICS, 0, "sydney", 2000, 9, 15, 17},
    {OLYMPICS, 0, "athens", 2004, 8, 13, 17},
    {OLYMPICS, 0, "london", 2012, 7, 27, 17},
    {OLYMPICS, 0, "rio", 2016, 8, 5, 17},
    {OLYMPICS, 0, "tokyo", 2021, 7, 23, 17},
    {OLYMPICS, 0, "paris", 2024, 7, 26, 17},
    {WINTER, 0, "turin", 2006, 2, 10, 17},
    {WINTER, 0, "vancouver", 2010, 2, 12, 17},
    {WINTER, 0, "sochi", 2014, 2, 7, 17},
    {WINTER, 0, "pyeongchang", 2018, 2, 9, 17},
    {WINTER, 0, "beijing", 2022, 2, 4, 17},
    {BRICS, 9, "xiamen", 2017, 9, 3, 3},
    {BRICS, 10, "", 2018, 7, 25, 3},
    {BRICS, 11, "brasilia", 2019, 11, 13, 2},
    {BRICS, 14, "beijing", 2022, 6, 23, 1},
    {BRICS, 15, "", 2023, 8, 22, 3},
    {BRICS, 16, "kazan", 2024, 10, 22, 3},
    {BRICS, 17, "rio de janeiro", 2025, 7, 6, 2},
    {ASEAN, 42, "labuan bajo", 2023, 5, 10, 2},
    {ASEAN, 43, "jakarta", 2023, 9, 5, 3},
    {ASEAN, 44, "vientiane", 2024, 10, 9, 3},
    {ARAB, 29, "dhahran", 2018, 4, 15, 1},
    {ARAB, 30, "tunis", 2019, 3, 31, 1},
    {ARAB, 31, "algiers", 2022, 11, 1, 2},
    {ARAB, 32, "jeddah", 2023, 5, 19, 1},
    {ARAB, 33, "manama", 2024, 5, 16, 1},
};
enum { N_MEETINGS = sizeof MEETINGS / sizeof MEETINGS[0] };

/* How a series is named, longest first where one begins another. */
static const struct {
    const char *words;
    uint8_t series;
} NAMES[] = {
    {"united nations general assembly", UNGA},
    {"un general assembly", UNGA},
    {"u.n. general assembly", UNGA},
    {"general assembly", UNGA},
    {"unga", UNGA},
    {"group of seven", G7},
    {"group of eight", G7},
    {"g7", G7},
    {"g - 7", G7},
    {"g8", G7},
    {"g - 8", G7},
    {"group of 20", G20},
    {"group of twenty", G20},
    {"g20", G20},
    {"g - 20", G20},
    {"un climate change conference", COP},
    {"climate change conference", COP},
    {"un climate summit", COP},
    {"climate summit", COP},
    {"un climate conference", COP},
    {"climate conference", COP},
    {"cop", COP},
    {"nato summit", NATO},
    {"nato leaders ' summit", NATO},
    {"winter olympics", WINTER},
    {"winter olympic games", WINTER},
    {"winter games", WINTER},
    {"olympics", OLYMPICS},
    {"olympic games", OLYMPICS},
    {"summer olympics", OLYMPICS},
    {"brics", BRICS},
    {"asean summit", ASEAN},
    {"arab league summit", ARAB},
    {"arab summit", ARAB},
};

static uint32_t match(const date_words *s, uint32_t at, const char *words)
{
    casus_str rest = str_from(words), part;
    uint32_t i = at;
    while (str_split(&rest, ' ', &part)) {
        if (i >= s->n || !str_eq_nocase(token_form(s->text, &s->tokens[i]), part)) return 0;
        i++;
    }
    return i - at;
}

static uint32_t series_at(const date_words *s, uint32_t at, uint32_t *series)
{
    for (size_t k = 0; k < sizeof NAMES / sizeof NAMES[0]; k++) {
        if ((s->text[s->tokens[at].start] | 32) != NAMES[k].words[0]) continue;
        uint32_t n = match(s, at, NAMES[k].words);
        if (n == 0) continue;
        *series = NAMES[k].series;
        return n;
    }
    return 0;
}

/* ---- the General Assembly -------------------------------------------------------------------- */

static int32_t session_opens(int32_t session)
{
    int32_t first = day_of(1945 + session, 9, 1);
    int32_t monday = week_start(first) + (day_weekday(first) >= SATURDAY ? 7 : 0);
    return monday + 14 + TUESDAY;
}

static bool edition_of(uint32_t series, int32_t number, date_edition *out)
{
    *out = (date_edition){.name = SERIES_NAMES[series], .number = number};
    if (series == UNGA) {
        if (number < 20 || number > 150) return false;
        int32_t opens = session_opens(number);
        out->days = (day_range){opens, session_opens(number + 1) - 1};
        out->core = (day_range){opens + 6, opens + 14}; /* Monday before the debate to its end */
        return true;
    }
    for (uint32_t k = 0; k < N_MEETINGS; k++) {
        const meeting *m = &MEETINGS[k];
        if (m->series != series || m->number != number || number == 0) continue;
        int32_t from = day_of(m->year, m->month, m->day);
        out->days = out->core = (day_range){from, from + m->length - 1};
        return true;
    }
    return false;
}

/* ---- by number or by place ------------------------------------------------------------------- */

/* "76th [session of the] UN General Assembly": the ordinal is at `at`. */
static uint32_t ordinal_edition(const date_words *s, uint32_t at, date_edition *out)
{
    date_word w = date_word_at(s, at);
    if (w.kind != DW_ORDINAL || w.value < 2) return 0;
    static const char *const BETWEEN[] = {"session", "of", "the",  "annual", "ordinary", "regular",
                                          "edition", "un", "u.n.", "united", "nations",  NULL};
    for (uint32_t i = at + 1; i < at + 8 && i < s->n; i++) {
        uint32_t series = 0, n = series_at(s, i, &series);
        if (n > 0) return edition_of(series, w.value, out) ? i + n - at : 0;
        bool skip = false;
        for (const char *const *b = BETWEEN; *b; b++) skip = skip || match(s, i, *b) == 1;
        if (!skip) return 0;
    }
    return 0;
}

/* "COP26", "UNGA76", "COP 26". */
static uint32_t glued_edition(const date_words *s, uint32_t at, date_edition *out)
{
    casus_str form = token_form(s->text, &s->tokens[at]);
    bool cop = form.len >= 3 && str_eq(str_slice(form, 0, 3), STR("COP"));
    bool unga = form.len >= 4 && str_eq(str_slice(form, 0, 4), STR("UNGA"));
    if (!cop && !unga) return 0;
    size_t i = cop ? 3 : 4;
    if (form.len == i) {
        date_word w = date_word_at(s, at + 1);
        if (w.kind != DW_NUMBER || w.digits == 0 || w.digits > 2) return 0;
        return edition_of(cop ? COP : UNGA, w.value, out) ? 2 : 0;
    }
    int32_t number = 0;
    if (form.len > i + 2) return 0;
    for (; i < form.len; i++) {
        if (form.ptr[i] < '0' || form.ptr[i] > '9') return 0;
        number = number * 10 + (form.ptr[i] - '0');
    }
    return edition_of(cop ? COP : UNGA, number, out) ? 1 : 0;
}

/* "the G20 summit in Bali", "Tokyo Olympics", "the Glasgow climate summit". */
static uint32_t placed_edition(const date_words *s, uint32_t at, date_edition *out)
{
    uint32_t series = 0, n = series_at(s, at, &series);
    if (n == 0) return 0;
    uint32_t place = at + n;
    if (match(s, place, "summit") || match(s, place, "meeting")) place++;
    bool in = match(s, place, "in") || match(s, place, "at");
    for (uint32_t k = 0; k < N_MEETINGS; k++) {
        const meeting *m = &MEETINGS[k];
        if (m->series != series || !m->place[0]) continue;
        uint32_t words = 1;
        for (const char *c = m->place; *c; c++) words += *c == ' ';
        uint32_t behind = in ? match(s, place + 1, m->place) : 0;
        bool before = at >= words && match(s, at - words, m->place) == words;
        if (behind == 0 && !before) continue;
        *out = (date_edition){.name = SERIES_NAMES[series], .number = m->number};
        int32_t from = day_of(m->year, m->month, m->day);
        out->days = out->core = (day_range){from, from + m->length - 1};
        return behind ? place + 1 + behind - at : n;
    }
    return 0;
}

uint32_t date_edition_at(const date_words *s, uint32_t at, date_edition *out)
{
    if (at >= s->n) return 0;
    if (s->tokens[at].flags & TOKEN_DIGIT) {
        uint32_t n = ordinal_edition(s, at, out);
        if (n > 0) return n;
    }
    bool ordinal = date_word_at(s, at).kind == DW_ORDINAL;
    if (!(s->tokens[at].flags & TOKEN_CAP)) {
        if (ordinal) return ordinal_edition(s, at, out);
        if (s->text[s->tokens[at].start] != 'c' || !match(s, at, "climate")) return 0;
    }
    uint32_t n = glued_edition(s, at, out);
    if (n == 0 && ordinal) n = ordinal_edition(s, at, out);
    return n > 0 ? n : placed_edition(s, at, out);
}
