"""What the customs of naming tell of somebody's sex beyond first names: endings, patronymics, words of a name.

As the grammars and the handbooks of name order have it: Slavic, Baltic and Icelandic surnames with a woman's ending,
Russian patronymics, "son of" and "daughter of" in Arabic and Malay, Thị in Vietnamese, Kaur in Punjabi, and given names
behind the surname in East Asia.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.givennames import gender_of

_PARTS = {
    **dict.fromkeys("bin ibn ould".split(), "m"),
    **dict.fromkeys("binti binte bint kaur begum khatun khatoon bibi devi kumari thi thị".split(), "f"),
}
"""Words of a name, not its first, that one sex has."""
_PATRONYMICS = {"ovna": "f", "evna": "f", "ichna": "f", "ovich": "m", "evich": "m", "ovych": "m"}
_WOMENS = ("dóttir", "dottir", "skaya", "skaia", "ská", "cká", "ová", "ienė", "aitė", "ytė", "utė")
_WOMENS_LONG = ("ova", "eva", "ska", "cka", "iene")
_SHORTEST_LONG = 7
_NOT_WOMENS = frozenset(
    "casanova terranova villanova canova genova cordova córdova moldova villanueva esteva nebraska alaska".split()
)
"""Surnames with such an ending that men have too, and places."""
_BEFORE = frozenset(
    """choi jung jeong kang jang lim shin seo kwon hwang ahn song hong yoo yoon bae baek ryu
    wang zhang liu chen yang huang zhao wu zhou xu sun zhu guo luo gao zheng liang xie tang deng feng cao
    nguyen nguyễn tran trần le lê pham phạm hoang vu vũ đặng bùi ngo ngô duong
    tanaka suzuki sato takahashi watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki
    nagy kovács kovacs tóth toth szabó szabo horváth horvath varga kiss molnár molnar németh nemeth farkas""".split()
)
"""Common surnames that stand before the given name in Korean, Chinese, Vietnamese, Japanese and Hungarian."""


def sex_by_custom(parts: Sequence[str]) -> str:
    """M or f by the lower-case words of a full name, empty where no custom tells."""
    if len(parts) < 2:
        return ""
    told = next((_PARTS[p] for p in parts[1:] if p in _PARTS), "")
    if not told and len(parts) > 2:
        told = next((sex for ending, sex in _PATRONYMICS.items() if parts[-2].endswith(ending)), "")
    if not told and (parts[0] in _BEFORE or "-" in parts[-1]):
        told = gender_of(parts[-1])
    surname = parts[-1].rsplit("-", 1)[-1]
    if not told and surname.endswith(_WOMENS):
        return "f"
    long = len(surname) >= _SHORTEST_LONG and surname.endswith(_WOMENS_LONG)
    return told or ("f" if long and surname not in _NOT_WOMENS else "")
