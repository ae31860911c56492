/* Irregular English verbs and nouns, sorted by lemma. Verbs with a prefix ("withdraw", "overthrow") are
 * found by what is left without it, so only the simple ones stand here, and those whose prefix the
 * rules of inflect.c do not know. */
#include "lex/irregular.h"

typedef struct irregular {
    const char *lemma, *forms;
} irregular;

static const irregular verbs[] = {
    {"abide", "abode abided"}, {"arise", "arose arisen"}, {"awake", "awoke awoken awaked"},
    {"bear", "bore borne born"}, {"beat", "beat beaten"}, {"become", "became become"},
    {"befall", "befell befallen"}, {"beget", "begot begotten"}, {"begin", "began begun"},
    {"behold", "beheld"}, {"bend", "bent"}, {"beseech", "besought beseeched"}, {"beset", "beset"},
    {"bet", "bet betted"}, {"bid", "bid bade bidden"}, {"bind", "bound"}, {"bite", "bit bitten"},
    {"bleed", "bled"}, {"blow", "blew blown"}, {"break", "broke broken"}, {"breed", "bred"},
    {"bring", "brought"}, {"broadcast", "broadcast broadcasted"}, {"build", "built"},
    {"burn", "burned burnt"}, {"burst", "burst"}, {"bust", "bust busted"}, {"buy", "bought"},
    {"cast", "cast"}, {"catch", "caught"}, {"choose", "chose chosen"}, {"cleave", "clove cloven cleft cleaved"},
    {"cling", "clung"}, {"clothe", "clothed clad"}, {"come", "came come"}, {"cost", "cost costed"},
    {"creep", "crept"}, {"cut", "cut"}, {"deal", "dealt"}, {"dig", "dug"}, {"dive", "dived dove"},
    {"do", "did done"}, {"draw", "drew drawn"}, {"dream", "dreamed dreamt"}, {"drink", "drank drunk"},
    {"drive", "drove driven"}, {"dwell", "dwelt dwelled"}, {"eat", "ate eaten"}, {"fall", "fell fallen"},
    {"feed", "fed"}, {"feel", "felt"}, {"fight", "fought"}, {"find", "found"}, {"fit", "fit fitted"},
    {"flee", "fled"}, {"fling", "flung"}, {"fly", "flew flown"}, {"forbear", "forbore forborne"},
    {"forbid", "forbade forbad forbidden"}, {"forecast", "forecast forecasted"},
    {"forget", "forgot forgotten"}, {"forgive", "forgave forgiven"}, {"forgo", "forwent forgone"},
    {"forsake", "forsook forsaken"}, {"freeze", "froze frozen"}, {"get", "got gotten"},
    {"gild", "gilded gilt"}, {"gird", "girded girt"}, {"give", "gave given"}, {"go", "went gone"},
    {"grind", "ground"}, {"grow", "grew grown"}, {"hamstring", "hamstrung"}, {"hang", "hung hanged"},
    {"have", "had"}, {"hear", "heard"}, {"heave", "heaved hove"}, {"hew", "hewed hewn"},
    {"hide", "hid hidden"}, {"hit", "hit"}, {"hold", "held"}, {"hurt", "hurt"}, {"input", "input inputted"},
    {"keep", "kept"}, {"kneel", "knelt kneeled"}, {"knit", "knit knitted"}, {"know", "knew known"},
    {"lay", "laid"}, {"lead", "led"}, {"lean", "leaned leant"}, {"leap", "leaped leapt"},
    {"learn", "learned learnt"}, {"leave", "left"}, {"lend", "lent"}, {"let", "let"},
    {"lie", "lay lain lied"}, {"light", "lit lighted"}, {"lose", "lost"}, {"make", "made"},
    {"mean", "meant"}, {"meet", "met"}, {"melt", "melted molten"}, {"mow", "mowed mown"},
    {"partake", "partook partaken"}, {"pay", "paid"}, {"plead", "pleaded pled"},
    {"proofread", "proofread"}, {"prove", "proved proven"}, {"put", "put"}, {"quit", "quit quitted"},
    {"read", "read"}, {"rend", "rent"}, {"rid", "rid ridded"}, {"ride", "rode ridden"},
    {"ring", "rang rung ringed"}, {"rise", "rose risen"}, {"run", "ran run"}, {"saw", "sawed sawn"},
    {"say", "said"}, {"see", "saw seen"}, {"seek", "sought"}, {"sell", "sold"}, {"send", "sent"},
    {"set", "set"}, {"sew", "sewed sewn"}, {"shake", "shook shaken"}, {"shave", "shaved shaven"},
    {"shear", "sheared shorn"}, {"shed", "shed"}, {"shine", "shone shined"}, {"shoe", "shod shoed"},
    {"shoot", "shot"}, {"show", "showed shown"}, {"shrink", "shrank shrunk shrunken"},
    {"shut", "shut"}, {"sing", "sang sung"}, {"sink", "sank sunk sunken"}, {"sit", "sat"},
    {"slay", "slew slain"}, {"sleep", "slept"}, {"slide", "slid"}, {"sling", "slung"},
    {"slink", "slunk"}, {"slit", "slit"}, {"smell", "smelled smelt"}, {"smite", "smote smitten"},
    {"sneak", "sneaked snuck"}, {"sow", "sowed sown"}, {"speak", "spoke spoken"},
    {"speed", "sped speeded"}, {"spell", "spelled spelt"}, {"spend", "spent"},
    {"spill", "spilled spilt"}, {"spin", "spun span"}, {"spit", "spat spit"}, {"split", "split"},
    {"spoil", "spoiled spoilt"}, {"spread", "spread"}, {"spring", "sprang sprung"},
    {"stand", "stood"}, {"steal", "stole stolen"}, {"stick", "stuck"}, {"sting", "stung"},
    {"stink", "stank stunk"}, {"strew", "strewed strewn"}, {"stride", "strode stridden"},
    {"strike", "struck stricken"}, {"string", "strung"}, {"strive", "strove striven strived"},
    {"swear", "swore sworn"}, {"sweat", "sweat sweated"}, {"sweep", "swept"},
    {"swell", "swelled swollen"}, {"swim", "swam swum"}, {"swing", "swung"}, {"take", "took taken"},
    {"teach", "taught"}, {"tear", "tore torn"}, {"telecast", "telecast"}, {"tell", "told"},
    {"think", "thought"}, {"thrive", "thrived throve thriven"}, {"throw", "threw thrown"},
    {"thrust", "thrust"}, {"tread", "trod trodden"}, {"typeset", "typeset"}, {"wake", "woke woken waked"},
    {"wear", "wore worn"}, {"weave", "wove woven weaved"}, {"wed", "wed wedded"}, {"weep", "wept"},
    {"wet", "wet wetted"}, {"win", "won"}, {"wind", "wound"}, {"wring", "wrung"},
    {"write", "wrote written"},
};

static const irregular nouns[] = {
    {"aircraft", "aircraft"}, {"alumnus", "alumni"}, {"analysis", "analyses"}, {"appendix", "appendices"},
    {"axis", "axes"}, {"bacterium", "bacteria"}, {"barracks", "barracks"}, {"basis", "bases"},
    {"calf", "calves"}, {"chief", "chiefs"}, {"child", "children"}, {"corps", "corps"},
    {"counteroffensive", "counteroffensives"}, {"crisis", "crises"}, {"criterion", "criteria"},
    {"curriculum", "curricula"}, {"datum", "data"}, {"deer", "deer"}, {"diagnosis", "diagnoses"},
    {"elf", "elves"}, {"fish", "fish"}, {"foot", "feet"}, {"forum", "forums"}, {"fungus", "fungi"},
    {"goose", "geese"}, {"half", "halves"}, {"headquarters", "headquarters"}, {"hovercraft", "hovercraft"},
    {"hypothesis", "hypotheses"}, {"knife", "knives"}, {"leaf", "leaves"}, {"life", "lives"},
    {"loaf", "loaves"}, {"louse", "lice"}, {"matrix", "matrices"}, {"means", "means"},
    {"medium", "media"}, {"memorandum", "memoranda"}, {"mouse", "mice"}, {"nucleus", "nuclei"},
    {"oasis", "oases"}, {"offspring", "offspring"}, {"ox", "oxen"}, {"paralysis", "paralyses"},
    {"passer-by", "passers-by"}, {"person", "people"}, {"phenomenon", "phenomena"}, {"photo", "photos"},
    {"piano", "pianos"}, {"police", "police"}, {"quiz", "quizzes"}, {"referendum", "referendums"},
    {"salmon", "salmon"}, {"self", "selves"}, {"series", "series"}, {"sheep", "sheep"},
    {"shelf", "shelves"}, {"shrimp", "shrimp"}, {"spacecraft", "spacecraft"}, {"species", "species"},
    {"stimulus", "stimuli"}, {"stratum", "strata"}, {"syllabus", "syllabi"}, {"synthesis", "syntheses"},
    {"talks", "talks"}, {"thesis", "theses"}, {"thief", "thieves"}, {"tooth", "teeth"},
    {"trout", "trout"}, {"vertex", "vertices"}, {"watercraft", "watercraft"}, {"wife", "wives"},
    {"wolf", "wolves"}, {"woman", "women"},
};

static const char *find(const irregular *list, size_t n, casus_str lemma)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        casus_str entry = str_from(list[mid].lemma);
        int order = memcmp(entry.ptr, lemma.ptr, entry.len < lemma.len ? entry.len : lemma.len);
        if (order == 0 && entry.len == lemma.len) return list[mid].forms;
        if (order < 0 || (order == 0 && entry.len < lemma.len))
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

const char *irregular_verb_forms(casus_str lemma)
{
    return find(verbs, COUNT(verbs), lemma);
}

const char *irregular_noun_plural(casus_str lemma)
{
    return find(nouns, COUNT(nouns), lemma);
}

static bool is_sorted(const irregular *list, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (strcmp(list[i - 1].lemma, list[i].lemma) >= 0) return false;
    return true;
}

bool irregulars_are_sorted(void)
{
    return is_sorted(verbs, COUNT(verbs)) && is_sorted(nouns, COUNT(nouns));
}
