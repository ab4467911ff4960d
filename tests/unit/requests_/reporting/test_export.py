"""A return as files: the same bytes each time, formulas that come to the same figures, nothing to be run."""

import csv
import io
import subprocess
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from requests_.reporting.case_list import cases_csv
from requests_.reporting.definitions import DEFINITIONS
from requests_.reporting.export import csv_of, csv_text, json_lines
from requests_.reporting.figures import Unit
from requests_.reporting.period import period_named
from requests_.reporting.returns import Origin, Return, build_return
from requests_.reporting.words import percent
from requests_.reporting.workbook import workbook_bytes
from tests.factories.records import case_record

ORIGIN = Origin(known_at=datetime(2026, 9, 1, 8, tzinfo=UTC), head="ab" * 32, cases=24, events=340)
RECORDS = [
    *(case_record(f"ok-{n:02d}", date(2026, 5, 4), answered_on=date(2026, 5, 20 + n % 5)) for n in range(20)),
    *(case_record(f"late-{n}", date(2026, 4, 7), answered_on=date(2026, 6, 20), sent_back=1) for n in range(2)),
    case_record("open", date(2026, 5, 1), school="=HYPERLINK(1)"),
]


def made() -> Return:
    return build_return(RECORDS, period_named("2026-q1"), today=date(2026, 9, 1), origin=ORIGIN)


def labels(kind: str, value: str) -> str:
    return f"{kind} {value}"


def test_the_same_return_is_the_same_bytes() -> None:
    first = workbook_bytes(made(), labels)
    assert first == workbook_bytes(made(), labels)
    with zipfile.ZipFile(io.BytesIO(first)) as book:
        # No moment of writing is in it: both dates are those the figures were known at.
        assert book.read("docProps/core.xml").count(b"2026-09-01T08:00:00Z") == 2
        assert {member.date_time[0] for member in book.infolist()} == {2000}
    assert csv_text(made(), labels) == csv_text(made(), labels)


def test_the_csv_says_every_figure_and_where_it_comes_from() -> None:
    rows = list(csv.reader(io.StringIO(csv_text(made(), labels))))
    assert ["audit head", "ab" * 32] in rows
    assert ["seal of the figures", made().seal] in rows
    [late] = [row for row in rows if row[2:4] == ["RP-3", "late"]]
    assert late[5:] == ["9%", "2", "22", "share"]


def test_the_list_of_cases_tells_days_late_against_both_dates() -> None:
    records = [
        case_record("extended", date(2026, 5, 4), extension_notice_on=date(2026, 5, 20), answered_on=date(2026, 8, 7)),
        case_record("gone", date(2026, 5, 4), ended_on=date(2026, 6, 20)),
        *RECORDS[-1:],
    ]
    made_of = build_return(records, period_named("2026-q1"), today=date(2026, 8, 10), origin=ORIGIN)
    rows = {row["Reference"]: row for row in csv.DictReader(io.StringIO(cases_csv(made_of)))}
    dates = ("Due before any extension", "Due", "Days late before any extension", "Days late after the extension")
    assert [rows["extended"][name] for name in dates] == ["2026-06-04", "2026-08-04", "26", "0"]
    assert [rows["open"][name] for name in dates] == ["2026-06-01", "2026-06-01", "29", ""]
    assert [rows["gone"][name] for name in dates[2:]] == ["", ""]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "\r\n+"])
def test_no_cell_is_taken_for_a_formula_whatever_it_begins_with(start: str) -> None:
    [[cell]] = csv.reader(io.StringIO(csv_of([[f"{start}1"]]), newline=""))
    assert cell.startswith("'")


def test_no_cell_of_the_csv_is_taken_for_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(csv_text(made(), labels))))
    assert any("'=HYPERLINK(1)" in row for row in rows)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_line_of_json_is_a_measure_led_by_its_first_figure() -> None:
    *measures, last = json_lines(made())
    assert [line["measure"] for line in measures] == [row.key for row in DEFINITIONS]
    [due] = [line for line in measures if line["measure"] == "RP-4"]
    assert (due["figure"], due["value"], due["n"]) == ("on_time", pytest.approx(20 / 23), 23)
    [still_open] = [figure for figure in due["figures"] if figure["figure"] == "open"]
    assert (still_open["value"], still_open["n"], still_open["cases"]) == (pytest.approx(1 / 23), 23, ["open"])
    assert last["return"]["seal"] == made().seal


def test_every_sheet_prints_across_one_page_and_its_headings_stay() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(made(), labels)))
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes
        assert sheet.print_title_rows


def test_a_spreadsheet_reckons_the_same_figures(tmp_path: Path) -> None:
    """LibreOffice works every formula out again, and comes to what we say."""
    (tmp_path / "return.xlsx").write_bytes(workbook_bytes(made(), labels))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(tmp_path / "return.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    book = openpyxl.load_workbook(tmp_path / "out" / "return.xlsx", data_only=True)
    formulas = openpyxl.load_workbook(tmp_path / "return.xlsx")["Figures"]
    constants = {row[0] for row in formulas.iter_rows(min_row=8, values_only=True) if not str(row[2]).startswith("=")}
    assert constants == {"RP-13", "RP-14", "RP-18"}  # what is no case stands in the registers
    rows = {(row[0], row[1]): row[2:6] for row in book["Figures"].iter_rows(values_only=True)}
    for figure in made().figures:
        count, out_of, share, amount = rows[(figure.measure, figure.title)]
        assert count == figure.count, figure.name
        if figure.unit is Unit.SHARE:
            assert out_of == figure.out_of
            assert share == ("–" if figure.value is None else pytest.approx(figure.value))
        elif figure.unit is not Unit.CASES:
            assert amount == ("–" if figure.amount is None else pytest.approx(figure.amount)), figure.name


@pytest.mark.parametrize(
    ("count", "of", "said"),
    [(999, 1000, "99.9"), (1000, 1000, "100"), (9999, 10000, "99.9"), (0, 7, "0"), (2, 3, "66.6")],
)
def test_a_share_is_never_rounded_up_to_a_promise_that_was_not_kept(count: int, of: int, said: str) -> None:
    assert percent(count, of) == said
