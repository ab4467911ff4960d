"""Looking at pages as people do: in a browser, on small and large screens, with every rule that can be checked."""

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import WSGIRequestHandler, make_server

WIDTHS = (320, 375, 1366)
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# To collect what passes takes as long again on a large page, and nobody reads it.
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
_AXE = Axe()
# What axe does not see: groups without a name, links of an error summary that lead nowhere, text off the side.
OWN_RULES = """() => {
  const faults = [];
  const say = (rule, node) => faults.push(rule + ": " + node.outerHTML.slice(0, 120));
  if (document.querySelectorAll("h1").length !== 1) faults.push("not exactly one h1");
  if (!["en-GB", "pl", "ar"].includes(document.documentElement.lang)) faults.push("no language");
  if (document.documentElement.scrollWidth > innerWidth) faults.push("wider than the screen");
  document.querySelectorAll("fieldset").forEach(n => {
    if (!n.querySelector("legend")?.textContent.trim()) say("fieldset without a legend", n); });
  document.querySelectorAll(".govuk-error-summary a").forEach(n => {
    const target = document.getElementById(n.hash.slice(1));
    if (!target || !/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) say("summary link lands on no input", n); });
  if (document.querySelector(".govuk-error-summary") && !/^⟦?(Error|Błąd): /.test(document.title))
    faults.push("title does not say there is an error");
  document.querySelectorAll("main table").forEach(n => {
    if (!n.caption) say("table without a caption", n);
    n.querySelectorAll("th").forEach(h => h.scope || say("header without a scope", h)); });
  document.querySelectorAll("button, .govuk-button, input:not([type=hidden])").forEach(n => {
    const box = n.getBoundingClientRect();
    if (box.width && (box.width < 24 || box.height < 24)) say("smaller than 24 pixels", n); });
  return faults;
}"""

# What axe judges besides colours, sizes and words: which elements there are, how they are tied together, and whether
# each says anything. The choice of languages is left out: it marks another one in each language.
STRUCTURE = """() => [...document.querySelectorAll("*")].filter(n => !n.closest(".rp-languages")).map(n => {
  const tied = /^(class|id|for|name|type|role|tabindex|scope|hidden|disabled|checked|aria-(?!label$).*)$/;
  const attributes = [...n.attributes].map(({ name, value }) => `${name}=${tied.test(name) ? value : value !== ""}`);
  return [n.tagName, n.textContent.trim() !== "", ...attributes.sort()].join(" ");
}).join("\\n")"""

# The places of words on a page, each as what a rule of colours may go by: what stands around it, and in what state.
PLACES = """() => [...new Set([...document.querySelectorAll("body *")]
  .filter(n => [...n.childNodes].some(c => c.nodeType === 3 && c.data.trim()) || n.matches("input, textarea, select"))
  .map(n => {
    const chain = [];
    for (let at = n; at; at = at.parentElement) {
      const tells = /^(class|style|type|open|disabled|aria-(?!label|describedby|controls).*)$/;
      const states = [...at.attributes].filter(({ name }) => tells.test(name));
      chain.push(at.tagName + states.map(({ name, value }) => ` ${name}=${value}`).sort().join(""));
    }
    return chain.join(" < ");
  }))]"""
# The places whose colours were found good. To judge colours takes twice as long as all else together.
_GOOD_PLACES: set[str] = set()


class QuietHandler(WSGIRequestHandler):
    """Says nothing about each request."""

    def log(self, *_: Any, **__: Any) -> None:
        return


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The app on a free port; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def faults_of(page: Page, widths: tuple[int, ...] = WIDTHS, *, with_axe: bool = True) -> list[str]:
    """Everything wrong with the page as it stands, on each screen; empty when nothing is. Own rules alone are quick."""
    faults = []
    page.wait_for_load_state()  # a click on a button that sends a form returns before the answer is there
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        faults += [f"{width}: {fault}" for fault in page.evaluate(OWN_RULES)]
        if width == WIDTHS[0] or not with_axe:
            continue  # the rules of axe are the same at 320 as at 375
        found = _violations(page, with_contrast=width == widths[-1])
        faults += [f"{width}: {rule['id']} {rule['nodes'][0]['html'][:120]}" for rule in found]
    return faults


def _violations(page: Page, *, with_contrast: bool) -> list[dict[str, Any]]:
    """What axe finds. No colour depends on the width, nor on what page a place is on: each place is judged once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.axe_script)
    places = set(page.evaluate(PLACES)) - _GOOD_PLACES if with_contrast else set()
    # What it fetches beforehand is the style sheets: they say nothing new where no place is new.
    options = {**AXE_OPTIONS, "preload": bool(places), "rules": {"color-contrast": {"enabled": bool(places)}}}
    found = list(page.evaluate("options => axe.run(options)", options)["violations"])
    if not any(rule["id"] == "color-contrast" for rule in found):
        _GOOD_PLACES.update(places)
    return found


def structure_of(page: Page) -> str:
    """The page without its words: two pages with the same structure are the same to axe, but for what is written."""
    page.wait_for_load_state()
    return str(page.evaluate(STRUCTURE))


def picture(page: Page, name: str) -> None:
    """Keep how the page looks, on a telephone and on a desk, in the folder that PICTURES names; nowhere without it."""
    folder = os.environ.get("PICTURES", "")
    if not folder:
        return
    for width in WIDTHS[1:]:
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=Path(folder) / f"{name.replace(' ', '-')}-{width}.png", full_page=True)


def fill(page: Page, answers: dict[str, str]) -> None:
    """Type into the first field of each label."""
    for name, typed in answers.items():
        page.get_by_label(name).first.fill(typed)


def fill_step(page: Page, fields: Mapping[str, str | list[str]]) -> None:
    """Answer a question by the names of its fields, in whatever language it is asked."""
    for name, values in fields.items():
        for value in [values] if isinstance(values, str) else values:
            field = page.locator(f'[name="{name}"]')
            if field.first.get_attribute("type") in ("radio", "checkbox"):
                page.locator(f'[name="{name}"][value="{value}"]').check()
            else:
                field.fill(value)
    page.locator("main button.govuk-button").click()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until `selector` has the focus; every stop on the way must be visible."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")
