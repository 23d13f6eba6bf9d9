"""The parse stage: an article's text in, a ParsedText out."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stanza.models.common.doc import Document

from service.domain.document import ParsedText
from service.domain.steps import Steps, finished
from service.nlp import convert
from service.nlp.loading import WORDS, load
from service.nlp.names import completed
from service.nlp.segments import Stretch, slices, stretches, unread
from service.nlp.sentences import repaired
from service.nlp.tagger import processor as attribution
from service.text.paragraphs import paragraphs

log = logging.getLogger(__name__)


class Parser:
    """One Stanza pipeline with the attribution tagger in it; only one thread at a time may parse.

    Steps of several texts may be run by turns: nothing is kept between them but what belongs to their text.
    """

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline
        self._later = ",".join(name for name in pipeline.processors if name not in WORDS)

    @classmethod
    def load(cls, models: Path) -> Parser:
        """Loads the models from the folder, without any request to a host.

        See loading.py for what `models` may be.  Raises ModelError naming the file that is missing or damaged.
        """
        return cls(load(models))

    def parse(self, text: str) -> ParsedText:
        """Parses an article; any text is accepted, offsets are half-open code points in `text`.

        A stretch that the models cannot read (none is known) is left unread rather than lost to an error.
        """
        return finished(self.steps(text))

    def steps(self, text: str) -> Steps[ParsedText]:
        """What `parse` does, a slice a step; yields how many characters are left after each."""
        found = paragraphs(text)
        documents: list[tuple[Stretch, Any]] = []
        for parts in self._slices(text, stretches(text, found)):
            documents += self._run(text, parts)
            yield len(text) - parts[-1].start - len(parts[-1].safe)
        sentences = tuple(s for part, d in documents for s in convert.sentences(d, part, text))
        names = [n for part, d in documents for n in convert.names(d, part, text)]
        return ParsedText(
            text=text,
            paragraphs=found,
            sentences=sentences,
            names=completed(names, sentences, text),
            attributions=tuple(a for _, d in documents for a in d.attribution),
            unread=unread(text, found, [part for part, _ in documents]),
            pointed=tuple(p for _, d in documents for p in d.pointed),
            inner=tuple(a for _, d in documents for a in d.inner),
        )

    def _slices(self, text: str, parts: list[Stretch]) -> Iterator[list[Stretch]]:
        # Cut where the tagger's windows end anyway, slices change nothing in what it finds.
        tagger = self._pipeline.processors[attribution.NAME].tagger
        return slices(parts, tagger.parts(text, [(part.start, part.start + len(part.safe)) for part in parts]))

    def _run(self, text: str, parts: list[Stretch]) -> list[tuple[Stretch, Any]]:
        documents = [Document([], text=p.safe) for p in parts]
        for document, part in zip(documents, parts, strict=True):
            document.place = attribution.Place(text, part.start)
        try:
            cut = self._pipeline.bulk_process(documents, processors=",".join(WORDS))
            documents = self._pipeline.bulk_process([repaired(d) for d in cut], processors=self._later)
        except Exception as error:
            if len(parts) == 1:  # the error's own words may quote the article: only its type is logged
                log.error("a stretch of %d characters cannot be parsed: %s", len(parts[0].safe), type(error).__name__)
                return []
            middle = len(parts) // 2
            return self._run(text, parts[:middle]) + self._run(text, parts[middle:])
        return list(zip(parts, documents, strict=True))
