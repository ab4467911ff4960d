"""What somebody said about safe contact is obeyed by every message, whatever it is about."""

from datetime import date
from typing import Any

import pytest

from requests_.ids import CaseId
from requests_.model.addressee import TO_ADDRESSEE
from requests_.model.case import Case
from requests_.model.people import Capacity
from requests_.model.rights import Right
from requests_.settings import ControllerProfile
from templates.environment import FOLDER
from tests.factories.people import data_subject, requester
from workers.render.mail import render_message

# Every kind of mail about a case but the discreet one, which takes their place. What goes to recipients of the data, to
# whom a copy goes, to teams, to staff, and to whoever left a form half answered, is not written for a requester.
OTHERS = {"breach", "discreet", "recipient_notice", "enquiry", "digest", "draft_link", "staff_account", *TO_ADDRESSEE}
TO_REQUESTERS = sorted({path.name for path in (FOLDER / "email").iterdir() if path.is_dir()} - OTHERS)
CASE = Case(key=CaseId("c1"), right=Right.ACCESS, capacity=Capacity.PARENT, received_on=date(2026, 6, 15))


def mail_of(kind: str, **contact: Any) -> str:
    """Everything that somebody who opens the mailbox could read."""
    person = requester(**contact)
    mail = render_message(
        kind=kind,
        message="m1",
        case=CASE,
        reference="RR-2026-00042-K",
        subject=data_subject(),
        requester=person,
        words="About the meeting in March",
        code="7KQ2M-XW4RB" if kind == "access_code" else "",
        controller=ControllerProfile(),
        mail_from="rights@brackenford.example",
        written_on=date(2026, 6, 16),
    )
    bodies = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    return "\n".join([str(mail["Subject"]), *bodies])


@pytest.mark.parametrize("kind", TO_REQUESTERS)
def test_a_mailbox_that_others_read_is_told_nothing(kind: str) -> None:
    told = mail_of(kind, is_mailbox_private=False)
    names = [*requester().name.split(), *data_subject().full_name.split()]
    private = [*names, "RR-2026-00042-K", "meeting in March", "request", "information", "child"]
    assert [word for word in private if word.lower() in told.lower()] == []
    assert ("7KQ2M-XW4RB" in told) == (kind == "access_code")


@pytest.mark.parametrize("kind", TO_REQUESTERS)
def test_a_private_mailbox_is_told_what_it_is_about(kind: str) -> None:
    assert "RR-2026-00042-K" in mail_of(kind)


@pytest.mark.parametrize(
    ("is_safe_to_write", "is_protected", "printed"),
    [(True, False, "9 Elm Row"), (False, False, ""), (True, True, ""), (False, True, "")],
)
def test_an_address_is_printed_only_where_nobody_is_harmed(
    is_safe_to_write: bool, is_protected: bool, printed: str
) -> None:
    person = requester(address="9 Elm Row", is_safe_to_write=is_safe_to_write, is_protected=is_protected)
    assert person.address_on_letters == printed
