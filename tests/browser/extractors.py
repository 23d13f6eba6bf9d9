"""Extractors without models for the tests of the page: answers recorded from the real ones, and made-up ones."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

from service.api.ports import Limits
from service.api.samples import FOLDER
from service.domain.extraction import Extraction, ModelInfo, Notice, WarningCode
from service.domain.quotes import Cue, CueClass, Quote, QuoteType, SourceForm
from service.domain.spans import Span
from service.domain.speakers import Speaker, SpeakerKind
from service.domain.steps import Steps
from tests import fakes

ANSWERS = Path(__file__).parent / "answers"
LIMITS = Limits(max_text_chars=100_000, max_body_bytes=2**21)


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf8")


def recorded(answer: dict[str, Any]) -> Extraction:
    """The extraction that gave a JSON `answer` in code points."""
    return Extraction(
        tuple(map(_quote, answer["quotes"])),
        tuple(map(_speaker, answer["speakers"])),
        tuple(
            Notice(WarningCode(each["code"]), each["detail"], each["span"] and _spans([each["span"]])[0])
            for each in answer["warnings"]
        ),
    )


def _spans(spans: list[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(each["start"], each["end"], each["text"]) for each in spans)


def _quote(quote: dict[str, Any]) -> Quote:
    cue, source = quote["cue"], quote["source"]
    return Quote(
        quote["id"],
        QuoteType(quote["type"]),
        _spans(quote["content"]["spans"]),
        _spans(quote["verbatim"]),
        cue and Cue(_spans(cue["spans"]), cue["lemma"], CueClass(cue["class"]), cue["negated"], cue["hedged"]),
        _spans(source["spans"]) if source else (),
        SourceForm(source["form"]) if source else None,
        quote["speaker"],
        _spans(quote["resolution"]),
        quote["nested_in"],
        quote["confidence"],
        quote["speaker_confidence"],
    )


def _speaker(speaker: dict[str, Any]) -> Speaker:
    return Speaker(
        speaker["id"],
        speaker["name"],
        tuple(speaker["aliases"]),
        SpeakerKind(speaker["kind"]),
        speaker["description"],
        tuple(speaker["members"]),
        _spans(speaker["mentions"]),
        tuple(speaker["quotes"]),
    )


class Recorded(fakes.FakeExtractor):
    """Knows the recorded sample articles, what is `added`, and what every FakeExtractor knows."""

    info = ModelInfo("whosaid-en", "2026.11", "1.15.0")

    def __init__(self) -> None:
        super().__init__()
        self.added: dict[str, Extraction] = {}
        for path in ANSWERS.glob("*.json"):
            self.added[text_of(path.stem)] = recorded(json.loads(path.read_text(encoding="utf8")))

    def extract(self, text: str) -> Extraction:
        self.texts.append(text)
        if text in self.added:
            return self.added[text]
        return fakes.EXTRACTION if text == fakes.ARTICLE else fakes.sliced(text)


class Held(Recorded):
    """Reads nothing until it is `released`."""

    def __init__(self) -> None:
        super().__init__()
        self.released = threading.Event()

    def steps(self, text: str) -> Steps[Extraction]:
        while not self.released.is_set():
            time.sleep(0.02)
            yield len(text)
        return self.extract(text)
