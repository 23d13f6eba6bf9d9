"""The tagger of names gives what its network's parameters say, sentence by sentence."""

from __future__ import annotations

import itertools

import pytest
import torch
from safetensors.torch import save_file
from torch.nn import functional

from service.domain.errors import ModelError
from service.nlp.joint import names
from service.nlp.joint.names import (
    ALPHABET,
    FILE,
    LONGEST,
    NAMES,
    PADDING,
    STATES,
    STEPS,
    UNKNOWN,
    VECTOR,
    VECTORS,
    WORDS,
    NamesModel,
    NamesTagger,
    Vectors,
    spelled,
)
from service.nlp.tagger.words import case_of

KNOWN = ["voss", "don't", "’", "norport", "said"]
SENTENCES = [
    ["Norport"],
    ["ANA", "said"],
    ["Voss", "don’t", "don't", "said", "’", "Ångströmsunwhatsoeverlongest", "norport"],
]
LENGTHS = [len(sentence) for sentence in SENTENCES]
FORMS = [form for sentence in SENTENCES for form in sentence]


@pytest.fixture(params=range(6))
def model(request):
    """Weights with which tags differ from word to word, and steps count."""
    torch.manual_seed(request.param)
    made = NamesModel().eval()
    with torch.no_grad():
        for layer in (made.project, made.c1, made.c2, made.tags):
            layer.weight.mul_(3)
        torch.nn.init.normal_(made.transitions)
    return made


@pytest.fixture
def vectors():
    torch.manual_seed(50)
    return Vectors(KNOWN, torch.randint(-127, 128, (len(KNOWN) + 1, VECTOR)).to(torch.int8), torch.rand(6).half() / 50)


@pytest.fixture
def states():
    torch.manual_seed(60)
    return torch.randn(len(FORMS), STATES)


def scores(model, vectors, forms, states):
    """What the network says of one sentence: convolutions with zeros beyond its ends."""
    letters = torch.tensor([spelled(form) for form in forms])
    surface = model.surface(vectors.of(forms), letters, torch.tensor([case_of(form) for form in forms]))
    x = torch.cat([torch.tanh(model.project(states)), surface], 1).T[None]
    once = functional.gelu(model.c1(x))
    return model.tags((once + functional.gelu(model.c2(once)))[0].T)


def best(scores, transitions):
    """The best legal tags: Viterbi's search."""
    steps = torch.from_numpy(STEPS) + transitions
    total, back = scores[0] + torch.from_numpy(STEPS[0]), []
    for row in scores[1:]:
        through = total[:, None] + steps
        back.append(through.argmax(0))
        total = through.max(0).values + row
    path = [int(total.argmax())]
    for row in reversed(back):
        path.append(int(row[path[-1]]))
    return [NAMES[tag] for tag in reversed(path)]


@torch.inference_mode()
def test_tags_are_those_of_each_sentence_alone(model, vectors, states):
    tagger = NamesTagger(model, vectors, halved=False)
    each = states.split(LENGTHS)
    plain = [best(scores(model, vectors, forms, part), model.transitions)
             for forms, part in zip(SENTENCES, each, strict=True)]
    assert tagger.tags(FORMS, states, LENGTHS) == plain
    assert [tagger.tags(f, part, [len(f)])[0] for f, part in zip(SENTENCES, each, strict=True)] == plain
    turned = tagger.tags([f for s in SENTENCES[::-1] for f in s], torch.cat(each[::-1]), LENGTHS[::-1])
    assert turned == plain[::-1]


@pytest.mark.parametrize("remembered", [1, 3, 9])
@torch.inference_mode()
def test_what_is_remembered_of_forms_changes_nothing(model, vectors, states, monkeypatch, remembered):
    plain = NamesTagger(model, vectors, halved=False).tags(FORMS, states, LENGTHS)
    monkeypatch.setattr(names, "REMEMBERED", remembered)
    tagger = NamesTagger(model, vectors, halved=False)
    for forms, part, found in zip(SENTENCES, states.split(LENGTHS), plain, strict=True):
        assert tagger.tags(forms, part, [len(forms)]) == [found]
    assert tagger.tags(FORMS, states, LENGTHS) == plain


@pytest.mark.parametrize("halved", [False, True])
@torch.inference_mode()
def test_tags_are_legal_and_one_a_word(model, vectors, halved):
    tagger = NamesTagger(model, vectors, halved)
    lengths = [9, 1, 1, 30]
    forms = [FORMS[i % len(FORMS)] for i in range(sum(lengths))]
    found = tagger.tags(forms, 3 * torch.randn(len(forms), STATES), lengths)
    assert [len(tags) for tags in found] == lengths
    for tags in found:
        assert all(b[0] != "I" or a[2:] == b[2:] for a, b in itertools.pairwise(["O", *tags]))
    assert len({tag for tags in found for tag in tags}) > 2


@torch.inference_mode()
def test_learned_steps_are_added_from_a_row_to_a_column(model, vectors, states):
    for parameter in model.parameters():
        parameter.zero_()
    model.tags.bias[NAMES.index("B-LOC")] = 1.0
    model.transitions[NAMES.index("B-LOC"), NAMES.index("B-ORG")] = 5.0
    found = NamesTagger(model, vectors, halved=False).tags(FORMS[:3], states[:3], [3])
    assert found == [["B-LOC", "B-LOC", "B-ORG"]]


def test_vectors_are_those_of_lower_case_and_plain_apostrophes(vectors):
    rows = vectors._table.float() * vectors._scales.float()[:, None]
    forms = {"Voss": 1, "VOSS": 1, "don't": 2, "Don’t": 2, "’": 3, "'": 0, "unheard": 0, "": 0}
    assert torch.equal(vectors.of(list(forms)), rows[list(forms.values())])


def test_a_form_is_spelled_by_its_first_characters():
    assert spelled("Ana") == (PADDING, ALPHABET["A"], ALPHABET["n"], ALPHABET["a"], *[PADDING] * (LONGEST - 2))
    assert spelled("ß’")[:4] == (PADDING, UNKNOWN, ALPHABET["’"], PADDING)
    assert spelled("a" * 99) == (PADDING, *[ALPHABET["a"]] * LONGEST, PADDING)
    assert {PADDING, UNKNOWN}.isdisjoint(ALPHABET.values()) and len(set(ALPHABET.values())) == len(ALPHABET)


def test_what_is_beyond_a_form_says_nothing(model):
    letters = torch.tensor([spelled("Ana")])
    with torch.inference_mode():
        before = model.surface(torch.zeros(1, VECTOR), letters, torch.tensor([2]))
        model.filters.bias[:] = 5.0
        model.filters.weight[:] = -10 * model.chars.weight.abs().max()
        after = model.surface(torch.zeros(1, VECTOR), torch.full_like(letters, PADDING), torch.tensor([2]))
    assert before.any()
    assert not after[:, -model.filters.out_channels :].any()


@torch.inference_mode()
def test_it_is_read_from_its_files(model, vectors, states, tmp_path):
    save_file({name: part.half().contiguous() for name, part in model.state_dict().items()}, tmp_path / FILE)
    with pytest.raises(ModelError, match=VECTORS):
        NamesTagger.load(tmp_path, halved=False)
    save_file({"table": vectors._table, "scales": vectors._scales}, tmp_path / VECTORS)
    (tmp_path / WORDS).write_text("".join(f"{word}\n" for word in KNOWN), encoding="utf8")
    for parameter in model.parameters():
        parameter.copy_(parameter.half().float())
    found = NamesTagger.load(tmp_path, halved=False).tags(FORMS, states, LENGTHS)
    assert found == NamesTagger(model, vectors, halved=False).tags(FORMS, states, LENGTHS)
    (tmp_path / FILE).write_bytes(b"damaged")
    with pytest.raises(ModelError, match=FILE):
        NamesTagger.load(tmp_path, halved=False)
