"""A vocabulary with a memory answers as it did without."""

from __future__ import annotations

from stanza.models.common.vocab import CompositeVocab

from service.nlp.shortcuts.features import install


def vocabulary() -> CompositeVocab:
    sentence = [["Number=Sing|Case=Nom"], ["Number=Plur"], ["_"]]
    return CompositeVocab([sentence], "en", idx=0, sep="|", keyed=True)


def test_the_same_answers():
    plain, quick = vocabulary(), vocabulary()
    install({"feats": quick, "none": object()})
    for unit in ("Number=Sing|Case=Nom", "Number=Plur", "_", "Number=Dual", "Tense=Past"):
        for _ in range(2):
            ids = quick.unit2id(unit)
            assert ids == plain.unit2id(unit)
            assert quick.unmap([ids]) == plain.unmap([ids])


def test_what_it_gives_may_be_changed():
    quick = vocabulary()
    install({"feats": quick})
    first = quick.unit2id("Number=Plur")
    first.append(99)
    assert 99 not in quick.unit2id("Number=Plur")


def test_installing_twice_changes_nothing():
    quick = vocabulary()
    install({"feats": quick})
    once = quick.unit2id
    install({"feats": quick})
    assert quick.unit2id is once
