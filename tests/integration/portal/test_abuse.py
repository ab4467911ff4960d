"""What people and programs do to a public form: a clear word, nothing lost, nothing told.

Beside this table: double sending, two tabs and full boxes (`test_request_form`), codes used again
(`test_track_and_collect`), links out of time (`test_coming_back`), two gigabytes (`test_sending_files`), every address
under hostile requests (`test_hostile_requests`).
"""

import io
import unicodedata
from typing import Any

import pytest

from requests_.ids import READABLE_SIGNS, case_reference
from requests_.model import file_kinds
from requests_.model.collecting import TO_REQUESTER
from requests_.services import collection
from requests_.store.queries.case_page import case_summary
from requests_.store.queries.case_queue import queue_rows
from tests.factories import sent_files as made
from tests.factories.answers import answers_for
from tests.factories.cases import Desk
from tests.integration.portal.test_sending_files import add
from tests.integration.portal.test_track_and_collect import let_in

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


def track(who: Any, reference: str) -> None:
    """Ask for a code, as far as the page where it is typed."""
    who.get("/track")
    who.post("/track", {"reference": reference})
    who.get("/track/code")


def guesses(who: Any, count: int, first_address: int = 0) -> list[int]:
    """What comes of so many wrong codes, each from another network address."""
    return [
        who.post(
            "/track/code",
            {"code": f"AAAAA-{number:05d}"},
            environ_base={"REMOTE_ADDR": f"192.0.2.{first_address + number}"},
        ).status_code
        for number in range(count)
    ]


def test_ten_thousand_guesses_from_anywhere_meet_no_code_and_its_owner_gets_in_all_the_same(
    visitor: Any, desk: Desk, open_visitor: Any
) -> None:
    """Strangers with as many addresses as they like: chance, not a count, is what keeps them out."""
    case = desk.received()
    for first in range(0, 36, 6):
        stranger = open_visitor()
        track(stranger, desk.reference(case))
        assert guesses(stranger, 6, first_address=first) == [400] * 6
    live = collection.LIVE_CODES * len(TO_REQUESTER)
    assert len(READABLE_SIGNS) ** collection.CODE_SIGNS > 10_000 * live * 10**10
    assert let_in(visitor, desk, case).location == "/your-request"


def test_a_browser_that_guesses_is_stopped_wherever_it_goes_and_whatever_it_asks_for_anew(
    visitor: Any, desk: Desk
) -> None:
    reference = desk.reference(desk.received())
    track(visitor, reference)
    assert guesses(visitor, 8) == [400] * 6 + [429] * 2
    track(visitor, reference)
    assert guesses(visitor, 2, first_address=100) == [429] * 2


def test_an_address_that_guesses_by_many_browsers_is_stopped(desk: Desk, open_visitor: Any) -> None:
    reference, seen = desk.reference(desk.received()), []
    for _ in range(11):
        stranger = open_visitor()
        track(stranger, reference)
        seen += [stranger.post("/track/code", {"code": f"AAAAA-{n:05d}"}).status_code for n in range(6)]
    assert seen == [400] * 60 + [429] * 6


def test_nobody_who_knows_a_reference_holds_up_the_code_of_its_owner(
    visitor: Any, desk: Desk, open_visitor: Any
) -> None:
    """They ask for every code that is sent, and guess all they may, from the owner's own network address."""
    case, stranger = desk.received(), open_visitor()
    for _ in range(4):
        track(stranger, desk.reference(case))
    seen = [stranger.post("/track/code", {"code": f"AAAAA-{number:05d}"}).status_code for number in range(8)]
    assert seen == [400] * 6 + [429] * 2
    assert let_in(visitor, desk, case).location == "/your-request"


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


FOLLOWING = {
    "write": ("words",),
    "complain": ("what", "remedy"),
    "wrong": ("item", "wrong", "right", "shown_by"),
}


@pytest.mark.parametrize("page", FOLLOWING)
def test_every_box_of_a_request_that_was_sent_takes_five_thousand_characters_or_shows_them_all_again(
    visitor: Any, desk: Desk, page: str
) -> None:
    case = desk.responded()
    let_in(visitor, desk, case)
    visitor.get(f"/your-request/{page}")
    typed = {name: f"{'ش' * 4_990}{name}" for name in FOLLOWING[page]}
    shown = visitor.post(f"/your-request/{page}", typed)
    if shown.status_code == 302:
        assert "We have" in visitor.get("/your-request").text
    else:
        assert (shown.status_code, [name for name in typed if typed[name] not in shown.text]) == (400, [])
        assert "characters or fewer" in shown.text


def test_a_name_that_turns_around_cannot_hide_what_follows_it_in_any_box_of_a_name(
    visitor: Any, desk: Desk, caseworker: Any
) -> None:
    turned = "\u202eكوثر\u2066Anna\u200f"
    answers = answers_for("both", "access")
    answers |= {"name": {"given_name": turned, "family_name": turned}, "your-name": {"requester_name": turned}}
    answers |= {"other-names": {"other_names": turned}, "school": {"school": turned, "upn": ""}}
    answers |= {"copy-to": {"goes_to": "both", "name": turned, "organisation": turned, "email": "ines@hale.example"}}
    visitor.answer_all(answers)
    pages = [visitor.get("/request/check").text]
    visitor.post("/request/check")
    with desk.store.reading() as session:
        pages += [caseworker.get(f"/case/{row.reference}").text for row in queue_rows(session)]
    assert len(pages) == 3
    for page in pages:
        assert "كوثرAnna" in page
        assert not set(page) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


class Endless(io.RawIOBase):
    """A body of two gigabytes that does not say how long it is, and counts what is read of it."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        given = min(len(room), (2 << 30) - self.taken)
        start = b"--b\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\n"
        room[:given] = start.ljust(given, b"x")[:given] if not self.taken else b"x" * given
        self.taken += given
        return given


@pytest.mark.parametrize(
    ("path", "most", "says"),
    [("/request/files", 61_000_000, "25 MB at most"), ("/request/name", 400_000, "too large")],
)
def test_two_gigabytes_that_do_not_say_so_are_read_no_further_than_is_taken(
    visitor: Any, path: str, most: int, says: str
) -> None:
    visitor.answer_all(answers_for("subject", "access"))
    body = Endless()
    page = visitor.client.post(
        path,
        content_type="multipart/form-data; boundary=b",
        environ_overrides={"wsgi.input": io.BufferedReader(body), "wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    assert (page.status_code, says in page.text) == (413, True)
    assert body.taken <= most
    assert visitor.get("/request/check").status_code == 200


HARMFUL = (
    ("a ZIP bomb", made.bomb(), file_kinds.BOMB),
    ("a list of 60,000 parts", made.endless_list(), file_kinds.BOMB),
    ("a photo that is an archive too", made.picture() + made.word(), file_kinds.TWO_KINDS),
    ("a photo that is a web page too", made.picture() + b"<html><script>alert(1)</script>", file_kinds.TWO_KINDS),
    ("a PDF with a web page far inside", made.PDF + bytes(5_000) + b"<html> %%EOF", file_kinds.TWO_KINDS),
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
