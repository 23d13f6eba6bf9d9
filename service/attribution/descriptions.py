"""What noun phrases stand for: somebody named and described so, an earlier phrase, or an entity of their own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from service.attribution.answers import Answer
from service.attribution.bodies import Bodies
from service.attribution.confidence import probability
from service.attribution.discourse import PAIR_SENTENCES
from service.attribution.kin import owner_of, possessor
from service.attribution.lexicon import (
    DEFINITE,
    PARTIES,
    PERCEPTION_NOUNS,
    POSSESSIVES,
    TITLES,
)
from service.attribution.nouns import KIN, by_origin, head_of, person_noun, sex_of
from service.attribution.phrases import Nominal
from service.attribution.pronouns import candidates, ranked
from service.attribution.records import Place, Record, Role
from service.attribution.references import References
from service.attribution.salience import Candidate, Context
from service.attribution.scene import Scene
from service.domain.document import NameKind
from service.domain.speakers import SpeakerKind

SURE_OWNER = 0.7
"""A possessor less probable than this is left out of a phrase's name."""
_SOMEBODYS = frozenset(
    "landlord landlady tenant neighbor neighbour boss employer employee client colleague friend partner girlfriend "
    "boyfriend fiance fiancé fiancee fiancée king queen prince princess duke duchess baron baroness pope emir "
    "sultan".split()
)
"""Who is called so is somebody's, or is it in all articles: none that another description would fit as well."""
_OFFICIATING = frozenset(
    "bailiff bystander caller coroner interpreter interviewer judge magistrate moderator onlooker prosecutor referee "
    "translator umpire usher".split()
)
"""They have their part in what happens to others; a text about one of them says what he or she is."""
SURE_TOPIC = 0.7
"""A description with a complement ("the secretary of state") means the person the text is about from this score on."""
SURE_ROLE = 0.6
"""From this score on somebody the text is about, who has such a role, is meant, whoever else is introduced by it."""
HEADLINE, HEADLINES = 0.6, 2
"""How well somebody's role must fit a headline's phrase, and how many paragraphs may be headlines."""
_WRITERS = frozenset({"reporter", "author", "writer", "columnist", "journalist", "correspondent"})
_ORDERED = ("former", "latter")
_ANYBODY = frozenset({"person", "man", "woman", "source"})


class Descriptions:
    """Resolution of noun phrases whose head is no name."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.discourse = scene.discourse
        self.nominals = scene.nominals
        self.phrases = scene.phrases
        self.register = scene.register
        self.bodies = Bodies(self.nominals)
        self.references = References(scene, self.resolve)

    def resolve(self, nominal: Nominal, place: Place) -> Answer | None:
        """What a noun phrase stands for; `place` is that of the whole source."""
        words = self.phrases.words
        owner = None if nominal.owner is None else self._owner(nominal.owner)
        if nominal.owner is not None and words[nominal.head].lower in PERCEPTION_NOUNS:
            return owner
        kind = self.nominals.kind(nominal)
        if nominal.determiner == "this" and words[nominal.head].lower in _WRITERS:
            return self.references.first_person("i", (words[nominal.head].start, words[nominal.head].end))
        taken = self._of_two(nominal, place) or self._apposed(nominal, kind) or self._taken_up(nominal, kind, place)
        if taken is not None:
            return taken
        if owner is not None and probability(owner.how, owner.score) < SURE_OWNER:
            owner = None
        if nominal.owner is not None and kind is SpeakerKind.UNNAMED and not words[nominal.head].plural:
            known = None if owner is None else self.register.records[owner.record]
            relative = self.nominals.holders.related(nominal, known, place[0], self._whose)
            if relative is not None and relative is not known:
                return Answer(relative.number, (), "related", 1.0)
        possessor = None if owner is None else self.register.records[owner.record]
        record = self.scene.own(nominal, kind, place, possessor, self._inner(nominal))
        named = any(i in self.phrases.inside for i in range(nominal.first, nominal.last))
        how = "owned" if owner is not None else "own named" if named else f"own {kind}"
        return Answer(record.number, (), how, 1.0)

    def _of_two(self, nominal: Nominal, place: Place) -> Answer | None:
        """Both of two people just named ("the two", "both women"), or one by order ("the former", "the latter")."""
        head = self.phrases.words[nominal.head]
        ordered = head.lower in _ORDERED and nominal.last - nominal.first == 1
        if not ordered and not self.nominals.dual(nominal):
            return None
        people = self.discourse.two_people(place[0], "" if ordered else sex_of(head.lemma))
        if people is None:
            return None
        if ordered:
            one = self._in_order(people, place[0], _ORDERED.index(head.lower))
            return None if one is None else Answer(one.number, (), "described person", 1.0)
        return Answer(self.scene.together(people, place).number, (), "two", 1.0)

    def _in_order(self, people: list[Record], offset: int, which: int) -> Record | None:
        """The first or second of two by where they are first named near; nobody where others are joined since."""
        reading, firsts = self.scene.reading, dict[int, int]()
        for event in self.discourse.before(offset):
            if reading.sentence(offset) - reading.sentence(event.start) > PAIR_SENTENCES:
                break
            if event.record in (people[0].number, people[1].number) and event.place in self.register.of_name:
                firsts[event.record] = event.start
        if len(firsts) < 2:
            return None
        since = reading.at(max(firsts.values()), offset)
        if any(w.upos == "CCONJ" for w in self.phrases.words[since.start : since.stop]):
            return None
        return self.register.records[sorted(firsts, key=lambda n: firsts[n])[which]]

    def _taken_up(self, nominal: Nominal, kind: SpeakerKind, place: Place) -> Answer | None:
        """Somebody named whom a definite phrase describes, or an earlier phrase with its head."""
        definite = nominal.determiner in DEFINITE or (nominal.determiner == "" and nominal.owner is None)
        if definite and nominal.owner is None:
            found = self._described(nominal, kind, place)
            if found is not None and not self._speaks_there(found.record, place):
                return found
        if nominal.determiner in DEFINITE and not self.phrases.words[nominal.head].plural:
            earlier = self.nominals.earlier(nominal, place[0])
            if earlier is not None:
                before = self.scene.own(earlier.nominal, kind, earlier.place, None)
                return Answer(before.number, (earlier.place,), f"earlier {kind}", 1.0)
        return None

    def _apposed(self, nominal: Nominal, kind: SpeakerKind) -> Answer | None:
        """The body that a phrase is put in apposition to ("the Larch League, a group that …")."""
        mention = self.phrases.apposed_to(nominal.head)
        comma = nominal.first - 1 - bool(nominal.determiner)
        if mention is None or mention.kind is not NameKind.ORG or mention.last != comma:
            return None
        if self.phrases.words[comma].text != "," or kind not in (SpeakerKind.ORGANIZATION, SpeakerKind.OTHER):
            return None
        record = self.register.named(mention)
        return None if record is None else Answer(record.number, (mention.place,), "apposition", 1.0)

    def _inner(self, nominal: Nominal) -> tuple[Place, Record] | None:
        """The possessive pronoun of a third person within a phrase, with whom it surely stands for."""
        for word in self.phrases.words[nominal.first : nominal.end]:
            if word.lower in ("his", "her", "its", "their") and word.index + 1 < nominal.end:
                answer = self.references.resolve(word.index)
                sure = answer is not None and probability(answer.how, answer.score) >= SURE_OWNER
                return ((word.start, word.end), self.register.records[answer.record]) if answer and sure else None
        return None

    def _described(self, nominal: Nominal, kind: SpeakerKind, place: Place) -> Answer | None:
        """A named person or organisation that the phrase describes."""
        if kind is SpeakerKind.ORGANIZATION and nominal.determiner in DEFINITE:
            named = self.bodies.meant(nominal, place[0])
            return None if named is None else Answer(named[0].number, (), "described organisation", named[1])
        if kind is not SpeakerKind.UNNAMED or self.phrases.words[nominal.head].lower in (
            "person",
            "man",
            "woman",
            "source",
        ):
            return None
        person = self.nominals.holders.person(nominal, place[0])
        enough = HEADLINE if self._headline(nominal, place) else 1.0
        if person is not None and person[1] >= enough and not self._names(nominal, person[0]):
            return Answer(person[0].number, (), "described person", person[1])
        head = self.phrases.words[nominal.head]
        if nominal.determiner not in DEFINITE or not person_noun(self.phrases.words, head) or by_origin(head):
            return None  # where somebody is from the article tells seldom: "the Swede" may be anybody
        if head_of(head) in KIN | _SOMEBODYS or (person is None and head_of(head) in _OFFICIATING):
            return None
        if head.upos == "PROPN" and head.capital and head.lower not in TITLES | PARTIES:
            return None  # "The Advocate" is rather a name
        found = self._topic(nominal, place, None if person is None else person[0])
        if nominal.end == nominal.last or (found is not None and found.score >= SURE_TOPIC):
            return found
        return None

    def _names(self, nominal: Nominal, record: Record) -> bool:
        """Whether somebody is named within what follows a phrase's head ("the minister X defeated")."""
        behind = (self.phrases.names.get(i) for i in range(nominal.last, nominal.end))
        return any(m is not None and self.register.named(m) is record for m in behind)

    def _speaks_there(self, record: int, place: Place) -> bool:
        """Whether the phrase stands in quotation marks in the words of that very person, who would say I."""
        quote = self.scene.reading.speech(place[0])
        return quote is not None and self.scene.speaker(quote) == record

    def _headline(self, nominal: Nominal, place: Place) -> bool:
        """Whether a phrase without a determiner stands in a headline, which names nobody before the text does."""
        reading = self.scene.reading
        return not nominal.determiner and nominal.owner is None and reading.paragraph(place[0]) <= HEADLINES

    def _topic(self, nominal: Nominal, place: Place, likely: Record | None) -> Answer | None:
        """Whom a description means that fits nobody by its words: the person the text is about there.

        Nobody is meant where that person is named in what is said and has no such role: those who speak of themselves
        seldom do so by name.
        """
        introduced = self.nominals.introduced(nominal, place[0])
        if introduced and likely is None:
            return None
        options = self._people(nominal, place)
        if not options:
            return None
        score, best = options[0]
        fits = likely is not None and likely.number == best.record and score >= SURE_ROLE
        how = "topic and role" if fits else "topic"
        if (introduced and not fits) or (not fits and any(_named_there(c.features) for _, c in options)):
            return None
        marked = self.scene.reading.marked(self.phrases.words[nominal.first].end)
        named = not marked and any(self.phrases.person_at(i) for i in range(nominal.first, nominal.last))
        if how == "topic" and (named or any(i in self.phrases.inside for i in range(nominal.last, nominal.end))):
            return None
        return Answer(best.record, (best.event.place,), how, score)

    def _people(self, nominal: Nominal, place: Place) -> list[tuple[float, Candidate]]:
        """Who may be described so, with the probability of each, likeliest first."""
        holders, sex = self.nominals.holders, self.nominals.sex(nominal)
        kind = {"m": "he", "f": "she"}.get(sex, "person")
        context = Context(place[0], kind, None, False, None, self.scene.said(place))
        fitting = [
            replace(c, features=(*c.features, *holders.role_features(nominal, c.record)))
            for c in candidates(self.discourse, context)
            if not self._within(c.record, place)
            and not holders.otherwise_aged(nominal, c.record, place[0])
            and not holders.formerly(nominal, c.record)
        ]
        options = ranked(kind, fitting)
        return [(p, c) for p, c in options if self.register.records[c.record].kind is SpeakerKind.PERSON]

    def _within(self, record: int, place: Place) -> bool:
        """Whether somebody is named within the words themselves: "the hacker who read X's mail" is not X."""
        words = self.scene.reading.at(*place)
        names = (self.phrases.inside.get(word) for word in words)
        return any(m is not None and self.register.of_name.get(m.place) == record for m in names)

    def _whose(self, role: Role) -> int | None:
        """The record of the pronoun that surely possesses a role ("her son")."""
        word, known = possessor(self.discourse, role), owner_of(self.discourse, role)
        if word is None or known is not None:
            return known
        last = dict(self.discourse.last_pronoun)
        answer = self.references.resolve(word.index)
        self.discourse.last_pronoun = last  # which is of what comes later
        sure = answer is not None and probability(answer.how, answer.score) >= SURE_OWNER
        return answer.record if answer is not None and sure else None

    def _owner(self, owner: Place) -> Answer | None:
        """Who possesses a nominal ("his campaign", "Holt's campaign"); `owner` holds word indices."""
        first, last = owner
        words = self.phrases.words
        if last - first == 1 and words[first].lower in POSSESSIVES:
            return self.references.resolve(first)
        mention = self.phrases.inside.get(last - 1)
        record = None if mention is None else self.register.named(mention)
        return None if record is None else Answer(record.number, (), "owner", 1.0)


def _named_there(features: Collection[str]) -> bool:
    """Whether somebody who has no such role is named in what is said."""
    return "named in own words" in features and not {"role fits", "words of a role"}.intersection(features)
