"""A mail that answers us: which message it answers, which case it names, and whose words are in it."""

from datetime import date

import pytest

from requests_.ids import case_reference
from requests_.model.forwarded_mail import MailRead
from requests_.model.replies import answered_messages, came_on, own_words, references_in, sender_of

FIRST, SECOND = "a" * 32, "b" * 32
REFERENCE = case_reference(2026, 42)

HEADERS: list[tuple[bytes, tuple[str, ...]]] = [
    (f"In-Reply-To: <{FIRST}@council.example>\r\n\r\nbody".encode(), (FIRST,)),
    (f"References: <{SECOND}@x> <{FIRST}@x>\nSubject: x\n\n".encode(), (FIRST, SECOND)),
    (f"References: <{SECOND}@x>\n\t<{FIRST}@x>\n\n".encode(), (FIRST, SECOND)),
    (f"IN-REPLY-TO:<{FIRST}@x>\n\n".encode(), (FIRST,)),
    (f"Subject: hello\n\nIn-Reply-To: <{FIRST}@x>\n".encode(), ()),  # in the body: anybody may write it there
    (b"In-Reply-To: <not-ours@elsewhere>\n\n", ()),
    (b"", ()),
    (b"\xff\xfe" * 50, ()),
]


@pytest.mark.parametrize(("content", "found"), HEADERS)
def test_what_a_mail_answers_is_read_from_its_headers_alone(content: bytes, found: tuple[str, ...]) -> None:
    assert answered_messages(content) == found


def test_a_mail_names_its_case_in_its_subject_first_and_a_wrong_check_letter_is_no_reference() -> None:
    other = case_reference(2026, 7)
    mail = MailRead(headers={"subject": f"Re: hello ({REFERENCE})"}, body=f"About {other.lower()} and RR-2026-00042-X")
    wrong = {"RR-2026-00042-X"} - {REFERENCE}
    assert references_in(mail) == (REFERENCE, other)
    assert not wrong & set(references_in(mail))


BODIES = [
    (
        "Which year? 2024.\n\nOn Mon, 1 Jun 2026 at 10:00, Council <a@b.example> wrote:\n> Which year?",
        "Which year? 2024.",
    ),
    ("Only 2024.\n-----Original Message-----\nFrom: Council\nSent: Monday", "Only 2024."),
    ("Only 2024.\n\nFrom: Council <a@b.example>\nSent: 1 June 2026\nWhich year?", "Only 2024."),
    ("Only 2024.\n> Which year?", "Only 2024."),
    ("Only 2024.\n________________________________\nFrom: x", "Only 2024."),
    ("Only 2024.", "Only 2024."),
    ("> 2024 is meant", "> 2024 is meant"),  # nothing else would be left
]


@pytest.mark.parametrize(("body", "own"), BODIES)
def test_what_they_wrote_themselves_is_kept_apart_from_what_they_answer(body: str, own: str) -> None:
    assert own_words(body) == own


def test_a_mail_says_when_it_came_and_from_whom() -> None:
    mail = MailRead(
        headers={"date": "Thu, 18 Jun 2026 09:12:00 +0100", "from": "Maeve <Maeve@Fenwick.example>"}, body=""
    )
    assert came_on(mail) == date(2026, 6, 18)
    assert sender_of(mail) == "maeve@fenwick.example"
    assert sender_of(MailRead(headers={}, body="")) == ""
