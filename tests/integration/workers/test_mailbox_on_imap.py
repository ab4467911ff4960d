"""The mailbox source against a real IMAP server: everything is found, and nothing on the server changes."""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.fixtures_stores import ImapServer
from workers.finding.profile import profile_from
from workers.finding.record import SearchState, StoreSearch
from workers.finding.search import search_store
from workers.sources import limits, problems
from workers.sources.stores import Store
from workers.sources.stores_file import read_stores

SUBJECT = {"given_name": "Ewa", "family_name": "Nowak", "date_of_birth": "2012-03-04", "upn": "A823432112001"}
FOLDER = "Schüler & Schools/2024"
FOLDER_THERE = '"Sch&APw-ler &- Schools.2024"'  # this server puts a full stop between folders
STORES = """
[[store]]
id = "post"
kind = "mailbox"
title = "Post"
path = "{url}"
password_env = "POST_PASSWORD"
category = "communication_logs"
"""


def _mail(number: int, subject: str, body: str) -> EmailMessage:
    mail = EmailMessage()
    mail["Message-ID"], mail["Subject"], mail["From"] = f"<{number}@x.example>", subject, "office@school.example"
    mail["Date"] = "Mon, 05 Feb 2024 10:00:00 +0000"
    mail.set_content(body)
    return mail


def _mails() -> list[bytes]:
    about = _mail(1, "Ewa Nowak", "She was born on 4 March 2012.")
    carrier = _mail(2, "Attached", "Please see what is attached.")
    inner = _mail(9, "Old letter", "Nothing here.")
    inner.add_attachment(b"Ewa Nowak, UPN A823432112001", maintype="text", subtype="csv", filename="a.csv")
    carrier.add_attachment(inner)
    return [
        *(one.as_bytes() for one in (about, carrier, _mail(3, "Lunch", "Soup"))),
        b"Ewa Nowak, born 04.03.2012, without any header",
    ]


@pytest.fixture
def account(imap_server: ImapServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[imaplib.IMAP4_SSL]:
    monkeypatch.setenv("SSL_CERT_FILE", str(imap_server.authority))
    monkeypatch.setenv("POST_PASSWORD", "open-sesame")
    context = ssl.create_default_context(cafile=str(imap_server.authority))
    with imaplib.IMAP4_SSL("127.0.0.1", imap_server.port, ssl_context=context) as server:
        server.login(tmp_path.name, "open-sesame")
        assert server.create(FOLDER_THERE)[0] == "OK"
        for raw in _mails():
            assert server.append(FOLDER_THERE, "", imaplib.Time2Internaldate(0), raw)[0] == "OK"
        yield server


def _store(imap_server: ImapServer, tmp_path: Path, folder: str = FOLDER) -> Store:
    path = tmp_path / "stores.toml"
    url = imap_server.url(tmp_path.name, folder.replace(" ", "%20").replace("&", "%26").replace("ü", "%C3%BC"))
    path.write_text(STORES.format(url=url), encoding="utf-8")
    (store,) = read_stores(path)
    return store


def _searched(imap_server: ImapServer, tmp_path: Path, folder: str = FOLDER) -> StoreSearch:
    return search_store(_store(imap_server, tmp_path, folder), profile_from(SUBJECT))


@pytest.mark.usefixtures("account")
def test_mails_and_attachments_in_attachments_are_found_in_a_folder_of_the_server(
    imap_server: ImapServer, tmp_path: Path
) -> None:
    search = _searched(imap_server, tmp_path)
    found = {one.ref: str(one.decision) for one in search.findings if "no-message-id" not in one.ref}
    assert (search.record.state, search.record.looked_at) == (SearchState.SEARCHED, 4)
    assert found == {
        "<1@x.example>": "match",
        "<2@x.example>": "possible",
        "<2@x.example>!Old letter.eml!a.csv": "match",
    }
    assert len(search.findings) == 4
    attachment = next(one for one in search.findings if one.ref.endswith("a.csv"))
    assert attachment.record.content() == b"Ewa Nowak, UPN A823432112001"


def test_a_search_marks_nothing_as_read_and_cannot_write(
    account: imaplib.IMAP4_SSL, imap_server: ImapServer, tmp_path: Path
) -> None:
    _searched(imap_server, tmp_path)
    account.select(FOLDER_THERE, readonly=True)
    assert account.search(None, "SEEN")[1] == [b""]
    assert len(account.search(None, "ALL")[1][0].split()) == 4


@pytest.mark.usefixtures("account")
def test_a_mail_too_large_is_named_and_the_rest_is_found(
    imap_server: ImapServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 400)
    search = _searched(imap_server, tmp_path)
    assert search.record.looked_at == 4
    assert ("<2@x.example>", problems.TOO_LARGE) in search.record.unreadable
    assert "<1@x.example>" in {one.ref for one in search.findings}


@pytest.mark.usefixtures("account")
def test_a_wrong_password_folder_or_certificate_fails_the_store_with_its_mend(
    imap_server: ImapServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 'has no folder "Nowhere"' in _searched(imap_server, tmp_path, "Nowhere").record.reason
    monkeypatch.setenv("POST_PASSWORD", "guess")
    assert "check its name and password" in _searched(imap_server, tmp_path).record.reason
    monkeypatch.delenv("SSL_CERT_FILE")
    refused = _searched(imap_server, tmp_path).record
    assert refused.state is SearchState.FAILED
    assert "certificate this machine does not trust" in refused.reason
