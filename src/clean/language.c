/* language: letters by script and words by language are counted, then weighed. See language.h. */
#include "clean/language.h"

#include "clean/script.h"

#define LEAST_LETTERS 40u   /* fewer tell too little */
#define SYLLABLE_LETTERS 3u /* one character of Chinese, Japanese, Korean is worth so many letters */
#define SCRIPT_RATIO 2u     /* letters of another script for one Latin letter */
/* Small words of another language, seen nowhere in English: different ones; for one of English; and
 * their share of all words, in percent. The second of each where the page declares that language. */
static const uint32_t LEAST_DIFFERENT[] = {5, 2}, LEAST_RATIO[] = {3, 2}, LEAST_SHARE[] = {12, 6};
/* Different words of English, and the share of its words, to say that a text is English. */
#define LEAST_ENGLISH 3u
#define ENGLISH_SHARE 8u
#define FULL_WEIGHT 60u  /* of a word that one language has */

/* ---- the section ------------------------------------------------------------------------------ */

casus_status language_open(language_book *out, casus_str section, casus_error *err)
{
    uint32_t head[4] = {0};
    if (section.len >= sizeof head) memcpy(head, section.ptr, sizeof head);
    bool ok = head[0] == LANGUAGE_MAGIC && head[1] >= 1 && head[1] <= LANGUAGE_MAX &&
              head[2] <= LANGUAGE_MAX_WORDS &&
              section.len == sizeof head + head[1] * sizeof(language_entry) +
                                 head[2] * sizeof(language_word);
    FAIL_IF(!ok, CASUS_BAD_MODEL, "the languages of the model are cut short; build it anew");
    *out = (language_book){.languages = (const void *)(section.ptr + sizeof head),
                           .n = head[1],
                           .n_words = head[2]};
    out->words = (const void *)(out->languages + out->n);
    for (uint32_t i = 0; i < out->n; i++) {
        const language_entry *l = &out->languages[i];
        ok = ok && !l->code[sizeof l->code - 1] && !l->name[sizeof l->name - 1];
    }
    for (uint32_t i = 0; i < out->n_words; i++) {
        const language_word *w = &out->words[i];
        ok = ok && w->language < out->n && w->shared && (!i || w[-1].hash <= w->hash);
    }
    FAIL_IF(!ok, CASUS_BAD_MODEL, "the languages of the model are damaged; build it anew");
    return CASUS_OK;
}

static const language_entry *entry_of(const language_book *self, casus_str code)
{
    for (uint32_t i = 0; i < self->n; i++)
        if (code.len && str_eq(code, str_from(self->languages[i].code))) return &self->languages[i];
    return NULL;
}

const char *language_name(const language_book *self, casus_str code)
{
    const language_entry *entry = entry_of(self, code);
    return entry ? entry->name : NULL;
}

/* ---- counting --------------------------------------------------------------------------------- */

/* What the words of Latin script say, and those of all others. */
typedef struct evidence {
    uint32_t n_words;
    uint32_t hits[LANGUAGE_MAX];      /* words of each language */
    uint32_t english[LANGUAGE_MAX];   /* of these, words of English, too */
    uint32_t different[LANGUAGE_MAX]; /* words that English has not, each counted once */
    uint64_t weight[LANGUAGE_MAX];    /* a word that many languages have weighs little */
} evidence;

typedef struct tally {
    const language_book *book;
    uint64_t letters[SCRIPT_COUNT];
    uint8_t seen[LANGUAGE_MAX_WORDS / 8]; /* bits: words of the book */
    evidence latin, other;
} tally;

static bool first_time(tally *self, uint32_t word)
{
    uint8_t bit = (uint8_t)(1u << (word & 7)), *byte = &self->seen[word >> 3];
    bool first = !(*byte & bit);
    *byte |= bit;
    return first;
}

/* The first word of the book with this hash; n_words where there is none. */
static uint32_t find(const language_book *book, uint32_t hash)
{
    uint32_t i = hash_place((uint64_t)hash << 32, book->n_words);
    if (!book->n_words) return 0;
    while (i > 0 && book->words[i - 1].hash >= hash) i--;
    while (i < book->n_words && book->words[i].hash < hash) i++;
    return i < book->n_words && book->words[i].hash == hash ? i : book->n_words;
}

static void count_word(tally *self, casus_str word, bool latin)
{
    const language_book *book = self->book;
    evidence *e = latin ? &self->latin : &self->other;
    uint32_t hash = language_hash(word), first = find(book, hash);
    bool english = first < book->n_words && book->words[first].language == LANGUAGE_ENGLISH;
    e->n_words++;
    for (uint32_t i = first; i < book->n_words && book->words[i].hash == hash; i++) {
        uint32_t language = book->words[i].language;
        e->hits[language]++;
        e->english[language] += english;
        e->weight[language] += FULL_WEIGHT / book->words[i].shared;
        if (first_time(self, i) && (!english || language == LANGUAGE_ENGLISH))
            e->different[language]++;
    }
}

static void count_text(tally *self, casus_str text)
{
    size_t at = 0, start = 0;
    enum script script = SCRIPT_LATIN; /* of the word's first letter */
    bool in_word = false;
    while (at < text.len) {
        size_t here = at;
        uint32_t c = utf8_next(text, &at);
        if (utf8_is_alpha(c)) {
            enum script s = script_of(c);
            bool syllable = s == SCRIPT_HAN || s == SCRIPT_KANA || s == SCRIPT_HANGUL;
            self->letters[s] += syllable ? SYLLABLE_LETTERS : 1;
            if (!in_word) {
                start = here;
                script = s;
            }
            in_word = true;
        } else if (in_word) {
            count_word(self, str_slice(text, start, here), script == SCRIPT_LATIN);
            in_word = false;
        }
    }
    if (in_word) count_word(self, str_slice(text, start, text.len), script == SCRIPT_LATIN);
}

/* ---- weighing --------------------------------------------------------------------------------- */

/* The language, English left out, whose words weigh most; n where there are none. */
static uint32_t heaviest(const language_book *book, const evidence *e)
{
    uint32_t best = book->n;
    for (uint32_t i = 1; i < book->n; i++)
        if (e->weight[i] && (best == book->n || e->weight[i] > e->weight[best])) best = i;
    return best;
}

/* The language that a page says it is in, "es-MX"; n where it says none that we know. */
static uint32_t declared_language(const language_book *book, casus_str declared)
{
    size_t len = 0;
    if (!declared.len) return book->n;
    while (len < declared.len && declared.ptr[len] != '-' && declared.ptr[len] != '_') len++;
    uint32_t i = 0;
    while (i < book->n && !str_is_nocase(str_slice(declared, 0, len), book->languages[i].code)) i++;
    return i;
}

static bool outweighs_english(const evidence *e, uint32_t language, bool declared)
{
    uint64_t own = e->hits[language] - e->english[language];
    uint64_t rival = e->hits[LANGUAGE_ENGLISH] - e->english[language];
    return e->different[language] >= LEAST_DIFFERENT[declared] &&
           own >= LEAST_RATIO[declared] * rival &&
           own * 100 >= (uint64_t)LEAST_SHARE[declared] * e->n_words;
}

static language_guess guess_latin(const language_book *book, const evidence *e, casus_str declared)
{
    uint32_t best = heaviest(book, e), said = declared_language(book, declared);
    if (best < book->n && outweighs_english(e, best, best == said))
        return (language_guess){&book->languages[best], true};
    if (said < book->n && said != LANGUAGE_ENGLISH && outweighs_english(e, said, true))
        return (language_guess){&book->languages[said], true};
    bool sure = e->different[LANGUAGE_ENGLISH] >= LEAST_ENGLISH &&
                (uint64_t)e->hits[LANGUAGE_ENGLISH] * 100 >= (uint64_t)ENGLISH_SHARE * e->n_words;
    return (language_guess){sure ? &book->languages[LANGUAGE_ENGLISH] : NULL, false};
}

/* Words decide between the languages of a script; without any it is the one most often so written. */
static const language_entry *language_in(const tally *t, enum script script)
{
    uint64_t han = t->letters[SCRIPT_HAN], kana = t->letters[SCRIPT_KANA];
    if (script == SCRIPT_HAN && kana * 10 > han) script = SCRIPT_KANA;
    if (script == SCRIPT_HAN && t->letters[SCRIPT_HANGUL] * 5 > han) script = SCRIPT_HANGUL;
    uint32_t best = heaviest(t->book, &t->other);
    if (best < t->book->n) return &t->book->languages[best];
    return entry_of(t->book, str_from(script_language(script)));
}

language_guess language_identify(const language_book *self, casus_str text, casus_str declared)
{
    tally t = {.book = self};
    count_text(&t, text);
    uint64_t latin = t.letters[SCRIPT_LATIN], others = 0;
    enum script main_script = SCRIPT_OTHER;
    for (int s = SCRIPT_LATIN + 1; s < SCRIPT_COUNT; s++) {
        others += t.letters[s];
        if (t.letters[s] > t.letters[main_script]) main_script = (enum script)s;
    }
    if (latin + others < LEAST_LETTERS) return (language_guess){0};
    if (others < SCRIPT_RATIO * latin) return guess_latin(self, &t.latin, declared);
    const language_entry *language = language_in(&t, main_script);
    return (language_guess){language, language != NULL};
}
