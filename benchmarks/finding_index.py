"""Measures the index of a share and writes `benchmarks/results/finding_index.{json,svg}`.

`python benchmarks/finding_index.py [--documents N] [--out FOLDER]`. For an eighth to all of the documents, in one run:
reading every file (the floor), building an index, a search without it, a search through it (which looks first at every
file, whether it has changed), and an update after one file in a hundred has changed. Both searches must find the same.
Times are by the wall clock, the median over the subjects; compare them with the floor, not between machines.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from workers.finding.expansion import expand
from workers.finding.index.catalogue import Catalogue, Update
from workers.finding.look_alikes import Landscape
from workers.finding.profile import SubjectProfile
from workers.finding.record import StoreSearch
from workers.finding.search import search_store
from workers.sources.base import Tally
from workers.sources.opening import open_texts
from workers.sources.stores import FilesPlace, Store, StoreKind

sys.path.insert(0, str(Path(__file__).parent))
from plot import log_plot

SUBJECTS = 5
SYLLABLES = (
    *("ba", "be", "bo", "ca", "ce", "da", "do", "el", "fa", "gi", "ha", "il", "jo", "ka", "la", "le", "li", "ma", "mi"),
    *("mo", "na", "ne", "no", "or", "pa", "ra", "re", "ri", "ro", "sa", "se", "ta", "te", "to", "ul", "va", "ve"),
)
GIVEN = (
    *("Aisha", "Alfie", "Amelia", "Arthur", "Chidi", "Chloe", "Daniel", "Ella", "Ewa", "Freya", "George", "Hassan"),
    *("Isla", "Jack", "Jakub", "Layla", "Leo", "Maryam", "Mia", "Noah", "Oliver", "Olivia", "Poppy", "Yusuf", "Zara"),
)
PROSE = (
    "The officer called and spoke with a parent about the absence. ",
    "It was agreed that support would be offered and looked at again in six weeks. ",
    "The school gave the reasons it knows of and the register was checked. ",
    "No further action was taken at this time; the referral stays open. ",
    "A letter was sent by second class post, and a copy was put on the file. ",
)


def names(rng: random.Random, count: int) -> list[SubjectProfile]:
    made = {}
    while len(made) < count:
        family = "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4))).title()
        born = date(rng.randint(2006, 2018), rng.randint(1, 12), rng.randint(1, 28))
        child = SubjectProfile(
            given_name=rng.choice(GIVEN),
            family_name=family,
            date_of_birth=born,
            upn=f"{rng.choice('ABCDEFGH')}{rng.randrange(10**12):012}",
            addresses=(f"{rng.randint(1, 200)} {rng.choice(SYLLABLES).title()}field Road, BX{rng.randint(1, 9)} 2CD",),
        )
        made[child.given_name, family] = child
    return list(made.values())


def document(rng: random.Random, children: list[SubjectProfile]) -> str:
    lines = []
    for child in rng.sample(children, rng.randint(1, 4)):
        said = rng.choice(
            (
                f"{child.given_name} {child.family_name} (UPN {child.upn})",
                f"{child.family_name}, {child.given_name}, born {child.date_of_birth:%d/%m/%Y}",
                f"{child.given_name[0]}. {child.family_name}",
                f"{child.given_name} {child.family_name}",
            )
        )
        lines.append(f"{said}. " + "".join(rng.choice(PROSE) for _ in range(rng.randint(4, 14))))
    lines.append("Sessions: " + " ".join(str(rng.randrange(100)) for _ in range(20)))
    return "\n".join(lines)


def write_share(root: Path, count: int, seed: int) -> list[SubjectProfile]:
    rng = random.Random(seed)
    children = names(rng, max(50, count // 7))
    for number in range(count):
        folder = root / f"{number // 500:04}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:06}.txt").write_text(document(rng, children), encoding="utf-8")
    return rng.sample(children, SUBJECTS)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def read_all(root: Path) -> int:
    return sum(len((Path(folder) / name).read_bytes()) for folder, _, files in os.walk(root) for name in files)


def measured(count: int, seed: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as place:
        root, index = Path(place) / "share", Path(place) / "index"
        subjects = write_share(root, count, seed)
        store = Store(id="share", kind=StoreKind.FILES, title="Share", place=FilesPlace(root))
        catalogue = Catalogue(index, "benchmark " * 4)
        size = read_all(root)
        build, _ = timed(lambda: update(store, catalogue))
        plain, through, floors = [], [], []
        for subject in subjects:
            floors.append(timed(lambda: read_all(root))[0])
            seconds, whole = timed(lambda subject=subject: search(store, subject, None))
            plain.append(seconds)
            seconds, indexed = timed(lambda subject=subject: search(store, subject, catalogue))
            through.append(seconds)
            if found(whole) != found(indexed):
                raise SystemExit("The search through the index does not find what the search without it finds.")
        for path in list(root.rglob("*.txt"))[::100]:
            path.write_text(path.read_text(encoding="utf-8") + "\nSeen again.", encoding="utf-8")
        changed, _ = timed(lambda: update(store, catalogue))
        kept = sum(path.stat().st_size for path in index.glob("*.index"))
    row = {
        "documents": count,
        "text_bytes": size,
        "read_all_seconds": statistics.median(floors),
        "build_seconds": build,
        "search_without_index_seconds": statistics.median(plain),
        "search_through_index_seconds": statistics.median(through),
        "update_one_in_a_hundred_seconds": changed,
        "index_bytes": kept,
        "index_to_text": kept / size,
        "without_to_through": statistics.median(plain) / statistics.median(through),
        "through_to_floor": statistics.median(through) / statistics.median(floors),
        "build_to_floor": build / statistics.median(floors),
    }
    return {name: round(value, 4) for name, value in row.items()}


def search(store: Store, subject: SubjectProfile, catalogue: Catalogue | None) -> StoreSearch:
    landscape = Landscape(person=expand(subject), has_lists=True)
    return search_store(store, subject, landscape=landscape, catalogue=catalogue)


def found(search: StoreSearch) -> list[tuple[str, str]]:
    return sorted((one.ref, str(one.decision)) for one in search.findings)


def update(store: Store, catalogue: Catalogue) -> None:
    with open_texts(store) as source, catalogue.opened(store) as opened:
        for _ in Update(opened, source, Tally(), lambda _done, _total: None).run():
            pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=8_000)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results")
    given = parser.parse_args()
    rows = [measured(given.documents // part, seed=part) for part in (8, 4, 2, 1)]
    result = {
        "python": platform.python_version(),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "subjects": SUBJECTS,
        "rows": rows,
    }
    (given.out / "finding_index.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    lines = {
        "build": "build_seconds",
        "search without it": "search_without_index_seconds",
        "update, 1 in 100 changed": "update_one_in_a_hundred_seconds",
        "search through it": "search_through_index_seconds",
        "read every file": "read_all_seconds",
    }
    log_plot(
        given.out / "finding_index.svg",
        title="One subject in a share, with and without an index",
        across="documents in the share",
        up="seconds",
        series={name: [(row["documents"], row[key]) for row in rows] for name, key in lines.items()},
    )
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
