/* vocabulary: the words that segment knows, with what they tell.
 *
 * One table, sorted by bytes, so that a word is looked up once for all classes: each word of a text
 * is, and lists walked one after another were half the stage's time. A test looks that it is
 * sorted.
 */
#include "segment/parts.h"

#define STARTER WORD_STARTER
#define LEANING WORD_LEANING
#define REPORTING WORD_REPORTING
#define OFFICE WORD_OFFICE
#define MONTH WORD_MONTH
#define WEEKDAY WORD_WEEKDAY
#define TITLE WORD_TITLE
#define NUMBERING WORD_NUMBERING
#define CLOSING WORD_CLOSING

const vocabulary_entry vocabulary[] = {
    {"a", STARTER}, {"a.d", CLOSING}, {"a.m", CLOSING},
    {"according", STARTER | LEANING | REPORTING}, {"acknowledged", REPORTING},
    {"additionally", LEANING}, {"adm", TITLE}, {"admitted", REPORTING},
    {"after", STARTER | LEANING}, {"al", CLOSING}, {"ala", CLOSING}, {"all", STARTER},
    {"also", STARTER | LEANING}, {"although", STARTER | LEANING}, {"amb", TITLE},
    {"ambassador", OFFICE}, {"among", STARTER}, {"an", STARTER}, {"and", STARTER | LEANING},
    {"announced", REPORTING}, {"another", STARTER | LEANING}, {"approx", NUMBERING},
    {"apr", MONTH | CLOSING}, {"april", MONTH}, {"archbishop", OFFICE}, {"ariz", CLOSING},
    {"ark", CLOSING}, {"art", NUMBERING}, {"arts", NUMBERING}, {"as", STARTER | LEANING},
    {"asked", LEANING}, {"assn", CLOSING}, {"assoc", TITLE}, {"asst", TITLE}, {"at", STARTER},
    {"attorney", OFFICE}, {"atty", TITLE}, {"aug", MONTH | CLOSING}, {"august", MONTH},
    {"ave", CLOSING}, {"ayatollah", OFFICE}, {"b.a", CLOSING}, {"b.c", CLOSING},
    {"because", STARTER | LEANING}, {"before", STARTER | LEANING}, {"besides", LEANING},
    {"between", STARTER}, {"bldg", CLOSING}, {"blvd", CLOSING}, {"bn", CLOSING},
    {"both", STARTER | LEANING}, {"brig", TITLE}, {"brig.gen", TITLE}, {"bros", CLOSING},
    {"but", STARTER | LEANING}, {"by", STARTER | LEANING}, {"c", NUMBERING}, {"ca", NUMBERING},
    {"calif", CLOSING}, {"candidate", OFFICE}, {"capt", TITLE}, {"cdr", TITLE}, {"cf", TITLE},
    {"ch", NUMBERING}, {"chairman", OFFICE}, {"chairwoman", OFFICE}, {"chancellor", OFFICE},
    {"chap", NUMBERING}, {"chief", OFFICE}, {"circa", NUMBERING}, {"claimed", REPORTING},
    {"cmdr", TITLE}, {"cmte", CLOSING}, {"co", CLOSING}, {"col", OFFICE | TITLE}, {"colo", CLOSING},
    {"colonel", OFFICE}, {"comm", CLOSING}, {"commissioner", OFFICE}, {"confirmed", REPORTING},
    {"congressman", OFFICE}, {"congresswoman", OFFICE}, {"conn", CLOSING}, {"corp", CLOSING},
    {"cos", CLOSING}, {"cpl", TITLE}, {"d.c", CLOSING}, {"dec", MONTH | CLOSING},
    {"december", MONTH}, {"declared", REPORTING}, {"del", CLOSING}, {"dep", TITLE},
    {"dept", CLOSING}, {"despite", STARTER}, {"det", TITLE}, {"dictator", OFFICE},
    {"director", OFFICE}, {"disclosed", REPORTING}, {"dist", CLOSING}, {"dr", LEANING | TITLE},
    {"drs", TITLE}, {"during", STARTER | LEANING}, {"e.g", TITLE}, {"e.u", CLOSING},
    {"each", STARTER}, {"earlier", STARTER | LEANING}, {"ed", CLOSING}, {"eds", CLOSING},
    {"eg", TITLE}, {"emir", OFFICE}, {"envoy", OFFICE}, {"est", NUMBERING}, {"etc", CLOSING},
    {"even", STARTER}, {"every", STARTER}, {"ext", NUMBERING}, {"feb", MONTH | CLOSING},
    {"february", MONTH}, {"fig", NUMBERING}, {"figs", NUMBERING}, {"first", STARTER},
    {"fla", CLOSING}, {"for", STARTER | LEANING}, {"fr", TITLE}, {"fri", WEEKDAY | CLOSING},
    {"friday", WEEKDAY}, {"from", STARTER}, {"ft", TITLE}, {"furthermore", LEANING},
    {"g.o.p", CLOSING}, {"ga", CLOSING}, {"gen", OFFICE | TITLE}, {"general", OFFICE},
    {"gov", OFFICE | TITLE}, {"gov't", CLOSING}, {"governor", OFFICE}, {"govs", TITLE},
    {"govt", CLOSING}, {"he", STARTER | LEANING}, {"her", STARTER | LEANING},
    {"here", STARTER | LEANING}, {"his", STARTER | LEANING}, {"hon", TITLE},
    {"how", STARTER | LEANING}, {"however", STARTER | LEANING}, {"hr", TITLE}, {"hrs", CLOSING},
    {"i", STARTER | LEANING}, {"i.e", TITLE}, {"ie", TITLE}, {"if", STARTER | LEANING},
    {"ill", CLOSING}, {"in", STARTER | LEANING}, {"inc", CLOSING}, {"ind", CLOSING},
    {"insp", TITLE}, {"instead", LEANING}, {"int'l", CLOSING}, {"intl", CLOSING}, {"is", LEANING},
    {"it", STARTER | LEANING}, {"its", STARTER | LEANING}, {"j.d", CLOSING},
    {"jan", MONTH | CLOSING}, {"january", MONTH}, {"jr", CLOSING}, {"judge", OFFICE},
    {"jul", MONTH | CLOSING}, {"july", MONTH}, {"jun", MONTH | CLOSING}, {"june", MONTH},
    {"just", STARTER | LEANING}, {"justice", OFFICE}, {"kan", CLOSING}, {"king", OFFICE},
    {"ky", CLOSING}, {"l.a", CLOSING}, {"la", CLOSING}, {"last", STARTER},
    {"later", STARTER | LEANING}, {"leader", OFFICE}, {"less", STARTER}, {"likewise", LEANING},
    {"llc", CLOSING}, {"lt", TITLE}, {"lt.col", TITLE}, {"lt.gen", TITLE}, {"ltd", CLOSING},
    {"m.a", CLOSING}, {"m.b.a", CLOSING}, {"m.d", CLOSING}, {"maj", TITLE}, {"maj.gen", TITLE},
    {"many", STARTER}, {"mar", MONTH | CLOSING}, {"march", MONTH}, {"mass", CLOSING},
    {"max", CLOSING}, {"may", MONTH}, {"mayor", OFFICE}, {"md", CLOSING},
    {"meanwhile", STARTER | LEANING}, {"messrs", TITLE}, {"mich", CLOSING}, {"min", CLOSING},
    {"minister", OFFICE}, {"minn", CLOSING}, {"mins", CLOSING}, {"miss", CLOSING}, {"mlle", TITLE},
    {"mln", CLOSING}, {"mme", TITLE}, {"mo", CLOSING}, {"mon", WEEKDAY | CLOSING},
    {"monday", WEEKDAY}, {"mont", CLOSING}, {"more", STARTER}, {"moreover", LEANING},
    {"most", STARTER}, {"mr", LEANING | TITLE}, {"mrs", LEANING | TITLE}, {"ms", LEANING | TITLE},
    {"msgr", TITLE}, {"mt", TITLE}, {"mx", TITLE}, {"my", STARTER | LEANING}, {"n.c", CLOSING},
    {"n.d", CLOSING}, {"n.h", CLOSING}, {"n.j", CLOSING}, {"n.m", CLOSING}, {"n.y", CLOSING},
    {"nat'l", CLOSING}, {"natl", CLOSING}, {"neb", CLOSING}, {"nev", CLOSING},
    {"nevertheless", LEANING}, {"no", STARTER | NUMBERING}, {"no.s", TITLE}, {"nominee", OFFICE},
    {"nonetheless", LEANING}, {"nos", NUMBERING}, {"not", STARTER}, {"nov", MONTH | CLOSING},
    {"november", MONTH}, {"now", STARTER | LEANING}, {"oct", MONTH | CLOSING}, {"october", MONTH},
    {"of", STARTER | LEANING}, {"okla", CLOSING}, {"on", STARTER | LEANING},
    {"one", STARTER | LEANING}, {"only", STARTER}, {"op", NUMBERING}, {"or", STARTER | LEANING},
    {"ore", CLOSING}, {"other", STARTER}, {"our", STARTER | LEANING}, {"over", STARTER},
    {"p", NUMBERING}, {"p.m", CLOSING}, {"p.o", CLOSING}, {"p.s", TITLE}, {"pa", CLOSING},
    {"par", NUMBERING}, {"para", NUMBERING}, {"penn", CLOSING}, {"pfc", TITLE}, {"ph", TITLE},
    {"ph.d", CLOSING}, {"plc", CLOSING}, {"pope", OFFICE}, {"pp", NUMBERING}, {"premier", OFFICE},
    {"pres", TITLE}, {"president", OFFICE}, {"prince", OFFICE}, {"princess", OFFICE},
    {"prof", TITLE}, {"ps", TITLE}, {"pvt", TITLE}, {"queen", OFFICE}, {"r.i", CLOSING},
    {"rd", CLOSING}, {"rep", OFFICE | TITLE}, {"reported", REPORTING}, {"reports", REPORTING},
    {"reps", TITLE}, {"rev", TITLE}, {"revealed", REPORTING}, {"rm", NUMBERING}, {"s.c", CLOSING},
    {"s.d", CLOSING}, {"said", REPORTING}, {"sat", WEEKDAY | CLOSING}, {"saturday", WEEKDAY},
    {"says", REPORTING}, {"sec", TITLE | NUMBERING}, {"secretary", OFFICE}, {"secs", CLOSING},
    {"sen", OFFICE | TITLE}, {"senator", OFFICE}, {"sens", TITLE}, {"sep", MONTH | CLOSING},
    {"sept", MONTH | CLOSING}, {"september", MONTH}, {"several", STARTER}, {"sgt", TITLE},
    {"sgt.maj", TITLE}, {"she", STARTER | LEANING}, {"sheik", OFFICE}, {"sheikh", OFFICE},
    {"similarly", LEANING}, {"since", STARTER | LEANING}, {"so", STARTER | LEANING},
    {"some", STARTER | LEANING}, {"spc", TITLE}, {"speaker", OFFICE}, {"spokesman", OFFICE},
    {"spokesperson", OFFICE}, {"spokeswoman", OFFICE}, {"sr", CLOSING}, {"sr.col", TITLE},
    {"st", TITLE | CLOSING}, {"stated", REPORTING}, {"ste", TITLE}, {"still", STARTER | LEANING},
    {"such", STARTER | LEANING}, {"sultan", OFFICE}, {"sun", WEEKDAY | CLOSING},
    {"sunday", WEEKDAY}, {"supt", TITLE}, {"tel", NUMBERING}, {"tenn", CLOSING}, {"tex", CLOSING},
    {"that", STARTER | LEANING}, {"the", STARTER}, {"their", STARTER | LEANING},
    {"then", STARTER | LEANING}, {"there", STARTER | LEANING}, {"these", STARTER | LEANING},
    {"they", STARTER | LEANING}, {"this", STARTER | LEANING}, {"those", STARTER | LEANING},
    {"though", STARTER | LEANING}, {"three", STARTER}, {"thu", WEEKDAY | CLOSING},
    {"thur", WEEKDAY}, {"thurs", WEEKDAY | CLOSING}, {"thursday", WEEKDAY}, {"tn", CLOSING},
    {"to", STARTER | LEANING}, {"told", REPORTING}, {"trans", CLOSING}, {"tue", WEEKDAY | CLOSING},
    {"tues", WEEKDAY | CLOSING}, {"tuesday", WEEKDAY}, {"two", STARTER}, {"u.a.e", CLOSING},
    {"u.k", CLOSING}, {"u.n", CLOSING}, {"u.s", CLOSING}, {"u.s.a", CLOSING}, {"u.s.s.r", CLOSING},
    {"under", STARTER | LEANING}, {"univ", CLOSING}, {"until", STARTER}, {"v", TITLE},
    {"va", CLOSING}, {"viz", TITLE}, {"vol", NUMBERING}, {"vols", NUMBERING}, {"vs", TITLE},
    {"vt", CLOSING}, {"w.va", CLOSING}, {"warned", REPORTING}, {"wash", CLOSING},
    {"we", STARTER | LEANING}, {"wed", WEEKDAY | CLOSING}, {"wednesday", WEEKDAY},
    {"what", STARTER | LEANING}, {"when", STARTER | LEANING}, {"where", STARTER | LEANING},
    {"which", STARTER}, {"while", STARTER | LEANING}, {"who", STARTER | LEANING},
    {"why", STARTER | LEANING}, {"wis", CLOSING}, {"with", STARTER | LEANING}, {"wyo", CLOSING},
    {"yes", STARTER}, {"yet", STARTER | LEANING}, {"you", STARTER | LEANING}, {"your", STARTER},
    {"yrs", CLOSING},
};

const size_t vocabulary_size = sizeof vocabulary / sizeof *vocabulary;

/* The sixteen bytes of a key as two numbers that compare as the bytes do. */
typedef struct packed_key {
    uint64_t high, low;
} packed_key;

static packed_key pack(const char key[VOCABULARY_LONGEST + 1])
{
    packed_key out;
    memcpy(&out.high, key, 8);
    memcpy(&out.low, key + 8, 8);
    return (packed_key){__builtin_bswap64(out.high), __builtin_bswap64(out.low)};
}

unsigned word_class(casus_str word)
{
    char key[VOCABULARY_LONGEST + 1] = {0};
    if (!word.len || word.len > VOCABULARY_LONGEST) return 0;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        key[i] = char_upper(c) ? (char)(c | 0x20) : c;
    }
    packed_key wanted = pack(key);
    size_t low = 0, high = vocabulary_size;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        packed_key here = pack(vocabulary[mid].word);
        if (here.high == wanted.high && here.low == wanted.low) return vocabulary[mid].classes;
        bool before =
            here.high < wanted.high || (here.high == wanted.high && here.low < wanted.low);
        if (before) low = mid + 1;
        else high = mid;
    }
    return 0;
}
