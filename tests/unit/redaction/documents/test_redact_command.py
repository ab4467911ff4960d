"""`rights redact` and `rights verify` as a person at a keyboard meets them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner

from redaction.cli import checks
from redaction.redact_command import redact
from redaction.verify_command import verify

PEOPLE = [
    {"name": "Kit Marlow", "role": "subject"},
    {"name": "Dora Quill", "role": "third_party", "relation": "neighbour"},
    {"name": "Priya Sandhu", "role": "professional"},
    {"name": "Tom Hale", "role": "professional"},
]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.json"
    path.write_text(json.dumps(PEOPLE))
    return path


def test_files_are_redacted_verified_and_checked_again(
    tmp_path: Path, people: Path, mail: EmailMessage, pdf_of: Callable[..., bytes]
) -> None:
    mail.add_attachment(
        pdf_of(["Dora Quill saw Kit Marlow."]), maintype="application", subtype="pdf", filename="seen.pdf"
    )
    (tmp_path / "a.eml").write_bytes(bytes(mail))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    out = tmp_path / "out"
    done = CliRunner().invoke(
        redact,
        [str(tmp_path / "a.eml"), str(tmp_path / "broken.pdf"), str(tmp_path / "none.txt"), "--people", str(people),
         "--out", str(out), "--json"],
    )  # fmt: skip
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 2
    assert [(line["status"], line["pages"]) for line in lines] == [("verified", 3), ("refused", 0), ("refused", 0)]
    assert [line["reason"] for line in lines[1:]] == [
        "it is damaged: no page can be read",
        "there is no such file; check its name and folder",
    ]
    assert all(check["passed"] for check in lines[0]["checks"])
    assert sorted(path.name for path in out.iterdir()) == ["a.eml.pdf"]
    terms = tmp_path / "terms.txt"
    terms.write_text("Quill\n")
    again = CliRunner().invoke(
        verify, [str(out / "a.eml.pdf"), "--people", str(people), "--terms", str(terms), "--json"]
    )
    assert (again.exit_code, json.loads(again.stdout)["passed"]) == (0, True)


def test_terms_go_whatever_they_are(tmp_path: Path, people: Path) -> None:
    (tmp_path / "a.txt").write_text("Project Bluebird met Kit Marlow.")
    terms = tmp_path / "terms.txt"
    terms.write_text("Project Bluebird\n")
    arguments = [
        str(tmp_path / "a.txt"),
        "--people",
        str(people),
        "--terms",
        str(terms),
        "--out",
        str(tmp_path),
        "--json",
    ]
    done = CliRunner().invoke(redact, arguments)
    assert (done.exit_code, json.loads(done.stdout)["withheld"]) == (0, 1)


def test_a_report_about_another_child_is_flagged_as_a_whole(tmp_path: Path, people: Path) -> None:
    (tmp_path / "a.txt").write_text("Dora Quill is new. Dora reads well. Dora likes maths. Dora sits with Kit Marlow.")
    (tmp_path / "b.txt").write_text("Kit Marlow is new. Kit sits with Dora Quill.")
    files = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    done = CliRunner().invoke(redact, [*files, "--people", str(people), "--out", str(tmp_path / "o"), "--json"])
    flagged = "Mainly about somebody else: offer only the passages about the subject, or withhold"
    assert [json.loads(line)["referred"] for line in done.stdout.splitlines()] == [[flagged], []]
    told = CliRunner().invoke(redact, [*files, "--people", str(people), "--out", str(tmp_path / "o")]).stdout
    assert f"to be decided: {flagged}" in told


def test_a_leak_is_told_by_exit_code_one(tmp_path: Path, pdf_of: Callable[..., bytes]) -> None:
    leak = tmp_path / "leak.pdf"
    leak.write_bytes(pdf_of(["Dora Quill"]))
    (tmp_path / "terms.txt").write_text("Dora Quill")
    done = CliRunner().invoke(verify, [str(leak), "--terms", str(tmp_path / "terms.txt")])
    assert done.exit_code == 1
    assert "LEAK" in done.stdout
    assert "Quill" not in done.stdout


def test_a_people_file_that_cannot_be_read_is_bad_usage(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    done = CliRunner().invoke(
        redact, [str(tmp_path / "a.txt"), "--people", str(tmp_path / "no.json"), "--out", str(tmp_path / "o")]
    )
    assert done.exit_code == 2
    assert "no.json" in done.stderr
    assert not (tmp_path / "o").exists()


def test_the_doctor_is_told_what_is_missing_and_how_to_mend_it() -> None:
    found = [check() for check in checks]
    assert {name for name, _, _ in found} == {"pdftotext", "qpdf", "mutool", "tesseract", "exiftool", "soffice"}
    assert all(mend.startswith("apt-get install ") for _, _, mend in found)


def test_a_schedule_says_what_went_and_why_and_never_the_words(
    tmp_path: Path, people: Path, pdf_of: Callable[..., bytes]
) -> None:
    (tmp_path / "Dora Quill.pdf").write_bytes(pdf_of(["Dora Quill saw Kit Marlow.", "Ring 07700 900123."]))
    schedule = tmp_path / "schedule.csv"
    done = CliRunner().invoke(
        redact,
        [str(tmp_path / "Dora Quill.pdf"), "--people", str(people), "--out", str(tmp_path / "out"),
         "--schedule", str(schedule)],
    )  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(schedule.read_text())))
    assert done.exit_code == 0
    assert [(row["file"], row["place"], row["label"], row["kind"], row["count"]) for row in rows] == [
        ("1", "page 1", "[Person A]", "person", "1"),
        ("1", "page 1", "[withheld: telephone]", "phone", "1"),
    ]
    assert "DPA 2018 Sch 2 para 16" in rows[0]["why"]
    assert not re.search("Quill|07700", schedule.read_text())


def test_a_verification_can_be_read_by_somebody_who_was_not_there(
    tmp_path: Path, people: Path, pdf_of: Callable[..., bytes]
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of(["Dora Quill saw Kit Marlow."]))
    CliRunner().invoke(redact, [str(tmp_path / "a.pdf"), "--people", str(people), "--out", str(tmp_path / "out")])
    done = CliRunner().invoke(verify, [str(tmp_path / "out" / "a.pdf.pdf"), "--people", str(people), "--explain"])
    said = done.stdout
    assert done.exit_code == 0
    assert "passed  extracted text: No term in what pdftotext, mutool and PDFium read" in said
    assert "passed  known people: No person whose mention would be withheld" in said
    assert len(re.findall(r"^  passed  [\w ]+: [A-Za-z].+\.$", said, re.M)) == 9
    assert re.search(r"SHA-256.*: [0-9a-f]{64}", said)
    assert re.search(r"Checked with pikepdf \d.*qpdf \d", said)
