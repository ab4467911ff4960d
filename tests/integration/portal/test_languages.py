"""The words of the access journey are data: nothing of it is left in English, and it reads from right to left too."""

import ast
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import lxml.html
import pytest
from werkzeug.datastructures import MultiDict

from portal.public import refusals
from portal.web import languages
from portal.web.application import PortalApp
from portal.web.date_field import DateField
from portal.web.errors import CSRF_PAGE, PAGES
from portal.web.forms import PortalForm
from portal.web.resources import Resources
from portal.web.sentences import tell
from requests_.deadlines.clock_facts import ClockFacts
from requests_.deadlines.explanation import QUESTIONS
from requests_.deadlines.idle_evidence import LATE
from requests_.deadlines.rules import ClockRegime
from requests_.deadlines.statutory_clock import NO_EFFECT
from requests_.deadlines.wording import count_of, listed, long_date, month_name, said, short_date
from requests_.deadlines.working_days import WorkingDays
from requests_.errors import NotFound
from requests_.ids import case_reference
from requests_.model import file_kinds
from requests_.model.enquiries import AskTeam, Team
from requests_.services import enquiries
from requests_.settings import ControllerProfile
from requests_.store.queries.case_page import case_summary
from requests_.store.queries.case_queue import queue_rows
from templates.languages import Language
from templates.languages import languages as kept_languages
from tests.factories import sent_files as made
from tests.factories.answers import ASK_KEYS, REQUESTERS, answers_for
from tests.factories.cases import Desk
from tests.factories.languages import Marked
from tests.factories.people import CASEWORKER
from tests.house.tree import ROOT
from tests.integration.portal.test_addressees import pages_of_collecting
from tests.integration.portal.test_sending_files import add
from tests.integration.portal.test_track_and_collect import let_in

POLISH = kept_languages()["pl"]
DAY = short_date(date(2026, 7, 15))
BRACES = re.compile(r"\{\w+\}")
STAGES = ("received", "assessing", "searching", "reviewing", "signing_off", "responded")


class TwoDates(PortalForm):
    born = DateField("Born", is_birthday=True, latest=lambda: date(2026, 6, 1), earliest=lambda: date(1906, 1, 1))
    on = DateField("On", latest=lambda: date(2026, 6, 1))


@pytest.fixture
def handed_in(handed_in: Resources) -> Resources:
    """Where everything is offered, the most is said."""
    return replace(handed_in, offers_texts=True)


@pytest.fixture
def marked(public_app: PortalApp) -> Marked:
    marked = Marked("marked", "ar", "Marked", is_rtl=True)
    languages.install(public_app, {"marked": marked})
    return marked


def unmarked(page: str) -> list[str]:
    """The words on a page that are neither ours in brackets, nor the council's own names, nor what somebody typed."""
    tree = lxml.html.fromstring(page)
    for node in tree.xpath("//bdi | //script | //style | //textarea | //*[@class='rp-languages']"):
        node.drop_tree()
    texts = [str(text) for text in tree.xpath("//text() | //@aria-label | //@title | //@placeholder")]
    rest = re.sub(r"⟦[^⟦⟧]*⟧", " ", " ".join(texts))
    profile = ControllerProfile()
    for own in sorted((str(getattr(profile, name)) for name in profile.__dataclass_fields__), key=len, reverse=True):
        rest = rest.replace(own, " ")
    rest = re.sub(r"RR-\d{4}-\d{7}-[A-Z]|\b[\dA-Z]{4}-[\dA-Z]{4}-[\dA-Z]{4}\b|\bPDF\b|\b[KM]B\b|\S+@\S+", " ", rest)
    return re.findall(r"[A-Za-z]{2,}", rest)


def journey(visitor: Any, requester: str, asks: tuple[str, ...] = ("access",)) -> Iterator[tuple[str, str]]:
    """Every page of asking for these things with its address, each question also with everything wrong."""
    answers = answers_for(requester, *asks)
    answers["what"], answers["when"] = {"extent": "some"}, {"period": "between"}
    more = {"kinds": {"categories": ["health"]}, "dates": {f"from_on-{part}": "1" for part in ("day", "month")}}
    more["dates"]["from_on-year"] = "2024"
    while not (address := visitor.get("/request/on", follow_redirects=True).request.path).endswith("/check"):
        step = address.rsplit("/", 1)[1]
        yield address, visitor.get(address).text
        if (refused := visitor.post(address, {})).status_code == 400:
            yield f"{address} with errors", refused.text
        visitor.get(address)
        assert visitor.post(address, {**answers, **more}[step]).status_code == 302
    for path in ("check", "files", "save", "back", "back/x"):
        yield path, visitor.get(f"/request/{path}").text
    yield "files with errors", add(visitor, b"MZ", "x.exe").text
    add(visitor, made.picture(), "me.jpg")
    yield "check with a file", visitor.get("/request/check").text
    for fields in ({}, {"way": "mail"}, {"way": "code"}, {"way": "mail", "email": "orla@fenwick.example"}):
        visitor.get("/request/save")
        yield f"save {fields}", visitor.post("/request/save", fields).text
    visitor.get("/request/check")
    visitor.post("/request/check")
    yield "sent", visitor.get("/request/sent").text


def around(visitor: Any) -> Iterator[tuple[str, str]]:
    """The pages before and after, and the ways in which things go wrong."""
    for path in ("/", "/privacy", "/accessibility", "/track", "/nowhere", "/request/nowhere"):
        yield path, visitor.get(path).text
    visitor.get("/track")
    for fields in ({}, {"reference": "x"}):
        yield f"/track {fields}", visitor.post("/track", fields).text
    visitor.post("/track", {"reference": case_reference(2026, 42)})
    yield "/track/code", visitor.get("/track/code").text
    for fields in ({}, {"code": "AAAAA-AAAAA"}):
        yield f"/track/code {fields}", visitor.post("/track/code", fields).text
    yield "no token", visitor.client.post("/track").text


@pytest.mark.parametrize(
    ("requester", "asks"), [*((who, ("access",)) for who in REQUESTERS[1:]), (REQUESTERS[0], ASK_KEYS)]
)
def test_no_word_of_asking_for_anything_is_left_in_english(
    visitor: Any, marked: Marked, requester: str, asks: tuple[str, ...]
) -> None:
    visitor.get("/language/marked")
    pages = [*journey(visitor, requester, asks), *(around(visitor) if len(asks) > 1 else ())]
    assert {name: words for name, page in pages if (words := unmarked(page))} == {}
    assert sorted(marked.said - set(POLISH.words)) == []
    assert all('lang="ar" dir="rtl"' in page for _, page in pages)


def test_no_word_of_following_a_request_is_left_in_english(
    visitor: Any, desk: Desk, marked: Marked, open_visitor: Callable[[], Any]
) -> None:
    for stage in STAGES:
        visitor = open_visitor()
        let_in(visitor, desk, getattr(desk, stage)())
        visitor.get("/language/marked")
        add(visitor, made.picture(), "me.jpg", "/your-request/file")
        for path in ("", "/write", "/scope", "/file", "/withdraw", "/complain", "/wrong"):
            tree = lxml.html.fromstring(visitor.get(f"/your-request{path}").text)
            for node in tree.xpath("//time"):
                node.drop_tree()
            assert unmarked(lxml.html.tostring(tree, encoding="unicode")) == [], (stage, path)
    assert sorted(marked.said - set(POLISH.words)) == []


def test_no_word_of_collecting_a_copy_is_left_in_english(
    visitor: Any, desk: Desk, marked: Marked, open_visitor: Callable[[], Any]
) -> None:
    visitor.get("/language/marked")
    left = {}
    for name, page in pages_of_collecting(visitor, desk):
        tree = lxml.html.fromstring(page)
        for node in tree.xpath("//time | //*[contains(@class, 'rp-words')]"):
            node.drop_tree()
        left[name] = unmarked(lxml.html.tostring(tree, encoding="unicode"))
    assert {name: words for name, words in left.items() if words} == {}
    assert sorted(marked.said - set(POLISH.words)) == []


def test_no_word_of_the_pages_for_those_who_help_is_left_in_english(visitor: Any, desk: Desk, marked: Marked) -> None:
    visitor.get("/language/marked")
    asked = AskTeam(
        case=desk.searching(),
        team=Team.SCHOOL,
        name="Mill Lane",
        email="office@mill-lane.example",
        words="The register of 2024.",
        due_on=desk.clock.london_date() + timedelta(10),
        actor=CASEWORKER,
    )
    enquiry = desk.do(enquiries.ask_team, asked)
    link = f"/help-us/open/{desk.within(lambda uow: uow.enquiries.new_link(enquiry, desk.clock.utc_now()))}"
    pages = [visitor.get(link).text, visitor.get("/help-us").text]
    visitor.get(link)
    assert visitor.post(link).location == "/help-us"
    pages.append(visitor.get("/help-us").text)
    found = {"holds": "nothing", "looked_in": "The store", "by_name": "Dee Fox"}
    files = [(io.BytesIO(b"MZ"), "x.exe")]
    for fields in ({}, {**found, "holds": "sends"}, {**found, "holds": "sends", "files": files}, found):
        visitor.get("/help-us")
        pages.append(visitor.post("/help-us", fields, content_type="multipart/form-data").text)
    visitor.get(link)
    pages.append(visitor.post(link).text)
    pages.append(visitor.post(link.replace("open", "again")).text)
    told = [re.sub(r"x\.exe|The register of 2024\.", "", page) for page in pages]
    assert [words for page in told if (words := unmarked(page))] == []
    # What is wrong with a file is said after its name, in the visitor's language by then.
    assert sorted(words for words in marked.said - set(POLISH.words) if "⟦" not in words) == []


def said_of_dates() -> set[str]:
    """Every sentence, and every name of a thing or a day in one, that says why a date is what it is."""
    folder = ROOT / "requests_" / "deadlines"
    calls = [node for path in folder.glob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    firsts = [node.args[0] for node in calls if isinstance(node, ast.Call) and ast.unparse(node.func) == "said"]
    words = {first.value for first in firsts if isinstance(first, ast.Constant)}
    names = {each.name for each in ClockFacts(regime=next(iter(ClockRegime)), received_on=date(2026, 6, 1)).evidence}
    days = set(WorkingDays.england_and_wales().holidays.values())
    capital = {name.capitalize() for name in names}
    return {*words, *LATE.values(), *NO_EFFECT.values(), *QUESTIONS, *names, *capital, *days}


def test_why_a_date_is_what_it_is_can_be_said_in_polish(public_app: PortalApp) -> None:
    assert sorted(said_of_dates() - set(POLISH.words)) == []
    start = said("{months} from {start} is {end}.", months=count_of(2, "month"), start=DAY, end=long_date(DAY.day))
    with public_app.test_request_context(headers={"Cookie": f"{languages.COOKIE}=pl"}):
        assert tell(start) == "2 miesiące od 15 lipca 2026 to środa, 15 lipca 2026."
        assert tell(listed(["proof of identity", "the fee"])) == "Potwierdzenie tożsamości i opłata"
        assert tell(month_name(DAY.day)) == "Lipiec"
    with public_app.test_request_context():
        assert tell(start) == "2 months from 15 July 2026 is Wednesday 15 July 2026."


def test_young_people_read_why_a_date_is_what_it_is_and_what_cannot_be_done_in_words_of_their_own(
    visitor: Any, desk: Desk, public_app: PortalApp
) -> None:
    young = kept_languages()["young"]
    ours = {*refusals.REFUSALS.values(), *(words for code, words in refusals.ELSE.items() if code != NotFound.code)}
    assert sorted(ours - set(young.words)) == []
    visitor.get("/language/young")
    for case in (desk.received(), desk.assessing(), desk.searching()):
        let_in(visitor, desk, case)
        page = visitor.get("/your-request").text
        assert "Why do I have to wait until then?" in page
        why = page[page.index("Why do I have to wait") :].split("</details>")[0]
        assert "When did we start counting?" in why
        assert [words for words in ("clock", "receipt", "channel", "due", "council") if words in why.casefold()] == []
    start = said("{months} from {start} is {end}.", months=count_of(2, "month"), start=DAY, end=long_date(DAY.day))
    with public_app.test_request_context(headers={"Cookie": f"{languages.COOKIE}=young"}):
        assert tell(start) == "The law gives us 2 months. From 15 July 2026, that is until Wednesday 15 July 2026."


def test_what_may_be_said_of_a_date_a_file_or_a_failure_is_said_in_polish(public_app: PortalApp) -> None:
    marked = Marked("marked", "ar", "Marked")
    languages.install(public_app, {"marked": marked})
    with public_app.test_request_context(headers={"Cookie": f"{languages.COOKIE}=marked"}):
        for day, month, year in product(("", "1", "31", "40"), ("", "2", "x"), ("", "20", "1800", "2020", "2090")):
            sent = [("day", day), ("month", month), ("year", year)]
            TwoDates(MultiDict({f"{name}-{part}": typed for name in ("born", "on") for part, typed in sent})).validate()
    reasons = {text for name, text in vars(file_kinds).items() if name.isupper() and isinstance(text, str)}
    pages = {text for page in (*PAGES.values(), CSRF_PAGE) for text in page}
    said = marked.said | {reason for reason in reasons if " " in reason} | pages
    assert sorted(said - set(POLISH.words)) == []


@pytest.mark.parametrize("language", [one for one in kept_languages().values() if one.words], ids=lambda one: one.key)
def test_a_translation_fills_the_places_that_the_words_have(language: Language) -> None:
    for english, worded in language.words.items():
        assert sorted(BRACES.findall(worded)) == sorted(BRACES.findall(english)), english
        assert worded.strip() == worded or language.key == "pl", english


def test_a_language_is_chosen_on_any_page_without_a_script_and_kept_for_the_visit(visitor: Any, desk: Desk) -> None:
    page = visitor.get("/request/asks").text
    assert 'lang="en-GB"' in page
    chosen = visitor.get("/language/pl?back=/request/asks")
    assert chosen.location == "/request/asks"
    assert "Expires" not in chosen.headers["Set-Cookie"]
    page = visitor.get("/request/asks").text
    assert 'lang="pl"' in page
    assert "O co chcesz prosić?" in page
    visitor.answer_all(answers_for("subject", "access"))
    visitor.post("/request/check")
    assert "czerwca 2026" in visitor.get("/request/sent").text or "lipca 2026" in visitor.get("/request/sent").text
    with desk.store.reading() as session:
        (row,) = queue_rows(session)
        assert case_summary(session, row.case).asked["wrote_in"] == "Polski"
    visitor.get("/language/en")
    assert 'lang="en-GB"' in visitor.get("/").text


@pytest.mark.parametrize(
    "back", ["//example.org", "https://example.org", "/\\example.org", "javascript:alert(1)", "/\r\nx"]
)
def test_choosing_a_language_leads_nowhere_else(visitor: Any, back: str) -> None:
    assert visitor.get("/language/pl", query_string={"back": back}).location == "/"


def test_a_language_that_is_not_offered_changes_nothing(visitor: Any) -> None:
    assert "Set-Cookie" not in visitor.get("/language/xx").headers
    visitor.client.set_cookie(languages.COOKIE, "../../etc/passwd")
    assert 'lang="en-GB"' in visitor.get("/").text


def test_styles_know_starts_and_ends_and_no_left_or_right() -> None:
    for name in ("council.css", "public.css"):
        css = (ROOT / "templates" / "static" / name).read_text(encoding="utf-8")
        sides = re.findall(r"(?<=[{;])(?:(?:margin|padding|border)-(?:left|right)[-:]|(?:left|right):)[^;}]*", css)
        assert sides == [], name


def test_no_day_of_the_week_stands_in_polish_behind_a_word_that_changes_its_ending() -> None:
    before = re.compile(r"_\('([^']+)'\) }}(?:</?\w[^>]*>|\s|{% if [^%]* %})*{{ weekday\(")
    said = {
        POLISH.say(words)
        for page in (ROOT / "templates/public").rglob("*.html")
        for words in before.findall(page.read_text(encoding="utf-8"))
    }
    assert len(said) >= 3
    assert not [words for words in said if words.split()[-1] in {"do", "od", "po", "przed", "w", "we"}]
