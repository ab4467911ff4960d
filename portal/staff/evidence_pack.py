"""The evidence pack: one case for the regulator, as one PDF and as a folder of files that anybody can check."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import pikepdf
from jinja2 import Environment

from portal.staff.timeline_words import actor_words, sentence
from portal.web.report_files import pdf_of
from requests_.clock import london_date_of
from requests_.errors import Unavailable
from requests_.ids import CaseId
from requests_.model.exemptions import EXEMPTIONS
from requests_.reporting.export import csv_of
from requests_.settings import ControllerProfile
from requests_.store.queries.evidence import CaseEvidence
from templates.environment import STATIC_FOLDER, build_environment
from templates.filters import plural
from templates.labels import label

FileBytes = Callable[[CaseId, str], bytes]
Files = dict[str, bytes]
_ZIP_DATE = (2000, 1, 1, 0, 0, 0)
HOW_TO_CHECK = """How to check this folder without the council's system

1. Every file here is named in manifest.txt with its SHA-256: sha256sum --check manifest.txt
2. chain.json has every event of the case. The seal of an event is the SHA-256 over the JSON list
   [the seal before, case, seq, kind, version, at, actor, payload]
   with sorted keys and without spaces; the seal before the first event is 64 zeros.
3. The last seal of the case goes into the audit head of the whole system, which is named in evidence.pdf: the SHA-256
   over the lines "<chain> <number of events> <last seal>" of all cases, breaches and registers, sorted, each with
   its newline.
"""


def evidence_files(found: CaseEvidence, file_bytes: FileBytes, council: ControllerProfile) -> Files:
    """Every file of the pack by its name. The same case at the same moment gives the same bytes."""
    letters = {
        f"letters/{number:02d}-{paper.name}.pdf": paper.content(found.summary.case.key, file_bytes)
        for number, paper in enumerate(_papers(found), 1)
    }
    files = {
        "evidence.pdf": _bound(pdf_of(_page(found, council), found.head.digest), letters.values()),
        **letters,
        "chronology.csv": _csv(("no", "at", "who", "what"), _chronology(found)),
        "search.csv": _csv(SEARCH_COLUMNS, _search(found)),
        "reasons.csv": _csv(("at", "who", "about", "rule", "written"), _reasons(found)),
        "documents.csv": _csv(("source", "title", "date", "pages", "decision", "reason"), _documents(found)),
        "chain.json": (json.dumps(found.chain, indent=1, sort_keys=True) + "\n").encode(),
        "how-to-check.txt": HOW_TO_CHECK.encode(),
    }
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    return {**files, "manifest.txt": "".join(lines).encode()}


def zipped(files: Files, folder: str) -> bytes:
    """The files as one ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(f"{folder}/{name}", _ZIP_DATE), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Something in writing as it was sent. `pages` is how many of the file's first pages it is, 0 for all."""

    name: str
    title: str
    written_on: date
    sent_at: datetime | None
    sha256: str
    pages: int = 0

    def content(self, case: CaseId, file_bytes: FileBytes) -> bytes:
        """Its own pages, and nothing of what was disclosed behind them."""
        content = file_bytes(case, self.sha256)
        return _first_pages(content, self.pages) if self.pages else content


def _papers(found: CaseEvidence) -> list[Paper]:
    """The letters, and the answers in front of the copies that were released, in the order they were sent."""
    letters = [
        Paper(
            name=line.kept.kind.value,
            title=label("message", line.kind),
            written_on=line.kept.written_on,
            sent_at=line.sent_at,
            sha256=line.kept.pdf_sha256,
        )
        for line in found.letters
        if line.kept is not None
    ]
    answers = [
        Paper(
            name="answer",
            title=f"The answer: letter, index and schedule in front of the copy ({plural(answer.pages, 'page')})",
            written_on=london_date_of(answer.made_at),
            sent_at=answer.released_at,
            sha256=answer.sha256,
            pages=answer.pages,
        )
        for answer in found.answers
    ]
    return sorted([*letters, *answers], key=lambda paper: paper.sent_at or found.known_at)


def _first_pages(content: bytes, count: int) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pack, pikepdf.new() as front:
        front.pages.extend(pack.pages[:count])
        out = io.BytesIO()
        front.save(out, deterministic_id=True)
    return out.getvalue()


def _page(found: CaseEvidence, council: ControllerProfile) -> str:
    return (
        _environment()
        .get_template("returns/evidence.html")
        .render(
            found=found,
            summary=found.summary,
            council=council,
            style=(STATIC_FOLDER / "reports.css").read_text(encoding="utf-8"),
            chronology=_chronology(found),
            search=_search(found),
            reasons=_reasons(found),
            documents=_documents(found),
            papers=_papers(found),
            unkept=[line for line in found.letters if line.kept is None],
        )
    )


def _bound(report: bytes, letters: Iterable[bytes]) -> bytes:
    """The report with the letters as they were sent behind it. Raises Unavailable where a page is lost."""
    with pikepdf.open(io.BytesIO(report)) as bound:
        pages = len(bound.pages)
        for content in letters:
            with pikepdf.open(io.BytesIO(content)) as letter:
                pages += len(letter.pages)
                bound.pages.extend(letter.pages)
        out = io.BytesIO()
        bound.save(out, deterministic_id=True)
    with pikepdf.open(io.BytesIO(out.getvalue())) as again:
        if len(again.pages) != pages or again.check_pdf_syntax():
            raise Unavailable("The evidence could not be bound into one file.")
    return out.getvalue()


def _chronology(found: CaseEvidence) -> list[Sequence[object]]:
    titles = {source.key: source.title for source in found.sources}
    return [(row.seq, row.at, actor_words(row), sentence(row, titles)) for row in found.timeline]


SEARCH_COLUMNS = (
    "source",
    "state",
    "looked at",
    "found",
    "possible",
    "not readable",
    "tries",
    "reason",
    "gap accepted",
)


def _search(found: CaseEvidence) -> list[Sequence[object]]:
    return [
        (
            row.title,
            row.state or "",
            row.looked_at,
            row.found,
            row.possible,
            len(row.unreadable),
            row.attempt,
            row.reason,
            "yes" if row.gap_accepted else "no",
        )
        for row in found.sources
    ]


def _reasons(found: CaseEvidence) -> list[Sequence[object]]:
    return [(row.made_at, row.made_by, row.title or row.about, _rule(row.code), row.words) for row in found.decisions]


def _documents(found: CaseEvidence) -> list[Sequence[object]]:
    return [
        (row.source, row.title, row.dated_on or "", row.pages, row.outcome or "not decided", _rule(row.outcome_reason))
        for row in found.documents
    ]


def _rule(code: str) -> str:
    return f"{EXEMPTIONS[code].label} ({EXEMPTIONS[code].citation})" if code in EXEMPTIONS else code


def _csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    return csv_of([headings, *([str(cell) for cell in row] for row in rows)]).encode("utf-8-sig")


@cache
def _environment() -> Environment:
    return build_environment()
