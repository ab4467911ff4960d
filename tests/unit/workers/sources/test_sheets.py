"""Workbooks and CSV files whose sheets are searched like the tables of a database."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from workers.finding.profile import profile_from
from workers.finding.search import search_all
from workers.sources.errors import SourceError, StoresFileError
from workers.sources.sheets import book_database
from workers.sources.stores_file import load_stores, read_stores

SUBJECT = {"given_name": "Ewa", "family_name": "Nowak", "date_of_birth": "2012-03-04", "upn": "A823432112001"}
PUPILS = [
    ["No", "Surname", "Forename", "Born", "UPN", "Remark"],
    ["7", "Nowak", "Ewa", "04/03/2012", "A823432112001", ""],
    ["8", "Nowak", "Adam", "04/03/2012", "B823432112002", "twin of Ewa Nowak (04/03/2012)"],
    ["9", "Okafor", "Chidi", "02/05/2011", "C823432112003", ""],
]
VISITS = [
    ["Visits of the year"],
    [],
    ["Pupil", "Day", "Words"],
    ["7", "01/02/2024", "Door closed."],
    ["9", "", "Well."],
]
STORES = """
[[store]]
id = "lists"
kind = "sheets"
title = "Lists"
path = "{path}"
[store.person]
table = "Pupils"
key = "No"
fields = {{ family_name = "Surname", given_name = "Forename", date_of_birth = "Born", upn = "UPN" }}
[[store.record]]
table = "Visits"
key = "row"
person = "Pupil"
date = "Day"
title = "Visit"
category = "attendance"
text = ["Words"]
[[store.record]]
table = "Pupils"
key = "No"
person = "No"
text = ["Remark"]
"""


@pytest.fixture(params=["workbook", "folder of CSV"])
def stores_path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    stores = tmp_path / "stores.toml"
    if request.param == "workbook":
        book = openpyxl.Workbook()
        for title, rows in (("Pupils", PUPILS), ("Visits", VISITS)):
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "lists.xlsx")
        stores.write_text(STORES.format(path="lists.xlsx"), encoding="utf-8")
        return stores
    folder = tmp_path / "lists"
    folder.mkdir()
    for title, rows in (("Pupils", PUPILS), ("Visits", VISITS)):
        (folder / f"{title}.csv").write_text("\n".join(";".join(row) for row in rows), encoding="cp1252")
    stores.write_text(STORES.format(path="lists"), encoding="utf-8")
    return stores


def test_the_rows_of_a_person_and_mentions_in_the_rows_of_others_are_found(stores_path: Path) -> None:
    (search,) = search_all(load_stores(stores_path), profile_from(SUBJECT))
    found = {one.ref: str(one.decision) for one in search.findings}
    assert found == {"Pupils:7": "match", "Visits:4": "match", "Pupils:8": "possible"}
    visit = next(one for one in search.findings if one.ref == "Visits:4")
    assert dict(visit.record.row) == {"Pupil": "7", "Day": "01/02/2024", "Words": "Door closed.", "row": "4"}
    assert str(visit.date) == "2024-02-01"


def test_a_wrong_sheet_or_column_is_a_fault_before_the_search(stores_path: Path) -> None:
    wrong = stores_path.read_text(encoding="utf-8").replace('"Visits"', '"Visit"').replace('"Forename"', '"First"')
    stores_path.write_text(wrong, encoding="utf-8")
    with pytest.raises(StoresFileError) as caught:
        load_stores(stores_path)
    told = "\n".join(caught.value.faults)
    assert 'record 1, table: there is no table "Visit"; did you mean "Visits"?' in told
    assert 'fields.given_name: table "Pupils" has no column "First"' in told


def test_a_missing_book_is_a_fault_before_the_search_and_fails_alone_in_it(tmp_path: Path) -> None:
    stores = tmp_path / "stores.toml"
    stores.write_text(STORES.format(path="gone.xlsx"), encoding="utf-8")
    with pytest.raises(StoresFileError, match="there is no file"):
        load_stores(stores)
    (search,) = search_all(read_stores(stores), profile_from(SUBJECT))
    assert search.record.reason == 'There is no workbook or CSV file "gone.xlsx"; correct the path.'


def test_columns_of_one_name_stay_apart_and_a_nameless_one_has_its_number(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text('Name,name,,"a ""b"""\n1,2,3,4\n\n5,6\n', encoding="utf-8")
    with book_database(path) as database:
        assert database.columns("odd") == ("Name", "name (2)", "column 3", 'a "b"', "row")
        rows = list(database.rows("odd", ["Name", "name (2)", "column 3", 'a "b"', "row"]))
    assert rows == [("1", "2", "3", "4", "2"), ("5", "6", "", "", "4")]


def test_a_folder_without_any_list_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no workbook and no CSV file"), book_database(tmp_path):
        pytest.fail("it was opened")
