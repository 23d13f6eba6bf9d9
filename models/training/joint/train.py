"""Trains the one network: it learns from what the teachers say, the treebanks and names at once.

It goes on from the network of the last release, twice, and the mean of the three is shipped (model soups; Wortsman et
al., ICML 2022).
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from models.training import attribution, conllu, corpora, large, namer, ner_data
from models.training.finetune import Tuning, run
from models.training.joint import layout, meant, silver, soft, varied
from models.training.joint.losses import loss_of
from models.training.joint.paragraphs import Paragraph, Text
from models.training.joint.rows import Batch, Ids, batches
from models.training.joint.syntax import Student
from service.nlp import weights
from service.nlp.joint.model import Vocabulary
from service.nlp.parser import Parser
from service.nlp.tagger.model import Shape
from service.nlp.tagger.network import NETWORK, TABLE
from service.nlp.tagger.words import load_tokenizer

log = logging.getLogger("training")
NEW = (
    "match", "cases", "marks", "starts", "entities", "cuts", "parts", "morph", "upos", "xpos", "feats", "arc", "rel",
    "root", "before",
)
TEACHERS = "large-*.safetensors"
APART = frozenset({"words.weight", "match.weight", "match.bias"})
PIECES = 4096


@dataclass(frozen=True)
class Study:
    """How one student learns; of so many `copies` it reads each article in a pass, drawn from the six there are."""

    seed: int
    rate: float
    dropout: float
    copies: int


STUDIES = (Study(1, 3e-4, 0.1, 2), Study(2, 4e-4, 0.05, 3))


@dataclass(frozen=True)
class Corpora:
    """What the network learns from; every paragraph has soft labels."""

    news: list[Text]
    copies: list[list[Text]]
    ewt: list[Text]
    gum: list[Text]
    entities: list[Text]

    @property
    def texts(self) -> list[Text]:
        """All of them."""
        return [*self.news, *(text for copy in self.copies for text in copy), *self.ewt, *self.gum, *self.entities]

    def drawn(self, rng: random.Random, copies: int) -> list[list[Paragraph]]:
        """What is read in a pass; GUM twice, since it alone has relations outside news, and few."""
        some = [rng.choice(self.copies)[i] for _ in range(copies) for i in range(len(self.news))]
        return [t.paragraphs for t in [*self.news, *some, *self.ewt, *self.gum, *self.gum, *self.entities]]


def read(data: Path, tokenizer: Tokenizer, work: Path) -> Corpora:
    """The corpora with the teachers' labels, which are kept in `work`, and read from there where they are."""
    news = layout.news(data, tokenizer)
    ewt = layout.treebank(data / "ud/en_ewt-ud-train.conllu", tokenizer, named=False)
    gum_file = data / "ud/en_gum-ccby-train.conllu"
    gum = layout.treebank(gum_file, tokenizer, named=True)
    tags, articles = varied.tags_of(ewt + gum), [text.text for text in news]
    neighbours = varied.Neighbours(articles, tags, varied.vectors_of(work / "glove.pt"))
    elsewhere = [*ner_data.from_gum(gum_file), *(s for corpus in attribution.entity_corpora(data) for s in corpus)]
    names = silver.kept(work / "names-news.jsonl", partial(large.loaded, work, namer.FILES), news)
    copies = [
        list(varied.copies(news, names, neighbours, varied.named(elsewhere), tokenizer, variant))
        for variant in varied.VARIANTS
    ]
    given = Corpora(news, copies, ewt, gum, layout.entities(data, tokenizer))
    taught(given.texts, work)
    return given


def taught(texts: list[Text], work: Path) -> None:
    """Gives the texts the teachers' labels."""
    paragraphs, labels = [p for text in texts for p in text.paragraphs], work / "soft.safetensors"
    if not labels.exists():
        documents, teachers = [text.paragraphs for text in texts], large.loaded(work, TEACHERS)
        components = soft.components(teachers[0], documents)
        soft.teach(soft.Teachers(teachers, large.loaded(work, namer.FILES), components), documents)
        soft.save(labels, [p.soft for p in paragraphs if p.soft])
    for paragraph, found in zip(paragraphs, soft.load(labels), strict=True):
        paragraph.soft = found


def train(data: Path, encoder: Path, work: Path, models: Path, updates: int = 5400) -> None:
    """Writes ``network.safetensors`` to `work`, where the teachers, the vectors and the table of word pieces are.

    The students start from the network in the folder `models`; on the parses of the models there the resolver says whom
    pronouns mean in the news.  Each student goes on from its checkpoint if it is there.
    """
    given = read(data, load_tokenizer(encoder / "tokenizer.json"), work)
    meant.gold(given.gum, list(conllu.documents(conllu.read(data / "ud/en_gum-ccby-train.conllu"))))
    meant.silver(given.news, corpora.learned(data), Parser.load(models), data / "polnear/corenlp/train.jsonl")
    shipped = models / "en/attribution" / NETWORK
    _, words, last = weights.read(shipped)
    known = Vocabulary(**words)
    trained = [learned(study, given, known, last, work, updates) for study in STUDIES]
    attribution.save(averaged([shipped, *trained]), work / NETWORK, APART, vocabulary=asdict(known))


def averaged(files: Sequence[Path]) -> Student:
    """The network whose weights are the mean of those in the files."""
    read_from = [weights.read(path) for path in files]
    mean, parts = Student(Shape(), Vocabulary(**read_from[0][1])), [state for *_, state in read_from]
    state = {name: sum(p[name].float() for p in parts) / len(parts) for name in parts[0]}
    mean.load_state_dict({**state, **{name: mean.state_dict()[name] for name in APART}})
    return mean


def learned(
    study: Study, given: Corpora, known: Vocabulary, start: dict[str, Tensor], work: Path, updates: int
) -> Path:
    """Trains one student, and says where it is."""
    torch.manual_seed(study.seed)
    target = work / f"student-{study.seed}.safetensors"
    if target.exists():
        return target
    model = Student(Shape(), known, study.dropout)
    model.load_state_dict({**start, **load_file(work / TABLE)}, strict=False)
    checkpoint = target.with_suffix(".checkpoint")
    tuning = Tuning(study.rate, NEW, updates, checkpoint=checkpoint)
    take_on(model, target, partial(given.drawn, copies=study.copies), tuning, study.seed, PIECES)
    return target


def take_on(
    model: Student,
    target: Path,
    drawn: Callable[[random.Random], list[list[Paragraph]]],
    tuning: Tuning,
    seed: int,
    pieces: int,
) -> None:
    """Trains a network on what is `drawn` for each pass, in batches of so many pieces, and writes it to `target`."""
    ids = Ids(model.vocabulary)

    def passes(step: int) -> Iterator[Batch]:
        rng = random.Random(seed + step)
        return batches(drawn(rng), ids, rng, pieces)

    run(model, passes, partial(loss_of, model), tuning)
    attribution.save(model, target, APART, vocabulary=asdict(model.vocabulary))
