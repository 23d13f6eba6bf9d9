"""Copies of articles with words replaced by like ones: text that is new to the teachers.

Of the articles that they learned from, the teachers say little more than the annotators do; of the copies they say
what they have made of it all.  Words are replaced by neighbours in the space of word vectors that the treebanks tag
alike (after TinyBERT; Jiao et al., Findings of EMNLP 2020), names by names, the same one throughout an article.  In
some copies the names are other corpora's, from all over the world: PolNeAR's are those of one country's politics.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from stanza.models.common.pretrain import Pretrain
from tokenizers import Tokenizer
from torch import Tensor

from models.training.corpora import PARAGRAPH
from models.training.examples import Example
from models.training.joint.paragraphs import Paragraph, Text
from models.training.joint.silver import Name
from models.training.ner_data import Tagged
from service.nlp.tagger.words import split

WORD = re.compile(r"[^\W\d_]{3,}")
LEAST, MOST, TOGETHER = 0.45, 8, 512  # how alike neighbours are, how many there are, and words looked at together
RARE, NAME = 3, 4.0  # a replacement is in the articles so often; a name has a capital so many times oftener than not
# Words whose place nothing else can take.
GRAMMAR = frozenset("""
    the and but nor yet for with from that this these those its she they his her their him them our you your who whom
    whose which what when where why how whether while because since although though until unless than then there here
    not never also only just even still very more most much many few some any all both each every other another such
    own same are was were been being has have had having does did will would can could may might must shall should
    into over after before between under against during without within through out down off again further once
""".split())


@dataclass(frozen=True)
class Variant:
    """A copy of every article: `kept` and `names_kept` are the shares of words and of names that stay.

    Before that, a share `elsewhere` of the words of names give place to such words of other corpora.
    """

    seed: int
    kept: float
    names_kept: float
    elsewhere: float = 0.0


VARIANTS = (
    Variant(4, 0.7, 0.4), Variant(11, 0.6, 0.4), Variant(21, 0.75, 0.4), Variant(22, 0.55, 0.3),
    Variant(23, 0.8, 0.7, 0.8), Variant(24, 0.65, 0.7, 0.9),
)


class Neighbours:
    """For each word those that may take its place."""

    def __init__(self, articles: Iterable[str], tags: Mapping[str, str], vectors: Mapping[str, Tensor]) -> None:
        """`tags` has the usual treebank tag of a word in lower case, `vectors` its vector, of length 1."""
        found = [m.group() for article in articles for m in WORD.finditer(article)]
        lower, upper = (Counter(w.lower() for w in found if w[0].isupper() == capital) for capital in (False, True))
        counts = lower + upper
        words = sorted(w for w in counts if w in vectors and w not in GRAMMAR and counts[w] > 1)
        self._names = {w for w in words if upper[w] > NAME * lower[w]}
        common = [w for w in words if counts[w] >= RARE]
        self._like: dict[str, list[str]] = {}
        for named in (True, False):
            asking = [w for w in words if (w in self._names) == named]
            offered = [w for w in common if (w in self._names) == named]
            for word, others in _nearest(asking, offered, vectors):
                alike = [w for w in others if named or (word in tags and tags[word] == tags.get(w))]
                self._like[word] = alike[:MOST]

    def varied(self, text: str, rng: random.Random, variant: Variant) -> str:
        """The text with some words replaced; capitals stay as they are."""
        names: dict[str, str] = {}

        def other(match: re.Match[str]) -> str:
            form, word = match.group(), match.group().lower()
            like = self._like.get(word)
            if not like:
                return form
            if word in self._names:
                if word not in names:
                    names[word] = word if rng.random() < variant.names_kept else rng.choice(like)
                return _written(names[word], form)
            return form if rng.random() < variant.kept else _written(rng.choice(like), form)

        return WORD.sub(other, text)


def _written(word: str, form: str) -> str:
    """The word with the capitals of the form whose place it takes; one that stays is the form itself."""
    if word == form.lower():
        return form
    return word.upper() if form.isupper() else word.capitalize() if form[0].isupper() else word


def _nearest(
    asking: Sequence[str], offered: Sequence[str], vectors: Mapping[str, Tensor]
) -> Iterable[tuple[str, list[str]]]:
    """For each word that asks the offered ones that are like it, the most alike first."""
    if not offered:
        return
    table = torch.stack([vectors[w] for w in offered])
    for begin in range(0, len(asking), TOGETHER):
        some = asking[begin : begin + TOGETHER]
        likeness = torch.stack([vectors[w] for w in some]) @ table.T
        values, places = likeness.topk(min(3 * MOST, len(offered)), 1)
        for word, each, at in zip(some, values.tolist(), places.tolist(), strict=True):
            yield word, [offered[i] for v, i in zip(each, at, strict=True) if v > LEAST and offered[i] != word]


def vectors_of(pretrain: Path) -> dict[str, Tensor]:
    """The vectors of a Stanza pretrain file, each of length 1."""
    given = Pretrain(str(pretrain))
    table = torch.as_tensor(given.emb, dtype=torch.float32)
    return dict(zip(given.vocab._id2unit, table / table.norm(dim=1, keepdim=True).clamp_min(1e-6), strict=True))


def tags_of(texts: Iterable[Text]) -> dict[str, str]:
    """The usual treebank tag of each word of the treebanks, in lower case."""
    found: dict[str, Counter[str]] = {}
    for text in texts:
        for node in (n for p in text.paragraphs for nodes in p.sentences for n in nodes):
            found.setdefault(text.text[node.start : node.end].lower(), Counter())[node.xpos] += 1
    return {word: counts.most_common(1)[0][0] for word, counts in found.items()}


def named(sentences: Iterable[Tagged]) -> dict[str, list[str]]:
    """By kind, the capitalised words of the sentences' names."""
    found: dict[str, set[str]] = {}
    for form, tag in (word for tagged in sentences for word in tagged):
        if tag != "O" and WORD.fullmatch(form) and form.istitle():
            found.setdefault(tag[2:], set()).add(form)
    return {kind: sorted(forms) for kind, forms in found.items()}


def renamed(
    text: str, names: Iterable[Name], offered: Mapping[str, Sequence[str]], rng: random.Random, share: float
) -> str:
    """The text with a share of the capitalised words of its names replaced, each by the same word throughout."""
    chosen: dict[str, str] = {}

    def other(form: str, kind: str) -> str:
        if not form.istitle() or kind not in offered:
            return form
        if form not in chosen:
            chosen[form] = rng.choice(offered[kind]) if rng.random() < share else form
        return chosen[form]

    parts, at = [], 0
    for start, end, kind in sorted(names):
        if start >= at:
            parts += [text[at:start], WORD.sub(lambda m, kind=kind: other(m.group(), kind), text[start:end])]
            at = end
    return "".join([*parts, text[at:]])


def copies(
    articles: Sequence[Text], names: Sequence[Sequence[Name]], neighbours: Neighbours,
    offered: Mapping[str, Sequence[str]], tokenizer: Tokenizer, variant: Variant,
) -> Iterator[Text]:  # fmt: skip
    """A copy of each article, whose `names` are known, with nothing to learn in it yet."""
    rng = random.Random(variant.seed)
    for article, mine in zip(articles, names, strict=True):
        text = renamed(article.text, mine, offered, rng, variant.elsewhere) if variant.elsewhere else article.text
        text = neighbours.varied(text, rng, variant)
        parts = (split(text, m.start(), m.end(), tokenizer) for m in PARAGRAPH.finditer(text))
        yield Text(text, [Paragraph(Example.unlabelled(words)) for words in parts if words])
