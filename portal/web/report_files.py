"""A return as a file: page, PDF, workbook, CSV. The same return is the same bytes, whoever asks and whenever."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment

from requests_.errors import NotFound
from requests_.reporting.breakdowns import Breakdown
from requests_.reporting.case_list import cases_csv
from requests_.reporting.definitions import BY_KEY
from requests_.reporting.export import csv_text, group_title
from requests_.reporting.period import Period, period_named
from requests_.reporting.published_files import ROUNDED, edition_csv, edition_workbook
from requests_.reporting.publishing import Edition
from requests_.reporting.returns import Return
from requests_.reporting.words import out_of_words, value_words
from requests_.reporting.workbook import workbook_bytes
from requests_.settings import ControllerProfile
from templates.environment import STATIC_FOLDER, build_environment
from templates.labels import label

MEDIA_TYPES = {
    "html": "text/html",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "cases": "text/csv",
}


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file to give out."""

    content: bytes
    name: str
    media_type: str


def return_file(found: Return, kind: str, council: ControllerProfile) -> ReportFile:
    """The return as a file of one of MEDIA_TYPES."""
    content = {
        "html": lambda: return_page(found, council).encode(),
        "pdf": lambda: pdf_of(return_page(found, council), found.seal),
        "xlsx": lambda: workbook_bytes(found, group_words),
        # The mark tells spreadsheets that it is UTF-8.
        "csv": lambda: csv_text(found, group_words).encode("utf-8-sig"),
        "cases": lambda: cases_csv(found).encode("utf-8-sig"),
    }[kind]()
    return ReportFile(content, _name("rights-requests", found.period, kind), MEDIA_TYPES[kind])


def edition_file(found: Edition, kind: str, council: ControllerProfile) -> ReportFile:
    """The edition for the website as a file of one of MEDIA_TYPES. Raises NotFound for the list of cases."""
    if kind == "cases":
        raise NotFound("The list of cases is never published.")
    content = {
        "html": lambda: edition_page(found, council).encode(),
        "pdf": lambda: pdf_of(edition_page(found, council), found.seal),
        "xlsx": lambda: edition_workbook(found),
        "csv": lambda: edition_csv(found).encode("utf-8-sig"),
    }[kind]()
    return ReportFile(content, _name("rights-requests-published", found.period, kind), MEDIA_TYPES[kind])


def _name(what: str, period: Period, kind: str) -> str:
    return f"{what}-{period.first_on}-to-{period.last_on}.{'cases.csv' if kind == 'cases' else kind}"


def return_page(found: Return, council: ControllerProfile) -> str:
    """The return as one page that stands by itself."""
    shown = {"value": value_words, "out_of": out_of_words, "group_words": group_words_in}
    return _page("returns/return.html", found=found, council=council, **shown)


def edition_page(found: Edition, council: ControllerProfile) -> str:
    """The edition for the website as one page that stands by itself."""
    sections = [(BY_KEY[key], list(lines)) for key, lines in groupby(found.lines, key=lambda line: line.measure)]
    return _page("returns/published.html", found=found, council=council, sections=sections, rounded=ROUNDED)


def _page(template: str, **values: Any) -> str:
    style = (STATIC_FOLDER / "reports.css").read_text(encoding="utf-8")
    return _environment().get_template(template).render(style=style, **values)


def group_words(kind: str, value: str) -> str:
    """What a value of a breakdown is called."""
    return period_named(value).title if kind == "month" else label(kind, value)


def group_words_in(table: Breakdown, value: str) -> str:
    """What a group of a table is called."""
    return group_title(table, value, group_words)


@cache
def _environment() -> Environment:
    return build_environment()


def pdf_of(page: str, seal: str) -> bytes:
    """A page as PDF; `seal` (hexadecimal) makes its identifier."""
    import weasyprint  # a second to import, and seldom needed
    from weasyprint.urls import URLFetcher

    nothing = URLFetcher(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
    document = weasyprint.HTML(string=page, url_fetcher=nothing)
    content: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=bytes.fromhex(seal)[:16])
    return content
