"""Takes the network on to articles of other kinds than PolNeAR's, without letting it forget the rest.

It learns the quotes of models/evaluation/articles/learned as their authors marked them.  Elsewhere it learns what it
says there itself beforehand, so that only these articles move it (learning without forgetting; Li & Hoiem, ECCV 2016),
and the treebanks' trees.  The mean of the networks before and after is kept (see train.py).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from models.evaluation import written
from models.training import attribution, conllu, corpora
from models.training.device import DEVICE, halves, placed
from models.training.examples import NONE, collate
from models.training.finetune import Tuning, run
from models.training.joint import layout, meant, soft
from models.training.joint.losses import WEIGHTS, losses
from models.training.joint.paragraphs import Paragraph, Text, edged
from models.training.joint.rows import Batch, Ids, batches
from models.training.joint.syntax import Student
from models.training.joint.train import APART
from models.training.polnear import Article, Attribution, Ranges
from service.nlp import weights
from service.nlp.joint.model import Vocabulary
from service.nlp.tagger.model import Shape
from service.nlp.tagger.network import NETWORK, TABLE
from service.nlp.tagger.words import load_tokenizer

# What the authors marked weighs more than annotators' labels do beside teachers'.
OWN = {**WEIGHTS, "tags": 1.0, "cue": 0.5, "source": 0.5}
# In a pass each article is read so often, and this share of the news and of each treebank once.
TIMES, NEWS, TREES = 3, 0.3, 0.4
RATE, PIECES, SEEDS, BEFORE = 1e-4, 2560, (7, 1007), 0.5
# Characters between a quote and the quotation that goes on with it.
NEAR = 4
Json = dict[str, Any]


def articles(tokenizer: Tokenizer) -> list[Text]:
    """The articles; nothing is learned of the words of optional quotes alone."""
    return [labelled(name, text, gold, tokenizer) for name, text, gold in written.articles("learned")]


def labelled(name: str, text: str, gold: Json, tokenizer: Tokenizer) -> Text:
    """One article with its outer quotes, which is what PolNeAR's annotators mark."""
    sure: list[Attribution] = []
    optional: list[Attribution] = []
    last: tuple[str | None, Attribution] | None = None
    outer = (q for q in gold["quotes"] if not q.get("nested_in"))
    for quote in sorted(outer, key=lambda q: q["content"]["spans"][0]["start"]):
        found = Attribution(quote["id"], *(_ranges(quote[part]) for part in ("source", "cue", "content")))
        if last is not None and last[0] == quote["speaker"] and _goes_on(text, last[1], found):
            last[1].content.extend(found.content)
            continue
        (optional if quote.get("optional") else sure).append(found)
        last = quote["speaker"], found
    examples = corpora.attributed(Article(name, text, sure), tokenizer)
    for example in examples:
        for each in optional:
            for i in example.inside(each.source + each.cue + each.content):
                if example.tags[i] == 0:
                    example.tags[i] = example.cue_of[i] = example.source_of[i] = NONE
    return Text(text, [Paragraph(example) for example in examples])


def _ranges(part: Json | None) -> Ranges:
    return [(span["start"], span["end"]) for span in part["spans"]] if part else []


def _goes_on(text: str, before: Attribution, found: Attribution) -> bool:
    """Whether a quotation that nobody leads stands right behind a quote: annotators mostly make one of both."""
    end, start = max(end for _, end in before.content + before.cue + before.source), found.content[0][0]
    alone = not found.cue and not found.source
    return alone and start - end < NEAR and "\n" not in text[before.content[-1][1] : start]


@torch.inference_mode()
def anchor(model: Student, documents: Sequence[list[Paragraph]]) -> None:
    """Gives every paragraph, as what teachers say of it, what the network says itself."""
    model.eval()
    for group in soft.groups(documents):
        pieces, features, mask, *_ = placed(collate([given for given, _ in group]))
        with halves():
            layers, bias = model.layered(pieces, features, mask)
            heads = zip(("tags", *soft.POINTERS), model.heads(layers[-1], bias), strict=True)
            said = {**dict(heads), "names": model.entities(model.read(layers))}
        chances = {name: scores.float().softmax(-1).cpu() for name, scores in said.items()}
        for i, (_, window) in enumerate(group):
            mine = {name: values[i] for name, values in chances.items()}
            for paragraph, edges in edged(window):
                paragraph.soft = soft.labels(mine, paragraph.example.words, edges)


def unlabelled(text: Text) -> Text:
    """The text without its annotators' attributions."""
    bare = [type(p.example).unlabelled(p.example.words) for p in text.paragraphs]
    return Text(text.text, [replace(p, example=e) for p, e in zip(text.paragraphs, bare, strict=True)])


def loss_of(model: Student, batch: Batch) -> Tensor:
    """All losses, weighted."""
    with halves():
        return torch.stack([OWN[name] * loss for name, loss in losses(model, batch).items()]).sum()


def train(data: Path, work: Path, models: Path, updates: int = 600) -> None:
    """Writes ``network.safetensors`` to `work`: half of the network in the folder `models`, half what it becomes."""
    folder = models / "en/attribution"
    _, words, start = weights.read(folder / NETWORK)
    known = Vocabulary(**words)
    start = {**{k: v.float() for k, v in start.items()}, **load_file(folder / TABLE)}
    given = read(data, load_tokenizer(folder / "tokenizer.json"))
    anchor(begun(known, start).to(DEVICE), [text.paragraphs for texts in given[1:] for text in texts])
    made = []
    for seed in SEEDS:
        target = work / f"kinds-{seed}.safetensors"
        if not target.exists():
            torch.manual_seed(seed)
            model, passes = begun(known, start), partial(_passes, given, Ids(known), seed)
            tuning = Tuning(RATE, (), updates, checkpoint=target.with_suffix(".checkpoint"))
            run(model, passes, partial(loss_of, model), tuning)
            attribution.save(model, target, APART, vocabulary=asdict(known))
        made.append(load_file(target))
    share = (1 - BEFORE) / len(made)
    state = {k: BEFORE * start[k] + sum(share * part[k].float() for part in made) for k in made[0]}
    attribution.save(begun(known, {**start, **state}), work / NETWORK, APART, vocabulary=asdict(known))


def read(data: Path, tokenizer: Tokenizer) -> tuple[list[Text], ...]:
    """The articles of other kinds, the news without its labels, and both treebanks."""
    news = [unlabelled(text) for text in layout.news(data, tokenizer)]
    ewt = layout.treebank(data / "ud/en_ewt-ud-train.conllu", tokenizer, named=False)
    file = data / "ud/en_gum-ccby-train.conllu"
    gum = layout.treebank(file, tokenizer, named=True)
    meant.gold(gum, list(conllu.documents(conllu.read(file))))
    return articles(tokenizer), news, ewt, gum


def begun(known: Vocabulary, state: dict[str, Tensor]) -> Student:
    """The network with these weights, ready to learn."""
    model = Student(Shape(), known)
    model.load_state_dict(state, strict=False)
    return model


def _passes(given: Sequence[list[Text]], ids: Ids, seed: int, step: int) -> Iterator[Batch]:
    rng = random.Random(seed + step)
    own, *others = given
    drawn = [*own * TIMES]
    for texts, share in zip(others, (NEWS, TREES, TREES), strict=True):
        drawn += rng.sample(texts, max(1, int(len(texts) * share)))
    return batches([text.paragraphs for text in drawn], ids, rng, PIECES)
