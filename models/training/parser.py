"""Dependency parser: Stanza's graph parser, trained on the tags that the trained tagger predicts.

At run time the parser never sees gold tags; a parser trained on them loses up to nine points of LAS on predicted ones.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from stanza.models import parser as stanza_parser
from stanza.models.common import pretrain, utils
from stanza.models.common.doc import FEATS, UPOS, XPOS, Document
from stanza.models.depparse.data import DataLoader
from stanza.models.depparse.trainer import GraphTrainer
from stanza.models.pos.data import Dataset
from stanza.models.pos.trainer import Trainer as Tagger
from stanza.utils.conll import CoNLL

from models.training.lstm import accelerate
from models.training.schedule import Schedule, forever, run

OPTIONS = (
    "--hidden_dim 256 --num_layers 2 --char_hidden_dim 64 --char_emb_dim 32 --deep_biaff_hidden_dim 128 "
    "--no_ufeats --batch_size 1200 --optim adam --beta2 0.95 --weight_decay 0 --no_second_optim --no_plateau "
    "--dropout 0.33 --word_dropout 0.25 --lang en --shorthand en_whosaid --seed 1 --word_cutoff 4"
)


def retag(document: Document, tagger_file: Path, vocabulary: pretrain.Pretrain) -> Document:
    """Replaces the document's gold tags by those the trained tagger predicts."""
    tagger = Tagger(model_file=str(tagger_file), pretrain=vocabulary, device="cpu")
    data = Dataset(document, tagger.args, vocabulary, vocab=tagger.vocab, evaluation=True, sort_during_eval=True)
    predicted: list[Any] = []
    order: list[int] = []
    for batch in data.to_loader(batch_size=100):
        predicted += tagger.predict(batch)
        order += list(batch.idx)
    document.set([UPOS, XPOS, FEATS], [tags for sentence in utils.unsort(predicted, order) for tags in sentence])
    return document


def attachment(trainer: Any, loader: DataLoader, gold: list[tuple[int, str]]) -> str:
    """UAS and LAS on gold words, as a line to log."""
    predicted = []
    for batch in loader:
        predicted += trainer.predict(batch)
    flat = [w for s in utils.unsort(predicted, loader.data_orig_idx) for w in s]
    pairs = list(zip(flat, gold, strict=True))
    uas = sum(int(p[0]) == g[0] for p, g in pairs) / len(pairs)
    las = sum(int(p[0]) == g[0] and p[1] == g[1] for p, g in pairs) / len(pairs)
    return f"uas {100 * uas:.2f} las {100 * las:.2f}"


def train(train_file: Path, tune_file: Path, vectors: Path, tagger: Path, target: Path, schedule: Schedule) -> None:
    """Trains on `train_file`, reports on `tune_file`, writes the model to `target`."""
    args = stanza_parser.parse_args([*OPTIONS.split(), "--wordvec_pretrain_file", str(vectors), "--cpu"])
    args["lr"] = schedule.lr
    vocabulary = pretrain.Pretrain(str(vectors))
    document = retag(CoNLL.conll2doc(str(train_file)), tagger, vocabulary)
    tune = retag(CoNLL.conll2doc(str(tune_file)), tagger, vocabulary)
    args["augment_nopunct"] = args["augment_nopunct"] or 0.05
    loader = DataLoader(document, args["batch_size"], args, vocabulary, evaluation=False)
    tuning = DataLoader(tune, 3000, args, vocabulary, vocab=loader.vocab, evaluation=True, sort_during_eval=True)
    gold = [(w.head, w.deprel) for s in tune.sentences for w in s.words]
    trainer = GraphTrainer(args=args, vocab=loader.vocab, pretrain=vocabulary, device="cpu")
    accelerate(trainer.model)
    (optimizer,) = trainer.optimizer.values()

    def batches() -> Any:
        loader.reshuffle()
        yield from loader

    def update(batch: Any) -> float:
        loss = trainer.update(batch, eval=False)
        return float(loss[0] if isinstance(loss, tuple) else loss)

    run(trainer.model, optimizer, forever(batches), update, schedule, target.with_suffix(".parser_checkpoint"),
        lambda: attachment(trainer, tuning, gold))
    trainer.save(str(target), save_optimizer=False)
