import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.detection.language import language_notice, looks_english
from service.domain.extraction import WarningCode

FOREIGN = [
    "Die Regierung hat am Dienstag angekündigt, dass sie die Steuern für kleine Betriebe senken wird, sagte sie.",
    "Le maire a déclaré que la ville ne fermerait pas les écoles du quartier avant la fin de l'année prochaine.",
    "La alcaldesa dijo que el ayuntamiento no cerrará las escuelas del barrio antes de que termine el año que viene.",
    "A prefeita disse que a cidade não vai fechar as escolas do bairro antes do fim do próximo ano letivo.",
    "Il sindaco ha detto che la città non chiuderà le scuole del quartiere prima della fine del prossimo anno.",
    "De burgemeester zei dat de stad de scholen in de wijk niet zal sluiten voor het einde van volgend jaar.",
    "Borgmästaren sade att staden inte kommer att stänga skolorna i området före slutet av nästa år.",
    "Burmistrz powiedział, że miasto nie zamknie szkół w tej dzielnicy przed końcem przyszłego roku.",
    "Мэр заявил, что город не закроет школы в этом районе до конца следующего года.",
    "قال رئيس البلدية إن المدينة لن تغلق المدارس في الحي قبل نهاية العام المقبل",
    "市长表示，该市在明年年底之前不会关闭该地区的学校。",
]
ENGLISH = [
    "The council will not close the schools before the end of next year, Mayor Ines Okoro said on Tuesday.",
    "THE COUNCIL WILL NOT CLOSE THE SCHOOLS BEFORE THE END OF NEXT YEAR, MAYOR INES OKORO SAID ON TUESDAY.",
    "“No,” said Ms Okoro.",
    "COUNCIL KEEPS SCHOOLS",
    "Northford: Ann Bell, Tom Crane, Luis Ortega, Mia Vance, Jo Hart, Sam Reed, Al Moss, Kim Dunn, Ed Lowe, Di Park",
    "The mayor wrote “La ciudad no cerrará las escuelas del barrio” on the wall, and then she left the hall.",
]
UNTELLABLE = ["", " \n", "1,234 — 5,678", "…", "\x00\ud800\u200b"]


@pytest.mark.parametrize("text", FOREIGN)
def test_another_language_gives_a_notice(text: str) -> None:
    notice = language_notice(text)
    assert notice is not None
    assert notice.code is WarningCode.NOT_ENGLISH
    assert notice.span is None
    assert not looks_english(text.upper())


@pytest.mark.parametrize("text", ENGLISH + UNTELLABLE)
def test_english_gives_none(text: str) -> None:
    assert language_notice(text) is None


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert looks_english(text) in {True, False}


def test_a_huge_word_takes_no_time() -> None:
    start = time.perf_counter()
    looks_english("a" * 100_000)
    looks_english("a’" * 50_000)
    assert time.perf_counter() - start < 1
