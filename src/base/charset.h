/* charset: which character set a name means. */
#ifndef CASUS_BASE_CHARSET_H
#define CASUS_BASE_CHARSET_H

#include "base/base.h"

/* The larger set that those who say `name` mean, as the Encoding standard has it ("latin1" is
 * "windows-1252"); NULL where the name means itself. */
const char *charset_meant(casus_str name);

#endif
