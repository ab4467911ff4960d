"""The ground truth: which words of which document belong to whom, and whom a document is about."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from workers.demo.drafts import Draft
from workers.demo.people.person import Person
from workers.demo.prose import Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is true of one thing a search can find; `unreadable` says why its text cannot be had, "" when it can."""

    store: str
    ref: str
    title: str
    kind: str
    category: str
    on: date
    about: tuple[str, ...]
    prose: Prose
    unreadable: str = ""
    form: str = ""

    def row(self) -> dict[str, Any]:
        """The truth as a line of `items.jsonl`; offsets are half-open code points of `text`."""
        text = self.prose.text
        people = {mention.person for mention in self.prose.mentions}
        return {
            "store": self.store,
            "ref": self.ref,
            "title": self.title,
            "kind": self.kind,
            "category": self.category,
            "form": self.form,
            "date": self.on.isoformat(),
            "about": list(self.about),
            "mentioned": sorted(people - set(self.about)),
            "unreadable": self.unreadable,
            "text": text,
            "mentions": [
                {"start": m.start, "end": m.end, "person": m.person, "kind": m.kind, "text": text[m.start : m.end]}
                for m in self.prose.mentions
            ],
        }


@dataclass(slots=True)
class Ledger:
    """Collects the truth as the borough is written."""

    rows: list[Truth] = field(default_factory=list)

    def enter(self, truth: Truth) -> None:
        """One more thing that can be found."""
        self.rows.append(truth)

    def enter_draft(self, store: str, ref: str, draft: Draft, *, form: str, unreadable: str = "") -> None:
        """A draft that was written to a store."""
        self.enter(
            Truth(
                store=store,
                ref=ref,
                title=draft.title,
                kind=draft.kind,
                category=draft.category,
                on=draft.on,
                about=draft.about,
                prose=draft.prose,
                form=form,
                unreadable=unreadable,
            )
        )

    def about(self, person: str) -> list[Truth]:
        """Everything that is about one person."""
        return [truth for truth in self.rows if person in truth.about]


def person_row(person: Person, traits: Iterable[str]) -> dict[str, Any]:
    """A person as a line of `people.jsonl`."""
    addresses = [place.line for place in (person.address, *person.former_addresses) if place]
    return {
        "key": person.key,
        "kind": person.kind.value,
        "name": person.full,
        "names": list(person.names),
        "given": person.given,
        "middle": person.middle,
        "family": person.family,
        "nick": person.nick,
        "former_family": person.former_family,
        "date_of_birth": person.born.isoformat() if person.born else "",
        "upn": person.upn,
        "nhs": person.nhs,
        "email": person.email,
        "phone": person.phone,
        "addresses": addresses,
        "protected": person.protected,
        "job": person.job,
        "employer": person.employer,
        "relation": person.relation,
        "traits": sorted(traits),
    }


def write_truth(folder: Path, ledger: Ledger, people: Iterable[dict[str, Any]]) -> None:
    """`people.jsonl` and `items.jsonl` in the folder."""
    folder.mkdir(parents=True)
    write_lines(folder / "people.jsonl", people)
    write_lines(folder / "items.jsonl", (truth.row() for truth in ledger.rows))


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """The rows as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
