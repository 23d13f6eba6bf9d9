"""The large teacher: what it begins with, and that it reads as the others do."""

from __future__ import annotations

import pytest
import torch
from safetensors.torch import save_file

from models.training import attribution, large
from models.training.large import Large, classes
from service.nlp.joint.names import NAMES
from service.nlp.tagger.model import TAGS, Shape
from service.nlp.tagger.words import CLS, SEP

WIDE = Shape(vocabulary=30527, hidden=36, layers=2, heads=3, feedforward=8, positions=514)


def pieces(*given):
    return torch.tensor([[CLS, *given, SEP]])


def read(model, ids):
    features, mask = torch.zeros(*ids.shape, 3, dtype=torch.long), ids != 0
    return model.encode(ids, features, mask)[0]


def test_near_distances_have_classes_of_their_own_and_far_ones_share_the_last():
    found = classes(200)
    assert found.shape == (200, 200)
    assert found[100, 100] == 0
    assert [int(found[100, 100 - k]) for k in range(8)] == list(range(8))
    assert [int(found[100, 100 + k]) for k in range(1, 8)] == list(range(17, 24))
    assert found[199, 0] == 15 and found[0, 199] == 31
    assert all(int(found[150, 150 - k]) <= int(found[150, 150 - k - 1]) for k in range(140))


def test_padding_changes_nothing():
    torch.manual_seed(1)
    model = Large(WIDE).eval()
    alone = read(model, pieces(2000, 2001))
    padded = read(model, torch.cat([pieces(2000, 2001), torch.zeros(1, 3, dtype=torch.long)], 1))
    assert torch.allclose(alone, padded[:, :4], atol=1e-5)


def test_distance_matters_and_the_heads_are_the_taggers():
    torch.manual_seed(1)
    model = Large(WIDE).eval()
    torch.nn.init.normal_(model.distances.weight, std=3.0)
    model.places.weight.data.zero_()
    one, other = read(model, pieces(2000, 2001, 2002)), read(model, pieces(2000, 2002, 2001))
    assert not torch.allclose(one[:, 1], other[:, 1], atol=1e-3)
    tags, cue, source = model.heads(one, torch.zeros(1, 1, 1, 5))
    assert tags.shape == (1, 5, len(TAGS)) and cue.shape == source.shape == (1, 5, 5)
    assert model.entities(one).shape == (1, 5, len(NAMES))


@pytest.fixture
def encoder(tmp_path, monkeypatch):
    """A folder with an MPNet of two small layers."""
    monkeypatch.setattr(large.Large.__init__, "__defaults__", (WIDE,))
    size, wide = WIDE.hidden, WIDE.feedforward
    shapes = {
        "embeddings.word_embeddings.weight": (WIDE.vocabulary, size),
        "embeddings.position_embeddings.weight": (WIDE.positions, size),
        "encoder.relative_attention_bias.weight": (large.CLASSES, WIDE.heads),
        "embeddings.LayerNorm.weight": (size,), "embeddings.LayerNorm.bias": (size,),
    }
    for layer in (f"encoder.layer.{i}" for i in range(WIDE.layers)):
        for name, rows, columns in (
            *((f"attention.attn.{k}", size, size) for k in "qkvo"),
            ("intermediate.dense", wide, size), ("output.dense", size, wide),
        ):
            shapes |= {f"{layer}.{name}.weight": (rows, columns), f"{layer}.{name}.bias": (rows,)}
        for name in ("attention.LayerNorm", "output.LayerNorm"):
            shapes |= {f"{layer}.{name}.{part}": (size,) for part in ("weight", "bias")}
    torch.manual_seed(1)
    save_file({name: torch.randn(shape) for name, shape in shapes.items()}, tmp_path / "model.safetensors")
    return tmp_path


def test_it_begins_with_mpnets_weights_and_comes_back_from_its_file(encoder, tmp_path):
    model = large.begun(encoder)
    given = large.load_file(encoder / "model.safetensors")
    assert torch.equal(model.layers[1].qkv.weight[36:72], given["encoder.layer.1.attention.attn.k.weight"])
    assert torch.equal(model.layers[0].norm_output.bias, given["encoder.layer.0.output.LayerNorm.bias"])
    attribution.save(model, tmp_path / "large.safetensors", apart=())
    again = large.load(tmp_path / "large.safetensors")
    assert not again.training
    for name, weight in model.state_dict().items():
        assert torch.equal(weight.half(), again.state_dict()[name].half()), name
