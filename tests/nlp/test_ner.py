"""The entity tagger that reads the attribution tagger's states."""

from __future__ import annotations

import shutil

import pytest
import torch
from stanza.models.common.doc import Document

from service.domain.errors import ModelError
from service.nlp.loading import BUNDLED, load
from service.nlp.ner.model import EntityModel, Shape
from service.nlp.ner.processor import FILE
from service.nlp.ner.runtime import EntityTagger, Vectors, collate

SMALL = Shape(states=4, projected=3, vectors=2, character=3, filters=4, case=2, hidden=5)


class Pretrain:
    """Two words, as Stanza keeps them: after four places of its own."""

    class vocab:  # noqa: N801
        _unit2id = {"ruiz": 4, "'s": 5}  # noqa: RUF012

    emb = torch.arange(12.0).view(6, 2)


def sentence(words):
    return words, torch.randn(len(words), 4)


def test_words_are_looked_up_in_lower_case_and_with_plain_apostrophes():
    vectors = Vectors(Pretrain)
    assert [vectors.place(w) for w in ("Ruiz", "’s", "unheard")] == [4, 5, 1]
    assert vectors.of(["Ruiz"]).tolist() == [[8, 9]]


def test_what_stands_beside_a_sentence_does_not_change_its_tags():
    torch.manual_seed(1)
    model = EntityModel(SMALL).eval()
    vectors = Vectors(Pretrain)
    one, long = sentence(["Ana", "Ruiz", "left"]), sentence(["Extraordinarily"] * 9)
    with torch.inference_mode():
        alone, beside = (model(collate(batch, vectors))[0, :3] for batch in ([one], [one, long]))
    assert torch.allclose(alone, beside, atol=1e-6)


def test_sentences_keep_their_order_and_empty_ones_have_no_tags():
    tagger = EntityTagger(EntityModel(SMALL), Vectors(Pretrain))
    sentences = [sentence(["a"] * n) for n in (3, 0, 1, 2)]
    assert [len(tags) for tags in tagger.tag(sentences)] == [3, 0, 1, 2]


@pytest.mark.parametrize("halved", [False, True])
def test_the_scores_are_the_networks(halved):
    torch.manual_seed(1)
    model, vectors = EntityModel(SMALL).eval(), Vectors(Pretrain)
    sentences = [sentence(words.split()) for words in ("Ana Ruiz left", "’s Extraordinarily-long-winded-ness", "1")]
    with torch.inference_mode():
        theirs = model(collate(sentences, vectors))
        ours = EntityTagger(model, vectors, halved)._scores(
            [w for w, _ in sentences], torch.cat([s for _, s in sentences])
        )
    right = torch.cat([row[: len(words)] for row, (words, _) in zip(theirs, sentences, strict=True)])
    torch.testing.assert_close(torch.from_numpy(ours), right, rtol=0, atol=0.05 if halved else 1e-5)


def test_another_taggers_votes_count():
    torch.manual_seed(1)
    tagger = EntityTagger(EntityModel(SMALL), Vectors(Pretrain))
    given = sentence(["Ana", "Ruiz", "left"])
    assert tagger.tag([given], [["B-PERSON", "I-PERSON", "O"]]) == [["B-PERSON", "I-PERSON", "O"]]
    assert tagger.tag([given], [["O", "B-LOC", "O"]]) == [["O", "B-LOC", "O"]]


@pytest.mark.models
def test_tags_are_stanzas_and_the_states_are_dropped():
    nlp = load(BUNDLED, syntax=())
    document = nlp(Document([], text="Ana Ruiz left Paris. The Harbour Trust said so."))
    assert {(e.text, e.type) for e in document.ents} >= {("Ana Ruiz", "PERSON"), ("Paris", "LOC")}
    assert [t.ner for t in document.sentences[0].tokens][:2] == ["B-PERSON", "E-PERSON"]
    assert document.states is None


@pytest.mark.models
@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"no weights")])
def test_a_missing_or_damaged_network_is_named(tmp_path, damage):
    for path in BUNDLED.rglob("*"):
        if path.is_file() and "training" not in path.parts:
            target = tmp_path / path.relative_to(BUNDLED)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    damage(tmp_path / "en/names" / FILE)
    with pytest.raises(ModelError, match=FILE):
        load(tmp_path, syntax=())
