/* Wars of words. Politicians attack, hit and target each other with words, and
 * beat and fight each other in elections. Where the word has a sense with the
 * flag `verbal` ("attacked his rival") that one tells what they do; where it
 * has none ("beat Cruz in Iowa") nobody did violence. */
#include "code/argument.h"
#include "code/cast.h"

/* A politician, or a body or party of them: not those who may well throw
 * stones. */
static bool is_speaker(const sentence_work *w, const coded_actor *a) {
  static const char *const offices[] = {"GOV", "LEG", "PTY", "ELI",
                                        "OPP", "JUD", "JRN"};
  static const char *const many[] = {"LEG", "PTY", "ELI", "GOV"};
  if (!a->n_sectors || !text_among(a->sectors[0], offices, COUNT(offices)))
    return false;
  uint32_t last = a->last - w->t.first;
  bool plural =
      !a->person && last < w->t.n && w->t.nodes[last].xpos == XPOS_NNS;
  return !plural || text_among(a->sectors[0], many, COUNT(many));
}

/* Somebody without arms, and no state. */
static bool is_rival(const coded_actor *a) {
  static const char *const rivals[] = {"GOV", "LEG", "PTY", "ELI", "OPP", "JUD",
                                       "JRN", "BUS", "SOC", "REL", "EDU"};
  return actor_is_thing(a) ||
         (a->n_sectors && text_among(a->sectors[0], rivals, COUNT(rivals)));
}

/* Force without a weapon or victims, which politicians do to each other or to a
 * thing. */
static bool is_between_politicians(const sentence_work *w, uint32_t p,
                                   const cast *c) {
  static const char *const assault[] = {"ASSAULT"};
  const act *a = work_act(w, p);
  const char *mode = act_book_text(&w->in->book->acts, a->mode);
  if (!argument_type_is(w, p, assault, 1) || a->counts != COUNTS_NOTHING ||
      !c->n_sources ||
      (mode &&
       (strcmp(mode, "beat") != 0 || !(work_sense(w, p)->flags & ACT_WEAK))))
    return false;
  bool persons = true;
  for (uint32_t i = 0; i < c->n_sources; i++) {
    if (!is_speaker(w, &c->sources[i]))
      return false;
    persons &= c->sources[i].person;
  }
  for (uint32_t i = 0; i < c->n_targets; i++)
    if (!is_rival(&c->targets[i]))
      return false;
  return c->n_targets > 0 || persons;
}

bool verbal_takes(sentence_work *w, uint32_t p, const cast *c) {
  uint32_t sense = predicate_sense_flagged(w, p, ACT_VERBAL);
  if (sense == CODE_NONE || !is_between_politicians(w, p, c))
    return false;
  w->out->predicates[p].sense = sense;
  arguments_forget(w, p);
  return true;
}

bool verbal_is_contest(const sentence_work *w, uint32_t p, const cast *c) {
  return c->n_targets > 0 && is_between_politicians(w, p, c);
}
