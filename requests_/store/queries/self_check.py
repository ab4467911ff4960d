"""What the self-check counts in the store, beside the figures of the return."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session

from requests_.clock import midnight
from requests_.deadlines.periods import ONE_DAY
from requests_.model.events.keeping import DetailsErased
from requests_.model.kept_registers import Entry, RegisterKey
from requests_.model.rights import Right
from requests_.model.staff import PERMISSIONS, Permission, Role
from requests_.reporting.period import Period
from requests_.reporting.self_check import StoreTally, Tally
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.daily_tables import DailyRunRow
from requests_.store.look_tables import LookAgainRow
from requests_.store.queries.registers import in_force, newest_entries
from requests_.store.queries.retention import due_groups
from requests_.store.staff_tables import Passkey, ProviderIdentityRow, StaffMember

DAYS_LOOKED_AT = 7
FEWEST_PEOPLE = 2


def store_tallies(session: Session, period: Period, today: date, *, is_sealing: bool) -> dict[StoreTally, Tally]:
    """Every tally of `StoreTally`, for the answers of a period and as things stand today.

    `is_sealing` says whether the installation names a place for the ends of the chains at all.
    """
    return {
        StoreTally.NOTICE: _in_force(newest_entries(session, RegisterKey.NOTICE), today),
        StoreTally.POLICY: _looked_at(newest_entries(session, RegisterKey.POLICY), today, fewest=1),
        StoreTally.AGREEMENTS: _looked_at(newest_entries(session, RegisterKey.SHARING), today),
        StoreTally.TEAM: Tally(
            int(in_force(newest_entries(session, RegisterKey.STRENGTH), "from_on", today) is not None), 1
        ),
        **_of_accounts(session),
        StoreTally.SEARCH_RECORDED: _tally(session, _answered(period), _has("search_completed")),
        StoreTally.OTHER_EYES: _other_eyes(session, period),
        StoreTally.REFUSALS_REASONED: _reasoned(session, period),
        StoreTally.LOOKED_AGAIN: _looks(session, today),
        StoreTally.DETAILS_GONE: _details_gone(session, period, today),
        StoreTally.RETENTION_RUN: _days(session, "apply_retention", today),
        StoreTally.RECORD_SEALED: _days(session, "seal_record", today) if is_sealing else Tally(0, DAYS_LOOKED_AT),
    }


def _in_force(entries: Iterable[Entry], today: date) -> Tally:
    current = in_force(entries, "in_force_on", today)
    return Tally(int(current is not None and not current.is_due(today)), 1)


def _looked_at(entries: Iterable[Entry], today: date, *, fewest: int = 0) -> Tally:
    kept = [entry for entry in entries if not entry.is_ended]
    return Tally(sum(not entry.is_due(today) for entry in kept), max(fewest, len(kept)))


def _of_accounts(session: Session) -> dict[StoreTally, Tally]:
    # The council's own sign-on asks for its second step itself.
    with_key = or_(
        *(
            exists(select(table.staff_id).where(table.staff_id == StaffMember.id))
            for table in (Passkey, ProviderIdentityRow)
        )
    )
    rows = session.execute(
        select(StaffMember.roles, StaffMember.totp_sealed, with_key).where(StaffMember.is_active)
    ).all()
    able = {
        permission: sum(any(permission in PERMISSIONS[Role(role)] for role in roles) for roles, _, _ in rows)
        for permission in (Permission.WORK_CASE, Permission.SIGN_OFF)
    }
    return {
        StoreTally.COVER: Tally(min(FEWEST_PEOPLE, able[Permission.WORK_CASE]), FEWEST_PEOPLE),
        StoreTally.SIGN_OFF_COVER: Tally(min(FEWEST_PEOPLE, able[Permission.SIGN_OFF]), FEWEST_PEOPLE),
        StoreTally.SECOND_STEP: Tally(sum(bool(totp) or has_key for _, totp, has_key in rows), len(rows)),
    }


def _answered(period: Period) -> ColumnElement[bool]:
    """The requests for a copy that were answered with one in a period, by their events alone."""
    is_access = _event(CaseEventRow.payload["right"].as_string() == Right.ACCESS.value, "request_received")
    return and_(is_access, _event(_is_in(period), "response_sent"), _has("pack_released"))


def _has(kind: str) -> ColumnElement[bool]:
    return _event(true(), kind)


def _event(holds: ColumnElement[bool], kind: str) -> ColumnElement[bool]:
    """Whether a case has an event of a kind of which something holds."""
    of_case = select(CaseEventRow.id).where(CaseEventRow.case_id == CaseRow.id, CaseEventRow.kind == kind, holds)
    return of_case.correlate(CaseRow).exists()


def _is_in(period: Period) -> ColumnElement[bool]:
    return and_(CaseEventRow.at >= midnight(period.first_on), CaseEventRow.at < midnight(period.last_on + ONE_DAY))


def _tally(session: Session, of: ColumnElement[bool], holds: ColumnElement[bool]) -> Tally:
    count = select(func.count()).select_from(CaseRow)
    return Tally(session.scalar(count.where(of, holds)) or 0, session.scalar(count.where(of)) or 0)


def _other_eyes(session: Session, period: Period) -> Tally:
    """Whether nobody who handed an answer in was the one who signed it off."""
    query = (
        select(CaseEventRow.case_id, CaseEventRow.kind, CaseEventRow.actor_key)
        .join(CaseRow, CaseRow.id == CaseEventRow.case_id)
        .where(_answered(period), CaseEventRow.kind.in_(("submitted_for_sign_off", "signed_off")))
        .order_by(CaseEventRow.case_id, CaseEventRow.seq)
    )
    handed_in: dict[str, str] = {}
    by_another: dict[str, bool] = {}
    for case, kind, actor in session.execute(query):
        if kind == "submitted_for_sign_off":
            handed_in[case] = actor
        else:
            by_another[case] = handed_in.get(case) != actor
    return Tally(sum(by_another.values()), len(by_another))


def _reasoned(session: Session, period: Period) -> Tally:
    query = select(CaseEventRow.payload).where(CaseEventRow.kind == "request_refused", _is_in(period))
    written = [bool(said.get("record") or said.get("reasons")) for said in session.scalars(query)]
    return Tally(sum(written), len(written))


def _details_gone(session: Session, period: Period, today: date) -> Tally:
    """Requests that were erased in a period, out of those and the ones that should have been by yesterday."""
    erased = select(func.count()).where(CaseEventRow.kind == DetailsErased.kind, _is_in(period))
    gone, yesterday = session.scalar(erased) or 0, today - ONE_DAY
    left = sum(len(group.spans) for group in due_groups(session, yesterday) if group.is_due(yesterday))
    return Tally(gone, gone + left)


def _looks(session: Session, today: date) -> Tally:
    late = session.scalar(select(func.count()).select_from(LookAgainRow).where(LookAgainRow.due_on < today)) or 0
    everything = session.scalar(select(func.count()).select_from(LookAgainRow)) or 0
    return Tally(everything - late, everything)


def _days(session: Session, job: str, today: date) -> Tally:
    """On how many of the days before today a job of the timetable was done."""
    first = today - timedelta(DAYS_LOOKED_AT)
    query = select(func.count(DailyRunRow.day.distinct())).where(
        DailyRunRow.job == job, DailyRunRow.day >= first, DailyRunRow.day < today
    )
    return Tally(session.scalar(query) or 0, DAYS_LOOKED_AT)
