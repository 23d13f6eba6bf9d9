"""Verbs and sources that the dependency rules trust to report.

Chosen from the lexicon by how often "VERB that" was annotated as an attribution in PolNeAR's training part (most stand
above 0.8 there), and by reading GUM's attribution relations.
"""

from __future__ import annotations

from service.detection.lexicon import words

SPEECH = words("""
    say tell announce add claim warn note report argue state explain acknowledge admit concede insist allege assert
    contend deny confirm declare maintain observe point testify write reply respond predict recall remark complain
    stress emphasize caution imply boast joke tweet post promise vow pledge swear threaten reiterate repeat
    recount remind inform assure speculate proclaim disclose lament quip counter retort exclaim shout yell whisper
    comment affirm charge propose recommend ask wonder inquire brag hint mention plead protest notify underline
    underscore conclude continue answer agree advise posit hypothesize theorize assure reassure reaffirm
    murmur mutter cry scream mumble stipulate opine muse forecast clarify confess estimate signal attest relate""")
FINDING = words("find show demonstrate calculate determine discover establish indicate suggest reveal")
BELIEF = words("believe think hope fear worry suspect doubt assume expect")
REPORTING = SPEECH | FINDING | BELIEF
TELLING = words("tell inform warn assure reassure remind advise notify")
ASKING = words("ask wonder inquire question say tell explain clarify disclose specify")
DOCUMENTS = words("""
    study report poll survey research analysis review investigation inquiry audit data figure statistic record document
    memo email letter statement paper article account transcript census result finding estimate assessment index
    researcher scientist official police author expert analyst economist investigator team group committee commission
    panel agency court judge jury ministry department institute office bureau company bank union body association
    organization organisation council government auditor inspector doctor professor scholar historian observer
    pollster test trial experiment filing indictment testimony evidence book newspaper magazine website video recording
    tape footage transcript photograph image""")
PEOPLE = words("""
    president minister chief head aide man woman student resident witness mayor governor spokesman spokeswoman
    spokesperson secretary chairman chairwoman chair he she they police people parent critic opponent activist
    politician scientist mother father son daughter brother sister wife husband friend colleague boss guard captain
    candidate senator sergeant general colonel coach guest host agent assistant attorney client victim""")
AGENTIVE = ("er", "or", "ist", "ian", "man", "woman", "people", "ee")
