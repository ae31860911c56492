/* Where an event without a date of its own takes its day from: the frame that the story has set
 * ("In 1990 Iraq invaded Kuwait. The UN imposed sanctions."), else the day of its article.
 *
 * A frame is a date of a main clause told in the past. One that opens its sentence, or lies within
 * a month of the article, holds for what follows in its paragraph; the first of a story's lead, if
 * it is of the last week, for the whole story. Only the simple past goes on in a frame: "has
 * attacked" is told of now, "had attacked" of what was before.
 */
#ifndef CASUS_CODE_FRAME_H
#define CASUS_CODE_FRAME_H

#include "code/code.h"

/* Leaves the frames that do not hold in the sentence; called for each, in order. */
void frame_enter(const code_input *in, uint32_t sentence, story_frame *frame);
/* Notes the frame that the sentence sets. */
void frame_note(const code_input *in, uint32_t sentence, story_frame *frame);
/* The frame in which this predicate is told; `from` is CASUS_NO_DAY where there is none. */
void frame_of(const sentence_work *w, uint32_t predicate_index, coded_date *out);
/* Gives the events without a day that of their frame, else that of their article. */
void frame_date_events(const code_input *in, coded *out);

#endif
