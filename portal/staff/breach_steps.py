"""What is done to a breach, one row a step: its form, and the service that it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.staff import forms_breaches as f
from portal.staff.permissions import actor
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.clock import london_moment
from requests_.model.breaches import commands as c
from requests_.model.breaches.events import BreachAssessed
from requests_.model.breaches.lifecycle import BreachAction
from requests_.model.breaches.terms import (
    Cause,
    Likelihood,
    Loss,
    Part,
    PeopleKind,
    Phase,
    Severity,
    Untold,
)
from requests_.model.correspondence import Audience
from requests_.model.rights import Category, Regime
from requests_.services import breaches
from requests_.store.queries.breaches import BreachPage

Make = Callable[[Any, str], c.BreachCommand]


def _known(page: BreachPage) -> dict[str, Any]:
    """What was assessed before, to be written on."""
    found, words = page.breach.assessment, page.words
    written = {part.value: words.get(part, "") for part in (Part.NATURE, Part.CONSEQUENCES, Part.MEASURES)}
    written["risk_reasons"] = words.get(Part.RISK_REASONS, "")
    if found is None:
        return {"regime": Regime.UK_GDPR.value, **written, "nature": words.get(Part.REPORT, "")}
    counts = {"people_count": str(found.people_count), "records_count": str(found.records_count)}
    many = {name: [str(each) for each in getattr(found, name)] for name in ("losses", "categories", "people")}
    one = {name: str(getattr(found, name)) for name in ("regime", "likelihood", "severity")}
    return {**written, **counts, **many, **one}


def _told(page: BreachPage) -> dict[str, Any]:
    """The words of the letter: those written before, else those for the regulator."""
    pairs = (
        (Part.TOLD_NATURE, Part.NATURE),
        (Part.TOLD_CONSEQUENCES, Part.CONSEQUENCES),
        (Part.TOLD_MEASURES, Part.MEASURES),
    )
    return {told.value: page.words.get(told) or page.words.get(said, "") for told, said in pairs}


def _choose(field: str, choices: Callable[[BreachPage], tuple[tuple[str, ...], ...]]) -> Callable[..., None]:
    def choose(form: Any, page: BreachPage) -> None:
        form[field].choices = choices(page)

    return choose


@dataclass(frozen=True, slots=True)
class Step:
    """One row. `known` is what the form starts from, `choose` gives a field the choices that this breach has."""

    form: type[PortalForm]
    service: Callable[..., Any]
    make: Make
    known: Callable[[BreachPage], dict[str, Any]] = lambda _: {}
    choose: Callable[[Any, BreachPage], None] = lambda _, __: None

    def form_for(self, page: BreachPage, sent: object = None) -> Any:
        """The form, as it starts or as it was sent."""
        form = self.form()
        self.choose(form, page)
        form.process(sent, data=self.known(page))
        return form

    def do(self, form: PortalForm, breach: str) -> None:
        """Call the service with what the form says."""
        self.service(unit_of_work(), resources().clock, self.make(form, breach))


def _by(breach: str) -> dict[str, Any]:
    return {"breach": breach, "actor": actor()}


def _assessment(form: f.AssessForm) -> BreachAssessed:
    return BreachAssessed(
        regime=Regime(form.regime.data),
        losses=tuple(map(Loss, form.losses.data)),
        categories=tuple(map(Category, form.categories.data)),
        people=tuple(map(PeopleKind, form.people.data)),
        people_count=form.people_count.count,
        records_count=form.records_count.count,
        likelihood=Likelihood(form.likelihood.data),
        severity=Severity(form.severity.data),
    )


def _assess(form: f.AssessForm, breach: str) -> c.AssessBreach:
    return c.AssessBreach(
        found=_assessment(form),
        nature=form.nature.data,
        consequences=form.consequences.data,
        measures=form.measures.data,
        reasons=form.risk_reasons.data,
        **_by(breach),
    )


def _record_regulator(form: f.ToldRegulatorForm, breach: str) -> c.RecordRegulator:
    return c.RecordRegulator(
        told_at=london_moment(form.told_on.day, form.told_at.at),
        phase=Phase(form.phase.data),
        regulator_reference=form.regulator_reference.data,
        late_reasons=form.late_reasons.data,
        **_by(breach),
    )


def _decide_regulator(form: f.RegulatorForm, breach: str) -> c.DecideRegulator:
    tells = form.tells.data == "yes"
    late = form.late_reasons.data
    return c.DecideRegulator(tells=tells, reasons=form.reasons.data, late_reasons=late, **_by(breach))


def _decide_people(form: f.PeopleForm, breach: str) -> c.DecidePeople:
    return c.DecidePeople(
        untold=None if form.untold.data == f.TELL else Untold(form.untold.data),
        reasons=form.reasons.data,
        nature=form.told_nature.data,
        consequences=form.told_consequences.data,
        measures=form.told_measures.data,
        **_by(breach),
    )


def _name_person(form: f.PersonForm, breach: str) -> c.NamePerson:
    return c.NamePerson(
        name=form.name.data,
        email=form.email.data,
        address=form.address.data,
        is_own=form.whose.data == "own",
        audience=Audience(form.audience.data),
        **_by(breach),
    )


def _confirm(form: f.ConfirmForm, breach: str) -> c.ConfirmBreach:
    return c.ConfirmBreach(aware_at=london_moment(form.aware_on.day, form.aware_at.at), **_by(breach))


def _write(form: f.WhyForm, breach: str) -> c.WriteBreach:
    return c.WriteBreach(words=form.words.data, **_by(breach))


def _nothing(_: f.NothingForm, breach: str) -> c.BreachCommand:
    return c.BreachCommand(**_by(breach))


def _posted(form: f.PostedForm, breach: str) -> c.RecordTold:
    return c.RecordTold(person=form.person.data, told_on=form.told_on.day, **_by(breach))


def _public(form: f.PublicForm, breach: str) -> c.RecordTold:
    return c.RecordTold(told_on=form.told_on.day, **_by(breach))


def _agree(form: f.MeasureForm, breach: str) -> c.AgreeMeasure:
    return c.AgreeMeasure(what=form.what.data, owner=form.owner.data, due_on=form.due_on.day, **_by(breach))


def _end(form: f.EndMeasureForm, breach: str) -> c.EndMeasure:
    return c.EndMeasure(measure=form.measure.data, done_on=form.done_on.day, **_by(breach))


def _cause(form: f.CauseForm, breach: str) -> c.RecordCause:
    cause = Cause(form.cause.data)
    return c.RecordCause(cause=cause, words=form.words.data, lessons=form.lessons.data, **_by(breach))


def _waiting(page: BreachPage) -> tuple[tuple[str, ...], ...]:
    return tuple((each.key, each.name) for each in page.people if each.told_on is None)


def _open(page: BreachPage) -> tuple[tuple[str, ...], ...]:
    return tuple((each.key, each.what) for each in page.measures if each.done_on is None)


_UNTOLD = _choose("untold", lambda page: f.untold_choices(page.breach.regime))
STEPS: dict[BreachAction, Step] = {
    BreachAction.CONFIRM: Step(f.ConfirmForm, breaches.confirm, _confirm),
    BreachAction.SET_ASIDE: Step(f.WhyForm, breaches.set_aside, _write),
    BreachAction.ASSESS: Step(f.AssessForm, breaches.assess, _assess, _known),
    BreachAction.DECIDE_REGULATOR: Step(f.RegulatorForm, breaches.decide_regulator, _decide_regulator),
    BreachAction.RECORD_REGULATOR: Step(f.ToldRegulatorForm, breaches.record_regulator, _record_regulator),
    BreachAction.DECIDE_PEOPLE: Step(f.PeopleForm, breaches.decide_people, _decide_people, _told, _UNTOLD),
    BreachAction.NAME_PERSON: Step(f.PersonForm, breaches.name_person, _name_person),
    BreachAction.TELL_PEOPLE: Step(f.NothingForm, breaches.tell_people, _nothing),
    BreachAction.RECORD_TOLD: Step(f.PostedForm, breaches.record_told, _posted, choose=_choose("person", _waiting)),
    BreachAction.TELL_PUBLIC: Step(f.PublicForm, breaches.tell_public, _public),
    BreachAction.AGREE_MEASURE: Step(f.MeasureForm, breaches.agree_measure, _agree),
    BreachAction.END_MEASURE: Step(f.EndMeasureForm, breaches.end_measure, _end, choose=_choose("measure", _open)),
    BreachAction.RECORD_CAUSE: Step(f.CauseForm, breaches.record_cause, _cause),
    BreachAction.CLOSE: Step(f.NothingForm, breaches.close, _nothing),
    BreachAction.REOPEN: Step(f.WhyForm, breaches.reopen, _write),
}
