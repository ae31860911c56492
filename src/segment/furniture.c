/* furniture: short paragraphs that say something about an article instead of telling it. */
#include "segment/parts.h"

#define FURNITURE_LONGEST 250u

static bool is_separator(casus_str s)
{
    size_t marks = 0;
    if (s.len > 80) return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == ' ') continue;
        if (!strchr("*-_=#~+", c) && (unsigned char)c < 0x80) break;
        marks++;
        if (i + 1 == s.len && marks >= 3) return true;
    }
    return str_eq(s, STR("-30-")) || str_eq_nocase(s, STR("-ends-")) || str_eq(s, STR("ENDS")) ||
           str_eq_nocase(s, STR("(ends)")) || str_eq_nocase(s, STR("- ends -"));
}

/* ---- date lines ------------------------------------------------------------------------------ */

/* "10:30", "1030", "10.30am", "GMT+2" and the words around dates. */
static bool is_time_word(casus_str word)
{
    if (char_digit(word.ptr[0])) return word.len <= 7;
    return in_list(
        word,
        "published posted updated last modified first created date on at by am pm a.m p.m "
        "gmt utc est edt et cst cdt ct mst mdt mt pst pdt pt bst ist cet cest eat wat cat sast "
        "msk jst hkt sgt aest aedt pkt hrs hours local time filed print issue edition");
}

/* A line of nothing but dates, times and the words around them. */
static bool is_date_line(casus_str s, casus_str *date)
{
    *date = (casus_str){NULL, 0};
    if (s.len > 140) return false;
    for (size_t at = 0; at < s.len;) {
        size_t len = date_length(s, at), here = at;
        casus_str word;
        if (len) {
            if (!date->ptr) *date = str_slice(s, at, at + len);
            at += len;
        } else if (strchr(" ,.:|-/()+\n", s.ptr[at]) || (unsigned char)s.ptr[at] >= 0x80) {
            at++;
        } else if (next_word(s, &here, &word) && word.ptr == s.ptr + at && is_time_word(word)) {
            at = here;
        } else {
            return false;
        }
    }
    return date->ptr != NULL;
}

/* ---- bylines --------------------------------------------------------------------------------- */

/* Bytes of "By ", "Written by ", ... at the head. */
static size_t byline_prefix(casus_str s)
{
    static const casus_str prefixes[] = {
        {"by ", 3},         {"by: ", 4},           {"written by ", 11}, {"story by ", 9},
        {"posted by ", 10}, {"published by ", 13}, {"author: ", 8},     {"from ", 5}};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        casus_str prefix = prefixes[i];
        bool fits = s.len > prefix.len && char_upper(s.ptr[0]);
        if (fits && str_eq_nocase(str_slice(s, 0, prefix.len), prefix)) return prefix.len;
    }
    return 0;
}

/* A word of a byline at s[at]: its end, 0 where it cannot stand there. Counts names. */
static size_t byline_word(casus_str s, size_t at, unsigned *n_names)
{
    size_t end = at;
    casus_str word;
    if (!next_word(s, &end, &word) || word.ptr != s.ptr + at) return 0;
    bool joint = in_list(word, "and de la van von der den al bin ibn el in of for the with at");
    if ((!joint && !starts_upper(word)) || is_month(word) || is_weekday(word)) return 0;
    if (!joint) ++*n_names;
    bool initial = word.len == 1 && end < s.len && s.ptr[end] == '.';
    return end + (initial ? 1 : 0);
}

/* Takes the names, and the agency behind or instead of them, from a byline that proved to be one.
 */
static void take_byline(casus_str names, casus_str tail, furniture *out)
{
    names = str_trim(names);
    while (tail.len && strchr(" ,|(", tail.ptr[0])) tail = str_slice(tail, 1, tail.len);
    if (is_agency(names)) out->agency = names;
    else out->byline = names;
    if (is_agency(tail)) out->agency = tail;
}

/* "By Jane Doe and John Roe, Reuters | Sept 25, 2021": names, an agency, a date, nothing else. */
static bool is_byline(casus_str s, furniture *out)
{
    size_t start = byline_prefix(s), names_stop = 0;
    unsigned n_names = 0, n_words = 0;
    casus_str day = {NULL, 0};
    if (!start || s.len > 140) return false;
    for (size_t at = start; at < s.len;) {
        size_t date = date_length(s, at);
        if (date) {
            if (!names_stop) names_stop = at;
            day = str_slice(s, at, at + date);
            break; /* a time may follow; it says nothing more */
        }
        if (strchr(" ,|&/;-()", s.ptr[at]) || (unsigned char)s.ptr[at] >= 0xE2) {
            if (!names_stop && strchr(",|(", s.ptr[at]) && n_names) names_stop = at;
            at++;
            continue;
        }
        at = byline_word(s, at, &n_names);
        if (!at || ++n_words > 14) return false;
    }
    if (n_names < 2 && !(n_names == 1 && is_agency(str_slice(s, start, s.len)))) return false;
    if (!names_stop) names_stop = s.len;
    out->date = day;
    take_byline(str_slice(s, start, names_stop), str_slice(s, names_stop, s.len), out);
    return true;
}

/* ---- agency lines and credits ---------------------------------------------------------------- */

static bool is_agency_line(casus_str s, furniture *out)
{
    if (str_starts(s, STR("Source: "))) s = str_trim(str_slice(s, 8, s.len));
    if (s.len > 2 && s.ptr[0] == '(' && s.ptr[s.len - 1] == ')') s = str_slice(s, 1, s.len - 1);
    if (!is_agency(s)) return false;
    out->agency = s;
    return true;
}

static bool is_credit(casus_str s)
{
    static const casus_str heads[] = {
        {"reporting by ", 13},    {"additional reporting ", 21}, {"writing by ", 11},
        {"editing by ", 11},      {"compiled by ", 12},          {"with inputs from ", 17},
        {"with files from ", 16}, {"contributors: ", 14},        {"with reporting by ", 18}};
    if (s.len > FURNITURE_LONGEST) return false;
    if (str_find(s, STR("contributed to this report")) != SIZE_MAX ||
        str_find(s, STR("contributed reporting")) != SIZE_MAX) {
        return true;
    }
    if (s.len && s.ptr[0] == '(') s = str_slice(s, 1, s.len);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        casus_str head = heads[i];
        if (s.len > head.len && str_eq_nocase(str_slice(s, 0, head.len), head)) return true;
    }
    return false;
}

void furniture_read(casus_str s, furniture *out)
{
    casus_str date;
    *out = (furniture){.kind = FURNITURE_NONE};
    if (s.len > FURNITURE_LONGEST) return;
    if (is_separator(s)) out->kind = FURNITURE_SEPARATOR;
    else if (is_date_line(s, &date)) *out = (furniture){.kind = FURNITURE_DATE, .date = date};
    else if (is_byline(s, out)) out->kind = FURNITURE_BYLINE;
    else if (is_agency_line(s, out)) out->kind = FURNITURE_AGENCY;
    else if (is_credit(s)) out->kind = FURNITURE_CREDIT;
}
