"""What a form that is sent becomes: a case for each right and each person, with the files, and a receipt for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.public.draft import Draft, Receipt
from portal.public.submission import to_commands
from portal.web import languages
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.ids import CaseId
from requests_.model.people import Capacity
from requests_.model.sent_files import SendFiles
from requests_.model.staff import Actor, ActorKind
from requests_.services import intake, sent_files


def receipts_of(kept: Draft, word: str) -> Iterator[Receipt]:
    """Send the form: each case is made once, however often this is done. `word` is needed to follow it, where given."""
    for ask, command in to_commands(kept.answers, kept.token, languages.current()):
        with_word = replace(command, entry_word=word)
        received = intake.receive_submission(unit_of_work(), resources().clock, with_word)
        if kept.files:
            _send_files(kept, received.case)
        is_of_child = command.capacity is Capacity.PARENT
        child = f"{command.subject.given_name} {command.subject.family_name}" if is_of_child else ""
        yield Receipt(received.reference, received.due_on, ask.key, is_of_child, child)


def _send_files(kept: Draft, case: CaseId) -> None:
    actor = Actor(ActorKind.REQUESTER, case)
    command = SendFiles(case=case, space=kept.space, files=kept.files, actor=actor)
    sent_files.send_files(unit_of_work(), resources().clock, command)
