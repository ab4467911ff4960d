"""Letters: keeping one as it was sent, and mending the words of one that could not be."""

from __future__ import annotations

from requests_.errors import Conflict, InvalidCommand, NotAllowed, NotFound
from requests_.model.letters.check import require_words
from requests_.model.letters.commands import KeepLetter, RewriteLetter
from requests_.model.staff import Permission
from requests_.store.letter_tables import KeptLetter
from requests_.store.people_tables import Letter
from requests_.store.queries.letters import silence_of
from requests_.store.session import UnitOfWork


def keep_letter(uow: UnitOfWork, command: KeepLetter) -> None:
    """Keep what was sent. The same message kept twice is kept once, as it was sent first."""
    if uow.session.get(KeptLetter, command.message) is not None:
        return
    head = command.letter.head
    row = KeptLetter(
        message_id=command.message,
        case_id=uow.people.message(command.message).case_id,
        kind=command.letter.kind.value,
        regime=head.regime.value,
        audience=head.audience.value,
        written_on=head.written_on,
        page_sha256=command.page_sha256,
        pdf_sha256=command.pdf_sha256,
        large_pdf_sha256=command.large_pdf_sha256,
    )
    uow.session.add(row)
    uow.session.flush()


def rewrite_letter(uow: UnitOfWork, command: RewriteLetter) -> None:
    """Put other words into a letter that could not be sent. Once it has left, its words are for ever."""
    if not command.actor.may(Permission.WORK_CASE):
        raise NotAllowed("Your role does not allow this. Ask an administrator if it should.")
    message = uow.people.message(command.message)
    if message.case_id != command.case:
        raise NotFound("There is no such letter in this case.")
    if message.sent_at is not None:
        raise Conflict("This letter has been sent: what was sent is not changed. Write another one.")
    case = uow.cases.load(command.case)
    if case.proposal is not None and case.proposal.message == command.message:
        raise Conflict("A second person is asked about these words: stop it first, then write the letter anew.")
    written = uow.session.get(Letter, command.message)
    if written is None or not command.words.strip():
        raise InvalidCommand("Write the words of the letter.", field="words")
    require_words(command.words, regime=case.regime, silence=silence_of(uow.session, case.key), field="words")
    written.words = command.words.strip()
