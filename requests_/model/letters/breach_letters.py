"""The letter that tells somebody of a breach of their information (UK GDPR art. 34(2); DPA 2018 s.68(2))."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from requests_.model.breaches.terms import Part
from requests_.model.correspondence import Audience, Letter, LetterHead, LetterKind
from requests_.model.letters.check import Silence, names_to_keep_out
from requests_.model.letters.facts import BreachTold
from requests_.model.rights import Regime, Right


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPerson:
    """Whom the letter goes to, and whether it is about them or about their child."""

    name: str
    address: str
    is_own: bool
    audience: Audience


def breach_letter(
    person: ToldPerson,
    words: Mapping[Part, str],
    *,
    reference: str,
    regime: Regime,
    aware_on: date,
    written_on: date,
) -> Letter:
    """What happened, what it may lead to, and what was done, in the words of the decision to tell."""
    head = LetterHead(
        reference=reference,
        written_on=written_on,
        received_on=aware_on,
        right=Right.ACCESS,  # no right was used: the letter does not name one
        regime=regime,
        to_name=person.name,
        to_address=person.address,
        is_own=person.is_own,
        audience=person.audience,
    )
    facts = BreachTold(
        nature=words.get(Part.TOLD_NATURE, ""),
        consequences=words.get(Part.TOLD_CONSEQUENCES, ""),
        measures=words.get(Part.TOLD_MEASURES, ""),
    )
    return Letter(kind=LetterKind.BREACH_NOTICE, head=head, facts=facts)


def silence_towards(person: str, everybody: Iterable[str]) -> Silence:
    """Nobody else who was affected is named."""
    return Silence(names=names_to_keep_out(everybody, [person]))
