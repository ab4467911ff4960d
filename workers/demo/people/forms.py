"""The forms in which a template may mention a person: `{child.full}`, `{mother.phone}`, `{child.their}` …"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from workers.demo.people.person import Kind, Person

_PRONOUNS = {
    "they": ("he", "she"),
    "them": ("him", "her"),
    "their": ("his", "her"),
    "theirs": ("his", "hers"),
    "themself": ("himself", "herself"),
    "son": ("son", "daughter"),
    "brother": ("brother", "sister"),
    "boy": ("boy", "girl"),
}

NAME = "name"


def _numeric(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


def long_date(day: date) -> str:
    """A date as letters write it: 4 September 2024."""
    return f"{day.day} {day.strftime('%B %Y')}"


FORMS: dict[str, tuple[str, Callable[[Person], str]]] = {
    "full": (NAME, lambda p: p.full),
    "given": (NAME, lambda p: p.given),
    "family": (NAME, lambda p: p.family),
    "formal": (NAME, lambda p: f"{p.given} {p.middle} {p.family}" if p.middle else p.full),
    "titled": (NAME, lambda p: p.titled),
    "titledfull": (NAME, lambda p: f"{p.title} {p.full}" if p.title else p.full),
    "initials": (NAME, lambda p: p.initials),
    "initial": (NAME, lambda p: f"{p.given[0]}. {p.family}"),
    "givenx": (NAME, lambda p: f"{p.given} {p.family[0]}"),
    "swapped": (NAME, lambda p: f"{p.family.upper()} {p.given}"),
    "comma": (NAME, lambda p: f"{p.family}, {p.given}"),
    "upper": (NAME, lambda p: p.full.upper()),
    "lower": (NAME, lambda p: p.full.lower()),
    "nick": (NAME, lambda p: p.nick or p.given),
    "nickfull": (NAME, lambda p: f"{p.nick} {p.family}" if p.nick else p.full),
    "former": (NAME, lambda p: f"{p.given} {p.former_family}" if p.former_family else p.full),
    "slip": (NAME, lambda p: p.slips[0] if p.slips else p.full),
    "variant": (NAME, lambda p: p.variants[0] if p.variants else p.full),
    "descriptor": ("descriptor", lambda p: p.descriptor or p.full),
    "phone": ("phone", lambda p: p.phone),
    "email": ("email", lambda p: p.email),
    "street": ("address", lambda p: p.address.street if p.address else ""),
    "address": ("address", lambda p: p.address.line if p.address else ""),
    "oldaddress": ("address", lambda p: (p.former_addresses or (p.address,))[0].line if p.address else ""),
    "postcode": ("postcode", lambda p: p.address.postcode if p.address else ""),
    "dob": ("date_of_birth", lambda p: _numeric(p.born)),
    "doblong": ("date_of_birth", lambda p: long_date(p.born) if p.born else ""),
    "upn": ("upn", lambda p: p.upn),
    "nhs": ("nhs", lambda p: f"{p.nhs[:3]} {p.nhs[3:6]} {p.nhs[6:]}"),
}

_PLAIN: dict[str, Callable[[Person], str]] = {
    "job": lambda p: p.job,
    "employer": lambda p: p.employer,
    "relation": lambda p: p.relation,
    "ethnicity": lambda p: p.ethnicity,
    "language": lambda p: p.languages[0],
}


def render(person: Person, form: str) -> tuple[str, str]:
    """The words for `form`, and their kind (`name`, `phone` …; "" when they point to nobody)."""
    if form in FORMS:
        kind, words = FORMS[form]
        return words(person), kind
    if form in _PLAIN:
        return _PLAIN[form](person), ""
    words_by_sex = _PRONOUNS[form.lower()]
    word = words_by_sex[0 if person.sex == "m" else 1]
    return (word.capitalize() if form[0].isupper() else word), ""


def usual(person: Person, *, first: bool) -> str:
    """The form a writer falls into: the full name first, then the given name of a child and the title of an adult."""
    if person.kind is Kind.CHILD:
        return "full" if first else "given"
    return "titledfull" if first else "titled"
