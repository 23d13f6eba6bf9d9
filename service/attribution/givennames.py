"""First names of some sixty languages by the gender they are given to.

given_names.txt is made of the names in Faker 40.63.0 (MIT) and of those that annotators told by
``python -m models.lexicon.given_names``; behind "-" are those given to both, or that are other words too.
"""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).with_name("given_names.txt")
_GENDERS = {
    name: gender
    for gender, *names in map(str.split, FILE.read_text(encoding="utf8").splitlines())
    for name in names
}


def gender_of(first_name: str) -> str:
    """M or f by a lower-case first name, empty where it tells neither."""
    return _GENDERS.get(first_name, "").strip("-")
