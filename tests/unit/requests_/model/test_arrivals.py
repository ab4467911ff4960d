"""What a mail is, by its headers: what cannot be told is a person's, so that a person looks at it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_.model.arrivals import Kind, Returned, digest_of_mail, is_only_late, kind_of_mail, reason_of, returned_in
from tests.factories.mails import KEY, WORK, came_back, written

PERSON = "From: Maeve <maeve@fenwick.example>\nSubject: {subject}\n{more}\n\nHello"


@pytest.mark.parametrize(
    ("more", "subject", "kind"),
    [
        ("", "My son's records", Kind.WRITTEN),
        ("Auto-Submitted: no", "My son's records", Kind.WRITTEN),
        ("", "Out of officer's reach", Kind.WRITTEN),
        ("Auto-Submitted: auto-replied (vacation)", "Re: your request", Kind.AUTOMATIC),
        ("Auto-Submitted: auto-generated", "We have your request", Kind.AUTOMATIC),
        ("X-Autoreply: yes", "Away", Kind.AUTOMATIC),
        ("Precedence: bulk", "News", Kind.AUTOMATIC),
        ("List-Id: <news.example>", "News", Kind.AUTOMATIC),
        ("", "Automatic reply: your request", Kind.AUTOMATIC),
        ("", "Out of Office: your request", Kind.AUTOMATIC),
        ("Return-Path: <>", "I left it empty", Kind.WRITTEN),
    ],
)
def test_machines_are_told_from_people(more: str, subject: str, kind: Kind) -> None:
    assert kind_of_mail(PERSON.format(subject=subject, more=more).encode()) is kind


def test_a_report_says_which_mail_came_back_and_why() -> None:
    report = came_back(KEY, "5.1.1")
    assert kind_of_mail(report) is Kind.RETURNED
    assert returned_in(report) == Returned(KEY, "", "5.1.1")
    assert returned_in(came_back(f"{KEY}-{WORK}", "5.2.2")) == Returned(KEY, WORK, "5.2.2")
    assert not is_only_late(report)
    assert is_only_late(came_back(KEY, "4.4.7", action="delayed"))
    assert returned_in(written("We gave up.", sender="mailer-daemon@x.example")) is None


@pytest.mark.parametrize(
    ("status", "is_wrong", "says"),
    [
        ("5.1.1", True, "Correct the address"),
        ("5.2.2", False, "the mailbox is full"),
        ("5.7.26", False, "signature"),
        ("", False, "could not be delivered"),
    ],
)
def test_what_came_back_is_said_with_its_mend(status: str, is_wrong: bool, says: str) -> None:
    returned = Returned(KEY, "", status)
    assert returned.is_wrong_address is is_wrong
    assert says in reason_of(returned)


def test_a_mail_is_known_again_when_it_is_delivered_again_and_not_by_its_name_alone() -> None:
    first = written("Please send my file.", message_id="<1@x.example>")
    assert digest_of_mail(b"Received: by another server\r\n" + first) == digest_of_mail(first)
    assert digest_of_mail(written("Other words.", message_id="<1@x.example>")) != digest_of_mail(first)
    assert digest_of_mail(written("Please send my file.", message_id="<2@x.example>")) != digest_of_mail(first)


@given(st.binary(max_size=400))
def test_any_bytes_are_something(content: bytes) -> None:
    assert kind_of_mail(content) in Kind
    returned_in(content)
    is_only_late(content)
    assert len(digest_of_mail(content)) == 64
