"""What is still to come is told so that its reader knows what, why, and by when to ask."""

from datetime import date

import pytest

from requests_.ids import DocumentId
from requests_.model.letters.reading_age import grade
from requests_.model.promises import heard_by
from requests_.model.sources import ReadState, SearchState
from requests_.store.document_rows import CaseDocument
from workers.render.gaps import document_line, unsearched_line

BY = date(2026, 7, 22)


def document(**changes: object) -> CaseDocument:
    values: dict[str, object] = dict(
        key=DocumentId("d1"),
        source="paper",
        ref="PF/2025/0200",
        title="Attendance case file, 2 volumes",
        category="case_documents",
        dated_on=date(2025, 11, 10),
        media_type="",
        file_name="",
        sha256="",
        band="match",
        read_state=ReadState.TO_RETRIEVE,
        read_sha256="",
        pages=0,
        hidden=(),
        outcome=None,
        outcome_reason="",
    )
    return CaseDocument(**{**values, **changes})  # type: ignore[arg-type]


def line_of(state: ReadState, stopped_by: str = "") -> str:
    found = document(read_state=state)
    return document_line(found, title=found.title, store="Paper files", stopped_by=stopped_by, by=BY)


def test_a_paper_file_is_named_with_its_store_its_day_why_it_is_not_here_and_by_when_more_is_heard() -> None:
    assert line_of(ReadState.TO_RETRIEVE) == (
        "Paper files: “Attendance case file, 2 volumes”, 10 November 2025. "
        "It is kept on paper, and we have not fetched it yet. "
        "We will send you a copy, or write to tell you why we cannot, by 22 July 2026."
    )


@pytest.mark.parametrize(
    ("stopped_by", "why"),
    [
        ("encrypted", "locked with a password that we do not have"),
        ("unreadable", "damaged"),
        ("too_large", "too large to be read by machine"),
        ("unsupported", "of a kind that cannot be printed"),
        ("a code of next year", "cannot be opened"),
    ],
)
def test_a_file_that_could_not_be_opened_says_what_was_in_the_way(stopped_by: str, why: str) -> None:
    assert why in line_of(ReadState.UNREADABLE, stopped_by)


def test_a_document_that_was_read_and_is_to_follow_waits_for_a_person() -> None:
    assert "A person still has to check it." in line_of(ReadState.READ)


@pytest.mark.parametrize("state", sorted({*SearchState} - {SearchState.SEARCHED, SearchState.LEFT_OUT}))
def test_a_store_that_was_not_searched_is_named_with_the_reason_and_the_day(state: SearchState) -> None:
    said = unsearched_line("Safeguarding hub", state, BY)
    assert said.startswith("Safeguarding hub. ")
    assert said.endswith("by 22 July 2026.")
    assert grade(said) <= 8


@pytest.mark.parametrize(
    ("due_on", "by"),
    [
        (date(2026, 7, 22), date(2026, 7, 22)),
        (date(2026, 7, 1), date(2026, 7, 15)),  # the letter is written on the last day: nothing can come by then
        (date(2026, 6, 1), date(2026, 7, 15)),
        (None, date(2026, 7, 15)),
    ],
)
def test_the_day_promised_is_the_due_date_or_a_fortnight_when_that_is_over(due_on: date | None, by: date) -> None:
    assert heard_by(date(2026, 7, 1), due_on) == by
