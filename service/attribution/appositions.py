"""Names beside a noun phrase: after a title, in apposition, after "named"."""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.lexicon import (
    ABBREVIATED,
    COMPANY_NOUNS,
    HONORIFICS,
    LEADERS,
    ORGANISATION_HEADS,
    PERSON_HEADS,
    PERSON_NOUNS,
    TITLES,
)
from service.attribution.namekinds import NameMention
from service.attribution.nouns import KIN, is_role, person_noun
from service.attribution.phrases import ENDINGS, Nominal, Phrases
from service.attribution.reading import Word
from service.domain.document import NameKind
from service.domain.spans import Span

_CALLED = frozenset("mr mrs ms miss dr prof engr hon alhaji hajia hajiya datuk datin".split())
_HELD = frozenset({"opposition", "board", "house"})
_FURTHER = 12
"""How many words behind a verb another may stand that "and" joins to it."""
_LINKS = frozenset({"of", "for", "the", "and", "on", "to", "&"})
_STAFF = frozenset({"coach", "manager", "trainer", "fan", "friend", "lawyer", "solicitor", "agent", "biographer"})
"""Who is somebody's: "the Coach of Olympian X" is not X."""
_TRADE = frozenset({"NOUN", "ADJ", "CCONJ"})
_GIVING = frozenset({"gave", "gives", "give", "giving"})
_WHICH = frozenset({"first", "last", "full", "real", "own", "only", "just"})
_NAMING = frozenset({"named", "called", "calling", "himself", "herself", "nicknamed", "identified", "as"})


class Appositions:
    """Finds them in one article."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.words = phrases.words
        self.names = phrases.names
        self.inside = phrases.inside

    def after_title(self, base: Nominal, last: int) -> NameMention | None:
        """The person after a title in several words ("Secretary of State X", "mayor and party leader X")."""
        if base.last + 1 >= last or not is_role(self.words[base.head]):
            return None
        link = self.words[base.last].lower
        if link == "and":
            return self.joined_titles(base, self.phrases.base(base.last + 1, last), last)
        return self._of_office(base, last) if link == "of" else None

    def long_title(self, base: Nominal, last: int) -> NameMention | None:
        """The person behind a long title ("Minister of State for Finance X", "Leader of the Opposition X")."""
        person = self.phrases.person_at(last - 1)
        if person is None or person.last != last or person.first <= base.last + 1 or base.owner:
            return None
        between = self.words[base.last : person.first]
        if between[-1].lower.rstrip(".") in _CALLED and len(between) > 2:
            return person if self._of_office_mr(base, between[:-1]) else None
        while len(between) > 1 and (between[-1].text == "." or between[-1].lower.rstrip(".") in ABBREVIATED):
            between = between[:-1]  # "Speaker of the House [Rep.] X"
            if any(is_role(w) for w in between[:-1]):
                return None
        titled = is_role(self.words[base.head]) and self.words[base.head].capital and not is_role(between[-1])
        plain = all(w.capital or w.lower in _LINKS for w in between) and between[-1].capital
        titled = titled and base.determiner in ("", "the") and self.words[base.head].lower not in KIN | _STAFF
        return person if titled and plain and not any(self.phrases.person_at(w.index) for w in between) else None

    def _of_office_mr(self, base: Nominal, between: Sequence[Word]) -> bool:
        """Whether an office is told in full before a name with Mr. or the like ("head of public affairs Mr X")."""
        head, last = self.words[base.head], between[-1]
        held = is_role(head) and head.lower not in KIN | _STAFF and between[0].lower in ("of", "for")
        # No ship, film or firm: "the author of the book Mr Larch".
        field = last.noun and (last.capital or last.plural or last.lower in _HELD)
        person = last.lower in PERSON_NOUNS or last.lower.rstrip(".") in TITLES or self.phrases.person_at(last.index)
        return held and field and not person

    def _of_office(self, base: Nominal, last: int) -> NameMention | None:
        """The person after a title with "of": "Secretary of State X"."""
        right = self.phrases.base(base.last + 1, last)
        person = self.phrases.person_at(right.head)
        if person is None or person.last != right.last or right.determiner or base.owner is not None:
            return None
        between = self.words[base.last + 1 : person.first]
        plain = all(self.phrases.person_at(w.index) is None and not is_role(w) for w in between)
        return person if between and plain and person.first < base.last + 4 else None

    def ending(self, base: Nominal, last: int) -> NameMention | None:
        """The person whose role and name end a stretch without a preposition ("a party-backed candidate X")."""
        person = self.phrases.person_at(last - 1)
        if person is None or person.last != last or person.first <= base.first:
            return None
        if not is_role(self.words[person.first - 1]):
            return None
        between = self.words[base.first : person.first]
        loose = [w for w in between if w.index not in self.phrases.inside]
        apart = any(w.upos in ("ADP", "SCONJ", "CCONJ") or w.lower in ENDINGS for w in loose)
        treated = any(w.upos == "VERB" and w.deprel.startswith("acl") for w in between)  # "doctors treating mayor X"
        return None if (apart and not self._of_body(base, between)) or treated else person

    def _of_body(self, base: Nominal, words: Sequence[Word]) -> bool:
        """Whether a title's words are those of a body and its officer ("Bank of Norland Governor")."""
        named = self.words[base.head].capital and self.words[base.head].lower in ORGANISATION_HEADS
        proper = all(w.capital or w.lower in _LINKS for w in words[:-1])
        return named and proper and words[1].lower in ("of", "for") and words[-2].capital

    def body(self, base: Nominal, last: int) -> NameMention | None:
        """The body whose name follows what it is ("the rights organization the Larch League")."""
        if base.last >= last or self.words[base.last].lower != "the":
            return None
        mention = self.names.get(base.last + 1) if self.words[base.head].lemma in ORGANISATION_HEADS else None
        return mention if mention is not None and mention.kind is NameKind.ORG and mention.last == last else None

    def trade(self, base: Nominal, last: int) -> NameMention | None:
        """The body whose name ends a stretch that says its trade ("biscuit and chocolate maker Larch Foods")."""
        mention = self.inside.get(last - 1)
        if mention is None or mention.kind is not NameKind.ORG or mention.last != last or mention.first <= base.first:
            return None
        between = self.words[base.first : mention.first]
        plain = all(w.upos in _TRADE or w.text == "-" for w in between) and not any(w.plural for w in between)
        ends = between[-1].upos == "NOUN" and between[-1].text.islower()
        return mention if plain and ends else None

    def called(self, first: int, last: int) -> NameMention | None:
        """The name in "a worker named X", "a man calling himself X"."""
        i = first
        while i < last and self.words[i].lower in _NAMING:
            i += 1
        return self.names.get(i) if i > first else None

    def given(self, base: Nominal, last: int) -> NameMention | None:
        """The name in "a driver who gave his name only as X" and "a teacher from Larch named X"."""
        person = self.phrases.person_at(last - 1)
        if person is None or person.last != last or person.first < base.last + 2 or self.words[base.head].plural:
            return None
        between = self.words[base.last : person.first]
        placed = all(w.index in self.inside or w.upos in ("ADP", "DET") for w in between[:-1])
        named = between[-1].lower == "named" and placed
        return person if named or self._own_name([w.lower for w in between]) else None

    def _own_name(self, words: Sequence[str]) -> bool:
        """Whether words say that somebody gives the name behind them ("gave only her first name as")."""
        at = words.index("name") if "name" in words and words[-1] in ("as", ",", "only") else 0
        before = [w for w in words[:at] if w not in _WHICH]
        return len(before) > 1 and before[-1] in ("his", "her", "their") and before[-2] in _GIVING

    def apposed(self, base: Nominal, chunk: tuple[int, int]) -> NameMention | None:
        """The bare name after a nominal and a comma."""
        first, last = chunk
        if self.words[first].lower == "the" and first + 1 in self.names:
            first += 1
        if self.words[first].lower in LEADERS or self._quoted(base, first):
            return None
        beside = self.phrases.base(first, last)
        whole = self.words[base.last].text == "," and person_noun(self.words, self.words[beside.head])
        named = self.called(beside.last, last) if whole and beside.determiner in ("a", "an", "one") else None
        if named is not None and named.kind is NameKind.PERSON and not self.words[base.head].plural:
            return named
        titled = self.phrases.person_at(beside.head)
        if titled is not None and not self.words[base.head].plural and self._ends(titled.last, last):
            return titled
        if not self.pure_name(first, last) and not self._titled(first):
            return None
        mention = self.inside.get(last - 1) or self.names.get(first) or self._titled(first)
        if mention is None or (mention.kind is NameKind.PERSON and self.words[base.head].plural):
            return None
        called = self.words[base.head].lemma
        firm = mention.kind is NameKind.ORG and called in COMPANY_NOUNS  # "the developer, Larch Homes,"
        if mention.kind is not NameKind.PERSON and called in PERSON_HEADS and not firm:
            return None
        return mention

    def _ends(self, at: int, last: int) -> bool:
        """Whether nothing but where somebody is from stands between a name and the end ("Senator X of Ohio")."""
        return at == last or self.words[at].lower in ("of", "from")

    def _quoted(self, base: Nominal, first: int) -> bool:
        """Whether the second of two stretches alone lies in quotation marks, as a title of a work does."""
        reading = self.phrases.reading
        return reading.marked(self.words[first].start) and not reading.marked(self.words[base.head].start)

    def beyond(self, first: int, last: int, cue: Sequence[Span] = ()) -> int:
        """Where a source's words end with the name in apposition that they were cut from ("the mayor,| X, said").

        A name that is the subject of another verb than the `cue` is none ("the mayor| X defeated said").
        """
        words = self.words
        comma = last < len(words) and words[last].text == ","
        after = last + comma
        while comma and after < len(words) and words[after].lower.rstrip(".") in HONORIFICS:
            after += 1  # "the leader of the house|, Sir X"
        mention = self.names.get(after)
        if mention is None or words[after].sentence != words[first].sentence:
            return last
        inner = words[last - 1]  # "the wife of the president|, Mr X" may be either's name
        if comma and inner.index != self.phrases.base(first, last).head and person_noun(words, inner):
            return last
        head = words[after]
        if comma or words[last - 1].text == ",":
            return mention.last if head.deprel == "appos" and first <= head.head < last else last
        subjects = head.deprel.startswith("nsubj") and words[last - 1].deprel.startswith("nsubj")
        said = words[head.head]
        behind = words[said.index : said.index + _FURTHER]
        verbs = [said, *(w for w in behind if w.head == said.index and w.deprel == "conj")]
        cued = not cue or any(c.start < v.end and v.start < c.end for c in cue for v in verbs)
        return mention.last if subjects and cued and head.head == words[last - 1].head else last

    def joined_titles(self, left: Nominal, right: Nominal, last: int) -> NameMention | None:
        """The person whose titles "and" joins ("former mayor and party leader X", "and secretary of state X").

        `last` is where the stretch ends.
        """
        person = self.phrases.person_at(right.head)
        if person is None and right.last < last and self.words[right.last].lower == "of":
            person = self._of_office(right, last)
        if person is None or self.phrases.person_at(left.head) is not None or person.first <= right.first:
            return None
        head, determined = self.words[left.head], right.determiner or (left.determiner and left.owner is None)
        titled = any(is_role(w) for w in self.words[right.first : person.first])
        return person if not head.plural and not determined and is_role(head) and titled else None

    def joined_roles(self, left: Nominal, right: Nominal) -> bool:
        """Whether "and" joins two roles of one person who is not named ("the delegate and activist")."""
        heads = [self.words[n.head] for n in (left, right)]
        named = any(n.head in self.inside for n in (left, right))
        apart = right.determiner or right.owner or not (left.determiner or left.owner)
        return not named and not apart and all(is_role(w) for w in heads)

    def pure_name(self, first: int, last: int) -> bool:
        """Whether a stretch ends with a name and holds nothing but capitalised words or titles before it."""
        mention = self.inside.get(last - 1)
        if mention is None or mention.first < first or self.words[first].text[:2] in ("R-", "D-", "I-"):
            return False
        return all(self.words[i].capital or self.words[i].text == "." for i in range(first, mention.first))

    def _titled(self, first: int) -> NameMention | None:
        """The person's name that begins a stretch."""
        mention = self.names.get(first)
        return mention if mention is not None and mention.kind is NameKind.PERSON else None
