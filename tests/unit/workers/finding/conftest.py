"""A small invented place with awkward families, in a schema of its own."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

PUPILS = [
    # ref, surname, forename, born, number, address
    ("BR-1001", "Adeyemi-Clarke", "Oluwaseun", "14/03/2012", "A823432112001", "12 Mill Lane, Brackenford BX1 2CD"),
    ("BR-1002", "Adeyemi-Clarke", "Taiwo", "14/03/2012", "B823432112002", "12 Mill Lane, Brackenford BX1 2CD"),
    ("BR-1003", "Adeyemi Clarke", "Oluwaseun", "2012-03-14", "", "7 Old Quay, Brackenford BX9 8ZZ"),
    ("BR-1004", "Okafor", "Chidi", "02/05/2011", "C823432112003", "3 Elm Road, Brackenford BX2 2AA"),
    ("BR-1005", "Smith", "Jack", "09/09/2010", "D823432112004", "1 Hill View, Brackenford BX3 1AA"),
    ("BR-1006", "Smith", "Jack", "21/01/2013", "E823432112005", "44 Station Road, Brackenford BX4 4BB"),
    ("BR-1007", "Smyth", "Hussain", "05/06/2012", "F823432112006", "9 Dock Street, Brackenford BX5 5CC"),
]
ADULTS = [
    ("BR-1001", "Folake Adeyemi", "Mother", "07700 900123", "folake@example.org"),
    ("BR-1001", "Ms R Patel", "Class teacher", "", "r.patel@school.example"),
    ("BR-1006", "Jack Smith", "Father", "07700 900456", ""),
]
LOGS = [
    (1, "BR-1001", "2024-02-01", "Called home; Seun has been absent."),
    (2, "BR-1002", "2024-02-02", "Taiwo is well. Her twin Oluwaseun Adeyemi-Clarke is not."),
    (3, "BR-1004", "2024-02-03", "Chidi said that nobody was there."),
    (4, "BR-1005", "2024-02-04", "Jack Smith came late."),
    (5, "BR-1006", "2024-02-05", "Jack Smith was absent."),
    (6, "BR-1004", "2024-02-06", "Seen with Seun Adeyemi-Clarke (UPN A823432112001) at the park."),
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The folder that holds the stores and `stores.toml`."""
    _database(tmp_path / "cases.db")
    _share(tmp_path / "drive")
    _mailbox(tmp_path / "post.mbox")
    _register(tmp_path / "cabinets.csv")
    (tmp_path / "stores.toml").write_text(STORES, encoding="utf-8")
    subject = {
        "given_name": "Oluwaseun",
        "family_name": "Adeyemi-Clarke",
        "date_of_birth": "2012-03-14",
        "upn": "A823432112001",
        "aliases": ["Seun"],
    }
    (tmp_path / "subject.json").write_text(json.dumps(subject), encoding="utf-8")
    return tmp_path


def _database(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE kid (num TEXT, sn TEXT, fn TEXT, born TEXT, upn_no TEXT, home TEXT)")
        database.execute("CREATE TABLE grown (kid_num TEXT, who TEXT, tie TEXT, tel TEXT, mail TEXT)")
        database.execute("CREATE TABLE diary (n INTEGER, kid_num TEXT, at TEXT, words TEXT)")
        database.executemany("INSERT INTO kid VALUES (?,?,?,?,?,?)", PUPILS)
        database.executemany("INSERT INTO grown VALUES (?,?,?,?,?)", ADULTS)
        database.executemany("INSERT INTO diary VALUES (?,?,?,?)", LOGS)
    database.close()


def _share(root: Path) -> None:
    (root / "Year 7").mkdir(parents=True)
    (root / "letter.txt").write_text(
        "Dear Ms Adeyemi,\nOluwaseun Adeyemi-Clarke (date of birth 14 March 2012) missed nine days.", encoding="utf-8"
    )
    (root / "twin.txt").write_text("Taiwo Adeyemi-Clarke, born 14/03/2012, 12 Mill Lane BX1 2CD.", encoding="utf-8")
    (root / "slip.txt").write_text("Re: Oluwasuen Adeyemi-Clarke, DOB 14/03/12, of Mill Lane.", encoding="utf-8")
    (root / "other.txt").write_text("Minutes about parking.", encoding="utf-8")
    (root / "Year 7" / "Adeyemi-Clarke_Oluwaseun.pdf").write_bytes(b"%PDF-1.7 broken")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inner/list.csv", "No,Surname,Forename\n1,Okafor,Chidi\n2,Adeyemi-Clarke,Oluwaseun\n")
    with zipfile.ZipFile(root / "pack.zip", "w") as archive:
        archive.writestr("deep.zip", packed.getvalue())


def _mailbox(path: Path) -> None:
    about = _mail("<m1@school.example>", "Absence of Seun Adeyemi-Clarke", "He was born on 14/03/2012.")
    carrier = _mail("<m2@school.example>", "Attached", "Please see what is attached.")
    inner = _mail("<m9@school.example>", "Old letter", "Nothing here.")
    inner.add_attachment(
        b"Oluwaseun Adeyemi-Clarke, UPN A823432112001", maintype="text", subtype="csv", filename="a.csv"
    )
    carrier.add_attachment(inner)
    answer = _mail("<m3@school.example>", "Thanks", "Noted.\n\nFrom Monday he is back.")
    answer["In-Reply-To"] = "<m1@school.example>"
    nameless = b"Subject: Oluwaseun Adeyemi-Clarke\n\nborn 14.03.2012\n"
    raw = b"".join(
        b"From someone@school.example Mon Feb  5 10:00:00 2024\n" + one + b"\n\n"
        for one in (about.as_bytes(), carrier.as_bytes(), answer.as_bytes(), nameless)
    )
    path.write_bytes(raw)


def _mail(message_id: str, subject: str, body: str) -> EmailMessage:
    mail = EmailMessage()
    mail["Message-ID"], mail["Subject"], mail["From"] = message_id, subject, "office@school.example"
    mail["Date"] = "Mon, 05 Feb 2024 10:00:00 +0000"
    mail.set_content(body)
    return mail


def _register(path: Path) -> None:
    rows = [
        ("no", "last", "first", "birthday", "where", "what"),
        ("P/7", "ADEYEMI-CLARKE", "Oluwaseun", "14/03/2012", "Cabinet 2", "Blue folder"),
        ("P/8", "ADEYEMI-CLARKE", "Taiwo", "14/03/2012", "Cabinet 2", "Red folder"),
        ("P/9", "Okafor", "Chidi", "02/05/2011", "Cabinet 3", "Green folder"),
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


STORES = """
[[store]]
id = "cases"
kind = "sql"
title = "Case system"
url = "sqlite:///cases.db"
[store.person]
table = "kid"
key = "num"
fields = { family_name = "sn", given_name = "fn", date_of_birth = "born", upn = "upn_no", address = "home" }
[[store.relation]]
table = "grown"
person = "kid_num"
fields = { name = "who", relation = "tie", phone = "tel", email = "mail" }
[[store.record]]
table = "diary"
key = "n"
person = "kid_num"
date = "at"
title = "Diary"
category = "communication_logs"
text = ["words"]

[[store]]
id = "drive"
kind = "files"
title = "Shared drive"
root = "drive"

[[store]]
id = "post"
kind = "mailbox"
title = "Post"
path = "post.mbox"
category = "communication_logs"

[[store]]
id = "cabinets"
kind = "paper"
title = "Cabinets"
path = "cabinets.csv"
fields = { ref = "no", family_name = "last", given_name = "first", date_of_birth = "birthday", title = "what" }

[[store]]
id = "mash"
kind = "team"
title = "Hub"
email = "hub@example.org"
"""
