"""Breaches, brought as far as a test needs by the real services."""

from datetime import timedelta

from requests_.model.breaches import commands as c
from requests_.model.breaches.events import BreachAssessed
from requests_.model.breaches.terms import BreachKind, Likelihood, Loss, PeopleKind, Phase, Severity
from requests_.model.rights import Category, Regime
from requests_.services import breaches
from requests_.services.breaches import Opened
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER, OFFICER

SAID = dict(
    nature="A letter about a pupil went to the wrong house.",
    consequences="The family next door read of an absence.",
    measures="The letter was fetched back on the same day.",
)


def reported(desk: Desk, **changes: object) -> Opened:
    values: dict[str, object] = dict(
        what=BreachKind.WRONG_RECIPIENT,
        aware_at=desk.clock.utc_now(),
        report="A letter went next door.",
        actor=CASEWORKER,
    )
    return desk.do(breaches.report, c.ReportBreach(**{**values, **changes}))  # type: ignore[arg-type]


def assess(
    desk: Desk,
    breach: str,
    likelihood: Likelihood = Likelihood.LIKELY,
    severity: Severity = Severity.HIGH,
    regime: Regime = Regime.UK_GDPR,
) -> None:
    found = BreachAssessed(
        regime=regime,
        losses=(Loss.CONFIDENTIALITY,),
        categories=(Category.ATTENDANCE,),
        people=(PeopleKind.CHILDREN, PeopleKind.PARENTS),
        people_count=2,
        records_count=1,
        likelihood=likelihood,
        severity=severity,
    )
    reasons = "The address is that of somebody who must not know."
    command = c.AssessBreach(breach=breach, found=found, reasons=reasons, actor=CASEWORKER, **SAID)
    desk.do(breaches.assess, command)


def tell_regulator(desk: Desk, breach: str, *, late_reasons: str = "") -> None:
    decision = c.DecideRegulator(
        breach=breach, tells=True, reasons="There is a risk.", late_reasons=late_reasons, actor=OFFICER
    )
    desk.do(breaches.decide_regulator, decision)
    told = c.RecordRegulator(
        breach=breach,
        told_at=desk.clock.utc_now() - timedelta(minutes=1),
        phase=Phase.FIRST,
        regulator_reference="IC-1",
        late_reasons=late_reasons,
        actor=OFFICER,
    )
    desk.do(breaches.record_regulator, told)


def tell_people(desk: Desk, breach: str, *people: c.NamePerson) -> None:
    desk.do(
        breaches.decide_people,
        c.DecidePeople(breach=breach, untold=None, reasons="The risk is high.", actor=OFFICER, **SAID),
    )
    for person in people:
        desk.do(breaches.name_person, person)
    desk.do(breaches.tell_people, c.BreachCommand(breach=breach, actor=OFFICER))


def person(breach: str, name: str = "Maeve Fenwick", **changes: object) -> c.NamePerson:
    values: dict[str, object] = dict(breach=breach, name=name, email="maeve@fenwick.example", actor=CASEWORKER)
    return c.NamePerson(**{**values, **changes})  # type: ignore[arg-type]
