"""A copy that has left is looked at again once something is withheld that it holds, or detectors see more in it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pymupdf
import pytest
from sqlalchemy import select

from redaction.rebuild import rebuild
from requests_.ids import CaseId
from requests_.model.commands import CaseCommand
from requests_.model.events.base import DocumentOutcome
from requests_.model.looking_again import Matter
from requests_.model.reopening import ReopenCase, ReopenReason
from requests_.model.review_commands import DecideDocument, WithholdWords
from requests_.services import disclosure, reopening, retention, reviewing, withholding
from requests_.store.breach_tables import BreachRow, BreachWords
from requests_.store.queries.looking_again import look_lines
from tests.factories.cases import Desk
from tests.factories.documents import LETTER
from tests.factories.people import CASEWORKER
from tests.factories.rights import do_one, tools_for
from workers.context import Tools
from workers.jobs import rereading
from workers.mail.folder import FolderMailer


def pdf_with(words: str) -> bytes:
    pages = pymupdf.open()
    pages.new_page().insert_text((50, 80), words)
    return rebuild(pages.tobytes(), title="A copy")


def released(desk: Desk, words: str) -> CaseId:
    """A case whose copy left with these words in it, Dee Fox having been shown for a reason."""
    case = desk.reviewing()
    desk.show(case)
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
    desk.approve(case)
    desk.record_pack(case, content=pdf_with(words))
    desk.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))
    return case


def under_review_again(desk: Desk, words: str = LETTER) -> CaseId:
    case = released(desk, words)
    due_on = desk.clock.london_date() + timedelta(14)
    reason = ReopenReason.MORE_FOUND
    desk.do(
        reopening.reopen_case,
        ReopenCase(case=case, reason=reason, due_on=due_on, words="Look again.", tells=False, actor=CASEWORKER),
    )
    return desk.find(desk.accept(case))


def named(desk: Desk) -> list[str]:
    """The cases that are named as ones whose copy is to be looked at."""
    with desk.store.reading() as session:
        lines = look_lines(session, actor=CASEWORKER)
    return [line.reference for line in lines if line.look.matter is Matter.RELEASED]


def suspected(desk: Desk) -> list[tuple[str, str]]:
    with desk.store.reading() as session:
        return [(row.origin, row.case_reference) for row in session.scalars(select(BreachRow))]


@pytest.fixture
def tools(desk: Desk, tmp_path: Path) -> Tools:
    return tools_for(desk, {}, FolderMailer(tmp_path / "mail"))


def withhold_person(desk: Desk, case: CaseId) -> None:
    desk.withhold(case)


def withhold_words(desk: Desk, case: CaseId) -> None:
    ground = dict(reason="S2P16_THIRD_PARTY", record="She was never asked.", actor=CASEWORKER)
    desk.do(withholding.withhold_words, WithholdWords(case=case, words="Dee Fox", **ground))  # type: ignore[arg-type]


def withhold_document(desk: Desk, case: CaseId) -> None:
    desk.do(
        reviewing.decide_document,
        DecideDocument(
            case=case,
            document=desk.documents(case)[0].key,
            outcome=DocumentOutcome.NOT_ABOUT_SUBJECT,
            reason="",
            actor=CASEWORKER,
        ),
    )


@pytest.mark.parametrize(("decide", "times"), [(withhold_person, 1), (withhold_words, 1), (withhold_document, 2)])
def test_what_is_withheld_after_it_has_left_is_named_and_a_breach_is_suspected_once(
    desk: Desk, tools: Tools, decide: Callable[[Desk, CaseId], None], times: int
) -> None:
    case = under_review_again(desk)
    for _ in range(times):
        decide(desk, case)
        do_one(desk, tools, "look_at_released")
    assert named(desk) == [desk.reference(case)]
    assert suspected(desk) == [("leak_found", desk.reference(case))]


def test_a_copy_that_does_not_hold_it_raises_no_alarm(desk: Desk, tools: Tools) -> None:
    case = under_review_again(desk, "Orla was late again. [Person A] brought her in.")
    desk.withhold(case)
    do_one(desk, tools, "look_at_released")
    assert (named(desk), suspected(desk)) == ([], [])


def test_nothing_is_compared_before_a_copy_has_left(desk: Desk) -> None:
    case = desk.reviewing()
    desk.withhold(case)
    assert "look_at_released" not in {job for job, _ in desk.jobs(case)}


# What the reviewer saw of the letter is its first name; a detector of now sees the second, cut in two by its line.
CLEAN, LEAKING = "[Person A] stayed until ten", "dee fox stayed until ten"


def copy_that_left(desk: Desk, ending: str) -> CaseId:
    """A case whose copy left with one name of two withheld, or with both."""
    case = desk.signing_off()
    desk.approve(case)
    desk.record_pack(case, content=pdf_with(f"Orla was late again. [Person A] brought her in; {ending}."))
    desk.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))
    return case


def read_again(desk: Desk, tools: Tools, monkeypatch: pytest.MonkeyPatch, edition: str) -> None:
    monkeypatch.setattr(rereading, "edition", lambda: edition)
    assert rereading.reread_all(tools, desk.clock.london_date()) == 1
    do_one(desk, tools, "reread_released")
    assert rereading.reread_all(tools, desk.clock.london_date()) == 0, "by one edition a copy is read once"


def test_a_copy_is_read_again_by_new_detectors_and_what_they_see_is_suspected_once_in_no_words_of_it(
    desk: Desk, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = copy_that_left(desk, LEAKING)
    for edition in ("second", "third"):
        read_again(desk, tools, monkeypatch, edition)
    assert suspected(desk) == [("leak_found", desk.reference(case))]
    assert named(desk) == [desk.reference(case)]
    with desk.store.reading() as session:
        (said,) = session.scalars(select(BreachWords.words))
    assert "on page 1. New to the detectors: person (1)." in said
    assert not any(word in said.casefold() for word in ("dee", "fox", "orla"))


@pytest.mark.parametrize("decide", ["both withheld", "shown on purpose"])
def test_a_copy_that_new_detectors_see_nothing_in_raises_no_alarm(
    desk: Desk, tools: Tools, monkeypatch: pytest.MonkeyPatch, decide: str
) -> None:
    if decide == "both withheld":
        copy_that_left(desk, CLEAN)
    else:
        released(desk, LETTER)
    read_again(desk, tools, monkeypatch, "second")
    assert (named(desk), suspected(desk)) == ([], [])


def test_nothing_is_read_again_of_a_case_that_is_erased_or_has_sent_no_copy(desk: Desk, tools: Tools) -> None:
    desk.packed()
    case = copy_that_left(desk, CLEAN)
    desk.within(lambda uow: retention.erase_by_decision(uow, desk.clock, case))
    assert rereading.reread_all(tools, desk.clock.london_date()) == 0
