"""Stronger entity taggers, which label raw text for the shipped ones to learn from; they are not shipped themselves.

Each is the small sentence encoder, fine-tuned whole, below the service's entity network.  One starts from the encoder
as it was published, the other from the attribution tagger's second network, which has read news; they err in different
places, so their mean is what labels.  The gold corpora are small and of mixed kinds: teachers carry over to the
treebank's and the news texts, which have no entity labels of their own.
"""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from stanza.models.common.crf import CRFLoss
from tokenizers import Tokenizer
from torch import Tensor, nn

from models.training import conllu, corpora, ner_data
from models.training.attribution import initialise
from models.training.finetune import Tuning, run
from models.training.lstm import accelerate
from models.training.ner_data import Tagged
from service.nlp.bio import legal, viterbi
from service.nlp.ner.model import TAGS, Batch, EntityModel
from service.nlp.ner.model import Shape as EntityShape
from service.nlp.ner.runtime import Vectors, collate
from service.nlp.tagger.model import AttributionModel, Shape
from service.nlp.tagger.words import CLS, SEP, Word, load_tokenizer, split

log = logging.getLogger("training")
LONGEST, LONGEST_SENTENCE = 140, 150
EWT_COPIES, RE3D_COPIES = 3, 2
NEWS = 5000
NEW = ("encoder.tags", "encoder.asks", "encoder.answers", "entities")
STEPS = legal(TAGS)


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences that follow each other: words and tags of all, word pieces, and where each word's pieces are."""

    words: list[str]
    tags: list[str]
    lengths: list[int]
    pieces: list[int]
    features: list[tuple[int, int, int]]
    places: list[list[int]]


def runs(sentences: Iterable[Tagged], tokenizer: Tokenizer, rng: random.Random | None = None) -> list[Run]:
    """The sentences in runs of at most LONGEST pieces; with `rng`, of random lengths and half with curly marks."""
    out: list[Run] = []
    group: list[tuple[Tagged, corpora.Ranges, list[Word]]] = []
    size = 0
    for given in sentences:
        tagged = (ner_data.typographic(given, rng) if rng else given)[:LONGEST_SENTENCE]
        text, spans = corpora.surface(tagged, glue=rng is None or rng.random() < 0.7)
        words = split(text, 0, len(text), tokenizer)
        pieces = sum(len(w.pieces) for w in words)
        if group and (size + pieces > LONGEST or (rng and rng.random() < 0.4)):
            out.append(_run(group))
            group, size = [], 0
        group.append((tagged, spans, words))
        size += pieces
    return [*out, _run(group)] if group else out


def _run(group: list[tuple[Tagged, corpora.Ranges, list[Word]]]) -> Run:
    out = Run([], [], [], [CLS], [(0, 0, 0)], [])
    for number, (tagged, spans, words) in enumerate(group):
        at = []
        for w in words:
            at.append((w.start, w.end, range(len(out.pieces), len(out.pieces) + len(w.pieces))))
            out.pieces.extend(w.pieces)
            out.features.extend([(w.case, w.mark, 0 if number else w.starts)] * len(w.pieces))
        for (word, tag), (start, end) in zip(tagged, spans, strict=True):
            out.words.append(word)
            out.tags.append(tag)
            out.places.append([k for a, b, pieces in at if a < end and start < b for k in pieces] or [0])
        out.lengths.append(len(tagged))
    out.pieces.append(SEP)
    out.features.append((0, 0, 0))
    return out


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """Runs padded to a batch: the encoder's pieces, the words' surface, tags, and which piece belongs to which word."""

    pieces: Tensor
    features: Tensor
    mask: Tensor
    surface: Batch
    tags: Tensor
    owners: tuple[Tensor, Tensor, Tensor]


def batches(
    data: list[Run], vectors: Vectors, rng: random.Random, pieces: int = 2560
) -> Iterator[tuple[list[int], Given]]:
    """Indices and batches of runs of like length, shuffled."""
    order = sorted(range(len(data)), key=lambda i: len(data[i].pieces) + rng.random() * 12)
    groups: list[list[int]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(data[i].pieces) > pieces:
            groups.append([])
        groups[-1].append(i)
    rng.shuffle(groups)
    for group in groups:
        yield group, padded([data[i] for i in group], vectors)


def padded(group: list[Run], vectors: Vectors) -> Given:
    """One batch."""
    surface = collate([(r.words, torch.zeros(len(r.words), 1)) for r in group], vectors)
    size, (count, words) = max(len(r.pieces) for r in group), surface.cases.shape
    ids, mask = torch.zeros(count, size, dtype=torch.long), torch.zeros(count, size, dtype=torch.bool)
    features = torch.zeros(count, size, 3, dtype=torch.long)
    tags = torch.zeros(count, words, dtype=torch.long)
    owners: list[tuple[int, int, float]] = []
    for i, r in enumerate(group):
        n = len(r.pieces)
        ids[i, :n], features[i, :n], mask[i, :n] = torch.tensor(r.pieces), torch.tensor(r.features), True
        tags[i, : len(r.tags)] = torch.tensor([TAGS.index(t) for t in r.tags])
        owners += [(i * words + k, i * size + p, 1 / len(ps)) for k, ps in enumerate(r.places) for p in ps]
    to, of, share = zip(*owners, strict=True)
    return Given(ids, features, mask, surface, tags, (torch.tensor(to), torch.tensor(of), torch.tensor(share)))


class Teacher(nn.Module):
    """The encoder below the entity network; a word's state is the mean over its pieces."""

    def __init__(self, encoder: AttributionModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.entities = EntityModel(EntityShape(states=encoder.shape.hidden), dropout=0.3)
        self.criterion = CRFLoss(len(TAGS))
        self.criterion._transitions = self.entities.transitions

    def forward(self, given: Given) -> Tensor:
        """Scores, runs x words x tags."""
        states, _ = self.encoder.encode(given.pieces, given.features, given.mask)
        to, of, share = given.owners
        shape = given.surface.cases.shape
        by_word = states.new_zeros(shape[0] * shape[1], states.shape[-1])
        by_word = by_word.index_add(0, to, states.flatten(0, 1)[of] * share[:, None]).view(*shape, -1)
        scores: Tensor = self.entities(replace(given.surface, states=by_word))
        return scores

    def loss(self, given: Given) -> Tensor:
        """The CRF's negative log-likelihood for twenty words."""
        padding = torch.arange(given.tags.shape[1])[None] >= given.surface.lengths[:, None]
        loss, _ = self.criterion(self(given), padding, given.tags)
        out: Tensor = loss * len(given.tags) * 20 / given.surface.lengths.sum()
        return out


def gold(data: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Run]:
    """The gold corpora in runs of sentences; those of EWT that are kept for choosing are left out."""
    ewt, _ = ner_data.held_out(list(ner_data.from_columns(data / "ner/uner_ewt-dev.iob2", 1, 2)))
    re3d = [ner_data.named_only(s) for s in ner_data.from_columns(data / "ner/re3d-train.conll")]
    wikigold = list(ner_data.from_columns(data / "ner/wikigold.conll"))
    gum = list(ner_data.from_gum(data / "ud/en_gum-ccby-train.conllu"))
    tweets = list(ner_data.from_columns(data / "ner/wnut17-train.conll"))
    parts = [*[ewt] * EWT_COPIES, *[re3d] * RE3D_COPIES, wikigold, gum]
    return [r for part in parts for r in runs(filter(None, part), tokenizer, rng)] + [
        r for s in tweets if s for r in runs([s], tokenizer, rng)
    ]


def train(model: Teacher, data: Path, tokenizer: Tokenizer, vectors: Vectors, checkpoint: Path, seed: int) -> Teacher:
    """Three passes over the gold corpora; goes on from its checkpoint if that is there."""
    torch.manual_seed(seed)
    accelerate(model)
    first = gold(data, tokenizer, random.Random(seed))
    updates = 3 * sum(1 for _ in batches(first, vectors, random.Random(seed)))

    def one_pass(step: int) -> Iterator[Given]:
        rng = random.Random(seed + step)
        return (given for _, given in batches(gold(data, tokenizer, rng), vectors, rng))

    run(model, one_pass, model.loss, Tuning(rate=1.5e-4, new=NEW, updates=updates, checkpoint=checkpoint))
    return model.eval()


def _encoder(start: Path) -> AttributionModel:
    """MiniLM from its folder, or the second network from the folder of the attribution tagger."""
    model = AttributionModel(Shape(), dropout=0.1)
    if (start / "model.safetensors").exists():
        initialise(model, start)
        return model
    weights = load_file(start / "tagger-b.safetensors") | load_file(start / "words.safetensors")
    model.load_state_dict({name: weight.float() for name, weight in weights.items()})
    return model


@torch.inference_mode()
def probabilities(model: Teacher, data: list[Run], vectors: Vectors) -> list[Tensor]:
    """For each sentence of the runs, words x tags."""
    by_run: dict[int, Tensor] = {}
    for group, given in batches(data, vectors, random.Random(0), 4000):
        by_run.update(zip(group, torch.softmax(model(given), -1), strict=True))
    return [p for i, r in enumerate(data) for p in by_run[i][: len(r.words)].split(r.lengths)]


def raw(data: Path) -> list[Tagged]:
    """The treebank's and some news articles' sentences, without tags, half with curly marks."""
    rng = random.Random(3)
    treebank = [[(w[conllu.FORM], "O") for w in s.words] for s in conllu.read(data / "ud/en_ewt-ud-train.conllu")]
    news = list(ner_data.from_silver(data / "polnear/corenlp/train.jsonl", data / "polnear/train/text"))
    blocks = [news[i : i + 20] for i in range(0, len(news), 20)]
    rng.shuffle(blocks)
    sentences = treebank + [[(w, "O") for w, _ in s] for block in blocks[: NEWS // 20] for s in block]
    return [ner_data.typographic(s, rng)[:LONGEST_SENTENCE] for s in sentences if s]


def main(data: Path, starts: Sequence[Path], tokenizer: Path, vectors: Vectors, target: Path) -> None:
    """Trains a teacher from each of `starts` and labels raw text with their mean.

    Writes `target` (JSON lines of [word, tag] pairs) and beside it, with the ending ``.safetensors``, the
    probabilities of all words in that order, words x tags.
    """
    pieces = load_tokenizer(tokenizer)
    sentences = raw(data)
    found = []
    for seed, start in enumerate(starts, 1):
        checkpoint = target.with_name(f"teacher-{seed}.checkpoint")
        model = train(Teacher(_encoder(start)), data, pieces, vectors, checkpoint, seed)
        found.append(probabilities(model, runs(sentences, pieces), vectors))
    means = [torch.stack(each).mean(0) for each in zip(*found, strict=True)]
    with target.open("w", encoding="utf8") as out:
        for sentence, mean in zip(sentences, means, strict=True):
            tags = viterbi(np.log(np.maximum(mean.numpy(), 1e-9)), STEPS)
            out.write(json.dumps([(w, TAGS[t]) for (w, _), t in zip(sentence, tags, strict=True)]) + "\n")
    save_file({"probabilities": torch.cat(means).half()}, target.with_suffix(".safetensors"))
