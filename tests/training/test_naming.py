"""What the tagger of names is taught, on invented sentences, and that the service reads it as it has learned."""

from __future__ import annotations

import itertools
import random
from types import SimpleNamespace

import pytest
import torch
from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab
from stanza.models.common.vocab import VOCAB_PREFIX

from models.training import vectors
from models.training.examples import NONE, Example
from models.training.joint import named
from models.training.joint.naming import SHARE, TOGETHER, Falling, Student, batches, collate, crf, f1, update
from models.training.joint.paragraphs import Node, Paragraph, Text
from service.nlp.joint.names import NAMES, STATES, STEPS, VECTOR, NamesTagger, Vectors
from service.nlp.tagger.states import States
from service.nlp.tagger.words import WORD, Word

SENTENCES = ["Ana Voss left Norport .", "Rain fell .", "No", "The Harbour Trust hired Ana Voss"]
TAGS = [[1, 2, 0, 5, 0], [0, 0, 0], [0], [0, 3, 4, 0, 1, 2]]


def read(text):
    """The state of a word says how long the word is."""
    words = [Word(m.start(), m.end(), (1,), 1, 0, 0) for m in WORD.finditer(text)]
    return States.of([(words, torch.tensor([[float(w.end - w.start)] * STATES for w in words]))])


def labelled(text, names):
    words = [Word(m.start(), m.end(), (1,), 1, 0, 0) for m in WORD.finditer(text)]
    example = Example.unlabelled(words)
    example.entities = [0] * len(words)
    for name in names:
        example.name(*name)
    return Paragraph(example)


@pytest.fixture
def known():
    torch.manual_seed(2)
    words = ["ana", "voss", "left", "rain", "trust"]
    return Vectors(words, *vectors.quantised(torch.randn(len(words) + 1, VECTOR)))


@pytest.fixture
def given():
    torch.manual_seed(3)
    return [named.Named(s.split(), torch.randn(len(s.split()), STATES).half(), tags)
            for s, tags in zip(SENTENCES, TAGS, strict=True)]


@pytest.mark.parametrize("seed", range(3))
def test_the_loss_is_that_of_all_legal_sequences(seed):
    torch.manual_seed(seed)
    scores, transitions = torch.randn(3, 3, len(NAMES)), torch.randn(len(NAMES), len(NAMES))
    tags = [[1, 2, 0], [3, 5], [0]]
    steps = torch.from_numpy(STEPS)

    def score(row, path):
        if steps[0, path[0]] or any(steps[a, b] for a, b in itertools.pairwise(path)):
            return -torch.inf
        return sum(row[i, t] for i, t in enumerate(path)) + sum(transitions[a, b] for a, b in itertools.pairwise(path))

    losses = []
    for row, path in zip(scores, tags, strict=True):
        every = [score(row, other) for other in itertools.product(range(len(NAMES)), repeat=len(path))]
        losses.append(torch.tensor(every).logsumexp(0) - score(row, path))
    padded = torch.tensor([path + [NONE] * (3 - len(path)) for path in tags])
    assert torch.allclose(crf(scores, transitions, padded), torch.stack(losses).mean(), atol=1e-5)


@pytest.mark.parametrize("names, tags", [
    ([], "O O O O"),
    ([(0, 8, "PERSON")], "B-PERSON I-PERSON O O"),
    ([(0, 3, "PERSON"), (4, 8, "PERSON")], "B-PERSON B-PERSON O O"),
    ([(5, 7, "LOC"), (14, 21, "ORG")], "O B-LOC O B-ORG"),
    ([(0, 21, "ORG"), (4, 8, "PERSON")], "B-ORG B-PERSON B-ORG I-ORG"),
    ([(3, 4, "ORG"), (30, 40, "ORG")], "O O O O"),
])
def test_words_have_the_tags_of_the_names_they_share_a_character_with(names, tags):
    spans = [(0, 3), (4, 8), (9, 13), (14, 21)]
    assert [NAMES[tag] for tag in named.tags(spans, names)] == tags.split()


def test_a_paragraphs_names_come_back_from_its_labels():
    names = [(0, 8, "PERSON"), (9, 13, "ORG"), (21, 28, "LOC")]
    assert named.names_in(labelled("Ana Voss Acme, is in Norport.", names).example) == names


def test_a_treebanks_sentences_have_their_words_and_paragraphs_names():
    text = "Ana left. It rained.\n\nIt stopped."
    nodes = [[Node(a, b, 0, "", "", "", 0, "") for a, b in spans] for spans in (
        [(0, 3), (4, 8), (8, 9)], [(10, 12), (13, 20)], [(22, 24), (25, 33)],
    )]
    first, second = labelled(text, [(0, 3, "PERSON")]), labelled(text, [(22, 24, "ORG")])
    first.sentences, second.sentences = nodes[:2], nodes[2:]
    found = list(named.treebank([Text(text, [first, second])], read))
    assert [each.forms for each in found] == [["Ana", "left", "."], ["It", "rained."], ["It", "stopped."]]
    assert [each.tags for each in found] == [[1, 0, 0], [0, 0], [3, 0]]
    assert [each.states[:, 0].tolist() for each in found] == [[3, 4, 1], [2, 3.5], [2, 4]]


def test_an_articles_sentences_have_the_parsers_words():
    text = "Ana Holm-Voss left. Rain fell."
    spans = [[(0, 3), (4, 13), (14, 18), (18, 19)], [(20, 24), (25, 29), (29, 30)], [(29, 30)]]
    parsed = SimpleNamespace(sentences=[
        SimpleNamespace(tokens=[SimpleNamespace(start=a, end=b) for a, b in each]) for each in spans
    ])
    found = list(named.article(Text(text, [labelled(text, [(0, 13, "PERSON")])]), parsed, read))
    assert [each.forms for each in found] == [["Ana", "Holm-Voss", "left", "."], ["Rain", "fell", "."]]
    assert [each.tags for each in found] == [[1, 2, 0, 0], [0, 0, 0]]
    assert all(each.states.shape == (len(each.forms), STATES) for each in found)


def test_entity_sentences_are_read_together():
    texts = []
    sentences = [[("Ana", "B-PERSON"), ("isn't", "O"), ('"', "O")]] * 12 + [[]] + [[("It", "O")] * 120] * 2
    found = list(named.entities(sentences, lambda text: texts.append(text) or read(text)))
    assert [len(text.split()) for text in texts] == [15, 15, 6, 120, 120]
    assert [each.tags for each in found] == [[1, 0, 0]] * 12 + [[0] * 120] * 2
    assert {each.forms[1] for each in found[:12]} == {"isn't", "isn’t"}
    assert all(each.states[0, 0] == 3 and len(each.states) == len(each.forms) for each in found[:12])


def test_quantised_vectors_are_near_those_given():
    torch.manual_seed(1)
    table = torch.randn(50, VECTOR) * torch.logspace(-3, 2, 50)[:, None]
    table[7] = 0
    rows, scales = vectors.quantised(table)
    assert rows.dtype is torch.int8 and scales.dtype is torch.half
    error = (rows.float() * scales.float()[:, None] - table).abs().amax(1)
    assert (error <= 0.51 * scales.float()).all()
    assert (error <= 0.006 * table.abs().amax(1)).all()


def test_packed_vectors_are_those_of_their_words(tmp_path):
    torch.manual_seed(1)
    words, matrix = ["the", "’s", "\u2028"], torch.randn(3 + len(VOCAB_PREFIX), VECTOR)
    pretrain = Pretrain(str(tmp_path / "given.pt"), save_to_file=False)
    pretrain._vocab, pretrain._emb = PretrainedWordVocab(words), matrix
    pretrain.save(str(tmp_path / "given.pt"))
    vectors.pack(tmp_path / "given.pt", tmp_path)
    found = Vectors.load(tmp_path).of([*words, "unheard"])
    wanted = matrix[[*range(len(VOCAB_PREFIX), len(matrix)), VOCAB_PREFIX.index("<UNK>")]]
    assert torch.allclose(found, wanted, atol=float(matrix.abs().max()) / 200)


def test_a_pass_has_every_sentence_once_and_like_lengths_together(given, known):
    many = [given[i % len(given)] for i in range(3 * TOGETHER + 1)]
    found = list(batches(many, known, random.Random(1)))
    assert sorted(n for batch in found for n in batch.lengths) == sorted(len(each.forms) for each in many)
    assert sorted(len(batch.lengths) for batch in found) == [1, TOGETHER, TOGETHER, TOGETHER]
    for batch in found:
        assert (batch.tags != NONE).sum(1).tolist() == batch.lengths
        assert max(batch.lengths) - min(batch.lengths) <= 3


def test_the_rate_falls_in_a_straight_line():
    schedule = Falling(4, 1.0)
    assert [schedule.rate(step) for step in range(5)] == [1, 0.75, 0.5, 0.25, 0.001]


def test_it_learns_names_and_the_service_reads_them(given, known):
    torch.manual_seed(1)
    student, batch = Student(), collate(given, known)
    optimizer = torch.optim.Adam(student.parameters(), lr=3e-3)
    before = update(student, optimizer, batch)
    for _ in range(40):
        after = update(student, optimizer, batch)
    assert after < before / 2
    assert all(p.grad is not None and p.grad.any() for p in student.parameters() if p.requires_grad)
    assert f1(student, known, given) == "names P 100.0 R 100.0 F1 100.0"
    tagger = NamesTagger(student, known, halved=False)
    with torch.inference_mode():
        found = tagger.tags([f for s in SENTENCES for f in s.split()], batch.states, batch.lengths)
    assert found == [[NAMES[tag] for tag in tags] for tags in TAGS]


def test_the_mean_follows_the_weights_from_an_update_on(given, known):
    torch.manual_seed(4)
    student = Student(averaged_from=2)
    optimizer = torch.optim.Adam((p for p in student.parameters() if p.requires_grad), lr=0.1)
    seen = []
    for _ in range(5):
        update(student, optimizer, collate(given, known))
        seen.append(student.tags.weight.detach().clone())
        if len(seen) <= 3:
            assert torch.equal(student.mean.tags.weight, seen[-1])
    wanted = seen[2]
    for weights in seen[3:]:
        wanted = torch.lerp(wanted, weights, SHARE)
    assert torch.allclose(student.mean.tags.weight, wanted)
    assert not any(p.requires_grad for p in student.mean.parameters())
