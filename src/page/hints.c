/* hints: class and id are cut into names, names into words ("article__body", "articleBody"), and
 * words are looked up. A name's words count together: "post-content" is the body, "comment-content"
 * is not.
 *
 * The words are those that page makers use, in English and German.
 */
#include "page/hints.h"

#include <stdlib.h>

#define WORD_LONGEST 18u

/* Bits of a word beyond page_hint: a half of a name for the body, or a word that turns its name
 * off. */
enum { FIRST_HALF = 0x100, SECOND_HALF = 0x200, TURNS_OFF = 0x400 };

typedef struct hint_word {
    const char *word;
    unsigned bits;
} hint_word;

#define BOTH (FIRST_HALF | SECOND_HALF)

/* Sorted, for bsearch. */
static const hint_word words[] = {
    {"about", PAGE_DOUBT},
    {"ad", PAGE_CLUTTER},
    {"adbox", PAGE_CLUTTER},
    {"ads", PAGE_CLUTTER},
    {"adsense", PAGE_CLUTTER},
    {"adslot", PAGE_CLUTTER},
    {"advert", PAGE_CLUTTER},
    {"advertisement", PAGE_CLUTTER},
    {"advertising", PAGE_CLUTTER},
    {"adverts", PAGE_CLUTTER},
    {"anzeige", PAGE_CLUTTER},
    {"article", PAGE_ARTICLE | FIRST_HALF},
    {"articlebody", PAGE_BODY},
    {"articlecontent", PAGE_BODY},
    {"articletext", PAGE_BODY},
    {"artikel", PAGE_ARTICLE | FIRST_HALF},
    {"author", PAGE_DOUBT},
    {"authors", PAGE_DOUBT},
    {"autor", PAGE_DOUBT},
    {"banner", PAGE_CLUTTER},
    {"banners", PAGE_CLUTTER},
    {"beitrag", PAGE_ARTICLE | FIRST_HALF},
    {"bio", PAGE_DOUBT},
    {"blog", FIRST_HALF},
    {"body", SECOND_HALF},
    {"bodytext", PAGE_BODY},
    {"breadcrumb", PAGE_CLUTTER},
    {"breadcrumbs", PAGE_CLUTTER},
    {"byline", PAGE_CLUTTER},
    {"caption", PAGE_CAPTION},
    {"captions", PAGE_CAPTION},
    {"carousel", PAGE_DOUBT},
    {"categories", PAGE_CLUTTER},
    {"category", PAGE_DOUBT},
    {"comment", PAGE_REMARK},
    {"commentlist", PAGE_REMARK},
    {"comments", PAGE_REMARK},
    {"consent", PAGE_CLUTTER},
    {"content", BOTH},
    {"cookie", PAGE_CLUTTER},
    {"cookies", PAGE_CLUTTER},
    {"copy", SECOND_HALF},
    {"copyright", PAGE_CLUTTER},
    {"credit", PAGE_CAPTION},
    {"credits", PAGE_CAPTION},
    {"date", PAGE_DOUBT},
    {"detail", BOTH},
    {"dialog", PAGE_CLUTTER},
    {"disclaimer", PAGE_CLUTTER},
    {"disqus", PAGE_REMARK},
    {"editsection", PAGE_CLUTTER},
    {"entry", PAGE_ARTICLE | FIRST_HALF},
    {"facebook", PAGE_CLUTTER},
    {"figcaption", PAGE_CAPTION},
    {"flyout", PAGE_CLUTTER},
    {"follow", PAGE_CLUTTER},
    {"foot", PAGE_CLUTTER},
    {"footer", PAGE_CLUTTER},
    {"footnote", PAGE_DOUBT},
    {"gallery", PAGE_DOUBT},
    {"gdpr", PAGE_CLUTTER},
    {"has", TURNS_OFF},
    {"header", PAGE_DOUBT},
    {"imprint", PAGE_CLUTTER},
    {"infobox", PAGE_DOUBT},
    {"inhalt", BOTH},
    {"js", TURNS_OFF},
    {"keywords", PAGE_CLUTTER},
    {"kommentar", PAGE_REMARK},
    {"kommentare", PAGE_REMARK},
    {"lightbox", PAGE_CLUTTER},
    {"login", PAGE_CLUTTER},
    {"main", FIRST_HALF},
    {"maincontent", PAGE_BODY},
    {"masthead", PAGE_CLUTTER},
    {"menu", PAGE_CLUTTER},
    {"menus", PAGE_CLUTTER},
    {"meta", PAGE_DOUBT},
    {"modal", PAGE_CLUTTER},
    {"mostpopular", PAGE_CLUTTER},
    {"mostread", PAGE_CLUTTER},
    {"nav", PAGE_CLUTTER},
    {"navbar", PAGE_CLUTTER},
    {"navbox", PAGE_CLUTTER},
    {"navi", PAGE_CLUTTER},
    {"navigation", PAGE_CLUTTER},
    {"news", FIRST_HALF},
    {"newsletter", PAGE_CLUTTER},
    {"newsletters", PAGE_CLUTTER},
    {"no", TURNS_OFF},
    {"not", TURNS_OFF},
    {"offcanvas", PAGE_CLUTTER},
    {"outbrain", PAGE_CLUTTER},
    {"overlay", PAGE_CLUTTER},
    {"page", FIRST_HALF},
    {"pager", PAGE_CLUTTER},
    {"pagination", PAGE_CLUTTER},
    {"paging", PAGE_CLUTTER},
    {"plista", PAGE_CLUTTER},
    {"popular", PAGE_CLUTTER},
    {"popup", PAGE_CLUTTER},
    {"post", PAGE_ARTICLE | FIRST_HALF},
    {"postcontent", PAGE_BODY},
    {"print", PAGE_DOUBT},
    {"privacy", PAGE_CLUTTER},
    {"promo", PAGE_CLUTTER},
    {"promos", PAGE_CLUTTER},
    {"promoted", PAGE_CLUTTER},
    {"promotion", PAGE_CLUTTER},
    {"rail", PAGE_CLUTTER},
    {"rating", PAGE_CLUTTER},
    {"ratings", PAGE_CLUTTER},
    {"recirc", PAGE_CLUTTER},
    {"recommend", PAGE_CLUTTER},
    {"recommendation", PAGE_CLUTTER},
    {"recommendations", PAGE_CLUTTER},
    {"recommended", PAGE_CLUTTER},
    {"references", PAGE_DOUBT},
    {"reflist", PAGE_CLUTTER},
    {"register", PAGE_CLUTTER},
    {"related", PAGE_CLUTTER},
    {"replies", PAGE_REMARK},
    {"respond", PAGE_REMARK},
    {"rich", FIRST_HALF},
    {"richtext", PAGE_BODY},
    {"search", PAGE_CLUTTER},
    {"share", PAGE_CLUTTER},
    {"sharebar", PAGE_CLUTTER},
    {"sharing", PAGE_CLUTTER},
    {"sidebar", PAGE_CLUTTER},
    {"sidebars", PAGE_CLUTTER},
    {"signup", PAGE_CLUTTER},
    {"single", FIRST_HALF},
    {"skip", PAGE_CLUTTER},
    {"slider", PAGE_DOUBT},
    {"slideshow", PAGE_DOUBT},
    {"social", PAGE_CLUTTER},
    {"sponsor", PAGE_CLUTTER},
    {"sponsored", PAGE_CLUTTER},
    {"sponsors", PAGE_CLUTTER},
    {"story", PAGE_ARTICLE | FIRST_HALF},
    {"storybody", PAGE_BODY},
    {"submenu", PAGE_CLUTTER},
    {"subscribe", PAGE_CLUTTER},
    {"subscription", PAGE_CLUTTER},
    {"taboola", PAGE_CLUTTER},
    {"tag", PAGE_DOUBT},
    {"taglist", PAGE_CLUTTER},
    {"tags", PAGE_CLUTTER},
    {"teaser", PAGE_DOUBT},
    {"teasers", PAGE_CLUTTER},
    {"text", SECOND_HALF},
    {"toc", PAGE_CLUTTER},
    {"toolbar", PAGE_CLUTTER},
    {"tools", PAGE_CLUTTER},
    {"tooltip", PAGE_CLUTTER},
    {"topbar", PAGE_CLUTTER},
    {"trending", PAGE_CLUTTER},
    {"utility", PAGE_CLUTTER},
    {"werbung", PAGE_CLUTTER},
    {"widget", PAGE_DOUBT},
    {"widgets", PAGE_DOUBT},
    {"with", TURNS_OFF},
    {"without", TURNS_OFF},
};

void hint_words_init(hint_words *self)
{
    *self = (hint_words){0};
    for (size_t i = 0; i < COUNT(words); i++)
        self->lengths[words[i].word[0] - 'a'] |= 1u << strlen(words[i].word);
}

static int by_word(const void *key, const void *entry)
{
    return strcmp(key, ((const hint_word *)entry)->word);
}

static unsigned bits_of(const hint_words *self, const char *word, size_t len)
{
    if (len > WORD_LONGEST || word[0] < 'a' || word[0] > 'z') return 0;
    if (!(self->lengths[word[0] - 'a'] & 1u << len)) return 0;
    const hint_word *found = bsearch(word, words, COUNT(words), sizeof *words, by_word);
    return found ? found->bits : 0;
}

/* ---- names ----------------------------------------------------------------------------------- */

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

/* A name's modifier, "section--ads", says how it looks or what stands beside it, not what it is. */
static casus_str without_modifier(casus_str name)
{
    size_t at = str_find(name, STR("--"));
    return at == SIZE_MAX || at == 0 ? name : str_slice(name, 0, at);
}

/* Cuts the next word off the name; false when it is used up. */
static bool next_word(casus_str *rest, char word[WORD_LONGEST + 2], size_t *len)
{
    size_t at = 0, n = 0;
    while (at < rest->len && !is_upper(rest->ptr[at]) && !is_lower(rest->ptr[at])) at++;
    if (at == rest->len) return false;
    for (size_t start = at; at < rest->len; at++) {
        char c = rest->ptr[at];
        if (!is_upper(c) && !is_lower(c)) break;
        if (at > start && is_upper(c) && is_lower(rest->ptr[at - 1])) break;
        if (n <= WORD_LONGEST) word[n++] = (char)(c | 0x20);
    }
    word[n] = 0;
    *len = n;
    *rest = str_slice(*rest, at, rest->len);
    return true;
}

static unsigned hints_of_name(const hint_words *self, casus_str name)
{
    char word[WORD_LONGEST + 2];
    size_t len;
    unsigned bits = 0;
    name = without_modifier(name);
    for (bool first = true; next_word(&name, word, &len); first = false) {
        unsigned more = bits_of(self, word, len);
        if (first && (more & TURNS_OFF)) return 0;
        /* "content" is both halves but no name for the body by itself */
        if ((more & BOTH) == BOTH)
            more = bits & FIRST_HALF ? SECOND_HALF | (more & 0xFF) : FIRST_HALF;
        bits |= more;
    }
    if ((bits & BOTH) == BOTH) bits |= PAGE_BODY;
    if (bits & (PAGE_CLUTTER | PAGE_REMARK | PAGE_CAPTION))
        bits &= ~(unsigned)(PAGE_BODY | PAGE_ARTICLE);
    else if (bits & PAGE_BODY)
        bits &= ~(unsigned)PAGE_DOUBT;
    return bits & 0xFF;
}

static unsigned hints_of_names(const hint_words *self, casus_str value)
{
    unsigned hints = 0;
    size_t at = 0;
    while (at < value.len) {
        while (at < value.len && value.ptr[at] <= ' ') at++;
        size_t start = at;
        while (at < value.len && value.ptr[at] > ' ') at++;
        if (at > start) hints |= hints_of_name(self, str_slice(value, start, at));
    }
    return hints;
}

/* ---- attributes ------------------------------------------------------------------------------ */

static unsigned hints_of_role(casus_str role)
{
    static const char *const clutter[] = {"navigation", "banner",      "contentinfo",  "search",
                                          "dialog",     "alertdialog", "menu",         "menubar",
                                          "tooltip",    "toolbar",     "complementary"};
    if (str_eq_nocase(role, STR("article"))) return PAGE_ARTICLE;
    for (size_t i = 0; i < COUNT(clutter); i++)
        if (str_eq_nocase(role, str_from(clutter[i]))) return PAGE_CLUTTER;
    return 0;
}

/* "display:none", however it is spaced. */
static bool is_not_displayed(casus_str style)
{
    size_t at = str_find(style, STR("display"));
    if (at == SIZE_MAX) return false;
    casus_str rest = str_trim(str_slice(style, at + 7, style.len));
    if (!str_starts(rest, STR(":"))) return false;
    return str_starts(str_trim(str_slice(rest, 1, rest.len)), STR("none"));
}

static unsigned hints_of_item(casus_str item)
{
    if (str_find(item, STR("articleBody")) != SIZE_MAX) return PAGE_BODY | PAGE_SURE;
    if (str_eq(item, STR("comment"))) return PAGE_REMARK;
    if (str_eq(item, STR("caption"))) return PAGE_CAPTION;
    return 0;
}

static unsigned hints_of_element(html_element element)
{
    switch (element) {
    case HTML_ARTICLE: return PAGE_ARTICLE;
    case HTML_NAV:
    case HTML_FOOTER:
    case HTML_ASIDE:
    case HTML_MENU:
    case HTML_DIALOG:
    case HTML_BUTTON:
    case HTML_SELECT:
    case HTML_DATALIST: return PAGE_CLUTTER;
    case HTML_FIGCAPTION: return PAGE_CAPTION;
    case HTML_TEMPLATE:
    case HTML_NOSCRIPT:
    case HTML_OBJECT:
    case HTML_VIDEO:
    case HTML_AUDIO:
    case HTML_CANVAS: return PAGE_HIDDEN;
    default: return 0;
    }
}

unsigned hints_of(const hint_words *self, const html_token *token)
{
    unsigned hints = hints_of_element(token->element);
    if (token->element == HTML_HTML || token->element == HTML_BODY) return hints;
    for (uint32_t i = 0; i < token->n_attributes; i++) {
        casus_str name = token->attributes[i].name, value = token->attributes[i].value;
        if (str_eq_nocase(name, STR("class")) || str_eq_nocase(name, STR("id")))
            hints |= hints_of_names(self, value);
        else if (str_eq_nocase(name, STR("role")))
            hints |= hints_of_role(value);
        else if (str_eq_nocase(name, STR("itemprop")))
            hints |= hints_of_item(value);
        else if (str_eq_nocase(name, STR("hidden")))
            hints |= PAGE_HIDDEN;
        else if (str_eq_nocase(name, STR("style")) && is_not_displayed(value))
            hints |= PAGE_HIDDEN;
    }
    return hints;
}
