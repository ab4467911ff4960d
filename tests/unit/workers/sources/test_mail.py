"""Mailboxes in every form they are kept in."""

from __future__ import annotations

import mailbox as standard_mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from workers.sources.base import Tally
from workers.sources.mailbox import open_mailbox
from workers.sources.messages import html_text, read_mail
from workers.sources.stores import MailboxPlace, Store, StoreKind


def mail(number: int, body: str = "Body") -> EmailMessage:
    message = EmailMessage()
    message["Message-ID"] = f"<{number}@x.example>"
    message["Subject"] = f"Number {number}"
    message.set_content(body)
    return message


def refs(path: Path) -> list[str]:
    store = Store(id="m", kind=StoreKind.MAILBOX, title="M", place=MailboxPlace(path=path))
    with open_mailbox(store, MailboxPlace(path=path)) as source:
        return [record.ref for record in source.items(Tally())]


@pytest.fixture(params=["mbox", "maildir", "eml folder"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "kept"
    messages = [mail(1), mail(2, "Before\n\nFrom Monday he is back.\nAfter")]
    if request.param == "eml folder":
        path.mkdir()
        for number, message in enumerate(messages):
            (path / f"{number}.eml").write_bytes(message.as_bytes())
        return path
    made = standard_mailbox.mbox(path) if request.param == "mbox" else standard_mailbox.Maildir(path)
    for message in messages:
        made.add(message)
    made.close()
    return path


def test_every_kind_of_mailbox_gives_the_same_messages(kept: Path) -> None:
    assert sorted(refs(kept)) == ["<1@x.example>", "<2@x.example>"]


def test_a_sentence_that_begins_with_from_does_not_split_a_message(tmp_path: Path) -> None:
    path = tmp_path / "m.mbox"
    opening = b"From a@x.example Mon Feb  5 10:00:00 2024\n"
    path.write_bytes(opening + mail(1).as_bytes() + b"\nFrom Monday he is back.\n\n" + opening + mail(2).as_bytes())
    assert refs(path) == ["<1@x.example>", "<2@x.example>"]


def test_a_mail_within_a_mail_gives_its_attachments_by_their_way_in(tmp_path: Path) -> None:
    inner, outer = mail(2), mail(1)
    inner.add_attachment(b"text", maintype="text", subtype="plain", filename="deep.txt")
    outer.add_attachment(inner)
    path = tmp_path / "m.eml"
    path.write_bytes(outer.as_bytes())
    assert refs(tmp_path) == ["<1@x.example>", "<1@x.example>!Number 2.eml", "<1@x.example>!Number 2.eml!deep.txt"]


def test_two_copies_of_a_message_are_told_apart(tmp_path: Path) -> None:
    for name in ("a.eml", "b.eml"):
        (tmp_path / name).write_bytes(mail(1).as_bytes())
    assert refs(tmp_path) == ["<1@x.example>", "<1@x.example>#2"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no headers at all",
        b"Subject: =?utf-8?q?broken\nFrom: <<>>\nDate: never\n\nbody",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=nonsense\n\nbody\n",
        b"Content-Type: message/rfc822\n\nnot a mail",
    ],
)
def test_a_broken_mail_is_read_as_far_as_it_goes(raw: bytes) -> None:
    assert read_mail(raw).message_id.endswith("@no-message-id>")


def test_both_the_plain_and_the_html_part_are_searched() -> None:
    message = mail(1, "plain words")
    message.add_alternative("<p>other <b>words</b></p>", subtype="html")
    text = read_mail(message.as_bytes()).text
    assert "plain words" in text
    assert "other words" in text


def test_html_gives_its_words_line_by_line() -> None:
    assert html_text("<script>x</script><p>One&nbsp;two</p><td>a</td><td>b</td>").split() == ["One", "two", "a", "b"]
