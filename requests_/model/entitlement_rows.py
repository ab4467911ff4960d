"""The rows of the table of who may ask. The first row that the facts fit decides; together they fit every fact."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from requests_.model.entitlement_facts import (
    AgeBand,
    Asker,
    AuthorityEvidence,
    ChildView,
    Competence,
    EntitlementFacts,
)


class EntitlementOutcome(StrEnum):
    """What becomes of a request as far as entitlement goes."""

    PROCEED = "proceed"
    ASSESS = "assess"
    SEEK_CHILD_VIEW = "seek_child_view"
    REFUSE = "refuse"
    NOT_STARTED = "not_started"
    NOT_A_SAR = "not_a_sar"


class Safety(StrEnum):
    """Whether the safety checks come before the outcome."""

    NONE = "none"
    BEFORE_RELEASE = "before_release"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementRow:
    """One row. An empty set of values fits every value."""

    rule: str
    outcome: EntitlementOutcome
    reason: str
    citation: str
    askers: frozenset[Asker] = frozenset()
    ages: frozenset[AgeBand] = frozenset()
    competences: frozenset[Competence] = frozenset()
    evidences: frozenset[AuthorityEvidence] = frozenset()
    views: frozenset[ChildView] = frozenset()
    safety: Safety = Safety.NONE
    # What is recorded contradicts itself: nobody goes on before one of the two is put right.
    is_contradiction: bool = False

    def fits(self, facts: EntitlementFacts) -> bool:
        """Whether the facts are those of this row."""
        asked = (
            (self.askers, facts.asker),
            (self.ages, facts.band),
            (self.competences, facts.competence),
            (self.evidences, facts.evidence),
            (self.views, facts.child_view),
        )
        return all(not values or value in values for values, value in asked)


_SUBJECT = frozenset({Asker.SUBJECT})
_ADULTS = frozenset({Asker.PARENTAL_RESPONSIBILITY, Asker.CARER})
_HOLDER, _CARER = frozenset({Asker.PARENTAL_RESPONSIBILITY}), frozenset({Asker.CARER})
_REPRESENTATIVE = frozenset({Asker.REPRESENTATIVE})
_UNDER_12, _TEENS, _ADULT = (frozenset({band}) for band in (AgeBand.UNDER_12, AgeBand.FROM_12_TO_17, AgeBand.ADULT))
_CHILD, _UNKNOWN = frozenset({AgeBand.UNDER_12, AgeBand.FROM_12_TO_17}), frozenset({AgeBand.UNKNOWN})
_COMPETENT, _NOT_COMPETENT = frozenset({Competence.COMPETENT}), frozenset({Competence.NOT_COMPETENT})
_NOT_ASSESSED = frozenset({Competence.NOT_ASSESSED})
_ORDER, _WRITTEN = frozenset({AuthorityEvidence.COURT_ORDER}), frozenset({AuthorityEvidence.WRITTEN_AUTHORITY})
_HOLDS = frozenset({AuthorityEvidence.PARENTAL_RESPONSIBILITY, AuthorityEvidence.COURT_ORDER})
_AGREES, _REFUSES = frozenset({ChildView.AGREES}), frozenset({ChildView.REFUSES})

_ACCESS = "UK GDPR, article 15"
_CHILDREN = "UK GDPR, articles 8 and 15; ICO, What rights do children have?"
_RESPONSIBILITY = "Children Act 1989, sections 2 to 4A, 12 and 33"
_ACTING = "UK GDPR, article 12(2) and (6); ICO, Right of access"

ROWS: tuple[EntitlementRow, ...] = (
    EntitlementRow(
        rule="WHO-11",
        askers=frozenset({Asker.PUBLIC_AUTHORITY}),
        outcome=EntitlementOutcome.NOT_A_SAR,
        reason=(
            "A public body that asks for its own purposes uses nobody's right of access. It asks us to share "
            "information, and that is decided another way."
        ),
        citation="UK GDPR, article 15; DPA 2018, Schedule 2, paragraphs 2 and 5",
    ),
    EntitlementRow(
        rule="WHO-10",
        ages=frozenset({AgeBand.DECEASED}),
        outcome=EntitlementOutcome.NOT_A_SAR,
        reason=(
            "Data protection law is about living people. Records of somebody who has died are asked for another way, "
            "and we will say which."
        ),
        citation="UK GDPR, recital 27; DPA 2018, section 3(2)",
    ),
    EntitlementRow(
        rule="WHO-1",
        askers=_SUBJECT,
        ages=_ADULT,
        outcome=EntitlementOutcome.PROCEED,
        reason="Everybody may ask for the information that is held about them.",
        citation=_ACCESS,
    ),
    EntitlementRow(
        rule="WHO-3a",
        askers=_SUBJECT,
        ages=_TEENS,
        competences=_NOT_COMPETENT,
        outcome=EntitlementOutcome.ASSESS,
        reason=(
            "It is recorded that this young person does not yet understand the right well enough to use it alone. "
            "Somebody who knows them helps us decide how to answer."
        ),
        citation=_CHILDREN,
    ),
    EntitlementRow(
        rule="WHO-2a",
        askers=_SUBJECT,
        ages=_TEENS,
        outcome=EntitlementOutcome.PROCEED,
        reason=(
            "A young person of 12 or older usually understands what they are asking for, so we answer them "
            "themselves, in plain words."
        ),
        citation=_CHILDREN,
    ),
    EntitlementRow(
        rule="WHO-2b",
        askers=_SUBJECT,
        ages=_UNDER_12,
        competences=_COMPETENT,
        outcome=EntitlementOutcome.PROCEED,
        reason="This child understands what they are asking for, so the right is theirs to use.",
        citation=_CHILDREN,
    ),
    EntitlementRow(
        rule="WHO-2c",
        askers=_SUBJECT,
        ages=_UNDER_12,
        outcome=EntitlementOutcome.ASSESS,
        reason=(
            "A child under 12 may use the right if they understand it. Somebody who knows the child tells us; if not "
            "yet, a parent can ask for them."
        ),
        citation=_CHILDREN,
    ),
    EntitlementRow(
        rule="WHO-2d",
        askers=_SUBJECT,
        ages=_UNKNOWN,
        outcome=EntitlementOutcome.ASSESS,
        reason="We do not know how old the person is, so we find out before we decide how to answer.",
        citation=_CHILDREN,
    ),
    EntitlementRow(
        rule="WHO-9a",
        askers=_ADULTS,
        ages=_ADULT,
        evidences=_ORDER,
        outcome=EntitlementOutcome.PROCEED,
        reason="A court or a registered power lets this person act for the adult the information is about.",
        citation="Mental Capacity Act 2005, sections 9 and 16",
    ),
    EntitlementRow(
        rule="WHO-8a",
        askers=_ADULTS,
        ages=_ADULT,
        evidences=_WRITTEN,
        outcome=EntitlementOutcome.PROCEED,
        reason="The adult the information is about has said in writing that this person may ask for them.",
        citation=_ACTING,
    ),
    EntitlementRow(
        rule="WHO-5a",
        askers=_ADULTS,
        ages=_ADULT,
        outcome=EntitlementOutcome.REFUSE,
        reason=(
            "Parental responsibility ends at 18. To ask for a grown-up son or daughter we need their written "
            "authority, or the order of a court."
        ),
        citation=_RESPONSIBILITY,
    ),
    EntitlementRow(
        rule="WHO-5b",
        askers=_ADULTS,
        ages=_UNKNOWN,
        outcome=EntitlementOutcome.ASSESS,
        reason="We do not know how old the person is: whether a parent may ask for them depends on it.",
        citation=_RESPONSIBILITY,
    ),
    EntitlementRow(
        rule="WHO-3b",
        askers=_ADULTS,
        ages=_CHILD,
        competences=_COMPETENT,
        views=_REFUSES,
        outcome=EntitlementOutcome.REFUSE,
        reason=(
            "This child understands what is asked and does not want it shared. The right is the child's, and they may "
            "ask for the information themselves."
        ),
        citation=_CHILDREN,
    ),
    EntitlementRow(
        rule="WHO-3c",
        askers=_ADULTS,
        ages=_CHILD,
        competences=_COMPETENT,
        evidences=_WRITTEN,
        safety=Safety.BEFORE_RELEASE,
        outcome=EntitlementOutcome.PROCEED,
        reason="This child understands what is asked and has said in writing that this adult may ask for them.",
        citation=_CHILDREN,
    ),
    EntitlementRow(
        rule="WHO-3d",
        askers=_HOLDER,
        ages=_CHILD,
        competences=_COMPETENT,
        views=_AGREES,
        evidences=_HOLDS,
        safety=Safety.BEFORE_RELEASE,
        outcome=EntitlementOutcome.PROCEED,
        reason="This child understands what is asked and agrees that their parent asks for it.",
        citation=_CHILDREN,
    ),
    EntitlementRow(
        rule="WHO-8b",
        askers=_CARER,
        ages=_CHILD,
        evidences=frozenset({AuthorityEvidence.NONE}),
        outcome=EntitlementOutcome.REFUSE,
        reason=(
            "Caring for a child does not by itself give the right to ask for their information. We need an order of a "
            "court, or the written authority of a child who understands."
        ),
        citation=f"Education Act 1996, section 576; {_RESPONSIBILITY}",
    ),
    EntitlementRow(
        rule="WHO-8e",
        askers=_CARER,
        ages=_CHILD,
        evidences=_HOLDS,
        is_contradiction=True,
        outcome=EntitlementOutcome.ASSESS,
        reason=(
            "Two records contradict each other: the person who asks is said to have no parental responsibility, and "
            "the evidence recorded shows that they have it. Put right who asks, or the evidence."
        ),
        citation=_RESPONSIBILITY,
    ),
    EntitlementRow(
        rule="WHO-3e",
        askers=_HOLDER,
        ages=_CHILD,
        competences=_COMPETENT,
        outcome=EntitlementOutcome.SEEK_CHILD_VIEW,
        reason=(
            "This child understands what is asked, so we ask them first whether they want their parent to have it. "
            "The right is the child's."
        ),
        citation=_CHILDREN,
    ),
    EntitlementRow(
        rule="WHO-2e",
        askers=_ADULTS,
        ages=_CHILD,
        competences=_NOT_ASSESSED,
        outcome=EntitlementOutcome.ASSESS,
        reason=(
            "A parent may ask for a child who does not yet understand the right. Somebody who knows the child tells "
            "us whether they do."
        ),
        citation=_CHILDREN,
    ),
    EntitlementRow(
        rule="WHO-4",
        askers=_HOLDER,
        ages=_CHILD,
        competences=_NOT_COMPETENT,
        evidences=_HOLDS,
        safety=Safety.BEFORE_RELEASE,
        outcome=EntitlementOutcome.PROCEED,
        reason=(
            "This child does not yet understand the right, and the person who asks has parental responsibility for "
            "them, so they may ask on the child's behalf."
        ),
        citation=f"{_RESPONSIBILITY}; ICO, What rights do children have?",
    ),
    EntitlementRow(
        rule="WHO-3f",
        askers=_ADULTS,
        ages=_CHILD,
        competences=_NOT_COMPETENT,
        evidences=_WRITTEN,
        outcome=EntitlementOutcome.ASSESS,
        reason=(
            "A written authority from a child who does not understand what it means is not enough. We need evidence "
            "of parental responsibility."
        ),
        citation=_CHILDREN,
    ),
    EntitlementRow(
        rule="WHO-5c",
        askers=_HOLDER,
        ages=_CHILD,
        outcome=EntitlementOutcome.NOT_STARTED,
        reason="We need evidence of parental responsibility. Once it is asked for, the time starts when it comes.",
        citation=f"{_ACTING}; {_RESPONSIBILITY}",
    ),
    EntitlementRow(
        rule="WHO-8c",
        askers=_REPRESENTATIVE,
        evidences=_WRITTEN | _ORDER,
        outcome=EntitlementOutcome.PROCEED,
        reason="The person who asks has shown that they may act for the person the information is about.",
        citation=_ACTING,
    ),
    EntitlementRow(
        rule="WHO-8d",
        askers=_REPRESENTATIVE,
        outcome=EntitlementOutcome.NOT_STARTED,
        reason=(
            "Whoever acts for somebody else shows their signed authority first, which says what they may ask for. Once "
            "it is asked for, the time starts when it comes."
        ),
        citation=_ACTING,
    ),
)

# The rules that only a person who has died falls under.
DECEASED_RULES = frozenset(row.rule for row in ROWS if row.ages == {AgeBand.DECEASED})
