"""The registers: what is written down stays to be read, what is drawn is what happened, the notice is for all."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from portal.staff.registers import DRAWN
from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.model.kept_registers import BY_HAND, REGISTERS, KeepEntry, RegisterKey
from requests_.model.register_columns import ColumnKind
from requests_.model.staff import Role
from requests_.services import registers
from requests_.store.audit import verify_chains
from requests_.store.queries.registers import entry_history, in_force, newest_entries
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER, OFFICER
from tests.integration.portal.conftest import Visitor
from tests.integration.store.test_withholding import two_laws, withhold

DAY = {"day": "1", "month": "9", "year": "2026"}
TYPED = {ColumnKind.LINE: "Something", ColumnKind.WORDS: "Words\n\nMore words", ColumnKind.AMOUNT: "2.5"}
NOTICE = {
    "name": "2026, first",
    "changed": "It is new.",
    "text": "# What we hold\n\n- {Names}",
    "review_on": "2027-01-01",
}


def answers(key: RegisterKey, **changes: str) -> dict[str, str]:
    """The fields of a filled form."""
    fields: dict[str, str] = {}
    for column in REGISTERS[key].columns:
        if column.kind is ColumnKind.DAY:
            fields |= {f"{column.key}-{part}": typed for part, typed in DAY.items()}
        else:
            fields[column.key] = next(iter(column.choices), "") or TYPED[column.kind]
    return fields | changes


def keep(desk: Desk, key: str, seen: int, **changes: object) -> None:
    values = {**NOTICE, "in_force_on": "2026-06-01", **changes}
    command = KeepEntry(
        register=RegisterKey.NOTICE, key=key, seen=seen, values={k: str(v) for k, v in values.items()}, actor=OFFICER
    )
    desk.do(registers.keep_entry, command)


@pytest.mark.parametrize("key", [row.key for row in BY_HAND])
def test_an_entry_is_written_down_changed_and_ended_and_every_version_stays(
    signed_in: Callable[..., Visitor], key: RegisterKey
) -> None:
    officer = signed_in(Role.DATA_PROTECTION_OFFICER)
    address, first = f"/registers/kept/{key}", REGISTERS[key].columns[0].key
    officer.get(f"{address}/new/write")
    refused = officer.post(f"{address}/new/write", {"seen": "0"})
    assert (refused.status_code, "this is needed" in refused.text) == (400, True)
    entry = officer.post(f"{address}/new/write", {"seen": "0", **answers(key)}).location
    assert "Something" in officer.get(entry).text
    changed = {"seen": "1", **answers(key, **{first: "Another name"})}
    assert officer.post(f"{entry}/write", changed).status_code == 302
    late = officer.post(f"{entry}/write", changed)
    assert (late.status_code, "Somebody else changed this register" in late.text) == (400, True)
    assert officer.post(f"{entry}/write", {**changed, "seen": "2", "as": "ended"}).status_code == 302
    page = officer.get(entry).text
    assert ["This has ended" in page, "Something" in page, "Version 2" in page] == [True, True, True]
    assert "Another name" in officer.get(f"{address}.csv").get_data(as_text=True)
    assert "Nothing is written down yet." in officer.get(address).text.split("Ended")[0]


def test_a_caseworker_reads_a_register_and_an_officer_keeps_it(caseworker: Visitor, desk: Desk) -> None:
    keep(desk, "first", 0)
    assert "2026, first" in caseworker.get("/registers/kept/privacy_notice").text
    assert "Change it" not in caseworker.get("/registers/kept/privacy_notice/first").text
    command = KeepEntry(register=RegisterKey.NOTICE, key="x", seen=0, values=NOTICE, actor=CASEWORKER)
    with pytest.raises(NotAllowed):
        desk.do(registers.keep_entry, command)


@pytest.mark.parametrize(("seen", "changes"), [(0, {}), (2, {}), (1, {"in_force_on": "soon"}), (1, {"name": " "})])
def test_what_was_changed_meanwhile_or_cannot_be_read_is_not_written_down(
    desk: Desk, seen: int, changes: dict[str, str]
) -> None:
    keep(desk, "first", 0)
    with pytest.raises((Conflict, InvalidCommand)):
        keep(desk, "first", seen, **changes)
    with desk.store.reading() as session:
        assert len(entry_history(session, RegisterKey.NOTICE, "first")) == 1


HARMS = {
    "changed": """UPDATE register_entry SET written = '{"name": "another"}' WHERE seq = 2""",
    "removed": "DELETE FROM register_entry WHERE seq = 2",
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_register_entry_that_was_changed_behind_our_back_is_named(desk: Desk, harm: str) -> None:
    for seen in range(3):
        keep(desk, "first", seen)
    with desk.store.engine.begin() as connection:
        assert verified(desk) == []
        for verb in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER register_entry_no_{verb}"))
        connection.execute(text(HARMS[harm]))
    ((where, seq),) = verified(desk)
    assert (where, seq) == ("the registers", 2 if harm == "changed" else 3)


def verified(desk: Desk) -> list[tuple[str, int]]:
    with desk.store.reading() as session:
        return [(broken.reference, broken.seq) for broken in verify_chains(session).broken]


def test_everybody_reads_the_notice_in_force_and_what_was_changed(visitor: Visitor, desk: Desk) -> None:
    assert visitor.get("/privacy/notice").status_code == 404
    assert "/privacy/notice" not in visitor.get("/privacy").text
    keep(desk, "old", 0, in_force_on="2020-01-01", changed="The first one.")
    keep(desk, "now", 0, in_force_on="2026-06-01", changed="Names are <kept>.")
    keep(desk, "next", 0, in_force_on="2099-01-01", changed="Not yet.")
    assert "/privacy/notice" in visitor.get("/privacy").text
    page = visitor.get("/privacy/notice").text
    for says in ("In force from 1 June 2026.", "<li>{Names}</li>", "Names are &lt;kept&gt;.", "The first one."):
        assert says in page
    assert "Not yet." not in page
    with desk.store.reading() as session:
        entries = newest_entries(session, RegisterKey.NOTICE)
    assert in_force(entries, "in_force_on", desk.clock.london_date()) == entries[1]


def test_the_drawn_registers_say_what_was_withheld_and_why_and_a_restricted_case_stays_out_of_them(
    signed_in: Callable[..., Visitor], desk: Desk
) -> None:
    case, officer = two_laws(desk), signed_in(Role.DATA_PROTECTION_OFFICER)
    withhold(desk, case, "P3_S45_4_E", "court", record="It would name the witness.")
    reference = desk.reference(case)
    reasons = officer.get("/registers/drawn/part-3-reasons").text
    assert [reference in reasons, "It would name the witness." in reasons, "45(4)" in reasons] == [True] * 3
    assert "It would name the witness." in officer.get("/registers/drawn/part-3-reasons.csv").get_data(as_text=True)
    assert "Nothing in April 2025" in officer.get("/registers/drawn/part-3-reasons?period=2025-26-year").text
    desk.within(lambda uow: uow.desk.restrict(case, is_restricted=True))
    assert reference not in officer.get("/registers/drawn/part-3-reasons").text

    answered = Desk(desk.store, desk.clock).responded()
    lines = officer.get("/registers/drawn/exemptions").text
    assert [desk.reference(answered) in lines, "Schedule 2" in lines] == [True, True]
    with desk.store.reading() as session:
        looks = session.scalar(text("SELECT count(*) FROM view_log WHERE page LIKE 'registers.%' AND case_id IS NULL"))
    assert looks == 5


@pytest.mark.parametrize("key", DRAWN)
def test_every_drawn_register_is_a_page_and_a_table(caseworker: Visitor, key: str) -> None:
    assert f">{DRAWN[key].title}</a>" in caseworker.get("/registers").text
    assert DRAWN[key].title in caseworker.get(f"/registers/drawn/{key}").text
    lines = caseworker.get(f"/registers/drawn/{key}.csv").get_data(as_text=True).splitlines()
    assert lines[0].lstrip("\ufeff") == ",".join(DRAWN[key].headings)
