"""Articles made for the tests of the page, each with what there is to find in it."""

from __future__ import annotations

from typing import Any

from service.domain.extraction import Extraction
from service.domain.quotes import Cue, CueClass, Quote, QuoteType, SourceForm
from service.domain.spans import Span
from service.domain.speakers import Speaker, SpeakerKind


class Builder:
    """Makes an extraction of a text out of words that stand in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quotes: list[Quote] = []
        self.speakers: dict[str, str] = {}

    def span(self, words: str, after: int = 0) -> Span:
        start = self.text.index(words, after)
        return Span.of(self.text, start, start + len(words))

    def quote(
        self,
        kind: QuoteType,
        content: str,
        *,
        cue: str,
        source: str,
        verbatim: str | None = None,
        parent: str | None = None,
        after: int = 0,
        **cue_options: Any,
    ) -> str:
        speaker = self.speakers.setdefault(source, f"s{len(self.speakers) + 1}")
        inside = [self.span(verbatim, after)] if verbatim else []
        marked = Cue(
            (self.span(cue, after),),
            cue,
            cue_options.pop("cue_class", CueClass.STATEMENT),
            cue_options.pop("negated", False),
            cue_options.pop("hedged", False),
        )
        named = self.span(source, after)
        self.quotes.append(
            Quote(
                f"q{len(self.quotes) + 1}",
                kind,
                (self.span(content, after),),
                tuple(inside),
                marked,
                (named,),
                SourceForm.NAME,
                speaker,
                (named,),
                parent,
                0.9,
                0.95,
            )
        )
        return self.quotes[-1].id

    def built(self, **kinds: SpeakerKind) -> Extraction:
        speakers = tuple(
            Speaker(
                key,
                name,
                (),
                kinds.get(key, SpeakerKind.PERSON),
                None,
                (),
                (self.span(name),),
                tuple(q.id for q in self.quotes if q.speaker == key),
            )
            for name, key in self.speakers.items()
        )
        return Extraction(tuple(self.quotes), speakers, ())


def overlapping() -> tuple[str, Extraction]:
    """An article with a quote in a quote in a quote, and two that overlap without nesting."""
    text = (
        "State radio said that the minister had told Rosa Lind that “the dam will hold”, though engineers doubted it."
        "\n\n"
        "The north gate is shut, the pumps are on and the road is closed, Omar Venn and Ida Holm said by turns.\n"
    )
    of = Builder(text)
    outer = of.quote(
        QuoteType.MIXED,
        "that the minister had told Rosa Lind that “the dam will hold”",
        cue="said",
        source="State radio",
        verbatim="the dam will hold",
    )
    middle = of.quote(
        QuoteType.MIXED,
        "that “the dam will hold”",
        cue="had told",
        source="the minister",
        verbatim="the dam will hold",
        parent=outer,
    )
    of.quote(
        QuoteType.DIRECT,
        "“the dam will hold”",
        cue="told",
        source="Rosa Lind",
        verbatim="the dam will hold",
        parent=middle,
    )
    of.quote(QuoteType.INDIRECT, "The north gate is shut, the pumps are on", cue="said by", source="Omar Venn")
    of.quote(QuoteType.INDIRECT, "the pumps are on and the road is closed", cue="said by turns", source="Ida Holm")
    return text, of.built(s1=SpeakerKind.ORGANIZATION)


TOWER = "Z" + "\u0336\u0353\u0349\u035a\u0317" * 12
HOSTILE = (
    "<script>window.hacked = 'script'</script> warned “<img src=x onerror=\"window.hacked='img'\">”, said "
    "<b onclick=alert(1)>Mallory</b>.\n\n"
    "“javascript:window.hacked='url'” \u202eevil reversed\u202c said \u2067Eve\u2069, who added “"
    + TOWER
    + " rises”.\n\n"
    "A third line &lt;i&gt; stands below, said <svg/onload=window.hacked=1>."
)


def hostile() -> tuple[str, Extraction]:
    """An article that tries to run something, to turn the writing round and to cover what stands around it."""
    of = Builder(HOSTILE)
    of.quote(
        QuoteType.DIRECT,
        "“<img src=x onerror=\"window.hacked='img'\">”",
        cue="said",
        source="<b onclick=alert(1)>Mallory</b>",
        verbatim="<img src=x onerror=\"window.hacked='img'\">",
    )
    of.quote(
        QuoteType.DIRECT,
        "“javascript:window.hacked='url'” \u202eevil reversed",
        cue="said",
        source="\u2067Eve\u2069",
        verbatim="javascript:window.hacked='url'",
    )
    of.quote(QuoteType.DIRECT, f"“{TOWER} rises”", cue="added", source="\u2067Eve\u2069", verbatim=f"{TOWER} rises")
    of.quote(
        QuoteType.INDIRECT, "A third line &lt;i&gt; stands below", cue="said", source="<svg/onload=window.hacked=1>"
    )
    return HOSTILE, of.built()


LONG_CHARS, LONG_QUOTES = 100_000, 500
FIRST = "Ada Ben Cleo Dov Eli Fay Gus Hal Ivy Jon Kit Lea Mo Ned Ola Pip Quin Rae Sol Tess".split()


def long() -> tuple[str, Extraction]:
    """An article as long as an article may be, in which 20 speakers say 500 things."""
    parts, quotes, mentions = [], [], {}
    at = 0
    for i in range(LONG_QUOTES):
        name = f"{FIRST[i % 20]} Marsh"
        said = f"“The tide 🌊 rose by {i} centimetres in the night and went down again before the boats left,”"
        paragraph = f"{said} {name} said. " + "The harbour was quiet and the nets were dry. " * 2
        paragraph = paragraph.ljust(LONG_CHARS // LONG_QUOTES - 1, ".")[: LONG_CHARS // LONG_QUOTES - 1] + "\n"
        cut = [Span(at, at + len(said), said), Span(at + 1, at + len(said) - 1, said[1:-1])]
        named = Span(at + len(said) + 1, at + len(said) + 1 + len(name), name)
        marked = Cue((Span(named.end + 1, named.end + 5, "said"),), "say", CueClass.STATEMENT, False, False)
        speaker = f"s{i % 20 + 1}"
        mentions.setdefault(speaker, []).append(named)
        quotes.append(
            Quote(
                f"q{i + 1}",
                QuoteType.DIRECT,
                (cut[0],),
                (cut[1],),
                marked,
                (named,),
                SourceForm.NAME,
                speaker,
                (named,),
                None,
                0.5 + i % 50 / 100,
                0.9,
            )
        )
        parts.append(paragraph)
        at += len(paragraph)
    speakers = tuple(
        Speaker(
            key,
            found[0].text,
            (),
            SpeakerKind.PERSON,
            None,
            (),
            tuple(found),
            tuple(q.id for q in quotes if q.speaker == key),
        )
        for key, found in mentions.items()
    )
    return "".join(parts), Extraction(tuple(quotes), speakers, ())
