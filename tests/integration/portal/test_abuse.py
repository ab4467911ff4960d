"""What people and programs do to a public form: a clear word, nothing lost, nothing told.

Beside this table: double sending, two tabs and full boxes (`test_request_form`), codes used again
(`test_track_and_collect`), links out of time (`test_coming_back`), two gigabytes (`test_sending_files`), every address
under hostile requests (`test_hostile_requests`).
"""

import unicodedata
from typing import Any

import pytest

from requests_.ids import case_reference
from requests_.model import file_kinds
from requests_.store.queries.case_page import case_summary
from requests_.store.queries.case_queue import queue_rows
from tests.factories import sent_files as made
from tests.factories.answers import answers_for
from tests.factories.cases import Desk
from tests.integration.portal.test_sending_files import add
from tests.integration.portal.test_track_and_collect import WRONG, code_for

NAMES = (
    "محمد علي", "מרים כהן", "ਗੁਰਪ੍ਰੀਤ ਕੌਰ", "王小明", "Łukasz Żółć", "Nguyễn Thị Ánh", "Ολγα Παπαδοπούλου", "Дмитро Їжак",
    "ღამე", "ஸ்ரீ", "O’Connor-Smith", "Zoë e\u0301", "\u200fערב\u200e", "ا\u202eب", "𝒜da", "さくら",
)  # fmt: skip


def test_a_name_in_any_script_is_kept_and_cannot_turn_the_page_around(
    visitor: Any, desk: Desk, caseworker: Any
) -> None:
    visitor.answer_all(answers_for("subject", "access"))
    for name in NAMES:
        kept = unicodedata.normalize("NFC", "".join(sign for sign in name if unicodedata.category(sign)[0] != "C"))
        visitor.answer("name", {"given_name": name, "family_name": name}, "?change=yes")
        # Set apart from the words around it, whichever way it reads.
        assert f"<bdi>{kept} {kept}</bdi>" in visitor.get("/request/check").text
    visitor.post("/request/check")
    with desk.store.reading() as session:
        (row,) = queue_rows(session)
        subject = case_summary(session, row.case).subject
    assert subject is not None
    assert subject.given_name == kept
    assert kept in caseworker.get(f"/case/{row.reference}").text


def test_codes_are_dead_long_before_ten_thousand_guesses_from_anywhere_could_meet_one(visitor: Any, desk: Desk) -> None:
    case = desk.received()
    visitor.get("/track")
    visitor.post("/track", {"reference": desk.reference(case)})
    right = code_for(desk, case)
    visitor.get("/track/code")
    for number in range(40):
        guess = {"code": f"AAAAA-{number:05d}"}
        page = visitor.post("/track/code", guess, environ_base={"REMOTE_ADDR": f"192.0.2.{number}"})
        assert WRONG in page.text
    last = visitor.post("/track/code", {"code": right}, environ_base={"REMOTE_ADDR": "198.51.100.7"})
    assert WRONG in last.text


def test_guesses_from_one_place_are_stopped_alike_for_known_and_unknown_references(
    visitor: Any, desk: Desk, open_visitor: Any
) -> None:
    seen = []
    for who, reference in ((visitor, desk.reference(desk.received())), (open_visitor(), case_reference(2026, 99_999))):
        who.get("/track")
        who.post("/track", {"reference": reference})
        who.get("/track/code")
        seen.append([who.post("/track/code", {"code": f"AAAAA-{number:05d}"}).status_code for number in range(12)])
    assert seen[0] == seen[1]
    assert set(seen[0][6:]) == {429}


HARMFUL = (
    ("a ZIP bomb", made.bomb(), file_kinds.BOMB),
    ("a list of 60,000 parts", made.endless_list(), file_kinds.BOMB),
    ("a photo that is an archive too", made.picture() + made.word(), file_kinds.TWO_KINDS),
    ("a web page that is a PDF too", b"<script>alert(1)</script>" + made.PDF, file_kinds.UNKNOWN),
    ("an SVG with a script", b"<svg><script>alert(1)</script></svg>", file_kinds.UNKNOWN),
)


@pytest.mark.parametrize(("content", "reason"), [row[1:] for row in HARMFUL], ids=[row[0] for row in HARMFUL])
def test_a_file_that_means_harm_is_refused_in_words_and_the_form_stays(
    visitor: Any, content: bytes, reason: str
) -> None:
    visitor.answer_all(answers_for("subject", "access"))
    page = add(visitor, content, "passport.jpg")
    assert page.status_code == 400
    assert reason in page.text
    assert "<script>alert" not in page.text
    assert visitor.get("/request/check").status_code == 200
