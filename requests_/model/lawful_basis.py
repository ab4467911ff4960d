"""Which right is to be had under which lawful basis: the matrix, used to advise staff and never to refuse by itself.

A right that is not available still gets a reasoned answer (UK GDPR art. 12(4)): the advice says why, a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from requests_.model.basis_notes import NOTES, Note
from requests_.model.rights import Regime, Right


class LegalRight(StrEnum):
    """A row of the matrix: the rights of `Right`, and those that stand beside them in law."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    RECIPIENTS_TOLD = "recipients_told"
    PORTABILITY = "portability"
    OBJECTION = "objection"
    MARKETING_OBJECTION = "marketing_objection"
    AUTOMATED_DECISIONS = "automated_decisions"
    CONSENT_WITHDRAWAL = "consent_withdrawal"
    COMPLAINT = "complaint"


class Basis(StrEnum):
    """A column: the bases of UK GDPR art. 6(1), what is added for special data, and Part 3.

    The values are those that `lawful_basis` has in the stores file.
    """

    LEGAL_OBLIGATION = "legal_obligation"
    PUBLIC_TASK = "public_task"
    CONSENT = "consent"
    CONTRACT = "contract"
    LEGITIMATE_INTERESTS = "legitimate_interests"
    VITAL_INTERESTS = "vital_interests"
    SPECIAL_CATEGORY = "special_category"
    CRIMINAL_OFFENCE = "criminal_offence"
    LAW_ENFORCEMENT = "law_enforcement_purpose"


class Availability(StrEnum):
    """Whether a right can be used: yes, not as of right, or only after an assessment."""

    YES = "Y"
    NO = "N"
    CONDITIONAL = "C"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What one cell says to a member of staff; `notes` are the things to look at before deciding."""

    right: LegalRight
    basis: Basis
    availability: Availability
    says: str
    citation: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreBasis:
    """On what one ESS store is held."""

    store: str
    regime: Regime
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class RightAdvice:
    """The advice for a right over several stores. Mixed regimes need an answer of two parts, one for each law."""

    by_store: tuple[tuple[str, Advice], ...]
    is_mixed: bool


_COLUMNS = tuple(Basis)
# One letter a column, in the order of `Basis`, each with the numbers of its notes.
_MATRIX: dict[LegalRight, str] = {
    LegalRight.ACCESS: "Y Y Y Y Y Y Y Y C10",
    LegalRight.RECTIFICATION: "Y Y Y Y Y Y Y Y Y11",
    LegalRight.ERASURE: "C1 C1 Y2 C3 C4 C3 C5 C15 C11",
    LegalRight.RESTRICTION: "Y6 Y6 Y6 Y6 Y6 Y6 Y6 Y6 C11",
    LegalRight.RECIPIENTS_TOLD: "Y Y Y Y Y Y Y Y Y12",
    LegalRight.PORTABILITY: "N N Y7 Y7 N N C7 C7 N",
    LegalRight.OBJECTION: "N13 Y8 N14 N Y8 N C15 C15 N",
    LegalRight.MARKETING_OBJECTION: "Y Y Y Y Y Y Y Y N",
    LegalRight.AUTOMATED_DECISIONS: "C9 C9 C9 C9 C9 C9 C9 C9 C9",
    LegalRight.CONSENT_WITHDRAWAL: "N N Y N N N C16 C16 C16",
    LegalRight.COMPLAINT: "Y Y Y Y Y Y Y Y Y",
}
_CITATIONS: dict[LegalRight, tuple[str, str]] = {
    LegalRight.ACCESS: ("UK GDPR, article 15", "DPA 2018, sections 43(3) and 45"),
    LegalRight.RECTIFICATION: ("UK GDPR, article 16", "DPA 2018, section 46"),
    LegalRight.ERASURE: ("UK GDPR, article 17", "DPA 2018, section 47"),
    LegalRight.RESTRICTION: ("UK GDPR, article 18", "DPA 2018, section 47(2) and (3)"),
    LegalRight.RECIPIENTS_TOLD: ("UK GDPR, article 19", "DPA 2018, section 48(7) and (9)"),
    LegalRight.PORTABILITY: ("UK GDPR, article 20", "DPA 2018, section 43(1)"),
    LegalRight.OBJECTION: ("UK GDPR, article 21(1)", "DPA 2018, section 43(1)"),
    LegalRight.MARKETING_OBJECTION: ("UK GDPR, article 21(2) and (3)", "DPA 2018, section 43(1)"),
    LegalRight.AUTOMATED_DECISIONS: ("UK GDPR, articles 22A to 22D", "DPA 2018, sections 50A to 50D"),
    LegalRight.CONSENT_WITHDRAWAL: ("UK GDPR, article 7(3)", "DPA 2018, section 40A(5)"),
    LegalRight.COMPLAINT: ("DPA 2018, sections 164A and 165", "DPA 2018, sections 164A and 165"),
}
_RIGHT_SAYS: dict[LegalRight, str] = {
    LegalRight.ACCESS: "to see the information",
    LegalRight.RECTIFICATION: "to have it put right",
    LegalRight.ERASURE: "to have it deleted",
    LegalRight.RESTRICTION: "to have its use limited",
    LegalRight.RECIPIENTS_TOLD: "that everybody it was given to is told of a change",
    LegalRight.PORTABILITY: "to take it elsewhere in a machine's form",
    LegalRight.OBJECTION: "to object to its use",
    LegalRight.MARKETING_OBJECTION: "to stop its use for marketing",
    LegalRight.AUTOMATED_DECISIONS: "not to be decided about by a machine alone",
    LegalRight.CONSENT_WITHDRAWAL: "to take consent back",
    LegalRight.COMPLAINT: "to complain to us, and then to the regulator",
}
_BASIS_SAYS: dict[Basis, str] = {
    Basis.LEGAL_OBLIGATION: "the law obliges us to hold it",
    Basis.PUBLIC_TASK: "it is held for our public task",
    Basis.CONSENT: "it is held by consent",
    Basis.CONTRACT: "it is held for a contract",
    Basis.LEGITIMATE_INTERESTS: "it is held for legitimate interests",
    Basis.VITAL_INTERESTS: "it is held to protect somebody's life",
    Basis.SPECIAL_CATEGORY: "it is specially protected and held in the substantial public interest or for legal claims",
    Basis.CRIMINAL_OFFENCE: "it is about criminal offences",
    Basis.LAW_ENFORCEMENT: "it is held to investigate or prosecute an offence",
}
_AVAILABLE_SAYS: dict[Availability, str] = {
    Availability.YES: "There is a right {right} where {basis}.",
    Availability.NO: "There is no right {right} where {basis}. Say why, and how to complain.",
    Availability.CONDITIONAL: "Whether there is a right {right} where {basis} has to be assessed.",
}


def advice(right: LegalRight | Right, basis: Basis) -> Advice:
    """What the matrix says of a right under a basis."""
    row = LegalRight(right.value)
    letter, notes = MATRIX[row, basis]
    law = _CITATIONS[row][basis is Basis.LAW_ENFORCEMENT]
    says = _AVAILABLE_SAYS[letter].format(right=_RIGHT_SAYS[row], basis=_BASIS_SAYS[basis])
    return Advice(right=row, basis=basis, availability=letter, says=says, citation=law, notes=notes)


def advise(right: LegalRight | Right, stores: Iterable[StoreBasis]) -> RightAdvice:
    """The advice store by store; a store of Part 3 is advised about under Part 3 whatever its basis is called."""
    known = tuple(stores)
    return RightAdvice(
        by_store=tuple((each.store, advice(right, _column(each))) for each in known),
        is_mixed=len({each.regime for each in known}) > 1,
    )


def basis_of(name: str, regime: Regime) -> Basis:
    """The basis a store names; the council's default, a legal obligation, for a name that is none of ours."""
    if regime is Regime.LAW_ENFORCEMENT:
        return Basis.LAW_ENFORCEMENT
    return Basis(name) if name in set(Basis) else Basis.LEGAL_OBLIGATION


def _column(store: StoreBasis) -> Basis:
    return Basis.LAW_ENFORCEMENT if store.regime is Regime.LAW_ENFORCEMENT else store.basis


def _read_matrix() -> dict[tuple[LegalRight, Basis], tuple[Availability, tuple[Note, ...]]]:
    cells = {
        (right, basis): cell
        for right, line in _MATRIX.items()
        for basis, cell in zip(_COLUMNS, line.split(), strict=True)
    }
    return {
        place: (Availability(cell[0]), (NOTES[int(cell[1:])],) if cell[1:] else ()) for place, cell in cells.items()
    }


MATRIX = _read_matrix()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientDuty:
    """Whom we have to tell when something is corrected, deleted or limited."""

    right: Right
    regime: Regime
    rule: str
    says: str
    citation: str


_ACTED_ON = {Right.RECTIFICATION: "corrected", Right.ERASURE: "deleted", Right.RESTRICTION: "limited in its use"}

RECIPIENT_DUTIES: tuple[RecipientDuty, ...] = tuple(
    RecipientDuty(right=right, regime=regime, rule="RX-19", says=says.format(done=done), citation=citation)
    for right, done in _ACTED_ON.items()
    for regime, says, citation in (
        (
            Regime.UK_GDPR,
            "Everybody we gave the information to is told that it was {done}, unless that is impossible or out of all "
            "proportion; the person is told who they are if they ask.",
            "UK GDPR, article 19",
        ),
        (
            Regime.LAW_ENFORCEMENT,
            "Everybody we gave the information to is told that it was {done} and must do the same, and so is the "
            "authority that wrong information came from.",
            "DPA 2018, section 48(7) and (9)",
        ),
    )
)


def recipient_duty(right: Right, regime: Regime) -> RecipientDuty | None:
    """The duty to tell recipients once the right was acted on, or None where there is none."""
    return next((duty for duty in RECIPIENT_DUTIES if (duty.right, duty.regime) == (right, regime)), None)
