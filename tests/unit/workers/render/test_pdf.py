"""Our own pages may contain anybody's words: nothing in them may make the renderer read, fetch or run anything."""

import contextlib
import http.server
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from workers.render.pdf import (
    RenderFault,
    TaggedRenderer,
    WeasyPrintRenderer,
    WkhtmltopdfRenderer,
    find_renderer,
    pages_check,
)


def carries(package: str) -> bool:
    """Whether this release of the operating system has a package, as `scripts/sysdeps` decides it.

    Only a plain no counts: a machine whose list of packages was never fetched cannot say so, and one without apt has
    what its people put there.
    """
    if shutil.which(package):
        return True
    if not shutil.which("apt-cache"):
        return False
    asked = subprocess.run(["apt-cache", "policy", package], capture_output=True, text=True, check=True)
    is_listed = re.search(r"Candidate: [^(]", asked.stdout) is not None
    return is_listed or not any(Path("/var/lib/apt/lists").glob("*_Packages*"))


RENDERERS = [*([WkhtmltopdfRenderer] if carries("wkhtmltopdf") else []), WeasyPrintRenderer, TaggedRenderer]


class Trap(http.server.BaseHTTPRequestHandler):
    """Remembers whoever asks for anything."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def trap() -> Iterator[str]:
    Trap.asked.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Trap)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def test_the_doctor_says_which_program_sets_the_pages_of_this_machine() -> None:
    told, is_ok, _ = pages_check()
    assert is_ok
    assert told.endswith("wkhtmltopdf" if carries("wkhtmltopdf") else "WeasyPrint")


def test_a_machine_without_wkhtmltopdf_sets_its_pages_with_weasyprint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.render.pdf.shutil.which", lambda _: None)
    assert isinstance(find_renderer(), WeasyPrintRenderer)
    assert pages_check()[:2] == ("the front pages of packs, set by WeasyPrint", True)


def test_the_doctor_finds_a_program_that_cannot_set_a_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "wkhtmltopdf"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr("workers.render.pdf.shutil.which", lambda _: str(broken))
    _, is_ok, mend = pages_check()
    assert not is_ok
    assert "apt-get install --reinstall wkhtmltopdf" in mend


@pytest.mark.parametrize("renderer", RENDERERS)
def test_a_page_is_set(renderer: type) -> None:
    assert "Zoë Fenwick" in text_of(
        renderer().render("<html><head><meta charset='utf-8'></head><p>Zoë Fenwick</p></html>")
    )


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize(
    "attack",
    [
        '<img src="{trap}/image.png">',
        '<iframe src="{trap}/frame.html"></iframe>',
        '<link rel="stylesheet" href="{trap}/style.css">',
        '<style>@import url("{trap}/import.css");</style>',
        '<style>@font-face {{ font-family: x; src: url("{trap}/font.woff"); }} p {{ font-family: x }}</style>',
        '<embed src="{trap}/embed.pdf">',
        '<meta http-equiv="refresh" content="0; url={trap}/refresh">',
        '<script>new Image().src = "{trap}/script.png";</script>',
    ],
)
def test_nothing_leaves_the_page(renderer: type, attack: str, trap: str) -> None:
    with contextlib.suppress(RenderFault):  # refusing the page is as good
        renderer().render(f"<html><head></head><body>{attack.format(trap=trap)}<p>words</p></body></html>")
    assert Trap.asked == []


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize(
    "attack",
    [
        '<iframe src="file://{secret}"></iframe>',
        '<embed src="{secret}">',
        '<object data="file://{secret}"></object>',
        '<meta name="pdfkit-enable-local-file-access" content=""><iframe src="file://{secret}"></iframe>',
        '<meta name="pdfkit-allow" content="/"><iframe src="file://{secret}"></iframe>',
        '<meta name="pdfkit-title" content="injected">',
    ],
)
def test_no_file_of_the_machine_gets_into_the_page(renderer: type, attack: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the council's secret")
    try:
        pdf = renderer().render(f"<html><head></head><body>{attack.format(secret=secret)}<p>words</p></body></html>")
    except RenderFault:
        return
    assert "secret" not in text_of(pdf)
    assert b"injected" not in pdf


def test_a_page_that_hangs_is_ended_with_everything_it_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sleeper = tmp_path / "wkhtmltopdf"
    sleeper.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {tmp_path}/child\nwait\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr("workers.render.pdf.WALL_SECONDS", 1)
    with pytest.raises(RenderFault, match="within 1 seconds"):
        WkhtmltopdfRenderer(str(sleeper)).render("<p>words</p>")
    child = int((tmp_path / "child").read_text())
    status = Path(f"/proc/{child}/status")
    assert not status.exists() or "State:\tZ" in status.read_text()
