"""Names that the attribution tagger reads, as Stanza keeps them."""

from __future__ import annotations

from stanza.models.common.doc import Document

from service.domain.document import Name, NameKind
from service.domain.spans import Span
from service.nlp.tagger.decode import named
from service.nlp.tagger.model import ENTITIES
from service.nlp.tagger.processor import _mark_names

TEXT = "Mara Voss left. DTX stayed in Old Harbour Town."


def document(text: str = TEXT) -> Document:
    sentences, at = [], 0
    for line in text.replace(". ", ".\n").split("\n"):
        tokens = []
        for i, word in enumerate(line.replace(".", " .").split(), 1):
            at = text.index(word, at)
            tokens.append({"id": i, "text": word, "start_char": at, "end_char": at + len(word)})
            at += len(word)
        sentences.append(tokens)
    return Document(sentences, text=text)


def name(words: str, kind: NameKind, offset: int = 0) -> Name:
    start = TEXT.index(words)
    return Name(Span(start + offset, start + offset + len(words), words), kind)


def test_names_become_tags_of_tokens_and_entities():
    marked = document()
    _mark_names(marked, 0, [name("Mara Voss", NameKind.PERSON), name("DTX", NameKind.ORG),
                            name("Old Harbour Town", NameKind.LOC)])
    assert [(e.text, e.type) for e in marked.ents] == [
        ("Mara Voss", "PERSON"), ("DTX", "ORG"), ("Old Harbour Town", "LOC"),
    ]
    assert [t.ner for t in marked.sentences[1].tokens] == ["S-ORG", "O", "O", "B-LOC", "I-LOC", "E-LOC", "O"]


def test_names_of_a_document_inside_an_article_are_moved_to_it():
    marked = document()
    _mark_names(marked, 100, [name("DTX", NameKind.ORG, offset=100)])
    assert [(e.text, e.start_char) for e in marked.ents] == [("DTX", TEXT.index("DTX"))]


def test_names_of_another_processor_are_kept():
    tagged = document()
    tagged.sentences[0].tokens[0].ner = "S-PERSON"
    _mark_names(tagged, 0, [name("DTX", NameKind.ORG)])
    assert tagged.sentences[1].tokens[0].ner is None


def test_a_path_of_tags_is_read_as_entities():
    path = [ENTITIES.index(tag) for tag in ("O", "B-ORG", "I-ORG", "B-ORG", "O", "B-LOC")]
    assert named(path) == [("ORG", 1, 3), ("ORG", 3, 4), ("LOC", 5, 6)]
