"""The registers: those drawn from what the portal knows, on a page and as CSV, and the way to the kept ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.staff.need_to_know import write_down
from portal.staff.permissions import actor, requires
from portal.staff.returns_context import period_choices
from portal.web.downloads import table
from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.clock import london_date_of, midnight
from requests_.deadlines.periods import ONE_DAY
from requests_.errors import NotFound
from requests_.model import processing
from requests_.model.addressee import CopyGoesTo
from requests_.model.kept_registers import BY_HAND, RegisterKey
from requests_.model.retention import SCHEDULE
from requests_.model.staff import Permission
from requests_.reporting.period import Period, period_named, year_of
from requests_.store.queries.beside_cases import outside_dates
from requests_.store.queries.desk import listed
from requests_.store.queries.disclosures import ReleasedCopy, released_copies, told_recipients
from requests_.store.queries.registers import counts_of_registers, newest_entries
from requests_.store.queries.withholding import exemption_uses, part_3_reasons
from templates.filters import plural, uk_date
from templates.labels import label

views = Blueprint("registers", __name__, url_prefix="/registers")
Rows = Iterator[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRegister:
    """A register that nobody fills by hand; of one that is `about_cases` every look is written down."""

    key: str
    title: str
    says: str
    citation: str
    headings: tuple[str, ...]
    rows: Callable[[Period], Rows]
    about_cases: bool = False


@views.get("")
@requires(Permission.SEE_WORKLOAD)
def show() -> str:
    return render_template(
        "staff/registers/index.html",
        drawn=DRAWN.values(),
        kept=BY_HAND,
        counts=counts_of_registers(reading()),
    )


@views.get("/processing")
@requires(Permission.SEE_WORKLOAD)
def show_processing() -> str:
    return render_template("staff/registers/processing.html", register=processing)


@views.get("/drawn/<key>")
@requires(Permission.SEE_WORKLOAD)
def show_drawn(key: str) -> str:
    register, period = _register(key), _period()
    if register.about_cases:
        write_down(None)
    return render_template(
        "staff/registers/drawn.html",
        register=register,
        period=period,
        choices=period_choices(resources().clock.london_date()),
        rows=list(register.rows(period)),
    )


@views.get("/drawn/<key>.csv")
@requires(Permission.SEE_WORKLOAD)
def download(key: str) -> Response:
    register = _register(key)
    if register.about_cases:
        write_down(None)
    return table(register.headings, register.rows(_period()), f"{register.key}.csv")


def _register(key: str) -> DrawnRegister:
    if key not in DRAWN:
        raise NotFound("There is no such register.")
    return DRAWN[key]


def _period() -> Period:
    typed = request.args.get("period", "")
    return period_named(typed[:40]) if typed else year_of(resources().clock.london_date())


def _processing(_: Period) -> Rows:
    council = resources().profile
    yield "Controller", council.name, f"{council.team}, {council.email}", "", ""
    for activity in processing.ACTIVITIES:
        basis = f"{activity.duty}. {activity.basis}"
        yield "Activity", activity.title, activity.purpose, basis, label("regime", activity.regime)
        for person in activity.people:
            yield "People", activity.title, person, "", ""
    for held in processing.HELD:
        yield "Information", label("category", held.category), held.example, held.source, held.condition
    for recipient in processing.RECIPIENTS:
        yield "Recipient", recipient.name, "Inside the council" if recipient.is_internal else "Outside it", "", ""
    yield "Retention", processing.RETENTION, "", "", ""
    yield "Transfers", processing.TRANSFERS, "", "", ""
    for measure in processing.SECURITY:
        yield "Security", measure, "", "", ""


def _retention(_: Period) -> Rows:
    for row in SCHEDULE.values():
        yield row.what, f"{row.months} months", row.counts_from, row.why, row.citation
    yield "What the stores of the service hold", "As the council's schedule says", "", processing.RETENTION, ""


def _exemptions(period: Period) -> Rows:
    for line in exemption_uses(reading(), actor(), period.first_on, period.last_on):
        law, counted = line.law, (str(line.documents), str(line.places))
        yield line.reference, uk_date(line.answered_on), law.says, law.citation, *counted


def _part_3(period: Period) -> Rows:
    for line in part_3_reasons(reading(), actor(), midnight(period.first_on), midnight(period.last_on + ONE_DAY)):
        said = (line.law.says, line.law.citation, line.words, line.decided_by)
        yield line.reference, uk_date(london_date_of(line.decided_at)), *said


def _outside(period: Period) -> Rows:
    known_at = resources().clock.utc_now()
    found = outside_dates(reading(), known_at=known_at, until=period.last_on)
    came = [one for one in found if one.date.letter_on in period]
    shown = listed(reading(), actor(), {one.reference for one in came})
    for one in sorted(came, key=lambda one: (one.date.letter_on, one.reference)):
        if one.reference in shown:
            ended = f"{label('set_date_end', one.date.end)}, {uk_date(one.date.ended_on)}" if one.date.end else "Open"
            what = (one.date.row.says, one.date.row.citation, uk_date(one.date.due_on), ended)
            yield one.reference, uk_date(one.date.letter_on), *what


_LAWS = {"uk_gdpr": "UK GDPR, article 15", "law_enforcement": "DPA 2018, section 45"}
_CHANGE_LAWS = {"uk_gdpr": "UK GDPR, article 19", "law_enforcement": "DPA 2018, section 48"}


def _given_to(copy: ReleasedCopy) -> Iterator[str]:
    if copy.copy_goes_to is not CopyGoesTo.OTHER:
        yield f"The requester: {label('capacity', copy.capacity)}"
    if copy.copy_goes_to is not CopyGoesTo.REQUESTER:
        yield f"The person whom the requester named: {label('capacity', copy.capacity)}"


def _disclosures(period: Period) -> Rows:
    since, until = midnight(period.first_on), midnight(period.last_on + ONE_DAY)
    for copy in released_copies(reading(), actor(), since, until):
        what = f"{label('right', copy.right)}: a copy" + (f" of {plural(copy.pages, 'page')}" if copy.pages else "")
        given_on = uk_date(london_date_of(copy.released_at))
        for who in _given_to(copy):
            yield given_on, who, what, _LAWS[copy.regime], copy.reference
    for told in told_recipients(reading(), actor(), since, until):
        what = f"{label('right', told.right)}: what changed" + ("" if told.is_told else " (not sent yet)")
        law = _CHANGE_LAWS[told.regime]
        named_on, who = uk_date(london_date_of(told.named_at)), f"{told.name} ({label('recipient', told.recipient)})"
        if told.given_on is not None:
            yield uk_date(told.given_on), who, "The information itself, before it changed", "", told.reference
        yield named_on, who, what, law, told.reference
    for entry in newest_entries(reading(), RegisterKey.DISCLOSURE):
        day = date.fromisoformat(entry.values["given_on"])
        if day in period and not entry.is_ended:
            said = (entry.values["recipient"], entry.values["what"], entry.values["basis"])
            yield uk_date(day), *said, entry.values.get("about", "")


DRAWN: dict[str, DrawnRegister] = {
    row.key: row
    for row in (
        DrawnRegister(
            key="processing",
            title="Record of processing activities",
            says="What the service does with personal data: purposes, bases, information, recipients, safety.",
            citation="UK GDPR, article 30; DPA 2018, section 61",
            headings=("Part", "What", "Detail", "Law or basis", "Condition or regime"),
            rows=_processing,
        ),
        DrawnRegister(
            key="retention",
            title="Retention schedule",
            says="How long things are kept, counted from when, and why.",
            citation="UK GDPR, articles 5(1)(e) and 30(1)(f); DPA 2018, section 39",
            headings=("What", "How long", "Counted from", "Why", "Law"),
            rows=_retention,
        ),
        DrawnRegister(
            key="exemptions",
            title="Exemptions used",
            says="What was withheld in the requests answered in a period, and under which law.",
            citation="UK GDPR, articles 5(2) and 24; DPA 2018, Schedules 2 to 4",
            headings=("Request", "Answered", "Reason", "Law", "Documents", "Places"),
            rows=_exemptions,
            about_cases=True,
        ),
        DrawnRegister(
            key="part-3-reasons",
            title="Reasons for limits under Part 3",
            says="Why a right was limited under Part 3, as it was written down then. The Commissioner may ask for it.",
            citation="DPA 2018, sections 44(7), 45(7) and 48(6)",
            headings=("Request", "Decided", "Reason", "Law", "What was written down", "Decided by"),
            rows=_part_3,
            about_cases=True,
        ),
        DrawnRegister(
            key="disclosures",
            title="Disclosures",
            says="Who was given what, when and under which law: copies that were released, recipients who were told of "
            "a change, and what was written down by hand.",
            citation="UK GDPR, articles 5(2), 15(1)(c) and 19; DPA 2018, sections 45(2)(c), 48(7) and 62",
            headings=("On", "To", "What", "Law", "Request or file"),
            rows=_disclosures,
            about_cases=True,
        ),
        DrawnRegister(
            key="outside",
            title="Regulator, tribunal and court",
            says="Letters that set the council a date about a request, and whether it was met.",
            citation="DPA 2018, sections 51, 142, 149, 165 and 167",
            headings=("Request", "Letter of", "What", "Law", "Due", "How it ended"),
            rows=_outside,
            about_cases=True,
        ),
    )
}
