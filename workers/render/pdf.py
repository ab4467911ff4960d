"""From our own HTML to PDF, by a program that may neither read files nor reach the network."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Protocol

import pdfkit
from pdfkit.pdfkit import PDFKit

from requests_.errors import RightsRequestError

WALL_SECONDS = 60
_MEMORY_BYTES = 2 * 1024**3
_FILE_BYTES = 256 * 1024**2
# The proxy answers nothing: no request of the page ever leaves, whatever the page asks for.
_OPTIONS: dict[str, Any] = {
    "quiet": None,
    "encoding": "utf-8",
    "page-size": "A4",
    "margin-top": "18mm",
    "margin-bottom": "20mm",
    "margin-left": "20mm",
    "margin-right": "20mm",
    "disable-javascript": None,
    "javascript-delay": "0",
    "disable-local-file-access": None,
    "disable-plugins": None,
    "proxy": "http://127.0.0.1:9",
    "load-error-handling": "abort",
    "load-media-error-handling": "ignore",
}


class RenderFault(RightsRequestError):
    """A page could not be set."""

    code = "render_fault"


class PdfRenderer(Protocol):
    """Sets a page of ours."""

    name: str

    def render(self, html: str) -> bytes:
        """The PDF of a whole HTML page. Raises RenderFault."""


class _NoMetaOptions(PDFKit):  # type: ignore[misc]  # pdfkit has no types
    """PDFKit that takes no option out of the page: `<meta name="pdfkit-…">` was a way in (CVE-2025-26240)."""

    def _find_options_in_meta(self, content: object) -> dict[str, Any]:
        return {}


class WkhtmltopdfRenderer:
    """wkhtmltopdf through pdfkit, without JavaScript, files or network; killed as a group when it hangs."""

    name = "wkhtmltopdf"

    def __init__(self, program: str | None = None) -> None:
        self._program = program or shutil.which("wkhtmltopdf") or ""

    def render(self, html: str) -> bytes:
        """Set a page."""
        with tempfile.TemporaryDirectory(prefix="page-") as folder:
            page, out = Path(folder, "page.html"), Path(folder, "page.pdf")
            page.write_text(html, encoding="utf-8")
            kit = _NoMetaOptions(
                str(page), "file", options=_OPTIONS, configuration=pdfkit.configuration(wkhtmltopdf=self._program)
            )
            _run([str(part) for part in kit.command(str(out))])
            return out.read_bytes()


class WeasyPrintRenderer:
    """WeasyPrint, for a machine that has no wkhtmltopdf. It fetches nothing."""

    name = "WeasyPrint"
    variant: str | None = None

    def render(self, html: str) -> bytes:
        """Set a page."""
        import weasyprint  # a second to import, and needed on few machines
        from weasyprint.urls import FatalURLFetchingError, URLFetcher

        fetcher = URLFetcher(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        try:
            pdf: bytes = weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf(pdf_variant=self.variant)
        except FatalURLFetchingError as fault:
            raise RenderFault("A page of ours asked for something outside itself.") from fault
        return pdf


class TaggedRenderer(WeasyPrintRenderer):
    """For letters that people receive: PDF/UA-1, so that a screen reader finds headings, lists, language and title."""

    variant = "pdf/ua-1"


def find_renderer() -> PdfRenderer:
    """wkhtmltopdf where there is one, WeasyPrint elsewhere."""
    return WkhtmltopdfRenderer() if shutil.which("wkhtmltopdf") else WeasyPrintRenderer()


def pages_check() -> tuple[str, bool, str]:
    """Which program sets a pack's front pages on this machine, and whether it can."""
    renderer = find_renderer()
    try:
        is_set = renderer.render("<p>A page</p>").startswith(b"%PDF")
    except (RenderFault, OSError):
        is_set = False
    mend = "The front pages of a pack cannot be set: apt-get install --reinstall wkhtmltopdf, or remove it."
    return f"the front pages of packs, set by {renderer.name}", is_set, mend


def _run(command: list[str]) -> None:
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_limit,
        env={"PATH": os.environ.get("PATH", ""), "HOME": tempfile.gettempdir(), "LANG": "C.UTF-8"},
    )
    try:
        code = process.wait(WALL_SECONDS)
    except BaseException as fault:
        # Its helpers go with it: a killed page leaves no process behind.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if isinstance(fault, subprocess.TimeoutExpired):
            raise RenderFault(f"The page was not set within {WALL_SECONDS} seconds.") from fault
        raise
    if code != 0:
        raise RenderFault(f"The page could not be set: wkhtmltopdf ended with {code}.")


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (WALL_SECONDS, WALL_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))
