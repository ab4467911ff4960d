"""What a reviewer withholds whole: passages, pages and files, each under its exemption, and nothing by oversight."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from click.testing import CliRunner, Result

from redaction.redact_command import redact

ADVICE = "Counsel said the claim is weak."


@pytest.fixture
def asked(tmp_path: Path) -> Callable[[object], Result]:
    """Redacts a file of two pages and a note with these exemptions."""
    pages = pymupdf.open()
    pages.new_page().insert_text((50, 80), f"Kit Marlow met the officer. {ADVICE} They went home.")
    drawn = pages.new_page()
    drawn.insert_text((50, 80), "Zebras of Kit Marlow")
    drawn.draw_bezier((50, 200), (80, 100), (200, 300), (240, 200))
    drawn.set_rotation(90)
    (tmp_path / "a.pdf").write_bytes(pages.tobytes())
    (tmp_path / "b.txt").write_text("All of this is advice about quokkas.")
    (tmp_path / "people.json").write_text('[{"name": "Kit Marlow", "role": "subject"}]')

    def run(entries: object) -> Result:
        (tmp_path / "exempt.json").write_text(entries if isinstance(entries, str) else json.dumps(entries))
        return CliRunner().invoke(
            redact,
            [str(tmp_path / "a.pdf"), str(tmp_path / "b.txt"), "--people", str(tmp_path / "people.json"), "--json",
             "--out", str(tmp_path / "out"), "--exempt", str(tmp_path / "exempt.json"),
             "--schedule", str(tmp_path / "schedule.csv")],
        )  # fmt: skip

    return run


def test_a_passage_a_page_and_a_file_go_whole_under_their_exemptions(
    asked: Callable[[object], Result], tmp_path: Path
) -> None:
    done = asked(
        [
            {"file": "a.pdf", "passage": ADVICE, "exemption": "S2P19_LPP"},
            {"file": "a.pdf", "page": 2, "exemption": "S2P2_CRIME"},
            {"file": str(tmp_path / "b.txt"), "exemption": "S2P19_LPP"},
        ]
    )
    assert done.exit_code == 0, done.output
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["verified", "verified"]
    pages = pymupdf.open(tmp_path / "out" / "a.pdf.pdf")
    first, second = (page.get_text() for page in pages)
    assert "They went home" in first
    assert "Counsel" not in first
    assert second.split() == ["[withheld]"]
    assert not pages[1].get_drawings()
    assert "quokkas" not in pymupdf.open(tmp_path / "out" / "b.txt.pdf")[0].get_text()
    rows = list(csv.DictReader((tmp_path / "schedule.csv").read_text().splitlines()))
    assert [(row["file"], row["place"], row["kind"], row["reason"]) for row in rows] == [
        ("1", "page 1", "extract", "S2P19_LPP"),
        ("1", "page 2", "page", "S2P2_CRIME"),
        ("2", "document", "document", "S2P19_LPP"),
    ]
    assert "Counsel" not in (tmp_path / "schedule.csv").read_text()


@pytest.mark.parametrize("entry", [{"page": 3}, {"passage": "words that stand nowhere"}, {"part": 2, "page": 1}])
def test_a_file_without_what_should_go_is_refused(asked: Callable[[object], Result], entry: dict[str, object]) -> None:
    done = asked([{"file": "a.pdf", "exemption": "S2P19_LPP", **entry}])
    first = json.loads(done.stdout.splitlines()[0])
    assert (done.exit_code, first["status"], first["out"]) == (1, "refused", None)
    assert "of exemption 1 stands nowhere in it" in first["reason"]


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ("[", "not valid JSON (line 1"),
        ({}, "must hold a list"),
        (["a.pdf"], "entry 1 is not an object"),
        ([{"file": "a.pdf"}], 'entry 1 has no "exemption"'),
        ([{"file": "a.pdf", "exemption": " "}], '"exemption" must be text'),
        ([{"file": "a.pdf", "exemption": "X", "page": 0}], '"page" must be a number from 1'),
        ([{"file": "a.pdf", "exemption": "X", "page": True}], '"page" must be a number from 1'),
        ([{"file": "a.pdf", "exemption": "X", "pages": 1}], 'unknown key "pages"'),
        ([{"file": "a.pdf", "exemption": "X", "part": 2}], 'names a "part" and neither'),
        ([{"file": "c.pdf", "exemption": "X"}], "entry 1 is about a file that was not given: c.pdf"),
    ],
)
def test_exemptions_that_cannot_be_read_stop_everything_in_one_line(
    asked: Callable[[object], Result], tmp_path: Path, entries: object, says: str
) -> None:
    done = asked(entries)
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert says in done.stderr
    assert not (tmp_path / "out").exists()
