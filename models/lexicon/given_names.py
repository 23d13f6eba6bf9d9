"""Makes service/attribution/given_names.txt: ``pip install Faker==40.63.0 && python -m models.lexicon.given_names``.

Faker (MIT) lists the first names of some sixty languages by gender.  Kept are those in Latin letters, Cyrillic ones
transliterated, of LANGUAGES; lists that put well-known names under the wrong gender (Kenya's, Swahili, Zulu) are left
out.  A name that is given to boys here and to girls there is dropped.  What the lists lack in Arabic, Persian, South
Asian and African names is added here, and what annotators told: given_names_told.txt has the sex of some 27,000 names,
each told from the name alone by one of eight (words near first names among GloVe's, and what they knew of a part of the
world), and behind "-" those that they hold to be given to both, or to be a word, a place or a surname in news.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import combining

from service.attribution.firstnames import FEMALE, MALE

TARGET = Path(__file__).resolve().parents[2] / "service/attribution/given_names.txt"
TOLD = Path(__file__).with_name("given_names_told.txt")
LANGUAGES = """az_AZ bg_BG cs_CZ da_DK de_AT de_CH de_DE en_GB en_IE en_IN en_NG en_NZ en_US es_AR es_CA es_CL es_CO
es_ES es_MX et_EE fi_FI fr_BE fr_CA fr_CH fr_DZ fr_FR ga_IE ha_NG hr_HR hu_HU id_ID ig_NG is_IS it_IT ja_JP lt_LT
lv_LV mk_MK nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO ru_RU sk_SK sl_SI sv_SE tr_TR tw_GH uk_UA uz_UZ yo_NG""".split()
LISTS = {
    "m": ("first_names_male", "first_romanized_names_male"),
    "f": ("first_names_female", "first_romanized_names_female"),
}
CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґѓќљњџј",
        """a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya
        yo i yi ye g gj kj lj nj dzh j""".split(),
        strict=True,
    )
)
EITHER = set(
    """made putu wayan kadek ketut nyoman nur dian mo asa lee robin jackie alex sam chris pat kim jean dana
    kelly tracy stacy terry ray nat charlie frankie jo jess andy max mel val sal bernie nicky ricky
    sandy randy jody ira ellis jyoti evelyn noor hilary marion harper peyton shelby jocelyn addison
    lindsey sydney joni daniele avery reese rory skyler emerson finley hayden kendall dakota sage river
    alexis angel dominique kai sasha nikita misha yael noam lior tal jamie jordan taylor ashley
    aubrey morgan cameron drew blake casey quinn riley rowan valery jan andrea nicola""".split()
)
"""Given to both, whatever the lists say, or what another name is without its accents (Asa is not Ása)."""
WORDS = set(
    """said as us per ever an a the and or but still yet while when once may june april august today will has is was are
    washington paris america london berlin china india grant chase bill hope faith may""".split()
)
"""Words of a text, places and surnames that the lists have too."""
MORE = {
    "m": """mohammed muhammad mohamed mohammad mahmoud khalid khaled tariq tarek saad saeed samir sameer nasser nabil
    mustafa mehdi mehmet reza hossein hussein javad farid faisal fahad bashar bashir bilal hamza imran iqbal jamal
    kamal karim kareem majid mansour naveed nadeem nawaz osama rashid rahim salman salim shahid sharif suleiman syed
    tahir talal usman waleed walid yasser yasir zahid ziad zubair amit anil arjun arun ashok deepak gaurav harish
    karan manish mohan mukesh narendra nitin pankaj pradeep prakash rahul rajesh rajiv ramesh ravi rohit sachin
    sandeep sanjay sunil suresh vijay vikram vinod vivek kofi kwame kwabena kwaku kojo kwesi babatunde olusegun
    oluwaseun segun chidi chinua emeka ikechukwu thabo sipho themba mandla tawanda kipchoge kiprop otieno ochieng
    odhiambo kamau mwangi njoroge kariuki juma hamisi abebe haile girma tesfaye getachew dumisani askar bakyt azamat
    nurlan mykola dmytro delroy boyd winston clyde oleh fionn ruaridh""",
    "f": """amal amira asma ayesha dalia dina fatemeh farida farah habiba hala hanan huda iman khadija laila layla leyla
    lina lubna maha mariam mona nour noura rania reem rasha rima sahar salma sana shirin soraya yasmin yasmine yusra
    zahra zainab zaynab anjali ananya asha deepa divya gita indira kavita lakshmi lata meena meera neha nisha pooja
    priya priyanka radha rani rekha ritu sangeeta savita shalini shilpa sita smita sneha sunita sushma swati uma
    usha vandana vidya abena akosua adwoa efua yaa folake funke bukola yetunde ngozi chioma adaeze ifeoma nneka
    amaka nomsa thandi thandiwe nomvula zanele wanjiru wanjiku wambui njeri nyambura achieng akinyi atieno chebet
    wangari neema zawadi almaz tigist hiwot gulnara aigul dinara""",
}


def latin(name: str) -> str:
    """A first name in small Latin letters; empty where it is in other letters, or no single word."""
    name = name.split(maxsplit=1)[0].lower() if name.strip() else ""
    letters = "".join(CYRILLIC.get(c, c) for c in name).replace("_", "")
    return letters if re.fullmatch(r"[a-zà-ɏḁ-ỿ'’-]{2,}", letters) else ""


def plain(name: str) -> str:
    """A name without the accents that English leaves out; å is a letter of its own."""
    return name if "å" in name else "".join(c for c in unicodedata.normalize("NFD", name) if not combining(c))


def listed(provider: Any) -> Iterator[tuple[str, str]]:
    """Each name of one language's provider, with its gender."""
    for gender, names in LISTS.items():
        for source in names:
            yield from ((name, gender) for name in map(latin, getattr(provider, source, ())) if name)


def decided(found: dict[str, set[str]]) -> dict[str, str]:
    """The gender of each name, with its accents and without, that is listed under one alone."""
    bare: dict[str, set[str]] = defaultdict(set)
    for name, genders in found.items():
        bare[plain(name)] |= genders
    out = {name: next(iter(genders)) for name, genders in (bare | found).items() if len(genders) == 1}
    contrary = {"m": FEMALE, "f": MALE}
    return {name: gender for name, gender in out.items() if name not in EITHER | WORDS | contrary[gender]}


def told() -> dict[str, str]:
    """The sex of each name as annotators told it, "-" where none is to be read off it."""
    lines = map(str.split, TOLD.read_text(encoding="utf8").splitlines())
    return {name: sex for sex, *names in lines for name in names}


def main() -> None:
    """Writes the file."""
    found: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        for name, gender in listed(importlib.import_module(f"faker.providers.person.{language}").Provider):
            found[name].add(gender)
    names = decided(found)
    contrary = {"m": FEMALE, "f": MALE}
    names |= {n: sex for n, sex in told().items() if sex == "-" or n not in EITHER | WORDS | contrary[sex]}
    names |= {name: gender for gender, more in MORE.items() for name in more.split()}
    lines = (" ".join([gender, *sorted(n for n, g in names.items() if g == gender)]) for gender in "mf-")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
