"""The classes of words that describe a cue: those of lexicon.py, and others that alone would not make one.

“Scared”, “the chatter about”, “voted for” attribute where a reader or the tagger has taken them for cues; a rule that
looks for cues must not.  The groups follow VerbNet's classes and the psych adjectives of FactBank, as in lexicon.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from service.detection import lexicon
from service.domain.quotes import CueClass

Groups = tuple[tuple[CueClass, str], ...]

# fmt: off
_VERBS: Groups = (
    # lecture-37.11, chit_chat-37.6; characterize-29.2 where it only names or depicts
    (CueClass.STATEMENT, """
        debate focus dwell invoke converse chat riff rant author paint bill frame cast recast stump depict publicize
        premier squabble tussle tangle gloss delve elucidate quibble spar clash confer recapitulate mouth boom drone
        profile"""),
    (CueClass.CLAIM, "mean vouch waffle equivocate"),
    (CueClass.DENIAL, "balk rubbish reverse flout"),
    # judgment-33, admire-31.2, words of attack; seem-109 says how it looks to somebody
    (CueClass.OPINION, """
        disagree recognize accept welcome pummel snipe empathize rally trash double echo vote elect oust campaign
        contrast revere idolize adore worship mull contemplate target hammer hit revile disregard resist laud brand
        peg misunderstand rethink envision disfavor boycott lean align seem appear look sound"""),
    (CueClass.QUESTION, "challenge heckle grapple tackle"),
    # enforce-63, limit-76, force-59: acts of bodies that rule
    (CueClass.DIRECTIVE, """
        allow grant sanction restrict limit impose adopt overturn quash sentence enact legislate outlaw repeal
        suspend enforce necessitate obligate"""),
    (CueClass.COMMITMENT, "pursue design strive endeavor vie attempt devote dedicate schedule"),
    # see-30.1, sight-30.2
    (CueClass.FINDING, "watch hear spot witness overhear capture display exemplify"),
    # amuse-31.1 (what moves the source), marvel-31.3
    (CueClass.FEELING, """
        scare frighten terrify startle rattle unsettle unnerve shock stun surprise astonish delight thrill please
        anger enrage infuriate outrage incense upset disappoint frustrate disgust sicken repel alarm dismay horrify
        appall embarrass puzzle mystify baffle perplex fascinate mesmerize enchant captivate enamor excite
        exhilarate depress sadden distress disturb trouble offend annoy irritate exasperate bother vex relieve
        interest intrigue bore amuse charm bristle seethe obsess sorrow lust pine ache"""),
)

_NOUNS: Groups = (
    (CueClass.STATEMENT, """
        tribute barb rumbling tone news story debate conversation chatter chat discussion observation narrative
        wording lecture sermon rhetoric monologue dialogue characterization presentation broadcast report book
        advertisement ad slogan headline chapter transcript documentary poem song soundbite mantra"""),
    (CueClass.CLAIM, "myth mythology argument case takeaway scenario narrative spin"),
    (CueClass.DENIAL, "reversal rebuff negation disclaimer"),
    (CueClass.ACCUSATION, "slander smear libel suspicion broadside counterattack takedown"),
    (CueClass.OPINION, """
        insult booster sponsor rethinking tolerance ranking disagreement distrust mistrust sentiment resistance
        backing faith belief attack swipe jab shot mockery scorn ridicule hostility sympathizer understanding
        reputation favorite favourite defender champion apologist enthusiast foe rival fan admirer devotee bias
        acclaim backlash pushback dissent vote thought idea reckoning evaluation acceptance embrace adulation"""),
    (CueClass.QUESTION, "uncertainty mystery dilemma probe inquiry interrogation"),
    (CueClass.DIRECTIVE, "rule regulation mandate ban restriction law measure ordinance prohibition veto order"),
    (CueClass.COMMITMENT, "goal strategy intent effort attempt objective priority ambition aim agreement bid deal"),
    (CueClass.FINDING, "survey poll study tally result measurement projection sign proof"),
    (CueClass.FEELING, """
        indignation fascination passion interest ire fury rage wrath resentment bitterness hostility hatred hate
        love affection contempt disgust unease nervousness discomfort misgiving apprehension dread panic delight joy
        happiness satisfaction dissatisfaction pride shame guilt sadness grief longing yearning eagerness envy
        jealousy nostalgia distress feeling anguish curiosity zeal fervor"""),
)

_ADJECTIVES: Groups = (
    (CueClass.STATEMENT, "silent mum quiet outspoken vocal"),
    (CueClass.OPINION, """
        leery hesitant empathetic clear obvious evident apparent unaware cognizant familiar mistaken cynical hostile
        favorable favourable sympathetic neutral divided split undecided open receptive complimentary"""),
    (CueClass.QUESTION, "unclear debatable"),
    (CueClass.COMMITMENT, "intent bent keen dedicated devoted unwilling"),
    (CueClass.FEELING, """
        scared frightened terrified nervous uneasy unhappy uncomfortable comfortable fond sick tired weary keen
        enamored obsessed passionate interested fascinated offended insulted annoyed bitter jealous hungry desperate
        satisfied dissatisfied content thankful upbeat bullish enthusiastic confused baffled mystified puzzled
        stunned unfazed indignant livid irate resentful ashamed embarrassed impatient curious relieved troubled"""),
)

# Adverbs and prepositions that are the whole cue: “Reportedly, …”; “to them, it is …” is their opinion.
ALONE: Mapping[str, CueClass] = MappingProxyType({
    "reportedly": CueClass.STATEMENT, "allegedly": CueClass.ACCUSATION, "supposedly": CueClass.CLAIM,
    "purportedly": CueClass.CLAIM, "ostensibly": CueClass.CLAIM, "apparently": CueClass.OPINION,
    "seemingly": CueClass.OPINION, "presumably": CueClass.OPINION, "reputedly": CueClass.STATEMENT,
    "for": CueClass.OPINION, "to": CueClass.OPINION, "against": CueClass.OPINION, "in": CueClass.STATEMENT,
    "on": CueClass.STATEMENT, "about": CueClass.STATEMENT, "by": CueClass.STATEMENT, "from": CueClass.STATEMENT,
    "per": CueClass.STATEMENT, "via": CueClass.STATEMENT, "under": CueClass.DIRECTIVE,
})

_PHRASES: Groups = (
    (CueClass.STATEMENT, """
        read as follow; as follow; tell the story; tell story; give speech; deliver a speech;
        give a speech; make the observation; make an observation; follow up"""),
    (CueClass.CLAIM, "make a case; make case; make the argument; give the impression"),
    (CueClass.ADMISSION, "make no secret of; make no secret; come to terms"),
    (CueClass.OPINION, """
        go after; take a shot; take shot; take some shot; take a swipe; take swipe; stand by; vouch for; vote for; vote
        against; have in mind; cast vote; cast a vote; cast their vote; cast her vote; cast his vote; cast ballot;
        throw support; fire back; stand with; go with; in favor of; look like; sound like;
        see as; look at; make fun of; pay tribute; turn against; break with; take on; hold view; come around"""),
    (CueClass.QUESTION, "call into doubt; look into; cast doubt; have question; have a question; raise doubt"),
    (CueClass.DIRECTIVE, "warn against; tell to; strike down; hand down; make way; argue for"),
    (CueClass.COMMITMENT, """
        look to; offer to; agree to; aim to; set out to; work to; seek to; try to; decide to; be go to; sign on; move
        to; vote to; refuse to; decline to; choose to; opt to; prepare to"""),
    (CueClass.FINDING, "base on; be base on; make a discovery"),
    (CueClass.FEELING, "look for; scare of; sick of; tire of; long for; happy with; feel like; would rather"),
)
# fmt: on

# They say how it looks, and nothing else where another verb follows ("appeared to suggest").
RAISING = lexicon.words("seem appear look sound")


def _with(base: Mapping[str, CueClass], groups: Iterable[tuple[CueClass, str]]) -> Mapping[str, CueClass]:
    """The words of both; a word listed here too keeps this class."""
    return MappingProxyType({**base, **lexicon.table(groups)})


VERBS = _with(lexicon.VERBS, _VERBS)
NOUNS = _with(lexicon.NOUNS, _NOUNS)
ADJECTIVES = _with(lexicon.ADJECTIVES, _ADJECTIVES)
PHRASES = MappingProxyType({**lexicon.PHRASES, **lexicon.phrase_table(_PHRASES)})
