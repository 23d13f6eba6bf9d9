"""Quotes within quotes that the tagger found on reading what is said once more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.detection.detector import detect
from service.detection.inner import LEAST, inner_tagged
from service.domain.document import TaggedAttribution
from service.text.marks import scan
from tests.detection.parses import parse, span

PARSED = parse("""
    Ruiz Ruiz PROPN 2 nsubj
    said say VERB 0 root VerbForm=Fin
    they they PRON 5 nsubj:pass
    were be AUX 5 aux:pass
    told tell VERB 2 ccomp VerbForm=Fin
    by by ADP 7 case
    Lind Lind PROPN 5 obl:agent
    to to PART 9 mark
    leave leave VERB 5 xcomp
    at at ADV 11 advmod
    once once ADV 9 advmod
    _. . PUNCT 2 punct
""")


def attribution(content, cue, source, score=0.95):
    spans = tuple(span(PARSED, words) for words in content)
    return TaggedAttribution(spans, cue and span(PARSED, cue), source and span(PARSED, source), score, 1.0)


OUTER = attribution(["they were told by Lind to leave at once"], "said", "Ruiz")
INNER = attribution(["they", "to leave at once"], "were told", "Lind")


def found(*inner):
    given = replace(PARSED, attributions=(OUTER,), inner=inner)
    return list(inner_tagged(given, scan(given.text, given.paragraphs), [OUTER.cue]))


def test_whom_it_was_said_to_is_no_part_of_it():
    (one,) = found(INNER)
    assert [s.text for s in one.content] == ["to leave at once"]
    assert (one.cue.text, one.source.text) == ("were told", "Lind")


@pytest.mark.parametrize(
    "inner",
    [
        replace(INNER, score=LEAST - 0.05),
        attribution(["to leave at once"], None, None),
        attribution(["they were told by Lind to leave at once"], "said", "Ruiz"),  # the outer one again
    ],
)
def test_what_is_unsure_or_has_no_cue_of_its_own_is_none(inner):
    assert found(inner) == []


def test_it_lies_in_the_quote_around_it_and_stands_once():
    quotes, _ = detect(replace(PARSED, attributions=(OUTER,), inner=(INNER,)))
    assert [(q.cue.spans[0].text, q.parent) for q in quotes] == [("said", None), ("were told", 0)]


def told(words, xpos, who):
    """What is kept of "Ruiz said: [who] [words] it leaked"; `words` end in the verb."""
    *before, verb = words.split()
    rows = [f"{who} {len(before) + 4} nsubj"]
    rows += [f"{w.split('/')[0]} {w.split('/')[1]} {w.split('/')[2]} {len(before) + 4} aux" for w in before]
    table = ["Ruiz Ruiz PROPN 2 nsubj", "said say VERB 0 root", *rows]
    table += [f"{verb.split('/')[0]} {verb.split('/')[1]} VERB 2 ccomp", f"it it PRON {len(before) + 6} nsubj"]
    table += [f"leaked leak VERB {len(before) + 4} ccomp", "_. . PUNCT 2 punct"]
    parsed = parse("\n".join(table))
    tokens = [replace(t, xpos=xpos if t.upos == "VERB" else t.xpos) for t in parsed.sentences[0].tokens]
    first, last = tokens[2], tokens[-2]
    cue = span(parsed, parsed.text[tokens[3].start : tokens[-4].end])
    given = TaggedAttribution((span(parsed, "it leaked"),), cue, span(parsed, first.text, first.start), 0.99, 1.0)
    parsed = replace(parsed, sentences=(replace(parsed.sentences[0], tokens=tuple(tokens)),), inner=(given,))
    assert last.text == "leaked"
    return bool(list(inner_tagged(parsed, scan(parsed.text, parsed.paragraphs), [])))


@pytest.mark.parametrize(
    ("kept", "words", "xpos", "who"),
    [
        (True, "told/tell", "VBD", "I I PRON"),
        (True, "says/say", "VBZ", "Lind Lind PROPN"),
        (True, "thinks/think", "VBZ", "Lind Lind PROPN"),
        (False, "say/say", "VBP", "I I PRON"),  # that is what the quote around it says
        (False, "thought/think", "VBD", "I I PRON"),
        (False, "could/can/AUX say/say", "VB", "Lind Lind PROPN"),
        (False, "will/will/AUX say/say", "VB", "Lind Lind PROPN"),
        (False, "did/do/AUX not/not/PART say/say", "VBD", "I I PRON"),
        (False, "told/tell", "VBD", "nobody nobody PRON"),
    ],
)
def test_what_is_listed_of_what_somebody_tells(kept, words, xpos, who):
    assert told(words, xpos, who) is kept
