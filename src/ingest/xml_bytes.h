/* xml_bytes: XML before it is parsed: its character set, and what is mended. */
#ifndef CASUS_INGEST_XML_BYTES_H
#define CASUS_INGEST_XML_BYTES_H

#include "ingest/xml.h"

#define XML_DTD /* the limits of what entities blow up to are declared behind it */
#include <expat.h>

/* By the first bytes: a mark, sixteen bits, the declaration. Tells the parser where expat would not
 * find it, and sets what is mended. */
void xml_find_encoding(xml *self, casus_str head);
/* Mends bytes[0, len) in place; how many of them are whole characters. All, where they are the last. */
size_t xml_mend(const xml *self, char *bytes, size_t len, bool last);
/* Tells expat of a character set that it does not know, by iconv; `no_memory` is a bool. */
int XMLCALL xml_encoding(void *no_memory, const XML_Char *name, XML_Encoding *out);

#endif
