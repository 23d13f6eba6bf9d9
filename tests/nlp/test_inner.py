"""What is said, as it is read once more for quotes within it."""

from __future__ import annotations

import pytest

from service.nlp.loading import BUNDLED
from service.nlp.parser import Parser
from service.nlp.tagger.inner import within
from service.nlp.tagger.words import load_tokenizer, split

CUES = frozenset({"told", "said"})


@pytest.fixture(scope="module")
def tokenizer():
    return load_tokenizer(BUNDLED / "en/attribution/tokenizer.json")


def words(text, tokenizer):
    return split(text, 0, len(text), tokenizer)


def test_a_content_is_read_without_its_marks_and_as_a_paragraph(tokenizer):
    text = "“I told them ‘it’s late,’ twice,”"
    read = within(text, words(text, tokenizer), CUES)
    assert text[read[0].start : read[-1].end] == "I told them ‘it’s late,’ twice,"
    assert [w.starts for w in read] == [1] + [0] * (len(read) - 1)
    assert {w.mark for w in read} == {0}


def test_marks_within_what_is_reported_count(tokenizer):
    text = "that she told them it was “late”, and left"
    read = within(text, words(text, tokenizer), CUES)
    assert [text[w.start : w.end] for w in read if w.mark == 1] == ["late"]


@pytest.mark.parametrize("text", ["“It was late,”", "“Told!”", "“”", "“", ""])
def test_what_has_no_cue_or_hardly_a_word_is_not_read(text, tokenizer):
    assert within(text, words(text, tokenizer), CUES) == []


@pytest.mark.models
@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“I told them we were full,” Ana Ruiz said.", [("I", "told", "we were full")]),
        ("Ruiz said the captain had told them that it was late.", [("the captain", "had told", "that it was late")]),
        ("“It was late,” Ana Ruiz said.", []),
    ],
)
def test_quotes_within_quotes_are_found(text, inner):
    parsed = Parser.load(BUNDLED).parse(text)
    assert [(a.source.text, a.cue.text, a.content[-1].text) for a in parsed.inner] == inner
    assert len(parsed.attributions) == 1


@pytest.mark.models
def test_no_quote_goes_on_from_one_content_to_the_next():
    text = "“I said no,” Ana Ruiz said. “He told me to go,” Odd Berg said.\n\n“They said it leaked,” Ruiz said."
    parsed = Parser.load(BUNDLED).parse(text)
    assert len(parsed.inner) > 1
    for attribution in parsed.inner:
        for span in attribution.content:
            assert text[span.start : span.end] == span.text
            assert not set("“”\n") & set(span.text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("‘We told them,’ he said", "‘We told them,’ he said"),  # marks of its own
        ("“‘We told them,’ he said,”", "‘We told them,’ he said,"),
        ("“She said, “they told me,””", "She said, “they told me,”"),
        ("told them, “it’s late”", "told them, “it’s late”"),
        ("“He told the workers’", "He told the workers’"),
        ("he told me so”", "he told me so"),
        ('"He told me so,"', "He told me so,"),
        ('"Yes," he told me', '"Yes," he told me'),
        ("'He told me they couldn't,'", "He told me they couldn't,"),
    ],
)
def test_only_marks_around_the_whole_are_left_out(text, left, tokenizer):
    read = within(text, words(text, tokenizer), CUES)
    assert text[read[0].start : read[-1].end] == left


def test_a_further_paragraph_stays_one(tokenizer):
    text = "He told me\n\nand I told them"
    read = within(text, [*split(text, 0, 10, tokenizer), *split(text, 12, len(text), tokenizer)], CUES)
    assert [w.start for w in read if w.starts] == [0, 12]
