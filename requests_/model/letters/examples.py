"""An invented example of every letter: for tests, for a council's own wording, and to see what a letter looks like."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from requests_.model.complaints import ComplaintResult
from requests_.model.correspondence import LETTERS, Audience, Letter, LetterHead, LetterKind
from requests_.model.letters import facts as given
from requests_.model.letters.facts import LetterFacts
from requests_.model.recipients import NamedRecipient
from requests_.model.rights import Regime, Right

WRITTEN_ON = date(2026, 7, 1)
_ASKED_ON = date(2026, 6, 22)
_REASONS = "We keep this because the law says that we must. We still need it for our work."
_ABOUT_OTHERS = "It is about someone else too. It would not be fair to them to show it."
_EVIDENCE = "We must keep it as it is for now. We do not use it for anything else."
_LEFT_OUT = "This is about someone else. (Data Protection Act 2018, Schedule 2, paragraph 16)"
_LAPSES_ON = WRITTEN_ON + timedelta(days=90)
_SCHOOL = NamedRecipient("Mill Lane Primary School", date(2026, 6, 30), date(2026, 3, 2))
_DONE = given.ActionTaken(action="We put your new address in all our notes.", recipients=(_SCHOOL,))
_CONSENT = given.ConsentAsked(
    about="What you told us in May about the school bus.", asked_on=date(2026, 6, 24), answer_by=date(2026, 7, 15)
)
_REFUSED = given.Refused(reasons=_REASONS)

EXAMPLES: dict[LetterKind, LetterFacts] = {
    LetterKind.ACKNOWLEDGEMENT: given.Acknowledged(due_on=date(2026, 7, 22)),
    LetterKind.IDENTITY_REQUEST: given.EvidenceAsked(lapses_on=_LAPSES_ON),
    LetterKind.AUTHORITY_REQUEST: given.EvidenceAsked(lapses_on=_LAPSES_ON),
    LetterKind.FEE_REQUEST: given.FeeAsked(
        fee_pence=1250,
        reasons="You asked for the same thing twice this year. It is the cost of the paper and the post.",
        lapses_on=_LAPSES_ON,
    ),
    LetterKind.CLARIFICATION: given.QuestionAsked(
        question="Which years do you want to know about?", lapses_on=_LAPSES_ON
    ),
    LetterKind.EXTENSION: given.PeriodLengthened(
        reasons="There is a lot to read, and much of it is about other people too.", due_on=date(2026, 9, 22)
    ),
    LetterKind.REFUSAL: given.Refused(reasons=_ABOUT_OTHERS),
    LetterKind.TRANSFER: given.Refused(
        reasons="We do not have this. Northmoor Council has it. You can ask them: write to data@northmoor.example."
    ),
    LetterKind.PART_REFUSAL: given.Refused(reasons=_ABOUT_OTHERS),
    LetterKind.NO_DATA: given.NothingHeld(searched=("Our case notes", "Our shared files", "Our mail")),
    LetterKind.NOT_CONFIRMED: given.NotConfirmed(),
    LetterKind.ACCESS_RESPONSE: given.AccessGranted(
        documents=12,
        document_pages=31,
        withheld_places=9,
        withheld_documents=1,
        gaps=("One paper file: we will send this later",),
        categories=("attendance", "notes of meetings"),
        yours="you",
        reasons=(_LEFT_OUT,),
    ),
    LetterKind.RECTIFICATION_DONE: _DONE,
    LetterKind.RECTIFICATION_REFUSED: _REFUSED,
    LetterKind.ERASURE_DONE: given.ActionTaken(action="We deleted the letter of May.", recipients=(), nobody=True),
    LetterKind.ERASURE_REFUSED: _REFUSED,
    LetterKind.EVIDENCE_LIMITED: given.KeptAsEvidence(reasons=_EVIDENCE, recipients=(_SCHOOL,)),
    LetterKind.RESTRICTION_DONE: given.ActionTaken(action="We locked the notes of May.", recipients=(_SCHOOL,)),
    LetterKind.RESTRICTION_REFUSED: _REFUSED,
    LetterKind.RESTRICTION_LIFTING: given.LimitLifted(
        reasons="We checked the notes. They are right.", lifted_on=date(2026, 7, 15)
    ),
    LetterKind.RECIPIENTS_NAMED: given.RecipientsNamed(
        recipients=(_SCHOOL, NamedRecipient("Mill Lane Surgery", None, date(2026, 3, 9)))
    ),
    LetterKind.OBJECTION_UPHELD: given.ActionTaken(action="We took your name off our list of letters.", recipients=()),
    LetterKind.OBJECTION_REFUSED: _REFUSED,
    LetterKind.RIGHT_DONE: given.ActionTaken(action="We no longer send you the club news.", recipients=(), untold=2),
    LetterKind.WITHDRAWAL_CONFIRMED: given.TakenBack(withdrawn_on=date(2026, 7, 3), road="by telephone"),
    LetterKind.COMPLAINT_ACKNOWLEDGEMENT: given.ComplaintReceived(
        complained_on=date(2026, 6, 29), news_by=date(2026, 7, 29)
    ),
    LetterKind.COMPLAINT_PROGRESS: given.ComplaintUnderWay(
        complained_on=date(2026, 6, 29),
        progress="We have read your file. We still have to talk to the school.",
        news_by=date(2026, 7, 29),
    ),
    LetterKind.COMPLAINT_OUTCOME: given.ComplaintDecided(
        complained_on=date(2026, 6, 29),
        result=ComplaintResult.PARTLY_UPHELD,
        reasons="We were late, and we should have told you. But what we sent you was right.",
    ),
    LetterKind.CONSENT_REQUEST: _CONSENT,
    LetterKind.CONSENT_REMINDER: _CONSENT,
    LetterKind.BREACH_NOTICE: given.BreachTold(
        nature="On 30 June we sent a letter about you to the wrong house. It had your name and your school in it.",
        consequences="A person you do not know may have read it.",
        measures="We got the letter back. Please tell us if a person you do not know writes to you or calls you.",
    ),
}


def example(kind: LetterKind, regime: Regime | None = None, audience: Audience = Audience.ADULT) -> Letter:
    """The example of a kind, under its first law where none is named. Raises InvalidCommand where there is none."""
    regime = regime or next(iter(LETTERS[kind].citations))
    is_young = audience is Audience.YOUNG
    head = LetterHead(
        reference="RR-2026-4821397-K",
        written_on=WRITTEN_ON,
        received_on=_ASKED_ON,
        right=Right.ACCESS,
        regime=regime,
        to_name="Orla Fenwick" if is_young else "Maeve Fenwick",
        to_address="12 Mill Lane\nBrackenford QX1 4ZZ",
        is_own=is_young,
        audience=audience,
    )
    return Letter(kind=kind, head=head, facts=EXAMPLES[kind])


def all_examples() -> Iterator[Letter]:
    """The example of every kind, regime and audience that there is."""
    for kind, row in LETTERS.items():
        for regime in row.citations:
            for audience in row.audiences:
                yield example(kind, regime, audience)
