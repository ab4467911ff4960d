"""Asking others to look for us, writing to them again, and putting what they send into the case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from requests_.clock import LONDON, Clock, london_date_of
from requests_.deadlines.chases import ChaseKind
from requests_.errors import Conflict, InvalidCommand, NotFound
from requests_.ids import CaseId, digest_of
from requests_.model.case import FINDING, Case, Stage
from requests_.model.desk import ENDED
from requests_.model.enquiries import LONGEST_WORDS, MOST_FILES, AnswerEnquiry, AskTeam, LetAnswerFollow, chases_of
from requests_.model.events.answering import LookAgainSet
from requests_.model.events.base import CaseEvent
from requests_.model.events.enquiries import (
    AnswerFollows,
    AnswerTakenIn,
    EnquiryEnded,
    TeamAnswered,
    TeamAsked,
    TeamReminded,
)
from requests_.model.events.searching import SourceSearched
from requests_.model.letters.placeholders import UNFILLED_SAYS, unfilled
from requests_.model.lifecycle import Action, open_actions, require
from requests_.model.looking_again import Matter
from requests_.model.outcomes import DECIDED_RIGHTS
from requests_.model.promises import LATE_DAYS, late_answer_of, promise_of
from requests_.model.rights import Category
from requests_.model.search_commands import FoundDocument
from requests_.model.sources import Band, SearchState
from requests_.model.staff import SYSTEM, Actor
from requests_.model.verdicts import Verdict
from requests_.store.cases import due_on_or_none
from requests_.store.enquiry_tables import EnquiryFile, EnquiryRow
from requests_.store.searches import SearchRecord
from requests_.store.session import UnitOfWork

FIRST, AGAIN, REMINDER = "first", "again", "reminder"
ASKED = "asked"
_MORNING = time(8, 30, tzinfo=LONDON)


def ask_team(uow: UnitOfWork, clock: Clock, command: AskTeam) -> str:
    """Ask somebody by mail, and plan the days on which they are written to again; returns the enquiry's key."""
    case = uow.cases.load(command.case)
    require(case, Action.ASK_TEAM, command.actor)
    if not command.name.strip() or not command.email.strip():
        raise InvalidCommand("Enter who is asked, and where.", field="name")
    if not 0 < len(command.words.strip()) <= LONGEST_WORDS:
        raise InvalidCommand(f"Write what they look for, in {LONGEST_WORDS:,} characters or fewer.", field="words")
    if unfilled(command.words):
        raise InvalidCommand(f"This cannot be sent. {UNFILLED_SAYS}", field="words")
    if command.due_on <= clock.london_date():
        raise InvalidCommand("The day by which they answer must be in the future.", field="due_on")
    at = clock.utc_now()
    key = uow.enquiries.add(command, uow.cases.reference_of(case.key), at)
    event = TeamAsked(enquiry=key, team=command.team, due_on=command.due_on, source=command.source)
    uow.cases.append(case, command.actor, at, event)
    uow.outbox.add("ask_team", case.key, f"{key}:{FIRST}", at, enquiry=key, why=FIRST)
    for day in _reminders(command, due_on_or_none(case), clock.london_date()):
        morning = datetime.combine(day, _MORNING).astimezone(UTC)
        uow.outbox.add("ask_team", case.key, f"{key}:{day}", at, not_before=morning, enquiry=key, why=REMINDER)
    return key


def mail_due(uow: UnitOfWork, key: str) -> EnquiryRow | None:
    """The enquiry, while a mail about it still has a purpose; None once it is answered, ended, or the case is over."""
    row = uow.enquiries.get(key)
    if row.ended_at is not None or uow.enquiries.answer_of(key) is not None:
        return None
    case = uow.cases.load(CaseId(row.case_id))
    return None if case.stage in ENDED and promise_of(case) is None else row


def record_reminded(uow: UnitOfWork, clock: Clock, key: str) -> None:
    """Somebody was written to again."""
    row = uow.enquiries.get(key)
    uow.cases.append(uow.cases.load(CaseId(row.case_id)), SYSTEM, clock.utc_now(), TeamReminded(enquiry=key))


def enter(uow: UnitOfWork, clock: Clock, secret: str) -> str | None:
    """Use a mail's link up; returns the secret of the visit it opens, or None when it opens nothing any more."""
    return uow.enquiries.use_link(secret, clock.utc_now())


def send_another_link(uow: UnitOfWork, clock: Clock, secret: str) -> None:
    """Mail a fresh link to the address that a used or old one went to: once a link, and nobody learns which it was."""
    row = uow.enquiries.behind_link(secret)
    if row is None or row.ended_at is not None or uow.enquiries.answer_of(row.id) is not None:
        return
    effect = f"{row.id}:{AGAIN}:{digest_of(secret)[:16]}"
    uow.outbox.add("ask_team", CaseId(row.case_id), effect, clock.utc_now(), enquiry=row.id, why=AGAIN)


def answer_enquiry(uow: UnitOfWork, clock: Clock, command: AnswerEnquiry) -> None:
    """Keep what somebody without an account answers; a worker puts it into the case.

    Raises NotFound when the visit is over, InvalidCommand for an answer that says too little, Conflict for a second.
    """
    at = clock.utc_now()
    row = uow.enquiries.visited(command.secret, at)
    if row is None or row.ended_at is not None:
        raise NotFound("This visit is over. Open the link in your mail again, or ask for another.")
    if not command.by_name.strip():
        raise InvalidCommand("Enter your name and your role", field="by_name")
    if not command.looked_in.strip():
        raise InvalidCommand("Write where you looked", field="looked_in")
    if command.holds and not command.files:
        raise InvalidCommand("Choose the files that you send us", field="files")
    if not command.holds and command.files:
        raise InvalidCommand("You chose files: say that you send something", field="holds")
    if len(command.files) > MOST_FILES:
        raise InvalidCommand(f"Send {MOST_FILES} files at most, or put them into a zip file", field="files")
    uow.enquiries.keep_answer(row.id, command, at)
    uow.outbox.add("take_in_answer", CaseId(row.case_id), row.id, at, enquiry=row.id)


def files_to_check(uow: UnitOfWork, key: str) -> dict[str, bytes]:
    """The files of an answer that nobody has looked at for viruses yet, by their keys."""
    files = uow.vault.of(uow.enquiries.get(key).case_id)
    waiting = (sent for sent in uow.enquiries.files_of(key) if sent.verdict == Verdict.WAITING)
    return {sent.id: files.get(sent.sha256) for sent in waiting}


def record_answer(uow: UnitOfWork, clock: Clock, key: str, verdicts: Mapping[str, Verdict]) -> None:
    """Write an answer into the case's history, and put its files among the documents where the stage allows it.

    Once the case's own answer is settled, what that says of the store stays until somebody takes this one in. A file
    that does harm is destroyed, and only its name is kept.
    """
    row, answer, sent = uow.enquiries.get(key), uow.enquiries.answer_of(key), uow.enquiries.files_of(key)
    case = uow.cases.load(CaseId(row.case_id))
    if answer is None or case.enquiries[key].answered_on is not None:
        return
    require(case, Action.RECORD_TEAM_ANSWER, SYSTEM)
    for file in sent:
        file.verdict = verdicts[file.id]
        if not verdicts[file.id].may_be_opened:
            uow.vault.of(row.case_id).shred(file.sha256)
            file.sha256 = ""
    files, at = _openable(sent), clock.utc_now()
    answered = TeamAnswered(enquiry=key, answered_on=london_date_of(answer.answered_at), files=len(files))
    came_late = [LookAgainSet(matter=Matter.LATE_ANSWER, due_on=clock.london_date() + timedelta(LATE_DAYS))]
    is_late = bool(files) and case.stage in (Stage.SIGNING_OFF, *ENDED) and late_answer_of(case) is None
    search = _search_of(uow, case, row, len(files)) if case.stage in FINDING else ()
    events = (answered, *search, *(came_late if is_late else ()))
    case = uow.cases.append(case, SYSTEM, at, *events)
    if files and Action.TAKE_IN_ANSWER in open_actions(case, SYSTEM):
        _take_in(uow, clock, case, row, files, SYSTEM)


def take_in_answer(uow: UnitOfWork, clock: Clock, case_key: CaseId, key: str, actor: Actor) -> None:
    """Put an answer that came while it could not be taken in among the documents of the case."""
    case = uow.cases.load(case_key)
    require(case, Action.TAKE_IN_ANSWER, actor)
    if key not in case.enquiries or not case.enquiries[key].is_untaken:
        raise Conflict("This answer is in the case already.")
    _take_in(uow, clock, case, uow.enquiries.get(key), _openable(uow.enquiries.files_of(key)), actor)


def let_answer_follow(uow: UnitOfWork, clock: Clock, command: LetAnswerFollow) -> None:
    """Answer without files that came too late: the letter says that they follow, and is signed off anew."""
    at, by = clock.utc_now(), command.actor
    uow.outbox.withdraw("assemble_pack", command.case, at)
    case = uow.cases.load(command.case)
    require(case, Action.LET_ANSWER_FOLLOW, by)
    if command.enquiry not in case.unweighed_answers:
        raise Conflict("It is decided already what becomes of this answer.")
    if not command.because.strip():
        raise InvalidCommand("Write down why this is answered without it.", field="because")
    event = AnswerFollows(
        enquiry=command.enquiry,
        record=uow.people.add_record(command.case, "gap", "", command.because.strip(), by=by.key, at=at),
        withdrawn=uow.outbox.withdraw_failed("assemble_pack", command.case, at),
    )
    uow.cases.append(case, by, at, event)


def end_enquiry(uow: UnitOfWork, clock: Clock, case_key: CaseId, key: str, actor: Actor) -> None:
    """Wait no longer for an answer: the link in the mail opens nothing any more."""
    case = uow.cases.load(case_key)
    require(case, Action.END_ENQUIRY, actor)
    if key not in case.enquiries or not case.enquiries[key].is_open or uow.enquiries.answer_of(key) is not None:
        raise Conflict("This was answered just now. Look at the answer first.")
    at = clock.utc_now()
    uow.enquiries.end(key, at)
    uow.cases.append(case, actor, at, EnquiryEnded(enquiry=key))


def _openable(files: list[EnquiryFile]) -> list[EnquiryFile]:
    return [sent for sent in files if Verdict(sent.verdict).may_be_opened]


def _search_of(uow: UnitOfWork, case: Case, row: EnquiryRow, found: int) -> tuple[CaseEvent, ...]:
    """The answer as the search of the store it stands for, if that is still waited for."""
    source = case.sources.get(row.source)
    if source is None or source.state is not SearchState.WAITING:
        return ()
    record = SearchRecord(state=SearchState.SEARCHED, attempt=source.attempt, found=found, reason="Searched by people.")
    uow.searches.record(case.key, row.source, record)
    attempt = source.attempt
    return (SourceSearched(source=row.source, attempt=attempt, looked_at=0, found=found, possible=0, unreadable=0),)


def _take_in(
    uow: UnitOfWork, clock: Clock, case: Case, row: EnquiryRow, files: list[EnquiryFile], actor: Actor
) -> None:
    at = clock.utc_now()
    search = _search_of(uow, case, row, len(files))
    case = uow.cases.append(case, actor, at, *search, AnswerTakenIn(enquiry=row.id, documents=len(files)))
    for sent in files:
        document, must_be_read = uow.documents.add_found(case.key, row.source or ASKED, _found(row, sent))
        if must_be_read and case.right not in DECIDED_RIGHTS:
            uow.outbox.add("read_document", case.key, f"{document}:{sent.sha256}", at, document=document)


def _found(row: EnquiryRow, sent: EnquiryFile) -> FoundDocument:
    return FoundDocument(
        ref=f"answer:{sent.id}",
        title=sent.file_name,
        category=Category.CASE_DOCUMENTS,
        dated_on=None,
        media_type=sent.media_type,
        file_name=sent.file_name,
        sha256=sent.sha256,
        band=Band.MATCH,
        score=1.0,
        why=(f"Sent by {row.name}, who was asked for it",),
    )


def _reminders(command: AskTeam, case_due_on: date | None, today: date) -> list[date]:
    """The days on which they are written to again. From the escalation on a person takes it up."""
    planned = chases_of(command.team, command.due_on, case_due_on)
    return [chase.on for chase in planned if chase.kind is not ChaseKind.ESCALATION and chase.on > today]
