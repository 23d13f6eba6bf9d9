"""What the network learns of articles of other kinds, and how it is held by what it says itself."""

from __future__ import annotations

from collections import Counter

import pytest
import torch

from models.training.examples import NONE
from models.training.joint import kinds, tune
from models.training.joint.kinds import Said
from models.training.joint.paragraphs import Paragraph, Text
from seeds.build import build
from service.nlp.joint.model import Vocabulary
from service.nlp.loading import BUNDLED
from service.nlp.tagger.model import TAGS, Shape
from service.nlp.tagger.words import load_tokenizer

TEXT = """Ida Holm, the mayor, said the pier is safe. “It is old,” she said.

“It will stand.”

The union called the pier “a trap”. Maybe the sea rose, Odd Berg thinks."""
GOLD = """
speaker: Ida Holm
kind: person
aliases: Holm

speaker: union
kind: organization

speaker: Odd Berg
kind: person

quote: indirect
content: the pier is safe
cue: said
source: Ida Holm, the mayor,
speaker: Ida Holm

quote: direct
content: “It is old,”
cue: said #2
source: she
speaker: Ida Holm

quote: direct
content: “It will stand.”
speaker: Ida Holm

quote: direct
content: “a trap”
cue: called
source: The union
speaker: union

quote: indirect
content: Maybe the sea rose
cue: thinks
source: Odd Berg
speaker: Odd Berg
optional: yes
"""


@pytest.fixture(scope="module")
def tokenizer():
    return load_tokenizer(BUNDLED / "en/attribution/tokenizer.json")


@pytest.fixture
def text(tokenizer):
    return kinds.labelled("pier", TEXT, build(TEXT, GOLD, bare=True), tokenizer)


def labels(paragraph):
    """The paragraph's words by their tags, what is open by NONE."""
    example, found = paragraph.example, {}
    for word, tag in zip(example.words, example.tags, strict=True):
        name = NONE if tag == NONE else TAGS[tag][2:]
        found.setdefault(name, []).append(TEXT[word.start : word.end])
    return {name: " ".join(words) for name, words in found.items() if name}


def test_quotes_are_labelled_and_count_for_themselves(text):
    first, _, last = text.paragraphs
    found = labels(first)
    assert found["content"] == "the pier is safe “ It is old , ”"
    assert found["source"] == "Ida Holm , the mayor , she"
    assert all(p.apart for p in text.paragraphs)
    assert labels(last)["content"] == "“ a trap ”"


def test_nothing_is_learned_where_the_news_joins_or_cuts_otherwise(text):
    _, alone, last = text.paragraphs
    assert set(alone.example.cue_of) == {NONE}
    assert labels(alone)["content"] == "“ It will stand . ”"
    assert labels(last)[NONE] == "the pier Maybe the sea rose Odd Berg thinks"


def test_pronouns_point_to_where_the_speaker_is_named(text):
    mentions = [m for p in text.paragraphs for m in p.mentions]
    words = text.paragraphs[0].example.words
    assert Counter(m.asks for m in mentions) == {True: 1, False: 1}
    (asking,) = (m for m in mentions if m.asks)
    (other,) = (m for m in mentions if not m.asks)
    assert asking.entity == other.entity
    assert (words[asking.words[0]].start, words[other.words[0]].start) == (TEXT.index("she"), 0)


def test_who_is_not_named_is_marked_by_no_word_of_the_description(tokenizer):
    gold = GOLD.replace("speaker: Ida Holm\nkind: person\naliases: Holm", "speaker: Ida Holm\nkind: unnamed")
    text = kinds.labelled("pier", TEXT, build(TEXT, gold, bare=True), tokenizer)
    assert [m.words for p in text.paragraphs for m in p.mentions if not m.asks] == [(0, 1, 2, 3, 4, 5)]


def test_nobody_is_marked_whom_no_pronoun_means(text):
    before = [list(p.mentions) for p in text.paragraphs]
    kinds.mention(text, [Said("odd berg", [(TEXT.index("Odd"), TEXT.index("Odd") + 8)], "x", frozenset({"Odd Berg"}))])
    assert [list(p.mentions) for p in text.paragraphs] == before


def test_the_network_is_held_by_all_that_it_says_of_the_news_and_by_names_alone_elsewhere(text):
    model = tune.Student(Shape(hidden=24, layers=6, heads=2, feedforward=8), Vocabulary(*[["x"]] * 4))
    news = Text(TEXT, [Paragraph(p.example) for p in text.paragraphs])
    tune.hold(model, [text, news])
    for elsewhere, here in zip(text.paragraphs, news.paragraphs, strict=True):
        assert elsewhere.soft.tags is None and len(elsewhere.soft.to_cue.words) == 0
        assert len(here.soft.tags) == elsewhere.soft.count == len(here.example.words)
        assert torch.allclose(here.soft.names.float().sum(1), torch.ones(here.soft.count), atol=0.01)


def test_a_pass_reads_so_many_copies_and_such_shares(text):
    given = tune.Corpora([text] * 10, [text] * 8, [text] * 4, [text] * 2, [text] * 3)
    drawn = given.drawn(tune.random.Random(1), tune.Course(1, 1e-4, 1, news=0.5, copies=2))
    assert len(drawn) == 5 + 2 + 2 + 1 + 6
