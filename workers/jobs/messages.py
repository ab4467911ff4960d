"""Sending a message to the requester, with the letter that is kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from functools import partial

from requests_.errors import Conflict
from requests_.ids import CaseId
from requests_.model.addressee import TO_ADDRESSEE, CopyGoesTo
from requests_.model.case import Case
from requests_.model.correspondence import LetterKind
from requests_.model.letters.commands import KeepLetter
from requests_.model.letters.draft import draft
from requests_.model.letters.wording import LetterType
from requests_.model.timeline import as_if_sent
from requests_.services.collection import make_code
from requests_.services.correspondence import keep_letter
from requests_.services.posting import record_printed
from requests_.services.work import record_message_sent
from requests_.store.operations_tables import Message
from requests_.store.outbox import Work
from requests_.store.queries.letters import facts_for, silence_of
from requests_.store.queries.wording import wording_in_force
from requests_.store.session import UnitOfWork
from workers.context import Record, Tools
from workers.render.letters import WrittenLetter, set_letter, write_letter
from workers.render.mail import (
    has_own_mail,
    render_addressee_mail,
    render_discreet_mail,
    render_letter_mail,
    render_message,
)


@dataclass(frozen=True, slots=True)
class _Ready:
    mail: EmailMessage
    written: WrittenLetter | None


def send_message(tools: Tools, work: Work) -> Record:
    """Write and send one message. A crash in between sends it again, with the same Message-ID.

    A letter that lacks what the law wants is not sent: the work fails, and the case page says what is missing.
    """
    key = work.arguments["message"]
    with tools.store.unit_of_work() as uow:
        letters = uow.cases.load(work.case).letters
        if key in letters and letters[key].post_by is not None:
            return _printed(tools, uow, work, key)
        if uow.people.message(key).access_code_id and tools.mailer.has_taken(key):
            # The code that has left goes on working.
            return partial(_record, tools, key, None)
        ready = _written(tools, uow, key)
        # A one-time code is stored (as a hash) before it leaves: a code that arrives always works.
        uow.commit()
    kept = None if ready.written is None else _kept(tools, work.case, key, ready.written)
    tools.mailer.send(ready.mail)
    return partial(_record, tools, key, kept)


def _printed(tools: Tools, uow: UnitOfWork, work: Work, key: str) -> Record:
    """A letter for somebody without an e-mail address: it is made, for a person to print and post."""
    kind = uow.people.message(key).kind
    if kind == LetterKind.ACCESS_RESPONSE:
        return partial(_record_printed, tools, key, None)
    return partial(_record_printed, tools, key, _kept(tools, work.case, key, _letter(tools, uow, key, kind)))


def _record_printed(tools: Tools, key: str, kept: KeepLetter | None, uow: UnitOfWork) -> None:
    record_printed(uow, tools.clock, key, letter="" if kept is None else kept.pdf_sha256)
    if kept is not None:
        keep_letter(uow, kept)


def _written(tools: Tools, uow: UnitOfWork, key: str) -> _Ready:
    message = uow.people.message(key)
    written = _letter(tools, uow, key, message.kind) if message.kind in set(LetterKind) else None
    case = as_if_sent(uow.cases.load(CaseId(message.case_id)), key, tools.clock.london_date())
    if message.kind in TO_ADDRESSEE:
        return _Ready(_addressee_mail(tools, uow, message, case), None)
    if written is not None and (written.is_reworded or not has_own_mail(message.kind)):
        return _Ready(_letter_mail(tools, uow, key, case.key, written), written)
    mail = render_message(
        kind=message.kind,
        message=key,
        case=case,
        reference=uow.cases.reference_of(case.key),
        subject=uow.people.subject_of(case.key),
        requester=uow.people.requester_of(case.key),
        words=uow.people.words_of(key),
        code=make_code(uow, message.access_code_id) if message.access_code_id else "",
        controller=tools.controller,
        mail_from=tools.mail_from,
        written_on=tools.clock.london_date(),
    )
    return _Ready(mail, written)


def _addressee_mail(tools: Tools, uow: UnitOfWork, message: Message, case: Case) -> EmailMessage:
    """A mail to whom the copy goes to. What was named is not there any more once it was settled otherwise."""
    addressee = uow.people.addressee_of(case.key)
    if addressee is None or case.addressee.goes_to is CopyGoesTo.REQUESTER:
        raise Conflict("The copy of this request goes to the requester and to nobody else.")
    return render_addressee_mail(
        kind=message.kind,
        message=message.id,
        to=addressee.email,
        case=case,
        reference=uow.cases.reference_of(case.key),
        code=make_code(uow, message.access_code_id) if message.access_code_id else "",
        controller=tools.controller,
        mail_from=tools.mail_from,
        language=uow.people.requester_of(case.key).language,
    )


def _letter_mail(tools: Tools, uow: UnitOfWork, key: str, case: CaseId, written: WrittenLetter) -> EmailMessage:
    """The letter as a mail; to a mailbox that is not private only that there is one, to be read with a code."""
    requester = uow.people.requester_of(case)
    if not requester.is_mailbox_private:
        return render_discreet_mail(
            message=key,
            to=requester.email,
            controller=tools.controller,
            mail_from=tools.mail_from,
            language=requester.language,
        )
    return render_letter_mail(
        written,
        message=key,
        to=requester.email,
        controller=tools.controller,
        mail_from=tools.mail_from,
        language=requester.language,
    )


def _letter(tools: Tools, uow: UnitOfWork, key: str, kind: str) -> WrittenLetter:
    case, words = CaseId(uow.people.message(key).case_id), uow.people.words_of(key)
    today = tools.clock.london_date()
    known = facts_for(uow.session, case, LetterKind(kind), written_on=today, words=words, message=key)
    letter = draft(LetterKind(kind), known)
    wording, silence = wording_in_force(uow.session, LetterType.of(letter)), silence_of(uow.session, case, message=key)
    return write_letter(letter, tools.letter_writer, tools.controller, silence, wording)


def _kept(tools: Tools, case: CaseId, key: str, written: WrittenLetter) -> KeepLetter:
    files, put = set_letter(written, tools.letter_renderer), tools.store.vault.of(case).put
    return KeepLetter(
        message=key,
        letter=files.letter,
        page_sha256=put(files.page),
        pdf_sha256=put(files.pdf),
        large_pdf_sha256=put(files.large_pdf),
    )


def _record(tools: Tools, key: str, kept: KeepLetter | None, uow: UnitOfWork) -> None:
    if kept is not None:  # the event vouches for what is kept
        keep_letter(uow, kept)
    record_message_sent(uow, tools.clock, key, letter="" if kept is None else kept.pdf_sha256)
    _text_as_well(tools, uow, key)


def _text_as_well(tools: Tools, uow: UnitOfWork, key: str) -> None:
    """Whoever may be texted hears by text that there is something to read; a code goes one way alone."""
    message, at = uow.people.message(key), tools.clock.utc_now()
    case = CaseId(message.case_id)
    if message.kind in TO_ADDRESSEE:
        return
    if tools.texter is not None and not message.access_code_id and uow.people.requester_of(case).texts_to:
        uow.outbox.add("send_text", case, key, at, message=key)
