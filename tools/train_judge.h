/* train_judge: relations of marked pairs -> the weights of the judge (code.judge). */
#ifndef CASUS_TRAIN_JUDGE_H
#define CASUS_TRAIN_JUDGE_H

/* casus-train judge MODEL TRAINING WEIGHTS: looks at the sentences with the model's parser and
 * lexicon, prints figures of cross-validation, and writes code.judge.zst to the folder WEIGHTS. */
int train_judge_main(int argc, char **argv);

/* casus-train confidence MODEL VERDICTS OUT.txt: fits the weights of data/codes/confidence.txt to
 * what `golden --cases --verdicts` wrote, and prints how well they are calibrated. */
int train_confidence_main(int argc, char **argv);

#endif
