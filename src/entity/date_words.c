/* The words of a sentence as date phrases know them: those of the lexicon, and numbers in digits.
 * Everything else in a sentence is DW_NONE after one binary search, so looking at each token is
 * cheap. */
#include "entity/date_lexicon.h"

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
    } else if ((i == 4 || i == 2) && value % 10 == 0 &&
               (str_eq_nocase(rest, STR("s")) || str_eq_nocase(rest, STR("'s")))) {
        out.kind = DW_YEARS;
    }
    return out;
}

date_word date_word_look_up(const date_words *s, uint32_t i)
{
    casus_str form = token_form(s->text, &s->tokens[i]);
    if (form.len == 0 || form.len >= DATE_LEXEME_SIZE) return (date_word){0};
    if (form.ptr[0] >= '0' && form.ptr[0] <= '9') return number_word(form);
    if (form.len >= 4 && form.len <= 5 && form.ptr[0] == '\'' && form.ptr[1] >= '0' &&
        form.ptr[1] <= '9')
        return number_word(str_slice(form, 1, form.len)); /* "'90s" */

    char lower[DATE_LEXEME_SIZE] = {0};
    for (size_t k = 0; k < form.len; k++) {
        char c = form.ptr[k];
        lower[k] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    const date_lexeme *e = date_lexicon_find(lower);
    if (!e) return (date_word){0};
    return (date_word){.kind = e->kind, .value = e->value, .plural = (e->flags & DATE_PLURAL) != 0,
                       .unsure = (e->flags & DATE_UNSURE) != 0,
                       .capital = (s->tokens[i].flags & TOKEN_CAP) != 0};
}
