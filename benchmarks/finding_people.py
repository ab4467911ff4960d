"""Measures how well one person is told from all others in lists that share no key.

`python benchmarks/finding_people.py [--people N] [--subjects N] [--out FOLDER]` writes `results/finding_people.json`.
The people (`finding_lists`, written apart from the matcher) have siblings, twins, strangers of the same name, some of
them born on the same day, fathers of the same name; their names stand in short forms, as heard, transliterated and
mistyped, with days and months swapped, old addresses and pupil numbers missing, in a case system, an attendance list
and an old register read by a machine. For each kind of subject: the share of their own rows found at all, the share
accepted, and the rows of somebody else that were accepted (the worst mistake) or put before a person.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from workers.finding.bands import Decision
from workers.finding.landscape import survey
from workers.finding.profile import SubjectProfile
from workers.sources.stores import PersonTable, SqlPlace, Store, StoreKind

sys.path.insert(0, str(Path(__file__).parent))
from finding_lists import TABLES, VARIANTS, Person, made


def written(folder: Path, rng: random.Random, people: list[Person]) -> tuple[list[Store], dict[tuple[str, str], int]]:
    """Write the lists; gives the stores, and whose each row is."""
    stores, truth = [], {}
    for name, (rows, columns) in TABLES.items():
        path = folder / f"{name}.sqlite"
        with sqlite3.connect(path) as database:
            named = ", ".join(f"{column} TEXT" for column in columns)
            database.execute(f"CREATE TABLE list (id INTEGER PRIMARY KEY, {named})")
            listed = list(zip(people, rows(rng, people), strict=True))
            rng.shuffle(listed)
            for key, (person, row) in enumerate(listed, start=1):
                truth[name, str(key)] = person.number
                database.execute(f"INSERT INTO list VALUES ({', '.join('?' * (len(row) + 1))})", (key, *row))
        database.close()
        table = PersonTable(table="list", key="id", fields={column: column for column in columns})
        place = SqlPlace(url=f"sqlite:///{path}", person=table)
        stores.append(Store(id=name, kind=StoreKind.SQL, title=name, place=place))
    return stores, truth


def measured(people_count: int, subject_count: int, seed: int) -> dict[str, dict[str, float]]:
    """Search for some of each kind; gives the counts of each kind and of all."""
    rng = random.Random(seed)
    people = made(rng, people_count)
    kinds = sorted({one.kind for one in people})
    subjects = [one for kind in kinds for one in _some(rng, people, kind, max(1, subject_count // len(kinds)))]
    counts: dict[str, defaultdict[str, float]] = {kind: defaultdict(float) for kind in (*kinds, "all")}
    with tempfile.TemporaryDirectory() as folder:
        stores, truth = written(Path(folder), rng, people)
        for subject in subjects:
            started = time.process_time()
            counted = _searched(stores, truth, subject)
            counted["seconds"] = time.process_time() - started
            for name, value in counted.items():
                counts[subject.kind][name] += value
                counts["all"][name] += value
    return {kind: dict(told) for kind, told in counts.items()}


def _some(rng: random.Random, people: list[Person], kind: str, count: int) -> list[Person]:
    listed = [one for one in people if one.kind == kind]
    return rng.sample(listed, min(count, len(listed)))


def _searched(stores: list[Store], truth: dict[tuple[str, str], int], subject: Person) -> dict[str, float]:
    profile = SubjectProfile(
        given_name=VARIANTS[subject.given][0],
        family_name=subject.family,
        date_of_birth=subject.born,
        upn=subject.upn,
        addresses=(subject.address,),
    )
    told = {(store, one.row.key): one.decision for store, rows in survey(stores, profile).rows.items() for one in rows}
    own = [key for key, number in truth.items() if number == subject.number]
    offered = [key for key, decision in told.items() if decision is Decision.POSSIBLE]
    accepted = [key for key, decision in told.items() if decision is Decision.MATCH]
    return {
        "subjects": 1,
        "rows": len(own),
        "found": sum(key in accepted or key in offered for key in own),
        "accepted": sum(key in accepted for key in own),
        "others_accepted": sum(truth[key] != subject.number for key in accepted),
        "others_offered": sum(truth[key] != subject.number for key in offered),
    }


def figures(counts: dict[str, float]) -> dict[str, float]:
    rows, subjects = counts["rows"], counts["subjects"]
    return {
        "subjects": int(subjects),
        "rows": int(rows),
        "recall": round(counts["found"] / rows, 4),
        "accepted": round(counts["accepted"] / rows, 4),
        "others_accepted": int(counts["others_accepted"]),
        "precision": round(counts["accepted"] / max(1, counts["accepted"] + counts["others_accepted"]), 4),
        "others_offered_per_subject": round(counts["others_offered"] / subjects, 2),
        "seconds_per_subject": round(counts["seconds"] / subjects, 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--subjects", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results")
    given = parser.parse_args()
    counts = measured(given.people, given.subjects, given.seed)
    result = {
        "people": given.people,
        "rows": given.people * len(TABLES),
        "seed": given.seed,
        "kinds": {kind: figures(told) for kind, told in counts.items()},
    }
    (given.out / "finding_people.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
