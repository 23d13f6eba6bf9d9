"""Part-of-speech tagger: Stanza's own model class, trained with a decaying learning rate."""

from __future__ import annotations

from pathlib import Path

from stanza.models import tagger as stanza_tagger
from stanza.models.common import pretrain
from stanza.models.pos.data import Dataset
from stanza.models.pos.trainer import Trainer
from stanza.utils.conll import CoNLL

from models.training.lstm import accelerate
from models.training.schedule import Schedule, forever, run

OPTIONS = (
    "--hidden_dim 200 --char_hidden_dim 100 --char_emb_dim 50 --share_hid --deep_biaff_hidden_dim 200 "
    "--batch_size 60 --dropout 0.4 --word_dropout 0.25 --lang en --shorthand en_whosaid --beta2 0.98 --seed 1"
)


def accuracy(trainer: Trainer, batches: object, doc: object) -> str:
    """UPOS and XPOS accuracy of `trainer` on gold words, as a line to log."""
    gold = [[(w.upos, w.xpos) for w in s.words] for s in doc.sentences]  # type: ignore[attr-defined]
    guessed = []
    indices = []
    for batch in batches:  # type: ignore[attr-defined]
        guessed += trainer.predict(batch)
        indices += list(getattr(batch, "idx", []))
    pairs = [(g, p) for gs, ps in zip(gold, guessed, strict=True) for g, p in zip(gs, ps, strict=True)]
    upos = sum(g[0] == p[0] for g, p in pairs) / len(pairs)
    xpos = sum(g[1] == p[1] for g, p in pairs) / len(pairs)
    return f"upos {100 * upos:.2f} xpos {100 * xpos:.2f}"


def train(train_file: Path, tune_file: Path, vectors: Path, target: Path, schedule: Schedule) -> None:
    """Trains on `train_file`, reports on `tune_file`, writes the model to `target`."""
    args = stanza_tagger.parse_args(
        [*OPTIONS.split(), "--train_file", str(train_file), "--wordvec_pretrain_file", str(vectors), "--cpu"]
    )
    args["lr"] = schedule.lr
    vocabulary = pretrain.Pretrain(str(vectors))
    args["word_cutoff"] = 5
    vocab, _, batches = stanza_tagger.load_training_data(args, vocabulary)
    tune = CoNLL.conll2doc(str(tune_file))
    tune_batches = Dataset(tune, args, vocabulary, vocab=vocab, evaluation=True).to_loader(batch_size=100)
    trainer = Trainer(args=args, vocab=vocab, pretrain=vocabulary, device="cpu")
    accelerate(trainer.model)
    (optimizer,) = trainer.optimizers.values()
    run(
        trainer.model, optimizer, forever(lambda: iter(batches)), trainer.update, schedule,
        target.with_suffix(".checkpoint"), lambda: accuracy(trainer, tune_batches, tune),
    )
    trainer.save(str(target))
