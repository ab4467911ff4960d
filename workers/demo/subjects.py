"""The files a request starts from: who is asked about, who is known around them, and the case of the demonstration."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workers.demo.dossier import Dossier
from workers.demo.people.person import Person
from workers.demo.truth import Ledger

# How many pupils get a subject file and a people file: those of the hard cases come first.
SUBJECTS = 12


def subject_of(child: Person) -> dict[str, Any]:
    """`subject.json` of a child, as a requester would fill it in."""
    nick = [f"{child.nick} {child.family}"] if child.nick else []
    former = [f"{child.given} {child.former_family}"] if child.former_family else []
    places = [place.line for place in (child.address, *child.former_addresses) if place]
    return {
        "given_name": child.given,
        "family_name": child.family,
        "date_of_birth": child.born.isoformat() if child.born else "",
        "upn": child.upn,
        "aliases": [*nick, *former],
        "addresses": places,
        "emails": [],
        "phones": [],
    }


def known_person(person: Person, role: str, relation: str) -> dict[str, Any]:
    """An entry of `people.json`."""
    places = [place.line for place in (person.address, *person.former_addresses) if place]
    return {
        "name": person.full,
        "role": role,
        "relation": relation,
        "aliases": list(person.names[1:]),
        "emails": [person.email] if person.email else [],
        "phones": [person.phone] if person.phone else [],
        "addresses": places,
        "date_of_birth": person.born.isoformat() if person.born else "",
        "upn": person.upn,
    }


def people_of(dossier: Dossier, ledger: Ledger, everyone: dict[str, Person]) -> list[dict[str, Any]]:
    """`people.json` of a case: the child, the carer who asks, everyone whose words stand in the child's documents."""
    child, carer = dossier.child, dossier.cast["carer"]
    rows = [known_person(child, "subject", "self"), known_person(carer, "requester", carer.relation)]
    relations = {person.key: role for role, person in dossier.cast.items()}
    for key in third_parties(dossier, ledger):
        person = everyone[key]
        professional = person.kind.value == "professional"
        relation = person.job if professional else _relation(dossier, person, relations.get(key, ""))
        rows.append(known_person(person, "professional" if professional else "third_party", relation))
    return rows


def _relation(dossier: Dossier, person: Person, role: str) -> str:
    """What the person is to the child: of the family, or somebody else's child or parent."""
    if role in {"twin", "sibling", "neighbour"}:
        return role
    family = dossier.family
    if person in (family.mother, family.father, family.partner, family.gran):
        return person.relation
    return "other pupil" if person.kind.value == "child" else f"other pupil's {person.relation}"


def third_parties(dossier: Dossier, ledger: Ledger) -> list[str]:
    """Keys of everyone but child and carer who is mentioned in what is about the child, in order of key."""
    own = {dossier.child.key, dossier.cast["carer"].key}
    found = {mention.person for truth in ledger.about(dossier.child.key) for mention in truth.prose.mentions}
    return sorted(found - own)


def write_subjects(root: Path, dossiers: Sequence[Dossier], ledger: Ledger, everyone: dict[str, Person]) -> int:
    """Subject and people files for the first pupils, and `hero.json`. Returns how many subjects."""
    chosen = dossiers[:SUBJECTS]
    for folder in ("subjects", "people"):
        (root / folder).mkdir()
    for number, dossier in enumerate(chosen, start=1):
        _write(root / "subjects" / f"{number}.json", subject_of(dossier.child))
        _write(root / "people" / f"{number}.json", people_of(dossier, ledger, everyone))
    _write(root / "hero.json", hero(dossiers[0], ledger, everyone))
    return len(chosen)


def hero(dossier: Dossier, ledger: Ledger, everyone: dict[str, Person]) -> dict[str, Any]:
    """The case of the demonstration: a mother asks for what is held about her child."""
    carer = dossier.cast["carer"]
    assert carer.address is not None
    people = people_of(dossier, ledger, everyone)
    items = [truth for truth in ledger.about(dossier.child.key) if not truth.unreadable]
    return {
        "subject": subject_of(dossier.child),
        "requester": {
            "name": carer.full,
            "given_name": carer.given,
            "family_name": carer.family,
            "email": carer.email,
            "phone": carer.phone,
            "address": carer.address.line,
            "relation": carer.relation,
            "parental_responsibility": True,
        },
        "request": "I would like a copy of everything the Education Support Service holds about "
        "my child, including notes of meetings and visits, "
        "e-mails between the school and the council, and what was said in the interview.",
        "third_parties": [
            {"name": row["name"], "role": row["role"], "relation": row["relation"]}
            for row in people
            if row["role"] == "third_party"
        ],
        "professionals": [
            {"name": row["name"], "relation": row["relation"]} for row in people if row["role"] == "professional"
        ],
        "people": people,
        "items": [
            {"store": truth.store, "ref": truth.ref, "title": truth.title, "category": truth.category}
            for truth in items
        ],
    }


def _write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
