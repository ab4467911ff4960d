"""People of a case as the redaction library knows them."""

from __future__ import annotations

from redaction.values import Person, Role
from requests_.model.people import CasePerson


def as_person(person: CasePerson) -> Person:
    """A person of the case as the redaction library knows them."""
    return Person(
        key=person.key,
        name=person.name,
        role=Role(person.role),
        relation=person.relation,
        aliases=person.aliases,
        emails=person.emails,
        phones=person.phones,
        addresses=person.addresses,
        date_of_birth=person.date_of_birth,
        upn=person.upn,
    )
