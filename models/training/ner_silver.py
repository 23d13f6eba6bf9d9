"""The encoder's names in raw text, for the recurrent entity tagger to learn from.

The gold corpora are small and of mixed kinds; what the encoder learned carries over to the treebank's and the news
texts, which have no entity labels of their own.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

from models.training import conllu, ner_data
from models.training.corpora import surface
from models.training.ner_data import Tagged
from service.nlp.tagger.runtime import AttributionTagger


def label(tagger: AttributionTagger, sentences: list[Tagged]) -> list[Tagged]:
    """The sentences with the tagger's names in BIO."""
    text, starts, places = "", [], []
    for sentence in sentences:
        line, spans = surface(sentence)
        starts.append(len(text))
        places.append(spans)
        text += line + "\n"
    names = tagger.read(text, [(a, b - 1) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]).names
    out, at = [], 0
    for sentence, start, spans in zip(sentences, starts, places, strict=True):
        tagged = [(word, "O") for word, _ in sentence]
        while at < len(names) and names[at].span.start < start + spans[-1][1]:
            span = names[at].span
            inside = [i for i, (a, b) in enumerate(spans) if start + a < span.end and span.start < start + b]
            for k, i in enumerate(inside):
                tagged[i] = (tagged[i][0], f"{'I' if k else 'B'}-{names[at].kind}")
            at += 1
        out.append(tagged)
    return out


def main(data: Path, tagger: AttributionTagger, target: Path, news: int = 10000) -> None:
    """Writes the tagger's labels for the treebank's and `news` news sentences to `target` (JSON lines)."""
    treebank = [[(w[conllu.FORM], "O") for w in s.words] for s in conllu.read(data / "ud/en_ewt-ud-train.conllu")]
    silver = list(ner_data.from_silver(data / "polnear/corenlp/train.jsonl", data / "polnear/train/text"))
    random.Random(3).shuffle(silver)
    with target.open("w", encoding="utf8") as out:
        for at in range(0, len(treebank), 500):
            out.writelines(json.dumps(s) + "\n" for s in label(tagger, treebank[at : at + 500]))
        for at in range(0, news, 500):
            out.writelines(json.dumps(s) + "\n" for s in label(tagger, silver[at : at + 500]))
