"""Names labelled for this project, in texts whose corpora have none: EWT's training part, and articles of other kinds.

`names_ewt.tsv` has a sentence's id, the numbers of a name's first and last word and its kind; `names_articles.tsv` an
article's name, a name's offsets (half-open code points) and its kind.  The convention is that of Universal NER on EWT:
PERSON without titles, ORG, LOC, and nothing else.  Each text was read by one annotator, who saw no program's answer;
nobody has checked the labels.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from tokenizers import Tokenizer

from models.evaluation import written
from models.training import conllu, corpora
from models.training.joint import silver
from models.training.joint.paragraphs import Paragraph, Text
from models.training.joint.silver import Name
from models.training.polnear import Article

FOLDER = Path(__file__).resolve().parents[1] / "labels"
EWT, ARTICLES = FOLDER / "names_ewt.tsv", FOLDER / "names_articles.tsv"
PARTS = (*written.LEARNED, "further")
ID = "# sent_id = "


def rows(path: Path) -> dict[str, list[Name]]:
    """The labels by sentence or article: two numbers and a kind each."""
    out: dict[str, list[Name]] = defaultdict(list)
    with path.open(encoding="utf8", newline="") as file:
        for key, first, last, kind in csv.reader(file, delimiter="\t"):
            out[key].append((int(first), int(last), kind))
    return out


def ewt(texts: Sequence[Text], sentences: Iterable[conllu.Sentence], path: Path = EWT) -> None:
    """Labels the treebank's texts, whose trees are those of the `sentences`, in order."""
    known, ids = rows(path), (_id(sentence) for sentence in sentences)
    for text in texts:
        found: list[Name] = []
        for paragraph in text.paragraphs:
            for nodes in paragraph.sentences:
                for first, last, kind in known.get(next(ids), ()):
                    found.append((nodes[first - 1].start, nodes[last - 1].end, kind))
        silver.label(text, found)


def _id(sentence: conllu.Sentence) -> str:
    return next((c.removeprefix(ID) for c in sentence.comments if c.startswith(ID)), "")


def articles(tokenizer: Tokenizer, path: Path = ARTICLES, parts: Sequence[str] = PARTS) -> list[Text]:
    """The articles of other kinds whose names are known, in paragraphs with these."""
    known, out = rows(path), []
    for name, text, _ in (each for part in parts for each in written.articles(part)):
        if name in known:
            out.append(Text(text, [Paragraph(e) for e in corpora.attributed(Article(name, text, []), tokenizer)]))
            silver.label(out[-1], known[name])
    return out
