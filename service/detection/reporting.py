"""Reporting clauses of one sentence, read from its dependencies.

Each rule stands for one construction of English attribution; all of them prefer silence to a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.detection.assembly import MARKS, Stretches, built, clausal, without
from service.detection.clauses import Clause, Tree
from service.detection.phrasal import of_phrase
from service.detection.subjects import can_find, misread_clause, source_of
from service.detection.verbs import ASKING, BELIEF, FINDING, REPORTING, SPEECH
from service.domain.document import ParsedText

_HYPOTHETICAL = {"if", "unless", "whether", "lest"}
_MODALS = {"can", "could", "should", "must", "may", "might", "would", "shall"}
_VAGUE = {"continue", "relate", "agree", "suggest", "indicate", "show"}  # "as the years continued"


Clauses = Sequence[tuple[Clause, ...]]
"""The reporting clauses of each sentence of an article, in text order."""


def clauses_of(parsed: ParsedText) -> Clauses:
    """The reporting clauses of every sentence."""
    return [tuple(reporting_clauses(Tree(parsed.text, sentence))) for sentence in parsed.sentences]


def reporting_clauses(tree: Tree) -> Iterator[Clause]:
    """The reporting clauses of a sentence, in the order of their cues."""
    for index, token in enumerate(tree.tokens):
        found = _of_verb(tree, index) if token.upos == "VERB" else None
        found = found or of_phrase(tree, index)
        if found is not None:
            yield found


def _of_verb(tree: Tree, verb: int) -> Clause | None:
    """The clause that a verb of speech, finding or belief heads."""
    lemma = tree.lemma(verb)
    if lemma not in REPORTING or _unreal(tree, verb):
        return None
    source = source_of(tree, verb)
    content, rule = _content(tree, verb) if source is not None else ([], "")
    if source is None or not content:
        return None
    sure = can_find(tree, source.head)
    if rule in {"as", "parataxis"} and (source.weak or not sure or lemma in _VAGUE):
        return None
    if (lemma in FINDING and not sure) or (source.weak and lemma not in SPEECH):
        return None
    if rule == "ccomp":
        rule = "finding" if lemma in FINDING else "belief" if lemma in BELIEF else rule
    return built(tree, content, (_cue_start(tree, verb), _cue_end(tree, verb)), (source.first, source.last), rule)


def _unreal(tree: Tree, verb: int) -> bool:
    """Whether the clause is only supposed, asked for or possible: "if he says that", "you could argue"."""
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if token.deprel == "mark" and tree.lemma(child) in _HYPOTHETICAL:
            return True
        if token.deprel.startswith("aux") and tree.lemma(child) in _MODALS:
            return True
    return tree.tokens[verb].feat("Mood") == "Imp"


def _content(tree: Tree, verb: int) -> tuple[Stretches, str]:
    """The word stretches that a verb reports, and the rule that says so."""
    if (clause := tree.child(verb, "ccomp")) is not None:
        return (_around(tree, clause, verb), "ccomp") if _reportable(tree, verb, clause) else ([], "")
    if (misread := misread_clause(tree, verb)) is not None:
        return [(tree.first[misread], tree.last[misread])], "ccomp"
    if tree.child(verb, "obj", "xcomp", "obl:agent") is not None or tree.lemma(verb) not in SPEECH:
        return [], ""
    return _quoted(tree, verb) or _commented(tree, verb) or ([], "")


def _quoted(tree: Tree, verb: int) -> tuple[Stretches, str] | None:
    """What follows a colon or an opening mark: "He said: …"."""
    quoted = tree.child(verb, "parataxis")
    if quoted is None or quoted <= verb:
        return None
    between = tree.tokens[verb + 1 : tree.first[quoted] + 1]
    if not any(t.text in MARKS or t.text == ":" for t in between):
        return None
    return [(tree.first[quoted], tree.last[quoted])], "quoted"


def _commented(tree: Tree, verb: int) -> tuple[Stretches, str] | None:
    """The clause that a verb comments on: "…, X said", "as X said, …"."""
    head = tree.head(verb)
    deprel = tree.tokens[verb].deprel.split(":")[0]
    if head is None or deprel not in {"parataxis", "advcl"} or not clausal(tree, head):
        return None
    as_clause = any(tree.tokens[c].text.lower() == "as" for c in tree.children[verb])
    if (deprel == "advcl") != as_clause:
        return None
    return without(tree, head, verb), "as" if as_clause else "parataxis"


def _reportable(tree: Tree, verb: int, clause: int) -> bool:
    """Whether a complement is a finite clause that the verb can report."""
    marks = {tree.lemma(c) for c in tree.children[clause] if tree.tokens[c].deprel == "mark"}
    if marks & {"whether", "if"}:
        return tree.lemma(verb) in ASKING
    if "that" in marks:
        return True
    if "to" in marks:
        return False
    start = max(0, tree.first[clause] - 1)
    quoted = any(t.text in MARKS for t in tree.tokens[start : min(clause, start + 4)])
    return quoted or tree.finite(clause)


def _around(tree: Tree, clause: int, verb: int) -> Stretches:
    """A complement's stretches, in two parts where its reporting verb interrupts it."""
    first, last = tree.first[clause], tree.last[clause]
    if not first <= verb <= last:
        return [(first, last)]
    own = [verb, *(w for c in tree.children[verb] if c != clause for w in (tree.first[c], tree.last[c]))]
    inner = [w for w in own if first < w < last]
    if not inner:
        return []
    parts = [(first, min(inner) - 1), (max(inner) + 1, last)]
    # "which, he said, were …": the relative pronoun before the verb is no part of what was said
    return [p for p in parts if p[0] < p[1] or tree.tokens[p[0]].upos not in {"PRON", "SCONJ", "DET", "PUNCT"}]


def _cue_start(tree: Tree, verb: int) -> int:
    """The first auxiliary that runs up to the verb with nothing but auxiliaries and adverbs between."""
    start = verb
    for index in range(verb - 1, max(-1, verb - 6), -1):
        relation = tree.tokens[index].deprel.split(":")[0]
        if tree.head(index) != verb or relation not in {"aux", "advmod"}:
            break
        if relation == "aux":
            start = index
    return start


def _cue_end(tree: Tree, verb: int) -> int:
    """The verb, or the particle right after it."""
    after = verb + 1
    if after < len(tree.tokens) and tree.tokens[after].deprel == "compound:prt" and tree.head(after) == verb:
        return after
    return verb
