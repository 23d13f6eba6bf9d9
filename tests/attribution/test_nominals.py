"""Bodies, documents, groups, unnamed people, and descriptions of somebody named."""

from __future__ import annotations

import dataclasses

import pytest

from service.attribution.linking import Linker
from service.attribution.nouns import person_noun
from service.attribution.reading import Reading
from service.attribution.resolver import resolve
from service.domain.quotes import SourceForm
from service.domain.speakers import SpeakerKind
from tests.attribution.articles import detected, name_of, parsed, resolved, retagged, speaker

OFTEN = "Dahl Brewing grew. Dahl Brewing hired. Dahl Brewing won."
NAMES = {"Marta Lindqvist": "PERSON", "Ben Stroud": "PERSON", "Lindqvist": "PERSON", "Stroud": "PERSON"}


@pytest.mark.parametrize(
    "introduction",
    [
        "Danish Harbour Minister Marta Lindqvist",
        "Marta Lindqvist, the Danish harbour minister,",
        "The Danish harbour minister, Marta Lindqvist,",
    ],
)
def test_a_description_means_the_person_the_article_calls_so(introduction):
    text = f"{introduction} met Ben Stroud, a pilot.\n\nThe Danish harbour minister said the piers are ready."
    answer = resolved(text, NAMES, ("The Danish harbour minister", "the piers are ready"))
    assert name_of(answer) == "Marta Lindqvist"
    assert answer.links[0].form is SourceForm.NOMINAL


def test_the_bare_head_of_a_description_is_enough():
    text = (
        "Marta Lindqvist, the Danish harbour minister, met Ben Stroud, a pilot.\n\nThe pilot said the piers are ready."
    )
    answer = resolved(text, NAMES, ("The pilot", "the piers are ready"))
    assert name_of(answer) == "Ben Stroud"


def test_an_indefinite_description_is_an_unnamed_person():
    text = "Marta Lindqvist, the harbour minister, spoke.\n\nA senior official said the piers are ready."
    answer = resolved(text, NAMES, ("A senior official", "the piers are ready"))
    assert (name_of(answer), speaker(answer).kind) == ("senior official", SpeakerKind.UNNAMED)


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("Officials", "officials", SpeakerKind.GROUP),
        ("Senior campaign officials", "senior campaign officials", SpeakerKind.GROUP),
        ("Critics", "critics", SpeakerKind.GROUP),
        ("The leaders", "leaders", SpeakerKind.GROUP),
        ("A witness", "witness", SpeakerKind.UNNAMED),
        ("A new study", "new study", SpeakerKind.DOCUMENT),
        ("The police report", "police report", SpeakerKind.DOCUMENT),
        ("A tweet", "tweet", SpeakerKind.DOCUMENT),
        ("The harbour agency", "harbour agency", SpeakerKind.ORGANIZATION),
        ("38% of voters", "38% of voters", SpeakerKind.GROUP),
    ],
)
def test_sources_without_a_name_are_called_by_their_phrase(source, name, kind):
    answer = resolved(f"{source} said the piers are ready.", {}, (source, "the piers are ready"))
    assert (name_of(answer), speaker(answer).kind) == (name, kind)


def test_the_statement_is_the_statement_spoken_of_before():
    text = "A Danish statement said the piers are ready. The statement said the fair is new."
    answer = resolved(text, {}, ("A Danish statement", "the piers are ready"), ("The statement", "the fair is new"))
    assert answer.links[0].entity == answer.links[1].entity
    assert (name_of(answer), speaker(answer).kind) == ("Danish statement", SpeakerKind.DOCUMENT)


def test_the_survey_takes_up_a_poll():
    text = "A Harbour Watch poll found the fair is old. The survey found the piers are ready."
    answer = resolved(text, {"Harbour Watch": "ORG"}, ("The survey", "the piers are ready"))
    assert name_of(answer) == "Harbour Watch poll"


def test_a_campaign_is_not_the_candidate():
    text = "Ben Stroud opened the fair.\n\nStroud’s campaign said the piers are ready."
    answer = resolved(text, NAMES, ("Stroud’s campaign", "the piers are ready"))
    assert (name_of(answer), speaker(answer).kind) == ("Ben Stroud’s campaign", SpeakerKind.ORGANIZATION)


def test_a_possessed_view_is_that_of_its_owner():
    text = "Ben Stroud opened the fair. In Stroud’s view the piers are ready."
    answer = resolved(text, NAMES, ("In Stroud’s view", "the piers are ready"))
    assert name_of(answer) == "Ben Stroud"


@pytest.mark.parametrize(("full", "short"), [("Marine Border Office", "MBO"), ("Grenzamt Nord", "TXU")])
def test_an_acronym_in_brackets_is_the_body_before_it(full, short):
    text = f"The {full} ({short}) opened a yard.\n\nThe {short} said the piers are ready."
    answer = resolved(text, {full: "ORG", short: "ORG"}, (f"The {short}", "the piers are ready"))
    assert name_of(answer) == full
    assert speaker(answer).aliases == (short,)


def test_initials_alone_are_an_acronym():
    text = "The Marine Border Office opened a yard.\n\nThe MBO said the piers are ready."
    answer = resolved(text, {"Marine Border Office": "ORG", "MBO": "ORG"}, ("The MBO", "the piers are ready"))
    assert name_of(answer) == "Marine Border Office"


def test_the_office_is_the_body_with_that_word_in_its_name():
    text = "The Marine Border Office opened a yard with Harbour Watch.\n\nThe office said the piers are ready."
    answer = resolved(
        text, {"Marine Border Office": "ORG", "Harbour Watch": "ORG"}, ("The office", "the piers are ready")
    )
    assert name_of(answer) == "Marine Border Office"


def test_a_newspaper_is_known_by_its_last_word():
    text = "The Lund Courier wrote the yard is old.\n\nThe Courier wrote the piers are ready."
    answer = resolved(text, {"Lund Courier": "ORG", "Courier": "ORG"}, ("The Courier", "the piers are ready"))
    assert name_of(answer) == "Lund Courier"


def test_plural_nouns_joined_are_one_group():
    answer = resolved("Pilots and sailors said the piers are ready.", {}, ("Pilots and sailors", "the piers are ready"))
    assert speaker(answer).kind is SpeakerKind.GROUP
    assert not speaker(answer).members


def test_a_tagged_surname_decides_over_a_wrong_tag():
    text = "Ms. Lindqvist opened the fair.\n\nLindqvist said the piers are ready."
    answer = resolved(text, {"Ms. Lindqvist": "PERSON", "Lindqvist": "ORG"}, ("Lindqvist", "the piers are ready"))
    assert speaker(answer).kind is SpeakerKind.PERSON


@pytest.mark.parametrize(("short", "whole"), [("Gov.", "governor"), ("Sen.", "senator")])
def test_an_abbreviated_title_is_a_role(short, whole):
    text = f"Zealand {short} Marta Lindqvist met Ben Stroud.\n\nThe {whole} said the piers are ready."
    answer = resolved(text, NAMES, (f"The {whole}", "the piers are ready"))
    assert name_of(answer) == "Marta Lindqvist"
    assert speaker(answer).description == f"Zealand {short}"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Outside groups", "outside groups"),
        ("Sailors in particular", "sailors"),
        ("The pilots’", "pilots"),
        ("Both sides", "both sides"),
        ("Sailors at sea and", "sailors at sea"),
        ("A poll released last week", "poll"),
        ("A crew of sailors, pilots and cooks", "crew of sailors, pilots and cooks"),
    ],
)
def test_the_name_of_a_phrase_is_the_phrase(source, name):
    answer = resolved(f"{source} said the piers are ready.", {}, (source, "the piers are ready"))
    assert name_of(answer) == name


def test_adjectives_joined_by_a_comma_belong_to_one_noun():
    text = "The young, old pilot said the piers are ready."
    article = parsed(text, {})
    (sentence,) = article.sentences
    tokens = tuple(dataclasses.replace(t, head=4, deprel="amod") if t.upos == "ADJ" else t for t in sentence.tokens)
    article = dataclasses.replace(article, sentences=(dataclasses.replace(sentence, tokens=tokens),))
    answer = resolve(article, detected(text, [("The young, old pilot", "the piers are ready")]))
    assert name_of(answer) == "young, old pilot"


def test_one_of_two_speakers_who_is_only_described_goes_by_the_description():
    text = "Marta Lindqvist and the pilot said the piers are ready."
    answer = resolved(text, NAMES, ("Marta Lindqvist and the pilot", "the piers are ready"))
    assert name_of(answer) == "Marta Lindqvist and pilot"


def test_the_two_sisters_are_the_two_women_named():
    text = "Marta Lindqvist and Anna Falk met Ben Stroud. The two sisters said the piers are ready."
    answer = resolved(text, {**NAMES, "Anna Falk": "PERSON"}, ("The two sisters", "the piers are ready"))
    assert name_of(answer) == "Marta Lindqvist and Anna Falk"


def test_an_office_that_owns_something_is_not_the_speaker():
    source = "The minister of state’s office"
    text = f"Harbour minister Marta Lindqvist spoke.\n\n{source} said the piers are ready."
    answer = resolved(text, {"Marta Lindqvist": "PERSON"}, (source, "the piers are ready"))
    assert name_of(answer) != "Marta Lindqvist"


def test_a_headline_may_describe_somebody_whom_the_text_names_later():
    text = (
        "Zealand governor said the piers are ready.\n\nCOPENHAGEN.\n\n"
        "Gov. Marta Lindqvist met Ben Stroud, a pilot, on Monday."
    )
    answer = resolved(text, NAMES, ("Zealand governor", "the piers are ready"))
    assert name_of(answer) == "Marta Lindqvist"


def test_one_aide_is_none_of_several_aides():
    text = "Top aides met Ben Stroud.\n\nThe aide said the piers are ready."
    answer = resolved(text, NAMES, ("The aide", "the piers are ready"))
    assert name_of(answer) != "top aides"


def test_a_senator_by_profession_is_not_somebody_else():
    text = "Marta Lindqvist worked as a senator for years.\n\nThe senator said the piers are ready."
    answer = resolved(text, NAMES, ("The senator", "the piers are ready"))
    assert name_of(answer) == "Marta Lindqvist"


def test_two_roles_under_one_determiner_are_one_person():
    text = "Marta Lindqvist, the pilot, spoke.\n\nThe pilot and mayor said the piers are ready."
    answer = resolved(text, NAMES, ("The pilot and mayor", "the piers are ready"))
    assert speaker(answer).kind is not SpeakerKind.GROUP


def test_a_pronoun_within_a_phrase_is_given_its_name():
    text = "Marta Lindqvist spoke. Many of her critics said the piers are ready."
    answer = resolved(text, NAMES, ("Many of her critics", "the piers are ready"))
    assert name_of(answer) == "many of Marta Lindqvist’s critics"


def test_whoever_owns_the_antecedent_is_not_meant_by_who():
    text = "Critics in Marta Lindqvist’s office, who said the piers are ready, left."
    answer = resolved(text, NAMES, ("who", "the piers are ready"))
    assert name_of(answer) != "Marta Lindqvist"


def test_a_description_of_another_office_is_not_whoever_was_named_last():
    text = (
        "Governor Ben Stroud and senator Marta Lindqvist met, and the two talked of cranes for hours. "
        "Lindqvist thanked Stroud.\n\nThe northern governor said the piers are ready."
    )
    answer = resolved(text, NAMES, ("The northern governor", "the piers are ready"))
    assert name_of(answer) in ("Ben Stroud", None)


def test_words_of_a_role_tell_whom_a_description_means():
    text = "Zealand pilot Ben Stroud met Marta Lindqvist.\n\n“We flew low. Lindqvist knows,” the Zealand veteran said."
    quotes = ("the Zealand veteran", "“We flew low. Lindqvist knows,”")
    linker = Linker(parsed(text, NAMES), detected(text, [quotes]))
    found = linker.answer(0)
    assert found is not None
    assert linker.register.records[found.record].name == "Ben Stroud"
    assert name_of(resolved(text, NAMES, quotes)) != "Marta Lindqvist"


def test_nobody_speaks_of_himself_as_the_manager():
    text = "The manager Ann Lee of Selby met Bo Karr, the other manager.\n\nLee said: “The manager said that it rains.”"
    answer = resolved(
        text,
        {"Ann Lee": "PERSON", "Bo Karr": "PERSON", "Lee": "PERSON"},
        ("Lee", "“The manager said that it rains.”"),
        ("The manager", "that it rains"),
    )
    assert name_of(answer, 0) == "Ann Lee"
    assert name_of(answer, 1) != "Ann Lee"


def test_the_front_runner_is_somebody_named():
    text = "Marta Lindqvist, the mayor, spoke. Lindqvist was cheered.\n\nThe front-runner said the piers are ready."
    answer = resolved(text, NAMES, ("The front-runner", "the piers are ready"))
    assert name_of(answer) == "Marta Lindqvist"


def test_a_phrase_is_not_taken_up_by_another_of_its_kind():
    text = "The agency blamed its own administration.\n\nThe administration said the piers are old."
    assert name_of(resolved(text, {}, ("The administration", "the piers are old"))) == "administration"


@pytest.mark.parametrize(
    "holds",
    ["is mayor", "was the mayor", "has been mayor", "was elected mayor", "serves as mayor", "was sworn in as a mayor"],
)
def test_whoever_is_said_to_hold_an_office_is_meant_by_it(holds):
    text = f"Marta Lindqvist {holds} of Oden.\n\nBen Stroud came. Stroud smiled.\n\nThe mayor said the piers are ready."
    assert name_of(resolved(text, NAMES, ("The mayor", "the piers are ready"))) == "Marta Lindqvist"


@pytest.mark.parametrize(
    ("introduction", "description", "name"),
    [
        ("Ben Stroud plays chess", "candidate", "candidate"),
        ("Anna Kowal, a teacher, met Ben Stroud, who plays chess", "candidate", "candidate"),
        ("The mayor, Ben Stroud, plays chess", "mayor", "Ben Stroud"),
    ],
)
def test_whoever_is_named_in_what_somebody_says_is_not_taken_for_him(introduction, description, name):
    text = f"{introduction}.\n\nBen Stroud sleeps badly, said the {description}."
    names = {"Ben Stroud": "PERSON", "Anna Kowal": "PERSON"}
    assert name_of(resolved(text, names, (f"the {description}", "Ben Stroud sleeps badly"))) == name


@pytest.mark.parametrize(
    ("introduced", "source", "name"),
    [
        (OFTEN, "The Danish brewer", "Dahl Brewing"),
        ("Dahl Brewing grew.", "The Danish brewer", "Danish brewer"),
        ("Dahl Brewing grew. Dahl Brewing hired.", "The Danish brewer", "Danish brewer"),
        (f"{OFTEN} Kowal Foods hired.", "The Danish brewer", "Danish brewer"),
        (f"Kowal Foods hired. {OFTEN}", "The Danish brewer", "Danish brewer"),
        (f"{OFTEN} A Danish brewer closed.", "The Danish brewer", "Danish brewer"),
        (OFTEN, "The fire service", "fire service"),
        (OFTEN.replace("Dahl Brewing", "Ministry of Works"), "The steelmaker", "steelmaker"),
    ],
)
def test_a_company_is_known_by_its_trade_where_one_alone_is_named(introduced, source, name):
    names = {"Dahl Brewing": "ORG", "Kowal Foods": "ORG", "Ministry of Works": "ORG"}
    text = f"{introduced}\n\n{source} said the piers are ready."
    assert name_of(resolved(text, names, (source, "the piers are ready"))) == name


def test_a_description_of_somebody_just_introduced_by_another_noun():
    text = "Marta Lindqvist spoke. One Danish ambassador said the fair is new.\n\nThe envoy said the piers are ready."
    answer = resolved(text, NAMES, ("One Danish ambassador", "the fair is new"), ("The envoy", "the piers are ready"))
    assert answer.links[0].entity == answer.links[1].entity is not None


@pytest.mark.parametrize(
    ("described", "name"),
    [("The mayor", "mayor"), ("The former mayor", "Ben Stroud"), ("The former Danish mayor", "Ben Stroud")],
)
def test_who_only_was_mayor_is_the_former_mayor(described, name):
    text = f"Former mayor Ben Stroud sang. Ben Stroud left.\n\n{described} said the piers are ready."
    assert name_of(resolved(text, NAMES, (described, "the piers are ready"))) == name


@pytest.mark.parametrize(
    ("noun", "other"), [("judge", "justice"), ("lawyer", "attorney"), ("spokesman", "spokesperson")]
)
def test_two_words_for_one_office_are_alike(noun, other):
    text = f"The {noun}, Ben Stroud, met Marta Lindqvist.\n\nThe {other} said the piers are ready."
    found = Linker(parsed(text, NAMES), detected(text, [(f"The {other}", "the piers are ready")])).answer(0)
    assert (found.how, found.score) == ("described person", 1.0)


def topic(text, described, content="the piers are ready", source_score=1.0):
    """Whom a description means, and how that was found."""
    (quote,) = detected(text, [(described, content)])
    linker = Linker(parsed(text, NAMES), [dataclasses.replace(quote, source_score=source_score)])
    found = linker.answer(0)
    return linker, (linker.register.records[found.record].name, found.how)


@pytest.mark.parametrize(("source_score", "given"), [(1.0, True), (0.8, False)])
def test_a_guess_at_whom_the_text_is_about_is_given_only_if_sure_and_a_person_fitting_too(source_score, given):
    text = "Ben Stroud sang. Ben Stroud left.\n\nThe pilot said the piers are ready."
    linker, found = topic(text, "The pilot", source_score=source_score)
    assert found == ("Ben Stroud", "topic")
    assert (linker.resolved().links[0].entity is not None) is given
    linker, found = topic(f"The pilot, {text}", "The pilot", source_score=source_score)
    assert found == ("Ben Stroud", "described person")
    assert (linker.resolved().links[0].entity is not None) is given


def test_whose_role_fits_may_name_others_in_what_he_says():
    text = (
        "The mayor, Ben Stroud, sang. Marta Lindqvist left. Ben Stroud slept.\n\n"
        "Marta Lindqvist sleeps badly, said the northern mayor."
    )
    assert topic(text, "the northern mayor", "Marta Lindqvist sleeps badly")[1] == ("Ben Stroud", "topic and role")


def test_who_has_words_of_the_role_may_name_himself():
    text = "Zealand pilot Ben Stroud sang.\n\nBen Stroud sleeps badly, said the Zealand veteran."
    assert topic(text, "the Zealand veteran", "Ben Stroud sleeps badly")[1] == ("Ben Stroud", "topic")


def test_whom_a_text_is_about_is_somebody_named():
    text = "A cook said the fair is new.\n\nThe pilot said the piers are ready."
    answer = resolved(text, {}, ("A cook", "the fair is new"), ("The pilot", "the piers are ready"))
    assert [name_of(answer, i) for i in (0, 1)] == ["cook", "pilot"]


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("One Danish ambassador sang.", "The envoy", "Danish ambassador"),
        ("One Danish manager sang.", "The coach", "Danish manager"),
        ("One Danish ambassador sang.", "The Swedish envoy", "Swedish envoy"),
        ("The Danish ambassador sang.", "The envoy", "envoy"),
        ("Pilots worked as an ambassador.", "The envoy", "envoy"),
        ("One Danish ambassador sang. Pilots left. Pilots slept. Pilots ran.", "The envoy", "envoy"),
    ],
)
def test_another_noun_takes_up_whoever_was_just_introduced(before, source, name):
    text = f"{before} {source} said the piers are ready."
    assert name_of(resolved(text, {}, (source, "the piers are ready"))) == name


def joined(text, source, **changes):
    article = retagged(parsed(text, {}), 0, **changes)
    return speaker(resolve(article, detected(text, [(source, "the piers are ready")]))).kind


def test_nouns_that_only_describe_the_last_are_one_phrase():
    text = "The retail and wholesale firm said the piers are ready."
    source = "The retail and wholesale firm"
    assert joined(text, source, retail={"head": "firm", "deprel": "compound"}) is SpeakerKind.ORGANIZATION
    assert joined(text, source, retail={"head": "said", "deprel": "nsubj"}) is SpeakerKind.GROUP


def test_a_name_is_one_of_several_whatever_the_parser_says():
    source = "Marta Lindqvist and sailors"
    text = f"{source} said the piers are ready."
    article = retagged(parsed(text, NAMES), 0, Lindqvist={"head": "sailors", "deprel": "compound"})
    assert len(speaker(resolve(article, detected(text, [(source, "the piers are ready")]))).members) == 2


@pytest.mark.parametrize("head", ["night", "said"])
def test_a_noun_that_describes_no_noun_behind_it_is_one_of_several(head):
    text = "The night pilot and sailor said the piers are ready."
    kind = joined(text, "The night pilot and sailor", pilot={"head": head, "deprel": "compound"})
    assert kind is SpeakerKind.GROUP


@pytest.mark.parametrize(
    ("noun", "person"),
    [("plumber", True), ("observer", True), ("Observer", False), ("weatherman", True), ("charwoman", True),
     ("29-year-old", True), ("water", False), ("river", False)],
)  # fmt: skip
def test_a_noun_calls_a_person_by_calling_age_or_its_end(noun, person):
    words = Reading(parsed(f"Pilots met the {noun}.", {}), []).words
    assert person_noun(words, words[3]) is person


def test_the_fund_is_a_body():
    text = "The Tarn Fund met pilots. The fund said the piers are ready."
    assert name_of(resolved(text, {"Tarn Fund": "ORG"}, ("The fund", "the piers are ready"))) == "Tarn Fund"
    text = "The Tarn Alliance met pilots. The fund said the piers are ready."
    assert name_of(resolved(text, {"Tarn Alliance": "ORG"}, ("The fund", "the piers are ready"))) == "Tarn Alliance"


def test_a_former_mayor_is_not_the_mayor():
    text = "Former mayor Ben Stroud met the mayor, Marta Lindqvist.\n\nThe mayor said the piers are ready."
    assert name_of(resolved(text, NAMES, ("The mayor", "the piers are ready"))) == "Marta Lindqvist"


def test_a_day_is_no_part_of_who_somebody_is():
    text = "Police met a pilot on Monday.\n\nThe pilot said the piers are ready."
    assert name_of(resolved(text, {}, ("The pilot", "the piers are ready"))) == "pilot"


@pytest.mark.parametrize(
    ("introduced", "source"),
    [
        ("Striker Ben Stroud sang.", "The goalkeeper"),
        ("Prosecutor Ben Stroud sang.", "The barrister"),
        ("Detective Ben Stroud sang.", "The inspector"),
    ],
)
def test_ranks_and_positions_are_not_each_other(introduced, source):
    article = parsed(f"{introduced}\n\nMarta Lindqvist met pilots.\n\n{source} said the piers are ready.", NAMES)
    linker = Linker(article, detected(article.text, [(source, "the piers are ready")]))
    found = linker.answer(0)
    assert found is None or found.how != "described person"
