"""The HTML of the public pages is sound: what points at something finds it, nothing stands where it may not.

`make html` gives the same pages to the Nu checker, which knows every rule and needs Java; these are checked always.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from requests_.model.commands import AskClarification
from requests_.services import assessment
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER
from tests.integration.portal.test_addressees import pages_of_collecting
from tests.integration.portal.test_languages import around, journey
from tests.integration.portal.test_reading_copy import answered
from tests.integration.portal.test_track_and_collect import let_in

POINTERS = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "headers")
INTERACTIVE = "a | button | input[not(@type='hidden')] | select | textarea | summary"


def faults_of(page: str) -> list[str]:
    """What the page says of itself that is not so."""
    tree = lxml.html.fromstring(page)
    ids = Counter(tree.xpath("//@id"))
    faults = [f"two of id {name}" for name, count in ids.items() if count > 1 or not name or " " in name]
    for pointer in POINTERS:
        wanted = {name for value in tree.xpath(f"//@{pointer}") for name in value.split()}
        faults += [f"{pointer} points at nothing: {name}" for name in wanted - set(ids)]
    faults += [
        f"a link to nothing: {name}" for name in tree.xpath("//a/@href") if name[:1] == "#" and name[1:] not in ids
    ]
    for node in tree.xpath("//a | //button | //label"):
        inside = node.xpath(" | ".join(f".//{kind.strip()}" for kind in INTERACTIVE.split("|")))
        faults += [f"{one.tag} inside {node.tag}" for one in inside if node.tag != "label" or one.tag != "input"]
    faults += [f"an empty {node.tag}" for node in tree.xpath("//h1 | //h2 | //h3 | //legend | //label | //th")
               if not node.text_content().strip()]  # fmt: skip
    levels = [int(node.tag[1]) for node in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    faults += [f"h{one} after h{before}" for before, one in zip(levels, levels[1:], strict=False) if one > before + 1]
    faults += [f"an image without words: {node.get('src')}" for node in tree.xpath("//img[not(@alt)]")]
    faults += [
        f"style or script inside: {node.tag}" for node in tree.xpath("//*[@style] | //style | //script[not(@src)]")
    ]
    faults += [f"on… of {node.tag}" for node in tree.xpath("//*[@*[starts-with(name(), 'on')]]")]
    return faults


def following(open_visitor: Callable[[], Any], desk: Desk) -> Iterator[tuple[str, str]]:
    """The pages of requests, as they stand and with faults."""
    asked = desk.searching()
    desk.do(assessment.ask_clarification, AskClarification(case=asked, question="Which?", actor=CASEWORKER))
    for name, case in (("received", desk.received()), ("asked", asked), ("answered", answered(desk))):
        visitor = open_visitor()
        let_in(visitor, desk, case)
        for path in ("", "/write", "/scope", "/file", "/withdraw", "/complain", "/wrong", "/copy/2"):
            yield f"{name}{path}", visitor.get(f"/your-request{path}").text
        for path in ("/write", "/file", "/complain", "/wrong"):
            visitor.get(f"/your-request{path}")
            yield f"{name}{path} with errors", visitor.post(f"/your-request{path}").text


@pytest.mark.parametrize("language", ["en", "young", "pl"])
def test_every_public_page_is_sound_in_every_state(
    visitor: Any, desk: Desk, open_visitor: Callable[[], Any], language: str
) -> None:
    visitor.get(f"/language/{language}")
    pages = dict(journey(visitor, "both" if language == "en" else "subject"))
    pages |= dict(around(visitor))
    pages |= {f"collect, {name}": page for name, page in pages_of_collecting(open_visitor(), desk)}
    if language == "en":
        pages |= dict(following(open_visitor, desk))
        pages |= {path: visitor.get(path).text for path in ("/privacy", "/accessibility")}
    assert {name: found for name, page in pages.items() if (found := faults_of(page))} == {}
    if folder := os.environ.get("PAGES", ""):
        for number, (name, page) in enumerate(pages.items()):
            plain = "".join(sign if sign.isalnum() else "-" for sign in name)[:60]
            (Path(folder) / f"{language}-{number:03}-{plain}.html").write_text(page, encoding="utf-8")


FAULTY = [
    ('<h1 id="a">A</h1><p id="a">b</p>', "two of id a"),
    ('<h1>A</h1><label for="b">B</label>', "for points at nothing: b"),
    ('<h1>A</h1><a href="#b">B</a>', "a link to nothing: #b"),
    ('<h1>A</h1><a href="/"><button>B</button></a>', "button inside a"),
    ("<h1>A</h1><h3>B</h3>", "h3 after h1"),
    ('<h1>A</h1><img src="x">', "an image without words: x"),
    ('<h1>A</h1><p style="color:red">B</p>', "style or script inside: p"),
    ('<h1 onclick="a()">A</h1>', "on… of h1"),
    ("<h1></h1>", "an empty h1"),
]


@pytest.mark.parametrize(("page", "fault"), FAULTY, ids=[fault for _, fault in FAULTY])
def test_a_page_that_is_not_sound_is_found(page: str, fault: str) -> None:
    assert fault in faults_of(f"<!doctype html><html><body>{page}</body></html>")
