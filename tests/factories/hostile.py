"""Requests that nobody sends in good faith: every address of an app, every method, fields wrong in every way."""

import io
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from flask import Flask
from werkzeug.test import TestResponse

from portal.web.forms import PortalForm

METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH")
# One of each kind: markup, template, SQL, path, header, formula, null, direction, width, number, date, structure.
TEXTS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*191}}",
    "${7*191}",
    "' OR 1=1 --",
    "'; DROP TABLE rights_case; --",
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "/dev/null",
    "x\r\nSet-Cookie: a=b",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe",
    "\ufeff",
    "😀" * 40,
    "e\u0301" * 60,
    "İ",
    "ß" * 300,
    "a" * 5000,
    "9" * 400,
    "-1",
    "0",
    "1e309",
    "NaN",
    "0x10",
    "٣",
    "31",
    "02",
    "29",
    "2026-02-30",
    "9999",
    "10000",
    "0001",
    "[]",
    "{}",
    '{"a": {"b": []}}',
    "null",
    "true",
    "None",
    "on",
    "https://example.invalid/",
    "//example.invalid/",
    "\\\\example.invalid\\x",
    "javascript:alert(1)",
    "user@example.invalid\nBcc: x@example.invalid",
)
FILES = (
    b"",
    b"%PDF-1.7\n%%EOF",
    b"%PDF-1.7" + bytes(2000),
    b"\x89PNG\r\n\x1a\n" + bytes(100),
    b"\xff\xd8\xff" + bytes(100),
    b"PK\x03\x04" + bytes(100),
    b"MZ" + bytes(100),
    b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
)
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {},
    {},
    {"Host": "example.invalid"},
    {"X-Forwarded-Host": "example.invalid", "X-Forwarded-For": "127.0.0.1, 1.1.1.1", "X-Forwarded-Proto": "x"},
    {"Cookie": "rights_staff=x; rights_public=%00; rights_draft=AAAA"},
    {"Content-Type": "application/json"},
    {"Content-Type": "multipart/form-data; boundary="},
    {"Accept-Language": "x" * 3000, "User-Agent": "\x7f<script>", "Referer": "//example.invalid"},
    {"Range": "bytes=9999999-1", "If-Modified-Since": "never"},
    {"Authorization": "Basic ====", "Origin": "null"},
)
TRACES = re.compile(
    r"Traceback|sqlalchemy|psycopg|sqlite3|werkzeug|File \"|site-packages|jinja2|root:x:0", re.IGNORECASE
)
ACTIVE = re.compile(r"<script>alert|<img src=x|1337\b")


def field_names() -> list[str]:
    """Every field of every form of the portal."""
    found, waiting = set[str](), [PortalForm]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        found |= {name for name in dir(kind) if hasattr(getattr(kind, name), "field_class")}
    dates = {f"{name}-{part}" for name in found for part in ("day", "month", "year")}
    return sorted(found | {name for name in dates if "_on" in name or "date" in name} | {"next", "marks", "page", "q"})


@dataclass
class Attack:
    """A seeded stream of hostile requests against one app. `known` are values that exist, so that some get deep."""

    app: Flask
    dice: random.Random
    known: Mapping[str, str]
    without: frozenset[str] = frozenset()
    names: list[str] = field(default_factory=field_names)

    def requests(self, count: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """So many requests: method, path, and the arguments of a test client."""
        rules = [rule for rule in self.app.url_map.iter_rules() if rule.endpoint not in self.without]
        for _ in range(count):
            rule = self.dice.choice(rules)
            path = re.sub(r"<(?:[^:>]+:)?(\w+)>", lambda found: self._part(found[1]), rule.rule)
            options: dict[str, Any] = {"headers": self.dice.choice(HEADERS)}
            allowed = sorted((rule.methods or set()) - {"OPTIONS", "HEAD"})
            method = self.dice.choice(METHODS if self.dice.random() < 0.15 else allowed)
            if self.dice.random() < 0.3:
                options["query_string"] = {self.dice.choice(self.names): self._text() for _ in range(3)}
            if method in ("POST", "PUT", "PATCH"):
                options["data"] = self._body()
            yield method, path, options

    def _part(self, name: str) -> str:
        if self.dice.random() < 0.7 and name in self.known:
            return quote(self.known[name])
        return quote(self._text() or "x", safe="")

    def _text(self) -> str:
        return self.dice.choice((*TEXTS, *self.known.values()))

    def _body(self) -> object:
        if self.dice.random() < 0.1:
            return self.dice.randbytes(self.dice.randrange(300))
        body: dict[str, Any] = {}
        for name in self.dice.sample(self.names, self.dice.randrange(1, min(25, len(self.names)))):
            body[name] = [self._text() for _ in range(self.dice.choice((1, 1, 1, 3)))]
        if self.dice.random() < 0.15:
            body[self.dice.choice(("scan", "file", "evidence", "original"))] = (
                io.BytesIO(self.dice.choice(FILES)),
                self._text(),
            )
        return body


def fault_of(response: TestResponse, *, secrets: tuple[str, ...] = ()) -> str:
    """What is wrong with an answer to a hostile request; nothing when it is a proper answer."""
    if response.status_code >= 500:
        return f"status {response.status_code}"
    if response.location and not re.match(r"/(?!/)", response.location):
        return f"sends the browser to {response.location}"
    if "a=b" in response.headers.getlist("Set-Cookie"):
        return "a header was injected"
    text = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
    if found := TRACES.search(text):
        return f"shows {found[0]}"
    if found := ACTIVE.search(text):
        return f"runs {found[0]}"
    return next(("shows what its visitor may not see" for secret in secrets if secret in text), "")
