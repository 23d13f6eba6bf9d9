"""Attribution without a verb of speech: "X's claim that …", "according to X", "in the words of X"."""

from __future__ import annotations

from service.detection.assembly import MARKS, built, clausal, without
from service.detection.clauses import Clause, Tree
from service.detection.lexicon import NOUNS
from service.detection.subjects import can_find

_NEAR = 80  # words to a quotation
_GROUNDS = {"plan", "schedule", "type", "size", "age", "need", "taste", "tradition", "custom", "criterion", "rule"}


def of_phrase(tree: Tree, index: int) -> Clause | None:
    """The clause that a noun or a preposition introduces."""
    if tree.tokens[index].upos == "NOUN":
        return _of_noun(tree, index) or _in_the_words_of(tree, index)
    return _according(tree, index) if tree.tokens[index].deprel in {"case", "mark"} else None


def _of_noun(tree: Tree, noun: int) -> Clause | None:
    """The claim in "X's claim that …" or "the claim by X that …"."""
    if tree.lemma(noun) not in NOUNS:
        return None
    clause = next((c for c in tree.children[noun] if _that_clause(tree, c)), None)
    owner = tree.child(noun, "nmod:poss")
    if owner is None:
        near = (c for c in tree.children[noun] if tree.tokens[c].deprel.startswith("nmod"))
        owner = next((c for c in near if _preposition(tree, c) in {"by", "from"}), None)
    if clause is None or owner is None or tree.tokens[owner].feat("Person") in {"1", "2"}:
        return None
    words = [i for i in range(tree.first[owner], tree.last[owner] + 1) if not _possessive(tree, i, owner)]
    return built(tree, [(tree.first[clause], tree.last[clause])], (noun, noun), (words[0], words[-1]), "noun")


def _that_clause(tree: Tree, index: int) -> bool:
    """Whether a noun's dependent is a clause with "that" (or one that the parser takes for a complement)."""
    marked = any(tree.tokens[c].deprel == "mark" and tree.lemma(c) == "that" for c in tree.children[index])
    return marked and tree.tokens[index].deprel in {"acl", "ccomp"}


def _preposition(tree: Tree, index: int) -> str:
    case = tree.child(index, "case")
    return tree.lemma(case) if case is not None else ""


def _possessive(tree: Tree, index: int, owner: int) -> bool:
    """Whether a word is the owner's preposition or genitive ending."""
    return tree.tokens[index].deprel == "case" and tree.head(index) == owner


def _according(tree: Tree, case: int) -> Clause | None:
    """The source in "according to X"; the clause that the phrase belongs to is its content."""
    noun = tree.head(case)
    end = case + 1
    if tree.tokens[case].text.lower() != "according" or noun is None or end >= noun:
        return None
    head = tree.head(noun)
    if tree.tokens[end].text.lower() != "to" or head is None or not clausal(tree, head):
        return None
    if tree.lemma(noun) in _GROUNDS or tree.tokens[noun].upos not in {"NOUN", "PROPN", "PRON"}:
        return None
    if not (tree.finite(head) or tree.child(head, "nsubj") is not None):
        return None
    # "organised according to a system" is manner; set off by a comma, or with a source that speaks, it attributes
    set_off = case in {0, tree.first[head]} or tree.tokens[case - 1].upos == "PUNCT"
    if not (set_off or can_find(tree, noun)):
        return None
    return built(tree, without(tree, head, noun), (case, end), (end + 1, tree.last[noun]), "according")


def _in_the_words_of(tree: Tree, words: int) -> Clause | None:
    """The source in "in the words of X"; the nearest quotation of the same clause is its content."""
    text = [t.text.lower() for t in tree.tokens[max(0, words - 2) : words + 2]]
    name, head = tree.child(words, "nmod"), tree.head(words)
    if text != ["in", "the", "words", "of"] or name is None or head is None:
        return None
    near = range(max(0, words - _NEAR), min(len(tree.tokens), words + _NEAR))
    rest = without(tree, head, words)
    marks = [i for i in near if _is_mark(tree, i) and any(first <= i <= last for first, last in rest)]
    after = [i for i in marks if i > tree.last[words]]
    pair = after[:2] if len(after) > 1 else marks[-2:]
    if len(pair) < 2:
        return None
    return built(tree, [(pair[0], pair[1])], (words - 2, words + 1), (words + 2, tree.last[name]), "words")


def _is_mark(tree: Tree, index: int) -> bool:
    return tree.tokens[index].text in MARKS and tree.tokens[index].upos == "PUNCT"
