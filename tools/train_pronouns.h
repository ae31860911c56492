/* train_pronouns: passages with marked antecedents -> the weights of data/coref/pronouns.txt. */
#ifndef CASUS_TRAIN_PRONOUNS_H
#define CASUS_TRAIN_PRONOUNS_H

/* casus-train pronouns MODEL GAP.jsonl GUM.conllu NEWS.txt OUT.txt: codes all again with the model's own
 * weights, for what a pronoun is taken to mean is seen by the next; so run it two or three times.
 * Prints figures of cross-validation. */
int train_pronouns_main(int argc, char **argv);

#endif
