"""Every letter the council writes about somebody's rights: one row says what it is, its law, and what must be in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from requests_.errors import InvalidCommand
from requests_.model.letters import contents as has
from requests_.model.letters import facts as given
from requests_.model.letters.contents import COMPLAINTS_FROM, Content
from requests_.model.letters.facts import LetterFacts
from requests_.model.processing_told import processing_told
from requests_.model.rights import Regime, Right

UK, PART_3 = Regime.UK_GDPR, Regime.LAW_ENFORCEMENT


class LetterKind(StrEnum):
    """A kind of letter. Where a message has a letter, its kind has the same name."""

    ACKNOWLEDGEMENT = "acknowledgement"
    IDENTITY_REQUEST = "identity_request"
    AUTHORITY_REQUEST = "authority_request"
    FEE_REQUEST = "fee_request"
    CLARIFICATION = "clarification"
    EXTENSION = "extension"
    REFUSAL = "refusal"
    TRANSFER = "transfer"
    PART_REFUSAL = "part_refusal"
    NO_DATA = "no_data"
    NOT_CONFIRMED = "not_confirmed"
    ACCESS_RESPONSE = "access_response"
    RECTIFICATION_DONE = "rectification_done"
    RECTIFICATION_REFUSED = "rectification_refused"
    ERASURE_DONE = "erasure_done"
    ERASURE_REFUSED = "erasure_refused"
    EVIDENCE_LIMITED = "evidence_limited"
    RESTRICTION_DONE = "restriction_done"
    RESTRICTION_REFUSED = "restriction_refused"
    RESTRICTION_LIFTING = "restriction_lifting"
    RECIPIENTS_NAMED = "recipients_named"
    OBJECTION_UPHELD = "objection_upheld"
    OBJECTION_REFUSED = "objection_refused"
    RIGHT_DONE = "right_done"
    COMPLAINT_ACKNOWLEDGEMENT = "complaint_acknowledgement"
    COMPLAINT_PROGRESS = "complaint_progress"
    COMPLAINT_OUTCOME = "complaint_outcome"
    BREACH_NOTICE = "breach_notice"
    WITHDRAWAL_CONFIRMED = "withdrawal_confirmed"
    CONSENT_REQUEST = "consent_request"
    CONSENT_REMINDER = "consent_reminder"


class Audience(StrEnum):
    """Whom a letter's words are for."""

    ADULT = "adult"
    YOUNG = "young"


class PrintSize(StrEnum):
    """How large a letter is set."""

    STANDARD = "standard"
    LARGE = "large"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One kind of letter. A regime without a citation has no such letter; `says` is what it is, to a parent.

    One that goes `to_third_party` is no letter to the requester, and never shown to them.
    """

    rule: str
    citations: Mapping[Regime, str]
    says: str
    facts: type[LetterFacts]
    contents: tuple[Content, ...]
    template: str
    audiences: tuple[Audience, ...] = (Audience.ADULT, Audience.YOUNG)
    officer_only: bool = False
    to_third_party: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterHead:
    """What stands on every letter. `to_address` is empty where it is not safe to post one.

    A refusal that `is_both_laws` is written under Part 3, which asks for all that the UK GDPR asks for and more. A file
    to take elsewhere goes with the letter where `file_until` says how long it lies ready; `file_to` is whom it goes
    straight to as well, and `file_kept` why it does not go to whom the requester named.
    """

    reference: str
    written_on: date
    received_on: date
    right: Right
    regime: Regime
    to_name: str
    to_address: str
    is_own: bool
    audience: Audience = Audience.ADULT
    is_both_laws: bool = False
    file_until: date | None = None
    file_to: str = ""
    file_kept: str = ""

    @property
    def laws(self) -> tuple[Regime, ...]:
        """The laws that the letter answers under."""
        return (UK, PART_3) if self.is_both_laws else (self.regime,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter, ready to be written out. Raises InvalidCommand where the law knows no such letter."""

    kind: LetterKind
    head: LetterHead
    facts: LetterFacts

    def __post_init__(self) -> None:
        """Refuse what the table does not have."""
        row = LETTERS[self.kind]
        if self.head.regime not in row.citations:
            raise InvalidCommand("This kind of letter does not exist under the law this case runs under.")
        if self.head.audience not in row.audiences:
            raise InvalidCommand("This kind of letter is only written to adults.")
        if not isinstance(self.facts, row.facts):
            raise InvalidCommand("These are the facts of another kind of letter.")

    @property
    def template(self) -> str:
        """The name of its template."""
        folder = "letters/young" if self.head.audience is Audience.YOUNG else "letters"
        return f"{folder}/{LETTERS[self.kind].template}.html"

    def context(self, controller: object) -> dict[str, Any]:
        """Everything its template may name."""
        return {
            "kind": self.kind.value,
            "head": self.head,
            "facts": self.facts,
            "told": processing_told(
                self.head.regime,
                getattr(self.facts, "kinds", ()),
                is_young=self.head.audience is Audience.YOUNG,
            ),
            "controller": controller,
            "is_part_3": self.head.regime is PART_3,
            "has_164a": self.head.written_on >= COMPLAINTS_FROM,
            "law": " and ".join(law_of(self.kind, self.head.right, law) for law in self.head.laws),
        }


def is_refusal(kind: LetterKind) -> bool:
    """Whether a letter says no to something, and so names every route of complaint."""
    return issubclass(LETTERS[kind].facts, given.Refused)


def law_of_answer(kind: LetterKind, laws: tuple[Regime, ...]) -> Regime:
    """The law a letter is written under: a refusal under Part 3 where that is one, which asks for more routes."""
    return PART_3 if PART_3 in laws and (is_refusal(kind) or laws == (PART_3,)) else laws[0]


def law_of(kind: LetterKind, right: Right, regime: Regime) -> str:
    """The right's place in the law, in words, as a letter says it."""
    asked = _RIGHT_OF.get(kind, right)
    return _LAW[regime].get(asked, _LAW[regime][Right.ACCESS])


_RIGHT_OF = {
    LetterKind.ACCESS_RESPONSE: Right.ACCESS,
    LetterKind.RECTIFICATION_DONE: Right.RECTIFICATION,
    LetterKind.RECTIFICATION_REFUSED: Right.RECTIFICATION,
    LetterKind.ERASURE_DONE: Right.ERASURE,
    LetterKind.ERASURE_REFUSED: Right.ERASURE,
    LetterKind.RESTRICTION_DONE: Right.RESTRICTION,
    LetterKind.RESTRICTION_REFUSED: Right.RESTRICTION,
    LetterKind.RESTRICTION_LIFTING: Right.RESTRICTION,
    LetterKind.OBJECTION_UPHELD: Right.OBJECTION,
    LetterKind.OBJECTION_REFUSED: Right.OBJECTION,
}
_DPA = "of the Data Protection Act 2018"
_LAW: dict[Regime, dict[Right, str]] = {
    UK: {
        Right.ACCESS: "article 15 of the UK GDPR",
        Right.RECTIFICATION: "article 16 of the UK GDPR",
        Right.ERASURE: "article 17 of the UK GDPR",
        Right.RESTRICTION: "article 18 of the UK GDPR",
        Right.PORTABILITY: "article 20 of the UK GDPR",
        Right.OBJECTION: "article 21 of the UK GDPR",
        Right.CONSENT_WITHDRAWAL: "article 7 of the UK GDPR",
        Right.COMPLAINT: f"section 164A {_DPA}",
    },
    PART_3: {
        Right.ACCESS: f"section 45 {_DPA}",
        Right.RECTIFICATION: f"section 46 {_DPA}",
        Right.ERASURE: f"section 47 {_DPA}",
        Right.RESTRICTION: f"section 47 {_DPA}",
        # Rights that Part 3 does not know are asked for under it all the same, and answered.
        Right.OBJECTION: f"Part 3 {_DPA}",
        Right.PORTABILITY: f"Part 3 {_DPA}",
        Right.CONSENT_WITHDRAWAL: f"section 40A {_DPA}",
        Right.COMPLAINT: f"section 164A {_DPA}",
    },
}
_ASKING_OTHERS_LAW = {
    UK: "DPA 2018 Sch. 2 para. 16(2)-(3); UK GDPR art. 4(11), 7",
    PART_3: "DPA 2018 s.45(4)(e)",
}
_ASKING = (has.WHAT_TO_SEND, has.WHY_ASKED, has.HOW_SAFELY, has.LAPSES_ON, has.COMPLAIN_AT_ALL)

LETTERS: dict[LetterKind, LetterRow] = {
    LetterKind.ACKNOWLEDGEMENT: LetterRow(
        rule="TL-1",
        citations={UK: "UK GDPR art. 12(2), 12A", PART_3: "DPA 2018 s.52, s.54"},
        says="We have your request, and this is when we will answer.",
        facts=given.Acknowledged,
        contents=(has.RECEIVED_ON, has.WHAT_NEXT),
        template="acknowledgement",
    ),
    LetterKind.IDENTITY_REQUEST: LetterRow(
        rule="LT-5",
        citations={UK: "UK GDPR art. 12(6), 12A(2)", PART_3: "DPA 2018 s.52(4), s.54(2)"},
        says="Please show us who you are, so that nobody else gets your information.",
        facts=given.EvidenceAsked,
        contents=(*_ASKING, has.CLOCK_STARTS),
        template="identity_request",
    ),
    LetterKind.AUTHORITY_REQUEST: LetterRow(
        rule="LT-5",
        citations={UK: "UK GDPR art. 12(6); ICO, Right of access", PART_3: "DPA 2018 s.52(4); ICO, Right of access"},
        says="Please show us that you may ask for somebody else.",
        facts=given.EvidenceAsked,
        contents=(*_ASKING, has.CLOCK_STARTS),
        template="authority_request",
        audiences=(Audience.ADULT,),
    ),
    LetterKind.FEE_REQUEST: LetterRow(
        rule="LT-5",
        citations={UK: "UK GDPR art. 12(5)(a), 12A(2)", PART_3: "DPA 2018 s.53(1)(a), s.54(2)"},
        says="This request is far more than usual, so we ask you to pay what it costs us.",
        facts=given.FeeAsked,
        contents=(*_ASKING, has.CLOCK_STARTS, has.FEE, has.REASONS),
        template="fee_request",
    ),
    LetterKind.CLARIFICATION: LetterRow(
        rule="LT-5",
        citations={UK: "UK GDPR art. 12A(5)-(6)", PART_3: "DPA 2018 s.54(3C)"},
        says="Please tell us what you mean, so that we look for the right things.",
        facts=given.QuestionAsked,
        contents=(*_ASKING, has.CLOCK_STOPS),
        template="clarification",
    ),
    LetterKind.EXTENSION: LetterRow(
        rule="LT-3",
        citations={UK: "UK GDPR art. 12A(3)-(4)", PART_3: "DPA 2018 s.54(3A)-(3B)"},
        says="We need two more months, and this is why.",
        facts=given.PeriodLengthened,
        contents=(has.LONGER, has.REASONS, has.NEW_DATE, has.COMPLAIN_TO_US, has.COMPLAIN_TO_REGULATOR),
        template="extension",
    ),
    LetterKind.REFUSAL: LetterRow(
        rule="LT-2",
        citations={UK: "UK GDPR art. 12(4)-(5)", PART_3: "DPA 2018 s.45(5), s.48(1)(b), (4), s.53(6)"},
        says="We will not do what you asked, and this is why and what you can do.",
        facts=given.Refused,
        contents=(has.RECEIVED_ON, *has.REFUSAL),
        template="refusal",
    ),
    LetterKind.TRANSFER: LetterRow(
        rule="LT-2",
        citations={UK: "UK GDPR art. 12(4)", PART_3: "DPA 2018 s.45(5), s.48(1)(b)"},
        says="Another body holds it; this is whom to ask, why it is not ours, and what you can do.",
        facts=given.Refused,
        contents=(has.RECEIVED_ON, *has.REFUSAL),
        template="refusal",
    ),
    LetterKind.PART_REFUSAL: LetterRow(
        rule="LT-2",
        citations={UK: "UK GDPR art. 12(4)", PART_3: "DPA 2018 s.45(5)"},
        says="We will do part of what you asked; this is why not all of it, and what you can do.",
        facts=given.Refused,
        contents=(has.RECEIVED_ON, *has.REFUSAL),
        template="refusal",
    ),
    LetterKind.NO_DATA: LetterRow(
        rule="LT-4",
        citations={UK: "UK GDPR art. 12(4), 15(1), (1A)", PART_3: "DPA 2018 s.45(1)(a), (2A)"},
        says="We looked and found nothing; this is where we looked and whom else to ask.",
        facts=given.NothingHeld,
        contents=(has.RECEIVED_ON, has.NOTHING_HELD, has.WHERE_WE_LOOKED, has.WHERE_ELSE, *has.ROUTES),
        template="no_data",
    ),
    LetterKind.NOT_CONFIRMED: LetterRow(
        rule="LT-4",
        citations={UK: "UK GDPR art. 15(1); DPA 2018 Sch. 2 para. 2(1)", PART_3: "DPA 2018 s.45(4)-(6)"},
        says="There is no information that we are required to give you.",
        facts=given.NotConfirmed,
        contents=(has.RECEIVED_ON, has.NOTHING_REQUIRED, *has.ROUTES),
        template="not_confirmed",
        officer_only=True,
    ),
    LetterKind.ACCESS_RESPONSE: LetterRow(
        rule="LT-1",
        citations={UK: "UK GDPR art. 15(1)-(3)", PART_3: "DPA 2018 s.45(1)-(2)"},
        says="Here is your information, why we have it, and what you can do about it.",
        facts=given.AccessGranted,
        contents=(has.RECEIVED_ON, *has.ACCESS),
        template="access_response",
    ),
    LetterKind.RECTIFICATION_DONE: LetterRow(
        rule="LT-6",
        citations={UK: "UK GDPR art. 12(3), 16, 19", PART_3: "DPA 2018 s.46, s.48(1)-(2), (7), (9)"},
        says="We corrected what was wrong, and told whoever had it.",
        facts=given.ActionTaken,
        contents=(has.RECEIVED_ON, has.ACTION, has.RECIPIENTS_TOLD),
        template="action_taken",
    ),
    LetterKind.RECTIFICATION_REFUSED: LetterRow(
        rule="LT-6",
        citations={UK: "UK GDPR art. 12(4), 16", PART_3: "DPA 2018 s.46(4), s.48(1)(b), (4)"},
        says="We will not change this information, and this is why.",
        facts=given.Refused,
        contents=(has.RECEIVED_ON, *has.REFUSAL),
        template="refusal",
    ),
    LetterKind.ERASURE_DONE: LetterRow(
        rule="LT-6",
        citations={UK: "UK GDPR art. 12(3), 17, 19", PART_3: "DPA 2018 s.47(1), s.48(1)-(2), (9)"},
        says="We deleted what you asked us to, and told whoever had it.",
        facts=given.ActionTaken,
        contents=(has.RECEIVED_ON, has.ACTION, has.RECIPIENTS_TOLD),
        template="action_taken",
    ),
    LetterKind.ERASURE_REFUSED: LetterRow(
        rule="LT-6",
        citations={UK: "UK GDPR art. 12(4), 17(3)", PART_3: "DPA 2018 s.47(2), s.48(1)(b), (4)"},
        says="We will not delete this information, and this is why.",
        facts=given.Refused,
        contents=(has.RECEIVED_ON, *has.REFUSAL),
        template="refusal",
    ),
    LetterKind.EVIDENCE_LIMITED: LetterRow(
        rule="LT-6",
        citations={PART_3: "DPA 2018 s.46(4), s.47(2), s.48(1)(b), (9)"},
        says="We keep this information as evidence, and limit its use in place of what you asked.",
        facts=given.KeptAsEvidence,
        contents=(has.RECEIVED_ON, has.LIMITED_INSTEAD, *has.REFUSAL, has.RECIPIENTS_TOLD),
        template="evidence_limited",
    ),
    LetterKind.RESTRICTION_DONE: LetterRow(
        rule="LT-6",
        citations={UK: "UK GDPR art. 12(3), 18, 19", PART_3: "DPA 2018 s.47(2)-(3), s.48(1)-(2), (9)"},
        says="We keep the information but will not use it for now, and told whoever had it.",
        facts=given.ActionTaken,
        contents=(has.RECEIVED_ON, has.ACTION, has.RECIPIENTS_TOLD),
        template="action_taken",
    ),
    LetterKind.RESTRICTION_REFUSED: LetterRow(
        rule="LT-6",
        citations={UK: "UK GDPR art. 12(4), 18(1)", PART_3: "DPA 2018 s.48(1)(b), (4)"},
        says="We will not limit how we use this information, and this is why.",
        facts=given.Refused,
        contents=(has.RECEIVED_ON, *has.REFUSAL),
        template="refusal",
    ),
    LetterKind.RESTRICTION_LIFTING: LetterRow(
        rule="LT-6",
        citations={UK: "UK GDPR art. 18(3)", PART_3: "DPA 2018 s.48(10)"},
        says="Soon we will use your information again, and we tell you before we do.",
        facts=given.LimitLifted,
        contents=(has.WHAT_ENDS, has.LIFTED_ON, has.REASONS, has.COMPLAIN_TO_US, has.COMPLAIN_TO_REGULATOR),
        template="restriction_lifting",
    ),
    LetterKind.RECIPIENTS_NAMED: LetterRow(
        rule="LT-6",
        citations={UK: "UK GDPR art. 19, second sentence; art. 15(1)(c)"},
        says="You asked who had the information that was changed: these are their names.",
        facts=given.RecipientsNamed,
        contents=(has.RECEIVED_ON, has.RECIPIENTS_NAMED, has.COMPLAIN_TO_US, has.COMPLAIN_TO_REGULATOR),
        template="recipients_named",
    ),
    LetterKind.OBJECTION_UPHELD: LetterRow(
        rule="LT-7",
        citations={UK: "UK GDPR art. 12(3), 21(1), (3)"},
        says="You asked us to stop using your information, and we have stopped.",
        facts=given.ActionTaken,
        contents=(has.RECEIVED_ON, has.ACTION, has.RECIPIENTS_TOLD),
        template="action_taken",
    ),
    LetterKind.OBJECTION_REFUSED: LetterRow(
        rule="LT-7",
        citations={UK: "UK GDPR art. 12(4), 21(1)"},
        says="We will go on using this information, and this is why.",
        facts=given.Refused,
        contents=(has.RECEIVED_ON, *has.REFUSAL),
        template="refusal",
    ),
    LetterKind.RIGHT_DONE: LetterRow(
        rule="LT-6",
        citations={UK: "UK GDPR art. 12(3)", PART_3: "DPA 2018 s.52(1)-(3)"},
        says="We have done what you asked, and told whoever had the information.",
        facts=given.ActionTaken,
        contents=(has.RECEIVED_ON, has.ACTION, has.RECIPIENTS_TOLD),
        template="action_taken",
    ),
    LetterKind.WITHDRAWAL_CONFIRMED: LetterRow(
        rule="LT-5",
        citations={UK: "UK GDPR art. 12(1)-(2)", PART_3: "DPA 2018 s.52(1)-(3)"},
        says="You took your request back, and we have stopped.",
        facts=given.TakenBack,
        contents=(has.RECEIVED_ON, has.TAKEN_BACK, has.IF_WRONG, has.COMPLAIN_AT_ALL),
        template="withdrawal_confirmed",
    ),
    LetterKind.COMPLAINT_ACKNOWLEDGEMENT: LetterRow(
        rule="LT-8",
        citations={UK: "DPA 2018 s.164A(3)", PART_3: "DPA 2018 s.164A(3)"},
        says="We have your complaint and will look into it.",
        facts=given.ComplaintReceived,
        contents=(has.RECEIVED_ON, has.WILL_LOOK, has.NEWS_BY, has.COMPLAIN_TO_REGULATOR),
        template="complaint_acknowledgement",
    ),
    LetterKind.COMPLAINT_PROGRESS: LetterRow(
        rule="LT-8",
        citations={UK: "DPA 2018 s.164A(4)", PART_3: "DPA 2018 s.164A(4)"},
        says="This is how your complaint is getting on.",
        facts=given.ComplaintUnderWay,
        contents=(has.RECEIVED_ON, has.WILL_LOOK, has.PROGRESS, has.NEWS_BY, has.COMPLAIN_TO_REGULATOR),
        template="complaint_progress",
    ),
    LetterKind.COMPLAINT_OUTCOME: LetterRow(
        rule="LT-8",
        citations={UK: "DPA 2018 s.164A(4)-(5), s.165", PART_3: "DPA 2018 s.164A(4)-(5), s.51, s.165, s.167"},
        says="This is what we decided about your complaint, and why.",
        facts=given.ComplaintDecided,
        contents=(
            has.RECEIVED_ON,
            has.RESULT,
            has.REASONS,
            has.COMPLAIN_TO_REGULATOR,
            has.COURT,
            has.COMMISSIONER_CHECK,
            has.COURT_ORDER,
        ),
        template="complaint_outcome",
    ),
    LetterKind.BREACH_NOTICE: LetterRow(
        rule="LT-9",
        citations={UK: "UK GDPR art. 34(1)-(2)", PART_3: "DPA 2018 s.68(1)-(2)"},
        says="Something went wrong with your information: what, what it may mean, and what we are doing.",
        facts=given.BreachTold,
        contents=(
            has.NATURE,
            has.CONTACT,
            has.CONSEQUENCES,
            has.MEASURES,
            has.COMPLAIN_TO_US,
            has.COMPLAIN_TO_REGULATOR,
        ),
        template="breach_notice",
    ),
    LetterKind.CONSENT_REQUEST: LetterRow(
        rule="LT-10",
        citations=_ASKING_OTHERS_LAW,
        says="Some of what we were asked for is about you too: do you agree that we share it? We ask you first.",
        facts=given.ConsentAsked,
        contents=has.ASKING_OTHERS,
        template="consent_request",
        to_third_party=True,
    ),
    LetterKind.CONSENT_REMINDER: LetterRow(
        rule="LT-10",
        citations=_ASKING_OTHERS_LAW,
        says="We asked you whether we may share what is about you, and have not heard from you yet.",
        facts=given.ConsentAsked,
        contents=has.ASKING_OTHERS,
        template="consent_reminder",
        to_third_party=True,
    ),
}
