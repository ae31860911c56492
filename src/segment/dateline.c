/* dateline: where and when a wire story was filed, at the head of its first paragraph.
 *
 *   BAMAKO, Sept 25 (Reuters) - The ...      place, date, agency
 *   PARIS, France (AP) --                    place with a region
 *   (CNN) -- / NEW YORK, May 3 /Xinhua/ --   agency
 *   Beirut: / Beirut -                       unsure: counts only at an article's head
 */
#include "segment/parts.h"

#define DATELINE_LONGEST 120u

/* Names as agencies and media write them; case counts ("PA", not "pa"). */
static const char agencies[] =
    "|Reuters|Thomson Reuters|REUTERS|AP|Associated Press|The Associated Press|AFP"
    "|Agence France-Presse"
    "|UPI|Xinhua|XINHUA|Xinhua News Agency|TASS|ITAR-TASS|Interfax|RIA Novosti|Sputnik|dpa|DPA"
    "|Deutsche Presse-Agentur|ANSA|EFE|Lusa|Kyodo|Kyodo News|Jiji|Jiji Press|Yonhap|KCNA|Bernama"
    "|Antara|PTI|Press Trust of India|ANI|IANS|UNI|APP|BSS|UNB|Anadolu|Anadolu Agency|AA|IRNA|ISNA"
    "|Fars|Mehr|Tasnim|SANA|MENA|WAM|SPA|QNA|KUNA|Petra|WAFA|NAN|News Agency of Nigeria|PANA|APA"
    "|ANP|Belga|Ritzau|TT|NTB|STT|PAP|CTK|MTI|Tanjug|Hina|BNS|LETA|Ukrinform|UNIAN|BelTA|CNN|CNS"
    "|BBC|BBC News|RFE/RL|VOA|VOA News|Al Jazeera|Bloomberg|Bloomberg News|CP|The Canadian Press"
    "|AAP|PA|PA Media|Press Association|PRNewswire|Business Wire|GLOBE NEWSWIRE|IPS|IRIN|MNA|TNS"
    "|Tribune News Service|Washington Post|The Washington Post|The New York Times|The Guardian"
    "|New York Times News Service|Dow Jones|CNA|Politico|The Hill|NBC News|CBS News|ABC News"
    "|Fox News|NPR|Axios|";

bool is_agency(casus_str name)
{
    char key[40] = {'|'};
    if (!name.len || name.len > sizeof key - 3 || memchr(name.ptr, '|', name.len)) return false;
    memcpy(key + 1, name.ptr, name.len);
    key[name.len + 1] = '|';
    return strstr(agencies, key) != NULL;
}

/* ---- dates ----------------------------------------------------------------------------------- */

static size_t digits_at(casus_str s, size_t at)
{
    size_t end = at;
    while (end < s.len && end - at < 5 && char_digit(s.ptr[end])) end++;
    return end - at;
}

static size_t skip_any(casus_str s, size_t at, const char *set)
{
    while (at < s.len && strchr(set, s.ptr[at])) at++;
    return at;
}

static size_t month_at(casus_str s, size_t at)
{
    size_t end = at;
    casus_str word;
    if (at >= s.len || !char_upper(s.ptr[at]) || !next_word(s, &end, &word)) return 0;
    if (!is_month(word)) return 0;
    return end - at + (end < s.len && s.ptr[end] == '.' ? 1 : 0);
}

/* "st", "nd", "rd", "th" behind a day. */
static size_t ordinal_at(casus_str s, size_t at)
{
    if (at + 2 > s.len) return 0;
    casus_str two = str_slice(s, at, at + 2);
    bool ordinal = in_list(two, "st nd rd th");
    return ordinal && (at + 2 == s.len || !char_lower(s.ptr[at + 2])) ? 2 : 0;
}

/* An optional ", 2021" or " 2021" at s[at]; returns where it ends. */
static size_t year_end(casus_str s, size_t at)
{
    size_t year = skip_any(s, at, ", ");
    size_t len = digits_at(s, year);
    bool plausible = len == 4 && (s.ptr[year] == '1' || s.ptr[year] == '2');
    return plausible && year > at ? year + 4 : at;
}

/* "2021-09-25", "25/09/2021", "25.9.2021". */
static size_t numeric_date(casus_str s, size_t at)
{
    size_t first = digits_at(s, at), end = at + first;
    if (!first || first == 3 || end >= s.len || !strchr("-/.", s.ptr[end])) return 0;
    char sign = s.ptr[end];
    size_t second = digits_at(s, end + 1);
    if (!second || second > 2) return 0;
    end += 1 + second;
    if (end >= s.len || s.ptr[end] != sign) return 0;
    size_t third = digits_at(s, end + 1);
    bool good = (first == 4 && third && third <= 2) || (first <= 2 && third == 4);
    return good ? end + 1 + third - at : 0;
}

size_t date_length(casus_str s, size_t at)
{
    size_t start = at, here = at, len;
    casus_str word;
    if (at < s.len && char_upper(s.ptr[at]) && next_word(s, &here, &word) && is_weekday(word)) {
        at = skip_any(s, here, "., ");
    }
    if (at >= s.len) return 0;
    if ((len = numeric_date(s, at))) return at + len - start;
    size_t day = digits_at(s, at);
    if (day == 1 || day == 2) {
        here = at + day;
        here = skip_any(s, here + ordinal_at(s, here), " -");
        len = month_at(s, here);
        return len ? year_end(s, here + len) - start : 0;
    }
    len = month_at(s, at);
    if (!len) return 0;
    here = skip_any(s, at + len, " ");
    day = digits_at(s, here);
    if (day == 4) return here + 4 - start;
    if (day != 1 && day != 2) return 0;
    here += day + ordinal_at(s, here + day);
    return year_end(s, here) - start;
}

/* ---- the dateline ---------------------------------------------------------------------------- */

/* A dash that ends a dateline: any long one, a short one between spaces. Returns its length. */
static size_t dash_at(casus_str s, size_t at)
{
    casus_str rest = str_slice(s, at, s.len);
    if (str_starts(rest, STR("\u2014")) || str_starts(rest, STR("\u2013"))) return 3;
    if (str_starts(rest, STR("---"))) return 3;
    if (str_starts(rest, STR("--"))) return 2;
    bool spaced = at && s.ptr[at - 1] == ' ' && rest.len > 1 && rest.ptr[1] == ' ';
    return spaced && rest.ptr[0] == '-' ? 1 : 0;
}

/* A stretch of names: "NEW YORK", "Addis Ababa", "Port-au-Prince", "Rio de Janeiro". Returns its
 * end. */
static size_t names_end(casus_str s, size_t at, bool *capitals)
{
    size_t end = at;
    *capitals = true;
    for (unsigned n = 0; n < 5; n++) {
        size_t here = end;
        casus_str word;
        if (here < s.len && s.ptr[here] == ' ') here++;
        if (here >= s.len || !next_word(s, &here, &word)) break;
        if (word.ptr != s.ptr + end + (n ? 1 : 0)) break;
        bool joint = n && in_list(word, "de la le du da do of and the al el es ed dar sur am an");
        if (!joint && !starts_upper(word)) break;
        if (!joint && (word.len < 2 || char_lower(word.ptr[word.len - 1]))) *capitals = false;
        end = here;
        if (end < s.len && s.ptr[end] == '.' && word.len <= 3) end++; /* "ST. PETERSBURG", "D.C." */
    }
    return end;
}

static bool is_label(casus_str place)
{
    size_t at = 0;
    casus_str word;
    if (!next_word(place, &at, &word)) return true;
    return is_starter(word) ||
           in_list(
               word,
               "update updated breaking note editor's correction exclusive opinion analysis live "
               "watch video photos photo fact factbox explainer timeline q a question answer "
               "read more related sign see click advertisement gop dnc rnc dear yes warning "
               "pros cons title source sources key bottom step part chapter section");
}

/* "(Reuters)", "/Xinhua/" at s[at]; returns its length. */
static size_t agency_at(casus_str s, size_t at, casus_str *agency)
{
    if (at >= s.len || (s.ptr[at] != '(' && s.ptr[at] != '/')) return 0;
    char close = s.ptr[at] == '(' ? ')' : '/';
    casus_str rest = str_slice(s, at + 1, s.len < at + 50 ? s.len : at + 50);
    const char *end = rest.len ? memchr(rest.ptr, close, rest.len) : NULL;
    if (!end) return 0;
    *agency = str_slice(rest, 0, (size_t)(end - rest.ptr));
    return agency->len ? agency->len + 2 : 0;
}

/* Reads what stands between place and dash: region, date, agency. Returns where it ends. */
static size_t details_end(casus_str s, size_t at, dateline *out)
{
    for (unsigned part = 0; part < 5; part++) {
        size_t here = skip_any(s, at, ",. ");
        size_t len;
        bool capitals;
        if (here > at && (len = date_length(s, here))) {
            out->date = str_slice(s, here, here + len);
            at = here + len;
        } else if ((len = agency_at(s, here, &out->agency))) {
            at = here + len;
        } else if (here > at && s.ptr[at] == ',' && names_end(s, here, &capitals) > here) {
            at = names_end(s, here, &capitals);
        } else {
            return at;
        }
    }
    return at;
}

void dateline_read(casus_str s, dateline *out)
{
    *out = (dateline){0};
    if (s.len > DATELINE_LONGEST) s.len = DATELINE_LONGEST;
    bool capitals = false;
    size_t end = s.len && s.ptr[0] == '(' ? 0 : names_end(s, 0, &capitals);
    out->place = end ? str_slice(s, 0, end) : (casus_str){NULL, 0};
    size_t at = details_end(s, end, out);
    bool known = out->agency.ptr && is_agency(out->agency);
    size_t mark = skip_any(s, at, " "), dash = mark < s.len ? dash_at(s, mark) : 0;
    bool colon =
        !dash && mark == at && mark + 1 < s.len && s.ptr[mark] == ':' && s.ptr[mark + 1] == ' ';
    bool bare = known && !out->place.ptr; /* "(CNN)The", "(CNN) The" */
    if (!at || (!dash && !colon && !bare) || (out->place.ptr && is_label(out->place))) {
        *out = (dateline){0};
        return;
    }
    size_t prose = skip_any(s, mark + (colon ? 1 : dash), " ");
    casus_str rest = str_slice(s, prose, s.len);
    bool opens = rest.len >= 8 && !starts_lower(rest);
    bool long_enough = !out->place.ptr || out->place.len >= 4 || known || out->date.ptr;
    /* "FAREWELL--\"The Living Room": a label and a quotation. */
    bool quotation =
        rest.len && (rest.ptr[0] == '"' || str_starts(rest, STR("\u201C"))) && prose == mark + dash;
    bool name_only = capitals && dash && !quotation && count_words(out->place, 4) < 4;
    out->sure = !colon && long_enough && (known || out->date.ptr || name_only);
    if (!opens || (out->agency.ptr && !known && !capitals)) *out = (dateline){0};
    else out->len = (uint32_t)prose;
}
