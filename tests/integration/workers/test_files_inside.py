"""Files inside files: what came with a mail is a document of its own, and a locked one opens with its password."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from requests_.model.sources import ReadState
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.documents import found_document, locked_pdf
from tests.factories.rights import tools_for, work_off
from workers.mail.folder import FolderMailer

NOTE = "The bus is late on Mondays."


@pytest.fixture
def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Monday"
    message.set_content("Please see what is attached.")
    message.add_attachment(NOTE, filename="note.txt")
    message.add_attachment(locked_pdf(), maintype="application", subtype="pdf", filename="plan.pdf")
    message.add_attachment(b"0", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    return bytes(message)


def test_what_came_with_a_mail_is_read_and_a_person_decides_about_it(
    sqlite_store: Store, mail: bytes, tmp_path: Path
) -> None:
    desk = Desk(sqlite_store)
    case = desk.searching()
    files = desk.store.vault.of(case)
    sent = found_document(ref="<m@x>", sha256=files.put(mail), file_name="m.eml", media_type="message/rfc822")
    note = files.put(f"{NOTE}\n".encode())
    desk.searched(case, "case", sent, found_document(ref="<m@x>!note.txt", sha256=note, file_name="note.txt"))
    tools = tools_for(desk, {}, FolderMailer(tmp_path / "mail"))
    for _ in range(2):  # the second time nothing comes that was not there
        assert set(work_off(desk, tools)) <= {"done"}
        found = {one.ref: one for one in desk.documents(case)}
        assert set(found) == {"<m@x>", "<m@x>!note.txt", "<m@x>!plan.pdf"}
    plan = found["<m@x>!plan.pdf"]
    assert (plan.title, plan.band, plan.outcome) == ("Letter home: plan.pdf", "possible", None)
    assert plan.read_state is ReadState.UNREADABLE
    assert [one.read_state for one in found.values()].count(ReadState.READ) == 2
