"""First names of some sixty languages by the gender they are given to.

given_names.txt is made of the names in Faker 40.63.0 (MIT) by ``python -m models.lexicon.given_names``; one that is
given to boys here and to girls there is left out.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from service.attribution.firstnames import FEMALE, MALE

FILE = Path(__file__).with_name("given_names.txt")


def _plain(name: str) -> str:
    """A name without the accents that English leaves out; å is a letter of its own."""
    if "å" in name:
        return name
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def _read() -> dict[str, str]:
    """Each name's gender; a name without its accents has that of the one with them, where all agree."""
    known: dict[str, str] = {}
    bare: dict[str, set[str]] = {}
    for line in FILE.read_text(encoding="utf8").splitlines():
        gender, *names = line.split()
        known |= dict.fromkeys(names, gender)
        for name in names:
            bare.setdefault(_plain(name), set()).add(gender)
    found = {name: next(iter(genders)) for name, genders in bare.items() if len(genders) == 1}
    return found | known


_GENDERS = _read()


def gender_of(first_name: str) -> str:
    """M or f by a lower-case first name, empty where it tells neither; the commonest English names come first."""
    male, female = first_name in MALE, first_name in FEMALE
    if male or female:
        return "" if male and female else "m" if male else "f"
    return _GENDERS.get(first_name, "")
