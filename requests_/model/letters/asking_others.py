"""The letters in which another person is asked for their agreement: they say nothing of whoever made the request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from requests_.model.correspondence import Audience, Letter, LetterHead, LetterKind
from requests_.model.letters import facts as given
from requests_.model.letters.check import Silence, names_to_keep_out
from requests_.model.rights import Regime, Right

# Names of fewer letters are words of every day as well ("May", "Al").
SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPerson:
    """The other person as the letter knows them; `reference` is of the question, and not the case's own."""

    reference: str
    to_name: str
    address: str
    audience: Audience
    about: str
    asked_on: date
    answer_by: date


def asking_letter(kind: LetterKind, asked: AskedPerson, *, regime: Regime, written_on: date) -> Letter:
    """The question itself, or the reminder of it."""
    head = LetterHead(
        reference=asked.reference,
        written_on=written_on,
        received_on=asked.asked_on,
        right=Right.ACCESS,
        regime=regime,
        to_name=asked.to_name,
        to_address=asked.address,
        is_own=False,
        audience=asked.audience,
    )
    facts = given.ConsentAsked(about=asked.about, asked_on=asked.asked_on, answer_by=asked.answer_by)
    return Letter(kind=kind, head=head, facts=facts)


def silence_towards(to_name: str, people: Iterable[str], silence: Silence) -> Silence:
    """What a letter to another person must not say: also the name of whoever asks, and of whom it is about."""
    names = names_to_keep_out(people, [to_name])
    return Silence(names=names, is_quiet=silence.is_quiet, is_unsaid=silence.is_unsaid)


def single_names(people: Iterable[str], to_name: str) -> frozenset[str]:
    """The single names of whoever asks and of whom it is about; a name that the other person shares is not one."""
    own = set(to_name.casefold().split())
    words = {word for name in people for word in name.casefold().split()}
    return frozenset(word for word in words - own if len(word) >= SHORTEST_NAME)
