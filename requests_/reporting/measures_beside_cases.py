"""The measures of what is no request: what regulator and courts set, breaches, and the team."""

from __future__ import annotations

from requests_.model.breaches.breach import BreachStage
from requests_.model.breaches.terms import Cause, Risk
from requests_.model.set_dates import SetDate, SetDateEnd, SetDateKind
from requests_.reporting.beside_cases import aware_on
from requests_.reporting.figures import Figure, number, rate
from requests_.reporting.population import Population

OUTSIDE_TITLES: dict[SetDateKind, str] = {
    SetDateKind.COMPLAINT_INQUIRY: "Complaints to the regulator",
    SetDateKind.LAWFULNESS_CHECK: "Checks by the regulator of what was kept back under Part 3",
    SetDateKind.INFORMATION_NOTICE: "Information notices",
    SetDateKind.ENFORCEMENT_NOTICE: "Enforcement notices",
    SetDateKind.TRIBUNAL_DIRECTION: "Directions of a tribunal",
    SetDateKind.COURT_ORDER: "Orders of a court",
}
RISK_TITLES: dict[Risk | None, str] = {
    Risk.UNLIKELY: "Breaches: a risk to people is unlikely",
    Risk.RISK: "Breaches: there is a risk to people",
    Risk.HIGH: "Breaches: the risk to people is high",
    None: "Breaches: the risk is not assessed yet",
}
CAUSE_TITLES: dict[Cause, str] = {
    Cause.WRONG_ADDRESS: "a wrong address",
    Cause.REVIEW_MISSED: "something the review missed",
    Cause.PROCEDURE: "the procedure",
    Cause.TRAINING: "training",
    Cause.SYSTEM_FAULT: "a fault of a system",
    Cause.SUPPLIER: "a supplier",
    Cause.MALICE: "malice",
    Cause.NOT_KNOWN: "not known",
}


def outside_dates(cases: Population) -> tuple[Figure, ...]:
    """RP-13."""
    known = [one.date for one in cases.beside.outside]
    came = [one for one in known if one.letter_on in cases.period]
    due = [one for one in known if cases.period.first_on <= one.due_on <= cases.over_to and _is_to_be_kept(one)]
    met = [one for one in due if one.end is SetDateEnd.MET and one.ended_on is not None and one.ended_on <= one.due_on]
    return (
        *(
            number("RP-13", kind.value, title, sum(one.kind is kind for one in came))
            for kind, title in OUTSIDE_TITLES.items()
        ),
        rate("RP-13", "met", "Dates set from outside, met in time", len(met), len(due)),
    )


def _is_to_be_kept(one: SetDate) -> bool:
    return one.end in (None, SetDateEnd.MET)


def breaches(cases: Population) -> tuple[Figure, ...]:
    """RP-14."""
    known = [each for each in cases.beside.breaches if each.stage is not BreachStage.SET_ASIDE]
    of = [each for each in known if (day := aware_on(each)) is not None and day in cases.period]
    told = [each for each in of if each.told_at]
    in_time = [each for each in told if min(each.told_at) <= each.due_at]
    people_told = [each for each in of if each.public_told_on or (each.people and not each.untold_people)]
    from_answers = [each for each in of if each.reported is not None and each.reported.reference]
    return (
        number("RP-14", "aware", "Breaches the council became aware of", len(of)),
        *(
            rate("RP-14", risk or "unassessed", title, sum(each.risk is risk for each in of), len(of))
            for risk, title in RISK_TITLES.items()
        ),
        rate("RP-14", "regulator", "Breaches told to the regulator", len(told), len(of)),
        rate("RP-14", "in_time", "Told to the regulator within 72 hours", len(in_time), len(told)),
        rate("RP-14", "people", "Breaches of which everybody named was told", len(people_told), len(of)),
        rate("RP-14", "from_answers", "Breaches in answering a request", len(from_answers), len(of)),
        *(
            number(
                "RP-14", f"cause_{cause}", f"Root cause of a breach: {title}", sum(each.cause is cause for each in of)
            )
            for cause, title in CAUSE_TITLES.items()
        ),
    )


def team(cases: Population) -> tuple[Figure, ...]:
    """RP-18."""
    state = cases.beside.team
    if state is None:
        return (number("RP-18", "people", "People who answer requests", None),)
    each = len(cases.received) / state.full_time if state.full_time else None
    return (
        number("RP-18", "people", "People who answer requests", state.people),
        number("RP-18", "full_time", "Their full-time equivalent", state.full_time),
        number("RP-18", "each", "Requests received for each full-time member", each),
        rate("RP-18", "trained", "Trained within twelve months", round(state.trained), round(state.people)),
    )
