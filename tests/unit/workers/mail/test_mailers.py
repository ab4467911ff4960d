from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from requests_.settings import SettingsFault
from tests.fixtures_services import free_port
from workers.mail.address import mailer_for
from workers.mail.base import MailFault
from workers.mail.folder import FolderMailer
from workers.mail.smtp import SmtpMailer


def message(key: str = "m1") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "rights@brackenford.example", "zoe@webpost.example", "Ready"
    mail["Message-ID"] = f"<{key}@brackenford.example>"
    mail.set_content("Your information is ready.")
    return mail


class Postbox:
    """A mail server that keeps what it is given, or refuses it."""

    def __init__(self, answer: str = "250 OK") -> None:
        self.answer, self.taken = answer, list[bytes]()

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        self.taken.append(envelope.content)  # type: ignore[attr-defined]
        return self.answer


def test_a_message_is_handed_to_the_mail_server() -> None:
    postbox = Postbox()
    controller = Controller(postbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        mailer_for(f"smtp://127.0.0.1:{controller.port}").send(message())
    finally:
        controller.stop()
    assert len(postbox.taken) == 1
    assert b"<m1@brackenford.example>" in postbox.taken[0]


def test_a_server_that_refuses_or_is_away_is_a_fault_to_try_again() -> None:
    controller = Controller(Postbox("451 later"), hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        with pytest.raises(MailFault):
            mailer_for(f"smtp://127.0.0.1:{controller.port}").send(message())
    finally:
        controller.stop()
    with pytest.raises(MailFault):
        mailer_for(f"smtp://127.0.0.1:{controller.port}").send(message())


def test_the_same_message_twice_is_one_file(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path)
    for key in ("m1", "m1", "m2"):
        mailer.send(message(key))
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file, not a folder")
    with pytest.raises(MailFault):
        FolderMailer(tmp_path / "mail").send(message())


def test_the_setting_names_the_server_its_account_and_its_encryption() -> None:
    mailer = mailer_for("smtp://rights:s%40fe@mail.example:587?starttls=yes")
    assert mailer == SmtpMailer(host="mail.example", port=587, account="rights", password="s@fe", starttls=True)
    assert mailer_for("smtps://mail.example") == SmtpMailer(host="mail.example", port=465, tls=True)


@pytest.mark.parametrize("setting", ["", "folder:", "mail.example", "http://mail.example", "smtp://"])
def test_any_other_setting_is_refused(setting: str) -> None:
    with pytest.raises(SettingsFault):
        mailer_for(setting)
