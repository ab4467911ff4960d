"""Entries of a case that are one person, or two, and putting that back."""

from __future__ import annotations

from collections.abc import Collection

from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand, NotFound
from requests_.ids import CaseId, new_id
from requests_.model.case import Case
from requests_.model.events.people import PeopleChangeUndone, PeopleMerged, PersonSplit
from requests_.model.exemptions import EXEMPTIONS, ExemptionUse, in_regime, why_not
from requests_.model.lifecycle import Action, require
from requests_.model.merging import (
    ANEW,
    DISCLOSE,
    WITHHOLD,
    Entry,
    Holding,
    MergePeople,
    NamedPlace,
    SplitPerson,
    UndoPeopleChange,
    check_merge,
    check_split,
    do_differ,
    parts_of,
    revealed,
)
from requests_.model.people import PersonRole
from requests_.model.rights import Regime
from requests_.store.queries.merging import entries
from requests_.store.session import UnitOfWork

# The ground of whatever is about somebody else (DPA 2018 Sch. 2 para. 16), where nothing else was proposed.
_OF_OTHERS = "S2P16_THIRD_PARTY"


def merge_people(uow: UnitOfWork, clock: Clock, command: MergePeople) -> int:
    """Make several entries one, with one decision; returns how many places name that person.

    Raises InvalidCommand, with `field`, while something is not chosen: nothing is shown more widely unawares.
    """
    case = uow.cases.load(command.case)
    require(case, Action.DECIDE, command.actor)
    known = entries(uow.session, case.key, {command.keep, *command.others}, case.other_people)
    decided_as = check_merge(known, command)
    others = tuple(entry.person.key for entry in known if entry.person.key != command.keep)
    change, at, shown_by_it = new_id(), clock.utc_now(), len(revealed(known, decided_as))
    uow.person_changes.keep(case.key, change, (command.keep, *others), at)
    places = [place for entry in known for place in entry.places]
    if any(entry.person.key == command.keep and entry.person.role is PersonRole.THIRD_PARTY for entry in known):
        _give_grounds(uow, case.key, places)
    if do_differ(known):
        _decide_alike(uow, clock, case, known, command, decided_as)
    uow.person_changes.merge(case.key, command.keep, others)
    event = PeopleMerged(
        change=change,
        kept=command.keep,
        merged=others,
        decided_as="" if decided_as == ANEW else decided_as,
        places=len(places),
        revealed=shown_by_it,
    )
    uow.cases.append(case, command.actor, at, event)
    return len(places)


def split_person(uow: UnitOfWork, clock: Clock, command: SplitPerson) -> int:
    """Take names out of a person into one of their own, about whom nothing is decided; returns in how many places.

    Raises NotFound for nobody of this case, and InvalidCommand, with `field`, for names that are not theirs.
    """
    case = uow.cases.load(command.case)
    require(case, Action.DECIDE, command.actor)
    entry = next(iter(entries(uow.session, case.key, (command.person,), case.other_people)), None)
    if entry is None:
        raise NotFound("There is no such person in this case.")
    check_split(entry, command)
    change, at = new_id(), clock.utc_now()
    uow.person_changes.keep(case.key, change, (command.person,), at)
    places = [place for place in entry.places if place.words in command.words]
    marks = [place.mark for place in places]
    left, taken_out = parts_of(entry.person, command)
    key = uow.person_changes.split(case.key, left, taken_out, marks)
    uow.person_changes.open_again(marks)
    if command.role is PersonRole.THIRD_PARTY:
        _give_grounds(uow, case.key, places)
    event = PersonSplit(change=change, person=command.person, taken_out=key, places=len(places))
    uow.cases.append(case, command.actor, at, event)
    return len(places)


def undo_people_change(uow: UnitOfWork, clock: Clock, command: UndoPeopleChange) -> None:
    """Put the newest merge or split back. Raises Conflict once something about the people was decided after it."""
    case = uow.cases.load(command.case)
    require(case, Action.DECIDE, command.actor)
    newest = case.people_changes[-1] if case.people_changes else None
    if newest is None or newest.key != command.change:
        raise Conflict("Only what was merged or split last can be put back, and that is something else now.")
    if uow.person_changes.is_decided_since(case.key, newest.key, newest.people):
        raise Conflict(
            "Something about these people was decided since, so it cannot be put back: merge or split them by hand."
        )
    uow.person_changes.put_back(case.key, newest.key, newest.people)
    uow.cases.append(case, command.actor, clock.utc_now(), PeopleChangeUndone(change=newest.key))


def _decide_alike(
    uow: UnitOfWork, clock: Clock, case: Case, known: Collection[Entry], command: MergePeople, decided_as: str
) -> None:
    places = [place for entry in known for place in entry.places]
    marks = [place.mark for place in places]
    chosen = next((entry for entry in known if entry.person.key == decided_as), None)
    if chosen is None:
        uow.person_changes.open_again(marks)
    elif chosen.holding is Holding.SHOWN:
        uow.person_changes.decide(marks, DISCLOSE, command.actor.key, clock.utc_now())
    else:
        code = chosen.reason or chosen.places[0].reason
        _require_use(uow, case, places, code, command)
        _set_reasons(uow, case.key, places, code)
        uow.person_changes.decide(marks, WITHHOLD, command.actor.key, clock.utc_now())


def _require_use(uow: UnitOfWork, case: Case, places: list[NamedPlace], code: str, command: MergePeople) -> None:
    """Raise InvalidCommand where the ground of one may not be used for the others: its record was written before."""
    for regime in {_held_under(uow, case.key)[place.document] for place in places}:
        use = ExemptionUse(
            code=in_regime(code, regime), regime=regime, capacity=case.capacity, actor=command.actor, record="before"
        )
        fault = why_not(use)
        if fault is not None:
            raise InvalidCommand(fault, field="decided_as")


def _give_grounds(uow: UnitOfWork, case: CaseId, places: list[NamedPlace]) -> None:
    _set_reasons(uow, case, [place for place in places if place.reason not in EXEMPTIONS], _OF_OTHERS)


def _set_reasons(uow: UnitOfWork, case: CaseId, places: list[NamedPlace], code: str) -> None:
    held_under = _held_under(uow, case)
    uow.person_changes.set_reasons({place.mark: in_regime(code, held_under[place.document]) for place in places})


def _held_under(uow: UnitOfWork, case: CaseId) -> dict[str, Regime]:
    regimes = uow.searches.regimes()
    return {document.key: regimes[document.source] for document in uow.documents.of_case(case)}
