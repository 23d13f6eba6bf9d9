"""Goes on from the shipped network with articles of other kinds, and holds it by what it says itself of all others.

Learning without forgetting (Li & Hoiem, ECCV 2016): on the news, the treebanks and the entity corpora its own answers
stand for the teachers', beside the corpora's labels.  The mean of the network and of those that went on from it is
shipped.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from models.evaluation import speaker_labels
from models.training import attribution, conllu, corpora
from models.training.device import DEVICE, halves, placed
from models.training.examples import Row, collate
from models.training.finetune import Tuning
from models.training.joint import kinds, layout, meant, soft
from models.training.joint.paragraphs import Paragraph, Pointers, Soft, Text
from models.training.joint.syntax import Student
from models.training.joint.train import APART, averaged, take_on
from models.training.polnear import Article
from service.nlp import weights
from service.nlp.joint.model import Vocabulary
from service.nlp.tagger.model import Shape
from service.nlp.tagger.network import NETWORK, TABLE
from service.nlp.tagger.words import load_tokenizer

MOST, PIECES = 120, 4000
BATCH = 2560


@dataclass(frozen=True)
class Course:
    """How one goes on: of the news it reads such a share in a pass, of the articles of other kinds so many copies."""

    seed: int
    rate: float
    updates: int
    news: float = 0.8
    copies: int = 2


COURSES = (Course(1, 1.5e-4, 1200), Course(2, 1e-4, 1100, news=1.0))


@dataclass(frozen=True)
class Corpora:
    """What is learned from."""

    news: list[Text]
    ewt: list[Text]
    gum: list[Text]
    entities: list[Text]
    kinds: list[Text]

    def drawn(self, rng: random.Random, course: Course) -> list[list[Paragraph]]:
        """What is read in a pass."""
        parts = ((self.news, course.news), (self.ewt, 0.25), (self.gum, 0.5), (self.entities, 0.5))
        some = [text for texts, share in parts for text in rng.sample(texts, int(len(texts) * share))]
        return [text.paragraphs for text in [*some, *self.kinds * course.copies]]


def read(data: Path, tokenizer: Tokenizer) -> Corpora:
    """The corpora; pronouns of the news are those whose speakers annotators told."""
    gum_file = data / "ud/en_gum-ccby-train.conllu"
    gum = layout.treebank(gum_file, tokenizer, named=True)
    meant.gold(gum, list(conllu.documents(conllu.read(gum_file))))
    news = layout.news(data, tokenizer)
    texts = {a.name: text for a, text in zip(corpora.learned(data), news, strict=True)}
    for article, gold in speaker_labels.of_articles(data):
        if article.name in texts:
            kinds.mention(texts[article.name], list(_said(article, gold)))
    ewt = layout.treebank(data / "ud/en_ewt-ud-train.conllu", tokenizer, named=False)
    return Corpora(news, ewt, gum, layout.entities(data, tokenizer), kinds.texts(tokenizer))


def _said(article: Article, gold: dict[str, speaker_labels.Gold]) -> Iterator[kinds.Said]:
    for one in article.attributions:
        label = gold.get(one.id)
        if label and label["sure"] and label["speaker"] and label["kind"] == "person" and one.source:
            words = " ".join(article.text[start:end] for start, end in one.source).lower()
            names = {label["speaker"], *(name for name in label["accept"] if name[:1].isupper())}
            yield kinds.Said(words, one.source, label["speaker"], frozenset(names))


def hold(model: Student, texts: Sequence[Text]) -> None:
    """Gives every paragraph what the network says of it, those that count for themselves its names alone."""
    documents = [text.paragraphs for text in texts]
    soft.spread(documents, partial(_chances, model.to(DEVICE).eval()), MOST, PIECES)
    for paragraph in (p for document in documents for p in document):
        if paragraph.apart and paragraph.soft is not None:
            paragraph.soft = _names_alone(paragraph.soft)


@torch.inference_mode()
def _chances(model: Student, rows: Sequence[Row]) -> dict[str, Tensor]:
    """The network's own probabilities."""
    pieces, features, mask, *_ = placed(collate(list(rows)))
    with halves():
        layers, bias = model.layered(pieces, features, mask)
        found = dict(zip(("tags", *soft.POINTERS), model.heads(layers[-1], bias), strict=True))
        found["names"] = model.entities(model.read(layers))
    return {name: scores.float().softmax(-1).cpu() for name, scores in found.items()}


def _names_alone(said: Soft) -> Soft:
    none = Pointers(torch.zeros(0, dtype=torch.long), torch.zeros(0, said.count + 1).half())
    return Soft(None, none, none, names=said.names)


def started(models: Path, dropout: float = 0.1) -> Student:
    """The shipped network as a student."""
    _, words, state = weights.read(models / "en/attribution" / NETWORK)
    model = Student(Shape(), Vocabulary(**words), dropout)
    model.load_state_dict({**state, **load_file(models / "en/attribution" / TABLE)}, strict=False)
    return model


def train(data: Path, work: Path, models: Path, courses: Sequence[Course] = COURSES) -> None:
    """Writes ``network.safetensors`` to `work`: the mean of that in the folder `models` and of those that went on.

    Called again, it goes on from a checkpoint, and from the network that was in `models` at first.
    """
    before = work / "before-kinds.safetensors"
    if not before.exists():
        shutil.copy(models / "en/attribution" / NETWORK, before)
    targets = [work / f"tuned-{course.seed}.safetensors" for course in courses]
    if not all(target.exists() for target in targets):
        given = read(data, load_tokenizer(models / "en/attribution/tokenizer.json"))
        hold(started(models), [*given.news, *given.ewt, *given.gum, *given.entities, *given.kinds])
        for course, target in zip(courses, targets, strict=True):
            if not target.exists():
                _learned(course, given, models, target)
    model = averaged([before, *targets])
    attribution.save(model, work / NETWORK, APART, vocabulary=asdict(model.vocabulary))


def _learned(course: Course, given: Corpora, models: Path, target: Path) -> None:
    torch.manual_seed(course.seed)
    tuning = Tuning(course.rate, ("match",), course.updates, course.rate, checkpoint=target.with_suffix(".checkpoint"))
    take_on(started(models), target, partial(given.drawn, course=course), tuning, course.seed, BATCH)
