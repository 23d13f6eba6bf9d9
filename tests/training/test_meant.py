"""Labels of what pronouns mean: gold from a treebank's notes, silver where the resolver and other chains agree."""

from __future__ import annotations

import pytest

from models.training import conllu
from models.training.joint import layout, meant
from models.training.joint.paragraphs import Mention
from models.training.mentions import Marked, marked
from models.training.polnear import Article, Attribution
from service.nlp.loading import BUNDLED
from service.nlp.tagger.words import load_tokenizer
from tests.attribution.articles import parsed

TEXT = "Marta Lindqvist met Anna Falk. “It was late,” she said."


def row(number, form, upos, note):
    return [str(number), form, form.lower(), upos, "NN", "_", "0", "root", "_", note]


@pytest.fixture
def document():
    first = conllu.Sentence(
        ["# newdoc id = x"],
        [
            row(1, "The", "DET", "Entity=(4-person-new-nnnnn-cf1-2-sgl"),
            row(2, "nurse", "NOUN", "_"),
            row(3, "here", "ADV", "Entity=4)"),
            row(4, "slept", "VERB", "_"),
        ],
    )
    note = "Entity=(4-person-giv-nnnnn-cf1-1-ana)"
    second = conllu.Sentence([], [row(1, "She", "PRON", note), row(2, "woke", "VERB", "_")])
    return [first, second]


def test_a_mention_has_its_least_span(document):
    assert list(marked(document)) == [Marked(0, 2, "4", (1,)), Marked(4, 4, "4", (4,))]


def test_gold_mentions_lie_on_words_of_paragraphs(document):
    tokenizer = load_tokenizer(BUNDLED / "en/attribution/tokenizer.json")
    text = layout.laid_out(document, tokenizer)
    meant.gold([text], [document])
    (paragraph,) = text.paragraphs
    assert paragraph.mentions == [Mention((1,), "4", asks=False), Mention((4,), "4", asks=True)]


SHE = (TEXT.index("she"), TEXT.index("she") + 3)
MARTA, ANNA = (0, 15), (TEXT.index("Anna"), TEXT.index("Anna") + 9)


@pytest.mark.parametrize(
    ("named", "kept"),
    [([], True), ([MARTA], True), ([ANNA], False), ([MARTA, ANNA], True)],
    ids=["the resolver alone is sure", "both agree", "they name another", "they name her and another"],
)
def test_a_silver_label_is_kept_where_two_systems_agree(named, kept):
    said = TEXT.index("“"), TEXT.index("”") + 1
    article = Article("x", TEXT, [Attribution("E1", [SHE], [(SHE[1] + 1, SHE[1] + 5)], [said])])
    given = parsed(TEXT, {"Marta Lindqvist": "PERSON", "Anna Falk": "PERSON"})
    found = meant.read(article, given, [[(*place, True) for place in named] + [(*SHE, False)]])
    assert [place for place, _ in found.pronouns] == [SHE] * kept
    assert [place for place, _ in found.mentions] == [MARTA] * kept
