"""Transcripts and interviews: who speaks is named at the start of a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from service.detection.candidates import Candidate
from service.detection.labels import Label, label_of
from service.domain.spans import Span

# More paragraphs than this without a label are prose between two transcripts, not one speaker's turn.
_LONGEST_TURN = 8
_SPOKEN = re.compile(r"[.?!…—–-][\"”’')\]]*$")
_STAGE = re.compile(r"[(\[][^()\[\]]*[)\]][.…]?|[\W_]+")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_HEADING_WORDS = 8
_LETTERS = ("Q", "A")
_SCORE = 0.95


def transcripts(text: str, paragraphs: Sequence[Span]) -> tuple[Candidate, ...]:
    """The turns of the transcripts in `text`, in order: one candidate a turn, one span a paragraph."""
    found = [label for i, p in enumerate(paragraphs) if (label := label_of(text, p, i))]
    turns: list[Candidate] = []
    for region in _regions(_speakers(text, found, paragraphs)):
        usual: dict[str, int] = {}
        for label, after in zip(region, [*region[1:], None], strict=True):
            limit = after.paragraph if after else label.paragraph + 1 + usual.get(label.key, 0)
            own_line = label.words >= paragraphs[label.paragraph].end
            limit = min(max(limit, label.paragraph + 1 + own_line), len(paragraphs))
            content = _content(text, label, paragraphs, limit)
            usual[label.key] = max(usual.get(label.key, 0), len(content) - 1)
            if content:
                turns.append(Candidate(content, label.colon, label.name, False, _SCORE, "transcript"))
    return tuple(turns)


def _speakers(text: str, found: Sequence[Label], paragraphs: Sequence[Span]) -> list[Label]:
    """The labels that are a transcript's: in capitals, or repeated; none where no transcript shows."""
    times = Counter(label.key for label in found)
    alone = {label.key for label in found if label.colon is None and label.key not in _LETTERS}
    if len(alone) == 1:  # one line in capitals that comes again is a running head, or a rule of stars
        times.subtract({key: times[key] for key in alone})
    upper = [label for label in found if label.upper and _is_turn(label, times)]
    if len(upper) > 1:
        # One transcript writes its labels one way: a headline "Doe: …" above "DOE: …" is none of them.
        return upper if _reads_as_speech(text, upper, paragraphs) else []
    repeated = {key for key, count in times.items() if count > 1}
    named = [label for label in found if label.colon and (label.key in repeated or " " in label.name.text)]
    turns = sum(label.key in repeated for label in named)
    enough = turns >= 3 or len({label.key for label in named if label.key in repeated}) > 1
    return named if enough and _reads_as_speech(text, named, paragraphs) else []


def _is_turn(label: Label, times: Counter[str]) -> bool:
    """Whether a label in capitals may count: "A." is one only beside "Q", a bare line only where it comes again."""
    if label.key in _LETTERS:
        return times["Q"] > 0 and (times["A"] > 0 or len(times) > 1 or times["Q"] > 1)
    return times[label.key] > 1 or (label.colon is not None and label.short)


def _reads_as_speech(text: str, labels: Sequence[Label], paragraphs: Sequence[Span]) -> bool:
    """Whether most labels are followed by sentences rather than by figures or titles."""
    spoken = 0
    for label in labels:
        words = text[label.words : paragraphs[label.paragraph].end]
        spoken += not words or (bool(_SPOKEN.search(words[-6:])) and bool(_WORDS.search(words)))
    return 2 * spoken >= len(labels)


def _regions(labels: Sequence[Label]) -> list[list[Label]]:
    """The labels in runs without long stretches of prose between them; a lone label is no transcript."""
    regions: list[list[Label]] = []
    for label in labels:
        if regions and label.paragraph - regions[-1][-1].paragraph <= _LONGEST_TURN:
            regions[-1].append(label)
        else:
            regions.append([label])
    return [region for region in regions if len(region) > 1]


def _content(text: str, label: Label, paragraphs: Sequence[Span], limit: int) -> tuple[Span, ...]:
    """What is said under a label, up to paragraph number `limit`; stage directions left out."""
    first = paragraphs[label.paragraph]
    spans = [Span.of(text, label.words, first.end)] if label.words < first.end else []
    for paragraph in paragraphs[label.paragraph + 1 : limit]:
        if _is_heading(paragraph.text):
            break
        spans.append(paragraph)
    return tuple(span for span in spans if not _STAGE.fullmatch(span.text))


def _is_heading(paragraph: str) -> bool:
    words = paragraph.split(maxsplit=_HEADING_WORDS)
    unmarked = not _SPOKEN.search(paragraph[-6:]) and not _STAGE.fullmatch(paragraph)
    return len(words) <= _HEADING_WORDS and paragraph[0].isupper() and unmarked
