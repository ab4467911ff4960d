"""What a writer promises: every word that is somebody's is known to be theirs."""

from __future__ import annotations

import random

import pytest

from workers.demo.people.person import Address, Kind, Person
from workers.demo.prose import Prose, Writer, joined, quoted

CHILD = Person(
    key="c",
    kind=Kind.CHILD,
    given="Nia",
    family="Rees-Bello",
    sex="f",
    address=Address("4 Kiln Walk", "Saltbrook", "BK6 1AB"),
)
PARENT = Person(key="p", kind=Kind.ADULT, given="Huw", family="Rees", sex="m", title="Mr", phone="07700 900123")


def _writer(**facts: str) -> Writer:
    return Writer({"child": CHILD, "carer": PARENT}, facts, random.Random(1))


def _words(prose: Prose) -> list[tuple[str, str, str]]:
    return [(m.person, m.kind, prose.text[m.start : m.end]) for m in prose.mentions]


@pytest.mark.parametrize(
    ("template", "text", "words"),
    [
        ("{child} and {child}", "Nia Rees-Bello and Nia", [("c", "name", "Nia Rees-Bello"), ("c", "name", "Nia")]),
        ("{carer} / {carer}", "Mr Huw Rees / Mr Rees", [("p", "name", "Mr Huw Rees"), ("p", "name", "Mr Rees")]),
        ("{child.initials}: {child.Their} school", "NRB: Her school", [("c", "name", "NRB")]),
        ("ring {carer.phone}", "ring 07700 900123", [("p", "phone", "07700 900123")]),
        ("{child.swapped}", "REES-BELLO Nia", [("c", "name", "REES-BELLO Nia")]),
        ("{child.address}", "4 Kiln Walk, Saltbrook, BK6 1AB", [("c", "address", "4 Kiln Walk, Saltbrook, BK6 1AB")]),
        ("att {pct}", "att 81%", []),
    ],
)
def test_a_template_is_written_with_its_mentions(template: str, text: str, words: list[tuple[str, str, str]]) -> None:
    prose = _writer(pct="81%").write(template)
    assert prose.text == text
    assert _words(prose) == words


def test_alternatives_about_people_who_are_not_there_are_never_taken() -> None:
    for seed in range(20):
        writer = Writer({"child": CHILD}, {}, random.Random(seed))
        assert writer.write("[{sibling.full} too|no siblings]").text == "no siblings"


def test_a_sentence_about_nobody_known_cannot_be_written() -> None:
    assert not _writer().can_write("{gran.full} rang")
    assert not _writer().can_write("[{gran.full}|{friend.full}] rang")
    assert _writer().lines(("{gran.full} rang", "{child.given} rang"))[0].text == "Nia rang"


def test_joined_texts_keep_their_mentions() -> None:
    writer = _writer()
    prose = joined([writer.write("{child.given}"), Prose("x"), writer.write("see {carer.full}")], "\n")
    assert _words(prose) == [("c", "name", "Nia"), ("p", "name", "Huw Rees")]


def test_a_quoted_text_keeps_its_mentions_line_by_line() -> None:
    prose = quoted(quoted(_writer().write("Dear all\n{child.full} is ill.\n\n{carer.full}")))
    assert prose.text == "> > Dear all\n> > Nia Rees-Bello is ill.\n> > \n> > Huw Rees"
    assert _words(prose) == [("c", "name", "Nia Rees-Bello"), ("p", "name", "Huw Rees")]
