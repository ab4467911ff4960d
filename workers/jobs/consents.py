"""Asking another person for their agreement: the letter, kept as it is, and the mail where it goes by mail."""

from __future__ import annotations

from functools import partial

from requests_.model.correspondence import Audience, LetterKind
from requests_.model.letters.asking_others import AskedPerson, asking_letter
from requests_.model.letters.wording import LetterType
from requests_.services.consents import AskingLetter, is_wanted, record_letter
from requests_.store.outbox import Work
from requests_.store.queries.consents import silence_to
from requests_.store.queries.wording import wording_in_force
from requests_.store.session import UnitOfWork
from workers.context import Record, Tools
from workers.render.letters import WrittenLetter, set_letter, write_letter
from workers.render.mail import render_letter_mail


def ask_third_party(tools: Tools, work: Work) -> Record:
    """The question itself."""
    return _ask(tools, work, LetterKind.CONSENT_REQUEST)


def remind_third_party(tools: Tools, work: Work) -> Record:
    """The reminder, while there is no answer."""
    return _ask(tools, work, LetterKind.CONSENT_REMINDER)


def _ask(tools: Tools, work: Work, kind: LetterKind) -> Record:
    key = work.arguments["consent"]
    with tools.store.unit_of_work() as uow:
        if not is_wanted(uow, work.case, key, kind):
            return lambda uow: None
        email = uow.consents.get(work.case, key).email
        written = _written(tools, uow, work, kind)
    files, put = set_letter(written, tools.letter_renderer), tools.store.vault.of(work.case).put
    kept = AskingLetter(case=work.case, consent=key, kind=kind, page_sha256=put(files.page), pdf_sha256=put(files.pdf))
    if email:
        message = f"{key}-{'q' if kind is LetterKind.CONSENT_REQUEST else 'r'}"
        mail = render_letter_mail(
            written, message=message, to=email, controller=tools.controller, mail_from=tools.mail_from
        )
        tools.mailer.send(mail)
    return partial(_record, tools, kept)


def _written(tools: Tools, uow: UnitOfWork, work: Work, kind: LetterKind) -> WrittenLetter:
    row, case = uow.consents.get(work.case, work.arguments["consent"]), uow.cases.load(work.case)
    asked = AskedPerson(
        reference=row.reference,
        to_name=row.to_name,
        address=row.address,
        audience=Audience(row.audience),
        about=row.about,
        asked_on=case.consents[row.id].asked_on,
        answer_by=row.answer_by,
    )
    letter = asking_letter(kind, asked, regime=case.regime, written_on=tools.clock.london_date())
    wording = wording_in_force(uow.session, LetterType.of(letter))
    silence = silence_to(uow.session, work.case, row.to_name)
    return write_letter(letter, tools.letter_writer, tools.controller, silence, wording)


def _record(tools: Tools, kept: AskingLetter, uow: UnitOfWork) -> None:
    record_letter(uow, tools.clock, kept)
