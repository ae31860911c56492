/* clause: who is subject and object of a word, whatever the construction.
 *
 * The tree gives surface relations; these functions give the deep ones: passives turned round,
 * subjects of infinitives, participles, relative and coordinated clauses found. Token numbers are
 * those of the tree. Follows the Universal Dependencies v2 guidelines for English. Every walk is
 * bounded by the sentence.
 */
#ifndef CASUS_CODE_CLAUSE_H
#define CASUS_CODE_CLAUSE_H

#include "parse/tree.h"

bool clause_is_passive(const tree *t, uint32_t verb);
/* The deep subject of a verb, adjective or of a noun used as predicate, or TREE_NONE. A
 * controlling verb with an object hands down its object ("told Mali to leave"). */
uint32_t clause_subject(const tree *t, uint32_t word);
/* The parts of it, for who knows more of control than the tree: the subject that stands there; the
 * agent of a passive; and one step up for a word without a subject: *found is set, or the word to
 * go on with is returned (or TREE_NONE). */
uint32_t clause_surface_subject(const tree *t, uint32_t word);
uint32_t clause_by_agent(const tree *t, uint32_t verb);
uint32_t clause_inherit(const tree *t, uint32_t word, uint32_t *found);
/* "against hiring mercenaries": a gerund behind a preposition that was taken for an adjective of
 * its object. */
bool clause_is_gerund_of(const tree *t, uint32_t verb, uint32_t noun);
/* "warned Mali this week against hiring ...": the gerund behind a preposition that the tree hangs
 * on a word between, or TREE_NONE. */
uint32_t clause_stray_gerund(const tree *t, uint32_t verb, uint64_t prep);
/* "has held talks", read as "has [held talks]": a perfect whose participle was taken for an
 * adjective of its object. */
bool clause_is_split_perfect(const tree *t, uint32_t verb);
/* The deep object (the surface subject of a passive; the head of a reduced relative), or
 * TREE_NONE. */
uint32_t clause_object(const tree *t, uint32_t verb);
/* The antecedent of a relative pronoun, else the token itself. */
uint32_t clause_antecedent(const tree *t, uint32_t token);
/* The next dependent of `head` after `after` that is introduced by the preposition or marker with
 * this hash. */
uint32_t clause_next_prep(const tree *t, uint32_t head, uint64_t prep, uint32_t after);
/* The verb or predicate whose clause holds the token (the token itself when it is one). */
uint32_t clause_of(const tree *t, uint32_t token);
/* The clause that a verb or noun takes as its content: an infinitive or a that-clause, or
 * TREE_NONE. */
uint32_t clause_content(const tree *t, uint32_t word);
bool clause_has_mark(const tree *t, uint32_t verb, const char *mark);
/* Is it a clause (a verb, or a predicate with a copula) and no mere modifier? */
bool clause_is_verbal(const tree *t, uint32_t token);

#endif
