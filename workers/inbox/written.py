"""What somebody wrote: a reply goes into its case with its files; anything else waits to be looked at and logged."""

from __future__ import annotations

from dataclasses import dataclass

from redaction.mails import MailFile
from requests_.clock import london_date_of
from requests_.errors import InvalidCommand, RightsRequestError
from requests_.ids import CaseId
from requests_.model import file_kinds
from requests_.model.arrivals import Fate
from requests_.model.correspondence import LetterKind
from requests_.model.events.base import Channel
from requests_.model.forwarded_mail import MailRead, drafted_answers
from requests_.model.replies import TakeReply, answered_messages, own_words, references_in, sender_of
from requests_.model.sent_files import OfferedFile, SendFiles
from requests_.model.staff import SYSTEM
from requests_.services import logged_drafts, replies, sent_files
from requests_.services.inbox import Arrived
from requests_.services.logged_drafts import BeginDraft
from requests_.store.queries.thread import reference_answered
from requests_.store.session import UnitOfWork
from workers.context import Tools

FILE_NAME = "mail.eml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A mail as it was read, its bytes, and how it came."""

    mail: MailFile
    content: bytes
    arrived: Arrived

    @property
    def read(self) -> MailRead:
        """What it says of itself, and its words."""
        return MailRead(headers=self.mail.headers, body=self.mail.body)


def take_written(tools: Tools, uow: UnitOfWork, written: Written) -> Fate:
    """Put a reply into its case where that is sure; else keep a draft for a person, who is shown the case it names."""
    answered = answered_messages(written.content)
    reference, message = reference_answered(uow.session, answered, references_in(written.read))
    case = uow.cases.with_reference(reference) if reference else None
    if case is not None and _is_sure(uow, case, written, message):
        try:
            with uow.session.begin_nested():
                _take_reply(tools, uow, case, written, message)
            return Fate.REPLY
        except RightsRequestError:
            # It came before its case, or its case is erased: a person looks.
            pass
    _keep_draft(tools, uow, written, reference)
    return Fate.DRAFT


def _is_sure(uow: UnitOfWork, case: CaseId, written: Written, message: str) -> bool:
    """A mail answers a message of ours, whose key nobody can guess; or names its case, and comes from its requester."""
    return bool(message) or _is_known_sender(uow, case, written)


def _is_known_sender(uow: UnitOfWork, case: CaseId, written: Written) -> bool:
    if uow.cases.load(case).erased_on is not None:
        return False
    return sender_of(written.read) == uow.people.requester_of(case).email.casefold() != ""


def _take_reply(tools: Tools, uow: UnitOfWork, case: CaseId, written: Written, message: str) -> None:
    is_known = _is_known_sender(uow, case, written)
    asked = message and uow.people.message(message).kind == LetterKind.CLARIFICATION
    command = TakeReply(
        case=case,
        channel=Channel.EMAIL,
        words=own_words(written.read.body) or "(No words.)",
        came_on=min(london_date_of(written.arrived.at), tools.clock.london_date()),
        actor=SYSTEM,
        answers=message,
        # Only our open question, answered by its requester, starts the clock again without a person.
        is_answer=bool(asked) and is_known and uow.cases.load(case).awaits_clarification,
        is_known_sender=is_known,
        sha256=tools.store.vault.of(case).put(written.content),
        file_name=FILE_NAME,
    )
    replies.take_reply(uow, tools.clock, command)
    _send_files(tools, uow, case, written)


def _send_files(tools: Tools, uow: UnitOfWork, case: CaseId, written: Written) -> None:
    files = tuple(filter(None, (_offered(tools, case, one.name, one.content) for one in written.mail.attachments)))
    try:
        with uow.session.begin_nested():
            sent_files.send_files(uow, tools.clock, SendFiles(case=case, space=case, files=files, actor=SYSTEM))
    except InvalidCommand:
        # More files than a case takes: they are in the mail itself, which is kept.
        return


def _offered(tools: Tools, case: CaseId, name: str, content: bytes) -> OfferedFile | None:
    """A file of a kind that requesters may send; any other stays in the mail alone."""
    try:
        taken = file_kinds.take(content)
    except InvalidCommand:
        return None
    sha256 = tools.store.vault.of(case).put(taken.content)
    return OfferedFile(sha256=sha256, name=name, media_type=taken.kind.media_type, size_bytes=len(taken.content))


def _keep_draft(tools: Tools, uow: UnitOfWork, written: Written, reference: str) -> None:
    # The same key however often it is tried: its file is put once.
    key, today = CaseId(written.arrived.digest[:32]), tools.clock.london_date()
    answers = drafted_answers(written.read, today=today, came_on=london_date_of(written.arrived.at), about=reference)
    sha256 = tools.store.vault.of(key).put(written.content)
    command = BeginDraft(case=key, actor=SYSTEM, answers=answers, sha256=sha256, file_name=FILE_NAME)
    logged_drafts.begin_draft(uow, tools.clock, command)
