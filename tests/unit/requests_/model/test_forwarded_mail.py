"""A mail that somebody passed on: the day it truly came starts the clock, not the day it was passed on."""

from datetime import date

import pytest

from requests_.model.forwarded_mail import MailRead, date_in, mailed_request

DIRECT = MailRead(
    headers={"from": '"Maeve Fenwick" <maeve@fenwick.example>', "date": "3 March 2026 at 14:05", "subject": "My child"},
    body="Please send me everything.\n",
)
OUTLOOK = """Please deal with this.

Reception

From: Maeve Fenwick <maeve@fenwick.example>
Sent: 03 March 2026 14:05
To: Mill Lane Primary
Subject: My child

Please send me everything."""
APPLE = """Begin forwarded message:

> From: Maeve Fenwick <maeve@fenwick.example>
> Subject: My child
> Date: 3 March 2026 at 14:05:11 GMT
> To: office@mill-lane.example
>
> Please send me everything."""
GMAIL = """---------- Forwarded message ---------
From: *Maeve Fenwick* <maeve@fenwick.example>
Date: Tue, 3 Mar 2026 at 14:05
Subject: My child
To: <office@mill-lane.example>

Please send me everything."""


def passed_on(body: str) -> MailRead:
    headers = {
        "from": "Reception <office@mill-lane.example>",
        "date": "9 March 2026 at 09:00",
        "subject": "FW: My child",
    }
    return MailRead(headers=headers, body=body)


@pytest.mark.parametrize(
    "mail",
    [DIRECT, passed_on(OUTLOOK), passed_on(APPLE), passed_on(GMAIL)],
    ids=["direct", "outlook", "apple", "gmail"],
)
def test_the_request_is_its_senders_and_came_on_the_day_they_sent_it(mail: MailRead) -> None:
    found = mailed_request(mail)
    assert (found.name, found.email, found.sent_on) == ("Maeve Fenwick", "maeve@fenwick.example", date(2026, 3, 3))
    assert found.words.split() == ["My", "child", "Please", "send", "me", "everything."]


def test_a_mail_passed_on_without_its_headers_is_the_colleagues_own() -> None:
    found = mailed_request(passed_on("Maeve rang about her child."))
    assert (found.name, found.sent_on) == ("Reception", date(2026, 3, 9))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tue, 3 Mar 2026 14:05:00 +0000", date(2026, 3, 3)),
        ("Tuesday, March 3, 2026 2:05 PM", date(2026, 3, 3)),
        ("03/04/2026 14:05", date(2026, 4, 3)),
        ("2026-03-03T14:05", date(2026, 3, 3)),
        ("31 February 2026", None),
        ("3 Smarch 2026", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_header_line_names_its_day_the_british_way(text: str, day: date | None) -> None:
    assert date_in(text) == day
