"""What each letter may say, and nothing else: a template is given one of these, and can name nothing that is not here.

Words are what a member of staff wrote. A letter whose law asks for words cannot be made without them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.errors import InvalidCommand
from requests_.model.complaints import ComplaintResult
from requests_.model.recipients import NamedRecipient
from requests_.model.rights import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """The facts of one letter. Every field ending in no default must be given; text fields must hold text."""

    def __post_init__(self) -> None:
        """Refuse a letter without the words that the law asks for."""
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if isinstance(value, str) and not value.strip():
                raise InvalidCommand(f"The letter needs words for '{name.replace('_', ' ')}': write them.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged(LetterFacts):
    """A request has come. `due_on` is None while the clock has not started, and once the time `ended_on` a day."""

    due_on: date | None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAsked(LetterFacts):
    """Proof of identity or authority is asked for; the request lapses when nothing has come by `lapses_on`.

    `ended_on` is the last day to answer where it has passed: asking then moves nothing.
    """

    lapses_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeAsked(LetterFacts):
    """A reasonable fee is asked for. `reasons` say why a fee, and what it is made of; `ended_on` as for evidence."""

    fee_pence: int
    reasons: str
    lapses_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(LetterFacts):
    """The requester is asked what they mean; `ended_on` as for evidence."""

    question: str
    lapses_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodLengthened(LetterFacts):
    """Two further months are needed. `due_on` is the new last day."""

    reasons: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(LetterFacts):
    """The request is refused, in whole or in part. `reasons` are composed from codes; words of staff come after.

    Of what was done in part, `recipients` were told, `untold` could not be, or `nobody` had it.
    """

    reasons: str
    recipients: tuple[NamedRecipient, ...] = ()
    untold: int = 0
    nobody: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAsEvidence(Refused):
    """Nothing is corrected or deleted, because it is evidence: its use is limited instead, which is told as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingHeld(LetterFacts):
    """Nothing is held. `searched` names where we looked."""

    searched: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotConfirmed(LetterFacts):
    """The letter that neither confirms nor denies: it has no facts at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessGranted(LetterFacts):
    """The answer to an access request. Counts are of what goes with the letter; `gaps` are what is still to come.

    `reasons` say why something was left out, each with its law; `other_letter` is whether records held under the other
    law have a letter of their own beside this one. `kinds` are the categories that its sources are told by. `searched`
    are the stores in which we looked, `not_searched` says of each other why not, and `searched_before` of those
    searched until the case was opened again why not once more.
    """

    documents: int
    document_pages: int
    withheld_places: int
    withheld_documents: int
    gaps: tuple[str, ...]
    categories: tuple[str, ...]
    yours: str
    reasons: tuple[str, ...] = ()
    other_letter: bool = False
    kinds: tuple[Category, ...] = ()
    searched: tuple[str, ...] = ()
    searched_before: tuple[str, ...] = ()
    not_searched: tuple[str, ...] = ()
    is_whole_search: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTaken(LetterFacts):
    """What was asked for was done.

    `recipients` had the information and were told, `untold` could not be; `nobody` had it, as far as is known. With
    none of the three the letter promises to tell them.
    """

    action: str
    recipients: tuple[NamedRecipient, ...]
    untold: int = 0
    nobody: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientsNamed(LetterFacts):
    """Who was given what was changed, because the person asks; with no `recipients` it was nobody."""

    recipients: tuple[NamedRecipient, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitLifted(LetterFacts):
    """A restriction ends on `lifted_on`, which is still to come."""

    reasons: str
    lifted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack(LetterFacts):
    """The request was taken back on a day; `road` says how we were told, as "by telephone"."""

    withdrawn_on: date
    road: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintReceived(LetterFacts):
    """A complaint has come. `news_by` is when the person next hears from us."""

    complained_on: date
    news_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintUnderWay(LetterFacts):
    """How a complaint is getting on."""

    complained_on: date
    progress: str
    news_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintDecided(LetterFacts):
    """What became of a complaint, and why."""

    complained_on: date
    result: ComplaintResult
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAsked(LetterFacts):
    """Another person is asked for their agreement: what of theirs would be shared, and by when they are to answer."""

    about: str
    asked_on: date
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachTold(LetterFacts):
    """Something went wrong with the person's information."""

    nature: str
    consequences: str
    measures: str
