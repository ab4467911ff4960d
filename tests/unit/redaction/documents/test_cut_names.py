"""A name cut in two by a cell, a line, a hyphen or a mark nobody sees is gone from the finished pages, both halves."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pymupdf
import pytest
from click.testing import CliRunner
from docx.oxml import OxmlElement

from redaction.redact_command import redact

PEOPLE = [{"name": "Kit Marlow", "role": "subject"}, {"name": "Dora Quillfeather", "role": "third_party"}]


@pytest.fixture
def finished(tmp_path: Path) -> Callable[[bytes, str], str]:
    def run(content: bytes, name: str) -> str:
        (tmp_path / "people.json").write_text(json.dumps(PEOPLE))
        (tmp_path / name).write_bytes(content)
        arguments = [str(tmp_path / name), "--people", str(tmp_path / "people.json"), "--out", str(tmp_path / "out")]
        done = CliRunner().invoke(redact, [*arguments, "--json"])
        assert json.loads(done.stdout)["status"] == "verified", done.stdout
        pages = pymupdf.open(tmp_path / "out" / f"{name}.pdf")
        return "\n".join(page.get_text() for page in pages)

    return run


def assert_gone(text: str) -> None:
    assert "Kit Marlow" in " ".join(text.split())
    for piece in ("Dora", "Quill", "feather", "ather", "QUILL"):
        assert piece not in text


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Dora Quill<br>feather</p>",
        "<p>Dora Quill-<br>feather</p>",
        "<p>Do&shy;ra Quill&#8203;feather</p>",
        "<p>Do<wbr>ra Quill<b>feather</b></p>",
        "<table><tr><th>Who</th><th>When</th></tr><tr><td>Dora Quillfe</td><td>ather</td></tr></table>",
        "<table><tr><th>Who</th><th>When</th></tr><tr><td>Dora Quillfe<br>ather</td><td>Monday</td></tr></table>",
        "<table><tr><th>Who</th><th>When</th></tr><tr><td>Dora<br>Quill&shy;feather</td><td>Monday</td></tr></table>",
    ],
)
def test_in_a_web_page(finished: Callable[[bytes, str], str], markup: str) -> None:
    assert_gone(finished(f"<html><body><p>Kit Marlow was in.</p>{markup}</body></html>".encode(), "a.html"))


def test_in_a_word_file(finished: Callable[[bytes, str], str], saved: Callable[[object], bytes]) -> None:
    made = docx.Document()
    made.add_paragraph("Kit Marlow was in.")
    paragraph = made.add_paragraph("Dora Quill")
    paragraph.add_run().add_break()
    paragraph.add_run("feather")
    made.add_paragraph("Do\u00adra Quill\u200bfeather")
    soft = made.add_paragraph("Dora Quillfe")
    soft.add_run()._r.append(OxmlElement("w:softHyphen"))
    soft.add_run("ather")
    hard = made.add_paragraph("Dora Quillfe")
    hard.add_run()._r.append(OxmlElement("w:noBreakHyphen"))
    hard.add_run("ather")
    table = made.add_table(rows=2, cols=2)
    for number, words in enumerate(["Who", "When", "Dora Quillfe", "ather"]):
        table.cell(number // 2, number % 2).text = words
    assert_gone(finished(saved(made), "a.docx"))


@pytest.mark.parametrize(
    "placed",
    [
        [((72, 140), "Dora Quillfe"), ((72, 154), "ather")],
        [((72, 140), "Dora Quillfe-"), ((72, 154), "ather")],
        [((72, 140), "Dora Quillfe\u00ad"), ((72, 154), "ather")],
        [((72, 140), "Dora Quillfe"), ((160, 140), "ather")],
        [((72, 140), "DORA QUILLFE"), ((72, 154), "ATHER")],
        [((72, 140), "Dora Q u i l l f e a t h e r")],
    ],
    ids=["line", "hyphen", "soft hyphen", "gap", "capitals", "spaced letters"],
)
def test_in_a_pdf(finished: Callable[[bytes, str], str], placed: list[tuple[tuple[int, int], str]]) -> None:
    made = pymupdf.open()
    page = made.new_page(width=595, height=842)
    page.insert_text((72, 100), "Kit Marlow was in.")
    for place, words in placed:
        page.insert_text(place, words)
    text = finished(made.tobytes(), "a.pdf")
    assert_gone(text)
    assert "ATHER" not in text
