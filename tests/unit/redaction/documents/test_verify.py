"""Checks that are independent of the burner, and say where and never what."""

from __future__ import annotations

import json
from collections.abc import Callable

import pymupdf
import pytest

from redaction import sandbox
from redaction.rebuild import rebuild
from redaction.values import Person, Role
from redaction.verify import verify
from redaction.verify.terms import disclosed_text, remaining_terms


def test_the_process_that_checks_never_loads_the_burner() -> None:
    loaded = sandbox.run("redaction.verify.checks:loaded_modules", (), file="x", kind="verify")
    assert "pikepdf" in loaded
    assert not {
        name for name in loaded if name.split(".")[0] in {"pymupdf", "fitz"} or name.startswith("redaction.burn")
    }


def test_a_clean_file_passes_and_its_certificate_can_be_kept(pdf_of: Callable[..., bytes]) -> None:
    certificate = verify(rebuild(pdf_of(["Kit was here"]), title="x"), terms=["Dora Quill"])
    kept = json.loads(json.dumps(certificate.as_json()))
    assert kept["passed"] is True
    assert kept["pages"] == 1
    assert len(kept["sha256"]) == 64
    assert {"qpdf", "pdftotext", "mutool"} <= set(kept["tools"])


@pytest.mark.parametrize("line", ["Dora Quill", "dora  QUILL", "Dora-Quill", "D\u00f3ra Quill", "seen by DoraQuill."])
def test_a_term_is_found_however_it_is_written(pdf_of: Callable[..., bytes], line: str) -> None:
    assert not verify(rebuild(pdf_of([line]), title="x"), terms=["Dora Quill"]).passed


def test_a_term_inside_another_word_is_no_leak(pdf_of: Callable[..., bytes]) -> None:
    assert verify(rebuild(pdf_of(["The annual wardrobe"]), title="x"), terms=["Ann", "ward"]).passed


def test_known_people_are_found_by_their_aliases(pdf_of: Callable[..., bytes]) -> None:
    people = (Person(key="b", name="Dora Quill", role=Role.THIRD_PARTY, relation="neighbour"),)
    found = verify(rebuild(pdf_of(["It was Mrs Quill who rang."]), title="x"), people=people)
    assert [check.name for check in found.checks if not check.passed] == ["known people"]


def test_text_under_a_black_box_is_a_leak() -> None:
    made = pymupdf.open()
    page = made.new_page()
    page.insert_text((72, 100), "somebody stands here")
    page.draw_rect(pymupdf.Rect(60, 85, 300, 110), fill=(0, 0, 0))
    found = verify(rebuild(made.tobytes(), title="x"))
    assert [check.name for check in found.checks if not check.passed] == ["no text under a box"]


def test_what_is_no_pdf_fails() -> None:
    assert not verify(b"nothing").passed


@pytest.mark.parametrize(
    ("withheld", "disclosed", "terms"),
    [
        (["Dora Quill"], "Kit Marlow was in", ("Dora Quill", "Dora", "Quill")),
        (["Ann Marlow"], "Kit Marlow was in", ("Ann Marlow",)),
        (["dora  quill"], "Dora rang", ("dora quill", "quill")),
        (["J", "2"], "nothing", ()),
        (["Ward"], "The warden came", ("Ward",)),
        (["Ward"], "A WARD of court", ()),
        (["01632 960 123"], "call", ("01632 960 123", "01632")),
    ],
)
def test_a_string_is_denied_unless_the_rest_says_it_too(
    withheld: list[str], disclosed: str, terms: tuple[str, ...]
) -> None:
    assert remaining_terms(withheld, disclosed) == terms


def test_what_remains_is_everything_outside_the_spans() -> None:
    assert disclosed_text([("Then Dora came", [(5, 9)])]).split() == ["Then", "came"]
