"""Words that attribute: verbs, nouns, adjectives and phrases, each with what it does with its content.

The lists are our own.  Their groups follow the published verb classes: Levin (1993) as continued in VerbNet (numbers
such as say-37.7), the attribution types of PDTB and PARC 3 (assertion, belief, fact, eventuality), and the source
introducing predicates of FactBank (Saurí & Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from service.domain.quotes import CueClass

# fmt: off
_VERBS: tuple[tuple[CueClass, str], ...] = (
    # say-37.7, tell-37.2, transfer_mesg-37.1.1, reporting in PDTB's assertions
    (CueClass.STATEMENT, """
        say tell add announce note report state remark comment observe mention explain describe declare proclaim
        reply respond answer retort continue recall recount relate narrate reiterate repeat restate stress
        emphasize underline underscore highlight clarify elaborate disclose reveal inform notify brief apprise
        testify attest confirm affirm reaffirm assure reassure remind cite quote read write tweet retweet post
        blog email text telegraph cable phone telephone fax message publish release broadcast air issue
        communicate convey relay pass impart express voice articulate enunciate utter verbalize phrase word put
        specify detail outline summarize sum list enumerate discuss address reference refer allude signal
        dictate recite interject interrupt intervene preface quip joke crack jest deadpan banter counter rejoin
        rebut summarise speak talk lecture preach share unveil present introduce tout name identify label style
        title entitle term dub chronicle document record chime echo recap characterize portray paraphrase
        translate volunteer offer warn caution alert forewarn apologize thank congratulate greet salute welcome
        toast correct update tease"""),
    # manner_speaking-37.3, nonverbal_expression-40.2, animal_sounds-38 used of speech
    (CueClass.STATEMENT, """
        shout yell cry scream shriek bellow bark roar holler whisper murmur mutter mumble croak growl snarl hiss
        snap sneer sigh sob wail laugh chuckle giggle chant sing drawl stammer stutter babble gush purr chirp
        blurt exclaim intone thunder rasp chorus grin smile nod shrug gasp snort"""),
    # assertive verbs that leave the truth open: conjecture-29.5, indicate-78 of people, PDTB assertion
    (CueClass.CLAIM, """
        claim maintain contend hold assert argue insist suggest imply insinuate hint posit postulate theorize
        hypothesize reason submit aver avow profess purport pretend intimate boast brag crow swagger speculate
        conjecture guess surmise predict forecast foresee foretell prophesy plead exaggerate overstate rumor
        rumour joust bet wager counterclaim"""),
    (CueClass.DENIAL, """
        deny reject refute dispute disclaim disavow repudiate contradict rebuff dismiss disagree demur disown
        debunk discount negate gainsay recant retract renounce disprove distance pooh-pooh"""),
    # confess-37.10
    (CueClass.ADMISSION, """
        admit concede acknowledge confess grant allow recognize accept concur fess divulge"""),
    # judgment-33 where it ascribes a fault as fact, accuse; complain-37.8 aimed at someone
    (CueClass.ACCUSATION, """
        accuse allege charge blame indict prosecute sue impeach implicate incriminate fault impute arraign
        finger smear slander libel convict"""),
    # judgment-33, conjecture-29.5, consider-29.9, characterize-29.2, appoint: PDTB belief
    (CueClass.OPINION, """
        think believe consider deem regard view see judge call praise criticize laud hail applaud commend extol
        acclaim compliment credit honor rate rank assess evaluate appraise value suppose assume presume reckon
        figure imagine suspect expect anticipate envision envisage opine conceive perceive interpret liken
        compare endorse back support favor favour prefer champion defend justify approve disapprove oppose
        object protest attack slam blast lambaste rip deride mock ridicule scoff jeer taunt scorn belittle
        disparage decry deplore bemoan lament rebuke chide scold berate castigate censure chastise reprimand rap
        pan savage assail bash vilify malign insult rail fulminate inveigh vent rant lash fume seethe grumble
        gripe grouse carp complain whine moan bellyache grouch agree understand know doubt mistrust distrust
        denounce condemn reproach caricature satirize trash knock ding excoriate skewer admonish upbraid
        downplay minimize advocate trumpet hype promote side sympathize celebrate love like dislike hate loathe
        detest despise admire respect appreciate ascribe attribute attach scrutinize weigh decide herald
        embrace cheer boo remember"""),
    # inquire-37.1.2, interrogate-37.1.3, search wonder
    (CueClass.QUESTION, """
        ask wonder inquire enquire query question interrogate quiz pose grill cross-examine probe ponder muse
        interview press"""),
    # order-60.1, urge-58.1, beg-58.2, force-59, advise-37.9, forbid-67, propose: PDTB eventuality
    (CueClass.DIRECTIVE, """
        urge demand order request require command instruct direct beg beseech implore entreat appeal exhort
        encourage advise counsel recommend propose prompt coax petition pray push lobby invite summon bid enjoin
        mandate decree rule ban bar forbid prohibit challenge dare persuade convince pressure compel oblige seek
        solicit nominate appoint prescribe stipulate permit authorize veto overrule block"""),
    # promise-37.13, commit-79, threaten; intention of PDTB eventuality
    (CueClass.COMMITMENT, """
        promise vow pledge swear threaten guarantee commit undertake refuse decline consent plan intend aim
        resolve determine arrange bind dedicate opt choose contract negotiate plot prepare hesitate"""),
    # indicate-78, discover-84, conclude, estimate-34.2: sources that are studies, polls, courts, records
    (CueClass.FINDING, """
        find show conclude estimate indicate demonstrate prove establish discover determine uncover detect ascertain
        calculate compute measure infer deduce verify corroborate diagnose learn notice realize realise project
        gauge tally count illustrate reflect trace analyze survey poll expose substantiate certify"""),
    # want-32.1, long-32.2, marvel-31.3, admire-31.2, care-88
    (CueClass.FEELING, """
        fear hope worry regret want wish desire yearn crave dread feel enjoy resent rue marvel despair
        rejoice exult gloat care fret agonize mourn grieve delight relish panic anguish envy need trust hunger
        thirst aspire"""),
)

_NOUNS: tuple[tuple[CueClass, str], ...] = (
    (CueClass.STATEMENT, """
        statement announcement comment remark declaration report reply response answer explanation message
        speech testimony account description interview tweet post letter email memo note word release
        confirmation assurance reminder warning alert disclosure revelation reference mention affirmation
        address briefing proclamation apology quote quotation quip joke affidavit op-ed essay article column
        blog communique notice talk"""),
    (CueClass.CLAIM, """
        claim assertion contention argument suggestion insinuation implication boast prediction forecast
        speculation rumor rumour theory hypothesis thesis hint insistence conjecture guess projection prophecy
        position"""),
    (CueClass.DENIAL, """
        denial rejection rebuttal refutation disavowal repudiation dismissal retraction disclaimer"""),
    (CueClass.ADMISSION, "admission confession acknowledgment acknowledgement concession recognition"),
    (CueClass.ACCUSATION, "accusation allegation charge complaint indictment lawsuit blame"),
    (CueClass.OPINION, """
        opinion view belief praise criticism critique conviction assumption impression support endorsement
        opposition objection protest judgment judgement assessment verdict notion idea stance attitude
        perception rebuke skepticism scepticism doubt disapproval approval denunciation condemnation agreement
        disagreement expectation consensus attack advocacy preference interpretation
        supporter opponent proponent critic backer"""),
    (CueClass.QUESTION, "question query inquiry enquiry"),
    (CueClass.DIRECTIVE, """
        call demand order request recommendation proposal advice appeal plea instruction command directive
        ruling injunction invitation ultimatum petition exhortation"""),
    (CueClass.COMMITMENT, """
        promise vow pledge threat commitment guarantee oath offer refusal plan intention undertaking decision
        determination willingness"""),
    (CueClass.FINDING, """
        finding conclusion estimate discovery calculation evidence diagnosis analysis indication"""),
    (CueClass.FEELING, """
        fear hope worry concern regret wish desire anxiety dismay frustration anger disappointment optimism
        pessimism alarm confidence enthusiasm outrage surprise sorrow gratitude sympathy"""),
)

# want-32.1, psych adjectives of FactBank ("is certain that"), and the judgment adjectives ("was critical of")
_ADJECTIVES: tuple[tuple[CueClass, str], ...] = (
    (CueClass.OPINION, """
        sure certain convinced positive doubtful skeptical sceptical unconvinced critical supportive dismissive
        adamant wary dubious unsure uncertain aware mindful opposed scathing unimpressed impressed"""),
    (CueClass.FEELING, """
        afraid hopeful glad happy sorry worried concerned confident optimistic pessimistic proud angry upset sad
        disappointed delighted pleased surprised shocked outraged dismayed alarmed grateful fearful anxious
        furious excited frustrated saddened horrified appalled thrilled eager reluctant"""),
    (CueClass.COMMITMENT, "willing unwilling ready determined committed"),
)

_PHRASES: tuple[tuple[CueClass, str], ...] = (
    (CueClass.STATEMENT, """
        according to; in the word of; as per; point out; speak out; make clear; make it clear;
        make plain; make known; spell out; read out; sum up; go on; go on record; lay out; set out; set forth;
        speak up; chime in; weigh in; hit back; shoot back; fire back; write back; follow up; bring up; touch
        on; call attention to; draw attention to; point to; refer to; allude to; talk about; speak about; give
        notice; give word; let know; open up; drive home; put forward; put forth; step forward; break in; cut
        in; take note; blurt out; cry out; be like; take to twitter; take to social medium; be quote as"""),
    (CueClass.CLAIM, "make a case; make the case; make out; hold that; have it that; make the point"),
    (CueClass.DENIAL, """
        rule out; push back; brush off; brush aside; wave off; wave away; play down; shoot down; plead not
        guilty"""),
    (CueClass.ADMISSION, "own up; come clean; fess up; plead guilty; give in"),
    (CueClass.ACCUSATION, "point the finger; point finger; press charge; call out"),
    (CueClass.OPINION, """
        think of; look on; speak of; take issue; take exception; speak highly; agree with; disagree with; come
        out against; come out for; in the opinion of; in the view of; in the eye of; rail against; side with;
        lash out; as see by; take aim"""),
    (CueClass.QUESTION, """
        raise question; raise a question; ask about; question whether; call into question"""),
    (CueClass.DIRECTIVE, """
        call for; call on; call upon; ask for; press for; push for; appeal for; appeal to; plead for"""),
    (CueClass.COMMITMENT, "agree to; commit to; give one word; sign up; threaten to; offer to"),
    (CueClass.FINDING, "find out; turn up; bear out; figure out"),
    (CueClass.FEELING, "hope for; look forward; long for; worry about; would like"),
)

# fmt: on


def table(groups: Iterable[tuple[CueClass, str]]) -> Mapping[str, CueClass]:
    """Word → class; a word listed twice keeps its first class."""
    classes: dict[str, CueClass] = {}
    for cue_class, listed in groups:
        for word in listed.split():
            classes.setdefault(word, cue_class)
    return MappingProxyType(classes)


def phrase_table(groups: Iterable[tuple[CueClass, str]]) -> Mapping[tuple[str, ...], CueClass]:
    """Phrase, as lemmas → class."""
    classes: dict[tuple[str, ...], CueClass] = {}
    for cue_class, phrases in groups:
        for phrase in phrases.split(";"):
            classes.setdefault(tuple(phrase.split()), cue_class)
    return MappingProxyType(classes)


def words(listed: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(listed.split())


VERBS = table(_VERBS)
NOUNS = table(_NOUNS)
ADJECTIVES = table(_ADJECTIVES)
PHRASES = phrase_table(_PHRASES)

# Verbs that only support a noun or another verb: they name the cue where nothing else in it does.
LIGHT = words("""
    be have do make give issue express voice take get go begin start continue want seem appear expect try attempt
    decline refuse fail release deliver hold put offer come keep stop bring send raise draw lay set plan seek like
    need decide choose agree share repeat publish file use show present let help""")
# "declined to say": a quote of what was not said (FactBank's counterfactual aspect)
WITHHOLDING = words("""
    decline refuse fail neglect omit avoid forbear refrain forget withhold refusal failure inability unwilling
    unable""")
NEGATIONS = words("not n't never nowhere without neither nor cannot hardly barely scarcely nothing")
# FactBank's markers of possibility and of an unnamed source
HEDGES = words("""
    reportedly allegedly apparently supposedly purportedly seemingly ostensibly presumably reputedly evidently
    possibly probably perhaps maybe likely potentially arguably rumor rumour
    seem appear purport may might""")
# verbs whose agentless passive hides the source: "is said to", "it is believed that", "is seen as"
HEARSAY = words("""
    say believe think report allege rumor rumour understand presume assume suppose suspect claim speculate
    expect see view consider regard deem perceive reckon estimate fear hope anticipate""")
HEDGING_ADJECTIVES = words("alleged purported supposed apparent presumed rumored rumoured reported seeming")
