/* where: what casus_query asks for, as SQL over e (coded_events), c (codings) and d (payloads). */
#ifndef CASUS_STORE_WHERE_H
#define CASUS_STORE_WHERE_H

#include "store/row.h"

/* Prepares "SELECT columns FROM ... WHERE ... rest" and binds the parameters. USAGE where the query
 * asks for what there is not. */
casus_status where_prepare(const casus_store *store, const char *columns, const char *rest,
                           const casus_query *query, sqlite3_stmt **out, casus_error *err);

#endif
