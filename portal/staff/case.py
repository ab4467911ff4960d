"""A case: how it stands, what it found, what happened."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find, live_words
from portal.staff.forms_case import ClarifiedForm, OtherLawForm, accept_form, evidence_form
from portal.staff.forms_letters import FeePaidForm
from portal.staff.opened_file import file_of
from portal.staff.permissions import requires
from portal.staff.strangers_files import given
from portal.staff.timeline_words import ALARMS, TOLD_WITH_WORDS, actor_words, sentence
from portal.web.downloads import attachment
from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.deadlines.day_table import day_table, runs
from requests_.deadlines.explanation import explain
from requests_.deadlines.lateness import lateness_of
from requests_.deadlines.rules import calendar_for
from requests_.errors import NotFound
from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.collecting import COPY_TYPES, ending_of
from requests_.model.identity import Check
from requests_.model.sources import may_be_searched_again
from requests_.model.staff import Permission
from requests_.model.unanswered import answer_by, awaited, closable_on
from requests_.store.queries.case_page import CaseSummary, LawClock
from requests_.store.queries.logged import original_of
from requests_.store.queries.pack_failures import failed_places
from requests_.store.queries.sent_files import harmless_file

views = Blueprint("case", __name__, url_prefix="/case/<reference>")


@views.get("")
@requires(Permission.SEE_CASE)
def show(reference: str) -> str:
    return overview(find(reference))


def overview(case: CaseId, **forms: Any) -> str:
    """The case's first page; `forms` replaces a form that came back with faults."""
    file = file_of(case)
    folded, today = file.summary.case, resources().clock.london_date()
    context: dict[str, Any] = {
        "today": today,
        "awaited": awaited(folded),
        "closable_on": closable_on(folded),
        "answer_by": answer_by(folded),
        "extendable_until": _extendable_until(file.summary),
        "lateness": lateness_of(file.summary.clock, folded.responded_on or today),
        "evidence": evidence_form(check) if (check := _check_of(folded)) else None,
        "accept": accept_form(tuple((source.key, source.title) for source in file.sources)),
        "clarified": ClarifiedForm(),
        "fee": FeePaidForm(),
        "failed_places": failed_places(file.packs, file.documents),
        "other_law": OtherLawForm(),
        "failed_form": next(iter(forms.values()), None),
    }
    return case_page("staff/case/overview.html", case, **{**context, **forms})


def _check_of(case: Case) -> Check | None:
    """The check that evidence is recorded for: the next one, or that of an authority which is not enough."""
    if case.open_checks:
        return case.open_checks[0]
    return Check.AUTHORITY if case.wants_other_authority else None


def _extendable_until(summary: CaseSummary) -> date | None:
    """The last day on which the period can still be extended under a law where it was not; None where none is known."""
    open_to = summary.case.not_extended
    days = [each.reading.extension_notice_by for each in summary.clocks if each.regime in open_to]
    return max((day for day in days if day is not None), default=None)


@views.get("/search")
@requires(Permission.SEE_CASE)
def search(reference: str) -> str:
    case = find(reference)
    sources, known = file_of(case).sources, file_of(case).summary.case.sources
    again = {row.key for row in sources if row.key in known and may_be_searched_again(known[row.key].state, row.kind)}
    return case_page("staff/case/search.html", case, sources=sources, again=again)


@views.get("/why")
@requires(Permission.SEE_CASE)
def why(reference: str) -> str:
    case = find(reference)
    summary = file_of(case).summary
    today, answered_on = resources().clock.london_date(), summary.case.responded_on
    told = [_told(clock, today, answered_on) for clock in summary.clocks]
    return case_page("staff/case/why.html", case, told=told)


def _told(clock: LawClock, today: date, answered_on: date | None) -> dict[str, Any]:
    """Why the date of one law's clock is what it is, in words and day by day."""
    days = day_table(clock.reading, calendar_for(clock.reading.regime))
    why = explain(clock.facts, clock.reading, today, answered_on)
    return {"clock": clock, "why": why, "days": days, "runs": runs(days)}


@views.get("/history")
@requires(Permission.SEE_CASE)
def history(reference: str) -> str:
    case = find(reference)
    file = file_of(case)
    titles = {source.key: source.title for source in file.sources}
    lines = [
        {
            "says": sentence(row, titles),
            "words": file.records.get(row.payload.get("record", ""), "") if row.kind in TOLD_WITH_WORDS else "",
            "by": actor_words(row),
            "at": row.at,
            "is_alarm": row.kind in ALARMS,
        }
        for row in file.timeline
    ]
    return case_page("staff/case/history.html", case, lines=lines)


@views.get("/live")
@requires(Permission.SEE_CASE)
def live(reference: str) -> Response:
    case = find(reference)
    return Response(live_words(file_of(case)), mimetype="text/plain")


@views.get("/original")
@requires(Permission.SEE_CASE)
def original(reference: str) -> Response | str:
    case = find(reference)
    row = original_of(reading(), case)
    if row is None:
        raise NotFound("Nothing was attached to this request.")
    return given(case, row.sha256, row.file_name)


@views.get("/file/<file>")
@requires(Permission.SEE_CASE)
def sent_file(reference: str, file: str) -> Response | str:
    case = find(reference)
    row = harmless_file(reading(), case, file)
    return given(case, row.sha256, row.name)


@views.get("/pack")
@requires(Permission.SEE_CASE)
def pack(reference: str) -> Response:
    case = find(reference)
    folded: Case = file_of(case).summary.case
    if folded.pack is None or not folded.pack.sha256:
        raise NotFound("There is no finished pack in this case.")
    ending = ending_of(folded)
    return attachment(resources().file_bytes(case, folded.pack.sha256), f"{reference}{ending}", COPY_TYPES[ending])
