"""Articles that are hard to read: any characters, the stuff of news in wild orders, and real articles with faults."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from service.api.offsets import Unit
from service.domain.quotes import QuoteType

SEEDS = sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt"))
ARTICLES = [path.read_text(encoding="utf8") for path in SEEDS]

MARKS = "“”‘’„‚«»‹›\"'`´′″「」"
ODD = "\x00\x07\u0085\u00a0\u00ad\u0301\u200b\u200d\u200f\u2028\u202e\u3000\ufeff\uffff\U0001f468\U000e0041\U0010ffff"
WORDS = (
    "said told reporters that according to he she they Ana Ruiz the mayor of Selby Mr. Dr. U.S. officials reportedly "
    "allegedly not denied asked whether wrote on Monday Gallant’s DTX 1,200 don't it’s — - … : ; , . ! ? ( ) [ ] * # > "
    "😀 é ﬁ İ ß Ǆ"
).split()
BREAKS = [" ", " ", " ", "", "\n", "\n\n", "\r\n", "\t", "\r", "  "]

CHARACTERS = st.characters(exclude_categories=["Cs"])
ANYTHING = st.text(CHARACTERS | st.sampled_from(MARKS + ODD), min_size=1, max_size=200)
PIECES = st.sampled_from([*WORDS, *MARKS, *ODD, *BREAKS]) | st.text(CHARACTERS, min_size=1, max_size=6)
NEWS = st.lists(st.tuples(PIECES, st.sampled_from(BREAKS)), min_size=1, max_size=60).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


@st.composite
def faulty_articles(draw: st.DrawFn) -> str:
    """A stretch of an article with pieces put in, left out or doubled."""
    article = draw(st.sampled_from(ARTICLES))
    start = draw(st.integers(0, len(article) - 1))
    text = article[start : start + draw(st.integers(1, 600))]
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        width = draw(st.integers(0, 20))
        text = text[:at] + draw(st.sampled_from(["", text[at : at + width]]) | PIECES) + text[at + width :]
    return text or "x"


TEXTS = ANYTHING | NEWS | faulty_articles()
PLAIN = st.text(CHARACTERS, max_size=12)
REQUESTS = st.fixed_dictionaries(
    {"text": TEXTS},
    optional={
        "id": PLAIN,
        "title": PLAIN,
        "publisher": PLAIN,
        "url": st.sampled_from(["https://example.org/a?b=c#d", "http://[::1]:80/é"]),
        "published": st.dates().map(str) | st.datetimes().map(lambda when: when.isoformat()),
        "offsets": st.sampled_from([unit.value for unit in Unit]),
        "types": st.lists(st.sampled_from([each.value for each in QuoteType]), min_size=1, max_size=3),
        "min_confidence": st.floats(0, 1),
    },
)
