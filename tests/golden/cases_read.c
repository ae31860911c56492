/* A file of cases -> cases. Whatever is not in the format is named with file and line, and its case
 * left out. */
#include "cases.h"

#include <stdlib.h>
#include <string.h>

const char *const case_types[N_TYPES] = {
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
const char *const case_statuses[N_STATUSES] = {"actual", "planned", "proposed", "possible",
                                               "denied", "negated", "ended",    "historical"};

/* Words with a blank behind each. */
static const char SECTORS[] = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI "
                              "JRN LAB MED REF OPP PRE SOC REL NGO IGO - * ";
static const char CODES[] =
    "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA "
    "BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN "
    "CIV CMR COD COG COK COL COM CPV CRI CSK CUB CUW CXR CYM CYP CZE DDR DEU DJI DMA DNK DOM "
    "DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP "
    "GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN "
    "IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KOS KWT LAO LBN LBR LBY LCA "
    "LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP "
    "MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK "
    "PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SCG SDN SEN "
    "SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUN SUR SVK SVN SWE SWZ SXM SYC SYR "
    "TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT "
    "VCT VDR VEN VGB VIR VNM VUT WLF WSM YEM YMD YUG ZAF ZMB ZWE "
    "UNO EUR IGO NGO ISM IMG MNC - * ";
static const char MODES[] =
    "CONSULT/visit CONSULT/third-party CONSULT/multilateral CONSULT/phone RETREAT/withdraw "
    "RETREAT/release RETREAT/disarm RETREAT/ceasefire RETREAT/access RETREAT/resign "
    "REQUEST/assist REQUEST/change REQUEST/yield REQUEST/meet ACCUSE/disapprove "
    "ACCUSE/investigate ACCUSE/allege REJECT/assist REJECT/change REJECT/yield REJECT/meet "
    "THREATEN/restrict THREATEN/arrest THREATEN/relations THREATEN/expel THREATEN/territory "
    "THREATEN/violence PROTEST/demo PROTEST/riot PROTEST/strike PROTEST/hunger PROTEST/boycott "
    "PROTEST/obstruct PROTEST/vandalize SANCTION/convict SANCTION/expel SANCTION/withdraw "
    "SANCTION/discontinue MOBILIZE/troops MOBILIZE/weapons MOBILIZE/police MOBILIZE/militia "
    "COERCE/seize COERCE/restrict COERCE/censor COERCE/curfew COERCE/martial-law COERCE/arrest "
    "COERCE/deport COERCE/withhold COERCE/misinformation COERCE/cyber ASSAULT/abduct "
    "ASSAULT/beat ASSAULT/torture ASSAULT/sexual ASSAULT/targeted ASSAULT/destroy "
    "ASSAULT/primitive ASSAULT/firearms ASSAULT/explosives ASSAULT/suicide-attack "
    "ASSAULT/aerial ASSAULT/drone ASSAULT/heavy-weapons ASSAULT/crowd-control "
    "ASSAULT/unconventional ";
static const char CONTEXTS[] =
    "military intelligence executive legislative election political_institutions pro_democracy "
    "pro_autocracy economic legal reparations human_rights rights_freedoms repression "
    "human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping "
    "health asylum migration disasters natural_resource environment technology terrorism cbrn "
    "cyber misinformation crime corruption illegal_drugs trafficking ";

static casus_str str(const char *s)
{
    return (casus_str){s, strlen(s)};
}

static void complain(case_reader *self, const char *what, casus_str detail)
{
    fprintf(stderr, "%s:%u: %s: %.*s\n", self->path, self->line, what, (int)detail.len, detail.ptr);
    self->n_wrong++;
}

static bool is_word_of(const char *list, casus_str word)
{
    for (casus_str rest = str(list); rest.len;)
        if (same(cut(&rest, ' '), word)) return true;
    return false;
}

static bool are_words_of(const char *list, casus_str alternatives)
{
    bool good = alternatives.len && alternatives.ptr[alternatives.len - 1] != '|';
    while (good && alternatives.len) good = is_word_of(list, cut(&alternatives, '|'));
    return good;
}

unsigned case_name(casus_str alternatives, const char *const *names, unsigned n)
{
    casus_str first = cut(&alternatives, '|');
    first = cut(&first, '/');
    unsigned i = 0;
    while (i + 1 < n && !same(first, str(names[i]))) i++;
    return i;
}

static bool is_name(casus_str word, const char *const *names, unsigned n)
{
    return same(word, str(names[case_name(word, names, n)]));
}

static bool parse_actor(case_reader *self, casus_str word, case_actor *out)
{
    casus_str whole = word;
    out->codes = cut(&word, '/');
    out->sectors = (casus_str){NULL, 0};
    bool slash = whole.len > out->codes.len;
    if (slash) out->sectors = word;
    bool good = are_words_of(CODES, out->codes) && (!slash || are_words_of(SECTORS, word));
    if (!good) complain(self, "no actor: CODE[|CODE][/SECTOR[|SECTOR]]", whole);
    return good;
}

/* "TYPE[/MODE]", alternatives; a mode without its type goes to the type before it. */
static bool parse_types(case_reader *self, casus_str field, case_reading *r)
{
    casus_str rest = field, type = {NULL, 0};
    r->types = field;
    bool good = field.len && field.ptr[field.len - 1] != '|';
    while (good && rest.len) {
        casus_str mode = cut(&rest, '|');
        if (mode.len && (mode.ptr[0] < 'a' || mode.ptr[0] > 'z')) {
            casus_str whole = mode;
            type = cut(&mode, '/');
            good = same(whole, str("*")) || (is_name(type, case_types, N_TYPES) &&
                                             (mode.len || whole.len == type.len));
            if (!mode.len) continue;
        }
        char name[64];
        int len = snprintf(name, sizeof name, "%.*s/%.*s", (int)type.len, type.ptr, (int)mode.len,
                           mode.ptr);
        good = good && type.len && len < (int)sizeof name && is_word_of(MODES, str(name));
        r->has_mode = true;
    }
    if (!good) complain(self, "no TYPE[/mode]", field);
    return good;
}

static bool parse_statuses(case_reader *self, casus_str field, case_reading *r)
{
    casus_str rest = field;
    r->statuses = field;
    bool good = field.len && field.ptr[field.len - 1] != '|';
    while (good && rest.len) {
        casus_str one = cut(&rest, '|');
        good = same(one, str("*")) || is_name(one, case_statuses, N_STATUSES);
    }
    if (!good) complain(self, "no status", field);
    return good;
}

static bool parse_extra(case_reader *self, casus_str word, case_reading *r)
{
    static const char *const sizes[N_SIZES] = {"dead", "injured", "arrested", "crowd"};
    casus_str whole = word, key = cut(&word, '=');
    bool digits = word.len > 0 && word.len < 9, codes = word.len > 0;
    for (size_t i = 0; i < word.len; i++) {
        digits = digits && word.ptr[i] >= '0' && word.ptr[i] <= '9';
        codes = codes && (word.ptr[i] == '|' || (word.ptr[i] >= '0' && word.ptr[i] <= '9'));
    }
    for (unsigned i = 0; i < N_SIZES; i++) {
        if (!same(key, str(sizes[i])) || !digits) continue;
        r->sizes[i] = atoi(word.ptr);
        return true;
    }
    if (same(key, str("by")) && word.len) return parse_actor(self, word, &r->by);
    if (same(key, str("cameo")) && codes) {
        r->cameo = word;
        return true;
    }
    if (same(key, str("context")) && are_words_of(CONTEXTS, word)) {
        r->contexts = word;
        return true;
    }
    complain(self, "cannot read", whole);
    return false;
}

static casus_str cut_word(casus_str *rest)
{
    while (rest->len && (rest->ptr[0] == ' ' || rest->ptr[0] == '\t')) rest->ptr++, rest->len--;
    return cut(rest, ' ');
}

static bool parse_reading(case_reader *self, casus_str line, case_reading *r)
{
    *r = (case_reading){.line = self->line, .text = line, .sizes = {-1, -1, -1, -1}};
    casus_str source = cut_word(&line), arrow = cut_word(&line), target = cut_word(&line);
    casus_str types = cut_word(&line), statuses = cut_word(&line);
    r->either = same(arrow, str("<>"));
    if ((!r->either && !same(arrow, str(">"))) || !statuses.len) {
        complain(self, "no event line: SOURCE > TARGET TYPE STATUS", r->text);
        return false;
    }
    bool good = parse_actor(self, source, &r->source) && parse_actor(self, target, &r->target) &&
                parse_types(self, types, r) && parse_statuses(self, statuses, r);
    while (good && line.len) {
        casus_str word = cut_word(&line);
        if (word.len && word.ptr[0] == '#') break;
        if (word.len) good = parse_extra(self, word, r);
    }
    return good;
}

static void parse_event(case_reader *self, casus_str line, unit_case *out)
{
    if (same(line, str("none"))) {
        out->none = true;
        return;
    }
    bool optional = line.ptr[0] == '?', other = line.ptr[0] == '=';
    if (optional || other) line.ptr++, line.len--;
    while (line.len && line.ptr[0] == ' ') line.ptr++, line.len--;
    if (out->n_readings == MAX_LINES) {
        complain(self, "too many lines", line);
        return;
    }
    if (other && !out->n_readings) {
        complain(self, "\"=\" without an event line above", line);
        return;
    }
    case_reading *r = &out->readings[out->n_readings];
    if (!parse_reading(self, line, r)) return;
    if (!other && optional) out->optional[out->n_optional++] = (case_item){out->n_readings, 0};
    if (!other && !optional) out->wanted[out->n_wanted++] = (case_item){out->n_readings, 0};
    case_item *to = out->n_wanted ? &out->wanted[out->n_wanted - 1] : NULL;
    case_item *may = out->n_optional ? &out->optional[out->n_optional - 1] : NULL;
    if (!to || (may && may->first > to->first)) to = may;
    to->n++;
    out->n_readings++;
}

static bool add_text(case_reader *self, casus_str line, unit_case *out)
{
    if (out->len + line.len + 1 >= MAX_TEXT) {
        complain(self, "the text is too long", line);
        return false;
    }
    if (out->len) out->text[out->len++] = ' ';
    else out->line = self->line;
    memcpy(out->text + out->len, line.ptr, line.len);
    out->len += line.len;
    return true;
}

/* The lines up to the next blank one. */
static bool next_block(case_reader *self, unit_case *out)
{
    unsigned events = 0;
    out->len = out->n_readings = out->n_wanted = out->n_optional = 0;
    out->none = false;
    while (self->rest.len) {
        const char *start = self->rest.ptr;
        casus_str line = cut(&self->rest, '\n');
        self->line++;
        if (line.len && line.ptr[0] == '#') continue;
        if (!line.len && !out->len && !events) continue;
        if (!line.len) break;
        bool indented = line.ptr > start;
        if (indented && !out->len) complain(self, "an event line without a text", line);
        if (!indented && events) complain(self, "a blank line is missing before", line);
        if (indented) parse_event(self, line, out);
        else add_text(self, line, out);
        events += indented;
    }
    if (out->len && !events) complain(self, "no event lines, nor \"none\", before", str(""));
    if (out->none && out->n_wanted) complain(self, "\"none\" with events, before", str(""));
    return out->len || events;
}

bool cases_next(case_reader *self, unit_case *out)
{
    for (unsigned wrong = self->n_wrong; next_block(self, out); wrong = self->n_wrong)
        if (wrong == self->n_wrong) return true;
    return false;
}
