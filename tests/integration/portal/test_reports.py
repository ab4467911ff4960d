"""Reports: every number leads to its cases, and the return is the same whoever makes it and whenever."""

import csv
import html
import io
import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pymupdf
import pytest
import time_machine
from click.testing import CliRunner, Result

from portal.cli.forecasts import forecast
from portal.cli.reports import report
from requests_.clock import london_date_of
from requests_.model.commands import RefuseRequest
from requests_.model.events.base import RefusalGround
from requests_.model.staff import Role
from requests_.reporting.period import month_of, quarter_of
from requests_.store.queries.case_page import case_key
from requests_.store.queries.returns import people_at_work
from tests.factories.cases import Desk
from tests.factories.history import lives, write
from tests.factories.people import APPROVER

RESTRICTED_TO_STAFF = "RR-2026"


@pytest.fixture
def manager(signed_in: Callable[..., Any], desk: Desk) -> Any:
    """Somebody who sees figures, over two answered and two open requests."""
    desk.responded()
    desk.responded()
    desk.received()
    desk.reviewing()
    return signed_in(Role.MANAGER)


def this_month(desk: Desk) -> str:
    return month_of(london_date_of(desk.clock.utc_now())).key


def counted(page: str, name: str) -> int:
    """What the link to a figure's cases says."""
    found = re.search(rf'figure={re.escape(name)}&known_at=[^"]*">(\d+)<', html.unescape(page))
    return int(found[1]) if found else 0


def test_a_manager_sees_the_figures_with_what_they_are_out_of_and_how_they_are_counted(
    manager: Any, desk: Desk
) -> None:
    page = manager.get("/reports").text
    assert counted(page, "RP-1.received") == 4
    assert counted(page, "RP-3.on_time") == 2
    assert "2 of 2" in re.sub(r"<[^>]+>", "", page).replace("\n", " ")
    assert "counts as a failure, so that a backlog cannot hide" in page
    assert page.count("<svg") >= 3


def test_every_number_leads_to_as_many_cases(manager: Any) -> None:
    page = html.unescape(manager.get("/reports").text)
    links = set(re.findall(r'href="(/reports/cases\?[^"]+)">(\d+)<', page))
    assert len(links) > 10
    for path, number in links:
        behind = manager.get(path).text
        assert len(re.findall(r'<a class="govuk-link rp-nowrap"', behind)) == int(number), path


def test_an_unknown_figure_period_moment_or_file_is_said_plainly(manager: Any) -> None:
    assert manager.get("/reports/cases?figure=RP-99.none").status_code == 404
    assert manager.get("/reports?known_at=yesterday").status_code == 404
    assert manager.get("/reports/return.exe").status_code == 404
    assert manager.get("/reports?known_at=0001-01-01T00:00:00%2B14:00").status_code == 404
    for period, says in (("2026-13", "is no period"), ("0001-01-01..9999-12-31", "A report is of the years")):
        answer = manager.get(f"/reports?period={period}")
        assert (answer.status_code, says in answer.text) == (400, True), period


@pytest.mark.parametrize("kind", ["html", "pdf", "xlsx", "csv"])
def test_the_same_return_is_the_same_bytes_later(manager: Any, desk: Desk, kind: str) -> None:
    moment = desk.clock.utc_now().isoformat()
    path = f"/reports/return.{kind}"
    asked = {"period": this_month(desk), "known_at": moment}
    first = manager.get(path, query_string=asked)
    desk.clock.move(minutes=20)
    desk.received()
    again = manager.get(path, query_string=asked)
    assert first.status_code == again.status_code == 200
    assert first.headers["Content-Disposition"].startswith("attachment")
    assert first.data == again.data
    assert manager.get(path, query_string={"period": this_month(desk)}).data != first.data


def test_the_edition_for_the_website_names_no_case_and_is_the_same_bytes_whatever_comes_later(
    manager: Any, signed_in: Callable[..., Any], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarter = quarter_of(london_date_of(desk.clock.utc_now()))
    asked = {"period": quarter.key, "edition": "public"}
    early = manager.get("/reports/return.csv", query_string=asked)
    assert (early.status_code, "can be published from" in early.text) == (400, True)
    assert manager.get("/reports/return.csv", query_string={**asked, "period": this_month(desk)}).status_code == 400
    desk.clock.move(days=75)
    later, first = signed_in(Role.APPROVER), {}
    for _ in range(2):
        for kind in ("html", "pdf", "xlsx", "csv"):
            content = later.get(f"/reports/return.{kind}", query_string=asked).data
            assert first.setdefault(kind, content) == content, kind
        desk.received()
    assert later.get("/reports/return.cases", query_string=asked).status_code == 404
    paper = "".join(leaf.get_text() for leaf in pymupdf.open("pdf", first["pdf"]))
    texts = [first["html"].decode(), first["csv"].decode(), paper]
    assert not [text for text in texts if RESTRICTED_TO_STAFF in text]
    days = ("--from", str(quarter.first_on), "--to", str(quarter.last_on))
    assert run(desk, monkeypatch, "--public", "--format", "csv", *days).stdout_bytes == first["csv"]


def set_store(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGHTS_DATABASE_URL", desk.store.engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("RIGHTS_VAULT", str(desk.store.vault.root))


def run(desk: Desk, monkeypatch: pytest.MonkeyPatch, *options: str) -> Result:
    set_store(desk, monkeypatch)
    period = month_of(london_date_of(desk.clock.utc_now()))
    dates = () if "--from" in options else ("--from", str(period.first_on), "--to", str(period.last_on))
    with time_machine.travel(desk.clock.utc_now() + timedelta(hours=1), tick=False):
        return CliRunner().invoke(report, [*dates, *options])


def test_the_command_gives_the_bytes_the_button_gives(
    manager: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    moment = desk.clock.utc_now().isoformat()
    asked = {"period": this_month(desk), "known_at": moment}
    for kind in ("html", "pdf", "xlsx", "csv"):
        out = tmp_path / f"return.{kind}"
        done = run(desk, monkeypatch, "--known-at", moment, "--format", kind, "--out", str(out))
        assert (done.exit_code, done.output) == (0, "")
        assert out.read_bytes() == manager.get(f"/reports/return.{kind}", query_string=asked).data, kind


def test_the_command_says_one_line_of_json_a_measure_and_where_they_come_from(
    manager: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = desk.clock.utc_now().isoformat()
    lines = [json.loads(line) for line in run(desk, monkeypatch, "--json", "--known-at", moment).output.splitlines()]
    [on_time] = [line for line in lines if line.get("measure") == "RP-3"]
    assert (on_time["value"], on_time["n"]) == (1.0, 2)
    asked = {"period": this_month(desk), "known_at": moment}
    rows = csv.reader(io.StringIO(manager.get("/reports/return.csv", query_string=asked).data.decode("utf-8-sig")))
    assert ["seal of the figures", lines[-1]["return"]["seal"]] in list(rows)


def test_the_forecast_command_says_each_month_and_how_it_did(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    today = london_date_of(desk.clock.utc_now())
    write(desk.store, list(lives(2, 700, first_on=today.replace(year=today.year - 2), today=today)))
    set_store(desk, monkeypatch)
    with time_machine.travel(desk.clock.utc_now() + timedelta(hours=1), tick=False):
        done = CliRunner().invoke(forecast, ["--json", "--months", "2", "--back-test", "3", "--team", "5"])
    lines = [json.loads(line) for line in done.output.splitlines()]
    assert [line["month"] for line in lines if "with_one_more" in line] == ["2026-06", "2026-07"]
    assert [line["back_test"]["month"] for line in lines if "back_test" in line] == ["2026-03", "2026-04", "2026-05"]
    assert lines[-1]["team"] == 5
    assert 0 <= lines[-2]["held"] <= 1


def test_the_forecast_command_counts_who_is_at_work_and_says_when_there_is_too_little(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.responded()
    now = desk.clock.utc_now()
    assert desk.within(lambda uow: people_at_work(uow.session, now - timedelta(days=90), now)) == 2
    set_store(desk, monkeypatch)
    done = CliRunner().invoke(forecast, [])
    assert (done.exit_code, "at least 30 answers" in done.output) == (2, True)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--known-at", "noon"], "'noon' is no moment"),
        (["--known-at", "0001-01-01T00:00:00+14:00"], "Nothing is known of the year 0001"),
        (["--from", "0001-01-01", "--to", "9999-12-31"], "A report is of the years 2000 to 2099"),
        (["--from", "2026-06-01", "--to", "2026W27"], "write days as 2026-06-30"),
        (["--public"], "one edition a quarter"),
        (["--public", "--known-at", "2026-06-01"], "--known-at is not for --public"),
        (["--format", "csv", "--out", "missing/return.csv"], "missing/return.csv cannot be written"),
    ],
)
def test_a_fault_is_one_line_and_leaves_no_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(desk, monkeypatch, *options)
    assert done.exit_code == 2
    assert says in done.output
    assert len(done.output.strip().splitlines()) == 1
    assert [path.name for path in tmp_path.rglob("*return.csv*")] == []


def test_why_an_answer_is_late_is_asked_on_the_case_and_counted_in_the_report(
    desk: Desk, signed_in: Callable[..., Any]
) -> None:
    reference = desk.reference(desk.received())
    in_time = signed_in(Role.CASEWORKER)
    assert "Record why it is late" not in in_time.get(f"/case/{reference}").text
    assert in_time.post(f"/case/{reference}/late", {"reason": "staffing", "unit": "legal"}).status_code == 409
    desk.clock.move(days=40)
    late = signed_in(Role.APPROVER)
    assert "Record why it is late" in late.get(f"/case/{reference}").text
    assert late.post(f"/case/{reference}/late", {"reason": "staffing"}).status_code == 400
    other = {"reason": "other", "unit": "school", "words": "The school burned down."}
    assert late.post(f"/case/{reference}/late", {**other, "words": " "}).status_code == 400
    assert late.post(f"/case/{reference}/late", other).status_code == 302
    assert "The school burned down." in late.get(f"/case/{reference}/history").text
    assert late.post(f"/case/{reference}/late", {"reason": "staffing", "unit": "legal"}).status_code == 302
    assert "Why it is late: too few staff (in legal services)." in late.get(f"/case/{reference}/history").text
    command = RefuseRequest(
        case=desk.within(lambda uow: case_key(uow.session, reference)),
        ground=RefusalGround.NOT_ENTITLED,
        explanation="Nobody may ask for this.",
        actor=APPROVER,
    )
    desk.refuse(command)
    page = late.get("/reports").text
    assert counted(page, "RP-17.staffing") == 1
    assert counted(page, "RP-17.none") == 0
    assert counted(page, "RP-17.unit_legal") == 1
