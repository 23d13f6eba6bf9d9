"""Whether a text is English, told from its script and its function words."""

from __future__ import annotations

import re

from service.domain.extraction import Notice, WarningCode

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MOST_WORDS = 4000  # enough to tell, and a bound on the time
_FEW_WORDS = 12  # below, function words may be missing by chance
_LISTED = {
    "English": """
        the of and to a in that is was he for it with as his on be at by i this had not are but from or have an
        they which one you were her all she there would their we him been has when who will more no if out so
        said what up its about into than them can only other new some could time these two may then do first any
        my now such like our over even most me after also made many before must through back years where much
        your way well down should because each just those mr how too state very make world still own see men
        work long get here between both life being under never day same another know while last might us great
        old year off come since against go came right used take three don't it's isn't didn't says say i'm won't
        can't that's he's""",
    "German": """der die das und ist nicht ein eine einen mit für auf von den dem des zu sich auch wie bei nach aus
        wird sind hat haben dass er sie es wir ich im werden wurde oder aber noch nur über""",
    "French": """le la les des du un une et est dans que qui pour pas sur ne au aux avec ce cette il elle nous vous
        sont par plus mais ont été être leur ses d'un d'une c'est n'est qu'il""",
    "Spanish": """el la los las de del un una y en que es por con para no se su al lo como más pero sus le ya o este
        sí porque esta son entre fue ha""",
    "Portuguese": """o a os as de do da dos das em um uma e que não para com no na por se mais como mas ao ele sua
        seu ou quando muito nos já está foi são""",
    "Italian": """il lo la gli le di del della dei delle un una e che non in per con è sono si da al alla nel anche
        come ma più ha questo ci dalla""",
    "Dutch": """de het een en van in is dat op te zijn met voor niet aan er die maar om ook als dan bij nog uit naar
        heeft hij ze wij worden werd door""",
    "Scandinavian": """och att det som en på är av för med den till inte har de ett om var jag han men sig från vi så
        kan när og er ikke til af at jeg på i hun""",
    "Polish": """i w na z się nie do to że jest o jak po od za ale przez dla co tak przy jego był tym są oraz""",
}
_LANGUAGES = {name: frozenset(words.split()) for name, words in _LISTED.items()}
_ENGLISH = _LANGUAGES["English"]
_DETAIL = "The text does not look like English; quotes found in it may be wrong or missing."


def looks_english(text: str) -> bool:
    """Whether the text is English, or too short or too empty of words to say."""
    words = [m.group().replace("’", "'") for m, _ in zip(_WORD.finditer(text), range(_MOST_WORDS), strict=False)]
    letters = sum(map(len, words))
    latin = sum(1 for word in words for c in word if c < "\u0250")
    if not letters or latin < 0.5 * letters:
        return not letters
    # names belong to no language: a list of them tells nothing, nor does a headline of a few words
    plain = [word.lower() for word in words if word.isupper() or not word[0].isupper()]
    lead = min(_lead(plain, name) for name in _LANGUAGES if name != "English")
    english = sum(word.lower() in _ENGLISH for word in words) / len(words)
    if len(plain) < _FEW_WORDS:
        return lead >= -2
    return english >= 0.05 and lead >= 0


def _lead(words: list[str], name: str) -> int:
    """How many more words are English and not of the other language than the other way round."""
    other = _LANGUAGES[name]
    return sum((word in _ENGLISH) - (word in other) for word in words)


def language_notice(text: str) -> Notice | None:
    """The warning for a text that is not English."""
    return None if looks_english(text) else Notice(WarningCode.NOT_ENGLISH, _DETAIL)
