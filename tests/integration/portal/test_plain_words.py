"""Somebody of 13 can read every public page by themselves: measured, page by page, with every question asked."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from portal.public.intake_steps import STEPS
from portal.web.resources import Resources
from requests_.ids import CaseId
from tests.factories.answers import ASK_KEYS, REQUESTERS, answers_for
from tests.factories.cases import Desk
from tests.factories.reading import reading_of, syllables_of, text_of_page
from tests.integration.portal.test_addressees import pages_of_collecting
from tests.integration.portal.test_track_and_collect import let_in

# The school year (grade) of somebody of 13. The two pages that the law wants whole may be a year or two harder.
AT_13 = 8.0
HARDER = {"/privacy": 9.5, "/accessibility": 9.5}
LONGEST_SENTENCE = 32
STAGES = ("received", "searching", "reviewing", "signing_off", "responded")


def faults_of(page: str, most: float = AT_13) -> list[str]:
    found = reading_of(text_of_page(page))
    faults = [] if found.grade <= most else [f"grade {found.grade}"]
    return faults + ([f"long: {found.longest}"] if len(found.longest.split()) > LONGEST_SENTENCE else [])


@pytest.fixture
def handed_in(handed_in: Resources) -> Resources:
    """Where everything is offered, the most is said."""
    return replace(handed_in, offers_texts=True)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("you", 1),
        ("code", 1),
        ("asked", 1),
        ("wanted", 2),
        ("letter", 2),
        ("little", 2),
        ("information", 4),
        ("yes", 1),
    ],
)
def test_syllables_are_counted_as_people_speak(word: str, syllables: int) -> None:
    assert syllables_of(word) == syllables


def test_hard_words_are_found_hard() -> None:
    law = "The controller shall facilitate the exercise of data subject rights under articles fifteen to twenty-two."
    assert reading_of(law).grade > 11
    assert reading_of("You can ask us to stop. We tell you what we did.").grade < 2


@pytest.mark.parametrize(
    "path", ["/", "/track", "/collect", "/request/back", "/request/back/x", "/privacy", "/accessibility"]
)
def test_a_page_is_read_at_13(visitor: Any, path: str) -> None:
    assert faults_of(visitor.get(path).text, HARDER.get(path, AT_13)) == []


@pytest.mark.parametrize("requester", REQUESTERS)
def test_every_question_is_read_at_13(visitor: Any, requester: str) -> None:
    faults, seen = {}, set()
    for step, fields in answers_for(requester, *ASK_KEYS).items():
        faults[step] = faults_of(visitor.get(f"/request/{step}").text)
        visitor.post(f"/request/{step}", fields)
        seen.add(step)
    for page in ("check", "files", "save"):
        faults[page] = faults_of(visitor.get(f"/request/{page}").text)
    visitor.post("/request/check")
    faults["sent"] = faults_of(visitor.get("/request/sent").text)
    assert seen <= {step.key for step in STEPS}
    assert {step: found for step, found in faults.items() if found} == {}


AT_11 = 5.5


def test_the_words_for_young_people_are_easier_and_leave_no_right_and_no_question_out(
    visitor: Any, desk: Desk, open_visitor: Callable[[], Any]
) -> None:
    young = open_visitor()
    young.get("/language/young")
    pages = {"start": (visitor.get("/").text, young.get("/").text)}
    for step, fields in answers_for("subject", *ASK_KEYS).items():
        pages[step] = (visitor.get(f"/request/{step}").text, young.get(f"/request/{step}").text)
        for who in (visitor, young):
            assert who.post(f"/request/{step}", fields).status_code == 302
    for page in ("check", "files", "save", "sent"):
        if page == "sent":
            assert young.get("/request/check").status_code == 200
            young.post("/request/check")
            visitor.get("/request/check")
            visitor.post("/request/check")
        pages[page] = (visitor.get(f"/request/{page}").text, young.get(f"/request/{page}").text)
    let_in(young, desk, desk.responded())
    pages["follow"] = ("", young.get("/your-request").text)
    assert {name: found for name, (_, page) in pages.items() if (found := faults_of(page, AT_11))} == {}
    for name in ("start", "asks", "protect"):
        plain, easy = (reading_of(text_of_page(page)).grade for page in pages[name])
        assert easy < plain, name
    for ask in ASK_KEYS:
        assert f"want={ask}" in pages["start"][1]
        assert f'value="{ask}"' in pages["asks"][1]
    assert all(re.findall(r'name="(?!csrf)([^"]+)"', plain or easy) == re.findall(r'name="(?!csrf)([^"]+)"', easy)
               for plain, easy in pages.values())  # fmt: skip


def test_whoever_collects_a_copy_reads_words_of_their_age(
    visitor: Any, desk: Desk, open_visitor: Callable[[], Any]
) -> None:
    young = open_visitor()
    young.get("/language/young")
    plain, easy = dict(pages_of_collecting(visitor, desk)), dict(pages_of_collecting(young, desk))
    assert {name: found for name, page in plain.items() if (found := faults_of(page))} == {}
    assert {name: found for name, page in easy.items() if (found := faults_of(page, AT_11))} == {}
    said = {line for page in plain.values() for line in text_of_page(page).split("\n") if len(line.split()) > 12}
    assert [line for page in easy.values() for line in text_of_page(page).split("\n") if line in said] == []


@pytest.mark.parametrize("stage", STAGES)
def test_the_page_of_a_request_and_what_can_be_done_there_is_read_at_13(visitor: Any, desk: Desk, stage: str) -> None:
    case: CaseId = getattr(desk, stage)()
    let_in(visitor, desk, case)
    paths = ("", "/write", "/scope", "/file", "/withdraw", "/complain", "/wrong")
    faults = {path: faults_of(visitor.get(f"/your-request{path}").text) for path in paths}
    assert {path: found for path, found in faults.items() if found} == {}
