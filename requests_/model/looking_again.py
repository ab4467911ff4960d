"""Reasons that last only for a time, and the day by which each is looked at again: one row a kind of reason.

Nothing is withheld, limited or left unsaid for longer than its reason lasts. The portal never ends a reason by itself:
it names the day, and a person looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requests_.deadlines.periods import ONE_DAY, add_months
from requests_.model.exemption_terms import Recheck
from requests_.model.exemptions import EXEMPTIONS


class Matter(StrEnum):
    """What is looked at again."""

    NOT_CONFIRMED = "not_confirmed"
    EXEMPTION = "exemption"
    HEALTH_OPINION = "health_opinion"
    RESTRICTION = "restriction"
    RELEASED = "released"
    PROMISED = "promised"
    LATE_ANSWER = "late_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRow:
    """One kind of reason: the question that is asked again, its law, and after how many months at the latest."""

    rule: str
    matter: Matter
    asks: str
    citation: str
    months: int


MATTERS: dict[Matter, MatterRow] = {
    row.matter: row
    for row in (
        MatterRow(
            rule="EX-R1",
            matter=Matter.NOT_CONFIRMED,
            asks="Would it still do harm to say whether we hold something?",
            citation="DPA 2018, Schedule 2, paragraph 2(1); section 45(4) and (6): to the extent and for so long as",
            months=3,
        ),
        MatterRow(
            rule="EX-R2",
            matter=Matter.EXEMPTION,
            asks="Does the reason for which this was withheld still hold?",
            citation="DPA 2018, Schedule 2, paragraph 2(1); section 45(4): to the extent and for so long as",
            months=6,
        ),
        MatterRow(
            rule="EX-R3",
            matter=Matter.HEALTH_OPINION,
            asks="Is the health professional's opinion still recent enough to rely on?",
            citation="DPA 2018, Schedule 3, paragraphs 5(4) and 6(4)",
            months=6,
        ),
        MatterRow(
            rule="EX-R4",
            matter=Matter.RESTRICTION,
            asks="Does the use of this information still have to be limited? Tell the person before the limit ends.",
            citation="UK GDPR, article 18(1) and (3); DPA 2018, sections 47 and 48(10)",
            months=6,
        ),
        MatterRow(
            rule="EX-R5",
            matter=Matter.RELEASED,
            asks="Something was withheld after the copy had left. Does the copy hold what it should not? If so, report "
            "a breach.",
            citation="UK GDPR, articles 4(12), 5(1)(f) and 33(1); DPA 2018, sections 40 and 67(1)",
            months=1,
        ),
        MatterRow(
            rule="EX-R6",
            matter=Matter.PROMISED,
            asks="Is something still owed of what the letter said would follow? Send it, or write to tell them more.",
            citation="UK GDPR, articles 12(3) and 15; DPA 2018, section 45",
            months=1,
        ),
        MatterRow(
            rule="EX-R7",
            matter=Matter.LATE_ANSWER,
            asks="Another team sent something after our answer was settled. Does it change the answer? If so, open the "
            "request again.",
            citation="UK GDPR, articles 5(1)(d), 12(3) and 15; DPA 2018, sections 38 and 45",
            months=1,
        ),
    )
}
# A prosecution is asked after more often than the rest: its end is what ends the reason.
_MONTHS: dict[Recheck, int] = {Recheck.END_OF_PROSECUTION: 3, Recheck.ON_A_DATE: MATTERS[Matter.EXEMPTION].months}


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAgain:
    """One thing to look at again by a day; `about` is an exemption's code, a document's key, or ""."""

    matter: Matter
    about: str = ""
    due_on: date

    @property
    def key(self) -> str:
        """What tells it from the others of its case."""
        return f"{self.matter}:{self.about}"


def exemption_look(code: str, decided_on: date) -> LookAgain | None:
    """When something withheld for `code` is looked at again, or None for a reason that does not end."""
    row = EXEMPTIONS.get(code)
    months = _MONTHS.get(row.recheck) if row is not None else None
    if months is None:
        return None
    return LookAgain(matter=Matter.EXEMPTION, about=code, due_on=add_months(decided_on, months))


def opinion_look(document: str, opinion_on: date) -> LookAgain:
    """The last day on which a health professional's opinion about a document may be relied on.

    Source: DPA 2018 Sch. 3 paras. 5(4) and 6(4): obtained in the six months that end with the day of reliance.
    """
    months = MATTERS[Matter.HEALTH_OPINION].months
    last = add_months(opinion_on, months)
    # A month without the day lets the window reach further back than forward: try the days around it.
    while opinion_on > add_months(last + ONE_DAY, -months):
        last += ONE_DAY
    while opinion_on <= add_months(last, -months):
        last -= ONE_DAY
    return LookAgain(matter=Matter.HEALTH_OPINION, about=document, due_on=last)


def latest_look(matter: Matter, today: date, about: str = "") -> date:
    """The last day to which a reason may be put off; `about` is an exemption's code, which may allow less."""
    row = EXEMPTIONS.get(about) if matter is Matter.EXEMPTION else None
    months = _MONTHS.get(row.recheck, MATTERS[matter].months) if row else MATTERS[matter].months
    return add_months(today, months)


def may_have_own_day(code: str) -> bool:
    """Whether something withheld for a code can be looked at again: a few reasons never end."""
    row = EXEMPTIONS.get(code)
    return row is not None and row.recheck is not Recheck.NEVER
