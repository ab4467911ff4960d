"""A case's letter, out of what the case knows and what a member of staff wrote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from requests_.errors import InvalidCommand
from requests_.model.addressee import WHY_NOT_DIRECT
from requests_.model.case import Case
from requests_.model.collecting import collect_until
from requests_.model.complaints import NEWS_DAYS, ComplaintResult
from requests_.model.correspondence import (
    LETTERS,
    Audience,
    Letter,
    LetterHead,
    LetterKind,
    is_refusal,
    law_of_answer,
)
from requests_.model.events.base import Channel
from requests_.model.letters import facts as given
from requests_.model.letters.facts import LetterFacts
from requests_.model.letters.reasons import sentences
from requests_.model.outcomes import OUTCOMES
from requests_.model.people import Capacity, DataSubject, Requester
from requests_.model.recipients import NamedRecipient
from requests_.model.rights import Regime, Right
from requests_.model.unanswered import PROMISED_DAYS, closable_on

# How long before its end somebody is told of the end of a restriction.
LIFT_NOTICE_DAYS = 14
ADULT_AT_YEARS = 18
_ANSWERS = (given.Refused, given.ActionTaken)
_PLACE = "[Write here: {}]"
_ONLY_FOR: dict[LetterKind, tuple[Right, ...]] = {
    LetterKind.CLARIFICATION: (Right.ACCESS,),
    LetterKind.NO_DATA: (Right.ACCESS,),
    LetterKind.NOT_CONFIRMED: (Right.ACCESS,),
    LetterKind.RECTIFICATION_DONE: (Right.RECTIFICATION,),
    LetterKind.RECTIFICATION_REFUSED: (Right.RECTIFICATION,),
    LetterKind.ERASURE_DONE: (Right.ERASURE,),
    LetterKind.ERASURE_REFUSED: (Right.ERASURE,),
    LetterKind.EVIDENCE_LIMITED: (Right.RECTIFICATION, Right.ERASURE),
    LetterKind.RESTRICTION_DONE: (Right.RESTRICTION, Right.OBJECTION),
    LetterKind.RESTRICTION_REFUSED: (Right.RESTRICTION,),
    LetterKind.RESTRICTION_LIFTING: (Right.RESTRICTION, Right.OBJECTION, Right.RECTIFICATION, Right.ERASURE),
    LetterKind.RECIPIENTS_NAMED: (Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION),
    LetterKind.OBJECTION_UPHELD: (Right.OBJECTION,),
    LetterKind.OBJECTION_REFUSED: (Right.OBJECTION,),
    LetterKind.RIGHT_DONE: (Right.PORTABILITY, Right.CONSENT_WITHDRAWAL, Right.OBJECTION),
    LetterKind.COMPLAINT_ACKNOWLEDGEMENT: (Right.COMPLAINT,),
    LetterKind.COMPLAINT_PROGRESS: (Right.COMPLAINT,),
    LetterKind.COMPLAINT_OUTCOME: (Right.COMPLAINT,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What a letter may draw on. `words` is what somebody wrote for it; parts are set apart by an empty line.

    `chosen` are reason codes, and `result` the outcome of a complaint, picked for a letter that nothing was decided for
    yet; else those of the case count. `recipients` were told of a change, `given_to` is everybody who was given it.
    `laws` are those of the records that were decided, none where none was; `named` is whom the copy goes to besides;
    `numbers` count the records that were decided.
    """

    case: Case
    reference: str
    subject: DataSubject
    requester: Requester
    written_on: date
    due_on: date | None
    words: str = ""
    chosen: tuple[str, ...] = ()
    result: ComplaintResult | None = None
    audience: Audience = Audience.ADULT
    searched: tuple[str, ...] = ()
    recipients: tuple[NamedRecipient, ...] = ()
    given_to: tuple[NamedRecipient, ...] = ()
    untold: int = 0
    nobody: bool = False
    laws: tuple[Regime, ...] = ()
    named: str = ""
    numbers: str = ""

    @property
    def reasons(self) -> tuple[str, ...]:
        """The codes of the reasons for saying no."""
        refused = (outcome for outcome in self.case.decisions.values() if not OUTCOMES[outcome].is_granted)
        return self.chosen or self.case.refused_for or tuple(dict.fromkeys(map(str, refused)))

    @property
    def ended_on(self) -> date | None:
        """The last day to answer, once it has passed: no question, proof or fee changes it any more."""
        return self.due_on if self.due_on is not None and self.due_on < self.written_on else None

    def part(self, number: int, about: str) -> str:
        """One part of the words; a place to write in when there are no words at all yet."""
        if not self.words.strip():
            return _PLACE.format(about)
        parts = [part.strip() for part in self.words.replace("\r\n", "\n").split("\n\n") if part.strip()]
        return parts[number] if number < len(parts) else ""

    def all_words(self, about: str) -> str:
        """The words as they stand; a place to write in when there are none yet."""
        return self.words.strip() or _PLACE.format(about)


def draft(kind: LetterKind, known: CaseFacts, *, audience: Audience | None = None) -> Letter:
    """The letter of a kind for a case. Raises InvalidCommand when it lacks what the law asks for."""
    wanted = audience or audience_of(known)
    if wanted not in LETTERS[kind].audiences:
        wanted = Audience.ADULT
    laws = _laws(kind, known)
    head = LetterHead(
        reference=known.reference,
        written_on=known.written_on,
        received_on=known.case.received_on,
        right=known.case.right,
        regime=law_of_answer(kind, laws),
        to_name=known.requester.name,
        to_address=known.requester.address_on_letters,
        is_own=known.case.capacity is Capacity.SUBJECT,
        audience=wanted,
        is_both_laws=is_refusal(kind) and len(laws) > 1,
        file_until=_file_until(known),
        file_to=known.named if known.case.addressee.may_receive else "",
        file_kept=_file_kept(known, is_young=wanted is Audience.YOUNG),
    )
    return Letter(kind=kind, head=head, facts=_FACTS[LETTERS[kind].facts](replace(known, audience=wanted)))


def _laws(kind: LetterKind, known: CaseFacts) -> tuple[Regime, ...]:
    """The laws a letter answers under: of what was decided, else of the case; one that answers nothing has one."""
    row = LETTERS[kind]
    laws = (known.laws or known.case.regimes) if issubclass(row.facts, _ANSWERS) else (known.case.regime,)
    return tuple(law for law in laws if law in row.citations) or (known.case.regime,)


def is_unwritten(letter: Letter) -> bool:
    """Whether it still has a place to write in."""
    values = (getattr(letter.facts, name) for name in letter.facts.__dataclass_fields__)
    return any(isinstance(value, str) and value.startswith(_PLACE[:12]) for value in values)


def kinds_for(right: Right, regime: Regime) -> tuple[LetterKind, ...]:
    """The letters that a case of this right may need, apart from the one that comes with a pack."""
    return tuple(
        kind
        for kind, row in LETTERS.items()
        if regime in row.citations
        and kind is not LetterKind.ACCESS_RESPONSE
        and not row.to_third_party
        and (kind not in _ONLY_FOR or right in _ONLY_FOR[kind])
    )


def audience_of(known: CaseFacts) -> Audience:
    """Whom a case's letters are written for."""
    is_own = known.case.capacity is Capacity.SUBJECT
    return audience_for(known.subject, is_own=is_own, on=known.written_on)


def audience_for(subject: DataSubject, *, is_own: bool, on: date) -> Audience:
    """A young person who asks for themselves is written to as one; everybody else as an adult."""
    born = subject.date_of_birth
    if not is_own or born is None:
        return Audience.ADULT
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return Audience.YOUNG if years < ADULT_AT_YEARS else Audience.ADULT


def _lapses_on(known: CaseFacts) -> date:
    return closable_on(known.case) or known.written_on + timedelta(days=PROMISED_DAYS)


def _file_until(known: CaseFacts) -> date | None:
    """The last day to collect a file to take elsewhere; None where there is none (UK GDPR art. 20)."""
    has_file = known.case.right is Right.PORTABILITY and known.case.pack is not None
    return collect_until(known.written_on) if has_file else None


def _file_kept(known: CaseFacts, *, is_young: bool) -> str:
    """Why a file does not go straight to whom the requester named, with its law; "" where it does, or nobody was."""
    why_not = known.case.addressee.why_not
    if why_not is None:
        return ""
    reason = WHY_NOT_DIRECT[why_not]
    return f"{reason.young if is_young else reason.adult} ({reason.citation})"


def _fee(known: CaseFacts) -> LetterFacts:
    pence = known.part(0, "the fee in pence") if known.words.strip() else "0"
    if not pence.isdecimal():
        raise InvalidCommand("Write the fee in pence on the first line, then an empty line and the reasons.")
    return given.FeeAsked(
        fee_pence=int(pence),
        reasons=known.part(1, "the reasons for the fee"),
        lapses_on=_lapses_on(known),
        ended_on=known.ended_on,
    )


def _lengthened(known: CaseFacts) -> LetterFacts:
    if known.due_on is None:
        raise InvalidCommand("There is no due date to extend: the clock does not run.")
    return given.PeriodLengthened(reasons=known.all_words("the reasons"), due_on=known.due_on)


def _lifted(known: CaseFacts) -> LetterFacts:
    return given.LimitLifted(
        reasons=known.all_words("the reasons"), lifted_on=known.written_on + timedelta(days=LIFT_NOTICE_DAYS)
    )


def _decided(known: CaseFacts) -> LetterFacts:
    result = known.result or known.case.complaint_result
    if result is None and known.words.strip():
        raise InvalidCommand("Choose what you decided about the complaint.", field="result")
    return given.ComplaintDecided(
        complained_on=known.case.received_on,
        result=result or ComplaintResult.NOT_UPHELD,
        reasons=known.all_words("the reasons"),
    )


def _refused(known: CaseFacts, facts: type[given.Refused] = given.Refused) -> LetterFacts:
    told = sentences(known.reasons, *(known.laws or known.case.regimes), is_young=known.audience is Audience.YOUNG)
    lines = [
        *(told or ([] if known.case.undecided else [_PLACE.format("the reasons")])),
        known.words.strip(),
        known.numbers,
    ]
    return facts(
        reasons="\n".join(line for line in lines if line),
        recipients=known.recipients,
        untold=known.untold,
        nobody=known.nobody,
    )


def _granted(known: CaseFacts) -> LetterFacts:
    raise InvalidCommand("This letter comes with the pack: open the pack to read it.")


_ROADS: dict[Channel | None, str] = {
    None: "online",
    Channel.ONLINE: "online",
    Channel.EMAIL: "by email",
    Channel.LETTER: "by letter",
    Channel.PHONE: "by telephone",
    Channel.IN_PERSON: "in person",
    Channel.SOCIAL_MEDIA: "on social media",
}
_FACTS: dict[type[LetterFacts], Callable[[CaseFacts], LetterFacts]] = {
    given.Acknowledged: lambda known: given.Acknowledged(
        due_on=None if known.ended_on else known.due_on, ended_on=known.ended_on
    ),
    given.EvidenceAsked: lambda known: given.EvidenceAsked(lapses_on=_lapses_on(known), ended_on=known.ended_on),
    given.FeeAsked: _fee,
    given.QuestionAsked: lambda known: given.QuestionAsked(
        question=known.all_words("the question"),
        lapses_on=_lapses_on(known),
        ended_on=known.ended_on,
    ),
    given.PeriodLengthened: _lengthened,
    given.Refused: _refused,
    given.KeptAsEvidence: lambda known: _refused(known, given.KeptAsEvidence),
    given.NothingHeld: lambda known: given.NothingHeld(searched=known.searched),
    given.NotConfirmed: lambda known: given.NotConfirmed(),
    given.AccessGranted: _granted,
    given.ActionTaken: lambda known: given.ActionTaken(
        action=f"{known.all_words('what was done')}\n{known.numbers}".strip(),
        recipients=known.recipients,
        untold=known.untold,
        nobody=known.nobody,
    ),
    given.RecipientsNamed: lambda known: given.RecipientsNamed(recipients=known.given_to),
    given.LimitLifted: _lifted,
    given.TakenBack: lambda known: given.TakenBack(
        withdrawn_on=known.case.withdrawn_on or known.written_on, road=_ROADS[known.case.withdrawn_by]
    ),
    given.ComplaintReceived: lambda known: given.ComplaintReceived(
        complained_on=known.case.received_on, news_by=known.written_on + timedelta(days=NEWS_DAYS)
    ),
    given.ComplaintUnderWay: lambda known: given.ComplaintUnderWay(
        complained_on=known.case.received_on,
        progress=known.all_words("how far we are"),
        news_by=known.written_on + timedelta(days=NEWS_DAYS),
    ),
    given.ComplaintDecided: _decided,
    given.BreachTold: lambda known: given.BreachTold(
        nature=known.part(0, "what happened"),
        consequences=known.part(1, "what it may lead to"),
        measures=known.part(2, "what we have done, and what the person can do"),
    ),
}
