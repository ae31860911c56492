/* event_table: events for people, as casus_write_table and casus_store_query show them. */
#ifndef CASUS_EXPORT_EVENT_TABLE_H
#define CASUS_EXPORT_EVENT_TABLE_H

#include "export/record.h"
#include "export/table.h"

void event_table_init(table *self, bool color, uint32_t width);
casus_status event_table_row(table *self, const casus_event *event, casus_sink sink,
                             casus_error *err);
/* "RUS GOV Sergey Lavrov", "European countries": the actor in a few words. */
void actor_label(buf *out, const casus_actor *actor);
/* "2021-09-20..25"; "~" before it where inferred; nothing where unknown. */
void day_label(buf *out, int32_t from, int32_t to, bool inferred);

#endif
