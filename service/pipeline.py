"""The three stages, composed: parse, detect, resolve; and the finished extraction put in the contract's order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from service import __version__
from service.attribution.resolver import resolve
from service.detection.detector import detect
from service.detection.language import language_notice
from service.domain.errors import ModelError
from service.domain.extraction import Extraction, ModelInfo, Notice, WarningCode
from service.domain.quotes import Detected, Quote
from service.domain.spans import Span
from service.domain.speakers import Entity, Link, Resolved, Speaker
from service.domain.steps import Steps, finished
from service.nlp.checksums import verify
from service.nlp.loading import read_from
from service.nlp.parser import Parser

WARM_UP = "“We open the doors at nine,” said the director. She added that the hall holds 200 people."
# Paragraphs of the articles that are read before the first one that matters.
REHEARSED = (1, 2, 4, 6, 9, 11, 13, 16, 18, 40)


class Pipeline:
    """Text in, attributed quotes out; only one thread at a time may use it.

    Steps of several articles may be run by turns.
    """

    def __init__(self, parser: Parser, info: ModelInfo) -> None:
        self._parser = parser
        self.info = info

    @classmethod
    def load(cls, models: Path) -> Pipeline:
        """Loads the models from a folder (see models/README.md for its layout); nothing is fetched.

        Raises ModelError naming the file that is missing or damaged.
        """
        info = model_info(models)
        return cls(Parser.load(models), info)

    def warm_up(self) -> None:
        """Runs the models once, so that the first article does not pay for their set-up."""
        self.extract(WARM_UP)

    def rehearse(self) -> None:
        """Runs the models on articles of several lengths: for each they make kernels, and keep them."""
        for length in REHEARSED:
            self.extract("\n\n".join([WARM_UP] * length))

    def extract(self, text: str) -> Extraction:
        """Every quote in the article with its speaker; any text is accepted.

        Spans are half-open code points in `text`; quotes are ordered by first content offset, then the longer
        content, then the cue's offset.
        """
        return finished(self.steps(text))

    def steps(self, text: str) -> Steps[Extraction]:
        """What `extract` does, in steps of about a second; yields how many characters are left after each."""
        parsed = yield from self._parser.steps(text)
        detected, notices = detect(parsed)
        resolved = resolve(parsed, detected)
        about_text = (language_notice(text), unread_notice(parsed.unread))
        return finish(detected, resolved, (*filter(None, about_text), *notices))


def model_info(models: Path) -> ModelInfo:
    """Names and versions of the models in a folder, compared with their checksums but not loaded.

    Raises ModelError naming the file that is missing or damaged.
    """
    verify(models, read_from(models))
    return ModelInfo("whosaid-en", _model_version(models), version("stanza"))


def _model_version(models: Path) -> str:
    """The version written beside the models, or the service's own for a folder of other models."""
    card = models / "version.json"
    if not card.is_file():
        return f"{__version__}+external"
    try:
        return str(json.loads(card.read_text(encoding="utf8"))["version"])
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"cannot read {card}: {error}") from error


def unread_notice(unread: Sequence[Span]) -> Notice | None:
    """Tells of what was not analysed, with the place of the first of it; None where all was."""
    if not unread:
        return None
    size = sum(s.end - s.start for s in unread)
    detail = f"{size} characters in {len(unread)} place(s) are no prose that can be analysed"
    return Notice(WarningCode.PARTLY_ANALYSED, detail, unread[0])


def finish(detected: Sequence[Detected], resolved: Resolved, notices: Sequence[Notice] = ()) -> Extraction:
    """Gives ids to quotes and speakers and ties them together.

    `detected` is in the contract's order already; entities become speakers in the order of their first quote, members
    of a group right after it.
    """
    numbers = _speaker_numbers(resolved)
    quotes = tuple(
        _quote(i, d, link, numbers) for i, (d, link) in enumerate(zip(detected, resolved.links, strict=True))
    )
    speakers = tuple(
        _speaker(resolved.entities[entity], number, numbers, quotes) for entity, number in numbers.items()
    )
    return Extraction(quotes, speakers, tuple(notices))


def _speaker_numbers(resolved: Resolved) -> dict[int, int]:
    """Entity index to speaker number, from 1, for every entity that speaks or belongs to a group that speaks."""
    numbers: dict[int, int] = {}
    waiting = [link.entity for link in resolved.links if link.entity is not None]
    for entity in waiting:
        stack = [entity]
        while stack:
            current = stack.pop()
            if current not in numbers:
                numbers[current] = len(numbers) + 1
                stack.extend(reversed(resolved.entities[current].members))
    return numbers


def _quote(index: int, detected: Detected, link: Link, numbers: dict[int, int]) -> Quote:
    known = link.entity is not None
    return Quote(
        id=f"q{index + 1}",
        type=detected.type,
        content=detected.content,
        verbatim=detected.verbatim,
        cue=detected.cue,
        source=detected.source,
        source_form=link.form,
        speaker=f"s{numbers[link.entity]}" if link.entity is not None else None,
        resolution=link.path,
        parent=f"q{detected.parent + 1}" if detected.parent is not None else None,
        confidence=round(_joint(detected, link), 2),
        speaker_confidence=round(link.confidence, 2) if known else None,
    )


def _joint(detected: Detected, link: Link) -> float:
    """P(content and speaker right).

    The detector's score and the link's confidence both count whether the source is right; it is counted once here.
    """
    if link.entity is None or not detected.source_score:
        return detected.score * link.confidence
    content = min(1.0, detected.score / detected.source_score)
    return content * link.confidence


def _speaker(entity: Entity, number: int, numbers: dict[int, int], quotes: tuple[Quote, ...]) -> Speaker:
    name = f"s{number}"
    return Speaker(
        id=name,
        name=entity.name,
        aliases=entity.aliases,
        kind=entity.kind,
        description=entity.description,
        members=tuple(f"s{numbers[m]}" for m in entity.members),
        mentions=entity.mentions,
        quotes=tuple(q.id for q in quotes if q.speaker == name),
    )
