"""The resolver answers any input, alike each time, within time."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from service.attribution.resolver import resolve
from service.domain.document import Name, NameKind, ParsedText, Sentence, Token
from service.domain.quotes import Detected, QuoteType
from service.domain.spans import Span
from tests.attribution.articles import check, detected, parsed

PIECES = st.sampled_from(
    (
        "he she they it I we who which that Q A both two the a an his my some of and or , . : ( ) - “ ” \" '' 's ’ \n "
        "Mr. Sen. Ann Lee Lee’s LEE Bob Roe Roe mayor officials statement agency campaign Harbor Watch HW said says by "
        "according to along with as well as for / star Committee R-N. 9 , \x00 \u200f 𝔄 é"
    ).split(" ")
)


@st.composite
def articles(draw):
    text = " ".join(draw(st.lists(PIECES, max_size=60)))
    size = len(text)

    def span():
        start = draw(st.integers(0, size - 1))
        return Span.of(text, start, min(size, start + draw(st.integers(1, 25))))

    if not size:
        return ParsedText("", (), (), (), ()), []
    tokens, at = [], 0
    for word in text.split(" "):
        if word:
            pos = draw(st.sampled_from(["NOUN", "PROPN", "VERB", "PRON", "DET", "ADP", "PUNCT", "ADJ", "NUM", "X"]))
            number = draw(st.sampled_from(["NN", "NNS"]))
            head = draw(st.integers(-1, 5))
            relation = draw(st.sampled_from(["nsubj", "acl:relcl", "dep", "conj", "appos", "cop", "nmod"]))
            tokens.append(Token(at, at + len(word), word, word.lower(), pos, number, (), head, relation))
        at += len(word) + 1
    cut = draw(st.integers(0, len(tokens)))
    sentences = tuple(Sentence(ts[0].start, ts[-1].end, tuple(ts)) for ts in (tokens[:cut], tokens[cut:]) if ts)
    kinds = st.sampled_from(list(NameKind))
    names = tuple(sorted((Name(span(), draw(kinds)) for _ in range(draw(st.integers(0, 6)))), key=lambda n: n.span))
    quotes = []
    for number in range(draw(st.integers(0, 6))):
        source = tuple(sorted(span() for _ in range(draw(st.integers(0, 2)))))
        follows = draw(st.none() | st.integers(0, 6).filter(lambda i, n=number: i != n))
        quotes.append(Detected((span(),), (span(),), QuoteType.MIXED, None, source, follows, None, 0.5))
    paragraphs = (Span.of(text, 0, size),)
    return ParsedText(text, paragraphs, draw(st.sampled_from([sentences, ()])), names, ()), quotes


@settings(deadline=None, max_examples=200)
@given(articles())
def test_any_input_is_answered_alike(article):
    text, quotes = article
    answer = resolve(text, quotes)
    check(text.text, quotes, answer)
    assert resolve(text, quotes) == answer


def test_no_quotes_no_entities():
    assert resolve(parsed("Marta Lindqvist spoke.", {"Marta Lindqvist": "PERSON"}), []).entities == ()


def test_quotes_that_follow_in_a_circle_are_nobodys():
    span = Span.of("one two", 0, 3)
    ring = [Detected((span,), (), QuoteType.DIRECT, None, (), follows, None, 0.5) for follows in (1, 0)]
    assert all(link.entity is None for link in resolve(parsed("one two", {}), ring).links)


def test_a_long_run_of_quotes_reaches_back_to_its_first():
    text = "Marta Lindqvist said yes.\n\n" + "“Aye.”\n\n" * 2000
    first = detected(text, [("Marta Lindqvist", "yes")])
    aye = Span.of(text, text.index("“"), text.index("”") + 1)
    run = [Detected((aye,), (), QuoteType.DIRECT, None, (), i, None, 0.5) for i in range(2000)]
    answer = resolve(parsed(text, {"Marta Lindqvist": "PERSON"}), first + run[::1])
    assert {link.entity for link in answer.links} == {0}


def test_a_hundred_thousand_characters_stay_fast():
    line = "Marta Lindqvist, the minister, met Ben Stroud. She said the piers are ready. The minister said it. "
    text = line * (100_000 // len(line))
    quotes = []
    for start in range(0, len(text), len(line)):
        for source, content in (("She", "the piers are ready"), ("The minister", "it.")):
            spans = [Span.of(text, at := text.index(words, start), at + len(words)) for words in (content, source)]
            quotes.append(Detected((spans[0],), (), QuoteType.INDIRECT, None, (spans[1],), None, None, 0.9))
    article = parsed(text, {"Marta Lindqvist": "PERSON", "Ben Stroud": "PERSON"})
    start_time = time.perf_counter()
    answer = resolve(article, quotes)
    assert time.perf_counter() - start_time < 15
    assert len(answer.entities) == 1
