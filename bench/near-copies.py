#!/usr/bin/env python3
"""Copies of news stories as newspapers make them of wire copy, for `casus evaluate duplicates`.

    bench/near-copies.py STORIES.jsonl... > copies.jsonl

STORIES have `text` or `body`, and may have `id` and `title`. Each story with at least 24 words comes out
as it is, one in three also as a copy that was changed in one of the ways below, or in several. A row has
`id`, `text`, `story` (the same for a story and its copies), `how` (in which way it was changed) and `part`:
"seen" or "held", by a hash of the story, half and half. The same seed gives the same rows.

At least 60 of 100 words of a copy stand in its story, and it keeps at least half of the story's words: what
keeps less is another story.
"""
import hashlib
import html
import json
import random
import re
import sys

SEED = 20
LEAST_WORDS = 24
FOOTERS = ["Reporting by staff writers; editing by the foreign desk.", "Copyright. All rights reserved.",
           "This story was updated to add details and to correct a spelling.", "Sign up for our morning newsletter.",
           "Read more on this on page 4.", "With material from news agencies."]
BYLINES = ["By Our Foreign Staff", "By Anna Keller and Mark Doyle", "From wire reports", "By Lena Ortiz, Chief Correspondent"]
FIRST = ["Officials", "Observers", "Analysts", "Residents", "Sources close to the matter", "People familiar with the plans"]


def paragraphs_of(text):
    text = re.sub(r"\s*(REUTER|Reuter)?\s*[\x00-\x08]*\s*$", "", html.unescape(re.sub(r"&#\d;", "", text)))
    if re.search(r"\n    ", text):
        parts = re.split(r"\n    ", text)
    elif "\n\n" in text:
        parts = text.split("\n\n")
    else:  # no paragraphs: two sentences each
        sentences = re.split(r"(?<=[.?!])\s+", text)
        parts = [" ".join(sentences[i:i + 2]) for i in range(0, len(sentences), 2)]
    parts = [" ".join(p.split()) for p in parts]
    return [p for p in parts if p]


def n_words(paragraphs):
    return sum(len(p.split()) for p in paragraphs)


def typo(word, rng):
    at = rng.randrange(len(word) - 1)
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    return rng.choice([word[:at] + word[at + 1] + word[at] + word[at + 2:], word[:at] + word[at + 1:],
                       word[:at] + letter + word[at:], word[:at] + letter + word[at + 1:]])


class Copy:
    """A story being changed; `kept` is how many of its words are still the story's."""

    def __init__(self, paragraphs):
        self.own = list(paragraphs)  # in the story's words
        self.before, self.after = [], []

    def title(self, rng, other):
        self.before.insert(0, " ".join(other[0].split()[:8]).upper() if rng.random() < .5 else
                           " ".join(other[-1].split()[:9]).capitalize())

    def cut(self, rng, other):
        words = int(n_words(self.own) * rng.uniform(.5, .9))
        out = []
        for p in self.own:
            if words <= 0:
                break
            out.append(" ".join(p.split()[:words]))
            words -= len(p.split())
        self.own = out

    def lead(self, rng, other):
        n = rng.choice([1, 2])
        if rng.random() < .5:
            self.before += other[:n]
        else:  # told again in other words: every third to fifth word is another one
            pool = " ".join(other).split()
            for p in self.own[:n]:
                words = p.split()
                for i in range(rng.randrange(3), len(words), rng.choice([3, 4, 5])):
                    words[i] = rng.choice(pool)
                self.before.append(rng.choice(FIRST) + " said " + " ".join(words))
        self.own = self.own[n:]

    def typos(self, rng, other):
        share = rng.uniform(.01, .02)
        for i, p in enumerate(self.own):
            self.own[i] = " ".join(typo(w, rng) if len(w) > 3 and rng.random() < share else w for w in p.split())

    def order(self, rng, other):
        if len(self.own) > 2:
            head, rest = self.own[:1], self.own[1:]
            rng.shuffle(rest)
            self.own = head + rest

    def drop(self, rng, other):
        for _ in range(rng.choice([1, 2])):
            if len(self.own) > 2:
                del self.own[rng.randrange(1, len(self.own))]

    def frame(self, rng, other):
        self.before.insert(0, rng.choice(BYLINES))
        self.after += rng.sample(FOOTERS, 2)


WAYS = {"headline": ["title"], "cut": ["cut"], "lead": ["lead"], "typos": ["typos"], "order": ["order"], "dropped": ["drop"],
        "frame": ["frame"], "several": ["title", "order", "typos", "frame"], "cut-lead": ["lead", "cut", "title"],
        "all": ["lead", "drop", "order", "typos", "cut", "title", "frame"]}


def change(story, way, rng, stories):
    for _ in range(8):
        other = rng.choice(stories)
        copy = Copy(story)
        for step in WAYS[way]:
            getattr(copy, step)(rng, other)
        kept, whole = n_words(copy.own), n_words(copy.before + copy.own + copy.after)
        if kept >= .6 * whole and kept >= .5 * n_words(story):
            return "\n\n".join(copy.before + copy.own + copy.after)
    return None


def main():
    rows, stories = [], []
    for path in sys.argv[1:]:
        with open(path) as lines:
            for number, line in enumerate(lines, 1):
                row = json.loads(line)
                paragraphs = paragraphs_of(row.get("text") or row.get("body") or "")
                if n_words(paragraphs) >= LEAST_WORDS:
                    rows.append(f"{path.rsplit('/', 1)[-1]}:{number}")
                    stories.append(paragraphs)
    for name, story in zip(rows, stories):
        digest = hashlib.sha256(name.encode()).digest()
        rng = random.Random(f"{SEED} {name}")
        out = {"id": name, "story": name, "how": "story", "part": ["seen", "held"][digest[0] & 1], "text": "\n\n".join(story)}
        print(json.dumps(out))
        if digest[1] % 3:
            continue
        way = rng.choice(sorted(WAYS))
        copy = change(story, way, rng, stories)
        if copy:
            print(json.dumps(out | {"id": name + "+" + way, "how": way, "text": copy}))


if __name__ == "__main__":
    main()
