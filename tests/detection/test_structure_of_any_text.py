"""The rules of structure on any text: exact spans in order, and an answer soon."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.detection.candidates import Candidate
from service.detection.interrupted import join_interrupted
from service.detection.runs import free_standing
from service.detection.scare import is_scare
from service.detection.structure import structural
from service.detection.wording import extend_to_marks, quote_type, verbatim
from service.domain.spans import Span
from service.text.marks import scan
from service.text.paragraphs import paragraphs

PIECES = st.sampled_from(
    [
        *"“”‘’\"'—-:.,?( )\n",
        " ",
        "\n\n",
        "MORN: ",
        "Q: ",
        "A. ",
        " said",
        " Morn",
        "We sell",
        "“We sell.”",
        "dogs’ ",
        "\0",
    ]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=60).map("".join))


def check(text: str, contents: list[Span]) -> None:
    places = paragraphs(text)
    marks = scan(text, places)
    found = [*structural(text, places, marks), *free_standing(text, places, marks, contents)]
    found += [Candidate((span,), None, None, False, 0.5, "test") for span in contents]
    found += [Candidate((a,), b, None, False, 0.5, "test") for a, b in pairwise(contents)]
    found += join_interrupted(found, places, marks, text)
    for quotation in marks.outermost:
        is_scare(quotation, text)
    for candidate in found:
        grown = extend_to_marks(candidate.content, marks, text)
        spans = [*grown, *verbatim(grown, marks), *candidate.content, candidate.cue, candidate.source]
        assert all(text[s.start : s.end] == s.text != "" for s in spans if s)
        assert list(grown) == sorted(grown)
        assert all(a.end <= b.start for a, b in pairwise(grown))
        assert extend_to_marks(grown, marks, text) == grown
        quote_type(grown, marks)


@example("‘‚0‘\x1b‘", [(1, 3)])  # grown over the inner quotation, it holds most of the outer
@given(TEXTS, st.lists(st.tuples(st.integers(0, 200), st.integers(1, 40)), max_size=4))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str, places: list[tuple[int, int]]) -> None:
    ends = [(start, min(len(text), start + length)) for start, length in sorted(places)]
    check(text, [Span.of(text, start, end) for start, end in ends if start < end])


@pytest.mark.parametrize("unit", ['"', "a", "\n", "A: a\n", "“A.” — B\n", "“A.” b. ", "A\n", "a — ", "“A,” he said, "])
def test_long_degenerate_texts(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    places = paragraphs(text)
    begun = time.process_time()
    marks = scan(text, places)
    taken = [q.parts[0] for q in marks.outermost[::2]]
    found = [*structural(text, places, marks), *free_standing(text, places, marks, taken)]
    found += [Candidate((span,), None, None, False, 0.5, "test") for span in taken]
    for candidate in join_interrupted(found, places, marks, text):
        quote_type(extend_to_marks(candidate.content, marks, text), marks)
    # Far above what it takes: this only catches time that grows faster than the text.
    assert time.process_time() - begun < 20
