"""Somebody at a browser: opens pages, fills in their forms, follows their buttons. Nothing but HTTP."""

from __future__ import annotations

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping

import lxml.html
from lxml.html import FormElement, HtmlElement

TIMEOUT_SECONDS = 60
# What makes a paragraph of its own on our pages.
_BLOCKS = ("h2", "h3", "p")


class JourneyFault(Exception):
    """A page was not what a person would have met."""


class Visitor:
    """One browser with its own cookies."""

    def __init__(self, site: str) -> None:
        self._site = site.rstrip("/")
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.page: HtmlElement = lxml.html.fromstring("<html></html>")
        self.content = b""
        self.address = ""

    def open(self, path: str) -> HtmlElement:
        """Open a page."""
        return self._load(self._request(urllib.parse.urljoin(self.address or self._site + "/", path)))

    def fill(self, answers: Mapping[str, str | list[str]], *, button: str = "", form_with: str = "") -> HtmlElement:
        """Fill in a form of the page and send it.

        The form is the one that has the first answer's field, or a field or button called `form_with`, or an action
        that ends in it. Answers to fields the form does not have are a fault: a page must ask what we answer.
        """
        form = self._form(form_with or next(iter(answers), ""))
        fields = _filled(form)
        for name, value in answers.items():
            if not _asks(form, name):
                raise JourneyFault(f"The page {self.path} does not ask for {name}.")
            fields = [(key, kept) for key, kept in fields if key != name]
            fields += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        if button:
            name, _, value = button.partition("=")
            fields.append((name, value))
        return self._send(form, fields)

    def press(self, action: str) -> HtmlElement:
        """Send the form whose address ends in `action`, as it stands; "" is the form that is sent to its own page."""
        form = self._form(action)
        return self._send(form, _filled(form))

    def follow(self, words: str) -> HtmlElement:
        """Follow the first link whose text holds the words."""
        for link in self.page.iter("a"):
            if words.casefold() in " ".join(link.text_content().split()).casefold():
                return self.open(link.get("href") or "")
        raise JourneyFault(f"The page {self.path} has no link to {words!r}.")

    def says(self, css_class: str) -> str:
        """The text of the first element of a class, a dash between its paragraphs; nothing where there is none."""
        found = self.page.find_class(css_class)[:1]
        blocks = [child for one in found for child in one if child.tag in _BLOCKS] or found
        return " – ".join(" ".join(block.text_content().split()) for block in blocks)

    @property
    def text(self) -> str:
        """Everything the page says."""
        return " ".join(self.page.text_content().split())

    @property
    def path(self) -> str:
        """The page's address without its site."""
        return urllib.parse.urlsplit(self.address).path

    def _form(self, clue: str) -> FormElement:
        for form in self.page.forms:
            action = urllib.parse.urlsplit(form.get("action") or "").path
            is_meant = action.rstrip("/").endswith(clue.rstrip("/")) if clue else not action
            if is_meant or _asks(form, clue):
                return form
        raise JourneyFault(f"The page {self.path} has no form for {clue!r}.")

    def _send(self, form: FormElement, fields: list[tuple[str, str]]) -> HtmlElement:
        address = urllib.parse.urljoin(self.address, form.get("action") or "")
        encoded = urllib.parse.urlencode(fields)
        if (form.get("method") or "get").casefold() == "get":
            return self._load(self._request(f"{address}?{encoded}"))
        return self._load(self._request(address, encoded.encode()))

    def _request(self, address: str, sent: bytes | None = None) -> urllib.request.Request:
        if not address.startswith(self._site):
            raise JourneyFault("A page leads away from its own site.")
        headers = {"Referer": self.address} if self.address else {}
        return urllib.request.Request(address, data=sent, headers=headers)  # noqa: S310  (our own site, seen to above)

    def _load(self, request: urllib.request.Request) -> HtmlElement:
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                self.content, self.address = answer.read(), answer.geturl()
        except urllib.error.HTTPError as fault:
            self.content, self.address = fault.read(), fault.geturl()
            said = _errors(lxml.html.fromstring(self.content or b"<html></html>"))
            raise JourneyFault(f"{request.get_method()} {self.path} answered {fault.code}. {said}") from fault
        if not self.content.startswith(b"%PDF"):
            self.page = lxml.html.fromstring(self.content)
        return self.page


def _asks(form: FormElement, name: str) -> bool:
    return bool(name) and any(
        element.get("name") == name for element in form.iter("input", "select", "textarea", "button")
    )


def _filled(form: FormElement) -> list[tuple[str, str]]:
    return [(name, value) for name, value in form.form_values() if name]


def _errors(page: HtmlElement) -> str:
    found = page.find_class("govuk-error-summary") or page.findall(".//h1")
    return " ".join(found[0].text_content().split()) if found else ""
