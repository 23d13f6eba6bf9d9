"""What the one network is taught, on invented sentences, and that it learns from all of it."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest
import torch
from torch.nn.functional import cross_entropy

from models.training import conllu, large, ner_data
from models.training.examples import LONGEST, NONE, Example
from models.training.joint import layout, rows, silver, soft
from models.training.joint.losses import WEIGHTS, loss_of, losses
from models.training.joint.paragraphs import Mention, Node, Paragraph, Pointers, Soft, Text
from models.training.joint.syntax import Student, means, scores
from models.training.large import Large
from service.nlp.joint.model import CONTRACTION, FIRST, FIRST_CONTRACTION, INSIDE, TOKEN, Vocabulary
from service.nlp.joint.names import NAMES
from service.nlp.joint.reader import Heads
from service.nlp.loading import BUNDLED
from service.nlp.tagger.model import TAGS, Shape
from service.nlp.tagger.words import Word, load_tokenizer

TREES = """\
# newdoc id = invented
# newpar
1	Ana	Ana	PROPN	NNP	_	3	nsubj	_	_
2-3	won't	_	_	_	_	_	_	_	_
2	wo	will	AUX	MD	VerbForm=Fin	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	kayak	kayak	VERB	VB	VerbForm=Inf	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

1-2	Don't	_	_	_	_	_	_	_	_
1	Do	do	AUX	VB	_	3	aux	_	_
2	not	not	PART	RB	_	3	advmod	_	_
2.1	you	you	PRON	PRP	_	_	_	3:nsubj	_
3	ask	ask	VERB	VB	_	0	root	_	_

# newpar
1	Why	why	ADV	WRB	_	0	root	_	SpaceAfter=No
2	?	?	PUNCT	.	_	1	punct	_	_
"""
SMALL = Shape(hidden=24, layers=6, heads=2, feedforward=8)
WIDE = Shape(vocabulary=30527, hidden=36, layers=2, heads=3, feedforward=8, positions=514)


@pytest.fixture(scope="module")
def tokenizer():
    return load_tokenizer(BUNDLED / "en/attribution/tokenizer.json")


@pytest.fixture
def sentences(tmp_path):
    path = tmp_path / "trees.conllu"
    path.write_text(TREES, encoding="utf8")
    return list(conllu.read(path))


@pytest.fixture
def text(sentences, tokenizer):
    return layout.laid_out(sentences, tokenizer)


def known(text):
    nodes = [(n.upos, n.xpos, n.feats, n.relation) for p in text.paragraphs for s in p.sentences for n in s]
    return Vocabulary(*([value for value, _ in Counter(column).most_common()] for column in zip(*nodes, strict=True)))


def named(text):
    for paragraph in text.paragraphs:
        paragraph.example.tags = [0] * len(paragraph.example.words)
        paragraph.example.entities = [0] * len(paragraph.example.words)
    text.paragraphs[0].example.name(0, 3, "PERSON")
    text.paragraphs[0].example.attribute([(0, 3)], [(4, 9)], [(10, 15)])
    return text


def certain(count):
    """Every word is an O, but for a cue and its content, which is sure to have that cue."""
    tags = torch.eye(len(TAGS))[[0] * count].half()
    tags[:2] = torch.eye(len(TAGS))[[TAGS.index("B-content"), TAGS.index("B-cue")]].half()
    chances = torch.eye(count + 1)[[2]].half()
    names, states = torch.eye(len(NAMES))[[0] * count].half(), torch.ones(count, soft.COMPONENTS).half()
    return Soft(tags, Pointers(torch.tensor([0]), chances), Pointers(torch.tensor([1]), chances), names, states)


def test_paragraphs_are_laid_out_as_one_text(text):
    assert text.text == "Ana won't kayak. Don't ask\n\nWhy?"
    for paragraph in text.paragraphs:
        for word in paragraph.example.words:
            assert text.text[word.start : word.end].strip()


def test_cuts_say_where_tokens_contractions_and_sentences_begin(text):
    labels = {}
    for paragraph in text.paragraphs:
        for word, cuts in zip(paragraph.example.words, paragraph.cuts, strict=True):
            assert len(cuts) == len(word.pieces) == len(word.places)
            labels |= {word.start + place: label for place, label in zip(word.places, cuts, strict=True)}
    begins = {place: label for place, label in labels.items() if label != INSIDE}
    assert begins == {0: FIRST, 4: CONTRACTION, 10: TOKEN, 15: TOKEN, 17: FIRST_CONTRACTION, 23: TOKEN, 28: FIRST,
                      31: TOKEN}
    assert set(labels) > set(begins)


def test_words_of_a_contraction_stand_in_it_and_others_have_it_whole(text):
    nodes = [n for p in text.paragraphs for s in p.sentences for n in s]
    assert [(text.text[n.start : n.end], n.part) for n in nodes] == [
        ("Ana", 0), ("wo", 1), ("n't", 2), ("kayak", 0), (".", 0), ("Do", 1), ("Don't", 2), ("ask", 0), ("Why", 0),
        ("?", 0),
    ]
    assert nodes[1] == Node(4, 6, 1, "AUX", "MD", "VerbForm=Fin", 4, "aux")


def test_a_token_that_is_not_in_the_text_is_an_error(sentences):
    with pytest.raises(ValueError, match="kayak"):
        list(layout.tokens_of("Ana won't ever kayak.", 0, sentences[0]))


def test_names_are_labelled_sentence_by_sentence(sentences, text):
    tagged: list[ner_data.Tagged] = [[(w[conllu.FORM], "O") for w in s.words] for s in sentences]
    tagged[1][2] = ("ask", "B-ORG")
    layout.annotate(text, sentences, tagged)
    found = {text.text[w.start : w.end]: NAMES[label] for p in text.paragraphs
             for w, label in zip(p.example.words, p.example.entities, strict=True) if label}
    assert found == {"ask": "B-ORG"}


def test_silver_names_leave_no_word_unlabelled(text):
    silver.label(text, [(28, 31, "ORG")])
    labels = [p.example.entities for p in text.paragraphs]
    assert not any(labels[0]) and [NAMES[label] for label in labels[1]] == ["B-ORG", "O"]


def test_labels_of_a_row_lie_on_the_pieces_of_their_words(text):
    ids = rows.Ids(known(text))
    made = rows.row(named(text).paragraphs, ids)
    pieces, _, tags, to_cue, *_ = made.labels
    words = [(w, cuts) for p in text.paragraphs for w, cuts in zip(p.example.words, p.cuts, strict=True)]
    spread = [(text.text[w.start : w.end], cut) for w, cuts in words for cut in cuts]
    assert made.cuts == [NONE, *(cut for _, cut in spread), NONE] and len(made.cuts) == len(pieces)
    assert [spread[i - 1][0] for i, tag in enumerate(tags) if tag not in {NONE, 0}] == ["Ana", "won", "'", "t", "kayak"]
    (target,) = {t for t in to_cue if t != NONE}
    assert spread[target - 1][0] == "won"
    for tree, nodes in zip(made.trees, [s for p in text.paragraphs for s in p.sentences], strict=True):
        for (begin, end, part, head, *labels), node in zip(tree, nodes, strict=True):
            covered = dict.fromkeys(form for form, _ in spread[begin - 1 : end - 1])
            assert text.text[node.start : node.end] in "".join(covered)
            assert (part, head, labels) == (node.part, node.head, ids.of(node))


def test_what_does_not_fit_into_a_window_is_cut(text):
    (paragraph, _) = named(text).paragraphs
    words = paragraph.example.words
    long = [replace(words[0], pieces=(500,) * 8, places=tuple(range(8)))] * 31
    paragraph.example = replace(paragraph.example, words=[*long, words[0]], tags=[0] * 32, cue_of=[31] * 32,
                                source_of=[NONE] * 32, entities=[0] * 32)
    paragraph.cuts = [[0] * len(w.pieces) for w in paragraph.example.words]
    paragraph.soft = certain(32)
    made = rows.row([paragraph], rows.Ids(known(text)))
    assert len(made.labels[0]) == len(made.cuts) <= LONGEST + 1
    places, _ = rows.collate([made]).soft["tags"]
    assert places.max() < len(made.labels[0]) - 1


def test_soft_pointers_lie_on_first_pieces(text):
    ids = rows.Ids(known(text))
    paragraph, other = named(text).paragraphs
    paragraph.soft = certain(len(paragraph.example.words))
    batch = rows.collate([rows.row([other], ids), rows.row([other, paragraph], ids)])
    width = batch.pieces.shape[1]
    before = other.size
    assert batch.soft["tags"][0][0] == width + 1 + before
    (asking,), chances = batch.soft["cue"]
    first = 1 + before
    assert asking == width + first
    assert chances.shape == (1, width)
    assert chances[0].argmax() == first + len(paragraph.example.words[0].pieces)


def test_every_loss_is_finite_and_has_a_gradient(text):
    torch.manual_seed(1)
    vocabulary = known(text)
    for paragraph in named(text).paragraphs:
        paragraph.soft = certain(len(paragraph.example.words))
    text.paragraphs[0].mentions = [Mention((0,), "1", asks=False), Mention((1,), "1", asks=True)]
    plain = Paragraph(text.paragraphs[0].example)
    apart = Paragraph(text.paragraphs[0].example, apart=True)
    model = Student(SMALL, vocabulary)
    (batch,) = rows.batches([[*text.paragraphs, plain], [apart]], rows.Ids(vocabulary), random.Random(1))
    found = losses(model, batch)
    assert set(found) == set(WEIGHTS)
    assert all(torch.isfinite(loss) and loss > 0 for loss in found.values())
    loss_of(model, batch).backward()
    still = [name for name, p in model.named_parameters() if p.grad is None or not p.grad.any()]
    assert still == []


def test_labels_of_articles_of_other_kinds_count_for_themselves(text):
    one = named(text).paragraphs[0]
    apart = Paragraph(one.example, apart=True)
    (batch,) = rows.batches([[Paragraph(one.example)], [apart]], rows.Ids(known(text)), random.Random(1))
    for name in ("tags", "cue", "source"):
        news, other = (batch.hard[prefix + name] for prefix in ("", rows.SET_APART))
        assert ((news != NONE).sum(1) > 0).tolist() != ((other != NONE).sum(1) > 0).tolist()
        assert (news[news != NONE] == other[other != NONE]).all()
    assert (batch.hard["names"] != NONE).any(1).all()


def test_a_pronoun_is_to_point_to_the_mentions_before_it_or_to_none(text):
    one, other = text.paragraphs
    one.mentions = [Mention((1,), "1", asks=True), Mention((0, 1), "2", asks=False), Mention((2,), "2", asks=True)]
    other.mentions = [Mention((0,), "2", asks=True)]
    ids = rows.Ids(known(text))
    first = [1]
    for word in one.example.words:
        first.append(first[-1] + len(word.pieces))
    made = rows.row([one, other], ids)
    assert made.meant == [
        (first[1], [0]),
        (first[2], [first[0], first[1]]),
        (first[-1], [first[0], first[1], first[2]]),
    ]
    batch = rows.collate([rows.row([other], ids), made])
    width = batch.pieces.shape[1]
    assert batch.meant.rows.tolist() == [1, *(width + at for at, _ in made.meant)]
    assert [torch.nonzero(r)[:, 0].tolist() for r in batch.meant.right] == [[0], *(right for _, right in made.meant)]
    assert batch.meant.before.sum(1).tolist() == [1, *(at for at, _ in made.meant)]


def test_the_heads_for_words_learn_trees_and_the_service_reads_them(text):
    torch.manual_seed(1)
    vocabulary = known(text)
    model = Student(SMALL, vocabulary).eval()
    batch = rows.collate([rows.row([p], rows.Ids(vocabulary)) for p in text.paragraphs])
    given = batch.trees.columns
    states = torch.randn(batch.pieces.numel(), 2 * SMALL.hidden)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    for _ in range(30):
        found = scores(model, states, batch.trees)
        optimizer.zero_grad()
        sum(cross_entropy(each, given[name]) for name, each in found.items()).backward()
        optimizer.step()
    assert (found["heads"][-2:, 3:] <= -1e8).all()  # the last sentence has two words
    nodes = [s for p in text.paragraphs for s in p.sentences]
    heads = Heads(model, vocabulary, halved=False)
    with torch.inference_mode():
        words, parts = means(states, given["begins"], given["ends"]), given["parts"].tolist()
        assert heads.tags(words, parts) == [(n.upos, n.xpos, n.feats) for s in nodes for n in s]
        assert heads.trees(words, parts, batch.trees.lengths) == [[(n.head, n.relation) for n in s] for s in nodes]


def test_a_mean_is_over_a_words_pieces():
    states = torch.arange(10.0).view(5, 2)
    assert means(states, torch.tensor([0, 1]), torch.tensor([1, 4])).tolist() == [[0, 1], [4, 5]]


@pytest.fixture
def teachers(text):
    torch.manual_seed(1)
    one, other, names, more = (Large(WIDE).eval() for _ in range(4))
    found = soft.components(one, [text.paragraphs], count=5)
    return soft.Teachers([one, other], [names, more], found)


def test_teachers_labels_are_distributions_and_come_back_from_their_file(text, teachers, tmp_path):
    text.paragraphs.append(Paragraph(text.paragraphs[0].example))
    soft.teach(teachers, [text.paragraphs])
    given = [p.soft for p in text.paragraphs]
    for paragraph, labels in zip(text.paragraphs, given, strict=True):
        count = len(paragraph.example.words)
        assert labels.tags.shape == (count, len(TAGS)) and labels.names.shape == (count, len(NAMES))
        assert len(labels.to_cue.words) and labels.to_cue.chances.shape == (len(labels.to_cue.words), count + 1)
        assert labels.states.shape == (count, 5)
        for chances in (labels.tags, labels.names, labels.to_cue.chances, labels.to_source.chances):
            assert torch.allclose(chances.float().sum(1), torch.ones(len(chances)), atol=5e-3)
    soft.save(tmp_path / "soft.safetensors", given)
    for before, after in zip(given, soft.load(tmp_path / "soft.safetensors"), strict=True):
        for name in ("tags", "names", "states"):
            assert torch.equal(getattr(before, name), getattr(after, name))
        for a, b in ((before.to_cue, after.to_cue), (before.to_source, after.to_source)):
            assert torch.equal(a.words, b.words) and torch.equal(a.chances, b.chances)


def test_the_labels_are_the_teachers_mean_and_the_states_the_firsts(text, teachers):
    paragraph, (one, other), names = text.paragraphs[0], teachers.attributions, teachers.names
    each = []
    for some, namers in (([one], names[:1]), ([other], names[1:]), ([one, other], names)):
        soft.teach(replace(teachers, attributions=some, names=namers), [[paragraph]])
        each.append(paragraph.soft)
    for name in ("tags", "names"):
        first, second, both = (getattr(labels, name).float() for labels in each)
        assert torch.allclose(both, (first + second) / 2, atol=2e-3) and not torch.allclose(both, first, atol=2e-3)
    assert torch.equal(each[2].states, each[0].states) and not torch.equal(each[2].states, each[1].states)


def test_components_have_mean_0_and_deviation_1():
    torch.manual_seed(1)
    teacher, states = Large(WIDE).eval(), 5 + 3 * torch.randn(900, WIDE.hidden)
    teacher.encode = lambda pieces, features, mask: (states[: mask.numel()].view(*mask.shape, -1), None)
    words = [Word(i, i + 1, (2000,), 1, 0, 0) for i in range(200)]
    found = soft.components(teacher, [[Paragraph(Example.unlabelled(words))]], count=5)
    made = found.of(states[:202])
    assert made.shape == (202, 5)
    assert made.mean(0).abs().max() < 1e-3 and (made.std(0) - 1).abs().max() < 1e-3


def test_where_no_teacher_is_it_is_told(tmp_path):
    with pytest.raises(FileNotFoundError, match="teachers"):
        large.loaded(tmp_path, "large-*.safetensors")


def test_silver_names_have_the_texts_offsets_and_come_back_from_their_file(text, tmp_path):
    torch.manual_seed(1)
    teacher = Large(WIDE).eval()
    torch.nn.init.zeros_(teacher.entities.weight)
    teacher.entities.bias.data = torch.eye(len(NAMES))[NAMES.index("B-ORG")]
    empty = Text("", [])
    certain_of_none = Large(WIDE).eval()
    torch.nn.init.zeros_(certain_of_none.entities.weight)
    certain_of_none.entities.bias.data = 9 * torch.eye(len(NAMES))[0]
    assert silver.names([teacher, certain_of_none], [text]) == [[]]
    found = silver.names([teacher], [empty, text])
    words = [w for p in text.paragraphs for w in p.example.words]
    assert found == [[], [(w.start, w.end, "ORG") for w in words]]
    for teachers in ([teacher], []):  # the second time they are not asked
        assert silver.kept(tmp_path / "silver.jsonl", lambda given=teachers: given, [empty, text]) == found
    silver.label(text, found[1])
    assert {NAMES[label] for p in text.paragraphs for label in p.example.entities} == {"B-ORG"}


def test_a_name_goes_on_from_word_to_word(text):
    torch.manual_seed(1)
    teacher = Large(WIDE).eval()
    torch.nn.init.zeros_(teacher.entities.weight)
    teacher.entities.bias.data = torch.eye(len(NAMES))[NAMES.index("I-ORG")]
    (found,) = silver.names([teacher], [text])
    assert found == [(p.example.words[0].start, p.example.words[-1].end, "ORG") for p in text.paragraphs]
