"""Reading, typographic variation and writing of CoNLL-U treebanks.

Newsrooms write “curly” marks and ’ apostrophes; the treebanks hold straight ones almost only.  Half of the training
documents are therefore given curly marks, so that every model learned from them meets both.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FORM, LEMMA, UPOS, XPOS, MISC = 1, 2, 3, 4, 9
OPENING, CLOSING = "``", "''"


@dataclass
class Sentence:
    """Comment lines and token rows (ten columns each) of one sentence, in file order."""

    comments: list[str]
    rows: list[list[str]]

    @property
    def words(self) -> list[list[str]]:
        """The rows of syntactic words: no multi-word ranges, no empty nodes."""
        return [r for r in self.rows if r[0].isdigit()]

    @property
    def text(self) -> str:
        """The sentence as its ``# text =`` comment gives it, "" without one."""
        return next((c.removeprefix("# text = ") for c in self.comments if c.startswith("# text = ")), "")

    def starts(self, marker: str) -> bool:
        """Whether a comment such as ``newdoc`` or ``newpar`` stands before the sentence."""
        return any(c.lstrip("# ").startswith(marker) for c in self.comments)


def read(path: Path) -> Iterator[Sentence]:
    """Yields the sentences of a CoNLL-U file."""
    comments: list[str] = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf8").split("\n"), ""]:
        if line.startswith("#"):
            comments.append(line)
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield Sentence(comments, rows)
            comments, rows = [], []


def documents(sentences: Iterator[Sentence]) -> Iterator[list[Sentence]]:
    """Groups sentences into documents at ``# newdoc``."""
    current: list[Sentence] = []
    for sentence in sentences:
        if current and sentence.starts("newdoc"):
            yield current
            current = []
        current.append(sentence)
    if current:
        yield current


def curly(sentence: Sentence) -> Sentence:
    """The sentence with typographic marks; every form keeps its length but a doubled `` or '' mark."""
    rows = []
    for row in sentence.rows:
        row = list(row)
        form, xpos = row[FORM], row[XPOS]
        if xpos == OPENING and form in {'"', "``", "'", "`"}:
            row[FORM] = "“" if form in {'"', "``"} else "‘"
        elif xpos == CLOSING and form in {'"', "''", "'"}:
            row[FORM] = "”" if form in {'"', "''"} else "’"
        else:
            row[FORM] = form.replace("'", "’")
        if row[0].isdigit() and row[LEMMA] == form and row[FORM] != form and xpos in {OPENING, CLOSING}:
            row[LEMMA] = row[FORM]
        rows.append(row)
    return Sentence([c for c in sentence.comments if not c.startswith("# text =")], rows)


def with_typography(sentences: Iterator[Sentence], share: float, seed: int) -> Iterator[Sentence]:
    """The same sentences, a `share` of the documents with curly marks."""
    rng = random.Random(seed)
    for document in documents(sentences):
        change = rng.random() < share
        for sentence in document:
            yield curly(sentence) if change else sentence


def surface(rows: list[list[str]]) -> str:
    """The raw text of one sentence, with the blank that follows it, if one does."""
    out, skip_to = [], 0
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            skip_to = int(row[0].split("-")[1])
        elif int(row[0]) <= skip_to:
            continue
        out.append(row[FORM] + ("" if "SpaceAfter=No" in row[MISC] else " "))
    return "".join(out)


def raw_text(sentences: list[Sentence]) -> str:
    """The documents' text, paragraphs parted by a blank line."""
    out: list[str] = []
    for sentence in sentences:
        if out and (sentence.starts("newpar") or sentence.starts("newdoc")):
            out[-1] = out[-1].rstrip() + "\n\n"
        out.append(surface(sentence.rows))
    return "".join(out).rstrip() + "\n"


def write(path: Path, sentences: list[Sentence]) -> None:
    """Writes CoNLL-U without empty nodes (Stanza's readers do not want them)."""
    with path.open("w", encoding="utf8") as out:
        for sentence in sentences:
            for comment in sentence.comments:
                out.write(comment + "\n")
            for row in sentence.rows:
                if "." not in row[0]:
                    out.write("\t".join(row) + "\n")
            out.write("\n")
