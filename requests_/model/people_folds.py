"""What merging and splitting people does to a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from requests_.model.case import Case
from requests_.model.events.base import CaseEvent
from requests_.model.events.people import PeopleChangeUndone, PeopleMerged, PersonSplit
from requests_.model.merging import PeopleChange
from requests_.model.staff import Actor


def _merged(case: Case, event: PeopleMerged, actor: Actor) -> Case:
    people = (event.kept, *event.merged)
    rest = {key: known for key, known in case.other_people.items() if key not in people}
    holds = case.other_people.get(event.decided_as)
    change = PeopleChange(
        key=event.change,
        people=people,
        recorded={key: known for key, known in case.other_people.items() if key in people},
        consents={key: state.person for key, state in case.consents.items() if state.person in event.merged},
    )
    asked = {key: replace(case.consents[key], person=event.kept) for key in change.consents}
    return replace(
        _changed(case, change, actor),
        other_people=rest if holds is None else {**rest, event.kept: holds},
        consents={**case.consents, **asked},
    )


def _split(case: Case, event: PersonSplit, actor: Actor) -> Case:
    known = case.other_people.get(event.person)
    recorded = {} if known is None else {event.person: known}
    people = (event.person, event.taken_out)
    change = PeopleChange(key=event.change, people=people, recorded=recorded, taken_out=event.taken_out)
    return _changed(case, change, actor)


def _undone(case: Case, event: PeopleChangeUndone, actor: Actor) -> Case:
    change = case.people_changes[-1]
    rest = {key: known for key, known in case.other_people.items() if key not in change.people}
    before = {
        **change.consents,
        # Whoever was taken out may have been asked since: their question is the first person's again.
        **{key: change.people[0] for key, state in case.consents.items() if state.person == change.taken_out},
    }
    asked = {key: replace(case.consents[key], person=person) for key, person in before.items()}
    return replace(
        case,
        people_changes=case.people_changes[:-1],
        reviewers=case.reviewers | {actor.key},
        other_people={**rest, **change.recorded},
        consents={**case.consents, **asked},
    )


def _changed(case: Case, change: PeopleChange, actor: Actor) -> Case:
    return replace(case, people_changes=(*case.people_changes, change), reviewers=case.reviewers | {actor.key})


PEOPLE_FOLDS: dict[type[CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    PeopleMerged: _merged,
    PersonSplit: _split,
    PeopleChangeUndone: _undone,
}
