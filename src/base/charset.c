#include "base/charset.h"

const char *charset_meant(casus_str name)
{
    static const struct {
        const char *said, *meant;
    } larger[] = {{"iso-8859-1", "windows-1252"},
                  {"iso8859-1", "windows-1252"},
                  {"latin1", "windows-1252"},
                  {"us-ascii", "windows-1252"},
                  {"ascii", "windows-1252"},
                  {"iso-8859-9", "windows-1254"},
                  {"iso-8859-11", "windows-874"},
                  {"tis-620", "windows-874"},
                  {"gb2312", "gb18030"},
                  {"gbk", "gb18030"},
                  {"gb_2312-80", "gb18030"},
                  {"x-gbk", "gb18030"},
                  {"shift_jis", "cp932"},
                  {"shift-jis", "cp932"},
                  {"sjis", "cp932"},
                  {"x-sjis", "cp932"},
                  {"euc-kr", "cp949"},
                  {"ks_c_5601-1987", "cp949"},
                  {"big5", "big5-hkscs"},
                  {"x-cp1251", "windows-1251"},
                  {"x-mac-roman", "macintosh"},
                  {"utf8", "utf-8"},
                  {"utf-16", "utf-16le"},
                  {"unicode", "utf-16le"}};
    for (size_t i = 0; i < COUNT(larger); i++)
        if (str_eq_nocase(name, str_from(larger[i].said))) return larger[i].meant;
    return NULL;
}
