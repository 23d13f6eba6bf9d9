"""Names in texts that have no gold ones (PolNeAR's articles, EWT's training part): another tagger's.

The shipped network learned from the tagger of an earlier release, a BiLSTM-CRF over the states of the attribution
networks with the votes of Stanza's own, F1 74.2 on Universal NER's EWT test; this repository's history holds it.  Any
pipeline that service.nlp.loading gives will do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stanza.models.common.doc import Document

from models.training.corpora import KINDS
from models.training.joint.paragraphs import Text
from service.nlp.joint.variants import NAMES
from service.nlp.loading import WORDS, load
from service.nlp.segments import stretches
from service.nlp.sentences import repaired
from service.nlp.tagger.processor import Place
from service.text.paragraphs import paragraphs

Name = tuple[int, int, str]
TOGETHER = 12


def names(pipeline: Any, text: str) -> list[Name]:
    """What the pipeline's entity tagger finds in a text: offsets, half-open code points, and kinds."""
    tagger = ",".join(name for name in pipeline.processors if name in {"ner", NAMES})
    parts = stretches(text, paragraphs(text))
    found = []
    for begin in range(0, len(parts), TOGETHER):
        some = parts[begin : begin + TOGETHER]
        documents = [Document([], text=part.safe) for part in some]
        for document, part in zip(documents, some, strict=True):
            document.place = Place(text, part.start)
        documents = [repaired(d) for d in pipeline.bulk_process(documents, processors=",".join(WORDS))]
        documents = pipeline.bulk_process(documents, processors=tagger)
        found += [
            (part.start + entity.start_char, part.start + entity.end_char, entity.type)
            for document, part in zip(documents, some, strict=True)
            for entity in document.ents
            if entity.type in KINDS
        ]
    return found


def label(given: Text, found: Sequence[Name]) -> None:
    """Labels the names in the text's paragraphs, and all other words as none."""
    for paragraph in given.paragraphs:
        example = paragraph.example
        example.entities = [0] * len(example.words)
        for start, end, kind in found:
            if example.words[0].start <= start < example.words[-1].end:
                example.name(start, end, kind)


def write(path: Path, pipeline: Any, texts: Sequence[Text]) -> None:
    """Writes a line of JSON for each text: its names."""
    lines = [json.dumps(names(pipeline, given.text)) + "\n" for given in texts]
    path.write_text("".join(lines), encoding="utf8")


def read(path: Path, texts: Sequence[Text]) -> None:
    """Labels the texts with the names that are written in the file."""
    with path.open(encoding="utf8") as lines:
        for given, line in zip(texts, lines, strict=True):
            label(given, [(start, end, kind) for start, end, kind in json.loads(line)])


def given(work: Path, models: Path, texts: Sequence[Text]) -> None:
    """Labels the texts with the names kept in `work`; where none are, Stanza's models in `models` find them."""
    path = work / "silver.jsonl"
    if not path.exists():
        write(path, load(models, joint=False, syntax=()), texts)
    read(path, texts)
