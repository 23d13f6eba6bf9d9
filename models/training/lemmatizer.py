"""Lemmatizer and multi-word token expander: dictionaries over all words, sequence models over distinct ones."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from stanza.models import lemmatizer as stanza_lemmatizer
from stanza.models import mwt_expander
from stanza.models.common.doc import LEMMA, TEXT, UPOS, Document
from stanza.models.lemma.data import DataLoader
from stanza.models.lemma.trainer import Trainer
from stanza.utils.conll import CoNLL

from service.nlp.shortcuts.lemmas import Reader

log = logging.getLogger("training")


def distinct(document: Document, size: int = 20) -> Document:
    """Every (form, tag, lemma) once, in made-up sentences of `size` words, so that frequent words do not dominate."""
    seen = sorted({tuple(w) for w in document.get([TEXT, UPOS, LEMMA]) if w[2]})
    random.Random(0).shuffle(seen)
    return Document([
        [{"id": i, "text": w[0], "upos": w[1], "lemma": w[2]} for i, w in enumerate(seen[at : at + size], 1)]
        for at in range(0, len(seen), size)
    ])


def accuracy(trainer: Trainer, document: Document, loader: DataLoader) -> float:
    """Share of right lemmas on gold words and tags, dictionary and sequence model together."""
    predicted: list[Any] = []
    edits: list[Any] = []
    for batch in loader:
        lemmas, edit = trainer.predict(batch, 1)
        predicted += lemmas
        edits += list(edit) if edit is not None else []
    predicted = trainer.postprocess(document.get([TEXT]), predicted, edits=edits)
    predicted = trainer.ensemble(document.get([TEXT, UPOS]), predicted)
    gold = document.get([LEMMA])
    return sum(p == g for p, g in zip(predicted, gold, strict=True)) / len(gold)


def train(train_file: Path, tune_file: Path, target: Path, passes: int) -> None:
    """Trains the lemmatizer and keeps the pass that is best on `tune_file`."""
    args = stanza_lemmatizer.parse_args(["--shorthand", "en_whosaid", "--cpu", "--dropout", "0.3", "--seed", "1"])
    document = CoNLL.conll2doc(str(train_file))
    tune = CoNLL.conll2doc(str(tune_file))
    loader = DataLoader(distinct(document), args["batch_size"], args, evaluation=False)
    tuning = DataLoader(tune, 200, args, vocab=loader.vocab, evaluation=True)
    args["vocab_size"], args["pos_vocab_size"] = loader.vocab["char"].size, loader.vocab["pos"].size
    trainer = Trainer(args=args, vocab=loader.vocab, device="cpu")
    trainer.train_dict([tuple(w) for w in document.get([TEXT, UPOS, LEMMA])])
    best = 0.0
    for turn in range(passes):
        trainer.update_lr(1e-3 * (1 - turn / passes))
        total = sum(trainer.update(batch, eval=False) for batch in loader)
        score = accuracy(trainer, tune, tuning)
        log.info("lemma pass %d loss %.3f accuracy %.4f", turn + 1, total / len(loader), score)
        if score > best:
            best = score
            trainer.save(str(target))
        loader.reshuffle() if hasattr(loader, "reshuffle") else None


def remember(model: Path, forms: Iterable[str], target: Path) -> None:
    """Adds to the dictionary of a lemmatizer what it spells for the `forms` as nouns, verbs and adjectives.

    Nouns, in the plural most of all, begin sentences and headlines too.

    Spelling letter by letter is slow, and what is in the dictionary is not spelled.  Its answers stay what they are.
    """
    trainer = Trainer(model_file=str(model), device="cpu")
    reader = Reader(trainer, {**trainer.args, "beam_size": 1}, trainer.vocab)
    known = [form for form in forms if form.isalpha() and form.islower()]
    asked = [(form, tag) for tag in ("NOUN", "VERB", "ADJ") for form in known]
    asked += [(form.capitalize(), "NOUN") for form in known if len(form) > 2]
    for begin in range(0, len(asked), 5000):
        for (form, tag), lemma in reader.spelled(asked[begin : begin + 5000]).items():
            trainer.pos_dict.setdefault(tag, {})[form] = lemma
    log.info("lemma dictionary: %d entries", sum(map(len, trainer.pos_dict.values())))
    trainer.save(str(target))


def train_expander(train_file: Path, tune_file: Path, target: Path, passes: int) -> None:
    """Trains the expander of contractions with Stanza's own command."""
    options = f"--mode train --lang en --shorthand en_whosaid --num_epoch {passes} --seed 1 --cpu".split()
    files = ["--train_file", str(train_file), "--eval_file", str(tune_file), "--gold_file", str(tune_file),
             "--output_file", str(target.with_suffix(".pred")), "--save_dir", str(target.parent),
             "--save_name", target.name]
    mwt_expander.main([*options, *files])
