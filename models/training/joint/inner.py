"""The forms that may be cues: what is said with one of them in it is read once more (service/nlp/tagger/inner.py)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from models.evaluation.written import LEARNED, articles
from models.training.polnear import Article
from service.nlp.tagger.words import WORD

LEAST, SHARE = 4, 0.35
"""How often a form must be in a cue, and in what share of its places, to be one that may be a cue."""
_WORD = re.compile(r"[a-z]+\Z")


def cues(news: Iterable[Article], parts: Sequence[str] = LEARNED) -> list[str]:
    """The forms, in lower case, that are often cues or words of one, in the news and in articles of other kinds."""
    seen: Counter[str] = Counter()
    cue: Counter[str] = Counter()
    given = [(a.text, [place for each in a.attributions for place in each.cue]) for a in news]
    for _, text, gold in (each for part in parts for each in articles(part)):
        spans = [s for quote in gold["quotes"] if quote["cue"] for s in quote["cue"]["spans"]]
        given.append((text, [(s["start"], s["end"]) for s in spans]))
    for text, places in given:
        seen.update(m.group().lower() for m in WORD.finditer(text))
        for start, end in places:
            cue.update(m.group().lower() for m in WORD.finditer(text, start, end))
    return sorted(w for w, n in cue.items() if n >= LEAST and n >= SHARE * seen[w] and _WORD.match(w))
