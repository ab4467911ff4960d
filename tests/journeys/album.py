"""The pages of a journey as people saw them: each looked at by every rule, kept as a picture, on one sheet."""

import hashlib
import html
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Route

from tests.journeys.browsing import WIDTHS, faults_of

# Everything of the page but its token and how many questions there are. What was typed is no part of it.
AS_SHOWN = """() => {
  const copy = document.documentElement.cloneNode(true);
  copy.querySelectorAll("[name=csrf_token], .rp-step-of").forEach(n => n.remove());
  return copy.outerHTML;
}"""
# A browser says in its console that a page came with an error: the page with faults is one, and is meant.
MEANT = "Failed to load resource: the server responded with a status of 400"
SHEET = """<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Journeys</title>
<style>body{font:14px sans-serif}div{display:flex;overflow-x:auto;gap:8px;align-items:start}figure{margin:0}
img{border:1px solid #888;width:180px}h2{margin:24px 0 4px}.fault{color:#b00}</style><h1>Journeys</h1>"""


@dataclass(slots=True)
class Sight:
    """A page that was looked at; `wrong` is the page that comes of answering it wrongly, once that `is_tried`."""

    picture: Path
    faults: list[str]
    is_tried: bool = False
    wrong: "Sight | None" = None


Known: TypeAlias = dict[tuple[int, str], Sight]


class Album:
    """The pictures and the faults of one journey; give it every page as it stands before something is done to it.

    `judge` is where axe looks at the pages of a browser without scripts, in which it cannot run.
    `known` are the pages that were looked at before: one that is the same, letter for letter and at the same width, has
    the same faults, and its picture is a second name of the first.
    """

    def __init__(
        self, context: BrowserContext, folder: Path, *, known: Known, address: str, judge: Page | None
    ) -> None:
        self.page, self.folder, self.known, self.address = context.new_page(), folder, known, address
        self.judge = judge
        self.faults: dict[str, list[str]] = {}
        self.count = 0
        self.said: list[str] = []
        context.on("request", self._hear_request)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda fault: self.said.append(str(fault)))
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def see(self, name: str) -> Sight:
        """Look at the page as it stands, and keep its picture."""
        self.page.wait_for_load_state()
        size = self.page.viewport_size or {"width": 0, "height": 0}
        shown = str(self.page.evaluate(AS_SHOWN))
        key = (size["width"], hashlib.sha256(shown.encode()).hexdigest())
        if key not in self.known:
            taken = self.folder / f".{key[1]}.png"
            self.page.screenshot(path=taken, full_page=True)
            self.known[key] = Sight(taken, self._look(size["width"]))
            self.page.set_viewport_size(size)
        self.keep(self.known[key], name)
        return self.known[key]

    def keep(self, sight: Sight, name: str) -> None:
        """Put a page that was looked at, now or before, into the album under `name`."""
        self.count += 1
        kept = self.folder / f"{self.count:02}-{name.replace(' ', '-')}.png"
        os.link(sight.picture, kept)
        self.faults[kept.stem] = [*sight.faults, *self.said]
        self.said.clear()

    def close(self) -> dict[str, list[str]]:
        """What is wrong, by page; also kept beside the pictures."""
        found = {name: faults for name, faults in self.faults.items() if faults}
        (self.folder / "faults.json").write_text(json.dumps(found), encoding="utf-8")
        return found

    def _look(self, width: int) -> list[str]:
        widths = (WIDTHS[0], width)
        if self.judge is None:
            return faults_of(self.page, widths)
        show_again(self.page, self.judge)
        return faults_of(self.page, widths, with_axe=False) + faults_of(self.judge, (width,))

    def _hear(self, message: ConsoleMessage) -> None:
        if not message.text.startswith(MEANT):
            self.said.append(f"console: {message.text}")

    def _hear_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.said.append(f"asks somebody else: {request.url}")


def show_again(page: Page, judge: Page) -> None:
    """Show the page of a browser without scripts in one that has them: axe runs there, and no script of the page."""
    shown = "<!doctype html>" + page.evaluate(AS_SHOWN.replace("[name=csrf_token], .rp-step-of", "script"))

    def answer(route: Route) -> None:
        if route.request.resource_type == "document":
            route.fulfill(body=shown, content_type="text/html; charset=utf-8")
        else:
            route.continue_()

    judge.unroute_all()
    judge.route("**/*", answer)
    judge.goto(page.url)


def write_sheet(folder: Path) -> None:
    """`index.html` of all the pictures there are: a row a journey, its faults beside it."""
    lines = [SHEET]
    for told in sorted(folder.glob("*/*/*/faults.json")):
        row = told.parent.relative_to(folder).as_posix()
        lines.append(f"<h2>{html.escape(row)}</h2>")
        found: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
        lines += [f'<p class="fault">{html.escape(f"{name}: {faults}")}</p>' for name, faults in found.items()]
        lines.append("<div>")
        for picture in sorted(told.parent.glob("[!.]*.png")):
            at = html.escape(f"{row}/{picture.name}")
            says = html.escape(picture.stem)
            lines.append(
                f'<figure><a href="{at}"><img loading="lazy" src="{at}" alt="{says}"></a>'
                f"<figcaption>{says}</figcaption></figure>"
            )
        lines.append("</div>")
    written = folder / f".{os.getpid()}.html"
    written.write_text("\n".join(lines), encoding="utf-8")
    written.replace(folder / "index.html")
