"""The tables of the README, from the figures kept."""

from __future__ import annotations

from models.evaluation.figures import Row
from models.evaluation.tables import FIELDS, Kept, interval, latest, table


def accuracy(kept: Kept) -> str:
    """The README's summary beside two annotators."""
    spans, who = latest(kept)["polnear-dev"], latest(kept)["speakers-dev"]["speakers"]
    f1 = {label: f"{row['F1']:.1f}" for label, row in spans.items()}
    marks = f"{f1['attributed, with marks']} / {f1['attributed, no marks']}"
    exact = ", ".join(f1[f"{part} exact"] for part in ("content", "source", "cue"))
    rows = [
        ["attributed F1 (content and source right)", f1["attributed"], "75.4"],
        ["with quotation marks / without", marks, "94.4 / 67.0"],
        ["content, source, cue exact F1", exact, "69.1, 78.9, 71.2"],
        ["speaker right on found attributions", f"{who['right']:.1f} %", ""],
        ["wrong person named", f"{who['wrong person']:.1f} %", ""],
    ]
    return table(["PolNeAR dev, through the service", "Whosaid", "two trained annotators agree at"], rows)


def cues(kept: Kept) -> str:
    """The README's summary of cues."""
    found = latest(kept)["cues"]
    drawn, of = found["class, at random"], found["class, all"]["cues"]
    rows = [[f"class right, {drawn['cues']:.0f} cues at random", f"{drawn['%']:.1f} %", interval(drawn)]]
    for flag in ("negated", "hedged"):
        row = found[flag]
        rows.append([f"{flag} F1 ({row['cues']:.0f} of {of:.0f} cues)", f"{row['F1']:.1f}", interval(row)])
    return table(["cues of PolNeAR dev, labelled by hand", "", "95 % interval"], rows)


def reliability(kept: Kept) -> str:
    """How often what was given a confidence is right, in tenths."""
    found = latest(kept)["confidence"]
    rows = []
    for tenth in range(9, -1, -1):
        both = [found.get(f"{field} {tenth / 10:.1f}") for field in FIELDS]
        if any(both):
            cells = [c for row in both for c in (_bin(row) if row else ["", "", ""])]
            rows.append([f"{tenth / 10:.1f} to {'1' if tenth == 9 else f'{(tenth + 1) / 10:.1f}'}", *cells])
    errors = [found[f"{field} all"] for field in FIELDS]
    cells = [c for e in errors for c in (f"{e['quotes']:,.0f}", "", f"{e['ECE']:.3f}")]
    rows.append(["expected calibration error", *cells])
    head = ["given", "`confidence`: quotes", "mean", "content and speaker right"]
    return table([*head, "`speaker_confidence`: quotes", "mean", "speaker right, given the content"], rows)


def _bin(row: Row) -> list[str]:
    return [f"{row['quotes']:,.0f}", f"{row['mean']:.2f}", f"{row['right']:.2f}"]


def thresholds(kept: Kept) -> str:
    """What the recommended thresholds give on dev."""
    titles = {
        "publishable": "publishable: the quote can go out as it is",
        "review": "review: somebody should look at it first; below, it is a hint at most",
    }
    found = latest(kept)["confidence"]
    rows = [
        [title, f"{found[n]['from']:.2f}", f"{found[n]['right']:.1f} %", f"{found[n]['of all']:.1f} %"]
        for n, title in titles.items()
    ]
    return table(["", "from", "right", "of all quotes"], rows)
