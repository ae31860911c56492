/* confidence: how sure an event is, 0 to 1.
 *
 * A logistic function of a few features: what the judge makes of the two actors, and how much the
 * act's words had to say. Its weights stand in data/codes/confidence.txt, fitted by `casus-train
 * confidence` to events that people judged (docs/confidence.md), so that of events of 0.8 some four
 * in five are right.
 */
#ifndef CASUS_CODE_CONFIDENCE_H
#define CASUS_CODE_CONFIDENCE_H

#include "code/judge.h"

const char *confidence_name(enum confidence_feature feature); /* in the file */
void confidence_look(const sentence_work *w, uint32_t p, const event *e, confidence_features *out);
double confidence_weigh(const confidence_weights *self, const confidence_features *f);

/* The section "code.confidence" of the model: a float a feature. */
casus_status confidence_open(confidence_weights *self, casus_str section, casus_error *err);
casus_status confidence_build(const char *data_dir, image_writer *out, casus_error *err);

#endif
