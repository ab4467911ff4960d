"""Who was given what, when and under which law: from releases, from notices to recipients, and by hand."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from requests_.model.commands import CaseCommand
from requests_.model.kept_registers import KeepEntry, RegisterKey
from requests_.model.notices import NameRecipient
from requests_.model.outcome_terms import Outcome
from requests_.model.recipient_kinds import Recipient
from requests_.model.rights import Right
from requests_.model.staff import Role
from requests_.services import disclosure, notices, registers
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER, OFFICER
from tests.factories.rights import (
    approve,
    confirm_tasks,
    decide,
    deciding_case,
    record_document,
    submit,
    tools_for,
    work_off,
)
from tests.integration.portal.conftest import Visitor
from workers.mail.folder import FolderMailer


def rows(visitor: Visitor, period: str = "") -> list[dict[str, str]]:
    got = visitor.get(f"/registers/drawn/disclosures.csv{period}")
    return list(csv.DictReader(io.StringIO(got.data.decode("utf-8-sig"))))


def given_by_hand(desk: Desk, **changes: str) -> None:
    values = dict(recipient="Early Help", what="A summary of attendance.", given_on="2026-06-01", about="")
    values |= {"basis": "Children Act 2004, section 11", **changes}
    command = KeepEntry(register=RegisterKey.DISCLOSURE, key="one", seen=0, values=values, actor=OFFICER)
    desk.do(registers.keep_entry, command)


def test_what_was_given_out_by_each_way_is_in_one_register(
    desk: Desk, signed_in: Callable[..., Visitor], tmp_path: Path
) -> None:
    released = desk.packed()
    desk.do(disclosure.release, CaseCommand(case=released, actor=CASEWORKER))
    erased = deciding_case(desk, Right.ERASURE, record_document(desk))
    tools = tools_for(desk, {}, FolderMailer(tmp_path / "mail"))
    decide(desk, erased, Outcome.ERASED, desk.documents(erased)[0].key)
    submit(desk, erased)
    work_off(desk, tools)
    approve(desk, erased)
    work_off(desk, tools)
    confirm_tasks(desk, erased)
    named = NameRecipient(
        case=erased,
        recipient=Recipient.EDUCATION_PROVIDER,
        name="Mill Lane Primary School",
        email="office@mill-lane.example",
        words="We deleted it.",
        given_on=desk.clock.london_date() - timedelta(days=30),
        actor=CASEWORKER,
    )
    desk.do(notices.name_recipient, named)
    given_by_hand(desk)
    officer = signed_in(Role.DATA_PROTECTION_OFFICER)
    found = rows(officer)
    assert [(row["To"].split(" (")[0].split(":")[0], row["Law"]) for row in found] == [
        ("The requester", "UK GDPR, article 15"),
        ("Mill Lane Primary School", ""),
        ("Mill Lane Primary School", "UK GDPR, article 19"),
        ("Early Help", "Children Act 2004, section 11"),
    ]
    assert [row["Request or file"] for row in found] == [desk.reference(released), *[desk.reference(erased)] * 2, ""]
    assert "Orla" not in str(found)
    assert rows(officer, "?period=2024-25-year") == []
    assert "Disclosures" in officer.get("/registers").text
