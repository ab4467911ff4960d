"""The sentences of the texts, one file a kind of document, for people who know attendance work to read and extend.

A section is headed `[name]`; every other line is one sentence or row, its columns parted by ` || `, a line end inside
it written `\\n`; a line that begins with `#` is a remark. `workers/demo/prose.py` says what braces and brackets mean.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

_HEAD = re.compile(r"\[([\w.]+)\]")


def lines(document: str, section: str) -> tuple[str, ...]:
    """The sentences of one section."""
    return _sections(document)[section]


def rows(document: str, section: str) -> tuple[tuple[str, ...], ...]:
    """The rows of one section, each as its columns."""
    return tuple(tuple(line.split(" || ")) for line in lines(document, section))


def table(document: str, section: str) -> dict[str, str]:
    """The rows of a section of two columns, the second by the first."""
    return {name: words for name, words in rows(document, section)}


def groups(document: str, prefix: str) -> dict[str, tuple[str, ...]]:
    """The sections `prefix.name`, by name."""
    start = f"{prefix}."
    return {name.removeprefix(start): found for name, found in _sections(document).items() if name.startswith(start)}


@lru_cache
def _sections(document: str) -> dict[str, tuple[str, ...]]:
    text = files(__name__).joinpath(f"{document}.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        head = _HEAD.fullmatch(line)
        if head:
            current = found.setdefault(head.group(1), [])
        elif line and not line.startswith("#"):
            current.append(line.replace("\\n", "\n"))
    return {name: tuple(entries) for name, entries in found.items()}
