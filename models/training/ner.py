"""Named-entity tagger: Stanza's BiLSTM-CRF, first on edited text and tweets together, then on edited text alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from stanza.models import ner_tagger
from stanza.models.common import pretrain
from stanza.models.common.doc import Document
from stanza.models.ner import scorer
from stanza.models.ner.data import DataLoader
from stanza.models.ner.trainer import Trainer

from models.training import ner_data
from models.training.lstm import accelerate
from models.training.schedule import Schedule, forever, run, updates_done

OPTIONS = (
    "--hidden_dim 200 --char_hidden_dim 64 --char_emb_dim 48 --no_emb_finetune --batch_size 40 --max_batch_words 1200 "
    "--optim adam --lr 0.003 --dropout 0.45 --word_dropout 0.03 --shorthand en_whosaid --seed 1"
)


# Social media names (WNUT) are left to the first phase: their conventions and noise are not those of edited text.
EWT_COPIES = 4


def gold(data: Path) -> tuple[list[ner_data.Tagged], list[ner_data.Tagged]]:
    """(training, tuning) sentences of the gold corpora under `data`; the evaluation's test files are never read."""
    ewt, tune = ner_data.held_out(list(ner_data.from_columns(data / "ner/uner_ewt-dev.iob2", 1, 2)))
    others = [
        *ner_data.from_columns(data / "ner/wikigold.conll"),
        *map(ner_data.named_only, ner_data.from_columns(data / "ner/re3d-train.conll")),
        *ner_data.from_gum(data / "ud/en_gum-ccby-train.conllu"),
    ]
    return ewt * EWT_COPIES + others, tune


def f1(trainer: Trainer, batches: DataLoader) -> str:
    """Entity F1 of `trainer`, as a line to log."""
    guessed: list[Any] = []
    for batch in batches:
        guessed += trainer.predict(batch)
    gold_tags = [[x[0] for x in tags] for tags in batches.tags]
    precision, recall, score, _ = scorer.score_by_entity(guessed, gold_tags)
    return f"ner P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * score:.1f}"


def train(data: Path, vectors: Path, target: Path, schedule: Schedule, edited_from: float = 0.7) -> None:
    """Trains on the gold corpora under `data`; after `edited_from` of the steps without the tweets."""
    args = ner_tagger.parse_args([*OPTIONS.split(), "--wordvec_pretrain_file", str(vectors), "--cpu"])
    args["charlm"], args["lr"] = False, schedule.lr
    vocabulary = pretrain.Pretrain(str(vectors))
    args["word_emb_dim"] = vocabulary.emb.shape[1]
    edited, tune = gold(data)

    def loader(sentences: list[ner_data.Tagged], vocab: Any = None, evaluation: bool = False) -> DataLoader:
        document = Document(ner_data.as_stanza(sentences))
        return DataLoader(document, args["batch_size"], args, vocabulary, vocab=vocab, evaluation=evaluation,
                          max_batch_words=args["max_batch_words"])

    tweets = list(ner_data.from_columns(data / "ner/wnut17-train.conll"))
    mixed = loader(edited + tweets)
    pure = loader(edited, mixed.vocab)
    tuning = loader(tune, mixed.vocab, evaluation=True)
    trainer = Trainer(args=args, vocab=mixed.vocab, pretrain=vocabulary, device="cpu")
    accelerate(trainer.model)
    checkpoint = target.with_suffix(".checkpoint")
    step = updates_done(checkpoint)

    def batches() -> Any:
        nonlocal step
        source = mixed if step < edited_from * schedule.steps else pure
        source.reshuffle()
        for batch in source:
            step += 1
            yield batch

    run(trainer.model, trainer.optimizer, forever(batches), trainer.update, schedule,
        checkpoint, lambda: f1(trainer, tuning))
    trainer.save(str(target))
