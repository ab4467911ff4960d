"""What leads to somebody who must not be found, in the spellings in which a document may have it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from redaction.people import Part, forms_of
from redaction.values import Person, Role
from requests_.model.people import CasePerson, DataSubject, PersonRole, Requester

_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b", re.I)
# Whoever a child lives with, as stores name how people belong to each other.
_OF_THE_HOUSEHOLD = re.compile(r"\b(?:step|grand)?-?(?:mother|father|mum|dad|parent|carer|guardian)\b", re.I)


def leads_to(*, addresses: Iterable[str], emails: Iterable[str], phones: Iterable[str]) -> frozenset[str]:
    """The words of which none may be readable: first lines and postcodes, mailboxes, numbers with and without +44."""
    given = tuple(filter(None, addresses))
    forms = forms_of(Person(key="", name="", role=Role.THIRD_PARTY, addresses=given))
    lines = {form.text for form in forms if form.part is Part.ADDRESS}
    postcodes = {" ".join(found).casefold() for address in given for found in _POSTCODE.findall(address)}
    numbers = {spelt for phone in phones for spelt in _numbers(re.sub(r"\D", "", phone))}
    return frozenset({*lines, *postcodes, *(email.casefold() for email in emails if email), *numbers})


def of_requester(requester: Requester) -> frozenset[str]:
    """What leads to whoever asks."""
    return leads_to(addresses=(requester.address,), emails=(requester.email,), phones=(requester.phone,))


def of_subject(subject: DataSubject) -> frozenset[str]:
    """What leads to the data subject, as the request named it."""
    return leads_to(addresses=subject.addresses, emails=subject.emails, phones=subject.phones)


def of_household(people: Iterable[CasePerson]) -> frozenset[str]:
    """What leads to the data subject and those who may live with them, as the records of a case have it."""
    own = (PersonRole.SUBJECT, PersonRole.REQUESTER)
    held = [each for each in people if each.role in own or _OF_THE_HOUSEHOLD.search(each.relation)]
    return frozenset(
        term
        for each in held
        if each.role is not PersonRole.PROFESSIONAL
        for term in leads_to(addresses=each.addresses, emails=each.emails, phones=each.phones)
    )


def _numbers(digits: str) -> tuple[str, ...]:
    national = "0" + digits[2:].removeprefix("0") if digits.startswith("44") else digits
    return (national, f"44{national[1:]}") if len(national) > 8 and national.startswith("0") else ()
