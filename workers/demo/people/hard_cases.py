"""The families that make a search or a redaction go wrong, planted in every borough large enough to hold them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from workers.demo.people.families import Family, birthday
from workers.demo.people.names import CULTURES, NICKNAMES, Culture
from workers.demo.people.naming import Registrar
from workers.demo.people.places import address, elsewhere

_BY_LABEL = {culture.label: culture for culture in CULTURES}


def hero_family(registrar: Registrar) -> Family:
    """Twins of ten whose mother left their father: new surname, new and protected address, two cultures."""
    rng = registrar.rng
    hers, his = (
        _BY_LABEL[rng.choice(("Irish", "Welsh", "Scottish"))],
        _BY_LABEL[rng.choice(("Nigerian", "Ghanaian", "Caribbean"))],
    )
    home, old, away = address(rng), address(rng), elsewhere(rng)
    mother_name, father_name = registrar.family_name(hers), registrar.family_name(his).split("-")[0]
    mother = registrar.adult(
        registrar.given_name(hers, "f"),
        mother_name,
        "f",
        home,
        title="Ms",
        relation="mother",
        former_family=father_name,
        former_addresses=(old,),
        protected=True,
        ethnicity=hers.ethnicity,
        born=date(1988, rng.randrange(1, 13), rng.randrange(1, 29)),
    )
    father = registrar.adult(
        registrar.given_name(his, "m"),
        father_name,
        "m",
        away,
        relation="father",
        former_addresses=(old,),
        ethnicity=his.ethnicity,
    )
    gran = registrar.adult(
        registrar.given_name(hers, "f"),
        mother_name,
        "f",
        address(rng),
        title="Mrs",
        relation="grandmother",
        born=date(1959, 3, rng.randrange(1, 29)),
        phone=registrar.landline(),
    )
    partner = registrar.adult(
        registrar.given_name(his, "f"), registrar.family_name(his), "f", away, relation="father's partner"
    )
    born = date(2016, 5, rng.randrange(2, 30))
    known = {
        "former_family": father_name,
        "former_addresses": (old,),
        "protected": True,
        "ethnicity": "Mixed: White and Black",
    }
    girl_name, boy_name = registrar.given_name(hers, "f"), registrar.given_name(hers, "m")
    family = f"{mother_name}-{father_name}"
    more = {
        "slips": (f"{girl_name} {father_name}-{mother_name}", f"{_mistyped(girl_name)} {family}"),
        "nick": NICKNAMES.get(girl_name, f"{girl_name[0]}.J."),
    }
    girl = registrar.child(girl_name, family, "f", born, home, hers, **known, **more)
    boy = registrar.child(boy_name, family, "m", born, home, hers, **known)
    return Family(
        culture=hers,
        children=(girl, boy),
        mother=mother,
        father=father,
        partner=partner,
        gran=gran,
        home=home,
        separated=True,
        traits=frozenset(
            {"hero", "twins", "estranged", "changed-surname", "old-address", "double-barrelled", "protected-address"}
        ),
    )


def _mistyped(name: str) -> str:
    """The name with its second and third letters exchanged."""
    return f"{name[0]}{name[2]}{name[1]}{name[3:]}"


def _household(
    registrar: Registrar,
    culture: Culture,
    trait: str,
    *,
    given: str,
    family: str,
    sex: str,
    born: date | None = None,
    apart: bool = False,
    father_given: str = "",
    **more: object,
) -> Family:
    """Two parents and one child of the given name."""
    rng, home = registrar.rng, address(registrar.rng)
    hers = registrar.family_name(culture) if culture.maternal or apart else family
    mother = registrar.adult(registrar.given_name(culture, "f"), hers, "f", home, relation="mother")
    where = elsewhere(rng) if apart else home
    dad = father_given or registrar.given_name(culture, "m")
    father = registrar.adult(dad, str(more.pop("father_family", family)), "m", where, relation="father")
    child = registrar.child(given, family, sex, born or birthday(rng), home, culture, **more)
    traits = frozenset({trait, *({"estranged"} if apart else ())})
    return Family(
        culture=culture, children=(child,), mother=mother, father=father, home=home, separated=apart, traits=traits
    )


def _namesakes(registrar: Registrar) -> list[Family]:
    """Two children of one name and one birthday, in two families that do not know each other."""
    rng = registrar.rng
    culture = _BY_LABEL[rng.choice(("English", "Pakistani", "Caribbean"))]
    sex = rng.choice("mf")
    given, family, born = (
        rng.choice(culture.boys if sex == "m" else culture.girls),
        rng.choice(culture.families),
        birthday(rng),
    )
    return [
        _household(registrar, culture, "namesake", given=given, family=family, sex=sex, born=born) for _ in range(2)
    ]


def _changed_surname(registrar: Registrar) -> Family:
    culture = _BY_LABEL["English"]
    old, new = registrar.rng.sample(culture.families, 2)
    given = registrar.given_name(culture, "f")
    family = _household(
        registrar,
        culture,
        "changed-surname",
        given=given,
        family=new,
        sex="f",
        apart=True,
        father_family=old,
        former_family=old,
        former_addresses=(address(registrar.rng),),
    )
    assert family.mother is not None
    mother = replace(family.mother, family=new, former_family=old, title="Mrs")
    registrar.people[mother.key] = mother
    return replace(family, mother=mother)


def _graeme_graham(registrar: Registrar) -> Family:
    slips = ("Graham Graeme", "Graham Graham")
    return _household(
        registrar, _BY_LABEL["Scottish"], "graeme-graham", given="Graeme", family="Graham", sex="m", slips=slips
    )


def _transliterated(registrar: Registrar) -> Family:
    given, family, variants = registrar.rng.choice(
        (
            ("Youssef", "al-Hassan", ("Yusuf Alhassan", "Yousef Al Hassan", "Yusef Hassan")),
            ("Mariam", "El-Sayed", ("Maryam Elsayed", "Miriam El Sayed", "Mariam Sayed")),
            ("Ahmad", "Qasim", ("Ahmed Kassim", "Ahmad Qassem", "Ahmed Qasem")),
        )
    )
    sex = "f" if given == "Mariam" else "m"
    return _household(
        registrar, _BY_LABEL["Arabic"], "transliteration", given=given, family=family, sex=sex, variants=variants
    )


def _order_swapped(registrar: Registrar) -> Family:
    culture = _BY_LABEL["Chinese"]
    given, family, english = registrar.rng.choice(
        (("Wei Jie", "Zhang", "Jason"), ("Mei Ling", "Wong", "Vivian"), ("Jun Hao", "Leung", "Kelvin"))
    )
    variants = (
        f"{family} {given}",
        f"{given.replace(' ', '').capitalize()} {family}",
        f"{given.replace(' ', '-')} {family}",
    )
    sex = "f" if english == "Vivian" else "m"
    return _household(
        registrar, culture, "name-order", given=given, family=family, sex=sex, variants=variants, nick=english
    )


def _junior(registrar: Registrar) -> Family:
    culture = _BY_LABEL["Caribbean"]
    given, family = registrar.given_name(culture, "m"), registrar.family_name(culture)
    return _household(
        registrar, culture, "father-and-son", given=given, family=family, sex="m", father_given=given, nick="Junior"
    )


def _misspelt(registrar: Registrar) -> Family:
    given, family, slips = registrar.rng.choice(
        (
            ("Caoimhe", "McLoughlin", ("Keeva McLaughlin", "Caiomhe McLoughlin", "Caoimhe Mcloughlan")),
            ("Saoirse", "Gallagher", ("Seersha Gallacher", "Soarise Gallagher", "Saoirse Galagher")),
            ("Niamh", "Kavanagh", ("Neave Cavanagh", "Naimh Kavanagh", "Niamh Kavanah")),
        )
    )
    return _household(registrar, _BY_LABEL["Irish"], "misspelt", given=given, family=family, sex="f", slips=slips)


def _ordinary_words(registrar: Registrar) -> Family:
    given, family = registrar.rng.choice((("Hope", "Young"), ("Summer", "Day"), ("Grace", "King"), ("Rose", "Lake")))
    return _household(registrar, _BY_LABEL["English"], "ordinary-words", given=given, family=family, sex="f")


def _known_by_initials(registrar: Registrar) -> Family:
    return _household(
        registrar,
        _BY_LABEL["Punjabi"],
        "initials",
        given="Tejinder",
        family="Johal",
        sex="m",
        middle="Jagdeep",
        nick="TJ",
    )


def planted_families(registrar: Registrar) -> list[Family]:
    """The hard cases in the order in which room is found for them: the hero first, twelve pupils in all."""
    families = [hero_family(registrar), *_namesakes(registrar)]
    builders = (
        _changed_surname,
        _graeme_graham,
        _transliterated,
        _order_swapped,
        _junior,
        _misspelt,
        _ordinary_words,
        _known_by_initials,
    )
    return families + [build(registrar) for build in builders]
