/* Functions that overflow, depend on the locale or hide state. Using one is a compile error. */
#ifndef CASUS_BANNED_H
#define CASUS_BANNED_H

#define BANNED(name) casus_banned_function_##name

#undef strcpy
#define strcpy(a, b) BANNED(strcpy)
#undef strcat
#define strcat(a, b) BANNED(strcat)
#undef strncpy
#define strncpy(a, b, n) BANNED(strncpy)
#undef strtok
#define strtok(a, b) BANNED(strtok)
#undef sprintf
#define sprintf(...) BANNED(sprintf)
#undef gets
#define gets(a) BANNED(gets)

#endif
