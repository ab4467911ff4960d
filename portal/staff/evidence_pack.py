"""The evidence pack: one case for the regulator, as one PDF and as a folder of files that anybody can check."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import pikepdf
from jinja2 import Environment

from portal.staff.timeline_words import actor_words, sentence
from portal.web.report_files import pdf_of
from requests_.errors import Unavailable
from requests_.ids import CaseId
from requests_.model.exemptions import EXEMPTIONS
from requests_.settings import ControllerProfile
from requests_.store.queries.evidence import CaseEvidence
from requests_.store.queries.letters import LetterLine, SentLetter
from templates.environment import STATIC_FOLDER, build_environment

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
        f"letters/{number:02d}-{kept.kind.value}.pdf": file_bytes(found.summary.case.key, kept.pdf_sha256)
        for number, (_, kept) in enumerate(_kept(found.letters), 1)
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


def _kept(letters: Iterable[LetterLine]) -> list[tuple[LetterLine, SentLetter]]:
    return [(line, line.kept) for line in letters if line.kept is not None]


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
            kept=_kept(found.letters),
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
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([_plain(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


@cache
def _environment() -> Environment:
    return build_environment()
