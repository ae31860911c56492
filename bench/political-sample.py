#!/usr/bin/env python3
"""Draws the sentences that tests/cases/bbc-political.tsv labels.

    casus parse bbc-2004-2005.jsonl | bench/political-sample.py > sample.tsv

Reads CoNLL-U, one "# newdoc" for each document, and writes for each sentence drawn the number of
its document (the line of the JSON Lines file, from 1), its number in the document (from 0), the
first 12 hex digits of the SHA-256 of its text, white space squeezed, and the text. The draw is the
1,500 sentences whose numbers have the smallest hash, so it asks no random generator and every
machine draws the same.
"""
import hashlib
import sys

SIZE = 1500
SEED = "political"


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def sentences(lines):
    doc = number = 0
    for line in lines:
        if line.startswith("# newdoc"):
            doc, number = doc + 1, 0
        elif line.startswith("# text = "):
            yield doc, number, " ".join(line[len("# text = "):].split())
            number += 1


def main():
    drawn = sorted(sentences(sys.stdin), key=lambda s: digest(f"{SEED} {s[0]} {s[1]}"))[:SIZE]
    for doc, number, text in drawn:
        print(doc, number, digest(text)[:12], text, sep="\t")


if __name__ == "__main__":
    main()
