"""Pronouns: third person, first person, relative, and those that nobody fits."""

from __future__ import annotations

import dataclasses

import pytest

from service.attribution.confidence import CERTAIN, probability
from service.attribution.linking import Linker
from service.attribution.pronouns import candidates, pointed_at
from service.attribution.resolver import resolve
from service.attribution.salience import Context
from service.domain.document import Pointed
from service.domain.quotes import Detected, QuoteType, SourceForm
from service.domain.spans import Span
from service.domain.speakers import SpeakerKind
from tests.attribution.articles import detected, name_of, parsed, resolved, retagged, speaker

NAMES = {"Marta Lindqvist": "PERSON", "Ben Stroud": "PERSON", "Lindqvist": "PERSON", "Stroud": "PERSON"}


def test_he_and_she_follow_gender():
    text = "Marta Lindqvist left. Ben Stroud left. She said the piers are ready. He said the fair is new."
    answer = resolved(text, NAMES, ("She", "the piers are ready"), ("He", "the fair is new"))
    assert [name_of(answer, i) for i in (0, 1)] == ["Marta Lindqvist", "Ben Stroud"]
    assert answer.links[0].form is SourceForm.PRONOUN


def test_the_path_leads_from_the_pronoun_over_the_nearest_mention_to_the_name():
    text = "Marta Lindqvist runs the harbour.\n\n“It is old,” Lindqvist said. She said the piers are ready."
    answer = resolved(text, NAMES, ("Lindqvist", "“It is old,”"), ("She", "the piers are ready"))
    assert [s.text for s in answer.links[1].path] == ["She", "Lindqvist", "Marta Lindqvist"]


def test_the_last_speaker_is_meant_rather_than_somebody_he_names():
    text = "Ben Stroud opened the fair.\n\n“Peter Falk knows the yard,” Stroud said. “We asked Falk,” he added."
    names = {**NAMES, "Peter Falk": "PERSON", "Falk": "PERSON"}
    answer = resolved(text, names, ("Stroud", "“Peter Falk knows the yard,”"), ("he", "“We asked Falk,”"))
    assert name_of(answer) == "Ben Stroud"


def test_a_pronoun_without_anybody_is_nobody():
    answer = resolved("The rain came early. She said the piers are ready.", {}, ("She", "the piers are ready"))
    assert answer.links[0].entity is None
    assert answer.links[0].form is SourceForm.PRONOUN


def test_he_never_means_a_woman():
    answer = resolved("Marta Lindqvist opened the fair. He said it is new.", NAMES, ("He", "it is new"))
    assert answer.links[0].entity is None


def test_i_inside_a_quote_is_its_speaker():
    text = "“I think the piers are ready,” Marta Lindqvist said."
    answer = resolved(text, NAMES, ("Marta Lindqvist", "“I think the piers are ready,”"), ("I", "the piers are ready"))
    assert answer.links[0].entity == answer.links[1].entity is not None


def test_i_outside_quotes_is_the_author():
    answer = resolved("I think the piers are ready.", {}, ("I", "the piers are ready"))
    assert (name_of(answer), speaker(answer).kind) == ("author", SpeakerKind.UNNAMED)


@pytest.mark.parametrize(
    "text",
    [
        "By Marta Lindqvist\n\nI think the piers are ready.",
        "A note on harbours.\n\nI think the piers are ready.\n\nThe sea was calm.\n\nMarta Lindqvist is a writer.",
    ],
)
def test_i_is_the_author_whom_the_byline_names(text):
    answer = resolved(text, NAMES, ("I", "the piers are ready"))
    assert name_of(answer) == "Marta Lindqvist"


def test_i_in_words_between_marks_that_are_no_quote_is_nobody():
    answer = resolved("A banner read “I think the piers are ready”.", {}, ("I", "the piers are ready"))
    assert answer.links[0].entity is None


def test_who_means_the_name_before_it_over_an_apposition():
    text = "Officials met Ben Stroud, a former pilot at the yard, who said the fair is new."
    answer = resolved(text, NAMES, ("who", "the fair is new"))
    assert name_of(answer) == "Ben Stroud"


def test_who_means_the_noun_before_it():
    text = "The harbour opened for pilots who say the piers are ready."
    answer = resolved(text, {}, ("who", "the piers are ready"))
    assert (name_of(answer), speaker(answer).kind) == ("pilots", SpeakerKind.GROUP)


def test_they_means_the_group_that_spoke():
    text = "Senior officials said the piers are ready. They said the fair is new."
    answer = resolved(text, {}, ("Senior officials", "the piers are ready"), ("They", "the fair is new"))
    assert answer.links[0].entity == answer.links[1].entity is not None


def test_the_two_are_the_only_two_people_around():
    text = "Marta Lindqvist met Ben Stroud. The two said the fair is new."
    answer = resolved(text, NAMES, ("The two", "the fair is new"))
    assert name_of(answer) == "Marta Lindqvist and Ben Stroud"


def test_it_means_the_body_that_spoke():
    text = "Harbour Watch said the piers are ready. It said the fair is new."
    answer = resolved(
        text, {"Harbour Watch": "ORG"}, ("Harbour Watch", "the piers are ready"), ("It", "the fair is new")
    )
    assert [name_of(answer, i) for i in (0, 1)] == ["Harbour Watch"] * 2


def test_a_pronoun_before_anybody_is_named_is_nobodys():
    text = "She thinks the piers are ready.\n\nMarta Lindqvist runs the harbour."
    assert name_of(resolved(text, NAMES, ("She", "the piers are ready"))) is None


def test_pronouns_tell_the_gender_of_a_name_that_does_not():
    text = (
        "Oluchi Adaeze opened the fair. She sang.\n\nAdaeze spoke of her garden.\n\nAdaeze met Ben Stroud in the hall. "
        "He said the fair is new."
    )
    answer = resolved(text, {**NAMES, "Oluchi Adaeze": "PERSON", "Adaeze": "PERSON"}, ("He", "the fair is new"))
    assert name_of(answer) == "Ben Stroud"


def test_a_quote_that_follows_another_has_its_speaker():
    text = "“The piers are ready,” Lindqvist said.\n\n“The fair is new.”\n\nMarta Lindqvist runs the harbour."
    answer = resolved(text, NAMES, ("Lindqvist", "“The piers are ready,”"), (None, "#0 “The fair is new.”"))
    assert [name_of(answer, i) for i in (0, 1)] == ["Marta Lindqvist"] * 2
    assert [s.text for s in answer.links[1].path] == ["Lindqvist", "Marta Lindqvist"]
    assert answer.links[1].form is None
    assert answer.links[1].confidence <= answer.links[0].confidence


def test_a_quote_with_nobody_behind_it_has_no_speaker():
    answer = resolved("The piers are reportedly ready.", {}, (None, "ready"))
    assert (answer.links[0].entity, answer.links[0].path, answer.entities) == (None, (), ())


def test_pronouns_between_sources_carry_on_who_is_meant():
    text = (
        "Marta Lindqvist opened the fair. She also met Anna Falk. She had never seen her before. "
        "She was late. She said the piers are ready."
    )
    article = parsed(text, {**NAMES, "Anna Falk": "PERSON"})
    found = detected(text, [("She", "the piers are ready")])
    linker = Linker(article, found)
    linker.resolved()
    carried = [e for e in linker.discourse.events if text[e.start : e.end] == "She" and not e.source]
    assert len(carried) == 3
    assert {linker.register.records[e.record].name for e in carried} == {"Marta Lindqvist"}


def test_an_object_pronoun_is_not_the_subject_of_its_own_verb():
    words = parsed("Stroud thanked him.", {}).sentences[0].tokens
    subject, verb, pronoun, stop = words
    tokens = (
        dataclasses.replace(subject, head=1, deprel="nsubj"),
        verb,
        dataclasses.replace(pronoun, head=1, deprel="obj"),
        stop,
    )
    article = parsed("Stroud thanked him.", {"Stroud": "PERSON"})
    article = dataclasses.replace(article, sentences=(dataclasses.replace(article.sentences[0], tokens=tokens),))
    discourse = Linker(article, []).discourse
    (candidate,) = candidates(discourse, Context(15, "him", None, False))
    assert "subject of its own clause" in candidate.features


def test_he_may_be_somebody_the_article_only_describes():
    text = "Marta Lindqvist told the night manager. He said the piers are ready."
    answer = resolved(text, NAMES, ("He", "the piers are ready"))
    assert (name_of(answer), speaker(answer).kind) == ("night manager", SpeakerKind.UNNAMED)


def test_somebody_named_within_the_quotation_is_not_its_speaker():
    text = "Ben Stroud spoke first. “Peter Falk is weak. Falk is late,” he said."
    names = {**NAMES, "Peter Falk": "PERSON", "Falk": "PERSON"}
    answer = resolved(text, names, ("he", "“Peter Falk is weak. Falk is late,”"))
    assert name_of(answer) == "Ben Stroud"


def test_both_are_the_two_named_nearest():
    text = "Ida Holm left. Odd Berg met Marta Lindqvist, and both said the piers are old."
    names = {"Ida Holm": "PERSON", "Odd Berg": "PERSON", "Marta Lindqvist": "PERSON"}
    assert name_of(resolved(text, names, ("both", "the piers are old"))) == "Odd Berg and Marta Lindqvist"


TWO = "Ben Stroud met Carl Falk at the fair. He said the piers are ready."


def pointing(*places, since=0, beyond=0.0):
    """The article where the network points from "He" to these words."""
    article = parsed(TWO, {"Ben Stroud": "PERSON", "Carl Falk": "PERSON"})
    found = tuple((TWO.index(word), TWO.index(word) + len(word), chance) for word, chance in places)
    return dataclasses.replace(article, pointed=(Pointed(TWO.index("He "), since, beyond, found),))


@pytest.mark.parametrize("name", ["Ben Stroud", "Carl Falk"])
def test_a_pronoun_means_whom_the_network_points_to_where_little_else_tells(name):
    assert name_of(resolve(pointing((name, 0.99)), detected(TWO, [("He", "the piers are ready")]))) == name


def test_somebody_outside_what_the_network_read_has_what_it_gives_to_nobody():
    discourse = Linker(pointing(("Carl", 0.2), since=TWO.index("Carl"), beyond=0.7), []).discourse
    first, second = (r.number for r in discourse.register.records)
    assert pointed_at(discourse, TWO.index("He "), {first, second}) == {first: 0.7, second: 0.2}
    assert pointed_at(discourse, 0, {first}) == {}


def test_as_for_somebody_he_is_meant():
    text = "Nils Holm spoke. Nils Holm left. As for Erik Berg, he said the piers are old."
    names = {"Erik Berg": "PERSON", "Nils Holm": "PERSON"}
    answer = resolved(text, names, ("he", "the piers are old"))
    beside = resolved(text.replace("As for", "Beside"), names, ("he", "the piers are old"))
    assert name_of(answer) == "Erik Berg"
    assert name_of(beside) != "Erik Berg" or beside.links[-1].confidence < answer.links[-1].confidence


def test_a_title_before_a_name_is_no_second_person():
    text = "The president, Odd Berg, did it again. He said the piers are old."
    article = retagged(parsed(text, {"Odd Berg": "PERSON"}), 0, Odd={"deprel": "appos"})
    assert name_of(resolve(article, detected(text, [("He", "the piers are old")]))) == "Odd Berg"


def test_whoever_is_named_in_what_is_said_does_not_say_it():
    text = "Ben Stroud met Odd Berg, a pilot.\n\nBen Stroud, he said, runs the yard."
    names = NAMES | {"Odd Berg": "PERSON"}
    start = text.index("Ben Stroud, he")
    content = (Span.of(text, start, start + 10), Span.of(text, text.index("runs"), len(text) - 1))
    source = (Span.of(text, text.index("he said"), text.index("he said") + 2),)
    quote = Detected(content, (), QuoteType.INDIRECT, None, source, None, None, 0.9)
    linker = Linker(parsed(text, names), [quote])
    found = linker.answer(0)
    assert found is not None
    assert linker.register.records[found.record].name == "Odd Berg"


def noted(text, phrase, *quotes):
    """Whom the last `phrase` before a pronoun counts as a mention of, None where it counts as nobody's."""
    names = NAMES | {"Carl Falk": "PERSON", "Dahl Brewing": "ORG"}
    linker = Linker(parsed(text, names), detected(text, quotes))
    linker.resolved()
    start = text.rindex(phrase)
    found = linker.discourse.at((start, start + len(phrase)))
    return None if found is None else linker.register.records[found].name


@pytest.mark.parametrize("source", ["The Danish brewer", "The Danish brewer in Oden"])
def test_a_noun_within_a_source_is_no_antecedent_beside_it(source):
    text = f"Dahl Brewing grew. Dahl Brewing hired. Dahl Brewing won.\n\n{source} said the piers are old. It said no."
    assert noted(text, "Danish brewer", (source, "the piers are old"), ("It", "no")) is None
    assert noted(text.replace(source, "Pilots met the Danish brewer who"), "Danish brewer", ("It", "no")) is not None


def test_a_body_described_by_its_trade_is_meant_by_it():
    text = (
        "Dahl Brewing grew. Dahl Brewing hired. Dahl Brewing won.\n\n"
        "The Danish brewer said the piers are old. It said the fair is new."
    )
    sources = (("The Danish brewer", "the piers are old"), ("It", "the fair is new"))
    answer = resolved(text, {"Dahl Brewing": "ORG"}, *sources)
    assert [name_of(answer, i) for i in (0, 1)] == ["Dahl Brewing"] * 2


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Ben Stroud came by water.", "water", None),  # it only ends as callings do
        ("Ben Stroud met a cook.", "cook", "cook"),
        ("Ben Stroud worked as a pilot.", "pilot", None),
        ("Ben Stroud sang. The man left.", "man", None),
        ("Ben Stroud met a man.", "man", "man"),
        ("Ben Stroud met a man. The man left.", "man", "man"),
        ("Marta Lindqvist's brother, Ben Stroud, sang. Marta Lindqvist's brother left.", "brother", "Ben Stroud"),
        ("Marta Lindqvist's brother, Ben Stroud, sang. Pilot Marta Lindqvist's brother left.", "brother", "Ben Stroud"),
        ("Marta Lindqvist's brother, Ben Stroud, sang. Marta Lindqvist left. Her brother sang.",
         "brother", "Ben Stroud"),
        ("Carl Falk met the pilot, Ben Stroud. The pilot left.", "pilot", "Ben Stroud"),
        ("Carl Falk met the pilot, Ben Stroud. A pilot left.", "pilot", "pilot"),
    ],
)  # fmt: skip
def test_he_may_be_whom_a_phrase_just_before_describes(text, phrase, name):
    assert noted(f"{text} He said the piers are ready.", phrase, ("He", "the piers are ready")) == name


def test_a_description_that_is_a_source_is_known_as_whom_it_means():
    text = "Ben Stroud sang. Ben Stroud left. The cook said the piers are ready. He said no."
    assert noted(text, "cook", ("The cook", "the piers are ready"), ("He", "no")) is None
    assert noted(text, "The cook", ("The cook", "the piers are ready"), ("He", "no")) == "Ben Stroud"


def test_a_title_with_a_name_in_apposition_is_no_second_person():
    text = "A pilot, Ben Stroud, sang. He said the piers are ready."
    article = retagged(parsed(text, NAMES), 0, Ben={"deprel": "appos"})
    linker = Linker(article, detected(text, [("He", "the piers are ready")]))
    linker.resolved()
    assert linker.discourse.at((2, 7)) is None


def test_a_mention_is_found_by_all_of_its_place():
    discourse = Linker(parsed("Ben Stroud sang.", NAMES), []).discourse
    assert (discourse.at((0, 10)), discourse.at((0, 3)), discourse.at((4, 10))) == (0, None, None)


def flags(text, phrase, sentence=-1, quotes=(), **changes):
    """How a mention stands in its sentence: as its subject, as a possessor."""
    linker = Linker(retagged(parsed(text, NAMES), sentence, **changes), detected(text, quotes))
    linker.sources.anaphors.read_to(len(text))
    linker.resolved()
    start = text.rindex(phrase)
    (event,) = (e for e in linker.discourse.events if e.place == (start, start + len(phrase)))
    return event.subject, event.possessive


def test_a_possessive_pronoun_is_no_subject():
    text = "Marta Lindqvist sang. She left. Her crew slept."
    assert flags(text, "Her", Her={"deprel": "nmod:poss", "head": "crew"}) == (False, True)
    assert flags(text, "She", 1) == (True, False)


def test_what_a_possessive_pronoun_begins_may_be_a_subject():
    text = "Marta Lindqvist sang. Her crew said the piers are ready."
    quotes = [("Her crew", "the piers are ready")]
    assert flags(text, "Her crew", -1, quotes, Her={"deprel": "nmod:poss", "head": "crew"}) == (True, False)


def test_a_name_is_a_possessor_by_its_ending_alone():
    text = "Marta Lindqvist sang. Stroud and pilots slept."
    assert flags(text, "Stroud", Stroud={"deprel": "nmod:poss", "head": "pilots"}) == (True, False)


def test_somebody_only_guessed_is_not_who_spoke_last():
    rain = "Rain fell. The boats were late."
    text = f"People met Ben Stroud, Carl Falk, Odd Berg and Nils Holm.\n\n{rain}\n\nHe said the piers are ready."
    names = NAMES | {"Carl Falk": "PERSON", "Odd Berg": "PERSON", "Nils Holm": "PERSON"}
    linker = Linker(parsed(text, names), detected(text, [("He", "the piers are ready")]))
    found = linker.answer(0)
    assert found is not None
    assert probability(found.how, found.score) < CERTAIN
    assert linker.discourse.last_speaker is None
    text = "Ben Stroud left. He said the piers are ready."
    certain = Linker(parsed(text, NAMES), detected(text, [("He", "the piers are ready")]))
    assert certain.answer(0).record == certain.discourse.last_speaker


def test_what_the_network_gives_to_whom_a_pronoun_cannot_mean_is_the_others():
    discourse = Linker(pointing(("Ben Stroud", 0.3), ("Carl Falk", 0.6)), []).discourse
    ben, carl = (r.number for r in discourse.register.records)
    offset = TWO.index("He ")
    assert pointed_at(discourse, offset, {ben}) == {ben: pytest.approx(0.75)}
    assert pointed_at(discourse, offset, {ben, carl}) == {ben: pytest.approx(0.3), carl: pytest.approx(0.6)}


@pytest.mark.parametrize(("ben", "carl", "left"), [(0.01, 0.99, 0.2), (0.5, 0.8, 1.0)])
def test_what_the_others_get_is_neither_blown_up_nor_more_than_certain(ben, carl, left):
    discourse = Linker(pointing(("Ben Stroud", ben), ("Carl Falk", carl)), []).discourse
    first, _ = (r.number for r in discourse.register.records)
    assert pointed_at(discourse, TWO.index("He "), {first}) == {first: pytest.approx(left)}


def test_a_pronoun_in_what_is_said_is_no_name_in_it():
    text = "Ben Stroud sang. He was late, he said."
    linker = Linker(parsed(text, NAMES), detected(text, [("he", "He was late")]))
    linker.sources.anaphors.read_to(len(text))
    said = linker.detected[0].content
    (found,) = candidates(linker.discourse, Context(text.index("he said"), "he", None, False, None, said))
    assert "named in own words" not in found.features


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A council spokesperson said the sea is rough. They said the piers are old.", "council spokesperson"),
        ("A council spokesman said the sea is rough. They said the piers are old.", None),
    ],
)
def test_they_are_one_spokesperson(text, name):
    source = text.split(" said")[0]
    answer = resolved(text, {}, (source, "the sea is rough"), ("They", "the piers are old"))
    assert name_of(answer) == name
