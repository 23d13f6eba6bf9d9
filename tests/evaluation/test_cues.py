from collections import Counter
from pathlib import Path

import pytest

from models.evaluation.cues import Judged, Label, accuracy, class_table, flag_scores, labels, spread, table
from models.training import polnear
from service.domain.quotes import Cue, CueClass

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "data" / "polnear"


def judged(gold: str, given: str, negated: tuple[bool, bool] = (False, False), article: str = "a") -> Judged:
    label = Label(article, "E1", "random", CueClass(gold), negated[0], False)
    return Judged(label, Cue((), "", CueClass(given), negated[1], False))


def test_accuracy_and_flags() -> None:
    rows = [
        judged("claim", "claim", (True, True)),
        judged("claim", "opinion", (True, False)),
        judged("statement", "statement", (False, True)),
        judged("feeling", "feeling", (True, True)),
    ]
    assert accuracy(rows) == 75
    precision, recall, f1 = flag_scores(rows, "negated")
    assert (round(precision, 1), round(recall, 1), round(f1, 1)) == (66.7, 66.7, 66.7)
    assert flag_scores(rows, "hedged") == (0, 0, 0)


def test_an_interval_over_articles_that_are_all_alike_is_a_point() -> None:
    rows = [judged("claim", "claim", article=name) for name in "abc"]
    assert spread(rows, accuracy) == {"%": 100, "low": 100, "high": 100}


def test_classes_are_measured_on_cues_at_random_and_flags_on_all() -> None:
    rows = [judged("claim", "claim", (True, True)), judged("claim", "opinion")]
    drawn = [*rows, Judged(Label("b", "E1", "negation", CueClass.CLAIM, True, False), rows[1].cue)]
    found = table(drawn)
    assert (found["class, at random"]["%"], found["class, at random"]["cues"]) == (50, 2)
    assert round(found["class, all"]["%"], 1) == 33.3
    assert (found["negated"]["P"], found["negated"]["R"], found["negated"]["cues"]) == (100, 50, 2)


def test_the_table_of_classes_names_every_class() -> None:
    lines = "\n".join(class_table([judged("claim", "opinion")]))
    assert all(cue_class.value in lines for cue_class in CueClass)
    assert "opinion 1" in lines


@pytest.mark.parametrize(("part", "cues", "negated", "hedged"), [("dev", 362, 49, 41), ("train", 206, 30, 25)])
def test_the_samples_hold_what_their_description_says(part: str, cues: int, negated: int, hedged: int) -> None:
    sample = labels(part)
    assert len({(s.article, s.attribution) for s in sample}) == len(sample) == cues
    assert (sum(s.negated for s in sample), sum(s.hedged for s in sample)) == (negated, hedged)
    assert set(Counter(s.drawn for s in sample)) == {"random", "hedge", "negation"}


@pytest.mark.parametrize("part", ["dev", "train"])
def test_every_label_is_of_a_cue_of_the_corpus(part: str) -> None:
    if not CORPUS.is_dir():
        pytest.skip("the corpus is not here (../shared/data/polnear)")
    cues = {(a.name, q.id) for a in polnear.articles(CORPUS / part) for q in a.attributions if q.cue}
    assert {(s.article, s.attribution) for s in labels(part)} <= cues
