"""What a requester does about a request they made: write to the council, answer its question, take the request back."""

from __future__ import annotations

from requests_.clock import Clock, london_date_of
from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.commands import AskFollowUp, CaseCommand, ChangeScope, SubmitRequest, WriteIn
from requests_.model.events.base import CaseEvent
from requests_.model.events.clock import ClarificationReceived
from requests_.model.events.following import (
    FollowUpAsked,
    FollowUpOpened,
    RequesterWrote,
    RequestWithdrawn,
    ScopeChanged,
)
from requests_.model.lifecycle import Action, require
from requests_.model.rights import Right
from requests_.model.staff import SYSTEM
from requests_.model.unanswered import ends_lapse
from requests_.store.full_text import TextKind
from requests_.store.queries.just_written import JustWritten, just_written
from requests_.store.session import UnitOfWork

LONGEST_NOTE = 5_000


def write_in(uow: UnitOfWork, clock: Clock, command: WriteIn) -> None:
    """Keep what the requester wrote. An answer to an open question starts the clock again (UK GDPR art. 12A(5)).

    The same message, in answer to the same letter, sent twice in a row within minutes is kept once.
    """
    case = uow.cases.load(command.case)
    require(case, Action.WRITE_IN, command.actor)
    words = command.words.strip()
    if not words or len(words) > LONGEST_NOTE:
        raise InvalidCommand(f"Write something, in {LONGEST_NOTE:,} characters or fewer.", field="words")
    at, is_answer = clock.utc_now(), case.awaits_clarification
    answers = command.answers or (command.question if is_answer else "")
    if not is_answer and _is_written_again(just_written(uow.session, command.case, at), command):
        return
    note = uow.people.add_note(command.case, words, at, is_answer=is_answer, answers=answers)
    uow.full_text.put(command.case, TextKind.REQUESTER, words)
    events: list[CaseEvent] = [RequesterWrote(note=note.id, row_seal=uow.row_seals.seal_written(note))]
    if case.awaits_clarification:
        require(case, Action.RECORD_CLARIFICATION, command.actor)
        events.append(ClarificationReceived(received_on=clock.london_date()))
    else:
        events += ends_lapse(case, clock.london_date())
    uow.cases.append(case, command.actor, at, *events)


def _is_written_again(just: JustWritten | None, command: WriteIn) -> bool:
    if just is None:
        return False
    answers = command.answers or (command.question if just.is_answer else "")
    return (just.words, just.right, just.answers) == (command.words.strip(), "", answers)


def ask_follow_up(uow: UnitOfWork, clock: Clock, command: AskFollowUp) -> None:
    """Keep what is asked for; the worker makes it a case of its own, as the public app reads nobody's details.

    The same request, in the same words, sent twice in a row within minutes is one.
    """
    case = uow.cases.load(command.case)
    require(case, Action.ASK_FOLLOW_UP, command.actor)
    asked = {key: words for key, words in command.asked.items() if words}
    at = clock.utc_now()
    just = just_written(uow.session, command.case, at)
    if just is not None and (just.right, just.words, just.asked) == (command.right, command.words, asked):
        return
    note = uow.people.add_note(command.case, command.words, at, asked=asked)
    event = FollowUpAsked(right=command.right, note=note.id, row_seal=uow.row_seals.seal_written(note))
    uow.cases.append(case, command.actor, at, event)
    uow.outbox.add("open_follow_up", command.case, note.id, at, note=note.id, right=command.right.value)


def follow_up_of(uow: UnitOfWork, case: CaseId, note: str, right: Right) -> SubmitRequest:
    """The request that somebody asked for about a request of theirs: the same people, and the day they wrote.

    Raises NotFound once the details are erased.
    """
    written = uow.people.note(note)
    about = {
        "about_record": _record_on_page(uow, case, str(written.asked.get("pack_page", ""))),
        "about_reference": uow.cases.reference_of(case),
    }
    return SubmitRequest(
        form_token=note,
        right=right,
        capacity=uow.cases.load(case).capacity,
        subject=uow.people.subject_of(case),
        requester=uow.people.requester_of(case),
        wording=written.words,
        asked={**written.asked, **{name: said for name, said in about.items() if said}},
        received_on=london_date_of(written.written_at),
    )


def _record_on_page(uow: UnitOfWork, case: CaseId, page: str) -> str:
    """What stands on a page of the pack that was released, so that nobody has to look it up."""
    pack = uow.cases.load(case).pack
    if not page or pack is None:
        return ""
    return uow.documents.on_page(pack.key, int(page))


def record_follow_up(uow: UnitOfWork, clock: Clock, case: CaseId, right: Right, reference: str) -> None:
    """Tell the first request which case came of it."""
    event = FollowUpOpened(right=right, reference=reference)
    uow.cases.append(uow.cases.load(case), SYSTEM, clock.utc_now(), event)


def change_scope(uow: UnitOfWork, clock: Clock, command: ChangeScope) -> None:
    """Ask for other kinds of information or other dates. The statutory clock runs on as it did."""
    case = uow.cases.load(command.case)
    require(case, Action.CHANGE_SCOPE, command.actor)
    scope = command.scope
    if scope == case.scope and case.scope_changed_on == clock.london_date():
        return  # a hasty finger: it was changed to this just now
    if scope == case.scope:
        raise InvalidCommand("You asked for exactly this already. Change something first.", field="categories")
    if scope.fault is not None:
        field, says = scope.fault
        raise InvalidCommand(says, field=field)
    event = ScopeChanged(
        changed_on=clock.london_date(),
        categories=scope.categories,
        from_on=scope.from_on,
        until_on=scope.until_on,
        dated=scope.dated,
    )
    uow.cases.append(case, command.actor, clock.utc_now(), event)


def withdraw_request(uow: UnitOfWork, clock: Clock, command: CaseCommand) -> None:
    """Take the request back. A worker stops what is waiting to be done for it: the public app changes no work."""
    case = uow.cases.load(command.case)
    require(case, Action.WITHDRAW_REQUEST, command.actor)
    at = clock.utc_now()
    after = uow.cases.append(case, command.actor, at, RequestWithdrawn(withdrawn_on=clock.london_date()))
    uow.outbox.add("stop_work", command.case, f"withdrawn-at-{after.version}", at)


def stop_work(uow: UnitOfWork, clock: Clock, case: CaseId) -> None:
    """Nothing that waits is done for a request that was taken back, but its mails, complaints and files are seen to.

    One that was opened again before this is worked on: its new work is left alone.
    """
    if uow.cases.load(case).stage is Stage.WITHDRAWN:
        uow.outbox.withdraw_all(case, clock.utc_now())
