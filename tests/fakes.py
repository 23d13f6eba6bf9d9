"""Extractors without models, for the tests of what stands around them."""

from __future__ import annotations

from itertools import pairwise

from service.api.ports import Limits
from service.domain.extraction import Extraction, ModelInfo, Notice, WarningCode
from service.domain.quotes import Cue, CueClass, Quote, QuoteType, SourceForm
from service.domain.spans import Span
from service.domain.speakers import Speaker, SpeakerKind
from service.domain.steps import Steps

INFO = ModelInfo("fake", "1.2.3", "4.5.6")
LIMITS = Limits(
    max_text_chars=2_000, max_body_bytes=20_000, max_batch=5, max_batch_chars=5_000, max_batch_body_bytes=60_000
)

ARTICLE = (
    "“The 😀 café opens,” Ada Brandt and Ben Óskar said.\n"
    "𝒜da said that Cleo Díaz had told her “no 🚫 way”. “We’ll see,” she added 🙂, “in May.”\n"
    'Something " stray.'
)


def span(words: str, article: str = ARTICLE) -> Span:
    """The first place of `words` in the article."""
    start = article.index(words)
    return Span.of(article, start, start + len(words))


def spans(*words: str) -> tuple[Span, ...]:
    return tuple(span(each) for each in words)


def cue(words: str, lemma: str, cue_class: CueClass = CueClass.STATEMENT, *, hedged: bool = False) -> Cue:
    return Cue(spans(words), lemma, cue_class, negated=False, hedged=hedged)


QUOTES = (
    Quote(
        "q1", QuoteType.DIRECT, spans("“The 😀 café opens,”"), spans("The 😀 café opens,"),
        cue("said", "say"), spans("Ada Brandt and Ben Óskar"), SourceForm.NAME, "s1",
        spans("Ada Brandt and Ben Óskar"), None, 0.914, 0.967,
    ),
    Quote(
        "q2", QuoteType.MIXED, spans("that Cleo Díaz had told her “no 🚫 way”"), spans("no 🚫 way"),
        cue("said that".removesuffix(" that"), "say"), spans("𝒜da"), SourceForm.NAME, "s2",
        spans("𝒜da", "Ada Brandt"), None, 0.8, 0.9,
    ),
    Quote(
        "q3", QuoteType.DIRECT, spans("“no 🚫 way”"), spans("no 🚫 way"),
        cue("had told", "tell", CueClass.DENIAL, hedged=True), spans("Cleo Díaz"), SourceForm.NAME, "s4",
        spans("Cleo Díaz"), "q2", 0.496, 0.5,
    ),
    Quote(
        "q4", QuoteType.DIRECT, spans("“We’ll see,”", "“in May.”"), spans("We’ll see,", "in May."),
        cue("added", "add"), spans("she"), SourceForm.PRONOUN, None, (), None, 0.3, None,
    ),
    Quote(
        "q5", QuoteType.INDIRECT, spans("Something"), (), None, (), None, "s4", spans("Cleo Díaz"), None, 0.2, 0.2,
    ),
)  # fmt: skip
SPEAKERS = (
    Speaker(
        "s1", "Ada Brandt and Ben Óskar", (), SpeakerKind.GROUP, None, ("s2", "s3"),
        spans("Ada Brandt and Ben Óskar"), ("q1",),
    ),
    Speaker(
        "s2", "Ada Brandt", ("𝒜da",), SpeakerKind.PERSON, "owner", (), spans("Ada Brandt", "𝒜da"), ("q2",),
    ),
    Speaker("s3", "Ben Óskar", (), SpeakerKind.PERSON, None, (), spans("Ben Óskar"), ()),
    Speaker("s4", "Cleo Díaz", (), SpeakerKind.PERSON, None, (), spans("Cleo Díaz"), ("q3", "q5")),
)  # fmt: skip
EXTRACTION = Extraction(
    QUOTES, SPEAKERS, (Notice(WarningCode.STRAY_MARK, "a mark without a partner", span('"')),
                       Notice(WarningCode.NOT_ENGLISH, "seems not to be English")),
)  # fmt: skip


class FakeExtractor:
    """Knows ARTICLE's quotes; in any other text each line with words is a quote of its first character's."""

    info = INFO

    def __init__(self) -> None:
        self.texts: list[str] = []

    def extract(self, text: str) -> Extraction:
        self.texts.append(text)
        return EXTRACTION if text == ARTICLE else sliced(text)

    def steps(self, text: str) -> Steps[Extraction]:
        yield 0
        return self.extract(text)


class BrokenExtractor:
    """Fails, naming what it was given."""

    info = INFO

    def extract(self, text: str) -> Extraction:
        raise ValueError(f"cannot read {text}")

    def steps(self, text: str) -> Steps[Extraction]:
        yield 0
        return self.extract(text)


def sliced(text: str) -> Extraction:
    """A well-formed extraction that covers all of `text` with quotes and mentions."""
    cuts = sorted({0, len(text) // 3, len(text) // 2, len(text)})
    parts = [Span.of(text, a, b) for a, b in pairwise(cuts)]
    if not text.strip():
        return Extraction((), (), ())
    whole = Span.of(text, 0, len(text))
    quotes = tuple(
        Quote(
            f"q{i}", QuoteType.MIXED, (part,), (part,), Cue((part,), "say", CueClass.CLAIM, True, True), (part,),
            SourceForm.NOMINAL, "s1", (part, whole), f"q{i - 1}" if i > 1 else None, 0.5, 0.5,
        )
        for i, part in enumerate(parts, 1)
    )  # fmt: skip
    ids = tuple(quote.id for quote in quotes)
    speaker = Speaker("s1", whole.text, (), SpeakerKind.OTHER, None, (), (*parts, whole), ids)
    return Extraction(quotes, (speaker,), (Notice(WarningCode.STRAY_MARK, "", parts[-1]),))
