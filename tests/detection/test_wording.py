"""Verbatim words, types, and contents that fit the marks.  [ and ] stand for a content's edges in these texts."""

import pytest

from service.detection.wording import extend_to_marks, quote_type, verbatim
from service.domain.spans import Span
from service.text.marks import Marks, scan
from service.text.paragraphs import paragraphs


def read(marked: str) -> tuple[str, list[Span], Marks]:
    """A text, the spans between its brackets, and its marks."""
    text = marked.replace("[", "").replace("]", "")
    spans, position, start = [], 0, 0
    for character in marked:
        if character == "[":
            start = position
        elif character == "]":
            spans.append(Span.of(text, start, position))
        else:
            position += 1
    return text, spans, scan(text, paragraphs(text))


@pytest.mark.parametrize(
    ("marked", "expected", "kind"),
    [
        ("[“We sell,”] she said.", ["We sell,"], "direct"),
        ("[“We sell,”] she said, [“all of it.”]", ["We sell,", "all of it."], "direct"),
        ("She said [that they would “sell it all”].", ["sell it all"], "mixed"),
        ("She said [that they would sell].", [], "indirect"),
        ("She said [“We began.]\n\n[“We sell.”]", ["We began.", "We sell."], "direct"),
        ("[“He told me ‘no’ twice,”] she said.", ["He told me ‘no’ twice,"], "direct"),
        ("“He told me [‘no’] twice,” she said.", ["no"], "direct"),
        ("“He told me [that it sells],” she said.", ["that it sells"], "direct"),
        ("[“Fair” and “good”] is how she put it.", ["Fair", "good"], "mixed"),
        ("[“We sell.” “All.”] she said.", ["We sell.", "All."], "direct"),
        ("She said [... “we sell” —].", ["we sell"], "direct"),
    ],
)
def test_verbatim_and_type(marked: str, expected: list[str], kind: str) -> None:
    text, spans, marks = read(marked)
    found = verbatim(spans, marks)
    assert [s.text for s in found] == expected
    assert all(text[s.start : s.end] == s.text for s in found)
    assert quote_type(spans, marks) == kind


@pytest.mark.parametrize(
    ("marked", "cue", "expected", "kind"),
    [
        ("“He told me [that it sells],” she said.", "told", [], "indirect"),
        ("“He told me [that it ‘sells’],” she said.", "told", ["sells"], "mixed"),
        ("“He told me [‘no’] twice,” she said.", "told", ["no"], "direct"),
        ("“He told me, [‘it sells,’] and, [‘no,’]” she said.", "told", ["it sells,", "no,"], "direct"),
        ("“He wrote, ‘She told me [that it “sells”] well,’” said she.", "told", ["sells"], "mixed"),
        ("“He wrote, ‘She told me [that it sells] well,’” said she.", "told", [], "indirect"),
        ("“He told me it was late [and that it sells],” she said.", "she said", ["and that it sells"], "direct"),
    ],
)
def test_marks_around_the_cue_too_are_somebody_elses(marked: str, cue: str, expected: list[str], kind: str) -> None:
    text, spans, marks = read(marked)
    at = Span.of(text, text.index(cue), text.index(cue) + len(cue))
    assert [s.text for s in verbatim(spans, marks, at)] == expected
    assert quote_type(spans, marks, at) == kind


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("“[We sell],” she said.", ["“We sell,”"]),
        ("“[We sell the old] boats,” she said.", ["“We sell the old boats,”"]),
        ("She said [that “we se]ll it all tomorrow at noon, rain or shine.”",
         ["that “we sell it all tomorrow at noon, rain or shine.”"]),
        ("She said that they “would sell [the boats” if they could].", ["“would sell the boats” if they could"]),
        ("She said [it was fair “]and that is all for today, thank you.”", ["it was fair"]),
        ("[“We began small.]\n\n“Now we sell everything, and I mean it,” she said.",
         ["“We began small.", "“Now we sell everything, and I mean it,”"]),
        ("“He told me at great length and in front of everybody [that it sells],” she said.", ["that it sells"]),
        ("“He told me ‘[no]’ twice, in front of everybody,” she said.", ["‘no’"]),
        ("She said [that they sell].", ["that they sell"]),
        ("[“We sell,”] she said. [“All of it.”]", ["“We sell,”", "“All of it.”"]),
        ("[“We sell.] [All of it.”]", ["“We sell. All of it.”"]),
    ],
)  # fmt: skip
def test_contents_grow_to_whole_quotations(marked: str, expected: list[str]) -> None:
    text, spans, marks = read(marked)
    assert [s.text for s in extend_to_marks(spans, marks, text)] == expected
