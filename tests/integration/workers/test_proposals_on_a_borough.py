"""What is proposed over whole bundles of an invented borough, held against the truth of who is meant where."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from redaction.passages import PASSAGE
from redaction.policy import PROFESSIONAL_HINT
from redaction.propose import propose
from redaction.values import Disposition, Document, Layout, Person, Proposal, Role, TextUnit, UnitForm, UnitSource
from workers.demo.borough import build_borough

PUPILS = 12
SUBJECTS = 4
HOUSEHOLD = ("subject", "requester", "third_party")
Row = dict[str, Any]


@dataclass(slots=True)
class Figures:
    """What the proposals over the bundles come to."""

    listed: int = 0
    listed_withheld: int = 0
    listed_let_through: int = 0
    private: int = 0
    private_kept: int = 0
    own_names: int = 0
    own_names_withheld: int = 0
    clusters: int = 0
    mixed: int = 0
    mixed_with_officials: int = 0
    officials: int = 0
    officials_hinted: int = 0
    strangers: int = 0
    strangers_hinted: int = 0
    words_marked: int = 0
    words_right: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    root = tmp_path_factory.mktemp("borough") / "built"
    build_borough(root, pupils=PUPILS, seed=7)
    return measured(root, SUBJECTS)


def test_every_mention_of_a_listed_third_party_is_withheld(figures: Figures) -> None:
    assert figures.listed > 100
    assert figures.listed_withheld == figures.listed, figures.missed


def test_what_names_somebody_private_nobody_listed_is_at_least_referred(figures: Figures) -> None:
    assert figures.private > 300
    assert figures.private_kept >= 0.97 * figures.private, figures.missed


def test_the_subjects_own_name_is_never_withheld(figures: Figures) -> None:
    assert figures.own_names > 300
    assert figures.own_names_withheld == 0, figures.wrong


def test_one_key_is_one_person(figures: Figures) -> None:
    assert figures.clusters > 50
    assert figures.mixed_with_officials == 0, figures.wrong
    assert figures.mixed <= 0.02 * figures.clusters, figures.wrong


def test_officials_are_hinted_at_and_nobody_else_is(figures: Figures) -> None:
    assert figures.officials_hinted >= 0.7 * figures.officials
    assert figures.strangers_hinted == 0, figures.wrong


def test_little_else_is_marked(figures: Figures) -> None:
    assert figures.words_right >= 0.9 * figures.words_marked, figures.wrong


def measured(root: Path, subjects: int) -> Figures:
    """Figures over the bundles of the borough's first subjects."""
    people = {row["key"]: row for row in _rows(root / "truth" / "people.jsonl")}
    items = _rows(root / "truth" / "items.jsonl")
    figures = Figures()
    for path in sorted((root / "subjects").glob("*.json"), key=lambda one: int(one.stem))[:subjects]:
        subject = json.loads(path.read_text(encoding="utf-8"))
        known = json.loads((root / "people" / path.name).read_text(encoding="utf-8"))
        pupil = next(key for key, row in people.items() if row["upn"] == subject["upn"])
        bundle = [row for row in items if pupil in row["about"] and row["text"]]
        listed = _listed(subject, known)
        by_name = {(row["name"], row["date_of_birth"]): key for key, row in people.items()}
        keys = {
            by_name[one.name, one.date_of_birth.isoformat() if one.date_of_birth else ""]: one for one in listed[1:]
        }
        keys[pupil] = listed[0]
        documents = [
            Document(
                name=row["title"], media_type="text/plain", layout=Layout.RETYPESET,
                units=tuple(unit for unit, _ in _units(row["text"])),
            )
            for row in bundle
        ]  # fmt: skip
        _count(figures, bundle, propose(documents, listed), keys, people)
    return figures


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _listed(subject: Row, known: Sequence[Row]) -> list[Person]:
    """The people a case knows: the pupil, who asks, the family; other pupils and officials are found, not listed."""
    listed = []
    for number, row in enumerate(known):
        if row["role"] in HOUSEHOLD and not row["relation"].startswith(("other pupil", "neighbour", "twin", "sibling")):
            listed.append(
                Person(
                    key=f"listed-{number}", name=row["name"], role=Role(row["role"]), relation=row["relation"],
                    aliases=tuple(subject["aliases"]) if row["role"] == "subject" else (),
                    emails=tuple(row["emails"]), phones=tuple(row["phones"]), addresses=tuple(row["addresses"]),
                    date_of_birth=date.fromisoformat(row["date_of_birth"]) if row["date_of_birth"] else None,
                    upn=row["upn"],
                )
            )  # fmt: skip
    return listed


def _units(text: str) -> Iterator[tuple[TextUnit, int]]:
    """A truth text as units with where each begins: lines of cells as fields or tables, the rest as prose."""
    block: list[str] = []
    start = place = 0
    lines = [*text.split("\n"), None]
    for line in lines:
        cells = line.count("\t") if line is not None else -1
        if block and (line is None or _sort(block[-1].count("\t")) != _sort(cells)):
            form = _sort(block[-1].count("\t"))
            yield TextUnit(label="Text", text="\n".join(block), source=UnitSource.NATIVE, form=form), start
            block, start = [], place
        if line is not None:
            block.append(line)
            place += len(line) + 1


def _sort(cells: int) -> UnitForm:
    return UnitForm.PROSE if cells < 1 else UnitForm.FIELDS if cells == 1 else UnitForm.TABLE


def _count(
    figures: Figures, bundle: Sequence[Row], proposals: Sequence[Sequence[Proposal]], listed: Mapping[str, Person],
    people: Mapping[str, Row],
) -> None:  # fmt: skip
    clusters: dict[str, set[str]] = defaultdict(set)
    hinted: set[str] = set()
    for row, marks in zip(bundle, proposals, strict=True):
        begins = [start for _, start in _units(row["text"])]
        spans = [(begins[one.unit] + one.start, begins[one.unit] + one.end, one) for one in marks]
        # Of mentions alone: a cue is a hint, and a passage covers more than who is named in it.
        spans = [span for span in spans if not span[2].kind.startswith("cue:") and span[2].kind != PASSAGE]
        _count_words(figures, row, spans)
        for mention in row["mentions"]:
            low, high = mention["start"], mention["end"]
            over = [one for start, end, one in spans if start < high and end > low]
            covering = [(start, end) for start, end, one in spans if one.disposition is not Disposition.DISCLOSE]
            whole = _covered(row["text"], low, high, covering)
            _count_mention(figures, mention, over, whole, listed, people)
            if mention["kind"] == "name":
                for one in over:
                    if one.person.startswith("unknown"):
                        clusters[one.person].add(mention["person"])
                        if one.why.startswith(PROFESSIONAL_HINT):
                            hinted.add(one.person)
    _count_clusters(figures, clusters, hinted, people)


def _count_mention(
    figures: Figures, mention: Row, over: list[Proposal], whole: bool, listed: Mapping[str, Person],
    people: Mapping[str, Row],
) -> None:  # fmt: skip
    key, told = mention["person"], f"{mention['kind']} {mention['text']!r}"
    person = listed.get(key)
    if person is None:
        if people[key]["kind"] != "professional":
            figures.private += 1
            figures.private_kept += whole
            figures.missed[told] += not whole
    elif person.role is Role.THIRD_PARTY and mention["kind"] in ("name", "email", "phone"):
        figures.listed += 1
        kept = whole and any(one.disposition is Disposition.WITHHOLD for one in over)
        figures.listed_withheld += kept
        figures.listed_let_through += not whole
        figures.missed[f"listed {told} {[(o.text, o.person, o.disposition.value) for o in over]}"] += not kept
    elif person.role is Role.SUBJECT and mention["kind"] == "name":
        figures.own_names += 1
        withheld = any(one.disposition is Disposition.WITHHOLD for one in over)
        figures.own_names_withheld += withheld
        figures.wrong[f"subject {told}"] += withheld


def _count_clusters(
    figures: Figures, clusters: Mapping[str, set[str]], hinted: set[str], people: Mapping[str, Row]
) -> None:
    seen = {key: False for meant in clusters.values() for key in meant}
    for key, meant in clusters.items():
        kinds = {people[one]["kind"] == "professional" for one in meant}
        names = " + ".join(sorted(people[one]["name"] for one in meant))
        figures.clusters += 1
        figures.mixed += len(meant) > 1
        figures.mixed_with_officials += len(kinds) > 1
        figures.wrong[f"mixed {names}"] += len(meant) > 1
        seen |= {one: seen[one] or key in hinted for one in meant}
    for one, known in seen.items():
        if people[one]["kind"] == "professional":
            figures.officials += 1
            figures.officials_hinted += known
            figures.missed[f"hint {people[one]['name']}"] += not known
        else:
            figures.strangers += 1
            figures.strangers_hinted += known
            figures.wrong[f"hinted {people[one]['name']}"] += known


def _count_words(figures: Figures, row: Row, spans: Sequence[tuple[int, int, Proposal]]) -> None:
    """Over-marking: kept-back stretches that share nothing with any mention, word by word."""
    truth = [(mention["start"], mention["end"]) for mention in row["mentions"]]
    for start, end, one in spans:
        if one.disposition is not Disposition.DISCLOSE:
            right = any(start < high and end > low for low, high in truth)
            figures.words_marked += 1
            figures.words_right += right
            figures.wrong[f"over {one.kind} {one.text!r}"] += not right


def _covered(text: str, low: int, high: int, spans: Sequence[tuple[int, int]]) -> bool:
    places = [place for place in range(low, high) if text[place].isalnum()]
    return all(any(start <= place < end for start, end in spans) for place in places)
