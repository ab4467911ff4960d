"""A demonstration is believed when its papers read as an attendance team would write them."""

import re
from datetime import date
from typing import Any

import pytest

from workers.demo.dossier import Dossier
from workers.demo.school_year import year_group
from workers.demo.texts.interviews import caution_interview
from workers.demo.texts.letters import warning_letter
from workers.demo.texts.mails import threads
from workers.demo.texts.medical import appointment_card
from workers.demo.texts.notices import penalty_notice
from workers.demo.texts.referral import referral
from workers.demo.texts.statements import head_statement
from workers.demo.town import build_town

ON = date(2026, 3, 12)


@pytest.fixture(scope="module")
def dossiers() -> tuple[Dossier, ...]:
    return build_town(pupils=150, seed=11).dossiers


def those_with(dossiers: tuple[Dossier, ...], event: str) -> list[Dossier]:
    found = [dossier for dossier in dossiers if event in dossier.events]
    assert found
    return found


def test_an_answer_comes_after_what_it_answers(dossiers: tuple[Dossier, ...]) -> None:
    for messages in (thread for dossier in dossiers for thread in threads(dossier)):
        for message in messages:
            before = message.replies_to or message.forwards
            assert before is None or before.sent_at < message.sent_at


def test_a_warning_a_notice_and_an_interview_are_never_on_one_day(dossiers: tuple[Dossier, ...]) -> None:
    for dossier in dossiers:
        steps = [dossier.events[step] for step in ("warning", "notice", "pace", "court") if step in dossier.events]
        assert steps == sorted(set(steps))


def test_a_meeting_and_an_appointment_are_announced_before_their_day(
    dossiers: tuple[Dossier, ...], items: list[dict[str, Any]]
) -> None:
    for item in items:
        if item["kind"] == "appointment":
            told = re.search(r"on (\d+ \w+ \d{4}) at", item["text"])
            assert told is not None
            assert told[1] not in item["text"].partition("Dear")[0]
    card = appointment_card(dossiers[0], ON).prose.text
    assert card.index("21 February 2026") < card.index("12 March 2026")


def test_a_headteacher_says_what_the_school_is_and_what_a_pupil_of_that_age_missed(
    dossiers: tuple[Dossier, ...],
) -> None:
    for dossier in dossiers:
        said = head_statement(dossier, ON).prose.text
        assert not re.search(r"\ba academy", said)
        assert dossier.child.born is not None
        if year_group(dossier.child.born, ON) < 10:
            assert "mock examinations" not in said


def test_an_interview_ends_after_it_began_and_within_the_hour(dossiers: tuple[Dossier, ...]) -> None:
    for dossier in dossiers[:30]:
        told = re.search(r"(\d\d)\.(\d\d) to (\d\d)\.(\d\d)", caution_interview(dossier, ON).prose.text)
        assert told is not None
        began, ended = (int(told[i]) * 60 + int(told[i + 1]) for i in (1, 3))
        assert 0 < ended - began < 60


def test_a_warning_speaks_of_the_end_of_a_period_only_when_it_gave_one(dossiers: tuple[Dossier, ...]) -> None:
    for dossier in those_with(dossiers, "warning"):
        said = warning_letter(dossier, dossier.events["warning"]).prose.text
        assert ("fifteen school days" in said) is ("At the end of that time" in said)


def test_a_penalty_notice_counts_the_sessions_of_the_period_it_names(dossiers: tuple[Dossier, ...]) -> None:
    for dossier in those_with(dossiers, "notice"):
        on = dossier.events["notice"]
        told = re.search(r"Unauthorised sessions\t(\d+)", penalty_notice(dossier, on).prose.text)
        assert told is not None
        span = ("leave_from", "leave_to") if dossier.route.key == "holiday" else None
        if span:
            assert int(told[1]) == dossier.register.summary(*(dossier.events[end] for end in span)).unauthorised
        else:
            assert dossier.facts(on)["recentfrom"] in penalty_notice(dossier, on).prose.text


def test_nobody_speaks_to_a_family_that_cannot_be_found(dossiers: tuple[Dossier, ...]) -> None:
    for dossier in (dossier for dossier in dossiers if dossier.route.key == "missing"):
        said = referral(dossier, dossier.events["referral"]).prose.text
        assert "doorstep" not in said
        assert "has been told of this referral" not in said


def test_girls_and_boys_have_middle_names_of_their_own(dossiers: tuple[Dossier, ...]) -> None:
    given = {"f": set[str](), "m": set[str]()}
    for dossier in dossiers:
        given[dossier.child.sex].add(dossier.child.middle)
    assert given["f"] & given["m"] == {""}
