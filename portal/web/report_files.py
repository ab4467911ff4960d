"""A return as a file: page, PDF, workbook, CSV. The same return is the same bytes, whoever asks and whenever."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment

from requests_.errors import NotFound
from requests_.reporting.breakdowns import Breakdown
from requests_.reporting.case_list import cases_csv
from requests_.reporting.export import csv_text, group_title, showing
from requests_.reporting.period import period_named
from requests_.reporting.publishing import Published, group_name, published
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


def return_file(found: Return, kind: str, council: ControllerProfile, *, is_public: bool) -> ReportFile:
    """The return as a file of one of MEDIA_TYPES; the publishable edition where `is_public`."""
    if is_public and kind == "cases":
        raise NotFound("The list of cases is never published.")
    public = published(found) if is_public else None
    shown = public.found if public else found
    content = {
        "html": lambda: return_page(shown, council, public).encode(),
        "pdf": lambda: pdf_of(return_page(shown, council, public), shown.seal),
        "xlsx": lambda: workbook_bytes(shown, group_words, public),
        # The mark tells spreadsheets that it is UTF-8.
        "csv": lambda: csv_text(shown, group_words, public).encode("utf-8-sig"),
        "cases": lambda: cases_csv(shown).encode("utf-8-sig"),
    }[kind]()
    edition = "published-" if is_public else ""
    ending = "cases.csv" if kind == "cases" else kind
    name = f"rights-requests-{edition}{found.period.first_on}-to-{found.period.last_on}.{ending}"
    return ReportFile(content, name, MEDIA_TYPES[kind])


def return_page(found: Return, council: ControllerProfile, public: Published | None) -> str:
    """The return as one page that stands by itself."""
    return (
        _environment()
        .get_template("returns/return.html")
        .render(
            found=found,
            council=council,
            is_public=public is not None,
            style=(STATIC_FOLDER / "reports.css").read_text(encoding="utf-8"),
            value=lambda figure, within="": value_words(figure, *showing(public, figure, within)),
            out_of=lambda figure, within="": out_of_words(figure, *showing(public, figure, within)),
            group_name=group_name,
            group_words=group_words_in,
        )
    )


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
