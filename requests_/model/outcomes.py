"""What a request about a right other than access may come to: one row an outcome, its law, its proof, its act.

A row says what is done to the record, what has to be settled and written down first, and what the letter says.
A second person approves every one of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from requests_.model.lawful_basis import LegalRight
from requests_.model.outcome_terms import QUESTIONS, Finding, Nature, Outcome, OutcomeRow, StoreAct
from requests_.model.rights import Regime, Right
from requests_.model.staff import Actor, Permission

UK, PART_3 = Regime.UK_GDPR, Regime.LAW_ENFORCEMENT


_EVIDENCE = "It has to be kept as it is because it is evidence. We do not use it for anything else."

OUTCOMES: dict[Outcome, OutcomeRow] = {
    row.outcome: row
    for row in (
        OutcomeRow(
            outcome=Outcome.RECTIFIED,
            right=LegalRight.RECTIFICATION,
            is_granted=True,
            act=StoreAct.CHANGE,
            says="What the record says is wrong, and it is put right.",
            letter="We put it right.",
            citations={UK: "UK GDPR, articles 5(1)(d) and 16", PART_3: "DPA 2018, section 46(1)"},
            natures=(Nature.FACT,),
        ),
        OutcomeRow(
            outcome=Outcome.COMPLETED,
            right=LegalRight.RECTIFICATION,
            is_granted=True,
            act=StoreAct.CHANGE,
            says="Something is missing in the record, and it is added.",
            letter="We added what was missing.",
            citations={UK: "UK GDPR, article 16", PART_3: "DPA 2018, section 46(2) and (3)"},
            natures=(Nature.FACT,),
        ),
        OutcomeRow(
            outcome=Outcome.STATEMENT_ADDED,
            right=LegalRight.RECTIFICATION,
            is_granted=True,
            act=StoreAct.STATEMENT,
            says="The record stays, and what the person says about it is kept beside it.",
            letter="We kept it, and put what you say about it beside it.",
            citations={UK: "UK GDPR, article 16", PART_3: "DPA 2018, sections 38(2) and 46(3)"},
            natures=(Nature.FACT, Nature.OPINION),
        ),
        OutcomeRow(
            outcome=Outcome.REFUSED_ACCURATE,
            right=LegalRight.RECTIFICATION,
            is_granted=False,
            act=StoreAct.NONE,
            says="The record is accurate, as far as can be shown, and stays as it is.",
            letter="We checked it, and what it says is right.",
            citations={UK: "UK GDPR, articles 5(1)(d) and 12(4)", PART_3: "DPA 2018, section 48(1)(b)"},
            natures=(Nature.FACT, Nature.OPINION),
        ),
        OutcomeRow(
            outcome=Outcome.REFUSED_EVIDENCE_RESTRICTED,
            right=LegalRight.RECTIFICATION,
            is_granted=False,
            act=StoreAct.RESTRICT,
            says="The record has to be kept as evidence: its use is limited instead of its being changed.",
            letter=_EVIDENCE,
            citations={PART_3: "DPA 2018, section 46(4)"},
            natures=(Nature.FACT, Nature.OPINION),
        ),
        OutcomeRow(
            outcome=Outcome.ERASED,
            right=LegalRight.ERASURE,
            is_granted=True,
            act=StoreAct.ERASE,
            says="There is no reason in law to go on holding the record, and it is deleted.",
            letter="We deleted it.",
            citations={UK: "UK GDPR, article 17(1)", PART_3: "DPA 2018, section 47(1)"},
        ),
        OutcomeRow(
            outcome=Outcome.ERASURE_REFUSED_NEEDED,
            right=LegalRight.ERASURE,
            is_granted=False,
            act=StoreAct.NONE,
            says="The record is still needed by law or for a public task, held lawfully and within its retention.",
            letter="The law needs us to keep it for longer.",
            citations={UK: "UK GDPR, article 17(3)(b)", PART_3: "DPA 2018, section 48(1)(b)"},
        ),
        OutcomeRow(
            outcome=Outcome.ERASURE_REFUSED_HOLD,
            right=LegalRight.ERASURE,
            is_granted=False,
            act=StoreAct.NONE,
            says="The record has to be kept for a legal claim or under a legal hold.",
            letter="We have to keep it for a legal claim.",
            citations={UK: "UK GDPR, article 17(3)(e)", PART_3: "DPA 2018, section 48(1)(b)"},
        ),
        OutcomeRow(
            outcome=Outcome.ERASURE_EVIDENCE_RESTRICTED,
            right=LegalRight.ERASURE,
            is_granted=False,
            act=StoreAct.RESTRICT,
            says="The record has to be kept as evidence: its use is limited instead of its being deleted.",
            letter=_EVIDENCE,
            citations={PART_3: "DPA 2018, section 47(2)"},
        ),
        OutcomeRow(
            outcome=Outcome.RESTRICTED,
            right=LegalRight.RESTRICTION,
            is_granted=True,
            act=StoreAct.RESTRICT,
            says="The record is kept, and its use is limited for a ground of the law.",
            letter="We keep it, and do not use it for now.",
            citations={UK: "UK GDPR, article 18(1)", PART_3: "DPA 2018, section 47(2) and (3)"},
        ),
        OutcomeRow(
            outcome=Outcome.RESTRICTION_REFUSED,
            right=LegalRight.RESTRICTION,
            is_granted=False,
            act=StoreAct.NONE,
            says="None of the grounds for limiting the use of the record is met.",
            letter="None of the reasons that the law names is met here.",
            citations={UK: "UK GDPR, articles 12(4) and 18(1)", PART_3: "DPA 2018, section 48(1)(b)"},
        ),
        OutcomeRow(
            outcome=Outcome.OBJECTION_UPHELD,
            right=LegalRight.OBJECTION,
            is_granted=True,
            act=StoreAct.RESTRICT,
            says="There are no compelling grounds that weigh more: the record is not used any more.",
            letter="We stopped using it.",
            citations={UK: "UK GDPR, article 21(1)"},
        ),
        OutcomeRow(
            outcome=Outcome.OBJECTION_REFUSED_COMPELLING,
            right=LegalRight.OBJECTION,
            is_granted=False,
            act=StoreAct.NONE,
            says="Compelling grounds that weigh more than the person's, or a legal claim, let the use go on.",
            letter="We have grounds to go on that weigh more than yours.",
            citations={UK: "UK GDPR, article 21(1)"},
            decided_by=Permission.SIGN_OFF,
        ),
        OutcomeRow(
            outcome=Outcome.OBJECTION_NOT_AVAILABLE,
            right=LegalRight.OBJECTION,
            is_granted=False,
            act=StoreAct.NONE,
            says="There is no right to object, because the law obliges us to hold the record.",
            letter="There is no right to object to it, because the law obliges us to hold it.",
            citations={UK: "UK GDPR, articles 6(1)(c) and 21(1)", PART_3: "DPA 2018, section 43(1)"},
        ),
        OutcomeRow(
            outcome=Outcome.MARKETING_STOPPED,
            right=LegalRight.MARKETING_OBJECTION,
            is_granted=True,
            act=StoreAct.TASK,
            says="Direct marketing is stopped: there is nothing to weigh.",
            letter="We stopped sending you publicity.",
            citations={UK: "UK GDPR, article 21(2) and (3)"},
            is_whole=True,
        ),
        OutcomeRow(
            outcome=Outcome.DECIDED_BY_PERSON,
            right=LegalRight.AUTOMATED_DECISIONS,
            is_granted=True,
            act=StoreAct.NONE,
            says="A person heard what was said about the decision, and made it again.",
            letter="A person looked at the decision again.",
            citations={UK: "UK GDPR, article 22C", PART_3: "DPA 2018, section 50C"},
            is_whole=True,
        ),
        OutcomeRow(
            outcome=Outcome.NO_AUTOMATED_DECISION,
            right=LegalRight.AUTOMATED_DECISIONS,
            is_granted=False,
            act=StoreAct.NONE,
            says="No decision was made without a person having a real part in it.",
            letter="A person made this decision, not a computer alone.",
            citations={UK: "UK GDPR, articles 12(4) and 22A", PART_3: "DPA 2018, section 50A"},
            is_whole=True,
        ),
        OutcomeRow(
            outcome=Outcome.CONSENT_WITHDRAWN,
            right=LegalRight.CONSENT_WITHDRAWAL,
            is_granted=True,
            act=StoreAct.TASK,
            says="The consent is taken back, and what was done because of it stops.",
            letter="We stopped what we did because you had agreed to it.",
            citations={UK: "UK GDPR, article 7(3)", PART_3: "DPA 2018, section 40A(5)"},
            is_whole=True,
        ),
        OutcomeRow(
            outcome=Outcome.NO_CONSENT_RELIED_ON,
            right=LegalRight.CONSENT_WITHDRAWAL,
            is_granted=False,
            act=StoreAct.NONE,
            says="Nothing is done because of consent: it is done because the law obliges us.",
            letter="We do not do this because you agreed, but because the law obliges us.",
            citations={UK: "UK GDPR, articles 7(3) and 12(4)", PART_3: "DPA 2018, section 40A(5)"},
            is_whole=True,
        ),
        OutcomeRow(
            outcome=Outcome.PORTED,
            right=LegalRight.PORTABILITY,
            is_granted=True,
            act=StoreAct.PORT,
            says="What the person gave us by consent or for a contract goes to them in a machine's form.",
            letter="We give it to you as a file that a computer can read.",
            citations={UK: "UK GDPR, article 20(1) and (2)"},
        ),
        OutcomeRow(
            outcome=Outcome.PORTABILITY_NOT_AVAILABLE,
            right=LegalRight.PORTABILITY,
            is_granted=False,
            act=StoreAct.NONE,
            says="The record is not held by consent or for a contract, or did not come from the person.",
            letter="This right is only for what you gave us by agreement or for a contract.",
            citations={UK: "UK GDPR, articles 12(4) and 20(1), (3)", PART_3: "DPA 2018, section 43(1)"},
        ),
    )
}

# The rights of the matrix that a request of each right may turn out to be.
LEGAL_RIGHTS: Mapping[Right, tuple[LegalRight, ...]] = {
    Right.RECTIFICATION: (LegalRight.RECTIFICATION,),
    Right.ERASURE: (LegalRight.ERASURE,),
    Right.RESTRICTION: (LegalRight.RESTRICTION,),
    Right.OBJECTION: (LegalRight.OBJECTION, LegalRight.MARKETING_OBJECTION, LegalRight.AUTOMATED_DECISIONS),
    Right.PORTABILITY: (LegalRight.PORTABILITY,),
    Right.CONSENT_WITHDRAWAL: (LegalRight.CONSENT_WITHDRAWAL,),
}
DECIDED_RIGHTS = frozenset(LEGAL_RIGHTS)


def outcomes_for(right: Right, regime: Regime, *, whole: bool) -> tuple[OutcomeRow, ...]:
    """The outcomes open for one record held under a law, or for the request as a whole."""
    rights = LEGAL_RIGHTS.get(right, ())
    return tuple(
        row for row in OUTCOMES.values() if row.right in rights and regime in row.citations and row.is_whole is whole
    )


def may_decide(row: OutcomeRow, actor: Actor) -> bool:
    """Whether the actor is somebody who may decide this outcome."""
    return actor.may(Permission.WORK_CASE) and actor.may(row.decided_by)


def findings_fault(outcome: Outcome, findings: tuple[Finding, ...]) -> str | None:
    """Why the answers to the four questions do not carry an outcome of erasure, in one sentence, or None."""
    if OUTCOMES[outcome].right is not LegalRight.ERASURE:
        return None
    for asks, yes, no in QUESTIONS:
        if len({yes, no} & set(findings)) != 1:
            return f"Answer the question first: {asks[0].lower()}{asks[1:]}"
    is_due = bool({Finding.NOT_NEEDED, Finding.UNLAWFUL, Finding.PAST_RETENTION} & set(findings))
    is_held = Finding.ON_HOLD in findings
    if outcome is Outcome.ERASED:
        if is_held:
            return (
                "What is under a legal hold, or needed for a legal claim, is not deleted (UK GDPR, article 17(3)(e))."
            )
        return (
            None if is_due else "Nothing here says that it has to be deleted: it is needed, lawful and in its period."
        )
    if outcome is Outcome.ERASURE_REFUSED_HOLD:
        return None if is_held else "There is no legal hold or claim: choose another outcome."
    if outcome is Outcome.ERASURE_REFUSED_NEEDED and is_due:
        return (
            "What is not needed, not lawful or past its period cannot be refused as still needed "
            "(UK GDPR, article 17(1)(a) and (d))."
        )
    return None
