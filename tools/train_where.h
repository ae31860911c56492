#ifndef CASUS_TRAIN_WHERE_H
#define CASUS_TRAIN_WHERE_H

/* casus-train where MODEL GOLD.jsonl WEIGHTS */
int train_where_main(int argc, char **argv);

#endif
