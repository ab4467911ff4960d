"""What a reviewer withholds whole, whoever is in it: a passage, a page or section, a file. Each with its exemption.

Places are those of the schedule: parts count the files inside a file from 1, pages and sections are counted from 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from redaction.errors import RedactionError
from redaction.os_faults import unreadable
from redaction.passages import EXTRACT, PAGE
from redaction.term_search import find_terms
from redaction.values import Disposition, Document, Layout, Proposal, TextUnit, UnitForm, UnitSource

SAYS = {
    EXTRACT: "A reviewer withholds this passage",
    PAGE: "A reviewer withholds this page",
    "document": "A reviewer withholds the whole document",
}
_KEYS = {"file": str, "exemption": str, "part": int, "page": int, "passage": str}


class ExemptFileError(ValueError):
    """A file of exemptions cannot be used; the text is one plain line that names the file and the mend."""


class NotThere(RedactionError):
    """What is to be withheld stands nowhere in the file."""

    code = "not_there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempt:
    """One entry: of `file`, the passage, or the page, or (with neither) all of it. A `part` or page of 0 is any."""

    file: str
    exemption: str
    part: int = 0
    page: int = 0
    passage: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the file is disclosed."""
        return not (self.part or self.page or self.passage)

    def is_of(self, file: Path) -> bool:
        """Whether it is about a file, named as on the command line or by its last part."""
        return self.file in (str(file), file.name)


def load_exempt(path: Path) -> tuple[Exempt, ...]:
    """The entries of a JSON file. Raises ExemptFileError, which never repeats a passage."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        raise ExemptFileError(f"{path}: {unreadable(fault)}") from None
    except UnicodeDecodeError:
        raise ExemptFileError(f"{path}: is not UTF-8 text; save it as UTF-8") from None
    except json.JSONDecodeError as fault:
        raise ExemptFileError(f"{path}: not valid JSON (line {fault.lineno}, column {fault.colno})") from None
    if not isinstance(content, list):
        raise ExemptFileError(f'{path}: must hold a list, like [{{"file": "a.pdf", "page": 2, "exemption": "…"}}]')
    return tuple(_entry(entry, f"{path}: entry {place}") for place, entry in enumerate(content, start=1))


def _entry(entry: object, where: str) -> Exempt:
    if not isinstance(entry, Mapping):
        raise ExemptFileError(f'{where} is not an object with a "file" and an "exemption"')
    for key, value in entry.items():
        if key not in _KEYS:
            raise ExemptFileError(f'{where} has an unknown key "{key}"; known keys are {", ".join(_KEYS)}')
        if not _is_usable(value, _KEYS[key]):
            kind = "a number from 1" if _KEYS[key] is int else "text"
            raise ExemptFileError(f'{where}: "{key}" must be {kind}')
    for key in ("file", "exemption"):
        if key not in entry:
            raise ExemptFileError(f'{where} has no "{key}"')
    if "part" in entry and not {"page", "passage"} & entry.keys():
        raise ExemptFileError(f'{where} names a "part" and neither its "page" nor a "passage"')
    return Exempt(**entry)


def _is_usable(value: object, kind: type) -> bool:
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    return isinstance(value, str) and bool(value.strip())


def exempted(documents: Sequence[Document], entries: Sequence[Exempt], *, name: str) -> list[list[Proposal]]:
    """What the entries for one file withhold in each of its parts. Raises NotThere: nothing goes by oversight."""
    found: list[list[Proposal]] = [[] for _ in documents]
    for number, entry in enumerate(entries, start=1):
        places = list(_places(documents, entry))
        if not places:
            what = "passage" if entry.passage else "page"
            raise NotThere(name, f"the {what} of exemption {number} stands nowhere in it")
        for part, unit, start, end in places:
            kind = EXTRACT if entry.passage else PAGE
            found[part].append(
                Proposal(
                    unit=unit, start=start, end=end, kind=kind, text=documents[part].units[unit].text[start:end],
                    person="", disposition=Disposition.WITHHOLD, reason=entry.exemption, why=SAYS[kind],
                )
            )  # fmt: skip
    return found


def _places(documents: Sequence[Document], entry: Exempt) -> Iterator[tuple[int, int, int, int]]:
    """Part, unit and half-open span of everything that an entry is about."""
    for part, document in enumerate(documents):
        if entry.part not in (0, part + 1) or (not entry.part and not entry.passage and part):
            continue  # a page without a part is one of the file itself
        for number, unit in enumerate(document.units):
            if entry.page and entry.page != (number if unit.page is None else unit.page) + 1:
                continue
            if not entry.passage:
                yield part, number, 0, len(unit.text)
            for start, end in find_terms(unit.text, [entry.passage] if entry.passage else []):
                yield part, number, start, end


def withheld_slip(name: str) -> Document:
    """The page that stands in place of a file that is withheld whole."""
    lines = ((UnitForm.HEADING, "Document withheld"), (UnitForm.PROSE, "Nothing of this document is disclosed."))
    units = tuple(TextUnit(label="Slip", text=text, source=UnitSource.NATIVE, form=form) for form, text in lines)
    return Document(name=name, media_type="text/plain", layout=Layout.RETYPESET, units=units)
