"""A request that came another way is logged on the day it truly came, with what it came as."""

import io
import re
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from sqlalchemy import select, update

from requests_.model.links import LinkKind
from requests_.model.rights import Right
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.logging_tables import LoggedDraft
from requests_.store.queries.case_page import case_key
from requests_.store.queries.case_queue import queue_rows
from tests.factories.cases import Desk
from tests.factories.outlook import outlook_file


def mail(sent: str = "Wed, 03 Jun 2026 14:05:00 +0000") -> bytes:
    message = EmailMessage()
    message["From"] = "Maeve Fenwick <maeve@fenwick.example>"
    message["To"], message["Date"] = "office@mill-lane.example", sent
    message["Subject"] = "About my child"
    message.set_content("Please send me everything you hold about Orla.")
    return message.as_bytes()


def passed_on(inner: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Reception <office@mill-lane.example>", "FW: About my child"
    message["Date"] = "Mon, 15 Jun 2026 08:00:00 +0000"
    message.set_content("For you.")
    message.add_attachment(inner, maintype="application", subtype="octet-stream", filename="About my child.eml")
    return message.as_bytes()


def outlook_mail() -> bytes:
    """The same mail as Outlook saves it: 0C1A and 0C1F are its sender, 007D its headers."""
    strings = {
        "0037": "About my child",
        "1000": "Please send me everything you hold about Orla.",
        "0C1A": "Maeve Fenwick",
        "0C1F": "maeve@fenwick.example",
        "5D01": "maeve@fenwick.example",
        "0E04": "office@mill-lane.example",
    }
    return outlook_file(strings, sent_at=datetime(2026, 6, 3, 14, 5, tzinfo=UTC))


def drop(visitor: Any, content: bytes = b"", name: str = "request.eml") -> Any:
    visitor.get("/log")
    files = {"original": (io.BytesIO(content), name)} if content else {}
    return visitor.post("/log", files, content_type="multipart/form-data")


def answers(day: date, **changes: str) -> dict[str, str]:
    values = {
        "channel": "letter",
        "received_on-day": str(day.day),
        "received_on-month": str(day.month),
        "received_on-year": str(day.year),
        "right": "access",
        "capacity": "parent",
        "given_name": "Orla",
        "family_name": "Fenwick",
        "requester_name": "Maeve Fenwick",
        "relation": "mother",
        "wording": "Everything about Orla",
    }
    return values | changes


def value_of(page: str, field: str) -> str:
    found = re.search(rf'<input[^>]*\bname="{field}"[^>]*\bvalue="([^"]*)"', page)
    return found[1] if found else ""


def drafts(desk: Desk) -> list[str]:
    with desk.store.reading() as session:
        return list(session.scalars(select(LoggedDraft.id)))


@pytest.mark.parametrize(
    ("content", "name"),
    [(mail(), "request.eml"), (passed_on(mail()), "request.eml"), (outlook_mail(), "request.msg")],
    ids=["sent to us", "passed on by a school", "saved by Outlook"],
)
def test_a_mail_dropped_in_is_a_draft_with_its_true_day_and_becomes_a_case_with_its_original(
    caseworker: Any, desk: Desk, content: bytes, name: str
) -> None:
    begun = drop(caseworker, content, name)
    page = caseworker.get(begun.location).text
    assert value_of(page, "requester_name") == "Maeve Fenwick"
    assert value_of(page, "email") == "maeve@fenwick.example"
    assert (value_of(page, "received_on-day"), value_of(page, "received_on-month")) == ("3", "6")
    assert "Please send me everything" in page
    logged = caseworker.post(begun.location, answers(date(2026, 6, 3), channel="email", email="maeve@fenwick.example"))
    case = caseworker.get(logged.location).text
    assert ("3 June 2026" in case, f"What it came as: {name}" in case) == (True, True)
    assert caseworker.get(f"{logged.location}/original").data == content
    assert drafts(desk) == []
    with desk.store.reading() as session:
        [row] = queue_rows(session)
        event = session.scalars(select(CaseEventRow)).first()
    assert (row.received_on, row.due_on) == (date(2026, 6, 3), date(2026, 7, 3))
    assert event is not None
    assert (event.actor_kind, event.payload["channel"]) == ("staff", "email")
    assert [job for job, _ in desk.jobs(row.case)] == ["send_message"]


def test_a_telephone_call_is_logged_without_a_file_and_without_a_mail_to_write_to(caseworker: Any, desk: Desk) -> None:
    today = desk.clock.london_date()
    begun = drop(caseworker)
    logged = caseworker.post(begun.location, answers(today - timedelta(4), channel="phone"))
    assert caseworker.get(logged.location).status_code == 200
    assert caseworker.get(f"{logged.location}/original").status_code == 404
    with desk.store.reading() as session:
        [row] = queue_rows(session)
    # No mail goes to nobody: the acknowledgement is printed and posted.
    assert [letter.kind for letter in desk.case(row.case).to_post] == ["acknowledgement"]


def test_logged_twice_is_one_case(caseworker: Any, desk: Desk) -> None:
    begun, form = drop(caseworker), answers(desk.clock.london_date())
    caseworker.get(begun.location)
    first, second = caseworker.post(begun.location, form), caseworker.post(begun.location, form)
    assert first.location == second.location
    with desk.store.reading() as session:
        assert len(queue_rows(session)) == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"received_on-year": "2027"}, "must be today or in the past"),
        ({"received_on-year": "2016"}, "more than a year ago: correct it above, or confirm"),
        ({"received_on-year": "1066", "old_day": "yes"}, "in force since 25 May 2018: nothing received before can be"),
        ({"upn": "JANEPARENT"}, "A UPN is a letter and 12 more characters"),
        ({"channel": "online"}, "Select how the request came"),
        ({"given_name": ""}, "Enter the first name"),
        ({"email": "nobody"}, "correct format"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_the_draft_stays(
    caseworker: Any, desk: Desk, change: dict[str, str], says: str
) -> None:
    begun = drop(caseworker, mail())
    caseworker.get(begun.location)
    refused = caseworker.post(begun.location, answers(date(2026, 6, 3), **change))
    assert (refused.status_code, says in refused.text) == (400, True)
    assert len(drafts(desk)) == 1


def test_a_day_of_more_than_a_year_ago_is_logged_once_it_is_confirmed(caseworker: Any, desk: Desk) -> None:
    begun, form = drop(caseworker), answers(date(2024, 6, 3))
    caseworker.get(begun.location)
    assert "Yes, it came more than a year ago" in caseworker.post(begun.location, form).text
    assert caseworker.post(begun.location, {**form, "old_day": "yes"}).status_code == 302


def test_a_request_that_we_may_have_is_shown_before_it_is_logged_again_and_so_is_no_restricted_one(
    caseworker: Any, desk: Desk
) -> None:
    known = [desk.received(), desk.received()]
    shown, hidden = (desk.reference(case) for case in known)
    with desk.store.unit_of_work() as uow:
        uow.session.execute(update(CaseRow).where(CaseRow.id == known[1]).values(is_restricted=True))
        uow.commit()
    born = {"date_of_birth-day": "9", "date_of_birth-month": "3", "date_of_birth-year": "2014"}
    typed = answers(desk.clock.london_date(), given_name="Ola", family_name="Fenwik", **born)
    draft = drop(caseworker).location
    caseworker.get(draft)
    told = caseworker.post(draft, typed)
    assert (told.status_code, shown in told.text, hidden in told.text) == (400, True, False)
    assert "nearly one name, and one date of birth" in told.text
    assert caseworker.post(draft, {**typed, "is_another": "yes"}).status_code == 302
    stranger = drop(caseworker).location
    caseworker.get(stranger)
    assert caseworker.post(stranger, {**typed, "given_name": "Una"}).status_code == 302


def test_a_draft_thrown_away_leaves_nothing(caseworker: Any, desk: Desk) -> None:
    begun = drop(caseworker, mail())
    [key] = drafts(desk)
    assert "Maeve Fenwick" in caseworker.get("/log").text
    caseworker.post(f"{begun.location}/discard")
    assert drafts(desk) == []
    assert key in desk.store.vault.keys.erased()
    assert caseworker.get(begun.location).status_code == 404


@pytest.mark.parametrize(
    ("content", "name"), [(b"<html>", "page.html"), (b"MZ\x90", "setup.exe"), (b"\xd0\xcf\x11\xe0damaged", "x.msg")]
)
def test_what_is_no_request_is_refused_with_the_reason(caseworker: Any, desk: Desk, content: bytes, name: str) -> None:
    refused = drop(caseworker, content, name)
    assert (refused.status_code, "There is a problem" in refused.text) == (400, True)
    assert drafts(desk) == []


def test_a_part_of_a_request_becomes_a_request_of_its_own_with_the_same_day_and_a_link(
    caseworker: Any, desk: Desk
) -> None:
    received_on = desk.clock.london_date() - timedelta(4)
    first = desk.received(received_on=received_on)
    reference = desk.reference(first)
    caseworker.get(f"/case/{reference}/linked")
    address = caseworker.post(f"/case/{reference}/split").location
    form = caseworker.get(address).text
    assert f"This is a part of <strong>{reference}</strong>" in form
    fields = dict(re.findall(r'name="([\w-]+)"[^>]* value="([^"]*)"', form))
    kept = {name: fields[name] for name in fields if name not in ("csrf_token", "channel", "capacity", "old_day")}
    brother = {**kept, "channel": "online", "capacity": "parent", "right": "erasure", "given_name": "Finn"}
    brother |= {"wording": "And delete what you hold about Finn.", "is_another": "yes"}
    logged = caseworker.post(address, brother)
    assert logged.status_code == 302
    second = logged.location.rpartition("/")[2]
    with desk.store.reading() as session:
        part = case_key(session, second)
    assert (desk.case(part).received_on, desk.case(part).right) == (received_on, Right.ERASURE)
    assert desk.case(first).links == {second: LinkKind.SAME_FAMILY}
    assert desk.case(part).links == {reference: LinkKind.SAME_FAMILY}
