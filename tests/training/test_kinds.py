"""Articles of other kinds as the network is to learn them, and what holds it where it is elsewhere."""

from __future__ import annotations

import random

import pytest
import torch

from models.training.examples import NONE, Example
from models.training.joint import kinds
from models.training.joint.paragraphs import Paragraph, Text
from models.training.joint.rows import Ids
from seeds.build import build
from service.nlp.joint.model import Vocabulary
from service.nlp.loading import BUNDLED
from service.nlp.tagger.model import TAGS
from service.nlp.tagger.words import load_tokenizer

TEXT = "“He told me the ferry leaks,” said Ida Holm. “It does.” Berg hopes to sail. He denied it."
GOLD = """\
speaker: Ida Holm
kind: person

speaker: Berg
kind: person

quote: direct
label: first
content: “He told me the ferry leaks,”
cue: said = say, statement
source: Ida Holm
speaker: Ida Holm

quote: direct
content: “It does.”
speaker: Ida Holm

quote: indirect
in: first
content: the ferry leaks
cue: told = tell, statement
source: He
speaker: Berg

quote: indirect
content: to sail
cue: hopes = hope, commitment
source: Berg
speaker: Berg
optional: yes

quote: indirect
content: it
cue: denied = deny, denial
source: He
speaker: Berg
"""


@pytest.fixture(scope="module")
def tokenizer():
    return load_tokenizer(BUNDLED / "en/attribution/tokenizer.json")


def forms(example: Example, text: str = TEXT) -> list[str]:
    return [text[w.start : w.end] for w in example.words]


def of(example: Example, *labels: str) -> list[str]:
    wanted = {TAGS.index(label) for label in labels}
    return [form for form, tag in zip(forms(example), example.tags, strict=True) if tag in wanted]


@pytest.fixture
def text(tokenizer):
    return kinds.labelled("invented", TEXT, build(TEXT, GOLD), tokenizer)


def test_outer_quotes_are_learned_with_the_quotation_that_goes_on_with_them(text):
    (paragraph,) = text.paragraphs
    example = paragraph.example
    content = of(example, "B-content", "I-content")
    assert content == "“ He told me the ferry leaks , ” “ It does . ” it".split()
    assert of(example, "B-cue", "I-cue") == ["said", "denied"]
    assert forms(example)[example.cue_of[forms(example).index("does")]] == "said"


def test_nothing_is_learned_of_optional_quotes(text):
    example = text.paragraphs[0].example
    skipped = [form for form, tag in zip(forms(example), example.tags, strict=True) if tag == NONE]
    assert skipped == ["Berg", "hopes", "to", "sail"]


def test_what_another_says_or_a_new_paragraph_does_not_go_on(tokenizer):
    apart = TEXT.replace(" “It does.”", "\n\n“It does.”")
    _, second = kinds.labelled("invented", apart, build(apart, GOLD), tokenizer).paragraphs
    assert second.example.cue_of[forms(second.example, apart).index("does")] == -1
    other = GOLD.replace("content: “It does.”\nspeaker: Ida Holm", "content: “It does.”\nspeaker: Berg")
    (paragraph,) = kinds.labelled("invented", TEXT, build(TEXT, other), tokenizer).paragraphs
    assert paragraph.example.cue_of[forms(paragraph.example).index("does")] == -1


def test_the_news_keep_no_labels_but_what_the_network_says(text):
    bare = kinds.unlabelled(text)
    assert bare.text == TEXT and text.paragraphs[0].example.tags != bare.paragraphs[0].example.tags
    assert set(bare.paragraphs[0].example.tags) == {NONE}
    model = kinds.begun(Vocabulary(["X"], ["X"], ["_"], ["dep"]), {})
    kinds.anchor(model, [bare.paragraphs])
    said = bare.paragraphs[0].soft
    assert said is not None and len(said.tags) == len(bare.paragraphs[0].example.words)
    assert torch.allclose(said.tags.float().sum(1), torch.ones(len(said.tags)), atol=0.01)
    assert said.names is not None and said.states is None


def test_a_pass_has_the_articles_every_time_and_some_of_the_rest(text, tokenizer):
    def many(word: str, count: int) -> list[Text]:
        made = kinds.labelled("other", word, {"quotes": []}, tokenizer)
        return [made] * count

    given = (many("Kayaks", 2), many("Ferries", 10), many("Docks", 10), many("Cranes", 1))
    ids = Ids(Vocabulary(["X"], ["X"], ["_"], ["dep"]))
    seen = [tuple(p.tolist()) for batch in kinds._passes(given, ids, 1, 0) for p in batch.pieces]
    counts = sorted(seen.count(row) for row in set(seen))
    assert counts == [1, 3, 4, 6]  # a treebank is never left out
    random.seed()


def test_paragraphs_learn_from_both(text):
    model = kinds.begun(Vocabulary(["X"], ["X"], ["_"], ["dep"]), {})
    bare = kinds.unlabelled(text)
    kinds.anchor(model, [bare.paragraphs])
    ids = Ids(Vocabulary(["X"], ["X"], ["_"], ["dep"]))
    documents: list[Paragraph] = [*text.paragraphs, *bare.paragraphs]
    (batch,) = kinds.batches([documents], ids, random.Random(1), 999)
    loss = kinds.loss_of(model, batch)
    loss.backward()
    assert torch.isfinite(loss) and loss > 0
