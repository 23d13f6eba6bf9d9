"""Our own labels of speakers, and how they are read beside the shared ones."""

from __future__ import annotations

import csv
import json

from models.evaluation import speaker_labels

TEXT = "The old keepers said the piers are old. Ida Holm said so."
STANDOFF = """T1\tSource 0 15\tThe old keepers
T2\tCue 16 20\tsaid
T3\tContent 21 38\tthe piers are old
E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3
T4\tSource 40 48\tIda Holm
T5\tCue 49 53\tsaid
T6\tContent 54 56\tso
E2\tAttribution:T5 Source:T4 Cue:T5 Content:T6
"""
HEADER = "article,attribution,speaker,others,kind,form,sure\n"


def folder(path, shared=()):
    """A data folder with two articles of the same words; `shared` are the lines of the shared labels."""
    train = path / "polnear/train"
    for name in ("one", "two"):
        for kind, ending, text in (("text", ".txt", TEXT), ("attributions", "_0001.ann", STANDOFF)):
            (train / kind).mkdir(parents=True, exist_ok=True)
            (train / kind / f"{name}{ending}").write_text(text, encoding="utf8")
    (path / "polnear/speakers_train100.jsonl").write_text("".join(f"{json.dumps(s)}\n" for s in shared))
    return path


def test_own_labels_are_read_where_there_are_no_shared_ones(tmp_path, monkeypatch):
    label = {"speaker": "Ida Holm", "accept": [], "kind": "person", "form": "name", "sure": True}
    shared = {"doc": "one", "id": "E2", **label}
    own = tmp_path / "own.csv"
    rows = ("one,E2,Odd Berg,,person,name,1", "two,E1,=,,group,nominal,1", "two,E2,Ida Holm,Ida M. Holm,person,name,0")
    own.write_text(HEADER + "".join(f"{row}\n" for row in rows))
    monkeypatch.setattr(speaker_labels, "OWN", own)
    found = {article.name: labels for article, labels in speaker_labels.of_articles(folder(tmp_path, [shared]))}
    assert found["one"] == {"E2": shared}
    assert found["two"]["E2"]["accept"] == ["Ida M. Holm"]
    assert not found["two"]["E2"]["sure"]
    assert found["two"]["E1"]["speaker"] == "The old keepers"
    assert "keepers" in found["two"]["E1"]["accept"]


def test_nobody_is_none(tmp_path, monkeypatch):
    own = tmp_path / "own.csv"
    own.write_text(HEADER + "two,E2,,,other,none,1\n")
    monkeypatch.setattr(speaker_labels, "OWN", own)
    found = {article.name: labels for article, labels in speaker_labels.of_articles(folder(tmp_path))}
    assert found == {"two": {"E2": {"speaker": None, "accept": [], "kind": "other", "form": "none", "sure": True}}}


def test_the_shipped_labels_are_well_formed():
    with speaker_labels.OWN.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({(r["article"], r["attribution"]) for r in rows}) == len(rows) > 1000
    assert {r["kind"] for r in rows} <= {"person", "organization", "group", "document", "unnamed", "other"}
    assert {r["form"] for r in rows} <= {"name", "pronoun", "nominal", "none"}
    assert {r["sure"] for r in rows} <= {"0", "1"}
